"""Questions, memory, tone and votes over the API: stored first, premium's and limited, and nobody else's."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from backend.api.scopes import COACH_ROUTES
from backend.coach.questions.rules import answer
from backend.coaching.app import create_coach_handler
from backend.coaching.desk import CoachDesk
from backend.contract.coach import MAX_MEMORIES, AskQuestion, CastVote, Remember, Voice
from backend.embedded.gateway import GatewayTransport
from backend.errors import (
    EntryNotFound,
    FutureDate,
    InvalidEntry,
    MemoryFull,
    PremiumRequired,
    QuestionNotFound,
    SeekHelp,
    TooManyQuestions,
)
from backend.ports import Feedback
from backend.store.coach_book import SqlCoachBook
from backend.tone import Tone
from evals.logs import session
from evals.sources import LogInMemory
from words import words_for


@pytest.fixture
def book(engine):
    return SqlCoachBook(engine)


@pytest.fixture
def premium() -> set[UUID]:
    """Who has none."""
    return set()


@pytest.fixture
async def transport(handler, store, book, workflow, clock, issuer, premium):
    coach = create_coach_handler(CoachDesk(store, book, workflow, clock, lambda one: one not in premium, 3))

    def both(event, context):
        return (coach if (event["httpMethod"], event["resource"]) in COACH_ROUTES else handler)(event, context)

    transport = GatewayTransport(both, issuer.verify)
    yield transport
    await transport.aclose()


def a_question(text: str = "When did I last run?") -> AskQuestion:
    return AskQuestion(id=uuid4(), text=text)


async def test_a_question_is_stored_and_started_once(anna, workflow):
    command = a_question("  When did\nI last run? ")
    first, again = await anna.ask(command), await anna.ask(command)
    assert first == again
    assert (first.text, first.answer) == ("When did I last run?", None)
    started = [work for _, work in workflow.started]
    assert started[0] == {"athlete_id": str((await anna.profile()).id), "question_id": str(command.id)}
    assert len({id_ for id_, _ in workflow.started}) == 1
    assert await anna.question(command.id) == first


async def test_a_question_stands_even_when_its_answer_cannot_be_started(anna, workflow):
    workflow.broken = True
    command = a_question()
    await anna.ask(command)
    assert (await anna.question(command.id)).text == "When did I last run?"


async def test_nobody_reads_another_ones_question(anna, ben):
    command = a_question()
    await anna.ask(command)
    with pytest.raises(QuestionNotFound):
        await ben.question(command.id)


async def test_questions_are_premiums_and_another_way_to_say_a_comment_is_not(anna, premium, run, store, clock):
    me = (await anna.profile()).id
    premium.add(me)
    with pytest.raises(PremiumRequired):
        await anna.ask(a_question())
    entry = run()
    await anna.record(entry)
    with pytest.raises(EntryNotFound):
        await anna.ask(AskQuestion(id=uuid4(), entry_id=entry.id))
    store.save_feedback(me, Feedback(entry.id, 1, "A run.", [], [], clock.now()))
    assert (await anna.ask(AskQuestion(id=uuid4(), entry_id=entry.id))).entry_id == entry.id


async def test_words_about_a_week_are_premiums_and_asked_for_once(anna, premium, workflow, clock):
    wish = AskQuestion(id=uuid4(), review=clock.now().date())
    first, again = await anna.ask(wish), await anna.ask(wish)
    assert first == again
    assert (first.review, first.text, first.answer) == (wish.review, "", None)
    assert len({id_ for id_, _ in workflow.started}) == 1
    with pytest.raises(FutureDate):
        await anna.ask(AskQuestion(id=uuid4(), review=clock.now().date() + timedelta(days=2)))
    premium.add((await anna.profile()).id)
    with pytest.raises(PremiumRequired):
        await anna.ask(AskQuestion(id=uuid4(), review=wish.review))


async def test_without_anybody_who_has_words_nothing_is_kept(anna, store, book, workflow, clock):
    me = (await anna.profile()).id
    desk = CoachDesk(store, book, workflow, clock, lambda _: True, reviews=False)
    assert desk.ask(me, AskQuestion(id=uuid4(), review=clock.now().date())).answer == ""
    assert book.questions(me, 9) == []
    assert workflow.started == []


@pytest.mark.parametrize(
    "fields", [{}, {"text": "x", "review": "2026-11-22"}, {"entry_id": uuid4(), "review": "2026-11-22"}]
)
def test_a_question_is_about_one_thing(fields):
    with pytest.raises(ValueError, match="a question has words"):
        AskQuestion.model_validate({"id": uuid4(), **fields})


async def test_a_day_has_so_many_questions(anna, clock):
    for _ in range(3):
        await anna.ask(a_question())
    with pytest.raises(TooManyQuestions) as refused:
        await anna.ask(a_question())
    assert refused.value.details == {"most": 3}
    clock.turn(hours=12)  # past midnight in Berlin
    await anna.ask(a_question())


async def test_a_red_flag_is_no_question_and_nothing_to_remember(anna, workflow):
    with pytest.raises(SeekHelp):
        await anna.ask(a_question("Can I run with a tight chest and dizzy?"))
    with pytest.raises(SeekHelp):
        await anna.remember(Remember(id=uuid4(), text="chest pain when I run"))
    assert workflow.started == []


async def test_why_names_the_facts_and_their_sources(anna, run, store, book):

    command = a_question()
    await anna.ask(command)
    me = (await anna.profile()).id
    reply = answer("When did I last run?", LogInMemory([session(2, 45, 8)]), words_for("en"))
    kept = book.question(me, command.id)

    book.answer(me, replace(kept, answer=reply.text, facts=list(reply.facts)))
    asked = await anna.question(command.id)
    assert asked.lines == ["Run, Fri 20 Nov: 45 min × RPE 8 = 360 AU · Foster 2001"]


async def test_memory_is_shown_and_erased(anna, ben, premium):
    premium.add((await anna.profile()).id)  # it is free to see and to erase
    item = Remember(id=uuid4(), text="10 km race on 6 December")
    memory = await anna.remember(item)
    assert await anna.remember(item) == memory
    [kept] = memory.items
    assert (kept.kind, str(kept.date), memory.room) == ("race", "2026-12-06", MAX_MEMORIES - 1)
    assert (await ben.memory()).items == []
    assert (await ben.forget_item(item.id)).items == []
    assert (await anna.memory()).items == [kept]
    assert (await anna.forget_item(item.id)).items == []
    assert (await anna.forget_item(item.id)).items == []


async def test_memory_is_short(anna):
    for number in range(MAX_MEMORIES):
        await anna.remember(Remember(id=uuid4(), text=f"line {number}"))
    with pytest.raises(MemoryFull):
        await anna.remember(Remember(id=uuid4(), text="one more"))


@pytest.mark.parametrize("text", ["", " \n ", "x" * 501])
async def test_a_question_has_words_and_not_too_many(anna, text):
    with pytest.raises(InvalidEntry):
        await anna.ask(AskQuestion.model_construct(id=uuid4(), text=text))


async def test_a_vote_is_kept_with_what_wrote_it(anna, run, store, book, clock):
    me, entry = (await anna.profile()).id, run()
    await anna.record(entry)
    with pytest.raises(EntryNotFound):
        await anna.vote(CastVote(entry_id=entry.id, good=True))
    store.save_feedback(me, Feedback(entry.id, 1, "A run.", [], [], clock.now(), "comment/1", "repaired"))
    await anna.choose_voice(Voice(tone=Tone.TOUGH))
    await anna.vote(CastVote(entry_id=entry.id, good=True))
    await anna.vote(CastVote(entry_id=entry.id, good=False))
    [vote] = book.votes(me)
    assert (vote.cast.good, vote.prompt, vote.outcome, vote.tone) == (False, "comment/1", "repaired", Tone.TOUGH)
    with pytest.raises(QuestionNotFound):
        await anna.vote(CastVote(question_id=uuid4(), good=True))


async def test_the_tone_is_plain_until_chosen(anna, ben):
    assert (await anna.voice()).tone is Tone.PLAIN
    await anna.choose_voice(Voice(tone=Tone.EXPLAINING))
    assert (await anna.voice()).tone is Tone.EXPLAINING
    assert (await ben.voice()).tone is Tone.PLAIN
