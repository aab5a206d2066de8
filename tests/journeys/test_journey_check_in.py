"""The readiness check-in, from the first tap to the words beside one's normal."""

import asyncio
from datetime import timedelta

from tests.fakes.athlete import Card
from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete

ANSWERS = ("Fresh 4", "Sleep 3", "Muscles 4", "Calm 5", "Mood 2")


async def checks_in(athlete: Athlete, answers: tuple[str, ...] = ANSWERS) -> Card:
    """/checkin and five taps; the record."""
    await athlete.says("/checkin")
    card = await athlete.sees("How are you today?")
    for count, label in enumerate(answers[:-1], 1):
        await athlete.taps(card, label)
        await athlete.sees(f"{count} of 5:")
    await athlete.taps(card, answers[-1])
    return await athlete.sees_button("Take back")


async def test_five_taps_on_one_card_are_answered_in_words(athlete: Athlete) -> None:
    record = await checks_in(athlete)
    assert athlete.taps_made == 5
    assert "18 of 25" in record.text
    assert "Wed 18 Nov · fresh 4/5 · sleep 3/5 · muscles 4/5 · calm 5/5 · mood 2/5" in record.text
    assert "14 more check-ins until I know your normal" in record.text
    assert len(athlete.answers) == 1, "one job, one message"


async def test_why_change_and_taking_back(athlete: Athlete) -> None:
    record = await checks_in(athlete)
    await athlete.taps(record, "Why?")
    await athlete.sees("4 + 3 + 4 + 5 + 2 = 18 of 25")
    await athlete.taps(record, "Change")
    card = await athlete.sees("Check-in of Wed 18 Nov")
    await athlete.taps(card, "Mood 5")
    await athlete.sees("mood 5/5")
    await athlete.taps(card, "Save")
    await athlete.taps(await athlete.sees("21 of 25"), "Take back")
    gone = await athlete.sees("Taken back: the check-in of Wed 18 Nov")
    await athlete.taps(gone, "Put back")
    await athlete.sees("21 of 25")
    await athlete.says("/checkin")
    await athlete.sees("21 of 25")


async def test_one_message_answers_the_whole_card(athlete: Athlete) -> None:
    await athlete.says("/checkin")
    await athlete.sees("How are you today?")
    await athlete.says("4 3 4 5 2")
    await athlete.sees("18 of 25")


async def test_two_phones_answer_one_card(athlete: Athlete, bot: Assembly) -> None:
    async with Athlete(bot, athlete_id=athlete.id) as other:
        await athlete.says("/checkin")
        here, there = await athlete.sees("How are you today?"), await other.sees("How are you today?")
        await asyncio.gather(athlete.taps(here, "Fresh 4"), other.taps(there, "Sleep 3"))
        await other.sees("2 of 5: fresh 4/5 · sleep 3/5")
        await asyncio.gather(athlete.taps(here, "Muscles 4"), other.taps(there, "Calm 5"))
        await athlete.sees("4 of 5:")
        await asyncio.gather(athlete.taps(here, "Mood 2"), other.taps(there, "Mood 2"))
        await asyncio.gather(athlete.sees("18 of 25"), other.sees("18 of 25"))


async def test_a_half_answered_card_goes_on_after_a_restart(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        await athlete.says("/checkin")
        card = await athlete.sees("How are you today?")
        await athlete.taps(card, "Fresh 4")
        await athlete.sees("1 of 5:")
        await own_bot.until_idle()
        own_bot.restart()
        for label in ANSWERS[1:]:
            await athlete.taps(card, label)
        await athlete.sees("18 of 25")


async def test_yesterdays_card_is_not_taken_for_today(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        await athlete.says("/checkin")
        old = await athlete.sees("How are you today?")
        await own_bot.until_idle()
        own_bot.clock.turn(timedelta(hours=14))
        await athlete.taps(old, "Sleep 4")
        card = await athlete.sees("Morning. How are you?")
        assert athlete.now(old).text == "That was yesterday’s. Here is today’s."
        for label in ANSWERS:
            await athlete.taps(card, label)
        await athlete.sees("Thu 19 Nov · fresh 4/5")


async def test_what_is_exported_and_deleted(athlete: Athlete) -> None:
    await checks_in(athlete)
    await athlete.says("/export")
    table = (await athlete.downloads(await athlete.sees_file("check-ins-"))).decode("utf-8-sig")
    assert "2026-11-18,4,3,4,5,2,18," in table
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Delete everything?"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("1 check-in and all the rest")
