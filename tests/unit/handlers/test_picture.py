"""The trend picture: size, sameness, and what must be in sight."""

import datetime as dt
import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from handlers.panels import paint

PICTURES = Path(__file__).parent / "pictures"
BAR, ACUTE, CHRONIC = (0x9C, 0xCB, 0xEA), (0xD5, 0x5E, 0x00), (0x00, 0x72, 0xB2)


async def trend_of(chat, days, history, *, unknown=(), huge=None, gap=range(0)):
    """A log of ``history`` days, every second one a session of 30 to 75 minutes."""
    client = chat.backend.as_athlete(chat.state.athlete_id)
    from uuid import UUID

    from backend.contract import RecordEntry

    for back in range(history - 1, -1, -1):
        if back in gap or (back % 2 and back != history - 1):
            continue
        rpe = None if back in unknown else 10 if back == huge else 5
        minutes = 600 if back == huge else 30 + 15 * (back % 4)
        await client.record(
            RecordEntry(id=UUID(int=back), date=client.today - dt.timedelta(days=back), minutes=minutes, rpe=rpe)
        )
    return await client.trend(days)


def colours(png):
    picture = Image.open(BytesIO(png)).convert("RGB")
    return {colour for count, colour in picture.getcolors(1 << 24) if count > 200}


def near(wanted, found):
    return any(all(abs(a - b) <= 12 for a, b in zip(wanted, colour, strict=True)) for colour in found)


@pytest.mark.parametrize(
    ("days", "history", "more"),
    [
        (28, 1, {}),
        (28, 3, {}),
        (28, 12, {}),
        (28, 40, {}),
        (91, 200, {"gap": range(10, 40)}),
        (365, 500, {}),
        (28, 60, {"huge": 4}),
        (28, 60, {"unknown": (2, 18)}),
    ],
)
async def test_every_kind_of_log_is_a_small_phone_wide_picture(chat, days, history, more):
    png = paint(await trend_of(chat, days, history, **more), "en")
    assert len(png) <= 60_000
    width, height = Image.open(BytesIO(png)).size
    assert width == 1080
    assert 700 <= height <= 1450


@pytest.mark.parametrize(
    ("name", "days", "history", "more"),
    [
        ("young", 28, 12, {}),
        ("grown", 28, 60, {"huge": 4}),
        ("unknown", 28, 60, {"unknown": (2, 18)}),
        ("year", 365, 500, {"gap": range(60, 90)}),
    ],
)
async def test_it_looks_as_it_did_when_somebody_last_looked(chat, name, days, history, more):
    """A quarter of the size, with a tolerance for fonts. ``UPDATE_PICTURES=1`` renews them: then look at them."""
    png = paint(await trend_of(chat, days, history, **more), "en")
    drawn = Image.open(BytesIO(png)).convert("RGB")
    small = drawn.resize((drawn.width // 4, drawn.height // 4), Image.Resampling.BOX)
    file = PICTURES / f"{name}.png"
    if os.environ.get("UPDATE_PICTURES"):
        small.save(file, optimize=True)
    reference = Image.open(file).convert("RGB")
    assert reference.size == small.size
    difference = ImageChops.difference(reference, small).convert("L")
    blocks = difference.resize((difference.width // 10, difference.height // 10), Image.Resampling.BOX)
    assert blocks.getextrema()[1] < 10, "somewhere it looks different"


async def test_the_means_are_drawn_as_soon_as_there_are_any(chat, new_chat):
    young = colours(paint(await trend_of(chat, 28, 3), "en"))
    other = new_chat()
    await other.is_set_up()
    grown = colours(paint(await trend_of(other, 28, 60), "en"))
    assert near(BAR, young)
    assert not near(ACUTE, young)
    assert near(ACUTE, grown)
    assert near(CHRONIC, grown)


async def test_the_same_trend_is_the_same_picture(chat):
    trend = await trend_of(chat, 28, 40)
    assert paint(trend, "en") == paint(trend, "en")
