"""Asking a model what a message says, in time or not at all: the grammar's answer is there already."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from uuid import UUID

from backend.coach.grounding.lexicon import LANGUAGES
from backend.coach.model.answers import ReadingAnswer
from backend.coach.model.asker import Asker
from backend.coach.model.asking import NoAnswer, Question
from backend.coach.model.budget import OverLimit
from backend.coach.model.request import pseudonym, reading_input
from backend.coach.ports import Counts
from backend.coach.reading.held import held, says_a_number
from backend.coach.themes import is_about_pain_or_illness
from backend.errors import NoConsent, Unavailable
from backend.training.message import Understood
from backend.training.redflags import names_red_flag
from prompts import load

_log = logging.getLogger(__name__)
SECONDS = 6.0


class ModelReader:
    """Reads messages. Thread-safe."""

    def __init__(
        self,
        asker: Asker,
        counts: Counts,
        key: bytes,
        *,
        model: str = "",
        seconds: float = SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``model`` empty: the prompt's own; ``key`` makes athletes' pseudonyms."""
        self._asker = asker
        self._counts = counts
        self._key = key
        self._model = model
        self._seconds = seconds
        self._monotonic = monotonic

    def __call__(self, text: str, today: dt.date, language: str, athlete_id: UUID) -> Understood | None:
        """What the words say about a session; None where that is nothing, or cannot be known now. Raises NoConsent."""
        if not _may_be_sent(text, language):
            return None
        outcome = "nothing"
        found: Understood | None = None
        try:
            found = held(self._ask(text, today, athlete_id), text, today, language)
            outcome = "nothing" if found is None else "read"
        except NoAnswer as error:
            outcome = error.trouble.value
        except OverLimit as error:
            outcome = error.limit.value
        except NoConsent:
            raise
        except Unavailable as error:
            outcome = error.code
        except Exception as error:  # a bug must not cost the athlete the grammar's answer; its message may quote them
            _log.error("coach_bug", extra={"values": {"error": type(error).__name__}})
            outcome = "bug"
        self._counts.count("CoachReadings", outcome=outcome)
        return found

    def _ask(self, text: str, today: dt.date, athlete_id: UUID) -> ReadingAnswer:
        prompt = load("read")
        question = Question(
            instructions=prompt.render(),
            input=reading_input(text, today),
            answer=ReadingAnswer,
            model=self._model or prompt.model,
            asker=pseudonym(athlete_id, self._key),
            max_output_tokens=prompt.max_output_tokens,
            timeout_seconds=prompt.timeout_seconds,
            # What a prompt says of these is for the model that it names.
            temperature=prompt.temperature if not self._model else None,
            effort=prompt.effort if not self._model else None,
        )
        return self._asker.ask(athlete_id, question, self._monotonic() + self._seconds).answer


def _may_be_sent(text: str, language: str) -> bool:
    """Not what holds no number, which cannot be a whole session; and nothing of pain or illness, as with notes."""
    if language not in LANGUAGES or not says_a_number(text, language):
        return False
    return not names_red_flag(text, language) and not is_about_pain_or_illness(text)
