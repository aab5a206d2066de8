"""What is being written, on its way to the queue: the newest now and then, nothing after the step, no waiting."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from botocore.exceptions import ConnectTimeoutError

from backend.aws.drafts import QueuedDrafts
from backend.contract.drafts import WordsSoFar

ANNA, RUN, RIDE = UUID(int=1), UUID(int=9), UUID(int=10)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUEUE = "https://queue/Drafts.fifo"


class Queue:
    """SQS. ``gate``: it takes its time while closed; ``troubles``: what the next calls raise."""

    def __init__(self) -> None:
        self.messages: list[dict[str, str]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.troubles: list[Exception] = []
        self._news = threading.Condition()

    def send_message(self, **message: str) -> None:
        with self._news:
            self.messages.append(message)
            self._news.notify_all()
        self.gate.wait(5)
        if self.troubles:
            raise self.troubles.pop(0)

    def texts(self) -> list[str]:
        return [WordsSoFar.model_validate_json(message["MessageBody"]).text for message in self.messages]

    def until(self, *texts: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.texts() == list(texts), 5), self.texts()


class Clock:
    def now(self) -> datetime:
        return NOON


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
def drafts(queue: Queue) -> QueuedDrafts:
    return QueuedDrafts(queue, QUEUE, Clock(), pause=0.0)  # type: ignore[arg-type]  # as much of SQS as is used


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    """A step's thread ends with it."""
    yield
    deadline = time.monotonic() + 5
    while any(thread.name == "drafts" for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "a thread of a step that is over"
        time.sleep(0.005)


def test_what_is_written_is_sent_as_it_grows_in_its_entrys_group(drafts: QueuedDrafts, queue: Queue) -> None:
    with drafts.about(str(RUN)):
        for texts in ([""], ["", "A run."], ["", "A run.", "A run. A long one."]):
            drafts.show(ANNA, RUN, texts[-1])
            queue.until(*texts)

    assert WordsSoFar.model_validate_json(queue.messages[1]["MessageBody"]) == WordsSoFar(
        athlete_id=ANNA, entry_id=RUN, text="A run.", at=NOON
    )
    assert {(each["QueueUrl"], each["MessageGroupId"]) for each in queue.messages} == {(QUEUE, str(RUN))}
    assert len({each["MessageDeduplicationId"] for each in queue.messages}) == 3


def test_while_sqs_takes_its_time_nobody_waits_and_the_newest_goes_next(drafts: QueuedDrafts, queue: Queue) -> None:
    queue.gate.clear()
    with drafts.about(str(RUN)):
        drafts.show(ANNA, RUN, "One.")
        queue.until("One.")
        for text in ("One. Two.", "One. Two. Three."):
            drafts.show(ANNA, RUN, text)
        queue.gate.set()
        queue.until("One.", "One. Two. Three.")


def test_between_two_there_is_a_pause(queue: Queue) -> None:
    drafts = QueuedDrafts(queue, QUEUE, Clock(), pause=0.2)  # type: ignore[arg-type]  # as above
    started = time.monotonic()
    with drafts.about(str(RUN)):
        drafts.show(ANNA, RUN, "One.")
        queue.until("One.")
        drafts.show(ANNA, RUN, "One. Two.")
        queue.until("One.", "One. Two.")
    assert time.monotonic() - started >= 0.2


def test_a_step_that_is_over_waits_for_no_draft_and_sends_none_in_the_next(drafts: QueuedDrafts, queue: Queue) -> None:
    # GIVEN a draft that SQS has not taken yet, and one that waits
    queue.gate.clear()
    with drafts.about(str(RUN)):
        drafts.show(ANNA, RUN, "One.")
        queue.until("One.")
        drafts.show(ANNA, RUN, "One. Two.")
    # WHEN the step is over before that, and another one begins
    assert queue.texts() == ["One."]
    with drafts.about(str(RIDE)):
        queue.gate.set()
        drafts.show(ANNA, RIDE, "A ride.")
        # THEN only the new one's is sent
        queue.until("One.", "A ride.")
    assert queue.texts() == ["One.", "A ride."]


def test_during_the_pause_the_end_comes_at_once_too(queue: Queue) -> None:
    drafts = QueuedDrafts(queue, QUEUE, Clock(), pause=60.0)  # type: ignore[arg-type]  # as above
    with drafts.about(str(RUN)):
        drafts.show(ANNA, RUN, "One.")
        queue.until("One.")
        drafts.show(ANNA, RUN, "One. Two.")
    assert queue.texts() == ["One."]


def test_a_model_that_still_writes_about_an_earlier_entry_is_not_heard(drafts: QueuedDrafts, queue: Queue) -> None:
    drafts.show(ANNA, RUN, "Before any step.")
    with drafts.about(str(RIDE)):
        drafts.show(ANNA, RUN, "Still of the run.")
        drafts.show(ANNA, RIDE, "A ride.")
        queue.until("A ride.")


def test_a_step_that_fails_ends_its_drafts(drafts: QueuedDrafts, queue: Queue) -> None:
    def fail() -> None:
        with drafts.about(str(RUN)):
            drafts.show(ANNA, RUN, "One.")
            queue.until("One.")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    drafts.show(ANNA, RUN, "One. Two.")
    assert queue.texts() == ["One."]


def test_trouble_with_the_queue_is_nobodys_and_the_next_is_tried(
    drafts: QueuedDrafts, queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    queue.troubles = [ConnectTimeoutError(endpoint_url="https://sqs"), ValueError("legs heavy")]
    with drafts.about(str(RUN)):
        for texts in (["One."], ["One.", "Two."], ["One.", "Two.", "Three."]):
            drafts.show(ANNA, RUN, texts[-1])
            queue.until(*texts)
    told = [(each.getMessage(), vars(each)["values"]) for each in caplog.records]
    assert told == [
        ("draft_not_sent", {"error": "ConnectTimeoutError"}),
        ("draft_not_sent", {"error": "ValueError"}),
    ]


def test_without_a_thread_to_be_had_nothing_is_shown(
    drafts: QueuedDrafts, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with drafts.about(str(RUN)):
        drafts.show(ANNA, RUN, "One.")
    assert queue.texts() == []
