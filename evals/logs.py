"""Athletes' logs in shorthand, for the coach's tests and for a person to read what it says about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID, uuid5

from backend.coach.facts import Fact, facts
from backend.coach.log import LOOK_AHEAD_DAYS, LOOK_BACK_DAYS, Log, Logged
from backend.training.load import Averages, Day, Metrics, advance, day_load, metrics
from backend.training.session import Kind, Sport

TODAY = date(2026, 11, 22)


def session(days_ago: int, minutes: int, rpe: float | None, sport: Sport = Sport.RUN, **felt: int) -> Logged:
    """A session so many days before today; ``felt`` are feelings."""
    return Logged(
        id=str(uuid5(UUID(int=0), f"{days_ago} {minutes} {rpe} {sport} {felt}")),
        kind=Kind.SESSION,
        date=TODAY - timedelta(days=days_ago),
        sport=sport,
        minutes=minutes,
        rpe=rpe,
        load=None if rpe is None else minutes * rpe,
        **felt,
    )


def rest(days_ago: int) -> Logged:
    """A logged rest day."""
    day = TODAY - timedelta(days=days_ago)
    return Logged(id=str(uuid5(UUID(int=0), f"rest {days_ago}")), kind=Kind.REST, date=day, sport=Sport.OTHER, load=0.0)


@dataclass(frozen=True)
class Scenario:
    """``entry`` is the one to comment on; ``first_day_ago`` sets a longer history than ``others`` show."""

    name: str
    entry: Logged
    others: Sequence[Logged] = ()
    note: str = ""
    first_day_ago: int | None = None
    recent: Sequence[str] = field(default=())

    @property
    def facts(self) -> list[Fact]:
        """The facts that the analysis would establish."""
        return facts_of(self.entry, self.others, self.first_day_ago)


def facts_of(entry: Logged, others: Sequence[Logged], first_day_ago: int | None = None) -> list[Fact]:
    """As the analyse step does it, without a store."""
    everything = sorted([*others, entry], key=lambda each: each.date)
    first_day = everything[0].date
    if first_day_ago is not None:
        first_day = min(first_day, TODAY - timedelta(days=first_day_ago))
    begin = entry.date - timedelta(days=LOOK_BACK_DAYS - 1)
    until = entry.date + timedelta(days=LOOK_AHEAD_DAYS)
    visible = [each for each in sorted(others, key=lambda each: each.date) if begin <= each.date <= until]
    log = Log(entry, visible, min(first_day, entry.date), TODAY)
    return facts(log, metrics_of(everything, first_day, log.week_end))


def metrics_of(everything: Sequence[Logged], first_day: date | None, on: date) -> Metrics:
    """The metrics of ``on`` from the entries alone, oldest first."""
    days: dict[date, Day] = {}
    averages: dict[date, Averages] = {}
    latest: Averages | None = None
    for day, of_day in groupby(everything, key=lambda each: each.date):
        sessions = [each for each in of_day if each.kind is Kind.SESSION]
        load = day_load(each.load for each in sessions)
        days[day] = Day(day, load, logged=True, sessions=len(sessions))
        latest = advance(latest, day, load)
        averages[day] = latest
    now = [each for day, each in averages.items() if day <= on]
    before = [each for day, each in averages.items() if day < on]
    return metrics(on, days, first_day, now[-1] if now else None, before[-1] if before else None)


def weeks_of(
    pattern: Sequence[tuple[int, int, float]], weeks: int, sport: Sport = Sport.RUN, **felt: int
) -> list[Logged]:
    """The same week several times: (weekday offset 0–6 within each week, minutes, RPE), the last ending yesterday."""
    return [
        session(7 * week + 7 - offset, minutes, rpe, sport, **felt)
        for week in range(weeks)
        for offset, minutes, rpe in pattern
    ]


STEADY = weeks_of([(0, 45, 5), (2, 50, 5), (4, 40, 6), (5, 60, 4)], 6)
"""Four runs a week for six weeks."""
RATED = weeks_of([(0, 45, 5), (2, 50, 5), (4, 40, 6), (5, 60, 4)], 6, freshness=4, mood=4, readiness=4)


def _earlier(one: Logged, days: int) -> Logged:
    """The same session so many days earlier."""
    assert one.minutes is not None
    return session(days + (TODAY - one.date).days, one.minutes, one.rpe)


def _lighter(log: Sequence[Logged], share: float) -> list[Logged]:
    return [session((TODAY - each.date).days, round(each.minutes * share), each.rpe) for each in log if each.minutes]


SCENARIOS = [
    Scenario("first session ever", session(0, 60, 7)),
    Scenario("first session ever, unrated", session(0, 60, None)),
    Scenario("second session, two days later", session(0, 40, 5), [session(2, 60, 7)]),
    Scenario(
        "fifth day of the log",
        session(0, 60, 7, freshness=4),
        [session(4, 30, 4), session(3, 40, 5), session(1, 45, 6)],
    ),
    Scenario("twelfth day", session(0, 50, 6), [session(n, 40, 5) for n in (11, 9, 7, 5, 3, 2)]),
    Scenario("a usual run", session(0, 45, 5), STEADY),
    Scenario("a usual run, felt as usual", session(0, 45, 5, freshness=4), RATED),
    Scenario("a usual run that felt harder", session(0, 45, 7), STEADY),
    Scenario("a usual run that felt easier", session(0, 45, 3), STEADY),
    Scenario("harder and not fresh", session(0, 45, 8, freshness=2), RATED, note="legs heavy from the start"),
    Scenario(
        "hard and still fresh, as in the storyboard",
        session(0, 80, 5, Sport.RIDE, freshness=4),
        [
            session(3, 60, 7, Sport.RIDE, freshness=3),
            *weeks_of([(1, 75, 4), (3, 60, 5), (6, 60, 4)], 5, Sport.RIDE, freshness=3),
        ],
    ),
    Scenario("longest run", session(0, 90, 4), STEADY),
    Scenario("longest run of a young log", session(0, 90, 4), [session(n, 40 + n, 5) for n in (16, 12, 9, 5, 2)]),
    Scenario("hardest run", session(0, 40, 9), STEADY),
    Scenario("biggest run, neither longest nor hardest", session(0, 59, 6), STEADY),
    Scenario("short and easy", session(0, 20, 2), STEADY),
    Scenario("first swim among runs", session(0, 30, 5, Sport.SWIM), STEADY),
    Scenario("rated, on a day with one that is not", session(0, 60, 7), [session(0, 50, None), session(8, 60, 7)]),
    Scenario(
        "a day before one with both", session(1, 60, 3), [session(0, 60, 7), session(0, 50, None), session(8, 60, 7)]
    ),
    Scenario("second swim", session(0, 35, 5, Sport.SWIM), [*STEADY, session(6, 30, 6, Sport.SWIM)]),
    Scenario(
        "no sport named, many alike",
        session(0, 60, 6, Sport.OTHER),
        weeks_of([(1, 60, 6), (3, 60, 5), (5, 45, 5)], 5, Sport.OTHER),
    ),
    Scenario("unrated run", session(0, 45, None), STEADY),
    Scenario("rated run in a week with an unrated one", session(0, 45, 5), [*STEADY, session(1, 30, None)]),
    Scenario("unrated one in the week before", session(0, 45, 5), [*STEADY, session(9, 30, None)]),
    Scenario("six days in a row", session(0, 45, 5), [session(n, 45, 5) for n in range(1, 6)] + list(STEADY[8:])),
    Scenario(
        "rising for four days",
        session(0, 60, 7),
        [session(1, 60, 6), session(2, 50, 5), session(3, 40, 4), *STEADY[8:]],
    ),
    Scenario("third hard one in a week", session(0, 50, 8), [session(2, 40, 7), session(5, 45, 8), *STEADY[8:]]),
    Scenario("hard after hard", session(0, 50, 8), [session(1, 40, 8), *STEADY[8:]]),
    Scenario(
        "much bigger week", session(0, 100, 6), [session(2, 90, 6), session(4, 90, 5), *_lighter(STEADY[4:], 0.7)]
    ),
    Scenario("much lighter week", session(0, 20, 3), STEADY[4:]),
    Scenario(
        "back after 12 days",
        session(0, 40, 4),
        [_earlier(each, 12) for each in STEADY],
    ),
    Scenario("back after months", session(0, 40, 4), [], first_day_ago=300),
    Scenario(
        "week before was empty",
        session(0, 40, 5),
        [session(2, 40, 5), *(_earlier(each, 13) for each in STEADY)],
    ),
    Scenario("second session today", session(0, 30, 3, Sport.RIDE), [session(0, 45, 5), *STEADY]),
    Scenario("back-dated by three weeks", session(21, 70, 6), STEADY),
    Scenario("back-dated into a young log", session(9, 40, 5), [session(n, 40, 5) for n in (12, 5, 2, 1)]),
    Scenario("back-dated before the first day", session(40, 40, 5), [session(n, 40, 5) for n in (12, 5, 2, 1)]),
    Scenario("rest after five days", rest(0), [session(n, 45, 5) for n in range(1, 6)] + list(STEADY[8:])),
    Scenario("rest after a hard day", rest(0), [session(1, 45, 8), *STEADY[4:]]),
    Scenario("second rest day", rest(0), [session(2, 45, 5), rest(1), *STEADY[8:]]),
    Scenario("rest as the very first entry", rest(0)),
    Scenario(
        "tired on day four in a row",
        session(0, 45, 5),
        [session(n, 45, 5) for n in range(1, 4)] + list(STEADY[8:]),
        note="so tired today",
    ),
    Scenario(
        "tired in a bigger week",
        session(0, 45, 5),
        [session(1, 90, 6), session(3, 90, 5), *_lighter(STEADY[4:], 0.7)],
        note="knackered",
    ),
    Scenario("pain", session(0, 45, 6), STEADY, note="knee pain on the descent"),
    Scenario("no pain", session(0, 45, 6), STEADY, note="no pain, felt strong"),
    Scenario("heat", session(0, 45, 7), STEADY, note="very hot today"),
    Scenario("race", session(0, 50, 10), STEADY, note="10k race"),
    Scenario("poor night", session(0, 45, 5), STEADY, note="slept badly"),
    Scenario("all the same", session(0, 45, 5), [session(n, 45 + n % 2, 5) for n in range(1, 7)] + list(STEADY[8:])),
    Scenario(
        "alike but not in a row", session(0, 45, 5), [session(n, 45, 5) for n in (1, 2, 4, 5, 6)] + list(STEADY[8:])
    ),
    Scenario("fresh after two days off", session(0, 45, 5, freshness=5), RATED[1:]),
    Scenario("low mood", session(0, 45, 5, mood=2, freshness=4), RATED),
    Scenario("half steps", session(0, 45, 5.5), STEADY),
    Scenario("no effort at all", session(0, 30, 0, Sport.WALK), STEADY),
]
