"""``ai-tracker doctor``: looks at everything that a start needs, and says how to mend what is wrong."""

import asyncio
import errno
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from telegram.error import InvalidToken, TelegramError

from backend.errors import StoreUnavailable
from backend.store.engine import open_engine
from backend.store.migrate import NewerTables
from bot.alone import is_held
from bot.database import is_up_to_date
from bot.doctor_model import model
from bot.doctor_money import money, support
from bot.findings import Finding, say_findings
from bot.settings import Settings, WrongSetting, prepare_folder
from bot.telegram_api import Telegram

_MOST_SKEW_SECONDS = 30
_OTHER_HOST = "Set HOST, for example to 127.0.0.1."
_LEAST_FREE_BYTES = 200 * 1024 * 1024


async def examine(settings: Settings, say: Callable[[str], object]) -> int:
    """Say each finding; 0 when all is well, else 1."""
    return await say_findings(_findings(settings), say)


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    running = is_held(settings.data_dir)
    if settings.sandboxed:
        yield Finding(True, "No TELEGRAM_BOT_TOKEN: the sandbox will be started, Telegram is not asked.")
        yield _port("SANDBOX_PORT", "127.0.0.1", settings.sandbox_port, running)
    else:
        async with Telegram(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url) as telegram:
            yield await _token(telegram)
            yield await _webhook(settings, telegram)
        yield await _clock(settings)
    yield await asyncio.to_thread(_database, settings)
    yield _disk(settings)
    yield _port("PORT", settings.host, settings.port, running)
    for finding in await asyncio.to_thread(list, money(settings)):
        yield finding
    for finding in support(settings):
        yield finding
    async for finding in model(settings):
        yield finding


async def _token(telegram: Telegram) -> Finding:
    try:
        me = await telegram.bot.get_me()
    except InvalidToken:
        return Finding(False, "Telegram refuses the token.", "Set TELEGRAM_BOT_TOKEN to a token from @BotFather.")
    except TelegramError as error:
        mend = "Check the network, a proxy (HTTPS_PROXY) and TELEGRAM_API_URL."
        return Finding(False, f"Telegram does not answer ({type(error).__name__}).", mend)
    return Finding(True, f"The token is @{me.username}'s.")


async def _webhook(settings: Settings, telegram: Telegram) -> Finding:
    try:
        info = await telegram.bot.get_webhook_info()
    except TelegramError as error:
        return Finding(False, f"The webhook could not be looked up ({type(error).__name__}).", "See the token above.")
    wanted = settings.telegram_webhook_url
    if not wanted:
        if info.url:
            return Finding(True, "A webhook is set at Telegram; the start removes it, because none is set here.")
        return Finding(True, f"Long polling, {info.pending_update_count} updates are waiting.")
    if info.last_error_message and info.url.startswith(wanted):
        mend = "Make TELEGRAM_WEBHOOK_URL reachable from outside: address, certificate, and the proxy before PORT."
        return Finding(False, f"Telegram's last try to reach the webhook failed: {info.last_error_message}.", mend)
    return Finding(True, f"Webhook, {info.pending_update_count} updates are waiting.")


async def _clock(settings: Settings) -> Finding:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10), trust_env=True) as session,
            session.head(settings.telegram_api_url, allow_redirects=False) as answer,
        ):
            theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return Finding(False, "The clock could not be compared with Telegram's.", "See the network above.")
    skew = abs((datetime.now(UTC) - theirs).total_seconds())
    if skew > _MOST_SKEW_SECONDS:
        mend = "Let the machine set its clock by the network (timedatectl set-ntp true)."
        return Finding(False, f"The clock is {skew:.0f} s away from Telegram's.", mend)
    return Finding(True, "The clock agrees with Telegram's.")


def _database(settings: Settings) -> Finding:
    try:
        prepare_folder(settings)
        engine = open_engine(settings.database)
    except WrongSetting as error:
        return Finding(False, "DATA_DIR cannot be used.", str(error))
    try:
        state = "up to date" if is_up_to_date(engine) else "to be brought up to date by the next start"
    except StoreUnavailable:
        mend = (
            "Check DATABASE_URL, the rights of the file or user, its disk, and that no other program keeps it locked."
        )
        return Finding(False, "The database cannot be opened and written to.", mend)
    except NewerTables:
        mend = "Install the version that was here before, or restore the backup from before the upgrade."
        return Finding(False, "A newer version of the program has changed the database's tables.", mend)
    finally:
        engine.dispose()
    return Finding(True, f"The database can be written to; its tables are {state}.")


def _disk(settings: Settings) -> Finding:
    try:
        free = shutil.disk_usage(settings.data_dir).free
    except OSError:
        return Finding(False, "DATA_DIR cannot be looked at.", "Make the folder, or set another DATA_DIR.")
    megabytes = free // 1024**2
    if free < _LEAST_FREE_BYTES:
        return Finding(False, f"Only {megabytes} MB are free.", "Make room on the disk of DATA_DIR.")
    return Finding(True, f"{megabytes:,} MB are free.")


def _port(variable: str, host: str, port: int, running: bool) -> Finding:
    """``running``: the program is at work, so a port in use is its own; it would not run without."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror:
        return Finding(False, f"{host} is no address of this machine.", _OTHER_HOST)
    except OSError as error:
        if error.errno == errno.EADDRINUSE and running:
            return Finding(True, f"{variable} {port} is used by the program itself, which runs.")
        if error.errno == errno.EADDRINUSE:
            return Finding(False, f"{variable} {port} is used by a program.", f"Stop it, or set another {variable}.")
        if error.errno == errno.EADDRNOTAVAIL:
            return Finding(False, f"{host} is no address of this machine.", _OTHER_HOST)
        return Finding(
            False, f"{variable} {port} cannot be listened on ({error.strerror}).", f"Set another {variable}."
        )
    return Finding(True, f"{variable} {port} is free.")
