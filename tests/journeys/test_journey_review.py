"""The review on Monday morning, and what stands behind any number."""

from datetime import timedelta

from tests.fakes.openai import fake_openai, says
from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_PICTURE = 60_000
AFTER_A_RESTART = 30.0
"""Seconds: functions that are told of a model start anew."""
TO_MONDAY = timedelta(days=4, hours=12, minutes=50)
"""From Wednesday 18:40 to Monday 07:30."""


async def test_the_review_comes_on_monday_morning_in_place_of_the_check_in(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        # GIVEN somebody who wants a review on Mondays, and to be asked every morning
        await athlete.begins()
        for text in ("9 days ago 60 min run rpe 5", "yesterday 40 min swim rpe 5", "60 min run rpe 7"):
            await athlete.logs_and_hears(text)  # an analysis that is days late is begun anew
        await athlete.says("/reminders")
        card = await athlete.sees("Weekly review: off")
        await athlete.taps(card, "Check-in…")
        await athlete.taps(await athlete.sees("Tap the days, then a time"), "07:00")
        await athlete.taps(await athlete.sees("Check-in: 07:00 every day"), "‹ Back")
        await athlete.taps(await athlete.sees_button("Weekly review…"), "Weekly review…")
        await athlete.taps(await athlete.sees("On Monday: your week"), "07:00")
        await athlete.sees("Weekly review: Mon 07:00")
        await own_bot.until_idle()
        # WHEN it is Monday morning, and the clock strikes twice
        own_bot.clock.turn(TO_MONDAY)
        own_bot.tick()
        own_bot.tick()
        # THEN the week that has ended is there, once, and the check-in is a button of it
        review = await athlete.sees_picture(
            "Week to Sun 22 Nov: 620 AU, 2 of 7 days logged. The week before 300 AU (+107 %)."
        )
        assert "Tue 200 · Wed 420" in review.text
        assert "Hardest day: Wed 18 Nov, 420 AU." in review.text
        assert "To think about: What kept you from logging?" in review.text or "Which session" in review.text
        png = await athlete.downloads(review)
        assert png.startswith(PNG)
        assert len(png) <= LARGEST_PICTURE
        await athlete.taps(review, "Check in")
        await athlete.sees("Morning. How are you?")
        assert sum("To think about:" in each.text for each in athlete.cards) == 1


async def test_on_monday_a_models_words_follow_the_review(own_bot: Assembly) -> None:
    words = (
        "The week came to 620 AU, where the one before had 300 AU.",
        "Wednesday was the hardest day with 420 AU.",
        "This week could begin with an easy session.",
    )
    async with Athlete(own_bot) as athlete:
        # GIVEN somebody who wants a review on Mondays, and a model
        await athlete.begins()
        for text in ("9 days ago 60 min run rpe 5", "yesterday 40 min swim rpe 5", "60 min run rpe 7"):
            await athlete.logs_and_hears(text)
        await athlete.says("/reminders")
        await athlete.taps(await athlete.sees_button("Weekly review…"), "Weekly review…")
        await athlete.taps(await athlete.sees("On Monday: your week"), "07:00")
        await athlete.sees("Weekly review: Mon 07:00")
        await own_bot.until_idle()
        with fake_openai() as openai:
            openai.always = says(*words, facts=["week", "hardest_day"], suggests=2)
            own_bot.think(openai.url)
            # WHEN it is Monday morning, and the clock strikes twice
            own_bot.clock.turn(TO_MONDAY)
            own_bot.tick()
            own_bot.tick()
            # THEN the review is there, and below it what the model made of the week, once
            review = await athlete.sees_picture("Week to Sun 22 Nov: 620 AU", timeout=AFTER_A_RESTART)
            said = await athlete.sees(" ".join(words), timeout=AFTER_A_RESTART)
            assert said.replies_to == review.id
            await own_bot.until_idle()
            assert len(openai.requests) == 1
            assert sum(words[0] in each.text for each in athlete.cards) == 1


async def test_any_number_says_how_it_came_about(athlete: Athlete) -> None:
    await athlete.logs("yesterday 40 min swim rpe 5")
    await athlete.logs("60 min run rpe 7")
    await athlete.says("/week")
    week = await athlete.sees_picture("Week to Wed 18 Nov: 620 AU")
    await athlete.taps(week, "Why?")
    card = await athlete.sees("Which number?")
    await athlete.taps(card, "Week")
    told = await athlete.sees("200 + 420 = 620 AU")
    assert told.id == card.id
    assert "Source: Foster 1998" in told.text
    await athlete.taps(told, "Strain")
    told = await athlete.sees("Strain = load of the week × monotony")
    assert "620 AU × " in told.text
    await athlete.says("/why form")
    await athlete.sees("Form: I need 42 days, you have 2.")
