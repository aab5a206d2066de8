"""The clock's Lambda as the scheduler calls it, on the emulator's table and queue: whatever happens, one message."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from threading import Barrier

import pytest

from backend.contract import Notification, Pause, Reminders
from backend.errors import StoreUnavailable
from backend.reminders.plan import plan
from tests.fakes.cloud import client
from tests.fakes.dynamo import aws_error, losing_the_answer, meet

AT_ONE = Reminders(check_in=(time(13),) * 7)
"""Noon is one o'clock in Berlin."""
FAR_AWAY = datetime(9999, 1, 1, tzinfo=UTC)


@pytest.fixture
def waiting(queue):
    """Take all that waits in the queue out of it."""
    sqs = client("sqs")

    def take() -> list[Notification]:
        taken = []
        while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                taken.append(Notification.model_validate_json(message["Body"]))
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        return taken

    return take


@pytest.fixture
def reminded(agenda, clock, new_athlete):
    """One more athlete who chose these reminders a minute ago."""

    def make(reminders: Reminders = AT_ONE):
        athlete = new_athlete()
        agenda.save_reminders(athlete, reminders, plan(reminders, "Europe/Berlin", clock.now() - timedelta(minutes=1)))
        return athlete

    return make


def test_who_is_due_is_asked_and_is_due_next_tomorrow(tick, reminded, waiting, agenda, clock):
    anna = reminded()
    assert tick()["reminded"] == 1
    [asked] = waiting()
    assert (asked.athlete_id, asked.kind, asked.date) == (anna, "check_in", clock.now().date())
    assert [due.at for due in agenda.due(FAR_AWAY, 10)] == [clock.now() + timedelta(days=1)]
    assert tick()["reminded"] == 0
    assert waiting() == []


def test_who_has_checked_in_or_is_in_a_pause_or_gone_is_not(tick, store, check_ins, check_in, reminded, waiting, clock):
    anna, ben = reminded(), reminded()
    reminded(AT_ONE.model_copy(update={"pause": Pause(reason="ill", since=clock.now().date())}))
    check_ins.save_check_in(anna, check_in())
    store.erase_athlete(ben)
    assert tick()["reminded"] == 0
    assert waiting() == []


def test_all_who_are_due_are_asked_in_whichever_part_they_are(tick, unpaced, reminded, waiting):
    athletes = {reminded() for _ in range(40)}
    assert tick()["reminded"] == 40
    assert {one.athlete_id for one in waiting()} == athletes


def test_two_ticks_at_once_ask_once(tick, unpaced, reminded, waiting, agenda, clock):
    # GIVEN many who are due, and two clocks that strike at the same moment
    athletes = {reminded() for _ in range(40)}
    strike = Barrier(2)

    def at_once(_: int) -> None:
        strike.wait()
        tick()

    with ThreadPoolExecutor(2) as clocks:
        list(clocks.map(at_once, range(2)))
    # THEN each is asked once, and is due next tomorrow
    asked = Counter(one.athlete_id for one in waiting())
    assert asked == Counter(athletes)
    assert {due.at for due in agenda.due(FAR_AWAY, 100)} == {clock.now() + timedelta(days=1)}


def test_a_tick_that_dies_between_asking_and_moving_on_is_made_good_without_asking_again(
    module, tick, monkeypatch, reminded, waiting, agenda, clock
):
    reminded()

    def die(*_):
        raise StoreUnavailable

    with monkeypatch.context() as dying:
        dying.setattr(module.DynamoAgenda, "claim", die)
        with pytest.raises(StoreUnavailable):
            tick()
    assert len(waiting()) == 1
    # Ten minutes later SQS has forgotten what it was given.
    clock.turn(minutes=10)
    assert tick()["reminded"] == 0
    assert waiting() == []
    assert [due.at for due in agenda.due(FAR_AWAY, 10)] == [clock.now() + timedelta(days=1, minutes=-10)]


@pytest.mark.parametrize("trouble", [aws_error("InternalServerError", 500), losing_the_answer], ids=["refused", "lost"])
def test_wherever_the_table_fails_the_next_tick_makes_it_good_and_asks_once(tick, dynamodb, reminded, waiting, trouble):
    # GIVEN one who is due, a tick whose n-th request fails, its repetition too, and one without trouble
    n, was_met = 0, True
    while was_met:
        athlete, met = reminded(), []

        def note(request, met=met):
            met.append(request)
            return trouble(request)

        over = meet(dynamodb, "*", note, first=n, last=n + 2)
        with suppress(StoreUnavailable):
            tick()
        over()
        tick()
        # THEN they are asked, and once; whichever request it was
        assert [one.athlete_id for one in waiting()] == [athlete]
        n, was_met = n + 1, bool(met)
    assert n > 15


def test_after_three_days_without_a_clock_only_today_is_asked_about(tick, reminded, waiting, clock):
    reminded()
    clock.turn(days=3, hours=1)
    assert tick()["reminded"] == 1
    assert [one.date for one in waiting()] == [clock.now().date()]


def test_when_time_is_up_the_rest_is_due_the_next_minute(module, tick, monkeypatch, reminded, waiting):
    reminded()
    with monkeypatch.context() as hurried:
        hurried.setattr(module, "REMINDING_SECONDS", -1)
        assert tick()["reminded"] == 0
    assert waiting() == []
    assert tick()["reminded"] == 1


def test_a_queue_that_does_not_answer_leaves_the_rest_of_the_clock_alone(
    module, tick, monkeypatch, reminded, waiting, store, clock, anna, run
):
    reminded()
    gone = run().model_copy(update={"revision": 2, "removed": True})
    store.add_entry(anna, run(id=gone.id))
    store.replace_entry(anna, gone, stale_from=gone.date)
    store.save_days(anna, gone.date, [], revision=2)
    clock.turn(days=1, hours=1)
    followed = []
    follow_up = module.follow_up
    monkeypatch.setattr(module, "follow_up", lambda *given: followed.append(follow_up(*given)) or followed[-1])
    with monkeypatch.context() as away:
        away.setattr(module.SqsOutbox, "put", _unavailable)
        with pytest.raises(StoreUnavailable):
            tick()
    assert followed == [(0, 1)]
    assert tick()["reminded"] == 1
    assert len(waiting()) == 1


def _unavailable(*_):
    raise StoreUnavailable


def test_what_was_sent_and_what_came_late_is_counted(tick, reminded, clock, capsys):
    for _ in range(3):
        reminded()
    clock.turn(minutes=5)
    tick()
    assert counted(capsys) == {"RemindersSent": 3}
    clock.turn(days=1, minutes=6)
    tick()
    assert counted(capsys) == {"RemindersSent": 3, "RemindersLate": 3}
    tick()
    assert counted(capsys) == {}


def counted(capsys) -> dict[str, int]:
    """The metrics that were sent since this was last asked: name → sum."""
    found: Counter[str] = Counter()
    for line in capsys.readouterr().out.splitlines():
        sent = json.loads(line) if line.startswith('{"_aws"') else {"_aws": {"CloudWatchMetrics": []}}
        for group in sent["_aws"]["CloudWatchMetrics"]:
            found.update({metric["Name"]: int(sum(sent[metric["Name"]])) for metric in group["Metrics"]})
    return dict(found)
