"""Trouble on request, and Telegram's real limits."""

from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from sandbox.faults import Fault
from sandbox.server import Sandbox
from tests.fakes.athlete import FakeAthlete


@pytest.mark.parametrize(
    ("status", "error"),
    [(403, Forbidden), (429, RetryAfter), (500, NetworkError), (502, NetworkError), (400, BadRequest)],
)
async def test_a_fault_reaches_ptb_as_the_error_it_stands_for(
    sandbox: Sandbox, bot: Bot, athlete: FakeAthlete, status: int, error: type[Exception]
) -> None:
    sandbox.faults.add(Fault(method="sendMessage", status=status, times=1))
    with pytest.raises(error):
        await bot.send_message(athlete.id, "lost")
    await bot.send_message(athlete.id, "arrives")
    await athlete.sees("arrives")
    assert all(card.text != "lost" for card in athlete.cards)


async def test_retry_after_carries_its_seconds(sandbox: Sandbox, bot: Bot, athlete: FakeAthlete) -> None:
    sandbox.faults.add(Fault(status=429, retry_after=17, times=1))
    with pytest.raises(RetryAfter, match="0:00:17"):
        await bot.send_message(athlete.id, "x")


async def test_a_fault_can_hit_one_chat_and_one_method_only(sandbox: Sandbox, bot: Bot, athlete: FakeAthlete) -> None:
    sandbox.faults.add(Fault(method="sendMessage", chat=athlete.id, status=403))
    async with FakeAthlete(sandbox.url) as other:
        await other.starts()
        await bot.send_message(other.id, "fine")
        await bot.send_chat_action(athlete.id, "typing")
        for _ in range(2):
            with pytest.raises(Forbidden):
                await bot.send_message(athlete.id, "x")
    sandbox.faults.clear()
    await bot.send_message(athlete.id, "x")


async def test_a_dropped_connection_looks_like_a_network_error(
    sandbox: Sandbox, bot: Bot, athlete: FakeAthlete
) -> None:
    sandbox.faults.add(Fault(method="sendMessage", drop_connection=True, times=1))
    with pytest.raises(NetworkError):
        await bot.send_message(athlete.id, "never sent")
    await athlete.nothing_new(0.02)


async def test_the_answer_alone_can_be_lost(sandbox: Sandbox, bot: Bot, athlete: FakeAthlete) -> None:
    # the worst case: Telegram carried it out, and the bot does not know
    sandbox.faults.add(Fault(method="sendMessage", drop_connection=True, takes_effect=True, times=1))
    with pytest.raises(NetworkError):
        await bot.send_message(athlete.id, "sent after all")
    await athlete.sees("sent after all")


async def test_latency_lets_a_short_timeout_run_out(sandbox: Sandbox, bot: Bot, athlete: FakeAthlete) -> None:
    sandbox.faults.add(Fault(method="sendMessage", latency_ms=5_000, times=1))
    with pytest.raises(TimedOut):
        await bot.send_message(athlete.id, "late", read_timeout=0.05)


async def test_faults_are_ordered_shown_and_taken_away_over_http(
    http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete
) -> None:
    wanted = {"method": "sendMessage", "status": 429, "retry_after": 3, "times": 2}
    assert (await http.post("/sandbox/faults", json=wanted)).status_code == 201
    with pytest.raises(RetryAfter):
        await bot.send_message(athlete.id, "x")
    (left,) = (await http.get("/sandbox/faults")).json()
    assert left["times"] == 1
    await http.delete("/sandbox/faults")
    await bot.send_message(athlete.id, "x")
    assert (await http.post("/sandbox/faults", json={"colour": "red"})).status_code == 400


async def test_the_real_limits_allow_a_short_burst_and_then_one_a_second(
    http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete, time: Any
) -> None:
    await http.post("/sandbox/limits", json={"on": True})
    for number in range(3):
        await bot.send_message(athlete.id, f"{number}")
    with pytest.raises(RetryAfter):
        await bot.send_message(athlete.id, "too quick")
    time.now += 1
    await bot.send_message(athlete.id, "a second later")
    with pytest.raises(RetryAfter):
        await bot.send_message(athlete.id, "too quick again")


async def test_the_real_limits_count_all_chats_together(sandbox: Sandbox, bot: Bot, time: Any) -> None:
    sandbox.bot_api.limits.on = True
    chats = [sandbox.world.new_athlete()["id"] for _ in range(31)]
    await bot.get_me()
    for chat in chats:
        sandbox.hands.starts(chat)
    for chat in chats[:30]:
        await bot.send_message(chat, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(chats[30], "x")
    time.now += 1
    await bot.send_message(chats[30], "x")
