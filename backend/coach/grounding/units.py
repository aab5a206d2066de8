"""What each value of each fact is: its unit in a sentence.

This is also the list of all that a model is ever told of an athlete's log (``backend.coach.model.request``,
``docs/privacy.md``): a value without a row here is neither sent nor may it be claimed.
"""

from collections.abc import Mapping
from enum import StrEnum


class Unit(StrEnum):
    """The unit of a number, or another kind of value."""

    MINUTES = "min"
    LOAD = "AU"
    RPE = "CR10"
    LEVEL = "1-5"
    PERCENT = "%"
    RATIO = "ratio"
    DAYS = "days"
    WEEKS = "weeks"
    COUNT = "count"
    """Sessions or ratings."""
    DATE = "date"
    SPAN_START = "first day"
    """The first of the days up to the fact's ``last``, each of which is meant."""
    FLAG = "flag"
    """True, false or a name; no number."""
    FOREIGN = "foreign"
    """A unit in which no fact is: kilometres, heartbeats, calories."""


_RECORD = {"before_date": Unit.DATE, "since": Unit.DATE, "sessions": Unit.COUNT}
_RECORD_FLAGS = {"clear": Unit.FLAG, "whole_window": Unit.FLAG}
_SPAN = {"days": Unit.DAYS, "first": Unit.SPAN_START, "last": Unit.DATE}
_DAY_TO_COME = {"date": Unit.DATE, "days": Unit.DAYS}
_FEELING = {
    "value": Unit.LEVEL,
    "best": Unit.FLAG,
    "usual": Unit.LEVEL,
    "difference": Unit.LEVEL,
    "ratings": Unit.COUNT,
    "needs": Unit.COUNT,
}

UNITS: Mapping[str, Mapping[str, Unit]] = {
    "session": {
        "kind": Unit.FLAG,
        "sport": Unit.FLAG,
        "date": Unit.DATE,
        "days_ago": Unit.DAYS,
        "minutes": Unit.MINUTES,
        "rpe": Unit.RPE,
        "load": Unit.LOAD,
        "freshness": Unit.LEVEL,
        "readiness": Unit.LEVEL,
        "mood": Unit.LEVEL,
    },
    "history": {"days": Unit.DAYS, "first_day": Unit.DATE, "first_session": Unit.FLAG},
    "week": {
        "end": Unit.DATE,
        "window_days": Unit.DAYS,
        "ends_today": Unit.FLAG,
        "loads": Unit.LOAD,
        "load": Unit.LOAD,
        "known_load": Unit.LOAD,
        "logged_days": Unit.DAYS,
        "sessions": Unit.COUNT,
        "unknown_dates": Unit.DATE,
        "previous": Unit.LOAD,
        "change": Unit.PERCENT,
        "change_missing": Unit.FLAG,
        "needs_days": Unit.DAYS,
        "has_days": Unit.DAYS,
    },
    "monotony": {"value": Unit.RATIO},
    "acute_chronic": {
        "ratio": Unit.RATIO,
        "acute": Unit.LOAD,
        "chronic": Unit.LOAD,
        "variant": Unit.FLAG,
        "acute_days": Unit.DAYS,
        "chronic_days": Unit.DAYS,
    },
    "biggest": {"value": Unit.LOAD, "before": Unit.LOAD, **_RECORD, **_RECORD_FLAGS},
    "longest": {"value": Unit.MINUTES, "before": Unit.MINUTES, **_RECORD, **_RECORD_FLAGS},
    "hardest": {"value": Unit.RPE, "before": Unit.RPE, **_RECORD, **_RECORD_FLAGS},
    "usual": {"minutes": Unit.MINUTES, "rpe": Unit.RPE, "sessions": Unit.COUNT},
    "until_usual": {"needs": Unit.COUNT},
    "effort": {"rpe": Unit.RPE, "usual": Unit.RPE, "difference": Unit.RPE, "sessions": Unit.COUNT},
    "last": {"date": Unit.DATE, "minutes": Unit.MINUTES, "rpe": Unit.RPE, "load": Unit.LOAD},
    "new_sport": {"in_four_weeks": Unit.FLAG, "in_log": Unit.FLAG, "others": Unit.COUNT},
    "same_day": {"sessions": Unit.COUNT, "load": Unit.LOAD},
    "trained_too": {"sessions": Unit.COUNT},
    "freshness": _FEELING,
    "readiness": _FEELING,
    "mood": _FEELING,
    "long_break": {"weeks": Unit.WEEKS},
    "days_off": {**_SPAN, "last_session": Unit.DATE},
    "in_a_row": _SPAN,
    "row_now": _SPAN,
    "quiet_after": _SPAN,
    "hard": {
        "sessions": Unit.COUNT,
        "from_rpe": Unit.RPE,
        "window_days": Unit.DAYS,
        "dates": Unit.DATE,
        "day_before": Unit.FLAG,
    },
    "rising": {"days": Unit.DAYS, "loads": Unit.LOAD},
    "efforts": {
        "end": Unit.DATE,
        "window_days": Unit.DAYS,
        "sessions": Unit.COUNT,
        "rpes": Unit.RPE,
        "easy": Unit.COUNT,
        "hard": Unit.COUNT,
        "easy_to": Unit.RPE,
        "hard_from": Unit.RPE,
    },
    "next": {"date": Unit.DATE, "days_later": Unit.DAYS, "rpe": Unit.RPE, "sessions": Unit.COUNT},
    # What a question's look-ups give.
    "today": {"date": Unit.DATE},
    "race": _DAY_TO_COME,
    "asked_for": _DAY_TO_COME,
    "scale": dict.fromkeys(("lowest", "highest", "rpe", "below", "above"), Unit.RPE),
    "sessions": {
        "first": Unit.DATE,
        "last": Unit.DATE,
        "days": Unit.DAYS,
        "sport": Unit.FLAG,
        "sessions": Unit.COUNT,
        "minutes": Unit.MINUTES,
        "load": Unit.LOAD,
        "longest": Unit.MINUTES,
    },
    "logged": {
        "date": Unit.DATE,
        "days_ago": Unit.DAYS,
        "sport": Unit.FLAG,
        "minutes": Unit.MINUTES,
        "rpe": Unit.RPE,
        "load": Unit.LOAD,
    },
    "before": {
        "sessions": Unit.COUNT,
        "sport": Unit.FLAG,
        "first": Unit.DATE,
        "last": Unit.DATE,
        "minutes": Unit.MINUTES,
        "rpe": Unit.RPE,
        "load": Unit.LOAD,
    },
    "check_in": {
        "date": Unit.DATE,
        "days_ago": Unit.DAYS,
        "total": Unit.COUNT,
        "most": Unit.COUNT,
        "usual": Unit.COUNT,
    },
    "day_off": {"date": Unit.DATE, "days_ago": Unit.DAYS},
    # What stands out of a week that is looked back on.
    "hardest_day": {"date": Unit.DATE, "load": Unit.LOAD},
    "best_day": {"date": Unit.DATE, "total": Unit.COUNT, "most": Unit.COUNT, "level": Unit.LEVEL},
    "mornings": {
        "check_ins": Unit.COUNT,
        "mean": Unit.COUNT,
        "most": Unit.COUNT,
        "check_ins_before": Unit.COUNT,
        "before": Unit.COUNT,
    },
    "paused": {"days": Unit.DAYS, "dates": Unit.DATE},
}
