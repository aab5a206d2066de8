"""The coach with a model: ask, check, have it repaired once, and else let the rules speak.

Whatever happens, there is a comment in time, and nothing that the check refused is in it. ``Comment.outcome`` says how
it came about: "model", "repaired", or "rules:" with why.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from pydantic_core import from_json

from backend.coach.grounding import Violation, ViolationKind, check, check_sentence, grounds
from backend.coach.grounding.lexicon import LANGUAGES
from backend.coach.model.answers import CommentAnswer
from backend.coach.model.asker import Asker
from backend.coach.model.asking import LanguageModel, NoAnswer, Question, Trouble
from backend.coach.model.breaker import Breaker
from backend.coach.model.budget import Budget, OverLimit
from backend.coach.model.request import LANGUAGE_NAMES, TONES, input_of, pseudonym
from backend.coach.ports import Counts
from backend.coach.rules import Comment, compose
from backend.coach.themes import is_about_pain_or_illness
from backend.errors import NoConsent, Unavailable
from backend.tone import Tone
from backend.training.redflags import names_red_flag
from prompts import Prompt, load
from words import Words

_log = logging.getLogger(__name__)
SECONDS = 10.0
"""Until there is a comment, the rules' if need be. The workflow's step waits longer."""
_WORTH_REPAIRING = 0.2
"""The share of the time that has to be left for a second answer."""
_PHRASE = "model.0"
_MOST_JSON = 4000
"""Characters of an answer's JSON, several times those of the longest comment."""
_Facts = Sequence[Mapping[str, Any]]


class _ByRules(Exception):
    """The rules speak, and why."""


@dataclass(slots=True)
class _Watcher:
    """Checks sentences as they come in; the first wrong one ends the answer."""

    facts: _Facts
    language: str
    show: Callable[[str], None] | None
    seen: int = 0
    said: str = ""
    wrong: Sequence[Violation] = ()

    def __call__(self, so_far: str) -> bool:
        if len(so_far) > _MOST_JSON:
            self.wrong = [Violation(ViolationKind.LENGTH, "far too long")]
            return False
        try:
            answer = from_json(so_far, allow_partial=True)
            sentences = [each["text"] for each in answer["sentences"][:-1]]  # the last one may not be whole
        except (ValueError, TypeError, KeyError):
            return True  # not readable yet; what is whole in the end is checked then
        for text in sentences[self.seen :]:
            if not isinstance(text, str):
                return False
            self.seen += 1
            self.said = f"{self.said} {text}".strip()
            self.wrong = check_sentence(text, self.facts, self.language)
            if self.wrong:
                return False
            if self.show is not None:
                self.show(self.said)
        return True


class ModelCoach:
    """Comments on sessions. Thread-safe. ``language_model`` is called for when it is first needed."""

    def __init__(
        self,
        language_model: Callable[[], LanguageModel],
        budget: Budget,
        counts: Counts,
        is_premium: Callable[[UUID], bool],
        key: bytes,
        *,
        model: str = "",
        seconds: float = SECONDS,
        breaker: Breaker | None = None,
        memory: Callable[[UUID], Sequence[str]] = lambda _: (),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``model`` empty: the prompt's own; ``key`` makes athletes' pseudonyms, and is this installation's secret.

        ``memory``: the lines that an athlete has had remembered.
        """
        self._asker = Asker(language_model, budget, counts, breaker or Breaker(monotonic=monotonic))
        self._counts = counts
        self._is_premium = is_premium
        self._memory = memory
        self._key = key
        self._model = model
        self._seconds = seconds
        self._monotonic = monotonic

    def comment(
        self,
        facts: _Facts,
        words: Words,
        recent_phrases: Sequence[str],
        note: str,
        athlete_id: UUID,
        *,
        tone: Tone = Tone.PLAIN,
        show: Callable[[str], None] | None = None,
    ) -> Comment:
        """The comment on the session that the facts are about, within ``seconds`` or a little more.

        ``show`` is given the text so far: nothing when a model is asked, then more with each sentence that is whole
        and right by itself. The comment that is returned is the one that counts, and may be another. Raises NoConsent.
        """
        deadline = self._monotonic() + self._seconds
        try:
            comment = self._by_model(facts, words.language, note, athlete_id, tone, show, deadline)
        except _ByRules as why:
            comment = replace(compose(facts, words, recent_phrases, note), outcome=f"rules:{why}")
        except NoConsent:
            raise
        except Unavailable as error:
            comment = replace(compose(facts, words, recent_phrases, note), outcome=f"rules:{error.code}")
        except Exception as error:  # a bug must not cost the athlete their comment; its message may quote them
            _log.error("coach_bug", extra={"values": {"error": type(error).__name__}})
            comment = replace(compose(facts, words, recent_phrases, note), outcome="rules:bug")
        how, _, why_rules = comment.outcome.partition(":")
        self._counts.count("CoachComments", outcome=how, why=why_rules or "none")
        return comment

    def _by_model(
        self,
        facts: _Facts,
        language: str,
        note: str,
        athlete_id: UUID,
        tone: Tone,
        show: Callable[[str], None] | None,
        deadline: float,
    ) -> Comment:
        if language not in LANGUAGES:
            raise _ByRules("language")
        if note and names_red_flag(note, language):
            raise _ByRules("red_flag")
        if is_about_pain_or_illness(note):
            raise _ByRules("unwell")  # never left to a model
        if not self._is_premium(athlete_id):
            raise _ByRules("free")
        prompt = load("comment")
        remembered = [each for each in self._memory(athlete_id) if not names_red_flag(each, language)]
        question = self._question(prompt, input_of(facts, note, remembered=remembered), language, athlete_id, tone)
        if show is not None:
            show("")
        answer, wrong = self._answer(question, facts, language, athlete_id, show, deadline)
        outcome = "model"
        if wrong:
            if deadline - self._monotonic() < _WORTH_REPAIRING * self._seconds:
                raise _ByRules("ungrounded")
            refused = answer if isinstance(answer, str) else answer.text
            because = [f"{each.kind}: {each.said}" for each in wrong]
            again = replace(question, input=input_of(facts, note, refused, because, remembered))
            answer, wrong = self._answer(again, facts, language, athlete_id, None, deadline)
            outcome = "repaired"
        if wrong or not isinstance(answer, CommentAnswer):
            raise _ByRules("ungrounded")
        uses = grounds(answer.text, facts, language, answer.uses)
        return Comment(answer.text, (_PHRASE,), uses, prompt=prompt.id, outcome=outcome)

    def _question(
        self, prompt: Prompt, document: str, language: str, athlete_id: UUID, tone: Tone
    ) -> Question[CommentAnswer]:
        most = "3" if tone is Tone.BRIEF else "4"
        instructions = prompt.render(language=LANGUAGE_NAMES[language], tone=TONES[tone], fewest="2", most=most)
        return Question(
            instructions=instructions,
            input=document,
            answer=CommentAnswer,
            model=self._model or prompt.model,
            asker=pseudonym(athlete_id, self._key),
            max_output_tokens=prompt.max_output_tokens,
            timeout_seconds=prompt.timeout_seconds,
            # What a prompt says of these is for the model that it names.
            temperature=prompt.temperature if not self._model else None,
            effort=prompt.effort if not self._model else None,
        )

    def _answer(
        self,
        question: Question[CommentAnswer],
        facts: _Facts,
        language: str,
        athlete_id: UUID,
        show: Callable[[str], None] | None,
        deadline: float,
    ) -> tuple[CommentAnswer | str, Sequence[Violation]]:
        """An answer, or as much of it as there was, and what is wrong with it."""
        watcher = _Watcher(facts, language, show)
        try:
            reply = self._asker.ask(athlete_id, question, deadline, watcher)
        except OverLimit as error:
            raise _ByRules(error.limit.value) from None
        except NoAnswer as error:
            if watcher.wrong:
                return watcher.said, watcher.wrong
            if error.trouble in (Trouble.CUT_OFF, Trouble.MALFORMED):
                return watcher.said, [Violation(ViolationKind.SHAPE, error.trouble.value)]
            raise _ByRules(error.trouble.value) from None
        return reply.answer, _wrong_with(reply.answer, facts, language)


def _wrong_with(answer: CommentAnswer, facts: _Facts, language: str) -> list[Violation]:
    wrong = check(answer.text, facts, language)
    if answer.suggestions > 1:
        wrong.append(Violation(ViolationKind.SUGGESTIONS, "more than one sentence suggests"))
    return wrong
