"""What Stripe's objects mean for us: pure readings of the shapes of its API."""

from datetime import UTC, datetime
from typing import Any

import pytest

from backend.billing.ports import CardPayment, Coverage, CoverageStatus
from backend.billing.stripe_meaning import coverage_of, payment_of, receipt_of
from backend.billing.stripe_shapes import Dispute, Invoice, PaymentIntent, Subscription
from backend.contract.premium import PlanId, Price, Rail, Receipt

BEGAN, FIRST_END, SECOND_END = (datetime(2026, month, 22, 9, tzinfo=UTC) for month in (10, 11, 12))


def subscription(status: str = "active", interval: str = "month", count: int = 1, **more: Any) -> Subscription:
    price = {
        "id": "price_1",
        "currency": "eur",
        "unit_amount": 790,
        "recurring": {"interval": interval, "interval_count": count},
    }
    return Subscription.model_validate(
        {
            "id": "sub_1",
            "object": "subscription",
            "customer": "cus_1",
            "status": status,
            "created": int(BEGAN.timestamp()),
            "items": {"object": "list", "data": [{"id": "si_1", "price": price}]},
            **more,
        }
    )


def invoice(id_: str, end: datetime, **more: Any) -> Invoice:
    line = {
        "period": {"start": 0, "end": int(end.timestamp())},
        "parent": {"type": "subscription_item_details", "subscription_item_details": {"proration": False}},
    }
    return Invoice.model_validate(
        {
            "id": id_,
            "status": "paid",
            "created": int(BEGAN.timestamp()),
            "currency": "eur",
            "amount_paid": 790,
            "hosted_invoice_url": f"https://pay/{id_}",
            "parent": {"subscription_details": {"subscription": "sub_1"}},
            "lines": {"data": [line]},
            "payments": {"data": [{"status": "paid", "payment": {"payment_intent": f"pi_{id_}"}}]},
            **more,
        }
    )


FIRST, SECOND = invoice("in_1", FIRST_END), invoice("in_2", SECOND_END)


def kept(_: Invoice) -> None:
    return None


@pytest.mark.parametrize(
    ("status", "means", "renews"),
    [
        ("incomplete", CoverageStatus.OPEN, False),
        ("incomplete_expired", CoverageStatus.OVER, False),
        ("trialing", CoverageStatus.PAID, True),
        ("active", CoverageStatus.PAID, True),
        ("past_due", CoverageStatus.RETRYING, True),
        ("unpaid", CoverageStatus.OVER, False),
        ("canceled", CoverageStatus.OVER, False),
        ("paused", CoverageStatus.OVER, False),
        ("something Stripe thinks of tomorrow", CoverageStatus.OVER, False),
    ],
)
def test_each_status_of_a_subscription_has_a_meaning(status: str, means: CoverageStatus, renews: bool) -> None:
    found = coverage_of(subscription(status), [FIRST, SECOND], kept)
    assert found == Coverage(
        "sub_1", Rail.STRIPE_INVOICE, PlanId.MONTH, means, BEGAN, Price(amount=790, currency="EUR"), SECOND_END, renews
    )


def test_what_was_never_paid_is_good_until_never() -> None:
    found = coverage_of(subscription("incomplete"), [], kept)
    assert found is not None
    assert found.paid_until is None


@pytest.mark.parametrize("order", [[FIRST, SECOND], [SECOND, FIRST]])
@pytest.mark.parametrize("fate", [CoverageStatus.REFUNDED, CoverageStatus.DISPUTED])
def test_the_last_payment_decides_what_became_of_the_money(order: list[Invoice], fate: CoverageStatus) -> None:
    last_is_gone = coverage_of(subscription(), order, lambda one: fate if one is SECOND else None)
    first_is_gone = coverage_of(subscription(), order, lambda one: fate if one is FIRST else None)

    assert last_is_gone is not None
    assert (last_is_gone.status, last_is_gone.paid_until) == (fate, FIRST_END)
    assert first_is_gone is not None
    assert (first_is_gone.status, first_is_gone.paid_until) == (CoverageStatus.PAID, SECOND_END)


def test_an_invoice_of_another_subscription_pays_for_nothing_here() -> None:
    other = invoice("in_3", SECOND_END, parent={"subscription_details": {"subscription": "sub_2"}})
    manual = invoice("in_4", SECOND_END, parent=None)
    found = coverage_of(subscription(), [FIRST, other, manual], kept)
    assert found is not None
    assert found.paid_until == FIRST_END


def test_a_proration_is_no_period() -> None:
    proration = {
        "period": {"start": 0, "end": int(SECOND_END.timestamp())},
        "parent": {"subscription_item_details": {"proration": True}},
    }
    first = invoice("in_1", FIRST_END)
    mixed = first.model_copy(
        update={
            "lines": Invoice.model_validate(
                {**first.model_dump(), "lines": {"data": [*first.model_dump()["lines"]["data"], proration]}}
            ).lines
        }
    )
    assert mixed.good_until == FIRST_END


@pytest.mark.parametrize(
    "cancelled",
    [
        {"cancel_at_period_end": True},
        {"cancel_at": int(SECOND_END.timestamp())},
        {"pause_collection": {"behavior": "void", "resumes_at": None}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_was_cancelled_stays_paid_and_does_not_renew(cancelled: dict[str, Any]) -> None:
    found = coverage_of(subscription(**cancelled), [FIRST], kept)
    assert found is not None
    assert (found.status, found.renews, found.paid_until) == (CoverageStatus.PAID, False, FIRST_END)


@pytest.mark.parametrize(
    ("interval", "count", "plan"),
    [("month", 1, PlanId.MONTH), ("year", 1, PlanId.YEAR), ("month", 3, None), ("week", 1, None), ("day", 1, None)],
)
def test_a_plan_is_known_by_its_length_and_other_things_are_none_of_ours(
    interval: str, count: int, plan: PlanId | None
) -> None:
    found = coverage_of(subscription(interval=interval, count=count), [FIRST], kept)
    assert (found.plan if found else None) == plan


def test_a_receipt_is_a_paid_invoice_of_a_plan() -> None:
    paid_at = datetime(2026, 10, 22, 9, 5, tzinfo=UTC)
    paid = invoice("in_1", FIRST_END, status_transitions={"paid_at": int(paid_at.timestamp())})
    assert receipt_of(paid, {"sub_1": PlanId.MONTH}, refunded=True) == Receipt(
        paid_at=paid_at,
        price=Price(amount=790, currency="EUR"),
        plan=PlanId.MONTH,
        url="https://pay/in_1",
        refunded=True,
    )


def test_no_receipt_for_nothing_or_for_something_else() -> None:
    assert receipt_of(invoice("in_1", FIRST_END, amount_paid=0), {"sub_1": PlanId.MONTH}, refunded=False) is None
    assert receipt_of(FIRST, {"sub_2": PlanId.MONTH}, refunded=False) is None
    assert receipt_of(invoice("in_1", FIRST_END, parent=None), {"sub_1": PlanId.MONTH}, refunded=False) is None


def intent(**more: Any) -> PaymentIntent:
    return PaymentIntent.model_validate(
        {
            "id": "pi_1",
            "amount": 790,
            "amount_received": 790,
            "currency": "eur",
            "status": "succeeded",
            "customer": "cus_1",
            "payment_method": {"id": "pm_1", "customer": "cus_1"},
            "setup_future_usage": "off_session",
            "latest_charge": {
                "id": "ch_1",
                "amount": 790,
                "currency": "eur",
                "status": "succeeded",
                "receipt_url": "https://receipt",
            },
            "metadata": {"purchase": "1"},
            **more,
        }
    )


def test_a_payment_intent_in_our_words() -> None:
    assert payment_of(intent(), disputed=False) == CardPayment(
        "pi_1",
        "succeeded",
        Price(amount=790, currency="EUR"),
        customer_id="cus_1",
        payment_method_id="pm_1",
        reusable=True,
        receipt_url="https://receipt",
        metadata={"purchase": "1"},
    )


@pytest.mark.parametrize(
    "change",
    [
        {"setup_future_usage": None},
        {"setup_future_usage": "on_session"},
        {"customer": None},
        {"payment_method": {"id": "pm_1", "customer": None}},
        {"payment_method": {"id": "pm_1", "customer": "cus_2"}},
        {"payment_method": None},
        {"payment_method": "pm_1"},
        {"status": "requires_payment_method"},
    ],
    ids=str,
)
def test_a_card_may_be_charged_again_only_if_it_was_kept_for_that(change: dict[str, Any]) -> None:
    assert not payment_of(intent(**change), disputed=False).reusable


def test_what_arrived_counts_not_what_was_asked_for() -> None:
    assert payment_of(intent(amount_received=500), disputed=False).price.amount == 500
    assert payment_of(intent(status="requires_action", amount_received=0), disputed=False).price.amount == 790


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ({"code": "card_declined", "decline_code": "insufficient_funds"}, "insufficient_funds"),
        ({"code": "expired_card"}, "expired_card"),
        (None, None),
    ],
)
def test_a_decline_has_its_reason(error: dict[str, str] | None, code: str | None) -> None:
    refused = intent(status="requires_payment_method", last_payment_error=error, latest_charge=None)
    assert payment_of(refused, disputed=False).decline_code == code


@pytest.mark.parametrize(
    ("status", "holds"),
    [
        ("warning_needs_response", False),
        ("warning_under_review", False),
        ("warning_closed", False),
        ("needs_response", True),
        ("under_review", True),
        ("lost", True),
        ("won", False),
        ("prevented", False),
    ],
)
def test_a_dispute_holds_while_the_bank_has_the_money(status: str, holds: bool) -> None:
    assert Dispute(status=status).holds == holds
