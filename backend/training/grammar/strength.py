"""What the words around a duration say of it: the session's, a part of it, or no training at all."""

from backend.training.grammar.facts import Aside, Duration, Fact, Strength
from backend.training.grammar.line import Line
from backend.training.grammar.tokens import TokenKind


def duration_or_aside(start: int, end: int, minutes: tuple[float, ...], strength: Strength | None) -> Fact:
    """A duration, or an aside where ``strength`` is None: no training at all."""
    return Aside(start, end) if strength is None else Duration(start, end, minutes, strength)


def strength_of(line: Line, start: int, end: int) -> Strength | None:
    """How sure the duration is the session's; None when it is no training at all."""
    words = line.words
    doing = next((text for text in line.before(start) if text not in words.fillers), "")
    if doing in words.not_training_before or line.phrase(end, words.not_training_after):
        return None
    sport = line.sport(end)
    after = sport[1] if sport else end
    if line.label_before(start) in words.total_words or line.text(after) in words.total_words:
        return Strength.TOTAL
    if line.phrase(after, words.total_after):
        return Strength.TOTAL
    if _each_hour(line, start):
        return None
    if line.label_before(start) in words.each_time_before and not _ends_a_day(line, start):
        return Strength.PART
    for phrases, strength in ((words.section_after, Strength.SECTION), (words.part_after, Strength.PART)):
        part = line.phrase(end, phrases)
        if part and not (line.sport(part[1]) or sport):
            return strength
    ends = line.kind(end + 1) in {None, TokenKind.PAUSE}
    if line.text(end) in words.moment_after and ends:
        return Strength.PART
    return Strength.PLAIN


def _ends_a_day(line: Line, start: int) -> bool:
    """Whether the word before tells which day it was: "mardi dernier 60 min"."""
    nearest = [text for text in line.before(start) if text not in line.words.vague_words][:2]
    of_a_day = line.words.weekdays.keys() | line.words.ago_units.keys()
    return len(nearest) == 2 and bool(line.words.last_after.starting_with(nearest[0])) and nearest[1] in of_a_day


def _each_hour(line: Line, start: int) -> bool:
    """ "60 km an hour", "90 g carbs an hour": a rate."""
    if line.text(start) not in line.words.articles:
        return False
    before = line.before(start, 3)
    if before and (before[0] in line.words.other_units or before[0] in line.words.other_ratings):
        return True
    return len(before) == 3 and before[1] in line.words.other_units and before[2].replace(".", "").isdigit()
