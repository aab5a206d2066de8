"""After saving: the card, the feedback as a reply, Why?, edit, undo, and back-dating."""

import asyncio
from datetime import timedelta

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete


async def test_the_feedback_comes_as_a_reply_and_why_shows_its_numbers(athlete: Athlete) -> None:
    await athlete.logs("3 days ago 75 min ride rpe 4")
    card, feedback = await athlete.logs_and_hears("1h20 ride 5/10, felt fresh")
    assert "Ride · Wed 18 Nov · 80 min × 5 = 400 AU" in card.text
    assert "Week: 700 AU in 2 of 7 days" in card.text
    assert feedback.replies_to == card.id
    assert 2 <= feedback.text.count(". ") + 1 <= 4
    assert "!" not in feedback.text
    await athlete.taps(feedback, "Why?")
    why = await athlete.sees("80 min × RPE 5 = 400 AU")
    assert why.id == feedback.id
    assert why.text.startswith(feedback.text)
    assert "Foster" in why.text
    assert "700 AU" in why.text
    await athlete.taps(why, "Less")
    assert (await athlete.sees_button("Why?")).text == feedback.text


async def test_no_two_feedbacks_in_a_row_are_the_same(athlete: Athlete) -> None:
    said = []
    for _ in range(3):
        card = await athlete.logs("60 min run rpe 5")
        said.append((await athlete.hears(card)).text)
    assert len(set(said)) == 3


async def test_an_edit_recomputes_and_says_so(athlete: Athlete) -> None:
    await athlete.logs("yesterday 60 min run rpe 5")
    card, feedback = await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.taps(card, "Edit")
    editing = await athlete.sees("What shall I change?")
    assert editing.id == card.id
    await athlete.taps(editing, "Duration")
    await athlete.taps(await athlete.sees("How long was it?"), "90 min")
    await athlete.taps(await athlete.sees("What shall I change?"), "Save")
    changed = await athlete.sees("Changed.")
    assert "90 min × 7 = 630 AU" in changed.text
    assert "Week: 930 AU in 2 of 7 days" in changed.text
    again = await athlete.hears(card, other_than=feedback.text)
    assert again.id == feedback.id, "the comment is edited too, not doubled"
    await athlete.taps(again, "Why?")
    await athlete.sees("90 min × RPE 7 = 630 AU")

    await athlete.taps(changed, "Undo")
    assert "60 min × 7 = 420 AU" in (await athlete.sees("Changed back.")).text
    back = await athlete.hears(card, other_than=again.text)
    assert back.id == feedback.id


async def test_what_to_change_can_be_typed(athlete: Athlete) -> None:
    card, _ = await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.taps(card, "Edit")
    await athlete.sees("What shall I change?")
    await athlete.says("90 min")
    await athlete.sees("Run · today · 90 min · RPE 7")
    await athlete.says("rpe 6")
    await athlete.taps(await athlete.sees("Run · today · 90 min · RPE 6"), "Save")
    await athlete.sees("90 min × 6 = 540 AU")
    await athlete.says("/history")
    await athlete.sees("Your log: 1 entry")


async def test_another_session_typed_while_editing_is_another_card(athlete: Athlete) -> None:
    card, _ = await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.taps(card, "Edit")
    await athlete.sees("What shall I change?")
    await athlete.logs("30 min swim rpe 4")
    await athlete.says("/history")
    await athlete.sees("Your log: 2 entries")


async def test_an_edit_can_be_left(athlete: Athlete) -> None:
    card, _ = await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.taps(card, "Edit")
    await athlete.taps(await athlete.sees("What shall I change?"), "Leave it as it was")
    await athlete.sees("60 min × 7 = 420 AU")
    await athlete.says("/week")
    await athlete.sees("420 AU")


async def test_undo_takes_back_and_put_back_brings_it_again(athlete: Athlete) -> None:
    card, feedback = await athlete.logs_and_hears("60 min run rpe 7, legs heavy")
    await athlete.taps(card, "Undo")
    gone = await athlete.sees("Taken back:")
    assert "60 min × 7 = 420 AU" in gone.text
    assert "Week: 0 AU in 0 of 7 days" in gone.text
    assert gone.buttons == ["Put back"]
    await athlete.sees_gone(feedback)
    await athlete.taps(gone, "Put back")
    again = await athlete.sees("Put back.")
    assert "Week: 420 AU in 1 of 7 days" in again.text
    await athlete.hears(again)


async def test_back_dating_says_what_was_recalculated(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 7")
    card = await athlete.logs("5 days ago 40 min swim rpe 5")
    assert "Fri 13 Nov · 40 min × 5 = 200 AU" in card.text
    assert "Week: 620 AU in 2 of 7 days" in card.text
    assert "Recalculated from Fri 13 Nov on." in card.text


async def test_moving_a_session_to_another_day_moves_its_load(athlete: Athlete) -> None:
    await athlete.logs("9 days ago 60 min run rpe 5")
    await athlete.logs("2 days ago 20 min walk rpe 2")
    card, _ = await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.taps(card, "Edit")
    await athlete.taps(await athlete.sees("What shall I change?"), "Day")
    await athlete.sees("Which day was it?")
    await athlete.says("8 days ago")
    await athlete.taps(await athlete.sees("What shall I change?"), "Save")
    changed = await athlete.sees("Changed.")
    assert "Tue 10 Nov" in changed.text
    assert "Week: 40 AU in 1 of 7 days (last week 720 AU)" in changed.text
    assert "Recalculated from Tue 10 Nov on." in changed.text


async def test_a_session_taken_back_can_be_put_back_for_a_day(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        card, _ = await athlete.logs_and_hears("60 min run rpe 7")
        await athlete.taps(card, "Undo")
        gone = await athlete.sees("You can put it back for a day.")
        own_bot.clock.turn(timedelta(hours=25))
        own_bot.tick()
        await athlete.taps(gone, "Put back")
        await athlete.sees("That entry is gone.")


async def test_a_new_day_begins_at_the_athletes_midnight(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins("Auckland")  # 06:40 on Thursday there
        assert "Thu 19 Nov" in (await athlete.logs("60 min run rpe 5")).text
        own_bot.clock.turn(timedelta(hours=17))
        assert "Thu 19 Nov" in (await athlete.logs("20 min walk rpe 1")).text
        own_bot.clock.turn(timedelta(hours=1))
        card = await athlete.logs("60 min run rpe 5")
        assert "Fri 20 Nov" in card.text
        assert "Week: 620 AU in 2 of 7 days" in card.text


async def test_a_card_begun_before_midnight_keeps_its_day(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        await athlete.says("60 min run")
        card = await athlete.sees_button("7 very hard")
        assert "Run · today" in card.text
        own_bot.clock.turn(timedelta(hours=6))
        await athlete.taps(card, "7 very hard")
        card = await athlete.sees("Run · yesterday · 60 min")
        await athlete.taps(card, "Save")
        await athlete.sees("Run · Wed 18 Nov · 60 min × 7 = 420 AU")


async def test_a_comment_on_its_way_is_not_said_when_its_session_is_taken_back(athlete: Athlete, bot: Assembly) -> None:
    await athlete.says("60 min run rpe 7")
    card = await athlete.sees_button("Save")
    bot.trouble(method="sendMessage", chat=athlete.id, status=429, retry_after=1, times=1)
    await athlete.taps(card, "Save")
    saved = await athlete.sees("Saved.")
    await athlete.taps(saved, "Undo")
    await athlete.sees("Taken back:")
    await athlete.logs_and_hears("30 min swim rpe 4")  # pushes into a chat keep their order: this one comes after
    assert [each.text for each in athlete.cards if each.replies_to == saved.id] == []


async def test_a_comment_that_could_not_be_sent_comes_after_a_restart_once(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        await athlete.says("60 min run rpe 7")
        card = await athlete.sees_button("Save")
        own_bot.trouble(method="sendMessage", chat=athlete.id, status=502)
        await athlete.taps(card, "Save")
        saved = await athlete.sees("Saved.")
        own_bot.restart()
        own_bot.no_more_trouble()
        await athlete.hears(saved)
        await athlete.logs_and_hears("30 min swim rpe 4")
        assert sum(each.replies_to == saved.id for each in athlete.cards) == 1


async def test_many_athletes_at_once_each_get_their_own(bot: Assembly) -> None:
    async def life(minutes: int) -> None:
        async with Athlete(bot) as athlete:
            await athlete.begins()
            saved, feedback = await athlete.logs_and_hears(f"{minutes} min run rpe 5")
            assert f"{minutes} min × 5 = {5 * minutes} AU" in saved.text
            await athlete.taps(feedback, "Why?")
            await athlete.sees(f"{minutes} min × RPE 5 = {5 * minutes} AU")

    await asyncio.gather(*(life(minutes) for minutes in range(30, 30 + bot.crowd)))
