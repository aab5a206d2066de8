"""A chat on DynamoDB is in the hands of one turn at a time, and a turn is saved whole, once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.aws.chats import DynamoChats, Progress
from bot.aws.memory import LeasedMemory
from bot.inbox import ChatBusy, NewState, Outcome
from handlers.state import ChatState
from tests.fakes.cloud import client, make_table

ANNA = UUID(int=1)


class HandClock:
    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture(scope="module")
def table() -> str:
    return make_table("ChatsTable")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def chats(table: str, clock: HandClock) -> DynamoChats:
    dynamodb = client("dynamodb")
    for key in items(table):
        dynamodb.delete_item(TableName=table, Key={"pk": {"S": key}})
    return DynamoChats(dynamodb, table, clock)


def items(table: str) -> dict[str, dict[str, Any]]:
    """All that is there, by its key."""
    return {item["pk"]["S"]: item for item in client("dynamodb").scan(TableName=table)["Items"]}


def test_a_chat_in_hand_is_busy_for_others_until_it_is_saved(chats: DynamoChats) -> None:
    first = chats.take(7, "u1", 30)
    with pytest.raises(ChatBusy):
        chats.take(7, "pcomment", 30)
    chats.take(8, "u2", 30)

    chats.finish(Outcome(1, NewState(7, '{"a": 1}', ANNA)), first)

    assert chats.take(7, "pcomment", 30).stored == '{"a": 1}'


def test_a_chat_in_hand_can_be_looked_at(chats: DynamoChats) -> None:
    assert chats.look(7) is None
    chats.finish(Outcome(1, NewState(7, '{"a": 1}', ANNA)), chats.take(7, "u1", 30))
    chats.take(7, "u2", 30)

    assert chats.look(7) == '{"a": 1}'
    with pytest.raises(ChatBusy):
        chats.take(7, "u3", 30)


def test_a_chat_that_has_expired_is_not_there_to_be_looked_at(chats: DynamoChats, clock: HandClock) -> None:
    chats.finish(Outcome(1, NewState(7, "{}", None)), chats.take(7, "u1", 30))
    clock.turn(days=8)

    assert chats.look(7) is None


def test_of_many_who_want_a_chat_at_once_one_gets_it(chats: DynamoChats) -> None:
    def attempt(number: int) -> bool:
        try:
            chats.take(7, f"u{number}", 30)
        except ChatBusy:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(24))) == 1


def test_a_chat_that_is_given_back_is_free_and_as_it_was(chats: DynamoChats, table: str) -> None:
    chats.finish(Outcome(1, NewState(7, "{}", ANNA)), chats.take(7, "u1", 30))

    chats.give_back(chats.take(7, "u2", 30))
    chats.give_back(chats.take(8, "u3", 30))

    assert chats.take(7, "u4", 30).stored == "{}"
    assert "C#8" not in items(table), "a chat that nobody knows leaves nothing behind"


def test_a_turn_that_died_takes_its_chat_up_again_at_once_and_is_told(chats: DynamoChats) -> None:
    assert not chats.take(7, "u1", 30).interrupted

    again = chats.take(7, "u1", 30)

    assert again.interrupted
    chats.give_back(again)
    assert not chats.take(7, "u1", 30).interrupted


def test_a_turn_that_will_be_tried_again_keeps_its_chat_and_finds_it_as_it_was(
    chats: DynamoChats, clock: HandClock
) -> None:
    chats.finish(Outcome(1, NewState(7, "{}", ANNA)), chats.take(7, "u1", 30))

    chats.keep(chats.take(7, "u2", 30), 35)

    clock.turn(seconds=34)
    with pytest.raises(ChatBusy):
        chats.take(7, "pcomment", 30)
    again = chats.take(7, "u2", 30)
    assert (again.stored, again.interrupted) == ("{}", False)


def test_a_chat_that_is_kept_too_long_is_anybodys(chats: DynamoChats, clock: HandClock) -> None:
    kept = chats.take(7, "u1", 30)
    chats.keep(kept, 35)
    clock.turn(seconds=36)

    chats.take(7, "pcomment", 30)

    chats.keep(kept, 35)
    chats.take(7, "pcomment", 30)


def test_others_wait_for_a_dead_turn_until_its_lease_ends(chats: DynamoChats, clock: HandClock) -> None:
    chats.take(7, "u1", 30)

    clock.turn(seconds=29)
    with pytest.raises(ChatBusy):
        chats.take(7, "u2", 30)
    clock.turn(seconds=2)

    assert not chats.take(7, "u2", 30).interrupted


def test_a_turn_that_lost_its_chat_saves_nothing(chats: DynamoChats, clock: HandClock) -> None:
    slow = chats.take(7, "u1", 30)
    clock.turn(seconds=31)
    quick = chats.take(7, "u2", 30)

    with pytest.raises(ChatBusy):
        chats.finish(Outcome(1, NewState(7, '{"by": "slow"}', ANNA)), slow)
    chats.give_back(slow)
    chats.finish(Outcome(2, NewState(7, '{"by": "quick"}', ANNA)), quick)

    assert chats.take(7, "u3", 30).stored == '{"by": "quick"}'
    assert (chats.progress(1).handled, chats.progress(2).handled) == (False, True)


def test_an_update_is_saved_once_however_often_it_is_handled(chats: DynamoChats) -> None:
    chats.finish(Outcome(1, NewState(7, '{"time": 1}', ANNA)), chats.take(7, "u1", 30))

    chats.finish(Outcome(1, NewState(7, '{"time": 2}', ANNA)), chats.take(7, "u1", 30))
    chats.finish(Outcome(1, None), None)

    assert chats.take(7, "u2", 30).stored == '{"time": 1}', "and the chat is free"


def test_a_turn_that_changes_nothing_marks_its_update_and_frees_the_chat(chats: DynamoChats, table: str) -> None:
    chats.finish(Outcome(1, NewState(7, "{}", ANNA)), chats.take(7, "u1", 30))
    before = items(table)["C#7"]

    chats.finish(Outcome(2, None), chats.take(7, "u2", 30))
    chats.finish(Outcome(3, None), chats.take(8, "u3", 30))
    chats.finish(Outcome(None, None), chats.take(7, "pcomment", 30))

    assert items(table).keys() == {"C#7", "U#1", "U#2", "U#3"}
    assert items(table)["C#7"] == before


def test_failures_are_counted_and_forgotten_after_two_weeks_by_the_tables_time_to_live(
    chats: DynamoChats, table: str, clock: HandClock
) -> None:
    assert chats.progress(5) == Progress(False, 0)
    assert (chats.failed(5), chats.failed(5)) == (1, 2)
    assert chats.progress(5) == Progress(False, 2)
    until = float(items(table)["U#5"]["expires_at"]["N"])
    assert until == pytest.approx((clock.now() + timedelta(days=14)).timestamp(), abs=1)

    chats.finish(Outcome(5, None), None)

    assert chats.progress(5) == Progress(True, 0)
    until = float(items(table)["U#5"]["expires_at"]["N"])
    assert until == pytest.approx((clock.now() + timedelta(days=2)).timestamp(), abs=1)


def test_an_account_that_moved_is_found_in_both_chats(chats: DynamoChats) -> None:
    for chat_id in (7, 8):
        chats.finish(Outcome(None, NewState(chat_id, "{}", ANNA)), chats.take(chat_id, "u1", 30))

    assert sorted(chats.find_all(ANNA)) == [7, 8]


async def test_a_turn_that_fails_or_is_cancelled_gives_its_chat_back(chats: DynamoChats) -> None:
    memory = LeasedMemory(chats, 30)
    with pytest.raises(ZeroDivisionError):
        async with memory.chat(7, "u1"):
            raise ZeroDivisionError
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05), memory.chat(7, "u2"):
            await asyncio.sleep(60)

    async with memory.chat(7, "u3") as before:
        await memory.finish(3, before, ChatState(chat_id=7, athlete_id=ANNA, zone="UTC"))
        async with memory.chat(7, "u4") as after:
            assert after.state.zone == "UTC", "saving frees the chat"
