"""An athlete's premium."""

from pydantic import TypeAdapter

from backend.client.asking import Asking
from backend.contract.premium import (
    Buy,
    Closed,
    Portal,
    Premium,
    Purchase,
    RenewalChoice,
)

_PREMIUM: TypeAdapter[Premium] = TypeAdapter(Premium)
_PURCHASE: TypeAdapter[Purchase] = TypeAdapter(Purchase)
_PORTAL: TypeAdapter[Portal] = TypeAdapter(Portal)
_CLOSED: TypeAdapter[Closed] = TypeAdapter(Closed)


class PremiumClient(Asking):
    """Premium's part of :class:`backend.client.AthleteClient`."""

    async def premium(self) -> Premium:
        """How premium stands, by what is stored, with receipts as far as they can be had."""
        return await self._ask(_PREMIUM, "GET", "/premium")

    async def restore_premium(self) -> Premium:
        """The same, after looking anew at whoever takes the money. Raises StripeUnavailable."""
        return await self._ask(_PREMIUM, "POST", "/premium/restore")

    async def buy(self, command: Buy) -> Purchase:
        """Begin to buy; nothing is charged by it. The same id, and a second tap, answer the same open purchase.

        Raises NotForSale, AlreadyPremium (it is on, and renews), PurchaseNotFound (that id was closed meanwhile),
        StripeUnavailable.
        """
        return await self._ask(_PURCHASE, "POST", "/premium/purchases", command)

    async def open_portal(self) -> Portal:
        """Where card, receipts and subscription are managed. Raises NotForSale without any, StripeUnavailable."""
        return await self._ask(_PORTAL, "POST", "/premium/portal")

    async def choose_renewal(self, command: RenewalChoice) -> Premium:
        """Whether it goes on by itself. Raises PurchaseNotFound when nothing could, StripeUnavailable.

        For Stars it is only noted: Telegram is told by the bot (``stars_charge_id``).
        """
        return await self._ask(_PREMIUM, "PUT", "/premium/renewal", command)

    async def close_premium(self) -> Closed:
        """End all that takes money, before the athlete is erased. It is no trouble when Stripe is away: the customer
        is remembered and deleted later.
        """
        return await self._ask(_CLOSED, "DELETE", "/premium")
