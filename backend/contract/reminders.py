"""What an athlete wants to be reminded of, and when not to be."""

import datetime as dt
from typing import Literal, Self

from pydantic import model_validator

from backend.contract.model import LocalTime, Model

PauseReason = Literal["ill", "injured", "travelling", "holiday"]
"""Why an athlete pauses."""


class Pause(Model):
    """No reminders from ``since`` on; ``until`` is the last day of it, None: until further notice."""

    reason: PauseReason
    since: dt.date
    until: dt.date | None = None

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError("a pause ends on the day it begins, or later")
        return self


class Reminders(Model):
    """What the athlete wants to be reminded of, in their local time. Nothing of it is on until they choose it.

    ``check_in``: a time for each weekday, Monday first, None: not on that day. ``nudge``: in the evening of a usual
    training day without an entry. ``review``: Monday morning. Nothing is sent in the quiet hours, which may cross
    midnight; both None: there are none.
    """

    check_in: tuple[
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
    ] = (None, None, None, None, None, None, None)
    nudge: LocalTime | None = None
    review: LocalTime | None = None
    quiet_from: LocalTime | None = None
    quiet_until: LocalTime | None = None
    pause: Pause | None = None

    @model_validator(mode="after")
    def _quiet_hours_have_two_ends(self) -> Self:
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("quiet hours begin and end")
        return self
