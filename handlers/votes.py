"""👍 and 👎 under what the coach says, and saying it differently; the tone chosen there stays the athlete's."""

from uuid import UUID

from backend.contract.coach import AskQuestion, CastVote, Voice
from backend.tone import Tone
from handlers import ask
from handlers.keyboards import Keyboard, button, entry_id_of, keyboard, vote_buttons
from handlers.texts import msgid
from handlers.turn import Turn

TONES: dict[Tone, str] = {
    Tone.PLAIN: msgid("plain"),
    Tone.BRIEF: msgid("brief"),
    Tone.EXPLAINING: msgid("explaining"),
    Tone.TOUGH: msgid("tough"),
}
_PREFIX = "v"


async def tap(turn: Turn, parts: list[str]) -> None:
    """``v:<e|q>:<id>:<0|1>``, or ``v:<e|q>:<id>:<tone>`` to hear it differently."""
    about, id_, said = [*parts, "", "", ""][:3]
    which = entry_id_of(id_)
    if which is None or about not in ("e", "q"):
        return
    if said in ("0", "1"):
        await _vote(turn, about, which, good=said == "1")
    elif said in set(Tone):
        await _differently(turn, about, which, Tone(said))


async def choose_tone(turn: Turn, tone: Tone) -> None:
    """From now on the coach speaks like this."""
    await turn.athlete.choose_voice(Voice(tone=tone))
    turn.state.coaching = turn.state.coaching.model_copy(update={"tone": tone})


async def _vote(turn: Turn, about: str, which: UUID, *, good: bool) -> None:
    entry, question = (which, None) if about == "e" else (None, which)
    await turn.athlete.vote(CastVote(entry_id=entry, question_id=question, good=good))
    turn.toast = turn.say("Noted, thank you.") if good else turn.say("Noted. Shall I say it differently?")
    if turn.tapped is not None:
        keys = _keys(turn, about, which, good=good)
        await turn.bot.edit_message_reply_markup(turn.state.chat_id, turn.tapped, reply_markup=keys.markup())


def _keys(turn: Turn, about: str, which: UUID, *, good: bool) -> Keyboard:
    conversation = "e" if about == "e" else "a"
    first = [button(turn.say("Why?"), conversation, which.hex, "why"), *vote_buttons(about, which, good)]
    tones = [
        button(turn.say(name), _PREFIX, about, which.hex, tone)
        for tone, name in TONES.items()
        if tone is not turn.state.coaching.tone
    ]
    return keyboard(first, [] if good else tones)


async def _differently(turn: Turn, about: str, which: UUID, tone: Tone) -> None:
    """The same once more, in another tone, in the same place."""
    await choose_tone(turn, tone)
    if about == "q":
        asked = await turn.athlete.question(which)
        if asked.review is not None:
            await _once_more(turn, AskQuestion(id=turn.new_id("retell:"), review=asked.review), tone)
            return
        if asked.entry_id is None:
            await ask.put(turn, asked.text, None, turn.tapped)
            return
        which = asked.entry_id
    await _once_more(turn, AskQuestion(id=turn.new_id("retell:"), entry_id=which), tone)


async def _once_more(turn: Turn, wish: AskQuestion, tone: Tone) -> None:
    retold = await turn.athlete.ask(wish)
    coaching = turn.state.coaching
    turn.state.coaching = coaching.keep(coaching.answer(retold.id).model_copy(update={"message": turn.tapped}))
    turn.toast = turn.say("From now on: {tone}.", tone=turn.say(TONES[tone]))
