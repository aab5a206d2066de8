"""The pictures of trend and week: size, sameness, and what must be in sight."""

import datetime as dt
import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from backend.contract import ReadinessDay
from backend.training.readiness import ITEMS, Flag, beside, normal
from handlers import panels, week_panels
from handlers.panels import paint
from handlers.week_panels import paint_week

PICTURES = Path(__file__).parent / "pictures"
BAR, ACUTE, CHRONIC = (0x9C, 0xCB, 0xEA), (0xD5, 0x5E, 0x00), (0x00, 0x72, 0xB2)
DOT, BAND, THIS_WEEK = (0x4D, 0x6B, 0x1F), (0xE3, 0xE8, 0xD6), (0x56, 0xA8, 0xDB)
PAUSED = (0xED, 0xE6, 0xF2)
SUMS = (17, 21, 20, 19, 18, 23, 20, 19, 16, 20, 21, 18, 13)


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


def check_ins_of(trend, history, *, gap=range(0), skip=range(0)):
    """What /readiness answers for the trend's days: sums of check-ins over ``history`` days, none in gap and skip."""
    today, said = trend.points[-1].date, {}
    for back in range(history):
        if back not in gap and back not in skip:
            full, rest = divmod(SUMS[back % len(SUMS)], 5)
            said[today - dt.timedelta(days=back)] = {name: full + (n < rest) for n, name in enumerate(ITEMS)}
    return [_felt(point.date, said) for point in trend.points]


def _felt(day, said):
    band = normal(day, said) or (None, None)
    one = beside(day, said) if day in said else None
    return ReadinessDay(date=day, total=one and one.value, flag=one and one.flag, mean=band[0], sd=band[1])


def colours(png):
    picture = Image.open(BytesIO(png)).convert("RGB")
    return {colour for count, colour in picture.getcolors(1 << 24) if count > 200}


def area(colour, png):
    """Pixels of exactly this colour."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    return {found: count for count, found in picture.getcolors(1 << 24)}.get(colour, 0)


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
    trend = await trend_of(chat, days, history, **more)
    for felt in ([], check_ins_of(trend, 1), check_ins_of(trend, 500, gap=range(40, 45))):
        png = paint(trend, felt, "en")
        assert len(png) <= 60_000
        width, height = Image.open(BytesIO(png)).size
        assert width == 1080
        assert 700 <= height <= 1750


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
    looks_as_before(paint(await trend_of(chat, days, history, **more), [], "en"), name)


@pytest.mark.parametrize(
    ("name", "days", "history", "check_ins", "more"),
    [
        ("readiness-few", 28, 40, 9, {}),
        ("readiness", 28, 60, 60, {"skip": (0, 3, 4, 11)}),
        ("readiness-quarter", 91, 200, 200, {"gap": range(30, 60)}),
        ("readiness-year", 365, 500, 500, {"gap": range(60, 90)}),
    ],
)
async def test_readiness_under_load_looks_as_it_did_when_somebody_last_looked(
    chat, name, days, history, check_ins, more
):
    trend = await trend_of(chat, days, history)
    looks_as_before(paint(trend, check_ins_of(trend, check_ins, **more), "en"), name)


@pytest.mark.parametrize(
    ("name", "history", "check_ins", "more"),
    [("week", 40, 40, {}), ("week-alone", 40, 0, {"unknown": (4,)}), ("week-huge", 40, 3, {"huge": 0})],
)
async def test_a_week_looks_as_it_did_when_somebody_last_looked(chat, name, history, check_ins, more):
    trend = await trend_of(chat, 14, history, **more)
    looks_as_before(paint_week(trend.points, check_ins_of(trend, check_ins), "en"), name)


def with_pauses(points, *pauses):
    """The points, paused for a reason from so many days ago on, for so many days."""
    today = points[-1].date
    reasons = {today - dt.timedelta(days=begin - n): reason for reason, begin, length in pauses for n in range(length)}
    return [point.model_copy(update={"paused": reasons.get(point.date)}) for point in points]


@pytest.mark.parametrize(
    ("name", "days", "history", "pauses"),
    [
        ("paused", 28, 60, [("travelling", 26, 1), ("ill", 17, 6), ("holiday", 3, 4)]),
        ("paused-quarter", 91, 200, [("injured", 80, 10), ("ill", 60, 3), ("ill", 56, 2), ("holiday", 20, 14)]),
        ("paused-year", 365, 500, [("ill", 300 - 45 * n, 4 + n) for n in range(5)] + [("injured", 60, 61)]),
    ],
)
async def test_paused_days_are_shaded_and_named(chat, name, days, history, pauses):
    gap = {begin - n for _, begin, length in pauses for n in range(length)}
    trend = await trend_of(chat, days, history, gap=gap)
    trend = trend.model_copy(update={"points": with_pauses(trend.points, *pauses)})
    png = paint(trend, check_ins_of(trend, history, gap=gap), "en")
    assert len(png) <= 60_000
    looks_as_before(png, name)


async def test_paused_days_of_a_week_are_shaded_and_named(chat):
    trend = await trend_of(chat, 14, 40, gap=range(5))
    points = with_pauses(trend.points, ("travelling", 11, 1), ("ill", 4, 5))
    looks_as_before(paint_week(points, check_ins_of(trend, 40, gap=range(5)), "en"), "week-paused")


async def test_shading_covers_the_paused_days_and_no_others(chat):
    points = (await trend_of(chat, 28, 12, gap=range(5))).points
    shades = [area(PAUSED, paint_week(with_pauses(points, ("ill", 3, days))[14:], [], "en")) for days in (0, 1, 3)]
    assert shades[0] == 0
    assert shades[1] > 5_000
    assert 2.5 * shades[1] < shades[2] < 3.5 * shades[1]


def numbers_beside(figure):
    """The labels of each panel's own axis."""
    figure.canvas.draw()
    return [[label.get_text() for label in axes.get_yticklabels()] for axes in figure.axes]


async def test_no_number_stands_beside_a_panel_twice_where_nothing_was_trained(chat, monkeypatch):
    trend = await trend_of(chat, 14, 0)
    monkeypatch.setattr(panels, "png", numbers_beside)
    monkeypatch.setattr(week_panels, "png", numbers_beside)
    load, _ = paint(trend, check_ins_of(trend, 3), "en")
    [of_week] = paint_week(trend.points[-7:], [], "en")
    assert load[0] == of_week[0] == "0"
    assert len(set(load)) == len(load)
    assert len(set(of_week)) == len(of_week)


def looks_as_before(png, name):
    """A quarter of the size, with a tolerance for fonts. ``UPDATE_PICTURES=1`` renews them: then look at them."""
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
    young = colours(paint(await trend_of(chat, 28, 3), [], "en"))
    other = new_chat()
    await other.is_set_up()
    grown = colours(paint(await trend_of(other, 28, 60), [], "en"))
    assert near(BAR, young)
    assert not near(ACUTE, young)
    assert near(ACUTE, grown)
    assert near(CHRONIC, grown)


async def test_dots_stand_on_a_band_as_soon_as_there_is_one(chat):
    trend = await trend_of(chat, 28, 40)
    pictures = [paint(trend, check_ins_of(trend, history), "en") for history in (0, 9, 40)]
    assert [area(DOT, each) > 0 for each in pictures] == [False, True, True]
    assert [area(BAND, each) > 5_000 for each in pictures] == [False, False, True]


async def test_a_day_far_from_usual_has_another_colour_than_the_others(chat):
    trend = await trend_of(chat, 14, 14)
    usual = check_ins_of(trend, 60)
    plain = [day.model_copy(update={"flag": Flag.NORMAL}) for day in usual]
    far = [day.model_copy(update={"flag": Flag.WELL_BELOW}) for day in usual]
    assert not near(ACUTE, colours(paint_week(trend.points, plain, "en")))
    assert near(ACUTE, colours(paint_week(trend.points, far, "en")))


async def test_a_week_stands_out_from_the_one_before(chat):
    trend = await trend_of(chat, 14, 40)
    both, one = paint_week(trend.points, [], "en"), paint_week(trend.points[7:], [], "en")
    assert near(THIS_WEEK, colours(both))
    assert near(BAR, colours(both))
    assert not near(BAR, colours(one))


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
async def test_every_kind_of_week_is_a_small_phone_wide_picture(chat, language):
    trend = await trend_of(chat, 28, 40, unknown=(4,), huge=10)
    nothing = [point.model_copy(update={"load": 0.0, "logged": False}) for point in trend.points]
    for points in (trend.points[14:], trend.points[21:], nothing[14:]):
        for felt in ([], check_ins_of(trend, 3), check_ins_of(trend, 40)):
            png = paint_week(points, felt, language)
            assert len(png) <= 30_000
            width, height = Image.open(BytesIO(png)).size
            assert width == 1080
            assert 500 <= height <= 1000


async def test_the_same_trend_is_the_same_picture(chat):
    trend = await trend_of(chat, 28, 40)
    felt = check_ins_of(trend, 40)
    assert paint(trend, felt, "en") == paint(trend, felt, "en")
    assert paint_week(trend.points[14:], felt, "en") == paint_week(trend.points[14:], felt, "en")
