"""/settings: language, time zone, and how durations are written."""

from typing import get_args

from backend.contract import ChangeAthlete
from backend.contract.model import Language
from backend.tone import Tone
from handlers import place, travel, votes, zones
from handlers.keyboards import Keyboard, button, in_rows, keyboard, ticked
from handlers.turn import Turn
from handlers.zones import Place
from words import LANGUAGES


async def begin(turn: Turn, _words: str) -> None:
    """What is set now, each one tap from changing."""
    text, keys = _card(turn)
    await turn.send(text, keys)


async def tap(turn: Turn, parts: list[str]) -> None:
    """``s:<what>:<value>``."""
    what, value = [*parts, "", ""][:2]
    if what == "zone":
        turn.state.asking_zone = True
        text, keys = place.question(turn)
        await turn.show(turn.tapped, text, keys)
        return
    if what == "to":
        await travel.go(turn, ":".join(parts[1:]))
        return
    if what == "stay":
        await travel.stay(turn)
        return
    if what == "hours":
        turn.state.hours = value == "1"
    elif what == "lang":
        await _speak(turn, value)
    elif what == "tone" and value in set(Tone):
        await votes.choose_tone(turn, Tone(value))
    text, keys = _card(turn)
    await turn.show(turn.tapped, text, keys)


async def _speak(turn: Turn, wanted: str) -> None:
    language: Language | None = next((known for known in get_args(Language) if known == wanted), None)
    if language is not None and language in LANGUAGES:
        if turn.state.athlete_id is not None:
            await turn.athlete.change(ChangeAthlete(language=language))
        turn.state.language = language


def _card(turn: Turn) -> tuple[str, Keyboard]:
    state, say = turn.state, turn.say
    zone = state.zone or "UTC"
    text = say(
        "<b>Settings</b>\nLanguage: {language}\nTime zone: {zone}, now {time}\nDurations: like {duration}\n"
        "Loads are in AU: minutes × effort from 0 to 10.\nThe coach’s tone: {tone}.",
        tone=say(votes.TONES[state.coaching.tone]),
        language=LANGUAGES.get(state.language, state.language),
        zone=zone,
        time=zones.local_time(Place(zone, ""), turn.now),
        duration="1 h 20 min" if state.hours else "80 min",
    )
    languages = [button(ticked(name, code == state.language), "s", "lang", code) for code, name in LANGUAGES.items()]
    units = [
        button(ticked(say("80 min"), not state.hours), "s", "hours", 0),
        button(ticked(say("1 h 20 min"), state.hours), "s", "hours", 1),
    ]
    tones = [
        button(ticked(say(name), tone is state.coaching.tone), "s", "tone", tone) for tone, name in votes.TONES.items()
    ]
    zone_ = [button(say("Change time zone"), "s", "zone")]
    return text, keyboard(*in_rows(languages, 2), zone_, units, *in_rows(tones, 2))
