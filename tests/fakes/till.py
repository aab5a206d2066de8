"""Telegram's payment methods for a bot without Telegram: what was sent is kept, what it would refuse is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import LabeledPrice
from telegram.error import BadRequest


@dataclass(frozen=True)
class Invoice:
    """As the bot made it. ``price`` in minor units."""

    title: str
    description: str
    payload: str
    currency: str
    price: int
    provider_token: str
    period: int | None = None
    message_id: int | None = None


class FakeTill:
    """What :class:`telegram.Bot` can do about money."""

    def __init__(self) -> None:
        self.invoices: list[Invoice] = []
        self.checked_out: list[tuple[str, bool, str | None]] = []
        """Query, yes or no, and what the athlete is told."""
        self.too_late = False
        self.subscriptions: list[tuple[int, str, bool]] = []
        """User, charge, and whether it was cancelled."""
        self.unknown_charges: set[str] = set()
        self.stars_returned: list[tuple[int, str]] = []

    def invoice(
        self,
        title: str,
        description: str,
        payload: str,
        currency: str,
        prices: Sequence[LabeledPrice],
        provider_token: str,
        **more: Any,
    ) -> Invoice:
        """Raises BadRequest as Telegram would."""
        if not (1 <= len(title) <= 32 and 1 <= len(description) <= 255 and 1 <= len(payload.encode()) <= 128):
            raise BadRequest("INVOICE_INVALID")
        if (currency == "XTR") == bool(provider_token):
            raise BadRequest("PAYMENT_PROVIDER_INVALID")
        made = Invoice(
            title, description, payload, currency, sum(price.amount for price in prices), provider_token, **more
        )
        self.invoices.append(made)
        return made

    async def create_invoice_link(self, *, subscription_period: int, **invoice: Any) -> str:
        if subscription_period != 2592000:
            raise BadRequest("SUBSCRIPTION_PERIOD_INVALID")
        self.invoice(**invoice, period=subscription_period)
        return f"https://t.me/$invoice{len(self.invoices)}"

    async def answer_pre_checkout_query(self, query_id: str, ok: bool, error_message: str | None = None) -> None:
        assert ok or error_message
        self.checked_out.append((query_id, ok, error_message))
        if self.too_late:
            raise BadRequest("Query is too old and response timeout expired or query ID is invalid")

    async def edit_user_star_subscription(self, user_id: int, charge_id: str, is_canceled: bool) -> None:
        if charge_id in self.unknown_charges:
            raise BadRequest("CHARGE_NOT_FOUND")
        self.subscriptions.append((user_id, charge_id, is_canceled))

    async def refund_star_payment(self, user_id: int, charge_id: str) -> None:
        if (user_id, charge_id) in self.stars_returned:
            raise BadRequest("CHARGE_ALREADY_REFUNDED")
        self.stars_returned.append((user_id, charge_id))
