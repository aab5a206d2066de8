"""Billing periods: the n-th end from an anchor, in the anchor's day of the month wherever the month has one.

https://docs.stripe.com/billing/subscriptions/billing-cycle: an anchor on the 31st bills on the last of a short month.
"""

import calendar
from datetime import UTC, datetime, timedelta

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def period_end(anchor: int, interval: str, count: int, number: int) -> int:
    """Unix seconds of the end of the ``number``-th period (1 is the first) of ``count`` intervals from the anchor."""
    start = datetime.fromtimestamp(anchor, UTC)
    if interval in _DAYS:
        return int((start + timedelta(days=_DAYS[interval] * count * number)).timestamp())
    months = start.month - 1 + _MONTHS[interval] * count * number
    year, month = start.year + months // 12, months % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return int(start.replace(year=year, month=month, day=day).timestamp())
