"""The contract of ``Outbox``: in order for each athlete, each message once; and of ``PolledOutbox``, into which the
one-machine program's delivery looks."""

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


def test_what_was_put_comes_out_whole(outbox, take, anna, message):
    sent = message(anna)
    assert outbox.put(sent)
    assert take() == [sent]


def test_the_same_id_is_put_once_delivered_or_not(outbox, take, clock, anna, message):
    sent = message(anna)
    assert outbox.put(sent)
    assert not outbox.put(sent)
    assert take() == [sent]
    # SQS itself forgets after five minutes
    clock.turn(days=6, hours=23)
    assert not outbox.put(sent)
    assert take() == []


def test_an_athletes_messages_come_in_the_order_they_were_put(outbox, take, anna, ben, message):
    sent = [message(athlete) for athlete in (anna, ben, anna, anna, ben)]
    for one in sent:
        outbox.put(one)
    taken = take()
    for athlete in (anna, ben):
        assert [one for one in taken if one.athlete_id == athlete] == [one for one in sent if one.athlete_id == athlete]


def test_two_messages_that_say_the_same_are_two(outbox, take, anna, message):
    first = message(anna)
    second = first.model_copy(update={"id": str(uuid4())})
    assert outbox.put(first)
    assert outbox.put(second)
    assert take() == [first, second]


def test_nothing_is_put_for_one_who_is_gone(outbox, store, take, anna, message):
    sent = message(anna)
    outbox.put(sent)
    take()
    store.erase_athlete(anna)
    assert not outbox.put(sent)
    assert not outbox.put(message(anna))
    assert take() == []


def test_nothing_is_put_for_one_who_never_was(outbox, take, message):
    assert not outbox.put(message(uuid4()))
    assert take() == []


def test_what_waits_is_shown_until_it_is_done(polled, clock, anna, message):
    sent = message(anna)
    polled.put(sent)
    assert polled.due(clock.now(), 10) == polled.due(clock.now(), 10) == [sent]


def test_nothing_waits_for_one_who_is_gone(polled, store, clock, anna, message):
    polled.put(message(anna))
    store.erase_athlete(anna)
    assert polled.due(clock.now(), 10) == []
    assert not polled.put(message(anna))


def test_an_athletes_messages_come_one_at_a_time_in_order(polled, clock, anna, message):
    sent = [message(anna) for _ in range(3)]
    for one in sent:
        polled.put(one)
    seen = []
    while due := polled.due(clock.now(), 10):
        assert len(due) == 1
        seen += due
        polled.done(due[0].id)
    assert seen == sent


def test_different_athletes_do_not_wait_for_each_other(polled, clock, anna, ben, message):
    first, behind, other = message(anna), message(anna), message(ben)
    for one in (first, behind, other):
        polled.put(one)
    assert polled.due(clock.now(), 10) == [first, other]
    assert polled.due(clock.now(), 1) == [first]


def test_one_that_failed_waits_and_those_behind_it_wait_with_it(polled, clock, anna, ben, message):
    first, behind, other = message(anna), message(anna), message(ben)
    for one in (first, behind, other):
        polled.put(one)
    polled.retry(first.id, clock.now() + timedelta(minutes=1))
    assert polled.due(clock.now(), 10) == [other]
    clock.turn(minutes=1)
    assert polled.due(clock.now(), 10) == [first, other]


def test_nobody_waits_behind_a_reminder_their_own_or_anothers(polled, clock, anna, ben, message):
    def reminder(athlete_id: UUID) -> Notification:
        expires = clock.now() + timedelta(hours=6)
        return message(athlete_id).model_copy(update={"kind": "check_in", "entry_id": None, "expires_at": expires})

    annas, bens, comment = reminder(anna), reminder(ben), message(ben)
    for one in (annas, bens, comment):
        polled.put(one)
    assert polled.due(clock.now(), 10) == [comment, annas]
    assert polled.due(clock.now(), 1) == [comment]
    assert polled.due(clock.now(), 10, reminders=0) == [comment]
    # a comment that waits keeps its athlete's reminder waiting
    polled.retry(comment.id, clock.now() + timedelta(minutes=1))
    assert polled.due(clock.now(), 10) == [annas]
    polled.done(comment.id)
    assert polled.due(clock.now(), 10) == [annas, bens]
    assert polled.due(clock.now(), 10, reminders=1) == [annas]


def test_what_is_done_is_not_tried_again(polled, clock, anna, message):
    sent = message(anna)
    polled.put(sent)
    polled.done(sent.id)
    polled.done(sent.id)
    polled.retry(sent.id, clock.now())
    assert polled.due(clock.now(), 10) == []


def test_many_are_done_at_once(polled, clock, anna, ben, message):
    sent = [message(anna), message(ben)]
    for each in sent:
        polled.put(each)
    polled.done(*(each.id for each in sent))
    assert polled.due(clock.now(), 10) == []
    assert not polled.put(sent[0])


def test_ids_nobody_knows_are_no_trouble(polled, clock):
    polled.done("never put")
    polled.retry("never put", clock.now())
    assert polled.due(clock.now(), 10) == []


def test_purging_forgets_what_was_done_and_nothing_that_waits(polled, clock, anna, ben, message):
    sent, waiting = message(anna), message(ben)
    polled.put(sent)
    polled.put(waiting)
    polled.done(sent.id)
    clock.turn(days=7)
    assert polled.purge(clock.now()) == 1
    assert polled.due(clock.now(), 10) == [waiting]
    assert polled.put(sent)
