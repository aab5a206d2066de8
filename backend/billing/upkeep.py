"""What the clock does about money: events that were not dealt with, accounts that are due, customers to delete.

Doing it twice, or twice at once, does no harm; one athlete's trouble holds up nobody else.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from backend.billing.ports import Account, StripeEvent
from backend.billing.renewals import renew
from backend.billing.sync import SOON, Books
from backend.errors import NoConsent, StripeUnavailable, Unavailable

logger = logging.getLogger(__name__)

_IN_THE_WEBHOOK = SOON
"""An event is dealt with where it arrives; what is left over after so long is the clock's."""
_KEPT = timedelta(days=30)
_WHEN_STRIPE_IS_AWAY = timedelta(minutes=5)
_AFTER_A_BUG = timedelta(days=1)
_PATIENCE = 3
"""So often Stripe may not answer before the rest waits for the next tick."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How much there was to do."""

    events: int = 0
    accounts: int = 0
    customers: int = 0
    purged: int = 0

    def __bool__(self) -> bool:
        return bool(self.events or self.accounts or self.customers or self.purged)


def deal_with(books: Books, event: StripeEvent, now: datetime) -> None:
    """Look at whomever the event is about, then it is finished. Raises Unavailable; it stays unfinished then."""
    athlete_id = _whose(books, event)
    if athlete_id is not None:
        with suppress(NoConsent):  # erased a moment ago: nothing is left to look at
            books.sync(athlete_id, now)
    books.store.finish_event(event.id, now)


def tick(books: Books, now: datetime, limit: int, until: Callable[[], bool] = lambda: False) -> Looked:
    """Do what is due at ``now``, ``limit`` of each kind at most, and no more when ``until`` says that time is up.

    Raises StoreUnavailable.
    """
    return _Tick(books, now, limit, until).run()


class _Tick:
    def __init__(self, books: Books, now: datetime, limit: int, until: Callable[[], bool]) -> None:
        self._books = books
        self._now = now
        self._limit = limit
        self._until = until
        self._away = 0

    def run(self) -> Looked:
        store, now = self._books.store, self._now
        events = store.unfinished_events(now - _IN_THE_WEBHOOK, self._limit)
        dealt_with = sum(map(self._deal_with, events))
        looked_at = sum(map(self._look_after, store.due(now, self._limit)))
        deleted = sum(map(self._delete, store.customers_to_delete(self._limit)))
        return Looked(dealt_with, looked_at, deleted, store.purge_events(now - _KEPT, self._limit))

    def _deal_with(self, event: StripeEvent) -> bool:
        def give_up(_: timedelta) -> None:
            # Nothing is lost by it: an event only says whom to look at, and accounts have their own time for that.
            if self._now - event.received_at > _AFTER_A_BUG:
                self._books.store.finish_event(event.id, self._now)

        return self._try(lambda: deal_with(self._books, event, self._now), give_up)

    def _look_after(self, athlete_id: UUID) -> bool:
        def look() -> None:
            renew(self._books, athlete_id, self._now)
            self._books.sync(athlete_id, self._now)

        return self._try(look, lambda later: self._postpone(athlete_id, later))

    def _delete(self, customer_id: str) -> bool:
        def delete() -> None:
            self._books.stripe.delete_customer(customer_id)
            self._books.store.customer_deleted(customer_id)

        return self._try(delete)

    def _postpone(self, athlete_id: UUID, later: timedelta) -> None:
        at = self._now + later
        self._books.note(athlete_id, lambda account: _looking(account, at))

    def _try(self, do: Callable[[], None], postpone: Callable[[timedelta], None] = lambda _: None) -> bool:
        """Whether it was done. What it waits for comes later; a bug's own things a day later."""
        if self._away >= _PATIENCE or self._until():
            return False
        try:
            do()
        except NoConsent:
            return False  # erased a moment ago
        except StripeUnavailable:
            self._away += 1
            _later(postpone, _WHEN_STRIPE_IS_AWAY)
            return False
        except Unavailable:
            raise
        except Exception as error:  # one athlete's trouble must not hold up all who come after them
            logger.error("billing could not be looked after: %s", type(error).__name__)
            _later(postpone, _AFTER_A_BUG)
            return False
        return True


def _later(postpone: Callable[[timedelta], None], by: timedelta) -> None:
    with suppress(NoConsent):
        postpone(by)


def _looking(account: Account, at: datetime) -> Account:
    return replace(account, look_again_at=at)


def _whose(books: Books, event: StripeEvent) -> UUID | None:
    """The athlete whom the event leads to; None: somebody who is none of ours, or is gone."""
    subject = event.subject
    if "payment_intent" in subject:
        payment = books.store.payment_of_intent(subject["payment_intent"])
        if payment is not None:
            return payment.athlete_id
    customer = subject.get("customer")
    if customer is None and subject:
        customer = books.stripe.customer_of(subject)
    return None if customer is None else books.store.athlete_of_customer(customer)
