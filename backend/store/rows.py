"""Between rows and what the ports speak of."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.contract import Athlete, Entry, Feelings, Notification
from backend.ports import Feedback, StoredDay
from backend.store.prepared import Cells
from backend.store.tables import days, entries, feedback, outbox
from backend.training.load import Averages, Day
from backend.training.session import Kind, Sport

Values = dict[str, Any]

ENTRY_COLUMNS = (
    entries.c.id,
    entries.c.kind,
    entries.c.date,
    entries.c.sport,
    entries.c.minutes,
    entries.c.rpe,
    entries.c.freshness,
    entries.c.readiness,
    entries.c.mood,
    entries.c.note,
    entries.c.load,
    entries.c.recorded_at,
    entries.c.revision,
    entries.c.removed_at,
)
DAY_COLUMNS = tuple(column for column in days.c if column.name != "athlete_id")
FEEDBACK_COLUMNS = tuple(column for column in feedback.c if column.name != "athlete_id")
OUTBOX_COLUMNS = (
    outbox.c.id,
    outbox.c.athlete_id,
    outbox.c.kind,
    outbox.c.entry_id,
    outbox.c.revision,
    outbox.c.text,
    outbox.c.created_at,
    outbox.c.date,
    outbox.c.expires_at,
    outbox.c.question_id,
)
EMPTIED: Values = {
    "kind": Kind.SESSION.value,
    "sport": Sport.OTHER.value,
    "minutes": None,
    "rpe": None,
    "freshness": None,
    "readiness": None,
    "mood": None,
    "note": "",
    "load": None,
}
"""The content of an entry that was removed a while ago: a session without minutes, which no athlete can make."""


def athlete_from(row: Cells) -> Athlete:
    """An athlete from (id, language, zone, consented_at, …)."""
    return Athlete(id=row[0], language=row[1], zone=row[2], consented_at=row[3])


def entry_from(row: Cells) -> Entry:
    """An entry from ENTRY_COLUMNS."""
    id_, kind, date, sport, minutes, rpe, freshness, readiness, mood, note, load, recorded_at, revision, removed_at = (
        row
    )
    return Entry(
        id=id_,
        kind=Kind(kind),
        date=date,
        sport=Sport(sport),
        minutes=minutes,
        rpe=rpe,
        feelings=Feelings(freshness=freshness, readiness=readiness, mood=mood),
        note=note,
        load=load,
        recorded_at=recorded_at,
        revision=revision,
        removed=removed_at is not None,
    )


def entry_values(athlete_id: UUID, entry: Entry, changed_at: datetime) -> Values:
    """The row of an entry that was made or changed at ``changed_at`` and has no feedback on that yet."""
    return {
        "athlete_id": athlete_id,
        "id": entry.id,
        "kind": entry.kind.value,
        "date": entry.date,
        "sport": entry.sport.value,
        "minutes": entry.minutes,
        "rpe": entry.rpe,
        "freshness": entry.feelings.freshness,
        "readiness": entry.feelings.readiness,
        "mood": entry.feelings.mood,
        "note": entry.note,
        "load": entry.load,
        "recorded_at": entry.recorded_at,
        "revision": entry.revision,
        "awaiting_since": changed_at,
        "removed_at": changed_at if entry.removed else None,
        "emptied_at": None,
    }


def day_from(row: Cells) -> StoredDay:
    """A stored day from DAY_COLUMNS."""
    date, load, logged, sessions, minutes, ewma_acute, ewma_chronic, fitness, fatigue = row
    return StoredDay(
        Day(date, load, logged, sessions, minutes), Averages(date, ewma_acute, ewma_chronic, fitness, fatigue)
    )


def day_values(athlete_id: UUID, stored: StoredDay) -> Values:
    """The row of a stored day."""
    day, averages = stored.day, stored.averages
    return {
        "athlete_id": athlete_id,
        "date": day.date,
        "load": day.load,
        "logged": day.logged,
        "sessions": day.sessions,
        "minutes": day.minutes,
        "ewma_acute": averages.ewma_acute,
        "ewma_chronic": averages.ewma_chronic,
        "fitness": averages.fitness,
        "fatigue": averages.fatigue,
    }


def feedback_from(row: Cells) -> Feedback:
    """A feedback from FEEDBACK_COLUMNS."""
    return Feedback(*row)


def feedback_values(athlete_id: UUID, given: Feedback) -> Values:
    """The row of a feedback."""
    return {
        "athlete_id": athlete_id,
        "entry_id": given.entry_id,
        "revision": given.revision,
        "text": given.text,
        "facts": [dict(fact) for fact in given.facts],
        "phrases": list(given.phrases),
        "written_at": given.written_at,
        "prompt": given.prompt,
        "outcome": given.outcome,
    }


def notification_from(row: Cells) -> Notification:
    """A notification from OUTBOX_COLUMNS."""
    id_, athlete_id, kind, entry_id, revision, text, created_at, date, expires_at, question_id = row
    return Notification(
        id=id_,
        athlete_id=athlete_id,
        kind=kind,
        entry_id=entry_id,
        revision=revision,
        text=text,
        created_at=created_at,
        date=date,
        expires_at=expires_at,
        question_id=question_id,
    )
