"""Money as people read it, and which currencies Telegram and the sandbox's Stripe take. Amounts are in minor units."""

STARS = "XTR"
"""Telegram's Stars: whole ones, there is nothing smaller."""

_LISTED = (
    "AED AFN ALL AMD ARS AUD AZN BAM BDT BGN BHD BND BOB BRL BYN CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EGP ETB EUR "
    "GBP GEL GHS GTQ HKD HNL HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KRW KZT LBP LKR MAD MDL MMK MNT MOP MUR "
    "MVR MXN MYR MZN NGN NIO NOK NPR NZD PAB PEN PHP PKR PLN PYG QAR RON RSD RUB SAR SEK SGD SYP THB TJS TRY TTD TWD "
    "TZS UAH UGX USD UYU UZS VEF VND YER ZAR"
)
"""https://core.telegram.org/bots/payments#supported-currencies"""
_CURRENCIES = frozenset(_LISTED.split())
_NO_MINOR_UNIT = frozenset({"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", STARS})
_THREE_DIGITS = frozenset({"BHD", "IQD", "JOD"})
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_DOLLAR = {"EUR": 87, "USD": 100, "GBP": 75, "CHF": 80}
"""About one US dollar: Telegram takes payments from 1 to 10,000 of them. Others are not checked."""
MOST_DOLLARS = 10_000


def is_currency(code: str) -> bool:
    """Whether cards can be charged in it through Telegram."""
    return code in _CURRENCIES


def in_range(amount: int, currency: str) -> bool:
    """Whether Telegram takes a card payment of this size."""
    dollar = _DOLLAR.get(currency, 1)
    return amount >= dollar and (currency not in _DOLLAR or amount <= dollar * MOST_DOLLARS)


def money(amount: int, currency: str) -> str:
    """As a receipt has it: "€7.90", "CHF 7.90", "¥800", "450 Stars"."""
    currency = currency.upper()
    if currency == STARS:
        return f"{amount:,} {'Star' if amount == 1 else 'Stars'}"
    digits = 0 if currency in _NO_MINOR_UNIT else 3 if currency in _THREE_DIGITS else 2
    number = f"{abs(amount) / 10**digits:,.{digits}f}"
    sign = _SIGNS.get(currency, f"{currency}\N{NO-BREAK SPACE}")
    return f"{'-' if amount < 0 else ''}{sign}{number}"
