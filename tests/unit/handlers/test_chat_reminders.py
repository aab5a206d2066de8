"""/reminders: one card, times tapped and typed; what it shows is what is stored."""

import datetime as dt

import pytest

from backend.contract import Pause, Reminders
from backend.ports import DueKind
from backend.reminders.plan import next_due

SEVEN, HALF_PAST_SEVEN, NINE = dt.time(7), dt.time(7, 30), dt.time(9)


def check_in_times(chat) -> list[str]:
    return ["" if at is None else at.strftime("%H:%M") for at in chat.reminders.check_in]


async def opens(chat, *labels) -> None:
    await chat.says("/reminders")
    for label in labels:
        await chat.taps(label, chat.last.id)


async def test_nothing_is_on_until_it_is_chosen(chat):
    await opens(chat)
    assert chat.last.text == (
        "Reminders · Europe/Berlin\nCheck-in: off\nLog nudge: off\nWeekly review: off\nQuiet hours: none"
    )
    assert "Everything off" not in chat.last.buttons
    assert chat.backend.sets == 0


async def test_one_time_for_every_day_takes_three_taps(chat):
    await opens(chat, "Check-in…", "07:00")
    assert check_in_times(chat) == ["07:00"] * 7
    assert chat.last.text.startswith("Check-in: 07:00 every day")
    assert "✓ 07:00" in chat.last.buttons
    await chat.taps("‹ Back")
    assert "Check-in: 07:00 every day" in chat.last.text


async def test_weekdays_and_weekend_differ(chat):
    await opens(chat, "Check-in…", "07:00", "Sat–Sun", "09:00")
    assert check_in_times(chat) == ["07:00"] * 5 + ["09:00"] * 2
    assert chat.last.text.startswith("Check-in: Mon–Fri 07:00, Sat–Sun 09:00")


async def test_each_day_has_its_own_time_or_none(chat):
    await opens(chat, "Check-in…", "06:00", "Wed", "Off", "Sun")
    await chat.says("8.15")
    assert check_in_times(chat) == ["06:00", "06:00", "", "06:00", "06:00", "06:00", "08:15"]
    assert chat.last.text.startswith("Check-in: Mon–Tue 06:00, Thu–Sat 06:00, Sun 08:15")


@pytest.mark.parametrize("said", ["7:30", "7.30", "0730", "7:30 am", "at 7:30", "7h30"])
async def test_a_typed_time_is_understood(chat, said):
    await opens(chat, "Check-in…")
    asked = chat.last
    await chat.says(said)
    assert check_in_times(chat) == ["07:30"] * 7
    assert asked.id not in chat.bot.shown, "there is one card"
    assert chat.last.text.startswith("Check-in: 07:30 every day")


async def test_a_typed_off_switches_it_off(chat):
    await opens(chat, "Check-in…", "07:00")
    await chat.says("off")
    assert check_in_times(chat) == [""] * 7


async def test_what_is_no_time_is_asked_again(chat):
    await opens(chat, "Log nudge…")
    await chat.says("in the evening, maybe")
    assert "I could not read that as a time." in chat.last.text
    await chat.says("7 pm")
    assert chat.reminders.nudge == dt.time(19)


async def test_a_session_typed_meanwhile_is_a_session(chat):
    await opens(chat, "Log nudge…")
    await chat.says("60 min run rpe 7")
    chat.with_button("Save")
    await chat.says("19:00")
    assert chat.reminders.nudge is None


@pytest.mark.parametrize("leaves", ["/week", "/log"])
async def test_after_another_command_a_time_is_no_answer_any_more(chat, leaves):
    await opens(chat, "Log nudge…")
    await chat.says(leaves)
    await chat.says("19")
    assert chat.reminders.nudge is None


async def test_an_hour_later_a_time_is_no_answer_any_more(chat):
    await opens(chat, "Log nudge…")
    chat.clock.time += dt.timedelta(hours=1)
    await chat.says("19:00")
    assert chat.reminders.nudge is None


async def test_cancel_stops_asking(chat):
    await opens(chat, "Log nudge…")
    await chat.says("/cancel")
    assert chat.last.text == "Cancelled. /reminders shows what is set."
    await chat.says("19:00")
    assert chat.reminders.nudge is None


async def test_the_review_and_the_nudge_have_a_time(chat):
    await opens(chat, "Weekly review…", "08:00", "‹ Back", "Log nudge…", "20:00", "‹ Back")
    assert (chat.reminders.review, chat.reminders.nudge) == (dt.time(8), dt.time(20))
    assert "Weekly review: Mon 08:00" in chat.last.text
    assert "Log nudge: 20:00" in chat.last.text


async def test_a_nudge_beside_a_check_in_says_on_which_days_it_stays_away(chat):
    await opens(chat, "Log nudge…", "20:00")
    assert "stays away" not in chat.last.text
    await chat.taps("‹ Back")
    await opens(chat, "Check-in…", "07:00", "‹ Back", "Log nudge…")
    chat.sees("It stays away on days with a check-in or a review from me: one message a day.")


async def test_quiet_hours_are_tapped_or_typed(chat):
    await opens(chat, "Quiet hours…", "22:00–07:00")
    assert (chat.reminders.quiet_from, chat.reminders.quiet_until) == (dt.time(22), SEVEN)
    await chat.says("from 22:30 to 6.45")
    assert (chat.reminders.quiet_from, chat.reminders.quiet_until) == (dt.time(22, 30), dt.time(6, 45))
    assert chat.last.text.startswith("Quiet hours: 22:30–06:45")
    await chat.taps("None")
    assert (chat.reminders.quiet_from, chat.reminders.quiet_until) == (None, None)


async def test_everything_off_and_back_with_one_tap(chat):
    chosen = Reminders(
        check_in=(SEVEN,) * 5 + (None, NINE), nudge=dt.time(20), review=NINE, quiet_from=dt.time(22), quiet_until=SEVEN
    )
    chat.backend.reminders[chat.state.athlete_id] = chosen
    await opens(chat, "Everything off")
    assert chat.reminders == Reminders(quiet_from=dt.time(22), quiet_until=SEVEN)
    assert "Everything is off. Nothing comes by itself." in chat.last.text
    await chat.taps("Bring them back")
    assert chat.reminders == chosen
    assert "Check-in: Mon–Fri 07:00, Sun 09:00" in chat.last.text


async def test_bringing_back_keeps_what_was_chosen_since(chat):
    chat.backend.reminders[chat.state.athlete_id] = Reminders(check_in=(SEVEN,) * 7, nudge=dt.time(20))
    await opens(chat, "Everything off")
    back = chat.last.buttons["Bring them back"]
    chat.backend.reminders[chat.state.athlete_id] = Reminders(check_in=(NINE,) * 7)
    await chat.taps_data(back, chat.last)
    assert chat.reminders == Reminders(check_in=(NINE,) * 7, nudge=dt.time(20))
    # a second tap has nothing to bring back
    await chat.taps_data(back, chat.last)
    assert chat.reminders == Reminders(check_in=(NINE,) * 7, nudge=dt.time(20))


async def test_another_phone_is_not_overwritten(chat):
    await opens(chat, "Check-in…")
    chat.backend.reminders[chat.state.athlete_id] = Reminders(nudge=dt.time(20))
    await chat.taps("07:00")
    assert chat.reminders == Reminders(check_in=(SEVEN,) * 7, nudge=dt.time(20))


async def test_a_double_tap_stores_once(chat):
    await opens(chat, "Check-in…")
    card, data = chat.last, chat.last.buttons["07:00"]
    await chat.taps_data(data, card)
    await chat.taps_data(data, card)
    assert chat.backend.sets == 1


async def test_a_pause_is_said_on_the_card(chat):
    chat.backend.reminders[chat.state.athlete_id] = Reminders(
        pause=Pause(reason="ill", since=chat.today, until=dt.date(2026, 11, 29))
    )
    await opens(chat)
    assert "Paused until Sun 29 Nov (ill): nothing is sent." in chat.last.text
    chat.at("2026-11-30 10:00")
    await opens(chat)
    assert "Paused" not in chat.last.text


@pytest.mark.parametrize(
    "data", ["m", "m:what", "m:ci:never:0700", "m:ci:all:9999", "m:nudge:77", "m:quiet:2200", "m:quiet:2200:2200"]
)
async def test_odd_data_stores_nothing(chat, data):
    await opens(chat, "Check-in…")
    await chat.taps_data(data, chat.last)
    assert chat.reminders.nudge is None
    assert chat.reminders.quiet_from is None


# ---- the nudge ----


async def is_nudged(chat) -> None:
    chat.at("2026-11-23 20:00")
    await chat.is_reminded("nudge")


async def test_a_nudge_asks_once_and_says_why(chat):
    await is_nudged(chat)
    assert chat.last.text == "Did you train today, Mon 23 Nov? On this weekday you usually do."
    assert list(chat.last.buttons) == ["Log", "Rest day", "Stop asking"]


async def test_log_is_the_guided_card_in_its_place(chat):
    await is_nudged(chat)
    card, data = chat.last, chat.last.buttons["Log"]
    await chat.taps("Log")
    assert "How long was it?" in card.text
    await chat.taps("60 min")
    await chat.taps_data(data, card)  # a double tap begins nothing anew
    await chat.taps("7 very hard")
    await chat.taps("Save")
    assert [(entry.date, entry.minutes) for entry in chat.entries] == [(dt.date(2026, 11, 23), 60)]


async def test_after_midnight_it_is_still_about_its_day(chat):
    await is_nudged(chat)
    chat.at("2026-11-24 00:10")
    await chat.taps("Rest day")
    assert [(entry.kind, entry.date) for entry in chat.entries] == [("rest", dt.date(2026, 11, 23))]


async def test_a_rest_day_is_saved_once_and_can_be_undone(chat):
    await is_nudged(chat)
    card, data = chat.last, chat.last.buttons["Rest day"]
    await chat.taps("Rest day")
    await chat.taps_data(data, card)
    assert len(chat.entries) == 1
    assert "Saved. Rest day · Mon 23 Nov · 0 AU" in card.text
    await chat.taps("Undo")
    assert chat.entries == []


async def test_no_more_nudges_and_back(chat):
    chat.backend.reminders[chat.state.athlete_id] = Reminders(check_in=(SEVEN,) * 7, nudge=dt.time(20, 30))
    await is_nudged(chat)
    await chat.taps("Stop asking")
    assert chat.reminders == Reminders(check_in=(SEVEN,) * 7)
    await chat.taps("Ask again")
    assert chat.reminders.nudge == dt.time(20, 30)
    assert chat.last.text == "I’ll ask again, at 20:30."


async def test_an_unanswered_nudge_loses_its_buttons_to_the_next(chat):
    await is_nudged(chat)
    old = chat.last
    chat.at("2026-11-25 20:00")
    await chat.is_reminded("nudge")
    assert old.buttons == {}
    assert "Did you train today, Wed 25 Nov?" in chat.last.text


async def test_an_answered_nudge_is_left_as_it_is(chat):
    await is_nudged(chat)
    await chat.taps("Rest day")
    record = chat.last
    chat.at("2026-11-25 20:00")
    await chat.is_reminded("nudge")
    assert "Undo" in record.buttons


async def test_a_nudge_of_a_day_that_has_passed_stays_away(chat):
    told = len(chat.bot.told)
    await chat.is_reminded("nudge", chat.today - dt.timedelta(days=1))
    assert len(chat.bot.told) == told


# ---- in German ----


async def test_the_card_in_german_takes_german_times(chat):
    chat.state.language = "de"
    await opens(chat, "Check-in…")
    await chat.says("um 7 Uhr 30")
    assert check_in_times(chat) == ["07:30"] * 7
    assert "täglich 07:30" in chat.last.text
    await chat.says("aus")
    assert check_in_times(chat) == [""] * 7


# ---- what is set inside one's own quiet hours ----


async def test_a_time_that_the_quiet_hours_swallow_is_said_to_be_never_sent(chat):
    chat.backend.reminders[chat.state.athlete_id] = Reminders(quiet_from=dt.time(22), quiet_until=SEVEN)
    await opens(chat, "Check-in…")
    await chat.says("22:30")
    chat.sees("22:30 lies in your quiet hours, so it is never sent.")
    await chat.taps("‹ Back", chat.last.id)
    chat.sees("22:30 lies in your quiet hours, so it is never sent.")


async def test_a_time_that_they_put_off_is_said_to_come_at_their_end(chat):
    chat.backend.reminders[chat.state.athlete_id] = Reminders(
        check_in=(dt.time(6),) * 7, nudge=dt.time(20), review=dt.time(6, 30)
    )
    await opens(chat, "Quiet hours…", "22:00–07:00")
    chat.sees("06:00 lies in your quiet hours: it comes at 07:00.")
    chat.sees("06:30 lies in your quiet hours: it comes at 07:00.")
    assert "20:00 lies" not in chat.last.text
    await chat.taps("None", chat.last.id)
    assert "lies in your quiet hours" not in chat.last.text


@pytest.mark.parametrize(
    ("quiet", "time", "comes"),
    [
        ((22, 7), 7, "07:00"), ((22, 7), 21, "21:00"), ((22, 7), 22, None), ((22, 7), 0, "07:00"),
        ((13, 15), 13, "15:00"), ((13, 15), 15, "15:00"), ((0, 6), 0, "06:00"), ((22, 0), 23, None),
        ((22, 0), 0, "00:00"),
    ],
)  # fmt: skip
async def test_what_is_said_is_what_is_planned(chat, quiet, time, comes):
    # GIVEN a time and quiet hours
    chosen = Reminders(nudge=dt.time(time), quiet_from=dt.time(quiet[0]), quiet_until=dt.time(quiet[1]))
    chat.backend.reminders[chat.state.athlete_id] = chosen
    planned = next_due(DueKind.NUDGE, chosen, "UTC", chat.clock.now())
    assert (None if planned is None else f"{planned:%H:%M}") == comes
    # WHEN the card says what becomes of it, THEN that is what the backend does
    await opens(chat, "Log nudge…")
    assert ("it comes at" in chat.last.text) == (comes is not None and comes != f"{time:02}:00")
    assert ("never sent" in chat.last.text) == (comes is None)
