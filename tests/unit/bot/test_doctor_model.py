"""What the doctor says of the model that writes comments."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web

from bot.doctor_model import model
from bot.settings import Settings, read_settings
from prompts import load

KEY = "sk-none"
USUAL = load("comment").model


@dataclass
class Server:
    """Lists ``models`` to who has the key, or answers ``status``."""

    url: str = ""
    models: list[str] = field(default_factory=lambda: [USUAL])
    status: int = 200

    async def answer(self, request: web.Request) -> web.Response:
        if request.headers["Authorization"] != f"Bearer {KEY}":
            return web.json_response({"error": {}}, status=401)
        if self.status != 200:
            return web.Response(status=self.status, text="<html>")
        return web.json_response({"object": "list", "data": [{"id": name} for name in self.models]})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server, app = Server(), web.Application()
    app.router.add_get("/v1/models", server.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    yield server
    await runner.cleanup()


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


async def said_of(**settings: object) -> list[tuple[bool, str]]:
    return [(finding.well, finding.seen) async for finding in model(read_settings(**settings))]


async def test_without_a_model_nobody_is_asked() -> None:
    assert await said_of() == [(True, "No model is set up; rules in the program write all comments.")]


@pytest.mark.parametrize(("wanted", "listed"), [("", USUAL), ("llama3", "llama3:latest"), ("own", "own")])
async def test_a_server_that_has_the_model_is_well(server: Server, wanted: str, listed: str) -> None:
    server.models = ["another", listed]

    said = await said_of(openai_api_key=KEY, openai_base_url=server.url, openai_model=wanted)

    assert said == [(True, f"The model's server has {wanted or USUAL}.")]


async def test_a_refused_key_is_found(server: Server) -> None:
    said = await said_of(openai_api_key="sk-other", openai_base_url=server.url)

    assert said == [(False, "The model's server refuses the key.")]


async def test_a_server_that_is_away_or_in_trouble_is_found(server: Server) -> None:
    server.status = 503
    assert await said_of(openai_api_key=KEY, openai_base_url=server.url) == [
        (False, "The model's server is in trouble (503).")
    ]
    [(well, seen)] = await said_of(openai_base_url="http://127.0.0.1:9/v1")
    assert not well
    assert seen.startswith("The model's server does not answer (")


async def test_openai_without_the_model_is_found_and_a_server_of_ones_own_may_take_any_name(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    unseen = (True, "The model's server answers; whether it has mine is not to be seen.")
    assert await said_of(openai_api_key=KEY, openai_base_url=server.url, openai_model="mine") == [unseen]

    monkeypatch.setattr("bot.doctor_model._OPENAI", server.url)
    assert await said_of(openai_api_key=KEY, openai_model="mine") == [(False, "OpenAI has no model mine for this key.")]
    server.status = 403  # a key that may ask models, and may not list them
    assert await said_of(openai_api_key=KEY, openai_model="mine") == [unseen]


async def test_prices_that_cannot_be_read_are_found(server: Server) -> None:
    said = await said_of(openai_api_key=KEY, openai_base_url=server.url, coach_prices="nowhere.yaml")

    assert said[0] == (False, "What the model costs cannot be read, so the program will not start.")
    assert len(said) == 2
