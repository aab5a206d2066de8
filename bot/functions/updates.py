"""The Lambda behind the inbox: the bot. One call handles a batch of updates, all chats of it at the same time.

Questions before a payment come from a queue of their own, and are answered in the same way.
"""

from backend.functions.environment import setting
from bot.aws.answering import Answering
from bot.aws.batch import Batches
from bot.aws.inbox import DeadLetters
from bot.aws.memory import LeasedUpdates
from bot.functions.chat import handler_of, put_together
from bot.turns import Turns

_LONGEST_TURN = 20.0
"""Seconds; a turn that takes longer counts as failed. The function's timeout leaves room for saying and noting that."""
_SAVING_PATIENCE = 5.0
_LEASE = _LONGEST_TURN + 5.0
_NEEDED = _LONGEST_TURN + 4.0

_chat = put_together("updates", sells=True)
_memory = LeasedUpdates(_chat.chats, _LEASE, DeadLetters(_chat.queues, setting("INBOX_DEAD_QUEUE_URL")))
_turns = Turns(
    _chat.dialogue,
    _memory,
    _chat.log,
    _chat.names,
    longest=_LONGEST_TURN,
    patience=_SAVING_PATIENCE,
)
_answering = Answering(_turns, _chat.chats, _chat.signed_in, _chat.log, _chat.names)
_queues = (setting("INBOX_QUEUE_URL"), setting("CHECKOUTS_QUEUE_URL"))
_batches = {url.rpartition("/")[2]: Batches(_chat.queues, url, _NEEDED, _chat.log) for url in _queues}

handler = handler_of(_chat, _batches, _answering.handle)
