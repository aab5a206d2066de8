"""The chat page's own API under ``/sandbox``: what athletes see and do, and trouble on request. JSON throughout."""

import asyncio
import dataclasses
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from sandbox.athletes import Hands
from sandbox.bot_api import BotApi
from sandbox.checkout import Checkout
from sandbox.clock import FARTHEST, MovableClock, OutOfReach
from sandbox.faults import Fault, Faults
from sandbox.files import Upload
from sandbox.methods.profile import commands_for, menu_button
from sandbox.page_wire import Handler, Refused, answer, body_of, field_of
from sandbox.sheets import SheetApi
from sandbox.wire import BotApiError, Json, dumps
from sandbox.world import Chat, Impossible, World

PAGE = Path(__file__).parent / "page"
HEARTBEAT_SECONDS = 15.0
_SHOWN_IN_PLACE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/ogg", "audio/mpeg")
_KINDS = ("photo", "document", "voice", "sticker")
_FAULT_FIELDS = {
    "method": str,
    "chat": int,
    "status": int,
    "retry_after": int,
    "description": str,
    "latency_ms": int,
    "drop_connection": bool,
    "takes_effect": bool,
    "times": int,
}
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
LAST_EVENT = "Sandbox-Last-Event"
"""Answer header of what an athlete does: the last event before it, so that a test knows what came after."""


class PageApi:
    """Handlers of the page API."""

    def __init__(
        self,
        world: World,
        hands: Hands,
        bot_api: BotApi,
        checkout: Checkout,
        faults: Faults,
        clock: MovableClock | None = None,
    ) -> None:
        self._world = world
        self._hands = hands
        self._bot_api = bot_api
        self._checkout = checkout
        self._sheets = SheetApi(world, checkout)
        self._faults = faults
        self._clock = clock
        self._stopping = asyncio.Event()

    async def close(self) -> None:
        """End the event streams."""
        self._stopping.set()

    def routes(self) -> list[web.AbstractRouteDef]:
        """All routes of the page API and of the page itself."""
        athlete = "/sandbox/athletes/{athlete:[0-9]{1,18}}"
        handlers: list[tuple[str, str, Handler]] = [
            ("GET", "/", self.page),
            ("GET", "/health", self.health),
            ("GET", "/{bot:[A-Za-z0-9_]{2,29}[bB][oO][tT]}", self.deep_link),
            ("GET", "/sandbox/state", self.state),
            ("POST", "/sandbox/athletes", self.new_athlete),
            ("GET", f"{athlete}/chat", self.chat),
            ("GET", f"{athlete}/events", self.events),
            ("POST", f"{athlete}/messages", self.say),
            ("POST", f"{athlete}/edits", self.edit),
            ("POST", f"{athlete}/taps", self.tap),
            ("POST", f"{athlete}/files", self.send_file),
            ("POST", f"{athlete}/locations", self.send_location),
            ("POST", f"{athlete}/start", self.start),
            ("POST", f"{athlete}/block", self.block),
            ("POST", f"{athlete}/updates", self.raw_update),
            ("GET", "/sandbox/files/{file_id}", self.file),
            ("GET", "/sandbox/faults", self.wanted_faults),
            ("POST", "/sandbox/faults", self.want_fault),
            ("DELETE", "/sandbox/faults", self.no_more_faults),
            ("POST", "/sandbox/limits", self.limits),
            ("POST", "/sandbox/clock", self.move_clock),
            *self._sheets.handlers(athlete),
        ]
        return [web.route(verb, path, self._guarded(handler)) for verb, path, handler in handlers]

    def _guarded(self, handler: Handler) -> Handler:
        """Turn refusals into JSON (``{"error": one sentence}``), and say which event was the last before an action."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                chat = self._chat_of(request) if "athlete" in request.match_info else None
                before = chat.events.last_id if chat is not None and request.method == "POST" else None
                response = await handler(request)
            except Refused as refused:
                return answer({"error": str(refused)}, refused.status)
            except Impossible as impossible:
                return answer({"error": str(impossible)}, 409)
            except BotApiError as error:
                return answer({"error": error.description}, error.status)
            if before is not None:
                response.headers[LAST_EVENT] = before
            return response

        return guarded

    def _chat_of(self, request: web.Request) -> Chat:
        return self._hands.chat(self._athlete_id(request))

    def _athlete_id(self, request: web.Request) -> int:
        athlete_id = int(request.match_info["athlete"])
        if athlete_id not in self._world.athletes:
            raise Refused(404, "there is no such athlete")
        return athlete_id

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The chat page."""
        del request
        index = PAGE / "index.html"
        if not index.is_file():
            raise Refused(404, "the chat page is not installed")
        return web.FileResponse(index)

    async def deep_link(self, request: web.Request) -> web.StreamResponse:
        """``/<bot>?start=<payload>``, as https://t.me has it: the chat page offers to start the bot with it."""
        payload = request.query.get("start", "")
        if not _PAYLOAD.fullmatch(payload):
            raise Refused(400, "a payload is 1 to 64 of A-Z a-z 0-9 _ -")
        raise web.HTTPSeeOther(f"/?bot={request.match_info['bot']}&start={payload}")

    async def health(self, request: web.Request) -> web.StreamResponse:
        """Whether the server answers at all."""
        del request
        return answer({"ok": True})

    async def state(self, request: web.Request) -> web.StreamResponse:
        """Which bot has connected, who the athletes are, what time it is, and whether that can be moved."""
        del request
        world = self._world
        bot = {key: world.shown.user[key] for key in ("id", "username", "first_name")} if world.connected else None
        athletes = [self._athlete(user) for user in world.athletes.values()]
        return answer({"bot": bot, "athletes": athletes, "clock": self._time()})

    def _time(self) -> Json:
        return {"now": self._world.clock(), "movable": self._clock is not None}

    def _athlete(self, user: Json) -> Json:
        chat = self._world.shown.chats.get(user["id"])
        shown = {key: user[key] for key in ("id", "first_name", "language_code")}
        return {**shown, "blocked": chat is not None and chat.blocked}

    async def new_athlete(self, request: web.Request) -> web.StreamResponse:
        """One more athlete."""
        body = await body_of(request)
        for name in body:
            field_of(body, name, str)
        user = self._world.new_athlete(body.get("first_name"), body.get("language_code"))
        return answer(self._athlete(user), status=201)

    async def chat(self, request: web.Request) -> web.StreamResponse:
        """The chat as the athlete sees it now; ``last_event_id`` is where the events go on."""
        chat = self._chat_of(request)
        bot = self._world.shown
        return answer(
            {
                "messages": list(chat.messages.values()),
                "paid_invoices": self._checkout.paid_messages(chat.id),
                "commands": commands_for(bot, chat.id, chat.language_code),
                "menu_button": menu_button(bot, chat.id),
                "reply_keyboard": chat.reply_keyboard,
                "typing": chat.typing_until > self._world.clock(),
                "draft": chat.draft,
                "blocked": chat.blocked,
                "last_event_id": chat.events.last_id,
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """What happens in the chat, as server-sent events, from ``Last-Event-ID`` (or ``?last_event_id=``) on."""
        chat = self._chat_of(request)
        last_id = request.headers.get("Last-Event-ID") or request.query.get("last_event_id")
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        )
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        events = chat.events.follow(last_id)
        stopped = asyncio.ensure_future(self._stopping.wait())
        upcoming = asyncio.ensure_future(anext(events))
        try:
            while not stopped.done():
                done, _ = await asyncio.wait(
                    {stopped, upcoming}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                if upcoming in done:
                    event_id, event = upcoming.result()
                    upcoming = asyncio.ensure_future(anext(events))
                    await response.write(f"id: {event_id}\ndata: {dumps(event)}\n\n".encode())
                    if event["type"] == "state" and self._chat_of(request) is not chat:
                        break  # another bot is shown now; the page comes back and finds its chat
                elif not done:
                    await response.write(b": still here\n\n")
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            for task in (stopped, upcoming):
                task.cancel()
            await asyncio.gather(stopped, upcoming, return_exceptions=True)
            await events.aclose()
        return response

    async def say(self, request: web.Request) -> web.StreamResponse:
        """Write a message; the answer is the (first) message."""
        body = await body_of(request)
        text = str(field_of(body, "text", str))
        reply_to = body.get("reply_to_message_id")
        return answer(self._hands.says(self._athlete_id(request), text, reply_to)[0], status=201)

    async def edit(self, request: web.Request) -> web.StreamResponse:
        """Change an own message."""
        body = await body_of(request)
        field_of(body, "message_id", int)
        text = str(field_of(body, "text", str))
        return answer(self._hands.edits(self._athlete_id(request), body["message_id"], text))

    async def tap(self, request: web.Request) -> web.StreamResponse:
        """Tap an inline button."""
        body = await body_of(request)
        field_of(body, "message_id", int)
        data = str(field_of(body, "data", str))
        query_id = self._hands.taps(self._athlete_id(request), body["message_id"], data)
        return answer({"callback_query_id": query_id}, status=201)

    async def send_file(self, request: web.Request) -> web.StreamResponse:
        """Send a file (multipart: ``file``, ``caption``, ``as``)."""
        form = await request.post()
        file, kind = form.get("file"), form.get("as", "document")
        if not isinstance(file, web.FileField) or kind not in _KINDS:
            raise Refused(400, f'"file" is missing, or "as" is none of {", ".join(_KINDS)}')
        upload = Upload(file.filename, file.file.read(), file.content_type)
        file.file.close()
        message = self._hands.sends_file(self._athlete_id(request), upload, str(kind), str(form.get("caption", "")))
        return answer(message, status=201)

    async def send_location(self, request: web.Request) -> web.StreamResponse:
        """Send a place."""
        body = await body_of(request)
        for name in ("latitude", "longitude"):
            field_of(body, name, (int, float))
        message = self._hands.sends_location(self._athlete_id(request), body["latitude"], body["longitude"])
        return answer(message, status=201)

    async def start(self, request: web.Request) -> web.StreamResponse:
        """Tap Start, or follow a deep link with ``payload``."""
        body = await body_of(request)
        return answer(self._hands.starts(self._athlete_id(request), str(body.get("payload") or "")), status=201)

    async def block(self, request: web.Request) -> web.StreamResponse:
        """Block or unblock the bot."""
        body = await body_of(request)
        blocked = bool(field_of(body, "blocked", bool))
        self._hands.blocks(self._athlete_id(request), blocked=blocked)
        return answer({"blocked": blocked})

    async def raw_update(self, request: web.Request) -> web.StreamResponse:
        """Queue an odd update as it is."""
        return answer(self._hands.raw_update(self._athlete_id(request), await body_of(request)), status=201)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file. Only pictures and sound are shown in place, so that no sent page runs in ours."""
        stored = self._world.files.by_id.get(request.match_info["file_id"])
        if stored is None:
            raise Refused(404, "there is no such file")
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        if stored.content_type not in _SHOWN_IN_PLACE:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name)}"
        return web.Response(body=stored.content, content_type=stored.content_type, headers=headers)

    async def wanted_faults(self, request: web.Request) -> web.StreamResponse:
        """The trouble that is wanted now."""
        del request
        return answer([dataclasses.asdict(fault) for fault in self._faults.wanted])

    async def want_fault(self, request: web.Request) -> web.StreamResponse:
        """Want trouble: the fields of :class:`sandbox.faults.Fault`."""
        body = await body_of(request)
        for name in body:
            if name not in _FAULT_FIELDS:
                raise Refused(400, "a fault has no such field")
            field_of(body, name, _FAULT_FIELDS[name])
        fault = Fault(**body)
        return answer(dataclasses.asdict(self._faults.add(fault)), status=201)

    async def no_more_faults(self, request: web.Request) -> web.StreamResponse:
        """All trouble away."""
        del request
        self._faults.clear()
        return answer([])

    async def limits(self, request: web.Request) -> web.StreamResponse:
        """Switch Telegram's rate limits on or off."""
        self._bot_api.limits.on = bool(field_of(await body_of(request), "on", bool))
        return answer({"on": self._bot_api.limits.on})

    async def move_clock(self, request: web.Request) -> web.StreamResponse:
        """Let ``seconds`` pass at once, for everybody in this sandbox and for a bot that goes by its clock."""
        seconds = (await body_of(request)).get("seconds")
        if self._clock is None:
            raise Refused(409, "the bot goes by a clock of its own; time cannot be moved here")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise Refused(400, '"seconds" is missing or of the wrong type')
        try:
            self._clock.move(timedelta(seconds=seconds))
        except (OutOfReach, OverflowError, ValueError):  # Python's JSON knows NaN and Infinity
            raise Refused(400, f"time moves forward, by {FARTHEST.days} days at most") from None
        self._checkout.tick()
        for bot in self._world.all_bots():
            for chat in bot.chats.values():
                chat.events.publish("state")
        return answer(self._time())
