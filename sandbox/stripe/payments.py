"""Payment intents and the charges that they become: https://docs.stripe.com/payments/paymentintents/lifecycle.

Nothing here knows of invoices; ``sandbox.stripe.collecting`` does.
"""

from sandbox.stripe import cards
from sandbox.stripe.account import Account
from sandbox.stripe.cards import Authentication, Decline
from sandbox.stripe.errors import CardError, InvalidRequest
from sandbox.stripe.objects import token
from sandbox.stripe.rendering import HERE, rendered
from sandbox.wire import Json

DISPUTED_AFTER_SECONDS = 3_600
_OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


def new_intent(
    account: Account,
    amount: int,
    currency: str,
    customer: str | None = None,
    *,
    description: str | None = None,
    metadata: Json | None = None,
    save: bool = False,
) -> Json:
    """An intent that waits for a payment method. ``amount`` in minor units; ``save``: for payments off-session."""
    intent = account.objects.new(
        "payment_intent",
        account.now(customer),
        amount=amount,
        currency=currency,
        customer=customer,
        description=description,
        metadata=metadata or {},
        setup_future_usage="off_session" if save else None,
    )
    intent["client_secret"] = f"{intent['id']}_secret_{token()}"
    account.emit("payment_intent.created", intent)
    return intent


def confirm(
    account: Account, intent: Json, method: Json, *, off_session: bool = False, return_url: str | None = None
) -> CardError | None:
    """Try to take the money. The error if the bank refuses; None if it is paid, or if it waits for 3-D Secure.

    Raises InvalidRequest when the intent is paid or cancelled already, or the card is another customer's.
    """
    if intent["status"] not in _OPEN:
        raise InvalidRequest(
            f"You cannot confirm this PaymentIntent because it has a status of {intent['status']}. Only a "
            "PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, "
            "requires_action.",
            code="payment_intent_unexpected_state",
            payment_intent=rendered(intent, account.base_url),
        )
    if method["customer"] is not None and method["customer"] != intent["customer"]:
        raise InvalidRequest(
            "The provided PaymentMethod belongs to another Customer. Please use it with that Customer's id.",
            param="payment_method",
        )
    card = cards.behaviour(method)
    intent.update(payment_method=method["id"], next_action=None, last_payment_error=None)
    wants_holder = card.authentication is Authentication.ALWAYS or (
        card.authentication is Authentication.UNLESS_SET_UP and not method.get("_set_up")
    )
    if wants_holder and off_session:
        return _decline(account, intent, method, cards.NEEDS_HOLDER)
    if wants_holder:
        intent.update(status="requires_action", next_action=_next_action(intent, return_url))
        account.emit("payment_intent.requires_action", intent)
        return None
    refusal = card.later if off_session else card.here
    if refusal is not None:
        return _decline(account, intent, method, refusal)
    _succeed(account, intent, method)
    return None


def authenticate(account: Account, intent: Json, passed: bool) -> CardError | None:
    """The cardholder went through 3-D Secure, or failed. Raises InvalidRequest when nobody asked for it."""
    if intent["status"] != "requires_action":
        raise InvalidRequest("This PaymentIntent does not wait for authentication.", param="intent")
    method = account.objects.get("payment_method", intent["payment_method"])
    intent["next_action"] = None
    if not passed:
        return _decline(account, intent, method, cards.NOT_AUTHENTICATED, charged=False)
    method["_set_up"] = intent["setup_future_usage"] == "off_session"
    _succeed(account, intent, method, authenticated=True)
    return None


def cancel(account: Account, intent: Json, reason: str | None) -> None:
    """End an intent that is not paid. Raises InvalidRequest when it is, or ended already."""
    if intent["status"] not in _OPEN:
        raise InvalidRequest(
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}.",
            code="payment_intent_unexpected_state",
        )
    intent.update(
        status="canceled", canceled_at=account.now(intent["customer"]), cancellation_reason=reason, next_action=None
    )
    account.emit("payment_intent.canceled", intent)


def attach(account: Account, method: Json, customer: str) -> None:
    """Save the card on the customer. Raises InvalidRequest when it is another's."""
    if method["customer"] == customer:
        return
    if method["customer"] is not None:
        raise InvalidRequest(
            "The payment method you provided has already been attached to a customer.",
            code="payment_method_unexpected_state",
        )
    method["customer"] = customer
    account.emit("payment_method.attached", method)


def check(method: Json) -> CardError | None:
    """Whether a card can be saved: the error where its bank says no to everything."""
    card = cards.behaviour(method)
    return cards.error(card.here) if card.here is not None else None


def new_method(account: Account, card: cards.TestCard, last4: str, exp_month: int = 12, exp_year: int = 2099) -> Json:
    """A payment method of a test card."""
    fields = cards.card_fields(card, last4, exp_month, exp_year)
    return account.objects.new("payment_method", account.now(), card=fields, _behaviour=card.name)


def method_of_number(account: Account, number: str) -> Json:
    """A payment method of the card with this number, which is not kept."""
    return new_method(account, cards.by_number(number), number.strip()[-4:])


def _next_action(intent: Json, return_url: str | None) -> Json:
    page = f"{HERE}3ds/{intent['client_secret']}"
    if return_url is None:
        return {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect", "stripe_js": page}}
    return {"type": "redirect_to_url", "redirect_to_url": {"url": page, "return_url": return_url}}


def _succeed(account: Account, intent: Json, method: Json, authenticated: bool = False) -> None:
    if intent["setup_future_usage"] and intent["customer"]:
        attach(account, method, intent["customer"])
    charge = _charge(account, intent, method)
    charge.update(
        amount_captured=intent["amount"],
        balance_transaction=f"txn_{token()}",
        captured=True,
        outcome=_outcome("approved_by_network", "authorized", "Payment complete."),
        paid=True,
        receipt_url=f"{HERE}receipt/{token()}",
        status="succeeded",
    )
    if authenticated:
        charge["payment_method_details"]["card"]["three_d_secure"] = {
            "authentication_flow": "challenge",
            "electronic_commerce_indicator": "05",
            "exemption_indicator": None,
            "result": "authenticated",
            "result_reason": None,
            "transaction_id": None,
            "version": "2.2.0",
        }
    if cards.behaviour(method).disputed:
        charge["_dispute_at"] = charge["created"] + DISPUTED_AFTER_SECONDS
    intent.update(
        status="succeeded", amount_received=intent["amount"], latest_charge=charge["id"], last_payment_error=None
    )
    account.emit("charge.succeeded", charge)
    account.emit("payment_intent.succeeded", intent)


def _decline(account: Account, intent: Json, method: Json, why: Decline, *, charged: bool = True) -> CardError:
    charge = None
    if charged:
        charge = _charge(account, intent, method)
        charge.update(
            failure_code=why.code,
            failure_message=why.message,
            outcome=_outcome("declined_by_network", "issuer_declined", why.message, why.decline_code),
            status="failed",
        )
        intent["latest_charge"] = charge["id"]
    refusal = cards.error(why, charge=charge and charge["id"], payment_method=rendered(method, account.base_url))
    intent.update(status="requires_payment_method", payment_method=None, last_payment_error=refusal.fields)
    if charge is not None:
        account.emit("charge.failed", charge)
    account.emit("payment_intent.payment_failed", intent)
    refusal.fields = {**refusal.fields, "payment_intent": rendered(intent, account.base_url)}
    return refusal


def _charge(account: Account, intent: Json, method: Json) -> Json:
    card = method["card"]
    return account.objects.new(
        "charge",
        account.now(intent["customer"]),
        amount=intent["amount"],
        billing_details=dict(method["billing_details"]),
        currency=intent["currency"],
        customer=intent["customer"],
        description=intent["description"],
        metadata=dict(intent["metadata"]),
        payment_intent=intent["id"],
        payment_method=method["id"],
        payment_method_details={
            "card": {
                "amount_authorized": intent["amount"],
                "authorization_code": "123456",
                "brand": card["brand"],
                "checks": dict(card["checks"]),
                "country": card["country"],
                "exp_month": card["exp_month"],
                "exp_year": card["exp_year"],
                "extended_authorization": {"status": "disabled"},
                "fingerprint": card["fingerprint"],
                "funding": card["funding"],
                "incremental_authorization": {"status": "unavailable"},
                "installments": None,
                "last4": card["last4"],
                "mandate": None,
                "multicapture": {"status": "unavailable"},
                "network": card["brand"],
                "network_token": {"used": False},
                "network_transaction_id": None,
                "overcapture": {"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
                "regulated_status": "unregulated",
                "three_d_secure": None,
                "transaction_link_id": None,
                "wallet": None,
            },
            "type": "card",
        },
    )


def _outcome(network_status: str, kind: str, message: str, reason: str | None = None) -> Json:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": network_status,
        "reason": reason,
        "risk_level": "normal",
        "seller_message": message,
        "type": kind,
    }
