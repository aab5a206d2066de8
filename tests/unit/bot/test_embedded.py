"""The whole program, in one process, with the sandbox in Telegram's place."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from backend.store.engine import open_engine, reading, transaction
from bot.embedded import Program, embedded
from bot.settings import NotReady, Settings, WrongSetting, read_settings
from tests.fakes.athlete import FakeAthlete

NOTE = "my left knee hurts a bit"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return read_settings(data_dir=tmp_path / "data", port=0, sandbox_port=0, log_level="DEBUG")


@pytest.fixture
async def program(settings: Settings) -> AsyncIterator[Program]:
    async with embedded(settings) as program:
        yield program


def sandbox_of(program: Program) -> str:
    assert program.sandbox_url is not None
    return program.sandbox_url


async def first_minute(athlete: FakeAthlete) -> None:
    await athlete.starts()
    await athlete.taps(await athlete.sees("I keep your training log"), "OK")
    await athlete.sees("What time is it for you now?")
    await athlete.says("Berlin")
    await athlete.sees("All set")


async def test_a_session_is_logged_and_answered_and_the_log_tells_nothing_of_it(
    settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    async with embedded(settings) as program, FakeAthlete(sandbox_of(program)) as athlete:
        await first_minute(athlete)
        await athlete.says(f"60 min run rpe 7, {NOTE}")
        await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
        await athlete.sees("Saved.")
        await athlete.sees_button("Why?")

    written = capfd.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["handler"] for line in lines if line["event"] == "update"][:2] == ["/start", "tap c"]
    assert [line["outcome"] for line in lines if line["event"] == "push"] == ["delivered"]
    assert not [line for line in lines if line["level"] in {"warning", "error"}]
    for private in ("knee", "hurts", "Berlin", "420", "sandbox-needs", "Bearer", "eyJ", "legs"):
        assert private not in written


async def test_a_half_filled_card_goes_on_where_it_was_after_a_restart(settings: Settings) -> None:
    async with embedded(settings) as program, FakeAthlete(sandbox_of(program)) as athlete:
        await first_minute(athlete)
        await athlete.says("60 min run")
        await athlete.sees("How hard was it")
        first = athlete.id

    async with embedded(settings) as program, FakeAthlete(sandbox_of(program), athlete_id=first) as athlete:
        await athlete.says("7")
        await athlete.sees("Load 420 AU")


async def test_nothing_of_a_handled_message_stays_in_the_inbox(program: Program, settings: Settings) -> None:
    async with FakeAthlete(sandbox_of(program)) as athlete:
        await first_minute(athlete)
        await athlete.says(f"60 min run rpe 7, {NOTE}")
        await athlete.taps(await athlete.sees("Load 420 AU"), "Cancel")
        await athlete.sees("Cancelled")

    engine = open_engine(settings.database)
    async with asyncio.timeout(5):
        while True:
            with reading(engine) as connection:
                rows = connection.execute(text("SELECT status, payload FROM inbox")).all()
            if rows and all(tuple(row) == ("handled", None) for row in rows):
                break
            await asyncio.sleep(0.01)
    engine.dispose()


async def test_health_and_the_api_are_served(program: Program) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(program.url + "/health") as answer:
            assert (answer.status, await answer.json()) == (200, {"database": True, "telegram": True})
        async with session.get(program.url + "/v1/athlete") as answer:
            assert answer.status == 401


@pytest.mark.parametrize("variable", ["port", "sandbox_port"])
async def test_a_port_in_use_is_named(settings: Settings, variable: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = settings.model_copy(update={variable: other.getsockname()[1]})
        with pytest.raises(WrongSetting, match=rf"^{variable.upper()} must be a free port: \d+ is used"):
            async with embedded(taken):
                pass


async def test_a_database_that_cannot_be_opened_is_named(settings: Settings, tmp_path: Path) -> None:
    away = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/no/such/folder/x.db"})

    with pytest.raises(NotReady, match=r"^The database that DATABASE_URL names cannot be opened "):
        async with embedded(away):
            pass


async def test_a_disk_without_room_for_the_first_file_is_named(settings: Settings) -> None:
    settings.data_dir.mkdir()
    settings.salt_file.mkdir()  # as little of a file as on a full disk

    with pytest.raises(NotReady, match=r"^The log's salt in DATA_DIR can be neither read nor made \("):
        async with embedded(settings):
            pass


@pytest.mark.parametrize("versions", ["alembic_version_backend", "alembic_version_bot"])
async def test_tables_of_a_newer_program_are_left_alone(settings: Settings, versions: str) -> None:
    async with embedded(settings):
        pass
    engine = open_engine(settings.database)
    with transaction(engine) as connection:
        connection.execute(text(f"UPDATE {versions} SET version_num = 'of next year'"))
    engine.dispose()

    with pytest.raises(WrongSetting, match=r"^DATA_DIR must name a database of this version or an older one"):
        async with embedded(settings):
            pass


async def test_it_stops_when_it_is_told_to(program: Program) -> None:
    stop = asyncio.Event()
    serving = asyncio.ensure_future(program.serve(stop))
    await asyncio.sleep(0)
    assert not serving.done()

    stop.set()

    async with asyncio.timeout(5):
        await serving


async def test_webhooks_work_like_polling(settings: Settings, tmp_path: Path) -> None:
    from sandbox.server import start

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    telegram = await start(0)
    with_webhook = read_settings(
        data_dir=tmp_path / "hooked",
        port=port,
        telegram_bot_token="123456789:AAE-abcdefghijklmnop_q",
        telegram_api_url=telegram.url,
        telegram_webhook_url=f"http://127.0.0.1:{port}",
        telegram_webhook_secret="s3cret",
    )
    async with embedded(with_webhook), FakeAthlete(telegram.url) as athlete:
        await first_minute(athlete)
    await telegram.close()


async def logs(athlete: FakeAthlete, minutes: int) -> str:
    """The local day that the saved card names."""
    await athlete.says(f"{minutes} min run rpe 5")
    await athlete.taps(await athlete.sees(f"Load {minutes * 5} AU"), "Save")
    return (await athlete.sees(f"{minutes} min × 5")).text.split(" · ")[1]


async def test_the_sandboxs_time_moves_the_program_and_stays_moved_after_a_restart(settings: Settings) -> None:
    # GIVEN a session of today
    async with embedded(settings) as program, FakeAthlete(sandbox_of(program)) as athlete:
        await first_minute(athlete)
        today = await logs(athlete, 30)
        # WHEN time is moved by a day on the page
        async with aiohttp.ClientSession(sandbox_of(program)) as page:
            moved = await page.post("/sandbox/clock", json={"seconds": 86_400})
            assert moved.status == 200
        # THEN the next one is of another day
        tomorrow = await logs(athlete, 40)
        assert tomorrow != today
        known = athlete.id
    # AND so it is after a restart
    async with embedded(settings) as program, FakeAthlete(sandbox_of(program), athlete_id=known) as athlete:
        assert await logs(athlete, 50) == tomorrow


async def test_with_a_token_time_is_the_machines(settings: Settings) -> None:
    async with embedded(settings) as sandboxed, aiohttp.ClientSession() as http:
        there = settings.model_copy(
            update={
                "telegram_bot_token": SecretStr("1000001:sandbox-needs-no-secret"),
                "telegram_api_url": sandbox_of(sandboxed),
                "data_dir": settings.data_dir / "other",
            }
        )
        async with embedded(there) as program:
            assert program.sandbox_url is None
            assert (await http.post(f"{program.url}/sandbox/clock", json={"seconds": 60})).status == 404
