"""Premium over the API, as the one-machine program puts it together: SQL beneath, Stripe played by a fake."""

import asyncio
import threading
from uuid import uuid4

import pytest

from backend.api.scopes import BILLING_ROUTES
from backend.billing.app import create_handler as create_billing_handler
from backend.billing.desk import Billing
from backend.billing.plans import read_plans
from backend.billing.sync import Books
from backend.client import Backend
from backend.contract.premium import (
    Buy,
    CheckPayment,
    PlanId,
    PremiumState,
    Price,
    Rail,
    RecordPayment,
    RenewalChoice,
)
from backend.embedded.gateway import GatewayTransport
from backend.errors import NoConsent, StripeUnavailable, WrongPayment
from backend.store.billing import SqlBilling
from backend.store.sql import SqlOutbox
from tests.fakes.billing import FakeStripe, MemoryCounts

MONTH = Price(amount=790, currency="EUR")


@pytest.fixture
def stripe(clock):
    return FakeStripe(clock.now)


@pytest.fixture
def rail() -> Rail:
    return Rail.STRIPE_INVOICE


@pytest.fixture
def billing(engine, store, stripe, clock, rail):
    books = Books(SqlBilling(engine), stripe, SqlOutbox(engine, clock), MemoryCounts(), rail)
    return Billing(books, store, read_plans(), clock, lambda: "https://t.me/bot")


@pytest.fixture
async def transport(handler, billing, issuer):
    premium = create_billing_handler(billing)

    def both(event, context):
        answers = premium if (event["httpMethod"], event["resource"]) in BILLING_ROUTES else handler
        return answers(event, context)

    apart = frozenset(BILLING_ROUTES) - {("POST", "/premium/checks")}
    transport = GatewayTransport(both, issuer.verify, apart=apart)
    yield transport
    await transport.aclose()


@pytest.fixture
async def backend(issuer, transport):
    return Backend("http://backend/v1", issuer, transport, bot_tokens=issuer)


async def test_who_buys_has_premium_and_whoever_erases_themselves_leaves_a_customer_to_delete(anna, stripe, billing):
    made = await anna.buy(Buy(id=uuid4(), plan=PlanId.MONTH))
    assert (made.price, made.paid) == (MONTH, False)
    stripe.pays("sub_0")
    assert (await anna.restore_premium()).state is PremiumState.ACTIVE
    assert not (await anna.choose_renewal(RenewalChoice(renews=False))).renews
    assert (await anna.premium()).can_resume
    assert (await anna.open_portal()).url
    stripe.away = True
    assert not (await anna.close_premium()).customer_deleted
    with pytest.raises(StripeUnavailable):
        await anna.restore_premium()
    await anna.erase()
    with pytest.raises(NoConsent):
        await anna.premium()
    assert len(billing.books.store.customers_to_delete(9)) == 1


async def test_what_is_said_of_a_price_by_who_buys_is_refused(http, anna, headers):
    me = (await anna.profile()).id
    command = {"id": str(uuid4()), "plan": "month", "price": {"amount": 1, "currency": "EUR"}}
    answer = await http.post("/premium/purchases", json=command, headers=await headers(me))
    assert answer.status_code == 422
    assert (await anna.premium()).open_purchase is None


@pytest.mark.parametrize("what", ["checks", "payments", "refunds"])
async def test_an_athlete_reports_no_payments(http, anna, headers, what):
    me = (await anna.profile()).id
    answer = await http.post(f"/premium/{what}", json={}, headers=await headers(me))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


class TestInTheChat:
    @pytest.fixture
    def rail(self) -> Rail:
        return Rail.TELEGRAM_CARD

    async def test_the_bot_reports_a_payment_and_it_is_premium(self, backend, anna, stripe, clock):
        me, bot = (await anna.profile()).id, backend.as_bot()
        made = await anna.buy(Buy(id=uuid4(), plan=PlanId.MONTH))
        agreed = {"athlete_id": me, "purchase_id": made.id}
        await bot.check_payment(CheckPayment(**agreed, price=made.price))
        with pytest.raises(WrongPayment):
            await bot.check_payment(CheckPayment(**agreed, price=Price(amount=1, currency="EUR")))
        paid = {"charge_id": "c", "provider_charge_id": stripe.card_payment(made.price), "paid_at": clock.now()}
        premium = await bot.record_payment(RecordPayment(**agreed, price=made.price, **paid))
        assert premium.state is PremiumState.ACTIVE
        with pytest.raises(WrongPayment):
            await bot.check_payment(CheckPayment(**agreed, price=made.price))

    async def test_a_check_waits_for_nobody_who_waits_for_stripe(self, backend, new_athlete, stripe, anna):
        # GIVEN a payment that is about to be made, and more athletes who ask Stripe than there are threads for that
        me = (await anna.profile()).id
        made = await anna.buy(Buy(id=uuid4(), plan=PlanId.MONTH))
        athletes = [await new_athlete() for _ in range(30)]
        for athlete in athletes:
            bought = await athlete.buy(Buy(id=uuid4(), plan=PlanId.MONTH))
            who = (await athlete.profile()).id
            paid = {"charge_id": who.hex, "provider_charge_id": stripe.card_payment(made.price)}
            when = {"paid_at": "2026-11-22T12:00:00Z"}
            command = {"athlete_id": who, "purchase_id": bought.id, "price": bought.price, **paid, **when}
            await backend.as_bot().record_payment(RecordPayment.model_validate(command))
        answers, asked = threading.Event(), threading.Semaphore(0)

        def thinks(_):
            asked.release()
            answers.wait(60)

        stripe.payment = thinks
        waiting = [asyncio.create_task(athlete.restore_premium()) for athlete in athletes]
        try:
            for _ in range(8):
                assert await asyncio.to_thread(asked.acquire, timeout=10)
            # WHEN Telegram asks, THEN it is answered while all of them wait
            async with asyncio.timeout(5):
                await backend.as_bot().check_payment(CheckPayment(athlete_id=me, purchase_id=made.id, price=made.price))
            assert not any(task.done() for task in waiting)
        finally:
            answers.set()
            await asyncio.gather(*waiting)
