"""A watch's file dropped into the chat: what it says stands on a card, the effort is asked."""

import datetime as dt

import pytest

from tests.fakes.watches import Done, fit, gpx, tcx, tcx_activity
from tests.journeys.assembly import WEDNESDAY_EVENING
from tests.journeys.athletes import Athlete

EARLY = WEDNESDAY_EVENING.replace(hour=6, minute=30)
RUN = Done(started=EARLY)


async def test_a_run_from_a_watch_is_logged_with_one_tap_for_the_effort(athlete: Athlete) -> None:
    await athlete.sends_file("morning.fit", fit(RUN))
    card = await athlete.sees("How hard was it, all in all?")
    assert "Run · today · 60 min" in card.text
    assert "From your file: 60 min without pauses, 65 with them." in card.text
    assert "12.3 km, 142 bpm avg" in card.text
    assert "RPE" not in card.text, "no effort is made of a heart rate"
    await athlete.taps(card, "7 very hard")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
    saved = await athlete.sees("60 min × 7 = 420 AU")
    assert "12.3 km, 142 bpm avg" in saved.text


async def test_the_duration_with_pauses_is_one_tap_away(athlete: Athlete) -> None:
    await athlete.sends_file("morning.fit", fit(RUN))
    await athlete.taps(await athlete.sees("How hard was it"), "‹ Back")
    await athlete.taps(await athlete.sees("How long was it?"), "65 min")
    await athlete.taps(await athlete.sees("Run · today · 65 min"), "‹ Back")
    await athlete.taps(await athlete.sees("How long was it?"), "50 min")
    assert "From your file" not in (await athlete.sees("Run · today · 50 min")).text


async def test_the_words_under_a_file_go_with_it(athlete: Athlete) -> None:
    await athlete.sends_file("ride.tcx", tcx(tcx_activity(start="2026-11-17T22:30:00Z")), caption="rpe 4, legs heavy")
    card = await athlete.sees("Load 240 AU")
    assert "Ride · yesterday · 60 min · RPE 4" in card.text, "half past eleven in Berlin"
    assert "20 km, 128 bpm avg, legs heavy" in card.text


async def test_a_file_without_a_timer_says_that_pauses_are_in(athlete: Athlete) -> None:
    times = ["2026-11-18T06:30:00Z", "2026-11-18T07:15:00Z"]
    await athlete.sends_file("track.gpx", gpx(times))
    card = await athlete.sees("Run · today · 45 min")
    assert "the time from start to end, pauses included" in card.text


async def test_the_same_file_twice_is_one_entry_until_it_was_deleted(athlete: Athlete) -> None:
    content = fit(RUN)
    await athlete.sends_file("morning.fit", content)
    first = await athlete.sees("How hard was it")
    await athlete.sends_file("again.fit", content)
    second = await athlete.sees("How hard was it")
    await athlete.sees_gone(first)
    await athlete.taps(second, "7 very hard")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
    await athlete.sees("Saved.")
    await athlete.sends_file("morning.fit", content)
    known = await athlete.sees("That is in your log already:")
    await athlete.taps(known, "Undo")
    await athlete.sees("Taken back:")
    await athlete.sends_file("morning.fit", content)
    await athlete.taps(await athlete.sees("How hard was it"), "5 hard")
    await athlete.taps(await athlete.sees("Load 300 AU"), "Save")
    await athlete.sees("60 min × 5 = 300 AU")


async def test_of_several_sessions_in_a_file_the_athlete_chooses(athlete: Athlete) -> None:
    swim = Done("swimming", "open_water", EARLY, 1080, 1080, 1500, None)
    ride = Done("cycling", "generic", EARLY + dt.timedelta(minutes=20), 3600, 3600, 40_000)
    await athlete.sends_file("triathlon.fit", fit(swim, ride))
    choice = await athlete.sees("2 sessions are in that file.")
    await athlete.taps(choice, "Swim · today · 18 min")
    card = await athlete.sees("How hard was it")
    assert "1,500 m" in card.text
    assert "✓ Swim · today · 18 min" in (await athlete.sees("2 sessions")).buttons
    await athlete.taps(card, "5 hard")
    await athlete.taps(await athlete.sees("Load 90 AU"), "Save")
    await athlete.sees("18 min × 5 = 90 AU")
    await athlete.taps(athlete.now(choice), "Ride · today · 60 min")
    await athlete.sees("Ride · today · 60 min")


async def test_several_files_at_once_each_get_a_card(athlete: Athlete) -> None:
    await athlete.sends_file("one.fit", fit(RUN))
    await athlete.sends_file("two.fit", fit(Done("cycling", started=EARLY, timer=5400, elapsed=5400)))
    await athlete.taps(await athlete.sees("Ride · today · 90 min"), "2 easy")
    await athlete.taps(await athlete.sees("Load 180 AU"), "Save")
    await athlete.sees("90 min × 2 = 180 AU")
    run = next(card for card in athlete.cards if "Run · today · 60 min" in card.text)
    await athlete.taps(run, "7 very hard")
    await athlete.sees("Load 420 AU")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no watch wrote this", "That is no .fit, .gpx or .tcx file inside"),
        (fit(RUN)[:-30], "cut off or broken"),
        (fit(kind="course"), "There is no finished session in that file"),
        (b"<!DOCTYPE gpx [<!ENTITY a 'b'>]><gpx>&a;</gpx>", "more than I read"),
    ],
    ids=["unknown", "cut off", "course", "entities"],
)
async def test_a_file_that_nothing_can_be_taken_from_is_answered_in_words(
    athlete: Athlete, content: bytes, told: str
) -> None:
    await athlete.sends_file("morning.fit", content)
    await athlete.sees(told)


async def test_a_file_over_ten_megabytes_is_not_even_fetched(athlete: Athlete) -> None:
    large = {"file_id": "nobody-asks", "file_unique_id": "x", "file_name": "year.gpx", "file_size": 11_000_000}
    await athlete.sends_update({"message": {"document": large}})
    await athlete.sees("up to 10 MB")


async def test_a_file_that_telegram_does_not_hand_out_is_asked_for_again(athlete: Athlete) -> None:
    gone = {"file_id": "gone", "file_unique_id": "y", "file_name": "morning.fit"}
    await athlete.sends_update({"message": {"document": gone}})
    await athlete.sees("Send it once more, please.")


async def test_other_files_are_told_what_is_read(athlete: Athlete) -> None:
    await athlete.sends_file("export.zip", b"PK")
    await athlete.sees("Of files I read .fit, .gpx and .tcx")


async def test_a_day_that_has_not_come_is_asked_about(athlete: Athlete) -> None:
    await athlete.sends_file("morning.fit", fit(Done(started=EARLY + dt.timedelta(days=3))))
    card = await athlete.sees("has not come yet")
    assert "Which day was it?" in card.text


async def test_a_red_flag_under_a_file_comes_before_the_session(athlete: Athlete) -> None:
    await athlete.sends_file("morning.fit", fit(RUN), caption="tight chest and dizzy")
    card = await athlete.sees("Please stop training")
    assert "Shall I keep the session in your log, without comment?" in card.text
    await athlete.taps(card, "Keep")
    await athlete.sees("Kept in your log, without comment")
