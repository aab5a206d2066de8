"""/ask, /memory, votes and the tone, without a model: questions are answered from the log, in every assembly."""

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete


async def test_a_question_is_answered_from_ones_own_log(athlete: Athlete) -> None:
    await athlete.logs_and_hears("2 days ago 45 min run rpe 8")
    await athlete.logs_and_hears("60 min run rpe 6")
    await athlete.says("/ask Compare my last run with those before")
    answer = await athlete.sees("It took 60 min at RPE 6, a load of 360 AU.")
    assert "longer, and you rated it easier" in answer.text
    assert answer.buttons == ["Why?", "👍", "👎"]
    await athlete.taps(answer, "Why?")
    why = await athlete.sees("The session before, Mon 16 Nov: 45 min, RPE 8, 360 AU")
    assert why.id == answer.id
    assert "Foster 2001" in why.text
    await athlete.taps(why, "Less")
    await athlete.sees_button("👎")


async def test_a_question_in_the_open_is_offered_to_the_coach(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 6")
    await athlete.says("How much did I run this week?")
    offer = await athlete.sees("That is a question")
    await athlete.taps(offer, "Ask the coach")
    answer = await athlete.sees("1 session, 60 min")
    assert answer.id == offer.id


async def test_a_question_that_names_an_effort_is_no_answer_to_how_hard_it_was(athlete: Athlete) -> None:
    await athlete.says("60 min run")
    await athlete.sees("How hard was it")
    await athlete.says("what does rpe 7 mean")
    await athlete.taps(await athlete.sees("That is a question"), "Ask the coach")
    await athlete.sees("RPE 7 is called “very hard”.")
    await athlete.says("6")
    await athlete.sees("Load 360 AU")


async def test_how_hard_the_last_one_was_is_told_and_a_wish_to_be_reminded_shown_where_to_go(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 6")
    await athlete.says("how hard was my last run")
    await athlete.taps(await athlete.sees("That is a question"), "Ask the coach")
    await athlete.sees("It took 60 min at RPE 6, a load of 360 AU.")
    await athlete.says("remind me to run 60 min tomorrow")
    await athlete.sees("you choose with /reminders")


async def test_what_cannot_be_answered_is_said_plainly(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 6")
    await athlete.says("/ask What is the capital of France?")
    await athlete.sees("I can’t answer that from your log.")
    await athlete.says("/ask Will I get injured?")
    await athlete.sees("That I can’t judge")


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("Deutsch", "/ask Wann bin ich zuletzt gelaufen?", "Dein letzter Lauf: Mi 18. Nov, heute."),
        ("Español", "/ask ¿Cuándo corrí por última vez?", "60 min"),
        ("Français", "/ask Quand ai-je couru pour la dernière fois ?", "60 min"),
    ],
)
async def test_questions_are_answered_in_the_language_that_is_set(
    athlete: Athlete, language: str, question: str, answer: str
) -> None:
    await athlete.logs_and_hears("60 min run rpe 6")
    await athlete.says("/settings")
    await athlete.taps(await athlete.sees_button(language), language)
    await athlete.sees_button(f"✓ {language}")
    await athlete.says(question)
    assert "360" in (await athlete.sees(answer)).text


async def test_a_comment_is_said_differently_and_the_tone_stays(athlete: Athlete) -> None:
    _, comment = await athlete.logs_and_hears("60 min run rpe 6")
    await athlete.taps(comment, "👎")
    asked = await athlete.sees_button("explaining")
    assert asked.id == comment.id
    await athlete.taps(asked, "explaining")
    told = await athlete.sees("The week is the sum of seven days")
    assert told.id == comment.id
    await athlete.says("/settings")
    await athlete.sees("The coach’s tone: explaining.")
    _, second = await athlete.logs_and_hears("yesterday 30 min ride rpe 3")
    assert second.text.count(".") > 1


async def test_what_is_remembered_can_be_seen_and_erased_and_goes_with_everything(
    athlete: Athlete, bot: Assembly
) -> None:
    await athlete.logs_and_hears("60 min run rpe 6")
    await athlete.says("/memory add 10 km race past the mill on 6 December")
    card = await athlete.sees("10 km race past the mill on 6 December (race)")
    assert bot.stored("past the mill") != []
    await athlete.taps(card, "✕ 1")
    await athlete.sees("Erased:")
    await athlete.taps(await athlete.sees_button("Undo"), "Undo")
    await athlete.sees("As it was before.")
    await athlete.says("/ask Can I race on Saturday, past the mill?")
    await athlete.sees("no log can promise")
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Delete everything?"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("Everything is gone")
    await bot.until_idle()
    assert bot.stored("past the mill") == []
