"""/reminders: one card on which times are tapped or typed. What it shows is what the backend answered."""

import datetime as dt
from collections.abc import Awaitable, Callable

from backend.contract import Reminders
from backend.training.message import understand
from handlers import pause
from handlers.reminder_card import SCOPES, Card, Screen
from handlers.times import Off, read_span, read_time
from handlers.turn import Turn


async def begin(turn: Turn, _words: str) -> None:
    """/reminders: everything at a glance."""
    turn.state.reminding = turn.state.reminding.asks_nothing().model_copy(update={"before": None})
    text, keys = _card(turn, await turn.athlete.reminders()).main()
    await turn.send(text, keys)


async def tap(turn: Turn, parts: list[str]) -> None:
    """``m:<what>:<value>``; ``m:ci:<days>:<time>`` and ``m:quiet:<from>:<until>`` have two."""
    what, *values = [*parts, "", "", ""][:4]
    turn.state.reminding = turn.state.reminding.asks_nothing()
    await _TAPS.get(what, _main)(turn, *values)


async def hear(turn: Turn) -> bool:
    """What was typed while a time is asked for; whether it was the answer. A session is none: it is logged."""
    asking = turn.state.reminding.asked(turn.now)
    if not asking:
        return False
    if asking.startswith(pause.ASKING):
        return await pause.hear(turn, asking.removeprefix(pause.ASKING))
    what, _, scope = asking.partition(":")
    said = read_span(turn.text) if what == "quiet" else read_time(turn.text)
    if said is not None:
        await _set(turn, None, what, scope, said)
        return True
    if understand(turn.text, turn.day_said, turn.state.language).kind is not None:
        turn.state.reminding = turn.state.reminding.asks_nothing()
        return False
    await _ask(turn, None, await turn.athlete.reminders(), asking, turn.say("I could not read that as a time."))
    return True


def _card(turn: Turn, reminders: Reminders) -> Card:
    return Card(reminders, turn.words, turn.today, turn.state.zone or "UTC")


async def _main(turn: Turn, *_: str) -> None:
    text, keys = _card(turn, await turn.athlete.reminders()).main()
    await turn.show(turn.tapped, text, keys)


async def _check_in(turn: Turn, scope: str = "", time: str = "", *_: str) -> None:
    scope = scope if scope in SCOPES else "all"
    at = _time_of(time)
    if at is None:
        await _ask(turn, turn.tapped, await turn.athlete.reminders(), f"ci:{scope}")
        return
    await _set(turn, turn.tapped, "ci", scope, at)


async def _nudge(turn: Turn, time: str = "", *_: str) -> None:
    await _one(turn, "nudge", time)


async def _review(turn: Turn, time: str = "", *_: str) -> None:
    await _one(turn, "review", time)


async def _one(turn: Turn, what: str, time: str) -> None:
    at = _time_of(time)
    if at is None:
        await _ask(turn, turn.tapped, await turn.athlete.reminders(), what)
        return
    await _set(turn, turn.tapped, what, "", at)


async def _quiet(turn: Turn, begin_: str = "", end: str = "", *_: str) -> None:
    first, last = _time_of(begin_), _time_of(end)
    if first == "off":
        await _set(turn, turn.tapped, "quiet", "", "off")
    elif isinstance(first, dt.time) and isinstance(last, dt.time) and first != last:
        await _set(turn, turn.tapped, "quiet", "", (first, last))
    else:
        await _ask(turn, turn.tapped, await turn.athlete.reminders(), "quiet")


def _time_of(data: str) -> dt.time | Off | None:
    return read_time(data) if data == "off" or (len(data) == 4 and data.isdecimal()) else None


async def _set(
    turn: Turn, message: int | None, what: str, scope: str, said: dt.time | tuple[dt.time, dt.time] | Off
) -> None:
    """Store it, and show on the same screen what is stored now.

    What is set is read anew each time: another phone may have changed it.
    """
    before = await turn.athlete.reminders()
    value = None if said == "off" else said
    change: dict[str, object]
    if what == "ci":
        change = {"check_in": tuple(value if day in SCOPES[scope] else at for day, at in enumerate(before.check_in))}
    elif what == "quiet":
        first, last = value if isinstance(value, tuple) else (None, None)
        change = {"quiet_from": first, "quiet_until": last}
    else:
        change = {what: value}
    stored = await store(turn, before, **change)
    await _ask(turn, message, stored, f"{what}:{scope}".rstrip(":"))


async def store(turn: Turn, before: Reminders, **change: object) -> Reminders:
    """Have the backend keep the change; what it keeps now. Nothing is said to it that changes nothing."""
    after = Reminders.model_validate({**dict(before), **change})
    return before if after == before else await turn.athlete.set_reminders(after)


async def _ask(turn: Turn, message: int | None, reminders: Reminders, asking: str, news: str = "") -> None:
    """One screen with its times; what is typed next is about it."""
    what, _, scope = asking.partition(":")
    card = _card(turn, reminders)
    screens: dict[str, Callable[[], Screen]] = {
        "nudge": lambda: card.nudge(news),
        "review": lambda: card.review(news),
        "quiet": lambda: card.quiet(news),
    }
    text, keys = screens[what]() if what in screens else card.check_in(scope or "all", news)
    known = turn.state.reminding
    if message is None and known.card is not None:
        await turn.vanish(known.card)  # what was typed is answered below it, on the one card
    shown = await turn.show(message, text, keys)
    turn.state.reminding = known.asks(asking, shown, turn.now)


async def _off(turn: Turn, *_: str) -> None:
    """Quiet hours and a pause stay: they are no reminders."""
    before = await turn.athlete.reminders()
    stored = await store(turn, before, check_in=(None,) * 7, nudge=None, review=None)
    if stored != before:
        turn.state.reminding = turn.state.reminding.model_copy(update={"before": before})
    undo = turn.state.reminding.before is not None
    text, keys = _card(turn, stored).main(turn.say("Everything is off. Nothing comes by itself."), undo=undo)
    await turn.show(turn.tapped, text, keys)


async def _undo(turn: Turn, *_: str) -> None:
    """As it was before everything was switched off; what was chosen since stays."""
    kept, now = turn.state.reminding.before, await turn.athlete.reminders()
    turn.state.reminding = turn.state.reminding.asks_nothing().model_copy(update={"before": None})
    if kept is not None:
        check_in = kept.check_in if all(at is None for at in now.check_in) else now.check_in
        now = await store(turn, now, check_in=check_in, nudge=now.nudge or kept.nudge, review=now.review or kept.review)
    text, keys = _card(turn, now).main(turn.say("As it was before.") if kept is not None else "")
    await turn.show(turn.tapped, text, keys)


_TAPS: dict[str, Callable[..., Awaitable[None]]] = {
    "main": _main,
    "ci": _check_in,
    "nudge": _nudge,
    "review": _review,
    "quiet": _quiet,
    "off": _off,
    "undo": _undo,
}
