"""The record of a stored check-in: what it says, Why?, Change, Take back, and the offer to ask every morning."""

import datetime as dt
from collections.abc import Awaitable, Callable

from backend.contract import CheckIn, CheckInItems, Readiness, Reminders
from handlers import check_in_card
from handlers.check_in_card import as_digits, button_of, items_of, levels, of_digits
from handlers.keyboards import keyboard
from handlers.remembered import CheckInCard, Stage
from handlers.reminder_card import Card
from handlers.rendering import lines
from handlers.turn import Turn

EVERY_MORNING = dt.time(7)


async def send(turn: Turn, readiness: Readiness) -> None:
    """As the newest message."""
    await show(turn, readiness, None)


async def show(
    turn: Turn,
    readiness: Readiness,
    message: int | None,
    *,
    numbers: bool = False,
    offer: bool | None = None,
    news: str = "",
) -> None:
    """In place of ``message``. Where nothing is stored any more, that is what it says.

    ``offer``: to ask every morning; None: as the record did before.
    """
    stored = readiness.check_in
    if stored is None:
        await turn.show(message, turn.say("That check-in was taken back."))
        return
    if offer is None:
        known = turn.state.check_in(stored.date)
        offer = known is not None and known.offer
    text, keys = check_in_card.record(
        turn.words, readiness, stored, turn.today, numbers=numbers, offer=offer, news=news
    )
    shown = await turn.show(message, text, keys)
    card = CheckInCard(date=stored.date, card=shown, stage=Stage.STORED, items=items_of(stored), offer=offer)
    turn.state.keep_check_in(card)


async def _why(turn: Turn, day: dt.date, _value: str) -> None:
    await show(turn, await turn.athlete.readiness(day), turn.tapped, numbers=True)


async def _less(turn: Turn, day: dt.date, _value: str) -> None:
    await show(turn, await turn.athlete.readiness(day), turn.tapped)


async def _stored(turn: Turn, day: dt.date) -> CheckIn | None:
    """What is stored, if it can be changed yet; else it is said why not."""
    if turn.today - day > dt.timedelta(days=1):
        turn.toast = turn.say("Only today’s and yesterday’s check-in can be changed.")
        return None
    stored = (await turn.athlete.readiness(day)).check_in
    if stored is None:
        await turn.show(turn.tapped, turn.say("That check-in was taken back."))
    return stored


async def _change(turn: Turn, day: dt.date, _value: str) -> None:
    """The five rows again, filled in; nothing changes before Save."""
    stored = await _stored(turn, day)
    if stored is None:
        return
    asked = CheckInCard(date=day, card=turn.tapped, stage=Stage.CHANGING, items=items_of(stored))
    turn.state.keep_check_in(asked)
    text, keys = check_in_card.question(turn.words, asked, turn.local_now)
    await turn.show(turn.tapped, text, keys)


async def _undo(turn: Turn, day: dt.date, _value: str) -> None:
    """Take it out of the log, and say what it was; one tap puts it back."""
    stored = await _stored(turn, day)
    if stored is None:
        return
    await turn.athlete.take_back_check_in(day)
    text = turn.say(
        "<b>Taken back:</b> the check-in of {day}, {items}.",
        day=turn.words.day(day),
        items=levels(turn.words, items_of(stored)),
    )
    keys = keyboard([button_of(turn.say("Put back"), day, "back", as_digits(items_of(stored)))])
    await turn.show(turn.tapped, text, keys)
    turn.state.keep_check_in(CheckInCard(date=day, card=turn.tapped, stage=Stage.TAKEN_BACK))


async def _back(turn: Turn, day: dt.date, value: str) -> None:
    items = of_digits(value)
    if items is None or turn.today - day > dt.timedelta(days=1):
        turn.toast = turn.say("Only today’s and yesterday’s check-in can be changed.")
        return
    stored = (await turn.athlete.readiness(day)).check_in
    if stored is not None and items_of(stored) != items:
        turn.toast = turn.say("There is another one of that day already.")  # said anew meanwhile: it stays
        return
    await show(turn, await turn.athlete.check_in(day, CheckInItems(**items)), turn.tapped)


async def _every(turn: Turn, day: dt.date, _value: str) -> None:
    """Ask every morning from now on; times that were chosen meanwhile stay."""
    reminders = await turn.athlete.reminders()
    if all(at is None for at in reminders.check_in):
        every_day = (EVERY_MORNING,) * 7
        reminders = await turn.athlete.set_reminders(Reminders(**{**dict(reminders), "check_in": every_day}))
    card = Card(reminders, turn.words, turn.today, turn.state.zone or "UTC")
    news = lines(
        turn.say("I’ll ask every morning at 07:00. /reminders changes that."), card.in_quiet_hours(EVERY_MORNING)
    )
    if reminders.check_in != (EVERY_MORNING,) * 7:
        news = turn.say("You have chosen times already: /reminders shows them.")
    await show(turn, await turn.athlete.readiness(day), turn.tapped, news=news, offer=False)


VERBS: dict[str, Callable[[Turn, dt.date, str], Awaitable[None]]] = {
    "why": _why,
    "less": _less,
    "change": _change,
    "undo": _undo,
    "back": _back,
    "every": _every,
}
"""``r:<day>:<verb>`` on a record."""
