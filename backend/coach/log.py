"""What the coach is shown of an athlete's log: numbers and dates, never the note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.training.session import Kind, Sport

WINDOW_DAYS = 28
"""Sessions are compared with those of the four weeks up to and including their own day."""
LOOK_BACK_DAYS = 56
"""How far back the other entries reach: eight weeks, the entry's own day included."""
LOOK_AHEAD_DAYS = 7
"""How far they reach beyond the entry's day, for one that was logged late."""
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Logged:
    """One live entry. Minutes, RPE on CR10, load in AU (None: not known), feelings 1–5 (None: not said)."""

    id: str
    kind: Kind
    date: date
    sport: Sport
    minutes: int | None = None
    rpe: float | None = None
    load: float | None = None
    freshness: int | None = None
    readiness: int | None = None
    mood: int | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """One entry among the others.

    ``others`` are live, by day and then by recording, from ``LOOK_BACK_DAYS`` before to ``LOOK_AHEAD_DAYS`` after.
    ``first_day`` is the athlete's first logged day, at most that of ``entry``; ``today`` their local today.
    """

    entry: Logged
    others: Sequence[Logged]
    first_day: date
    today: date

    @property
    def history_days(self) -> int:
        """Whole local days from the first logged one to the entry's, both included."""
        return (self.entry.date - self.first_day).days + 1

    def sessions(self, days: int | None = None) -> list[Logged]:
        """The other sessions up to the entry's day, of the last ``days`` days (its own included) or of all."""
        first = date.min if days is None else self.entry.date - timedelta(days=days - 1)
        return [each for each in self.others if each.kind is Kind.SESSION and first <= each.date <= self.entry.date]

    @property
    def week_end(self) -> date:
        """The last of the 7 days to be spoken of: today while the entry lies in them, else the entry's own day."""
        return self.today if 0 <= (self.today - self.entry.date).days < WEEK_DAYS else self.entry.date

    def of_week(self) -> list[Logged]:
        """The sessions of the 7 days to ``week_end``, this one among them."""
        first = self.week_end - timedelta(days=WEEK_DAYS - 1)
        return [
            each
            for each in sorted([*self.others, self.entry], key=_date)
            if each.kind is Kind.SESSION and first <= each.date <= self.week_end
        ]

    def later(self) -> list[Logged]:
        """The sessions of the days after the entry's, up to today."""
        last = min(self.today, self.entry.date + timedelta(days=LOOK_AHEAD_DAYS))
        return [each for each in self.others if each.kind is Kind.SESSION and self.entry.date < each.date <= last]

    def alike(self) -> list[Logged]:
        """The other sessions of this sport in four weeks; of any sport where this one has no name."""
        mine = self.entry.sport
        return [each for each in self.sessions(WINDOW_DAYS) if mine in (Sport.OTHER, each.sport)]


def _date(entry: Logged) -> date:
    return entry.date
