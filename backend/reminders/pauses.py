"""Pauses that are over: what is kept of one, and which days lay in any. Pure.

A choice holds one pause, begun and perhaps over. Where the next choice holds another one, or none, the days that the
earlier one had are kept, so that load is shown with its gaps for good.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from backend.contract import Pause, PauseReason

_DAY = timedelta(days=1)


def ended_by(before: Pause | None, after: Pause | None, today: date) -> Pause | None:
    """What is left of ``before``, with its last day, where ``after`` takes its place on the local day ``today``.

    None where nothing is: it goes on, or had no whole day. The day on which it is ended is a day without it.
    """
    if before is None or (after is not None and after.reason == before.reason and after.since <= before.since):
        return None
    yesterday = today - _DAY
    last = yesterday if before.until is None else min(yesterday, before.until)
    return None if last < before.since else before.model_copy(update={"until": last})


def paused_days(pauses: Iterable[Pause], first: date, last: date) -> dict[date, PauseReason]:
    """Those of ``first``…``last`` that lay in a pause, oldest first, and why; of several, by the one given last."""
    found: dict[date, PauseReason] = {}
    for pause in pauses:
        begin, end = max(first, pause.since), last if pause.until is None else min(last, pause.until)
        found |= {begin + n * _DAY: pause.reason for n in range((end - begin).days + 1)}
    return dict(sorted(found.items()))
