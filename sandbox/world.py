"""Everything that exists in the sandbox: athletes, bots, the chats between them; in memory, on one event loop."""

import itertools
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.events import EventLog
from sandbox.files import FileShelf
from sandbox.payments import Payments
from sandbox.updates import UpdateQueue
from sandbox.wire import BadRequest, Forbidden, Json

FIRST_NAMES = ("Ada", "Ben", "Chiara", "Deniz", "Eliud", "Freya", "Gabriel", "Hana", "Ines", "Jonas")
MESSAGES_KEPT = 1_000
"""A chat forgets its oldest messages beyond this many, so that a benchmark does not fill the memory."""
TYPING_SECONDS = 5
QUERY_SECONDS = 15 * 60
"""How long a callback query can be answered."""
_FIRST_ATHLETE_ID = 710_000_001


class Impossible(Exception):
    """Telegram's app would not let the athlete do that; the message says why."""


class Chat:
    """One chat as one bot sees it: its messages, and what the athlete's page shows around them.

    ``info`` is the Chat object. A stored message is never changed, only replaced: events and updates refer to it.
    """

    def __init__(self, info: Json) -> None:
        self.id: int = info["id"]
        self.info = info
        self.language_code = ""
        """The athlete's language in a private chat; empty in others."""
        self.messages: dict[int, Json] = {}
        self.last_message_id = 0
        self.blocked = False
        self.left = False
        self.reply_keyboard: Json | None = None
        self.with_reply_keyboard: set[int] = set()
        """Messages that brought a reply keyboard; Telegram does not let them be edited."""
        self.pinned: list[int] = []
        self.typing_until = 0.0
        self.draft: str | None = None
        self.events = EventLog()

    def add(self, sender: Json | None, date: float, content: Json) -> Json:
        """Store a new message with the next id, and return it."""
        self.last_message_id += 1
        message: Json = {"message_id": self.last_message_id}
        if sender is not None:
            message["from"] = sender
        message["chat"] = self.info
        message["date"] = int(date)
        message.update(content)
        self.messages[self.last_message_id] = message
        if len(self.messages) > MESSAGES_KEPT:
            del self.messages[next(iter(self.messages))]
        return message

    def replace(self, message: Json) -> None:
        """Put the edited message in the old one's place and show it."""
        self.messages[message["message_id"]] = message
        self.events.publish("edited", message=message)

    def remove(self, message_id: int) -> None:
        """Take the message away and show that."""
        del self.messages[message_id]
        self.events.publish("deleted", message_id=message_id)


@dataclass(slots=True)
class Query:
    """A tap that waits for its answer. ``asked_at`` is a Unix time."""

    chat: Chat
    asked_at: float


@dataclass(slots=True)
class Webhook:
    """Where updates are sent. ``url`` empty: nowhere, the bot polls."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str | None = None
    has_certificate: bool = False
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(slots=True, eq=False)
class Bot:
    """A bot. ``token`` None: the one that the page is open for, but that has not called yet."""

    token: str | None
    user: Json
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook = field(default_factory=Webhook)
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """Commands by (scope as JSON, language code)."""
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """Name and descriptions by (field, language code)."""
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)


class World:
    """All athletes and bots. ``shown`` is the bot that the page talks to: the first one that calls in this run."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.athletes: dict[int, Json] = {}
        self.bots: dict[str, Bot] = {}
        self.files = FileShelf()
        self.payments = Payments()
        self.shown = Bot(token=None, user={})
        self.connected = False
        self._numbers = itertools.count(secrets.randbits(32))

    def new_athlete(self, first_name: str | None = None, language_code: str | None = None) -> Json:
        """A new athlete (a User object)."""
        count = len(self.athletes)
        user: Json = {
            "id": _FIRST_ATHLETE_ID + count,
            "is_bot": False,
            "first_name": first_name or FIRST_NAMES[count % len(FIRST_NAMES)],
            "language_code": language_code or "en",
        }
        self.athletes[user["id"]] = user
        return user

    def bot(self, token: str) -> Bot:
        """The bot with this token; a token seen for the first time makes one."""
        known = self.bots.get(token)
        if known is None:
            known = self.shown if self.shown.token is None else Bot(token=None, user={})
            known.token = token
            bot_id = int(token.partition(":")[0])
            known.user = {
                "id": bot_id,
                "is_bot": True,
                "first_name": "AI Tracker",
                "username": f"ai_tracker_{bot_id}_bot",
            }
            self.bots[token] = known
        if not self.connected:
            self.connected = True
            before, self.shown = self.shown, known
            for chat in before.chats.values():
                chat.events.publish("state")
        return known

    def all_bots(self) -> list[Bot]:
        """Every bot, the shown one too when it has no token yet."""
        bots = list(self.bots.values())
        return bots if self.shown in bots else [self.shown, *bots]

    def private_chat(self, bot: Bot, athlete: Json) -> Chat:
        """The chat between this athlete and the bot, opened if need be."""
        chat = bot.chats.get(athlete["id"])
        if chat is None:
            info = {"id": athlete["id"], "type": "private", "first_name": athlete["first_name"]}
            chat = bot.chats[athlete["id"]] = Chat(info)
            chat.language_code = athlete.get("language_code", "")
        return chat

    def chat_by_info(self, bot: Bot, info: Json) -> Chat:
        """The chat that a raw update speaks of, known to the bot from now on."""
        chat = bot.chats.get(info["id"])
        if chat is None:
            chat = bot.chats[info["id"]] = Chat(info)
        return chat

    def reachable_chat(self, bot: Bot, chat_id: int | str) -> Chat:
        """The chat if the bot may write there. Raises Telegram's 400 and 403 otherwise."""
        chat = self.known_chat(bot, chat_id)
        if chat.blocked:
            raise Forbidden("bot was blocked by the user")
        if chat.left:
            raise Forbidden(f"bot is not a member of the {chat.info['type']} chat")
        return chat

    def known_chat(self, bot: Bot, chat_id: int | str) -> Chat:
        """The chat if the bot knows it, whether or not it may write there."""
        if isinstance(chat_id, str):
            for chat in bot.chats.values():
                if chat_id.startswith("@") and chat.info.get("username") == chat_id[1:]:
                    return chat
            raise BadRequest("chat not found")
        known = bot.chats.get(chat_id)
        if known is None:
            if chat_id in self.athletes:
                raise Forbidden("bot can't initiate conversation with a user")
            raise BadRequest("chat not found")
        return known

    def new_number(self) -> str:
        """A long number, new each time, for ids that are strings."""
        return str((1 << 60) + next(self._numbers))

    def new_query(self, bot: Bot, chat: Chat) -> str:
        """The id of a tap that can be answered for a while."""
        query_id = self.new_number()
        bot.queries[query_id] = Query(chat, self.clock())
        return query_id
