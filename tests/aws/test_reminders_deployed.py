"""A check-in on the deployed stack: the clock finds it due, the queue carries it, five taps answer it; each once."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend.aws.dynamo.agenda import DynamoAgenda
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.store import DynamoStore
from backend.contract import Reminders
from backend.ports import Due, DueKind
from sandbox.cloud.deploy import Stack
from sandbox.server import Sandbox
from tests.aws.athletes import PATIENCE, Athlete, connected

NOW = datetime.now(UTC).replace(second=0, microsecond=0)
NOON = f"Etc/GMT{NOW.hour - 12:+d}"
"""A zone in which it is about noon; the signs of these names are the other way round."""
TODAY = NOW.astimezone(ZoneInfo(NOON)).date()
ASKED = "Fresh: 1 worn out"
"""Of the card; its first words depend on the hour, and the clock here is the real one."""


@pytest.fixture
async def athlete(stack: Stack, telegram: Sandbox) -> AsyncIterator[Athlete]:
    """Somebody to whom it is noon, and who wants to be asked at that minute."""
    async with connected(stack, telegram, "Ida") as ida:
        await asyncio.to_thread(wants_to_be_asked, stack, ida)
        yield ida


def wants_to_be_asked(stack: Stack, athlete: Athlete) -> None:
    """As chosen a moment ago, so that it is due now instead of tomorrow."""
    dynamodb, table = stack.client("dynamodb"), stack.resource("BackendTable")
    store = DynamoStore(dynamodb, table)
    known = store.athlete(athlete.athlete_id)
    assert known is not None
    store.change_athlete(known.model_copy(update={"zone": NOON}))
    at = NOW.astimezone(ZoneInfo(NOON)).time()
    DynamoAgenda(dynamodb, table).save_reminders(
        athlete.athlete_id, Reminders(check_in=(at, at, at, at, at, at, at)), {DueKind.CHECK_IN: NOW}
    )


def tick(stack: Stack) -> int:
    """Let the clock strike; how many were reminded."""
    answer = stack.client("lambda").invoke(FunctionName=stack.resource("TickFunction"), Payload=b"{}")
    said = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, said
    return int(said["reminded"])


def dues(stack: Stack, athlete: Athlete) -> list[Due]:
    """All that is due to them some day."""
    agenda = DynamoAgenda(stack.client("dynamodb"), stack.resource("BackendTable"))
    return [due for due in agenda.due(NOW + timedelta(days=99), 1000) if due.athlete_id == athlete.athlete_id]


async def test_two_clocks_at_once_ask_once_and_five_taps_are_the_check_in(stack: Stack, athlete: Athlete) -> None:
    # GIVEN a check-in that is due, WHEN two clocks strike at the same moment
    struck = await asyncio.gather(*(asyncio.to_thread(tick, stack) for _ in range(2)))
    assert sum(struck) >= 1
    card = await athlete.sees(ASKED)
    # THEN it is due next tomorrow, and five taps answer it
    assert await asyncio.to_thread(dues, stack, athlete) == [
        Due(athlete.athlete_id, DueKind.CHECK_IN, NOW + timedelta(days=1))
    ]
    for label in ("Fresh 4", "Sleep 3", "Muscles 4", "Calm 5", "Mood 2"):
        await athlete.taps(athlete.now(card), label)
    await athlete.sees("18 of 25")
    check_ins = DynamoCheckIns(stack.client("dynamodb"), stack.resource("BackendTable"))
    [said] = await asyncio.to_thread(check_ins.check_ins_between, athlete.athlete_id, TODAY, TODAY)
    assert (said.freshness, said.sleep, said.muscles, said.calm, said.mood) == (4, 3, 4, 5, 2)
    # The clock strikes again, and nothing more is said.
    assert await asyncio.to_thread(tick, stack) == 0
    await all_is_said(athlete)
    assert len([each for each in athlete.cards if ASKED in each.text or "of 25" in each.text]) == 1


async def test_who_checked_in_unasked_is_not_asked(stack: Stack, athlete: Athlete) -> None:
    await athlete.says("/checkin")
    card = await athlete.sees(ASKED)
    for label in ("Fresh 4", "Sleep 3", "Muscles 4", "Calm 5", "Mood 2"):
        await athlete.taps(athlete.now(card), label)
    await athlete.sees("18 of 25")

    assert await asyncio.to_thread(tick, stack) == 0

    assert [due.at for due in await asyncio.to_thread(dues, stack, athlete)] == [NOW + timedelta(days=1)]
    await all_is_said(athlete)
    assert not [each for each in athlete.cards if ASKED in each.text]


async def test_who_deleted_everything_is_due_nothing(stack: Stack, athlete: Athlete) -> None:
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Delete everything?"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("Everything is gone")

    assert await asyncio.to_thread(dues, stack, athlete) == []
    assert await asyncio.to_thread(tick, stack) == 0


async def all_is_said(athlete: Athlete) -> None:
    """A comment comes after all that waited for this athlete before it: what is said to them is in order."""
    saved = await athlete.logs("60 min run rpe 7")
    async with asyncio.timeout(PATIENCE):
        while not any(card.replies_to == saved.id for card in athlete.cards):  # noqa: ASYNC110 - another process says it
            await asyncio.sleep(0.1)
