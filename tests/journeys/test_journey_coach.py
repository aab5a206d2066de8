"""With a model behind it: comments and answers that are true reach the chat, in every assembly; others never do."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.fakes.openai import Answer, FakeOpenAi, breaks_off, fake_openai, heard, refuses, says, says_slowly, writes
from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete

TRUE = ("Your log begins with 60 min at RPE 7, a load of 420 AU.", "If you run again tomorrow, it could stay easy.")
RIDE = (
    "This was a ride of 30 min at RPE 3, which makes 90 AU.",
    "What comes next is for you to choose.",
    "The next one could stay easy.",
)
FALSE = ("That was a run of 95 min, and it was a hard one for you.", "If you run again tomorrow, it could stay easy.")
LOOK_UPS = {"look_ups": [{"tool": "last_time", "sport": "run", "first": None, "last": None}]}


@pytest.fixture(scope="module")
def openai() -> Iterator[FakeOpenAi]:
    with fake_openai() as fake:
        yield fake


@pytest.fixture(scope="module")
def thinking(running: Assembly, openai: FakeOpenAi) -> Iterator[Assembly]:
    """The program, which from now on asks the test's model."""
    running.think(openai.url)
    yield running
    running.think("")


@pytest.fixture
async def athlete(thinking: Assembly, openai: FakeOpenAi) -> AsyncIterator[Athlete]:
    thinking.calm()
    await thinking.until_finished()  # a comment on the journey before would take an answer of this one
    openai.requests.clear()
    openai.answers.clear()
    openai.always = None
    async with Athlete(thinking, first_name="Kim", language_code="en") as athlete:
        await athlete.begins()
        yield athlete


def replies(*sentences: str) -> Answer:
    written = [{"text": text, "facts": ["logged"], "suggests": False} for text in sentences]
    return writes(json.dumps({"sentences": written, "known": True}))


async def test_a_true_comment_reaches_the_chat_with_its_facts(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.always = says(*TRUE, facts=["session"], suggests=1)
    _, comment = await athlete.logs_and_hears("60 min run rpe 7, along the canal with Bob")
    assert comment.text.startswith(" ".join(TRUE))
    asked = openai.requests[0]
    assert json.loads(asked["input"])["athlete_wrote"] == "along the canal with Bob"
    assert asked["store"] is False
    await athlete.taps(comment, "Why?")
    await athlete.sees("60 min × RPE 7 = 420 AU")


async def test_a_comment_is_seen_while_it_is_written(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.will(says(*TRUE, facts=["session"], suggests=1))
    await athlete.logs_and_hears("60 min run rpe 7")
    # WHEN a model that takes its time writes about a session
    for _ in range(3):
        before, numbers = len(athlete.drafts()), athlete.draft_ids()
        openai.will(says_slowly(*RIDE, facts=["session"], seconds=4))
        _, comment = await athlete.logs_and_hears("30 min ride rpe 3")
        seen = athlete.drafts()[before:]
        if {RIDE[0], " ".join(RIDE[:2])} & {*seen}:
            break  # on AWS what draws them has to be started, and what comes late is not drawn
    # THEN that was seen as it grew: typing and what was whole and right, each once, under one number
    assert comment.text.startswith(" ".join(RIDE))
    grows = ["…", RIDE[0], " ".join(RIDE[:2])]
    assert seen == [each for each in grows if each in seen]
    assert len(athlete.draft_ids() - numbers) == 1
    # and then there is the message alone
    await athlete.taps(comment, "Why?")
    await athlete.sees("30 min × RPE 3 = 90 AU")
    assert athlete.drafts()[before:] == seen
    assert await athlete.draft_now() is None


async def test_what_is_refused_is_not_even_seen_as_a_draft(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.will(says_slowly(*FALSE, facts=["session"], seconds=2), says(*TRUE, facts=["session"], suggests=1))
    _, comment = await athlete.logs_and_hears("60 min run rpe 7")
    assert comment.text.startswith(TRUE[0])
    assert not any("95" in text for text in athlete.drafts())


async def test_an_invented_number_is_repaired(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.will(says(*FALSE, facts=["session"]), says(*TRUE, facts=["session"], suggests=1))
    _, comment = await athlete.logs_and_hears("60 min run rpe 7")
    assert comment.text.startswith(TRUE[0])
    assert json.loads(openai.requests[1]["input"])["because"] == ["number: 95 min"]


@pytest.mark.parametrize(
    "answer",
    [says(*FALSE, facts=["session"]), breaks_off('{"sentences": [{"te'), writes("{no json")],
    ids=["invents", "breaks off", "no json"],
)
async def test_whatever_else_it_says_the_rules_write(athlete: Athlete, openai: FakeOpenAi, answer: Any) -> None:
    openai.always = answer
    _, comment = await athlete.logs_and_hears("60 min run rpe 7")
    assert "420 AU" in comment.text
    assert "95" not in comment.text


async def test_a_red_flag_is_shown_to_no_model(athlete: Athlete, openai: FakeOpenAi) -> None:
    await athlete.says("40 min run rpe 8, tight chest and dizzy")
    await athlete.taps(await athlete.sees("Please stop training"), "Keep")
    await athlete.sees("without comment")
    assert openai.requests == []


async def test_a_question_is_answered_from_what_was_looked_up(athlete: Athlete, openai: FakeOpenAi) -> None:
    said = ("Your run took 60 min at RPE 7.", "It is the first one in your log, so there is none to set it beside.")
    openai.will(says(*TRUE, facts=["session"], suggests=1), writes(json.dumps(LOOK_UPS)), replies(*said))
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/ask how was my run?")
    answer = await athlete.sees(said[0])
    await athlete.taps(answer, "Why?")
    await athlete.sees("60 min × RPE 7 = 420 AU")
    await athlete.taps(athlete.now(answer), "Less")
    await athlete.taps(await athlete.sees_button("👍"), "👍")
    await athlete.sees_button("✓ 👍")


async def test_a_question_gets_the_rules_answer_where_the_models_is_false(athlete: Athlete, openai: FakeOpenAi) -> None:
    lie = replies("Your run took 95 min at RPE 7.", "It is the first one in your log, so far as I can see.")
    openai.will(says(*TRUE, facts=["session"], suggests=1), writes(json.dumps(LOOK_UPS)), lie, lie)
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/ask When did I last run?")
    assert "95" not in (await athlete.sees("Your last run:")).text


WEEK = (
    "This week holds 420 AU, all of it from one run of 60 min at RPE 7.",
    "With 1 day logged of 7 the log tells only part of it.",
    "Next week could begin with an easy session.",
)


async def test_words_about_the_week_follow_its_picture_and_are_written_once(
    athlete: Athlete, openai: FakeOpenAi
) -> None:
    openai.will(says(*TRUE, facts=["session"], suggests=1), says(*WEEK, facts=["week", "logged"], suggests=2))
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/week")
    picture = await athlete.sees_picture("420 AU, 1 of 7 days logged")
    words = await athlete.sees(" ".join(WEEK))
    assert words.replies_to == picture.id
    await athlete.taps(words, "Why?")
    await athlete.sees("60 min × RPE 7 = 420 AU")
    # WHEN the same week is looked at again, THEN the same words are there, and nobody was asked
    asked = len(openai.requests)
    await athlete.says("/week")
    again = await athlete.sees(" ".join(WEEK))
    assert again.id > words.id
    assert len(openai.requests) == asked


async def test_false_words_about_the_week_are_never_seen(athlete: Athlete, openai: FakeOpenAi) -> None:
    lie = says("This week holds 950 AU from 9 sessions.", WEEK[2], facts=["week"], suggests=1)
    openai.will(says(*TRUE, facts=["session"], suggests=1), lie, lie)
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/week")
    await athlete.sees_picture("To think about:")
    await athlete.says("/ask When did I last run?")
    await athlete.sees("Your last run:")
    assert not any("950" in card.text for card in athlete.cards)


async def test_a_model_that_is_away_delays_nobody(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.always = refuses(401)
    _, comment = await athlete.logs_and_hears("60 min run rpe 7")
    assert "420 AU" in comment.text


async def test_a_message_that_the_grammar_cannot_read_is_read(athlete: Athlete, openai: FakeOpenAi) -> None:
    nothing = dict.fromkeys(("freshness", "readiness", "mood", "day"))
    said = {"session": True, "planned": False, "rest": False, **nothing, "sport": "run", "minutes": 50, "rpe": 8}
    openai.will(writes(json.dumps(said)))
    await athlete.says("my usual loop took me fifty, and I'd call it an eight")
    card = await athlete.sees("Load 400 AU")
    assert "Read by the coach’s model; please check." in card.text


async def test_a_voice_note_is_heard_and_kept_nowhere(athlete: Athlete, openai: FakeOpenAi, thinking: Assembly) -> None:
    openai.hears.append(heard("Sixty minutes run, RPE seven, legs heavy."))
    await athlete.sends_file("voice.ogg", b"OggS said into the air", kind="voice")
    card = await athlete.sees("Load 420 AU")
    assert "Sixty minutes run, RPE seven, legs heavy." in card.text
    assert openai.recordings[-1]["audio"] == b"OggS said into the air"
    assert thinking.stored("into the air") == []
