"""The tokens of a message beside a language's words, and the small questions that every rule asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from backend.training.grammar.tokens import FRACTIONS, Token, TokenKind
from backend.training.grammar.vocabulary import Meaning, Phrases, SportName, Vocabulary, Words

_LOOK_BACK = 4
_PREFIX = 2
"""Letters that a compound has at least before its ending; no German noun that goes before another is shorter."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message's tokens. Every question may be asked of any index; beyond the ends there is nothing."""

    tokens: tuple[Token, ...]
    words: Vocabulary

    def text(self, index: int) -> str:
        """The plain text at ``index``, "" beyond the ends."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> TokenKind | None:
        """The kind at ``index``, None beyond the ends."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None

    def glued(self, index: int) -> bool:
        """Whether the token follows the one before without a space."""
        return 0 <= index < len(self.tokens) and self.tokens[index].glued

    def clause(self, index: int) -> int:
        """The clause of the token at ``index``, -1 beyond the ends."""
        return self.tokens[index].clause if 0 <= index < len(self.tokens) else -1

    def said(self, start: int, end: int) -> str:
        """The tokens from ``start`` up to ``end`` in lower case, with the spaces between them."""
        pieces = [("" if token.glued else " ") + token.typed for token in self.tokens[start:end]]
        return "".join(pieces).strip()

    def starts_clause(self, index: int) -> bool:
        """Whether a clause begins here."""
        return index == 0 or self.clause(index - 1) != self.clause(index)

    def before(self, index: int, count: int = _LOOK_BACK) -> list[str]:
        """Up to ``count`` texts before ``index`` in the same clause, the nearest first."""
        first = max(0, index - count)
        clause = self.clause(min(index, len(self.tokens) - 1))
        return [token.text for token in reversed(self.tokens[first:index]) if token.clause == clause]

    def label_before(self, index: int) -> str:
        """The nearest text before ``index`` in its clause that is more than an article or "about"."""
        return next((text for text in self.before(index) if text not in self.words.vague_words), "")

    def phrase(self, index: int, phrases: Phrases[Meaning]) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at ``index``, and where it ends."""
        if not 0 <= index < len(self.tokens):
            return None
        for rest, meaning in phrases.starting_with(self.tokens[index].text):
            end = self._match(index + 1, rest)
            if end is not None:
                return meaning, end
        return None

    def _match(self, index: int, rest: tuple[str, ...]) -> int | None:
        for word in rest:
            if self.text(index) == "-" and self.glued(index) and word != "-":
                index += 1
            if self.text(index) != word:
                return None
            index += 1
        return index

    def sport(self, index: int) -> tuple[SportName, int] | None:
        """The sport named at ``index``, as a phrase or as a compound ("Dauerlauf"), and where the name ends."""
        found = self.phrase(index, self.words.sports)
        if found or not self.words.sport_endings or self.kind(index) is not TokenKind.WORD:
            return found
        ending = self._ending(self.text(index), self.words.sport_endings)
        return (self.words.sport_endings[ending], index + 1) if ending else None

    def names_sport(self, text: str) -> bool:
        """Whether a single word is a sport's name or begins one."""
        return bool(self.words.sports.starting_with(text) or self._ending(text, self.words.sport_endings))

    def is_session_compound(self, index: int) -> bool:
        """Whether the word says that it was a session, and more: "Techniktraining"."""
        return bool(self._ending(self.text(index), self.words.session_endings))

    def _ending(self, text: str, endings: Iterable[str]) -> str:
        """The longest of ``endings`` that a word has, with more of the word before it."""
        if text in self.words.no_compounds:
            return ""
        fitting = [ending for ending in endings if text.endswith(ending) and len(text) - len(ending) >= _PREFIX]
        return max(fitting, key=len, default="")

    def skip(self, index: int, words: Words, most: int = 4) -> int:
        """The first index from ``index`` on, at most ``most`` further, whose text is not in ``words``."""
        end = index
        while end < index + most and self.text(end) in words:
            end += 1
        return end

    def number(self, index: int) -> tuple[float, int] | None:
        """A number in digits or words ("forty-five") at ``index``, and where it ends."""
        if not 0 <= index < len(self.tokens):
            return None
        token = self.tokens[index]
        if token.kind is TokenKind.NUMBER:
            value = token.value
            if self.text(index + 1) in FRACTIONS and self.text(index).isdecimal():
                return value + FRACTIONS[self.text(index + 1)], index + 2  # "1 ½"
            return value, index + 1
        spoken = self.words.numbers.get(token.text)
        if spoken is None:
            return None
        if several := self.phrase(index, self.words.number_phrases):
            return several
        value = float(spoken)
        unit = index + 1 + (self.text(index + 1) == "-" and self.glued(index + 1))
        ones = self.words.numbers.get(self.text(unit), 0)
        if value >= 20 and value % 10 == 0 and 0 < ones < 10:
            return value + ones, unit + 1
        return value, index + 1

    def is_rated(self, index: int) -> bool:
        """Whether the number that ends before ``index`` is one of so many: "/10", "sobre 10"."""
        phrase = self.phrase(index, self.words.out_of)
        return phrase is not None and self.number(phrase[1]) is not None

    def is_negative(self, index: int) -> bool:
        """Whether the number at ``index`` carries a minus of its own: "-5", but not "40-45" or "rpe-7"."""
        if self.text(index - 1) != "-" or not self.glued(index):
            return False
        return index == 1 or not self.glued(index - 1)

    def range_end(self, index: int) -> tuple[float, int] | None:
        """The second number of a range whose first one ends before ``index``: "-45", "to 45", "or 8"."""
        dash = self.text(index) == "-" or self.text(index) in self.words.or_words
        return self.number(index + 1) if dash else None
