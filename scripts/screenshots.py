"""Take the pictures of the README from the running product: ``.venv/bin/python scripts/screenshots.py``.

An athlete writes eight weeks of training into the chat page, one message a session, then today's. The last three of the
weeks are lived through day by day, with a check-in each: the sandbox's clock is moved. About three minutes.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import ARGUMENTS, CHROMIUM  # noqa: E402  # found only with the path above
from tests.browser.product import PATIENCE_MS, ProductProcess, Visitor  # noqa: E402  # as above

IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT, SCALE = 390, 844, 2
MARGIN = 8
COLOURS = 256

WEEKS = (
    {1: "30 min run rpe 3", 3: "40 min run rpe 6", 6: "55 min run rpe 4"},
    {1: "35 min run rpe 3", 3: "45 min run rpe 6", 5: "60 min ride rpe 3", 6: "60 min run rpe 4"},
    {1: "40 min run rpe 3", 3: "50 min run rpe 6", 5: "60 min ride rpe 4", 6: "65 min run rpe 4"},
    {1: "45 min run rpe 3", 3: "50 min run rpe 7", 5: "70 min ride rpe 4", 6: "70 min run rpe 4"},
    {1: "45 min run rpe 3", 3: "55 min run rpe 7", 5: "75 min ride rpe 4", 6: "75 min run rpe 5"},
    {1: "40 min run rpe 3", 4: "60 min ride rpe 3", 6: "60 min run rpe 4"},
    {1: "45 min run rpe 3", 3: "55 min run rpe 7", 5: "80 min ride rpe 4", 6: "80 min run rpe 4"},
    {1: "45 min run rpe 3, fresh 4", 3: "45 min swim rpe 4", 4: "75 min ride rpe 4"},
)
"""What was trained on which day of each week; the last week ends today."""
TODAY = "60 min run rpe 7, legs heavy"
CHECK_INS = ("44444", "43443", "34344", "44454", "43343", "45444", "33343", "44444", "44445", "33233", "44344")
"""Fresh, sleep, muscles, calm, mood; in turn."""
LIVED_DAYS = 21

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <match><edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit></match>
</fontconfig>
"""
"""As narrow as the letters of most phones, where this machine has none of theirs."""


def main() -> None:
    """Take them all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        product = ProductProcess(Path(folder) / "data")
        try:
            with _phone(product.url, Path(folder)) as page:
                athlete = Visitor(page)
                athlete.begins()
                _train(athlete, product.url)
                _take_chat(athlete)
                _take_trend(athlete)
        finally:
            product.stop()


@contextmanager
def _phone(url: str, folder: Path) -> Iterator[Page]:
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS)
    found = next(filter(None, map(shutil.which, CHROMIUM)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=ARGUMENTS, env={**os.environ, "FONTCONFIG_FILE": str(fonts)}
        )
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SCALE,
            is_mobile=True,
            has_touch=True,
            locale="en-GB",
            timezone_id="Europe/Berlin",
        )
        page.goto(url)
        yield page
        browser.close()


def _train(athlete: Visitor, url: str) -> None:
    begins = date.today()  # noqa: DTZ011  # a day's difference does not matter
    last = begins + timedelta(days=LIVED_DAYS)
    first = last - timedelta(days=7 * len(WEEKS) - 1)
    sessions = {
        first + timedelta(days=7 * n + weekday - 1): session
        for n, week in enumerate(WEEKS)
        for weekday, session in week.items()
    }
    for day, session in sessions.items():
        if day <= begins:
            _logs(athlete, day, session)
    for lived in range(1, LIVED_DAYS + 1):
        httpx.post(f"{url}/sandbox/clock", json={"seconds": 86_400}).raise_for_status()
        athlete.says("/checkin")
        athlete.sees("5 very restful")
        athlete.says(CHECK_INS[lived % len(CHECK_INS)])
        athlete.sees("of 25.")
        day = begins + timedelta(days=lived)
        if day in sessions:
            _logs(athlete, day, sessions[day])


def _logs(athlete: Visitor, day: date, session: str) -> None:
    minutes, rpe = (int(number) for number in re.findall(r"^\d+|(?<=rpe )\d+", session))
    athlete.says(f"{day:%-d %b} {session}")
    athlete.taps("Save", athlete.sees(f"Load {minutes * rpe} AU"))
    _hears(athlete, minutes * rpe)


def _hears(athlete: Visitor, load: int) -> Locator:
    """The comment on the session that was just saved, in answer to its card."""
    comment = athlete.newest.filter(has=athlete.page.locator(".quote", has_text=f"= {load} AU"))
    expect(comment).to_be_visible(timeout=PATIENCE_MS)
    return comment


def _take_chat(athlete: Visitor) -> None:
    athlete.says(TODAY)
    athlete.taps("Save", athlete.sees("Run · today", "Load 420 AU"))
    athlete.taps("Why?", _hears(athlete, 420))
    _take(athlete, TODAY, "chat")


def _take_trend(athlete: Visitor) -> None:
    athlete.says("/trend")
    picture = athlete.sees("AU in all").get_by_role("img")
    expect(picture).to_be_visible()
    picture.evaluate("image => image.decode()")
    _take(athlete, "/trend", "trend")


def _take(athlete: Visitor, first: str, name: str) -> None:
    """The chat from what the athlete said ``first`` down to its end, on a phone just as high as that needs."""
    page = athlete.page
    page.evaluate("() => document.activeElement?.blur()")
    began = athlete.chat.locator("article.own", has_text=first).last.bounding_box()
    head = athlete.chat.locator(".scroller").bounding_box()
    assert began is not None
    assert head is not None
    page.set_viewport_size({"width": WIDTH, "height": round(HEIGHT + head["y"] + MARGIN - began["y"])})
    raw = page.screenshot(animations="disabled")
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    with Image.open(BytesIO(raw)) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
