"""The billing portal: what runs, until when, by which card; cancelling, resuming, another card; the invoices."""

from contextlib import suppress

from aiohttp import web

from sandbox.money import money
from sandbox.stripe import invoices
from sandbox.stripe.errors import InvalidRequest, NoSuchObject
from sandbox.stripe.local import LocalStripe
from sandbox.stripe.pages.card_form import card_form, entered
from sandbox.stripe.pages.html import Html, h, join
from sandbox.stripe.pages.layout import CHAT, MERCHANT, card_words, date, dead_end, page, price
from sandbox.wire import Json

_INVOICES_SHOWN = 12
_STATUS = {"open": "Open", "paid": "Paid", "void": "Cancelled", "uncollectible": "Given up"}


class PortalPages:
    """``/stripe/portal/…``: one page and its questions."""

    def __init__(self, stripe: LocalStripe) -> None:
        self._stripe = stripe

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/stripe/portal/{token}", self.portal),
            web.get("/stripe/portal/{token}/card", self.card),
            web.post("/stripe/portal/{token}/card", self.change_card),
            web.get("/stripe/portal/{token}/cancel/{subscription}", self.cancel),
            web.post("/stripe/portal/{token}/renewal/{subscription}", self.choose_renewal),
        ]

    async def portal(self, request: web.Request) -> web.StreamResponse:
        """Everything at a glance."""
        session = self._session(request)
        if session is None:
            return _expired()
        customer, here = session["customer"], request.path
        running = [one for one in self._subscriptions(customer) if one["ended_at"] is None]
        running = [one for one in running if one["status"] not in ("incomplete", "incomplete_expired")]
        may = self._features(session)
        card = self._card(customer, running)
        return page(
            "Billing",
            h("h1", {}, "Billing"),
            *[self._plan(one, here, may) for one in running],
            h("p", {"class": "quiet"}, "No subscription is running.") if not running else None,
            h("h2", {}, "Card"),
            h("p", {}, card_words(card) if card else "None is saved."),
            h("p", {}, h("a", {"class": "button", "href": f"{here}/card"}, "Change card"))
            if may["payment_method_update"]["enabled"]
            else None,
            self._invoices(customer) if may["invoice_history"]["enabled"] else None,
            back=_back(session),
        )

    async def card(self, request: web.Request) -> web.StreamResponse:
        """A form for another card."""
        session = self._session(request)
        if session is None:
            return _expired()
        if not self._features(session)["payment_method_update"]["enabled"]:
            raise web.HTTPSeeOther(_home(request))
        return self._card_page(request, session)

    async def change_card(self, request: web.Request) -> web.StreamResponse:
        """Save the card of the form for all that comes."""
        session = self._session(request)
        if session is None:
            return _expired()
        if not self._features(session)["payment_method_update"]["enabled"]:
            raise web.HTTPSeeOther(_home(request))
        card = await entered(request, self._stripe.account.now(session["customer"]))
        if card.problem is not None:
            return self._card_page(request, session, card.problem[1], card.problem[0])
        outcome = self._stripe.save_card(session["customer"], card.number)
        if outcome.status == "declined":
            return self._card_page(request, session, outcome.message or "Your card was declined.", "number")
        raise web.HTTPSeeOther(_home(request))

    async def cancel(self, request: web.Request) -> web.StreamResponse:
        """Ask once more, and say until when it goes on."""
        session = self._session(request)
        if session is None:
            return _expired()
        subscription = self._own(session, request)
        if subscription is None or subscription["cancel_at_period_end"]:
            raise web.HTTPSeeOther(_home(request))
        return page(
            "Cancel",
            h("h1", {}, "Cancel your plan?"),
            h("p", {}, f"It stays yours until {date(_period_end(subscription))}, and is not renewed after that."),
            h(
                "form",
                {"method": "post", "action": f"{_home(request)}/renewal/{subscription['id']}", "class": "choice"},
                h("a", {"class": "button", "href": _home(request)}, "Go back"),
                h("button", {"name": "renews", "value": "no", "class": "danger"}, "Cancel plan"),
            ),
            back=_back(session),
        )

    async def choose_renewal(self, request: web.Request) -> web.StreamResponse:
        """Cancel at the period's end, or take that back."""
        session = self._session(request)
        if session is None:
            return _expired()
        subscription = self._own(session, request)
        if subscription is not None and self._features(session)["subscription_cancel"]["enabled"]:
            renews = (await request.post()).get("renews") == "yes"
            with suppress(InvalidRequest):  # it ended meanwhile, which the portal shows
                self._stripe.set_renewal(subscription["id"], renews)
        raise web.HTTPSeeOther(_home(request))

    # ---- inside ----

    def _session(self, request: web.Request) -> Json | None:
        self._stripe.catch_up()
        session = self._stripe.portal_by_token(request.match_info["token"])
        if session is None:
            return None
        customer = self._stripe.objects.by_kind["customer"].get(session["customer"], {"deleted": True})
        return None if customer.get("deleted") else session

    def _features(self, session: Json) -> Json:
        features: Json = self._stripe.objects.get("billing_portal.configuration", session["configuration"])["features"]
        return features

    def _subscriptions(self, customer: str) -> list[Json]:
        return self._stripe.objects.all("subscription", customer=customer)[::-1]

    def _own(self, session: Json, request: web.Request) -> Json | None:
        wanted = request.match_info["subscription"]
        return next((one for one in self._subscriptions(session["customer"]) if one["id"] == wanted), None)

    def _card(self, customer: str, running: list[Json]) -> Json | None:
        """The card that pays next: the newest subscription's, else the customer's own."""
        own = self._stripe.objects.get("customer", customer)["invoice_settings"]["default_payment_method"]
        chosen = next((one["default_payment_method"] for one in running if one["default_payment_method"]), own)
        method = self._stripe.objects.by_kind["payment_method"].get(chosen or "")
        return None if method is None else method["card"]

    def _plan(self, subscription: Json, here: str, may: Json) -> Html:
        item = subscription["items"]["data"][0]
        each = item["price"]
        amount = money(each["unit_amount"] * item["quantity"], each["currency"])
        end, ends = date(_period_end(subscription)), subscription["cancel_at_period_end"]
        owing = self._owing(subscription)
        change = may["subscription_cancel"]["enabled"]
        resume = h(
            "form",
            {"method": "post", "action": f"{here}/renewal/{subscription['id']}"},
            h("button", {"name": "renews", "value": "yes", "class": "primary"}, "Keep plan"),
        )
        cancel = h("p", {}, h("a", {"class": "button", "href": f"{here}/cancel/{subscription['id']}"}, "Cancel plan"))
        return h(
            "section",
            {"class": "plan"},
            h("h2", {}, self._product(each)),
            h("p", {"class": "amount small"}, amount, h("small", {}, f" a {each['recurring']['interval']}")),
            owing or h("p", {"class": "until"}, f"{'Ends' if ends else 'Renews'} on {end}"),
            (resume if ends else cancel) if change else None,
        )

    def _product(self, each: Json) -> str:
        try:
            return str(self._stripe.objects.get("product", each["product"])["name"])
        except NoSuchObject:  # deleted since
            return "Plan"

    def _owing(self, subscription: Json) -> Html | None:
        """A renewal that failed, and the way to pay it."""
        if subscription["status"] != "past_due":
            return None
        owed = [one for one in invoices.open_of(self._stripe.account, subscription) if one["status"] == "open"]
        pay = h("a", {"href": f"/stripe/pay/{owed[-1]['_token']}"}, "Pay the invoice") if owed else None
        return h("p", {"class": "notice"}, "The last payment failed. ", pay, " or change the card." if pay else None)

    def _invoices(self, customer: str) -> Html:
        all_of = [one for one in self._stripe.objects.all("invoice", customer=customer) if one["status"] in _STATUS]
        rows = [
            h(
                "li",
                {},
                h("a", {"href": f"/stripe/pay/{one['_token']}"}, date(one["created"])),
                h("span", {}, price(one, "total")),
                h("span", {"class": f"status {one['status']}"}, _STATUS[one["status"]]),
            )
            for one in all_of[::-1][:_INVOICES_SHOWN]
        ]
        listed = h("ul", {"class": "invoices"}, *rows) if rows else h("p", {"class": "quiet"}, "None yet.")
        return join(h("h2", {}, "Invoices"), listed)

    def _card_page(self, request: web.Request, session: Json, error: str = "", wrong_field: str = "") -> web.Response:
        return page(
            "Change card",
            h("h1", {}, "Change card"),
            h("p", {"class": "quiet"}, "For all coming payments. Nothing is charged now."),
            card_form(request, "Save card", error, wrong_field),
            h("p", {}, h("a", {"href": _home(request)}, "Keep the old card")),
            status=400 if error else 200,
            back=_back(session),
        )


def _home(request: web.Request) -> str:
    return f"/stripe/portal/{request.match_info['token']}"


def _back(session: Json) -> tuple[str, str]:
    address = session["return_url"] or CHAT
    return address if address.startswith(("http://", "https://", "/")) else CHAT, f"Back to {MERCHANT}"


def _period_end(subscription: Json) -> int:
    end: int = subscription["items"]["data"][0]["current_period_end"]
    return end


def _expired() -> web.Response:
    return dead_end("This page has expired", "Ask for a new link in the chat: /billing.", status=404)
