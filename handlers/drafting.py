"""A draft on the table: showing it, moving it down, saving it."""

from uuid import UUID

from backend.contract import ChangeEntry, Recorded
from backend.errors import FutureDate, InvalidEntry, MinutesOutOfRange, NotSignedIn, RpeOutOfRange
from backend.training.session import Sport
from handlers import card, rendering
from handlers.drafts import Draft, Step
from handlers.keyboards import Keyboard
from handlers.red_flag import drawn as red_flag_drawn
from handlers.remembered import Card, Linking
from handlers.screens import Card as Screen
from handlers.texts import ERRORS
from handlers.turn import Turn

Drawn = tuple[str, Keyboard]


def new_draft(turn: Turn, *, guided: bool = False) -> Draft:
    """An empty draft, named after the update that began it."""
    draft_id: UUID = turn.new_id()
    sport = turn.state.last_sport if guided else Sport.OTHER
    return Draft(id=draft_id, key=draft_id.hex[:8], begun=turn.now, guided=guided, sport=sport, date=turn.day_said)


async def present(turn: Turn, draft: Draft, trouble: str = "") -> None:
    """Show the draft's card as it stands, in place where it has one."""
    text, keyboard = drawn(turn, draft, trouble)
    draft.card = await turn.show(draft.card, text, keyboard)
    turn.state.keep_draft(draft)


async def move_down(turn: Turn, draft: Draft) -> None:
    """Show the card as the newest message; the copy above goes."""
    await take_off(turn, draft)
    await present(turn, draft)


async def bring_near(turn: Turn, draft: Draft) -> None:
    """Before a typed answer is shown: a card that the bot wrote below of comes to where the athlete looks."""
    if draft.card is not None and turn.state.newest is not None and draft.card < turn.state.newest:
        await take_off(turn, draft)


async def respond(turn: Turn, draft: Draft, trouble: str = "") -> None:
    """Show the card after words that were about it."""
    await bring_near(turn, draft)
    await present(turn, draft, trouble)


async def take_off(turn: Turn, draft: Draft) -> None:
    """The card goes; the draft stays, to be shown anew."""
    if draft.card is not None and not await turn.vanish(draft.card):
        await turn.strip(draft.card)
    draft.card = None


def drawn(turn: Turn, draft: Draft, trouble: str = "") -> Drawn:
    """The card's text and buttons."""
    screen = Screen(draft, turn.words, turn.today, turn.state.hours)
    text, keyboard = screen.draw(trouble)
    if draft.step is Step.RED_FLAG:
        return red_flag_drawn(turn, draft, screen.red_flag()[0]), keyboard
    return text, keyboard


async def save(turn: Turn, draft: Draft, *, quiet: bool = False) -> None:
    """Store the draft, and turn its card into the record. A value that the backend refuses is asked again.

    Raises the AthleteErrors that are not about a value, and Unavailable.
    """
    if draft.open or not draft.complete:
        draft.settle()
        await present(turn, draft)
        return
    try:
        recorded = await _store(turn, draft)
    except InvalidEntry as error:
        _ask_again(draft, error)
        await present(turn, draft, turn.say(ERRORS[error.code]))
        return
    except NotSignedIn:
        turn.state.linking = (turn.state.linking or Linking()).model_copy(update={"draft": draft.key, "quiet": quiet})
        raise
    await show_saved(turn, draft, recorded, quiet=quiet)


async def _store(turn: Turn, draft: Draft) -> Recorded:
    if draft.editing:
        return await turn.athlete.change_entry(draft.id, draft.to_change())
    return await turn.athlete.record(draft.to_record())


def _ask_again(draft: Draft, error: InvalidEntry) -> None:
    if isinstance(error, FutureDate):
        draft.ask(Step.DAY)
    elif isinstance(error, RpeOutOfRange):
        draft.rpe = None
    elif isinstance(error, MinutesOutOfRange):
        draft.minutes = None
    draft.settle()


async def show_saved(turn: Turn, draft: Draft, recorded: Recorded, *, quiet: bool) -> None:
    """The card in place, as the record of what is stored now; the draft is done."""
    state, entry = turn.state, recorded.entry
    before = state.card(entry.id)
    if entry.sport is not Sport.OTHER:
        state.last_sport = entry.sport
    state.drop_draft(draft)
    if quiet:
        text, keyboard = red_flag_drawn(turn, draft, _kept(turn, recorded)), card.saved_keyboard(turn, entry)
    else:
        news = turn.say("Changed.") if draft.editing else turn.say("Saved.")
        text, keyboard = card.saved(turn, recorded, news, changed=_before(draft) is not None)
    message = await turn.show(draft.card, text, keyboard)
    state.keep_card(_card(draft, recorded, message, before, quiet))


def _before(draft: Draft) -> ChangeEntry | None:
    """What a change can be taken back to; None where nothing was changed."""
    return draft.before if draft.editing and draft.before != draft.to_change() else None


def _kept(turn: Turn, recorded: Recorded) -> str:
    line = rendering.sum_line(turn.words, rendering.of_entry(recorded.entry), turn.today)
    return turn.say("Kept in your log, without comment: {entry}", entry=line)


def _card(draft: Draft, recorded: Recorded, message: int, before: Card | None, quiet: bool) -> Card:
    known = before or Card(entry=recorded.entry.id)
    return known.model_copy(
        update={
            "key": draft.key,
            "message": message,
            "source": draft.source or known.source,
            "revision": recorded.entry.revision,
            "removed": recorded.entry.removed,
            "quiet": quiet,
            "before": _before(draft),
        }
    )
