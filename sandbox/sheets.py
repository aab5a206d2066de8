"""The page's API for payments: sheets, Stars, subscriptions. A card's number comes in here and is never answered."""

from aiohttp import web

from sandbox.checkout import Checkout
from sandbox.money import STARS
from sandbox.page_wire import Handler, Refused, answer, body_of, field_of
from sandbox.payments import Sheet, Subscription
from sandbox.stripe.cards import TEST_CARDS
from sandbox.wire import Json
from sandbox.world import World

MOST_STARS_AT_ONCE = 100_000
_TEST_CARDS = [{"number": card.number, "says": card.says} for card in TEST_CARDS]


class SheetApi:
    """Handlers, each for the athlete that the path names."""

    def __init__(self, world: World, checkout: Checkout) -> None:
        self._world = world
        self._checkout = checkout

    def handlers(self, athlete: str) -> list[tuple[str, str, Handler]]:
        """Method, path and handler; ``athlete`` is the path's beginning."""
        sheet = f"{athlete}/sheets/{{sheet:[0-9]{{1,24}}}}"
        return [
            ("GET", "/${slug:[0-9]{1,24}}", self.follow_link),
            ("POST", f"{athlete}/sheets", self.open_sheet),
            ("GET", sheet, self.sheet),
            ("POST", f"{sheet}/payment", self.pay),
            ("POST", f"{sheet}/authentication", self.authenticate),
            ("GET", f"{athlete}/stars", self.stars),
            ("POST", f"{athlete}/stars", self.top_up),
            ("POST", f"{athlete}/subscriptions/{{subscription:[0-9_]{{1,48}}}}", self.choose_renewal),
        ]

    async def follow_link(self, request: web.Request) -> web.StreamResponse:
        """``/$…``, as https://t.me has invoice links: the chat page opens the sheet."""
        raise web.HTTPSeeOther(f"/?invoice={request.match_info['slug']}")

    async def open_sheet(self, request: web.Request) -> web.StreamResponse:
        """Open a sheet for the invoice of ``message_id``, or for the link that ends in ``slug``."""
        body = await body_of(request)
        if "slug" in body:
            sheet = self._checkout.opens(_athlete(request), slug=str(field_of(body, "slug", str)))
        else:
            field_of(body, "message_id", int)
            sheet = self._checkout.opens(_athlete(request), message_id=body["message_id"])
        return answer(self._shown(sheet), status=201)

    async def sheet(self, request: web.Request) -> web.StreamResponse:
        """The sheet as it is now."""
        self._checkout.tick()
        return answer(self._shown(self._checkout.sheet(_athlete(request), request.match_info["sheet"])))

    async def pay(self, request: web.Request) -> web.StreamResponse:
        """Press Pay: ``card_number`` and ``save_card``, neither for Stars."""
        body = await body_of(request)
        number = str(field_of(body, "card_number", str)) if "card_number" in body else ""
        save = "save_card" in body and bool(field_of(body, "save_card", bool))
        sheet = self._checkout.pays(_athlete(request), request.match_info["sheet"], number, save=save)
        return answer(self._shown(sheet), status=202)

    async def authenticate(self, request: web.Request) -> web.StreamResponse:
        """The 3-D Secure step: ``passed`` or not."""
        passed = bool(field_of(await body_of(request), "passed", bool))
        sheet = self._checkout.authenticates(_athlete(request), request.match_info["sheet"], passed=passed)
        return answer(self._shown(sheet))

    async def stars(self, request: web.Request) -> web.StreamResponse:
        """The athlete's Stars, and the subscriptions that they pay."""
        return answer(self._purse(_athlete(request)))

    async def top_up(self, request: web.Request) -> web.StreamResponse:
        """``stars`` more, for nothing."""
        body = await body_of(request)
        field_of(body, "stars", int)
        if not 1 <= body["stars"] <= MOST_STARS_AT_ONCE:
            raise Refused(400, f"from 1 to {MOST_STARS_AT_ONCE:,} Stars at once")
        self._checkout.stars.tops_up(_athlete(request), body["stars"])
        return answer(self._purse(_athlete(request)))

    async def choose_renewal(self, request: web.Request) -> web.StreamResponse:
        """Whether a subscription ``renews``."""
        renews = bool(field_of(await body_of(request), "renews", bool))
        self._checkout.stars.chooses_renewal(_athlete(request), request.match_info["subscription"], renews=renews)
        return answer(self._purse(_athlete(request)))

    def _purse(self, athlete_id: int) -> Json:
        payments = self._world.payments
        own = [one for one in payments.subscriptions.values() if one.athlete_id == athlete_id and not one.over]
        return {"balance": payments.stars[athlete_id], "subscriptions": [_subscription(one) for one in own]}

    def _shown(self, sheet: Sheet) -> Json:
        invoice = sheet.invoice
        charge = self._world.payments.charges.get(sheet.charge_id)
        return {
            "id": sheet.id,
            "state": sheet.state,
            "error": sheet.error,
            "title": invoice.title,
            "description": invoice.description,
            "currency": invoice.currency,
            "total": invoice.total,
            "prices": invoice.prices,
            "subscription_period": invoice.subscription_period,
            "balance": self._world.payments.stars[sheet.athlete_id] if invoice.currency == STARS else None,
            "test_cards": [] if invoice.currency == STARS else _TEST_CARDS,
            "charge_id": sheet.charge_id or None,
            "paid_at": None if charge is None else charge.date,
        }


def _subscription(one: Subscription) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "price": one.price,
        "paid_until": one.paid_until,
        "renews": one.renews,
        "cancelled_by_bot": one.cancelled_by_bot,
    }


def _athlete(request: web.Request) -> int:
    return int(request.match_info["athlete"])
