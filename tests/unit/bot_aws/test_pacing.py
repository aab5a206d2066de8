"""The pace at which reminders go into the outbox."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from backend.contract import Notification
from bot.aws.pacing import PacedOutbox

ASKED = Notification(id="1", athlete_id=uuid4(), kind="check_in", created_at=datetime(2026, 11, 22, tzinfo=UTC))


class Hand:
    """Time that goes on by sleeping only, and what was put when."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.put_at: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def put(self, _: Notification) -> bool:
        self.put_at.append(self.seconds)
        return len(self.put_at) != 2


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def outbox(hand: Hand) -> PacedOutbox:
    return PacedOutbox(hand, 20, lambda: hand.seconds, hand.sleep)


def test_one_after_the_other_at_the_pace_and_what_the_outbox_says(hand: Hand, outbox: PacedOutbox) -> None:
    said = [outbox.put(ASKED) for _ in range(3)]
    assert hand.put_at == pytest.approx([1_000.0, 1_000.05, 1_000.1])
    assert said == [True, False, True]


def test_who_comes_later_than_the_pace_does_not_wait_nor_save_up(hand: Hand, outbox: PacedOutbox) -> None:
    outbox.put(ASKED)
    hand.sleep(60)
    for _ in range(2):
        outbox.put(ASKED)
    assert hand.put_at == pytest.approx([1_000.0, 1_060.0, 1_060.05])


def test_threads_share_one_pace() -> None:
    waits: list[float] = []
    frozen: Iterator[float] = iter([0.0] * 40)
    outbox = PacedOutbox(Hand(), 20, lambda: next(frozen), waits.append)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(outbox.put, [ASKED] * 40))
    assert sorted(waits) == pytest.approx([n / 20 for n in range(1, 40)])
