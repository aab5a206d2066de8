"""/why: any number of the product, with its formula, what went in, and where it comes from."""

from html import escape

from backend.contract import Number
from handlers import metrics
from handlers.keyboards import Button, Keyboard, button, in_rows, keyboard, ticked
from handlers.rendering import lines
from handlers.texts import msgid
from handlers.turn import Turn
from words import Words

PREFIX = "y"
MAX_NUMBERS = 3500
"""Characters of the lines; the message takes 4,096."""

NAMES: dict[Number, str] = {
    Number.LOAD: msgid("Load"),
    Number.WEEK: msgid("Week"),
    Number.RATIO: msgid("Ratio"),
    Number.MONOTONY: msgid("Monotony"),
    Number.STRAIN: msgid("Strain"),
    Number.FORM: msgid("Form"),
    Number.READINESS: msgid("Readiness"),
}
"""What can be asked about, in the order of its buttons."""
_ALSO: dict[str, Number] = {
    **dict.fromkeys(("au", "srpe", "session", "day"), Number.LOAD),
    **dict.fromkeys(("ramp", "weekly load", "change"), Number.WEEK),
    **dict.fromkeys(("acwr", "acute", "chronic", "ewma"), Number.RATIO),
    **dict.fromkeys(("fitness", "fatigue", "ctl", "atl", "tsb"), Number.FORM),
    **dict.fromkeys(("check-in", "checkin", "check in", "normal"), Number.READINESS),
    **dict.fromkeys(("aguda", "crónica", "cronica"), Number.RATIO),
    **dict.fromkeys(("condición", "condicion", "fatiga"), Number.FORM),
    "monotonia": Number.MONOTONY,
    "tension": Number.STRAIN,
    "disposicion": Number.READINESS,
    **dict.fromkeys(("aiguë", "aigue", "chronique"), Number.RATIO),
    **dict.fromkeys(("condition", "condition physique"), Number.FORM),
    "monotonie": Number.MONOTONY,
    **dict.fromkeys(("disponibilite", "bilan"), Number.READINESS),
}
"""Other names, of what is explained together."""


def why_button(words: Words, number: Number | None = None) -> Button:
    """For any card with numbers: how they came about, below it. ``number`` None: which one is asked first."""
    return button(words.say("Why?"), PREFIX, "ask", number.value if number else "")


async def begin(turn: Turn, said: str) -> None:
    """/why alone asks which number; /why ratio answers at once."""
    number = named(turn.words, said)
    if number is None:
        unknown = turn.say("I know no number of that name.") if said.strip() else ""
        await turn.send(lines(unknown, turn.say("Which number?")), _choice(turn.words, None))
        return
    await turn.send(await _explained(turn, number), _choice(turn.words, number))


async def tap(turn: Turn, parts: list[str]) -> None:
    """``y:ask:<number>`` on another card answers below it, ``y:<number>`` in place."""
    verb, value = [*parts, "", ""][:2]
    if verb == "ask":
        await begin(turn, value)
    elif verb in list(Number):
        number = Number(verb)
        await turn.show(turn.tapped, await _explained(turn, number), _choice(turn.words, number))


def named(words: Words, said: str) -> Number | None:
    """The number that is meant, by its name in English or the athlete's language."""
    asked = said.strip(" .?!").casefold()
    for number, name in NAMES.items():
        if asked in (number.value, name.casefold(), words.say(name).casefold()):
            return number
    return _ALSO.get(asked)


async def _explained(turn: Turn, number: Number) -> str:
    """Its name and value, or why it has none; below, the lines of the API."""
    told = await turn.athlete.why_number(number)
    words, name = turn.words, turn.say(NAMES[number])
    if told.metric is None:
        head = words.say("{name}: nothing to make it of yet.", name=name)
    elif told.metric.value is None:
        head = metrics.missing(words, name, told.metric)
    else:
        head = words.say("{name}: {value}", name=name, value=_value(words, number, told.metric.value))
    numbers = "\n".join(told.lines)[:MAX_NUMBERS]
    return f"<b>{head}</b>\n<blockquote>{escape(numbers, quote=False)}</blockquote>"


def _value(words: Words, number: Number, value: float) -> str:
    """With its unit."""
    if number is Number.READINESS:
        return words.say("{sum} of 25", sum=words.number(value))
    if number in (Number.RATIO, Number.MONOTONY):
        return words.number(value, 2)
    return words.say("{load} AU", load=metrics.signed(words, value))


def _choice(words: Words, chosen: Number | None) -> Keyboard:
    buttons = [button(ticked(words.say(name), number is chosen), PREFIX, number) for number, name in NAMES.items()]
    return keyboard(*in_rows(buttons, 3))
