"""The whole stack on the emulator, with its permissions enforced and a Telegram of its own: one for all tests."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from sandbox.cloud.deploy import Stack
from sandbox.cloud.local import TOKEN, assembly
from sandbox.server import Sandbox, start
from tests.aws.rights import denials, record
from tests.fakes.openai import FakeOpenAi, fake_openai, says, says_slowly


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a file sets up on the stack, it sets up once: its tests run in one worker."""
    for item in items:
        if "stack" in getattr(item, "fixturenames", ()) and item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def telegram() -> Iterator[Sandbox]:
    """The Telegram that the stack's bot talks to; for other threads only its page's HTTP."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        sandbox = asyncio.run_coroutine_threadsafe(start(allowed_tokens=[TOKEN], webhook_pause=0.2), loop).result(30)
        try:
            yield sandbox
        finally:
            asyncio.run_coroutine_threadsafe(sandbox.close(), loop).result(30)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture(scope="session")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that comes first on the path of every function; they write there what they ask of AWS."""
    return record(tmp_path_factory.mktemp("inside"))


@pytest.fixture(scope="session")
def openai() -> Iterator[FakeOpenAi]:
    """The model that comments for whoever has premium."""
    with fake_openai() as fake:
        fake.always = comments
        yield fake


async def comments(request: web.Request) -> web.StreamResponse:
    """About the session's minutes, slowly enough to be read along; of no use where something else is asked for."""
    facts = json.loads((await request.json())["input"]).get("facts", [])
    minutes = [fact["values"].get("minutes") for fact in facts if fact["name"] == "session"]
    if not minutes:
        return await says("It could stay easy.")(request)
    first = f"That was a session of {minutes[0]} min."
    slowly = says_slowly(first, "What comes next is for you to choose.", "It could stay easy.", facts=["session"])
    return await slowly(request)


@pytest.fixture(scope="session")
def stack(
    tmp_path_factory: pytest.TempPathFactory, telegram: Sandbox, inside: Path, openai: FakeOpenAi
) -> Iterator[Stack]:
    """A deployed stack with its webhook set. Nobody empties it: a test takes an athlete and a chat of its own.

    In all that its tests made its functions do, none of them may have been refused anything.
    """
    model = {"OpenAiBaseUrl": openai.url, "OpenAiApiKey": "not-a-key"}
    with assembly(tmp_path_factory.mktemp("cloud"), telegram.url, inside, given=model) as deployed:
        yield deployed
        assert denials(deployed, inside) == []
