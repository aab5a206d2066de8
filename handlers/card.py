"""The card of a stored entry: the record, and Edit, Undo, Put back."""

from uuid import UUID

from telegram.error import BadRequest

from backend.contract import Entry, Recorded
from backend.errors import EntryNotFound
from handlers import rendering
from handlers.drafts import Draft
from handlers.keyboards import Keyboard, button, keyboard
from handlers.remembered import Card
from handlers.rendering import lines
from handlers.turn import Turn, cannot_edit


def saved(turn: Turn, recorded: Recorded, news: str, *, changed: bool = False) -> tuple[str, Keyboard]:
    """``news`` ("Saved."), the entry in one line, the week, and what else was recalculated.

    ``changed``: there is an earlier content that Undo goes back to.
    """
    entry = recorded.entry
    if entry.removed:
        return taken_back(turn, recorded)
    draft = rendering.of_entry(entry)
    recalculated = ""
    if recorded.recalculated_from is not None:
        recalculated = turn.say("Recalculated from {day} on.", day=turn.words.day(recorded.recalculated_from))
    text = lines(
        f"<b>{news}</b> {rendering.sum_line(turn.words, draft, turn.today)}",
        " · ".join(rendering.feelings(turn.words, draft)),
        rendering.note(turn.words, draft),
        rendering.week_line(turn.words, recorded.week, recorded.entry.date),
        recalculated,
    )
    return text, saved_keyboard(turn, entry, changed=changed)


def saved_keyboard(turn: Turn, entry: Entry, *, changed: bool = False) -> Keyboard:
    """Edit and Undo, which takes back what was done last; Put back for an entry that is out of the log."""
    if entry.removed:
        return keyboard([button(turn.say("Put back"), "e", entry.id.hex, "back")])
    edit = button(turn.say("Edit"), "e", entry.id.hex, "edit")
    return keyboard([edit, button(turn.say("Undo"), "e", entry.id.hex, "revert" if changed else "undo")])


def taken_back(turn: Turn, recorded: Recorded) -> tuple[str, Keyboard]:
    """Names what is gone, and offers it back."""
    line = rendering.sum_line(turn.words, rendering.of_entry(recorded.entry), turn.today)
    recalculated = ""
    if recorded.recalculated_from is not None:
        recalculated = turn.say("Recalculated from {day} on.", day=turn.words.day(recorded.recalculated_from))
    text = lines(
        f"<b>{turn.say('Taken back:')}</b> {line}",
        rendering.week_line(turn.words, recorded.week, recorded.entry.date),
        recalculated,
        turn.say("You can put it back for a day."),
    )
    return text, saved_keyboard(turn, recorded.entry)


async def edit(turn: Turn, entry_id: UUID) -> None:
    """Turn the record into a draft that changes it."""
    from handlers.drafting import present  # the two show each other: a record becomes a draft and back

    entry = await turn.athlete.entry(entry_id)
    if entry.removed:
        raise EntryNotFound
    under_way = next((draft for draft in turn.state.drafts if draft.editing and draft.id == entry_id), None)
    draft = under_way or Draft.of_entry(entry, key=turn.new_id("edit:").hex[:8])
    draft.card = turn.tapped or draft.card
    draft.settle()
    await present(turn, draft)


async def leave_as_it_was(turn: Turn, draft: Draft) -> None:
    """Stop changing: the card shows the record again."""
    entry = await turn.athlete.entry(draft.id)
    turn.state.drop_draft(draft)
    await show(turn, entry, draft.card)


async def show(turn: Turn, entry: Entry, message_id: int | None, back_to_page: int | None = None) -> None:
    """A stored entry as a card, without news."""
    draft = rendering.of_entry(entry)
    text = lines(
        f"<b>{rendering.sum_line(turn.words, draft, turn.today)}</b>",
        " · ".join(rendering.feelings(turn.words, draft)),
        rendering.note(turn.words, draft),
    )
    edit_button = button(turn.say("Edit"), "e", entry.id.hex, "edit")
    delete = button(turn.say("Delete"), "e", entry.id.hex, "undo")
    rows = [[edit_button, delete]]
    if back_to_page is not None:
        rows.append([button(turn.say("‹ Back to the list"), "h", back_to_page)])
    message = await turn.show(message_id, text, keyboard(*rows))
    known = turn.state.card(entry.id) or Card(entry=entry.id)
    turn.state.keep_card(
        known.model_copy(update={"message": message, "revision": entry.revision, "removed": entry.removed})
    )


async def revert(turn: Turn, entry_id: UUID) -> None:
    """Take back the last change of the entry, not the entry."""
    known = turn.state.card(entry_id)
    if known is None or known.before is None:
        turn.toast = turn.say("It is as it was already.")
        return
    recorded = await turn.athlete.change_entry(entry_id, known.before)
    text, buttons = saved(turn, recorded, turn.say("Changed back."))
    message = await turn.show(turn.tapped or known.message, text, buttons)
    revision, removed = recorded.entry.revision, recorded.entry.removed
    turn.state.keep_card(
        known.model_copy(update={"message": message, "revision": revision, "removed": removed, "before": None})
    )


async def undo(turn: Turn, entry_id: UUID) -> None:
    """Take the entry out of the log; the comment on it goes with it."""
    recorded = await turn.athlete.remove_entry(entry_id)
    for draft in [draft for draft in turn.state.drafts if draft.id == entry_id]:
        turn.state.drop_draft(draft)
    known = turn.state.card(entry_id) or Card(entry=entry_id)
    text, buttons = taken_back(turn, recorded)
    message = await turn.show(turn.tapped or known.message, text, buttons)
    if known.feedback is not None:
        await _withdraw(turn, known.feedback)
    turn.state.keep_card(
        known.model_copy(
            update={"message": message, "revision": recorded.entry.revision, "removed": True, "feedback": None}
        )
    )


async def _withdraw(turn: Turn, message_id: int) -> None:
    """A comment on what is gone goes too; one too old to be deleted says so."""
    if await turn.vanish(message_id):
        return
    try:
        text = turn.say("This comment was on a session that you took back.")
        await turn.bot.rewrite(turn.state.chat_id, message_id, text)
    except BadRequest as error:
        if not cannot_edit(error) and "not modified" not in error.message.lower():
            raise


async def put_back(turn: Turn, entry_id: UUID) -> None:
    """Restore what was taken back."""
    recorded = await turn.athlete.restore_entry(entry_id)
    known = turn.state.card(entry_id) or Card(entry=entry_id)
    text, buttons = saved(turn, recorded, turn.say("Put back."))
    message = await turn.show(turn.tapped or known.message, text, buttons)
    turn.state.keep_card(
        known.model_copy(update={"message": message, "revision": recorded.entry.revision, "removed": False})
    )
