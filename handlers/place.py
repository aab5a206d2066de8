"""Asking for the time zone, at the start and in /settings."""

from backend.contract import ChangeAthlete
from handlers import zones
from handlers.keyboards import Button, Keyboard, button, in_rows, keyboard
from handlers.rendering import isolated
from handlers.turn import Turn
from handlers.whereabouts import town_answered
from handlers.zones import Place

MAX_CHOICES = 8


def question(turn: Turn, news: str = "") -> tuple[str, Keyboard]:
    """Likely clocks to tap; anything else is typed."""
    ask = turn.say("What time is it for you now? Tap it, or type it (18:40), or type a town.")
    return f"{news} {ask}".strip(), _choices(turn, zones.likely(turn.now, turn.state.language))


async def typed(turn: Turn) -> list[Place]:
    """The places that the text may mean."""
    text = turn.text.strip()
    found = zones.by_clock(text, turn.now) or await turn.workshop.towns(text[:80])
    if not found and (town := town_answered(text)):
        found = await turn.workshop.towns(town[:80])
    return found


async def choose(turn: Turn, places: list[Place]) -> None:
    """Several zones fit: the athlete picks."""
    text = turn.say("Which of these is yours? Pick the town with your clock, or type another town.")
    await turn.send(text, _choices(turn, places[:MAX_CHOICES]))


async def not_found(turn: Turn) -> None:
    """Neither a time nor a town."""
    said = isolated(turn.text.strip()[:40])
    ask = turn.say("I know no town “{said}”. Type your clock’s time, like 18:40, or a larger town nearby.", said=said)
    await turn.send(ask, _choices(turn, zones.likely(turn.now, turn.state.language)))


async def store(turn: Turn, zone: str) -> None:
    """From now on the athlete's day is that zone's. The backend is told when there is an account."""
    if turn.state.athlete_id is not None:
        await turn.athlete.change(ChangeAthlete(zone=zone))
    turn.state.zone = zone
    turn.state.asking_zone = False


def _choices(turn: Turn, places: list[Place]) -> Keyboard:
    return keyboard(*in_rows((_choice(turn, place) for place in places), 2))


def _choice(turn: Turn, place: Place) -> Button:
    return button(zones.clock_and_town(turn.words, place, turn.now), "z", place.zone)
