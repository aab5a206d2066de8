"""/history: five entries a page, one message edited in place."""

from uuid import UUID

from backend.contract import Entry, EntryPage
from backend.errors import EntryNotFound
from backend.training.session import Kind
from handlers import card, rendering
from handlers.keyboards import Keyboard, button, keyboard
from handlers.remembered import Pages
from handlers.turn import Turn

PAGE = 5


async def begin(turn: Turn, _words: str) -> None:
    """/history: the newest page, as a new message."""
    page = await turn.athlete.history(limit=PAGE)
    if not page.entries:
        await turn.send(
            turn.say("Your log is empty. Write your first session like <code>60 min run rpe 7</code>, or tap /log.")
        )
        return
    turn.state.history = Pages(cursors=[None, page.older])
    text, keys = _list(turn, page, 0)
    turn.state.history.message = await turn.send(text, keys)


async def tap(turn: Turn, parts: list[str]) -> None:
    """``h:<page>``: that page of the list, in place. A list from before is opened anew at its first page."""
    pages = turn.state.history
    number = int(parts[0]) if parts and parts[0].isdecimal() else 0
    if turn.tapped != pages.message or number >= len(pages.cursors) or (number and pages.cursors[number] is None):
        number = 0
    page = await turn.athlete.history(pages.cursors[number] if number else None, PAGE)
    cursors = [*(pages.cursors[: number + 1] or [None]), page.older]
    if not page.entries:
        turn.state.history = Pages()
        await turn.show(turn.tapped, turn.say("Your log is empty now. /log begins a new session."))
        return
    text, keys = _list(turn, page, number)
    message = await turn.show(turn.tapped, text, keys)
    turn.state.history = Pages(message=message, cursors=cursors)


async def open_entry(turn: Turn, entry_id: UUID, page: str) -> None:
    """A line of the list was tapped: the entry's card in its place."""
    entry = await turn.athlete.entry(entry_id)
    if entry.removed:
        raise EntryNotFound
    await card.show(turn, entry, turn.tapped, int(page) if page.isdecimal() else 0)


def _list(turn: Turn, page: EntryPage, number: int) -> tuple[str, Keyboard]:
    words = turn.words
    first = number * PAGE + 1
    last = number * PAGE + len(page.entries)
    head = words.many("<b>Your log: {number} entry</b>", "<b>Your log: {number} entries</b>", page.total)
    if number or page.older:
        rest = turn.say("{first}–{last}, newest first. Tap one to change it.", first=first, last=last)
    else:
        rest = turn.say("newest first. Tap one to change it.")
    text = f"{head} · {rest}"
    rows = [[button(_line(turn, entry), "e", entry.id.hex, "open", number)] for entry in page.entries]
    newer = [button(turn.say("‹ newer"), "h", number - 1)] if number else []
    older = [button(turn.say("older ›"), "h", number + 1)] if page.older else []
    return text, keyboard(*rows, [*newer, *older])


def _line(turn: Turn, entry: Entry) -> str:
    """``Sun 22 Nov · Run 60 min · 420 AU``: a button's label, so short."""
    words = turn.words
    day = rendering.stored_day(words, entry.date, turn.today)
    if entry.kind is Kind.REST:
        return f"{day} · {turn.say('Rest day')}"
    what = (
        f"{rendering.sport_name(words, entry.sport)} {rendering.duration(words, entry.minutes or 0, turn.state.hours)}"
    )
    if entry.load is None:
        return f"{day} · {what} · {turn.say('load not known')}"
    return f"{day} · {what} · {turn.say('{load} AU', load=words.number(entry.load, 1))}"
