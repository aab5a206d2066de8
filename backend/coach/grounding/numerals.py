"""Numerals written in words: "twenty-five", "fünfundzwanzig", "veinticinco", "quatre-vingt-dix"."""

import re
from collections.abc import Iterator

from backend.coach.grounding.lexicon import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[ -]")
_HUNDRED, _THOUSAND = 100, 1000


def numerals_in(line: str, words: Vocabulary) -> Iterator[tuple[int, int, float]]:
    """(start, end, value) of each numeral from two on. "One" is left out: it is an article in most languages."""
    tokens = [(found.start(), found.end(), found.group().lower()) for found in _WORD.finditer(line)]
    index = 0
    while index < len(tokens):
        count, value = _numeral(line, tokens[index:], words)
        if count:
            yield tokens[index][0], tokens[index + count - 1][1], value
        index += max(1, count)


def _numeral(line: str, tokens: list[tuple[int, int, str]], words: Vocabulary) -> tuple[int, float]:
    """How many tokens from the first on are one numeral, and its value; (0, 0) where the first is none."""
    sum_ = _Sum()
    used = 0
    for position, (start, _, token) in enumerate(tokens):
        if position and not _JOINED.fullmatch(line, tokens[position - 1][1], start):
            break
        if position and used == position and token in words.joins:
            continue  # it counts once a numeral follows
        if position - used > 1:
            break
        is_one = used > 0 and token in words.one
        parts = [token] if is_one or _is_numeral(token, words) else _parts(token, words)
        if not parts or not sum_.takes(parts, words):
            break
        used = position + 1
    return used, sum_.value


def _is_numeral(token: str, words: Vocabulary) -> bool:
    return token in words.numerals or token in words.hundred or token in words.thousand


def _parts(token: str, words: Vocabulary) -> list[str]:
    """A compound's parts, the German ``und`` with its order turned round; none where the token is no numeral."""
    if not words.compounds or not re.fullmatch(rf"(?:{words.compounds})+", token):
        return []
    parts = list(re.findall(words.compounds, token))
    turned: list[str] = []
    for part in parts:
        if turned and turned[-1] == "und":
            # dreiundzwanzig: the unit before, the tens after
            unit = turned[-2]
            turned[-2:] = [part, unit]
        else:
            turned.append(part)
    return [part for part in turned if part != "und"]


class _Sum:
    """Adds numeral words up as they are spoken."""

    def __init__(self) -> None:
        self._whole = 0.0
        self._current = 0.0
        self._last = float("inf")
        self._any = False

    @property
    def value(self) -> float:
        """What it comes to so far."""
        return self._whole + self._current

    def takes(self, parts: list[str], words: Vocabulary) -> bool:
        """Add these words; False, and nothing is changed, where they begin another numeral."""
        before = self._whole, self._current, self._last, self._any
        for part in parts:
            if not self._take(part, words):
                self._whole, self._current, self._last, self._any = before
                return False
        return True

    def _take(self, part: str, words: Vocabulary) -> bool:
        if part in words.thousand:
            self._whole += max(1.0, self._current) * _THOUSAND
            self._current, self._last = 0.0, float(_THOUSAND)
        elif part in words.hundred:
            if self._current >= _HUNDRED:
                return False
            self._current = max(1.0, self._current) * _HUNDRED
            self._last = float(_HUNDRED)
        else:
            value = float(words.numerals.get(part, 1 if part == "ein" or part in words.one else -1))
            if value < 0:
                return False
            # quatre-vingts; no other twenty comes after a unit
            if part in ("vingt", "vingts") and self._current % _HUNDRED == 4:
                self._current += 76
                self._last = 20.0
            elif (
                (self._any and value >= self._last)
                or (
                    self._any
                    and value >= 10
                    and self._last < _HUNDRED
                    and not (self._last in (20.0, 60.0) and value < 20)
                )
                or (self._any and self._last < 20 and not (self._last == 10 and value in (7, 8, 9)))
            ):
                return False
            else:
                self._current += value
                self._last = value
        self._any = True
        return True
