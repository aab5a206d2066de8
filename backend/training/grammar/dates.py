"""Days: relative, weekdays, calendar dates. A day that could be two days is said to be both, never guessed."""

import datetime as dt
import re

from backend.training.grammar.facts import Aside, Day, Fact
from backend.training.grammar.line import Line
from backend.training.grammar.tokens import TokenKind

_LAST_YEARS_FOR_DAYS = 90
"""A day and month without a year that is still to come means last year's when that was at most so long ago."""
_LONGEST_AGO = 10_000
_RATED_OUT_OF = {5, 10, 20, 100}
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})")


def day_at(line: Line, index: int, today: dt.date, asked: bool = False) -> Fact | None:
    """A day that begins at ``index``; an aside where it is not the session's ("heavy from yesterday").

    ``asked``: the message answers "which day?", so that "12.11" can be nothing else.
    """
    start = index
    whole = line.phrase(index, line.words.relative_days)
    if line.text(index) in line.words.on_words and whole is None:
        index += 1
        index += line.text(index) == ":"
    on = asked or index > start
    found = (
        _relative(line, index, today)
        or _weekday(line, index, today, on)
        or _named_month(line, index, today)
        or _full(line, index)
        or _day_and_month(line, index, today, on)
        or (_ordinal(line, index, today) if on else None)
    )
    if found is None:
        return None
    dates, end = found
    if set(line.before(start, 3)) & line.words.other_day_before or _of_another_day(line, start):
        return Aside(start, end)
    return Day(start, end, tuple(sorted(set(dates), reverse=True)))


def _of_another_day(line: Line, start: int) -> bool:
    """Whether a day is that of something else than the session: "piernas cansadas de ayer"."""
    of = start if line.text(start) in line.words.day_of else start - 1
    return of > 0 and line.text(of) in line.words.day_of and not _ends_a_deed(line, of)


def _ends_a_deed(line: Line, end: int) -> bool:
    """Whether what ends before ``end`` was done, or nothing stands there: "entreno", "60 min", "bici"."""
    words = line.words
    deeds = words.session_words | words.done_words | words.minute_units | words.hour_units
    text = line.text(end - 1)
    return line.starts_clause(end) or text in deeds | set(words.kilometres) or line.names_sport(text)


Found = tuple[tuple[dt.date, ...], int]


def _back(today: dt.date, days: int) -> tuple[dt.date, ...]:
    try:
        return (today - dt.timedelta(days=days),)
    except OverflowError:
        return ()


def _week_before(today: dt.date) -> tuple[dt.date, ...]:
    """Monday to Sunday of the week before this one, as far as the calendar goes."""
    return tuple(date for day in range(7) for date in _back(today, today.weekday() - day + 7))


def _relative(line: Line, index: int, today: dt.date) -> Found | None:
    """ "yesterday", "3 days ago", "a week ago"."""
    phrase = line.phrase(index, line.words.relative_days)
    if phrase:
        return _back(today, phrase[0]), phrase[1]
    ago = line.phrase(index, line.words.ago_before)
    before = ago is not None
    index = ago[1] if ago else index
    count = (1.0, index + 1) if line.text(index) in line.words.articles else line.number(index)
    if count is None or not 0 <= count[0] <= _LONGEST_AGO:
        return None
    if not before and line.text(count[1] + 1) not in line.words.ago:
        return None
    unit = line.words.ago_units.get(line.text(count[1]))
    if unit is None or count[0] != int(count[0]):
        return None
    return _back(today, int(count[0]) * unit), count[1] + 1 + (not before)


def _weekday(line: Line, index: int, today: dt.date, on: bool) -> Found | None:
    """ "monday", "last tue", "next friday": the last one that was, or the next one that will be.

    "last week" alone could be any of its days.
    """
    week = line.phrase(index, line.words.last_week)
    if week:
        index = line.skip(week[1], line.words.on_words, 1)
    last = line.text(index) in line.words.last_words
    following = line.text(index) in line.words.next_words
    place = index + (last or following)
    name = line.text(place)
    day = line.words.weekdays.get(name)
    if day is None:
        return (_week_before(today), week[1]) if week else None
    after = line.phrase(place + 1, line.words.last_after)
    to_come = line.phrase(place + 1, line.words.next_after)
    last, following = last or after is not None, following or to_come is not None
    if name in line.words.unsure_weekdays and not (last or following or on or index == 0):
        return None
    if name in line.words.filler_weekdays and not (last or following or on):
        return None
    if line.text(index - 1) in line.words.no_weekday_after:
        return None
    back = (today.weekday() - day) % 7
    if following:
        back -= 7
    elif last and back == 0:
        back = 7
    end = max(place + 1, *(found[1] for found in (after, to_come) if found), 0)
    end += line.text(end) in line.words.parts_of_day
    dotted = line.text(end) == "." and line.glued(end)
    follow = end + (line.text(end) == "," or dotted)
    calendar = _named_month(line, follow, today) or _dotted(line, follow, today) or _full(line, follow)
    if line.words.day_first and not calendar:
        calendar = _slashed_on(line, follow, today, day) or _numbered(line, follow, today, day)
    week = week or line.phrase(end, line.words.last_week)
    if week:
        return _week_before(today)[day : day + 1], max(end, week[1])
    return calendar or (_back(today, back), end)


def _slashed_on(line: Line, index: int, today: dt.date, weekday: int) -> Found | None:
    """The 16/11 of "lundi 16/11", nothing where the two do not fit."""
    found = _day_and_month(line, index, today, on=True)
    return found if found and {date.weekday() for date in found[0]} == {weekday} else None


def _numbered(line: Line, index: int, today: dt.date, weekday: int) -> Found | None:
    """The 16 of "lundi 16": the last such day that was a Monday, nothing where the two do not fit."""
    day = _day_number(line, index)
    if day is None or line.text(day[1]) in line.words.other_units | {"-", ":", "/"} | line.words.or_words:
        return None
    last = _last_numbered(day[0], today)
    return ((last,), day[1]) if last and last.weekday() == weekday else None


def _last_numbered(number: int, today: dt.date) -> dt.date | None:
    """The last day with this number in its month, today included."""
    first = today.replace(day=1)
    for _ in range(3):
        found = _calendar(first.year, first.month, number)
        if found and found[0] <= today:
            return found[0]
        first = (first - dt.timedelta(days=1)).replace(day=1) if first > dt.date.min else first
    return None


def _named_month(line: Line, index: int, today: dt.date) -> Found | None:
    """ "12 nov", "12th of November 2025", "nov 12"."""
    index += line.text(index) in line.words.articles
    if line.text(index) in line.words.months:
        month, place = line.words.months[line.text(index)], index + 1
        place += line.text(place) == "." and line.glued(place)
        day = _day_number(line, place)
        if day is None or line.text(day[1]) in line.words.other_units | line.words.per_words:
            return None
        number, end = day
    else:
        day = _day_number(line, index)
        if day is None:
            return None
        place = line.skip(day[1], line.words.day_link, 1)
        if line.text(place) not in line.words.months:
            return None
        number, month, end = day[0], line.words.months[line.text(place)], place + 1
        end += line.text(end) == "." and line.glued(end) and line.kind(end + 1) is TokenKind.NUMBER
    year_at = line.skip(end, line.words.day_link - {"."} | {","}, 1)
    year = line.text(year_at)
    if re.fullmatch(r"(19|20)\d\d", year):
        return _calendar(int(year), month, number), year_at + 1
    return _nearest(month, number, today), end


def _day_number(line: Line, index: int) -> tuple[int, int] | None:
    """A day of a month, perhaps with "th" or a full stop."""
    if not re.fullmatch(r"\d{1,2}", line.text(index)) or not 1 <= int(line.text(index)) <= 31:
        return None
    return int(line.text(index)), index + 1 + (line.text(index + 1) in line.words.ordinals)


def _full(line: Line, index: int) -> Found | None:
    """ "2026-11-12", "12.11.2026", "12/11/26" with both of its readings."""
    if line.kind(index) is not TokenKind.DATE:
        return None
    first, second, third = (int(part) for part in re.split(r"[-/.]", line.text(index)))
    if first > 31:
        return _calendar(first, second, third), index + 1
    year = third if third > 99 else 2000 + third
    day_first = _calendar(year, second, first)
    only_day_first = "." in line.text(index) or (line.words.day_first and day_first)
    month_first = () if only_day_first else _calendar(year, first, second)
    return day_first + month_first, index + 1


def _day_and_month(line: Line, index: int, today: dt.date, on: bool) -> Found | None:
    """ "12.11." and "12/11"; the latter may be either way round, and only where it can be no rating or fraction."""
    dotted = _DOTTED.fullmatch(line.text(index))
    in_full = dotted is not None and len(dotted[2]) == 2 and "." in line.words.ordinals  # "60 min laufen 21.11."
    if not (on or line.starts_clause(index) or in_full):
        return None
    if dotted:
        return _dotted(line, index, today, on)
    if line.text(index + 1) != "/" or not line.glued(index + 1) or not line.glued(index + 2):
        return None
    numbers = [line.text(index), line.text(index + 2)]
    end = index + 3
    if not all(re.fullmatch(r"\d{1,2}", number) for number in numbers) or line.text(end) in line.words.other_units:
        return None
    first, second = int(numbers[0]), int(numbers[1])
    rating = first <= second and second in _RATED_OUT_OF
    alone = line.kind(end) in {TokenKind.NUMBER, TokenKind.PAUSE, None} or line.text(end) == ":"
    fraction = first < second <= 4 and not alone
    if line.text(end) in line.words.of_words | {"/"} or ((rating or fraction) and not on):
        return None
    readings = _nearest(second, first, today)
    if not (line.words.day_first and readings):
        readings += _nearest(first, second, today)
    if not (readings or on):
        return None
    past = tuple(day for day in readings if day <= today)
    this_year = tuple(day for day in past if day.year == today.year)
    return this_year or past or readings, end


def _dotted(line: Line, index: int, today: dt.date, on: bool = False) -> Found | None:
    """ "12.11."; ``on``: also without the last full stop."""
    dotted = _DOTTED.fullmatch(line.text(index))
    if dotted is None or line.kind(index) is not TokenKind.NUMBER:
        return None
    closed = line.text(index + 1).startswith(".") and line.glued(index + 1)
    end = index + 1 + closed
    alone = len(dotted[2]) == 2 and line.kind(end) is TokenKind.NUMBER  # "12.11 60 min" is no effort, no distance
    if not (closed or on or alone) or line.text(end) in line.words.other_units:
        return None
    return _nearest(int(dotted[2]), int(dotted[1]), today), end


def _ordinal(line: Line, index: int, today: dt.date) -> Found | None:
    """ "on the 12th": the last one that was; nothing where it counts something else ("on the 3rd lap")."""
    start = index + (line.text(index) in line.words.articles)
    day = _day_number(line, start)
    marked = day is not None and day[1] == start + 2 and line.glued(start + 1)
    if day is None or not (marked or _is_plain_day(line, start, day[1])):
        return None
    following = line.text(day[1])
    if line.kind(day[1]) is TokenKind.WORD and not (
        following in line.words.done_words | line.words.fillers or line.sport(day[1])
    ):
        return None
    last = _last_numbered(day[0], today)
    return (last,) if last else (), day[1]


def _is_plain_day(line: Line, start: int, end: int) -> bool:
    """Whether a number is a day without any mark, as in "el 12" and "le 12"."""
    if not line.words.day_first or line.text(start - 1) not in line.words.on_words | line.words.articles:
        return False
    if not _ends_a_deed(line, start - 1):
        return False
    following = line.text(end)
    if line.kind(end) is TokenKind.WORD:
        return following in line.words.done_words or bool(line.sport(end))
    return line.kind(end) in {None, TokenKind.PAUSE, TokenKind.NUMBER, TokenKind.CLOCK} or following == ":"


def _nearest(month: int, day: int, today: dt.date) -> tuple[dt.date, ...]:
    """This year's day, or last year's when that is not long past and this year's is still to come."""
    this_year = _calendar(today.year, month, day)
    if this_year and this_year[0] <= today:
        return this_year
    last_year = _calendar(today.year - 1, month, day)
    if last_year and (today - last_year[0]).days <= _LAST_YEARS_FOR_DAYS:
        return last_year
    return this_year or last_year


def _calendar(year: int, month: int, day: int) -> tuple[dt.date, ...]:
    try:
        return (dt.date(year, month, day),)
    except ValueError:
        return ()
