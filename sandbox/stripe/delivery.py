"""Sends events to webhook endpoints, signed, again and again until the answer is 2xx.

https://docs.stripe.com/webhooks: the same event more than once, and in any order; both on request here.
"""

import asyncio
import hashlib
import hmac
import logging
import random
from collections import deque
from collections.abc import Coroutine, Sequence

import aiohttp

from sandbox.stripe.account import Account
from sandbox.stripe.rendering import rendered
from sandbox.wire import Json, dumps

log = logging.getLogger("sandbox")

ANSWER_SECONDS = 20.0
LONGEST_PAUSE_SECONDS = 60.0
MOST_TRIES = 16
"""Stripe gives up after three days."""

Parcel = tuple[str, str]
"""The ids of an event and of the endpoint that it goes to."""


def signature(secrets: Sequence[str], timestamp: int, body: bytes) -> str:
    """The ``Stripe-Signature`` header: one ``v1`` for each secret, two while one is being rotated."""
    signed = str(timestamp).encode() + b"." + body
    marks = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join([f"t={timestamp}", *(f"v1={mark}" for mark in marks)])


class Delivery:
    """Sends what happens in the account.

    In order and once, unless told otherwise: ``held`` collects without sending, ``repeats`` sends everything so many
    times, ``shuffle`` takes what waits in any order, ``delay_seconds`` waits before each.
    ``first_pause``: seconds before the first repetition of one that failed, doubled each time.
    """

    def __init__(self, account: Account, first_pause: float = 1.0) -> None:
        self.waiting: deque[Parcel] = deque()
        self.failed: dict[Parcel, int] = {}
        """Parcels that were not taken, and how often they were tried."""
        self.held = False
        self.repeats = 1
        self.shuffle: random.Random | None = None
        self.delay_seconds = 0.0
        self._account = account
        self._first_pause = first_pause
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        account.on_event = self.put

    def put(self, event: Json) -> None:
        """An event for all endpoints that want its type."""
        for endpoint in self._account.objects.all("webhook_endpoint", status="enabled"):
            if event["type"] in endpoint["enabled_events"] or "*" in endpoint["enabled_events"]:
                event["pending_webhooks"] += 1
                self.waiting.extend([(event["id"], endpoint["id"])] * self.repeats)
        self._news.set()

    def send_again(self, event_id: str) -> None:
        """Send an old event once more to all endpoints, as *Resend* does."""
        self.put(self._account.objects.get("event", event_id))

    def release(self) -> None:
        """Send what was held, and what comes."""
        self.held = False
        self._news.set()

    def unsent(self) -> set[str]:
        """The ids of events that have not arrived everywhere."""
        return {event_id for event_id, _ in (*self.waiting, *self.failed)}

    def start(self) -> None:
        """Send from now on, in the running loop."""
        self._begin(self._send_all())

    async def close(self) -> None:
        """Stop. What was not taken is kept."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def idle(self) -> None:
        """Wait until all that may be sent was sent once; what failed may still come again."""
        if self.waiting and not self.held:
            self._idle.clear()
            self._news.set()
            await self._idle.wait()

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send_all(self) -> None:
        for parcel in list(self.failed):
            self._begin(self._repeat(parcel))
        while True:
            while self.waiting and not self.held:
                if self.delay_seconds:
                    await asyncio.sleep(self.delay_seconds)
                parcel = self._next()
                if parcel not in self.failed and not await self._try(parcel):
                    self.failed[parcel] = 1
                    self._begin(self._repeat(parcel))
                self.waiting.remove(parcel)
                self._account.objects.changes += 1
            self._idle.set()
            self._news.clear()
            await self._news.wait()

    def _next(self) -> Parcel:
        return self.waiting[0] if self.shuffle is None else self.shuffle.choice(self.waiting)

    async def _repeat(self, parcel: Parcel) -> None:
        pause = self._first_pause
        while self.failed[parcel] < MOST_TRIES:
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            if await self._try(parcel):
                break
            self.failed[parcel] += 1
        del self.failed[parcel]
        self._account.objects.changes += 1

    async def _try(self, parcel: Parcel) -> bool:
        """One attempt; whether it was taken, or need not be sent any more."""
        event = self._account.objects.by_kind["event"].get(parcel[0])
        endpoint = self._account.objects.by_kind["webhook_endpoint"].get(parcel[1])
        if event is None or endpoint is None or endpoint["status"] != "enabled":
            return True
        body = dumps(rendered(event, self._account.base_url)).encode()
        sent_at = int(self._account.machine_now())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(endpoint["_secrets"], sent_at, body),
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        try:
            async with self._session.post(
                endpoint["url"], data=body, headers=headers, allow_redirects=False
            ) as response:
                status = response.status
        except (TimeoutError, aiohttp.ClientError) as error:
            log.info("stripe's webhook: %s; again later", type(error).__name__)
            return False
        if status // 100 != 2:
            log.info("stripe's webhook: answered %d; again later", status)
            return False
        event["pending_webhooks"] = max(0, event["pending_webhooks"] - 1)
        return True
