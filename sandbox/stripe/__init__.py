"""A small Stripe for a machine without one: the API, webhooks and time, in today's shapes (2026-10-28).

``account`` what it knows · ``payments invoices collecting subscriptions disputes`` what happens · ``timetable`` when ·
``api calls forms rendering idempotency resources/`` the API · ``delivery`` webhooks · ``keeping`` over a restart ·
``local`` all of it together · ``control pages/`` for people. Where it is simpler than Stripe:
``docs/sandbox-stripe.md``.
"""

from sandbox.stripe.api import ApiFault
from sandbox.stripe.cards import TEST_CARDS, TestCard
from sandbox.stripe.local import LocalStripe, Outcome

__all__ = ["TEST_CARDS", "ApiFault", "LocalStripe", "Outcome", "TestCard"]
