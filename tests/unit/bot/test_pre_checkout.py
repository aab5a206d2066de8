"""A pre-checkout query has ten seconds: it is answered whatever else goes on."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.error import TimedOut

from bot import turns as rules
from bot.arrival import ALLOWED_UPDATES, arrivals
from bot.desk import Desk
from bot.inbox import Waiting
from bot.intake import Intake
from bot.lanes import Lanes
from bot.logs import ChatNames
from bot.memory import ChatMemory
from bot.turns import Turns, handler_of
from handlers.state import ChatState
from handlers.update import Update
from tests.unit.bot.helpers import ANNA, FakeDialogue, HandClock, MemoryInbox, Notebook, message

PAYER = 7


def asked(update_id: int, payer: int = PAYER) -> dict[str, object]:
    """The query as Telegram sends it."""
    query = {
        "id": f"q{update_id}",
        "from": {"id": payer, "is_bot": False, "first_name": "Anna"},
        "currency": "EUR",
        "total_amount": 790,
        "invoice_payload": "p",
    }
    return {"update_id": update_id, "pre_checkout_query": query}


class Cashier(FakeDialogue):
    """Answers queries, and notes what was known of the payer."""

    def __init__(self) -> None:
        super().__init__()
        self.answered: list[tuple[str, ChatState | None]] = []
        self.news = asyncio.Event()

    async def check_out(self, update: Update, state: ChatState | None) -> str:
        if self.errors:
            raise self.errors.pop(0)
        assert update.pre_checkout_query is not None
        self.answered.append((update.pre_checkout_query.id, state))
        self.news.set()
        return "approved"


@pytest.fixture
def inbox() -> MemoryInbox:
    found = MemoryInbox()
    found.knows(PAYER)
    return found


@pytest.fixture
async def cashier() -> Cashier:
    return Cashier()


@pytest.fixture
def log() -> Notebook:
    return Notebook()


@asynccontextmanager
async def turns_of(inbox: MemoryInbox, cashier: Cashier, log: Notebook) -> AsyncIterator[tuple[Turns, Desk]]:
    async with Desk() as desk:
        yield Turns(cashier, ChatMemory(desk, inbox, inbox), log, ChatNames(b"s" * 32)), desk


def stored(inbox: MemoryInbox, raw: dict[str, object]) -> Waiting:
    inbox.put(arrivals([raw]), HandClock().now())
    return inbox.rows[raw["update_id"]]  # type: ignore[index]  # it is a number


async def test_telegram_is_asked_for_the_question() -> None:
    assert "pre_checkout_query" in ALLOWED_UPDATES


async def test_the_payers_chat_is_looked_at_and_left_as_it_is(
    inbox: MemoryInbox, cashier: Cashier, log: Notebook
) -> None:
    async with turns_of(inbox, cashier, log) as (turns, _):
        before = dict(inbox.chats)

        assert await turns.take(stored(inbox, asked(1))) is None

    [(query, state)] = cashier.answered
    assert query == "q1"
    assert state is not None
    assert state.athlete_id == ANNA
    assert inbox.finished == [1]
    assert inbox.chats == before
    assert log.of("update")[0]["handler"] == "pre-checkout"
    assert log.of("update")[0]["outcome"] == "approved"


async def test_while_64_chats_are_busy_and_the_payers_own_too_it_is_answered(
    inbox: MemoryInbox, cashier: Cashier, log: Notebook
) -> None:
    async with turns_of(inbox, cashier, log) as (turns, desk):
        lanes = Lanes([].append)
        intake = Intake(desk, inbox, lanes, turns.take, HandClock())
        cashier.gate = asyncio.Event()  # every turn of a chat stands still, as behind a slow model
        busy = [message(number, chat_id=number) for number in range(1, 80)]
        await intake.take(arrivals([*busy, asked(100)]))

        async with asyncio.timeout(5):
            await cashier.news.wait()

        assert [query for query, _ in cashier.answered] == ["q100"]
        assert cashier.heard == []
        cashier.gate.set()
        await lanes.close(5)


async def test_a_database_that_does_not_answer_is_not_waited_for(
    inbox: MemoryInbox, cashier: Cashier, log: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "LOOKING_SECONDS", 0.01)
    async with turns_of(inbox, cashier, log) as (turns, desk):
        row = stored(inbox, asked(1))
        held, go_on = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def hold() -> None:
            loop.call_soon_threadsafe(held.set)
            go_on.wait(10)

        holding = asyncio.create_task(desk.call(hold))
        await held.wait()
        handling = asyncio.create_task(turns.take(row))
        async with asyncio.timeout(5):
            await cashier.news.wait()
        go_on.set()
        await holding
        assert await handling is None

    assert cashier.answered == [("q1", None)]


async def test_a_locked_database_is_no_reason_to_leave_it_unanswered(
    inbox: MemoryInbox, cashier: Cashier, log: Notebook
) -> None:
    async with turns_of(inbox, cashier, log) as (turns, _):
        row = stored(inbox, asked(1))
        inbox.broken = True
        assert await turns.take(row) is not None  # what was done cannot be noted just now: it is tried again
        inbox.broken = False
        assert await turns.take(row) is None

    assert [state is None for _, state in cashier.answered] == [True, False]
    assert inbox.finished == [1]


async def test_when_telegram_is_away_it_is_tried_again(inbox: MemoryInbox, cashier: Cashier, log: Notebook) -> None:
    async with turns_of(inbox, cashier, log) as (turns, _):
        row = stored(inbox, asked(1))
        cashier.errors = [TimedOut()]

        assert await turns.take(row) is not None
        assert await turns.take(row) is None


@pytest.mark.parametrize(
    ("content", "handler"),
    [
        (
            {
                "successful_payment": {
                    "currency": "EUR",
                    "total_amount": 1,
                    "invoice_payload": "p",
                    "telegram_payment_charge_id": "c",
                    "provider_payment_charge_id": "pi",
                }
            },
            "payment",
        ),
        ({"refunded_payment": {"invoice_payload": "p", "telegram_payment_charge_id": "c"}}, "refund"),
    ],
)
def test_the_log_names_what_happened_to_money(content: dict[str, object], handler: str) -> None:
    raw = message(1)
    said = raw["message"]
    assert isinstance(said, dict)
    said.pop("text")

    update = Update.model_validate_json(json.dumps({**raw, "message": {**said, **content}}))

    assert handler_of(update) == handler
