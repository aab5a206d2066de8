"""The rest of a message in the athlete's own words, without what became a field."""

import re
from collections.abc import Collection, Iterable

from backend.training.grammar.facts import Fact
from backend.training.grammar.line import Line
from backend.training.grammar.tokens import Token, TokenKind
from backend.training.grammar.vocabulary import Words

_CLOSING = re.compile(r"[^\S\n]*[!?…]+")


def note_of(text: str, line: Line, taken: Iterable[Fact], note_from: int | None) -> str:
    """What is left of ``text`` when the ``taken`` facts are cut from the ends of its clauses.

    A clause keeps its middle whole, so that a sentence around a quantity stays one. Spelling is kept. What
    follows a note's label (from token ``note_from`` on) is kept to the letter.
    """
    last = len(line.tokens) if note_from is None else note_from
    covered = {index for fact in taken for index in range(fact.start, fact.end)}
    if note_from is not None:
        covered |= {note_from - 2, note_from - 1}
    pieces = [piece for clause in _clauses(line.tokens[:last]) if (piece := _trim(clause, line, covered))]
    own = _joined(text, line, pieces)
    if note_from is None:
        return own
    labelled = text[line.tokens[note_from - 1].end :].strip()
    return f"{own}\n{labelled}".strip()


def _clauses(tokens: tuple[Token, ...]) -> list[range]:
    """The places of each clause's tokens, the pause that ends it included."""
    clauses: list[range] = []
    start = 0
    for index, token in enumerate(tokens):
        if index + 1 == len(tokens) or tokens[index + 1].clause != token.clause:
            clauses.append(range(start, index + 1))
            start = index + 1
    return clauses


def _trim(clause: range, line: Line, covered: Collection[int]) -> range | None:
    """The part of a clause that says something more; None when nothing does."""
    fillers = line.words.fillers
    places = [index for index in clause if line.kind(index) is not TokenKind.PAUSE]
    if all(index in covered or line.text(index) in fillers for index in places):
        return None
    first = _first_more(places, line, covered, fillers)
    last = _first_more(places[::-1], line, covered, fillers)
    rest = range(first, last + 1)
    return None if all(_is_mark(line, index) for index in rest) else rest


def _is_mark(line: Line, index: int) -> bool:
    """Whether the token is bare punctuation; an emoji is not."""
    return (
        line.kind(index) in {TokenKind.SIGN, TokenKind.PAUSE}
        and len(line.text(index)) == 1
        and line.text(index).isascii()
    )


def _first_more(places: list[int], line: Line, covered: Collection[int], fillers: Words) -> int:
    """The first place behind a beginning of taken facts and the fillers between and beside them."""
    cut = 0
    for count, index in enumerate(places, start=1):
        if index in covered:
            cut = count
        elif line.text(index) not in fillers:
            break
    if not cut:
        return places[0]
    backwards = len(places) > 1 and places[0] > places[1]
    beside = fillers if backwards else line.words.join_words | line.words.partitive | {":", "-", "~", "="}
    while line.text(places[cut]) in beside and not (not backwards and _leads(line, places[cut])):
        cut += 1
    return places[cut]


def _leads(line: Line, index: int) -> bool:
    """Whether a sign belongs to what follows it: "+500m"."""
    return line.kind(index) is TokenKind.SIGN and line.glued(index + 1) and not line.glued(index)


def _joined(text: str, line: Line, pieces: list[range]) -> str:
    """The pieces as typed, with what stood between them where nothing was cut there."""
    note = ""
    before: range | None = None
    for piece in pieces:
        start, end = line.tokens[piece[0]].start, line.tokens[piece[-1]].end
        if before is not None:
            gap = range(before[-1] + 1, piece[0])
            whole = all(line.kind(index) is TokenKind.PAUSE for index in gap)
            between = text[line.tokens[before[-1]].end : start]
            note += between if whole else "\n" if "\n" in between else ", "
        note += text[start:end]
        before = piece
    if before is not None:
        note += _closing(text[line.tokens[before[-1]].end :])
    return note + ")" * (note.count("(") - note.count(")"))


def _closing(rest: str) -> str:
    """The mark that ends the last piece, where it means something: "!", "?", "…"; the French put a space before it."""
    closing = _CLOSING.match(rest)
    return closing.group() if closing else ""
