"""Premium as the API answers it, in memory: what a chat shows is told here, what it asked for is kept."""

from datetime import UTC, datetime

from backend.contract.premium import (
    Buy,
    CheckPayment,
    Closed,
    Plan,
    PlanId,
    Portal,
    Premium,
    PremiumCause,
    PremiumState,
    Price,
    Purchase,
    Rail,
    RecordPayment,
    RecordRefund,
    RenewalChoice,
)

UNTIL = datetime(2026, 12, 22, 17, 40, tzinfo=UTC)
MONTH, YEAR = Price(amount=790, currency="EUR"), Price(amount=6900, currency="EUR")
STARS = Price(amount=450, currency="XTR")


class FakePremium:
    """One athlete's. ``now`` is what GET /premium answers; ``fails`` is raised by the next calls."""

    def __init__(self) -> None:
        self.fails: list[Exception] = []
        self.sells(Rail.STRIPE_INVOICE)
        self.open: Purchase | None = None
        self.bought: list[Buy] = []
        self.checked: list[CheckPayment] = []
        self.payments: list[RecordPayment] = []
        self.refunds: list[RecordRefund] = []
        self.choices: list[bool] = []
        self.looked_anew = 0
        self.portals = 0
        self.closed = Closed()
        self.closings = 0

    def sells(self, rail: Rail) -> None:
        """Nothing is bought yet, and this is how it would be paid."""
        cause = PremiumCause.INCLUDED if rail is Rail.OFF else PremiumCause.NEVER_BOUGHT
        state = PremiumState.ACTIVE if rail is Rail.OFF else PremiumState.FREE
        plans: dict[Rail, tuple[Plan, ...]] = {
            Rail.OFF: (),
            Rail.STARS: (Plan(id=PlanId.MONTH, price=STARS),),
        }
        both = (Plan(id=PlanId.MONTH, price=MONTH), Plan(id=PlanId.YEAR, price=YEAR))
        self.now = Premium(state=state, cause=cause, rail=rail, plans=plans.get(rail, both))

    def is_on(self, **more: object) -> None:
        """A month is paid, and renews."""
        price = next(plan.price for plan in self.now.plans if plan.id is PlanId.MONTH)
        self.now = self.now.model_copy(
            update={
                "state": PremiumState.ACTIVE,
                "cause": PremiumCause.PAID,
                "until": UNTIL,
                "renews": True,
                "plan": PlanId.MONTH,
                "price": price,
                "can_cancel": True,
                "can_manage": self.now.rail is Rail.STRIPE_INVOICE,
                **more,
            }
        )

    def _answer(self) -> Premium:
        if self.fails:
            raise self.fails.pop(0)
        return self.now

    # ---- what an athlete may ask ----

    async def premium(self) -> Premium:
        return self._answer()

    async def restore_premium(self) -> Premium:
        self.looked_anew += 1
        return self._answer()

    async def buy(self, command: Buy) -> Purchase:
        self._answer()
        self.bought.append(command)
        if self.open is None or self.open.plan is not command.plan:
            price = next(plan.price for plan in self.now.plans if plan.id is command.plan)
            url = "https://pay.example/in_1" if self.now.rail is Rail.STRIPE_INVOICE else None
            self.open = Purchase(id=command.id, plan=command.plan, rail=self.now.rail, price=price, url=url)
        return self.open

    async def open_portal(self) -> Portal:
        self._answer()
        self.portals += 1
        return Portal(url=f"https://portal.example/{self.portals}")

    async def choose_renewal(self, command: RenewalChoice) -> Premium:
        self._answer()
        self.choices.append(command.renews)
        if self.now.state is PremiumState.GRACE and not command.renews:
            ended = {"state": PremiumState.ENDED, "cause": PremiumCause.RAN_OUT, "renews": False, "can_cancel": False}
            self.now = self.now.model_copy(update=ended)
            return self.now
        self.now = self.now.model_copy(
            update={"renews": command.renews, "can_cancel": command.renews, "can_resume": not command.renews}
        )
        return self.now

    async def close_premium(self) -> Closed:
        self._answer()
        self.closings += 1
        return self.closed

    # ---- what only the bot may say ----

    async def check_payment(self, command: CheckPayment) -> None:
        self._answer()
        self.checked.append(command)

    async def record_payment(self, command: RecordPayment) -> Premium:
        answer = self._answer()
        self.payments.append(command)
        return answer

    async def record_refund(self, command: RecordRefund) -> Premium:
        answer = self._answer()
        self.refunds.append(command)
        return answer
