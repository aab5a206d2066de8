"""Messages of the outbox, brought into the chats by the bot's own rules on a real table of the emulator."""

import time
from uuid import UUID

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from backend.contract import Notification
from bot.aws.chats import DynamoChats
from bot.aws.memory import LeasedMemory
from bot.aws.saying import Saying
from bot.inbox import NewState, Outcome
from bot.logs import ChatNames
from bot.pushing import Pace, Pushing
from handlers.state import ChatState
from tests.fakes.cloud import client, make_table
from tests.unit.bot.helpers import ANNA, FakeDialogue, Notebook
from tests.unit.bot_aws.worlds import HandClock, state_of, taken_in

BEN = UUID(int=2)


class World:
    def __init__(self) -> None:
        self.clock, self.log, self.dialogue = HandClock(), Notebook(), FakeDialogue()
        self.chats = DynamoChats(client("dynamodb"), make_table("ChatsTable"), self.clock)
        pushing = Pushing(LeasedMemory(self.chats, 20), self.dialogue, self.log, ChatNames(b"s" * 32), longest=15)
        self.saying = Saying(pushing, self.chats, self._signed_in, Pace(), self.clock, self.log)
        self.created_at = self.clock.now()
        self.signed_in = True

    async def _signed_in(self) -> bool:
        return self.signed_in

    def knows(self, chat_id: int, **fields: object) -> None:
        state = ChatState(chat_id=chat_id, **{"athlete_id": ANNA, **fields})
        new = NewState(chat_id, state.model_dump_json(exclude_defaults=True), state.athlete_id)
        self.chats.finish(Outcome(None, new), self.chats.take(chat_id, "test", 30))

    async def says(self, name: str, athlete_id: UUID = ANNA, receives: int = 1) -> float | None:
        notification = Notification(
            id=name,
            athlete_id=athlete_id,
            kind="feedback",
            entry_id=UUID(int=9),
            revision=1,
            created_at=self.created_at,
        )
        return await self.saying.handle(taken_in(notification.model_dump_json(), receives, self.created_at))

    def outcomes(self) -> list[object]:
        return [line["outcome"] for line in self.log.of("push")]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("bot.pushing.CHAT_PAUSE", 0.01)
    return World()


async def test_a_comment_is_said_in_its_athletes_chat(world: World) -> None:
    world.knows(7)

    assert await world.says("a") is None
    assert world.dialogue.delivered == ["a"]


async def test_a_chat_gets_one_at_a_time_with_a_pause(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pushing.CHAT_PAUSE", 0.2)
    world.knows(7)
    started = time.monotonic()

    await world.says("a")
    await world.says("b")

    assert time.monotonic() - started >= 0.2


async def test_while_the_chat_is_in_a_turn_the_comment_waits(world: World) -> None:
    world.knows(7)
    turn = world.chats.take(7, "u1", 30)

    assert await world.says("a") == 1
    assert world.dialogue.delivered == []
    world.chats.give_back(turn)
    assert await world.says("a", receives=2) is None

    assert world.dialogue.delivered == ["a"]


async def test_a_chat_that_is_not_known_yet_is_looked_for_soon_and_then_more_seldom(world: World) -> None:
    assert await world.says("a") == 1
    assert await world.says("a", receives=2) == 2
    world.clock.turn(minutes=14)
    assert await world.says("a", receives=8) == 60

    world.knows(7)
    assert await world.says("a", receives=9) is None

    assert world.dialogue.delivered == ["a"]


async def test_a_comment_for_nobody_is_dropped_after_that(world: World) -> None:
    world.knows(7)
    world.clock.turn(minutes=15)

    assert await world.says("gone", athlete_id=BEN) is None
    assert world.outcomes() == ["not wanted"]


async def test_an_account_in_two_chats_is_told_in_the_one_that_holds_it(world: World) -> None:
    world.knows(7)
    world.knows(8)

    assert await world.says("a") is None

    # Which one holds it is the dialogue's knowledge: it says nothing in the other.
    assert world.dialogue.delivered == ["a", "a"]


async def test_a_block_is_noted_and_stops_comments(world: World) -> None:
    world.knows(7)
    world.dialogue.errors = [Forbidden("Forbidden: bot was blocked by the user")]

    assert await world.says("a") is None
    assert await world.says("b") is None

    state = state_of(world.chats, 7)
    assert state is not None
    assert state.blocked
    assert world.outcomes() == ["forbidden", "not wanted"]


@pytest.mark.parametrize(("error", "pause"), [(RetryAfter(9), 9.1), (NetworkError("down"), 1.0)])
async def test_what_cannot_be_said_now_is_said_later(world: World, error: Exception, pause: float) -> None:
    world.knows(7)
    world.dialogue.errors = [error]

    assert await world.says("a") == pytest.approx(pause)
    assert await world.says("a", receives=2) is None

    assert world.dialogue.delivered == ["a"]


async def test_without_a_connection_nothing_is_begun(world: World) -> None:
    world.knows(7)
    world.signed_in = False

    assert await world.says("a", receives=3) == 4
    assert world.dialogue.delivered == []


async def test_what_can_never_be_said_is_given_up(world: World) -> None:
    world.knows(7)
    world.dialogue.errors = [BadRequest("can't parse entities")] * 3

    assert [await world.says("a", receives=receives) for receives in (1, 2, 3)] == [1, 2, None]
    assert world.outcomes() == ["again", "again", "given up"]


async def test_a_comment_that_ended_with_its_process_is_tried_again_and_not_for_ever(world: World) -> None:
    world.knows(7)
    world.chats.take(7, "pa", 20)
    assert await world.says("a", receives=2) == 2
    world.chats.take(7, "pa", 20)

    assert await world.says("a", receives=4) is None
    assert world.outcomes() == ["again", "given up"]


async def test_what_is_no_notification_is_reported_and_dropped(world: World) -> None:
    assert await world.saying.handle(taken_in("junk")) is None
    assert world.log.events() == ["no_notification"]
