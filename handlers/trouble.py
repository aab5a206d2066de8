"""What the athlete is told when something they asked for cannot be done."""

from backend.errors import AthleteError, NoConsent
from handlers import start
from handlers.state import ChatState
from handlers.texts import ERRORS
from handlers.turn import Turn


async def reply(turn: Turn, error: AthleteError) -> None:
    """One sentence. An athlete whom the backend does not know (any more) is asked for consent again."""
    if isinstance(error, NoConsent):
        if turn.state.athlete_id is not None:
            turn.state = ChatState(chat_id=turn.state.chat_id, language=turn.state.language)
        await start.introduce(turn, keep=True)
        return
    text = turn.say(ERRORS[error.code])
    if turn.update.callback_query is not None:
        turn.toast = text
    await turn.send(text)
