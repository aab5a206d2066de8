import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.alone import alone_in
from bot.cli import main
from bot.database import open_database
from bot.doctor import examine
from bot.settings import Settings, read_settings

TOKEN = "123456789:AAE-abcdefghijklmnop_q"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def two_free_ports() -> tuple[int, int]:
    """Not the same one twice: the first is held while the second is looked for."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1]), free_port()


def test_a_wrong_setting_ends_the_start_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "eighty")

    assert main(["run"]) == 2

    assert capsys.readouterr().err == "PORT must be a whole number from 0 to 65535 (0: any free port).\n"


def test_a_bug_ends_the_program_without_quoting_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(settings: Settings) -> int:
        raise ValueError("my knee hurts")

    monkeypatch.setattr("bot.cli._health", broken)

    assert main(["health"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("A bug ended the program: ValueError\n")
    assert "test_cli.py" in said
    assert "knee" not in said


def test_a_database_that_is_away_ends_the_start_so_that_it_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # GIVEN a server that is still starting, as after a reboot, and systemd, which starts nothing again after a 2
    monkeypatch.setenv("DATABASE_URL", f"postgresql://tracker@127.0.0.1:{free_port()}/ai_tracker")

    assert main(["run"]) == 1

    assert capsys.readouterr().err == (
        "The database that DATABASE_URL names cannot be opened and written to; 'ai-tracker doctor' says more.\n"
    )


def test_health_of_a_program_that_does_not_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", str(free_port()))

    assert main(["health"]) == 1
    assert capsys.readouterr().out == "not healthy\n"


def test_the_doctor_is_not_upset_by_a_reader_who_has_seen_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    port, page = two_free_ports()
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("SANDBOX_PORT", str(page))
    reader, writer = os.pipe()
    os.close(reader)
    try:
        doctor = subprocess.run(
            [sys.executable, "-m", "bot", "doctor"], stdout=writer, stderr=subprocess.PIPE, timeout=30, check=False
        )
    finally:
        os.close(writer)
    assert doctor.stderr == b""


def test_it_starts_says_where_to_go_is_healthy_and_ends_on_request(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    port, page = two_free_ports()
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("SANDBOX_PORT", str(page))
    errors = (tmp_path / "errors").open("w")
    program = subprocess.Popen([sys.executable, "-m", "bot"], stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == f"Open http://127.0.0.1:{page} and write to the bot.\n"
        assert main(["health"]) == 0

        second = subprocess.run([sys.executable, "-m", "bot"], capture_output=True, text=True, timeout=30, check=False)
        assert second.returncode == 2
        assert re.fullmatch(r"DATA_DIR must be used by one program at a time: another runs on .*\n", second.stderr)

        monkeypatch.setenv("DATA_DIR", str(tmp_path / "other"))
        second = subprocess.run([sys.executable, "-m", "bot"], capture_output=True, text=True, timeout=30, check=False)
        assert second.returncode == 2
        assert re.fullmatch(rf"SANDBOX_PORT must be a free port: {page} is used by another program\.\n", second.stderr)

        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == 0
    finally:
        program.kill()
        program.communicate()
        errors.close()
    assert "Traceback" not in (tmp_path / "errors").read_text()


class FakeTelegram:
    """Answers what the doctor asks; its clock can be wrong and its token refused."""

    def __init__(self) -> None:
        self.url = ""
        self.ahead = timedelta()
        self.refuses = False
        self.webhook: dict[str, object] = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}

    async def answer(self, request: web.Request) -> web.Response:
        headers = {"Date": format_datetime(datetime.now(UTC) + self.ahead, usegmt=True)}
        if self.refuses:
            body: dict[str, object] = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(body, status=401, headers=headers)
        me = {"id": 1, "is_bot": True, "first_name": "T", "username": "tracker_bot"}
        body = {"ok": True, "result": self.webhook if "Webhook" in request.path else me}
        return web.json_response(body, headers=headers)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    telegram, app = FakeTelegram(), web.Application()
    app.router.add_route("*", "/{path:.*}", telegram.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    telegram.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield telegram
    await runner.cleanup()


class Patient:
    def __init__(self, **settings: object) -> None:
        port, page = two_free_ports()
        self.settings = read_settings(**{"port": port, "sandbox_port": page, **settings})
        self.said: list[str] = []
        self.code = -1

    async def examined(self) -> "Patient":
        self.code = await examine(self.settings, self.said.append)
        return self

    def complaints(self) -> list[str]:
        return [line for line in self.said if not line.startswith("✓")]


async def test_a_healthy_installation_has_no_complaints(telegram: FakeTelegram) -> None:
    patient = await Patient(telegram_bot_token=TOKEN, telegram_api_url=telegram.url).examined()

    assert patient.complaints() == []
    assert patient.code == 0
    assert "✓ The token is @tracker_bot's." in patient.said


async def test_the_sandbox_needs_no_telegram() -> None:
    patient = await Patient().examined()

    assert (patient.code, patient.complaints()) == (0, [])


async def test_a_refused_token_is_found(telegram: FakeTelegram) -> None:
    telegram.refuses = True
    patient = await Patient(telegram_bot_token=TOKEN, telegram_api_url=telegram.url).examined()

    assert patient.code == 1
    assert patient.complaints()[:2] == [
        "✗ Telegram refuses the token.",
        "  → Set TELEGRAM_BOT_TOKEN to a token from @BotFather.",
    ]
    assert TOKEN not in "\n".join(patient.said)


async def test_an_unreachable_telegram_is_found() -> None:
    patient = await Patient(telegram_bot_token=TOKEN, telegram_api_url="http://127.0.0.1:9").examined()

    assert patient.complaints()[0] == "✗ Telegram does not answer (NetworkError)."


async def test_a_wrong_clock_is_found(telegram: FakeTelegram) -> None:
    telegram.ahead = timedelta(minutes=10)
    patient = await Patient(telegram_bot_token=TOKEN, telegram_api_url=telegram.url).examined()

    assert re.fullmatch(r"✗ The clock is (599|600|601) s away from Telegram's\.", patient.complaints()[0])


async def test_a_webhook_that_telegram_cannot_reach_is_found(telegram: FakeTelegram) -> None:
    address = "https://me.example"
    telegram.webhook |= {"url": address + "/telegram/webhook", "last_error_message": "Connection refused"}
    patient = await Patient(
        telegram_bot_token=TOKEN,
        telegram_api_url=telegram.url,
        telegram_webhook_url=address,
        telegram_webhook_secret="s3cret",
    ).examined()

    assert patient.complaints()[0] == "✗ Telegram's last try to reach the webhook failed: Connection refused."


async def test_a_database_that_cannot_be_opened_is_found(tmp_path: Path) -> None:
    patient = await Patient(database_url=f"sqlite:///{tmp_path}/no/folder/x.db").examined()

    assert patient.complaints()[0] == "✗ The database cannot be opened and written to."


async def test_a_database_of_a_newer_program_is_found() -> None:
    patient = await Patient().examined()
    open_database(patient.settings).dispose()
    assert "✓ The database can be written to; its tables are up to date." in (await patient.examined()).said
    with sqlite3.connect("data/sandbox.db") as connection:
        connection.execute("UPDATE alembic_version_bot SET version_num = 'of next year'")
    connection.close()

    assert (await patient.examined()).complaints()[0] == (
        "✗ A newer version of the program has changed the database's tables."
    )


async def test_a_port_in_use_is_found() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        patient = await Patient(port=other.getsockname()[1]).examined()

    assert re.match(r"✗ PORT \d+ is used by a program\.", patient.complaints()[0])


async def test_the_programs_own_port_is_no_complaint() -> None:
    with socket.socket() as own, alone_in(Path()):
        own.bind(("127.0.0.1", 0))
        own.listen()
        patient = await Patient(port=own.getsockname()[1], data_dir=".").examined()

    assert (patient.code, patient.complaints()) == (0, [])


async def test_an_address_of_another_machine_is_found() -> None:
    patient = await Patient(host="192.0.2.1").examined()  # an address that documents may use, and no machine has

    assert patient.complaints() == [
        "✗ 192.0.2.1 is no address of this machine.",
        "  → Set HOST, for example to 127.0.0.1.",
    ]
