"""Time in the sandbox can be moved forward, by whoever has a clock that can."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from telegram import Bot

from sandbox.clock import FARTHEST, MovableClock, OutOfReach
from sandbox.server import start
from tests.fakes.athlete import FakeAthlete
from tests.sandbox.conftest import TOKEN, Time

DAY = timedelta(days=1)


def test_time_goes_on_by_itself_and_is_ahead_by_what_it_was_moved(time: Time) -> None:
    clock = MovableClock(machine=time)
    began = clock.now()
    clock.move(DAY)
    time.now += 60
    assert clock.now() - began == DAY + timedelta(minutes=1)
    assert clock() == clock.now().timestamp()


def test_how_far_it_is_ahead_outlives_a_restart(tmp_path: Path, time: Time) -> None:
    file = tmp_path / "clock.json"
    MovableClock(file, time).move(DAY)
    MovableClock(file, time).move(2 * DAY)
    assert MovableClock(file, time).ahead == 3 * DAY


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"ahead_seconds": "x"}', '{"ahead_seconds": -5}', "1e999"])
def test_a_broken_file_counts_as_no_move(tmp_path: Path, content: str) -> None:
    (tmp_path / "clock.json").write_text(content)
    assert MovableClock(tmp_path / "clock.json").ahead == timedelta()


@pytest.mark.parametrize("by", [timedelta(), -DAY, FARTHEST + DAY])
def test_time_moves_neither_back_nor_out_of_sight(by: timedelta) -> None:
    clock = MovableClock()
    with pytest.raises(OutOfReach):
        clock.move(by)
    assert clock.ahead == timedelta()


def test_it_never_gets_beyond_what_a_calendar_shows() -> None:
    def move_until_it_ends() -> None:
        for _ in range(200):
            clock.move(FARTHEST)

    clock = MovableClock()
    with pytest.raises(OutOfReach):
        move_until_it_ends()
    assert clock.now().year < 2100


async def test_the_page_moves_it_and_messages_after_that_are_of_tomorrow(time: Time) -> None:
    # GIVEN a sandbox whose clock can be moved, and a program that goes by it
    clock = MovableClock(machine=time)
    struck: list[float] = []
    clock.when_moved(lambda: struck.append(clock()))
    sandbox = await start(strict_spec=True, clock=clock)
    async with (
        httpx.AsyncClient(base_url=sandbox.url) as http,
        Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot,
        FakeAthlete(sandbox.url) as athlete,
    ):
        await athlete.starts()
        (before,) = await bot.get_updates()
        # WHEN the page moves it by a day
        answer = await http.post("/sandbox/clock", json={"seconds": 86_400})
        # THEN it says so, the program is told at once, and what is written now is of tomorrow
        assert answer.json() == {"now": time.now + 86_400, "movable": True}
        assert (await http.get("/sandbox/state")).json()["clock"] == answer.json()
        assert struck == [time.now + 86_400]
        await athlete.says("morning")
        after = (await bot.get_updates(offset=before.update_id + 1))[0]
        sent = await bot.send_message(athlete.id, "Morning.")
        assert before.message is not None
        assert after.message is not None
        assert after.message.date - before.message.date == DAY
        assert sent.date - before.message.date == DAY
    await sandbox.close()


@pytest.mark.parametrize("seconds", ['"7"', "null", "true", "0", "-1", "1e99", "NaN", "Infinity", "1e308"])
async def test_what_is_no_move_is_refused(seconds: str) -> None:
    sandbox = await start(clock=MovableClock())
    async with httpx.AsyncClient(base_url=sandbox.url) as http:
        answer = await http.post("/sandbox/clock", content=f'{{"seconds": {seconds}}}')
        assert answer.status_code == 400
        assert answer.json()["error"]
    await sandbox.close()


async def test_a_sandbox_whose_bot_has_a_clock_of_its_own_moves_nothing(http: httpx.AsyncClient, time: Time) -> None:
    assert (await http.get("/sandbox/state")).json()["clock"] == {"now": time.now, "movable": False}
    answer = await http.post("/sandbox/clock", json={"seconds": 60})
    assert answer.status_code == 409
    assert answer.json()["error"]
