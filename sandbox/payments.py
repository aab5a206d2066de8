"""What is sold in the chats: invoices, the sheets they are paid with, payments, Stars and subscriptions.

State only; :mod:`sandbox.checkout` says what happens to it. https://core.telegram.org/bots/payments
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from sandbox.wire import Json

STARS_AT_FIRST = 1_000
"""So that a newcomer can pay without looking for Stars first."""


@dataclass(slots=True, eq=False)
class Invoice:
    """Something that a bot offers, in a message or behind a link; ``id`` is the link's last part.

    ``total`` in minor units. ``subscription_period``: seconds between two payments in Stars; None: paid once.
    """

    id: str
    token: str
    title: str
    description: str
    payload: str
    currency: str
    total: int
    prices: list[Json]
    subscription_period: int | None = None
    message: tuple[int, int] | None = None
    """Chat and message; None for a link, which everybody can pay."""
    charge_id: str | None = None
    """Of the payment that paid the message's invoice."""


class SheetState(StrEnum):
    """Where a payment sheet stands."""

    OPEN = "open"
    CHECKING = "checking"
    """The bot is asked (pre-checkout)."""
    CHALLENGE = "challenge"
    """The bank wants to know that it is the card's owner (3-D Secure)."""
    FAILED = "failed"
    """Nothing was charged; it can be tried again."""
    PAID = "paid"


@dataclass(slots=True, eq=False)
class Sheet:
    """A sheet that an athlete has opened. Nothing of it outlives a restart, the card's number not even the charge."""

    id: str
    invoice: Invoice
    athlete_id: int
    state: SheetState = SheetState.OPEN
    error: str = ""
    asked_at: float = 0.0
    """When the bot was asked, Unix seconds."""
    query_id: str = ""
    card_number: str = field(default="", repr=False)
    save_card: bool = False
    intent_id: str = ""
    """The payment intent that waits for the bank."""
    charge_id: str = ""


@dataclass(slots=True, eq=False)
class Charge:
    """A payment that was made. ``id`` is ``telegram_payment_charge_id``; ``date`` and ``refunded_at`` Unix seconds."""

    id: str
    token: str
    athlete_id: int
    payload: str
    currency: str
    total: int
    date: int
    provider_id: str
    subscription_id: str | None = None
    period: int | None = None
    refunded_at: int | None = None


@dataclass(slots=True, eq=False)
class Subscription:
    """A subscription in Stars. ``id`` is its first charge's; ``paid_until`` Unix seconds.

    Cancelled by either side it ends with what is paid; only who cancelled can take that back.
    """

    id: str
    token: str
    athlete_id: int
    title: str
    payload: str
    price: int
    period: int
    paid_until: int
    cancelled_by_athlete: bool = False
    cancelled_by_bot: bool = False
    waits_for_stars: bool = False
    over: bool = False
    """It ended for good: cancelled and run out, or its payment was returned."""

    @property
    def renews(self) -> bool:
        """Whether Stars are taken again when the period ends."""
        return not (self.cancelled_by_athlete or self.cancelled_by_bot or self.over)


class Payments:
    """Everything about money in the chats. ``revision`` grows with each change that is worth keeping."""

    def __init__(self) -> None:
        self.invoices: dict[str, Invoice] = {}
        self.of_message: dict[tuple[str, int, int], Invoice] = {}
        """By the bot's token, chat and message."""
        self.sheets: dict[str, Sheet] = {}
        self.asked: dict[str, Sheet] = {}
        """Sheets whose bot has not answered yet, by the pre-checkout query's id."""
        self.charges: dict[str, Charge] = {}
        self.subscriptions: dict[str, Subscription] = {}
        self.stars: defaultdict[int, int] = defaultdict(lambda: STARS_AT_FIRST)
        """What each athlete has."""
        self.revision = 0

    def add_invoice(self, invoice: Invoice) -> None:
        """Offer it."""
        self.invoices[invoice.id] = invoice
        if invoice.message is not None:
            self.of_message[invoice.token, *invoice.message] = invoice
        self.revision += 1

    def of_bot(self, token: str) -> Iterator[Charge]:
        """What was paid to this bot, oldest first."""
        return (charge for charge in self.charges.values() if charge.token == token)

    def subscription_for(self, invoice: Invoice, athlete_id: int) -> Subscription | None:
        """What this athlete already has of the invoice's subscription."""
        for one in self.subscriptions.values():
            same = (one.token, one.athlete_id, one.payload) == (invoice.token, athlete_id, invoice.payload)
            if same and not one.over:
                return one
        return None

    def dump(self) -> Json:
        """For the snapshot."""
        return {
            "invoices": [asdict(invoice) for invoice in self.invoices.values()],
            "charges": [asdict(charge) for charge in self.charges.values()],
            "subscriptions": [asdict(one) for one in self.subscriptions.values()],
            "stars": list(self.stars.items()),
        }

    def fill(self, raw: Json) -> None:
        """From the snapshot. Raises KeyError and TypeError for what is none."""
        for dumped in raw["invoices"]:
            message = dumped.pop("message")
            self.add_invoice(Invoice(**dumped, message=None if message is None else (message[0], message[1])))
        self.charges = {dumped["id"]: Charge(**dumped) for dumped in raw["charges"]}
        self.subscriptions = {dumped["id"]: Subscription(**dumped) for dumped in raw["subscriptions"]}
        self.stars.update(dict(raw["stars"]))
