"""Payment intents, charges, refunds and disputes: https://docs.stripe.com/api/payment_intents."""

from sandbox.stripe import collecting, disputes, payments
from sandbox.stripe.calls import Call, Route
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.forms import Params
from sandbox.stripe.resources.payment_methods import method_for, method_from_data
from sandbox.wire import Json

_SMALLEST_AMOUNT = 50
_LARGEST_AMOUNT = 99_999_999
_CANCELLATIONS = ("abandoned", "duplicate", "fraudulent", "requested_by_customer")
_REASONS = ("duplicate", "fraudulent", "requested_by_customer")


def _create(call: Call) -> Json:
    params, account = call.params, call.account
    amount, currency = params.number("amount"), params.needed("currency").lower()
    if amount is None:
        raise InvalidRequest("Missing required param: amount.", param="amount", code="parameter_missing")
    if amount < _SMALLEST_AMOUNT:
        raise InvalidRequest("Amount must be at least 50 cents", param="amount", code="amount_too_small")
    if amount > _LARGEST_AMOUNT:
        raise InvalidRequest("Amount must be no more than 99999999", param="amount", code="amount_too_large")
    customer = call.customer(needed=False)
    description, metadata = params.text("description"), params.metadata()
    save = params.choice("setup_future_usage", ("off_session", "on_session")) == "off_session"
    method = _method(call)
    confirms, off_session = params.flag("confirm"), params.flag("off_session")
    return_url = params.text("return_url")
    fails_on_action = params.flag("error_on_requires_action")
    _ways(params)
    params.finish()
    if off_session and not confirms:
        raise InvalidRequest("The parameter `off_session` can only be used with `confirm=true`.", param="off_session")
    if off_session and save:
        raise InvalidRequest(
            "When `confirm=true`, `setup_future_usage` cannot be used with `off_session=true`.",
            param="setup_future_usage",
        )
    owner = customer["id"] if customer is not None else None
    intent = payments.new_intent(
        account, amount, currency, owner, description=description, metadata=metadata, save=save
    )
    if method is not None:
        intent.update(payment_method=method["id"], status="requires_confirmation")
    if confirms:
        _confirm(call, intent, method, off_session, return_url, fails_on_action)
    return intent


def _confirm_existing(call: Call) -> Json:
    intent, params = call.subject("payment_intent"), call.params
    method = _method(call)
    off_session, return_url = params.flag("off_session"), params.text("return_url")
    if params.choice("setup_future_usage", ("off_session", "on_session")) == "off_session":
        intent["setup_future_usage"] = "off_session"
    fails_on_action = params.flag("error_on_requires_action")
    _ways(params)
    params.finish()
    _confirm(call, intent, method, off_session, return_url, fails_on_action)
    return intent


def _confirm(
    call: Call, intent: Json, method: Json | None, off_session: bool, return_url: str | None, fails_on_action: bool
) -> None:
    method = method or call.account.objects.by_kind["payment_method"].get(intent["payment_method"] or "")
    if method is None:
        raise InvalidRequest(
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the "
            "PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a "
            "payment method.",
            code="payment_intent_unexpected_state",
        )
    if off_session and method["customer"] is None:
        raise InvalidRequest(
            "The provided PaymentMethod cannot be used off-session: it is not attached to a Customer.",
            param="payment_method",
        )
    refusal = payments.confirm(
        call.account, intent, method, off_session=off_session or fails_on_action, return_url=return_url
    )
    collecting.settle(call.account, intent)
    if refusal is not None:
        raise refusal


def _update(call: Call) -> Json:
    intent, params = call.subject("payment_intent"), call.params
    intent["description"] = params.text("description", intent["description"])
    intent["metadata"] = params.metadata(intent["metadata"])
    params.finish()
    return intent


def _cancel(call: Call) -> Json:
    intent = call.subject("payment_intent")
    reason = call.params.choice("cancellation_reason", _CANCELLATIONS)
    call.params.finish()
    if "_invoice" in intent:
        raise InvalidRequest("You cannot cancel a PaymentIntent created by an invoice; void the invoice instead.")
    payments.cancel(call.account, intent, reason)
    return intent


def _method(call: Call) -> Json | None:
    params = call.params
    method = method_for(call, params.text("payment_method"))
    if "payment_method_data" in params:
        method = method_from_data(call, params.inner("payment_method_data"))
    return method


def _ways(params: Params) -> None:
    """How it may be paid: here only by card.

    https://docs.stripe.com/changelog/endive/2026-09-30/removes-the-payment-method-types-parameter-from-payment-intents-and-setup-intents
    """
    if "payment_method_types" in params:
        raise InvalidRequest(
            "The parameter payment_method_types is no longer supported on this API version.",
            param="payment_method_types",
            code="payment_method_types_no_longer_supported",
        )
    params.texts("allowed_payment_method_types")
    params.ignore("automatic_payment_methods", "confirmation_method", "capture_method", "receipt_email")


def _list_intents(call: Call) -> Json:
    return call.page(call.account.objects.all("payment_intent", customer=call.params.text("customer")))


def _list_charges(call: Call) -> Json:
    params = call.params
    return call.page(
        call.account.objects.all(
            "charge", customer=params.text("customer"), payment_intent=params.text("payment_intent")
        )
    )


def _create_refund(call: Call) -> Json:
    params, objects = call.params, call.account.objects
    charge_id, intent_id = params.text("charge"), params.text("payment_intent")
    amount, reason, metadata = params.number("amount"), params.choice("reason", _REASONS), params.metadata()
    params.finish()
    if intent_id is not None:
        intent = objects.get("payment_intent", intent_id, "payment_intent")
        if intent["status"] != "succeeded":
            raise InvalidRequest(
                f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.",
                code="payment_intent_unexpected_state",
            )
        charge_id = intent["latest_charge"]
    if charge_id is None:
        raise InvalidRequest(
            "One of the following params should be provided for this request: payment_intent or charge."
        )
    charge = objects.get("charge", charge_id, "charge")
    return disputes.refund(call.account, charge, amount, reason=reason, metadata=metadata)


def _list_of_payment(kind: str) -> Route:
    def listed(call: Call) -> Json:
        params = call.params
        return call.page(
            call.account.objects.all(kind, charge=params.text("charge"), payment_intent=params.text("payment_intent"))
        )

    return ("GET", f"/{kind}s", listed)


def _retrieve(kind: str) -> Route:
    def retrieve(call: Call) -> Json:
        call.params.ignore("client_secret")
        return call.subject(kind)

    return ("GET", f"/{kind}s/{{}}", retrieve)


def _close_dispute(call: Call) -> Json:
    """The merchant gives in: https://docs.stripe.com/api/disputes/close."""
    dispute = call.subject("dispute")
    call.params.finish()
    disputes.close_dispute(call.account, dispute, won=False)
    return dispute


ROUTES: tuple[Route, ...] = (
    ("POST", "/payment_intents", _create),
    ("GET", "/payment_intents", _list_intents),
    _retrieve("payment_intent"),
    ("POST", "/payment_intents/{}", _update),
    ("POST", "/payment_intents/{}/confirm", _confirm_existing),
    ("POST", "/payment_intents/{}/cancel", _cancel),
    ("GET", "/charges", _list_charges),
    _retrieve("charge"),
    ("POST", "/refunds", _create_refund),
    _list_of_payment("refund"),
    _retrieve("refund"),
    _list_of_payment("dispute"),
    _retrieve("dispute"),
    ("POST", "/disputes/{}/close", _close_dispute),
)
