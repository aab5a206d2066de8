"""What payers see of this Stripe in their browser: hosted invoices, 3-D Secure, receipts, the billing portal.

Plain HTML: everything works without JavaScript. Of a card only brand and last digits are ever shown or kept.
"""

from aiohttp import web

from sandbox.stripe.local import LocalStripe
from sandbox.stripe.pages.layout import STYLE, style
from sandbox.stripe.pages.paying import PayingPages
from sandbox.stripe.pages.portal import PortalPages

__all__ = ["routes"]


def routes(stripe: LocalStripe) -> list[web.RouteDef]:
    """The pages, below ``/stripe``."""
    return [*PayingPages(stripe).routes(), *PortalPages(stripe).routes(), web.get(STYLE, style)]
