"""Asking a language model: the question, its answer, and what can go wrong. No library is known here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from backend.coach.model.answers import Answer

AnswerT = TypeVar("AnswerT", bound=Answer)


class Trouble(StrEnum):
    """Why there is no answer."""

    TIMEOUT = "timeout"
    NETWORK = "network"
    BUSY = "busy"
    """429: too much asked at once, or nothing left on the account."""
    SERVER = "server"
    """5xx."""
    REFUSED = "refused"
    """4xx: key, model name or request are not accepted."""
    RESTING = "resting"
    """The breaker is open."""
    DECLINED = "declined"
    """The model would not answer."""
    CUT_OFF = "cut_off"
    """The answer ended too early: too long, or the stream broke."""
    MALFORMED = "malformed"
    """It is not what the schema asks for."""


AWAY = frozenset({Trouble.TIMEOUT, Trouble.NETWORK, Trouble.BUSY, Trouble.SERVER, Trouble.REFUSED})
"""The service's troubles, which open the breaker; the others are a single answer's."""


class NoAnswer(Exception):
    """There is no usable answer. ``trouble`` says why; nothing of the question or answer is in it."""

    def __init__(self, trouble: Trouble, usage: "Usage | None" = None) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.usage = usage
        """What it took all the same, where the service said so."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, as the service counted them."""

    tokens_in: int
    tokens_out: int


@dataclass(frozen=True, slots=True)
class Question(Generic[AnswerT]):
    """One request. ``input`` is data, ``instructions`` are ours; ``asker`` a pseudonym."""

    instructions: str
    input: str
    answer: type[AnswerT]
    model: str
    asker: str
    max_output_tokens: int
    timeout_seconds: float
    temperature: float | None = None
    effort: str | None = None


@dataclass(frozen=True, slots=True)
class Reply(Generic[AnswerT]):
    """An answer that fits the schema. ``usage`` None: the service did not say."""

    answer: AnswerT
    usage: Usage | None


class LanguageModel(Protocol):
    """Something that answers questions."""

    def ask(
        self, question: Question[AnswerT], deadline: float, watch: Callable[[str], bool] | None = None
    ) -> Reply[AnswerT]:
        """The answer, before ``deadline`` (``time.monotonic``), with as many tries as fit.

        ``watch`` is told the answer's JSON as far as it has come, now and then; when it says False, the rest is not
        waited for, and NoAnswer (CUT_OFF) is raised. A new try begins anew. Raises NoAnswer.
        """
