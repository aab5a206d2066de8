"""Workers of the bot on AWS, torn down at random moments, with updates handed over repeatedly and pushes between."""

import asyncio
import json
import random
from typing import Any

import pytest

from bot.aws.answering import Answering
from bot.aws.chats import DynamoChats, Taken
from bot.aws.inbox import DeadLetters
from bot.aws.memory import LeasedMemory, LeasedUpdates
from bot.inbox import ChatBusy, Outcome
from bot.logs import ChatNames
from bot.turns import Turns
from handlers.state import ChatState
from handlers.update import Update
from tests.fakes.cloud import client, make_queue, make_table
from tests.unit.bot.helpers import ANNA, Notebook, message
from tests.unit.bot_aws.worlds import HandClock, messages_in, state_of, taken_in

CHATS = (7, 8, 9)
UPDATES = 60
PUSHES = 20


class Died(BaseException):
    """The process is gone: nothing catches this."""


class Mortal(DynamoChats):
    """The chats of one worker, which may end before or after anything that it asks for."""

    def __init__(self, client: Any, table: str, chance: random.Random) -> None:
        super().__init__(client, table, HandClock())
        self._chance = chance
        self._dead = False

    def _perhaps_die(self) -> None:
        if self._chance.random() < 0.2:
            self._dead = True
            raise Died

    def take(self, chat_id: int, turn: str, seconds: float) -> Taken:
        taken = super().take(chat_id, turn, seconds)
        self._perhaps_die()
        return taken

    def finish(self, outcome: Outcome, taken: Taken | None) -> None:
        self._perhaps_die()
        super().finish(outcome, taken)
        self._perhaps_die()

    def give_back(self, taken: Taken) -> None:
        if not self._dead:  # who is dead tidies nothing up
            super().give_back(taken)


class Chronicle:
    """A dialogue that writes down in the chat's state which updates it has seen."""

    async def handle(self, update: Update, state: ChatState) -> ChatState:
        seen = f"{state.zone or ''} {update.update_id}"
        return state.model_copy(update={"zone": seen.strip(), "athlete_id": ANNA})

    async def say_trouble(self, update: Update, state: ChatState, code: str) -> None:
        return


class World:
    def __init__(self) -> None:
        self.table, self.dead = make_table("ChatsTable"), make_queue("InboxDead")
        self.chance = random.Random(20261122)
        self.chats = DynamoChats(client("dynamodb"), self.table, HandClock())
        self.dynamodb, self.sqs = client("dynamodb"), client("sqs")
        self.deaths = 0

    async def try_once(self, number: int) -> bool:
        """Hand the update to a new worker; whether it says that it is over."""
        chats = Mortal(self.dynamodb, self.table, self.chance)
        memory = LeasedUpdates(chats, 25, DeadLetters(self.sqs, self.dead))
        log, names = Notebook(), ChatNames(b"s" * 32)
        turns = Turns(Chronicle(), memory, log, names)
        try:
            raw = message(number, chat_id=CHATS[number % 3])
            return await Answering(turns, chats, _always, log, names).handle(taken_in(raw)) is None
        except Died:
            self.deaths += 1
            return False

    async def queue(self, chat_id: int) -> None:
        """One group of the inbox: each message until it is over, and then perhaps once more, as Telegram does."""
        for number in (number for number in range(UPDATES) if CHATS[number % 3] == chat_id):
            while not await self.try_once(number):
                pass
            while self.chance.random() < 0.3:
                await self.try_once(number)

    async def pushes(self, chat_id: int) -> None:
        """Another queue, which counts in the same chat's state."""
        memory = LeasedMemory(self.chats, 25)
        for number in range(PUSHES):
            while not await self._push(memory, chat_id, f"p{number}"):
                pass

    async def _push(self, memory: LeasedMemory, chat_id: int, turn: str) -> bool:
        try:
            async with memory.chat(chat_id, turn) as before:
                newest = (before.state.newest or 0) + 1
                after = before.state.model_copy(update={"newest": newest, "athlete_id": ANNA})
                await memory.finish(None, before, after)
        except ChatBusy:
            return False
        return True


async def _always() -> bool:
    return True


@pytest.fixture
def world() -> World:
    return World()


async def test_every_update_is_handled_once_and_in_order_or_kept_for_a_person_and_no_push_is_lost(world: World) -> None:
    await asyncio.gather(*(world.queue(chat) for chat in CHATS), *(world.pushes(chat) for chat in CHATS))

    assert world.deaths > 20, "else nothing was tried"
    kept = {json.loads(letter["Body"])["update_id"] for letter in messages_in(world.dead)}
    for place, chat in enumerate(CHATS):
        state = state_of(world.chats, chat)
        assert state is not None
        assert state.newest == PUSHES
        seen = [int(number) for number in str(state.zone).split()]
        sent = [number for number in range(UPDATES) if number % 3 == place]
        assert len(set(seen)) == len(seen)
        assert set(seen) | kept >= set(sent)
        # What was given up may have been handled later, when Telegram repeated it.
        assert [number for number in seen if number not in kept] == [number for number in sent if number not in kept]
    assert len(kept) < UPDATES / 2
