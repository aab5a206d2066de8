"""The chats outlive a restart of the sandbox."""

from pathlib import Path

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.server import Sandbox, start
from tests.fakes.athlete import FakeAthlete
from tests.fakes.pictures import picture

TOKEN = "31:snapshot-bot-token"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "sandbox" / "state.json"


def bot_on(sandbox: Sandbox) -> Bot:
    return Bot(TOKEN, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot")


@pytest.fixture
async def before(state: Path) -> dict[str, int]:
    """A sandbox that was used and closed: a card, a picture, an unread message."""
    sandbox = await start(strict_spec=True, state_file=state)
    async with bot_on(sandbox) as bot, FakeAthlete(sandbox.url, first_name="Ines") as athlete:
        await athlete.starts()
        (update,) = await bot.get_updates()
        await bot.get_updates(offset=update.update_id + 1)
        await bot.set_my_commands([BotCommand("log", "Log")])
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Undo", callback_data="undo")]])
        card = await bot.send_message(athlete.id, "Saved.", reply_markup=keyboard)
        photo = await bot.send_photo(athlete.id, picture())
        await athlete.says("unread")
        ids = {"athlete": athlete.id, "card": card.message_id, "photo": photo.message_id, "update": update.update_id}
    await sandbox.close()
    return ids


async def test_after_a_restart_the_chat_goes_on(state: Path, before: dict[str, int]) -> None:
    # GIVEN the sandbox started again
    sandbox = await start(strict_spec=True, state_file=state)
    async with bot_on(sandbox) as bot, FakeAthlete(sandbox.url, athlete_id=before["athlete"]) as athlete:
        # THEN the unread message still waits
        (update,) = await bot.get_updates()
        assert update.message is not None
        assert update.message.text == "unread"
        # AND cards can be edited, files downloaded, commands are there
        await bot.edit_message_text("Taken back.", athlete.id, before["card"])
        await athlete.sees("Taken back.")
        shown = next(card for card in athlete.cards if card.id == before["photo"])
        assert await athlete.downloads(shown) == picture()
        assert [command["command"] for command in await athlete.menu()] == ["log"]
        # AND new numbers are larger than any before, even those that a crash kept from being written
        await athlete.says("new")
        assert (await bot.get_updates())[-1].update_id > before["update"] + 500
    await sandbox.close()


async def test_a_file_that_cannot_be_read_is_put_aside(state: Path, before: dict[str, int]) -> None:
    state.write_text('{"version": 1, "athletes": [')  # noqa: ASYNC240 - a few bytes
    sandbox = await start(state_file=state)
    assert [user["first_name"] for user in sandbox.world.athletes.values()] == ["Ada"]
    await sandbox.close()
    assert state.with_suffix(".unreadable").read_text() == '{"version": 1, "athletes": ['


async def test_a_webhook_is_served_again_after_a_restart(state: Path) -> None:
    sandbox = await start(state_file=state)
    async with bot_on(sandbox) as bot:
        await bot.set_webhook("http://127.0.0.1:9/", secret_token="abc")
    await sandbox.close()
    sandbox = await start(state_file=state)
    async with bot_on(sandbox) as bot:
        assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/"
    await sandbox.close()


async def test_another_bot_after_a_restart_gets_a_chat_of_its_own(state: Path, before: dict[str, int]) -> None:
    sandbox = await start(strict_spec=True, state_file=state)
    async with FakeAthlete(sandbox.url, athlete_id=before["athlete"]) as athlete:
        assert "Saved." in athlete.chat()
        async with Bot("32:another-bot-token", base_url=f"{sandbox.url}/bot") as bot:
            await athlete.starts()
            await bot.send_message(athlete.id, "I am new.")
            await athlete.sees("I am new.")
            assert "Saved." not in athlete.chat()
    await sandbox.close()


async def test_files_that_nothing_refers_to_any_more_go(state: Path, before: dict[str, int]) -> None:
    stray = state.parent / "files" / "stray"
    stray.write_bytes(b"left over")
    sandbox = await start(state_file=state)
    await sandbox.close()
    assert len(sandbox.world.files.by_id) == 1
    assert [file.name for file in stray.parent.iterdir()] == [
        stored.unique_id for stored in sandbox.world.files.by_id.values()
    ]
