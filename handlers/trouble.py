"""What the athlete is told when something they asked for cannot be done."""

from backend.errors import AthleteError, EntryNotFound, NoConsent, NotSignedIn
from handlers import link, start
from handlers.state import ChatState
from handlers.texts import ERRORS
from handlers.turn import Turn


async def reply(turn: Turn, error: AthleteError) -> None:
    """One sentence. An athlete whom the backend does not know (any more) is asked for consent again,
    one who is not signed in to sign in.
    """
    if isinstance(error, NoConsent):
        if turn.state.agreed:
            turn.state = ChatState(chat_id=turn.state.chat_id, language=turn.state.language)
        await start.introduce(turn, keep=True)
        return
    if isinstance(error, NotSignedIn):
        await link.ask(turn)
        return
    text = turn.say(ERRORS[error.code])
    if isinstance(error, EntryNotFound) and turn.tapped is not None:
        await turn.show(turn.tapped, text)  # the card of what is gone has nothing left to tap
        return
    await turn.send(text)
