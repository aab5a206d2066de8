"""Whatever payers, merchants and time do, in any order: no money is taken twice or from nowhere, and nothing breaks."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from sandbox.stripe import TEST_CARDS, LocalStripe
from sandbox.stripe.errors import StripeError
from tests.fakes.shop import DAY

START = 1_790_000_000.0
cards = st.sampled_from([card.number for card in TEST_CARDS])


class Lives(RuleBasedStateMachine):
    """One merchant, a few customers, and everything that the product or a person could ask for."""

    customers = Bundle("customers")
    subscriptions = Bundle("subscriptions")

    def __init__(self) -> None:
        super().__init__()
        self.local = LocalStripe(lambda: START)
        self.local.base_url = "http://127.0.0.1:1/stripe"

    def ask(self, method: str, path: str, **parameters: Any) -> tuple[int, Any]:
        status, body = self.local.api.call(method, f"/v1/{path}", parameters)
        assert status in (200, 400, 402, 404), body
        json.dumps(body)
        return status, body

    @initialize()
    def opens(self) -> None:
        product = self.ask("POST", "products", name="Premium")[1]["id"]
        self.prices = [
            self.ask(
                "POST", "prices", product=product, currency="eur", unit_amount=amount, recurring={"interval": every}
            )[1]["id"]
            for every, amount in (("month", "790"), ("year", "6900"))
        ]

    @rule(target=customers)
    def comes(self) -> str:
        return self.ask("POST", "customers")[1]["id"]

    @rule(target=subscriptions, customer=customers, plan=st.integers(0, 1))
    def subscribes(self, customer: str, plan: int) -> str:
        status, made = self.ask(
            "POST",
            "subscriptions",
            customer=customer,
            items=[{"price": self.prices[plan]}],
            payment_behavior="default_incomplete",
            payment_settings={"save_default_payment_method": "on_subscription"},
        )
        return made["id"] if status == 200 else "sub_none"

    def open_invoice(self, subscription: str) -> str | None:
        waiting = self.ask("GET", "invoices", subscription=subscription, status="open")[1]["data"]
        return waiting[0]["id"] if waiting else None

    @rule(subscription=subscriptions, card=cards, passed=st.booleans())
    def pays(self, subscription: str, card: str, passed: bool) -> None:
        invoice = self.open_invoice(subscription)
        if invoice is None:
            return
        outcome = self.local.pay_invoice(invoice, card)
        if outcome.status == "requires_action" and outcome.intent is not None:
            self.local.authenticate(outcome.intent["id"], passed=passed)

    @rule(subscription=subscriptions)
    def voids(self, subscription: str) -> None:
        invoice = self.open_invoice(subscription)
        if invoice is not None:
            self.ask("POST", f"invoices/{invoice}/void")

    @rule(subscription=subscriptions, at_the_end=st.sampled_from(["true", "false"]))
    def chooses_renewal(self, subscription: str, at_the_end: str) -> None:
        self.ask("POST", f"subscriptions/{subscription}", cancel_at_period_end=at_the_end)

    @rule(subscription=subscriptions)
    def cancels(self, subscription: str) -> None:
        self.ask("DELETE", f"subscriptions/{subscription}")

    @rule(customer=customers, card=cards)
    def changes_card(self, customer: str, card: str) -> None:
        try:
            self.local.save_card(customer, card)
        except StripeError:
            assert self.ask("GET", f"customers/{customer}")[1]["deleted"]

    @rule(customer=customers)
    def is_deleted(self, customer: str) -> None:
        self.ask("DELETE", f"customers/{customer}")

    @rule(which=st.integers(0, 20), amount=st.sampled_from([None, "100"]))
    def is_refunded(self, which: int, amount: str | None) -> None:
        charges = self.local.objects.all("charge")
        if charges:
            parameters = {"charge": charges[which % len(charges)]["id"]}
            self.ask("POST", "refunds", **parameters, **({"amount": amount} if amount else {}))

    @rule(seconds=st.sampled_from([1, 3_600, DAY, 7 * DAY, 31 * DAY, 400 * DAY]))
    def time_passes(self, seconds: int) -> None:
        self.local.advance(seconds)
        assert self.local.catch_up() == 0

    @rule()
    def is_restarted(self) -> None:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "stripe.json"
            self.local._keeper._path = file
            self.local.objects.changes += 1
            self.local._keeper.write()
            self.local = LocalStripe(lambda: START, state_file=file)
        self.local._keeper._path = None
        self.local.base_url = "http://127.0.0.1:1/stripe"

    @invariant()
    def an_invoice_is_paid_by_exactly_one_charge(self) -> None:
        objects = self.local.objects
        for payment in objects.all("invoice_payment"):
            invoice = objects.get("invoice", payment["invoice"])
            intent = objects.get("payment_intent", payment["payment"]["payment_intent"])
            taken = objects.all("charge", payment_intent=intent["id"], status="succeeded")
            assert len(taken) == (1 if intent["status"] == "succeeded" else 0)
            assert sum(charge["amount_captured"] for charge in taken) == invoice["amount_paid"]
            assert (payment["status"], invoice["status"], intent["status"] in ("succeeded", "canceled")) in (
                ("open", "open", False),
                ("paid", "paid", True),
                ("canceled", "void", True),
            )

    @invariant()
    def a_subscription_stands_where_its_invoices_say(self) -> None:
        for subscription in self.local.objects.all("subscription"):
            latest = self.local.objects.get("invoice", subscription["latest_invoice"])
            if subscription["status"] == "active":
                assert latest["status"] in ("paid", "draft", "void")
            elif subscription["status"] == "past_due":
                assert latest["billing_reason"] == "subscription_cycle"
            elif subscription["status"] == "incomplete":
                assert latest["status"] in ("open", "void")
            assert (subscription["ended_at"] is not None) == (
                subscription["status"] in ("canceled", "incomplete_expired")
            )

    @invariant()
    def nobody_gets_back_more_than_they_paid(self) -> None:
        for charge in self.local.objects.all("charge"):
            back = sum(refund["amount"] for refund in self.local.objects.all("refund", charge=charge["id"]))
            assert back == charge["amount_refunded"] <= charge["amount_captured"]
            assert charge["refunded"] == (charge["paid"] and back == charge["amount_captured"])


Lives.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestLives = Lives.TestCase
