"""What travels when a message is read by a model, or a voice note written down. Neither is stored."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Base64Bytes, Field

from backend.contract.model import Level, Minutes, Model, Note, Rpe
from backend.training.grammar.understood import ProblemCode
from backend.training.session import EARLIEST_DATE, MAX_NOTE_CHARACTERS, Kind, Sport

MAX_VOICE_SECONDS = 120
MAX_VOICE_BYTES = 2 * 1024 * 1024


def _not_too_large(audio: bytes) -> bytes:
    if not 0 < len(audio) <= MAX_VOICE_BYTES:
        raise ValueError("a voice note has up to two megabytes")
    return audio


class ReadText(Model):
    """A message that the grammar could not read; ``said_on`` is the athlete's local day when they wrote it."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_NOTE_CHARACTERS)]
    said_on: Annotated[dt.date, Field(ge=EARLIEST_DATE)]


class ReadingProblem(Model):
    """What has to be asked, as :class:`backend.training.grammar.understood.Problem` has it."""

    code: ProblemCode
    values: list[float] = Field(default_factory=list)
    dates: list[dt.date] = Field(default_factory=list)
    said: str = ""


class Reading(Model):
    """What a message says about a session. ``kind`` None: nothing, or nobody could tell just now.

    Only what stands in the words is here; what is not is None, and to be asked. Nothing is stored by it.
    """

    kind: Kind | None = None
    date: dt.date | None = None
    sport: Sport | None = None
    minutes: Minutes | None = None
    rpe: Rpe | None = None
    freshness: Level | None = None
    readiness: Level | None = None
    mood: Level | None = None
    note: Note = ""
    problems: list[ReadingProblem] = Field(default_factory=list)


class Transcribe(Model):
    """A voice note to be written down: ``audio`` in base64, up to two minutes and two megabytes."""

    audio: Annotated[Base64Bytes, AfterValidator(_not_too_large), Field(repr=False)]
    mime: Literal["audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav", "audio/webm"] = "audio/ogg"
    seconds: Annotated[int, Field(ge=0, le=MAX_VOICE_SECONDS)]


class Transcript(Model):
    """What was said, as it was heard."""

    text: str
