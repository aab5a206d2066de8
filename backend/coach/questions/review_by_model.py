"""The coach's own words about a week: a model words its facts, code checks the words. One repair, else there are none.

Nobody waits for them: the review's picture and the rules' words have been sent before anything is asked here.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from backend.coach.grounding import Violation, ViolationKind, check, grounds
from backend.coach.grounding.lexicon import LANGUAGES
from backend.coach.model.answers import CommentAnswer
from backend.coach.model.asker import Asker
from backend.coach.model.asking import NoAnswer, Question, Trouble
from backend.coach.model.budget import OverLimit
from backend.coach.model.request import LANGUAGE_NAMES, TONES, pseudonym, review_input
from backend.coach.ports import Counts
from backend.coach.questions.answered import Answered
from backend.coach.questions.week import is_unwell
from backend.errors import NoConsent, StoreUnavailable, Unavailable
from backend.tone import Tone
from backend.training.redflags import names_red_flag
from prompts import Prompt, load

_log = logging.getLogger(__name__)
SECONDS = 20.0
"""Until there are words, or none. The workflow's step waits longer."""
_WORTH_REPAIRING = 0.2
"""The share of the time that has to be left for a second answer."""
_Facts = Sequence[Mapping[str, Any]]


class _NoWords(Exception):
    """There are none, and why."""


class ModelReviews:
    """Is :class:`backend.coach.questions.reviewed.Reviews`. Thread-safe."""

    def __init__(
        self,
        asker: Asker,
        counts: Counts,
        key: bytes,
        *,
        model: str = "",
        seconds: float = SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``model`` empty: the prompt's own; ``key`` makes athletes' pseudonyms."""
        self._asker = asker
        self._counts = counts
        self._key = key
        self._model = model
        self._seconds = seconds
        self._monotonic = monotonic

    def __call__(
        self, facts: _Facts, remembered: Sequence[str], language: str, athlete_id: UUID, *, tone: Tone
    ) -> Answered:
        """The words, within ``seconds`` or a little more. Raises StoreUnavailable, NoConsent."""
        deadline = self._monotonic() + self._seconds
        try:
            reviewed = self._by_model(facts, remembered, language, athlete_id, tone, deadline)
        except _NoWords as why:
            reviewed = Answered("", facts, outcome=f"rules:{why}")
        except (NoConsent, StoreUnavailable):
            raise
        except Unavailable as error:
            reviewed = Answered("", facts, outcome=f"rules:{error.code}")
        except Exception as error:  # the review stands without words of the model's; the message may quote the athlete
            _log.error("coach_bug", extra={"values": {"error": type(error).__name__}})
            reviewed = Answered("", facts, outcome="rules:bug")
        how, _, why_none = reviewed.outcome.partition(":")
        self._counts.count("CoachReviews", outcome=how, why=why_none or "none")
        return reviewed

    def _by_model(
        self,
        facts: _Facts,
        remembered: Sequence[str],
        language: str,
        athlete_id: UUID,
        tone: Tone,
        deadline: float,
    ) -> Answered:
        if language not in LANGUAGES:
            raise _NoWords("language")
        if is_unwell(facts):
            raise _NoWords("unwell")  # pain and illness are never left to a model
        known = [each for each in remembered if not names_red_flag(each, language)]
        prompt = load("review")
        question = self._question(prompt, review_input(facts, known), language, tone, athlete_id)
        answer, wrong = self._answer(question, facts, language, athlete_id, deadline)
        outcome = "model"
        if wrong:
            if deadline - self._monotonic() < _WORTH_REPAIRING * self._seconds:
                raise _NoWords("ungrounded")
            refused = "" if answer is None else answer.text
            because = [f"{each.kind}: {each.said}" for each in wrong]
            again = replace(question, input=review_input(facts, known, refused, because))
            answer, wrong = self._answer(again, facts, language, athlete_id, deadline)
            outcome = "repaired"
        if wrong or answer is None:
            raise _NoWords("ungrounded")
        used = grounds(answer.text, facts, language, answer.uses)
        marked = [{**fact, "used": True} if fact["name"] in used else fact for fact in facts]
        return Answered(answer.text, marked, prompt.id, outcome)

    def _question(
        self, prompt: Prompt, document: str, language: str, tone: Tone, athlete_id: UUID
    ) -> Question[CommentAnswer]:
        most = "3" if tone is Tone.BRIEF else "4"
        return Question(
            instructions=prompt.render(language=LANGUAGE_NAMES[language], tone=TONES[tone], fewest="2", most=most),
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
        self, question: Question[CommentAnswer], facts: _Facts, language: str, athlete_id: UUID, deadline: float
    ) -> tuple[CommentAnswer | None, Sequence[Violation]]:
        """An answer, and what is wrong with it."""
        try:
            answer = self._asker.ask(athlete_id, question, deadline).answer
        except OverLimit as error:
            raise _NoWords(error.limit.value) from None
        except NoAnswer as error:
            if error.trouble in (Trouble.CUT_OFF, Trouble.MALFORMED):
                return None, [Violation(ViolationKind.SHAPE, error.trouble.value)]
            raise _NoWords(error.trouble.value) from None
        wrong = check(answer.text, facts, language)
        if answer.suggestions > 1:
            wrong.append(Violation(ViolationKind.SUGGESTIONS, "more than one sentence suggests"))
        return answer, wrong
