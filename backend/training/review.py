"""A week looked back on: which day was the hardest, which the best, and one question to reflect on.

The question follows from what the week was like. Each kind of week has two, asked in turn by even and odd weeks, so
that the same is never asked twice in a row. A week with paused days is asked about those: what was not done or not
logged in it was so on purpose. Days before the first one of the log are no gaps of it: who has just begun is asked
about what is ahead.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from backend.training.week import DAYS, Week

GAPS_BELOW = 4
"""Days logged; with fewer of seven, the log itself is the question."""
CHANGE = 0.2
"""A ramp of this much, up or down, makes it a week of more or of less."""
MONOTONOUS = 2.0
"""Monotony from which the days were much alike; Foster 1998 saw strain follow it, and set no limit."""
LOWER_READINESS = 2.0
"""Points of the sum (5-25), the week's mean against that of the week before."""


class Question(StrEnum):
    """What to ask; the chat words it. The text beside each is its meaning."""

    BEGUN_AIM = "begun_aim"
    """The log has just begun: what is the training for?"""
    BEGUN_LEARN = "begun_learn"
    """The log has just begun: what is it to show?"""
    LOG_KEPT_FROM = "log_kept_from"
    """Few days are logged: what kept you from logging?"""
    LOG_FORGOTTEN = "log_forgotten"
    """Few days are logged: which session is missing here?"""
    MORE_WHY = "more_why"
    """Much more than the week before: was that meant?"""
    MORE_FELT = "more_felt"
    """Much more than the week before: how did you take it?"""
    LESS_WHY = "less_why"
    """Much less than the week before: was that meant?"""
    LESS_FELT = "less_felt"
    """Much less than the week before: what did the room do for you?"""
    ALIKE_EASIER = "alike_easier"
    """The days were much alike: which could have been easier?"""
    ALIKE_HARDER = "alike_harder"
    """The days were much alike: which one counted?"""
    LOWER_CAUSE = "lower_cause"
    """Readiness was lower than the week before: what took it, training or the rest of life?"""
    LOWER_HELP = "lower_help"
    """Readiness was lower than the week before: what would help you most?"""
    HARDEST_WORTH = "hardest_worth"
    """There was a hardest day: was it worth it?"""
    HARDEST_AGAIN = "hardest_again"
    """There was a hardest day: what would you do differently?"""
    PAUSED_BACK = "paused_back"
    """There was a pause: what would a good way back look like?"""
    PAUSED_NOTICED = "paused_noticed"
    """There was a pause: what did you notice in it?"""
    STEADY_PROUD = "steady_proud"
    """Nothing stands out: what are you content with?"""
    STEADY_NEXT = "steady_next"
    """Nothing stands out: what is the one thing for next week?"""


def highest(values: Mapping[date, float]) -> date | None:
    """The day with the highest value, the latest of several; None with fewer than two days, or all the same."""
    if len(values) < 2 or len(set(values.values())) == 1:
        return None
    return max(values, key=lambda day: (values[day], day))


def hardest(week: Week) -> date | None:
    """The day of the week with the highest known load; None with fewer than two days that have one."""
    return highest({day.date: day.load for day in week.days if day.load})


def question(
    week: Week, readiness: float | None, readiness_before: float | None, paused: Collection[date] = ()
) -> Question:
    """What to ask about the week; the readiness are means of the check-ins' sums, this week and the one before.

    ``paused``: paused days of both.
    """
    even, odd = _pair(week, readiness, readiness_before, paused)
    return odd if week.end.toordinal() // DAYS % 2 else even


def _pair(
    week: Week, readiness: float | None, before: float | None, paused: Collection[date]
) -> tuple[Question, Question]:
    if any(day.date in paused for day in week.days):
        return Question.PAUSED_BACK, Question.PAUSED_NOTICED
    if week.logged_days < GAPS_BELOW:
        if _days_of_log(week) - week.logged_days <= DAYS - GAPS_BELOW:
            return Question.BEGUN_AIM, Question.BEGUN_LEARN
        return Question.LOG_KEPT_FROM, Question.LOG_FORGOTTEN
    if readiness is not None and before is not None and before - readiness >= LOWER_READINESS:
        return Question.LOWER_CAUSE, Question.LOWER_HELP
    # More than in a week with a pause says nothing.
    ramp, monotony = None if paused else week.ramp.value, week.monotony.value
    if ramp is not None and ramp >= CHANGE:
        return Question.MORE_WHY, Question.MORE_FELT
    if ramp is not None and ramp <= -CHANGE:
        return Question.LESS_WHY, Question.LESS_FELT
    if monotony is not None and monotony >= MONOTONOUS:
        return Question.ALIKE_EASIER, Question.ALIKE_HARDER
    if hardest(week) is not None:
        return Question.HARDEST_WORTH, Question.HARDEST_AGAIN
    return Question.STEADY_PROUD, Question.STEADY_NEXT


def _days_of_log(week: Week) -> int:
    """Those of its seven days that are not before the athlete's first logged one."""
    has = week.previous_load.has_days  # set while there are no more
    return DAYS if has is None else has
