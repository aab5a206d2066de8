"""Bring the athlete's days up to date, and gather the facts about the entry."""

from datetime import timedelta
from typing import Any

from backend import history
from backend.coach.facts import facts
from backend.coach.log import LOOK_AHEAD_DAYS, LOOK_BACK_DAYS, Log
from backend.coaching.reading import logged
from backend.errors import NoConsent
from backend.workflow.steps.tools import Basics, Work


def analyse(event: dict[str, Any], tools: Basics) -> dict[str, Any]:
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
    first, last = entry.date - timedelta(days=LOOK_BACK_DAYS - 1), entry.date + timedelta(days=LOOK_AHEAD_DAYS)
    log = Log(
        entry=logged(entry),
        others=[logged(each) for each in store.entries_between(athlete.id, first, last) if each.id != entry.id],
        first_day=min(mark.first_day or entry.date, entry.date),
        today=today,
    )
    metrics = history.metrics_on(store, athlete.id, log.week_end, mark)
    return {"facts": facts(log, metrics), "language": athlete.language}
