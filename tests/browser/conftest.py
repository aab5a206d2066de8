"""A browser, a sandbox, a bot that follows the test's script, and the page as a newcomer opens it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.stage import SandboxProcess, ScriptedBot

CHROMIUM = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
"""Where scripts/need-chromium looks, too."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=10_000)

OpenPage = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each file's tests run one after the other in one worker.

    While Playwright's synchronous interface is open, an event loop runs in its thread, and no asynchronous test can.
    """
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with the file's last test, for the same reason."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, f"the browser tests need Chromium: none of {', '.join(CHROMIUM)} is on the PATH"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxProcess]:
    running = SandboxProcess(tmp_path / "sandbox.json")
    yield running
    running.stop()


@pytest.fixture
def bot(sandbox: SandboxProcess) -> Iterator[ScriptedBot]:
    scripted = ScriptedBot(sandbox.url)
    scripted.call("getMe")
    yield scripted
    scripted.close()


@pytest.fixture
def open_page(browser: Browser, sandbox: SandboxProcess) -> Iterator[OpenPage]:
    """Opens the page in a browser profile of its own; whatever the page complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line.type, line.text) else None)
        page.goto(sandbox.url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(kind: str, text: str) -> bool:
    """Whether a line of the console is a mistake of the page, and not the network's."""
    return kind == "error" and "net::ERR_" not in text and "Failed to load resource" not in text


@pytest.fixture
def page(open_page: OpenPage, bot: ScriptedBot) -> Page:
    """The page on a desktop, with a bot that has connected."""
    return open_page()
