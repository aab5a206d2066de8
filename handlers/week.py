"""/week: the last seven days, day by day, and what they are beside the days before."""

from backend.training.load import Day, Week
from backend.training.metric import Missing
from handlers import metrics
from handlers.rendering import lines, nothing_rated
from handlers.turn import Turn

_BAR = 10


async def begin(turn: Turn, _words: str) -> None:
    """One message, all numbers with their units."""
    today = await turn.athlete.week()
    if today.acwr_coupled.missing is Missing.HISTORY and today.acwr_coupled.has_days == 0:
        await turn.send(turn.say("Nothing logged yet. Write a session, or tap /log."))
        return
    week = today.week
    days = "\n".join(_day(turn, day, week) for day in week.days)
    text = lines(
        _head(turn, week),
        f"<pre>{days}</pre>",
        metrics.monotony(turn.words, today),
        metrics.ratio(turn.words, today),
        metrics.other_ratios(turn.words, today),
        metrics.form(turn.words, today),
    )
    await turn.send(text)


def _head(turn: Turn, week: Week) -> str:
    """``Week to Sun 22 Nov: 1,310 AU, 4 of 7 days logged. Last week 1,180 AU (+11 %).``"""
    words = turn.words
    if nothing_rated(week):
        return words.say(
            "<b>Week to {day}: load not known</b>, {days} of 7 days logged.",
            day=words.day(week.end),
            days=week.logged_days,
        )
    head = words.say(
        "<b>Week to {day}: {load} AU</b>, {days} of 7 days logged.",
        day=words.day(week.end),
        load=words.number(week.known_load),
        days=week.logged_days,
    )
    if any(day.load is None for day in week.days):
        head += " " + words.say("Days without a known effort are left out.")
    if week.previous_load.value is None:
        return head
    previous = words.number(week.previous_load.value)
    if week.ramp.value is None:
        return head + " " + words.say("Last week {previous} AU.", previous=previous)
    sign = "+" if week.ramp.value > 0 else "−" if week.ramp.value < 0 else "±"
    change = f"{sign}{words.number(abs(week.ramp.value) * 100)} %"
    return head + " " + words.say("Last week {previous} AU ({change}).", previous=previous, change=change)


def _day(turn: Turn, day: Day, week: Week) -> str:
    """``Mon ██████     300``: one line of the little chart."""
    name = f"{turn.words.weekday(day.date):<4}"
    if day.load is None:
        return f"{name}{'?' * 3:<{_BAR}} {turn.say('effort not known')}"
    if not day.logged:
        return f"{name}{'·':<{_BAR}}"
    if day.load == 0:
        return f"{name}{'·':<{_BAR}} {turn.say('rest')}"
    highest = max((other.load or 0 for other in week.days), default=1) or 1
    return f"{name}{'█' * max(1, round(_BAR * day.load / highest)):<{_BAR}} {turn.words.number(day.load)}"
