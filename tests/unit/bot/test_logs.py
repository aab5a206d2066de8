import errno
import io
import json
import logging
from pathlib import Path

import pytest

from backend.api import problems
from bot.logs import ChatNames, installation_salt, set_up_logs, what, where

SECRET = "my knee hurts"


@pytest.fixture(autouse=True)
def leave_logging_as_it_was():  # type: ignore[no-untyped-def]  # a generator fixture without a value
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {
        name: logger.level
        for name, logger in logging.root.manager.loggerDict.items()
        if isinstance(logger, logging.Logger)
    }
    yield
    root.handlers[:] = before
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)


def fail() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise KeyError(SECRET) from error


def test_a_line_is_json_with_level_time_and_values(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO").info("update", chat="a1b2c3d4", ms=1.5)

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["chat"], line["ms"]) == ("update", "info", "a1b2c3d4", 1.5)
    assert line["timestamp"].endswith("Z")


def test_the_level_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    log = set_up_logs("WARNING")
    log.info("quiet")
    log.warning("loud")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["loud"]


class Broken(io.StringIO):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def write(self, _: str) -> int:
        raise self._error

    def flush(self) -> None:
        raise self._error


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), ValueError("closed file")])
def test_a_line_that_cannot_be_written_is_nobodys_trouble(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    stream = Broken(error)
    with monkeypatch.context() as during:
        during.setattr("sys.stderr", stream)
        log = set_up_logs("INFO")

    log.info("update", chat="a1b2c3d4", ms=1.5)

    with pytest.raises(type(error)):  # it is broken indeed
        stream.write("")


def test_an_error_tells_its_types_and_places_and_no_value(capsys: pytest.CaptureFixture[str]) -> None:
    log = set_up_logs("DEBUG")
    try:
        fail()
    except KeyError as error:
        log.error("bug", error=what(error), at=where(error))
        logging.getLogger("backend.embedded.runner").exception("workflow_bug", extra={"values": {"state": "Coach"}})
        logging.getLogger("backend").exception("it said %s", SECRET)

    written = capsys.readouterr().err
    assert SECRET not in written
    for line in map(json.loads, written.splitlines()):
        assert line["error"] == "KeyError < ValueError"
        assert any("test_logs.py" in place and place.endswith(" fail") for place in line["at"])


def test_libraries_that_know_tokens_and_texts_are_silent_even_when_debugging(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("DEBUG")

    for name in ("httpx", "httpcore.http11", "aiohttp.access", "telegram.Bot", "telegram.request", "asyncio"):
        logging.getLogger(name).error("POST https://api.telegram.org/bot123:secret/sendMessage %s", SECRET)
    logging.getLogger("some.library").error("read %s", SECRET)

    written = capsys.readouterr().err
    assert "secret" not in written
    assert SECRET not in written


def test_the_id_of_a_bug_behind_the_api_can_be_found(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    try:
        fail()
    except KeyError as error:
        answer = problems.bug(error)

    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "backend"
    assert json.loads(str(answer.body))["details"]["id"] in line["told"]
    assert "KeyError" in line["told"]
    assert SECRET not in line["told"]


def test_a_chat_keeps_its_name_within_one_installation_only(tmp_path: Path) -> None:
    here = ChatNames(installation_salt(tmp_path / "a"))
    after_restart = ChatNames(installation_salt(tmp_path / "a"))
    elsewhere = ChatNames(installation_salt(tmp_path / "b"))

    assert here(7) == after_restart(7)
    assert here(7) != here(8)
    assert here(7) != elsewhere(7)
    assert here(None) == "-"


def test_the_salt_is_its_owners_only_and_a_torn_one_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "salt"
    file.write_bytes(b"")

    salt = installation_salt(file)

    assert len(salt) >= 16
    assert installation_salt(file) == salt
    assert installation_salt(tmp_path / "new") != salt
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
