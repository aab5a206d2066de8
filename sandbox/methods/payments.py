"""Invoices, pre-checkout, Stars. https://core.telegram.org/bots/api#payments."""

import re
from collections.abc import Mapping

from sandbox.methods.delivery import deliver
from sandbox.methods.registry import Context, method
from sandbox.money import STARS, in_range, is_currency
from sandbox.parameters import Call
from sandbox.payments import Charge, Invoice
from sandbox.wire import BadRequest, Json

SUBSCRIPTION_SECONDS = 30 * 24 * 3600
"""The only period that Telegram has for subscriptions in Stars."""
MOST_STARS = 100_000
MOST_STARS_OF_A_SUBSCRIPTION = 10_000
_LIMITS = {"title": 32, "description": 255}
MAX_PAYLOAD_BYTES = 128
_TEST_TOKEN = re.compile(r"\d+:TEST:\S+")
"""What BotFather gives for a provider's test mode. Live ones are refused here: no money moves."""
_CARDS_ONLY = (
    "need_name",
    "need_phone_number",
    "need_email",
    "need_shipping_address",
    "send_phone_number_to_provider",
    "send_email_to_provider",
    "is_flexible",
    "max_tip_amount",
    "suggested_tip_amounts",
)


def _invoice(context: Context, values: Json) -> Invoice:
    """What the bot offers. Raises 400 for what Telegram would not sell.

    Telegram documents the limits; where it does not document the words of an error, these follow its manner.
    """
    for name, limit in _LIMITS.items():
        if not values[name].strip() or len(values[name]) > limit:
            raise BadRequest(f"INVOICE_{name.upper()}_INVALID")
    if not 1 <= len(values["payload"].encode(errors="replace")) <= MAX_PAYLOAD_BYTES:
        raise BadRequest("INVOICE_PAYLOAD_INVALID")
    prices, currency = values["prices"], values["currency"]
    if not prices:
        raise BadRequest("there must be at least one price")
    total = sum(price["amount"] for price in prices)
    token = values.get("provider_token", "")
    if currency == STARS:
        _check_stars(values, total)
    else:
        if not _TEST_TOKEN.fullmatch(token):
            raise BadRequest("PAYMENT_PROVIDER_INVALID")
        if not is_currency(currency):
            raise BadRequest("CURRENCY_INVALID")
        if not in_range(total, currency):
            raise BadRequest("CURRENCY_TOTAL_AMOUNT_INVALID")
    period = values.get("subscription_period")
    if period is not None:
        if currency != STARS or period != SUBSCRIPTION_SECONDS:
            raise BadRequest("SUBSCRIPTION_PERIOD_INVALID")
        if total > MOST_STARS_OF_A_SUBSCRIPTION:
            raise BadRequest("STARS_INVOICE_INVALID")
    assert context.bot.token is not None  # it has just called
    return Invoice(
        id=context.world.new_number(),
        token=context.bot.token,
        title=values["title"],
        description=values["description"],
        payload=values["payload"],
        currency=currency,
        total=total,
        prices=prices,
        subscription_period=period,
    )


def _check_stars(values: Json, total: int) -> None:
    one_price = len(values["prices"]) == 1 and 0 < total <= MOST_STARS
    if values.get("provider_token") or not one_price or any(values.get(name) for name in _CARDS_ONLY):
        raise BadRequest("STARS_INVOICE_INVALID")


@method("sendInvoice")
def send_invoice(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#sendinvoice (no photos, tips or addresses on the page)."""
    values = call.values
    context.world.reachable_chat(context.bot, values["chat_id"])
    invoice = _invoice(context, values)
    message = deliver(
        context,
        {**values, "reply_markup": _with_pay_button(values.get("reply_markup"))},
        {
            "invoice": {
                "title": invoice.title,
                "description": invoice.description,
                "start_parameter": values.get("start_parameter", ""),
                "currency": invoice.currency,
                "total_amount": invoice.total,
            }
        },
    )
    invoice.message = (message["chat"]["id"], message["message_id"])
    context.world.payments.add_invoice(invoice)
    return message


def _with_pay_button(markup: Json | None) -> Json | None:
    """The keyboard as given. Raises 400 unless its first button pays; none at all is Telegram's own button."""
    if markup is None or not markup.get("inline_keyboard"):
        return None
    rows = markup["inline_keyboard"]
    if not rows[0] or not rows[0][0].get("pay"):
        raise BadRequest("REPLY_MARKUP_BUY_EMPTY")
    return markup


@method("createInvoiceLink")
def create_invoice_link(context: Context, call: Call) -> str:
    """https://core.telegram.org/bots/api#createinvoicelink: ``https://t.me/$…``, which everybody can pay."""
    invoice = _invoice(context, call.values)
    context.world.payments.add_invoice(invoice)
    return f"https://t.me/${invoice.id}"


@method("answerPreCheckoutQuery")
def answer_pre_checkout_query(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#answerprecheckoutquery (within ten seconds, once)."""
    values = call.values
    refusal_text = values.get("error_message")
    if not values["ok"] and not refusal_text:
        raise BadRequest('parameter "error_message" is required')
    context.checkout.answered(values["pre_checkout_query_id"], None if values["ok"] else refusal_text)
    return True


@method("refundStarPayment")
def refund_star_payment(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#refundstarpayment."""
    user_id = _user(context, call.values)
    context.checkout.stars.refunds(context.bot.token or "", user_id, call.values["telegram_payment_charge_id"])
    return True


@method("editUserStarSubscription")
def edit_user_star_subscription(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#edituserstarsubscription."""
    user_id, values = _user(context, call.values), call.values
    charge_id = values["telegram_payment_charge_id"]
    context.checkout.stars.cancels(context.bot.token or "", user_id, charge_id, cancelled=values["is_canceled"])
    return True


@method("getStarTransactions")
def get_star_transactions(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getstartransactions, oldest first."""
    offset, limit = call.values.get("offset", 0), call.values.get("limit", 100)
    if offset < 0 or not 1 <= limit <= 100:
        raise BadRequest("LIMIT_INVALID" if offset >= 0 else "OFFSET_INVALID")
    athletes = context.world.athletes
    transactions: list[Json] = []
    for charge in context.world.payments.of_bot(context.bot.token or ""):
        if charge.currency == STARS:
            transactions += _transactions(charge, athletes)
    transactions.sort(key=lambda each: int(each["date"]))
    return {"transactions": transactions[offset : offset + limit]}


@method("getMyStarBalance")
def get_my_star_balance(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getmystarbalance."""
    del call
    charges = context.world.payments.of_bot(context.bot.token or "")
    return {"amount": sum(each.total for each in charges if each.currency == STARS and each.refunded_at is None)}


def _transactions(charge: Charge, athletes: Mapping[int, Json]) -> list[Json]:
    partner: Json = {
        "type": "user",
        "transaction_type": "invoice_payment",
        "user": athletes[charge.athlete_id],
        "invoice_payload": charge.payload,
    }
    if charge.period is not None:
        partner["subscription_period"] = charge.period
    paid = {"id": charge.id, "amount": charge.total, "date": charge.date, "source": partner}
    if charge.refunded_at is None:
        return [paid]
    return [paid, {"id": charge.id, "amount": charge.total, "date": charge.refunded_at, "receiver": partner}]


def _user(context: Context, values: Json) -> int:
    user_id: int = values["user_id"]
    if user_id not in context.world.athletes:
        raise BadRequest("USER_ID_INVALID")
    return user_id
