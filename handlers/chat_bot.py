"""The three calls that make up nearly all of a conversation, on a short way to Telegram.

python-telegram-bot makes objects of all that it sends and gets, a dozen attributes for each button, and the bot reads
none of them again. With plain values instead, an edited card of 15 buttons costs a fifth (0.18 → 0.04 ms of CPU), and
so much more of a second is left for other chats. All rarer calls are PTB's own.
"""

from telegram import Bot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter  # there is no public way to make RequestData

from handlers.keyboards import Keyboard


class ChatBot(Bot):
    """PTB's Bot, and texts in HTML with a keyboard. All raise telegram.error.*"""

    async def say(self, chat_id: int, text: str, keyboard: Keyboard | None = None, reply_to: int | None = None) -> int:
        """A new message; its id. ``reply_to``: a message of the chat; if it is gone, this one replies to nothing."""
        reply = {"message_id": reply_to, "allow_sending_without_reply": True} if reply_to else None
        sent = await self._call(
            "sendMessage",
            chat_id=chat_id,
            text=text,
            parse_mode="HTML",
            reply_markup=keyboard.to_dict() if keyboard else None,
            reply_parameters=reply,
        )
        assert isinstance(sent, dict)  # Telegram answers with the message
        return int(sent["message_id"])

    async def rewrite(self, chat_id: int, message_id: int, text: str, keyboard: Keyboard | None = None) -> None:
        """Another text and keyboard for a message of the bot's. BadRequest also where both are the same as before."""
        await self._call(
            "editMessageText",
            chat_id=chat_id,
            message_id=message_id,
            text=text,
            parse_mode="HTML",
            reply_markup=keyboard.to_dict() if keyboard else None,
        )

    async def answer(self, query_id: str, toast: str | None = None) -> None:
        """The tap has arrived; ``toast``, up to 200 characters, is shown over the chat."""
        await self._call("answerCallbackQuery", callback_query_id=query_id, text=toast)

    async def _call(self, method: str, **values: object) -> object:
        given = [RequestParameter(name, value, None) for name, value in values.items() if value is not None]
        return await self.request.post(f"{self.base_url}/{method}", RequestData(given))
