"""An athlete as journeys need one: the fake athlete, with the few things that every journey begins with."""

from tests.fakes.athlete import PATIENCE_SECONDS, Card, FakeAthlete


class Athlete(FakeAthlete):
    """Counts its taps, so that a journey can say how many it took."""

    taps_made = 0

    async def __aexit__(self, *exc: object) -> None:
        await super().__aexit__(*exc)
        if exc[:1] == (None,):  # what else went wrong is worth more than this
            broken = [card.text for card in self.cards if "Something broke here" in card.text]
            assert broken == [], f"a bug was met on the way:\n{self.chat()}"

    async def taps(self, card: Card, label: str) -> str:
        self.taps_made += 1
        return await super().taps(card, label)

    async def begins(self, town: str = "") -> None:
        """The first minute: consent, and the town; Berlin is one of those to tap."""
        await self.starts()
        await self.taps(await self.sees("I keep your training log"), "OK")
        asked = await self.sees("What time is it for you now?")
        if town:
            await self.says(town)
        else:
            await self.taps(asked, "Berlin")
        await self.sees("All set.")
        self.taps_made = 0

    async def logs(self, text: str) -> Card:
        """One message and Save; the saved card."""
        await self.says(text)
        await self.taps(await self.sees_button("Save"), "Save")
        return await self.sees("Saved.")

    async def hears(self, about: Card, other_than: str = "") -> Card:
        """The feedback: the reply to the saved card, with other words than those before the entry changed."""

        def fits(card: Card) -> bool:
            return card.replies_to == about.id and "Why?" in card.buttons and card.text != other_than

        return await self._until(
            lambda: next((card for card in self.cards if fits(card)), None),
            "feedback",
            PATIENCE_SECONDS,
        )

    async def logs_and_hears(self, text: str) -> tuple[Card, Card]:
        """One message, Save, and what the coach says about it: the saved card and the feedback."""
        card = await self.logs(text)
        return card, await self.hears(card)

    @property
    def last(self) -> Card:
        """What stands at the bottom of the chat, of the bot's messages."""
        return self.cards[-1]
