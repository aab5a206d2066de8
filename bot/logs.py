"""The log: one JSON line an event on stderr (readable ones on a terminal), and never a word of what athletes say.

Chats appear as a keyed hash: the same chat is recognisable within one installation, and cannot be found by trying all
chat ids without the installation's salt. Errors appear as their type and the places in the code they passed, not with
their message: messages quote what was wrong, and that may be a note, a feeling or an address with the token in it.
"""

import json
import logging
import os
import secrets
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Protocol, TextIO

# These log request addresses (with the token), message texts or answers of Telegram.
_TALKATIVE = (
    "httpx", "httpcore", "aiohttp", "urllib3", "telegram", "asyncio", "apscheduler", "sqlalchemy", "alembic", "jsonata",
)  # fmt: skip
_PLACES = 8
Value = str | float | list[str] | None


class Log(Protocol):
    """What the rest of the bot needs of a log. Values are numbers, names of ours and hashes only."""

    def debug(self, event: str, **values: Value) -> object: ...  # noqa: D102
    def info(self, event: str, **values: Value) -> object: ...  # noqa: D102
    def warning(self, event: str, **values: Value) -> object: ...  # noqa: D102
    def error(self, event: str, **values: Value) -> object: ...  # noqa: D102


def set_up_logs(level: str) -> Log:
    """Set up all logging of the process, and give the bot's log."""
    number = getattr(logging, level)
    logging.basicConfig(
        level=max(number, logging.WARNING), format="%(levelname)s %(name)s", stream=sys.stderr, force=True
    )
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    log = _Lines(number, sys.stderr)
    backend = logging.getLogger("backend")
    backend.handlers = [_Backend(log)]
    backend.propagate = False
    return log


class _Lines:
    """Writes a line an event. Its failures are nobody's trouble: on a full disk the line is lost, the turn goes on."""

    def __init__(self, least: int, stream: TextIO) -> None:
        self._least = least
        self._stream = stream
        self._written = _readable if stream.isatty() else _as_json

    def debug(self, event: str, **values: Value) -> None:
        self.write(logging.DEBUG, event, values)

    def info(self, event: str, **values: Value) -> None:
        self.write(logging.INFO, event, values)

    def warning(self, event: str, **values: Value) -> None:
        self.write(logging.WARNING, event, values)

    def error(self, event: str, **values: Value) -> None:
        self.write(logging.ERROR, event, values)

    def write(self, level: int, event: str, values: Mapping[str, Value]) -> None:
        if level < self._least:
            return
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = self._written(event, logging.getLevelName(level).lower(), at, values)
        with suppress(OSError, ValueError):  # ValueError: the stream was closed
            self._stream.write(line + "\n")
            self._stream.flush()


def _as_json(event: str, level: str, at: str, values: Mapping[str, Value]) -> str:
    return json.dumps({"event": event, "level": level, "timestamp": at, **values}, default=str)


def _readable(event: str, level: str, at: str, values: Mapping[str, Value]) -> str:
    told = " ".join(f"{name}={value}" for name, value in values.items())
    return f"{at[11:19]} {level:7} {event:24} {told}".rstrip()


class _Backend(logging.Handler):
    """The backend's own lines, written through the standard library as in a Lambda: they carry ids and types only.

    ``extra={"values": {…}}`` makes a line an event of its own. Of an error, its type and way through the code are told.
    """

    def __init__(self, log: _Lines) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        values: Mapping[str, Value] | None = getattr(record, "values", None)
        error = record.exc_info[1] if record.exc_info else None
        failed: dict[str, Value] = {} if error is None else {"error": what(error), "at": where(error)}
        if values is not None:
            self._log.write(record.levelno, record.getMessage(), {**values, **failed})
        else:
            told = "" if failed else record.getMessage()
            self._log.write(record.levelno, "backend", {"source": record.name, "told": told, **failed})


class ChatNames:
    """Names of chats for the log: ``salt`` (16 bytes or more) keys the hash."""

    def __init__(self, salt: bytes) -> None:
        self._salt = salt[:64]

    def __call__(self, chat_id: int | None) -> str:
        """Eight hex digits, the same for the same chat; "-" for none."""
        if chat_id is None:
            return "-"
        return blake2b(str(chat_id).encode(), key=self._salt, digest_size=4).hexdigest()


def installation_salt(file: Path) -> bytes:
    """This installation's salt: made on first use, readable by its owner only."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if len(salt := file.read_bytes()) >= 16:
            return salt
        descriptor = os.open(file, os.O_WRONLY | os.O_TRUNC)  # the machine stopped while it was made
    salt = secrets.token_bytes(32)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(salt)
    return salt


def what(error: BaseException) -> str:
    """The error's type, with that of its cause: "BackendUnavailable < ConnectTimeout"."""
    names = [type(error).__name__]
    while (cause := error.__cause__ or error.__context__) is not None and len(names) < 4:
        names.append(type(cause).__name__)
        error = cause
    return " < ".join(names)


def where(error: BaseException) -> list[str]:
    """The last places in the code that the error passed, innermost last, without any value."""
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    return [f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}" for frame in frames]
