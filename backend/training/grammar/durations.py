"""Durations: what is the session's, what is only a part of it, and what is no training at all."""

import re

from backend.training.grammar.clocks import clock_at, is_pace
from backend.training.grammar.facts import Aside, Distance, Duration, Fact, Strength
from backend.training.grammar.line import Line
from backend.training.grammar.strength import duration_or_aside, strength_of
from backend.training.grammar.tokens import TokenKind

INTERVAL_BELOW_MINUTES = 30
"""Shorter repeated durations are intervals: the session around them was longer."""
_DISTANCE_FROM_KM = 1.0
_METRES_FROM = 180
"""From here on "200m" is a distance; below it may be minutes."""
_MOST_REPEATS = 50


def duration_at(line: Line, index: int) -> Fact | None:
    """A duration that begins at ``index``, in any of its forms, judged by the words around it."""
    return _labelled(line, index) or clock_at(line, index) or _repeated(line, index) or _spoken(line, index)


def distance_at(line: Line, index: int) -> Fact | None:
    """A distance at ``index``; short ones are repetitions or metres climbed, and none of the session's."""
    if line.kind(index) is not TokenKind.NUMBER:
        return None
    unit = index + 1 + (line.text(index + 1) == "-" and line.glued(index + 1))
    each = line.words.kilometres.get(line.text(unit))
    if (
        each is None
        or line.text(unit + 1) in line.words.per_words
        or line.text(unit + 1) in line.words.not_distance_after
    ):
        return None
    km = line.tokens[index].value * each
    return Distance(index, unit + 1, km) if km >= _DISTANCE_FROM_KM else Aside(index, unit + 1)


def _labelled(line: Line, index: int) -> Fact | None:
    """ "minutes: 60": a bare number that its label makes minutes."""
    if line.text(index) not in line.words.duration_labels or line.kind(index - 1) is TokenKind.NUMBER:
        return None
    start = line.skip(index + 1, frozenset({":", "="}), 1)
    found = line.number(start)
    if start == index + 1 or found is None or line.text(found[1]) in line.words.other_units:
        return None
    return Duration(index, found[1], (found[0],), Strength.PLAIN)


def _repeated(line: Line, index: int) -> Fact | None:
    """ "2x30min": the sum when each is long enough to be a session, otherwise a part of one."""
    count = line.number(index)
    once = line.words.repeats.get(line.text(index))
    if once is not None:
        repeats, start = float(once), index + 1
    elif count is not None and line.text(count[1]) in line.words.times:
        repeats, start = count[0], count[1] + 1
    else:
        return None
    minutes, end = _quantity(line, start) or ((), 0)
    if not minutes or not 1 <= repeats <= _MOST_REPEATS:
        return None
    whole = all(each >= INTERVAL_BELOW_MINUTES for each in minutes)
    strength = strength_of(line, index, end)
    if not whole and strength is not None:
        strength = Strength.SECTION
    return duration_or_aside(index, end, tuple(repeats * each for each in minutes), strength)


def _spoken(line: Line, index: int) -> Fact | None:
    """ "60 min", "1h20", "45'", "40-45 min", "an hour and a half", "75m"."""
    found = _quantity(line, index)
    if found is None:
        return _metres_or_minutes(line, index)
    minutes, end = found
    of_range = _ends_a_range(line, index)
    if not of_range and _by_hours(line, index):
        return Aside(index, end)
    if is_pace(line, end - 1) and line.text(end - 1) in line.words.minute_units:
        return Aside(index, end)
    if line.text(end) in line.words.per_words and line.text(end + 1) in line.words.kilometres:
        return Aside(index, end)
    if line.is_negative(index):
        return Duration(index - 1, end, tuple(-each for each in minutes), Strength.PLAIN)
    perhaps = _perhaps_minutes(line, end)
    if perhaps is not None:
        return Duration(index, perhaps[1], (minutes[0], minutes[0] + perhaps[0]), Strength.UNSURE)
    strength = Strength.PLAIN if of_range else strength_of(line, index, end)
    interval = line.phrase(end, line.words.interval_after) and max(minutes) < INTERVAL_BELOW_MINUTES
    return duration_or_aside(
        index, end, minutes, Strength.PART if interval and strength is Strength.PLAIN else strength
    )


def _ends_a_range(line: Line, index: int) -> bool:
    """Whether this is the other end of "1h a 1h30"; which of the two it was has to be asked."""
    if line.text(index - 1) not in line.words.or_words:
        return False
    return line.text(index - 2) in line.words.hour_units or line.text(index - 2) in line.words.minute_units


def _by_hours(line: Line, index: int) -> bool:
    """Whether this is a time of day: "à 18h30", "a las 7 h"."""
    words = line.words
    if not words.hour_before or line.label_before(index) not in words.hour_before:
        return False
    hour = line.number(index)
    return hour is not None and hour[0] <= 24 and line.text(hour[1]) in words.hour_units


def _quantity(line: Line, index: int) -> tuple[tuple[float, ...], int] | None:
    """Minutes (two for a range) at ``index`` and where they end, from hours, minutes or both."""
    phrase = line.phrase(index, line.words.hour_phrases)
    if phrase:
        minutes, end = phrase
        more = _and_minutes(line, end) if minutes == 60 else None
        return ((minutes + more[0],), more[1]) if more else ((float(minutes),), end)
    primed = _primed(line, index)
    if primed:
        return primed
    found = _fraction(line, index) or line.number(index)
    if found is None:
        return None
    value, end = found
    second = line.range_end(end)
    low, (high, unit) = value, second or (value, end)
    unit += line.text(unit) == "-" and line.glued(unit)
    if line.text(unit) in line.words.minute_units:
        end = _skip_seconds(line, unit + 1)
        return ((low, high) if second else (low,)), end
    if line.text(unit) in line.words.hour_units:
        if second:
            return (low * 60, high * 60), unit + 1
        more = _and_minutes(line, unit + 1)
        return ((value * 60 + more[0],), more[1]) if more else ((value * 60,), unit + 1)
    half = line.phrase(end, line.words.fractions_after)
    if half and line.text(half[1]) in line.words.hour_units:
        return ((value + half[0]) * 60,), half[1] + 1
    return None


def _fraction(line: Line, index: int) -> tuple[float, int] | None:
    """ "1/2" and "1 1/2" hours."""
    whole = 0.0
    if re.fullmatch(r"\d", line.text(index)) and re.fullmatch(r"[13]", line.text(index + 1)):
        whole, index = float(line.text(index)), index + 1
    if not re.fullmatch(r"[13]", line.text(index)) or line.text(index + 1) != "/":
        return None
    if not re.fullmatch(r"[24]", line.text(index + 2)):
        return None
    end = index + 3
    unit = (
        line.text(end)
        if line.text(end) not in line.words.of_words
        else line.text(line.skip(end + 1, line.words.articles))
    )
    if unit not in line.words.hour_units:
        return None
    value = whole + int(line.text(index)) / int(line.text(index + 2))
    return value, end if line.text(end) not in line.words.of_words else line.skip(
        end, line.words.of_words | line.words.articles
    )


def _and_minutes(line: Line, index: int) -> tuple[float, int] | None:
    """The minutes after hours: "20", "20m", "and 20 min", "and a half"."""
    half = line.phrase(index, line.words.fractions_after)
    if half:
        return half[0] * 60, half[1]
    start = line.skip(index, line.words.and_words, 1)
    joined = start > index
    dotted = line.text(index) == "." and line.glued(index)  # "1 hr. 20 min."
    start += dotted
    found = line.number(start)
    if found is None or not 0 <= found[0] < 60:
        return None
    value, end = found
    unit = line.text(end)
    if unit in line.words.minute_units or unit in line.words.metre_or_minute or unit == "'":
        return value, _skip_seconds(line, end + 1)
    other = unit in line.words.other_units or unit == "-" or line.is_rated(end)
    rated = unit in line.words.effort_labels and line.number(end + 1) is None
    if (start != index and not (joined and line.words.spoken_minutes)) or other or (rated and not line.glued(start)):
        return None
    two_digits = len(line.text(start)) == 2 and (value > 10 or line.text(start)[0] == "0")
    in_words = line.kind(start) is TokenKind.WORD and (value > 10 or (line.words.spoken_minutes and value >= 5))
    if line.glued(start) or two_digits or in_words:
        return value, end  # "1h 10" is left alone: the 10 may be the effort
    return None


def _perhaps_minutes(line: Line, index: int) -> tuple[float, int] | None:
    """The bare number behind hours that may be minutes or an effort, and its end: "1h 10", "1 hour and 20"."""
    hours = line.text(index - 1) in line.words.hour_units
    index = line.skip(index, line.words.and_words, 1)
    if not hours or line.kind(index) is not TokenKind.NUMBER:
        return None
    following = line.text(index + 1)
    other = following in line.words.other_units | line.words.effort_labels | {"-", ":", "."}
    value = line.tokens[index].value
    other = other or line.is_rated(index + 1)
    return None if other or not 0 < value < 60 or value != int(value) else (value, index + 1)


def _skip_seconds(line: Line, index: int) -> int:
    """Behind "30 s", "30"" or "30" glued to a prime; seconds do not change whole minutes."""
    found = line.number(index)
    if found and line.kind(index) is TokenKind.NUMBER and line.text(found[1]) in line.words.second_units | {'"'}:
        return found[1] + 1
    glued = found and line.kind(index) is TokenKind.NUMBER and line.glued(index) and len(line.text(index)) == 2
    if found and glued and found[0] < 60 and not _carries_a_unit(line, found[1]):
        return found[1]  # "45min30"
    return index


def _carries_a_unit(line: Line, index: int) -> bool:
    """Whether the number that ends before ``index`` counts something else, or is a rating."""
    return line.text(index) in line.words.other_units or line.is_rated(index)


def _primed(line: Line, index: int) -> tuple[tuple[float, ...], int] | None:
    """ "45'" and "45'30""."""
    if line.kind(index) is not TokenKind.NUMBER or line.text(index + 1) != "'" or not line.glued(index + 1):
        return None
    value, end = line.tokens[index].value, index + 2
    if line.text(end) == "'" and line.glued(end):
        return None  # two primes are seconds
    seconds = line.number(end) if line.glued(end) else None
    if seconds and seconds[0] < 60:
        end = seconds[1] + (line.text(seconds[1]) == '"')
        end += 2 * (line.text(end) == "'" == line.text(end + 1) and line.glued(end + 1))
        value += seconds[0] / 60
    return (value,), end


def _metres_or_minutes(line: Line, index: int) -> Fact | None:
    """ "75m": asked, unless it is clearly metres."""
    if line.kind(index) is not TokenKind.NUMBER or line.text(index + 1) not in line.words.metre_or_minute:
        return None
    value, end = line.tokens[index].value, index + 2
    of_hills = line.text(end) in line.words.climb_words | {"/"}
    if value >= _METRES_FROM or of_hills or line.label_before(index) in line.words.times | {"+"}:
        return None
    return Duration(index, end, (value,), Strength.UNSURE)
