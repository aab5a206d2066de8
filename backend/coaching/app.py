"""The coach's part of the HTTP API as one Lambda handler: questions are stored and started here, answered elsewhere.

Messages are read and voice notes heard while the athlete waits, and only here: these two routes ask a model.

Whoever calls it has checked the token; the athlete is the ``sub`` claim and nothing else.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from backend.api.resolver import Event, Resolver
from backend.api.serving import answering, caller, serving
from backend.coaching.desk import CoachDesk
from backend.coaching.senses import Senses
from backend.contract.coach import Asked, AskQuestion, CastVote, Memory, Remember, Voice
from backend.contract.reading import Reading, ReadText, Transcribe, Transcript

_MOST_BYTES = 3 * 1024 * 1024
"""A voice note in base64; the other bodies are held to the lengths of their fields."""


def create_coach_handler(desk: CoachDesk, senses: Senses | None = None) -> Callable[[Event, object], Event]:
    """The Lambda handler. May be called from many threads at once. ``senses`` None: nothing is read or heard."""
    given = senses or Senses(desk.store, desk.clock, desk.is_premium)
    return answering(lambda: build(desk, given), _MOST_BYTES)


def build(desk: CoachDesk, senses: Senses) -> Resolver:
    """The resolver with its routes."""
    return serving(lambda app: _Routes(app, desk, senses).table())


class _Routes:
    """What is asked of which address. The docstrings are the API's public description."""

    def __init__(self, app: Resolver, desk: CoachDesk, senses: Senses) -> None:
        self._app = app
        self._desk = desk
        self._senses = senses

    def table(self) -> list[tuple[str, str, Callable[..., Any]]]:
        """(method, path, function) of every route."""
        return [
            ("POST", "/questions", self.ask),
            ("GET", "/questions/<question_id>", self.question),
            ("GET", "/memory", self.memory),
            ("POST", "/memory", self.remember),
            ("DELETE", "/memory/<item_id>", self.forget),
            ("GET", "/coach", self.voice),
            ("PUT", "/coach", self.choose_voice),
            ("PUT", "/votes", self.vote),
            ("POST", "/readings", self.read),
            ("POST", "/transcriptions", self.transcribe),
        ]

    def _caller(self) -> UUID:
        return caller(self._app)

    def ask(self, command: AskQuestion) -> Asked:
        """Ask the coach, or have a comment said differently. The same command again is the same question."""
        return self._desk.ask(self._caller(), command)

    def question(self, question_id: UUID) -> Asked:
        """A question, its answer as far as there is one, and what that stands on."""
        return self._desk.question(self._caller(), question_id)

    def memory(self) -> Memory:
        """What the coach remembers of the athlete."""
        return self._desk.memory(self._caller())

    def remember(self, command: Remember) -> Memory:
        """Have something remembered. The same command again changes nothing."""
        return self._desk.remember(self._caller(), command)

    def forget(self, item_id: UUID) -> Memory:
        """Erase something that is remembered. Repeating it changes nothing."""
        return self._desk.forget(self._caller(), item_id)

    def voice(self) -> Voice:
        """How the coach speaks to the athlete."""
        return self._known(self._desk.voice(self._caller()))

    def choose_voice(self, command: Voice) -> Voice:
        """From now on the coach speaks like this."""
        return self._known(self._desk.choose(self._caller(), command))

    def _known(self, voice: Voice) -> Voice:
        return voice.model_copy(update={"by_model": self._senses.hearing is not None})

    def vote(self, command: CastVote) -> CastVote:
        """Whether a comment or an answer was of use."""
        return self._desk.vote(self._caller(), command)

    def read(self, command: ReadText) -> Reading:
        """What a message says about a session, as far as its words hold it. Nothing is stored."""
        return self._senses.read(self._caller(), command)

    def transcribe(self, command: Transcribe) -> Transcript:
        """Write a voice note down. Nothing of it is stored."""
        return self._senses.hear(self._caller(), command)
