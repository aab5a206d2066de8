"""What only the bot may say."""

from pydantic import TypeAdapter

from backend.client.api import Api
from backend.client.asking import Asking
from backend.contract.premium import (
    CheckPayment,
    Premium,
    RecordPayment,
    RecordRefund,
)

_PREMIUM: TypeAdapter[Premium] = TypeAdapter(Premium)
_NOTHING: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])


class BotClient(Asking):
    """What only the bot may say, for Telegram told it. Each method raises what :meth:`.Api.call` does."""

    def __init__(self, api: Api) -> None:
        super().__init__(api, None)

    async def check_payment(self, command: CheckPayment) -> None:
        """Whether a payment may go ahead (pre-checkout). Raises WrongPayment when it may not; asks no one else."""
        await self._ask(_NOTHING, "POST", "/premium/checks", command)

    async def record_payment(self, command: RecordPayment) -> Premium:
        """A payment was made. The same charge again changes nothing. Raises NoConsent when the athlete is gone."""
        return await self._ask(_PREMIUM, "POST", "/premium/payments", command)

    async def record_refund(self, command: RecordRefund) -> Premium:
        """A payment went back. Again changes nothing. Raises WrongPayment when it is not this athlete's."""
        return await self._ask(_PREMIUM, "POST", "/premium/refunds", command)
