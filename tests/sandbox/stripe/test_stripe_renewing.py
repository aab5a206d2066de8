"""What the clock does to a subscription: renewals, failed ones, the end of a cancelled one."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.stripe import LocalStripe
from sandbox.stripe.periods import period_end
from tests.fakes.shop import ASKS_ALWAYS, ASKS_FIRST, DAY, DECLINED, FAILS_LATER, PAYS, Shop
from tests.sandbox.conftest import Time

HOUR = 3_600


def end_of(subscription: stripe.Subscription) -> int:
    """The end of the period that runs: it is on the item today."""
    return int(subscription["items"]["data"][0]["current_period_end"])


async def test_a_month_later_it_is_paid_again(shop: Shop) -> None:
    first = await shop.subscribed()
    shop.local.advance(end_of(first) - shop.local.account.now() - 1)
    assert (await shop.fresh(first))["latest_invoice"]["id"] == first["latest_invoice"]["id"]
    # WHEN the period ends, THEN the next begins, its invoice a draft for an hour
    shop.local.advance(1)
    renewed = await shop.fresh(first)
    assert (renewed.status, renewed["latest_invoice"]["status"]) == ("active", "draft")
    assert renewed["latest_invoice"]["billing_reason"] == "subscription_cycle"
    assert end_of(renewed) > end_of(first)
    # AND then it is paid with the saved card
    shop.local.advance(HOUR)
    paid = await shop.fresh(first)
    assert (paid["latest_invoice"]["status"], paid["latest_invoice"]["amount_paid"]) == ("paid", 790)
    assert paid["latest_invoice"]["created"] == end_of(first)


async def test_a_year_that_passes_at_once_is_twelve_renewals_in_order(shop: Shop, time: Time) -> None:
    first = await shop.subscribed()
    # WHEN the sandbox's own clock is moved by a year
    time.now += 366 * DAY
    invoices = await shop.ask(shop.v1.invoices.list, {"subscription": first.id, "limit": 100})
    # THEN thirteen were paid, each when it was due
    assert [invoice.status for invoice in invoices.data] == ["paid"] * 13
    days = [datetime.fromtimestamp(invoice.created, UTC).day for invoice in invoices.data]
    assert set(days) == {datetime.fromtimestamp(first.created, UTC).day}


async def test_a_renewal_that_is_declined_is_tried_again_and_ends_at_last(shop: Shop) -> None:
    first = await shop.subscribed(FAILS_LATER)
    shop.local.advance(end_of(first) - shop.local.account.now() + HOUR)
    # THEN it is past due, and the next attempt is planned
    late = await shop.fresh(first)
    invoice = late["latest_invoice"]
    assert (late.status, invoice["status"], invoice["attempt_count"]) == ("past_due", "open", 1)
    assert invoice["next_payment_attempt"] == end_of(first) + HOUR + DAY
    assert shop.told()[-5:] == [
        "charge.failed",
        "payment_intent.payment_failed",
        "invoice.updated",
        "invoice.payment_failed",
        "customer.subscription.updated",
    ]
    # AND after the last attempt Stripe gives up
    shop.local.advance(7 * DAY)
    over = await shop.fresh(first)
    assert (over.status, over.cancellation_details["reason"]) == ("canceled", "payment_failed")
    assert (over["latest_invoice"]["status"], over["latest_invoice"]["attempt_count"]) == ("open", 5)
    assert over["latest_invoice"]["next_payment_attempt"] is None
    assert shop.told()[-1] == "customer.subscription.deleted"


async def test_a_new_card_in_time_mends_a_failed_renewal(shop: Shop) -> None:
    first = await shop.subscribed(FAILS_LATER)
    shop.local.advance(end_of(first) - shop.local.account.now() + 2 * HOUR)
    assert shop.local.save_card(str(first.customer), DECLINED).status == "declined"
    assert shop.local.save_card(str(first.customer), PAYS).status == "paid"
    shop.local.advance(DAY)
    mended = await shop.fresh(first)
    assert (mended.status, mended["latest_invoice"]["status"]) == ("active", "paid")


async def test_a_failed_renewal_can_be_paid_on_its_page(shop: Shop) -> None:
    first = await shop.subscribed(FAILS_LATER)
    shop.local.advance(end_of(first) - shop.local.account.now() + 2 * HOUR)
    late = await shop.fresh(first)
    assert shop.local.pay_invoice(late["latest_invoice"]["id"], PAYS).status == "paid"
    assert (await shop.fresh(first)).status == "active"


async def test_voiding_what_is_owed_makes_it_active_again(shop: Shop) -> None:
    first = await shop.subscribed(FAILS_LATER)
    shop.local.advance(end_of(first) - shop.local.account.now() + 2 * HOUR)
    await shop.ask(shop.v1.invoices.void_invoice, (await shop.fresh(first))["latest_invoice"]["id"])
    assert (await shop.fresh(first)).status == "active"


@pytest.mark.parametrize(("card", "status"), [(ASKS_FIRST, "active"), (ASKS_ALWAYS, "past_due")])
async def test_a_card_that_asked_once_renews_unless_it_always_asks(shop: Shop, card: str, status: str) -> None:
    made = await shop.subscribe(await shop.customer())
    outcome = shop.local.pay_invoice(made["latest_invoice"]["id"], card)
    assert outcome.intent is not None
    shop.local.authenticate(outcome.intent["id"], passed=True)
    shop.local.advance(31 * DAY)
    renewed = await shop.fresh(made)
    assert renewed.status == status
    intent = await shop.intent_of(renewed["latest_invoice"]["id"])
    if status == "past_due":
        assert intent.last_payment_error is not None
        assert intent.last_payment_error.code == "authentication_required"


async def test_cancelled_at_the_periods_end_it_runs_until_then(shop: Shop) -> None:
    first = await shop.subscribed()
    cancelled = await shop.ask(shop.v1.subscriptions.update, first.id, {"cancel_at_period_end": True})
    assert (cancelled.status, cancelled.cancel_at_period_end, cancelled.cancel_at) == ("active", True, end_of(first))
    shop.local.advance(end_of(first) - shop.local.account.now() - 1)
    assert (await shop.fresh(first)).status == "active"
    shop.local.advance(1)
    ended = await shop.fresh(first)
    assert (ended.status, ended.ended_at) == ("canceled", end_of(first))
    assert (await shop.ask(shop.v1.subscriptions.list, {"customer": first.customer})).data == []
    listed = await shop.ask(shop.v1.subscriptions.list, {"customer": first.customer, "status": "all"})
    assert [one.id for one in listed.data] == [first.id]


async def test_a_cancellation_can_be_taken_back(shop: Shop) -> None:
    first = await shop.subscribed()
    shop.local.set_renewal(first.id, renews=False)
    resumed = await shop.ask(shop.v1.subscriptions.update, first.id, {"cancel_at_period_end": False})
    assert (resumed.cancel_at_period_end, resumed.cancel_at, resumed.canceled_at) == (False, None, None)
    shop.local.advance(32 * DAY)
    assert (await shop.fresh(first)).status == "active"


async def test_deleting_the_customer_ends_everything(shop: Shop) -> None:
    first = await shop.subscribed()
    customer = str(first.customer)
    gone = await shop.ask(shop.v1.customers.delete, customer)
    assert gone.to_dict() == {"id": customer, "object": "customer", "deleted": True}
    assert (await shop.fresh(first)).status == "canceled"
    assert (await shop.ask(shop.v1.customers.retrieve, customer)).to_dict()["deleted"] is True
    with pytest.raises(stripe.InvalidRequestError, match="No such customer"):
        await shop.ask(shop.v1.customers.delete, customer)
    with pytest.raises(stripe.InvalidRequestError, match="No such customer"):
        await shop.subscribe(customer)
    shop.local.advance(40 * DAY)
    listed = await shop.ask(shop.v1.subscriptions.list, {"customer": customer, "status": "all"})
    assert [one.status for one in listed.data] == ["canceled"]


async def test_a_test_clock_moves_only_its_customers(shop: Shop) -> None:
    now = int(shop.local.account.now())
    clock = await shop.ask(shop.v1.test_helpers.test_clocks.create, {"frozen_time": now, "name": "next month"})
    mine, other = await shop.customer(test_clock=clock.id), await shop.customer()
    subscriptions = [await shop.subscribe(mine), await shop.subscribe(other)]
    for made in subscriptions:
        shop.local.pay_invoice(made["latest_invoice"]["id"], PAYS)
    moved = await shop.ask(
        shop.v1.test_helpers.test_clocks.advance,
        clock.id,
        {"frozen_time": now + int(timedelta(days=32).total_seconds())},
    )
    assert moved.status == "ready"
    reasons = [(await shop.fresh(made))["latest_invoice"]["billing_reason"] for made in subscriptions]
    assert reasons == ["subscription_cycle", "subscription_create"]


@settings(deadline=None)
@given(
    anchor=st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),
    interval=st.sampled_from(["day", "week", "month", "year"]),
    count=st.integers(1, 6),
    number=st.integers(1, 60),
)
def test_periods_follow_one_another_on_the_anchors_day(
    anchor: datetime, interval: str, count: int, number: int
) -> None:
    start = int(anchor.timestamp())
    ends = [start] + [period_end(start, interval, count, at) for at in range(1, number + 1)]
    assert ends == sorted(set(ends))
    last = datetime.fromtimestamp(ends[-1], UTC)
    assert last.time().replace(microsecond=0) == anchor.time().replace(microsecond=0)
    if interval in ("month", "year"):
        short_month = (last + timedelta(days=1)).month != last.month
        assert last.day == anchor.day or (short_month and last.day < anchor.day)


def test_a_month_from_the_31st_of_january_ends_on_the_last_of_february() -> None:
    anchor = int(datetime(2027, 1, 31, 12, tzinfo=UTC).timestamp())
    ends = [datetime.fromtimestamp(period_end(anchor, "month", 1, number), UTC) for number in (1, 2, 3)]
    assert [(end.month, end.day) for end in ends] == [(2, 28), (3, 31), (4, 30)]


def test_without_a_server_time_passes_too() -> None:
    local = LocalStripe(lambda: 1_790_000_000.0)
    intent = local.charge_card(790, "EUR", PAYS, save=True, metadata={"purchase": "p1"})
    assert (intent["status"], intent["currency"], intent["metadata"]) == ("succeeded", "eur", {"purchase": "p1"})
    assert local.advance(40 * DAY) == 0
