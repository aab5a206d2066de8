"""A week in words: its load beside the week before, day by day, and what stands out."""

import datetime as dt
from collections.abc import Mapping, Sequence

from backend.contract import PauseReason, ReadinessOfWeek, Review
from backend.training.load import Day
from backend.training.review import Question
from backend.training.week import DAYS
from handlers.rendering import nothing_rated
from handlers.texts import msgid
from words import Words

SAME_LOAD = 0.05
"""A ramp of less, up or down, is about the same load."""
SAME_READINESS = 0.5
"""Points of the mean sum (5-25) that make no difference."""

QUESTIONS: dict[Question, str] = {
    Question.BEGUN_AIM: msgid("What are you training for?"),
    Question.BEGUN_LEARN: msgid("What would you like your log to show you in a few weeks?"),
    Question.LOG_KEPT_FROM: msgid("What kept you from logging?"),
    Question.LOG_FORGOTTEN: msgid("Which session is missing here?"),
    Question.MORE_WHY: msgid("You did clearly more than the week before. Was it meant to be so?"),
    Question.MORE_FELT: msgid("You did clearly more than the week before. How did you take it?"),
    Question.LESS_WHY: msgid("You did clearly less than the week before. Was it meant to be so?"),
    Question.LESS_FELT: msgid("You did clearly less than the week before. What did you do with the room?"),
    Question.ALIKE_EASIER: msgid("Your days were much alike. Which of them could have been easier?"),
    Question.ALIKE_HARDER: msgid("Your days were much alike. Which of them counted most?"),
    Question.LOWER_CAUSE: msgid("You felt less ready than the week before. Was it the training, or the rest of life?"),
    Question.LOWER_HELP: msgid("You felt less ready than the week before. What would help you most now?"),
    Question.HARDEST_WORTH: msgid("Was the hardest day worth it?"),
    Question.HARDEST_AGAIN: msgid("What would you do differently on the hardest day?"),
    Question.PAUSED_BACK: msgid("What would a good way back look like?"),
    Question.PAUSED_NOTICED: msgid("What did you notice on the days off?"),
    Question.STEADY_PROUD: msgid("What are you content with?"),
    Question.STEADY_NEXT: msgid("What is the one thing for the week to come?"),
}
"""What the review asks, by what the week was like."""

_AGAINST: dict[tuple[int, int], str] = {
    (1, 1): msgid("More load than the week before, and readiness higher all the same."),
    (1, 0): msgid("More load than the week before, and readiness as it was."),
    (1, -1): msgid("More load than the week before, and readiness lower."),
    (0, 1): msgid("About the load of the week before, and readiness higher."),
    (0, 0): msgid("About the load of the week before, and readiness as it was."),
    (0, -1): msgid("About the load of the week before, and readiness lower."),
    (-1, 1): msgid("Less load than the week before, and readiness higher."),
    (-1, 0): msgid("Less load than the week before, and readiness as it was."),
    (-1, -1): msgid("Less load than the week before, and readiness lower all the same."),
}
"""Load and readiness against the week before: 1 up, 0 about the same, -1 down."""


_HEADS: dict[tuple[bool, bool], str] = {
    (True, False): msgid("<b>Week to {day}: {load} AU</b>, {days} of 7 days logged."),
    (True, True): msgid("<b>Week to {day}: {load} AU</b>, {days} of 7 days logged, {paused} paused."),
    (False, False): msgid("<b>Week to {day}: load not known</b>, {days} of 7 days logged."),
    (False, True): msgid("<b>Week to {day}: load not known</b>, {days} of 7 days logged, {paused} paused."),
}
"""By whether a load is known, and whether some of the days without an entry were paused."""


def paused(review: Review) -> Mapping[dt.date, PauseReason]:
    """Why each of the days that were paused was."""
    return {day.date: day.reason for day in review.paused}


def head(words: Words, review: Review) -> str:
    """``Week to Sun 22 Nov: 1,310 AU, 4 of 7 days logged, 2 paused. The week before 1,180 AU (+11 %).``"""
    week = review.metrics.week
    off = sum(not day.logged and day.date in paused(review) for day in week.days)
    numbers = {"days": week.logged_days, "paused": off, "load": words.number(week.known_load)}
    said = words.say(_HEADS[not nothing_rated(week), off > 0], day=words.day(week.end), **numbers)
    age = review.metrics.acwr_coupled.has_days or 0  # of the log; said where the ratio still lacks days
    if 0 < age < DAYS:
        said += " " + words.say("Your log began on {day}.", day=words.day(week.end - dt.timedelta(days=age - 1)))
    if nothing_rated(week):
        return said
    if any(day.load is None for day in week.days):
        said += " " + words.say("Days without a known effort are left out.")
    if week.previous_load.value is None:
        return said
    previous = words.number(week.previous_load.value)
    if week.ramp.value is None:
        return said + " " + words.say("The week before {previous} AU.", previous=previous)
    sign = "+" if week.ramp.value > 0 else "−" if week.ramp.value < 0 else "±"
    change = f"{sign}{words.number(abs(week.ramp.value) * 100)} %"
    return said + " " + words.say("The week before {previous} AU ({change}).", previous=previous, change=change)


def day_by_day(words: Words, review: Review) -> str:
    """``Mon 300 · Tue rest · Wed – · Thu effort not known · Fri paused``: the bars, for those who cannot see them."""
    days, off = review.metrics.week.days, paused(review)
    return " · ".join(f"{words.weekday(day.date)} {_of_day(words, day, day.date in off)}" for day in days)


def _of_day(words: Words, day: Day, is_paused: bool) -> str:
    if day.load is None:
        return words.say("effort not known")
    if not day.logged:
        return words.say("paused") if is_paused else "–"
    return words.number(day.load) if day.load or day.sessions else words.say("rest")


def readiness(words: Words, review: Review) -> Sequence[str]:
    """The check-ins of the week beside those of the week before, and beside the load; nothing without any.

    The load of a week with a pause is beside nothing: less, or more than then, says nothing about readiness.
    """
    this, before = review.readiness, review.readiness_before
    if this.mean is None:
        return []
    said = words.many(
        "Readiness {mean} of 25 in {number} check-in.",
        "Readiness {mean} of 25 on average in {number} check-ins.",
        this.check_ins,
        mean=words.number(this.mean, 1),
    )
    if before.mean is None:
        return [said]
    said += " " + words.say("The week before {mean}.", mean=words.number(before.mean, 1))
    ramp = review.metrics.week.ramp.value
    return (
        [said]
        if ramp is None or review.paused
        else [said, words.say(_AGAINST[_turned(ramp, SAME_LOAD), _felt(this, before)])]
    )


def _felt(this: ReadinessOfWeek, before: ReadinessOfWeek) -> int:
    return _turned((this.mean or 0) - (before.mean or 0), SAME_READINESS)


def _turned(change: float, same: float) -> int:
    return 0 if abs(change) < same else 1 if change > 0 else -1


def standing_out(words: Words, review: Review) -> str:
    """The hardest and the best day, where days could be told apart."""
    parts = []
    if review.hardest is not None:
        day, load = words.day(review.hardest.date), words.number(review.hardest.load)
        parts.append(words.say("Hardest day: {day}, {load} AU.", day=day, load=load))
    if review.best is not None:
        day, score = words.day(review.best.date), words.number(review.best.score, 1)
        if review.best.by == "check_in":
            parts.append(words.say("Best day: {day}, {score} of 25 in the check-in.", day=day, score=score))
        else:
            parts.append(words.say("Best day: {day}, you felt {score} of 5.", day=day, score=score))
    return " ".join(parts)


def question(words: Words, review: Review) -> str:
    """One to think about."""
    return words.say("To think about: {question}", question=words.say(QUESTIONS[review.question]))
