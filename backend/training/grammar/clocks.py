"""Times written with colons: which are durations, and which only look like them."""

from backend.training.grammar.facts import Aside, Clock, Fact
from backend.training.grammar.line import Line
from backend.training.grammar.strength import duration_or_aside, strength_of
from backend.training.grammar.tokens import TokenKind


def clock_at(line: Line, index: int) -> Fact | None:
    """ "52:10", "1:20:00", and what only looks like them: "at 18:30", "5:10/km"."""
    if line.kind(index) is not TokenKind.CLOCK:
        return None
    parts = [int(part) for part in line.text(index).split(":")]
    end = index + 1
    if is_pace(line, end) or line.phrase(end, line.words.clock_after):
        return Aside(index, end)
    if line.text(end) == "-" and line.kind(end + 1) is TokenKind.CLOCK:
        return Aside(index, end + 2)
    before = line.label_before(index)
    if before in line.words.clock_before or before in line.words.times or before in line.words.or_words:
        return Aside(index, end)
    if len(parts) == 3:
        minutes = parts[0] * 60 + parts[1] + parts[2] / 60
        return duration_or_aside(index, end, (minutes,), strength_of(line, index, end))
    unit = line.text(end)
    if unit in line.words.hour_units:
        return _hours_by_clock(line, index, parts)
    if unit in line.words.minute_units:
        return duration_or_aside(index, end + 1, (parts[0] + parts[1] / 60,), strength_of(line, index, end + 1))
    return Clock(index, end, parts[0], parts[1], cued=before in line.words.duration_before)


def _hours_by_clock(line: Line, index: int, parts: list[int]) -> Fact:
    """ "1:30 h" is a duration; "18:30h" is how some write the time of day."""
    if parts[0] > 9:
        return Aside(index, index + 2)
    return duration_or_aside(index, index + 2, (parts[0] * 60 + parts[1],), strength_of(line, index, index + 2))


def is_pace(line: Line, end: int) -> bool:
    """Whether "/km", "per mile", "min/km", "min miles", "pace" follow."""
    if line.text(end) in line.words.minute_units:
        end += 1
    if line.text(end) in line.words.per_words:
        after = end + 1
        if line.kind(after) is TokenKind.NUMBER:
            after += 1
        return line.text(after) in line.words.kilometres
    if line.text(end) in line.words.kilometres:
        return True
    labels = line.kind(line.skip(end + 1, line.words.link_words)) in {TokenKind.NUMBER, TokenKind.CLOCK}
    return line.text(end) in line.words.pace_words and not labels  # "60 min, pace 5:10" labels what follows
