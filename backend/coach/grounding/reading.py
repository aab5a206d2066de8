"""What a text claims: its numbers with their units, its dates and weekdays.

Each thing that is read is blanked out, so that nothing is read twice: dates first, whose parts are numbers too, then
durations, phrases ("half an hour"), numerals in digits, and those in words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from backend.coach.grounding.held import Number
from backend.coach.grounding.lexicon import Lexicon, anywhere, lexicon_for
from backend.coach.grounding.numerals import numerals_in
from backend.coach.grounding.units import Unit

_SPACES = re.compile(r"\s+")
_FRACTION_AFTER_DIGIT = re.compile(r"(\d)([\u00bc-\u00be\u2150-\u215e])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NUMERIC_DATE = re.compile(r"(?<![\d.,/])(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})?(?![\d/])")
_SLASH_DATE = re.compile(r"(?<![\d.,/])(\d{1,2})/(\d{1,2})(?![\d/.,]\d)(?!\d)")
_CENTURY = 2000
_SCALE = re.compile(r"(?:^|\W)CR$")
_DASH = r"[-\u2010-\u2015\u2212]"
_MINUTES_OF_AN_HOUR = 60
_TENTH_OF_AN_HOUR = 3.0
_ROUGHLY = 5.0
"""Percentage points: nobody says half, a third or double and means it to the point."""


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A date as said; ``year`` and ``weekday`` (Monday is 0) None where they are not."""

    day: int
    month: int
    year: int | None
    weekday: int | None = None

    def is_one_of(self, days: Iterable[date]) -> bool:
        """Whether one of the days is meant."""
        return any(
            (each.day, each.month) == (self.day, self.month)
            and self.year in (None, each.year)
            and self.weekday in (None, each.weekday())
            for each in days
        )


@dataclass(slots=True)
class Claims:
    """What a text says that can be right or wrong."""

    numbers: list[Number] = field(default_factory=list)
    days: list[SaidDay] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    yesterday: bool = False


def plain(text: str) -> str:
    """The text with one kind of spaces, digits and signs (NFKC)."""
    # "1½" would become 11⁄2.
    text = _FRACTION_AFTER_DIGIT.sub(r"\1 \2", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def read(text: str, language: str) -> Claims:
    """Everything that the text claims. Linear in its length but for the language's patterns; never raises."""
    lexicon, claims = lexicon_for(language), Claims()
    patterns = _patterns(language)
    line = plain(text)
    line = _dates(line, lexicon, patterns, claims)
    line = _take(_durations(line, patterns, claims), patterns.harmless, lambda _: True)
    for pattern, value, unit in patterns.special:
        line = _take(line, pattern, _fixed(claims, value, unit))
    line = _digits(line, lexicon, patterns, claims)
    _in_words(line, lexicon, patterns, claims)
    return claims


@dataclass(frozen=True, slots=True)
class _Patterns:
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    weekday: re.Pattern[str]
    yesterday: re.Pattern[str]
    hours: re.Pattern[str]
    hour_and: re.Pattern[str]
    hours_after: re.Pattern[str]
    clock_hours: re.Pattern[str]
    harmless: re.Pattern[str]
    special: tuple[tuple[re.Pattern[str], float, Unit | None], ...]
    number: re.Pattern[str]
    after: tuple[tuple[Unit, re.Pattern[str]], ...]
    rpe_before: re.Pattern[str]
    foreign_before: re.Pattern[str]
    out_of: re.Pattern[str]
    direction: re.Pattern[str]
    direction_before: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    lexicon = lexicon_for(language)
    words = lexicon.words
    named = "|".join(sorted({*lexicon.short_weekdays, *lexicon.weekdays}, key=len, reverse=True))
    on = rf"(?:({named})\.?,? )?(?:the |den |dem |el |le |der )?"
    months = "|".join(sorted(map(re.escape, lexicon.months), key=len, reverse=True))
    between = rf"(?:[ -](?:{words.between}))?"
    grouped = rf"\d{{1,3}}(?:{'[., ]' if words.group_by_space else '[.,]'}\d{{3}})+(?!\d)(?:[.,]\d+(?!\d))?"
    five_or_ten = "5|10|five|ten|fünf|zehn|cinco|diez|cinq|dix"
    return _Patterns(
        day_month=anywhere(
            on
            + rf"(\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?(?: of| de)? (?:the )?({months})\.?(?:,? (?:de |del )?(\d{{4}}))?"
        ),
        month_day=anywhere(on + rf"({months})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?"),
        weekday=anywhere(rf"({'|'.join(lexicon.weekdays)})s?(?:['’]s)?"),
        yesterday=anywhere(words.yesterday),
        hours=re.compile(
            rf"(?<![\w.,])(\d{{1,2}})(?:[.,](\d))?[ -]?(?:{words.hours})(?!\w)"
            rf"(?: ?(?:and |und |y |et )?(\d{{1,2}})(?: ?(?:min|mins|minutes?|minuten|minutos|mn)(?!\w))?(?![\d.,%]))?"
            rf"|(?<![\w.,])(\d{{1,2}}) ?h ?(\d{{2}})(?!\d)",
            re.IGNORECASE,
        ),
        hour_and=anywhere(
            rf"(?:an|one|einer?|una|une) (?:{words.hours}) (?:and |und |y |et )?(\d{{1,2}})"
            rf"(?: ?(?:{words.units[Unit.MINUTES]}))?"
        ),
        hours_after=re.compile(rf"[ -]?(?:{words.hours})(?!\w)", re.IGNORECASE),
        clock_hours=re.compile(rf"(?<![\w.,:])(\d{{1,2}}):(\d{{2}})(?: ?(?:{words.hours})(?!\w))", re.IGNORECASE),
        harmless=anywhere(words.harmless),
        special=tuple((anywhere(pattern), value, unit) for pattern, (value, unit) in words.special.items()),
        number=re.compile(rf"(?:{grouped}|\d+(?:[.,]\d+)?|\d+)(?:\u2044\d+)?(?::\d{{2}})*"),
        after=tuple(
            (unit, re.compile(rf"(?:st|nd|rd|th|er|e|º|ª)?{between}[ -]?(?:{pattern})(?!\w)", re.IGNORECASE))
            for unit, pattern in words.units.items()
        ),
        rpe_before=re.compile(rf"(?<!\w)(?:{words.rpe_before})[ :]*$", re.IGNORECASE),
        foreign_before=re.compile(rf"(?<!\w)(?:{words.foreign_before})[ :]*$", re.IGNORECASE),
        out_of=re.compile(rf" ?(?:/ ?|(?:{words.out_of}) )({five_or_ten})(?!\w|[.,]\d)", re.IGNORECASE),
        direction_before=re.compile(rf"(?<!\w)(?:(?P<up>{words.rose})|(?P<down>{words.fell})) $", re.IGNORECASE),
        direction=re.compile(rf"[ ]?(?:\w+ )?(?:(?P<up>{words.up})|(?P<down>{words.down}))(?!\w)", re.IGNORECASE),
    )


def _take(line: str, pattern: re.Pattern[str], use: Callable[[re.Match[str]], bool]) -> str:
    """The line with blanks where ``use`` has used what the pattern found."""

    def blank(found: re.Match[str]) -> str:
        return "\u00b7" * len(found.group()) if use(found) else found.group()

    return pattern.sub(blank, line)


# ---- days ----


def _dates(line: str, lexicon: Lexicon, patterns: _Patterns, claims: Claims) -> str:
    def say(day: str, month: int, year: str | None, weekday: str | None = None) -> bool:
        full_year = int(year) + (_CENTURY if len(year) == 2 else 0) if year else None
        names = {**lexicon.short_weekdays, **lexicon.weekdays}
        claims.days.append(SaidDay(int(day), month, full_year, names[weekday.lower()] if weekday else None))
        return True

    def numeric(found: re.Match[str]) -> bool:
        # "6.5." ends an English sentence with a rating.
        is_rating = found[2] == lexicon.words.decimal and not found[4]
        return not is_rating and 1 <= int(found[3]) <= 12 and say(found[1], int(found[3]), found[4])

    def slash(found: re.Match[str]) -> bool:
        # 4/5 and 7/10 are levels and efforts.
        return int(found[2]) in range(1, 13) and int(found[2]) not in (5, 10) and say(found[1], int(found[2]), None)

    line = _take(line, _ISO, lambda found: say(found[3], int(found[2]), found[1]))
    line = _take(line, _NUMERIC_DATE, numeric)
    line = _take(line, _SLASH_DATE, slash)

    def month(name: str) -> int:
        return lexicon.months[name.lower().rstrip(".")]

    line = _take(line, patterns.day_month, lambda found: say(found[2], month(found[3]), found[4], found[1]))
    line = _take(line, patterns.month_day, lambda found: say(found[3], month(found[2]), found[4], found[1]))

    def weekday(found: re.Match[str]) -> bool:
        claims.weekdays.append(lexicon.weekdays[found[1].lower()])
        return True

    line = _take(line, patterns.weekday, weekday)
    claims.yesterday = patterns.yesterday.search(line) is not None
    return line


# ---- numbers ----


def _fixed(claims: Claims, value: float, unit: Unit | None) -> Callable[[re.Match[str]], bool]:
    def use(_: re.Match[str]) -> bool:
        claims.numbers.append(Number(value, 0, unit, coarse=_ROUGHLY if unit is Unit.PERCENT else 0.0))
        return True

    return use


def _durations(line: str, patterns: _Patterns, claims: Claims) -> str:
    def hours(found: re.Match[str]) -> bool:
        whole, minutes = int(found[1] or found[4]), found[3] or found[5]
        value = float(_MINUTES_OF_AN_HOUR * whole + int(minutes or 0))
        if found[2]:
            tenths = value + _MINUTES_OF_AN_HOUR * int(found[2]) / 10
            claims.numbers.append(Number(tenths, 0, Unit.MINUTES, coarse=_TENTH_OF_AN_HOUR))
        else:
            claims.numbers.append(Number(value, 0, Unit.MINUTES))
        return True

    def hour_and(found: re.Match[str]) -> bool:
        claims.numbers.append(Number(float(_MINUTES_OF_AN_HOUR + int(found[1])), 0, Unit.MINUTES))
        return True

    def clock(found: re.Match[str]) -> bool:
        claims.numbers.append(Number(float(_MINUTES_OF_AN_HOUR * int(found[1]) + int(found[2])), 0, Unit.MINUTES))
        return True

    line = _take(_take(line, patterns.clock_hours, clock), patterns.hours, hours)
    return _take(line, patterns.hour_and, hour_and)


def _digits(line: str, lexicon: Lexicon, patterns: _Patterns, claims: Claims) -> str:
    parts: list[str] = []
    at = 0
    while found := patterns.number.search(line, at):
        end = found.end()
        if _SCALE.search(line[: found.start()]):
            pass  # CR10 is the scale's name
        elif fraction := re.fullmatch(r"(\d+)\u2044(\d+)", found.group()):
            claims.numbers.append(Number(100 * int(fraction[1]) / max(1, int(fraction[2])), 0, Unit.PERCENT))
        elif ":" in found.group():
            claims.numbers.append(Number(float(found.group().replace(":", "").replace(",", ".")), 0, Unit.FOREIGN))
        else:
            value, decimals = _value(found.group(), lexicon)
            end, number = _with_unit(line, found.start(), end, value, decimals, patterns)
            claims.numbers.append(number)
        parts += [line[at : found.start()], "\u00b7" * (end - found.start())]
        at = end
    return "".join([*parts, line[at:]])


def _value(digits: str, lexicon: Lexicon) -> tuple[float, int]:
    """The value and its decimals: ``1.310,5`` in German, ``1,310.5`` in English."""
    decimal = lexicon.words.decimal
    group = "." if decimal == "," else ","
    digits = digits.replace(" ", "")
    if re.fullmatch(rf"\d{{1,3}}(?:[{group}]\d{{3}})+(?:[{decimal}]\d+)?", digits):
        digits = digits.replace(group, "")
    digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    return float(digits), len(digits.partition(".")[2])


def _with_unit(line: str, start: int, end: int, value: float, decimals: int, patterns: _Patterns) -> tuple[int, Number]:
    scale = patterns.out_of.match(line, end)
    if scale and unit_after(line, scale.end(), patterns)[0] is None:
        is_five = scale[1].lower() in ("5", "five", "fünf", "cinco", "cinq")
        return scale.end(), Number(value, decimals, Unit.LEVEL if is_five else Unit.RPE)
    if patterns.rpe_before.search(line[:start]):
        return end, Number(value, decimals, Unit.RPE)
    if hours := patterns.hours_after.match(line, end):
        return hours.end(), Number(_MINUTES_OF_AN_HOUR * value, decimals, Unit.MINUTES)
    unit, after = unit_after(line, end, patterns)
    if unit is None and patterns.foreign_before.search(line[:start]):
        return end, Number(value, decimals, Unit.FOREIGN)
    if unit is Unit.WEEKS:
        return after, Number(7 * value, decimals, Unit.DAYS)
    if unit is Unit.PERCENT:
        return after, Number(value, decimals, unit, _sign(line, start, after, patterns))
    return after, Number(value, decimals, unit)


def unit_after(line: str, end: int, patterns: _Patterns) -> tuple[Unit | None, int]:
    """The unit that follows, the longest name that fits, and where it ends."""
    best: tuple[Unit | None, int] = (None, end)
    for unit, pattern in patterns.after:
        found = pattern.match(line, end)
        if found and found.end() > best[1]:
            best = unit, found.end()
    return best


def _sign(line: str, start: int, end: int, patterns: _Patterns) -> int:
    before = line[:start].rstrip()[-1:]
    if before and re.fullmatch(r"\+", before):
        return 1
    # A dash right before the number is a minus only where no other number is on its left: 10-20 % is a range.
    if before and re.fullmatch(_DASH, before) and not re.search(r"[\d\u00b7] ?.$", line[:start].rstrip()):
        return -1
    told = patterns.direction_before.search(line[:start]) or patterns.direction.match(line, end)
    if told is None:
        return 0
    return 1 if told["up"] else -1


def _in_words(line: str, lexicon: Lexicon, patterns: _Patterns, claims: Claims) -> None:
    read_to = 0
    for start, end, value in numerals_in(line, lexicon.words):
        if start >= read_to:
            read_to, number = _with_unit(line, start, end, value, 0, patterns)
            claims.numbers.append(number)
