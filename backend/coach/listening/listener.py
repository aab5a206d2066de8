"""Asking a model to write down what was said, within the budget and in time."""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from backend.coach.model.asking import AWAY, NoAnswer, Trouble
from backend.coach.model.breaker import Breaker
from backend.coach.model.budget import Budget, OverLimit
from backend.coach.ports import Cost, Counts
from backend.errors import NoConsent, Unavailable

_log = logging.getLogger(__name__)
MODEL = "gpt-4o-mini-transcribe"
"""https://platform.openai.com/docs/guides/speech-to-text."""
SECONDS = 8.0
"""Until there are words; the bot waits ten for the API."""
_MICRO_USD_A_SECOND = 100
"""0.006 US dollars a minute: what OpenAI's dearest transcription costs, as its pricing page said in November 2026."""
_TOKENS_A_SECOND = 10


@dataclass(frozen=True, slots=True)
class Recording:
    """What was said: ``mime`` such as audio/ogg, ``seconds`` as the recorder says."""

    audio: bytes = field(repr=False)
    mime: str
    seconds: int


class Transcriber(Protocol):
    """Something that writes down what it hears."""

    def transcribe(self, recording: Recording, model: str, deadline: float) -> str:
        """The words, in the language they were said in, before ``deadline`` (monotonic). Raises NoAnswer."""


class ModelListener:
    """Hears voice notes. Thread-safe. ``transcriber`` is called for when it is first needed."""

    def __init__(
        self,
        transcriber: Callable[[], Transcriber],
        budget: Budget,
        counts: Counts,
        breaker: Breaker,
        *,
        model: str = "",
        seconds: float = SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``model`` empty: OpenAI's. ``breaker``: of its own, as a server may write well and hear nothing."""
        self._transcriber = transcriber
        self._budget = budget
        self._counts = counts
        self._breaker = breaker
        self._model = model or MODEL
        self._seconds = seconds
        self._monotonic = monotonic

    def __call__(self, audio: bytes, mime: str, seconds: int, athlete_id: UUID) -> str | None:
        """The words; "" where there are none, or not in time; None: nothing more may be spent now. Raises NoConsent."""
        recording, seconds = Recording(audio, mime, seconds), max(1, seconds)
        cost = Cost(_TOKENS_A_SECOND * seconds, math.ceil(_MICRO_USD_A_SECOND * seconds))
        words: str | None = ""
        try:
            if not self._breaker.lets_through():
                raise NoAnswer(Trouble.RESTING)
            words = self._budget.pay(athlete_id, cost, lambda: self._once(recording))
            outcome = "heard" if words else "nothing"
        except NoAnswer as error:
            outcome = error.trouble.value
        except OverLimit as error:
            outcome, words = error.limit.value, None
        except NoConsent:
            raise
        except Unavailable as error:
            outcome = error.code
        except Exception as error:  # what its message quotes is the athlete's
            _log.error("coach_bug", extra={"values": {"error": type(error).__name__}})
            outcome = "bug"
        self._counts.count("CoachListened", outcome=outcome)
        return words

    def _once(self, recording: Recording) -> str:
        away = True
        try:
            words = self._transcriber().transcribe(recording, self._model, self._monotonic() + self._seconds)
            away = False
            return " ".join(words.split())
        except NoAnswer as error:
            away = error.trouble in AWAY
            raise
        finally:
            self._breaker.report(answered=not away)
