"""What the contracts of check-ins and agenda cannot say: the index lags and has parts, and answers get lost."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.aws.dynamo import keys
from backend.aws.dynamo import table as table_module
from backend.contract import Reminders
from backend.ports import Due, DueKind
from tests.fakes.cloud import client
from tests.fakes.dynamo import answering, aws_error, losing_the_answer, meet, open_bill


@pytest.fixture
def no_pauses(monkeypatch):
    monkeypatch.setattr(table_module, "_FIRST_PAUSE_SECONDS", 0.0)


class TestTheIndex:
    @pytest.fixture
    def ben(self, new_athlete):
        return new_athlete()

    @pytest.fixture
    def remembered(self, dynamodb, table):
        """Remember what the index holds; what this gives lets it answer so the next time that it is asked."""

        def remember():
            items = client("dynamodb").scan(TableName=table, IndexName="by_due")["Items"]

            def lag() -> None:
                for n in range(keys.SHARDS):
                    held = [item for item in items if item["due"]["S"] == f"reminder#{n}"]
                    meet(dynamodb, "Query", answering(Items=held, Count=len(held)), first=n, last=n + 1)

            return lag

        return remember

    def test_what_was_moved_on_is_not_due_although_the_index_still_says_so(self, agenda, clock, anna, ben, remembered):
        now = clock.now()
        for athlete in (anna, ben):
            agenda.put_off(athlete, DueKind.CHECK_IN, now)
        lag = remembered()
        agenda.put_off(anna, DueKind.CHECK_IN, now + timedelta(days=1))
        lag()
        assert agenda.due(now, 10) == [Due(ben, DueKind.CHECK_IN, now)]

    def test_what_is_gone_is_not_due_although_the_index_still_says_so(
        self, store, agenda, clock, anna, ben, remembered
    ):
        now = clock.now()
        for athlete in (anna, ben):
            agenda.put_off(athlete, DueKind.NUDGE, now)
        lag = remembered()
        agenda.put_off(ben, DueKind.NUDGE, None)
        store.erase_athlete(anna)
        lag()
        assert agenda.due(now, 10) == []

    def test_athletes_are_spread_over_its_parts(self):
        spread = Counter(keys.reminder_due(uuid4()) for _ in range(8_000))
        assert len(spread) == keys.SHARDS
        assert max(spread.values()) < 2 * min(spread.values())

    def test_each_part_is_asked_once_and_little_is_read_in_vain(self, agenda, dynamodb, clock, table):
        # GIVEN 800 who are due, and a tick that takes 200 of them
        _fill(table, clock, 800)
        bill = open_bill(dynamodb)
        read = Counter()
        dynamodb.meta.events.register(
            "after-call.dynamodb.Query", lambda parsed, **_: read.update(items=len(parsed["Items"]))
        )
        assert len(agenda.due(clock.now(), 200)) == 200
        # THEN it reads not much more than it takes; a part with more of the earliest may be asked again
        assert bill.requests.count("BatchGetItem") == 2
        assert keys.SHARDS <= bill.requests.count("Query") <= keys.SHARDS + 4
        assert read["items"] <= 2 * 200


class TestAnswersThatGetLost:
    def test_a_choice_is_kept_once(self, agenda, dynamodb, clock, anna):
        meet(dynamodb, "TransactWriteItems", losing_the_answer, last=1)
        agenda.save_reminders(anna, Reminders(), {DueKind.NUDGE: clock.now()})
        assert agenda.due(clock.now(), 10) == [Due(anna, DueKind.NUDGE, clock.now())]

    def test_the_earlier_check_in_is_still_told(self, check_ins, dynamodb, anna, check_in):
        first = check_in()
        check_ins.save_check_in(anna, first)
        meet(dynamodb, "TransactWriteItems", losing_the_answer, last=1)
        assert check_ins.save_check_in(anna, first.model_copy(update={"mood": 5})) == first

    def test_one_that_is_taken_back_was_there(self, check_ins, dynamodb, anna, check_in):
        check_ins.save_check_in(anna, check_in())
        meet(dynamodb, "TransactWriteItems", losing_the_answer, last=1)
        assert check_ins.remove_check_in(anna, check_in().date)

    def test_a_claim_is_done_but_may_be_taken_for_somebody_elses(self, agenda, dynamodb, clock, anna):
        # Who claims has put its message before: nothing is lost.
        agenda.put_off(anna, DueKind.CHECK_IN, clock.now())
        [due] = agenda.due(clock.now(), 10)
        meet(dynamodb, "PutItem", losing_the_answer, last=1)
        agenda.claim(due, clock.now() + timedelta(days=1))
        assert agenda.due(clock.now(), 10) == []


def test_who_meets_a_rival_tries_again(agenda, check_ins, dynamodb, clock, anna, check_in, no_pauses):
    conflict = [{"Code": "None"}, {"Code": "TransactionConflict"}]
    rival = aws_error("TransactionCanceledException", CancellationReasons=conflict)
    for call in (
        lambda: agenda.save_reminders(anna, Reminders(), {}),
        lambda: agenda.put_off(anna, DueKind.LATER, clock.now()),
        lambda: check_ins.save_check_in(anna, check_in()),
        lambda: check_ins.remove_check_in(anna, check_in().date),
    ):
        met = meet(dynamodb, "TransactWriteItems", rival, last=2)
        call()
        met()
    assert agenda.due(clock.now(), 10) == [Due(anna, DueKind.LATER, clock.now())]
    assert check_ins.check_ins_between(anna, check_in().date, check_in().date) == []


def _fill(table: str, clock, athletes: int) -> None:
    """So many whose check-in was due within the last hour."""
    raw = client("dynamodb")
    ids = [uuid4() for _ in range(athletes)]
    items = [
        {
            "pk": {"S": keys.athlete_pk(athlete)},
            "sk": {"S": keys.reminder_sk(DueKind.CHECK_IN.value)},
            "due": {"S": keys.reminder_due(athlete)},
            "due_at": {"S": keys.instant(clock.now() - timedelta(seconds=4 * n))},
        }
        for n, athlete in enumerate(ids)
    ]
    for start in range(0, athletes, 25):
        raw.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": item}} for item in items[start:][:25]]})
