import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter

from backend.errors import StoreUnavailable
from bot.inbox import Arrival
from bot.polling import Poller
from bot.telegram_api import TokenRefused
from tests.unit.bot.helpers import Notebook, message


class FakeTelegram:
    """Keeps updates until they are acknowledged by a later offset, as Telegram does; then ends the test's poller."""

    def __init__(self, *pending: int) -> None:
        self.pending = list(pending)
        self.answers: list[Exception | None] = []
        self.offsets: list[int | None] = []
        self.quiet_polls = 0

    async def updates(self, offset: int | None) -> list[Any]:
        self.offsets.append(offset)
        if self.answers and (error := self.answers.pop(0)) is not None:
            raise error
        if offset is not None:
            self.pending = [each for each in self.pending if each >= offset]
        if not self.pending:
            self.quiet_polls += 1
            if self.quiet_polls > 2:
                raise asyncio.CancelledError
        return [message(each) for each in self.pending[:2]]


class Shelf:
    """Stores batches; refuses while ``broken`` says so."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.broken = 0
        self.told: list[list[int]] = []

    async def store(self, batch: Sequence[Arrival]) -> None:
        if self.broken:
            self.broken -= 1
            raise StoreUnavailable
        self.ids += [each.update_id for each in batch]

    async def unstored(self, batch: Sequence[Arrival]) -> None:
        self.told.append([each.update_id for each in batch])


class Run:
    def __init__(self, telegram: FakeTelegram, shelf: Shelf | None = None) -> None:
        self.telegram = telegram
        self.shelf = shelf or Shelf()
        self.log = Notebook()
        self.pauses: list[float] = []

    async def until_quiet(self) -> "Run":
        async def sleep(seconds: float) -> None:
            self.pauses.append(seconds)

        poller = Poller(self.telegram, self.shelf.store, self.shelf.unstored, self.log, sleep)
        with pytest.raises(asyncio.CancelledError):
            await poller.run()
        return self


async def test_all_updates_are_stored_in_order_and_acknowledged_after_that() -> None:
    run = await Run(FakeTelegram(100, 101, 102)).until_quiet()

    assert run.shelf.ids == [100, 101, 102]
    assert run.telegram.pending == []
    assert run.telegram.offsets[:3] == [None, 102, 103]


async def test_an_acknowledgement_is_made_once_so_that_a_smaller_number_later_is_not_thrown_away() -> None:
    telegram = FakeTelegram(100)
    run = await Run(telegram).until_quiet()

    assert telegram.offsets[:3] == [None, 101, None]
    assert run.shelf.ids == [100]


async def test_the_offset_stays_while_the_batch_cannot_be_stored() -> None:
    shelf = Shelf()
    shelf.broken = 3

    run = await Run(FakeTelegram(100, 101), shelf).until_quiet()

    assert run.shelf.ids == [100, 101]
    assert run.pauses == [1, 2, 4]
    assert run.telegram.offsets[:2] == [None, 102]
    assert run.log.events() == ["inbox_unavailable", "inbox_available"]
    assert shelf.told == [[100, 101]]


async def test_an_offset_whose_poll_was_lost_is_sent_again() -> None:
    telegram = FakeTelegram(100)
    telegram.answers = [None, NetworkError("torn"), None]

    await Run(telegram).until_quiet()

    assert telegram.offsets[:3] == [None, 101, 101]


async def test_an_unreachable_telegram_is_waited_for_longer_and_longer_and_mentioned_once() -> None:
    telegram = FakeTelegram(1)
    telegram.answers = [NetworkError("down")] * 8

    run = await Run(telegram).until_quiet()

    assert run.pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert run.log.events() == ["telegram_unreachable", "polling_again"]
    assert run.shelf.ids == [1]


async def test_patience_is_given_as_asked_for() -> None:
    telegram = FakeTelegram()
    telegram.answers = [RetryAfter(7)]

    assert (await Run(telegram).until_quiet()).pauses == [pytest.approx(7.1)]


async def test_another_program_with_the_same_token_is_named() -> None:
    telegram = FakeTelegram()
    telegram.answers = [Conflict("terminated by other getUpdates request")]

    assert (await Run(telegram).until_quiet()).log.events()[0] == "another_program_gets_the_updates"


async def test_a_refused_token_ends_the_program_with_one_sentence_without_the_token() -> None:
    telegram = FakeTelegram()
    telegram.answers = [InvalidToken("The token `123:secret` was rejected")]
    shelf = Shelf()

    with pytest.raises(TokenRefused, match=r"^TELEGRAM_BOT_TOKEN is refused by Telegram") as refused:
        await Poller(telegram, shelf.store, shelf.unstored, Notebook()).run()

    assert "secret" not in str(refused.value)
