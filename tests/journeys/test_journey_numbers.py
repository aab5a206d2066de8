"""/history, /week and /trend: what is stored, in lists, words and a picture."""

import struct

from tests.journeys.athletes import Athlete

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_PICTURE = 60_000


async def test_history_goes_page_by_page(athlete: Athlete) -> None:
    for days in range(12):
        await athlete.logs(f"{days} days ago {30 + days} min run rpe 5" if days else "30 min run rpe 5")
    await athlete.says("/history")
    page = await athlete.sees("Your log: 12 entries")
    assert "1–5, newest first" in page.text
    assert page.buttons[0] == "Wed 18 Nov · Run 30 min · 150 AU"
    assert page.buttons[-1] == "older ›"
    await athlete.taps(page, "older ›")
    page = await athlete.sees("6–10, newest first")
    assert page.buttons[0] == "Fri 13 Nov · Run 35 min · 175 AU"
    await athlete.taps(page, "older ›")
    page = await athlete.sees("11–12, newest first")
    assert page.buttons[-1] == "‹ newer"
    assert len(page.buttons) == 3
    await athlete.taps(page, "‹ newer")
    await athlete.sees("6–10, newest first")


async def test_an_entry_is_edited_from_the_history(athlete: Athlete) -> None:
    await athlete.logs("2 days ago 40 min swim rpe 5")
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/history")
    page = await athlete.sees("Your log: 2 entries")
    await athlete.taps(page, "Mon 16 Nov · Swim 40 min · 200 AU")
    entry = await athlete.sees("40 min × 5 = 200 AU")
    assert entry.id == page.id
    assert entry.buttons == ["Edit", "Delete", "‹ Back to the list"]
    await athlete.taps(entry, "Edit")
    await athlete.taps(await athlete.sees("What shall I change?"), "Effort")
    await athlete.taps(await athlete.sees("How hard was it"), "6")
    await athlete.taps(await athlete.sees("What shall I change?"), "Save")
    changed = await athlete.sees("Changed.")
    assert "40 min × 6 = 240 AU" in changed.text
    assert "Week: 660 AU in 2 of 7 days" in changed.text
    assert "Recalculated from Mon 16 Nov on." in changed.text


async def test_an_entry_is_deleted_from_the_history(athlete: Athlete) -> None:
    await athlete.logs("2 days ago 40 min swim rpe 5")
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/history")
    page = await athlete.sees("Your log: 2 entries")
    await athlete.taps(page, "Mon 16 Nov")
    await athlete.taps(await athlete.sees("40 min × 5 = 200 AU"), "Delete")
    gone = await athlete.sees("Taken back:")
    assert "Week: 420 AU in 1 of 7 days" in gone.text
    await athlete.says("/history")
    await athlete.sees("Your log: 1 entry")


async def test_an_empty_history_says_how_to_begin(athlete: Athlete) -> None:
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")


async def test_the_week_day_by_day(athlete: Athlete) -> None:
    for text in ("8 days ago 100 min ride rpe 4", "2 days ago 60 min run rpe 5", "yesterday rest day"):
        await athlete.logs(text)
    await athlete.logs("50 min run rpe 6")
    await athlete.says("/week")
    week = await athlete.sees("Week to Wed 18 Nov: 600 AU")
    assert "3 of 7 days logged" in week.text
    assert "The week before 400 AU" in week.text
    assert "Mon " in week.text
    assert "rest" in week.text
    assert "I need 28 days" in week.text or "needs 28 days" in week.text, week.text
    for claim in ("injury", "danger", "sweet spot"):
        assert claim not in week.text


async def test_a_session_without_effort_is_not_called_zero(athlete: Athlete) -> None:
    await athlete.says("60 min run")
    await athlete.taps(await athlete.sees_button("7 very hard"), "I don’t know")
    await athlete.taps(await athlete.sees_button("Save"), "Save")
    await athlete.hears(await athlete.sees("60 min, load not known"))
    await athlete.says("/week")
    week = await athlete.sees("Week to Wed 18 Nov: load not known, 1 of 7 days logged.")
    assert "effort not known" in week.text
    assert "0 AU" not in week.text
    await athlete.logs("yesterday 30 min swim rpe 4")
    await athlete.says("/week")
    week = await athlete.sees("Week to Wed 18 Nov: 120 AU, 2 of 7 days logged.")
    assert "Days without a known effort are left out." in week.text


async def test_the_trend_is_a_small_picture_with_the_same_in_words(athlete: Athlete) -> None:
    await athlete.logs("40 days ago 60 min run rpe 5")
    for days in range(0, 36, 5):
        await athlete.logs(f"{days} days ago 60 min run rpe 5" if days else "60 min run rpe 5")
    await athlete.says("/trend")
    picture = await athlete.sees_picture("Daily load Thu 22 Oct to Wed 18 Nov: 1,800 AU in all")
    assert "at most 300 AU a day, 6 of 28 days logged" in picture.text
    assert "acute" in picture.text
    assert "chronic" in picture.text
    png = await athlete.downloads(picture)
    assert png.startswith(PNG)
    assert len(png) <= LARGEST_PICTURE
    width, height = struct.unpack(">II", png[16:24])
    assert width == 1080, "a phone's width"
    assert height < 2 * width, "no scrolling"
    assert picture.buttons == ["✓ 4 weeks", "3 months", "A year", "Why?"]
    await athlete.taps(picture, "A year")
    year = await athlete.sees_picture("2,700 AU in all")
    assert year.id == picture.id
    assert len(await athlete.downloads(year)) <= LARGEST_PICTURE


async def test_a_young_log_says_what_is_missing(athlete: Athlete) -> None:
    await athlete.says("/trend")
    await athlete.sees("Nothing to draw yet.")
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/trend")
    picture = await athlete.sees_picture()
    assert "28 days" in picture.text
    assert len(await athlete.downloads(picture)) <= LARGEST_PICTURE
