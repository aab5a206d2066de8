"""Telegram's Stars: what athletes have of them, the subscriptions that they pay, and their way back.

https://core.telegram.org/api/stars
"""

from sandbox.books import Books
from sandbox.money import STARS
from sandbox.payments import Charge, Subscription
from sandbox.wire import BadRequest
from sandbox.world import Impossible, World


class Stars:
    """What athletes and bots do about Stars, beside paying an invoice."""

    def __init__(self, world: World, books: Books) -> None:
        self._world = world
        self._payments = world.payments
        self._books = books

    def tops_up(self, athlete_id: int, stars: int) -> int:
        """Give the athlete Stars, for nothing; how many they have. What waited for them is renewed."""
        self._payments.stars[athlete_id] += stars
        self._payments.revision += 1
        self.renew_what_is_due()
        self._books.tell_page(athlete_id)
        return self._payments.stars[athlete_id]

    def chooses_renewal(self, athlete_id: int, subscription_id: str, *, renews: bool) -> Subscription:
        """Cancel a subscription, or take that back while it still runs. Raises Impossible."""
        one = self._payments.subscriptions.get(subscription_id)
        if one is None or one.athlete_id != athlete_id or one.over:
            raise Impossible("this subscription is not there any more")
        if renews and one.cancelled_by_bot:
            raise Impossible("the bot cancelled this subscription; only the bot can take that back")
        one.cancelled_by_athlete = not renews
        self._changed(one)
        return one

    def refunds(self, token: str, athlete_id: int, charge_id: str) -> None:
        """Give a payment in Stars back; its subscription ends. Raises 400 where there is nothing to give."""
        charge = self._payments.charges.get(charge_id)
        if charge is None or (charge.token, charge.athlete_id, charge.currency) != (token, athlete_id, STARS):
            raise BadRequest("CHARGE_NOT_FOUND")
        if charge.refunded_at is not None:
            raise BadRequest("CHARGE_ALREADY_REFUNDED")
        self._payments.stars[athlete_id] += charge.total
        subscription = self._payments.subscriptions.get(charge.subscription_id or "")
        if subscription is not None:
            subscription.over = True
        self._books.book_refund(charge)
        self._books.tell_page(athlete_id)

    def cancels(self, token: str, athlete_id: int, charge_id: str, *, cancelled: bool) -> None:
        """The bot cancels a subscription, or allows it again. Raises 400 for one that is not there."""
        charge = self._payments.charges.get(charge_id)
        one = self._payments.subscriptions.get((charge.subscription_id if charge else None) or "")
        if one is None or one.over or (one.token, one.athlete_id) != (token, athlete_id):
            raise BadRequest("CHARGE_NOT_FOUND")
        one.cancelled_by_bot = cancelled
        self._changed(one)

    def renew_what_is_due(self) -> None:
        """Renew or end the subscriptions whose period is over, as often as periods went by."""
        now = self._world.clock()
        for one in list(self._payments.subscriptions.values()):
            while not one.over and one.paid_until <= now:
                if not one.renews:
                    one.over = True
                    self._changed(one)
                elif self._payments.stars[one.athlete_id] < one.price:
                    if not one.waits_for_stars:
                        one.waits_for_stars = True
                        self._changed(one)
                    break
                else:
                    self._renew(one, now)

    def _renew(self, one: Subscription, now: float) -> None:
        """From the end of the last period; from now where it had to wait for Stars."""
        one.paid_until = (int(now) if one.waits_for_stars else one.paid_until) + one.period
        one.waits_for_stars = False
        self._payments.stars[one.athlete_id] -= one.price
        self._books.book(
            Charge(
                id=self._books.new_charge_id(one.token),
                token=one.token,
                athlete_id=one.athlete_id,
                payload=one.payload,
                currency=STARS,
                total=one.price,
                date=int(now),
                provider_id=self._world.new_number(),
                subscription_id=one.id,
                period=one.period,
            ),
            {"subscription_expiration_date": one.paid_until, "is_recurring": True},
        )
        self._changed(one)

    def _changed(self, one: Subscription) -> None:
        self._payments.revision += 1
        self._books.tell_page(one.athlete_id)
