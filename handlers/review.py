"""/week, and the review that comes on Monday mornings: seven days as a picture and in words."""

import asyncio
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid5

from backend.contract import Notification, ReadinessDay, Review, TrendPoint
from backend.contract.coach import AskQuestion
from backend.errors import AthleteError, Unavailable
from backend.training.metric import Missing
from backend.training.week import DAYS
from handlers import ask, metrics, paused, week
from handlers.check_in_card import begin_button
from handlers.keyboards import Keyboard, button, keyboard
from handlers.numbers import why_button
from handlers.rendering import lines
from handlers.turn import NAMESPACE, NotNow, Turn

PREFIX = "w"
MAX_CAPTION = 1024
"""Characters below a picture, tags not counted."""
PATIENCE = dt.timedelta(minutes=2)
"""For so long a review waits for its picture: some three hundred are drawn meanwhile."""
_ONE_DAY = dt.timedelta(days=1)
_MONDAY = 0
_TAGS = re.compile(r"</?b>")


@dataclass(frozen=True, slots=True)
class _Found:
    """A week, and what its picture shows: its days, those before them where the log was begun, their check-ins."""

    review: Review
    points: Sequence[TrendPoint]
    felt: Sequence[ReadinessDay]


async def begin(turn: Turn, _words: str) -> None:
    """/week: the seven days to today; on a Monday without an entry yet, those to yesterday."""
    found = await _find(turn, None)
    if found is None:
        await turn.send(turn.say("Nothing logged yet. Write a session, or tap /log."))
        return
    await turn.busy("upload_photo")
    picture = await turn.workshop.week_picture(found.points, found.felt, turn.state.language)
    sent = await _send(turn, picture, caption(turn, found), keyboard([why_button(turn.words)]))
    await _in_the_coachs_words(turn, found.review, sent)


async def deliver(turn: Turn, notification: Notification) -> None:
    """The week to the day before, on whose morning it comes.

    Where drawing would make others wait, it comes a little later; where that takes too long, as words alone. Raises
    NotNow.
    """
    if notification.date is None:
        return
    _wait_for_the_workshop(turn, notification)
    found = await _find(turn, notification.date - _ONE_DAY)
    if found is None:
        return
    begin_check_in = [] if turn.state.check_in(turn.today) else [begin_button(turn.words, turn.today)]
    picture = await turn.workshop.week_picture_at_once(found.points, found.felt, turn.state.language)
    if picture is not None:
        keys = keyboard([why_button(turn.words)], begin_check_in)
        sent = await _send(turn, picture, caption(turn, found), keys)
        await _in_the_coachs_words(turn, found.review, sent)
        return
    _wait_for_the_workshop(turn, notification)
    show = button(turn.say("Picture"), PREFIX, "picture", found.review.end.isoformat())
    sent = await turn.send(caption(turn, found), keyboard([show, why_button(turn.words)], begin_check_in))
    await _in_the_coachs_words(turn, found.review, sent)


async def _in_the_coachs_words(turn: Turn, review: Review, message: int) -> None:
    """Below the review, which has been sent: the words of a coach with a model, where premium works.

    One question for each week as it is logged: the same week again has the same words. Who has none of it sees nothing.
    """
    if not review.metrics.week.logged_days and not review.readiness.check_ins:
        return
    question = uuid5(NAMESPACE, f"review:{turn.state.chat_id}:{review.model_dump_json()}")
    try:
        asked = await turn.athlete.ask(AskQuestion(id=question, review=review.end))
    except (AthleteError, Unavailable):
        return  # the review stands by itself
    await ask.below(turn, asked, message)


def _wait_for_the_workshop(turn: Turn, notification: Notification) -> None:
    if not turn.workshop.idle and turn.now - notification.created_at < PATIENCE:
        raise NotNow


async def tap(turn: Turn, parts: list[str]) -> None:
    """``w:picture:<end>``: the picture that did not come with the words."""
    verb, value = [*parts, "", ""][:2]
    try:
        end = min(dt.date.fromisoformat(value), turn.today)
    except ValueError:
        return
    found = await _find(turn, end) if verb == "picture" else None
    if found is None:
        return
    await turn.busy("upload_photo")
    picture = await turn.workshop.week_picture(found.points, found.felt, turn.state.language)
    said = lines(week.head(turn.words, found.review), week.day_by_day(turn.words, found.review))
    await _send(turn, picture, said, None)


async def _find(turn: Turn, end: dt.date | None) -> _Found | None:
    """The week to ``end`` (at most some weeks ago), None: the current one; None when nothing was ever logged."""
    back = 1 if end is None else max((turn.today - end).days, 0) + 1  # today may be another day for the backend
    days = 2 * DAYS + back
    trend, felt = await asyncio.gather(turn.athlete.trend(days), turn.athlete.readiness_days(days))
    today = trend.points[-1]
    if trend.history_days == 0:
        return None
    if end is None:
        end = today.date - _ONE_DAY if today.date.weekday() == _MONDAY and not today.logged else today.date
    review = await turn.athlete.review(min(end, today.date))
    points = [point for point in trend.points if point.date <= review.end][-2 * DAYS :]
    if review.metrics.week.previous_load.missing is Missing.HISTORY:
        points = points[-DAYS:]
    return _Found(review, points, felt)


def caption(turn: Turn, found: _Found) -> str:
    """The words below the picture: what must be said first, and as much of the rest as there is room for."""
    words, review = turn.words, found.review
    said = [
        week.head(words, review),
        week.day_by_day(words, review),
        _pauses(turn, review),
        metrics.monotony(words, review.metrics),
        metrics.ratio(words, review.metrics),
        *week.readiness(words, review),
        week.standing_out(words, review),
        week.question(words, review),
    ]
    while len(_TAGS.sub("", lines(*said))) > MAX_CAPTION:
        said.remove(max(said[2:-1], key=len))
    return lines(*said)


def _pauses(turn: Turn, review: Review) -> str:
    reasons = week.paused(review)
    days = [day.date for day in review.metrics.week.days]
    return paused.sentence(turn.words, days, [reasons.get(day) for day in days], turn.today)


async def _send(turn: Turn, picture: bytes, text: str, keys: Keyboard | None) -> int:
    """Its message id."""
    sent = await turn.bot.send_photo(
        turn.state.chat_id,
        picture,
        caption=text,
        parse_mode="HTML",
        reply_markup=keys.markup() if keys else None,
        filename="week.png",
    )
    turn.state.newest = sent.message_id
    return turn.state.newest
