"""/trend: the picture of load, readiness, ratio, monotony and form, and the same in words."""

import asyncio
from collections.abc import Sequence

from telegram import InputMediaPhoto
from telegram.error import BadRequest

from backend.contract import ReadinessDay, Trend
from handlers import metrics, paused
from handlers.keyboards import Keyboard, button, keyboard, ticked
from handlers.numbers import why_button
from handlers.rendering import lines
from handlers.texts import msgid
from handlers.turn import Turn, cannot_edit
from words import Words

RANGES: dict[int, str] = {28: msgid("4 weeks"), 91: msgid("3 months"), 365: msgid("A year")}
"""Days back, today included."""
SHORTEST = 14
"""Days that are shown of a log that is younger."""
MAX_CAPTION = 1024
_HEADS: dict[tuple[bool, bool], str] = {
    (False, False): msgid(
        "Daily load {first} to {last}: {total} AU in all, at most {most} AU a day, {logged} of {days} days logged."
    ),
    (False, True): msgid(
        "Daily load {first} to {last}: {total} AU in all, at most {most} AU a day, {logged} of {days} days logged, "
        "{paused} paused."
    ),
    (True, False): msgid(
        "Your log began on {first}: {total} AU since then, at most {most} AU a day, {logged} of {days} days logged."
    ),
    (True, True): msgid(
        "Your log began on {first}: {total} AU since then, at most {most} AU a day, {logged} of {days} days logged, "
        "{paused} paused."
    ),
}
"""By whether the log is younger than the picture, and whether some of its days without an entry were paused."""


async def begin(turn: Turn, _words: str) -> None:
    """/trend: four weeks, as a new picture."""
    await _send(turn, 28)


async def _send(turn: Turn, days: int) -> None:
    found = await _trend(turn, days)
    if found is None:
        return
    trend, felt = found
    await turn.busy("upload_photo")
    picture = await turn.workshop.picture(trend, felt, turn.state.language)
    sent = await turn.bot.send_photo(
        turn.state.chat_id,
        picture,
        caption=caption(turn, trend, felt, days),
        reply_markup=_ranges(turn, days).markup(),
        filename="trend.png",
    )
    turn.state.newest = sent.message_id


async def tap(turn: Turn, parts: list[str]) -> None:
    """``t:<days>``: another range in the same picture."""
    days = int(parts[0]) if parts and parts[0].isdecimal() and int(parts[0]) in RANGES else 28
    if turn.tapped is None:
        return
    found = await _trend(turn, days)
    if found is None:
        return
    trend, felt = found
    await turn.busy("upload_photo")
    picture = await turn.workshop.picture(trend, felt, turn.state.language)
    media = InputMediaPhoto(picture, caption=caption(turn, trend, felt, days), filename="trend.png")
    try:
        await turn.bot.edit_message_media(
            media, turn.state.chat_id, turn.tapped, reply_markup=_ranges(turn, days).markup()
        )
    except BadRequest as error:
        if cannot_edit(error):
            await _send(turn, days)
        elif "not modified" not in error.message.lower():
            raise


async def _trend(turn: Turn, days: int) -> tuple[Trend, Sequence[ReadinessDay]] | None:
    """The trend and the check-ins of its days, or None after saying that there is nothing to draw yet."""
    trend, felt = await asyncio.gather(turn.athlete.trend(days), turn.athlete.readiness_days(days))
    checked_in = next((n for n, day in enumerate(felt) if day.total is not None), len(felt))
    if trend.history_days == 0 and checked_in == len(felt):
        await turn.send(turn.say("Nothing to draw yet. After your first session /trend shows your load day by day."))
        return None
    kept = max(SHORTEST, trend.history_days, len(felt) - checked_in)
    return _last(trend, kept), felt[-kept:]


def _last(trend: Trend, days: int) -> Trend:
    """Without the empty days before the log began."""
    return trend if days >= len(trend.points) else trend.model_copy(update={"points": trend.points[-days:]})


def caption(turn: Turn, trend: Trend, felt: Sequence[ReadinessDay], days: int) -> str:
    """What the picture shows, in words: for those who cannot see it, and for those who want the numbers."""
    words, points = turn.words, trend.points
    unknown = sum(point.load is None for point in points)
    hatched = words.many(
        "{number} day is hatched: a session without effort.",
        "{number} days are hatched: sessions without effort.",
        unknown,
    )
    text = lines(
        _head(words, trend, days),
        hatched if unknown else "",
        paused.sentence(words, [point.date for point in points], [point.paused for point in points], turn.today),
        metrics.readiness(words, felt),
        metrics.ratio(words, trend.today),
        metrics.monotony(words, trend.today),
        metrics.form(words, trend.today),
    )
    return text if len(text) <= MAX_CAPTION else text[: MAX_CAPTION - 1] + "…"


def _head(words: Words, trend: Trend, days: int) -> str:
    """What the bars add up to. Days before the log began are no days without an entry."""
    if trend.history_days == 0:
        return words.say("No session logged yet.")
    points = trend.points[-trend.history_days :]
    known = [point.load for point in points if point.load is not None]
    total = words.number(sum(known))
    if trend.history_days == 1:
        return words.say("Your log began today: {total} AU so far.", total=total)
    off = sum(point.paused is not None and not point.logged for point in points)
    return words.say(
        _HEADS[len(points) < len(trend.points), off > 0],
        first=words.day(points[0].date) if days < 300 else words.full_date(points[0].date),
        last=words.day(points[-1].date),
        total=total,
        most=words.number(max(known, default=0)),
        logged=sum(point.logged for point in points),
        days=len(points),
        paused=off,
    )


def _ranges(turn: Turn, chosen: int) -> Keyboard:
    ranges = [button(ticked(turn.say(name), days == chosen), "t", days) for days, name in RANGES.items()]
    return keyboard(ranges, [why_button(turn.words)])
