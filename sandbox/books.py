"""Payments booked: the receipt in the chat, which tells the bot, and a word to the page."""

from sandbox.payments import Charge, Sheet
from sandbox.wire import Json
from sandbox.world import World


class Books:
    """What was paid and what went back, to all whom it concerns."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._payments = world.payments

    def new_charge_id(self, token: str) -> str:
        """A ``telegram_payment_charge_id`` for a payment to the bot with this token."""
        return f"{token.partition(':')[0]}_{self._world.new_number()}"

    def book(self, charge: Charge, extra: Json) -> None:
        """Note a payment, and put its receipt into the chat. ``extra``: fields of a subscription's receipt."""
        self._payments.charges[charge.id] = charge
        self._payments.revision += 1
        content = {"successful_payment": {**_money(charge), **extra, **_numbers(charge)}}
        self._service_message(charge, self._world.athletes[charge.athlete_id], content)

    def book_refund(self, charge: Charge) -> None:
        """Note that a payment went back, and say so in the chat."""
        charge.refunded_at = int(self._world.clock())
        self._payments.revision += 1
        content = {"refunded_payment": {**_money(charge), **_numbers(charge)}}
        self._service_message(charge, self._world.bots[charge.token].user, content)

    def tell_page(self, athlete_id: int, sheet: Sheet | None = None) -> None:
        """Something is new about a sheet, or (None) about Stars. The page asks for what it wants to know of it."""
        chat = self._world.private_chat(self._world.shown, self._world.athletes[athlete_id])
        if sheet is None:
            chat.events.publish("stars")
        else:
            chat.events.publish("sheet", sheet_id=sheet.id, state=sheet.state)

    def _service_message(self, charge: Charge, sender: Json, content: Json) -> None:
        bot = self._world.bots[charge.token]
        chat = self._world.private_chat(bot, self._world.athletes[charge.athlete_id])
        message = chat.add(sender, self._world.clock(), content)
        chat.events.publish("message", message=message, reply_keyboard=chat.reply_keyboard)
        bot.updates.put("message", message)


def _money(charge: Charge) -> Json:
    return {"currency": charge.currency, "total_amount": charge.total, "invoice_payload": charge.payload}


def _numbers(charge: Charge) -> Json:
    return {"telegram_payment_charge_id": charge.id, "provider_payment_charge_id": charge.provider_id}
