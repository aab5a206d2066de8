"""What the card of a check-in shows: five rows of 1-5 while it is asked, then the record in words."""

import datetime as dt
from html import escape

from backend.contract import CheckIn, Readiness
from handlers import rendering
from handlers.keyboards import Button, Keyboard, button, keyboard
from handlers.remembered import CheckInCard, Stage
from handlers.rendering import lines
from handlers.texts import CHECK_IN, CHECKED
from words import Words

PREFIX = "r"
MORNING = range(4, 11)
"""Local hours at which one says "Morning"."""
MAX_NUMBERS = 2500
"""Characters of the lines behind a record; the message takes 4,096."""
_LAST_HOUR = 23
"""An hour later it is another day."""


def day_in_data(day: dt.date) -> str:
    """``20261122``: as callback data names the day of a check-in."""
    return day.strftime("%Y%m%d")


def button_of(label: str, day: dt.date, *data: object) -> Button:
    """A button of that day's check-in."""
    return button(label, PREFIX, day_in_data(day), *data)


def begin_button(words: Words, day: dt.date) -> Button:
    """For other cards: asks for that day's check-in below them."""
    return button_of(words.say("Check in"), day, "begin")


def question(words: Words, asked: CheckInCard, now: dt.datetime) -> tuple[str, Keyboard]:
    """The card that asks; ``now`` is the athlete's local time."""
    say, day = words.say, asked.date
    rows = [[_level(words, asked, item, level) for level in range(1, 6)] for item in CHECK_IN]
    ends = [
        say("{feeling}: {low} … {high}", feeling=say(name), low=say(low), high=say(high))
        for name, low, high in CHECK_IN.values()
    ]
    text = lines(f"<b>{_greeting(words, asked, now)}</b>", _answered(words, asked), *ends)
    if asked.stage is Stage.CHANGING:
        last = [button_of(say("Save"), day, "save"), button_of(say("Leave it as it was"), day, "leave")]
        return text, keyboard(*rows, last)
    last = [button_of(say("Skip today"), day, "skip")]
    if day == now.date() and now.hour < _LAST_HOUR:
        last.append(button_of(say("In an hour"), day, "later"))
    return text, keyboard(*rows, last)


def _greeting(words: Words, asked: CheckInCard, now: dt.datetime) -> str:
    if asked.stage is Stage.CHANGING or asked.date != now.date():
        return words.say("Check-in of {day}", day=words.day(asked.date))
    return words.say("Morning. How are you?") if now.hour in MORNING else words.say("How are you today?")


def _answered(words: Words, asked: CheckInCard) -> str:
    """``2 of 5: fresh 4/5 · sleep 3/5``: the header that grows."""
    said = levels(words, asked.items)
    return words.say("{count} of 5: {items}", count=len(asked.items), items=said) if said else ""


def _level(words: Words, asked: CheckInCard, item: str, level: int) -> Button:
    """``Sleep 1`` … ``Sleep 5``. Tapped twice it stays chosen, so that a double tap answers once."""
    chosen = asked.items.get(item) == level
    label = f"✓ {level}" if chosen else f"{words.say(CHECK_IN[item][0])} {level}"
    return button_of(label, asked.date, item, level)


def levels(words: Words, items: dict[str, int]) -> str:
    """``fresh 4/5 · sleep 3/5``, in the order of the rows."""
    return " · ".join(words.say(text, level=items[item]) for item, text in CHECKED.items() if item in items)


def record(
    words: Words,
    readiness: Readiness,
    check_in: CheckIn,
    today: dt.date,
    *,
    numbers: bool = False,
    offer: bool = False,
    news: str = "",
) -> tuple[str, Keyboard]:
    """A stored check-in in words, with ``numbers`` folded out, ``news`` below it, and the ``offer`` to ask daily."""
    day, say = check_in.date, words.say
    text = lines(
        escape(readiness.text, quote=False),
        f"<b>{rendering.stored_day(words, day, today)}</b> · {levels(words, items_of(check_in))}",
        news,
        f"<blockquote>{escape(chr(10).join(readiness.why)[:MAX_NUMBERS], quote=False)}</blockquote>" if numbers else "",
    )
    why = button_of(say("Less"), day, "less") if numbers else button_of(say("Why?"), day, "why")
    first = [why] if readiness.why else []
    first += [button_of(say("Change"), day, "change"), button_of(say("Take back"), day, "undo")]
    every = [button_of(say("Ask every morning, 07:00"), day, "every")] if offer else []
    return text, keyboard(first, every)


def items_of(check_in: CheckIn) -> dict[str, int]:
    """The five levels by their names."""
    return {item: getattr(check_in, item) for item in CHECK_IN}


def as_digits(items: dict[str, int]) -> str:
    """``43452``, in the order of the rows: callback data that can put a check-in back."""
    return "".join(str(items[item]) for item in CHECK_IN)


def of_digits(digits: str) -> dict[str, int] | None:
    """What :func:`as_digits` wrote; None for anything else."""
    if len(digits) != len(CHECK_IN) or not set(digits) <= set("12345"):
        return None
    return {item: int(digit) for item, digit in zip(CHECK_IN, digits, strict=True)}
