"""The hosted invoice page, the bank's page of 3-D Secure, and receipts."""

from aiohttp import web

from sandbox.stripe import invoices
from sandbox.stripe.local import LocalStripe
from sandbox.stripe.pages.card_form import card_form, entered
from sandbox.stripe.pages.html import Html, h
from sandbox.stripe.pages.layout import card_words, date, dead_end, facts, page, period, price
from sandbox.wire import Json

_ENDED = {
    "void": ("This invoice is no longer open", "It was cancelled or left open too long. Nothing was charged."),
    "uncollectible": ("This invoice is no longer open", "Nothing more will be charged."),
    "draft": ("This invoice is not ready yet", "Come back in a moment."),
}
_FOR_PAYERS = {
    "payment_intent_authentication_failure": (
        "We are unable to authenticate your payment method. Please choose a different payment method and try again."
    ),
}
"""What Stripe's own page says where the API's message is written for whoever programs."""


class PayingPages:
    """``/stripe/pay/…``, ``/stripe/3ds/…`` and ``/stripe/receipt/…``."""

    def __init__(self, stripe: LocalStripe) -> None:
        self._stripe = stripe

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/stripe/pay/{token}", self.invoice),
            web.post("/stripe/pay/{token}", self.pay),
            web.get("/stripe/pay/{token}/pdf", self.printed),
            web.get("/stripe/3ds/{secret}", self.bank),
            web.post("/stripe/3ds/{secret}", self.authenticate),
            web.get("/stripe/receipt/{token}", self.receipt),
        ]

    async def invoice(self, request: web.Request) -> web.StreamResponse:
        """What is to be paid, and a form to pay it; or what has become of it."""
        invoice = self._invoice(request)
        if invoice is None:
            return _no_such_page()
        error = ""
        if "declined" in request.query and invoice["status"] == "open":
            refused = self._intent(invoice)["last_payment_error"] or {}
            error = _FOR_PAYERS.get(refused.get("code", ""), str(refused.get("message", "")))
        return self._shown(request, invoice, error)

    async def pay(self, request: web.Request) -> web.StreamResponse:
        """Pay by the card of the form. What follows is another page, so that loading it again pays nothing."""
        invoice = self._invoice(request)
        if invoice is None:
            return _no_such_page()
        card = await entered(request, self._stripe.account.now(invoice["customer"]))
        if card.problem is not None:
            return self._shown(request, invoice, card.problem[1], card.problem[0], status=400)
        own_page = f"{self._stripe.base_url}/pay/{request.match_info['token']}"
        outcome = self._stripe.pay_invoice(invoice["id"], card.number, return_url=own_page)
        if outcome.status == "requires_action" and outcome.intent is not None:
            raise web.HTTPSeeOther(f"/stripe/3ds/{outcome.intent['client_secret']}")
        raise web.HTTPSeeOther(f"{request.path}?declined" if outcome.status == "declined" else request.path)

    async def printed(self, request: web.Request) -> web.StreamResponse:
        """There are no PDFs here: the page itself can be printed."""
        raise web.HTTPSeeOther(f"/stripe/pay/{request.match_info['token']}")

    async def bank(self, request: web.Request) -> web.StreamResponse:
        """3-D Secure, as the card's bank would ask."""
        intent = self._stripe.intent_by_secret(request.match_info["secret"])
        if intent is None:
            return _no_such_page()
        if intent["status"] != "requires_action":
            return dead_end("Nothing to confirm", "This payment does not wait for your bank any more.")
        return page(
            "Your bank",
            h("h1", {}, "Is it you?"),
            h("p", {}, "Your bank wants to know that it is you who pays ", h("b", {}, price(intent, "amount")), "."),
            h("p", {"class": "quiet"}, "A real bank would send a code or open its app here (3-D Secure)."),
            h(
                "form",
                {"method": "post", "class": "choice"},
                h("button", {"name": "passed", "value": "no"}, "Fail"),
                h("button", {"name": "passed", "value": "yes", "class": "primary"}, "Complete"),
            ),
        )

    async def authenticate(self, request: web.Request) -> web.StreamResponse:
        """What the cardholder did."""
        intent = self._stripe.intent_by_secret(request.match_info["secret"])
        if intent is None:
            return _no_such_page()
        passed = (await request.post()).get("passed") == "yes"
        back = ((intent["next_action"] or {}).get("redirect_to_url") or {}).get("return_url", "")
        if intent["status"] == "requires_action":
            self._stripe.authenticate(intent["id"], passed=passed)
        here = f"{self._stripe.base_url}/"
        if back.startswith(here):
            raise web.HTTPSeeOther(f"/stripe/{back.removeprefix(here)}{'' if passed else '?declined'}")
        return dead_end("Thank you" if passed else "Not confirmed", "You can go back to where you paid.")

    async def receipt(self, request: web.Request) -> web.StreamResponse:
        """What was paid, and whether it went back."""
        charge = self._stripe.charge_by_receipt(request.match_info["token"])
        if charge is None:
            return _no_such_page()
        intent = self._stripe.objects.get("payment_intent", charge["payment_intent"])
        invoice = self._stripe.objects.by_kind["invoice"].get(intent.get("_invoice", ""))
        goods = invoice["lines"]["data"][0]["description"] if invoice is not None else charge["description"]
        fate = "Refunded" if charge["refunded"] else "Disputed" if charge["disputed"] else "Paid"
        return page(
            "Receipt",
            h("p", {"class": "amount"}, price(charge, "amount")),
            h("h1", {}, fate),
            facts(
                ("Date", date(charge["created"])),
                ("Card", card_words(charge["payment_method_details"]["card"])),
                ("For", goods) if goods else None,
                ("Refunded", price(charge, "amount_refunded")) if charge["amount_refunded"] else None,
                ("Number", charge["id"]),
            ),
        )

    # ---- inside ----

    def _invoice(self, request: web.Request) -> Json | None:
        self._stripe.catch_up()
        return self._stripe.invoice_by_token(request.match_info["token"])

    def _intent(self, invoice: Json) -> Json:
        return invoices.intent_of(self._stripe.account, invoice)

    def _shown(
        self, request: web.Request, invoice: Json, error: str = "", wrong_field: str = "", status: int = 200
    ) -> web.Response:
        if invoice["status"] == "paid":
            return self._paid(invoice)
        if invoice["status"] != "open":
            return dead_end(*_ENDED[invoice["status"]])
        waiting = self._intent(invoice)["status"] == "requires_action"
        lines = invoice["lines"]["data"]
        return page(
            "Invoice",
            h("p", {"class": "amount"}, price(invoice, "amount_due")),
            h("h1", {}, "Pay invoice"),
            facts(
                *[(line["description"], price(line, "amount")) for line in lines],
                ("Period", period(lines[0]["period"])) if lines else None,
                ("Number", invoice["number"]),
            ),
            self._unfinished(invoice) if waiting else None,
            card_form(request, f"Pay {price(invoice, 'amount_due')}", error, wrong_field),
            status=status,
        )

    def _unfinished(self, invoice: Json) -> Html:
        """The bank was asked, and not answered."""
        address = f"/stripe/3ds/{self._intent(invoice)['client_secret']}"
        return h(
            "p", {"class": "notice"}, "Your bank is waiting for you. ", h("a", {"href": address}, "Go on there"), "."
        )

    def _paid(self, invoice: Json) -> web.Response:
        charge = self._stripe.show(self._intent(invoice)["latest_charge"] or "") if invoice["amount_paid"] else None
        return page(
            "Invoice paid",
            h("p", {"class": "amount"}, price(invoice, "amount_paid")),
            h("h1", {"class": "done"}, "Invoice paid"),
            facts(
                ("Number", invoice["number"]),
                ("Date", date(invoice["status_transitions"]["paid_at"])),
                ("Card", card_words(charge["payment_method_details"]["card"])) if charge else None,
            ),
            h("p", {}, h("a", {"href": _path(charge["receipt_url"])}, "Receipt")) if charge else None,
        )


def _path(address: str) -> str:
    """An address on this server, whatever name the browser has for it."""
    return f"/stripe/{address.partition('/stripe/')[2]}"


def _no_such_page() -> web.Response:
    return dead_end("There is nothing here", "This link is not right, or what it led to is gone.", status=404)
