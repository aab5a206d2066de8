"""/history, /week, /trend."""

import pytest


async def logs(chat, *texts):
    for text in texts:
        await chat.says(text)
        await chat.taps("Save", chat.last.id)


async def week_of_runs(chat, days=28):
    await logs(chat, *(f"{30 + 5 * (n % 4)} min run rpe 5 {n} days ago" for n in range(days - 1, 0, -1)))
    await logs(chat, "60 min run rpe 7")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/history", "Your log is empty."),
        ("/week", "Nothing logged yet."),
        ("/trend", "Nothing to draw yet."),
    ],
)
async def test_an_empty_log_says_how_to_begin(chat, command, told):
    await chat.says(command)
    chat.sees(told)


async def test_history_pages_in_place(chat):
    await logs(chat, *(f"{10 + n} min run rpe 5 {n + 1} days ago" for n in range(12)))
    await chat.says("/history")
    listed = chat.last.id
    chat.sees("Your log: 12 entries · 1–5, newest first.")
    assert "Run 10 min" in next(iter(chat.last.buttons))
    await chat.taps("older ›")
    await chat.taps("older ›")
    chat.sees("11–12, newest first.")
    assert "older ›" not in chat.last.buttons
    await chat.taps("‹ newer")
    chat.sees("6–10, newest first.")
    assert chat.last.id == listed


async def test_a_line_of_the_history_opens_the_card_and_goes_back(chat):
    await logs(chat, "60 min run rpe 7, legs heavy")
    await chat.says("/history")
    await chat.taps("Sun 22 Nov · Run 60 min · 420 AU")
    assert list(chat.last.buttons) == ["Edit", "Delete", "‹ Back to the list"]
    chat.sees("legs heavy")
    await chat.taps("‹ Back to the list")
    chat.sees("Your log: 1 entry · newest first.")


async def test_delete_in_the_history_can_be_put_back(chat):
    await logs(chat, "60 min run rpe 7")
    await chat.says("/history")
    await chat.taps("Sun 22 Nov · Run 60 min · 420 AU")
    await chat.taps("Delete")
    chat.sees("Taken back: Run")
    await chat.taps("Put back")
    assert len(chat.entries) == 1


async def test_an_old_history_list_opens_at_its_first_page(chat):
    await logs(chat, *(f"{10 + n} min run rpe 5" for n in range(7)))
    await chat.says("/history")
    old = chat.last
    await chat.says("/history")
    await chat.taps_data("h:1", old)
    assert "1–5, newest first." in old.text


async def test_the_week_stands_beside_the_last_and_names_its_variant(chat):
    await week_of_runs(chat)
    await chat.says("/week")
    chat.sees("7 of 7 days logged. The week before")
    chat.sees("AU (+")
    chat.sees("Ratio 1.")
    chat.sees("(coupled): acute")
    chat.sees("AU a day over 7 days, chronic")
    chat.sees("Mon 200 · Tue 175 · Wed 150 · Thu 225 · Fri 200 · Sat 175 · Sun 420")
    chat.sees("Hardest day: Sun 22 Nov, 420 AU.")
    chat.sees("To think about: Your days were much alike.")
    assert chat.last.photo == b"week"
    assert len(chat.weeks_drawn[-1]) == 14


async def test_too_little_history_says_what_is_missing_and_what_there_is(chat):
    await logs(chat, "60 min run rpe 7")
    await chat.says("/week")
    chat.sees("Ratio: I need 28 days, you have 1. Until then: this week 420 AU.")
    chat.sees("Monotony: no value, because it needs two training days in seven.")


async def test_a_session_without_effort_is_left_out_and_said_so(chat):
    await logs(chat, "60 min run rpe 7 yesterday")
    await chat.says("45 min swim")
    await chat.taps("I don’t know")
    await chat.taps("Save")
    chat.sees("(days without a known effort left out)")
    await chat.says("/week")
    chat.sees("Days without a known effort are left out.")
    chat.sees("effort not known")


async def test_the_trend_is_a_picture_with_its_words(chat):
    await week_of_runs(chat)
    await chat.says("/trend")
    assert chat.last.photo == b"png"
    assert chat.bot.calls[-2:] == ["action upload_photo", "send_photo"]
    chat.sees("Daily load Mon 26 Oct to Sun 22 Nov:")
    assert list(chat.last.buttons) == ["✓ 4 weeks", "3 months", "A year", "Why?"]


async def test_a_young_log_is_drawn_without_the_empty_days_before_it(chat):
    await logs(chat, "60 min run rpe 7")
    await chat.says("/trend")
    assert len(chat.drawn[-1].points) == 14


async def test_days_before_a_log_began_are_not_held_against_it(chat):
    await logs(chat, "60 min run rpe 7")
    await chat.says("/trend")
    assert chat.last.text.startswith("Your log began today: 420 AU so far.\nRatio: I need 28 days, you have 1.")
    await chat.says("/week")
    chat.sees("Week to Sun 22 Nov: 420 AU, 1 of 7 days logged. Your log began on Sun 22 Nov.")
    # two days later, one of them logged
    chat.at("2026-11-24 10:00")
    await logs(chat, "30 min run rpe 3")
    await chat.says("/trend")
    chat.sees("Your log began on Sun 22 Nov: 510 AU since then, at most 420 AU a day, 2 of 3 days logged.")
    # and where it fills the picture, it is the picture's days
    chat.at("2026-12-05 10:00")
    await chat.says("/trend")
    chat.sees("Daily load Sun 22 Nov to Sat 5 Dec: 510 AU in all, at most 420 AU a day, 2 of 14 days logged.")


async def test_check_ins_before_the_first_session_make_no_empty_log(chat):
    await chat.says("/checkin")
    await chat.says("44444")
    await chat.says("/trend")
    assert chat.last.text.startswith("No session logged yet.\nReadiness: 1 check-in at 20 of 25.")


async def test_another_range_is_drawn_into_the_same_message(chat):
    await logs(chat, "60 min run rpe 7 300 days ago", "60 min run rpe 7")
    await chat.says("/trend")
    picture = chat.last.id
    await chat.taps("A year")
    assert chat.last.id == picture
    assert len(chat.drawn[-1].points) == 301
    assert "✓ A year" in chat.last.buttons
    await chat.taps("✓ A year")
    assert chat.last.id == picture


async def test_a_week_without_any_known_effort_is_not_called_zero(chat):
    await chat.says("60 min run")
    await chat.taps("I don’t know")
    await chat.taps("Save")
    chat.sees("Week: load not known, 1 of 7 days logged")
    await chat.says("/week")
    chat.sees("load not known, 1 of 7 days logged.")
    assert "0 AU" not in chat.last.text
