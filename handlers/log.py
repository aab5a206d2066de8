"""The guided log, and every tap on a card that is not saved yet."""

import datetime as dt
from collections.abc import Awaitable, Callable

from backend.training.message import Problem, read_minutes
from backend.training.session import ASK_ABOVE_MINUTES, MAX_MINUTES, Kind, Sport
from handlers import card, message, red_flag
from handlers.drafting import move_down, new_draft, present, save
from handlers.drafts import Draft, Step
from handlers.problems import sentences, take_over
from handlers.texts import FEELINGS
from handlers.turn import Turn

_GOING = (Step.MINUTES, Step.EFFORT, Step.FEELINGS, Step.CHANGE, Step.SPORT, Step.DAY, Step.NOTE, Step.REVIEW)
"""Steps that a button may lead to directly."""


async def begin(turn: Turn, words: str) -> None:
    """/log: a new guided card, or the half-filled one again where it was not left behind.

    ``/log 30`` is a guided card whose duration is answered; ``/log 60 min run`` is the message itself.
    """
    if words.isdecimal():
        await _begin_with(turn, words)
        return
    if words:
        await message.read(turn, words)
        return
    under_way = next((draft for draft in reversed(turn.state.drafts) if _goes_on(turn, draft)), None)
    if under_way is not None:
        await move_down(turn, under_way)
        return
    await present(turn, new_draft(turn, guided=True))


async def _begin_with(turn: Turn, duration: str) -> None:
    draft = new_draft(turn, guided=True)
    problems: tuple[Problem, ...] = ()
    match read_minutes(duration, turn.state.language):
        case int() as minutes:
            draft.set_minutes(minutes)
        case Problem() as problem:
            problems = (problem,)
            take_over(draft, problems)
    await present(turn, draft, sentences(turn.words, problems))


def _goes_on(turn: Turn, draft: Draft) -> bool:
    return draft.guided and draft.step is not Step.CANCELLED and not draft.left_behind(turn.now)


async def tap(turn: Turn, parts: list[str]) -> None:
    """``d:<key>:<verb>:<value>`` on a draft's card."""
    key, verb, *values = [*parts, ""]
    value = values[0] if values else ""
    draft = turn.state.draft(key)
    if draft is None or (draft.card is not None and draft.card != turn.tapped):
        await _old_card(turn, key, draft)
        return
    draft.card = turn.tapped
    await _VERBS.get(verb, _again)(turn, draft, value, *values[1:-1])


async def _old_card(turn: Turn, key: str, draft: Draft | None) -> None:
    """A card that was left behind. One that was saved is a record already: a second tap on Save is no news."""
    if draft is None and any(known.key == key and known.message == turn.tapped for known in turn.state.cards):
        turn.toast = turn.say("Saved already. Tap Edit to change it.")
        return
    current = draft or turn.state.open_draft()
    if current is None or current.step is Step.CANCELLED:
        await _retire(turn, turn.say("This card is old. /log begins a new one, /history shows what is saved."))
        return
    old = turn.say("This card is old. Here is the current one.")
    if draft is None:
        await _retire(turn, old)
    else:
        await turn.show(turn.tapped, old)  # a copy of the current card: nothing on it is lost
        if current.card is not None and turn.tapped is not None and turn.tapped < current.card:
            return  # it stands below already; moved, it would make a next tap that is on its way an old one too
    await move_down(turn, current)


async def _retire(turn: Turn, text: str) -> None:
    """What the card says stays readable; its buttons go."""
    if turn.tapped is not None:
        await turn.strip(turn.tapped)
    await turn.send(text, reply_to=turn.tapped)


async def _again(turn: Turn, draft: Draft, *_: str) -> None:
    """A button of another version: show the card as it stands."""
    await present(turn, draft)


async def _minutes(turn: Turn, draft: Draft, value: str, *_: str) -> None:
    minutes = int(value) if value.isdecimal() else 0
    if 0 < minutes <= min(MAX_MINUTES, ASK_ABOVE_MINUTES):
        draft.set_minutes(minutes)
    await present(turn, draft)


async def _rpe(turn: Turn, draft: Draft, value: str, *_: str) -> None:
    if value == "u":
        draft.set_rpe(None)
    elif value.isdecimal() and int(value) <= 10:
        draft.set_rpe(float(value))
    await present(turn, draft)


async def _feeling(turn: Turn, draft: Draft, name: str, level: str = "0", *_: str) -> None:
    """One of three rows; the third answer saves a guided card. The chosen button takes it back."""
    if name not in FEELINGS or level not in "012345":
        await present(turn, draft)
        return
    filled_last_gap = _gaps(draft) == [name]
    setattr(draft, name, int(level) or None)
    if filled_last_gap and not _gaps(draft) and draft.guided and not draft.editing and draft.step is Step.FEELINGS:
        await save(turn, draft)
        return
    await present(turn, draft)


def _gaps(draft: Draft) -> list[str]:
    return [name for name in FEELINGS if getattr(draft, name) is None]


async def _sport(turn: Turn, draft: Draft, value: str, *_: str) -> None:
    if value in set(Sport):
        draft.sport = Sport(value)
        draft.answered(Step.SPORT)
    await present(turn, draft)


async def _day(turn: Turn, draft: Draft, value: str, *_: str) -> None:
    try:
        draft.set_date(min(dt.date.fromisoformat(value), turn.today))
    except ValueError:
        draft.step = Step.DAY
    await present(turn, draft)


async def _rest(turn: Turn, draft: Draft, *_: str) -> None:
    draft.kind, draft.minutes, draft.rpe, draft.rpe_unknown = Kind.REST, None, None, False
    draft.settle()
    await present(turn, draft)


async def _go(turn: Turn, draft: Draft, value: str, *_: str) -> None:
    if value in _GOING:
        draft.step = Step(value)
    await present(turn, draft)


async def _back(turn: Turn, draft: Draft, *_: str) -> None:
    """One question back in the order of the guided log; from a side step to where it was left."""
    if draft.step is Step.EFFORT and not draft.editing:
        draft.step = Step.MINUTES
    elif draft.step is Step.FEELINGS and draft.guided and not draft.editing:
        draft.step = Step.EFFORT
    else:
        draft.settle()
    await present(turn, draft)


async def _clear_note(turn: Turn, draft: Draft, *_: str) -> None:
    draft.note = ""
    draft.settle()
    await present(turn, draft)


async def _yes(turn: Turn, draft: Draft, *_: str) -> None:
    """What was asked about is right."""
    draft.confirm()
    await present(turn, draft)


async def _no(turn: Turn, draft: Draft, *_: str) -> None:
    """It is not: ask again."""
    draft.deny()
    await present(turn, draft)


async def _save(turn: Turn, draft: Draft, *_: str) -> None:
    await save(turn, draft)


async def cancel(turn: Turn, draft: Draft, *_: str) -> None:
    """Off the table, one tap from coming back; a stored entry stays as it was."""
    if draft.editing:
        await card.leave_as_it_was(turn, draft)
        return
    draft.step = Step.CANCELLED
    await present(turn, draft)
    turn.state.drafts.insert(0, turn.state.drafts.pop())


async def _revive(turn: Turn, draft: Draft, *_: str) -> None:
    draft.settle()
    await present(turn, draft)


async def _keep(turn: Turn, draft: Draft, *_: str) -> None:
    """After a red flag: into the log, without comment. An effort that was not said stays unknown."""
    if draft.red_flag is None:
        await present(turn, draft)
        return
    draft.open = []
    draft.rpe_unknown = draft.rpe is None
    await save(turn, draft, quiet=True)


async def _dont(turn: Turn, draft: Draft, *_: str) -> None:
    if draft.red_flag is None:
        await present(turn, draft)
        return
    turn.state.drop_draft(draft)
    closing = turn.say("Not kept; your log is as it was.")
    await turn.show(draft.card, red_flag.drawn(turn, draft, closing))


_VERBS: dict[str, Callable[..., Awaitable[None]]] = {
    "m": _minutes,
    "r": _rpe,
    "f": _feeling,
    "sp": _sport,
    "day": _day,
    "rest": _rest,
    "go": _go,
    "back": _back,
    "note": _clear_note,
    "yes": _yes,
    "no": _no,
    "save": _save,
    "cancel": cancel,
    "revive": _revive,
    "keep": _keep,
    "dont": _dont,
}
