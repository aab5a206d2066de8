"""Answers with a model: it chooses what to look up, code looks it up, it words the facts, code checks the words.

Two requests, each with an answer in a schema of ours: any server that speaks structured output can do it, a look-up is
typed and bounded before it is done, and an answer can stand on nothing but facts. One repair, else the rules answer.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.coach.facts import Fact
from backend.coach.grounding import Violation, ViolationKind, check, grounds
from backend.coach.grounding.lexicon import LANGUAGES
from backend.coach.model.answers import LookUp, LookUps, QuestionAnswer
from backend.coach.model.asker import Asker
from backend.coach.model.asking import AnswerT, NoAnswer, Question, Trouble
from backend.coach.model.budget import OverLimit
from backend.coach.model.request import LANGUAGE_NAMES, TONES, answer_input, look_up_input, pseudonym
from backend.coach.ports import Counts
from backend.coach.questions import rules, tools
from backend.coach.questions.answered import Answered
from backend.coach.questions.kinds import Kind, wanted
from backend.coach.questions.sources import Sources
from backend.coach.themes import Theme, theme_of
from backend.errors import NoConsent, StoreUnavailable, Unavailable
from backend.tone import Tone
from backend.training.redflags import names_red_flag
from prompts import Prompt, load
from words import Words

_log = logging.getLogger(__name__)
SECONDS = 20.0
"""Until there is an answer, the rules' if need be. The workflow's step waits longer."""
_WORTH_REPAIRING = 0.2
_MOST_LOOK_UPS = 4
_ONE_DAY = timedelta(days=1)
_WEEKS_BEFORE = 13 * _ONE_DAY
_MOST_NAMED = 60
"""Facts that go to a model; each look-up gives a dozen at most."""


class _ByRules(Exception):
    """The rules answer, and why."""


class ModelAnswers:
    """Is :class:`backend.coach.questions.answered.Answers`. Thread-safe."""

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
        """``model`` empty: the prompts' own; ``key`` makes athletes' pseudonyms."""
        self._asker = asker
        self._counts = counts
        self._key = key
        self._model = model
        self._seconds = seconds
        self._monotonic = monotonic

    def __call__(self, asked: str, sources: Sources, words: Words, athlete_id: UUID, *, tone: Tone) -> Answered:
        """The answer, within ``seconds`` or a little more. Raises StoreUnavailable, NoConsent."""
        deadline = self._monotonic() + self._seconds
        try:
            answered = self._by_model(asked, sources, words.language, athlete_id, tone, deadline)
        except _ByRules as why:
            answered = _by_rules(asked, sources, words, str(why))
        except (NoConsent, StoreUnavailable):
            raise
        except Unavailable as error:
            answered = _by_rules(asked, sources, words, error.code)
        except Exception as error:  # a bug must not cost the athlete their answer; its message may quote them
            _log.error("coach_bug", extra={"values": {"error": type(error).__name__}})
            answered = _by_rules(asked, sources, words, "bug")
        how, _, why_rules = answered.outcome.partition(":")
        self._counts.count("CoachAnswers", outcome=how, why=why_rules or "none")
        return answered

    def _by_model(
        self, asked: str, sources: Sources, language: str, athlete_id: UUID, tone: Tone, deadline: float
    ) -> Answered:
        if language not in LANGUAGES:
            raise _ByRules("language")
        kind = wanted(asked, sources.today, language)
        if (
            names_red_flag(asked, language)
            or theme_of(asked, language) is Theme.UNWELL
            or (kind and kind.kind is Kind.HEALTH)
        ):
            raise _ByRules("unwell")  # pain and illness are never left to a model
        if kind and kind.kind is Kind.SCALE:
            raise _ByRules("scale")  # the log has no part in it
        remembered = [each.text for each in sources.remembered if not names_red_flag(each.text, language)]
        facts = self._look_up(asked, remembered, sources, athlete_id, deadline)
        prompt = load("answer")
        instructions = prompt.render(language=LANGUAGE_NAMES[language], tone=TONES[tone])
        question = self._question(
            prompt, instructions, answer_input(facts, asked, remembered), QuestionAnswer, athlete_id
        )
        answer, wrong = self._answer(question, facts, language, athlete_id, deadline)
        outcome = "model"
        if wrong:
            if deadline - self._monotonic() < _WORTH_REPAIRING * self._seconds:
                raise _ByRules("ungrounded")
            refused = "" if answer is None else answer.text
            because = [f"{each.kind}: {each.said}" for each in wrong]
            again = replace(question, input=answer_input(facts, asked, remembered, refused, because))
            answer, wrong = self._answer(again, facts, language, athlete_id, deadline)
            outcome = "repaired"
        if wrong or answer is None:
            raise _ByRules("ungrounded")
        used = grounds(answer.text, facts, language, answer.uses)
        return Answered(answer.text, [_marked(fact, used) for fact in facts], prompt.id, outcome)

    def _look_up(
        self, asked: str, remembered: Sequence[str], sources: Sources, athlete_id: UUID, deadline: float
    ) -> list[Fact]:
        prompt = load("look_up")
        question = self._question(
            prompt, prompt.render(), look_up_input(asked, remembered, sources.today), LookUps, athlete_id
        )
        try:
            chosen = self._asker.ask(athlete_id, question, deadline).answer.look_ups
        except OverLimit as error:
            raise _ByRules(error.limit.value) from None
        except NoAnswer as error:
            raise _ByRules(error.trouble.value) from None
        facts = tools.calendar(sources)
        for look_up in chosen[:_MOST_LOOK_UPS]:
            facts += [fact for fact in _done(look_up, sources) if fact not in facts]
        return facts[:_MOST_NAMED]

    def _answer(
        self,
        question: Question[QuestionAnswer],
        facts: Sequence[Mapping[str, Any]],
        language: str,
        athlete_id: UUID,
        deadline: float,
    ) -> tuple[QuestionAnswer | None, Sequence[Violation]]:
        try:
            answer = self._asker.ask(athlete_id, question, deadline).answer
        except OverLimit as error:
            raise _ByRules(error.limit.value) from None
        except NoAnswer as error:
            if error.trouble in (Trouble.CUT_OFF, Trouble.MALFORMED):
                return None, [Violation(ViolationKind.SHAPE, error.trouble.value)]
            raise _ByRules(error.trouble.value) from None
        return answer, _wrong_with(answer, facts, language)

    def _question(
        self, prompt: Prompt, instructions: str, document: str, answer: type[AnswerT], athlete_id: UUID
    ) -> Question[AnswerT]:
        return Question(
            instructions=instructions,
            input=document,
            answer=answer,
            model=self._model or prompt.model,
            asker=pseudonym(athlete_id, self._key),
            max_output_tokens=prompt.max_output_tokens,
            timeout_seconds=prompt.timeout_seconds,
            # What a prompt says of these is for the model that it names.
            temperature=prompt.temperature if not self._model else None,
            effort=prompt.effort if not self._model else None,
        )


def _by_rules(asked: str, sources: Sources, words: Words, why: str) -> Answered:
    reply = rules.answer(asked, sources, words)
    return Answered(reply.text, reply.facts, outcome=f"rules:{why}")


def _done(look_up: LookUp, sources: Sources) -> list[Fact]:
    """What the look-up gives. A day that is none counts as not said."""
    earliest = sources.today - tools.LOOK_BACK_DAYS * _ONE_DAY
    last = max(min(_day(look_up.last) or sources.today, sources.today), earliest)
    first = _day(look_up.first) or last - _WEEKS_BEFORE
    match look_up.tool:
        case "entries":
            return tools.entries(sources, first, last, look_up.sport)
        case "numbers":
            return tools.numbers(sources, last)
        case "check_ins":
            return tools.check_ins(sources, first, last)
        case "comparison":
            return tools.comparison(sources, look_up.sport)
        case "last_time":
            return tools.last_time(sources, look_up.sport)


def _day(iso: str | None) -> date | None:
    try:
        return None if iso is None else date.fromisoformat(iso)
    except ValueError:
        return None


def _wrong_with(answer: QuestionAnswer, facts: Sequence[Mapping[str, Any]], language: str) -> list[Violation]:
    """As for a comment, but that the log does not tell may be said in one sentence and without a number."""
    wrong = check(answer.text, facts, language)
    if not answer.known:
        short = len(answer.sentences) == 1
        wrong = [
            each
            for each in wrong
            if each.kind is not ViolationKind.EMPTY and not (short and each.kind is ViolationKind.LENGTH)
        ]
    if answer.suggestions > 1:
        wrong.append(Violation(ViolationKind.SUGGESTIONS, "more than one sentence suggests"))
    return wrong


def _marked(fact: Fact, used: frozenset[str]) -> Mapping[str, Any]:
    return {**fact, "used": True} if fact["name"] in used else fact
