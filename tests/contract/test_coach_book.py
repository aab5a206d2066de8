"""What every coach's book promises: a question once, an answer once, ten things remembered, all erased."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from backend.coaching.ports import CoachBook, Question, Vote
from backend.contract.coach import MAX_MEMORIES, CastVote, Proposal, Remembered
from backend.errors import MemoryFull, NoConsent, TooManyQuestions
from backend.tone import Tone

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MORNING = NOON - timedelta(hours=6)
ANSWERED = {
    "answer": "You ran 60 min on Sunday.",
    "facts": ({"name": "logged", "unit": "min", "source": "the log", "values": {"minutes": 60}},),
    "proposal": Proposal(kind="race", text="10 km in town", date=date(2026, 12, 6)),
    "prompt": "answer/1",
    "outcome": "model",
}


@pytest.fixture
def book(adapter) -> CoachBook:
    if adapter.coach_book is None:
        pytest.skip("this engine keeps no coach's book yet")
    return adapter.coach_book


def a_question(**other) -> Question:
    return Question(**{"id": uuid4(), "text": "Can I race on Saturday?", "asked_at": NOON, **other})


def an_item(text: str = "Knee hurts downhill", **other) -> Remembered:
    return Remembered(**{"id": uuid4(), "kind": "injury", "text": text, "added_at": NOON, **other})


def test_a_question_is_kept_once(book, anna, ben):
    question = a_question()
    assert book.ask(anna, question, MORNING, 5) == (question, True)
    assert book.ask(anna, replace(question, text="another"), MORNING, 1) == (question, False)
    assert book.question(anna, question.id) == question
    assert book.question(ben, question.id) is None


def test_the_week_that_words_are_wished_about_is_kept(book, anna):
    wish = a_question(text="", review=date(2026, 11, 22))
    book.ask(anna, wish, MORNING, 5)
    assert book.question(anna, wish.id) == wish
    assert book.answer(anna, replace(wish, answer="", outcome="rules:ungrounded"))
    kept = book.question(anna, wish.id)
    assert kept is not None
    assert (kept.answer, kept.review) == ("", date(2026, 11, 22))
    assert not book.answer(anna, replace(wish, answer="late words")), "that there are none is an answer, too"


def test_there_are_so_many_questions_and_no_more(book, anna, ben):
    for _ in range(2):
        book.ask(anna, a_question(), MORNING, 2)
    with pytest.raises(TooManyQuestions):
        book.ask(anna, a_question(), MORNING, 2)
    # Others have their own, and so has the next day.
    assert book.ask(ben, a_question(), MORNING, 2)[1]
    assert book.ask(anna, a_question(asked_at=NOON + timedelta(days=1)), MORNING + timedelta(days=1), 2)[1]


def test_an_answer_is_kept_once(book, anna):
    question = a_question()
    book.ask(anna, question, MORNING, 5)
    answered = replace(question, **ANSWERED)
    assert book.answer(anna, answered) is True
    assert book.answer(anna, replace(answered, answer="another")) is False
    assert book.question(anna, question.id) == answered
    assert book.answer(anna, a_question(answer="to nothing")) is False


def test_what_waits_for_an_answer_is_found(book, anna, ben):
    waiting = a_question(asked_at=NOON - timedelta(minutes=10))
    book.ask(anna, waiting, MORNING, 5)
    answered, fresh = a_question(asked_at=NOON - timedelta(minutes=10)), a_question()
    for one in (answered, fresh):
        book.ask(ben, one, MORNING, 5)
    book.answer(ben, replace(answered, **ANSWERED))
    assert book.unanswered(MORNING, NOON - timedelta(minutes=5), 10) == [(anna, waiting)]
    assert book.unanswered(NOON - timedelta(minutes=9), NOON - timedelta(minutes=5), 10) == []


def test_questions_come_newest_first(book, anna):
    asked = [a_question(asked_at=NOON + timedelta(minutes=n), entry_id=uuid4()) for n in range(3)]
    for one in asked:
        book.ask(anna, one, MORNING, 5)
    assert book.questions(anna, 2) == asked[:0:-1]


def test_a_tone_stays_as_chosen(book, anna, ben):
    assert book.tone(anna) is Tone.PLAIN
    for tone in (Tone.TOUGH, Tone.BRIEF):
        book.choose_tone(anna, tone)
    assert book.tone(anna) is Tone.BRIEF
    assert book.tone(ben) is Tone.PLAIN


def test_ten_things_are_remembered_and_any_can_be_erased(book, anna, ben):
    items = [an_item(f"thing {n}", added_at=NOON + timedelta(seconds=n)) for n in range(MAX_MEMORIES)]
    assert all(book.remember(anna, item) for item in items)
    assert book.remembered(anna) == items
    assert book.remember(anna, items[0]) is False
    with pytest.raises(MemoryFull):
        book.remember(anna, an_item())
    assert book.forget(ben, items[0].id) is False
    assert book.forget(anna, items[0].id) is True
    assert book.forget(anna, items[0].id) is False
    assert book.remembered(anna) == items[1:]
    assert book.remembered(ben) == []


def test_a_later_vote_replaces_the_earlier_one(book, anna):
    entry, question = uuid4(), uuid4()
    first = Vote(CastVote(entry_id=entry, good=False), "comment/1", "model", Tone.PLAIN, NOON)
    second = Vote(CastVote(question_id=question, good=True), "", "rules", Tone.BRIEF, NOON + timedelta(minutes=1))
    for vote in (first, second):
        book.vote(anna, vote)
    changed = replace(first, cast=CastVote(entry_id=entry, good=True), at=NOON + timedelta(minutes=2))
    book.vote(anna, changed)
    assert book.votes(anna) == [second, changed]


def test_nothing_is_kept_of_one_who_is_not_there(book):
    nobody = uuid4()
    vote = Vote(CastVote(entry_id=uuid4(), good=True), "", "rules", Tone.PLAIN, NOON)
    for write in (
        lambda: book.ask(nobody, a_question(), MORNING, 5),
        lambda: book.remember(nobody, an_item()),
        lambda: book.choose_tone(nobody, Tone.BRIEF),
        lambda: book.vote(nobody, vote),
    ):
        with pytest.raises(NoConsent):
            write()


def test_erasing_an_athlete_erases_all_of_it(book, store, anna):
    question = a_question()
    book.ask(anna, question, MORNING, 5)
    book.remember(anna, an_item())
    book.choose_tone(anna, Tone.TOUGH)
    book.vote(anna, Vote(CastVote(question_id=question.id, good=True), "", "rules", Tone.PLAIN, NOON))
    athlete = store.athlete(anna)
    store.erase_athlete(anna)
    store.add_athlete(athlete)
    assert (book.questions(anna, 5), book.remembered(anna), book.votes(anna)) == ([], [], [])
    assert book.tone(anna) is Tone.PLAIN
