"""Heavy work, done by a process of its own."""

import asyncio
from pathlib import Path

import pytest

from handlers.panels import paint
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
    expected = paint(trend, "en")
    assert await workshop.picture(trend, "en") == expected
    workshop._child.kill()
    workshop._child.wait()
    assert await workshop.picture(trend, "en") == expected


@pytest.mark.parametrize("text", ["Córdoba", "san jose", "Xyzzy", "🏃 <b>"])
async def test_it_finds_the_places_of_a_name_without_loading_them_here(workshop, text):
    assert await workshop.towns(text) == by_town(text)


async def test_one_child_does_both_kinds_of_work_whoever_asks_first(chat, workshop):
    trend = await trend_of(chat)
    towns, picture = await asyncio.gather(workshop.towns("Berlin"), workshop.picture(trend, "en"))
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
        await workshop.picture(trend.model_copy(update={"points": []}), "en")


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
