"""What this Stripe does by the clock, in the order in which it falls due, each thing as if it were that moment."""

from collections.abc import Callable, Iterator

from sandbox.stripe import collecting, disputes, invoices, subscriptions
from sandbox.stripe.account import Account
from sandbox.wire import Json

Due = tuple[int, Callable[[Account, Json], object], Json]
_MOST = 10_000
"""Things in one go; far more than any test's year holds."""


def catch_up(account: Account) -> int:
    """Do all that has fallen due by now; how many things that was."""
    for done in range(_MOST):
        first = min(_due(account), key=lambda one: one[0], default=None)
        if first is None:
            return done
        moment, act, subject = first
        with account.at(moment):
            act(account, subject)
    return _MOST


def _due(account: Account) -> Iterator[Due]:
    for moment, act, subject in _planned(account):
        if moment <= account.now(subject["customer"]):
            yield moment, act, subject


def _planned(account: Account) -> Iterator[Due]:
    for subscription in account.objects.all("subscription"):
        at = subscriptions.next_due(subscription)
        if at is not None:
            yield at, subscriptions.act, subscription
    for invoice in account.objects.all("invoice"):
        if invoice["status"] == "draft" and invoice["automatically_finalizes_at"] is not None:
            yield invoice["automatically_finalizes_at"], _finalize_and_collect, invoice
        elif invoice["status"] == "open" and invoice["next_payment_attempt"] is not None:
            yield invoice["next_payment_attempt"], collecting.collect, invoice
    for charge in account.objects.all("charge"):
        if "_dispute_at" in charge and not charge["disputed"] and not charge["refunded"]:
            yield charge["_dispute_at"], disputes.open_dispute, charge


def _finalize_and_collect(account: Account, invoice: Json) -> None:
    invoices.finalize(account, invoice)
    if invoice["status"] == "open":
        collecting.collect(account, invoice)
