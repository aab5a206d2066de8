"""The small things that a chat remembers beside its drafts: where the chat shows what, and what it is about just now.

Every field has a default, so that an older state is read as it is and a newer one is read by what is known.
"""

import datetime as dt
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from backend.contract import ChangeEntry, Reminders
from backend.contract.model import Language
from backend.tone import Tone
from backend.training.activity_files import Activity

ASKED_FOR = dt.timedelta(hours=1)
MAX_ANSWERS = 20


class Remembered(BaseModel):
    """Base of what is remembered: unknown fields of another version are ignored."""

    model_config = ConfigDict(extra="ignore")


class Card(Remembered):
    """Where the chat shows a stored entry, and what was already said about it. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    entry: UUID
    key: str = ""
    """Key of the draft it was saved from: a second tap on Save finds it here."""
    message: int | None = None
    source: int | None = None
    revision: int = 0
    feedback: int | None = None
    """Message id of the comment."""
    said: int = 0
    """The revision that the comment is about."""
    removed: bool = False
    delayed: bool = False
    """The athlete was told that the comment will follow."""
    quiet: bool = False
    """Kept after a red flag: without comment, whatever arrives."""
    before: ChangeEntry | None = None
    """What the entry said before its last change: Undo goes back to it."""


class SentFile(Remembered):
    """A file with several sessions, and which of them have a card. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    key: str
    """Its short name in callback data."""
    digest: str
    """Of its content: the same file has the same."""
    sessions: tuple[Activity, ...]
    taken: tuple[int, ...] = ()
    message: int | None = None
    forwarded: bool = False


class Start(Remembered):
    """The first minute: consent, then the time zone."""

    card: int | None = None
    kept_text: str = ""
    """What was written before consent, offered right after it."""
    kept_message: int | None = None
    language: Language | None = None
    """Chosen on the first card; None: Telegram's."""


class Pages(Remembered):
    """The list that /history shows: its message, and the cursor of each page seen."""

    message: int | None = None
    cursors: list[str | None] = [None]


class Deletion(Remembered):
    """A /delete_me under way: its card's key, and what it would remove."""

    key: str
    entries: int = 0


class Linking(Remembered):
    """What waits until the athlete has signed in. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    card: int | None = None
    """Message id of the card with the way to the sign-in page."""
    draft: str = ""
    """Key of the draft to be saved then."""
    quiet: bool = False
    """That draft is kept after a red flag: without comment."""
    command: str = ""
    """What was asked for, to be answered then: a command of the athlete's."""


class Stage(StrEnum):
    """How far a day's check-in is."""

    ASKED = "asked"
    CHANGING = "changing"
    """It is stored, and what the card shows would replace it."""
    STORED = "stored"
    SKIPPED = "skipped"
    LATER = "later"
    """Put off: it is asked for again."""
    TAKEN_BACK = "taken_back"


class CheckInCard(Remembered):
    """A day's check-in where the chat shows it. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    date: dt.date
    """The local day that it is about."""
    card: int | None = None
    stage: Stage = Stage.ASKED
    items: dict[str, int] = {}
    """What was answered, 1-5 by the item's name."""
    again_at: dt.datetime | None = None
    """When a check-in that was put off is asked for again, UTC."""
    offer: bool = False
    """Its record offers to ask every morning."""


class Reminding(Remembered):
    """What /reminders and /pause are about just now. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    asking: str = ""
    """What a typed time or day would be for, as in the buttons' data; empty: nothing is asked."""
    card: int | None = None
    """Message id of the card that asks."""
    until: dt.datetime | None = None
    """When it is asked no more, UTC."""
    before: Reminders | None = None
    """What was set before everything was switched off: one tap brings it back."""
    nudge: int | None = None
    """Message id of the last nudge that nobody answered."""
    pause_over: int | None = None
    """Message id of the last question after a pause that nobody answered."""
    asked_back: dt.date | None = None
    """The last day of the pause that was asked about last: once is enough, whatever the clock does."""

    def asks(self, asking: str, card: int | None, now: dt.datetime) -> Self:
        """From now on, for an hour, a typed time or day is about this."""
        return self.model_copy(update={"asking": asking, "card": card, "until": now + ASKED_FOR})

    def asks_nothing(self) -> Self:
        """What is typed is about something else."""
        return self.model_copy(update={"asking": "", "card": None, "until": None}) if self.asking else self

    def asked(self, now: dt.datetime) -> str:
        """What a typed time or day would be for; empty: nothing is asked any more."""
        return self.asking if self.until is not None and now < self.until else ""


class Paying(Remembered):
    """What the chat shows of a purchase until it is paid, and what was said of premium. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    card: int | None = None
    """Message id of the card that leads to paying."""
    invoice: int | None = None
    """Message id of Telegram's own invoice with its Pay button."""
    declined: int | None = None
    """Message id of the news that a card was declined, which leads to paying, too."""
    told: str = ""
    """News that a card has told already: when it comes, it says nothing again."""


class Answered(Remembered):
    """Where the chat shows a question's answer, or will. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: UUID
    message: int | None = None
    reply_to: int | None = None
    """The review that the answer will stand below."""
    said: bool = False


class Coaching(Remembered):
    """What passes between the athlete and the coach just now. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tone: Tone = Tone.PLAIN
    asking: str = ""
    """What the next words are: "ask" a question, "memory" something to remember; empty: nothing of these."""
    until: dt.datetime | None = None
    """When that is over, UTC."""
    offered: str = ""
    """A question that one tap asks."""
    answers: list[Answered] = []
    """Newest last."""
    erased: str = ""
    """What was erased from the memory last, for one tap on Undo."""

    def asks(self, what: str, now: dt.datetime) -> Self:
        """From now on, for an hour, what is typed is this."""
        return self.model_copy(update={"asking": what, "until": now + ASKED_FOR})

    def asks_nothing(self) -> Self:
        """What is typed is about something else."""
        return self.model_copy(update={"asking": "", "until": None}) if self.asking else self

    def asked(self, now: dt.datetime) -> str:
        """What the next words are."""
        return self.asking if self.until is not None and now < self.until else ""

    def answer(self, question: UUID) -> Answered:
        """Where the answer is shown."""
        known = (each for each in self.answers if each.question == question)
        return next(known, Answered(question=question))

    def keep(self, answer: Answered) -> Self:
        """Remember where it is shown; the oldest of too many is forgotten."""
        others = [each for each in self.answers if each.question != answer.question]
        return self.model_copy(update={"answers": [*others, answer][-MAX_ANSWERS:]})


class Travel(Remembered):
    """Signs that the athlete's clock is another one now. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    nights: list[dt.date] = []
    """The last check-ins in a row that came in the middle of the night, by their local day."""
    offered: dt.date | None = None
    """When another time zone was last offered."""
    stays: str = ""
    """The zone in which the athlete said that these are their hours."""
