"""Erased is erased: looked at in the table itself, and also when erasing stopped half-way."""

import json
from datetime import date, time, timedelta

import pytest

from backend import history
from backend.contract import Athlete, Reminders
from backend.errors import NoConsent, StoreUnavailable
from backend.ports import DueKind, Feedback
from tests.fakes.cloud import client
from tests.fakes.dynamo import aws_error, meet

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def everything(table):
    """All items of the table and of its indexes."""
    raw = client("dynamodb")

    def look() -> list[dict]:
        indexes = [{}, {"IndexName": "by_time"}, {"IndexName": "by_due"}]
        return [item for index in indexes for item in raw.scan(TableName=table, **index)["Items"]]

    return look


@pytest.fixture
def much(store, check_ins, agenda, clock, run, check_in, table):
    """Give an athlete some of everything: live and removed entries, days, feedback, check-ins, reminders, an id."""

    def fill(athlete_id) -> None:
        entries = [run() for _ in range(30)]
        for entry in entries:
            store.add_entry(athlete_id, entry)
            store.save_feedback(athlete_id, Feedback(entry.id, 1, "A run.", [], ["k1"], clock.now()))
        history.bring_up_to_date(store, athlete_id)
        for gone in entries[:2]:
            removed = gone.model_copy(update={"revision": 2, "removed": True})
            store.replace_entry(athlete_id, removed, stale_from=gone.date)
        for n in range(3):
            check_ins.save_check_in(athlete_id, check_in(SUNDAY - timedelta(days=n)))
        agenda.save_reminders(athlete_id, Reminders(nudge=time(20)), {kind: clock.now() for kind in DueKind})
        client("dynamodb").put_item(
            TableName=table, Item={"pk": {"S": f"A#{athlete_id}"}, "sk": {"S": "N#1"}, "expires_at": {"N": "1"}}
        )

    return fill


def test_nothing_is_left_of_an_erased_athlete(store, anna, much, everything):
    much(anna)
    assert str(anna) in json.dumps(everything())
    erased = store.erase_athlete(anna)
    assert (erased.entries, erased.feedbacks, erased.check_ins) == (28, 30, 3)
    assert everything() == []


def test_nobody_elses_is_touched(store, anna, much, everything, new_athlete):
    ben = new_athlete()
    much(ben)
    much(anna)
    theirs = [item for item in everything() if item["pk"]["S"] == f"A#{ben}"]
    store.erase_athlete(anna)
    assert everything() == theirs


def test_feedback_that_comes_meanwhile_is_erased_too(store, dynamodb, clock, anna, run, everything):
    # GIVEN an entry, and words on it that are saved when erasing has read what there is
    entry = run()
    store.add_entry(anna, entry)

    def words_come(_):
        assert store.save_feedback(anna, Feedback(entry.id, 1, "A run.", [], [], clock.now()))

    meet(dynamodb, "BatchWriteItem", words_come, last=1)
    # WHEN the athlete is erased, THEN so are they
    store.erase_athlete(anna)
    assert everything() == []


def test_what_is_due_meanwhile_is_not_brought_back(store, agenda, dynamodb, clock, anna, everything):
    # GIVEN a reminder that another process claims when erasing has read what there is
    agenda.put_off(anna, DueKind.NUDGE, clock.now())
    [due] = agenda.due(clock.now(), 10)
    claimed = []

    def it_is_claimed(_):
        claimed.append(agenda.claim(due, clock.now() + timedelta(days=1)))

    meet(dynamodb, "BatchWriteItem", it_is_claimed, last=1)
    # WHEN the athlete is erased, THEN so is it
    store.erase_athlete(anna)
    assert claimed == [True]
    assert everything() == []


class TestStoppedHalfWay:
    @pytest.fixture(params=[0, 1])
    def stopped(self, request, store, dynamodb, anna, much):
        """Erasing stopped after so many of its batches; what began it is over."""
        much(anna)
        over = meet(dynamodb, "BatchWriteItem", aws_error("InternalServerError", 500), first=request.param)
        with pytest.raises(StoreUnavailable):
            store.erase_athlete(anna)
        over()

    def test_the_athlete_is_nobody_already(self, store, anna, run, stopped):
        assert store.athlete(anna) is None
        assert store.entries_page(anna, None, 5).total == 0
        assert store.history(anna).revision == 0
        with pytest.raises(NoConsent):
            store.add_entry(anna, run())

    def test_nothing_can_be_said_or_chosen_any_more(self, check_ins, agenda, clock, anna, check_in, stopped):
        with pytest.raises(NoConsent):
            check_ins.save_check_in(anna, check_in())
        with pytest.raises(NoConsent):
            agenda.reminders(anna)
        with pytest.raises(NoConsent):
            agenda.save_reminders(anna, Reminders(), {})
        with pytest.raises(NoConsent):
            agenda.put_off(anna, DueKind.LATER, clock.now())

    def test_the_next_time_removes_the_rest(self, store, anna, everything, stopped):
        store.erase_athlete(anna)
        assert everything() == []

    def test_who_comes_back_finds_an_empty_log(self, store, clock, anna, stopped):
        athlete = Athlete(id=anna, language="de", zone="UTC", consented_at=clock.now())
        assert store.add_athlete(athlete) == athlete == store.athlete(anna)
        assert store.entries_page(anna, None, 5).entries == []
        assert store.latest_feedback(anna, 5) == []
        assert store.history(anna).first_day is None
