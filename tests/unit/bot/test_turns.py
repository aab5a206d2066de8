import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from backend.errors import BackendUnavailable, StoreUnavailable
from bot.arrival import arrivals
from bot.desk import Desk
from bot.inbox import Waiting
from bot.logs import ChatNames
from bot.memory import ChatMemory
from bot.turns import TRIES_OF_A_BUG, TRIES_OF_THE_BACKEND, Turns, short_id
from tests.unit.bot.helpers import ANNA, FakeDialogue, MemoryInbox, Notebook, message, waiting


@pytest.fixture
def inbox() -> MemoryInbox:
    return MemoryInbox()


@pytest.fixture
def dialogue() -> FakeDialogue:
    return FakeDialogue()


@pytest.fixture
def log() -> Notebook:
    return Notebook()


@pytest.fixture
def minutes() -> list[float]:
    """The time in minutes, in the first place."""
    return [0.0]


@pytest.fixture
async def turns(
    inbox: MemoryInbox, dialogue: FakeDialogue, log: Notebook, minutes: list[float]
) -> AsyncIterator[Turns]:
    async with Desk() as desk:
        memory, names = ChatMemory(desk, inbox, inbox), ChatNames(b"s" * 32)
        yield Turns(dialogue, memory, log, names, lambda: minutes[0] * 60)


def store(inbox: MemoryInbox, raw: dict[str, object]) -> Waiting:
    inbox.put(arrivals([raw]), None)  # type: ignore[arg-type]  # the memory inbox looks at no clock
    return inbox.waiting(0, 100)[-1]


async def test_a_handled_update_leaves_the_inbox_with_its_new_state(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    inbox.knows(7)
    row = store(inbox, message(1))

    assert await turns.take(row) is None

    assert dialogue.heard == [(7, "60 min run rpe 7, legs heavy")]
    assert inbox.finished == [1]
    assert inbox.state(7).zone == "heard/1"


async def test_the_next_turn_begins_where_the_last_one_ended(turns: Turns, inbox: MemoryInbox) -> None:
    inbox.knows(7)
    for number in (1, 2, 3):
        await turns.take(store(inbox, message(number)))

    assert inbox.state(7).zone == "heard/3"
    assert inbox.state(7).athlete_id == ANNA


async def test_a_chat_that_agreed_to_nothing_is_not_remembered(turns: Turns, inbox: MemoryInbox) -> None:
    await turns.take(store(inbox, message(1)))

    assert inbox.finished == [1]
    assert inbox.chats == {}


async def test_an_unreadable_update_is_set_aside_and_reported_once(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue, log: Notebook
) -> None:
    row = store(inbox, {"update_id": 1, "message": {"text": "no chat, no date"}})

    assert await turns.take(row) is None

    assert inbox.set_aside == {1: "unreadable"}
    assert log.events() == ["set_aside"]
    assert dialogue.troubles == []


async def test_an_update_whose_text_is_no_text_is_unreadable_too(turns: Turns, inbox: MemoryInbox) -> None:
    chat = {"id": 7, "type": "private"}
    row = store(inbox, {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": chat, "text": 5}})

    assert await turns.take(row) is None
    assert inbox.set_aside == {1: "unreadable"}


async def test_when_the_store_is_away_the_athlete_is_told_once_and_the_update_stays_until_it_works(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    inbox.knows(7)
    row = store(inbox, message(1))
    dialogue.errors = [StoreUnavailable() for _ in range(50)]

    pauses = [await turns.take(row) for _ in range(50)]

    assert pauses[:4] == [1, 2, 4, 8]
    assert max(pause for pause in pauses if pause) == 30
    assert dialogue.troubles == [(7, "store_unavailable")]
    assert inbox.finished == []
    assert await turns.take(row) is None
    assert inbox.finished == [1]


async def test_when_the_state_cannot_even_be_read_the_athlete_is_told_all_the_same(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    row = store(inbox, message(1))
    inbox.broken = True

    assert await turns.take(row) == 1
    assert await turns.take(row) == 2

    assert dialogue.troubles == [(7, "store_unavailable")]


async def test_an_athlete_who_was_told_before_a_restart_is_not_told_again(turns: Turns, dialogue: FakeDialogue) -> None:
    dialogue.errors = [BackendUnavailable()]

    await turns.take(waiting(message(1), attempts=2))

    assert dialogue.troubles == []


async def test_an_api_that_goes_on_failing_for_one_update_does_not_block_its_chat_for_ever(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    row = store(inbox, message(1))
    dialogue.errors = [BackendUnavailable() for _ in range(TRIES_OF_THE_BACKEND)]

    pauses = [await turns.take(row) for _ in range(TRIES_OF_THE_BACKEND)]

    assert pauses[-1] is None
    assert inbox.set_aside == {1: "backend_unavailable"}


@pytest.mark.parametrize("error", [NetworkError("x"), TimedOut()])
async def test_telegram_away_is_waited_for_without_a_word(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue, error: Exception
) -> None:
    row = store(inbox, message(1))
    dialogue.errors = [error] * 40

    pauses = [await turns.take(row) for _ in range(40)]

    assert None not in pauses
    assert dialogue.troubles == []
    assert await turns.take(row) is None


async def test_telegrams_wish_for_patience_is_followed_and_counts_as_no_failure(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    row = store(inbox, message(1))
    dialogue.errors = [RetryAfter(17)]

    assert await turns.take(row) == pytest.approx(17.1)
    assert inbox.rows[1].attempts == 0
    assert dialogue.troubles == []


@pytest.mark.parametrize("error", [ZeroDivisionError(), BadRequest("can't parse entities"), KeyError("secret note")])
async def test_a_bug_is_told_with_its_id_tried_again_then_set_aside(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue, log: Notebook, error: Exception
) -> None:
    row = store(inbox, message(1))
    dialogue.errors = [error] * TRIES_OF_A_BUG

    pauses = [await turns.take(row) for _ in range(TRIES_OF_A_BUG)]

    assert pauses == [1, 2, None]
    assert dialogue.troubles == [(7, short_id(1))]
    assert inbox.set_aside == {1: short_id(1)}
    [bug] = log.of("bug")
    assert bug["code"] == short_id(1)
    assert "helpers.py" in str(bug["at"])
    assert "secret" not in str(log.lines)


async def test_a_bug_that_went_away_is_answered_as_promised(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    row = store(inbox, message(1))
    dialogue.errors = [ZeroDivisionError()]

    assert await turns.take(row) == 1
    assert await turns.take(row) is None

    assert inbox.finished == [1]
    assert inbox.set_aside == {}


async def test_a_block_is_noted_and_writing_again_takes_it_back(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    inbox.knows(7)
    dialogue.errors = [Forbidden("Forbidden: bot was blocked by the user")]

    assert await turns.take(store(inbox, message(1))) is None
    assert inbox.state(7).blocked
    assert inbox.finished == [1]

    await turns.take(store(inbox, message(2)))
    assert not inbox.state(7).blocked


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
async def test_telegram_says_who_blocks_the_bot(turns: Turns, inbox: MemoryInbox, status: str, blocked: bool) -> None:
    inbox.knows(7, blocked=not blocked)
    bot = {"id": 1, "is_bot": True, "first_name": "Bot"}
    change = {
        "chat": {"id": 7, "type": "private", "first_name": "Anna"},
        "from": {"id": 7, "is_bot": False, "first_name": "Anna"},
        "date": 1,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": {"status": status, "user": bot, **({"until_date": 0} if blocked else {})},
    }

    await turns.take(store(inbox, {"update_id": 1, "my_chat_member": change}))

    assert inbox.state(7).blocked is blocked


async def test_an_answered_turn_is_only_saved_again_when_saving_fails(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.knows(7)
    row = store(inbox, message(1))
    inbox.read_only = True

    monkeypatch.setattr("bot.turns.delay", lambda tries, longest: 0.005)
    turn = asyncio.ensure_future(turns.take(row))
    await asyncio.sleep(0.05)
    assert not turn.done()
    inbox.read_only = False

    assert await turn is None
    assert len(dialogue.heard) == 1
    assert inbox.state(7).zone == "heard/1"


async def test_what_could_not_be_stored_is_told_once_for_each_chat_and_outage(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue, minutes: list[float]
) -> None:
    batch = arrivals([message(1, chat_id=7), message(2, chat_id=7), message(3, chat_id=8)])
    inbox.broken = True

    for _ in range(4):
        await turns.apologise(batch)
        minutes[0] += 4
    assert dialogue.troubles == [(7, "store_unavailable"), (8, "store_unavailable")]

    minutes[0] += 2
    await turns.apologise(batch[:1])
    assert len(dialogue.troubles) == 3


async def test_an_outage_that_hits_some_updates_before_and_some_after_they_are_stored_is_told_once(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    row = store(inbox, message(1))
    dialogue.errors = [StoreUnavailable()]

    await turns.take(row)
    await turns.apologise(arrivals([message(2)]))

    assert dialogue.troubles == [(7, "store_unavailable")]


async def test_one_line_is_logged_an_update_and_it_tells_nothing_of_it(
    turns: Turns, inbox: MemoryInbox, log: Notebook
) -> None:
    inbox.knows(7)
    tap = {
        "id": "5",
        "chat_instance": "1",
        "data": "d:abc:fresh:4",
        "from": {"id": 7, "is_bot": False, "first_name": "A"},
    }
    said = message(1)["message"]
    await turns.take(store(inbox, message(1)))
    await turns.take(store(inbox, message(2, "/log@some_bot chest pain")))
    await turns.take(store(inbox, message(3, "/chestpain")))
    await turns.take(store(inbox, {"update_id": 4, "callback_query": {**tap, "message": said}}))

    assert [line["handler"] for line in log.of("update")] == ["text", "/log", "/?", "tap d"]
    assert {line["outcome"] for line in log.of("update")} == {"handled"}
    written = json.dumps(log.lines)
    for private in ("legs", "heavy", "60", "chest", "fresh", "Anna", '"7"'):
        assert private not in written


async def test_an_update_that_waited_for_telegram_has_all_its_tries_left_when_it_meets_a_bug(
    turns: Turns, inbox: MemoryInbox, dialogue: FakeDialogue
) -> None:
    row = store(inbox, message(1))
    dialogue.errors = [NetworkError("down")] * 5 + [ZeroDivisionError()]

    for _ in range(6):
        await turns.take(row)

    assert inbox.set_aside == {}
    assert dialogue.troubles == [(7, short_id(1))]


async def test_a_turn_that_takes_too_long_is_ended_and_counts_as_a_bug(
    inbox: MemoryInbox, dialogue: FakeDialogue, log: Notebook
) -> None:
    row = store(inbox, message(1))
    dialogue.gate = asyncio.Event()
    async with Desk() as desk:
        turns = Turns(dialogue, ChatMemory(desk, inbox, inbox), log, ChatNames(b"s" * 32), longest=0.02)

        assert await turns.take(row) == 1
        assert dialogue.troubles == [(7, short_id(1))]
        assert inbox.rows[1].attempts == 1

        dialogue.gate.set()
        assert await turns.take(row) is None


async def test_where_a_turn_may_not_wait_for_ever_its_saving_is_given_up_and_the_turn_tried_again(
    inbox: MemoryInbox, dialogue: FakeDialogue, log: Notebook
) -> None:
    inbox.knows(7)
    row = store(inbox, message(1))
    inbox.read_only = True
    async with Desk() as desk:
        turns = Turns(dialogue, ChatMemory(desk, inbox, inbox), log, ChatNames(b"s" * 32), patience=0.0)

        assert await turns.take(row) == 1

    assert inbox.finished == []
    assert dialogue.troubles == [(7, "store_unavailable")]
