"""An athlete as journeys need one: the fake athlete, with the few things that every journey begins with."""

import asyncio

from tests.fakes.athlete import Card, FakeAthlete
from tests.journeys.assembly import Assembly


class Athlete(FakeAthlete):
    """Of one assembly. Counts its taps, so that a journey can say how many it took."""

    taps_made = 0

    def __init__(
        self,
        bot: Assembly,
        *,
        athlete_id: int | None = None,
        first_name: str | None = None,
        language_code: str | None = None,
    ) -> None:
        super().__init__(
            bot.sandbox_url,
            athlete_id=athlete_id,
            first_name=first_name,
            language_code=language_code,
            patience=bot.patience,
        )
        self._bot = bot
        self._cards_of_the_start: set[int] = set()

    async def __aexit__(self, *exc: object) -> None:
        await super().__aexit__(*exc)
        if exc[:1] == (None,):  # what else went wrong is worth more than this
            broken = [card.text for card in self.cards if "Something broke here" in card.text]
            assert broken == [], f"a bug was met on the way:\n{self.chat()}"

    async def taps(self, card: Card, label: str) -> str:
        self.taps_made += 1
        return await super().taps(card, label)

    async def begins(self, town: str = "") -> None:
        """The first minute: consent, and the town; Berlin is one of those to tap. Then the account, if there is one."""
        await self.starts()
        await self.taps(await self.sees("I keep your training log"), "OK")
        asked = await self.sees("What time is it for you now?")
        if town:
            await self.says(town)
        else:
            await self.taps(asked, "Berlin")
        await self.sees("All set.")
        if self._bot.signs_in:
            await self.says("/link")
            await self.signs_in()
            await self.sees("Connected as")
        self.taps_made = 0
        self._cards_of_the_start = {card.id for card in self.cards}

    async def signs_in(self) -> None:
        """Connect an account, where the bot asks for one; it goes on with what it was asked for."""
        if self._bot.signs_in:
            card = await self._waits(lambda card: bool(card.url), "the way to the sign-in page", None)
            await self.starts(await asyncio.to_thread(self._bot.sign_in, card.url))

    async def logs(self, text: str) -> Card:
        """One message and Save; the saved card."""
        await self.says(text)
        await self.taps(await self.sees_button("Save"), "Save")
        return await self.sees("Saved.")

    async def hears(self, about: Card, other_than: str = "") -> Card:
        """The feedback: the reply to the saved card, with other words than those before the entry changed."""

        def fits(card: Card) -> bool:
            return card.replies_to == about.id and "Why?" in card.buttons and card.text != other_than

        return await self._until(lambda: next((card for card in self.cards if fits(card)), None), "feedback", None)

    async def logs_and_hears(self, text: str) -> tuple[Card, Card]:
        """One message, Save, and what the coach says about it: the saved card and the feedback."""
        card = await self.logs(text)
        return card, await self.hears(card)

    @property
    def answers(self) -> list[Card]:
        """What the bot has said since the first minute."""
        return [card for card in self.cards if card.id not in self._cards_of_the_start]

    @property
    def last(self) -> Card:
        """What stands at the bottom of the chat, of the bot's messages."""
        return self.cards[-1]
