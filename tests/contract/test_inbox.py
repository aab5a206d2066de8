"""The contracts of ``Receiver`` and ``Inbox``. An adapter joins by adding its opener to ``RECEIVERS`` or ``ADAPTERS``.

PostgreSQL takes part when ``TEST_POSTGRES_URL`` names a database that may be emptied.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from backend.store.engine import open_engine, transaction
from backend.store.migrate import upgrade
from bot.arrival import arrivals
from bot.aws.inbox import SqsInbox, read
from bot.inbox import Arrival, ChatStates, Inbox, NewState, Outcome, Receiver
from bot.state import BOT_MIGRATIONS, BOT_VERSIONS
from bot.state.sql import SqlInbox
from bot.state.tables import metadata
from tests.fakes.cloud import client, make_queue

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANNA = UUID(int=1)


def open_sqlite(folder: Path) -> tuple[Callable[[], SqlInbox], Callable[[], None]]:
    """(open the same inbox once more, close)."""
    engine = open_engine(f"sqlite:///{folder / 'inbox.db'}")
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    return lambda: SqlInbox(engine), engine.dispose


def open_postgres(_: Path) -> tuple[Callable[[], SqlInbox], Callable[[], None]]:
    """As above."""
    engine = open_engine(os.environ["TEST_POSTGRES_URL"])
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    with transaction(engine) as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())
    return lambda: SqlInbox(engine), engine.dispose


ADAPTERS = {"sqlite": open_sqlite}
if "TEST_POSTGRES_URL" in os.environ:
    ADAPTERS["postgres"] = open_postgres


@pytest.fixture(params=ADAPTERS)
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], SqlInbox]]:
    opened, close = ADAPTERS[request.param](tmp_path)
    yield opened
    close()


def receive_in_sqlite(folder: Path) -> tuple[Receiver, Callable[[], list[Arrival]]]:
    """(what takes updates in, what has arrived there, in order)."""
    opened, _ = open_sqlite(folder)
    inbox = opened()
    return inbox, lambda: [Arrival(each.update_id, each.chat_id, each.payload) for each in inbox.waiting(0, 1000)]


def receive_in_sqs(_: Path) -> tuple[Receiver, Callable[[], list[Arrival]]]:
    """As above."""
    queue, sqs = make_queue("Inbox"), client("sqs")

    def arrived() -> list[Arrival]:
        found = []
        while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                waiting = read(message["Body"], 0)
                assert waiting is not None
                found.append(Arrival(waiting.update_id, waiting.chat_id, waiting.payload))
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        return found

    return SqsInbox(sqs, queue), arrived


RECEIVERS = {"sqlite": receive_in_sqlite, "sqs": receive_in_sqs}


@pytest.fixture(params=RECEIVERS)
def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Receiver, Callable[[], list[Arrival]]]:
    return RECEIVERS[request.param](tmp_path)


Opened = tuple[Receiver, Callable[[], list[Arrival]]]


def from_chat(update_id: int, chat_id: int, text: str = "hello") -> Arrival:
    chat = {"id": chat_id, "type": "private"}
    [found] = arrivals([{"update_id": update_id, "message": {"message_id": 1, "chat": chat, "text": text}}])
    return found


def test_what_is_put_arrives_word_for_word(receiver: Opened) -> None:
    put, arrived = receiver[0].put, receiver[1]
    sent = [from_chat(1, 7, "مرحبا 🏃 <b>"), from_chat(2, -100, "x" * 4096)]

    put(sent, NOON)

    assert sorted(arrived(), key=lambda each: each.update_id) == sent


def test_an_update_without_a_chat_arrives(receiver: Opened) -> None:
    put, arrived = receiver[0].put, receiver[1]
    sent = arrivals([{"update_id": 5, "pre_checkout_query": {"id": "1"}}])

    put(sent, NOON)

    assert arrived() == sent


def test_many_at_once_arrive_all_and_each_chats_in_telegrams_order(receiver: Opened) -> None:
    put, arrived = receiver[0].put, receiver[1]
    sent = [from_chat(number, number % 13) for number in range(60)]

    put(list(reversed(sent)), NOON)

    found = arrived()
    assert len(found) == 60
    for chat in range(13):
        assert [each.update_id for each in found if each.chat_id == chat] == list(range(chat, 60, 13))


def test_what_is_repeated_while_it_waits_arrives_once(receiver: Opened) -> None:
    put, arrived = receiver[0].put, receiver[1]

    for _ in range(100):
        put([from_chat(1, 7)], NOON)
    put([from_chat(1, 7), from_chat(2, 7), from_chat(1, 7)], NOON)

    assert [each.update_id for each in arrived()] == [1, 2]


def test_nothing_to_put_is_fine(receiver: Opened) -> None:
    receiver[0].put([], NOON)

    assert receiver[1]() == []


@pytest.fixture
def inbox(reopen: Callable[[], SqlInbox]) -> Inbox:
    return reopen()


@pytest.fixture
def states(reopen: Callable[[], SqlInbox]) -> ChatStates:
    return reopen()


def arrival(update_id: int, chat_id: int | None = 7) -> Arrival:
    return Arrival(update_id, chat_id, f'{{"update_id": {update_id}}}')


def ids(inbox: Inbox) -> list[int]:
    return [each.update_id for each in inbox.waiting(0, 1000)]


def test_what_is_put_waits_in_order_and_survives_reopening(reopen: Callable[[], Inbox]) -> None:
    assert reopen().put([arrival(11), arrival(12, None)], NOON) == 2
    assert reopen().put([arrival(3, -5)], NOON) == 1

    waiting = reopen().waiting(0, 10)

    assert [(each.update_id, each.chat_id, each.attempts) for each in waiting] == [
        (11, 7, 0),
        (12, None, 0),
        (3, -5, 0),
    ]
    assert waiting[0].payload == '{"update_id": 11}'


def test_one_batch_is_put_in_telegrams_order(inbox: Inbox) -> None:
    inbox.put([arrival(5), arrival(4), arrival(6)], NOON)

    assert ids(inbox) == [4, 5, 6]


def test_a_repeated_update_is_stored_once_whether_waiting_handled_or_twice_in_a_batch(inbox: Inbox) -> None:
    inbox.put([arrival(1), arrival(2)], NOON)
    inbox.finish([Outcome(1, None)])

    assert inbox.put([arrival(1), arrival(2), arrival(3), arrival(3)], NOON) == 1
    assert ids(inbox) == [2, 3]


def test_nothing_new_in_a_batch_is_fine(inbox: Inbox) -> None:
    inbox.put([arrival(1)], NOON)

    assert inbox.put([arrival(1)], NOON) == 0
    assert inbox.put([], NOON) == 0


def test_waiting_goes_on_from_a_position(inbox: Inbox) -> None:
    inbox.put([arrival(number) for number in range(1, 8)], NOON)

    first = inbox.waiting(0, 3)
    rest = inbox.waiting(first[-1].position, 100)

    assert [each.update_id for each in first + rest] == [1, 2, 3, 4, 5, 6, 7]


def test_positions_never_go_back_even_when_the_newest_was_purged(inbox: Inbox) -> None:
    inbox.put([arrival(1)], NOON)
    before = inbox.waiting(0, 1)[0].position
    inbox.finish([Outcome(1, None)])
    inbox.purge(NOON + timedelta(days=1), NOON, 10)

    inbox.put([arrival(2)], NOON)

    assert inbox.waiting(0, 1)[0].position > before


def test_finishing_saves_the_state_and_takes_the_update_out_together(inbox: Inbox, states: ChatStates) -> None:
    inbox.put([arrival(1), arrival(2, 8)], NOON)

    inbox.finish([Outcome(1, NewState(7, '{"a": 1}', ANNA)), Outcome(2, NewState(8, "{}", None))])

    assert ids(inbox) == []
    assert states.load([7, 8, 9]) == {7: '{"a": 1}', 8: "{}"}


def test_finishing_again_changes_nothing(inbox: Inbox, states: ChatStates) -> None:
    inbox.put([arrival(1)], NOON)
    outcome = Outcome(1, NewState(7, "{}", ANNA))

    inbox.finish([outcome])
    inbox.finish([outcome])

    assert ids(inbox) == []
    assert states.load([7]) == {7: "{}"}


def test_what_is_wrong_with_one_outcome_undoes_the_whole_transaction(inbox: Inbox, states: ChatStates) -> None:
    inbox.put([arrival(1)], NOON)
    unusable = NewState(7, object(), None)  # type: ignore[arg-type]  # no database takes it

    with pytest.raises(Exception, match="type"):
        inbox.finish([Outcome(1, NewState(9, "{}", None)), Outcome(None, unusable)])

    assert ids(inbox) == [1]
    assert states.load([9]) == {}


def test_tries_are_counted_over_restarts(reopen: Callable[[], Inbox]) -> None:
    reopen().put([arrival(1)], NOON)

    assert reopen().failed(1) == 1
    assert reopen().failed(1) == 2
    assert reopen().waiting(0, 1)[0].attempts == 2


def test_what_is_set_aside_waits_no_more_until_it_is_readmitted_after_the_others(inbox: Inbox) -> None:
    inbox.put([arrival(1), arrival(2)], NOON)
    inbox.failed(1)

    inbox.aside(1, "a7f3")
    assert ids(inbox) == [2]
    assert inbox.readmit() == 1

    assert [(each.update_id, each.attempts) for each in inbox.waiting(0, 10)] == [(2, 0), (1, 1)]


def test_a_handled_update_cannot_be_set_aside(inbox: Inbox) -> None:
    inbox.put([arrival(1)], NOON)
    inbox.finish([Outcome(1, None)])

    inbox.aside(1, "late")

    assert inbox.readmit() == 0


def test_an_erased_athletes_updates_are_not_kept_aside(inbox: Inbox) -> None:
    inbox.put([arrival(1, 7), arrival(2, 8), arrival(3, 7)], NOON)
    inbox.aside(1, "a")
    inbox.aside(2, "b")

    inbox.finish([Outcome(3, NewState(7, None, None, forgets=True))])
    inbox.readmit()

    assert ids(inbox) == [2]


def test_purging_forgets_old_handled_ids_and_older_asides_and_nothing_that_waits(inbox: Inbox) -> None:
    inbox.put([arrival(1), arrival(2), arrival(3)], NOON)
    inbox.put([arrival(4)], NOON + timedelta(days=3))
    inbox.finish([Outcome(1, None), Outcome(4, None)])
    inbox.aside(2, "bug")

    assert inbox.purge(NOON + timedelta(days=2), NOON - timedelta(days=26), 10) == 1
    assert inbox.put([arrival(1), arrival(4)], NOON) == 1  # 1 is forgotten, 4 is still known
    inbox.finish([Outcome(1, None)])
    assert inbox.purge(NOON + timedelta(days=2), NOON + timedelta(days=1), 10) == 2  # 1 again, and 2 now
    assert ids(inbox) == [3]


def test_purging_takes_at_most_so_many(inbox: Inbox) -> None:
    inbox.put([arrival(number) for number in range(5)], NOON)
    inbox.finish([Outcome(number, None) for number in range(5)])

    late = NOON + timedelta(days=9)
    assert [inbox.purge(late, late, 2) for _ in range(4)] == [2, 2, 1, 0]
