"""Messages of the inbox, answered by the bot's own rules on a real table and real queues of the emulator."""

import json
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter

from backend.errors import StoreUnavailable
from bot.aws.answering import Answering
from bot.aws.chats import DynamoChats
from bot.aws.inbox import DeadLetters
from bot.aws.memory import LeasedUpdates
from bot.inbox import ChatBusy
from bot.logs import ChatNames
from bot.turns import TRIES_OF_A_BUG, Turns, short_id
from handlers.state import ChatState
from tests.fakes.cloud import client, make_queue, make_table
from tests.unit.bot.helpers import ANNA, FakeDialogue, Notebook, message
from tests.unit.bot_aws.worlds import HandClock, messages_in, state_of, taken_in

NAMES = ChatNames(b"s" * 32)


class World:
    """The bot's function without Lambda. ``cold``: as if another container took the next message."""

    def __init__(self) -> None:
        self.table, self.dead = make_table("ChatsTable"), make_queue("InboxDead")
        self.clock, self.log, self.dialogue = HandClock(), Notebook(), AgreedDialogue()
        self.chats = DynamoChats(client("dynamodb"), self.table, self.clock)
        self.signed_in = True
        self.cold()

    def cold(self) -> None:
        memory = LeasedUpdates(self.chats, 25, DeadLetters(client("sqs"), self.dead))
        turns = Turns(self.dialogue, memory, self.log, NAMES, longest=20, patience=0)
        self.answering = Answering(turns, self.chats, self._signed_in, self.log, NAMES)

    async def _signed_in(self) -> bool:
        return self.signed_in

    async def takes(self, raw: object, receives: int = 1) -> float | None:
        return await self.answering.handle(taken_in(raw, receives))

    def letters(self) -> list[dict[str, Any]]:
        return [json.loads(each["Body"]) for each in messages_in(self.dead)]


class AgreedDialogue(FakeDialogue):
    """Everybody it talks with has agreed; or, where it ``erases``, is gone."""

    erases = False

    async def handle(self, update: Any, state: Any) -> Any:
        after = await super().handle(update, state)
        if self.erases:
            return ChatState(chat_id=state.chat_id)
        return after.model_copy(update={"athlete_id": ANNA})


@pytest.fixture
def world() -> World:
    return World()


async def test_the_same_update_a_hundred_times_is_answered_once(world: World) -> None:
    for number in range(100):
        if number % 10 == 0:
            world.cold()
        assert await world.takes(message(1)) is None

    assert len(world.dialogue.heard) == 1
    assert [line["outcome"] for line in world.log.of("update")] == ["handled"] + ["repeated"] * 99


async def test_each_turn_begins_where_the_last_one_ended_whoever_takes_it(world: World) -> None:
    for number in (3, 1, 2):  # the queue's order, not that of the numbers
        await world.takes(message(number, f"text {number}"))
        world.cold()

    assert [text for _, text in world.dialogue.heard] == ["text 3", "text 1", "text 2"]
    state = state_of(world.chats, 7)
    assert state is not None
    assert state.zone == "heard/3"


async def test_a_bug_is_told_once_tried_three_times_by_whomever_and_then_kept_for_a_person(world: World) -> None:
    world.dialogue.errors = [KeyError("a secret note")] * TRIES_OF_A_BUG
    pauses = []
    for receives in range(1, TRIES_OF_A_BUG + 1):
        world.cold()
        pauses.append(await world.takes(message(1), receives))

    assert pauses == [1, 2, None]
    assert world.dialogue.troubles == [(7, short_id(1))]
    [letter] = world.letters()
    assert (letter["code"], letter["error"]) == (short_id(1), "KeyError")
    assert letter["update"]["message"]["text"] == message(1)["message"]["text"]  # type: ignore[index]  # it is a dict
    assert "secret" not in json.dumps(letter)

    await world.takes(message(2))
    assert len(world.dialogue.heard) == 1, "the next update of the chat is answered"


async def test_an_erased_athletes_dead_letters_are_removed_and_nobody_elses(world: World) -> None:
    unreadable = {"message": {"text": "no date", "chat": {"id": 7, "type": "private"}}}
    await world.takes({"update_id": 1, **unreadable})
    await world.takes({"update_id": 2, "message": {"text": "no date", "chat": {"id": 8, "type": "private"}}})
    await world.takes(message(3))
    world.dialogue.erases = True

    await world.takes(message(4, "/delete_me"))

    assert state_of(world.chats, 7) is None
    # Looking for them hid them for a moment: SQS waits for what becomes visible.
    answer = client("sqs").receive_message(QueueUrl=world.dead, WaitTimeSeconds=15)
    assert [json.loads(letter["Body"])["update_id"] for letter in answer["Messages"]] == [2]


async def test_an_update_that_came_often_for_no_fault_of_its_own_has_all_its_tries(world: World) -> None:
    world.dialogue.errors = [ZeroDivisionError()]

    assert await world.takes(message(1), receives=40) == 1
    assert world.dialogue.troubles == [(7, short_id(1))]
    assert await world.takes(message(1), receives=41) is None
    assert world.letters() == []


async def test_an_update_that_killed_its_process_three_times_is_given_up_as_a_bug_is(
    world: World,
) -> None:
    for attempt in range(TRIES_OF_A_BUG):
        world.chats.take(7, "u1", 25)  # and the process is gone
        world.cold()
        again = await world.takes(message(1), receives=2 * attempt + 2)

    assert again is None
    assert world.dialogue.heard == []
    assert world.dialogue.troubles == [(7, short_id(1))]
    [letter] = world.letters()
    assert letter["error"] == "Interrupted"


@pytest.mark.parametrize(("error", "pause"), [(RetryAfter(17), 17.1), (NetworkError("down"), 1.0)])
async def test_telegram_is_waited_for_without_a_word(world: World, error: Exception, pause: float) -> None:
    world.dialogue.errors = [error]

    assert await world.takes(message(1)) == pytest.approx(pause)
    world.cold()
    assert await world.takes(message(1), receives=2) is None

    assert world.dialogue.troubles == []
    assert len(world.dialogue.heard) == 1


async def test_between_the_tries_of_a_turn_nothing_is_pushed_into_its_chat(world: World) -> None:
    world.dialogue.errors = [NetworkError("down")]

    assert await world.takes(message(1)) == 1.0

    with pytest.raises(ChatBusy):
        world.chats.take(7, "pcomment", 25)
    assert await world.takes(message(1), receives=2) is None
    world.chats.take(7, "pcomment", 25)


async def test_a_turn_that_is_given_up_leaves_its_chat_to_others(world: World) -> None:
    world.dialogue.errors = [ZeroDivisionError()] * TRIES_OF_A_BUG
    for _ in range(TRIES_OF_A_BUG):
        await world.takes(message(1))

    assert len(world.letters()) == 1
    world.chats.take(7, "pcomment", 25)


async def test_a_chat_in_other_hands_is_tried_again_in_a_moment_without_a_word(world: World) -> None:
    push = world.chats.take(7, "pcomment", 25)

    assert await world.takes(message(1)) == 1
    assert await world.takes(message(2, chat_id=8)) is None, "another chat waits for nobody"
    world.chats.give_back(push)
    assert await world.takes(message(1), receives=2) is None

    assert world.dialogue.troubles == []


async def test_without_the_bots_name_nothing_is_begun(world: World) -> None:
    world.signed_in = False

    assert await world.takes(message(1), receives=3) == 4
    assert world.dialogue.heard == []


async def test_when_the_table_does_not_answer_the_update_waits_and_the_athlete_is_told_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(update_id: int) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(world.chats, "progress", away)

    assert await world.takes(message(1)) == 1
    world.cold()
    assert await world.takes(message(1), receives=2) == 2

    assert world.dialogue.heard == []
    assert world.dialogue.troubles == [(7, "store_unavailable")]


async def test_what_cannot_be_read_is_kept_and_blocks_nobody(world: World) -> None:
    unreadable = {"update_id": 1, "message": {"text": "no date", "chat": {"id": 7, "type": "private"}}}

    assert await world.takes(unreadable) is None
    assert await world.takes("junk") is None

    [letter] = world.letters()
    assert letter["code"] == "unreadable"
    assert world.log.events() == ["set_aside", "no_update"]


async def test_an_update_without_a_chat_is_over_at_once(world: World) -> None:
    assert await world.takes({"update_id": 1}) is None
    assert world.chats.progress(1).handled
