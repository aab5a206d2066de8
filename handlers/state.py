"""What a chat remembers between two updates: opaque JSON to the bot's state store.

Every field has a default, so that an older state is read as it is and a newer one is read by what is known.
"""

import datetime as dt
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from backend.contract import ChangeEntry, Entry, EntryContent, Feelings, RecordEntry, Reminders
from backend.contract.model import Language
from backend.training.redflags import RedFlagKind
from backend.training.session import Kind, Sport

MAX_CARDS = 50
MAX_DRAFTS = 10
MAX_CHECK_INS = 3
ASKED_FOR = dt.timedelta(hours=1)


class Remembered(BaseModel):
    """Base of what is remembered: unknown fields of another version are ignored."""

    model_config = ConfigDict(extra="ignore")


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
    card: int | None = None
    """Message id of its card."""
    source: int | None = None
    """Message id of what the athlete wrote, so that editing it edits the card."""
    editing: bool = False
    """It changes the stored entry ``id`` instead of recording a new one."""
    guided: bool = False
    step: Step = Step.MINUTES
    open: list[Step] = []
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
    minutes_said: list[int] = []
    """Durations between which the athlete has to choose."""
    dates_said: list[dt.date] = []
    """Days between which the athlete has to choose."""
    before: ChangeEntry | None = None
    """What the entry said when its editing began, so that the change can be taken back."""
    red_flag: RedFlagKind | None = None
    """Kind of the red flag in its words: it is kept without comment or not at all."""

    @property
    def complete(self) -> bool:
        """Nothing has to be asked any more."""
        return self.kind is Kind.REST or (self.minutes is not None and (self.rpe is not None or self.rpe_unknown))

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


class Start(Remembered):
    """The first minute: consent, then the time zone."""

    card: int | None = None
    kept_text: str = ""
    """What was written before consent, offered right after it."""
    kept_message: int | None = None
    kept_update: int | None = None
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


def _readable(read: ValidatorFunctionWrapHandler, item: object) -> list[Any]:
    try:
        found: list[Any] = read([item])
    except ValidationError:
        return []
    return found


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

    def asks(self, asking: str, card: int | None, now: dt.datetime) -> Self:
        """From now on, for an hour, a typed time or day is about this."""
        return self.model_copy(update={"asking": asking, "card": card, "until": now + ASKED_FOR})

    def asks_nothing(self) -> Self:
        """What is typed is about something else."""
        return self.model_copy(update={"asking": "", "card": None, "until": None}) if self.asking else self

    def asked(self, now: dt.datetime) -> str:
        """What a typed time or day would be for; empty: nothing is asked any more."""
        return self.asking if self.until is not None and now < self.until else ""


class Travel(Remembered):
    """Signs that the athlete's clock is another one now. Replaced, never changed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    nights: list[dt.date] = []
    """The last check-ins in a row that came in the middle of the night, by their local day."""
    offered: dt.date | None = None
    """When another time zone was last offered."""
    stays: str = ""
    """The zone in which the athlete said that these are their hours."""


class ChatState(Remembered):
    """All of one chat's memory. ``athlete_id`` is set by consent, or by signing in, and gone after /delete_me."""

    chat_id: int
    user_id: int | None = None
    athlete_id: UUID | None = None
    consented_at: dt.datetime | None = None
    """When the athlete agreed, where an account has to be connected before the backend can be told. UTC."""
    signed_out: bool = False
    """``athlete_id`` is whose chat it was, and will be again; until then it reads and writes nothing of theirs."""
    linking: Linking | None = None
    language: Language = "en"
    zone: str | None = None
    """IANA name; None until the athlete has said what time it is for them."""
    hours: bool = False
    """Show durations as 1 h 20 min instead of 80 min."""
    blocked: bool = False
    """The athlete blocked the bot; pushes wait until they write again."""
    start: Start | None = None
    drafts: list[Draft] = []
    """Newest last; the last one is what typed answers are about."""
    cards: list[Card] = []
    """Newest last."""
    last_sport: Sport = Sport.OTHER
    history: Pages = Field(default_factory=Pages)
    deletion: Deletion | None = None
    asking_zone: bool = False
    """The next text is a local time or a town, for /settings."""
    group_told: bool = False
    check_ins: list[CheckInCard] = []
    """Of the last days, newest last."""
    check_ins_offered: bool = False
    """Whether asking every morning was offered already."""
    reminding: Reminding = Reminding()
    travel: Travel = Travel()
    reminded: list[str] = []
    """Ids of the last reminders that were delivered; the list is replaced, never changed."""
    newest: int | None = None
    """Message id of the bot's newest message: a card above it is out of sight."""

    @field_validator("*", mode="wrap")
    @classmethod
    def _forget_what_cannot_be_read(
        cls, value: object, read: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> Any:
        """Another version's draft must not stop the chat: only whose chat it is has to be readable."""
        try:
            return read(value)
        except ValidationError:
            if info.field_name is None or info.field_name in ("chat_id", "athlete_id"):
                raise
            default = cls.model_fields[info.field_name].get_default(call_default_factory=True)
            return default if not isinstance(value, list) else [one for each in value for one in _readable(read, each)]

    def copy_for_turn(self) -> Self:
        """A copy to work on: the original stays what it was if the turn fails."""
        return self.model_copy(
            update={
                "drafts": [draft.model_copy() for draft in self.drafts],
                "cards": list(self.cards),
                "check_ins": list(self.check_ins),
                "start": self.start.model_copy() if self.start else None,
                "history": Pages(message=self.history.message, cursors=list(self.history.cursors)),
            }
        )

    @property
    def agreed(self) -> bool:
        """The athlete has said yes to being stored."""
        return self.athlete_id is not None or self.consented_at is not None

    @property
    def worth_keeping(self) -> bool:
        """False when forgetting the chat would lose nothing: before consent, and after a No or /delete_me."""
        return self.agreed or self.start is not None or self.group_told

    def leave_account(self) -> None:
        """Another account's entries are none of this chat's business: only what was never saved stays."""
        self.athlete_id, self.signed_out, self.deletion = None, False, None
        self.drafts = [draft for draft in self.drafts if not draft.editing]
        self.cards, self.history = [], Pages()
        self.check_ins, self.check_ins_offered, self.reminding, self.reminded = [], False, Reminding(), []

    def open_draft(self) -> Draft | None:
        """The draft that a typed answer is about."""
        if self.drafts and self.drafts[-1].step is not Step.CANCELLED:
            return self.drafts[-1]
        return None

    def draft(self, key: str) -> Draft | None:
        """The draft of this key, cancelled ones too."""
        return next((draft for draft in self.drafts if draft.key == key), None)

    def keep_draft(self, draft: Draft) -> None:
        """Put it last; the oldest of too many goes."""
        self.drafts = [*(other for other in self.drafts if other.key != draft.key), draft][-MAX_DRAFTS:]

    def drop_draft(self, draft: Draft) -> None:
        """Take it off the table."""
        self.drafts = [other for other in self.drafts if other.key != draft.key]

    def card(self, entry_id: UUID) -> Card | None:
        """Where the chat shows this entry."""
        return next((card for card in self.cards if card.entry == entry_id), None)

    def keep_card(self, card: Card) -> None:
        """Remember where an entry is shown; the oldest of too many is forgotten."""
        self.cards = [*(other for other in self.cards if other.entry != card.entry), card][-MAX_CARDS:]

    def check_in(self, day: dt.date) -> CheckInCard | None:
        """Where the chat shows that day's check-in."""
        return next((card for card in self.check_ins if card.date == day), None)

    def keep_check_in(self, card: CheckInCard) -> None:
        """Remember it; the oldest of too many is forgotten."""
        self.check_ins = [*(other for other in self.check_ins if other.date != card.date), card][-MAX_CHECK_INS:]
