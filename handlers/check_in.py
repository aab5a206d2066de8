"""/checkin, and the one that comes by itself: five taps on one card, then today beside the athlete's own normal."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from telegram.error import BadRequest

from backend.contract import CheckInItems, Notification
from handlers import check_in_record, travel
from handlers.check_in_card import button_of, of_digits, question
from handlers.keyboards import keyboard
from handlers.remembered import CheckInCard, Stage
from handlers.texts import CHECK_IN
from handlers.turn import Turn, cannot_edit

NIGHT_ENDS = 4
"""Local hour until which the day before is not over for somebody who is still up."""
_OPEN = (Stage.ASKED, Stage.CHANGING)
_SETTLED = (Stage.STORED, Stage.SKIPPED, Stage.CHANGING)
"""A reminder has nothing to ask any more."""
_DIGITS = re.compile(r"[1-5](?:[\s,/]*[1-5]){4}")


async def begin(turn: Turn, _words: str) -> None:
    """/checkin: today's card as the newest message; a stored one as its record."""
    readiness = await turn.athlete.readiness(turn.today)
    if readiness.check_in is not None:
        await check_in_record.send(turn, readiness)
        return
    await _ask_below(turn, _todays(turn))


async def tap(turn: Turn, parts: list[str]) -> None:
    """``r:<day>:<verb>:<value>``."""
    day = _day_of(parts[0]) if parts else None
    verb, value = [*parts[1:], "", ""][:2]
    if day is None:
        return
    if verb == "begin":
        await begin(turn, "")
    elif verb in check_in_record.VERBS:
        await check_in_record.VERBS[verb](turn, day, value)
    else:
        await _on_card(turn, day, verb, value)


def _day_of(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day, not an instant
    except ValueError:
        return None


async def hear(turn: Turn) -> bool:
    """Five digits, in the order of the rows, answer the whole card; whether they did."""
    asked = next((each for each in reversed(turn.state.check_ins) if each.stage in _OPEN and each.card), None)
    if asked is None or not _can_answer(turn, asked.date) or _DIGITS.fullmatch(turn.text.strip()) is None:
        return False
    items = of_digits("".join(re.findall(r"\d", turn.text)))
    if items is None:
        return False
    await _take_away(turn, asked)
    await _save(turn, asked.model_copy(update={"items": items, "card": None}))
    return True


async def _on_card(turn: Turn, day: dt.date, verb: str, value: str) -> None:
    if not _can_answer(turn, day):
        await _of_another_day(turn, day)
        return
    # Where this chat forgot it, the card still says which day it is about.
    asked = turn.state.check_in(day) or CheckInCard(date=day)
    if asked.card is not None and asked.card != turn.tapped:
        await _older_copy(turn, asked)
        return
    asked = asked.model_copy(update={"card": turn.tapped})
    if asked.stage is Stage.STORED:
        turn.toast = turn.say("Saved already. Tap Change to change it.")
    elif verb in CHECK_IN:
        await _answer(turn, asked, verb, value)
    elif verb in _VERBS:
        await _VERBS[verb](turn, asked)


def _can_answer(turn: Turn, day: dt.date) -> bool:
    """Today's; yesterday's while it is being changed, or in the night, by whoever is still up and calls it today."""
    if day == turn.today:
        return True
    if day != turn.today - dt.timedelta(days=1):
        return False
    known = turn.state.check_in(day)
    changing = known is not None and known.stage is Stage.CHANGING
    return changing or (turn.local_now.hour < NIGHT_ENDS and turn.state.check_in(turn.today) is None)


async def _of_another_day(turn: Turn, day: dt.date) -> None:
    """What was tapped there is not taken for today's."""
    was_yesterday = day == turn.today - dt.timedelta(days=1)
    readiness = await turn.athlete.readiness(turn.today)
    if readiness.check_in is not None:
        text = turn.say("That was for {day}. Today’s check-in is saved already.", day=turn.words.day(day))
        await turn.show(turn.tapped, text)
        return
    if was_yesterday:
        await turn.show(turn.tapped, turn.say("That was yesterday’s. Here is today’s."))
    else:
        await turn.show(turn.tapped, turn.say("That was for {day}. Here is today’s.", day=turn.words.day(day)))
    await _ask_below(turn, _todays(turn))


async def _older_copy(turn: Turn, asked: CheckInCard) -> None:
    """A card of the same day that was left behind by a newer one."""
    if asked.stage in _OPEN:
        await turn.show(turn.tapped, turn.say("This card is old. Here is the current one."))
        await _ask_below(turn, asked)
        return
    turn.toast = turn.say("This card is old. /checkin shows today’s.")
    if turn.tapped is not None:
        await turn.strip(turn.tapped)


def _todays(turn: Turn) -> CheckInCard:
    """What is known of today's already, to be asked for the rest."""
    known = turn.state.check_in(turn.today)
    if known is None:
        return CheckInCard(date=turn.today)
    if known.stage in (Stage.STORED, Stage.CHANGING):  # and it was taken back elsewhere
        return CheckInCard(date=turn.today, card=known.card)
    return known.model_copy(update={"stage": Stage.ASKED})


async def _ask_below(turn: Turn, asked: CheckInCard) -> None:
    """Ask as the newest message; the card above goes, those of other days close."""
    for known in [known for known in turn.state.check_ins if known.date != asked.date]:
        await _leave_behind(turn, known)
    await _take_away(turn, asked)
    text, keys = question(turn.words, asked, turn.local_now)
    turn.state.keep_check_in(asked.model_copy(update={"card": await turn.send(text, keys)}))


async def _take_away(turn: Turn, asked: CheckInCard) -> None:
    if asked.card is not None and not await turn.vanish(asked.card):
        await turn.strip(asked.card)


async def _leave_behind(turn: Turn, known: CheckInCard) -> None:
    """A question that nobody answered loses its buttons; what is stored keeps them."""
    if known.stage not in (Stage.ASKED, Stage.LATER, Stage.SKIPPED):
        return
    turn.state.check_ins = [other for other in turn.state.check_ins if other.date != known.date]
    if known.card in (None, turn.tapped):  # what was tapped has been told what it is
        return
    text = turn.say("No check-in on {day}.", day=turn.words.day(known.date))
    try:
        await turn.bot.rewrite(turn.state.chat_id, known.card, text)
    except BadRequest as error:
        if "not modified" not in error.message.lower() and not cannot_edit(error):
            raise


async def _show(turn: Turn, asked: CheckInCard) -> None:
    text, keys = question(turn.words, asked, turn.local_now)
    turn.state.keep_check_in(asked.model_copy(update={"card": await turn.show(asked.card, text, keys)}))


async def _answer(turn: Turn, asked: CheckInCard, item: str, level: str) -> None:
    """The fifth answer saves; while a stored one is changed, Save does."""
    if level not in ("1", "2", "3", "4", "5"):
        await _show(turn, asked)
        return
    stage = asked.stage if asked.stage is Stage.CHANGING else Stage.ASKED
    asked = asked.model_copy(update={"items": {**asked.items, item: int(level)}, "stage": stage})
    if len(asked.items) == len(CHECK_IN) and asked.stage is Stage.ASKED:
        await _save(turn, asked)
    else:
        await _show(turn, asked)


async def _save(turn: Turn, asked: CheckInCard) -> None:
    """Raises the AthleteErrors and Unavailable; the answers stay on the card."""
    turn.state.keep_check_in(asked)
    if len(asked.items) < len(CHECK_IN):
        await _show(turn, asked)
        return
    readiness = await turn.athlete.check_in(asked.date, CheckInItems(**asked.items))
    await check_in_record.show(turn, readiness, asked.card, offer=await _offers_reminders(turn))
    await travel.notice(turn)


async def _offers_reminders(turn: Turn) -> bool:
    """Whether to offer being asked every morning: once, to whom nothing of the kind is set."""
    if turn.state.check_ins_offered:
        return False
    turn.state.check_ins_offered = True
    return all(at is None for at in (await turn.athlete.reminders()).check_in)


async def _skip(turn: Turn, asked: CheckInCard) -> None:
    keys = keyboard([button_of(turn.say("Check in after all"), asked.date, "now")])
    await turn.show(asked.card, turn.say("Skipped today’s check-in."), keys)
    turn.state.keep_check_in(asked.model_copy(update={"stage": Stage.SKIPPED}))


async def _later(turn: Turn, asked: CheckInCard) -> None:
    """A second tap on the same card changes nothing; asked again, it can be put off again."""
    if asked.stage is Stage.LATER:
        return
    at = (await turn.athlete.check_in_later(asked.date)).at
    if at is None:
        turn.toast = turn.say("In an hour it is another day, or your quiet hours.")
        return
    keys = keyboard([button_of(turn.say("Check in now"), asked.date, "now")])
    time = at.astimezone(ZoneInfo(turn.state.zone or "UTC")).strftime("%H:%M")
    await turn.show(asked.card, turn.say("I’ll ask again at {time}.", time=time), keys)
    turn.state.keep_check_in(asked.model_copy(update={"stage": Stage.LATER, "again_at": at}))


async def _ask_again(turn: Turn, asked: CheckInCard) -> None:
    await _show(turn, asked.model_copy(update={"stage": Stage.ASKED}))


async def _leave(turn: Turn, asked: CheckInCard) -> None:
    """Stop changing: the card shows the record again."""
    await check_in_record.show(turn, await turn.athlete.readiness(asked.date), asked.card)


_VERBS: dict[str, Callable[[Turn, CheckInCard], Awaitable[None]]] = {
    "skip": _skip,
    "later": _later,
    "now": _ask_again,
    "save": _save,
    "leave": _leave,
}


async def deliver(turn: Turn, notification: Notification) -> None:
    """The scheduled one, or the one that was put off: unless today's is settled, or has been put off for longer."""
    known = turn.state.check_in(turn.today)
    if notification.date != turn.today:
        return
    if known is not None:
        soon = turn.now + dt.timedelta(minutes=1)
        waits = known.stage is Stage.LATER and known.again_at is not None and known.again_at > soon
        if known.stage in _SETTLED or waits:
            return
    await _ask_below(turn, _todays(turn))
