"""Where an athlete can read along, as a queue: the text so far goes to the function that draws it in the chat.

The step that writes waits for nothing here. A thread of each step's own sends the newest text every 0.7 seconds at
most, once each: what SQS does not take is lost, like what came in between. Lambda freezes a process between two calls,
so what was not sent when a step ends is dropped. What was just being sent then may leave the machine with the next
call; whoever draws it sees how old it is.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from backend.contract.drafts import PAUSE, WordsSoFar
from backend.ports import Clock

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_log = logging.getLogger(__name__)


class QueuedDrafts:
    """Is :class:`backend.workflow.steps.tools.Drafts`, for one step at a time.

    ``sqs`` gives up soon (:func:`backend.aws.clients.sqs_in_passing`); the queue has a group for each entry.
    """

    def __init__(self, sqs: "SQSClient", queue_url: str, clock: Clock, pause: float = PAUSE) -> None:
        self._sqs = sqs
        self._queue_url = queue_url
        self._clock = clock
        self._pause = pause
        self._step: _Step | None = None

    @contextmanager
    def about(self, entry_id: str) -> Iterator[None]:
        """The step that writes about this entry: when it is over nothing is sent any more."""
        self._step = step = _Step(entry_id, self._send, self._pause)
        try:
            yield
        finally:
            self._step = None
            step.end()

    def show(self, athlete_id: UUID, entry_id: UUID, text: str) -> None:
        """See the port. A model that was given up may still show what it wrote about an earlier entry: nobody sees."""
        step = self._step
        if step is not None and step.entry_id == str(entry_id):
            step.take(WordsSoFar(athlete_id=athlete_id, entry_id=entry_id, text=text, at=self._clock.now()))

    def _send(self, draft: WordsSoFar) -> None:
        try:
            self._sqs.send_message(
                QueueUrl=self._queue_url,
                MessageBody=draft.model_dump_json(),
                MessageGroupId=str(draft.entry_id),
                MessageDeduplicationId=uuid4().hex,
            )
        except Exception as error:  # whatever it is, the comment comes all the same
            _log.warning("draft_not_sent", extra={"values": {"error": type(error).__name__}})


class _Step:
    """What one step wants shown, and the thread that sends it; it begins with the first text."""

    def __init__(self, entry_id: str, send: Callable[[WordsSoFar], None], pause: float) -> None:
        self.entry_id = entry_id
        self._send = send
        self._pause = pause
        self._changed = threading.Condition()
        self._newest: WordsSoFar | None = None
        self._begun = False
        self._over = False

    def take(self, draft: WordsSoFar) -> None:
        """Send it soon, unless a newer one comes."""
        with self._changed:
            self._newest = draft
            self._changed.notify()
            if self._begun:
                return
            self._begun = True
        with suppress(RuntimeError):  # no room for a thread: nobody reads along
            threading.Thread(target=self._run, name="drafts", daemon=True).start()

    def end(self) -> None:
        """Send nothing more. Waits for nobody."""
        with self._changed:
            self._over = True
            self._changed.notify()

    def _run(self) -> None:
        while (draft := self._next()) is not None:
            self._send(draft)
            with self._changed:
                self._changed.wait_for(lambda: self._over, self._pause)

    def _next(self) -> WordsSoFar | None:
        """The newest, once there is one; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or self._newest is not None)
            draft, self._newest = self._newest, None
            return None if self._over else draft
