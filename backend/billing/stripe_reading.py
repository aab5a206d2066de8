"""What Stripe knows of a customer, fetched and read in our shapes. Raises what stripe-python raises."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import stripe
from pydantic import BaseModel

from backend.billing.ports import CardPayment, CoverageStatus
from backend.billing.stripe_client import is_missing
from backend.billing.stripe_meaning import payment_of, payment_of_charge
from backend.billing.stripe_shapes import Charge, Dispute, Invoice, PaymentIntent, Subscription

PAGE = 100
_EXPANDED_INTENT = ["latest_charge", "payment_method"]

S = TypeVar("S", bound=BaseModel)


def read_each(shape: type[S], found: Iterable[stripe.StripeObject]) -> list[S]:
    """Stripe's objects in our shape. Raises pydantic's ValidationError."""
    return [shape.model_validate(one.to_dict()) for one in found]


class Reader:
    """Asks Stripe for a customer's subscriptions, invoices and payments, all pages of them."""

    def __init__(self, client: stripe.StripeClient) -> None:
        self._stripe = client.v1

    def subscription(self, subscription_id: str) -> Subscription:
        """One that must be there."""
        return Subscription.model_validate(self._stripe.subscriptions.retrieve(subscription_id).to_dict())

    def subscriptions(self, customer_id: str) -> list[Subscription]:
        """Of all statuses; none of a customer that is deleted, or never was."""
        try:
            listed = self._stripe.subscriptions.list(
                {"customer": customer_id, "status": "all", "limit": PAGE, "expand": ["data.customer"]}
            )
        except stripe.InvalidRequestError as error:
            if is_missing(error):
                return []
            raise
        found = read_each(Subscription, listed.auto_paging_iter())
        return [one for one in found if not one.customer.deleted]

    def invoices(self, customer_id: str) -> list[Invoice]:
        """Of all statuses, with their payments."""
        listed = self._stripe.invoices.list({"customer": customer_id, "limit": PAGE, "expand": ["data.payments"]})
        return read_each(Invoice, listed.auto_paging_iter())

    def paid_invoices(self, subscription_id: str) -> list[Invoice]:
        """The latest of a subscription's that were paid, with their payments."""
        listed = self._stripe.invoices.list(
            {"subscription": subscription_id, "status": "paid", "limit": PAGE, "expand": ["data.payments"]}
        )
        return read_each(Invoice, listed.data)

    def fates(self, customer_id: str, invoices: Sequence[Invoice]) -> dict[str, CoverageStatus]:
        """What became of the invoices' payments where they did not stay with us, by the invoice's id."""
        listed = self._stripe.charges.list({"customer": customer_id, "limit": PAGE})
        gone: dict[str, CoverageStatus] = {}
        for charge in read_each(Charge, listed.auto_paging_iter()):
            if charge.refunded:
                fate = CoverageStatus.REFUNDED
            elif self._is_disputed(charge):
                fate = CoverageStatus.DISPUTED
            else:
                continue
            gone |= {id_: fate for id_ in (charge.id, charge.payment_intent) if id_}
        return {one.id: gone[one.payment] for one in invoices if one.payment in gone}

    def payment(self, payment_id: str) -> CardPayment | None:
        """By a payment intent's id or a charge's; None when Stripe knows none, or the id is of another kind."""
        try:
            if payment_id.startswith("pi_"):
                return self.intent(payment_id)
            if payment_id.startswith(("ch_", "py_")):
                charge = Charge.model_validate(self._stripe.charges.retrieve(payment_id).to_dict())
                if charge.payment_intent is not None:
                    return self.intent(charge.payment_intent)
                return payment_of_charge(charge, self._is_disputed(charge))
        except stripe.InvalidRequestError as error:
            if not is_missing(error):
                raise
        return None

    def intent(self, payment_intent_id: str) -> CardPayment:
        """A payment intent that must be there."""
        found = self._stripe.payment_intents.retrieve(payment_intent_id, {"expand": _EXPANDED_INTENT})
        intent = PaymentIntent.model_validate(found.to_dict())
        return payment_of(intent, self._is_disputed(intent.latest_charge))

    def customer_in(self, kind: str, id_: str) -> str | None:
        """Whose an object is; None when it is nobody's, or gone."""
        customer: str | stripe.Customer | None
        try:
            match kind:
                case "subscription":
                    customer = self._stripe.subscriptions.retrieve(id_).customer
                case "invoice":
                    customer = self._stripe.invoices.retrieve(id_).customer
                case "payment_intent":
                    customer = self._stripe.payment_intents.retrieve(id_).customer
                case _:
                    customer = self._stripe.charges.retrieve(id_).customer
        except stripe.InvalidRequestError as error:
            if is_missing(error):
                return None
            raise
        return customer.id if isinstance(customer, stripe.Customer) else customer

    def _is_disputed(self, charge: Charge | None) -> bool:
        """The charge says only that there was a dispute, which may have been won since."""
        if charge is None or not charge.disputed:
            return False
        disputes = read_each(Dispute, self._stripe.disputes.list({"charge": charge.id}).data)
        return any(dispute.holds for dispute in disputes)
