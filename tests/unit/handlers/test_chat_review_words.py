"""The coach's own words about a week: below the review, once, and for whom they are."""

import pytest

from backend.errors import StoreUnavailable, TooManyQuestions
from backend.tone import Tone
from tests.unit.handlers.test_chat_review import SUNDAY, four_weeks, logs

WORDS = "The week came to 420 AU <b>. Next week could stay easy."


def wishes(chat):
    return [each for each in chat.coach.asked.values() if each.review is not None]


@pytest.fixture
async def monday(chat):
    """A chat to which a review has just come."""
    await four_weeks(chat)
    chat.at("2026-11-23 07:00")
    await chat.is_reminded("review")
    return chat


async def test_the_review_is_there_at_once_and_the_words_follow_below_it(monday):
    review = monday.last
    assert review.photo == b"week"
    [wish] = wishes(monday)
    assert (wish.review, wish.text) == (SUNDAY, "")
    await monday.is_answered(WORDS, "60 min × RPE 7 = 420 AU (Foster 2001)")
    assert (monday.last.text, monday.last.reply_to) == (WORDS, review.id)
    assert list(monday.last.buttons) == ["Why?", "👍", "👎"]
    await monday.taps("Why?")
    assert "420 AU (Foster 2001)" in monday.last.text


async def test_the_same_words_twice_are_said_once(monday):
    await monday.is_answered(WORDS)
    said = len(monday.bot.shown)
    await monday.is_answered(WORDS)
    assert len(monday.bot.shown) == said


async def test_week_shows_the_same_words_without_asking_again(monday):
    await monday.is_answered(WORDS)
    await monday.says("/week")
    picture = list(monday.bot.shown.values())[-2]
    assert picture.photo == b"week"
    assert (monday.last.text, monday.last.reply_to) == (WORDS, picture.id)
    assert len(wishes(monday)) == 1
    # AND they do not come once more
    said = len(monday.bot.shown)
    await monday.is_answered(WORDS)
    assert len(monday.bot.shown) == said


async def test_a_week_that_was_logged_further_is_asked_about_anew(chat):
    await logs(chat, "60 min run rpe 7")
    await chat.says("/week")
    await chat.says("/week")
    assert len(wishes(chat)) == 1
    await logs(chat, "30 min swim rpe 5")
    await chat.says("/week")
    assert len(wishes(chat)) == 2


async def test_words_that_come_late_stand_below_the_newest_picture_of_their_week(chat):
    await logs(chat, "60 min run rpe 7")
    await chat.says("/week")
    await chat.says("/week")
    picture = chat.last
    await chat.is_answered(WORDS)
    assert chat.last.reply_to == picture.id


async def test_where_there_are_no_words_the_review_says_it_all(monday):
    [wish] = wishes(monday)
    monday.coach.answers(wish.id, "")
    said = len(monday.bot.shown)
    await monday.says("/week")
    assert [each.photo for each in list(monday.bot.shown.values())[said:]] == [b"week"]


@pytest.mark.parametrize("why", ["free", TooManyQuestions, StoreUnavailable])
async def test_who_has_none_of_it_sees_nothing_of_it(chat, why, monkeypatch):
    await logs(chat, "60 min run rpe 7")
    chat.coach.has_premium = why != "free"
    if why != "free":

        async def ask(_command):
            raise why

        monkeypatch.setattr(chat.coach, "ask", ask)
    said = len(chat.bot.shown)
    await chat.says("/week")
    assert [each.photo for each in list(chat.bot.shown.values())[said:]] == [b"week"]
    assert "remium" not in chat.last.text
    chat.at("2026-11-23 07:00")
    await chat.is_reminded("review")
    assert chat.last.photo == b"week"
    assert chat.coach.asked == {}


async def test_nothing_is_asked_about_a_week_without_anything_in_it(chat):
    await logs(chat, "60 min run rpe 7")
    chat.at("2026-12-14 07:00")
    await chat.is_reminded("review")
    assert wishes(chat) == []


async def test_the_words_are_said_differently_in_their_place(monday):
    await monday.is_answered(WORDS)
    words = monday.last
    await monday.taps("👎")
    await monday.taps("brief")
    assert monday.coach.tone is Tone.BRIEF
    assert [each.review for each in wishes(monday)] == [SUNDAY, SUNDAY]
    await monday.is_answered("420 AU. Stay easy.")
    assert (words.id, words.text) == (monday.last.id, "420 AU. Stay easy.")
