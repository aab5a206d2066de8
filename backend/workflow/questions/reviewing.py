"""Find the coach's own words about a week, from what the review of it is made of."""

from datetime import date
from typing import Any

from backend import history
from backend.coach.questions.week import LookedBack, Mornings, facts_of
from backend.coaching.reading import StoredSources
from backend.contract import Athlete, PauseReason, ReadinessOfWeek, Review
from backend.reminders.pauses import paused_days
from backend.review import looked_at, review
from backend.workflow.questions.tools import QuestionTools


def reviewed(athlete: Athlete, end: date, tools: QuestionTools) -> dict[str, Any]:
    """Words about the seven days to ``end``, as the step hands them on; ``text`` is empty where there are none.

    Raises NoConsent, StoreUnavailable.
    """
    today = history.local_today(tools.clock.now(), athlete.zone)
    sources = StoredSources(athlete.id, today, tools.store, tools.check_ins, tools.book)
    found = review(tools.store, tools.check_ins, athlete.id, end, _paused(athlete, end, tools))
    facts = facts_of(looked_back(found), sources)
    remembered = [each.text for each in sources.remembered]
    said = tools.reviews(facts, remembered, athlete.language, athlete.id, tone=tools.book.tone(athlete.id))
    return {
        "text": said.text,
        "facts": [dict(fact) for fact in said.facts],
        "prompt": said.prompt,
        "outcome": said.outcome,
        "proposal": None,
    }


def looked_back(found: Review) -> LookedBack:
    """What stands out of the review's seven days."""
    days = {day.date for day in found.metrics.week.days}
    return LookedBack(
        end=found.end,
        hardest=None if found.hardest is None else (found.hardest.date, found.hardest.load),
        best=None if found.best is None else (found.best.date, found.best.score),
        by_feelings=found.best is not None and found.best.by == "feelings",
        mornings=_mornings(found.readiness),
        mornings_before=_mornings(found.readiness_before),
        paused={each.date: each.reason for each in found.paused if each.date in days},
    )


def _mornings(of_week: ReadinessOfWeek) -> Mornings:
    return Mornings(of_week.check_ins, of_week.mean)


def _paused(athlete: Athlete, end: date, tools: QuestionTools) -> dict[date, PauseReason]:
    if tools.agenda is None:
        return {}
    first, last = looked_at(end)
    pauses, current = tools.agenda.pauses_between(athlete.id, first, last), tools.agenda.reminders(athlete.id).pause
    return paused_days(pauses if current is None else [*pauses, current], first, last)
