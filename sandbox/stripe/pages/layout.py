"""What all pages of this Stripe have in common: their frame, their headers, amounts, dates and cards in words."""

from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from sandbox.money import money
from sandbox.stripe.pages.html import Child, Html, h, join
from sandbox.wire import Json

MERCHANT = "AI Tracker"
CHAT = "/"
"""Where the chat page is: on the same server."""
STYLE = "/stripe/pages/style.css"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would make browsers post with the origin "null", which the sandbox's guard refuses
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_BRANDS = {"visa": "Visa", "mastercard": "Mastercard", "amex": "American Express"}


def page(title: str, *content: Child, status: int = 200, back: tuple[str, str] | None = None) -> web.Response:
    """A whole page. ``back``: address and words of the link at its end (None: the chat)."""
    address, words = back or (CHAT, "Back to the chat")
    document = join(
        Html("<!doctype html>"),
        h(
            "html",
            {"lang": "en"},
            h(
                "head",
                {},
                h("meta", {"charset": "utf-8"}),
                h("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
                h("meta", {"name": "color-scheme", "content": "light dark"}),
                h("title", {}, f"{title} · {MERCHANT}"),
                h("link", {"rel": "icon", "href": "/page/icon.svg"}),
                h("link", {"rel": "stylesheet", "href": STYLE}),
            ),
            h(
                "body",
                {},
                h("p", {"class": "sandbox"}, "Sandbox: no money moves"),
                h("header", {}, MERCHANT),
                h("main", {}, *content),
                h("footer", {}, h("a", {"href": address}, words)),
            ),
        ),
    )
    return web.Response(status=status, text=document, content_type="text/html", headers=_HEADERS)


def dead_end(title: str, words: str, status: int = 200) -> web.Response:
    """A page with nothing to do on it."""
    return page(title, h("h1", {}, title), h("p", {}, words), status=status)


async def style(request: web.Request) -> web.StreamResponse:
    """The style sheet."""
    del request
    return web.FileResponse(Path(__file__).parent / "style.css", headers={"Cache-Control": "no-cache"})


def price(thing: Json, name: str) -> str:
    """An amount of an invoice, a charge or an intent, in its currency."""
    return money(thing[name], thing["currency"])


def date(seconds: int) -> str:
    """A day in UTC: "22 December 2026"."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment.day} {moment:%B %Y}"


def period(of: Json) -> str:
    """From one day to another, in UTC: "22 Nov – 22 Dec 2026"."""
    start, end = (datetime.fromtimestamp(of[name], UTC) for name in ("start", "end"))
    year = f" {start.year}" if start.year != end.year else ""
    return f"{start.day} {start:%b}{year} – {end.day} {end:%b} {end.year}"


def card_words(card: Json) -> str:
    """As much of a card as anybody may see: "Visa •••• 4242"."""
    return f"{_BRANDS.get(card['brand'], 'Card')} •••• {card['last4']}"


def facts(*rows: tuple[str, Child] | None) -> Html:
    """Names and values below each other."""
    shown = [row for row in rows if row is not None]
    return h("dl", {}, *[h("div", {}, h("dt", {}, name), h("dd", {}, value)) for name, value in shown])
