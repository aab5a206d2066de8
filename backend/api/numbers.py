"""Where the numbers that are asked about come from: what is stored, and the words for it."""

from datetime import timedelta

from backend import history
from backend.api.check_ins import Diary
from backend.coach import numbers
from backend.contract import Athlete, Number, NumberWhy
from backend.ports import Store
from backend.training import load
from backend.training.metric import Metric, Missing
from backend.training.readiness import TOTAL
from backend.training.session import Kind
from words import words_for

_ONE_DAY = timedelta(days=1)


def explain(store: Store, diary: Diary, athlete: Athlete, number: Number) -> NumberWhy:
    """How the number of the athlete's today comes about."""
    words, today = words_for(athlete.language), diary.today(athlete)
    if number is Number.READINESS:
        said = diary.readiness(athlete, today)
        total = said.standing.today.get(TOTAL)
        return NumberWhy(
            number=number,
            metric=None if total is None else Metric.of(total.value),
            lines=numbers.readiness(said.why, words),
        )
    if number is Number.LOAD:
        return _load(store, athlete)
    metrics = history.metrics_on(store, athlete.id, today)
    match number:
        case Number.WEEK:
            metric, lines = metrics.week.load, numbers.week(metrics, words)
        case Number.RATIO:
            metric, lines = metrics.acwr_coupled, numbers.ratio(metrics, words)
        case Number.MONOTONY:
            metric, lines = metrics.week.monotony, numbers.monotony(metrics, words)
        case Number.STRAIN:
            metric, lines = metrics.week.strain, numbers.strain(metrics, words)
        case _:
            yesterday = history.metrics_on(store, athlete.id, today - _ONE_DAY)
            metric, lines = metrics.form, numbers.form(metrics, yesterday, words)
    return NumberWhy(number=number, metric=metric, lines=lines)


def _load(store: Store, athlete: Athlete) -> NumberWhy:
    """Of the newest day that has entries."""
    newest = store.entries_page(athlete.id, None, 1).entries
    day = newest[0].date if newest else None
    entries = [] if day is None else store.entries_between(athlete.id, day, day)
    sessions = [numbers.Session(one.minutes, one.rpe, one.load) for one in entries if one.kind is Kind.SESSION]
    metric = None
    if day is not None:
        total = load.day_load(session.load for session in sessions)
        metric = Metric.without(Missing.UNKNOWN_LOAD) if total is None else Metric.of(total)
    lines = numbers.load(day, sessions, words_for(athlete.language))
    return NumberWhy(number=Number.LOAD, metric=metric, lines=lines)
