"""The log nudge: one question in the evening of a usual training day without an entry. No answer is one, too."""

import datetime as dt
from collections.abc import Awaitable, Callable
from uuid import uuid5

from backend.contract import Notification
from backend.training.session import Kind
from handlers.drafting import new_draft, present, save
from handlers.drafts import Draft
from handlers.keyboards import button, keyboard
from handlers.reminders import store
from handlers.times import read_time
from handlers.turn import NAMESPACE, Turn

PREFIX = "n"


async def deliver(turn: Turn, notification: Notification) -> None:
    """Ask once; the last one, if nobody answered it, goes."""
    day = notification.date
    if day is None or day != turn.today:
        return
    say, named = turn.say, day.isoformat()
    if turn.state.reminding.nudge is not None:
        await turn.strip(turn.state.reminding.nudge)
    keys = keyboard(
        [button(say("Log"), PREFIX, "log", named), button(say("Rest day"), PREFIX, "rest", named)],
        [button(say("Stop asking"), PREFIX, "off", named)],
    )
    text = say("Did you train today, {day}? On this weekday you usually do.", day=turn.words.day(day))
    card = await turn.send(text, keys)
    turn.state.reminding = turn.state.reminding.model_copy(update={"nudge": card})


async def tap(turn: Turn, parts: list[str]) -> None:
    """``n:<verb>:<day>``; ``n:on:<time>`` brings nudges back."""
    verb, value = [*parts, "", ""][:2]
    if turn.state.reminding.nudge == turn.tapped:
        turn.state.reminding = turn.state.reminding.model_copy(update={"nudge": None})
    if verb == "on":
        await _on(turn, value)
        return
    try:
        day = min(dt.date.fromisoformat(value), turn.today)
    except ValueError:
        return
    if verb in _ANSWERS:
        await _ANSWERS[verb](turn, day)


async def _log(turn: Turn, day: dt.date) -> None:
    """The guided card of that day, in place of the question. A second tap finds it begun."""
    draft = _draft(turn, day, "log")
    if turn.state.draft(draft.key) is None and not _is_saved(turn, draft):
        draft.guided, draft.sport = True, turn.state.last_sport
        await present(turn, draft)


async def _rest(turn: Turn, day: dt.date) -> None:
    """Saved at once: the card has Edit and Undo."""
    draft = _draft(turn, day, "rest")
    if not _is_saved(turn, draft):
        draft.kind = Kind.REST
        await save(turn, draft)


def _draft(turn: Turn, day: dt.date, purpose: str) -> Draft:
    """Named after the question and its day, so that two taps on it are one entry."""
    draft = new_draft(turn)
    draft.id = uuid5(NAMESPACE, f"nudge-{purpose}:{turn.state.chat_id}:{turn.tapped}:{day}")
    draft.key, draft.card = draft.id.hex[:8], turn.tapped
    draft.set_date(day)
    return draft


def _is_saved(turn: Turn, draft: Draft) -> bool:
    return any(card.entry == draft.id for card in turn.state.cards)


async def _off(turn: Turn, _day: dt.date) -> None:
    before = await turn.athlete.reminders()
    await store(turn, before, nudge=None)
    keys = None
    if before.nudge is not None:
        back = button(turn.say("Ask again"), PREFIX, "on", before.nudge.strftime("%H%M"))
        keys = keyboard([back])
    await turn.show(turn.tapped, turn.say("I won’t ask any more. /reminders can switch it on again."), keys)


async def _on(turn: Turn, time: str) -> None:
    at = read_time(time)
    if not isinstance(at, dt.time):
        return
    stored = await store(turn, await turn.athlete.reminders(), nudge=at)
    shown = (stored.nudge or at).strftime("%H:%M")
    await turn.show(turn.tapped, turn.say("I’ll ask again, at {time}.", time=shown))


_ANSWERS: dict[str, Callable[[Turn, dt.date], Awaitable[None]]] = {
    "log": _log,
    "rest": _rest,
    "off": _off,
}
