"""Settings, export, /delete_me, /help, /cancel and the menu of commands."""

import csv
import io
import json
from typing import Any

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete

NOTE = "=SUM(1,2); “ünïcode” 🏃, comma"


async def test_settings_change_zone_and_units(athlete: Athlete) -> None:
    await athlete.says("/settings")
    card = await athlete.sees("Settings")
    assert "Time zone: Europe/Berlin, now 18:4" in card.text
    assert "Language: English" in card.text
    await athlete.taps(card, "1 h 20 min")
    card = await athlete.sees("Durations: like 1 h 20 min")
    await athlete.taps(card, "Change time zone")
    await athlete.sees("What time is it for you now?")
    await athlete.says("Tokyo")
    await athlete.sees("Asia/Tokyo it is.")
    await athlete.says("80 min ride rpe 5")
    await athlete.sees("1 h 20 min")
    await athlete.says("/settings")
    card = await athlete.sees("Time zone: Asia/Tokyo, now 02:4")
    assert "✓ 1 h 20 min" in card.buttons


async def test_the_export_is_all_that_was_logged(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 7, fresh 4/5")
    await athlete.says(f"yesterday 40 min swim rpe 5, note: {NOTE}")
    await athlete.taps(await athlete.sees_button("Save"), "Save")
    feedback = await athlete.hears(await athlete.sees("Saved."))
    await athlete.logs("2 days ago rest day")
    await athlete.says("/export")
    as_json = await athlete.sees_file(".json")
    as_csv = await athlete.sees_file(".csv")
    assert "Everything that is stored about you: 3 entries" in as_json.text

    export: dict[str, Any] = json.loads(await athlete.downloads(as_json))
    assert export["athlete"]["zone"] == "Europe/Berlin"
    found = {each["entry"]["date"]: each for each in export["entries"]}
    assert set(found) == {"2026-11-18", "2026-11-17", "2026-11-16"}
    run, swim, rest = (found[day]["entry"] for day in sorted(found, reverse=True))
    assert (run["sport"], run["minutes"], run["rpe"], run["load"]) == ("run", 60, 7, 420)
    assert run["feelings"]["freshness"] == 4
    assert swim["note"] == NOTE
    assert rest["kind"] == "rest"
    assert found["2026-11-17"]["feedback"] == feedback.text

    rows = list(csv.DictReader(io.StringIO((await athlete.downloads(as_csv)).decode("utf-8-sig"), newline="")))
    assert {row["date"]: row["load_au"] for row in rows}["2026-11-18"] == "420.0"
    assert next(row["note"] for row in rows if row["date"] == "2026-11-17") == f"'{NOTE}", "no formula in a spreadsheet"


async def test_delete_me_asks_twice_and_then_everything_is_gone(athlete: Athlete, bot: Assembly) -> None:
    words = f"sentinel {athlete.id} quokka"
    await athlete.logs_and_hears(f"60 min run rpe 7, {words}")
    card, _ = await athlete.logs_and_hears("yesterday 50 min ride rpe 5")
    await athlete.taps(card, "Edit")
    await athlete.sees("What shall I change?")
    athlete_id = str((await _export(athlete))["athlete"]["id"])
    assert {kind for kind, _ in bot.stored(athlete_id)} >= {"athletes", "entries", "days", "feedback"}
    assert bot.has_account(athlete_id)
    await athlete.says("/delete_me")
    first = await athlete.sees("Delete everything?")
    assert "2 entries" in first.text
    await athlete.taps(first, "Delete everything")
    second = await athlete.sees("Really delete")
    assert second.buttons[0] == "Keep it", "two quick taps in one place delete nothing"
    await athlete.taps(second, "Yes, delete it all")
    done = await athlete.sees("Everything is gone: 2 entries, 2 comments")
    assert done.id == first.id
    await bot.until_idle()
    assert bot.stored(athlete_id) == []
    assert bot.stored("quokka") == []
    assert bot.stored(str(athlete.id)) == []
    assert not bot.has_account(athlete_id)
    await athlete.says("/week")
    await athlete.sees("I keep your training log")


async def test_delete_me_can_be_stopped_at_both_questions(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Delete everything?"), "Keep it")
    await athlete.sees("Kept. Nothing was deleted.")
    await athlete.says("/delete_me")
    card = await athlete.sees("Delete everything?")
    await athlete.taps(card, "Delete everything")
    await athlete.sees("Really delete")
    await athlete.says("/cancel")
    await athlete.sees("Kept. Nothing was deleted.")
    answer = await athlete.sees_answer(await athlete.taps(athlete.now(card), "Yes, delete it all"))
    assert "old" in answer.text
    await athlete.says("/history")
    await athlete.sees("Your log: 1 entry")


async def test_who_comes_back_begins_with_an_empty_log(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Delete everything?"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("Everything is gone")
    await athlete.begins()
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")
    assert "Week: 100 AU in 1 of 7 days" in (await athlete.logs("20 min walk rpe 5")).text


async def test_buttons_of_a_deleted_log_ask_for_consent_again(athlete: Athlete) -> None:
    card, _ = await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Delete everything?"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("Everything is gone")
    await athlete.taps(card, "Undo")
    await athlete.sees("I keep your training log")


async def test_help_lists_the_menu(athlete: Athlete) -> None:
    await athlete.says("/help")
    help_text = (await athlete.sees("Write a session")).text
    menu = await athlete.menu()
    assert [each["command"] for each in menu] == [
        "log", "week", "trend", "why", "checkin", "ask", "memory", "history", "reminders", "pause", "premium",
        "billing", "settings", "export", "link", "unlink", "whoami", "cancel", "help", "delete_me", "start",
    ]  # fmt: skip
    for each in menu:
        assert f"/{each['command']} {each['description']}" in help_text


async def test_cancel_with_nothing_under_way_says_so(athlete: Athlete) -> None:
    await athlete.says("/cancel")
    await athlete.sees("Nothing is under way.")


async def test_cancel_keeps_the_zone(athlete: Athlete) -> None:
    await athlete.says("/settings")
    await athlete.taps(await athlete.sees("Settings"), "Change time zone")
    await athlete.sees("What time is it")
    await athlete.says("/cancel")
    await athlete.sees("Your time zone stays Europe/Berlin.")
    await athlete.says("30 min walk rpe 2")
    await athlete.sees("Load 60 AU")


async def _export(athlete: Athlete) -> dict[str, Any]:
    await athlete.says("/export")
    exported: dict[str, Any] = json.loads(await athlete.downloads(await athlete.sees_file(".json")))
    await athlete.sees_file(".csv")
    return exported
