"""What comes by itself: when it was chosen, once, and never to whom it is needless."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete

ANSWERS = ("Fresh 4", "Sleep 3", "Muscles 4", "Calm 5", "Mood 2")
TO_MORNING = timedelta(hours=12, minutes=21)
"""From the evening on which every journey begins, to 07:01."""
A_DAY = timedelta(days=1)
ASKED = "Morning. How are you?"


@pytest.fixture
async def reminded(own_bot: Assembly) -> AsyncIterator[Athlete]:
    """Somebody in Berlin who wants to be asked at 07:00."""
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        await athlete.says("/reminders")
        await athlete.taps(await athlete.sees("Check-in: off"), "Check-in…")
        await athlete.taps(await athlete.sees("Tap the days, then a time"), "07:00")
        await athlete.sees("Check-in: 07:00 every day")
        await own_bot.until_idle()
        yield athlete


async def strikes(bot: Assembly, after: timedelta) -> None:
    """So much later the program's clock strikes, twice: the second time must make no difference."""
    bot.clock.turn(after)
    bot.tick()
    bot.tick()


def asked(athlete: Athlete) -> int:
    """How many check-ins stand in the chat, to be answered."""
    return sum("Fresh 1" in card.buttons for card in athlete.cards)


async def test_it_comes_at_its_time_once_and_is_answered(own_bot: Assembly, reminded: Athlete) -> None:
    await strikes(own_bot, TO_MORNING)
    card = await reminded.sees(ASKED)
    for label in ANSWERS:
        await reminded.taps(card, label)
    await reminded.sees("Thu 19 Nov · fresh 4/5")
    assert asked(reminded) == 0
    assert sum("18 of 25" in each.text for each in reminded.cards) == 1
    # the next morning the next one
    await own_bot.until_idle()
    await strikes(own_bot, A_DAY)
    await reminded.sees(ASKED)


async def test_an_unanswered_one_makes_room_for_the_next(own_bot: Assembly, reminded: Athlete) -> None:
    await strikes(own_bot, TO_MORNING)
    old = await reminded.sees(ASKED)
    await strikes(own_bot, A_DAY)
    await reminded.sees("No check-in on Thu 19 Nov.")
    await reminded.sees(ASKED)
    assert asked(reminded) == 1
    assert reminded.now(old).buttons == []


async def test_who_has_checked_in_is_not_asked(own_bot: Assembly, reminded: Athlete) -> None:
    own_bot.clock.turn(TO_MORNING - timedelta(minutes=20))
    await reminded.says("/checkin")
    card = await reminded.sees(ASKED)
    for label in ANSWERS:
        await reminded.taps(card, label)
    await reminded.sees("18 of 25")
    await own_bot.until_idle()
    await strikes(own_bot, timedelta(minutes=20))
    await reminded.says("/reminders")
    await reminded.sees("Check-in: 07:00 every day")
    assert asked(reminded) == 0


async def test_after_three_days_of_silence_only_todays_comes(own_bot: Assembly, reminded: Athlete) -> None:
    await strikes(own_bot, TO_MORNING + 3 * A_DAY)
    await reminded.sees(ASKED)
    await reminded.says("/reminders")
    await reminded.sees("Check-in: 07:00 every day")
    assert asked(reminded) == 1
    assert not any("No check-in on" in card.text for card in reminded.cards)


async def test_in_an_hour_it_comes_again(own_bot: Assembly, reminded: Athlete) -> None:
    await strikes(own_bot, TO_MORNING)
    card = await reminded.sees(ASKED)
    await reminded.taps(card, "Fresh 4")
    await reminded.sees("1 of 5: fresh 4/5")
    await reminded.taps(card, "In an hour")
    await reminded.sees("I’ll ask again at 08:")
    await own_bot.until_idle()
    await strikes(own_bot, timedelta(minutes=61))
    again = await reminded.sees("1 of 5: fresh 4/5")
    assert again.id != card.id
    assert asked(reminded) == 1


async def test_nothing_comes_in_a_pause_and_then_one_gentle_question(own_bot: Assembly, reminded: Athlete) -> None:
    await reminded.says("/pause")
    await reminded.taps(await reminded.sees("What is it?"), "Ill")
    await reminded.taps(await reminded.sees("Until when?"), "Sat 21 Nov")
    await reminded.sees("Paused until Sat 21 Nov (ill).")
    await own_bot.until_idle()
    await strikes(own_bot, TO_MORNING)
    await reminded.says("/reminders")
    await reminded.sees("Paused until Sat 21 Nov (ill): nothing is sent.")
    assert asked(reminded) == 0
    await own_bot.until_idle()
    await strikes(own_bot, 3 * A_DAY)
    question = await reminded.sees("Back at it?")
    await reminded.taps(question, "Yes")
    await reminded.sees("The pause is over. Check-in: 07:00 every day.")
    await own_bot.until_idle()
    await strikes(own_bot, A_DAY)
    await reminded.sees(ASKED)


async def test_the_nudge_comes_on_a_usual_training_day_without_an_entry(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        for days in (7, 14, 21):
            await athlete.logs(f"{days} days ago 60 min run rpe 5")
        await athlete.says("/reminders")
        await athlete.taps(await athlete.sees("Log nudge: off"), "Log nudge…")
        await athlete.taps(await athlete.sees("Tap a time"), "20:00")
        await athlete.sees("Log nudge: 20:00")
        await own_bot.until_idle()
        await strikes(own_bot, timedelta(minutes=81))
        nudge = await athlete.sees("Did you train today, Wed 18 Nov?")
        assert nudge.buttons == ["Log", "Rest day", "Stop asking"]
        await athlete.taps(nudge, "Rest day")
        saved = await athlete.sees("Saved. Rest day · Wed 18 Nov")
        assert saved.id == nudge.id
        # Thursday is none of their training days
        await own_bot.until_idle()
        await strikes(own_bot, A_DAY)
        await athlete.says("/reminders")
        await athlete.sees("Log nudge: 20:00")
        assert not any("Did you train today, Thu" in card.text for card in athlete.cards)


async def test_whoever_deleted_everything_hears_nothing_more(own_bot: Assembly, reminded: Athlete) -> None:
    await reminded.says("/delete_me")
    await reminded.taps(await reminded.sees("Delete everything?"), "Delete everything")
    await reminded.taps(await reminded.sees("Really delete"), "Yes, delete it all")
    await reminded.sees("Everything is gone")
    await own_bot.until_idle()
    await strikes(own_bot, TO_MORNING)
    await reminded.says("/help")
    await reminded.sees("Write a session")
    assert asked(reminded) == 0


async def test_another_zone_moves_the_reminder(own_bot: Assembly, reminded: Athlete) -> None:
    await reminded.says("in Tokyo now")
    await reminded.taps(await reminded.sees("That is another clock than yours."), "Tokyo")
    await reminded.sees("Asia/Tokyo it is.")
    await own_bot.until_idle()
    await strikes(own_bot, timedelta(hours=4, minutes=21))  # 23:01 in Berlin, 07:01 in Tokyo
    await reminded.sees(ASKED)
