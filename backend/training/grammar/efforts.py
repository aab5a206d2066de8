"""Session RPE: a number on CR10 that is the whole session's effort, and nothing that only looks like it."""

from backend.training.grammar.facts import Aside, Effort, EffortWord, Fact
from backend.training.grammar.line import Line
from backend.training.grammar.tokens import TokenKind

_MOST_LINKS = 5


def effort_at(line: Line, index: int) -> Fact | None:
    """An effort that begins at ``index``: labelled, followed by its label, or out of ten."""
    return _labelled(line, index) or _label_follows(line, index) or _out_of_ten(line, index)


def effort_word_at(line: Line, index: int) -> Fact | None:
    """ "easy", "very hard": an effort in words, never turned into a number."""
    found = line.phrase(index, line.words.effort_words)
    return EffortWord(index, found[1]) if found else None


def _labelled(line: Line, index: int) -> Fact | None:
    """ "rpe 7", "RPE: 7/10", "effort was about 6", "borg 13"."""
    words = line.words
    borg = line.text(index) in words.borg_words
    if not borg and line.text(index) not in words.effort_labels:
        return None
    start = index + 1
    cr10 = line.text(index) in words.cr10_words
    for _ in range(_MOST_LINKS):
        label = line.text(start)
        cr10 = cr10 or label in words.cr10_words
        borg = borg or label in words.borg_words
        linked = label in words.link_words | words.effort_labels | words.borg_words | words.cr10_words
        if not linked or (label == "-" and line.is_negative(start + 1)):
            break
        start += 1
        if label in words.cr10_words and line.text(start) == "10" and line.glued(start):
            start += 1
    sign = -1 if line.text(start) == "-" and line.is_negative(start + 1) else 1
    value = _values(line, start + (sign < 0))
    if value is None:
        return None
    values, scale, end = value
    if line.glued(end) and line.kind(end) is TokenKind.WORD and len(line.text(end)) == 1:
        return None  # "difficulty 6b" is a climb's
    if sign < 0:
        values = tuple(-each for each in values)
    if _only_part(line, index):
        return Aside(index, end)
    return Effort(index, end, values, cr10=scale == 10 and (cr10 or not borg))


def _label_follows(line: Line, index: int) -> Fact | None:
    """ "7 rpe", "5/10 effort", "13 on the borg scale"."""
    value = _values(line, index, unit_may_follow=True)
    if value is None:
        return None
    values, scale, end = value
    label = line.skip(end, line.words.label_links)
    borg = line.text(label) in line.words.borg_words
    if not borg and line.text(label) not in line.words.effort_labels:
        return None
    after = line.skip(label + 1, frozenset({":", "="}), 1)
    linked = label > end and not borg
    if _values(line, after) is not None or (linked and not _of_label(line, end, label)):
        return None
    if line.is_negative(index):
        values, index = tuple(-each for each in values), index - 1
    return Effort(index, label + 1, values, cr10=scale == 10 and not borg)


def _of_label(line: Line, of: int, label: int) -> bool:
    """Whether a linked label names the number, as in "7 de esfuerzo", and is not itself told more of."""
    named = label == of + 1 and line.text(of) in line.words.of_words
    return named and (line.kind(label + 1) is not TokenKind.WORD or line.text(label + 1) in line.words.and_words)


def _out_of_ten(line: Line, index: int) -> Fact | None:
    """A bare "7/10", unless something else than the session was rated or it is a day."""
    value = line.number(index)
    if value is None:
        return None
    second = line.range_end(value[1])
    last = second or value
    denominator = _out_of(line, last[1])
    if denominator is None or denominator[0] != 10 or last[0] > 11:
        return None
    end = denominator[1]
    before = line.before(index)
    if before and before[0] in line.words.on_words and line.text(value[1]) == "/":
        return None
    if line.text(end) in line.words.other_units or line.text(end) == "/":
        return None
    after = line.skip(end, line.words.rated_links, 2)
    if line.text(after) in line.words.other_ratings or _other_rated(line, index) or _counted(line, last[1], end):
        return Aside(index, end)
    return Effort(index, end, (value[0], second[0]) if second else (value[0],), cr10=True)


def _counted(line: Line, of: int, end: int) -> bool:
    """Whether words, not a stroke, join the two numbers, and things that are counted follow: "8 out of 10 shots"."""
    words = line.words
    if line.text(of) == "/" or line.kind(end) is not TokenKind.WORD:
        return False
    goes_on = words.fillers | words.before_rating | words.join_words | words.and_words | words.effort_labels
    return line.text(end) not in goes_on and not line.names_sport(line.text(end))


def _other_rated(line: Line, index: int) -> bool:
    """Whether the words before name something else that is rated: "sleep 7/10", "knee: 3/10"."""
    words = line.words
    for text in line.before(index):
        if text in words.other_ratings:
            return True
        if text in words.before_rating or not text.isalpha():
            continue
        known = text in words.minute_units | words.hour_units | words.session_words | words.metre_or_minute
        return not (known or text in words.kilometres or line.names_sport(text))
    clause = line.clause(index)
    if clause == 0 or line.before(index):
        return False
    first = index - 1
    while first >= 0 and index - first < 8 and line.clause(first) >= clause - 1:
        if line.text(first) in words.other_ratings:
            return True
        first -= 1
    return False


def _values(line: Line, index: int, unit_may_follow: bool = False) -> tuple[tuple[float, ...], int, int] | None:
    """One or two efforts at ``index``, the scale they are said on, and where they end."""
    found = line.number(index)
    if found is None:
        return None
    value, end = found
    half = line.phrase(end, line.words.fractions_after)
    if half and line.text(half[1]) not in line.words.hour_units:
        value, end = value + half[0], half[1]
    of = line.text(end) in line.words.of_words and not unit_may_follow
    over = line.number(end + 1) if of else _out_of(line, end)
    if over:
        scale, over_end = over
        if scale in {5, 10, 20, 100}:
            return (value,), int(scale), over_end
        return (value, scale), 10, over_end
    if line.text(end) == "%":
        return (value,), 100, end + 1
    second = line.range_end(end)
    if second and second[0] <= 10 and line.text(second[1]) not in line.words.other_units:
        ten = _out_of(line, second[1])
        return (value, second[0]), 10, ten[1] if ten else second[1]
    if not unit_may_follow and line.text(end) in line.words.other_units:
        return None
    return (value,), 10, end


def _out_of(line: Line, index: int) -> tuple[float, int] | None:
    """What follows "/" or "out of", and where it ends."""
    phrase = line.phrase(index, line.words.out_of)
    if phrase is None:
        return None
    found = line.number(phrase[1])
    if found is None or (line.kind(phrase[1]) is TokenKind.NUMBER and line.text(found[1]) in line.words.kilometres):
        return None
    return found


def _only_part(line: Line, index: int) -> bool:
    """Whether the effort belongs to a set or to the hardest moment: "3x5 @ rpe 8", "max rpe 9"."""
    before = line.before(index, 6)
    of_minutes = bool(before) and before[0] in line.words.minute_units
    if set(before[of_minutes : of_minutes + 1]) & line.words.partial_effort:
        return True  # "max rpe 9", "les 10 dernières min rpe 9"
    timed = any(text in line.words.minute_units | line.words.hour_units for text in before)
    return "@" in before[:2] and not timed and any(text in line.words.times for text in before)


def rating_at(line: Line, index: int) -> Effort | None:
    """A number that needs no label, because the effort was asked for: "7", "7-8", "15/20", "-1"."""
    negative = line.text(index) == "-" and line.is_negative(index + 1)
    value = _values(line, index + negative)
    if value is None:
        return None
    values, scale, end = value
    return Effort(index, end, tuple(-each for each in values) if negative else values, cr10=scale == 10)
