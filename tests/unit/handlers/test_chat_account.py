"""/settings, /export, /delete_me, /cancel, the commands."""

import json

import pytest

from backend.errors import NoConsent
from backend.store.tables import metadata


async def test_the_time_zone_is_changed_by_typing_a_town(chat):
    await chat.says("/settings")
    chat.sees("Time zone: Europe/Berlin, now 18:40")
    await chat.taps("Change time zone")
    await chat.says("Tokyo")
    assert chat.state.zone == "Asia/Tokyo"
    assert chat.backend.athletes[chat.state.athlete_id].zone == "Asia/Tokyo"
    chat.sees("Asia/Tokyo it is.")


async def test_durations_can_be_shown_in_hours(chat):
    await chat.says("/settings")
    await chat.taps("1 h 20 min")
    await chat.says("80 min ride rpe 5")
    chat.sees("Ride · today · 1 h 20 min")


async def test_cancel_ends_the_question_for_the_zone(chat):
    await chat.says("/settings")
    await chat.taps("Change time zone")
    await chat.says("/cancel")
    chat.sees("Your time zone stays Europe/Berlin.")
    await chat.says("60 min run rpe 5")
    chat.sees("Load 300 AU")


async def test_cancel_takes_the_open_card_off_the_table(chat):
    await chat.says("60 min run rpe 5")
    await chat.says("/cancel")
    chat.sees("Cancelled. Nothing was saved.")
    await chat.says("/cancel")
    chat.sees("Nothing is under way.")


async def test_export_sends_everything_as_json_and_csv(chat):
    await chat.says("60 min run rpe 7, =HYPERLINK(evil)")
    await chat.taps("Save")
    await chat.says("/export")
    files = {shown.file[0]: shown.file[1] for shown in chat.bot.shown.values() if shown.file}
    assert list(files) == ["training-2026-11-22.json", "training-2026-11-22.csv"]
    exported = json.loads(files["training-2026-11-22.json"])
    assert exported["entries"][0]["entry"]["note"] == chat.entries[0].note
    csv = files["training-2026-11-22.csv"].decode("utf-8-sig").splitlines()
    assert csv[0].startswith("date,kind,sport,minutes,rpe,load_au")
    assert csv[1].startswith("2026-11-22,session,run,60,7.0,420.0")
    assert "'=well done" in csv[1]
    chat.sees("Everything that is stored about you: 1 entry.")


async def test_delete_me_asks_twice_then_everything_is_gone(chat):
    await chat.says("60 min run rpe 7")
    await chat.taps("Save")
    me = chat.state.athlete_id
    await chat.says("/delete_me")
    chat.sees("That is 1 entry with its comment,")
    await chat.taps("Delete everything")
    assert me in chat.backend.athletes
    # The two questions have their buttons in swapped places: two quick taps delete nothing.
    assert list(chat.last.buttons) == ["Keep it", "Yes, delete it all"]
    await chat.taps("Yes, delete it all")
    chat.sees("Everything is gone: 1 entry")
    assert me not in chat.backend.athletes
    assert chat.backend.forgotten == [me]
    assert not chat.state.worth_keeping
    await chat.says("60 min run rpe 7")
    chat.sees("I keep your training log")


ATHLETES_OWN = {
    "athletes": "settings",
    "check_ins": "check-ins",
    "entries": "1 entry",
    "feedback": "its comment",
    "memory": "remembers",
    "pauses": "pauses",
    "payments": "payments",
    "premium_accounts": "premium",
    "premium_changes": "premium",
    "purchases": "payments",
    "questions": "what you asked the coach, what it answered",
    "reminders": "reminders",
    "tones": "settings",
    "votes": "votes",
}
"""Tables that hold what an athlete said or chose, and how the chat calls it."""
WORKED_OUT = {"days", "dues", "coach_days"}
PASSING = {"outbox", "executions", "stripe_events", "erased_customers"}
NOBODYS = {"coach_months", "signing_keys"}


@pytest.mark.parametrize("command", ["/whoami", "/delete_me"])
async def test_what_is_stored_is_named_whole(chat, command):
    await chat.says("60 min run rpe 7")
    await chat.taps("Save")
    await chat.says(command)
    assert [name for name, called in ATHLETES_OWN.items() if called not in chat.last.text] == []
    assert set(metadata.tables) == set(ATHLETES_OWN) | WORKED_OUT | PASSING | NOBODYS, "a new one has to be named"


async def test_delete_me_can_be_stopped_at_both_questions(chat):
    await chat.says("/delete_me")
    await chat.taps("Keep it")
    chat.sees("Kept. Nothing was deleted.")
    await chat.says("/delete_me")
    await chat.taps("Delete everything")
    await chat.taps("Keep it")
    assert chat.state.athlete_id in chat.backend.athletes


async def test_an_old_delete_button_deletes_nothing(chat):
    await chat.says("/delete_me")
    old, data = chat.last, chat.last.buttons["Delete everything"].replace("sure", "gone")
    await chat.says("/cancel")
    await chat.taps_data(data, old)
    assert chat.state.athlete_id in chat.backend.athletes
    await chat.says("/delete_me")
    await chat.taps_data(data, old)
    assert chat.state.athlete_id in chat.backend.athletes
    assert chat.bot.toasts[-1] == "This card is old. /delete_me asks again."


async def test_a_deletion_that_was_done_before_a_crash_is_told_as_done(chat):
    await chat.says("/delete_me")
    await chat.taps("Delete everything")
    chat.backend.fails = [NoConsent()]
    await chat.taps("Yes, delete it all")
    chat.sees("Everything is gone: 0 entries")


async def test_an_athlete_whom_the_backend_forgot_is_asked_for_consent_again(chat):
    chat.backend.athletes.clear()
    await chat.says("/week")
    chat.sees("I keep your training log")
    assert chat.state.athlete_id is None


async def test_one_list_is_the_menu_the_help_and_the_dispatcher(chat):
    await chat.dialogue.publish_commands()
    menu = chat.bot.menus[None]
    assert set(menu) == {
        "start", "log", "history", "trend", "week", "settings", "export", "link", "unlink", "whoami", "delete_me",
        "help", "ask", "memory", "cancel", "checkin", "reminders", "pause", "why", "premium", "billing",
    }  # fmt: skip
    await chat.says("/help")
    assert all(f"\n/{name} " in chat.last.text for name in menu)
