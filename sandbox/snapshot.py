"""Keeps the chats over a restart: one JSON file, and the sent files beside it."""

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from sandbox.files import StoredFile
from sandbox.updates import UpdateQueue
from sandbox.wire import Json, dumps
from sandbox.world import Bot, Chat, Query, Webhook, World

log = logging.getLogger("sandbox")

WRITE_EVERY_SECONDS = 1.0
SKIPPED_IDS = 1_000
"""Ids left out after a restart: what happened after the last write must not come again under the same number."""
_VERSION = 1


class Snapshot:
    """Reads the world from ``path`` once, and writes it there whenever it has changed."""

    def __init__(self, world: World, path: Path) -> None:
        self._world = world
        self._path = path
        self._files = path.parent / "files"
        self._written: object = None
        self._task: asyncio.Task[None] | None = None

    def restore(self) -> None:
        """Fill the world from the file. One that cannot be read is put aside, not overwritten."""
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            if raw["version"] != _VERSION:
                raise ValueError("another version")
            self._fill(raw)
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError) as error:
            aside = self._path.with_suffix(".unreadable")
            self._path.replace(aside)
            log.warning("the sandbox's chats could not be read (%s); they were put aside", type(error).__name__)

    def keep(self) -> None:
        """Write from now on, every second in which something changed."""
        self._task = asyncio.create_task(self._write_changes())

    async def close(self) -> None:
        """Write once more and stop."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._write()

    async def _write_changes(self) -> None:
        while True:
            await asyncio.sleep(WRITE_EVERY_SECONDS)
            try:
                self._write()
            except OSError as error:
                log.warning("the sandbox's chats could not be written: %s", error.strerror)

    def _fingerprint(self) -> object:
        """Changes whenever something worth keeping does; far cheaper than the whole."""
        world = self._world
        return (
            len(world.athletes),
            len(world.files.by_id),
            id(world.shown),
            world.payments.revision,
            [
                (bot.updates.next_id, next(iter(bot.updates.waiting), 0), bot.webhook.url, bot.user)
                for bot in world.all_bots()
            ],
            [chat.events.last_id for bot in world.all_bots() for chat in bot.chats.values()],
        )

    def _write(self) -> None:
        fingerprint = self._fingerprint()
        if fingerprint == self._written:
            return
        self._files.mkdir(parents=True, exist_ok=True)
        there = {file.name for file in self._files.iterdir()}
        kept = {stored.unique_id: stored.content for stored in self._world.files.by_id.values()}
        for name in kept.keys() - there:
            (self._files / name).write_bytes(kept[name])
        for name in there - kept.keys():
            (self._files / name).unlink()
        draft = self._path.with_suffix(".new")
        draft.write_text(dumps(self._dump()), encoding="utf-8")
        draft.replace(self._path)
        self._written = fingerprint

    def _dump(self) -> Json:
        world = self._world
        bots = world.all_bots()
        return {
            "version": _VERSION,
            "athletes": list(world.athletes.values()),
            "shown": bots.index(world.shown),
            "bots": [_dump_bot(bot) for bot in bots],
            "payments": world.payments.dump(),
            "files": [
                {key: value for key, value in asdict(stored).items() if key != "content"}
                for stored in world.files.by_id.values()
            ],
        }

    def _fill(self, raw: Json) -> None:
        world = self._world
        athletes = {user["id"]: user for user in raw["athletes"]}
        bots = [_load_bot(dumped, athletes) for dumped in raw["bots"]]
        for file in raw["files"]:
            content = self._files / file["unique_id"]
            if content.is_file():
                world.files.put(StoredFile(content=content.read_bytes(), **file))
        if "payments" in raw:  # a file of an earlier version has none
            world.payments.fill(raw["payments"])
        world.athletes.update(athletes)
        world.shown = bots[raw["shown"]]
        world.bots.update({bot.token: bot for bot in bots if bot.token is not None})


def _dump_bot(bot: Bot) -> Json:
    return {
        "token": bot.token,
        "user": bot.user,
        "next_update_id": bot.updates.next_id,
        "allowed_updates": sorted(bot.updates.allowed) if bot.updates.allowed is not None else None,
        "waiting": list(bot.updates.waiting.values()),
        "webhook": asdict(bot.webhook),
        "commands": [[scope, language, commands] for (scope, language), commands in bot.commands.items()],
        "texts": [[name, language, text] for (name, language), text in bot.texts.items()],
        "menu_buttons": list(bot.menu_buttons.items()),
        "chats": [_dump_chat(chat) for chat in bot.chats.values()],
        "queries": [[query_id, query.chat.id, query.asked_at] for query_id, query in bot.queries.items()],
    }


def _load_bot(raw: Json, athletes: dict[int, Json]) -> Bot:
    bot = Bot(token=raw["token"], user=raw["user"], updates=UpdateQueue(), webhook=Webhook(**raw["webhook"]))
    bot.updates.next_id = max(raw["next_update_id"] + SKIPPED_IDS, bot.updates.next_id)
    bot.updates.allow(raw["allowed_updates"])
    bot.updates.waiting = {update["update_id"]: update for update in raw["waiting"]}
    bot.commands = {(scope, language): commands for scope, language, commands in raw["commands"]}
    bot.texts = {(name, language): text for name, language, text in raw["texts"]}
    bot.menu_buttons = dict(raw["menu_buttons"])
    for dumped in raw["chats"]:
        chat = _load_chat(dumped)
        chat.language_code = athletes.get(chat.id, {}).get("language_code", "")
        bot.chats[chat.id] = chat
    bot.queries = {query_id: Query(bot.chats[chat_id], at) for query_id, chat_id, at in raw["queries"]}
    return bot


def _dump_chat(chat: Chat) -> Json:
    return {
        "info": chat.info,
        "messages": list(chat.messages.values()),
        "last_message_id": chat.last_message_id,
        "blocked": chat.blocked,
        "left": chat.left,
        "reply_keyboard": chat.reply_keyboard,
        "with_reply_keyboard": sorted(chat.with_reply_keyboard),
        "pinned": chat.pinned,
    }


def _load_chat(raw: Json) -> Chat:
    chat = Chat(raw["info"])
    chat.messages = {message["message_id"]: message for message in raw["messages"]}
    chat.last_message_id = raw["last_message_id"] + SKIPPED_IDS
    chat.blocked = raw["blocked"]
    chat.left = raw["left"]
    chat.reply_keyboard = raw["reply_keyboard"]
    chat.with_reply_keyboard = set(raw["with_reply_keyboard"])
    chat.pinned = raw["pinned"]
    return chat
