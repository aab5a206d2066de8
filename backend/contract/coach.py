"""What travels about the coach: questions and their answers, what it remembers, votes and the tone.

Nothing of it is a number of ours: an answer's ``lines`` say how each number in it comes about, and where it is from.
"""

import datetime as dt
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from backend.contract.model import Model
from backend.tone import Tone

MAX_QUESTION_CHARACTERS = 500
MAX_MEMORY_CHARACTERS = 120
MAX_MEMORIES = 10


def _one_line(text: str) -> str:
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if not plain:
        raise ValueError("there are no words in it")
    return plain


QuestionText = Annotated[str, Field(max_length=MAX_QUESTION_CHARACTERS), AfterValidator(_one_line)]
MemoryText = Annotated[str, Field(max_length=MAX_MEMORY_CHARACTERS), AfterValidator(_one_line)]
"""One line of the athlete's own words."""
MemoryKind = Literal["goal", "race", "injury", "preference", "other"]
"""What something that is remembered is about."""


class AskQuestion(Model):
    """A question to the coach in the athlete's words, or a wish.

    ``entry_id``: to hear that entry's comment said differently. ``review``: to hear the coach's own words about the
    seven days to that local day. ``id`` is made where it began: the same command twice is one question.
    """

    id: UUID
    text: QuestionText | None = None
    entry_id: UUID | None = None
    review: dt.date | None = None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if [self.text, self.entry_id, self.review].count(None) != 2:
            raise ValueError("a question has words, the entry whose comment is to be said differently, or a week")
        return self


class Proposal(Model):
    """Something that the coach could remember; it does only when the athlete says so."""

    kind: MemoryKind
    text: MemoryText
    date: dt.date | None = None
    """The day of a race."""


class Asked(Model):
    """A question and, once there is one, its answer: plain text in the athlete's language.

    Of a ``review`` the answer can be empty: nothing is to be said beyond what the review says itself.
    ``lines``: each number in the answer, with its formula and source. ``proposal``: what could be remembered of it.
    """

    id: UUID
    text: str
    entry_id: UUID | None
    review: dt.date | None = None
    asked_at: AwareDatetime
    answer: str | None = None
    lines: list[str] = Field(default_factory=list)
    proposal: Proposal | None = None


class Remember(Model):
    """Have something remembered. The same ``id`` again changes nothing. ``kind`` None: both are read from the words."""

    id: UUID
    text: MemoryText
    kind: MemoryKind | None = None
    date: dt.date | None = None


class Remembered(Proposal):
    """Something that the coach remembers, in the athlete's words."""

    id: UUID
    added_at: AwareDatetime


class Memory(Model):
    """All that the coach remembers of an athlete, oldest first, and how much more there is room for."""

    items: list[Remembered]
    room: int


class Voice(Model):
    """How the coach speaks to this athlete.

    ``by_model``: whether a model writes, and hears voice notes; without one all is by rules. Nobody can choose it.
    """

    tone: Tone = Tone.PLAIN
    by_model: bool = False


class CastVote(Model):
    """Whether a comment (``entry_id``) or an answer (``question_id``) was of use. A later vote replaces the earlier."""

    entry_id: UUID | None = None
    question_id: UUID | None = None
    good: bool

    @model_validator(mode="after")
    def _is_about_one_thing(self) -> Self:
        if (self.entry_id is None) == (self.question_id is None):
            raise ValueError("a vote is about a comment or an answer")
        return self


class CoachExport(Model):
    """All that is stored of an athlete and their coach."""

    tone: Tone
    memory: list[Remembered]
    questions: list[Asked]
    votes: list[CastVote]
