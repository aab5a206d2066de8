"""What somebody does who pays: at the pages of the sandbox's Stripe, in a browser without JavaScript."""

import re
import time
from datetime import timedelta
from html import unescape

import httpx

from tests.journeys.assembly import Assembly

GOOD, DECLINED, NO_FUNDS = "4242 4242 4242 4242", "4000 0000 0000 0002", "4000 0000 0000 9995"
ASKS_BANK, FAILS_LATER = "4000 0025 0000 3155", "4000 0000 0000 0341"
A_MINUTE = timedelta(seconds=61)


class Browser:
    """Of one payer."""

    def __init__(self, shop: Assembly) -> None:
        self._shop = shop
        self._http = httpx.AsyncClient(base_url=shop.sandbox_url, follow_redirects=True, trust_env=False)

    async def __aenter__(self) -> "Browser":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def reads(self, url: str) -> str:
        """The page's words."""
        return _words(await self._http.get(url))

    async def pays(self, url: str, card: str = GOOD, *, passes: bool = True) -> str:
        """Fill in the card on an invoice's page, and what the bank asks for; the words of the page after it."""
        answer = await self._http.post(url, data=_form(card))
        if "/3ds/" in answer.url.path:
            answer = await self._http.post(answer.url, data={"passed": "yes" if passes else "no"})
        return _words(answer)

    async def changes_card(self, portal: str, card: str = GOOD) -> None:
        """In the portal."""
        assert "Billing" in _words(await self._http.post(f"{portal}/card", data=_form(card)))

    async def cancels(self, portal: str) -> str:
        """The plan that runs, in the portal; the portal's words after it."""
        [subscription] = re.findall(r"/cancel/(sub_\w+)", (await self._http.get(portal)).text)
        return _words(await self._http.post(f"{portal}/renewal/{subscription}", data={"renews": "no"}))


def look_around(shop: Assembly) -> None:
    """Time for whatever looks at Stripe by the clock. Where Stripe can tell by webhook, nobody needs to wait."""
    if shop.webhook is None:
        shop.clock.turn(A_MINUTE)
        shop.tick()


def passes(shop: Assembly, by: timedelta) -> None:
    """Time goes by for everybody, Stripe and Telegram included; then the clock strikes, a minute later once more.

    Not while somebody still deals with what Stripe told: for them it would be now and then at the same time.
    """
    deadline = time.monotonic() + shop.patience
    while shop.there(lambda: any(event["pending_webhooks"] for event in shop.stripe.objects.all("event"))):
        assert time.monotonic() < deadline, "Stripe is not heard"
        time.sleep(0.02)
    shop.clock.turn(by)
    shop.there(shop.stripe.catch_up)
    shop.there(shop.sandbox.checkout.tick)
    shop.tick()
    shop.clock.turn(A_MINUTE)
    shop.tick()


def passes_until_renewal(shop: Assembly) -> None:
    """Two hours after the end of what was bought last: Stripe lets a renewal's invoice lie for an hour."""
    newest = shop.there(lambda: shop.stripe.objects.all("subscription")[-1])
    ends = newest["items"]["data"][0]["current_period_end"]
    passes(shop, timedelta(seconds=ends - shop.clock.now().timestamp()) + timedelta(hours=2))


def _form(card: str) -> dict[str, str]:
    return {"number": card, "expiry": "12 / 34", "cvc": "123"}


def _words(answer: httpx.Response) -> str:
    answer.raise_for_status()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text.partition("<body")[2])).split())
