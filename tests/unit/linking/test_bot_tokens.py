"""The bot's own token: kept as long as it is good, renewed once, and never somebody else's."""

import asyncio
import datetime as dt

import pytest

from backend.errors import SignInUnavailable
from bot.linking.bot_tokens import BotTokens
from bot.linking.cognito import UnexpectedAnswer
from tests.fakes.cognito import BOT, FakeCognito

NOW = dt.datetime(2026, 11, 22, 17, 40, tzinfo=dt.UTC)


class Clock:
    time = NOW

    def now(self) -> dt.datetime:
        return self.time


@pytest.fixture
def server() -> FakeCognito:
    return FakeCognito()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def secrets() -> list[str]:
    """The one that is last is the one to be shown."""
    return ["one"]


@pytest.fixture
def tokens(server, clock, secrets) -> BotTokens:
    return BotTokens(server.client(), BOT, lambda: secrets[-1], clock)


async def test_it_is_for_what_only_the_bot_may_say(tokens):
    assert (await tokens.bot_token()).startswith("ai-tracker/bot ")


async def test_it_is_kept_until_five_minutes_before_it_expires(tokens, clock):
    first = await tokens.bot_token()
    clock.time = NOW + dt.timedelta(minutes=54)
    assert await tokens.bot_token() == first
    clock.time = NOW + dt.timedelta(minutes=56)
    assert await tokens.bot_token() != first


async def test_one_that_was_refused_is_not_handed_out_again(tokens):
    first = await tokens.bot_token()
    tokens.forget_bot_token()
    assert await tokens.bot_token() != first


async def test_many_at_once_ask_once(tokens, server):
    assert len(set(await asyncio.gather(*(tokens.bot_token() for _ in range(20))))) == 1
    assert server.asked.count("/oauth2/token") == 1


async def test_one_who_gives_up_stops_nobody_else(tokens):
    impatient, patient = (asyncio.create_task(tokens.bot_token()) for _ in range(2))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient


async def test_a_silent_issuer_is_said_and_asked_again_the_next_time(tokens, server):
    server.down = True
    with pytest.raises(SignInUnavailable):
        await tokens.bot_token()
    server.down = False
    assert await tokens.bot_token()


async def test_a_secret_that_was_replaced_is_read_again(tokens, server, secrets):
    server.bot_secret = "two"
    with pytest.raises(UnexpectedAnswer, match="invalid_client"):
        await tokens.bot_token()
    secrets.append("two")
    assert await tokens.bot_token()
