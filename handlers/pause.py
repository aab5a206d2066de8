"""/pause: nothing is sent while somebody is ill, injured or away. And the gentle question when the pause is over."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Literal, get_args

from backend.contract import Notification, Pause, Reminders
from backend.training.message import understand
from handlers import paused
from handlers.keyboards import Button, Keyboard, button, in_rows, keyboard
from handlers.reminder_card import Card, is_paused
from handlers.rendering import lines
from handlers.texts import REASONS
from handlers.times import read_until
from handlers.turn import Turn

Reason = Literal["ill", "injured", "travelling", "holiday"]
PREFIX = "p"
ASKING = "pause:"
"""Before the reason, where the chat remembers that the end of a pause is asked for."""
_ENDS = (1, 3, 7, 14)
"""Days ahead that are one tap away."""
_A_WEEK = dt.timedelta(days=7)


async def begin(turn: Turn, _words: str) -> None:
    """/pause: why, or, in a pause, what it is and how it ends."""
    text, keys = _opening(turn, await turn.athlete.reminders())
    await turn.send(text, keys)


async def tap(turn: Turn, parts: list[str]) -> None:
    """``p:<verb>:<value>:<value>``."""
    verb, *values = [*parts, "", "", ""][:3]
    turn.state.reminding = turn.state.reminding.asks_nothing()
    await _TAPS.get(verb, _open)(turn, *values)


async def hear(turn: Turn, reason: str) -> bool:
    """The last day of the pause, typed; whether it was that. A session is none: it is logged."""
    why, card = _reason(reason), turn.state.reminding.card
    until = read_until(turn.text, turn.today, turn.state.language)
    if why is not None and (until == "open" or isinstance(until, dt.date)):
        if card is not None:
            await turn.vanish(card)
        await _start(turn, why, None if until == "open" else until, message=None)
        return True
    if why is None or understand(turn.text, turn.day_said, turn.state.language).kind is not None:
        turn.state.reminding = turn.state.reminding.asks_nothing()
        return False
    if card is not None:
        await turn.vanish(card)
    text, keys = _until(turn, why)
    card = await turn.send(lines(turn.say("I could not read that as a day that is still to come."), text), keys)
    turn.state.reminding = turn.state.reminding.asks(f"{ASKING}{why}", card, turn.now)
    return True


def _opening(turn: Turn, reminders: Reminders) -> tuple[str, Keyboard]:
    if reminders.pause is not None and is_paused(reminders.pause, turn.today):
        return _paused(turn, reminders.pause)
    reasons = [_button(turn.say(text), "is", reason) for reason, text in REASONS.items()]
    text = turn.say(
        "<b>Pause</b>: no check-ins, no nudges, no review, until you are back. Your log stays open, and your load is "
        "shown as it is. What is it?"
    )
    return text, keyboard(*in_rows(reasons, 2))


def _button(label: str, *data: object) -> Button:
    return button(label, PREFIX, *data)


def _reason(text: str) -> Reason | None:
    return next((known for known in get_args(Reason) if known == text), None)


async def _open(turn: Turn, *_: str) -> None:
    text, keys = _opening(turn, await turn.athlete.reminders())
    await turn.show(turn.tapped, text, keys)


async def _because(turn: Turn, reason: str = "", *_: str) -> None:
    why = _reason(reason)
    if why is None:
        await _open(turn)
        return
    text, keys = _until(turn, why)
    await turn.show(turn.tapped, text, keys)
    turn.state.reminding = turn.state.reminding.asks(f"{ASKING}{why}", turn.tapped, turn.now)


def _until(turn: Turn, why: Reason) -> tuple[str, Keyboard]:
    days = [turn.today + dt.timedelta(days=ahead) for ahead in _ENDS]
    ends = [_button(turn.words.day(day), "for", why, day.isoformat()) for day in days]
    further = _button(turn.say("Until further notice"), "for", why, "open")
    text = turn.say(
        "<b>{reason}.</b> Until when? Tap the last day of it, or type it: Friday, 12 Dec, two weeks.",
        reason=turn.say(REASONS[why]),
    )
    return text, keyboard(*in_rows(ends, 2), [further], [_button(turn.say("‹ Back"), "open")])


async def _for(turn: Turn, reason: str = "", until: str = "", *_: str) -> None:
    why, last = _reason(reason), _date(until)
    if why is None or (last is None and until != "open") or (last is not None and last < turn.today):
        turn.toast = turn.say("This card is old. /pause begins anew.")
        return
    await _start(turn, why, last, turn.tapped)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


async def _start(turn: Turn, why: Reason, until: dt.date | None, message: int | None) -> None:
    """A pause that goes on keeps the day on which it began."""
    before = await turn.athlete.reminders()
    goes_on = before.pause is not None and is_paused(before.pause, turn.today) and before.pause.reason == why
    since = before.pause.since if goes_on and before.pause is not None else turn.today
    await _store(turn, before, Pause(reason=why, since=since, until=until), message)


async def _store(turn: Turn, before: Reminders, pause: Pause, message: int | None) -> None:
    after = Reminders.model_validate({**dict(before), "pause": pause})
    stored = before if after == before else await turn.athlete.set_reminders(after)
    turn.state.reminding = turn.state.reminding.asks_nothing()
    if stored.pause is not None:
        text, keys = _paused(turn, stored.pause)
        await turn.show(message, text, keys)


def _paused(turn: Turn, pause: Pause) -> tuple[str, Keyboard]:
    """What the pause is, and what it means."""
    reason = paused.why(turn.words, pause.reason)
    if pause.until is None:
        head = turn.say("<b>Paused</b> until further notice ({reason}).", reason=reason)
        then = turn.say("Nothing comes by itself until you end it.")
    else:
        head = turn.say("<b>Paused</b> until {day} ({reason}).", day=turn.words.day(pause.until), reason=reason)
        then = turn.say("Nothing comes by itself; the day after I ask how it is.")
    stays = turn.say("What you log still counts. Your load is shown as it is, with the days off in it.")
    other = _button(turn.say("Another day"), "is", pause.reason)
    zone = [button(turn.say("Time zone…"), "s", "zone")] if pause.reason == "travelling" else []
    return lines(head, then, stays), keyboard([_button(turn.say("End the pause"), "end"), other], zone)


async def _end(turn: Turn, *_: str) -> None:
    """One tap begins it again, as it was."""
    before = await turn.athlete.reminders()
    ended = before.pause
    after = before
    if ended is not None:
        after = await turn.athlete.set_reminders(before.model_copy(update={"pause": None}))
    again: list[Button] = []
    if ended is not None and is_paused(ended, turn.today):
        until = "open" if ended.until is None else ended.until.isoformat()
        again = [_button(turn.say("Pause again"), "for", ended.reason, until)]
    times = Card(after, turn.words, turn.today, turn.state.zone or "UTC").check_in_times()
    text = turn.say("The pause is over. Check-in: {times}. /reminders shows the rest.", times=times)
    await turn.show(turn.tapped, text, keyboard(again))


# ---- when it is over ----


async def deliver(turn: Turn, notification: Notification) -> None:
    """The question after the last day, once, unless the pause was ended or made longer."""
    if notification.date != turn.today:
        return
    pause = (await turn.athlete.reminders()).pause
    if pause is None or pause.until is None or is_paused(pause, turn.today):
        return
    if turn.state.reminding.asked_back == pause.until:
        return
    until = pause.until.isoformat()
    keys = keyboard(
        [_button(turn.say("Yes"), "yes", until), _button(turn.say("A week more"), "week", until)],
        [_button(turn.say("Until further notice"), "on", until)],
    )
    if turn.state.reminding.pause_over is not None:
        await turn.strip(turn.state.reminding.pause_over)
    text = turn.say(
        "Your pause ended on {day} ({reason}). Back at it?",
        day=turn.words.day(pause.until),
        reason=paused.why(turn.words, pause.reason),
    )
    card = await turn.send(text, keys)
    turn.state.reminding = turn.state.reminding.model_copy(update={"pause_over": card, "asked_back": pause.until})


async def _asked_about(turn: Turn, until: str) -> tuple[Reminders, Pause] | None:
    """The pause that the card asks about; None, with a word on it, where it is another one by now."""
    turn.state.reminding = turn.state.reminding.model_copy(update={"pause_over": None})
    reminders = await turn.athlete.reminders()
    pause = reminders.pause
    if pause is not None and pause.until is not None and pause.until == _date(until):
        return reminders, pause
    if pause is not None and is_paused(pause, turn.today):
        text, keys = _paused(turn, pause)
        await turn.show(turn.tapped, text, keys)
    else:
        await turn.show(turn.tapped, turn.say("That pause is over. /pause begins another one."))
    return None


async def _yes(turn: Turn, until: str = "", *_: str) -> None:
    if await _asked_about(turn, until) is not None:
        await _end(turn)


async def _week(turn: Turn, until: str = "", *_: str) -> None:
    """Seven days from the end that was set, or from today where that is over, too. A second tap adds nothing."""
    asked = await _asked_about(turn, until)
    if asked is not None:
        reminders, pause = asked
        last = max(pause.until or turn.today, turn.today - dt.timedelta(days=1)) + _A_WEEK
        await _store(turn, reminders, pause.model_copy(update={"until": last}), turn.tapped)


async def _on(turn: Turn, until: str = "", *_: str) -> None:
    asked = await _asked_about(turn, until)
    if asked is not None:
        reminders, pause = asked
        await _store(turn, reminders, pause.model_copy(update={"until": None}), turn.tapped)


_TAPS: dict[str, Callable[..., Awaitable[None]]] = {
    "open": _open,
    "is": _because,
    "for": _for,
    "end": _end,
    "yes": _yes,
    "week": _week,
    "on": _on,
}
