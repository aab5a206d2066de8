"""The log: one JSON line an event on stderr (readable ones on a terminal), and never a word of what athletes say.

Chats appear as a keyed hash: the same chat is recognisable within one installation, and cannot be found by trying all
chat ids without the installation's salt. Errors appear as their type and the places in the code they passed, not with
their message: messages quote what was wrong, and that may be a note, a feeling or an address with the token in it.
"""

import logging
import os
import secrets
import sys
import traceback
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Protocol, TextIO, cast

import structlog
from structlog.typing import EventDict, WrappedLogger

# These log request addresses (with the token), message texts or answers of Telegram.
_TALKATIVE = ("httpx", "httpcore", "aiohttp", "telegram", "asyncio", "apscheduler", "sqlalchemy", "alembic", "jsonata")
_PLACES = 8


class Log(Protocol):
    """What the rest of the bot needs of a log. Values are numbers, names of ours and hashes only."""

    def debug(self, event: str, **values: str | float | list[str] | None) -> object: ...  # noqa: D102
    def info(self, event: str, **values: str | float | list[str] | None) -> object: ...  # noqa: D102
    def warning(self, event: str, **values: str | float | list[str] | None) -> object: ...  # noqa: D102
    def error(self, event: str, **values: str | float | list[str] | None) -> object: ...  # noqa: D102


def set_up_logs(level: str) -> Log:
    """Set up all logging of the process, and give the bot's log."""
    number = getattr(logging, level)
    logging.basicConfig(
        level=max(number, logging.WARNING), format="%(levelname)s %(name)s", stream=sys.stderr, force=True
    )
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    backend = logging.getLogger("backend")
    backend.handlers = [_Ours()]
    backend.propagate = False
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _errors_without_words,
            structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=cast(TextIO, _NeverFailing(sys.stderr))),
        cache_logger_on_first_use=False,
    )
    log: Log = structlog.get_logger()
    return log


class _Ours(logging.Handler):
    """The backend's own lines, written through the standard library as in a Lambda: they carry ids and types only."""

    def emit(self, record: logging.LogRecord) -> None:
        told = "" if record.exc_info else record.getMessage()
        log = structlog.get_logger()
        log.log(record.levelno, "backend", source=record.name, told=told)


class _NeverFailing:
    """A stream whose failures are nobody's trouble: on a full disk the line is lost, and the turn goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # ValueError: it was closed
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


def _errors_without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """``log.exception`` anywhere in the program: the error's type and way through the code, not its message."""
    if event.pop("exc_info", None) and (error := sys.exception()) is not None:
        event.update(error=what(error), at=where(error))
    return event


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
