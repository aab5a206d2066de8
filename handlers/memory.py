"""/memory: what the coach remembers, in the athlete's own words; each erased with one tap."""

from html import escape

from backend.contract.coach import MAX_MEMORY_CHARACTERS, Memory, Remember
from backend.errors import MemoryFull
from backend.training.message import understand
from handlers.keyboards import Button, Keyboard, button, entry_id_of, in_rows, keyboard
from handlers.rendering import lines
from handlers.texts import ERRORS, msgid
from handlers.turn import Turn

KINDS: dict[str, str] = {
    "goal": msgid("goal"),
    "race": msgid("race"),
    "injury": msgid("injury"),
    "preference": msgid("preference"),
    "other": msgid("note"),
}
_ASKING = "memory"
_PREFIX = "o"
_A_ROW = 5


async def begin(turn: Turn, words: str) -> None:
    """``/memory``, or ``/memory add <something>``."""
    head, _, rest = words.partition(" ")
    if head.casefold() == "add":
        words = rest.strip()
        if not words:
            await _ask(turn)
            return
    if words:
        await _add(turn, words)
        return
    await _show(turn, await turn.athlete.memory())


async def hear(turn: Turn) -> bool:
    """What was typed while something to remember is asked for; whether it was. A session is none: it is logged."""
    if turn.state.coaching.asked(turn.now) != _ASKING:
        return False
    turn.state.coaching = turn.state.coaching.asks_nothing()
    said = understand(turn.text, turn.day_said, turn.state.language)
    if said.minutes is not None and said.rpe is not None:
        return False
    await _add(turn, turn.text)
    return True


async def tap(turn: Turn, parts: list[str]) -> None:
    """``o:add``, ``o:del:<item>``, ``o:undo``."""
    verb, value = [*parts, "", ""][:2]
    item = entry_id_of(value)
    if verb == "add":
        await _ask(turn)
    elif verb == "del" and item is not None:
        before = await turn.athlete.memory()
        erased = next((each.text for each in before.items if each.id == item), "")
        turn.state.coaching = turn.state.coaching.model_copy(update={"erased": erased})
        await _show(
            turn, await turn.athlete.forget_item(item), erased and turn.say("Erased: {what}", what=_quoted(erased))
        )
    elif verb == "undo" and turn.state.coaching.erased:
        text = turn.state.coaching.erased
        turn.state.coaching = turn.state.coaching.model_copy(update={"erased": ""})
        memory = await turn.athlete.remember(Remember(id=turn.new_id("memory:"), text=text))
        await _show(turn, memory, turn.say("As it was before."))
    else:
        await _show(turn, await turn.athlete.memory())


async def _ask(turn: Turn) -> None:
    turn.state.coaching = turn.state.coaching.asks(_ASKING, turn.now)
    await turn.send(
        turn.say(
            "What shall I remember? One line: a goal, a race and its day, an old injury, what you like. "
            "For example: <code>10 km race on 6 December</code>"
        )
    )


async def _add(turn: Turn, text: str) -> None:
    turn.state.coaching = turn.state.coaching.model_copy(update={"erased": ""})
    line = " ".join(text.split())
    if len(line) > MAX_MEMORY_CHARACTERS:
        await turn.send(turn.say("That is too long: {most} characters at most.", most=MAX_MEMORY_CHARACTERS))
        return
    try:
        memory = await turn.athlete.remember(Remember(id=turn.new_id("memory:"), text=line))
    except MemoryFull:
        await _show(turn, await turn.athlete.memory(), turn.say(ERRORS[MemoryFull.code]))
        return
    await _show(turn, memory, turn.say("Remembered."))


async def _show(turn: Turn, memory: Memory, news: str = "") -> None:
    text, keys = _card(turn, memory, news)
    await turn.show(turn.tapped, text, keys)


def _card(turn: Turn, memory: Memory, news: str) -> tuple[str, Keyboard]:
    say = turn.say
    if memory.items:
        head = say("<b>What I remember of you</b>")
        items = "\n".join(
            f"{number}. {_quoted(each.text)} ({say(KINDS[each.kind])})" for number, each in enumerate(memory.items, 1)
        )
        foot = say("Premium’s coach reads it when it answers. A tap on ✕ erases a line.")
    else:
        head, items = say("<b>I remember nothing of you yet.</b>"), ""
        foot = say(
            "A goal, a race and its day, an old injury, what you like: premium’s coach reads it when it answers."
        )
    erase = [button(f"✕ {number}", _PREFIX, "del", each.id.hex) for number, each in enumerate(memory.items, 1)]
    last: list[Button] = [button(say("Add"), _PREFIX, "add")] if memory.room else []
    if turn.state.coaching.erased:
        last.append(button(say("Undo"), _PREFIX, "undo"))
    return lines(news, head, items, foot), keyboard(*in_rows(erase, _A_ROW), last)


def _quoted(text: str) -> str:
    return escape(text, quote=False)
