"""A payment's life: whatever order its events come in, how often, and wherever it breaks off, the end is the same."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import combinations_with_replacement, permutations
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from backend.billing.entitlement import entitlement
from backend.billing.ports import PurchaseRecord, StripeEvent
from backend.contract.premium import (
    Buy,
    PlanId,
    PremiumState,
    Price,
    Rail,
    RecordPayment,
    RenewalChoice,
)
from backend.errors import AlreadyPremium, PurchaseNotFound, StripeUnavailable
from tests.fakes.billing import BillingWorld, FakeSubscription, PowerCut

FIVE = ("created", "finalised", "paid", "updated", "refunded")
_GOOD = (PremiumState.ACTIVE, PremiumState.GRACE)


def told(world: BillingWorld, *, id_: str, type_: str = "invoice.paid") -> None:
    """Stripe's webhook: stored, then dealt with, as ``backend.billing.webhook`` does it."""
    customer = world.store.account(world.anna).customer_id
    event = StripeEvent(
        id_, type_, world.clock.now(), {"customer": customer} if customer else {"subscription": "sub_0"}
    )
    if world.store.add_event(event):
        world.billing.deal_with(event)


def what_it_comes_to(world: BillingWorld) -> tuple[object, ...]:
    account = world.store.account(world.anna)
    stands = entitlement(account.covered, world.clock.now())
    [purchase] = world.store.purchases(world.anna, 9)
    return stands.state, stands.cause, stands.until, account.state, account.until, purchase.state


def happened(world: BillingWorld, *, refunded: bool) -> None:
    world.billing.buy(world.anna, Buy(id=uuid4(), plan=PlanId.MONTH))
    payment = world.stripe.pays("sub_0")
    if refunded:
        world.stripe.refunds(payment)


@pytest.mark.parametrize("refunded", [False, True])
def test_every_order_of_five_events_with_repetitions_comes_to_the_same(refunded: bool) -> None:
    """All 5! orders, and each with any one event again at any place, told after all has happened at Stripe."""
    ends = set()
    for order in permutations(FIVE):
        for again in ((), *((one,) for one in FIVE)):
            world = BillingWorld()
            happened(world, refunded=refunded)
            for name in (*order, *again):
                told(world, id_=f"evt_{name}")
            ends.add(what_it_comes_to(world))
    assert len(ends) == 1
    assert next(iter(ends))[0] is (PremiumState.REVOKED if refunded else PremiumState.ACTIVE)


def test_every_choice_of_five_told_while_it_happens_comes_to_the_same() -> None:
    """Any five of the five, repetitions among them, some lost: told between what happens; then the clock strikes."""
    ends = set()
    for chosen in combinations_with_replacement(FIVE, 5):
        for moment in range(4):
            world = BillingWorld()
            steps: list[Callable[[], object]] = [
                lambda w=world: w.billing.buy(w.anna, Buy(id=uuid4(), plan=PlanId.MONTH)),
                lambda w=world: w.stripe.pays("sub_0"),
                lambda w=world: w.stripe.refunds("pi_0"),
            ]
            for n, step in enumerate(steps):
                step()
                if n >= moment:
                    for name in chosen:
                        told(world, id_=f"evt_{name}_{n}")
            world.passes(hours=1)
            told(world, id_="evt_late")
            ends.add(what_it_comes_to(world)[:2])
    assert len(ends) == 1


# ---- a crash after each write ----


def a_purchase_by_invoice(world: BillingWorld) -> None:
    world.billing.buy(world.anna, Buy(id=PURCHASE, plan=PlanId.MONTH))
    if not world.stripe.subscriptions["sub_0"].periods:
        world.stripe.pays("sub_0")
    told(world, id_="evt_1")


def a_payment_by_card(world: BillingWorld) -> None:
    made = world.billing.buy(world.anna, Buy(id=PURCHASE, plan=PlanId.MONTH))
    if not world.stripe.payments:
        world.stripe.card_payment(made.price, reusable=True)
    world.billing.record_payment(
        RecordPayment(
            athlete_id=world.anna,
            purchase_id=PURCHASE,
            price=made.price,
            charge_id="charge_1",
            provider_charge_id="pi_0",
            paid_at=world.clock.now(),
        )
    )


def two_plans_paid(world: BillingWorld) -> None:
    a_purchase_by_invoice(world)
    older = world.stripe.subscriptions["sub_0"]
    if "sub_1" not in world.stripe.subscriptions:  # a second one, by whatever way it came
        world.stripe.subscriptions["sub_1"] = replace(
            older,
            id="sub_1",
            periods=[],
            created=older.created + timedelta(minutes=5),
            price=Price(amount=6900, currency="EUR"),
            plan=PlanId.YEAR,
        )
        world.stripe.pays("sub_1")
    told(world, id_="evt_2")


PURCHASE = uuid4()
LIVES = {
    "invoice": (a_purchase_by_invoice, Rail.STRIPE_INVOICE, timedelta(hours=1)),
    "card": (a_payment_by_card, Rail.TELEGRAM_CARD, timedelta(hours=1)),
    "card, renewed": (a_payment_by_card, Rail.TELEGRAM_CARD, timedelta(days=31)),
    "two plans": (two_plans_paid, Rail.STRIPE_INVOICE, timedelta(hours=1)),
}


def lived(life: str, cut_after: int | None) -> tuple[BillingWorld, bool]:
    """The world after that life, and whether the power was cut in it; whoever was cut off does it again."""
    act, rail, then = LIVES[life]
    world = BillingWorld(rail)
    world.power.lasts = cut_after
    end, was_cut = world.clock.now() + then, False
    for do in (lambda: act(world), lambda: world.passes(seconds=(end - world.clock.now()).total_seconds())):
        try:
            do()
        except PowerCut:
            was_cut = True
            act(world)
            do()
    return world, was_cut


@pytest.mark.parametrize("life", LIVES)
def test_a_crash_after_any_write_comes_to_the_same(life: str) -> None:
    whole, _ = lived(life, None)
    cuts = 0
    for n in range(1, whole.power.writes + 1):
        world, was_cut = lived(life, n)
        cuts += was_cut
        assert what(world) == what(whole), f"cut after write {n}"
        assert told_of(world) == told_of(whole), f"cut after write {n}"
    assert cuts >= 8


def what(world: BillingWorld) -> tuple[object, ...]:
    """All that an athlete or their bank would notice; times to the hour, for who was cut off came a little later."""
    account, premium = world.store.account(world.anna), world.billing.look(world.anna)
    until = None if premium.until is None else premium.until.replace(minute=0)
    payments = [(one.charge_id, one.verified, one.declines) for one in world.store.payments(world.anna)]
    money = (world.stripe.refunded, len(world.stripe.charged), len(world.stripe.subscriptions))
    words = sorted(one.word for one in world.stripe.subscriptions.values())
    return account.state, account.cause, until, premium.renews, payments, money, words, premium.open_purchase


def told_of(world: BillingWorld) -> set[str]:
    """Each once; of two plans that are first seen together there is no renewal to tell."""
    news = world.outbox.news
    assert len(news) == len(set(news))
    return set(news) - ({"renewed"} if "double" in news else set())


# ---- two at once ----


def test_an_older_look_never_wins() -> None:
    # GIVEN a look that begins before the payment, and whose answer comes after another look has seen it
    world = BillingWorld()
    world.billing.buy(world.anna, Buy(id=uuid4(), plan=PlanId.MONTH))
    others = iter([lambda: (world.stripe.pays("sub_0"), world.books.sync(world.anna, world.clock.now()))])
    world.stripe.when_asked = lambda: next(others, lambda: None)()
    # WHEN the older look ends
    world.books.sync(world.anna, world.clock.now())
    # THEN what the newer one saw stands, and it was told once
    assert world.store.account(world.anna).state is PremiumState.ACTIVE
    assert world.outbox.news == ["on"]
    assert len(world.store.changes(world.anna, 9)) == 1


def test_two_plans_paid_are_one_plan_and_one_refund() -> None:
    world, _ = lived("two plans", None)
    premium = world.billing.look(world.anna)
    assert (premium.plan, premium.renews) == (PlanId.YEAR, True)
    assert world.stripe.refunded == ["pi_0"]
    assert world.stripe.subscriptions["sub_0"].word == "canceled"
    assert world.outbox.news.count("double") == 1


def test_what_is_paid_in_the_moment_in_which_it_is_ended_is_given_back() -> None:
    # GIVEN a month that is paid, and another invoice that is open, as from another chat at once
    world = BillingWorld()
    world.billing.buy(world.anna, Buy(id=uuid4(), plan=PlanId.MONTH))
    world.stripe.pays("sub_0")
    world.books.sync(world.anna, world.clock.now())
    customer_id = world.store.account(world.anna).customer_id
    assert customer_id is not None
    price = Price(amount=6900, currency="EUR")
    year = PurchaseRecord(uuid4(), world.anna, PlanId.YEAR, Rail.STRIPE_INVOICE, price, world.clock.now())
    world.stripe.subscribe(customer_id, year)
    end = world.stripe.cancel_now

    def too_late(subscription_id: str) -> None:
        world.stripe.pays(subscription_id)
        end(subscription_id)

    # WHEN it is paid right before it is ended
    world.stripe.cancel_now = too_late  # type: ignore[method-assign]  # the moment in between
    world.books.sync(world.anna, world.clock.now())
    # THEN that payment goes back, once, and the month stays
    world.books.sync(world.anna, world.clock.now())
    assert world.stripe.refunded == ["pi_1"]
    assert world.outbox.news.count("double") == 1
    premium = world.billing.look(world.anna)
    assert (premium.plan, premium.renews) == (PlanId.MONTH, True)


# ---- longer lives ----


class Lives(RuleBasedStateMachine):
    """An athlete, Stripe and time, in any order. Whatever is not told is found by the clock, or by asking."""

    @initialize()
    def begin(self) -> None:
        self.world = BillingWorld()
        self.count = 0

    @property
    def subscriptions(self) -> list[FakeSubscription]:
        return list(self.world.stripe.subscriptions.values())

    @rule(plan=st.sampled_from(PlanId))
    def taps_buy(self, plan: PlanId) -> None:
        with_premium = self.truth()
        try:
            self.world.billing.buy(self.world.anna, Buy(id=uuid4(), plan=plan))
        except AlreadyPremium:
            assert with_premium
        except StripeUnavailable:
            assert self.world.stripe.away

    @precondition(lambda self: self.subscriptions)
    @rule(data=st.data())
    def something_happens_at_stripe(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.subscriptions))
        now = self.world.clock.now()
        match data.draw(st.sampled_from(["pays", "fails", "expires", "refunds", "disputes", "cancels", "declines"])):
            case "pays" if one.word == "incomplete":
                self.world.stripe.pays(one.id)
            case "pays" if one.word in ("active", "past_due") and one.periods[-1][0] <= now and not one.ends_itself:
                self.world.stripe.pays(one.id)
            case "fails" if one.word == "active" and one.periods[-1][0] <= now:
                one.word = "past_due"
            case "expires" if one.word in ("incomplete", "past_due"):
                one.word = "canceled"
            case "refunds" if one.periods:
                self.world.stripe.refunds(one.periods[-1][1])
            case "disputes" if one.periods:
                self.world.stripe.disputes(one.periods[-1][1])
            case "cancels" if one.word == "active":
                one.ends_itself = not one.ends_itself
            case "declines" if one.word == "incomplete":
                one.declined = "generic_decline"

    @rule()
    def stripe_goes_or_comes(self) -> None:
        self.world.stripe.away = not self.world.stripe.away

    @rule(again=st.booleans())
    def an_event_comes(self, again: bool) -> None:
        self.count += not again
        try:
            told(self.world, id_=f"evt_{self.count}")
        except StripeUnavailable:
            assert self.world.stripe.away

    @rule(hours=st.sampled_from([0.02, 1, 7, 24, 72, 24 * 28]))
    def time_goes_by(self, hours: float) -> None:
        self.world.clock.turn(hours=hours)
        self.world.billing.tick(self.world.clock.now(), 10)

    @rule(renews=st.booleans())
    def chooses(self, renews: bool) -> None:
        with suppress(PurchaseNotFound, StripeUnavailable):
            self.world.billing.choose_renewal(self.world.anna, RenewalChoice(renews=renews))

    def truth(self) -> bool:
        """Whether anything at Stripe covers now, by the fake's own books."""
        now = self.world.clock.now()
        for one in self.subscriptions:
            ends = [end for end, payment in one.periods if not self.world.stripe._is_gone(payment)]
            if ends and max(ends) + timedelta(days=3) > now:
                return True
        return False

    @invariant()
    def nobody_has_what_nobody_paid(self) -> None:
        if hasattr(self, "world") and not self.world.stripe.away:
            account = self.world.books.sync(self.world.anna, self.world.clock.now())
            stands = entitlement(account.covered, self.world.clock.now())
            assert account.state is stands.state
            assert not (stands.works and not self.truth())
            renewing = [one for one in self.subscriptions if one.word == "active" and not one.ends_itself]
            paid = [one for one in renewing if not self.world.stripe._is_gone(one.periods[-1][1])]
            now = self.world.clock.now()
            assert len([one for one in paid if one.periods[-1][0] > now]) <= 1, "two plans at once take money"

    @invariant()
    def changes_are_numbered_as_they_were_told(self) -> None:
        if hasattr(self, "world"):
            assert (
                len(self.world.store.changes(self.world.anna, 999)) == self.world.store.account(self.world.anna).changed
            )
            payments = self.world.stripe.refunded
            assert len(payments) == len(set(payments))


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
