"""An athlete of the deployed stack, who signs in on Cognito's page as a browser does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

from sandbox.cloud.deploy import Stack
from sandbox.cloud.local import Account, make_account
from sandbox.server import Sandbox
from tests.fakes.athlete import Card, FakeAthlete
from tests.fakes.hosted_page import payload_in, sign_in

PATIENCE = 60.0
"""Seconds. What is said passes through API Gateway, queues and several functions, some of them cold."""


class Athlete(FakeAthlete):
    """Knows how to begin, to connect an account and to log."""

    account: Account

    @property
    def athlete_id(self) -> UUID:
        """What the backend knows them by, once they have connected."""
        return UUID(self.account.sub)

    async def begins(self) -> None:
        """Consent and the town."""
        await self.starts()
        await self.taps(await self.sees("I keep your training log"), "OK")
        await self.taps(await self.sees("What time is it for you now?"), "Berlin")
        await self.sees("All set.")

    async def connects(self, account: Account) -> None:
        """From ``/link`` through the sign-in page and back."""
        self.account = account
        await self.says("/link")
        await self.signs_in(await self.sees_button("Connect account"), account)
        await self.sees("Connected as")

    async def signs_in(self, card: Card, account: Account) -> None:
        """The page behind the card's button, its form, and the link on the page that it leads to."""
        page = await asyncio.to_thread(sign_in, _url_of(card), account)
        await self.starts(payload_in(page))

    async def logs(self, text: str) -> Card:
        """One message and Save; the saved card."""
        await self.says(text)
        await self.taps(await self.sees_button("Save"), "Save")
        return await self.sees("Saved.")


@asynccontextmanager
async def connected(stack: Stack, telegram: Sandbox, name: str) -> AsyncIterator[Athlete]:
    """Somebody with an account of their own, ready to log."""
    account = await asyncio.to_thread(make_account, stack, f"{name.lower()}-{uuid4().hex[:8]}@example.org")
    async with Athlete(telegram.url, first_name=name, language_code="en", patience=PATIENCE) as athlete:
        await athlete.begins()
        await athlete.connects(account)
        yield athlete


async def until(holds: Callable[[], bool]) -> None:
    """Look until it holds; what is waited for is in other processes."""
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.1)


def _url_of(card: Card) -> str:
    [url] = [button["url"] for row in card.message["reply_markup"]["inline_keyboard"] for button in row]
    return str(url)
