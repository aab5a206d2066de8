"""A watch's file dropped into the chat: a card like that of a message, with the effort still to be asked.

The effort is never taken from a heart rate: session RPE is what the athlete says (Foster et al. 2001).
"""

import datetime as dt
from hashlib import sha256
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from backend.contract import Entry
from backend.errors import EntryNotFound, NotSignedIn
from backend.training.activity_files import Activity, BadFile, FileTrouble
from backend.training.activity_files.activity import MAX_BYTES
from backend.training.message import Problem, ProblemCode, understand
from backend.training.redflags import RedFlag
from backend.training.session import ASK_ABOVE_MINUTES, MAX_MINUTES, Sport
from handlers import card, message, red_flag, rendering
from handlers.drafting import move_down, present
from handlers.drafts import Draft, Step
from handlers.keyboards import Keyboard, button, keyboard, ticked
from handlers.problems import sentences, take_over
from handlers.remembered import Card, SentFile
from handlers.rendering import lines
from handlers.texts import msgid
from handlers.turn import NAMESPACE, Turn

_ENDINGS = (".fit", ".gpx", ".tcx")
_TYPES = ("application/gpx+xml", "application/vnd.garmin.tcx+xml", "application/vnd.ant.fit")
_A_YEAR = dt.timedelta(days=365)
_PAUSES_MATTER = 5
"""Minutes of pauses from which on both durations are offered."""
_TIMES_PUT_BACK = 20
"""So often can the same file be logged anew after its entry was deleted."""
_SHORT_SWIM = 5_000

TROUBLE: dict[FileTrouble, str] = {
    FileTrouble.UNKNOWN: msgid("That is no .fit, .gpx or .tcx file inside, whatever its name says. I took nothing."),
    FileTrouble.DAMAGED: msgid("That file is cut off or broken, so I took nothing from it. Export it once more?"),
    FileTrouble.NO_SESSION: msgid("There is no finished session in that file; a planned route or a course is none."),
    FileTrouble.TOO_MUCH: msgid(
        "That file is more than I read: up to 10 MB and 12 sessions, as a watch writes them. I took nothing."
    ),
}


def is_one(turn: Turn) -> bool:
    """Whether the message brings a file that calls itself a watch's."""
    sent = turn.update.message.document if turn.update.message else None
    return sent is not None and (sent.file_name.casefold().endswith(_ENDINGS) or sent.mime_type in _TYPES)


async def receive(turn: Turn, flag: RedFlag | None = None) -> None:
    """Read the file and show its card. ``flag``: raised by the words under it, whose advice comes first."""
    said = turn.update.message
    if said is None or said.document is None:
        return
    if said.document.file_size > MAX_BYTES:
        await _refuse(turn, turn.say(TROUBLE[FileTrouble.TOO_MUCH]), flag)
        return
    content = await turn.download(said.document.file_id)
    if content is None:
        await _refuse(turn, turn.say("Telegram would not give me that file. Send it once more, please."), flag)
        return
    try:
        sessions = await turn.workshop.activities(content)
    except BadFile as error:
        await _refuse(turn, turn.say(TROUBLE[error.trouble]), flag)
        return
    digest = sha256(content).hexdigest()[:32]
    if len(sessions) == 1:
        await _one(turn, digest, 0, sessions[0], flag=flag, forwarded=said.forward_origin is not None)
        return
    if flag is not None:
        await red_flag.advise(turn, flag)
    file = SentFile(key=digest[:8], digest=digest, sessions=tuple(sessions), forwarded=said.forward_origin is not None)
    text, keys = _choice(turn, file)
    turn.state.keep_file(file.model_copy(update={"message": await turn.send(text, keys, said.message_id)}))


async def tap(turn: Turn, parts: list[str]) -> None:
    """``f:<key>:<n>``: the card of one of a file's sessions."""
    key, number = [*parts, "", ""][:2]
    file = next((file for file in turn.state.files if file.key == key and file.message == turn.tapped), None)
    if file is None or not number.isdecimal() or int(number) >= len(file.sessions):
        if turn.tapped is not None:
            await turn.strip(turn.tapped)
        turn.toast = turn.say("This card is old. Send the file once more.")
        return
    index = int(number)
    await _one(turn, file.digest, index, file.sessions[index], forwarded=file.forwarded)
    file = file.model_copy(update={"taken": (*file.taken, index)})
    turn.state.keep_file(file)
    text, keys = _choice(turn, file)
    await turn.show(file.message, text, keys)


def _choice(turn: Turn, file: SentFile) -> tuple[str, Keyboard]:
    text = turn.say("{n} sessions are in that file. Which shall I log? Each gets a card.", n=len(file.sessions))
    rows = [
        [button(ticked(_label(turn, session), index in file.taken), "f", file.key, index)]
        for index, session in enumerate(file.sessions)
    ]
    return text, keyboard(*rows)


def _label(turn: Turn, session: Activity) -> str:
    sport = rendering.sport_name(turn.words, session.sport or Sport.OTHER)
    duration = rendering.duration(turn.words, _minutes(session.seconds), turn.state.hours)
    day = _day(turn, session)
    return " · ".join([sport, *([rendering.day_name(turn.words, day, turn.today)] if day else []), duration])


async def _refuse(turn: Turn, text: str, flag: RedFlag | None) -> None:
    if flag is not None:
        await red_flag.advise(turn, flag)
    await turn.send(text, reply_to=turn.message.message_id if turn.message else None)


async def _one(
    turn: Turn, digest: str, index: int, session: Activity, *, forwarded: bool, flag: RedFlag | None = None
) -> None:
    """The session's card; where it has one already, or is in the log, that instead of a second one."""
    entry_id, entry = await _place(turn, f"file:{turn.state.chat_id}:{digest}:{index}")
    if entry is not None:
        if flag is not None:
            await red_flag.advise(turn, flag)
        await _logged_already(turn, entry)
        return
    key = entry_id.hex[:8]
    under_way = turn.state.draft(key)
    if under_way is not None and flag is None:
        under_way.settle()  # also one that was cancelled
        await move_down(turn, under_way)
        return
    draft = Draft(id=entry_id, key=key, date=turn.day_said)
    problems = _take_over(turn, draft, session)
    if turn.text:
        heard = understand(turn.text, turn.day_said, turn.state.language)
        message.merge(draft, heard)
        problems += heard.problems
        if flag is not None:
            draft.note = red_flag.note_with(draft.note, turn.text, turn.state.language)
    if forwarded:
        draft.ask(Step.FORWARDED)
    draft.red_flag = flag.kind if flag is not None else None
    take_over(draft, problems)
    await present(turn, draft, sentences(turn.words, problems))


async def _place(turn: Turn, name: str) -> tuple[UUID, Entry | None]:
    """The entry's id, made of the file: so the same file twice is one entry; and that entry, where it is in the log.

    An entry that was deleted stays so: the file is logged anew, under the next id.
    """
    entry_id = uuid5(NAMESPACE, name)
    for time in range(1, _TIMES_PUT_BACK):
        try:
            entry = await turn.athlete.entry(entry_id)
        except (EntryNotFound, NotSignedIn):
            break
        if not entry.removed:
            return entry_id, entry
        entry_id = uuid5(NAMESPACE, f"{name}:{time}")
    return entry_id, None


async def _logged_already(turn: Turn, entry: Entry) -> None:
    draft = rendering.of_entry(entry)
    text = lines(
        f"<b>{turn.say('That is in your log already:')}</b> {rendering.sum_line(turn.words, draft, turn.today)}",
        rendering.note(turn.words, draft),
    )
    shown = await turn.send(text, card.saved_keyboard(turn, entry), turn.message.message_id if turn.message else None)
    known = turn.state.card(entry.id) or Card(entry=entry.id)
    turn.state.keep_card(known.model_copy(update={"message": shown, "revision": entry.revision}))


def _take_over(turn: Turn, draft: Draft, session: Activity) -> tuple[Problem, ...]:
    """What the file says, by the same limits as what is typed; what it does not say stays open."""
    problems: list[Problem] = []
    if session.sport is not None:
        draft.sport = session.sport
    day = _day(turn, session)
    if day is None:
        draft.ask(Step.DAY)
    elif day > turn.today:
        problems.append(Problem(ProblemCode.FUTURE_DATE, dates=(day,)))
    elif turn.today - day > _A_YEAR:
        problems.append(Problem(ProblemCode.LONG_AGO, dates=(day,)))
    else:
        draft.date = day
    minutes = _minutes(session.seconds)
    if minutes > ASK_ABOVE_MINUTES and minutes <= MAX_MINUTES:
        problems.append(Problem(ProblemCode.LONG_SESSION, values=(minutes,)))
    elif minutes <= ASK_ABOVE_MINUTES:
        draft.minutes = minutes
    draft.timer_minutes = _minutes(session.timer_seconds) if session.timer_seconds else None
    draft.elapsed_minutes = _minutes(session.elapsed_seconds) if session.elapsed_seconds else None
    both = [each for each in (draft.timer_minutes, draft.elapsed_minutes) if each and each <= ASK_ABOVE_MINUTES]
    if len(both) == 2 and both[1] - both[0] >= _PAUSES_MATTER:
        draft.minutes_said = both
    draft.note = _measured(turn, session)
    return tuple(problems)


def _minutes(seconds: float) -> int:
    return max(1, int(seconds / 60 + 0.5))


def _day(turn: Turn, session: Activity) -> dt.date | None:
    """The athlete's local day on which it began."""
    if session.started is None:
        return None
    return session.started.astimezone(ZoneInfo(turn.state.zone or "UTC")).date()


def _measured(turn: Turn, session: Activity) -> str:
    """Distance and heart rate, as the beginning of the note."""
    parts = []
    if session.metres is not None and session.metres >= 1:
        swum = session.sport is Sport.SWIM and session.metres < _SHORT_SWIM
        number = session.metres if swum else session.metres / 1000
        shown = turn.words.number(number, 0 if swum else 1)
        parts.append(turn.say("{metres} m", metres=shown) if swum else turn.say("{km} km", km=shown))
    if session.heart_rate is not None:
        parts.append(turn.say("{rate} bpm avg", rate=session.heart_rate))
    return ", ".join(parts)
