"""A session on its way into the log: what is known of it, and what has to be asked before it can be saved."""

import datetime as dt
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import Field

from backend.contract import ChangeEntry, Entry, EntryContent, Feelings, RecordEntry
from backend.training.redflags import RedFlagKind
from backend.training.session import Kind, Sport
from handlers.remembered import Remembered

LEFT_AFTER = dt.timedelta(hours=6)
"""After so long a card was forgotten: a session that is written then is another one, and mostly of another day."""


class Step(StrEnum):
    """What a draft's card shows, and so what a typed answer would be about."""

    MINUTES = "minutes"
    EFFORT = "effort"
    FEELINGS = "feelings"
    REVIEW = "review"
    CHANGE = "change"
    SPORT = "sport"
    DAY = "day"
    NOTE = "note"
    LONG = "long"
    """Over 600 minutes: is that right?"""
    LONG_AGO = "long_ago"
    """A day more than a year back: is that right?"""
    FORWARDED = "forwarded"
    """Somebody's words were forwarded: are they about the athlete?"""
    PLANNED = "planned"
    """It reads like a plan: is it done?"""
    RED_FLAG = "red_flag"
    """Coaching has stopped: keep the session, without comment?"""
    CANCELLED = "cancelled"
    """Taken off the table, one tap from coming back."""


_ASKED_FIRST = (Step.FORWARDED, Step.PLANNED, Step.LONG, Step.LONG_AGO, Step.DAY, Step.SPORT)
"""The order of the questions that have to be answered before saving."""


class Draft(Remembered):
    """A session that is being told, not saved yet. ``key`` is its short name in callback data."""

    id: UUID
    key: str
    begun: dt.datetime | None = None
    """When (UTC); None for one that changes a stored entry."""
    card: int | None = None
    """Message id of its card."""
    source: int | None = None
    """Message id of what the athlete wrote, so that editing it edits the card."""
    editing: bool = False
    """It changes the stored entry ``id`` instead of recording a new one."""
    guided: bool = False
    step: Step = Step.MINUTES
    open: list[Step] = Field(default_factory=list)
    """Questions that must be answered before saving, beside what is missing."""
    kind: Kind = Kind.SESSION
    sport: Sport = Sport.OTHER
    minutes: int | None = None
    rpe: float | None = None
    rpe_unknown: bool = False
    date: dt.date
    """The athlete's local day; where none was said, the one on which the draft began."""
    freshness: int | None = None
    readiness: int | None = None
    mood: int | None = None
    note: str = ""
    asked_minutes: int | None = None
    """A long duration that waits for a yes."""
    asked_date: dt.date | None = None
    """A day long ago that waits for a yes."""
    minutes_said: list[int] = Field(default_factory=list)
    """Durations between which the athlete has to choose."""
    dates_said: list[dt.date] = Field(default_factory=list)
    """Days between which the athlete has to choose."""
    heard: str = ""
    """The words of the voice note that it is from."""
    by_model: bool = False
    """The coach's model read it: the athlete is asked to check."""
    timer_minutes: int | None = None
    """From a watch's file: by its timer, pauses left out."""
    elapsed_minutes: int | None = None
    """From a watch's file: from start to end."""
    before: ChangeEntry | None = None
    """What the entry said when its editing began, so that the change can be taken back."""
    red_flag: RedFlagKind | None = None
    """Kind of the red flag in its words: it is kept without comment or not at all."""

    @property
    def complete(self) -> bool:
        """Nothing has to be asked any more."""
        return self.kind is Kind.REST or (self.minutes is not None and (self.rpe is not None or self.rpe_unknown))

    def left_behind(self, now: dt.datetime) -> bool:
        """Whether it has waited so long that nobody thinks of it any more."""
        return self.begun is not None and now - self.begun >= LEFT_AFTER

    def settle(self) -> None:
        """Go to the next question, or to where it can be saved."""
        if self.red_flag:
            self.step = Step.RED_FLAG
        elif self.open:
            self.step = self.open[0]
        elif not self.complete:
            self.step = Step.MINUTES if self.minutes is None else Step.EFFORT
        elif self.editing:
            self.step = Step.CHANGE
        else:
            self.step = Step.FEELINGS if self.guided and self.kind is Kind.SESSION else Step.REVIEW

    def ask(self, step: Step) -> None:
        """Have this asked before it can be saved."""
        if step not in self.open:
            self.open = sorted([*self.open, step], key=_ASKED_FIRST.index)

    def answered(self, *steps: Step) -> None:
        """These questions are settled; on to the next one."""
        self.open = [step for step in self.open if step not in steps]
        self.settle()

    def set_minutes(self, minutes: int) -> None:
        """The duration is known, and no longer in doubt."""
        self.kind, self.minutes, self.asked_minutes, self.minutes_said = Kind.SESSION, minutes, None, []
        self.answered(Step.LONG)

    def set_rpe(self, rpe: float | None) -> None:
        """The effort is known, or known to be unknown (None)."""
        self.rpe, self.rpe_unknown = rpe, rpe is None
        self.settle()

    def set_date(self, date: dt.date) -> None:
        """The day is known, and no longer in doubt."""
        self.date, self.asked_date, self.dates_said = date, None, []
        self.answered(Step.LONG_AGO, Step.DAY)

    def confirm(self) -> None:
        """What the card asks about is right."""
        if self.step is Step.LONG and self.asked_minutes is not None:
            self.set_minutes(self.asked_minutes)
        elif self.step is Step.LONG_AGO and self.asked_date is not None:
            self.set_date(self.asked_date)
        else:
            self.answered(self.step)

    def deny(self) -> None:
        """It is not: another value is asked for; what is no session of the athlete's is cancelled."""
        if self.step is Step.LONG_AGO:
            self.asked_date = None
            self.ask(Step.DAY)
            self.answered(Step.LONG_AGO)
        elif self.step is Step.LONG:
            self.asked_minutes = None
            self.answered(Step.LONG)
            self.step = Step.MINUTES
        elif self.step in (Step.FORWARDED, Step.PLANNED):
            self.step = Step.CANCELLED

    def content(self) -> EntryContent:
        """The entry's content. Raises pydantic's ValidationError for a draft that is not complete."""
        rest = self.kind is Kind.REST
        return EntryContent(
            kind=self.kind,
            date=self.date,
            sport=self.sport,
            minutes=None if rest else self.minutes,
            rpe=None if rest else self.rpe,
            feelings=Feelings(freshness=self.freshness, readiness=self.readiness, mood=self.mood),
            note=self.note,
        )

    def to_record(self) -> RecordEntry:
        """The command that stores it. The draft's id makes repeating it harmless."""
        return RecordEntry(id=self.id, **dict(self.content()))

    def to_change(self) -> ChangeEntry:
        """The command that changes the stored entry."""
        return ChangeEntry(**dict(self.content()))

    @classmethod
    def of_entry(cls, entry: Entry, key: str) -> Self:
        """A draft that changes a stored entry."""
        draft = cls(
            id=entry.id,
            key=key,
            editing=True,
            step=Step.CHANGE,
            kind=entry.kind,
            sport=entry.sport,
            minutes=entry.minutes,
            rpe=entry.rpe,
            rpe_unknown=entry.kind is Kind.SESSION and entry.rpe is None,
            date=entry.date,
            freshness=entry.feelings.freshness,
            readiness=entry.feelings.readiness,
            mood=entry.feelings.mood,
            note=entry.note,
        )
        draft.before = draft.to_change()
        return draft
