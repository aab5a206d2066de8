"""What a turn costs in the chats' table: ``docs/aws.md`` says these numbers."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from bot.aws.chats import DynamoChats
from bot.inbox import NewState, Outcome
from handlers.remembered import Card
from handlers.state import MAX_CARDS, ChatState
from tests.fakes.cloud import client, make_table
from tests.fakes.dynamo import open_bill
from tests.unit.bot_aws.worlds import HandClock

DOCS = Path(__file__).parents[3] / "docs" / "aws.md"
ANNA = UUID(int=1)


def state(cards: int) -> str:
    """A chat that shows so many entries."""
    shown = [
        Card(entry=uuid4(), key=uuid4().hex[:8], message=1000 + n, source=999, revision=1, feedback=1001 + n, said=1)
        for n in range(cards)
    ]
    now = datetime.now(UTC)
    chat = ChatState(chat_id=7, user_id=7, athlete_id=uuid4(), zone="Europe/Berlin", cards=shown, consented_at=now)
    return chat.model_dump_json(exclude_defaults=True)


def told(name: str) -> tuple[object, ...]:
    """Requests, read units and write units of a row of the docs."""
    row = re.search(rf"^\| {name} \| (\d+) \| (\d+) \| (\d+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert row is not None
    requests, *units = map(int, row.groups())
    return (requests, *(pytest.approx(unit, abs=1) for unit in units))


@pytest.mark.parametrize(("cards", "name"), [(1, "of a new athlete"), (MAX_CARDS, "of an old hand")])
def test_a_turn_costs_what_the_docs_say(cards: int, name: str) -> None:
    # GIVEN a chat that shows some entries
    dynamodb = client("dynamodb")
    chats = DynamoChats(dynamodb, make_table("ChatsTable"), HandClock())
    chats.finish(Outcome(1, NewState(7, state(cards), ANNA)), chats.take(7, "u1", 30))
    # WHEN one more update is handled
    bill = open_bill(dynamodb)
    assert not chats.progress(2).handled
    chats.finish(Outcome(2, NewState(7, state(cards), ANNA)), chats.take(7, "u2", 30))
    # THEN it costs what operators were told
    assert (len(bill.requests), bill.read_units, bill.write_units) == told(name)
