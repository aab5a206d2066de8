"""The Lambda behind the outbox: says what the backend wants said.

The queue gives it to two calls at a time at most, so each keeps half of Telegram's pace of 30 messages a second.
"""

from backend.functions.environment import setting
from bot.aws.batch import Batches
from bot.aws.memory import LeasedMemory
from bot.aws.saying import Saying
from bot.functions.chat import handler_of, put_together
from bot.pushing import Pace, Pushing

_PER_SECOND = 15.0
_LONGEST_PUSH = 15.0
"""Seconds."""
_LEASE = _LONGEST_PUSH + 5.0
_NEEDED = _LONGEST_PUSH + 4.0

_chat = put_together("pushes")
_pushing = Pushing(LeasedMemory(_chat.chats, _LEASE), _chat.dialogue, _chat.log, _chat.names, longest=_LONGEST_PUSH)
_saying = Saying(_pushing, _chat.chats, _chat.signed_in, Pace(_PER_SECOND), _chat.clock, _chat.log)
_queue = setting("OUTBOX_QUEUE_URL")
_batches = {_queue.rpartition("/")[2]: Batches(_chat.queues, _queue, _NEEDED, _chat.log)}

handler = handler_of(_chat, _batches, _saying.handle)
