import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from backend.contract import Notification
from bot.delivery import Delivery
from bot.desk import Desk
from bot.lanes import Lanes
from bot.logs import ChatNames
from bot.memory import ChatMemory
from bot.pushing import Pace, Pushing, is_reminder
from handlers.state import ChatState
from handlers.turn import NotNow
from tests.unit.bot.helpers import ANNA, NOON, FakeDialogue, HandClock, MemoryInbox, Notebook

BEN = UUID(int=2)


class MemoryOutbox:
    """Notifications in memory; remembers who was put off until when."""

    def __init__(self) -> None:
        self.waiting: dict[str, Notification] = {}
        self.put_off: dict[str, datetime] = {}
        self.done_ids: list[str] = []
        self.settled = 0
        self.most_read = 0
        """Reminders, in one go."""

    def put(self, notification: Notification) -> bool:
        self.waiting[notification.id] = notification
        return True

    def due(self, now: datetime, limit: int, reminders: int | None = None) -> list[Notification]:
        first: dict[UUID, Notification] = {}
        for each in self.waiting.values():
            first.setdefault(each.athlete_id, each)
        due = [each for each in first.values() if self.put_off.get(each.id, now) <= now]
        prompt = [each for each in due if not is_reminder(each)]
        expiring = [each for each in due if is_reminder(each)][:reminders]
        self.most_read = max(self.most_read, len(expiring))
        return (prompt + expiring)[:limit]

    def done(self, *notification_ids: str) -> None:
        for notification_id in notification_ids:
            self.settled += 1
            self.waiting.pop(notification_id, None)
            self.done_ids.append(notification_id)

    def retry(self, notification_id: str, not_before: datetime) -> None:
        self.settled += 1
        self.put_off[notification_id] = not_before


class World:
    def __init__(self) -> None:
        self.outbox = MemoryOutbox()
        self.inbox = MemoryInbox()
        self.dialogue = FakeDialogue()
        self.clock = HandClock()
        self.log = Notebook()
        self.lanes = Lanes([].append)
        self.delivery: Delivery
        self.pushing: Pushing

    def comments(self, *names: str, athlete_id: UUID = ANNA) -> None:
        for name in names:
            self.outbox.put(
                Notification(
                    id=name, athlete_id=athlete_id, kind="feedback", entry_id=UUID(int=9), revision=1, created_at=NOON
                )
            )
        self.delivery.wake()

    def reminders(self, *names: str, expires_in: float = 3600, athlete_id: UUID = ANNA) -> None:
        """``expires_in``: seconds."""
        expires_at = self.clock.now() + timedelta(seconds=expires_in)
        for name in names:
            self.outbox.put(
                Notification(
                    id=name, athlete_id=athlete_id, kind="check_in", date=NOON.date(), created_at=NOON,
                    expires_at=expires_at,
                )
            )  # fmt: skip
        self.delivery.wake()

    async def until(self, *outcomes: str, dropped: int = 0) -> None:
        """Until the log tells of these pushes, and the outbox knows of each, and of those that were dropped."""
        async with asyncio.timeout(5):
            await self.log.until(lambda: [line["outcome"] for line in self.log.of("push")] == list(outcomes))
            while self.outbox.settled < len(outcomes) + dropped:  # noqa: ASYNC110  # it is called by the desk, a thread
                await asyncio.sleep(0.001)


@pytest.fixture
async def world(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr("bot.pushing.CHAT_PAUSE", 0.05)
    world = World()
    world.inbox.knows(7)
    async with Desk() as desk:
        memory = ChatMemory(desk, world.inbox, world.inbox)
        names = ChatNames(b"s" * 32)
        pushing = Pushing(memory, world.dialogue, world.log, names, clock=world.clock)
        world.pushing = pushing
        world.delivery = Delivery(world.outbox, world.inbox, pushing, Pace(), world.lanes, desk, world.clock, world.log)
        serving = asyncio.create_task(world.delivery.serve())
        yield world
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        await world.lanes.close(1)


async def test_comments_are_delivered_once_in_order_as_soon_as_they_are_there(world: World) -> None:
    world.comments("a", "b", "c")

    await world.until("delivered", "delivered", "delivered")

    assert world.dialogue.delivered == world.outbox.done_ids == ["a", "b", "c"]


async def test_a_chat_gets_one_at_a_time_with_a_pause(world: World) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    world.comments("a", "b", "c")

    await world.until("delivered", "delivered", "delivered")

    assert loop.time() - started >= 2 * 0.05 * 0.9


async def test_a_push_waits_for_the_turn_of_its_chat(world: World) -> None:
    gate = asyncio.Event()

    async def turn() -> None:
        await gate.wait()

    world.lanes.submit(7, turn)
    world.comments("a")
    await asyncio.sleep(0.02)
    assert world.dialogue.delivered == []

    gate.set()
    await world.until("delivered")


async def test_a_comment_for_nobody_is_dropped(world: World) -> None:
    world.comments("gone", athlete_id=BEN)
    world.comments("a")

    await world.until("delivered", dropped=1)

    assert world.dialogue.delivered == ["a"]
    assert sorted(world.outbox.done_ids) == ["a", "gone"]


async def test_a_block_stops_pushes_until_the_athlete_writes_again(world: World) -> None:
    world.dialogue.errors = [Forbidden("Forbidden: bot was blocked by the user")]
    world.comments("a")
    await world.until("forbidden")
    assert world.inbox.state(7).blocked

    world.comments("b")
    await world.until("forbidden", "not wanted")
    world.inbox.knows(7, blocked=False)
    world.comments("c")
    await world.until("forbidden", "not wanted", "delivered")

    assert world.dialogue.delivered == ["c"]
    assert world.outbox.done_ids == ["a", "b", "c"]


@pytest.mark.parametrize(("error", "wait"), [(RetryAfter(9), 9.1), (NetworkError("down"), 1.0)])
async def test_what_cannot_be_said_now_is_said_later(world: World, error: Exception, wait: float) -> None:
    world.dialogue.errors = [error]
    world.comments("a")
    await world.until("again")
    assert world.outbox.put_off == {"a": NOON + timedelta(seconds=wait)}

    world.clock.turn(seconds=wait)
    world.delivery.wake()
    await world.until("again", "delivered")


async def test_a_comment_that_can_never_be_said_is_given_up_and_those_after_it_are_not(world: World) -> None:
    world.dialogue.errors = [BadRequest("can't parse entities")] * 3
    world.comments("a", "b")

    for outcomes in (["again"], ["again", "again"]):
        await world.until(*outcomes)
        world.clock.turn(hours=1)
        world.delivery.wake()
    await world.until("again", "again", "given up", "delivered")

    assert world.dialogue.delivered == ["b"]
    assert len(world.log.of("bug")) == 3


async def test_a_reminder_is_not_said_once_it_has_expired(world: World) -> None:
    world.reminders("late", expires_in=0)
    world.reminders("b", expires_in=1)

    await world.until("delivered", dropped=1)

    assert world.dialogue.delivered == ["b"]
    assert sorted(world.outbox.done_ids) == ["b", "late"]


async def test_a_reminder_that_waits_for_telegram_expires_meanwhile(world: World) -> None:
    world.dialogue.errors = [NetworkError("down")]
    world.reminders("a", expires_in=1)
    await world.until("again")

    world.clock.turn(seconds=1)
    world.delivery.wake()
    await world.until("again", dropped=1)

    assert world.dialogue.delivered == []


async def test_a_flood_of_reminders_leaves_room_for_a_comment(world: World) -> None:
    # GIVEN more reminders than are sent in a second, each for an athlete of their own
    for n in range(40):
        world.inbox.knows(100 + n, athlete_id=UUID(int=100 + n))
        world.reminders(f"r{n}", athlete_id=UUID(int=100 + n))
    await world.log.until(lambda: len(world.log.of("push")) >= 20)
    # WHEN somebody's comment is ready
    world.comments("comment")
    await world.log.until(lambda: "comment" in world.dialogue.delivered)
    # THEN it did not wait for all of them
    assert len(world.dialogue.delivered) < 35
    # and what could not go yet was not read again and again
    assert world.outbox.most_read < 20


async def test_many_that_have_expired_hold_up_none_that_has_not(world: World) -> None:
    for n in range(200):
        world.reminders(f"late{n}", expires_in=0, athlete_id=UUID(int=100 + n))
        world.inbox.knows(100 + n, athlete_id=UUID(int=100 + n))
    world.reminders("b")

    await world.until("delivered", dropped=200)

    assert world.dialogue.delivered == ["b"]


async def test_a_slow_chat_keeps_no_reminder_from_another(world: World) -> None:
    # GIVEN more chats that do not get on than reminders are read in one go
    held = asyncio.Event()
    deliver = world.dialogue.deliver

    async def slowly(notification: Notification, state: ChatState) -> ChatState:
        if notification.id != "quick":
            await held.wait()
        return await deliver(notification, state)

    world.dialogue.deliver = slowly  # type: ignore[method-assign] # the same, but later
    for n in range(10):
        world.inbox.knows(100 + n, athlete_id=UUID(int=100 + n))
        world.reminders(f"r{n}", athlete_id=UUID(int=100 + n))
    # WHEN another one waits behind them
    world.reminders("quick")
    # THEN it is said all the same
    await world.log.until(lambda: "quick" in world.dialogue.delivered)
    assert world.dialogue.delivered == ["quick"]
    held.set()


async def test_a_push_is_asked_for_its_expiry_wherever_it_waited(world: World) -> None:
    pushing = world.pushing
    stale = Notification(id="a", athlete_id=ANNA, kind="nudge", created_at=NOON, expires_at=NOON + timedelta(minutes=1))
    world.clock.turn(minutes=1)
    assert await pushing.push(stale, 7, 0) is None
    assert [line["outcome"] for line in world.log.of("push")] == ["expired"]
    assert world.dialogue.delivered == []


def test_reminders_take_two_thirds_of_the_pace() -> None:
    assert Pace(30).reminders_a_minute == 1200
    assert Pace(1).reminders_a_minute == 60


async def test_a_push_that_would_make_others_wait_comes_again_in_a_moment_however_often(world: World) -> None:
    # GIVEN more such moments than tries that a bug is given
    world.dialogue.errors = [NotNow()] * 5
    world.reminders("review")
    # WHEN each of them has passed
    for n in range(1, 6):
        await world.until(*["again"] * n)
        assert world.outbox.put_off["review"] == world.clock.now() + timedelta(seconds=2)
        world.clock.time += timedelta(seconds=2)
        world.delivery.wake()
    # THEN it is said after all, and nobody calls it a bug
    await world.until(*["again"] * 5, "delivered")
    assert "bug" not in world.log.events()


async def test_a_reminder_waits_until_nobody_is_being_answered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN somebody else's turn, and all the patience of the world
    monkeypatch.setattr("bot.delivery._CALM_WITHIN", 60.0)
    gate = asyncio.Event()

    async def turn() -> None:
        await gate.wait()

    world.inbox.knows(8, athlete_id=BEN)
    world.lanes.submit(9, turn)
    # WHEN a reminder is due to one, and a comment to another
    world.reminders("morning")
    await asyncio.sleep(0.02)
    world.comments("comment", athlete_id=BEN)
    # THEN the comment goes past the reminder, which comes when the turn is over
    await world.until("delivered")
    assert world.dialogue.delivered == ["comment"]
    gate.set()
    await world.until("delivered", "delivered")
    assert world.dialogue.delivered == ["comment", "morning"]


async def test_a_reminder_does_not_wait_for_ever(world: World) -> None:
    gate = asyncio.Event()

    async def turn() -> None:
        await gate.wait()

    world.lanes.submit(9, turn)
    world.reminders("morning")
    await world.until("delivered")
    gate.set()


async def test_reminders_begin_one_after_the_other_in_their_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN many who are due, each of whose messages takes a moment
    monkeypatch.setattr("bot.delivery._CALM_WITHIN", 60.0)
    names = [f"r{n}" for n in range(6)]
    running = most = 0
    deliver = world.dialogue.deliver

    async def slow(notification: Notification, state: ChatState) -> ChatState:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.002)
        running -= 1
        return await deliver(notification, state)

    monkeypatch.setattr(world.dialogue, "deliver", slow)
    for n, name in enumerate(names):
        world.inbox.knows(100 + n, athlete_id=UUID(int=100 + n))
        world.reminders(name, athlete_id=UUID(int=100 + n))
    # WHEN nobody else is there
    await world.until(*["delivered"] * 6)
    # THEN they come in their order, and never two at once
    assert (world.dialogue.delivered, most) == (names, 1)
