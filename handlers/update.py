"""What the bot reads of an update, and nothing else of it.

Telegram's objects have hundreds of fields, and each button of a card comes back with every tap on it; reading them all
took a tenth of the bot's time. Names and meaning are the Bot API's: https://core.telegram.org/bots/api#update
"""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Read(BaseModel):
    """Fields that are not named here are not looked at."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class User(_Read):
    """Somebody who uses Telegram; ``language_code`` is an IETF tag such as "pt-BR"."""

    id: int
    is_bot: bool = False
    language_code: str | None = None


class Chat(_Read):
    """``type``: "private", "group", "supergroup" or "channel". A private chat has its person's id."""

    id: int
    type: str


class Entity(_Read):
    """A part of a text that is formatted; ``offset`` and ``length`` count UTF-16 code units."""

    type: str
    offset: int
    length: int


class PaymentMade(_Read):
    """A payment that went through in the chat. ``total_amount`` in minor units, Stars for "XTR".

    ``telegram_payment_charge_id`` is Telegram's own id of it, ``provider_payment_charge_id`` the card provider's.
    """

    currency: str
    total_amount: int
    invoice_payload: str
    telegram_payment_charge_id: str
    provider_payment_charge_id: str = ""
    subscription_expiration_date: datetime | None = None
    """Stars: when the period that is paid ends."""
    is_recurring: bool = False
    is_first_recurring: bool = False


class PaymentReturned(_Read):
    """A payment in Stars that was given back."""

    invoice_payload: str
    telegram_payment_charge_id: str


class File(_Read):
    """A document or a voice message: what it is called by, in bytes and (a voice message) seconds."""

    file_id: str = ""
    file_name: str = ""
    mime_type: str = ""
    file_size: int = 0
    duration: int = 0


class Message(_Read):
    """A message, or the card under a tapped button: without content when it is too old (its date is 0 then)."""

    message_id: int
    date: datetime
    chat: Chat
    from_user: User | None = Field(None, alias="from")
    sender_chat: Chat | None = None
    forward_origin: Any = None
    text: str | None = None
    entities: tuple[Entity, ...] = ()
    caption: str | None = None
    animation: Any = None
    audio: Any = None
    contact: Any = None
    dice: Any = None
    document: File | None = None
    game: Any = None
    invoice: Any = None
    location: Any = None
    paid_media: Any = None
    photo: Any = None
    poll: Any = None
    sticker: Any = None
    story: Any = None
    venue: Any = None
    video: Any = None
    video_note: Any = None
    voice: File | None = None
    successful_payment: PaymentMade | None = None
    refunded_payment: PaymentReturned | None = None

    @property
    def carries_something(self) -> bool:
        """Whether there is an attachment, whatever its kind."""
        return any(getattr(self, kind) for kind in _ATTACHMENTS)

    def parts(self, *types: str) -> list[str]:
        """The pieces of the text that have one of these formats."""
        units = (self.text or "").encode("utf-16-le")
        return [
            units[2 * each.offset : 2 * (each.offset + each.length)].decode("utf-16-le", "ignore")
            for each in self.entities
            if each.type in types
        ]


_ATTACHMENTS = [name for name, field in Message.model_fields.items() if field.annotation in (Any, File | None)]
_ATTACHMENTS.remove("forward_origin")


class CallbackQuery(_Read):
    """A tap on a button of ``message``."""

    id: str
    from_user: User = Field(alias="from")
    message: Message | None = None
    data: str | None = None


class PreCheckoutQuery(_Read):
    """May this payment go ahead? Telegram waits ten seconds for an answer, and charges nothing without one."""

    id: str
    from_user: User = Field(alias="from")
    currency: str
    total_amount: int
    invoice_payload: str


class Member(_Read):
    """Somebody's place in a chat: "member", "administrator", "left", "kicked" …"""

    status: str


class Membership(_Read):
    """The bot was blocked, unblocked, added to a group or removed."""

    chat: Chat
    from_user: User = Field(alias="from")
    new_chat_member: Member


class Update(_Read):
    """One thing that happened; at most one of the optional fields is there."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: Membership | None = None
    pre_checkout_query: PreCheckoutQuery | None = None

    @property
    def effective_chat(self) -> Chat | None:
        """Where it happened; None for what belongs to no chat, such as a pre-checkout."""
        if self.callback_query is not None:
            return self.callback_query.message.chat if self.callback_query.message else None
        happened = self.message or self.edited_message or self.my_chat_member
        return happened.chat if happened else None

    @property
    def effective_user(self) -> User | None:
        """Who did it; None for a message of a channel."""
        happened = (
            self.message or self.edited_message or self.callback_query or self.my_chat_member or self.pre_checkout_query
        )
        return happened.from_user if happened else None
