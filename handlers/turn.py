"""One update in hand: what was said, what the chat remembers, and the few things a handler does with Telegram."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from telegram.error import BadRequest, TelegramError

from backend.client import AthleteClient, Backend
from backend.contract import ReadinessDay, Trend, TrendPoint
from backend.errors import NoConsent, NotSignedIn
from backend.training.activity_files import Activity
from handlers.accounts import Accounts, Person
from handlers.chat_bot import ChatBot
from handlers.keyboards import Keyboard
from handlers.state import ChatState
from handlers.update import Message, Update
from handlers.zones import Place
from words import Words, words_for

NAMESPACE = UUID("6f6a2d5c-3b0e-5d0e-9a57-3a1c0f2f7b11")
"""Of every id made from a chat and an update: the same update again makes the same ids."""


_LONGEST_WAIT = dt.timedelta(days=31)
"""Telegram keeps an update for a day, the inbox one that was set aside for a month."""


class Clock(Protocol):
    """The time, so that a test can turn it."""

    def now(self) -> dt.datetime:
        """Now, in UTC."""


class NotNow(Exception):
    """A push that nobody waits for would make somebody wait: bring it again in a moment."""


class Workshop(Protocol):
    """Where heavy work is done, away from the event loop."""

    @property
    def idle(self) -> bool:
        """Nobody's work is under way."""

    async def picture(self, trend: Trend, readiness: Sequence[ReadinessDay], language: str) -> bytes:
        """The trend as a PNG, phone-wide, with the check-ins of its days."""

    async def week_picture(self, week: Sequence[TrendPoint], readiness: Sequence[ReadinessDay], language: str) -> bytes:
        """The last 7 of these days beside those before, as a PNG, with their check-ins."""

    async def week_picture_at_once(
        self, week: Sequence[TrendPoint], readiness: Sequence[ReadinessDay], language: str
    ) -> bytes | None:
        """The same for a message that nobody waits for; None where somebody would wait for it."""

    async def towns(self, text: str) -> list[Place]:
        """Places of that name, as of :func:`handlers.zones.by_town`."""

    async def activities(self, content: bytes) -> list[Activity]:
        """The sessions in a watch's file, at least one. Raises BadFile, also for one that takes too long to read."""


@dataclass
class Turn:
    """Handlers read and change ``state``; the caller stores it when the turn is over."""

    bot: ChatBot
    backend: Backend
    accounts: Accounts
    workshop: Workshop
    now: dt.datetime
    update: Update
    state: ChatState
    provider_token: str = field(default="", repr=False)
    """What Telegram knows the card provider by, where cards are paid in the chat."""
    support_contact: str = ""
    """Whom to write to about a payment; empty where the operator named nobody."""
    heard: str = field(default="", repr=False)
    """The words of a voice note; the message's text from then on."""
    toast: str | None = None
    """Shown over the chat when the tap is answered."""
    _answering: "asyncio.Task[None] | None" = field(default=None, repr=False)

    @property
    def words(self) -> Words:
        """The athlete's language."""
        return words_for(self.state.language)

    def say(self, text: str, **values: object) -> str:
        """A text in the athlete's language."""
        return self.words.say(text, **values)

    @property
    def today(self) -> dt.date:
        """The athlete's local day."""
        return self._day(self.now)

    @property
    def local_now(self) -> dt.datetime:
        """Now by the athlete's own clock."""
        return self.now.astimezone(ZoneInfo(self.state.zone or "UTC"))

    @property
    def day_said(self) -> dt.date:
        """The athlete's local day when they wrote this: what waited overnight is about the day before.

        A tap, and a message whose time disagrees with our clock, count as said now.
        """
        written = self.message.date if self.message else self.now
        return self._day(written if dt.timedelta() < self.now - written < _LONGEST_WAIT else self.now)

    def _day(self, instant: dt.datetime) -> dt.date:
        return instant.astimezone(ZoneInfo(self.state.zone or "UTC")).date()

    @property
    def athlete(self) -> AthleteClient:
        """The backend as this athlete sees it. Raises NoConsent, and NotSignedIn where no account is connected."""
        if not self.state.agreed:
            raise NoConsent
        if self.state.athlete_id is None or self.state.signed_out:
            raise NotSignedIn
        return self.backend.as_athlete(self.state.athlete_id)

    @property
    def person(self) -> Person:
        """Who writes, as Telegram says."""
        user = self.update.effective_user
        return Person(user.id if user else self.state.chat_id, self.state.chat_id, self.state.language)

    @property
    def message(self) -> Message | None:
        """What the athlete wrote, edited or not; None for a tap."""
        return self.update.message or self.update.edited_message

    @property
    def text(self) -> str:
        """The words of the message; a caption counts, and what was heard."""
        if self.heard:
            return self.heard
        message = self.message
        return (message.text or message.caption or "") if message else ""

    @property
    def tapped(self) -> int | None:
        """Id of the message whose button was tapped."""
        query = self.update.callback_query
        return query.message.message_id if query and query.message else None

    def new_id(self, purpose: str = "") -> UUID:
        """The same for the same update, so that a replay after a crash doubles nothing."""
        return uuid5(NAMESPACE, f"{purpose}{self.state.chat_id}:{self.update.update_id}")

    async def send(self, text: str, keyboard: Keyboard | None = None, reply_to: int | None = None) -> int:
        """A new message; its id."""
        self._answer_soon()
        self.state.newest = await self.bot.say(self.state.chat_id, text, keyboard, reply_to)
        return self.state.newest

    async def show(self, message_id: int | None, text: str, keyboard: Keyboard | None = None) -> int:
        """The message with this text, edited in place where it can be, else a new one; its id."""
        if message_id is None:
            return await self.send(text, keyboard)
        self._answer_soon()
        try:
            await self.bot.rewrite(self.state.chat_id, message_id, text, keyboard)
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return message_id
            if cannot_edit(error):
                return await self.send(text, keyboard)
            raise
        return message_id

    async def strip(self, message_id: int) -> None:
        """Take the buttons off a message; one that is gone has none."""
        try:
            await self.bot.edit_message_reply_markup(self.state.chat_id, message_id)
        except BadRequest as error:
            if "not modified" not in error.message.lower() and not cannot_edit(error):
                raise

    async def vanish(self, message_id: int) -> bool:
        """Delete a message of the bot's; False where Telegram does not allow it any more (after 48 h)."""
        try:
            await self.bot.delete_message(self.state.chat_id, message_id)
        except BadRequest:
            return False
        return True

    async def download(self, file_id: str) -> bytes | None:
        """The bytes of a file that the athlete sent; None where Telegram has it no more, or will not give it."""
        try:
            return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())
        except BadRequest:
            return None

    async def busy(self, action: Literal["typing", "upload_photo", "upload_document"]) -> None:
        """Show that something slow is under way. Only a courtesy: its failure is no reason to stop."""
        self._answer_soon()
        try:
            await self.bot.send_chat_action(self.state.chat_id, action)
        except TelegramError:
            return

    def _answer_soon(self) -> None:
        """Answer the tap while the message is being edited, not before it."""
        if self.update.callback_query and self._answering is None:
            self._answering = asyncio.create_task(self._answer(self.update.callback_query.id, self.toast))

    async def _answer(self, query_id: str, text: str | None) -> None:
        try:
            await self.bot.answer(query_id, text)
        except TelegramError:
            # An answer that came too late stops no more than the little clock on the button.
            return

    async def finish(self) -> None:
        """Every tap is answered, also where the handler said nothing."""
        self._answer_soon()
        if self._answering is not None:
            await self._answering


def cannot_edit(error: BadRequest) -> bool:
    """The message is gone, too old to be edited, or a picture where a text is to stand."""
    words = error.message.lower()
    return any(reason in words for reason in _NO_EDIT)


_NO_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
