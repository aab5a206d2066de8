"""An athlete at the sandbox's chat page, for tests that read like the chat.

It speaks the page API over HTTP, so it works against a sandbox in this process or in another one. It reads the
chat's events as they come and never sleeps: waiting is for the next event, with a deadline.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import aiohttp

Json = dict[str, Any]
PATIENCE_SECONDS = 10.0
Found = TypeVar("Found")


class NotSeen(AssertionError):
    """What the athlete waited for did not come; the message shows the whole chat."""


@dataclass(frozen=True)
class Card:
    """A message of the bot as it looked when the athlete saw it."""

    message: Json

    @property
    def id(self) -> int:
        return int(self.message["message_id"])

    @property
    def text(self) -> str:
        """Text or caption."""
        return str(self.message.get("text", self.message.get("caption", "")))

    @property
    def rows(self) -> list[list[str]]:
        """Labels of the inline buttons, row by row."""
        return [[str(button["text"]) for button in row] for row in self._keyboard]

    @property
    def buttons(self) -> list[str]:
        """Labels of the inline buttons, in reading order."""
        return [label for row in self.rows for label in row]

    @property
    def entities(self) -> list[Json]:
        found: list[Json] = self.message.get("entities") or self.message.get("caption_entities") or []
        return found

    @property
    def file(self) -> Json | None:
        """The document or the largest picture, if there is one."""
        found: Json | None = self.message.get("document") or (self.message.get("photo") or [None])[-1]
        return found

    @property
    def replies_to(self) -> int | None:
        """The id of the quoted message."""
        reply = self.message.get("reply_to_message")
        return None if reply is None else int(reply["message_id"])

    @property
    def url(self) -> str:
        """The address that the card's first button opens in the browser, if it does."""
        return next((str(button["url"]) for row in self._keyboard for button in row if "url" in button), "")

    def data(self, label: str) -> str:
        """The callback data behind a label: the same words, else the only one that begins with or contains them.

        A label that is no button but some button's data stands for itself.
        """
        buttons = [(str(b["text"]), str(b.get("callback_data", ""))) for row in self._keyboard for b in row]
        for fits in (
            lambda text, data: text == label or data == label,
            lambda text, data: text.startswith(label),
            lambda text, data: label in text,
        ):
            found = {data for text, data in buttons if fits(text, data)}
            if len(found) == 1:
                return found.pop()
            if found:
                raise NotSeen(f"several buttons read like {label!r}: {self.buttons}")
        raise NotSeen(f"no button {label!r} among {self.buttons} under {self.text!r}")

    @property
    def _keyboard(self) -> list[list[Json]]:
        keyboard: list[list[Json]] = self.message.get("reply_markup", {}).get("inline_keyboard", [])
        return keyboard


@dataclass(frozen=True)
class Answer:
    """What a tap was answered with: a short notice, or one that has to be closed."""

    text: str
    alert: bool
    url: str


class FakeAthlete:
    """One athlete in one chat. Use it as ``async with FakeAthlete(sandbox_url) as athlete``.

    "Since the athlete's last action" is what counts as new: each action moves that line.
    """

    def __init__(
        self,
        url: str,
        *,
        athlete_id: int | None = None,
        first_name: str | None = None,
        language_code: str | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self.patience = patience
        """Seconds to wait for what has to come."""
        self.id = athlete_id or 0
        self._wanted = {"first_name": first_name, "language_code": language_code}
        self._http = aiohttp.ClientSession(url, timeout=aiohttp.ClientTimeout(total=None))
        self._messages: dict[int, Json] = {}
        self._events: list[tuple[str, Json]] = []
        self._line = ""
        self._news = asyncio.Condition()
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if not self.id:
            wanted = {name: value for name, value in self._wanted.items() if value}
            async with self._http.post("/sandbox/athletes", json=wanted) as response:
                self.id = (await _checked(response))["id"]
        chat = await self._get("chat")
        self._messages = {message["message_id"]: message for message in chat["messages"]}
        connected = asyncio.Event()
        self._reader = asyncio.create_task(self._read(chat["last_event_id"], connected))
        await connected.wait()
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._reader is not None:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        await self._http.close()

    # ---- what the athlete does ----

    async def says(self, text: str, *, reply_to: Card | None = None) -> int:
        """Write a text; the message's id."""
        body: Json = {"text": text}
        if reply_to is not None:
            body["reply_to_message_id"] = reply_to.id
        return int((await self._act("messages", body))["message_id"])

    async def starts(self, payload: str = "") -> int:
        """Tap Start, or follow a deep link."""
        return int((await self._act("start", {"payload": payload}))["message_id"])

    async def taps(self, card: Card, label: str) -> str:
        """Tap the button with this label (or this callback data); the id of the query.

        The card is as it was seen: one that has changed since is an old card, and its buttons can still be tapped.
        """
        answer = await self._act("taps", {"message_id": card.id, "data": card.data(label)})
        return str(answer["callback_query_id"])

    async def edits(self, message_id: int, text: str) -> None:
        """Change an own message."""
        await self._act("edits", {"message_id": message_id, "text": text})

    async def sends_file(self, name: str, content: bytes, *, kind: str = "document", caption: str = "") -> None:
        """Send a file as "document", "photo", "voice" or "sticker"."""
        form = aiohttp.FormData({"as": kind, "caption": caption})
        form.add_field("file", content, filename=name)
        async with self._http.post(self._path("files"), data=form) as response:
            self._draw_line(response)
            await _checked(response)

    async def sends_sticker(self) -> None:
        """Send a sticker."""
        await self.sends_file("sticker.webp", b"RIFF", kind="sticker")

    async def sends_location(self, latitude: float = 52.52, longitude: float = 13.405) -> None:
        """Send a place."""
        await self._act("locations", {"latitude": latitude, "longitude": longitude})

    async def sends_update(self, update: Json) -> Json:
        """Let Telegram send an odd update (a group, a channel, another bot …); the update with its ids."""
        return await self._act("updates", update)

    async def blocks(self, *, blocked: bool = True) -> None:
        """Block the bot, or let it speak again."""
        await self._act("block", {"blocked": blocked})

    # ---- how the athlete pays in the chat ----

    async def opens_sheet(self, of: Card | str) -> Json:
        """Tap Pay under an invoice, or follow an invoice link; the payment sheet."""
        return await self._act(
            "sheets", {"slug": of.rpartition("$")[2]} if isinstance(of, str) else {"message_id": of.id}
        )

    async def presses_pay(self, sheet: Json, card_number: str = "", *, save_card: bool = False) -> Json:
        """Press Pay, with a card's number where it is not Stars; the sheet while the bot is asked."""
        card = {"card_number": card_number, "save_card": save_card} if card_number else {}
        return await self._act(f"sheets/{sheet['id']}/payment", card)

    async def pays(self, of: Card | str, card_number: str = "", *, save_card: bool = False) -> Json:
        """Open the sheet and pay; it when the bot has answered: "paid", "failed" or "challenge" (the bank)."""
        sheet = await self.presses_pay(await self.opens_sheet(of), card_number, save_card=save_card)
        return await self.sees_sheet(sheet)

    async def authenticates(self, sheet: Json, *, passed: bool = True) -> Json:
        """What the bank asks for (3-D Secure), done or failed; the sheet after it."""
        return await self._act(f"sheets/{sheet['id']}/authentication", {"passed": passed})

    async def sees_sheet(self, sheet: Json, timeout: float | None = None) -> Json:  # noqa: ASYNC109 - reads like the chat
        """The sheet when the bot is no longer being asked."""

        def decided() -> bool | None:
            return (
                any(event["type"] == "sheet" and event["sheet_id"] == sheet["id"] for _, event in self._events) or None
            )

        if sheet["state"] == "checking":
            await self._until(decided, "the end of the payment", timeout)
        return await self._get(f"sheets/{sheet['id']}")

    async def has_stars(self) -> Json:
        """``balance`` and ``subscriptions``."""
        return await self._get("stars")

    async def tops_up(self, stars: int) -> Json:
        """Get Stars, for nothing."""
        return await self._act("stars", {"stars": stars})

    async def chooses_renewal(self, subscription_id: str, *, renews: bool) -> Json:
        """Cancel a subscription in Stars, or take that back."""
        return await self._act(f"subscriptions/{subscription_id}", {"renews": renews})

    async def sees_invoice(self, title: str, timeout: float | None = None) -> Card:  # noqa: ASYNC109 - as above
        """An invoice whose title contains the text."""
        return await self._waits(
            lambda card: title in card.message.get("invoice", {}).get("title", "\0"), f"an invoice {title!r}", timeout
        )

    # ---- what the athlete sees ----

    async def sees(self, text: str, timeout: float | None = None) -> Card:  # noqa: ASYNC109 - reads like the chat
        """The bot's message, new or edited since the last action, that contains the text (newest first)."""
        return await self._waits(lambda card: text in card.text, f"a message with {text!r}", timeout)

    async def sees_picture(self, text: str = "", timeout: float | None = None) -> Card:  # noqa: ASYNC109 - as above
        """A picture whose caption contains the text."""
        return await self._waits(lambda card: "photo" in card.message and text in card.text, "a picture", timeout)

    async def sees_file(self, name: str = "", timeout: float | None = None) -> Card:  # noqa: ASYNC109 - as above
        """A document whose file name contains ``name``."""
        return await self._waits(
            lambda card: name in card.message.get("document", {}).get("file_name", "\0"), f"a file {name!r}", timeout
        )

    async def sees_button(self, label: str, timeout: float | None = None) -> Card:  # noqa: ASYNC109 - as above
        """A message with this inline button."""
        return await self._waits(lambda card: label in card.buttons, f"a button {label!r}", timeout)

    async def sees_draft(self, text: str, timeout: float | None = None, *, after: int = 0) -> None:  # noqa: ASYNC109 - as above
        """Wait until this is shown of a message while it is written, after so many others (see :meth:`drafts`)."""
        await self._until(lambda: True if text in self.drafts()[after:] else None, f"a draft of {text!r}", timeout)

    async def sees_answer(self, query_id: str, timeout: float | None = None) -> Answer:  # noqa: ASYNC109 - as above
        """The answer to a tap."""

        def answered() -> Answer | None:
            for _, event in self._events:
                if event["type"] == "callback_answer" and event["callback_query_id"] == query_id:
                    return Answer(event["text"], event["show_alert"], event["url"])
            return None

        return await self._until(answered, "an answer to the tap", timeout)

    async def sees_gone(self, card: Card, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as above
        """The message has been deleted."""
        await self._until(lambda: card.id not in self._messages or None, f"message {card.id} gone", timeout)

    async def nothing_new(self, seconds: float = 0.3) -> None:
        """The bot writes and edits nothing for so long."""
        with suppress(NotSeen):
            card = await self._waits(lambda card: True, "nothing", seconds)
            raise AssertionError(f"nothing was expected, but there is {card.text!r}\n{self.chat()}")

    async def downloads(self, card: Card) -> bytes:
        """The bytes of the card's file."""
        assert card.file is not None, f"no file in {card.text!r}"
        async with self._http.get(f"/sandbox/files/{card.file['file_id']}") as response:
            assert response.status == 200
            return await response.read()

    async def menu(self) -> list[Json]:
        """The commands menu."""
        return list((await self._get("chat"))["commands"])

    @property
    def cards(self) -> list[Card]:
        """All messages of the bot as they look now, oldest first."""
        return [Card(message) for message in self._messages.values() if message.get("from", {}).get("is_bot")]

    def drafts(self) -> list[str]:
        """What was shown of messages while they were written, in order; "…" while the bot seemed to type."""
        shown = {"draft": lambda event: str(event["text"]), "action": lambda _: "…"}
        return [shown[event["type"]](event) for _, event in self._events if event["type"] in shown]

    async def draft_now(self) -> str | None:
        """What is shown just now of a message that is being written."""
        shown: str | None = (await self._get("chat"))["draft"]
        return shown

    def draft_ids(self) -> set[int]:
        """The numbers of the drafts that were shown."""
        return {int(event["draft_id"]) for _, event in self._events if event["type"] == "draft"}

    def now(self, card: Card) -> Card:
        """The same message as it looks now."""
        return Card(self._messages[card.id])

    def chat(self) -> str:
        """The whole chat as text."""
        lines = []
        for message in self._messages.values():
            card = Card(message)
            who = "bot" if message.get("from", {}).get("is_bot") else "athlete"
            edited = " (edited)" if "edit_date" in message else ""
            kind = next((kind for kind in ("photo", "document", "sticker", "location") if kind in message), "")
            lines.append(f"{card.id:>4} {who}{edited}: {f'[{kind}] ' if kind else ''}{card.text}")
            lines += [f"       {' '.join(f'[{label}]' for label in row)}" for row in card.rows]
        return "\n".join(lines) or "(the chat is empty)"

    # ---- how ----

    async def _waits(self, fits: Callable[[Card], bool], what: str, seconds: float | None) -> Card:
        def newest() -> Card | None:
            changed = [
                event["message"]
                for event_id, event in self._events
                if "message" in event and _is_after(event_id, self._line)
            ]
            for message in reversed(changed):
                current = self._messages.get(message["message_id"])
                by_bot = message.get("from", {}).get("is_bot")
                if by_bot and current is not None and fits(Card(current)):
                    return Card(current)
            return None

        return await self._until(newest, what, seconds)

    async def _until(self, find: Callable[[], Found | None], what: str, seconds: float | None) -> Found:
        seconds = self.patience if seconds is None else seconds
        try:
            async with asyncio.timeout(seconds), self._news:
                while True:
                    found = find()
                    if found is not None:
                        return found
                    await self._news.wait()
        except TimeoutError:
            raise NotSeen(f"{what} did not come within {seconds:g} s. The chat:\n{self.chat()}") from None

    async def _read(self, last_id: str, connected: asyncio.Event) -> None:
        """Follow the chat's events; after a broken connection go on where it broke."""
        while True:
            with suppress(aiohttp.ClientError):
                async with self._http.get(self._path("events"), headers={"Last-Event-ID": last_id}) as response:
                    connected.set()
                    async for event_id, event in _events(response):
                        last_id = event_id
                        await self._take(event_id, event)
            await asyncio.sleep(0.1)  # the sandbox is starting again; there is no event to wait for

    async def _take(self, event_id: str, event: Json) -> None:
        fresh = (await self._get("chat"))["messages"] if event["type"] == "state" else []
        async with self._news:
            if event["type"] == "state":  # something was missed, or the bot connected: compare the whole chat
                changed = [message for message in fresh if self._messages.get(message["message_id"]) != message]
                self._messages = {message["message_id"]: message for message in fresh}
                self._events += [(event_id, {"type": "edited", "message": message}) for message in changed]
            elif "message" in event:
                self._messages[event["message"]["message_id"]] = event["message"]
            elif event["type"] == "deleted":
                self._messages.pop(event["message_id"], None)
            self._events.append((event_id, event))
            self._news.notify_all()

    def _path(self, what: str) -> str:
        return f"/sandbox/athletes/{self.id}/{what}"

    async def _get(self, what: str) -> Json:
        async with self._http.get(self._path(what)) as response:
            return await _checked(response)

    async def _act(self, what: str, body: Json) -> Json:
        async with self._http.post(self._path(what), json=body) as response:
            self._draw_line(response)
            return await _checked(response)

    def _draw_line(self, response: aiohttp.ClientResponse) -> None:
        """The server says which event was the last before this action, whatever is still on its way here."""
        self._line = response.headers.get("Sandbox-Last-Event", self._line)


async def _checked(response: aiohttp.ClientResponse) -> Json:
    answer: Json = await response.json()
    assert response.status < 300, f"the sandbox refused: {answer}"
    return answer


def _is_after(event_id: str, line: str) -> bool:
    """Whether the event is newer. Numbers of different runs of the sandbox cannot be compared: then it is."""
    log, _, number = event_id.partition("-")
    line_log, _, line_number = line.partition("-")
    return log != line_log or int(number) > int(line_number)


async def _events(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, Json]]:
    event_id = ""
    async for raw in response.content:
        line = raw.decode().rstrip("\n")
        if line.startswith("id: "):
            event_id = line[4:]
        elif line.startswith("data: "):
            yield event_id, json.loads(line[6:])
