"""What the coach keeps lies beside an athlete's days and entries, and is never taken for one of them."""

from dataclasses import replace
from uuid import uuid4

from backend import history
from backend.aws.dynamo.coach import DynamoLedger
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.coach.ports import Cost, Limits
from backend.coaching.ports import Question, Vote
from backend.contract.coach import CastVote, Remembered
from backend.tone import Tone


def test_what_the_coach_keeps_is_no_day_and_no_entry(store, clock, dynamodb, table, anna, run):
    # GIVEN an athlete of whom the coach keeps one of everything
    book, ledger, now = DynamoCoachBook(dynamodb, table), DynamoLedger(dynamodb, table), clock.now()
    ledger.book(anna, now.date(), Cost(1, 1), Limits(10, 10))
    book.ask(anna, Question(uuid4(), "Can I race?", now), now, 5)
    book.remember(anna, Remembered(id=uuid4(), kind="goal", text="a marathon", added_at=now))
    book.choose_tone(anna, Tone.BRIEF)
    book.vote(anna, Vote(CastVote(entry_id=uuid4(), good=True), "comment/1", "model", Tone.PLAIN, now))
    # WHEN their first session is logged
    entry = run()
    store.add_entry(anna, entry)
    history.bring_up_to_date(store, anna)
    # THEN it is all that there is before and around it
    assert store.last_day_before(anna, entry.date) is None
    assert [each.id for each in store.entries_page(anna, None, 10).entries] == [entry.id]
    assert store.latest_feedback(anna, 10) == []


def test_what_has_an_answer_is_not_looked_for_any_more(clock, dynamodb, table, anna):
    book, now = DynamoCoachBook(dynamodb, table), clock.now()
    question = Question(uuid4(), "Can I race?", now)
    book.ask(anna, question, now, 5)
    clock.turn(minutes=10)
    assert book.unanswered(now, clock.now(), 10) == [(anna, question)]
    book.answer(anna, replace(question, answer="Yes."))
    in_the_index = dynamodb.query(
        TableName=table,
        IndexName="by_due",
        KeyConditionExpression="due = :question",
        ExpressionAttributeValues={":question": {"S": "question"}},
    )
    assert in_the_index["Items"] == []
