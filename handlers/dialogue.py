"""The entry to every conversation: an update or a notification comes in, Telegram calls and a new state go out."""

from uuid import UUID

from telegram.error import TelegramError

from backend.client import Backend
from backend.contract import Notification
from backend.errors import AthleteError
from handlers import deliveries, odd, payments, routes, trouble
from handlers.accounts import Accounts, Standing
from handlers.chat_bot import ChatBot
from handlers.menu import publish_commands
from handlers.state import ChatState
from handlers.texts import BROKEN, TROUBLE
from handlers.turn import Clock, Turn, Workshop
from handlers.update import Update
from words import words_for

_NOTHING_SAID = Update(update_id=0)
"""A delivery is a turn of its own: nobody wrote or tapped."""


class Dialogue:
    """Holds nothing about any chat: all of that is in the :class:`ChatState` that is passed in and out.

    ``provider_token``: what Telegram knows the card provider by; empty where no cards are paid in the chat.
    ``support_contact``: whom to write to about a payment; empty where nobody is named.
    """

    def __init__(
        self,
        bot: ChatBot,
        backend: Backend,
        accounts: Accounts,
        clock: Clock,
        workshop: Workshop,
        provider_token: str = "",
        support_contact: str = "",
    ) -> None:
        self._bot = bot
        self._backend = backend
        self._accounts = accounts
        self._clock = clock
        self._workshop = workshop
        self._provider_token = provider_token
        self._support_contact = support_contact

    async def handle(self, update: Update, state: ChatState) -> ChatState:
        """Do and say what the update asks for; the state after it. ``state`` itself is left as it was.

        Raises backend.errors.Unavailable and telegram.error.* : the update was not handled, try it again from
        ``state``. An AthleteError is answered here. Handling an update twice stores nothing twice.
        """
        turn = self._turn(update, state.copy_for_turn())
        if await self._standing(turn.state) is Standing.ELSEWHERE:
            turn.state.leave_account()  # the athlete took it to another chat, which told this one
        try:
            await routes.dispatch(turn)
        except AthleteError as error:
            await trouble.reply(turn, error)
        finally:
            await turn.finish()
        return turn.state

    async def deliver(self, notification: Notification, state: ChatState) -> ChatState:
        """Bring what the backend wants said into the chat; the state after it. The same one again says nothing.

        Raises telegram.error.*, and Unavailable where accounts are kept, or what a reminder shows.
        """
        if state.signed_out or await self._standing(state) is not Standing.HERE:
            return state
        turn = self._turn(_NOTHING_SAID, state.copy_for_turn())
        await deliveries.deliver(turn, notification)
        return turn.state

    async def check_out(self, update: Update, state: ChatState | None) -> str:
        """Answer a pre-checkout query while Telegram still waits; "approved", "refused" or "late", for the log.

        ``state`` is what the payer's chat remembers, only to be looked at; None: that cannot be read just now.
        Raises telegram.error.* when Telegram cannot be told: nothing is charged then.
        """
        return await payments.check_out(self._turn(update, state or ChatState(chat_id=0)), known=state is not None)

    async def say_trouble(self, update: Update, state: ChatState, code: str) -> None:
        """Tell the athlete, once, that their message is kept. ``code``: an Unavailable's, or a bug's short id.

        A failure to say so is swallowed: the message is kept all the same.
        """
        if odd.is_private(update):
            words = words_for(state.language)
            text = words.say(TROUBLE[code]) if code in TROUBLE else words.say(BROKEN, code=code)
            try:
                await self._bot.send_message(state.chat_id, text)
            except TelegramError:
                return

    async def publish_commands(self) -> None:
        """Telegram's command menu, in every language, from the one list."""
        await publish_commands(self._bot)

    async def _standing(self, state: ChatState) -> Standing:
        """Whether the chat still is where its athlete's account is connected. Asked each time: it can be moved."""
        if state.athlete_id is None:
            return Standing.NOWHERE
        return await self._accounts.standing(state.athlete_id, state.chat_id)

    def _turn(self, update: Update, state: ChatState) -> Turn:
        return Turn(
            bot=self._bot,
            backend=self._backend,
            accounts=self._accounts,
            workshop=self._workshop,
            now=self._clock.now(),
            update=update,
            state=state,
            provider_token=self._provider_token,
            support_contact=self._support_contact,
        )


def new_chat(chat_id: int, athlete_id: UUID | None = None) -> ChatState:
    """The state of a chat that was never seen before."""
    return ChatState(chat_id=chat_id, athlete_id=athlete_id)
