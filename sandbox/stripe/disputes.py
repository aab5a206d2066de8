"""Money that goes back: refunds by the merchant, disputes by the cardholder."""

from sandbox.stripe.account import Account
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.objects import token
from sandbox.wire import Json

EVIDENCE_SECONDS = 9 * 86_400


def refund(account: Account, charge: Json, amount: int | None = None, **fields: object) -> Json:
    """Give back so many minor units; None: what is left. Raises InvalidRequest when that is too much."""
    if charge["refunded"]:
        raise InvalidRequest(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if charge["disputed"]:
        raise InvalidRequest(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed"
        )
    if not charge["paid"]:
        raise InvalidRequest(f"Charge {charge['id']} was not paid.", param="charge")
    left = charge["amount_captured"] - charge["amount_refunded"]
    if amount is not None and not 0 < amount <= left:
        raise InvalidRequest(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", param="amount"
        )
    made = account.objects.new(
        "refund",
        account.now(charge["customer"]),
        amount=left if amount is None else amount,
        balance_transaction=f"txn_{token()}",
        charge=charge["id"],
        currency=charge["currency"],
        payment_intent=charge["payment_intent"],
        **fields,
    )
    charge["amount_refunded"] += made["amount"]
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    account.emit("refund.created", made)
    account.emit("charge.refunded", charge)
    return made


def open_dispute(account: Account, charge: Json, reason: str = "fraudulent") -> Json:
    """The cardholder's bank takes the money back until it is decided. Raises InvalidRequest the second time."""
    if charge["disputed"] or not charge["paid"]:
        raise InvalidRequest(f"Charge {charge['id']} cannot be disputed.", param="charge")
    now = account.now(charge["customer"])
    dispute = account.objects.new(
        "dispute",
        now,
        amount=charge["amount"],
        charge=charge["id"],
        currency=charge["currency"],
        payment_intent=charge["payment_intent"],
        payment_method_details={
            "card": {
                "brand": charge["payment_method_details"]["card"]["brand"],
                "case_type": "chargeback",
                "network": charge["payment_method_details"]["card"]["network"],
                "network_reason_code": "10.4",
            },
            "type": "card",
        },
        reason=reason,
    )
    dispute["evidence_details"]["due_by"] = now + EVIDENCE_SECONDS
    charge["disputed"] = True
    account.emit("charge.dispute.created", dispute)
    account.emit("charge.dispute.funds_withdrawn", dispute)
    return dispute


def close_dispute(account: Account, dispute: Json, won: bool) -> None:
    """The bank decided. Raises InvalidRequest when it had already."""
    if dispute["status"] in ("won", "lost"):
        raise InvalidRequest(f"This dispute is already {dispute['status']}.")
    dispute["status"] = "won" if won else "lost"
    account.emit("charge.dispute.closed", dispute)
    if won:
        account.emit("charge.dispute.funds_reinstated", dispute)
