"""What the two functions that talk in chats have in common: Telegram, the dialogue, the chats' table, the log.

Everything is made once, when the function starts; connections are opened when they are first needed, in the one event
loop that the function keeps.
"""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken, TelegramError

from backend.aws import clients
from backend.aws.secrets import NOT_GIVEN, Secret, secrets_manager
from backend.client import Backend
from backend.clock import SystemClock
from backend.functions.environment import setting
from backend.ports import Clock
from bot.aws.batch import Batches, Handle, Report
from bot.aws.chats import DynamoChats
from bot.functions.linking import cognito, cognito_accounts
from bot.functions.telemetry import Handler, Telemetry
from bot.linking.bot_tokens import BotTokens
from bot.logs import ChatNames, set_up_logs, what
from bot.transport import AiohttpRequest
from handlers.chat_bot import ChatBot
from handlers.dialogue import Dialogue
from handlers.workshop import ChildWorkshop

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

# A Lambda may write nowhere else; without it the picture's library looks for a folder at each start, and complains.
os.environ.setdefault("MPLCONFIGDIR", "/tmp/matplotlib")  # nobody else is on that machine


@dataclass(frozen=True, slots=True)
class Chat:
    """The parts."""

    bot: ChatBot
    dialogue: Dialogue
    chats: DynamoChats
    queues: "SQSClient"
    clock: Clock
    log: Telemetry
    names: ChatNames
    runner: asyncio.Runner
    """One event loop for all calls, and with it the connections."""

    async def signed_in(self) -> bool:
        """Whether the bot knows who it is; asks Telegram until it does."""
        try:
            await self.bot.initialize()  # does nothing when it was done
        except InvalidToken:
            self.log.error("token_refused")
            return False
        except TelegramError as error:
            self.log.warning("telegram_unreachable", error=what(error))
            return False
        return True


def put_together(service: str, *, sells: bool = False) -> Chat:
    """``service`` is the function's name, ``sells`` whether payments come to it.

    Raises MissingSetting, and StoreUnavailable when no secret can be read.
    """
    log = Telemetry(service, set_up_logs(setting("LOG_LEVEL")))
    clock, secrets = SystemClock(), secrets_manager()
    seal_key = Secret(secrets, setting("SEAL_KEY_SECRET"))
    api_url = setting("TELEGRAM_API_URL")
    bot = ChatBot(
        Secret(secrets, setting("TELEGRAM_TOKEN_SECRET"))(),
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(1),  # never used, but PTB would make its own
    )
    dynamodb = clients.dynamodb()
    pool = cognito()
    accounts = cognito_accounts(pool, dynamodb, clock, seal_key, partial(_name_of, bot), log)
    provider_token, bot_tokens = "", None
    if sells:
        provider_token = Secret(secrets, setting("PROVIDER_TOKEN_SECRET")).given()
        client_secret = Secret(secrets, setting("BOT_CLIENT_SECRET"))
        bot_tokens = BotTokens(pool, setting("BOT_CLIENT_ID"), client_secret, clock)
    backend = Backend(setting("API_URL"), accounts, bot_tokens=bot_tokens)
    contact = setting("SUPPORT_CONTACT")
    support_contact = "" if contact == NOT_GIVEN else contact
    dialogue = Dialogue(bot, backend, accounts, clock, ChildWorkshop(), provider_token, support_contact)
    chats = DynamoChats(dynamodb, setting("CHATS_TABLE"), clock)
    return Chat(bot, dialogue, chats, clients.sqs(), clock, log, _names(seal_key()), asyncio.Runner())


async def _name_of(bot: ChatBot) -> str:
    """The bot's user name, for links that lead back into the chat."""
    await bot.initialize()
    return bot.username


def _names(seal_key: str) -> ChatNames:
    """The same in every function; the key itself cannot be told from them."""
    return ChatNames(blake2b(seal_key.encode(), person=b"names of chats").digest())


def handler_of(chat: Chat, batches: Mapping[str, Batches], handle: Handle) -> Handler:
    """What Lambda calls with an SQS event and its context, of which only the time that is left is of interest.

    ``batches``: by the names of the queues that the event may be of. A batch is of one queue.
    """

    def answer(event: dict[str, Any], context: Any) -> Report:
        queue = event["Records"][0]["eventSourceARN"].rpartition(":")[2]
        return chat.runner.run(
            batches[queue].work(event, lambda: context.get_remaining_time_in_millis() / 1000, handle)
        )

    return chat.log.observed(answer)
