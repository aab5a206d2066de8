"""The merchant's account: its objects, its time, and the events that tell what happened to them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sandbox.stripe.objects import Objects
from sandbox.stripe.rendering import rendered
from sandbox.wire import Json

API_VERSION = "2026-10-28.endive"
"""https://docs.stripe.com/changelog; the one that stripe-python 16.1 asks for."""
RELEASE = API_VERSION.partition(".")[2]
"""Versions of one release have the same shapes: https://docs.stripe.com/api/versioning."""
EVENTS_KEPT_SECONDS = 30 * 86_400


class Account:
    """``clock``: Unix seconds. ``base_url``: where this Stripe is served; addresses in answers begin with it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.objects = Objects()
        self.base_url = ""
        self.ahead = 0.0
        """Seconds that this Stripe is ahead of the clock."""
        self.request: Json = {"id": None, "idempotency_key": None}
        """The API call that is being answered, for its events."""
        self.on_event: Callable[[Json], None] = lambda _event: None
        self.endpoint_secret: str | None = None
        """What each new webhook endpoint is signed with; None: a secret of its own."""
        self._clock = clock
        self._moment: int | None = None

    def machine_now(self) -> float:
        """Unix seconds of the clock itself; what webhooks are signed with, as at Stripe however far a test clock is."""
        return self._clock()

    def now(self, customer: str | None = None) -> int:
        """Unix seconds, for this customer (who may live by a test clock)."""
        if self._moment is not None:
            return self._moment
        if customer is not None:
            owner = self.objects.by_kind["customer"].get(customer, {})
            clock = self.objects.by_kind["test_helpers.test_clock"].get(owner.get("test_clock") or "")
            if clock is not None:
                return int(clock["frozen_time"])
        return int(self._clock() + self.ahead)

    @contextmanager
    def at(self, moment: int) -> Iterator[None]:
        """Inside, it is this moment for everyone: what was due then happens then, even when it is looked at later."""
        self._moment = moment
        try:
            yield
        finally:
            self._moment = None

    def emit(self, kind: str, subject: Json, before: Json | None = None) -> None:
        """Store an event of this type, with the object as it is now, and have it delivered.

        ``before``: the rendered object as it was; what differs becomes ``previous_attributes``.
        """
        self.objects.changes += 1
        data: Json = {"object": rendered(subject, self.base_url)}
        if before is not None:
            after = data["object"]
            data["previous_attributes"] = {name: before.get(name) for name in after if before.get(name) != after[name]}
        event = self.objects.new(
            "event", self.now(), type=kind, api_version=API_VERSION, data=data, request=dict(self.request)
        )
        self.on_event(event)

    @contextmanager
    def change(self, subject: Json, kind: str) -> Iterator[None]:
        """Tells what was changed inside by an event of this type; nothing when nothing was."""
        before = rendered(subject, self.base_url)
        yield
        if rendered(subject, self.base_url) != before:
            self.emit(kind, subject, before)
