"""The product in a process of its own, its page on a phone, and pictures of it for people to look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.conftest import is_complaint
from tests.browser.product import ROOT, ProductProcess


@contextmanager
def running_product(folder: Path, **settings: str) -> Iterator[ProductProcess]:
    """Nothing that goes wrong in it stays unnoticed."""
    running = ProductProcess(folder / "data", **settings)
    yield running
    running.stop()
    assert '"level": "error"' not in running.log()


@contextmanager
def on_a_phone(browser: Browser, product: ProductProcess, scheme: str = "light") -> Iterator[Page]:
    """Whatever the page complains about fails the test."""
    context = browser.new_context(
        base_url=product.url,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    complaints: list[str] = []
    context.on("weberror", lambda found: complaints.append(str(found.error)))
    context.on("console", lambda line: complaints.append(line.text) if is_complaint(line.type, line.text) else None)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()
    assert complaints == []


def keep_picture(page: Page, name: str) -> None:
    """Of the page as it is now, in ``screenshots/``."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", animations="disabled")


def scheme_of(page: Page) -> str:
    """``dark`` or ``light``, as the page sees it."""
    return "dark" if page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches") else "light"
