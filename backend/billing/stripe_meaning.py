"""What Stripe's objects mean for us: coverage, receipts, payments. Pure."""

from collections.abc import Callable, Iterable, Mapping

from backend.billing.ports import CardPayment, Coverage, CoverageStatus
from backend.billing.stripe_shapes import Charge, Invoice, PaymentIntent, Subscription, instant, money
from backend.contract.premium import PlanId, Rail, Receipt

CHARGED_AGAIN = "charged_again"
"""In the metadata of a payment that was made with a kept card, without its holder; its value is the key."""
_STATUS = {
    "incomplete": CoverageStatus.OPEN,
    "active": CoverageStatus.PAID,
    "trialing": CoverageStatus.PAID,
    "past_due": CoverageStatus.RETRYING,
}
"""Of a subscription whose last payment was not given back; any other status is OVER."""

Fate = Callable[[Invoice], CoverageStatus | None]
"""REFUNDED or DISPUTED, if that became of an invoice's payment."""


def coverage_of(subscription: Subscription, paid: Iterable[Invoice], fate: Fate) -> Coverage | None:
    """What a subscription with these paid invoices is worth; None: it sells something else."""
    price = subscription.price
    if price is None or price.plan is None:
        return None
    mine = sorted((one for one in paid if one.subscription == subscription.id), key=_by_period)
    until = [one.good_until for one in mine if one.good_until is not None and fate(one) is None]
    return Coverage(
        source=subscription.id,
        rail=Rail.STRIPE_INVOICE,
        plan=price.plan,
        status=(fate(mine[-1]) if mine else None) or _STATUS.get(subscription.status, CoverageStatus.OVER),
        began_at=instant(subscription.created),
        price=price.price,
        paid_until=max(until, default=None),
        renews=subscription.renews,
        cancelled=subscription.is_cancelled,
        ended_at=None if subscription.ended_at is None else instant(subscription.ended_at),
    )


def _by_period(invoice: Invoice) -> tuple[float, int]:
    return (invoice.good_until.timestamp() if invoice.good_until else 0, invoice.created)


def receipt_of(invoice: Invoice, plans: Mapping[str, PlanId], refunded: bool) -> Receipt | None:
    """``plans``: of each subscription. None for an invoice over nothing, or for something else."""
    plan = plans.get(invoice.subscription or "")
    if plan is None or invoice.amount_paid <= 0:
        return None
    return Receipt(
        paid_at=invoice.paid_at,
        price=money(invoice.amount_paid, invoice.currency),
        plan=plan,
        url=invoice.hosted_invoice_url,
        refunded=refunded,
    )


def payment_of(intent: PaymentIntent, disputed: bool) -> CardPayment:
    """A payment intent in our words. What succeeded is worth what was received.

    A card that was charged without its holder had been kept for that: only the payment that kept it says so itself.
    """
    succeeded = intent.status == "succeeded"
    method, charge, trouble = intent.payment_method, intent.latest_charge, intent.last_payment_error
    wanted_again = intent.setup_future_usage == "off_session" or CHARGED_AGAIN in intent.metadata
    kept = method is not None and method.customer is not None and method.customer == intent.customer
    return CardPayment(
        id=intent.id,
        status=intent.status,
        price=money(intent.amount_received if succeeded else intent.amount, intent.currency),
        refunded=charge is not None and charge.refunded,
        disputed=disputed,
        customer_id=intent.customer,
        payment_method_id=method.id if method else None,
        reusable=succeeded and kept and wanted_again,
        decline_code=(trouble.decline_code or trouble.code) if trouble else None,
        receipt_url=charge.receipt_url if charge else None,
        metadata=dict(intent.metadata),
    )


def payment_of_charge(charge: Charge, disputed: bool) -> CardPayment:
    """A charge of the time before payment intents, which has none; never reusable."""
    return CardPayment(
        id=charge.id,
        status=charge.status,
        price=money(charge.amount, charge.currency),
        refunded=charge.refunded,
        disputed=disputed,
        customer_id=charge.customer,
        decline_code=charge.failure_code,
        receipt_url=charge.receipt_url,
        metadata=dict(charge.metadata),
    )
