"""What a test in another process, or a person with curl, may make happen: ``POST /stripe/control/<what>``, JSON.

- ``advance``  ``{"seconds": 86400}``: time passes at Stripe only; the sandbox's own clock moves everything.
- ``dispute``  ``{"charge": "ch_…"}``: the cardholder wants the money back.
- ``resend``   ``{"event": "evt_…"}``: an old event comes once more.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol

from aiohttp import web

from sandbox.stripe.delivery import Delivery
from sandbox.stripe.errors import StripeError
from sandbox.wire import Json


class Controlled(Protocol):
    """What can be made to happen."""

    webhooks: Delivery

    def advance(self, seconds: float) -> int:
        """Let time pass; how many things fell due."""

    def open_dispute(self, charge_id: str) -> Json:
        """A cardholder disputes a charge; the dispute."""


def control(stripe: Controlled) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(_do(stripe, request.match_info["what"], await request.json()))
        except StripeError as error:
            return web.json_response({"error": error.fields}, status=error.status)
        except (KeyError, TypeError, ValueError):
            return web.json_response({"error": {"message": "That is not what this control takes."}}, status=400)

    return answer


def _do(stripe: Controlled, what: str, said: Json) -> Json:
    match what:
        case "advance":
            return {"done": stripe.advance(float(said["seconds"]))}
        case "dispute":
            return stripe.open_dispute(said["charge"])
        case "resend":
            stripe.webhooks.send_again(said["event"])
            return {}
        case _:
            raise web.HTTPNotFound
