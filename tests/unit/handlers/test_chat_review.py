"""/week and the review on Monday mornings: seven days as a picture and in words."""

import datetime as dt
import html
import re
from typing import get_args
from uuid import UUID

import pytest

from backend.contract import CheckInItems, RecordEntry
from backend.contract.model import Language
from backend.training.review import Question
from handlers.review import MAX_CAPTION, PATIENCE
from handlers.turn import NotNow
from handlers.week import QUESTIONS
from words import LANGUAGES, words_for

SUNDAY = dt.date(2026, 11, 22)
MONDAY = SUNDAY + dt.timedelta(days=1)


async def logs(chat, *texts):
    for text in texts:
        await chat.says(text)
        await chat.taps("Save", chat.last.id)


async def checks_in(chat, level_of, days):
    """A check-in with this level on each item, on each of so many days up to today."""
    client = chat.backend.as_athlete(chat.state.athlete_id)
    now = chat.clock.time
    for back in range(days - 1, -1, -1):
        chat.clock.time = now - dt.timedelta(days=back)
        level = level_of(back)
        items = CheckInItems(freshness=level, sleep=level, muscles=level, calm=level, mood=4)
        await client.check_in(client.today, items)
    chat.clock.time = now


async def four_weeks(chat):
    await logs(
        chat,
        *(f"{30 + 5 * (n % 4)} min run rpe {3 + n % 3} {n} days ago" for n in range(34, 0, -1)),
        "60 min run rpe 7",
    )


async def test_the_week_is_a_picture_with_load_ramp_monotony_days_and_a_question(chat):
    await four_weeks(chat)
    await chat.says("/week")
    assert chat.last.photo == b"week"
    assert chat.bot.calls[-2:] == ["action upload_photo", "send_photo"]
    chat.sees("Week to Sun 22 Nov: 1,")
    chat.sees("7 of 7 days logged. The week before")
    chat.sees("(+")
    chat.sees("Monotony")
    chat.sees("strain")
    chat.sees("Hardest day: Sun 22 Nov, 420 AU.")
    chat.sees("To think about: ")


async def test_readiness_stands_against_load(chat):
    await four_weeks(chat)
    await checks_in(chat, lambda back: 3 if back < 7 else 4, 14)
    await chat.says("/week")
    chat.sees("Readiness 16 of 25 on average in 7 check-ins. The week before 20.")
    chat.sees("More load than the week before, and readiness lower.")
    chat.sees("To think about: You felt less ready than the week before.")
    assert [day.total for day in chat.dots[-14:]] == [20] * 7 + [16] * 7


async def test_without_a_check_in_nothing_is_said_about_readiness(chat):
    await four_weeks(chat)
    await chat.says("/week")
    assert "eadiness" not in chat.last.text


async def test_the_best_day_is_told_apart_by_check_ins(chat):
    await four_weeks(chat)
    await checks_in(chat, lambda back: 5 if back == 2 else 3, 5)
    await chat.says("/week")
    chat.sees("Best day: Fri 20 Nov, 24 of 25 in the check-in.")


async def test_a_young_log_shows_no_empty_week_before_it(chat):
    await logs(chat, "60 min run rpe 7")
    await chat.says("/week")
    assert chat.weeks_drawn[-1] == [SUNDAY - dt.timedelta(days=n) for n in range(6, -1, -1)]
    chat.sees("Mon – · Tue – · Wed – · Thu – · Fri – · Sat – · Sun 420")


async def test_a_rest_day_and_a_session_without_effort_have_words_of_their_own(chat):
    await logs(chat, "rest day yesterday")
    await chat.says("45 min swim")
    await chat.taps("I don’t know")
    await chat.taps("Save")
    await chat.says("/week")
    chat.sees("Sat rest · Sun effort not known")


async def test_on_a_monday_without_an_entry_it_is_the_week_that_has_ended(chat):
    await logs(chat, "60 min run rpe 7")
    chat.at("2026-11-23 09:00")
    await chat.says("/week")
    chat.sees("Week to Sun 22 Nov: 420 AU")
    await logs(chat, "30 min run rpe 5")
    await chat.says("/week")
    chat.sees("Week to Mon 23 Nov: 570 AU")


# ---- on Monday morning ----


async def test_the_review_comes_as_a_picture_with_a_way_to_the_check_in(chat):
    # GIVEN a week that ends on Sunday
    await four_weeks(chat)
    chat.at("2026-11-23 07:00")
    # WHEN Monday's review is delivered
    await chat.is_reminded("review")
    # THEN it is of that week, and offers the check-in that it stands in for
    assert chat.last.photo == b"week"
    chat.sees("Week to Sun 22 Nov: 1,")
    assert chat.weeks_drawn[-1][-1] == SUNDAY
    assert list(chat.last.buttons) == ["Why?", "Check in"]
    await chat.taps("Check in")
    chat.sees("Morning. How are you?")


async def test_the_same_review_again_says_nothing(chat):
    await four_weeks(chat)
    chat.at("2026-11-23 07:00")
    await chat.is_reminded("review")
    said = len(chat.bot.shown)
    await chat.is_reminded("review")
    assert len(chat.bot.shown) == said


async def test_who_has_checked_in_already_is_not_asked_to(chat):
    await four_weeks(chat)
    chat.at("2026-11-23 06:30")
    await chat.says("/checkin")
    await chat.says("44444")
    chat.at("2026-11-23 07:00")
    await chat.is_reminded("review")
    assert list(chat.last.buttons) == ["Why?"]


async def test_where_drawing_would_make_others_wait_the_words_come_and_the_picture_on_a_tap(chat):
    # GIVEN the workshop has its hands full
    await four_weeks(chat)
    chat.at("2026-11-23 07:00")
    chat.busy = True
    # WHEN the review is delivered, THEN it waits a moment, without a word
    said = len(chat.bot.shown)
    with pytest.raises(NotNow):
        await chat.is_reminded("review")
    assert len(chat.bot.shown) == said
    # AND when that has taken too long, nobody waits for a picture
    await chat.is_reminded("review", created_at=chat.clock.now() - PATIENCE)
    review = chat.last
    assert (review.photo, chat.weeks_drawn) == (None, [])
    assert list(review.buttons) == ["Picture", "Why?", "Check in"]
    assert "Week to Sun 22 Nov" in review.text
    # AND it comes on a tap, also days later
    chat.at("2026-11-25 20:00")
    await chat.taps("Picture")
    assert chat.last.photo == b"week"
    assert chat.last.text.startswith("Week to Sun 22 Nov")
    assert chat.weeks_drawn[-1][-1] == SUNDAY


@pytest.mark.parametrize("data", ["w", "w:picture", "w:picture:x", "w:else:2026-11-22", "w:picture:9999-12-31"])
async def test_a_tap_that_no_button_of_ours_makes_breaks_nothing(chat, data):
    await logs(chat, "60 min run rpe 7")
    await chat.taps_data(data, chat.last)


async def test_who_never_logged_anything_gets_no_empty_review(chat):
    chat.at("2026-11-23 07:00")
    before = len(chat.bot.shown)
    await chat.is_reminded("review")
    assert len(chat.bot.shown) == before


# ---- the words ----


def test_every_question_has_words_in_every_language():
    assert set(QUESTIONS) == set(Question)
    assert len(set(QUESTIONS.values())) >= 12
    for language in LANGUAGES:
        assert len({words_for(language).say(text) for text in QUESTIONS.values()}) == len(QUESTIONS)


@pytest.mark.parametrize("language", list(LANGUAGES))
async def test_the_fullest_week_fits_below_its_picture(chat, language):
    assert language in get_args(Language)
    await four_weeks(chat)
    await checks_in(chat, lambda back: 2 if back < 7 else 4, 20)
    chat.state = chat.state.model_copy(update={"language": language})
    await chat.says("/week")
    shown = html.unescape(re.sub(r"</?b>", "", chat.last.html))
    assert len(shown) <= MAX_CAPTION
    words = words_for(language)
    assert words.say("Hardest day: {day}, {load} AU.", day="x", load=0)[:8] in shown, "nothing had to be left out"
    assert words.say("To think about: {question}", question="")[:10] in shown


@pytest.mark.parametrize("language", list(LANGUAGES))
async def test_the_fullest_trend_says_all_of_it_below_its_picture(chat, language):
    client = chat.backend.as_athlete(chat.state.athlete_id)
    for back in range(130, -1, -1):
        day, minutes = client.today - dt.timedelta(days=back), 600 + back
        rpe = None if back == 50 else 10
        await client.record(RecordEntry(id=UUID(int=back), date=day, minutes=minutes, rpe=rpe))
    await checks_in(chat, lambda back: 2 if back < 7 else 4, 20)
    chat.state = chat.state.model_copy(update={"language": language})
    await chat.says("/trend")
    words = words_for(language)
    await chat.taps(words.say("3 months"))
    assert len(chat.last.text) <= MAX_CAPTION
    assert not chat.last.text.endswith("…")
    assert words.say("Today {sum}.", sum=12) in chat.last.text


async def test_the_trend_has_a_dot_for_each_check_in_and_says_so(chat):
    await four_weeks(chat)
    await checks_in(chat, lambda back: 3 + back % 2, 20)
    await chat.says("/trend")
    chat.sees("Readiness: 20 check-ins at 16 to 20 of 25. Today 16. Your usual is 18 ± 2.1 (28 days).")
    assert len(chat.dots) == len(chat.drawn[-1].points) == 28
    assert [day.total for day in chat.dots[-2:]] == [20, 16]


async def test_who_has_only_checked_in_so_far_sees_that(chat):
    await checks_in(chat, lambda back: 4, 3)
    await chat.says("/trend")
    chat.sees("Readiness: 3 check-ins at 20 of 25. Today 20.")
    assert len(chat.drawn[-1].points) == 14
