"""Heavy work, done by a process of its own."""

import asyncio
from pathlib import Path

import pytest

from handlers.album import KEPT, KEPT_SECONDS, Album
from handlers.panels import paint
from handlers.week_panels import paint_week
from handlers.workshop import ChildWorkshop, WorkFailed
from handlers.zones import by_town


@pytest.fixture
def workshop():
    workshop = ChildWorkshop()
    yield workshop
    workshop.close()


async def trend_of(chat):
    await chat.says("60 min run rpe 7")
    await chat.taps("Save")
    return await chat.backend.as_athlete(chat.state.athlete_id).trend(28)


async def test_it_draws_what_the_panels_do_and_goes_on_after_its_child_went(chat, workshop):
    trend = await trend_of(chat)
    assert await workshop.picture(trend, [], "en") == paint(trend, [], "en")
    workshop._child.kill()
    workshop._child.wait()
    assert await workshop.picture(trend, [], "de") == paint(trend, [], "de")
    assert await workshop.week_picture(trend.points[14:], [], "en") == paint_week(trend.points[14:], [], "en")


async def test_a_picture_that_nobody_waits_for_is_drawn_only_where_nobody_waits(chat, workshop):
    week = (await trend_of(chat)).points[14:]
    with workshop._lock:  # the child works for somebody
        assert await workshop.week_picture_at_once(week, [], "en") is None
    drawn = await workshop.week_picture_at_once(week, [], "en")
    assert drawn == paint_week(week, [], "en")
    with workshop._lock:
        assert await workshop.week_picture_at_once(week, [], "en") == drawn, "it was drawn a little while ago"


async def test_a_picture_that_nobody_waits_for_and_that_cannot_be_drawn_stays_away(workshop, capfd):
    assert await workshop.week_picture_at_once([], [], "en") is None


async def test_the_same_picture_is_drawn_once(chat, workshop):
    trend = await trend_of(chat)
    first = await workshop.picture(trend, [], "en")
    workshop._start = None  # who starts a child fails
    workshop.close()
    assert await workshop.picture(trend, [], "en") == first
    with pytest.raises(TypeError):
        await workshop.picture(trend, [], "de")


def test_the_album_forgets_what_nobody_asked_for_and_what_is_old():
    now = 0.0
    album = Album(lambda: now)
    for n in range(KEPT):
        album.keep(b"%d" % n, b"picture %d" % n)
    assert album.find(b"0") == b"picture 0"
    album.keep(b"new", b"picture")
    assert (album.find(b"0"), album.find(b"1")) == (b"picture 0", None)
    now = KEPT_SECONDS
    assert [album.find(each) for each in (b"0", b"2", b"new")] == [None] * 3


@pytest.mark.parametrize("text", ["Córdoba", "san jose", "Xyzzy", "🏃 <b>"])
async def test_it_finds_the_places_of_a_name_without_loading_them_here(workshop, text):
    assert await workshop.towns(text) == by_town(text)


async def test_one_child_does_both_kinds_of_work_whoever_asks_first(chat, workshop):
    trend = await trend_of(chat)
    towns, picture = await asyncio.gather(workshop.towns("Berlin"), workshop.picture(trend, [], "en"))
    assert towns[0].zone == "Europe/Berlin"
    assert picture.startswith(b"\x89PNG")


async def test_an_idle_child_goes_by_itself():
    workshop = ChildWorkshop(idle_seconds=0.01)
    try:
        await workshop.towns("Berlin")
        assert await asyncio.to_thread(workshop._child.wait, 20) == 0
        assert await workshop.towns("Berlin")
    finally:
        workshop.close()


async def test_a_picture_that_cannot_be_drawn_is_an_error_not_a_silence(chat, workshop, capfd):
    trend = await trend_of(chat)
    with pytest.raises(WorkFailed):
        await workshop.picture(trend.model_copy(update={"points": []}), [], "en")


def environment_of(process: int) -> bytes:
    return Path(f"/proc/{process}/environ").read_bytes()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux shows a process's environment")
async def test_the_child_is_told_no_secret(workshop, monkeypatch):
    for name in ("TELEGRAM_BOT_TOKEN", "DATABASE_URL", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "a-secret")
    monkeypatch.setenv("MPLCONFIGDIR", "/tmp/matplotlib")

    await workshop.towns("Berlin")

    told = environment_of(workshop._child.pid)
    assert b"a-secret" not in told
    assert b"MPLCONFIGDIR" in told
