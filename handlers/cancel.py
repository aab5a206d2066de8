"""/cancel: whatever is under way stops; nothing that is saved changes."""

from handlers import log
from handlers.turn import Turn


async def begin(turn: Turn, _words: str) -> None:
    """The open card, a question of /settings or a /delete_me; says which."""
    state = turn.state
    draft = state.open_draft()
    if draft is not None:
        await log.cancel(turn, draft)
        return
    if state.deletion is not None:
        state.deletion = None
        await turn.send(turn.say("Kept. Nothing was deleted."))
        return
    if state.reminding.asked(turn.now):
        state.reminding = state.reminding.asks_nothing()
        await turn.send(turn.say("Cancelled. /reminders shows what is set."))
        return
    if state.asking_zone:
        state.asking_zone = False
        await turn.send(turn.say("Cancelled. Your time zone stays {zone}.", zone=state.zone or "UTC"))
        return
    await turn.send(turn.say("Nothing is under way. To take back something saved, tap Undo on its card or /history."))
