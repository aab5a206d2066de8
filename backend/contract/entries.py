"""Entries: what an athlete says about a session or a rest day, and what becomes of it."""

import datetime as dt
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from backend.contract.model import Level, Minutes, Model, Note, Rpe
from backend.training.load import Week
from backend.training.session import EARLIEST_DATE, Kind, Sport


class Feelings(Model):
    """How the athlete felt after the session; each may be left out."""

    freshness: Level | None = None
    readiness: Level | None = None
    mood: Level | None = None


class EntryContent(Model):
    """What an athlete says about one session or rest day.

    A session has minutes; ``rpe`` None means "not known" and makes that day's load unknown, not 0.
    A rest day has neither.
    """

    kind: Kind = Kind.SESSION
    date: Annotated[dt.date, Field(ge=EARLIEST_DATE)]
    sport: Sport = Sport.OTHER
    minutes: Minutes | None = None
    rpe: Rpe | None = None
    feelings: Feelings = Feelings()
    note: Note = ""

    @model_validator(mode="after")
    def _a_session_has_minutes_and_rest_has_none(self) -> Self:
        if self.kind is Kind.SESSION and self.minutes is None:
            raise ValueError("a session needs its minutes")
        if self.kind is Kind.REST and (self.minutes is not None or self.rpe is not None):
            raise ValueError("a rest day has neither minutes nor RPE")
        return self


class RecordEntry(EntryContent):
    """Record an entry. ``id`` is the draft's id: the same command twice is one entry."""

    id: UUID


class ChangeEntry(EntryContent):
    """The entry's new content, whole (not a patch): repeating it changes nothing."""


class Entry(Model):
    """A stored entry. ``load`` is AU, 0 for a rest day, None when the RPE is not known.

    ``revision`` counts the changes of this entry, from 1. ``removed`` entries can be put back for a day.
    """

    id: UUID
    kind: Kind
    date: dt.date
    sport: Sport
    minutes: int | None
    rpe: float | None
    feelings: Feelings
    note: str
    load: float | None
    recorded_at: AwareDatetime
    revision: int
    removed: bool = False


class Recorded(Model):
    """The answer to recording, changing, removing or restoring an entry.

    ``week`` is the week that ends on the athlete's today, ``entry_week`` the one that ends on the entry's
    day (None when that is the same one). ``changed`` is False when the command was a repetition.
    ``recalculated_from`` is set when numbers of *earlier* days than today changed: the first such day.
    """

    entry: Entry
    changed: bool
    week: Week
    entry_week: Week | None = None
    recalculated_from: dt.date | None = None


class EntryPage(Model):
    """Entries, newest day first. ``older`` / ``newer`` are opaque cursors, None at the ends."""

    entries: list[Entry]
    older: str | None = None
    newer: str | None = None
    total: int
