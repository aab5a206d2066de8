"""Comments that are still being written, drawn in their chats as drafts: what one process does in :mod:`bot.streaming`.

Of each comment only the newest text of a batch is looked at. It is drawn where the message will be, unless the message
may be under way: where a turn has the chat in hand, or the comment is there, nothing is drawn. What comes late, finds
no room beside the messages or is refused by Telegram is dropped, and nobody is told: the comment comes all the same.

Nothing here writes to the chats. It speaks to Telegram by itself, without python-telegram-bot, which would take longer
to load than a draft is of use.
https://core.telegram.org/bots/api#sendmessagedraft
"""

import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Protocol
from uuid import UUID

import urllib3
from pydantic import ValidationError

from backend.contract.drafts import WordsSoFar
from backend.errors import StoreUnavailable
from backend.ports import Clock
from bot.aws.batch import Report
from bot.aws.chats import DynamoChats
from bot.drafting import PATIENCE, draft_id, is_wanted
from bot.linking.links import Account
from bot.logs import Log, what, where
from handlers.state import ChatState

LATE = timedelta(seconds=3)


class Accounts(Protocol):
    """What is needed of :class:`bot.linking.links.Links`."""

    def account(self, athlete_id: UUID) -> Account | None:
        """The account and the chat that holds it. Raises StoreUnavailable."""


class Refused(Exception):
    """Telegram did not take it; says what kind of trouble it was."""


class Drawer:
    """Telegram, for drafts alone. ``token`` gives the bot's token each time; raises StoreUnavailable."""

    def __init__(
        self, api_url: str, token: Callable[[], str], pool: urllib3.PoolManager, patience: float = PATIENCE
    ) -> None:
        self._api_url = api_url
        self._token = token
        self._pool = pool
        self._patience = urllib3.Timeout(total=patience)

    def draw(self, chat_id: int, number: int, text: str) -> None:
        """Show the text so far; without any, that the bot is typing. Raises Refused, StoreUnavailable."""
        if text:
            self._call("sendMessageDraft", chat_id=chat_id, draft_id=number, text=text)
        else:
            self._call("sendChatAction", chat_id=chat_id, action="typing")

    def _call(self, method: str, **values: object) -> None:
        url = f"{self._api_url}/bot{self._token()}/{method}"
        try:
            try:
                answer = self._asked(url, values)
            except urllib3.exceptions.ProtocolError:  # closed by Telegram while Lambda kept the process frozen
                answer = self._asked(url, values)  # drawing it twice shows it once
        except urllib3.exceptions.HTTPError as error:
            raise Refused(type(error).__name__) from None  # the address, with the token in it, is in some of them
        if answer.status != HTTPStatus.OK:
            raise Refused(str(answer.status))

    def _asked(self, url: str, values: Mapping[str, object]) -> urllib3.BaseHTTPResponse:
        return self._pool.request("POST", url, json=values, timeout=self._patience, retries=False)


class Room:
    """``most`` drafts in so many ``seconds``."""

    def __init__(self, most: int, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._drawn: deque[float] = deque([float("-inf")] * most, maxlen=most)

    def is_free(self) -> bool:
        """Whether one more may be drawn now."""
        return self._monotonic() - self._drawn[0] >= self._seconds

    def take(self) -> None:
        """One more is drawn now."""
        self._drawn.append(self._monotonic())


class Drawing:
    """Draws what a queue with a group for each entry hands over. Nothing of it ever comes again."""

    def __init__(
        self, accounts: Accounts, chats: DynamoChats, drawer: Drawer, room: Room, clock: Clock, log: Log
    ) -> None:
        self._accounts = accounts
        self._chats = chats
        self._drawer = drawer
        self._room = room
        self._clock = clock
        self._log = log

    def draw(self, event: Mapping[str, Any]) -> Report:
        """An event of SQS. Never raises."""
        newest: dict[UUID, WordsSoFar] = {}
        for record in event["Records"]:
            try:
                draft = WordsSoFar.model_validate_json(record["body"])
            except ValidationError:
                self._log.error("no_draft", message=record["messageId"])
            else:
                newest[draft.entry_id] = draft  # a group is handed over in its order
        for draft in newest.values():
            why = self._drop(draft)
            self._log.info("draft", outcome="drawn" if why is None else "dropped", why=why)
        return {"batchItemFailures": []}

    def _drop(self, draft: WordsSoFar) -> str | None:
        """Draw it, or say why not."""
        try:
            if self._is_late(draft):
                return "late"
            if not self._room.is_free():
                return "no room"
            chat_id = self._chat_of(draft)
            if chat_id is None:
                return "not wanted"
            if self._is_late(draft):
                return "late"
            self._room.take()
            self._drawer.draw(chat_id, draft_id(draft.entry_id), draft.text)
        except StoreUnavailable:
            return "unavailable"
        except Refused as error:
            return f"refused: {error}"
        except Exception as error:  # the others of the batch are drawn all the same
            self._log.error("bug", code="draft", error=what(error), at=where(error))
            return "bug"
        return None

    def _is_late(self, draft: WordsSoFar) -> bool:
        return self._clock.now() - draft.at > LATE

    def _chat_of(self, draft: WordsSoFar) -> int | None:
        """The chat that holds the athlete's account, if it is to be seen there now."""
        account = self._accounts.account(draft.athlete_id)
        stored = None if account is None else self._chats.look_if_free(account.chat_id)
        if account is None or stored is None:
            return None
        state = ChatState.model_validate_json(stored)
        return account.chat_id if is_wanted(state, draft.athlete_id, draft.entry_id) else None
