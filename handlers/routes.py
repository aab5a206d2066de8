"""Who answers what: the one list of commands (dispatcher, /help and Telegram's menu), and the buttons' prefixes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers import (
    account,
    ask,
    billing,
    cancel,
    card,
    check_in,
    delete_me,
    export,
    feedback,
    files,
    help,  # noqa: A004  # named like the command that it answers
    history,
    link,
    log,
    memory,
    message,
    nudge,
    numbers,
    odd,
    pause,
    payments,
    premium,
    red_flag,
    reminders,
    review,
    settings,
    start,
    travel,
    trend,
    voice,
    votes,
)
from handlers.accounts import NONCE_PREFIX
from handlers.keyboards import entry_id_of, parts_of
from handlers.texts import msgid
from handlers.turn import Turn
from handlers.update import Message

Command_ = Callable[[Turn, str], Awaitable[None]]
Tap = Callable[[Turn, list[str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """``/name``, what it is for (as in the menu), and who answers it with the words after it."""

    name: str
    about: str
    answer: Command_


COMMANDS = (
    Command("log", msgid("Log a session, step by step"), log.begin),
    Command("week", msgid("This week beside the last"), review.begin),
    Command("trend", msgid("Your load as a picture"), trend.begin),
    Command("why", msgid("How a number comes about"), numbers.begin),
    Command("checkin", msgid("How ready are you today?"), check_in.begin),
    Command("ask", msgid("Ask the coach about your log"), ask.begin),
    Command("memory", msgid("What the coach remembers of you"), memory.begin),
    Command("history", msgid("What you logged; change or delete it"), history.begin),
    Command("reminders", msgid("What comes by itself, and when"), reminders.begin),
    Command("pause", msgid("Ill, injured or away: no reminders"), pause.begin),
    Command("premium", msgid("What premium gives, and what it costs"), premium.begin),
    Command("billing", msgid("Your plan, receipts, card; cancel"), billing.begin),
    Command("settings", msgid("Language, time zone, durations"), settings.begin),
    Command("export", msgid("All your data as files"), export.begin),
    Command("link", msgid("Connect your account"), link.begin),
    Command("unlink", msgid("Sign this chat out"), account.unlink),
    Command("whoami", msgid("Who you are to me"), account.whoami),
    Command("cancel", msgid("Stop what is under way"), cancel.begin),
    Command("help", msgid("What I understand"), help.begin),
    Command("delete_me", msgid("Delete everything about you"), delete_me.begin),
    Command("start", msgid("Who I am, and begin"), start.begin),
)
OFF_THE_MENU = (Command("paysupport", "", billing.ask_for_help),)
"""Who looks for help with a payment knows it from Telegram's terms; everybody else has /billing."""
_BY_NAME = {command.name: command for command in (*COMMANDS, *OFF_THE_MENU)}
_ALSO_CANCEL = frozenset(
    {"undo", "delete", "delete it", "discard", "stop", "never mind", "nevermind", "forget it"}
    | {"abbrechen", "löschen", "verwerfen", "rückgängig", "stopp", "vergiss es"}
    | {"cancelar", "deshacer", "borrar", "bórralo", "borralo", "descartar", "olvídalo", "olvidalo"}
)
"""Bare words that mean /cancel, which says how to take back what is saved already. None of them is a note."""
_ALSO = {"check-in": "checkin", "check in": "checkin", "erinnerungen": "reminders", "recordatorios": "reminders"}
"""Other bare words for a command."""
_ONLY_WITH_SLASH = ("pause",)
"""In German, the bare word is a rest day."""
_BEFORE_CONSENT = ("start", "help")
_WITHOUT_ZONE = ("start", "help", "export", "delete_me", "cancel", "link", "unlink", "whoami")


async def _entry_tap(turn: Turn, parts: list[str]) -> None:
    """``e:<entry>:<verb>`` on the card of a stored entry, its comment, or a line of the history."""
    entry_id = entry_id_of(parts[0]) if parts else None
    verb = parts[1] if len(parts) > 1 else ""
    if entry_id is None:
        return
    if verb == "open":
        await history.open_entry(turn, entry_id, parts[2] if len(parts) > 2 else "0")
    elif verb in _ENTRY_VERBS:
        await _ENTRY_VERBS[verb](turn, entry_id)


_ENTRY_VERBS = {
    "edit": card.edit,
    "undo": card.undo,
    "revert": card.revert,
    "back": card.put_back,
    "why": feedback.why,
    "less": feedback.less,
}

TAPS: dict[str, Tap] = {
    "c": start.tap,
    "z": start.tap_zone,
    "d": log.tap,
    "e": _entry_tap,
    "h": history.tap,
    "t": trend.tap,
    "s": settings.tap,
    "x": delete_me.tap,
    "k": link.tap,
    "u": account.tap,
    "r": check_in.tap,
    "m": reminders.tap,
    "p": pause.tap,
    "n": nudge.tap,
    "w": review.tap,
    "y": numbers.tap,
    "b": premium.tap,
    "i": billing.tap,
    "a": ask.tap,
    "o": memory.tap,
    "v": votes.tap,
    "f": files.tap,
}


async def dispatch(turn: Turn) -> None:
    """To the conversation that it belongs to. Red flags come before every other reading of words."""
    update = turn.update
    if update.message is not None and odd.is_about_money(update.message):
        await _money_moved(turn, update.message)  # whoever says so: Telegram does, in a message of either side
        return
    if odd.is_nobody(update):
        return
    if not odd.is_private(update):
        await odd.group(turn)
        return
    turn.state.user_id = update.effective_user.id if update.effective_user else None
    turn.state.blocked = False
    if not turn.state.agreed and turn.state.start is None:
        turn.state.language = start.language_of(turn)  # red flags are heard before anything else is asked
    if update.callback_query is not None:
        await _tapped(turn, update.callback_query.data or "")
    elif turn.message is not None:
        await _said(turn)


async def _money_moved(turn: Turn, message: Message) -> None:
    """Before anything is asked of the athlete: it happened, whatever the chat is at."""
    if message.successful_payment is not None:
        await payments.paid(turn, message.successful_payment)
    elif message.refunded_payment is not None:
        await payments.returned(turn, message.refunded_payment)


async def _tapped(turn: Turn, data: str) -> None:
    prefix, *parts = parts_of(data)
    if not turn.state.agreed and prefix != "c":
        await start.introduce(turn)
        return
    turn.state.reminding = turn.state.reminding.asks_nothing()
    turn.state.coaching = turn.state.coaching.asks_nothing()
    tap = TAPS.get(prefix)
    if tap is not None:
        await tap(turn, parts)


async def _said(turn: Turn) -> None:
    if turn.state.agreed and turn.state.zone is not None and voice.is_one(turn) and not await voice.listen(turn):
        return
    name, words = _command_in(turn)
    says_nothing_of_a_body = name in _BY_NAME and (not words or words.startswith(NONCE_PREFIX))
    flag = None if says_nothing_of_a_body else red_flag.found(turn)
    if flag is not None:
        if not turn.state.agreed or turn.state.zone is None:
            await red_flag.advise(turn, flag)
        elif files.is_one(turn):
            await files.receive(turn, flag)
        else:
            await message.flagged(turn, flag)
        return
    if turn.update.edited_message is not None:
        await odd.edited(turn)
    elif turn.state.agreed and turn.state.zone is not None and files.is_one(turn):
        await files.receive(turn)
    elif name:
        await _command(turn, name, words)
    elif not turn.state.agreed:
        await start.introduce(turn, keep=True)
    elif not turn.text:
        await odd.attachment(turn)
    elif turn.state.zone is None or turn.state.asking_zone:
        await start.hear_zone(turn)
    elif not await _answers_something(turn):
        await message.hear(turn)


async def _answers_something(turn: Turn) -> bool:
    """Whether what was typed was asked for, and was taken there."""
    for hear in (travel.hear, reminders.hear, check_in.hear, ask.hear, memory.hear):
        if await hear(turn):
            return True
    return False


async def _command(turn: Turn, name: str, words: str) -> None:
    state = turn.state
    if name == "start" and words.casefold() in _BY_NAME and state.zone is not None:
        name, words = words.casefold(), ""  # a deep link such as ?start=trend
    if not state.agreed and name not in _BEFORE_CONSENT:
        await start.introduce(turn)
    elif name not in _BY_NAME:
        await odd.unknown_command(turn, name, list(_BY_NAME))
    elif state.agreed and state.zone is None and name not in _WITHOUT_ZONE:
        await start.ask_zone(turn)
    else:
        if name != "cancel":
            state.asking_zone = False
            state.reminding = state.reminding.asks_nothing()
            state.coaching = state.coaching.asks_nothing()
        await _BY_NAME[name].answer(turn, words)


def command_of(turn: Turn) -> str:
    """The command that can be answered later just as well; empty for anything else."""
    name, _ = _command_in(turn)
    return name if name in _LATER else ""


async def answer(turn: Turn, command: str) -> None:
    """What :func:`command_of` named."""
    if command in _LATER:
        await _BY_NAME[command].answer(turn, "")


_LATER = (
    *("checkin", "reminders", "pause", "week", "trend", "why"),
    *("history", "premium", "billing", "paysupport", "settings", "export", "whoami", "delete_me", "memory"),
)


def _command_in(turn: Turn) -> tuple[str, str]:
    """``("log", "60 min run")`` of ``/log@name 60 min run``; a bare word can be a command, too."""
    text = turn.text.strip()
    if not text.startswith("/"):
        bare = text.strip(" .!").casefold()
        if bare in _ALSO_CANCEL:
            return "cancel", ""
        bare = _ALSO.get(bare, bare)
        return (bare, "") if bare in _BY_NAME and bare not in _ONLY_WITH_SLASH else ("", "")
    head, *rest = text[1:].split(maxsplit=1)[:2] or [""]
    name = head.partition("@")[0].casefold()
    return name, rest[0] if rest else ""
