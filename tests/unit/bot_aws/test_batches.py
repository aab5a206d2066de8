"""A batch of a FIFO queue: one chat's failure is no other chat's, order holds, and time that is short harms nobody."""

import asyncio
from collections.abc import Callable
from typing import Any

from botocore.exceptions import EndpointConnectionError

from bot.aws.batch import Batches, Message
from tests.unit.bot.helpers import Notebook


def record(number: int, group: str, receives: int = 1) -> dict[str, Any]:
    attributes = {"MessageGroupId": group, "SentTimestamp": "0", "ApproximateReceiveCount": str(receives)}
    return {"messageId": f"m{number}", "receiptHandle": f"r{number}", "body": str(number), "attributes": attributes}


class Queue:
    """Notes what is put off, and for how long; raises what a test put into ``error``."""

    def __init__(self) -> None:
        self.put_off: dict[str, int] = {}
        self.error: Exception | None = None

    def change_message_visibility(self, QueueUrl: str, ReceiptHandle: str, VisibilityTimeout: int) -> None:  # noqa: N803  # boto3's names
        if self.error:
            raise self.error
        self.put_off[ReceiptHandle] = VisibilityTimeout


class Handled:
    """Answers what a test says for a body; None otherwise."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers
        self.seen: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.opens: dict[str, asyncio.Event] = {}

    async def __call__(self, message: Message) -> float | None:
        self.seen.append(message.body)
        if message.body in self.opens:
            self.opens[message.body].set()
        if message.body in self.gates:
            await self.gates[message.body].wait()
        answer = self.answers.get(f"m{message.body}")
        if isinstance(answer, Exception):
            raise answer
        assert answer is None or isinstance(answer, float)
        return answer


async def work(
    records: list[dict[str, Any]], handle: Handled, queue: Queue, time_left: Callable[[], float] = lambda: 30.0
) -> list[str]:
    """Ids that come again."""
    batches = Batches(queue, "url", 20.0, Notebook())  # type: ignore[arg-type]  # one call of the client is all it needs
    report = await batches.work({"Records": records}, time_left, handle)
    return [failure["itemIdentifier"] for failure in report["batchItemFailures"]]


async def test_what_fails_comes_again_with_the_rest_of_its_chat_and_other_chats_are_unharmed() -> None:
    records = [record(1, "a"), record(2, "b"), record(3, "a"), record(4, "a"), record(5, "b"), record(6, "c")]
    handle, queue = Handled(m3=1.5), Queue()

    again = await work(records, handle, queue)

    assert again == ["m3", "m4"]
    assert queue.put_off == {"r3": 2, "r4": 2}
    assert sorted(handle.seen) == ["1", "2", "3", "5", "6"]


async def test_chats_are_handled_at_the_same_time_and_each_in_its_order() -> None:
    records = [record(1, "slow"), record(2, "slow"), record(3, "quick")]
    handle, queue = Handled(), Queue()
    handle.gates["1"] = handle.opens["3"] = asyncio.Event()

    async with asyncio.timeout(5):
        assert await work(records, handle, queue) == []

    assert handle.seen == ["1", "3", "2"]


async def test_when_little_time_is_left_nothing_is_begun_and_the_rest_comes_again_at_once() -> None:
    times = iter([30.0, 21.0, 19.0])
    handle, queue = Handled(), Queue()

    again = await work([record(1, "a"), record(2, "a"), record(3, "a"), record(4, "a")], handle, queue, times.__next__)

    assert handle.seen == ["1", "2"]
    assert again == ["m3", "m4"]
    assert queue.put_off == {"r3": 0, "r4": 0}


async def test_a_bug_in_one_message_is_its_own_chats_only() -> None:
    handle, queue = Handled(m1=ZeroDivisionError()), Queue()

    assert await work([record(1, "a"), record(2, "b")], handle, queue) == ["m1"]
    assert queue.put_off == {"r1": 30}


async def test_what_came_very_often_is_put_off_for_longer_so_that_the_queue_does_not_give_it_up() -> None:
    handle, queue = Handled(m1=1.0, m2=1.0), Queue()

    await work([record(1, "a", receives=51), record(2, "b", receives=50)], handle, queue)

    assert queue.put_off == {"r1": 300, "r2": 1}


async def test_nothing_is_put_off_for_longer_than_a_queue_can() -> None:
    handle, queue = Handled(m1=100_000.0), Queue()

    await work([record(1, "a")], handle, queue)

    assert queue.put_off == {"r1": 11 * 3600}


async def test_where_the_pause_cannot_be_asked_for_the_message_comes_again_all_the_same() -> None:
    handle, queue = Handled(m1=1.0), Queue()
    queue.error = EndpointConnectionError(endpoint_url="sqs")

    assert await work([record(1, "a")], handle, queue) == ["m1"]
