"""Weeks in shorthand, to be looked back on: what the review is made of, and what the athlete had noted down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.coach.facts import Fact
from backend.coach.log import Logged
from backend.coach.questions.sources import CheckedIn, Noted
from backend.coach.questions.week import LookedBack, Mornings, facts_of
from backend.training.load import Metrics
from backend.training.session import Sport
from evals.logs import TODAY, metrics_of, session


@dataclass(frozen=True)
class Week:
    """Is :class:`backend.coach.questions.sources.Sources`, of the log that the week to TODAY ends."""

    log: Sequence[Logged]
    stands_out: LookedBack
    remembered: Sequence[Noted] = ()
    today: date = TODAY

    @property
    def facts(self) -> list[Fact]:
        """What the coach is given."""
        return facts_of(self.stands_out, self)

    @property
    def first_day(self) -> date | None:
        """The first day of the log."""
        return min(each.date for each in self.log)

    def entries(self, first: date, last: date) -> Sequence[Logged]:
        """Of these days, oldest first."""
        return [each for each in sorted(self.log, key=lambda one: one.date) if first <= each.date <= last]

    def metrics(self, on: date) -> Metrics:
        """Of a day."""
        return metrics_of(self.entries(date.min, on), min(each.date for each in self.log), on)

    def check_ins(self, first: date, last: date) -> Sequence[CheckedIn]:
        """None: the week's mean tells enough."""
        del first, last
        return []


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


_BEFORE = (session(30, 60, 5), session(24, 60, 5), session(17, 60, 4), session(9, 60, 4))
_MORE = (*_BEFORE, session(5, 50, 4), session(4, 45, 8), session(2, 60, 6), session(1, 90, 3, Sport.RIDE))
WEEKS: Mapping[str, Week] = {
    "more than the week before, and lower mornings": Week(
        _MORE,
        LookedBack(TODAY, (_ago(2), 360.0), (_ago(6), 21.0), False, Mornings(5, 16.2), Mornings(4, 19.5)),
        (Noted("race", "10 km in town", TODAY + timedelta(days=6)),),
    ),
    "less than the week before": Week(
        (*_BEFORE, session(8, 90, 6), session(3, 40, 3)),
        LookedBack(TODAY, None, (_ago(3), 4.5), True),
    ),
    "holiday from Thursday": Week(
        (*_BEFORE, session(6, 45, 5), session(5, 30, 4)),
        LookedBack(TODAY, (_ago(6), 225.0), paused={_ago(back): "holiday" for back in range(4)}),
    ),
    "ill from Thursday": Week(
        (*_BEFORE, session(6, 45, 5), session(5, 30, 4)),
        LookedBack(TODAY, (_ago(6), 225.0), paused={_ago(back): "ill" for back in range(4)}),
    ),
}
