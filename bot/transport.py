"""How python-telegram-bot's requests travel: over aiohttp, without a second HTTP library in between.

PTB's default pool costs more the more connections are busy; httpx over aiohttp's transport is better, aiohttp alone
better still. An ``editMessageText`` with 15 buttons against the same local server, 1 / 16 at a time, ms of CPU each:
httpx 1.30 / 1.72, httpx over aiohttp 0.83 / 0.57, this 0.50 / 0.34.
What is said most takes a shorter way still, :meth:`AiohttpRequest.send`.
"""

import io
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.json_text import read, to_bytes

_HEADERS = {"User-Agent": BaseRequest.USER_AGENT}
_NOT_ASKED_FOR = ("Accept", "Accept-Encoding")  # Telegram answers in JSON; unpacking it would cost more than its way
_JSON = {"Content-Type": "application/json"}
_GOOD = b'{"ok":true'


class AiohttpRequest(BaseRequest):
    """PTB's request interface over one aiohttp session. Times are in seconds, per connect and per read.

    ``uploads`` is the time for a request with files in place of ``read``. Errors never carry the address: the token is
    a part of it.

    Of a message that Telegram answers with, only its id, date and chat are kept: the bot reads nothing else of what it
    has just sent, and PTB would spend a quarter of the bot's time on making objects of text, entities and buttons.
    """

    def __init__(self, connections: int = 256, connect: float = 5.0, read: float = 10.0, uploads: float = 30.0) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._uploads = uploads
        self._usual = aiohttp.ClientTimeout(sock_connect=connect, sock_read=read)
        self._proxies: dict[str, str | None] = {}
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds an answer may take."""
        return self._read

    async def initialize(self) -> None:
        """Open the session; again after :meth:`shutdown`."""
        if self._session is None:
            # Not trust_env: aiohttp would look the proxy up anew for each request, in a thread and with files.
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_HEADERS,
                skip_auto_headers=_NOT_ASKED_FOR,
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a dict; a message in it cut down to what is read (see the class)."""
        try:
            answer: dict[str, Any] = read(payload)
        except ValueError:
            raise TelegramError("Telegram's answer is no JSON") from None
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result and "chat" in result:
            chat = result["chat"]
            answer["result"] = {
                "message_id": result["message_id"],
                "date": result["date"],
                "chat": {"id": chat["id"], "type": chat["type"]},
            }
        return answer

    async def send(self, url: str, values: Mapping[str, object]) -> bytes:
        """Post plain values as one JSON body; Telegram's good answer, unread. Raises telegram.error.* as PTB does."""
        status, answer = await self._exchange("POST", url, to_bytes(values), _JSON, self._usual)
        if status != HTTPStatus.OK or not answer.startswith(_GOOD):
            await _Heard(status, answer).post(url)  # it knows what each refusal means
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # aiohttp has no time limit for writing alone
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # waiting for the pool counts as connecting
    ) -> tuple[int, bytes]:
        """Send it; the status and body of the answer. Raises PTB's TimedOut or NetworkError."""
        uploads = request_data is not None and request_data.contains_files
        body, headers = _body(request_data)
        timeout = aiohttp.ClientTimeout(
            sock_connect=_seconds(connect_timeout, self._connect),
            sock_read=_seconds(read_timeout, self._uploads if uploads else self._read),
        )
        return await self._exchange(method, url, body, headers, timeout)

    async def _exchange(
        self,
        method: str,
        url: str,
        body: bytes | aiohttp.FormData | None,
        headers: Mapping[str, str] | None,
        patience: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the request is used before initialize() or after shutdown()")
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=patience, allow_redirects=False, proxy=self._proxy(url)
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut(f"no answer in time ({type(error).__name__})") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"no connection ({type(error).__name__})") from None

    def _proxy(self, url: str) -> str | None:
        server = url[: url.find("/", 8)]  # up to the path: the rest is the token and the method
        if server not in self._proxies:
            self._proxies[server] = _proxy_of_environment(server)
        return self._proxies[server]


class _Heard(AiohttpRequest):
    """A request whose answer is there already: PTB's own reading of it."""

    def __init__(self, status: int, answer: bytes) -> None:
        self._answer = status, answer

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        """See PTB."""
        return self._answer


def _proxy_of_environment(server: str) -> str | None:
    """The proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name for ``https://host:port``."""
    parts = urlsplit(server)
    if parts.hostname is None or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)


def _body(request_data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str] | None]:
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        # Whole, not as PTB's own requests do it: each value as JSON, and a form with all of them.
        return to_bytes(request_data.parameters), _JSON
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, content_type) in request_data.multipart_data.items():
        # A file object is sent in pieces; many bytes at once would hold up the event loop.
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, source, filename=file_name, content_type=content_type)
    return form, None


def _seconds(given: object, otherwise: float) -> float | None:
    """PTB hands in a number, None (no limit) or its "not given" marker."""
    if given is None or isinstance(given, int | float):
        return given
    return otherwise
