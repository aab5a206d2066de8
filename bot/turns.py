"""One update, from the inbox to "handled": read, answer, save. Here stands what happens when that goes wrong.

Telegram unreachable       wait and try again, in order, for as long as it takes
the chat is taken          another worker talks in it: again in a moment
Unavailable                the same, and the athlete is told once; an API that goes on failing counts as a bug
Forbidden                  the athlete blocked the bot: note it, the update is done
unreadable update          set aside and logged; there is nobody to tell
anything else              a bug: logged with a short id, the athlete is told that id, tried again, then set aside.
                           So is a turn that takes too long, or that ended with its process

How an update is read from where it waits, and how "again" comes about, is others' business: the lanes of a program that
runs all the time, or a queue and its Lambda. These rules are the same.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from backend.errors import BackendUnavailable, StoreUnavailable, Unavailable
from bot.inbox import Arrival, ChatBusy, Waiting
from bot.logs import ChatNames, Log, what, where
from bot.memory import Loaded, UpdateMemory
from bot.telegram_api import delay, seconds_of
from handlers.odd import is_about_money
from handlers.routes import COMMANDS, TAPS
from handlers.state import ChatState
from handlers.update import Update

LONGEST_PAUSE = 30.0
BUSY_PAUSE = 1.0
LOOKING_SECONDS = 1.5
"""For reading what a payer's chat remembers, out of the ten that Telegram waits."""
CALM_SECONDS = 300.0
"""An outage is over when a chat met none for so long."""
_MOST_OUTAGES = 10_000
TRIES_OF_A_BUG = 3
TRIES_OF_THE_BACKEND = 30
"""About a quarter of an hour."""


class Conversation(Protocol):
    """What the turns need of :class:`handlers.dialogue.Dialogue`."""

    async def handle(self, update: Update, state: ChatState) -> ChatState:
        """Answer the update; the state after it. Raises Unavailable and telegram.error.*"""

    async def check_out(self, update: Update, state: ChatState | None) -> str:
        """Answer a pre-checkout query within seconds, ``state`` unread or not; the outcome. Raises telegram.error.*"""

    async def say_trouble(self, update: Update, state: ChatState, code: str) -> None:
        """Tell the athlete that their message is kept."""


class Interrupted(Exception):
    """The process ended in the middle of this turn the last time: it ran out of time or memory."""


@dataclass(slots=True)
class _Tries:
    count: int
    told: bool
    away: int = 0
    """Tries while Telegram was out of reach: no fault of the update's."""


class Turns:
    """Handles updates one at a time for each chat (whoever calls it sees to that), many chats at once.

    ``longest``: seconds after which a turn counts as failed; None: it may take its time. An answered turn whose saving
    fails repeats the saving for ``patience`` seconds (None: until it works).
    """

    def __init__(
        self,
        conversation: Conversation,
        memory: UpdateMemory,
        log: Log,
        names: ChatNames,
        monotonic: Callable[[], float] = time.monotonic,
        longest: float | None = None,
        patience: float | None = None,
    ) -> None:
        self._conversation = conversation
        self._memory = memory
        self._log = log
        self._names = names
        self._tries: dict[int, _Tries] = {}
        self._monotonic = monotonic
        self._longest = longest
        self._patience = float("inf") if patience is None else patience
        self._outages: dict[int, float] = {}

    async def take(self, waiting: Waiting) -> float | None:
        """Handle one update; None when it is over, else the seconds until it is to be tried again. Never raises."""
        try:
            return await self._take(waiting)
        except Exception as error:
            # Dealing with the trouble went wrong. The update is still in the inbox: its chat waits for a while.
            self._report(waiting, error, short_id(waiting.update_id))
            return LONGEST_PAUSE

    async def _take(self, waiting: Waiting) -> float | None:
        started = time.perf_counter()
        read = await self._read(waiting)
        if read is None:
            return None
        update, handler = read
        before: Loaded | None = None
        try:
            if update.pre_checkout_query is not None:
                outcome = await self._check_out(update, update.pre_checkout_query.from_user.id)
                await self._memory.finish(waiting.update_id, None, None)
            elif waiting.chat_id is None:
                outcome = "ignored"
                await self._memory.finish(waiting.update_id, None, None)
            else:
                async with (
                    asyncio.timeout(self._longest),
                    self._memory.chat(waiting.chat_id, turn_of(waiting.update_id)) as before,
                ):
                    if before.interrupted:
                        raise Interrupted
                    after, outcome = await self._answer(update, before.state)
                    await self._finish(waiting, before, after)
        except Exception as error:
            again = await self._trouble(waiting, update, before, error)
            outcome = "set aside" if again is None else "again"
        else:
            again = None
            self._tries.pop(waiting.update_id, None)
        self._log.info(
            "update",
            chat=self._names(waiting.chat_id),
            handler=handler,
            ms=round((time.perf_counter() - started) * 1000, 1),
            outcome=outcome,
        )
        return again

    async def apologise(self, arrivals: Sequence[Arrival]) -> None:
        """These could not be stored (and are still at Telegram): tell each chat, once an outage."""
        for arrival in arrivals:
            if arrival.chat_id is None or not self._outage_is_news(arrival.chat_id):
                continue
            with suppress(Exception):  # whatever is wrong with one of them will come out when it is handled
                update = Update.model_validate_json(arrival.payload)
                state = await self._state_if_readable(arrival.chat_id, turn_of(arrival.update_id))
                await self._conversation.say_trouble(update, state, StoreUnavailable.code)

    async def _state_if_readable(self, chat_id: int, turn: str) -> ChatState:
        try:
            async with self._memory.chat(chat_id, turn) as loaded:
                return loaded.state
        except Unavailable:
            return ChatState(chat_id=chat_id)

    def _outage_is_news(self, chat_id: int) -> bool:
        """Whether this chat met no outage for a while: one that flickers is told of once."""
        now = self._monotonic()
        if len(self._outages) > _MOST_OUTAGES:
            self._outages = {chat: at for chat, at in self._outages.items() if now - at < CALM_SECONDS}
        news = now - self._outages.get(chat_id, float("-inf")) >= CALM_SECONDS
        self._outages[chat_id] = now
        return news

    async def _read(self, waiting: Waiting) -> tuple[Update, str] | None:
        """The update and who will answer it; None when it cannot be read, and was set aside."""
        try:
            update = Update.model_validate_json(waiting.payload)
            return update, handler_of(update)
        except Exception as error:
            await self._set_aside(waiting, error, "unreadable")
            return None

    async def _answer(self, update: Update, state: ChatState) -> tuple[ChatState, str]:
        if update.my_chat_member is not None and update.my_chat_member.chat.type == "private":
            blocked = update.my_chat_member.new_chat_member.status in {"kicked", "left"}
            return state.model_copy(update={"blocked": blocked}), "blocked" if blocked else "unblocked"
        if state.blocked:
            state = state.model_copy(update={"blocked": False})
        try:
            return await self._conversation.handle(update, state), "handled"
        except Forbidden:
            return state.model_copy(update={"blocked": True}), "forbidden"

    async def _check_out(self, update: Update, chat_id: int) -> str:
        """Telegram waits ten seconds and no longer: this waits for no lane, and the chat is only looked at.

        A private chat has its person's id.
        """
        state: ChatState | None = None
        with suppress(StoreUnavailable, TimeoutError):
            async with asyncio.timeout(LOOKING_SECONDS):
                state = await self._memory.look(chat_id)
        return await self._conversation.check_out(update, state)

    async def _finish(self, waiting: Waiting, before: Loaded, after: ChatState) -> None:
        """Save what the turn came to. It is answered already: while the store is away only the saving is repeated."""
        tries, until = 0, time.monotonic() + self._patience
        while True:
            try:
                await self._memory.finish(waiting.update_id, before, after)
            except StoreUnavailable as error:
                tries += 1
                if tries == 1:
                    self._log.warning("turn_not_saved", chat=self._names(waiting.chat_id), error=what(error))
                if time.monotonic() >= until:
                    raise
                await asyncio.sleep(delay(tries, LONGEST_PAUSE))
            else:
                return

    async def _trouble(self, waiting: Waiting, update: Update, before: Loaded | None, error: Exception) -> float | None:
        if isinstance(error, ChatBusy):
            return BUSY_PAUSE
        if isinstance(error, RetryAfter):
            return seconds_of(error) + 0.1
        tries = self._tries.setdefault(waiting.update_id, _Tries(0, told=False))
        # What is stored counts, too: another process may have tried it since this one did.
        tries.count, tries.told = max(tries.count, waiting.attempts), tries.told or waiting.attempts > 0
        if _telegram_is_away(error):
            tries.away += 1
            if tries.away == 1:
                self._log.warning("telegram_unreachable", chat=self._names(waiting.chat_id), error=what(error))
            return delay(tries.away, LONGEST_PAUSE)
        with suppress(StoreUnavailable):
            await self._memory.failed(waiting.update_id)
        tries.count += 1
        code = error.code if isinstance(error, Unavailable) else short_id(waiting.update_id)
        outage = isinstance(error, Unavailable)
        news = not outage or self._outage_is_news(waiting.chat_id or 0)
        if not tries.told:
            tries.told = True
            self._report(waiting, error, code)
            state = before.state if before is not None else ChatState(chat_id=waiting.chat_id or 0)
            if news:
                with suppress(Exception):  # the update is kept, told or not
                    await self._conversation.say_trouble(update, state, code)
        if outage:
            patience = TRIES_OF_THE_BACKEND if isinstance(error, BackendUnavailable) else None
        else:
            patience = TRIES_OF_A_BUG
        if patience is None or tries.count < patience:
            return delay(tries.count, LONGEST_PAUSE)
        return await self._set_aside(waiting, error, code)

    async def _set_aside(self, waiting: Waiting, error: Exception, reason: str) -> float | None:
        try:
            await self._memory.aside(waiting, reason, error)
        except StoreUnavailable:
            return LONGEST_PAUSE
        self._tries.pop(waiting.update_id, None)
        self._log.error("set_aside", update=waiting.update_id, code=reason, error=what(error), at=where(error))
        return None

    def _report(self, waiting: Waiting, error: Exception, code: str) -> None:
        chat = self._names(waiting.chat_id)
        if isinstance(error, Unavailable):
            self._log.warning("unavailable", chat=chat, code=code, error=what(error))
        else:
            self._log.error("bug", chat=chat, code=code, error=what(error), at=where(error))


def _telegram_is_away(error: Exception) -> bool:
    """PTB counts a request that Telegram refuses as wrong among the network's errors; that one is a bug of ours."""
    return isinstance(error, NetworkError | InvalidToken | Conflict) and not isinstance(error, BadRequest)


def turn_of(update_id: int) -> str:
    """The name of the turn that handles the update."""
    return f"u{update_id}"


def short_id(update_id: int) -> str:
    """The four hex digits by which the athlete and the log speak of an update; the same each time."""
    return blake2b(str(update_id).encode(), digest_size=2).hexdigest()


_COMMANDS = {command.name for command in COMMANDS}


def handler_of(update: Update) -> str:
    """Who answers the update, for the log: a command's or a conversation's name, never anything of its content."""
    message = update.message or update.edited_message
    if update.callback_query is not None:
        prefix = (update.callback_query.data or "").partition(":")[0]
        return f"tap {prefix if prefix in TAPS else '?'}"
    if update.pre_checkout_query is not None:
        return "pre-checkout"
    if message is None:
        return "membership" if update.my_chat_member is not None else "other"
    if is_about_money(message):
        return "payment" if message.successful_payment is not None else "refund"
    edited = "edited " if update.edited_message is not None else ""
    if message.text is None:
        return edited + "attachment"
    if message.text.startswith("/"):
        name = message.text.split(maxsplit=1)[0][1:].partition("@")[0].lower()
        return f"{edited}/{name if name in _COMMANDS else '?'}"
    return edited + "text"
