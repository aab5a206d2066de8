"""``ai-tracker premium grant|revoke|show``: what the operator can do about one athlete's premium.

It works on the database of one machine, beside a program that runs, or on a stack's tables (``bot.cli_stack_money``);
what an athlete is to hear, the bot says.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from backend.clock import SystemClock
from backend.contract.premium import Price
from backend.errors import NoConsent, StoreUnavailable, StripeUnavailable
from bot.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from backend.billing.operator import Shown
    from backend.billing.ports import Account, Stripe
    from backend.billing.sync import Books
    from backend.ports import Clock

_MOST_DAYS = 3_660
_USUAL_DAYS = 30
_MOST_DIGITS = 16
"""Telegram's numbers have at most 52 bits."""
_ONE_DAY = timedelta(days=1)
Say = Callable[[str], object]


def add_premium(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the commands."""
    premium = commands.add_parser("premium", help="give an athlete premium, take it away, or show why it is as it is")
    actions = premium.add_subparsers(dest="action", required=True)
    for name, help_ in (
        ("grant", "premium without a payment; another grant replaces it"),
        ("revoke", "take it away, and end what would go on taking money; returns none"),
        ("show", "all that is stored about it"),
    ):
        action = actions.add_parser(name, help=help_)
        action.add_argument("athlete", metavar="ATHLETE", help="the athlete's id, or their number at Telegram")
        action.add_argument("--stack", metavar="NAME", help="of this stack on AWS instead of this machine's database")
        if name == "grant":
            until = action.add_mutually_exclusive_group()
            until.add_argument("--days", metavar="N", type=_days, help=f"from now on (default: {_USUAL_DAYS})")
            until.add_argument("--until", metavar="DATE", type=_end_of_day, help="with this day, like 2027-01-31 (UTC)")


def _days(text: str) -> timedelta:
    if not (text.isdecimal() and len(text) <= _MOST_DIGITS and 1 <= int(text) <= _MOST_DAYS):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {_MOST_DAYS}")
    return timedelta(days=int(text))


def _end_of_day(text: str) -> datetime:
    try:
        day = date.fromisoformat(text)
        return datetime(day.year, day.month, day.day, tzinfo=UTC) + _ONE_DAY
    except (ValueError, OverflowError):  # the last day that there is has no next one
        raise argparse.ArgumentTypeError("must be a date like 2027-01-31") from None


def about_premium(settings: Settings, wanted: argparse.Namespace, tell: Say) -> bool:
    """Do it and tell what came of it; whether it could be done. Raises WrongSetting and NotReady."""
    from bot.database import open_database
    from bot.state.sql import SqlInbox

    engine = open_database(settings)
    books, chats, clock = _books(settings, engine), SqlInbox(engine, SystemClock()), _clock(settings)
    try:
        return act_on(books, chats.athlete_of, wanted, clock.now(), tell, sandboxed=settings.sandboxed)
    finally:
        engine.dispose()


def act_on(
    books: "Books",
    athlete_of: Callable[[int], UUID | None],
    wanted: argparse.Namespace,
    now: datetime,
    tell: Say,
    *,
    sandboxed: bool = False,
) -> bool:
    """Do what is wanted and tell what came of it. ``athlete_of``: whose the chat with this number is."""
    try:
        athlete_id = _athlete(wanted.athlete, athlete_of)
        if athlete_id is None:
            tell("There is no such athlete.")
            return False
        return _act(books, athlete_id, wanted, now, tell)
    except NoConsent:
        tell("There is no such athlete.")
    except StripeUnavailable:
        tell("Stripe does not answer, so nothing was taken away. Run it again.")
        if sandboxed:
            tell("The sandbox's Stripe answers while the sandbox runs.")
    except StoreUnavailable:
        tell("The database is busy or out of reach. Run it again.")
    return False


def _act(books: "Books", athlete_id: UUID, wanted: argparse.Namespace, now: datetime, tell: Say) -> bool:
    from backend.billing import operator

    match wanted.action:
        case "grant":
            until = wanted.until or now + (wanted.days or timedelta(days=_USUAL_DAYS))
            if until <= now:
                tell("--until must be a day that is not over.")
                return False
            if until > now + timedelta(days=_MOST_DAYS):
                tell(f"--until must be within {_MOST_DAYS} days from now.")
                return False
            tell(f"Premium is {_stands(operator.grant(books, athlete_id, until, now))}.")
        case "revoke":
            tell(f"Premium is {_stands(operator.revoke(books, athlete_id, now))}.")
            tell("No money was returned: refund it in Stripe's dashboard, or Stars at Telegram.")
        case _:
            for line in _told(operator.show(books, athlete_id)):
                tell(line)
    return True


def _athlete(named: str, athlete_of: Callable[[int], UUID | None]) -> UUID | None:
    if named.isdecimal() and len(named) <= _MOST_DIGITS:
        return athlete_of(int(named))
    try:
        return UUID(named)
    except ValueError:
        return None


def _told(shown: "Shown") -> Iterator[str]:
    """Amounts are in minor units."""
    account = shown.account
    yield f"athlete {account.athlete_id}: {_stands(account)}"
    yield f"customer at Stripe: {account.customer_id or 'none'}"
    for one in account.covered:
        goes_on = ", renews" if one.renews else ""
        yield f"has {one.source} ({one.rail}, {one.plan}): {one.status}, paid until {_time(one.paid_until)}{goes_on}"
    for change in shown.changes:
        yield f"{_time(change.at)} became {change.state} ({change.cause}), until {_time(change.until)}"
    for bought in shown.purchases:
        yield f"{_time(bought.created_at)} purchase {bought.id}: {bought.plan}, {_money(bought.price)}, {bought.state}"
    for paid in shown.payments:
        notes = [
            *(["refunded"] if paid.refunded_at else []),
            *(["disputed"] if paid.disputed else []),
            *([f"flagged: {paid.flagged}"] if paid.flagged else []),
        ]
        yield f"{_time(paid.paid_at)} payment {paid.charge_id}: {', '.join([_money(paid.price), *notes])}"


def _stands(account: "Account") -> str:
    return f"{account.state} ({account.cause}), until {_time(account.until)}"


def _money(price: Price) -> str:
    return f"{price.amount} {price.currency}"


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment is not None else "no date"


class NotCounted:
    """The running program counts what it does itself."""

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """See the port."""


def _books(settings: Settings, engine: "Engine") -> "Books":
    from backend.billing.sync import Books
    from backend.store.billing import SqlBilling
    from backend.store.outbox import SqlOutbox

    outbox = SqlOutbox(engine, _clock(settings))
    return Books(SqlBilling(engine), _stripe(settings), outbox, NotCounted(), settings.rail)


def _stripe(settings: Settings) -> "Stripe":
    from backend.billing.late_stripe import gateway_later
    from backend.billing.no_stripe import no_stripe
    from bot.selling import SANDBOX_KEY

    key = settings.stripe_secret_key.get_secret_value()
    if key:
        return gateway_later(key, settings.stripe_api_url)
    if settings.sandboxed:
        return gateway_later(SANDBOX_KEY, f"http://127.0.0.1:{settings.sandbox_port}/stripe")
    return no_stripe()


def _clock(settings: Settings) -> "Clock":
    """The sandbox's time can be ahead of the machine's."""
    if not settings.sandboxed:
        return SystemClock()
    from sandbox.clock import MovableClock

    return MovableClock(settings.data_dir / "sandbox" / "clock.json")
