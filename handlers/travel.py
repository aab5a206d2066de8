"""When the clock that the athlete lives by does not seem to be the one that is set: another zone in two taps.

The rule: three check-ins in a row, on three days, between midnight and five. It is offered once a week at most, and
never again for a zone of which the athlete said that these are their hours. Who writes "in Tokyo now" is asked at once.
"""

import datetime as dt

from backend.contract.model import zone_names
from backend.training.message import understand
from handlers import place, zones
from handlers.keyboards import button, in_rows, keyboard
from handlers.turn import Turn
from handlers.whereabouts import town_in
from handlers.zones import Place

NIGHT = range(5)
"""Local hours in which people sleep."""
NIGHTS = 3
EVERY = dt.timedelta(days=7)
_MAX_PLACES = 4


async def notice(turn: Turn) -> None:
    """A check-in was saved just now."""
    travel, today = turn.state.travel, turn.today
    if turn.local_now.hour not in NIGHT:
        turn.state.travel = travel.model_copy(update={"nights": []})
        return
    nights = [*(day for day in travel.nights if day != today), today][-NIGHTS:]
    turn.state.travel = travel.model_copy(update={"nights": nights})
    recently = travel.offered is not None and today - travel.offered < EVERY
    if len(nights) < NIGHTS or recently or travel.stays == turn.state.zone:
        return
    text = turn.say(
        "It was {time} by your clock, for the third time in a row. Are you in another time zone?",
        time=turn.local_now.strftime("%H:%M"),
    )
    change = button(turn.say("Change time zone"), "s", "zone")
    await turn.send(text, keyboard([change, button(turn.say("No, these are my hours"), "s", "stay")]))
    turn.state.travel = turn.state.travel.model_copy(update={"offered": today})


async def hear(turn: Turn) -> bool:
    """``in Tokyo now``: offer that clock, if it is another one; whether the text was that."""
    town = town_in(turn.text)
    if not town or turn.state.open_draft() is not None:
        return False  # below an open card it is a note
    if understand(turn.text, turn.day_said, turn.state.language).kind is not None:
        return False
    places = await turn.workshop.towns(town[:80])
    if not places:
        return False
    here = zones.local_time(Place(turn.state.zone or "UTC", ""), turn.now)
    others = [each for each in places[:_MAX_PLACES] if zones.local_time(each, turn.now) != here]
    if zones.local_time(places[0], turn.now) == here:  # the largest town of that name
        await turn.send(turn.say("The clock there shows what yours does: {time}. Nothing to change.", time=here))
        return True
    buttons = [button(zones.clock_and_town(turn.words, each, turn.now), "s", "to", each.zone) for each in others]
    text = turn.say("That is another clock than yours. Shall your day and your reminders follow it?")
    await turn.send(text, keyboard(*in_rows(buttons, 2), [button(turn.say("No, stay as it is"), "s", "stay")]))
    return True


async def go(turn: Turn, zone: str) -> None:
    """``s:to:<zone>``: the clock that was offered."""
    if zone not in zone_names():
        turn.toast = turn.say("I don’t know that clock any more. Type your town.")
        return
    await place.store(turn, zone)
    await turn.show(turn.tapped, turn.say("{zone} it is. Your day now begins at its midnight.", zone=zone))


async def stay(turn: Turn) -> None:
    """``s:stay``: these are their hours; not offered again in this zone."""
    zone = turn.state.zone or "UTC"
    turn.state.travel = turn.state.travel.model_copy(update={"stays": zone, "nights": []})
    await turn.show(turn.tapped, turn.say("Fine, your clock stays {zone}.", zone=zone))
