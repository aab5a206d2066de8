"""The coach of an athlete: questions, memory, tone, votes, what it reads and hears."""

from uuid import UUID

from pydantic import TypeAdapter

from backend.client.asking import Asking
from backend.contract.coach import Asked, AskQuestion, CastVote, Memory, Remember, Voice
from backend.contract.reading import Reading, ReadText, Transcribe, Transcript

_READING: TypeAdapter[Reading] = TypeAdapter(Reading)
_TRANSCRIPT: TypeAdapter[Transcript] = TypeAdapter(Transcript)
_ASKED: TypeAdapter[Asked] = TypeAdapter(Asked)
_MEMORY: TypeAdapter[Memory] = TypeAdapter(Memory)
_VOICE: TypeAdapter[Voice] = TypeAdapter(Voice)
_VOTE: TypeAdapter[CastVote] = TypeAdapter(CastVote)


class CoachClient(Asking):
    """The coach's part of :class:`backend.client.AthleteClient`."""

    async def ask(self, command: AskQuestion) -> Asked:
        """Ask the coach; the answer comes by itself. The same command again is the same question.

        Raises PremiumRequired, TooManyQuestions, SeekHelp; EntryNotFound where there is no comment to say differently.
        """
        return await self._ask(_ASKED, "POST", "/questions", command)

    async def question(self, question_id: UUID) -> Asked:
        """A question with its answer and what that stands on. Raises QuestionNotFound."""
        return await self._ask(_ASKED, "GET", f"/questions/{question_id}")

    async def memory(self) -> Memory:
        """What the coach remembers."""
        return await self._ask(_MEMORY, "GET", "/memory")

    async def remember(self, command: Remember) -> Memory:
        """Have it remembered. Raises MemoryFull, SeekHelp."""
        return await self._ask(_MEMORY, "POST", "/memory", command)

    async def forget_item(self, item_id: UUID) -> Memory:
        """Erase something that is remembered; one that is not there is no trouble."""
        return await self._ask(_MEMORY, "DELETE", f"/memory/{item_id}")

    async def voice(self) -> Voice:
        """How the coach speaks to the athlete."""
        return await self._ask(_VOICE, "GET", "/coach")

    async def choose_voice(self, voice: Voice) -> Voice:
        """From now on it speaks like this."""
        return await self._ask(_VOICE, "PUT", "/coach", voice)

    async def vote(self, cast: CastVote) -> CastVote:
        """Whether a comment or an answer was of use. Raises EntryNotFound, QuestionNotFound."""
        return await self._ask(_VOTE, "PUT", "/votes", cast)

    async def read(self, command: ReadText) -> Reading:
        """What a message says about a session, by a model; empty where there is none, or it does not answer in time."""
        return await self._ask(_READING, "POST", "/readings", command)

    async def transcribe(self, command: Transcribe) -> Transcript:
        """A voice note in words. Raises ListeningOff, PremiumRequired, ListeningSpent, NotHeard."""
        return await self._ask(_TRANSCRIPT, "POST", "/transcriptions", command)
