"""Bring the athlete's days up to date, and gather the facts about the entry."""

from datetime import date, timedelta
from typing import Any

from backend import history
from backend.coach.facts import facts
from backend.coach.log import LOOK_BACK_DAYS, Log, Logged
from backend.contract import Entry
from backend.errors import NoConsent
from backend.workflow.steps.tools import Tools, Work

_DAYS_OF_THIS_WEEK = 7


def analyse(event: dict[str, Any], tools: Tools) -> dict[str, Any]:
    """``facts`` about the entry, none about a removed one, and the ``language`` to speak of them.

    Raises NoConsent, EntryNotFound, StoreUnavailable.
    """
    work, store = Work.of(event), tools.store
    athlete = store.athlete(work.athlete_id)
    if athlete is None:
        raise NoConsent
    entry = work.entry(store)
    today = history.local_today(tools.clock.now(), athlete.zone)
    mark = history.bring_up_to_date(store, work.athlete_id)
    if entry.removed:
        return {"facts": [], "language": athlete.language}
    first = entry.date - timedelta(days=LOOK_BACK_DAYS - 1)
    log = Log(
        entry=_logged(entry),
        others=[_logged(each) for each in store.entries_between(athlete.id, first, entry.date) if each.id != entry.id],
        first_day=min(mark.first_day or entry.date, entry.date),
        today=today,
    )
    metrics = history.metrics_on(store, athlete.id, _week_to_show(entry.date, today), mark)
    return {"facts": facts(log, metrics), "language": athlete.language}


def _week_to_show(day: date, today: date) -> date:
    """The end of the week to speak of: this one while the entry lies in it, else the one that ends on its day."""
    return today if 0 <= (today - day).days < _DAYS_OF_THIS_WEEK else day


def _logged(entry: Entry) -> Logged:
    return Logged(
        id=str(entry.id),
        kind=entry.kind,
        date=entry.date,
        sport=entry.sport,
        minutes=entry.minutes,
        rpe=entry.rpe,
        load=entry.load,
        freshness=entry.feelings.freshness,
        readiness=entry.feelings.readiness,
        mood=entry.feelings.mood,
    )
