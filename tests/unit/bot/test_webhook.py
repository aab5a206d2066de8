import io
from collections.abc import AsyncIterator, Sequence

import pytest
from aiohttp import ClientSession, web

from backend.errors import StoreUnavailable
from bot.inbox import Arrival
from bot.webhook import WEBHOOK_PATH, add_health, add_webhook, new_application
from tests.unit.bot.helpers import message

SECRET = "s3cret"
SIGNED = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


class Server:
    def __init__(self) -> None:
        self.stored: list[int] = []
        self.unstored: list[int] = []
        self.broken = False
        self.health = {"database": True}
        self.url = ""

    async def store(self, batch: Sequence[Arrival]) -> None:
        if self.broken:
            raise StoreUnavailable
        self.stored += [each.update_id for each in batch]

    async def tell(self, batch: Sequence[Arrival]) -> None:
        self.unstored += [each.update_id for each in batch]

    async def checks(self) -> dict[str, bool]:
        return self.health

    async def post(self, **request: object) -> int:
        async with ClientSession() as session, session.post(self.url + WEBHOOK_PATH, **request) as answer:  # type: ignore[arg-type]
            return answer.status


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server, app = Server(), new_application()
    add_webhook(app, SECRET, server.store, server.tell)
    add_health(app, server.checks)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


async def test_an_update_is_stored_before_it_is_acknowledged(server: Server) -> None:
    assert await server.post(json=message(5), headers=SIGNED) == 200
    assert server.stored == [5]


async def test_what_cannot_be_stored_is_not_acknowledged_and_the_athlete_hears_of_it(server: Server) -> None:
    server.broken = True

    assert await server.post(json=message(5), headers=SIGNED) == 503
    assert server.unstored == [5]


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"X-Telegram-Bot-Api-Secret-Token": "guess"}, 403), ({"X-Telegram-Bot-Api-Secret-Token": "ü"}, 403)],
)
async def test_nobody_but_telegram_gets_in(server: Server, headers: dict[str, str], status: int) -> None:
    assert await server.post(json=message(5), headers=headers) == status
    assert server.stored == []


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'{"update_id": "x"}', b"\xff\xfe"])
async def test_what_is_no_update_is_refused(server: Server, body: bytes) -> None:
    assert await server.post(data=body, headers=SIGNED | {"Content-Type": "application/json"}) == 400


async def test_a_body_larger_than_any_update_is_refused(server: Server) -> None:
    assert await server.post(data=io.BytesIO(b" " * 2**21), headers=SIGNED) == 413


def test_a_webhook_without_a_secret_is_not_opened(server: Server) -> None:
    with pytest.raises(ValueError, match="secret"):
        add_webhook(new_application(), "", server.store, server.tell)


@pytest.mark.parametrize(("well", "status"), [(True, 200), (False, 503)])
async def test_health_tells_of_each_part(server: Server, well: bool, status: int) -> None:
    server.health = {"database": True, "telegram": well}

    async with ClientSession() as session, session.get(server.url + "/health") as answer:
        assert (answer.status, await answer.json()) == (status, server.health)
