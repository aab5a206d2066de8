"""The first minute: who this is, consent, the time zone. A No leaves nothing behind."""

from typing import get_args

from backend.contract import RegisterAthlete
from backend.contract.model import Language, zone_names
from backend.training.message import understand
from handlers import link, message, place
from handlers.accounts import NONCE_PREFIX
from handlers.keyboards import Keyboard, button, in_rows, keyboard
from handlers.remembered import Start
from handlers.state import ChatState
from handlers.turn import Turn
from words import LANGUAGES


async def begin(turn: Turn, payload: str) -> None:
    """/start, with or without a deep link's payload (one that names a command was followed by the routes)."""
    if not turn.state.agreed:
        await introduce(turn)
    elif payload.startswith(NONCE_PREFIX):
        await link.present(turn, payload.removeprefix(NONCE_PREFIX))
    elif turn.state.zone is None:
        await ask_zone(turn)
    else:
        await turn.send(turn.say("You are set up already.") + " " + _how_to_log(turn))


async def introduce(turn: Turn, *, keep: bool = False) -> None:
    """Who this is and what is stored; ``keep``: what was written waits until the answer."""
    turn.state.language = language_of(turn)
    start = turn.state.start or Start()
    first = ""
    sensible = not start.kept_text or understand(turn.text, turn.day_said, turn.state.language).kind is not None
    if keep and turn.text and turn.message is not None and sensible:
        start = start.model_copy(update={"kept_text": turn.text[:4096], "kept_message": turn.message.message_id})
        first = turn.say("One question first; what you wrote comes right after it.") + "\n"
    sent = await turn.send(first + _intro(turn), _consent(turn))
    turn.state.start = start.model_copy(update={"card": sent})


async def tap(turn: Turn, parts: list[str]) -> None:
    """``c:ok``, ``c:more``, ``c:no`` on the first card."""
    if turn.state.agreed:
        turn.toast = turn.say("You are set up already.")
        if turn.state.zone is None:
            await ask_zone(turn)
        return
    if parts[:1] == ["ok"]:
        await _consented(turn)
    elif parts[:1] == ["no"]:
        await _refused(turn)
    elif parts[:1] == ["lang"]:
        await _speak(turn, parts[-1])
    else:
        await turn.show(turn.tapped, _more(turn), _consent(turn, more=False))


async def _speak(turn: Turn, wanted: str) -> None:
    """Another language than Telegram's, before anything else is asked."""
    language: Language | None = next((known for known in get_args(Language) if known == wanted), None)
    turn.state.start = (turn.state.start or Start()).model_copy(update={"card": turn.tapped, "language": language})
    turn.state.language = language_of(turn)
    await turn.show(turn.tapped, _intro(turn), _consent(turn))


async def _consented(turn: Turn) -> None:
    state = turn.state
    state.consented_at = turn.now
    if not turn.accounts.sign_in:  # who has to sign in does so when there is something to be saved
        state.athlete_id = turn.new_id("athlete:")
        await turn.athlete.register(RegisterAthlete(language=state.language, zone="UTC", consented_at=turn.now))
    state.start = (state.start or Start()).model_copy(update={"card": turn.tapped})
    text, keys = place.question(turn, turn.say("Good."))
    await turn.show(turn.tapped, text, keys)


async def _refused(turn: Turn) -> None:
    await turn.show(turn.tapped, turn.say("Fine, nothing is stored. If you change your mind: /start."))
    turn.state = ChatState(chat_id=turn.state.chat_id)


async def ask_zone(turn: Turn) -> None:
    """The question again, as the newest message."""
    text, keys = place.question(turn)
    sent = await turn.send(text, keys)
    turn.state.start = (turn.state.start or Start()).model_copy(update={"card": sent})


async def hear_zone(turn: Turn) -> None:
    """What was typed while the zone is asked for: a time, a town, or already a session, which then waits."""
    if turn.state.zone is not None and understand(turn.text, turn.day_said, turn.state.language).kind is not None:
        turn.state.asking_zone = False  # the settings' question was left for a session
        await message.hear(turn)
        return
    places = await place.typed(turn)
    if len(places) == 1:
        await settle(turn, places[0].zone)
    elif places:
        await place.choose(turn, places)
    elif (
        turn.state.start is not None
        and understand(turn.text, turn.day_said, turn.state.language).kind is not None
        and turn.message
    ):
        turn.state.start = turn.state.start.model_copy(
            update={"kept_text": turn.text[:4096], "kept_message": turn.message.message_id}
        )
        text, keys = place.question(turn, turn.say("I have that, and need one thing first."))
        await turn.send(text, keys)
    else:
        await place.not_found(turn)


async def tap_zone(turn: Turn, parts: list[str]) -> None:
    """``z:Europe/Berlin``: at the start and in the settings."""
    zone = ":".join(parts)
    if turn.state.zone is not None and not turn.state.asking_zone:
        turn.toast = turn.say("This card is old. /settings changes your time zone.")
        return
    if zone not in zone_names():
        turn.toast = turn.say("I don’t know that clock any more. Type your town.")
        return
    await settle(turn, zone)


async def settle(turn: Turn, zone: str) -> None:
    """The zone is known: say so, then go on with what was written before."""
    first, start = turn.state.zone is None, turn.state.start
    await place.store(turn, zone)
    if not first:
        await turn.show(turn.tapped, turn.say("{zone} it is. Your day now begins at its midnight.", zone=zone))
        return
    all_set = turn.say("{zone}. All set.", zone=zone) + " "
    asked = start.card if start else None
    card = turn.tapped  # what was typed is answered below it
    if asked is not None and asked != card:
        await turn.strip(asked)
    kept = start.kept_text if start else ""
    await turn.show(card, all_set + (turn.say("Here is what you wrote:") if kept else _how_to_log(turn)))
    turn.state.start = None
    if kept:
        await message.read(turn, kept, source=start.kept_message if start else None)


def _how_to_log(turn: Turn) -> str:
    return turn.say(
        "After your next session just write it like this:\n<code>60 min run rpe 7, legs heavy</code>\nor tap /log. "
        "/checkin asks how ready you are, and /reminders does it every morning, if you like."
    )


def _intro(turn: Turn) -> str:
    return turn.say(
        "<b>I keep your training log</b> and tell you what it adds up to.\n"
        "I store what you log, how you felt included, to show it to you and to comment on it. "
        "Delete it any time: /delete_me."
    )


def _more(turn: Turn) -> str:
    return turn.say(
        "<b>What I store:</b> the sessions you log (day, sport, duration, effort), how you felt, your check-ins and "
        "notes, your reminders and pauses, what you ask the coach and what it is to remember, your votes, what you "
        "buy, your settings. Feelings are health data, so I ask first.\n"
        "<b>Why:</b> to show it to you, to work out your training load, and to comment on it. Nothing else.\n"
        "<b>Who else gets it:</b> a language model, where one is set up here: what it needs to understand you and to "
        "comment, without your name. Whoever takes payments: what you buy, and nothing of your training. Nobody else.\n"
        "<b>Where:</b> in the database of whoever runs this bot.\n"
        "<b>Your way out:</b> /export gives you all of it, /delete_me removes all of it.\n"
        "I am no doctor, and I don’t predict injuries."
    )


def _consent(turn: Turn, *, more: bool = True) -> Keyboard:
    ok = button(turn.say("OK, store my training"), "c", "ok")
    read_more = [button(turn.say("Read more"), "c", "more")] if more else []
    others = [button(name, "c", "lang", code) for code, name in LANGUAGES.items() if code != turn.state.language]
    return keyboard([ok], [*read_more, button(turn.say("No"), "c", "no")], *in_rows(others, 2))


def language_of(turn: Turn) -> Language:
    """Whoever has no settings yet is spoken to, and understood, in what they chose, or else Telegram's language."""
    if turn.state.start is not None and turn.state.start.language in LANGUAGES:
        return turn.state.start.language
    user = turn.update.effective_user
    code = (user.language_code or "en").partition("-")[0] if user else "en"
    return next((known for known in get_args(Language) if known == code and known in LANGUAGES), "en")
