"""Weeks in shorthand, to be looked back on: what the review is made of, and what the athlete had noted down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from backend.coach.facts import Fact
from backend.coach.questions.sources import Noted
from backend.coach.questions.week import LookedBack, Mornings, facts_of
from backend.training.session import Sport
from evals.logs import TODAY, session
from evals.sources import LogInMemory


@dataclass(frozen=True)
class Week(LogInMemory):
    """The week to TODAY that a log ends with."""

    stands_out: LookedBack = field(kw_only=True)

    @property
    def facts(self) -> list[Fact]:
        """What the coach is given."""
        return facts_of(self.stands_out, self)


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


_BEFORE = (session(30, 60, 5), session(24, 60, 5), session(17, 60, 4), session(9, 60, 4))
_MORE = (*_BEFORE, session(5, 50, 4), session(4, 45, 8), session(2, 60, 6), session(1, 90, 3, Sport.RIDE))
WEEKS: Mapping[str, Week] = {
    "more than the week before, and lower mornings": Week(
        _MORE,
        stands_out=LookedBack(TODAY, (_ago(2), 360.0), (_ago(6), 21.0), False, Mornings(5, 16.2), Mornings(4, 19.5)),
        remembered=(Noted("race", "10 km in town", TODAY + timedelta(days=6)),),
    ),
    "less than the week before": Week(
        (*_BEFORE, session(8, 90, 6), session(3, 40, 3)),
        stands_out=LookedBack(TODAY, None, (_ago(3), 4.5), True),
    ),
    "holiday from Thursday": Week(
        (*_BEFORE, session(6, 45, 5), session(5, 30, 4)),
        stands_out=LookedBack(TODAY, (_ago(6), 225.0), paused={_ago(back): "holiday" for back in range(4)}),
    ),
    "ill from Thursday": Week(
        (*_BEFORE, session(6, 45, 5), session(5, 30, 4)),
        stands_out=LookedBack(TODAY, (_ago(6), 225.0), paused={_ago(back): "ill" for back in range(4)}),
    ),
}
