"""/pause: nothing comes while somebody is ill, injured or away; then one gentle question."""

import datetime as dt

import pytest

from backend.contract import Pause, Reminders

SUNDAY = dt.date(2026, 11, 22)
EVERY_MORNING = (dt.time(7),) * 7


@pytest.fixture
def reminded(chat):
    chat.backend.reminders[chat.state.athlete_id] = Reminders(check_in=EVERY_MORNING)
    return chat


async def pauses(chat, reason="Ill", until="Sun 29 Nov") -> None:
    await chat.says("/pause")
    await chat.taps(reason)
    await chat.taps(until)


async def test_two_taps_pause_and_say_what_it_means(reminded):
    await pauses(reminded)
    assert reminded.reminders == Reminders(
        check_in=EVERY_MORNING, pause=Pause(reason="ill", since=SUNDAY, until=dt.date(2026, 11, 29))
    )
    text = reminded.last.text
    assert text.startswith("Paused until Sun 29 Nov (ill).")
    assert "Your load is shown as it is" in text


async def test_until_further_notice(reminded):
    await pauses(reminded, "Injured", "Until further notice")
    assert reminded.reminders.pause == Pause(reason="injured", since=SUNDAY)
    assert "until further notice (injured)" in reminded.last.text


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("Friday", dt.date(2026, 11, 27)),
        ("until 12 Dec", dt.date(2026, 12, 12)),
        ("two weeks", dt.date(2026, 12, 6)),
        ("tomorrow", dt.date(2026, 11, 23)),
        ("until further notice", None),
    ],
)
async def test_the_last_day_can_be_typed(reminded, said, until):
    await reminded.says("/pause")
    await reminded.taps("On holiday")
    asked = reminded.last
    await reminded.says(said)
    assert reminded.reminders.pause == Pause(reason="holiday", since=SUNDAY, until=until)
    assert asked.id not in reminded.bot.shown


@pytest.mark.parametrize("said", ["yesterday", "12 Nov", "12 Dec 2031", "whatever"])
async def test_a_day_that_cannot_be_is_asked_again(reminded, said):
    await reminded.says("/pause")
    await reminded.taps("Ill")
    await reminded.says(said)
    assert reminded.reminders.pause is None
    assert "I could not read that as a day that is still to come." in reminded.last.text
    await reminded.says("Friday")
    assert reminded.reminders.pause is not None


async def test_a_session_typed_meanwhile_is_a_session(reminded):
    await reminded.says("/pause")
    await reminded.taps("Ill")
    await reminded.says("20 min walk rpe 1")
    reminded.with_button("Save")
    assert reminded.reminders.pause is None


async def test_a_pause_that_is_on_can_be_ended_and_taken_up_again(reminded):
    await pauses(reminded)
    await reminded.says("/pause")
    await reminded.taps("End the pause", reminded.last.id)
    assert reminded.reminders == Reminders(check_in=EVERY_MORNING)
    assert reminded.last.text == "The pause is over. Check-in: 07:00 every day. /reminders shows the rest."
    await reminded.taps("Pause again")
    assert reminded.reminders.pause == Pause(reason="ill", since=SUNDAY, until=dt.date(2026, 11, 29))


async def test_made_longer_it_keeps_the_day_it_began(reminded):
    await pauses(reminded)
    reminded.at("2026-11-25 10:00")
    await reminded.says("/pause")
    await reminded.taps("Another day", reminded.last.id)
    await reminded.says("12 Dec")
    assert reminded.reminders.pause == Pause(reason="ill", since=SUNDAY, until=dt.date(2026, 12, 12))


async def test_a_button_of_a_day_that_is_over_begins_no_pause(reminded):
    await reminded.says("/pause")
    await reminded.taps("Ill")
    reminded.at("2026-12-24 10:00")
    await reminded.taps("Sun 29 Nov")
    assert reminded.reminders.pause is None
    assert reminded.bot.toasts[-1] == "This card is old. /pause begins anew."


async def test_the_german_word_is_a_rest_day_and_the_command_is_none(chat):
    chat.state.language = "de"
    await chat.says("Pause")
    chat.with_button("Speichern")


@pytest.mark.parametrize("data", ["p", "p:is:bored", "p:for:ill:soon", "p:for:bored:open", "p:week:x", "p:yes"])
async def test_odd_data_pauses_nothing(reminded, data):
    await reminded.says("/pause")
    await reminded.taps_data(data, reminded.last)
    assert reminded.reminders.pause is None


# ---- the question when it is over ----


async def is_asked(chat, until=dt.date(2026, 11, 29)) -> None:
    chat.backend.reminders[chat.state.athlete_id] = Reminders(
        check_in=EVERY_MORNING, pause=Pause(reason="ill", since=SUNDAY, until=until)
    )
    chat.at(f"{until + dt.timedelta(days=1)} 07:00")
    await chat.is_reminded("pause_over")


async def test_the_day_after_one_gentle_question(chat):
    await is_asked(chat)
    assert chat.last.text == "Your pause ended on Sun 29 Nov (ill). Back at it?"
    assert list(chat.last.buttons) == ["Yes", "A week more", "Until further notice"]


async def test_yes_ends_it(chat):
    await is_asked(chat)
    await chat.taps("Yes")
    assert chat.reminders == Reminders(check_in=EVERY_MORNING)
    assert "Check-in: 07:00 every day" in chat.last.text


async def test_a_week_more_and_a_second_tap_adds_nothing(chat):
    await is_asked(chat)
    card, data = chat.last, chat.last.buttons["A week more"]
    await chat.taps_data(data, card)
    await chat.taps_data(data, card)
    assert chat.reminders.pause == Pause(reason="ill", since=SUNDAY, until=dt.date(2026, 12, 6))
    assert "Paused until Sun 6 Dec" in card.text


async def test_answered_days_later_a_week_more_is_a_week_from_then(chat):
    await is_asked(chat)
    chat.at("2026-12-10 12:00")
    await chat.taps("A week more")
    assert chat.reminders.pause == Pause(reason="ill", since=SUNDAY, until=dt.date(2026, 12, 16))


async def test_until_further_notice_is_asked_nothing_more(chat):
    await is_asked(chat)
    await chat.taps("Until further notice")
    assert chat.reminders.pause == Pause(reason="ill", since=SUNDAY)


async def test_the_question_is_not_put_where_the_pause_was_ended_or_made_longer(chat):
    told = len(chat.bot.told)
    await chat.is_reminded("pause_over")
    chat.backend.reminders[chat.state.athlete_id] = Reminders(pause=Pause(reason="ill", since=SUNDAY))
    await chat.is_reminded("pause_over", note_id="another")
    assert len(chat.bot.told) == told


async def test_an_old_question_ends_no_later_pause(chat):
    await is_asked(chat)
    old = chat.last
    later = Pause(reason="holiday", since=dt.date(2026, 12, 1), until=dt.date(2026, 12, 20))
    chat.backend.reminders[chat.state.athlete_id] = Reminders(pause=later)
    chat.at("2026-12-02 09:00")
    await chat.taps("Yes", old.id)
    assert chat.reminders.pause == later
    assert "Paused until Sun 20 Dec" in old.text


async def test_one_pause_is_asked_about_once_whatever_the_clock_did(chat):
    await is_asked(chat)
    told = len(chat.bot.told)
    chat.at("2026-12-01 07:00")
    await chat.is_reminded("pause_over", note_id="another day")
    assert len(chat.bot.told) == told


async def test_an_unanswered_question_loses_its_buttons_to_the_next(chat):
    await is_asked(chat)
    old = chat.last
    await is_asked(chat, dt.date(2026, 12, 6))
    assert old.buttons == {}


# ---- the load is shown as it is, and why there is little of it ----


@pytest.mark.parametrize(
    ("pause", "in_week", "in_trend"),
    [
        (("ill", 20, None), "Paused since Fri 20 Nov (ill).", "Paused since Fri 20 Nov (ill)."),
        (("ill", 1, None), "Paused on all of these days (ill).", "Paused on all of these days (ill)."),
        (("holiday", 10, 17), "Paused until Tue 17 Nov (on holiday).", "Paused Tue 10 Nov to Tue 17 Nov (on holiday)."),
        (("injured", 17, 17), "Paused on Tue 17 Nov (injured).", "Paused on Tue 17 Nov (injured)."),
    ],
)
async def test_week_and_trend_name_the_pause_in_their_days(chat, pause, in_week, in_trend):
    await chat.says("5 days ago 60 min run rpe 7")
    await chat.taps("Save")
    reason, since, until = pause
    last = None if until is None else dt.date(2026, 11, until)
    chat.backend.reminders[chat.state.athlete_id] = Reminders(
        pause=Pause(reason=reason, since=dt.date(2026, 11, since), until=last)
    )
    await chat.says("/week")
    assert in_week in chat.last.text
    await chat.says("/trend")
    assert in_trend in chat.last.text


async def test_pauses_that_were_ended_stay_in_words_and_pictures(reminded):
    # GIVEN a day of illness that was ended, a holiday that is, and a session
    await reminded.says("60 min run rpe 7")
    await reminded.taps("Save")
    reminded.at("2026-11-23 10:00")
    await pauses(reminded, "Ill", "Until further notice")
    reminded.at("2026-11-24 10:00")
    await reminded.says("/pause")
    await reminded.taps("End the pause", reminded.last.id)
    reminded.at("2026-11-26 10:00")
    await pauses(reminded, "On holiday", "Until further notice")
    reminded.at("2026-11-27 10:00")
    # WHEN the week is looked at
    await reminded.says("/week")
    # THEN each day says which it is, and the log's gaps are not called that
    reminded.sees("1 of 7 days logged, 3 paused.")
    reminded.sees("Sun 420 · Mon paused · Tue – · Wed – · Thu paused · Fri paused")
    reminded.sees("Paused on Mon 23 Nov (ill). Paused since Thu 26 Nov (on holiday).")
    assert "logging" not in reminded.last.text
    assert "missing here" not in reminded.last.text
    # AND the trend, too
    await reminded.says("/trend")
    reminded.sees(
        "Your log began on Sun 22 Nov: 420 AU since then, at most 420 AU a day, 1 of 6 days logged, 3 paused."
    )
    assert [point.paused for point in reminded.drawn[-1].points[-5:]] == ["ill", None, None, "holiday", "holiday"]


async def test_what_is_logged_in_a_pause_is_logged(chat):
    await chat.says("60 min run rpe 7")
    await chat.taps("Save")
    chat.backend.reminders[chat.state.athlete_id] = Reminders(pause=Pause(reason="holiday", since=SUNDAY))
    await chat.says("/week")
    chat.sees("1 of 7 days logged.")
    chat.sees("Sun 420")


async def test_of_many_pauses_the_newest_is_named_and_all_are_counted(chat):
    await chat.says("60 min run rpe 7")
    await chat.taps("Save")
    days = [dt.date(2026, 11, day) for day in (10, 12, 14, 16)]
    chat.backend.pauses[chat.state.athlete_id] = [Pause(reason="ill", since=day, until=day) for day in days]
    await chat.says("/trend")
    chat.sees("Paused on 4 days. Paused on Mon 16 Nov (ill).")


async def test_a_pause_of_other_days_is_not_named(chat):
    await chat.says("60 min run rpe 7")
    await chat.taps("Save")
    over = Pause(reason="ill", since=dt.date(2026, 10, 1), until=dt.date(2026, 10, 9))
    chat.backend.reminders[chat.state.athlete_id] = Reminders(pause=over)
    for command in ("/week", "/trend"):
        await chat.says(command)
        assert "Paused" not in chat.last.text
