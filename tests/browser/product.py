"""The product as a newcomer runs it, in a process of its own, and an athlete who sits in front of its page."""

import json
import os
import re
import select
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[2]
START_SECONDS = 30
PATIENCE_MS = 20_000
"""For an answer of the bot, on a machine that is busy with other tests."""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")


class ProductProcess:
    """``ai-tracker run`` without a token. Started again, it has the same address and the same data.

    In Berlin it is the afternoon of a day, whenever a test begins: "today" stays today, the next morning is tomorrow's.
    """

    def __init__(self, data_dir: Path, **settings: str) -> None:
        """``settings``: environment variables beside those of a newcomer."""
        self._data_dir, self._settings = data_dir, settings
        self._move_to_the_afternoon()
        self._process: subprocess.Popen[str] | None = None
        self._port = "0"
        self.start()

    def _move_to_the_afternoon(self) -> None:
        """As if somebody had moved the page's clock before: it is ahead by less than a day."""
        now = datetime.now(ZoneInfo("Europe/Berlin"))
        afternoon = now.replace(hour=15, minute=0) + timedelta(days=now.hour >= 15)
        folder = self._data_dir / "sandbox"
        folder.mkdir(parents=True, mode=0o700)
        ahead = {"ahead_seconds": (afternoon - now).total_seconds()}
        (folder / "clock.json").write_text(json.dumps(ahead), encoding="utf-8")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start, and wait for the address that it prints."""
        self._data_dir.mkdir(parents=True, exist_ok=True)
        own = {"PYTHONPATH": str(ROOT), "DATA_DIR": str(self._data_dir), "PORT": "0", "SANDBOX_PORT": self._port}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "TZ") if name in os.environ}
        with (self._data_dir / "log.jsonl").open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-OO", "-m", "bot", "run"],  # as ``make run`` does
                cwd=self._data_dir,  # a developer's .env is not read
                env=kept | own | self._settings,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], START_SECONDS)
        address = _ADDRESS.search(self._process.stdout.readline()) if ready else None
        if address is None:
            self.stop()
            raise AssertionError(f"the product did not start: {self.log()}")
        self._port = address[1]

    def stop(self) -> None:
        """End it as Ctrl+C would."""
        if self._process is None:
            return
        self._process.terminate()
        self._process.communicate(timeout=START_SECONDS)
        self._process = None

    def log(self) -> str:
        """Everything that it has logged."""
        return (self._data_dir / "log.jsonl").read_text()


class Visitor:
    """One athlete's chat on a page: says, taps, sees."""

    def __init__(self, page: Page, nth: int = 0) -> None:
        self.page = page
        self.page.locator(".chat:not([hidden])").nth(nth).wait_for()
        athlete = self.page.locator(".chat:not([hidden])").nth(nth).get_attribute("data-athlete")
        self.chat = page.locator(f".chat[data-athlete='{athlete}']")

    @property
    def field(self) -> Locator:
        return self.chat.locator("textarea")

    @property
    def messages(self) -> Locator:
        return self.chat.locator("article.message")

    @property
    def newest(self) -> Locator:
        """The bot's newest message."""
        return self.chat.locator("article.message.theirs").last

    def says(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")

    def sees(self, *texts: str) -> Locator:
        """The newest message of the bot that has all these words, waited for; it stays the same one when edited."""
        found = self.chat.locator("article.message.theirs")
        for text in texts:
            found = found.filter(has=self.page.locator(".words", has_text=text))  # and not in a quote
        expect(found.last).to_be_visible(timeout=PATIENCE_MS)
        return self.chat.locator(f"article[data-id='{found.last.get_attribute('data-id')}']")

    def button(self, label: str, card: Locator | None = None) -> Locator:
        return (card or self.newest).get_by_role("button", name=label, exact=True)

    def taps(self, label: str, card: Locator | None = None) -> None:
        """Tap a button of a card, the newest message's where none is named, and wait until the bot has answered."""
        wanted = self.button(label, card)
        expect(wanted).to_be_visible(timeout=PATIENCE_MS)
        wanted.click()
        expect(self.chat.locator(".inline-button.waiting")).to_have_count(0, timeout=PATIENCE_MS)

    def begins(self) -> None:
        """Start, agree, and live in Berlin."""
        self.chat.get_by_role("button", name="Start", exact=True).click()
        self.taps("OK, store my training", self.sees("I keep your training log"))
        self.sees("What time is it for you now?")
        self.says("Berlin")
        self.sees("Europe/Berlin. All set.")

    def logs(self, text: str, load: str) -> Locator:
        """Write a session in one message and save it; its card."""
        self.says(text)
        card = self.sees("Load", load)
        self.taps("Save", card)
        return self.sees("Saved.", load)
