"""Red flags stop the coaching; and the log of a whole run tells nothing of what athletes say."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete
from tests.journeys.programs import ASSEMBLIES

SENTINELS = ("quokka", "wombat", "numbat", "bilby")
END_OF_TIME = 10**17
"""A date that the specification allows and no calendar holds, so that the update cannot be read."""


@pytest.mark.parametrize(
    ("said", "urgent"),
    [
        ("40 min run rpe 8, tight chest and dizzy", "emergency number"),
        ("60 min ride rpe 6, fainted at the end", "emergency number"),
        ("30 min run rpe 4, hit my head and have a headache", "emergency"),
    ],
)
async def test_a_red_flag_stops_the_coaching(athlete: Athlete, said: str, urgent: str) -> None:
    await athlete.says(said)
    card = await athlete.sees("Shall I keep the session in your log, without comment?")
    assert "top training" in card.text
    assert urgent in card.text
    assert "AU" not in card.text
    assert card.buttons == ["Keep", "Don’t"]
    await athlete.taps(card, "Keep")
    kept = await athlete.sees("Kept in your log, without comment:")
    assert "top training" in kept.text, "the advice stays in sight"
    await athlete.logs_and_hears("20 min walk rpe 1")  # its feedback comes after where the other's would have
    assert [each.replies_to for each in athlete.cards].count(kept.id) == 0


async def test_a_kept_red_flag_stays_without_comment_when_it_is_edited(athlete: Athlete) -> None:
    await athlete.says("40 min run rpe 8, tight chest and dizzy")
    await athlete.taps(await athlete.sees("Shall I keep the session"), "Keep")
    await athlete.taps(await athlete.sees("Kept in your log"), "Edit")
    await athlete.taps(await athlete.sees("What shall I change?"), "Effort")
    await athlete.taps(await athlete.sees("How hard was it"), "5 hard")
    await athlete.taps(await athlete.sees("What shall I change?"), "Save")
    changed = await athlete.sees("40 min × 5 = 200 AU")
    await athlete.logs_and_hears("20 min walk rpe 1")
    assert [each.text for each in athlete.cards if each.replies_to == changed.id] == []


async def test_a_session_with_a_red_flag_need_not_be_kept(athlete: Athlete) -> None:
    await athlete.says("40 min run rpe 8, tight chest and dizzy")
    await athlete.taps(await athlete.sees("Shall I keep the session"), "Don’t")
    closed = await athlete.sees("Not kept; your log is as it was.")
    assert "top training" in closed.text
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")


async def test_a_red_flag_in_a_note_wins_over_the_open_card(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7")
    await athlete.sees("Load 420 AU")
    await athlete.says("my chest hurts")
    await athlete.sees("Shall I keep the session in your log, without comment?")


async def test_a_red_flag_is_answered_before_consent_too(newcomer: Athlete) -> None:
    await newcomer.says("I have chest pain since my run")
    await newcomer.sees("emergency number")


@pytest.mark.parametrize("typed", ["I want to kill myself", "i don't want to live anymore"])
async def test_thoughts_of_self_harm_are_met_with_help(athlete: Athlete, typed: str) -> None:
    await athlete.says(typed)
    card = await athlete.sees("crisis line")
    assert "988" in card.text


async def test_the_log_of_a_whole_run_tells_nothing(
    mode: str, tmp_path: Path, logging_as_before: None, capfd: pytest.CaptureFixture[str]
) -> None:
    # Started here and not by a fixture, because capfd captures into one place while fixtures begin, and another now.
    with ASSEMBLIES[mode](tmp_path) as bot:
        chat_id = await everything_once(bot)
        bot.restart()
        written = "".join(capfd.readouterr()) + bot.logs()
        secrets = (bot.token, bot.token.partition(":")[2], bot.secret)
    for handler in ("text", "edited text", "tap e", "/trend", "/delete_me"):
        assert f'"handler": "{handler}"' in written
    assert "telegram_unreachable" in written
    assert "set_aside" in written
    said = (*SENTINELS, "Quendolin", "tight chest", "fresh 4", "Berlin")
    assert [word for word in (*said, str(chat_id), *secrets) if word.casefold() in written.casefold()] == []


async def everything_once(bot: Assembly) -> int:
    """A life with the bot, trouble included; the chat's id."""
    note, town, small_talk, edited = SENTINELS
    async with Athlete(bot, first_name="Quendolin") as athlete:
        await athlete.starts(small_talk)
        await athlete.taps(await athlete.sees("I keep your training log"), "OK")
        await athlete.sees("What time is it")
        await athlete.says(town)
        await athlete.sees("I know no town")
        await athlete.says("Berlin")
        await athlete.sees("All set.")
        typed = await athlete.says(f"61 min run rpe 7, fresh 4/5, {note}")
        await athlete.sees_button("Save")
        await athlete.edits(typed, f"61 min run rpe 7, fresh 4/5, {edited}")
        await athlete.taps(await athlete.sees(edited), "Save")
        await athlete.signs_in()
        feedback = await athlete.hears(await athlete.sees("Saved."))
        await athlete.taps(feedback, "Why?")
        await athlete.sees("61 min × RPE 7")
        await athlete.says(f"hello {small_talk}")
        await athlete.sees("I found no session")
        await athlete.says(f"/{small_talk}")
        await athlete.sees("is no command here")
        bot.trouble(method="sendMessage", drop_connection=True, times=1)
        await athlete.says(f"40 min run rpe 8, tight chest, {note}")
        await athlete.taps(await athlete.sees("Shall I keep the session"), "Keep")
        await athlete.sees("Kept in your log")
        await athlete.sends_update({"message": {"text": note, "date": END_OF_TIME}})
        for command in ("/week", "/trend", "/history", "/settings", "/export"):
            await athlete.says(command)
            await athlete.sees("")
        await athlete.says("/delete_me")
        await athlete.taps(await athlete.sees("Delete everything?"), "Delete everything")
        await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
        await athlete.sees("Everything is gone")
        return athlete.id


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """The other programs of this run go on logging where they did; ``capfd`` closes what it captured into."""
    backend = logging.getLogger("backend")
    ours, handlers = backend.handlers[:], logging.root.handlers[:]
    yield
    backend.handlers[:] = ours
    logging.root.handlers[:] = handlers
