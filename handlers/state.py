"""What a chat remembers between two updates: opaque JSON to the bot's state store.

Every field has a default, so that an older state is read as it is and a newer one is read by what is known.
"""

import datetime as dt
from typing import Any, Self
from uuid import UUID

from pydantic import Field, ValidationError, ValidationInfo, ValidatorFunctionWrapHandler, field_validator

from backend.contract.model import Language
from backend.training.session import Sport
from handlers.drafts import Draft, Step
from handlers.remembered import (
    Card,
    CheckInCard,
    Coaching,
    Deletion,
    Linking,
    Pages,
    Paying,
    Remembered,
    Reminding,
    SentFile,
    Start,
    Travel,
)

MAX_CARDS = 50
MAX_DRAFTS = 10
MAX_CHECK_INS = 3
MAX_FILES = 3


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
    drafts: list[Draft] = Field(default_factory=list)
    """Newest last; the last one is what typed answers are about."""
    cards: list[Card] = Field(default_factory=list)
    """Newest last."""
    last_sport: Sport = Sport.OTHER
    history: Pages = Field(default_factory=Pages)
    deletion: Deletion | None = None
    asking_zone: bool = False
    """The next text is a local time or a town, for /settings."""
    group_told: bool = False
    check_ins: list[CheckInCard] = Field(default_factory=list)
    """Of the last days, newest last."""
    check_ins_offered: bool = False
    """Whether asking every morning was offered already."""
    reminding: Reminding = Reminding()
    travel: Travel = Travel()
    paying: Paying = Paying()
    coaching: Coaching = Coaching()
    reminded: list[str] = Field(default_factory=list)
    """Ids of the last reminders that were delivered; the list is replaced, never changed."""
    files: list[SentFile] = Field(default_factory=list)
    """Files with several sessions, of which the athlete chooses; newest last. The list is replaced, never changed."""
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
        self.paying, self.files, self.coaching = Paying(), [], Coaching()

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

    def keep_file(self, file: SentFile) -> None:
        """Remember it; the oldest of too many is forgotten."""
        self.files = [*(other for other in self.files if other.key != file.key), file][-MAX_FILES:]

    def check_in(self, day: dt.date) -> CheckInCard | None:
        """Where the chat shows that day's check-in."""
        return next((card for card in self.check_ins if card.date == day), None)

    def keep_check_in(self, card: CheckInCard) -> None:
        """Remember it; the oldest of too many is forgotten."""
        self.check_ins = [*(other for other in self.check_ins if other.date != card.date), card][-MAX_CHECK_INS:]


def _readable(read: ValidatorFunctionWrapHandler, item: object) -> list[Any]:
    try:
        found: list[Any] = read([item])
    except ValidationError:
        return []
    return found
