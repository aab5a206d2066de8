"""The contract of ``Outbox``: in order for each athlete, each message once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from backend.contract import Notification


@pytest.fixture
def message(clock):
    def make(athlete_id: UUID) -> Notification:
        return Notification(
            id=str(uuid4()),
            athlete_id=athlete_id,
            kind="feedback",
            entry_id=uuid4(),
            revision=1,
            text="Deine längste Fahrt 🚴",
            created_at=clock.now(),
        )

    return make


def test_what_was_put_comes_back_whole(outbox, clock, anna, message):
    sent = message(anna)
    assert outbox.put(sent)
    assert outbox.due(clock.now(), 10) == [sent]


def test_the_same_id_is_put_once_delivered_or_not(outbox, clock, anna, message):
    sent = message(anna)
    outbox.put(sent)
    assert not outbox.put(sent)
    outbox.done(sent.id)
    assert not outbox.put(sent)
    assert outbox.due(clock.now(), 10) == []


def test_an_athletes_messages_come_one_at_a_time_in_order(outbox, clock, anna, message):
    sent = [message(anna) for _ in range(3)]
    for one in sent:
        outbox.put(one)
    seen = []
    while due := outbox.due(clock.now(), 10):
        assert len(due) == 1
        seen += due
        outbox.done(due[0].id)
    assert seen == sent


def test_different_athletes_do_not_wait_for_each_other(outbox, clock, anna, ben, message):
    first, behind, other = message(anna), message(anna), message(ben)
    for one in (first, behind, other):
        outbox.put(one)
    assert outbox.due(clock.now(), 10) == [first, other]
    assert outbox.due(clock.now(), 1) == [first]


def test_one_that_failed_waits_and_those_behind_it_wait_with_it(outbox, clock, anna, ben, message):
    first, behind, other = message(anna), message(anna), message(ben)
    for one in (first, behind, other):
        outbox.put(one)
    outbox.retry(first.id, clock.now() + timedelta(minutes=1))
    assert outbox.due(clock.now(), 10) == [other]
    clock.turn(minutes=1)
    assert outbox.due(clock.now(), 10) == [first, other]


def test_what_is_done_is_not_tried_again(outbox, clock, anna, message):
    sent = message(anna)
    outbox.put(sent)
    outbox.done(sent.id)
    outbox.done(sent.id)
    outbox.retry(sent.id, clock.now())
    assert outbox.due(clock.now(), 10) == []


def test_ids_nobody_knows_are_no_trouble(outbox, clock):
    outbox.done("never put")
    outbox.retry("never put", clock.now())
    assert outbox.due(clock.now(), 10) == []


def test_nothing_waits_for_one_who_is_gone(outbox, store, clock, anna, message):
    outbox.put(message(anna))
    store.erase_athlete(anna)
    assert outbox.due(clock.now(), 10) == []
    assert not outbox.put(message(anna))


def test_purging_forgets_what_was_done_and_nothing_that_waits(outbox, clock, anna, ben, message):
    sent, waiting = message(anna), message(ben)
    outbox.put(sent)
    outbox.put(waiting)
    outbox.done(sent.id)
    clock.turn(days=7)
    assert outbox.purge(clock.now()) == 1
    assert outbox.due(clock.now(), 10) == [waiting]
    assert outbox.put(sent)
