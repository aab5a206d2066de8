"""How an invoice is paid: the sheet, the bot's yes or no (pre-checkout), the charge, the receipt; Stars renewed.

Nothing is charged before the bot has said yes, and it has ten seconds of the sandbox's clock to say so.
"""

import asyncio
from contextlib import suppress

from sandbox.books import Books
from sandbox.cards import CardProcessor, digits, refusal
from sandbox.money import STARS
from sandbox.payments import Charge, Sheet, SheetState, Subscription
from sandbox.stars import Stars
from sandbox.wire import BadRequest, Json
from sandbox.world import Chat, Impossible, World

ANSWER_SECONDS = 10
"""How long a pre-checkout query can be answered. https://core.telegram.org/bots/api#precheckoutquery"""
LOOK_EVERY_SECONDS = 0.5
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NO_ANSWER = "The bot did not answer in time. Nothing was charged."
NO_CARD = "Your card number is invalid."
NOT_PASSED = "The bank could not confirm that this card is yours. Nothing was charged."
PAID_ALREADY = "This has been paid already. Nothing more was charged."
TOO_FEW_STARS = "You do not have enough Stars. Nothing was charged."


class Checkout:
    """What athletes and bots do about payments. ``cards`` None: only Stars can be paid with."""

    def __init__(self, world: World, cards: CardProcessor | None = None) -> None:
        self._world = world
        self._payments = world.payments
        self._books = Books(world)
        self.stars = Stars(world, self._books)
        self.cards = cards
        self._time: asyncio.Task[None] | None = None

    # ---- the athlete's side ----

    def opens(self, athlete_id: int, *, message_id: int | None = None, slug: str | None = None) -> Sheet:
        """Tap Pay under an invoice, or follow an invoice link. Raises Impossible."""
        bot = self._world.shown
        if message_id is not None:
            invoice = self._payments.of_message.get((bot.token or "", athlete_id, message_id))
        else:
            invoice = self._payments.invoices.get(slug or "")
        if invoice is None or invoice.token != bot.token:
            raise Impossible("this invoice is not there any more")
        sheet = Sheet(self._world.new_number(), invoice, athlete_id)
        if invoice.charge_id is not None:
            sheet.state, sheet.charge_id = SheetState.PAID, invoice.charge_id
        elif self._payments.subscription_for(invoice, athlete_id):
            raise Impossible("you have this subscription already")
        for old in [one for one in self._payments.sheets.values() if one.athlete_id == athlete_id]:
            if old.state in (SheetState.OPEN, SheetState.FAILED, SheetState.PAID):
                del self._payments.sheets[old.id]
        self._payments.sheets[sheet.id] = sheet
        return sheet

    def sheet(self, athlete_id: int, sheet_id: str) -> Sheet:
        """The athlete's sheet as it is now. Raises Impossible when it is closed."""
        sheet = self._payments.sheets.get(sheet_id)
        if sheet is None or sheet.athlete_id != athlete_id:
            raise Impossible("this payment sheet was closed; open it again")
        return sheet

    def paid_messages(self, chat_id: int) -> list[int]:
        """Which invoice messages of a chat with the shown bot are paid."""
        mine = [
            (message, invoice)
            for (token, chat, message), invoice in self._payments.of_message.items()
            if (token, chat) == (self._world.shown.token, chat_id)
        ]
        return [message for message, invoice in mine if invoice.charge_id is not None]

    def pays(self, athlete_id: int, sheet_id: str, card_number: str = "", *, save: bool = False) -> Sheet:
        """Press Pay: the bot is asked first. A second press changes nothing. Raises Impossible."""
        sheet = self.sheet(athlete_id, sheet_id)
        if sheet.state not in (SheetState.OPEN, SheetState.FAILED):
            return sheet
        chat = self._chat(sheet)
        if chat.blocked:
            raise Impossible("the bot is blocked; unblock it to pay")
        invoice = sheet.invoice
        if invoice.charge_id is not None:
            raise Impossible("this invoice has been paid")
        if invoice.currency == STARS:
            if self._payments.stars[athlete_id] < invoice.total:
                return self._failed(sheet, TOO_FEW_STARS)
        else:
            number = digits(card_number)
            if number is None:
                return self._failed(sheet, NO_CARD)
            sheet.card_number, sheet.save_card = number, save
        self._ask(sheet)
        return sheet

    def authenticates(self, athlete_id: int, sheet_id: str, *, passed: bool) -> Sheet:
        """Tell the bank that it is the card's owner, or fail to."""
        sheet = self.sheet(athlete_id, sheet_id)
        if sheet.state is SheetState.CHALLENGE and self.cards is not None:
            if self._is_paid(sheet):
                return self._failed(sheet, PAID_ALREADY)
            self._settle(sheet, self.cards.authenticate(sheet.intent_id, passed=passed), NOT_PASSED)
        return sheet

    # ---- the bot's side ----

    def answered(self, query_id: str, refusal_text: str | None) -> None:
        """The bot's answer to a pre-checkout query: None lets the payment go on. Raises 400 when it comes too late."""
        self._expire()
        sheet = self._payments.asked.pop(query_id, None)
        if sheet is None:
            raise BadRequest(TOO_OLD)
        if refusal_text is not None:
            self._failed(sheet, refusal_text)
        elif self._is_paid(sheet):
            self._failed(sheet, PAID_ALREADY)
        elif sheet.invoice.currency == STARS:
            self._take_stars(sheet)
        else:
            self._charge_card(sheet)

    # ---- time ----

    def keep_time(self) -> None:
        """Look at the clock from now on: it goes on by itself, and can be moved."""
        self._time = asyncio.create_task(self._tick_for_ever())

    async def close(self) -> None:
        """Stop looking."""
        if self._time is not None:
            self._time.cancel()
            with suppress(asyncio.CancelledError):
                await self._time

    async def _tick_for_ever(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            self.tick()

    def tick(self) -> None:
        """Give up on bots that do not answer, and renew or end the subscriptions whose period is over."""
        self._expire()
        self.stars.renew_what_is_due()

    # ---- inside ----

    def _ask(self, sheet: Sheet) -> None:
        invoice, world = sheet.invoice, self._world
        sheet.state, sheet.error = SheetState.CHECKING, ""
        sheet.asked_at, sheet.query_id = world.clock(), world.new_number()
        self._payments.asked[sheet.query_id] = sheet
        query: Json = {
            "id": sheet.query_id,
            "from": world.athletes[sheet.athlete_id],
            "currency": invoice.currency,
            "total_amount": invoice.total,
            "invoice_payload": invoice.payload,
        }
        world.bots[invoice.token].updates.put("pre_checkout_query", query)

    def _expire(self) -> None:
        latest = self._world.clock() - ANSWER_SECONDS
        for query_id, sheet in list(self._payments.asked.items()):
            if sheet.asked_at < latest:
                del self._payments.asked[query_id]
                self._failed(sheet, NO_ANSWER)

    def _is_paid(self, sheet: Sheet) -> bool:
        """Whether it was paid meanwhile, by another sheet of the same invoice."""
        invoice = sheet.invoice
        return invoice.charge_id is not None or self._payments.subscription_for(invoice, sheet.athlete_id) is not None

    def _take_stars(self, sheet: Sheet) -> None:
        invoice = sheet.invoice
        if self._payments.stars[sheet.athlete_id] < invoice.total:  # spent while the bot thought
            self._failed(sheet, TOO_FEW_STARS)
            return
        self._payments.stars[sheet.athlete_id] -= invoice.total
        charge = self._charge(sheet, self._world.new_number())
        extra: Json = {}
        if invoice.subscription_period is not None:
            charge.subscription_id, charge.period = charge.id, invoice.subscription_period
            one = Subscription(
                id=charge.id,
                token=invoice.token,
                athlete_id=sheet.athlete_id,
                title=invoice.title,
                payload=invoice.payload,
                price=invoice.total,
                period=invoice.subscription_period,
                paid_until=charge.date + invoice.subscription_period,
            )
            self._payments.subscriptions[one.id] = one
            extra = {
                "subscription_expiration_date": one.paid_until,
                "is_recurring": True,
                "is_first_recurring": True,
            }
        self._paid(sheet, charge, extra)

    def _charge_card(self, sheet: Sheet) -> None:
        number, sheet.card_number = sheet.card_number, ""
        if self.cards is None:
            self._failed(sheet, "There is nobody here who takes cards.")
            return
        intent = self.cards.charge_card(
            sheet.invoice.total,
            sheet.invoice.currency.lower(),
            number,
            save=sheet.save_card,
            metadata={"invoice_payload": sheet.invoice.payload},
        )
        self._settle(sheet, intent)

    def _settle(self, sheet: Sheet, intent: Json, otherwise: str = "") -> None:
        if intent["status"] == "requires_action":
            sheet.state, sheet.intent_id = SheetState.CHALLENGE, intent["id"]
            self._books.tell_page(sheet.athlete_id, sheet)
        elif intent["status"] == "succeeded":
            self._paid(sheet, self._charge(sheet, intent["id"]), {})
        else:
            self._failed(sheet, otherwise or refusal(intent))

    def _charge(self, sheet: Sheet, provider_id: str) -> Charge:
        invoice = sheet.invoice
        return Charge(
            id=self._books.new_charge_id(invoice.token),
            token=invoice.token,
            athlete_id=sheet.athlete_id,
            payload=invoice.payload,
            currency=invoice.currency,
            total=invoice.total,
            date=int(self._world.clock()),
            provider_id=provider_id,
        )

    def _paid(self, sheet: Sheet, charge: Charge, extra: Json) -> None:
        sheet.state, sheet.charge_id, sheet.intent_id = SheetState.PAID, charge.id, ""
        invoice = sheet.invoice
        if invoice.message is not None:
            invoice.charge_id = charge.id
            self._chat(sheet).events.publish("invoice_paid", message_id=invoice.message[1])
        self._books.book(charge, extra)
        self._books.tell_page(sheet.athlete_id, sheet)

    def _failed(self, sheet: Sheet, why: str) -> Sheet:
        sheet.state, sheet.error, sheet.card_number, sheet.intent_id = SheetState.FAILED, why, "", ""
        self._books.tell_page(sheet.athlete_id, sheet)
        return sheet

    def _chat(self, sheet: Sheet) -> Chat:
        bot = self._world.bots[sheet.invoice.token]
        return self._world.private_chat(bot, self._world.athletes[sheet.athlete_id])
