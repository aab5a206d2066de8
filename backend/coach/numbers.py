"""*/why*: how a number comes about: its formula, what went in, and where it is from.

Formulas and sources are those of ``docs/metrics.md``. Where there is no value, the formula and the source still stand.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from backend.coach import why
from backend.training.averages import ACUTE_DAYS, CHRONIC_DAYS, FATIGUE_DAYS, FITNESS_DAYS
from backend.training.load import Metrics
from backend.training.metric import Caveat, Metric
from backend.training.performance import SETTLED_FROM_DAY
from backend.training.week import DAYS
from words import Words

_FOSTER_2001 = "Foster et al. 2001, J Strength Cond Res 15:109–115"
_FOSTER_1998 = "Foster 1998, Med Sci Sports Exerc 30:1164–1168"
_WINDT = "Windt & Gabbett 2019, Br J Sports Med 53:988–990"
_WILLIAMS = "Williams et al. 2017, Br J Sports Med 51:209–210"
_IMPELLIZZERI = "Impellizzeri et al. 2020, J Athl Train 55:885"
_GOLDEN_CHEETAH = "GoldenCheetah, PMCData.cpp"
_MCLEAN = "McLean et al. 2010, Int J Sports Physiol Perform 5:367–383"
_SAW = "Saw et al. 2016, Br J Sports Med 50:281"


@dataclass(frozen=True, slots=True)
class Session:
    """What a load is made of; ``load`` None: the RPE is not known."""

    minutes: int | None
    rpe: float | None
    load: float | None


def load(day: date | None, sessions: Sequence[Session], words: Words) -> list[str]:
    """The newest day that has entries, None when there is none: each session of it, and their sum."""
    lines = [words.say("Load = minutes × session RPE, summed over a day, in arbitrary units (AU)")]
    if day is not None:
        lines.append(words.say("The newest day of the log: {day}", day=words.full_date(day)))
    lines += why.lines([{"name": "session", "values": asdict(session)} for session in sessions], words)
    if day is not None and not sessions:
        lines.append(words.say("A rest day: 0 AU"))
    loads = [session.load for session in sessions if session.load is not None]
    if len(sessions) > 1 and len(loads) == len(sessions):
        sum_up = " + ".join(words.number(each, 1) for each in loads)
        lines.append(words.say("{sum} = {load} AU", sum=sum_up, load=words.number(math.fsum(loads), 1)))
    return [*lines, _source(words, _FOSTER_2001)]


def week(metrics: Metrics, words: Words) -> list[str]:
    """The sum of seven days, and its change against the seven before."""
    of = metrics.week
    values = {
        "end": of.end.isoformat(),
        "loads": [day.load for day in of.days],
        "load": of.load.value,
        "previous": of.previous_load.value,
        "change": None if of.ramp.value is None else round(100 * of.ramp.value),
        "needs_days": of.ramp.needs_days,
        "has_days": of.ramp.has_days,
    }
    return [
        words.say("Week = sum of the last 7 days; its change = (these 7 − the 7 before) ÷ the 7 before"),
        *why.lines([{"name": "week", "values": values}], words),
        words.say("{days} of 7 days logged; a day without an entry counts as 0", days=of.logged_days),
        _source(words, _FOSTER_1998),
    ]


def ratio(metrics: Metrics, words: Words) -> list[str]:
    """The coupled ratio, and the same two loads in the two other variants."""
    lines = [words.say("Ratio, coupled = acute ÷ chronic: mean daily load of 7 days ÷ that of 28, these 7 included")]
    acute, chronic = metrics.acute.value, metrics.chronic.value
    for mean, days in ((acute, ACUTE_DAYS), (chronic, CHRONIC_DAYS)):
        if mean is not None:
            lines.append(
                words.say(
                    "{total} AU ÷ {days} days = {mean} AU a day",
                    total=words.number(mean * days, 1),
                    days=days,
                    mean=words.number(mean, 1),
                )
            )
    if metrics.acwr_coupled.value is not None:
        values = {"acute": acute, "chronic": chronic, "ratio": metrics.acwr_coupled.value}
        lines += why.lines([{"name": "acute_chronic", "values": values}], words)
    if metrics.acwr_uncoupled.value is not None:
        lines.append(
            words.say(
                "Uncoupled, the same 7 days ÷ the 21 before them: {ratio}",
                ratio=words.number(metrics.acwr_uncoupled.value, 2),
            )
        )
    if metrics.acwr_ewma.value is not None:
        lines += _ewma(metrics.acwr_ewma, words)
    return [
        *lines,
        words.say("It says how one week stands to four, and predicts nothing ({source})", source=_IMPELLIZZERI),
        _source(words, f"{_WINDT}; {_WILLIAMS}"),
    ]


def _ewma(metric: Metric, words: Words) -> Iterator[str]:
    value = words.number(metric.value or 0, 2)
    yield words.say("EWMA, each day’s weight 2 ÷ (N + 1) with N = 7 and 28: {ratio}", ratio=value)
    if metric.caveat is Caveat.START_UP:
        yield words.say("EWMA is a start-up value until day 56")


def monotony(metrics: Metrics, words: Words) -> list[str]:
    """Mean and spread of the seven days."""
    lines = [words.say("Monotony = mean ÷ standard deviation of the 7 days’ loads (population SD, divided by 7)")]
    value, total = metrics.week.monotony.value, metrics.week.load.value
    loads = " · ".join("?" if day.load is None else words.number(day.load, 1) for day in metrics.week.days)
    lines.append(words.say("The 7 days: {loads} AU", loads=loads))
    if value is not None and total is not None:
        mean = total / DAYS
        lines.append(
            words.say(
                "Mean {mean} ÷ SD {sd} = {value}",
                mean=words.number(mean, 1),
                sd=words.number(_spread(metrics), 1),
                value=words.number(value, 2),
            )
        )
    return [*lines, _source(words, _FOSTER_1998)]


def _spread(metrics: Metrics) -> float:
    loads = [day.load or 0.0 for day in metrics.week.days]
    mean = math.fsum(loads) / DAYS
    return math.sqrt(math.fsum((each - mean) ** 2 for each in loads) / DAYS)


def strain(metrics: Metrics, words: Words) -> list[str]:
    """The week's load times its monotony."""
    lines = [words.say("Strain = load of the week × monotony")]
    load_of_week, value = metrics.week.load.value, metrics.week.strain.value
    if load_of_week is not None and metrics.week.monotony.value is not None and value is not None:
        lines.append(
            words.say(
                "{load} AU × {monotony} = {strain} AU",
                load=words.number(load_of_week, 1),
                monotony=words.number(metrics.week.monotony.value, 2),
                strain=words.number(value),
            )
        )
    return [*lines, _source(words, _FOSTER_1998)]


def form(metrics: Metrics, yesterday: Metrics, words: Words) -> list[str]:
    """Yesterday's fitness less yesterday's fatigue; ``yesterday`` are the metrics of that day."""
    lines = [
        words.say("Form = yesterday’s fitness − yesterday’s fatigue"),
        words.say(
            "Each is an average X of the days’ loads L: X + (L − X) × (1 − e^(−1 ÷ τ)), "
            "τ = {fitness} days for fitness, {fatigue} for fatigue",
            fitness=FITNESS_DAYS,
            fatigue=FATIGUE_DAYS,
        ),
    ]
    fitness, fatigue = yesterday.fitness.value, yesterday.fatigue.value
    if metrics.form.value is not None and fitness is not None and fatigue is not None:
        lines.append(
            words.say(
                "{day}: {fitness} − {fatigue} = {form} AU",
                day=words.day(yesterday.on),
                fitness=words.number(fitness, 1),
                fatigue=words.number(fatigue, 1),
                form=words.number(metrics.form.value, 1).replace("-", "−"),
            )
        )
    if metrics.form.caveat is Caveat.WARMING_UP:
        lines.append(words.say("Warming up until day {day}: both began at 0", day=SETTLED_FROM_DAY))
    return [*lines, _source(words, _GOLDEN_CHEETAH)]


def readiness(said: Sequence[str], words: Words) -> list[str]:
    """``said``: the lines of today's check-in, none without one."""
    return [
        words.say("Readiness = sum of five items, each 1–5; your normal = mean of the 28 days before, today left out"),
        *(said or [words.say("No check-in today: /checkin")]),
        _source(words, f"{_MCLEAN}; {_SAW}"),
    ]


def _source(words: Words, source: str) -> str:
    return words.say("Source: {source}", source=source)
