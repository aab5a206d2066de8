"""The check-in: five taps on one card, the record beside one's normal, and all the ways to be late or to tap twice."""

import datetime as dt

import pytest

from backend.contract import CheckIn, Reminders

SUNDAY = dt.date(2026, 11, 22)
MONDAY = dt.date(2026, 11, 23)
ANSWERS = ("Fresh 4", "Sleep 3", "Muscles 4", "Calm 5", "Mood 2")


async def answer(chat, labels=ANSWERS, card=None) -> None:
    for label in labels:
        await chat.taps(label, card)


def stored(chat, day=SUNDAY) -> tuple[int, ...] | None:
    said = chat.check_ins.get(day)
    return said and (said.freshness, said.sleep, said.muscles, said.calm, said.mood)


async def test_five_taps_on_one_card_are_a_check_in(chat):
    await chat.says("/checkin")
    card = chat.sees("How are you today?")
    assert "Muscles: 1 very sore … 5 feel great" in card.text
    for count, label in enumerate(ANSWERS, 1):
        assert chat.check_ins == {}
        await chat.taps(label)
        assert count == 5 or f"{count} of 5: fresh 4/5" in card.text
    # THEN it is stored, and the same message is the record
    assert stored(chat) == (4, 3, 4, 5, 2)
    assert card.text.startswith("18 of 25.")
    assert "Sun 22 Nov · fresh 4/5 · sleep 3/5 · muscles 4/5 · calm 5/5 · mood 2/5" in card.text
    assert list(card.buttons)[:3] == ["Why?", "Change", "Take back"]
    assert chat.last is card


async def test_an_answer_can_be_changed_before_the_fifth(chat):
    await chat.says("/checkin")
    await answer(chat, ("Fresh 4", "Fresh 2", *ANSWERS[1:]))
    assert stored(chat) == (2, 3, 4, 5, 2)


async def test_a_double_tap_answers_once_and_takes_nothing_back(chat):
    await chat.says("/checkin")
    card = chat.last
    fresh = card.buttons["Fresh 4"]
    await chat.taps_data(fresh, card)
    await chat.taps_data(fresh, card)
    assert "1 of 5: fresh 4/5" in card.text


async def test_a_second_phone_that_is_late_changes_nothing_that_is_saved(chat):
    await chat.says("/checkin")
    card, other = chat.last, chat.last.buttons["Mood 5"]
    await answer(chat)
    record = card.text
    await chat.taps_data(other, card)
    assert chat.bot.toasts[-1] == "Saved already. Tap Change to change it."
    assert card.text == record
    assert stored(chat) == (4, 3, 4, 5, 2)


async def test_five_digits_answer_the_whole_card(chat):
    await chat.says("/checkin")
    asked = chat.last
    await chat.says("4 3 4 5 2")
    assert stored(chat) == (4, 3, 4, 5, 2)
    assert asked.id not in chat.bot.shown
    assert "18 of 25" in chat.last.text


@pytest.mark.parametrize("said", ["4 3 4 5", "4 3 4 5 6", "60 min run rpe 7"])
async def test_what_is_not_five_levels_is_read_as_ever(chat, said):
    await chat.says("/checkin")
    await chat.says(said)
    assert chat.check_ins == {}


async def test_digits_without_a_card_are_no_check_in(chat):
    await chat.says("4 3 4 5 2")
    assert chat.check_ins == {}


async def test_asked_again_a_half_answered_card_comes_down_with_its_answers(chat):
    await chat.says("/checkin")
    first = chat.last
    await chat.taps("Fresh 4")
    await chat.says("/checkin")
    assert first.id not in chat.bot.shown
    assert "1 of 5: fresh 4/5" in chat.last.text
    await answer(chat, ANSWERS[1:])
    assert stored(chat) == (4, 3, 4, 5, 2)


async def test_a_copy_that_was_left_behind_shows_the_current_card(chat):
    await chat.says("/checkin")
    first = chat.last
    chat.bot.frozen.add(first.id)  # too old to be deleted
    stale = first.buttons["Fresh 1"]
    await chat.says("/checkin")
    await chat.taps("Fresh 4", chat.last.id)
    await chat.taps_data(stale, first)
    assert "1 of 5: fresh 4/5" in chat.last.text
    await answer(chat, ANSWERS[1:], None)
    assert stored(chat) == (4, 3, 4, 5, 2)


# ---- the record ----


async def test_why_folds_the_numbers_out_and_in(chat):
    await chat.says("/checkin")
    await answer(chat)
    record = chat.last.text
    await chat.taps("Why?")
    assert "sum: 18 < 26\nneeds 14" in chat.last.text
    await chat.taps("Less")
    assert chat.last.text == record


async def test_a_stored_check_in_is_changed_only_by_save(chat):
    await chat.says("/checkin")
    await answer(chat)
    await chat.taps("Change")
    assert "Check-in of Sun 22 Nov" in chat.last.text
    await chat.taps("Mood 5")
    assert stored(chat) == (4, 3, 4, 5, 2)
    await chat.taps("Leave it as it was")
    assert "18 of 25" in chat.last.text
    await chat.taps("Change")
    await chat.taps("Mood 5")
    await chat.taps("Save")
    assert stored(chat) == (4, 3, 4, 5, 5)
    assert "21 of 25" in chat.last.text


async def test_one_tap_takes_it_back_and_one_puts_it_back(chat):
    await chat.says("/checkin")
    await answer(chat)
    await chat.taps("Take back")
    assert chat.check_ins == {}
    assert chat.last.text == (
        "Taken back: the check-in of Sun 22 Nov, fresh 4/5 · sleep 3/5 · muscles 4/5 · calm 5/5 · mood 2/5."
    )
    back = chat.last.buttons["Put back"]
    await chat.taps("Put back")
    assert stored(chat) == (4, 3, 4, 5, 2)
    assert "18 of 25" in chat.last.text
    # a second tap changes nothing
    await chat.taps_data(back, chat.last)
    assert stored(chat) == (4, 3, 4, 5, 2)


async def test_putting_back_does_not_replace_what_was_said_since(chat):
    await chat.says("/checkin")
    await answer(chat)
    card = chat.last
    await chat.taps("Take back")
    back = card.buttons["Put back"]
    await chat.says("/checkin")
    await answer(chat, ("Fresh 1", "Sleep 1", "Muscles 1", "Calm 1", "Mood 1"))
    await chat.taps_data(back, card)
    assert stored(chat) == (1, 1, 1, 1, 1)


async def test_the_command_shows_what_is_stored_already(chat):
    await chat.says("/checkin")
    await answer(chat)
    await chat.says("/checkin")
    assert "18 of 25" in chat.last.text
    assert "Change" in chat.last.buttons


async def test_yesterdays_record_can_be_changed_all_day_and_an_older_one_not(chat):
    await chat.says("/checkin")
    await answer(chat)
    record = chat.last
    chat.at("2026-11-23 10:00")
    await chat.taps("Change", record.id)
    await chat.taps("Mood 5")
    await chat.taps("Save")
    assert stored(chat) == (4, 3, 4, 5, 5)
    chat.at("2026-11-24 10:00")
    for verb in ("Change", "Take back"):
        await chat.taps(verb, record.id)
        assert chat.bot.toasts[-1] == "Only today’s and yesterday’s check-in can be changed."
    assert stored(chat) == (4, 3, 4, 5, 5)
    await chat.taps("Why?", record.id)
    assert "needs 14" in record.text


# ---- the wrong day ----


async def test_a_card_of_yesterday_is_not_taken_for_today(chat):
    await chat.says("/checkin")
    old = chat.last
    chat.at("2026-11-23 07:05")
    await chat.taps("Sleep 4", old.id)
    assert old.text == "That was yesterday’s. Here is today’s."
    assert old.buttons == {}
    assert chat.check_ins == {}
    assert "Morning. How are you?" in chat.last.text
    await answer(chat)
    assert stored(chat, MONDAY) == (4, 3, 4, 5, 2)


async def test_where_todays_is_saved_a_card_of_yesterday_just_closes(chat):
    await chat.says("/checkin")
    old, stale = chat.last, chat.last.buttons["Sleep 4"]
    chat.at("2026-11-23 07:05")
    await chat.says("/checkin")
    await answer(chat, card=chat.last.id)
    await chat.taps_data(stale, old)
    assert "Today’s check-in is saved already." in old.text
    assert list(chat.check_ins) == [MONDAY]


async def test_who_is_still_up_answers_for_the_day_that_ends(chat):
    chat.at("2026-11-22 23:58")
    await chat.says("/checkin")
    assert "In an hour" not in chat.last.buttons
    await answer(chat, ANSWERS[:3])
    chat.at("2026-11-23 00:03")
    await answer(chat, ANSWERS[3:])
    assert list(chat.check_ins) == [SUNDAY]


async def test_a_card_of_tomorrow_is_none_of_today_after_flying_west(chat):
    chat.at("2026-11-23 07:00")
    await chat.says("/checkin")
    old = chat.last
    chat.state.zone = "America/Los_Angeles"
    chat.backend.athletes[chat.state.athlete_id] = chat.backend.athletes[chat.state.athlete_id].model_copy(
        update={"zone": "America/Los_Angeles"}
    )
    await chat.taps("Fresh 4", old.id)
    assert old.text == "That was for Mon 23 Nov. Here is today’s."
    await answer(chat)
    assert list(chat.check_ins) == [SUNDAY]


@pytest.mark.parametrize(
    "data", ["r", "r:x:sleep:4", "r:20261122", "r:20261122:sleep:9", "r:20261122:what:1", "r:99999999:sleep:1"]
)
async def test_odd_data_breaks_nothing(chat, data):
    await chat.says("/checkin")
    await chat.taps_data(data, chat.last)
    assert chat.check_ins == {}


# ---- not now ----


async def test_skipped_for_today_and_done_after_all(chat):
    await chat.says("/checkin")
    await chat.taps("Fresh 4")
    await chat.taps("Skip today")
    assert chat.last.text == "Skipped today’s check-in."
    # WHEN the scheduled one comes THEN it stays away
    await chat.is_reminded("check_in")
    assert chat.last.text == "Skipped today’s check-in."
    await chat.taps("Check in after all")
    assert "1 of 5: fresh 4/5" in chat.last.text


async def test_in_an_hour_is_said_once_and_comes_with_the_answers_so_far(chat):
    await chat.says("/checkin")
    await chat.taps("Fresh 4")
    card, later = chat.last, chat.last.buttons["In an hour"]
    await chat.taps("In an hour")
    assert chat.last.text == "I’ll ask again at 19:40."
    await chat.taps_data(later, card)
    assert chat.backend.later == [(SUNDAY, chat.clock.time + dt.timedelta(hours=1))]
    # WHEN another reminder comes before THEN it waits
    chat.clock.time += dt.timedelta(minutes=10)
    await chat.is_reminded("check_in", note_id="early")
    assert chat.last is card
    chat.clock.time += dt.timedelta(minutes=50)
    await chat.is_reminded("check_in", note_id="later")
    assert "1 of 5: fresh 4/5" in chat.last.text
    assert "In an hour" in chat.last.buttons
    assert card.id not in chat.bot.shown


# ---- the one that comes by itself ----


async def test_the_scheduled_one_asks_and_is_answered(chat):
    chat.at("2026-11-23 07:00")
    await chat.is_reminded("check_in")
    assert chat.last.text.startswith("Morning. How are you?")
    await answer(chat)
    assert stored(chat, MONDAY) == (4, 3, 4, 5, 2)


async def test_the_same_reminder_again_says_nothing(chat):
    await chat.is_reminded("check_in")
    card = chat.last
    await chat.is_reminded("check_in")
    assert chat.last is card


async def test_it_stays_away_from_who_has_checked_in(chat):
    await chat.says("/checkin")
    await answer(chat)
    record = chat.last
    await chat.is_reminded("check_in")
    assert chat.last is record


async def test_it_says_nothing_for_a_day_that_has_passed(chat):
    told = len(chat.bot.told)
    await chat.is_reminded("check_in", SUNDAY - dt.timedelta(days=1))
    assert len(chat.bot.told) == told


async def test_yesterdays_unanswered_card_loses_its_buttons(chat):
    await chat.is_reminded("check_in")
    old = chat.last
    chat.at("2026-11-23 07:00")
    await chat.is_reminded("check_in")
    assert (old.text, old.buttons) == ("No check-in on Sun 22 Nov.", {})
    assert "Morning. How are you?" in chat.last.text


async def test_a_card_that_is_gone_is_no_trouble_for_the_next(chat):
    await chat.is_reminded("check_in")
    chat.bot.shown.pop(chat.last.id)
    chat.at("2026-11-23 07:00")
    await chat.is_reminded("check_in")
    assert "Morning. How are you?" in chat.last.text


async def test_a_stored_record_keeps_its_buttons(chat):
    await chat.says("/checkin")
    await answer(chat)
    record = chat.last
    chat.at("2026-11-23 07:00")
    await chat.is_reminded("check_in")
    assert "Change" in record.buttons


async def test_who_was_deleted_is_asked_nothing(chat):
    told = len(chat.bot.told)
    del chat.backend.athletes[chat.state.athlete_id]
    await chat.is_reminded("pause_over")
    chat.state.signed_out = True
    await chat.is_reminded("check_in")
    assert len(chat.bot.told) == told


# ---- the offer ----


async def test_the_first_one_offers_to_ask_every_morning(chat):
    await chat.says("/checkin")
    await answer(chat)
    await chat.taps("Ask every morning, 07:00")
    assert chat.reminders.check_in == (dt.time(7),) * 7
    assert "I’ll ask every morning at 07:00. /reminders changes that." in chat.last.text
    assert "quiet hours" not in chat.last.text


async def test_asked_for_in_quiet_hours_it_says_when_it_really_comes(chat):
    chat.backend.reminders[chat.state.athlete_id] = Reminders(quiet_from=dt.time(22), quiet_until=dt.time(8))
    await chat.says("/checkin")
    await answer(chat)
    await chat.taps("Ask every morning, 07:00")
    chat.sees("07:00 lies in your quiet hours: it comes at 08:00.")
    assert "Ask every morning, 07:00" not in chat.last.buttons


async def test_the_offer_stands_while_the_numbers_are_looked_at(chat):
    await chat.says("/checkin")
    await answer(chat)
    await chat.taps("Why?")
    await chat.taps("Ask every morning, 07:00")
    await chat.taps("Why?")
    assert "Ask every morning, 07:00" not in chat.last.buttons


async def test_it_is_offered_once(chat):
    await chat.says("/checkin")
    await answer(chat)
    chat.at("2026-11-23 08:00")
    await chat.says("/checkin")
    await answer(chat, card=chat.last.id)
    assert "Ask every morning, 07:00" not in chat.last.buttons


async def test_who_is_asked_already_is_offered_nothing(chat):
    chat.backend.reminders[chat.state.athlete_id] = Reminders(check_in=(None,) * 6 + (dt.time(9),))
    await chat.says("/checkin")
    await answer(chat)
    assert "Ask every morning, 07:00" not in chat.last.buttons


async def test_the_offer_overwrites_no_choice_made_since(chat):
    await chat.says("/checkin")
    await answer(chat)
    chosen = (None,) * 6 + (dt.time(9),)
    chat.backend.reminders[chat.state.athlete_id] = Reminders(check_in=chosen)
    await chat.taps("Ask every morning, 07:00")
    assert chat.reminders.check_in == chosen
    assert "You have chosen times already" in chat.last.text


async def test_what_the_coach_says_is_no_html(chat):
    await chat.says("/checkin")
    await answer(chat)
    await chat.taps("Why?")
    assert "&lt; 26" in chat.last.html


async def test_a_card_is_a_check_in_after_any_tap_order(chat):
    await chat.says("/checkin")
    await answer(chat, ANSWERS[::-1])
    assert isinstance(chat.check_ins[SUNDAY], CheckIn)
    assert stored(chat) == (4, 3, 4, 5, 2)
