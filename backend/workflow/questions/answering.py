"""Find the answer to a question, other words for a comment, or words about a week."""

from typing import Any
from uuid import UUID

from backend import history
from backend.coach.questions.kinds import Kind, day_ahead, fold, wanted
from backend.coaching.ports import Question
from backend.coaching.reading import StoredSources
from backend.contract import Athlete
from backend.contract.coach import MAX_MEMORY_CHARACTERS
from backend.errors import NoConsent, QuestionNotFound
from backend.workflow.questions.reviewing import reviewed
from backend.workflow.questions.tools import QuestionTools
from words import words_for

_RACES = ("race", "marathon", "competition", "rennen", "wettkampf", "carrera", "competicion", "course", "parkrun")
"""Words by which a question about a day to come is about a race."""


def answer_question(event: dict[str, Any], tools: QuestionTools) -> dict[str, Any]:
    """``text``, the ``facts`` that it stands on, how it came about, and what could be remembered of it.

    Raises QuestionNotFound, NoConsent, StoreUnavailable.
    """
    athlete_id, question = tools.question(event)
    athlete = tools.store.athlete(athlete_id)
    if athlete is None:
        raise NoConsent
    if question.entry_id is not None:
        return _told_differently(athlete, question.entry_id, tools)
    if question.review is not None:
        return reviewed(athlete, question.review, tools)
    return _answered(athlete, question, tools)


def _answered(athlete: Athlete, question: Question, tools: QuestionTools) -> dict[str, Any]:
    today = history.local_today(tools.clock.now(), athlete.zone)
    sources = StoredSources(athlete.id, today, tools.store, tools.check_ins, tools.book)
    tone = tools.book.tone(athlete.id)
    found = tools.answers(question.text, sources, words_for(athlete.language), athlete.id, tone=tone)
    known = any(each.date is not None for each in sources.remembered)
    return {
        "text": found.text,
        "facts": [dict(fact) for fact in found.facts],
        "prompt": found.prompt,
        "outcome": found.outcome,
        "proposal": None if known else _race_of(question.text, athlete.language, sources),
    }


def _race_of(text: str, language: str, sources: StoredSources) -> dict[str, Any] | None:
    """A race on a day to come that the question names, which the coach could remember."""
    asked = wanted(text, sources.today, language)
    day = day_ahead(text, sources.today)
    if asked is None or asked.kind is not Kind.READY or day is None or day <= sources.today:
        return None
    if not any(word in fold(text) for word in _RACES):
        return None
    said = words_for(language).say("Race on {day}", day=words_for(language).full_date(day))
    return {"kind": "race", "text": said[:MAX_MEMORY_CHARACTERS], "date": day.isoformat()}


def _told_differently(athlete: Athlete, entry_id: UUID, tools: QuestionTools) -> dict[str, Any]:
    """The comment on an entry once more, from the same facts, in the tone that the athlete chose."""
    entry, said = tools.store.entry(athlete.id, entry_id), tools.store.feedback(athlete.id, entry_id)
    if entry is None or entry.removed or said is None or not said.text:
        raise QuestionNotFound
    facts = [{name: value for name, value in fact.items() if name != "used"} for fact in said.facts]
    comment = tools.coach(
        facts, words_for(athlete.language), said.phrases, entry.note, athlete.id, tone=tools.book.tone(athlete.id)
    )
    return {
        "text": comment.text,
        "facts": [{**fact, "used": True} if fact["name"] in comment.uses else fact for fact in facts],
        "prompt": comment.prompt,
        "outcome": comment.outcome,
        "proposal": None,
    }
