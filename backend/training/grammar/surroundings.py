"""Sports, rest days, feelings, plans, labels of other things: what is found by its words."""

from backend.training.grammar.facts import (
    Aside,
    Fact,
    Level,
    NoteLabel,
    Planned,
    Rest,
    SessionWord,
    SportWord,
)
from backend.training.grammar.line import Line
from backend.training.grammar.tokens import TokenKind
from backend.training.session import Sport

_CANONICAL_SPORTS = {sport.value: sport for sport in Sport}


def note_label_at(line: Line, index: int) -> Fact | None:
    """ "note:": all that follows is the athlete's own words."""
    if line.text(index) in line.words.note_labels and line.text(index + 1) == ":":
        return NoteLabel(index, index + 2)
    return None


def aside_at(line: Line, index: int) -> Fact | None:
    """Phrases that would be misread ("in a row"), and numbers with another label ("avg hr 150")."""
    phrase = line.phrase(index, line.words.not_sports) or line.phrase(index, line.words.not_planned)
    if phrase:
        return Aside(index, phrase[1])
    label = line.phrase(index, line.words.other_labels)
    if label is None:
        return None
    start = line.skip(label[1], line.words.link_words - {"-"})
    found = line.number(start)
    if found is None or line.text(index - 1) in line.words.numbers or line.kind(index - 1) is TokenKind.NUMBER:
        return None
    second = line.range_end(found[1])
    end = second[1] if second else found[1]
    timed = line.words.minute_units | line.words.hour_units | line.words.times | line.words.metre_or_minute | {"'"}
    if line.kind(start) is not TokenKind.NUMBER or line.text(end) in timed | line.words.effort_labels:
        return None
    return None if line.is_rated(end) else Aside(index, end)


def sport_at(line: Line, index: int) -> Fact | None:
    """A sport's name, or "sport: row"; nothing where it is said that it did not happen."""
    if line.text(index) in line.words.sport_label and line.text(index + 1) == ":":
        sport = _CANONICAL_SPORTS.get(line.text(index + 2))
        if sport:
            return SportWord(index, index + 3, sport)
    found = line.sport(index)
    if found is None:
        return None
    name, end = found
    return SportWord(index, end, name.sport, name.kept, name.weak, name.km)


def session_word_at(line: Line, index: int) -> Fact | None:
    """ "session", "workout"."""
    if line.text(index) in line.words.session_words:
        return SessionWord(index, index + 1)
    return SessionWord(index, index + 1, kept=True) if line.is_session_compound(index) else None


def rest_at(line: Line, index: int) -> Fact | None:
    """A day off, in a phrase or in one word."""
    found = line.phrase(index, line.words.rest_phrases)
    if found:
        return Rest(index, found[1], bare=False)
    return Rest(index, index + 1, bare=True) if line.text(index) in line.words.bare_rest else None


def planned_at(line: Line, index: int) -> Fact | None:
    """ "will", "going to", "planned": still to come."""
    found = line.phrase(index, line.words.planned)
    return Planned(index, found[1], anywhere=found[0]) if found else None


def level_at(line: Line, index: int) -> Fact | None:
    """ "fresh 4/5", "mood: 3", "4/5 ready", and a few phrases that are an end of our own scale."""
    return _labelled_level(line, index) or _level_first(line, index) or _felt(line, index)


def _labelled_level(line: Line, index: int) -> Fact | None:
    feeling = line.words.feelings.get(line.text(index))
    if feeling is None:
        return None
    start = line.skip(index + 1, line.words.link_words - {"-"}, 2)
    return _level(line, index, start, feeling)


def _level(line: Line, index: int, start: int, feeling: str) -> Fact | None:
    negative = line.text(start) == "-" and line.is_negative(start + 1)
    found = line.number(start + negative)
    if found is None or line.kind(start + negative) is not TokenKind.NUMBER:
        return None
    value, end = found
    if line.text(end) == "/" and line.number(end + 1):
        scale, end = line.number(end + 1) or (0.0, end)
        if scale != 5:
            return Aside(index, end)  # on another scale: it stays in the note
    elif line.text(end) in line.words.other_units or line.range_end(end):
        return None
    return Level(index, end, feeling, -value if negative else value)


def _level_first(line: Line, index: int) -> Fact | None:
    if line.kind(index) is not TokenKind.NUMBER or line.text(index + 1) != "/" or line.text(index + 2) != "5":
        return None
    label = line.skip(index + 3, line.words.rated_links, 1)
    feeling = line.words.feelings.get(line.text(label))
    return Level(index, label + 1, feeling, line.tokens[index].value) if feeling else None


def _felt(line: Line, index: int) -> Fact | None:
    found = line.phrase(index, line.words.feeling_phrases)
    if found is None:
        return None
    (feeling, value), end = found
    ends = (
        line.starts_clause(end) or line.kind(end) in {None, TokenKind.PAUSE} or line.text(end) in line.words.and_words
    )
    before = line.before(index, 3)
    denied = set(before) & (line.words.negations | line.words.not_felt_before)
    one_word = end == index + 1  # "fresh" alone speaks of the athlete only when it is all the clause says
    alone = not before or before[0] in line.words.minute_units
    if not ends or denied or (one_word and not alone):
        return None
    return Level(index, end, feeling, value)
