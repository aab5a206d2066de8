"""Athletes without thumbs: they live inside the fake Telegram's process and answer the moment the bot does."""

import asyncio
from collections.abc import Callable
from time import perf_counter

from sandbox.server import Sandbox
from sandbox.wire import Json

PATIENCE_SECONDS = 60.0

Matches = Callable[[Json], bool]


class Rider:
    """One scripted athlete: says, taps, and waits for the bot's next message that fits."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.id: int = sandbox.world.new_athlete()["id"]
        self._hands = sandbox.hands
        self._chat = sandbox.hands.chat(self.id)
        self.restart()
        self.updates = 0
        self.reply_seconds: list[float] = []

    def restart(self) -> None:
        """Read on from now, after a wait that was cut off."""
        self._events = self._chat.events.follow(self._chat.events.last_id)

    def says(self, text: str) -> None:
        """Send a text."""
        self.updates += 1
        self._hands.says(self.id, text)

    def taps(self, card: Json, label: str) -> None:
        """Tap the first button whose text contains the label."""
        self.updates += 1
        for row in card["reply_markup"]["inline_keyboard"]:
            for button in row:
                if label in button["text"]:
                    self._hands.taps(self.id, card["message_id"], button["callback_data"])
                    return
        raise LookupError(f"no button {label!r} on {card['text']!r}")

    async def sees(self, fits: Matches, *, timed: bool = True) -> Json:
        """The next new or edited message of the bot that fits. ``timed``: keep how long it took."""
        began = perf_counter()
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for _, event in self._events:
                message: Json | None = event.get("message")
                if message is not None and message.get("from", {}).get("is_bot") and fits(message):
                    if timed:
                        self.reply_seconds.append(perf_counter() - began)
                    return message
        raise AssertionError("events never end")


def having(text: str) -> Matches:
    """Messages that contain the text."""
    return lambda message: text in message.get("text", "") or text in message.get("caption", "")


def offering(label: str) -> Matches:
    """Messages with a button that contains the label."""
    return lambda message: any(
        label in button["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row
    )
