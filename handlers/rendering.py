"""How a session, a day and a week are written in the chat. What an athlete typed is escaped here."""

import datetime as dt
from html import escape

from backend.contract import Entry
from backend.training.load import Week
from backend.training.session import Kind, Sport
from handlers.drafts import Draft, Step
from handlers.texts import EFFORT, FELT, SPORTS
from words import Words

SHOWN_NOTE = 200
"""Characters of a note that a card shows; the whole note is stored."""


def day_name(words: Words, day: dt.date, today: dt.date) -> str:
    """``today``, ``yesterday``, ``Sun 22 Nov``, or ``22 Nov 2024`` where the year is not plain."""
    if day == today:
        return words.say("today")
    if day == today - dt.timedelta(days=1):
        return words.say("yesterday")
    return words.day(day) if abs((today - day).days) < 300 else words.full_date(day)


def duration(words: Words, minutes: int, hours: bool) -> str:
    """``80 min``, or ``1 h 20 min`` for those who prefer it."""
    if hours and minutes >= 60:
        if minutes % 60 == 0:
            return words.say("{hours} h", hours=minutes // 60)
        return words.say("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    return words.say("{minutes} min", minutes=words.number(minutes))


def effort(words: Words, rpe: float) -> str:
    """``RPE 7 very hard``; 6, 8, 9 and the half steps carry no words."""
    number = words.number(rpe, 1)
    if rpe in EFFORT:
        return words.say("RPE {rpe} {meaning}", rpe=number, meaning=words.say(EFFORT[int(rpe)]))
    return words.say("RPE {rpe}", rpe=number)


def feelings(words: Words, draft: Draft) -> list[str]:
    """``fresh 4/5`` for each that was said."""
    said = ((text, getattr(draft, name)) for name, text in FELT.items())
    return [words.say(text, level=level) for text, level in said if level is not None]


def sport_name(words: Words, sport: Sport) -> str:
    """The sport; a session of no named sport is a "Session"."""
    return words.say(SPORTS[sport])


def headline(words: Words, draft: Draft, today: dt.date, hours: bool = False) -> str:
    """``Run · today · 60 min · RPE 7 very hard · fresh 4/5``: what is known so far."""
    in_doubt = {Step.DAY, Step.LONG_AGO, Step.PLANNED} & set(draft.open)
    day = [] if in_doubt else [day_name(words, draft.date, today)]
    if draft.kind is Kind.REST:
        parts = [words.say("Rest day"), *day]
    else:
        parts = [sport_name(words, draft.sport), *day]
        if draft.minutes is not None:
            parts.append(duration(words, draft.minutes, hours))
        if draft.rpe is not None:
            parts.append(effort(words, draft.rpe))
        elif draft.rpe_unknown:
            parts.append(words.say("effort not known"))
    return " · ".join([*parts, *feelings(words, draft)])


def sum_line(words: Words, draft: Draft, today: dt.date) -> str:
    """``Run · Sun 22 Nov · 60 min × 7 = 420 AU``: a stored entry in one line."""
    if draft.kind is Kind.REST:
        return " · ".join([words.say("Rest day"), stored_day(words, draft.date, today), words.say("0 AU")])
    return " · ".join([sport_name(words, draft.sport), stored_day(words, draft.date, today), load(words, draft)])


def stored_day(words: Words, day: dt.date, today: dt.date) -> str:
    """A record says the date itself: it is read on later days too."""
    return words.day(day) if abs((today - day).days) < 300 else words.full_date(day)


def load(words: Words, draft: Draft) -> str:
    """``60 min × 7 = 420 AU``, or that the load is not known (never a guess)."""
    minutes = draft.minutes or 0
    if draft.rpe is None:
        return words.say("{minutes} min, load not known", minutes=words.number(minutes))
    return words.say(
        "{minutes} min × {rpe} = {load} AU",
        minutes=words.number(minutes),
        rpe=words.number(draft.rpe, 1),
        load=words.number(minutes * draft.rpe, 1),
    )


def isolated(typed: str) -> str:
    """What somebody typed: escaped, and isolated so that right-to-left text turns nothing around it."""
    return f"\u2068{escape(typed, quote=False)}\u2069"


def address(email: str) -> str:
    """An e-mail address as it is, in code: Telegram would take ``…@example`` for somebody's name, and link it."""
    return f"<code>{escape(email, quote=False)}</code>"


def note(words: Words, draft: Draft) -> str:
    """The note as quoted words, shortened."""
    if not draft.note:
        return ""
    shown = draft.note if len(draft.note) <= SHOWN_NOTE else draft.note[: SHOWN_NOTE - 1].rstrip() + "…"
    return words.say("“{note}”", note=isolated(shown))


def origin(words: Words, draft: Draft) -> str:
    """Where the card's values are from, where that is not the athlete's own hand."""
    by_model = words.say("Read by the coach’s model; please check.") if draft.by_model else ""
    return lines(heard(words, draft.heard), by_model, _of_file(words, draft))


def heard(words: Words, said: str) -> str:
    """The words of a voice note, as they were understood."""
    shown = said if len(said) <= SHOWN_NOTE else said[: SHOWN_NOTE - 1].rstrip() + "…"
    return words.say("I heard: “{said}”", said=isolated(shown)) if said else ""


def _of_file(words: Words, draft: Draft) -> str:
    """Which time the duration is that a watch's file gave."""
    timer, elapsed = draft.timer_minutes, draft.elapsed_minutes
    if draft.minutes not in (None, timer, elapsed):
        return ""
    if timer is not None and elapsed is not None and elapsed > timer:
        return words.say(
            "From your file: {timer} min without pauses, {elapsed} with them.", timer=timer, elapsed=elapsed
        )
    if timer is not None:
        return words.say("From your file: the time without pauses.")
    if elapsed is not None:
        return words.say("From your file: the time from start to end, pauses included.")
    return ""


def nothing_rated(week: Week) -> bool:
    """Whether no logged day of the week has a known load: their sum is not 0 then, it is not known."""
    return week.logged_days > 0 and all(day.load is None for day in week.days if day.logged)


def week_line(words: Words, week: Week, day: dt.date) -> str:
    """``Week: 1,310 AU in 4 of 7 days (last week 1,180 AU)``; nothing where ``day`` lies before both weeks."""
    if day <= week.end - dt.timedelta(days=14):
        return ""
    days, known = week.logged_days, words.number(week.known_load)
    if nothing_rated(week):
        return words.say("Week: load not known, {days} of 7 days logged", days=days)
    if week.load.value is None and any(day.load is None for day in week.days):
        return words.say(
            "Week: {load} AU in {days} of 7 days (days without a known effort left out)", load=known, days=days
        )
    if week.previous_load.value is None:
        return words.say("Week: {load} AU in {days} of 7 days", load=known, days=days)
    return words.say(
        "Week: {load} AU in {days} of 7 days (last week {previous} AU)",
        load=known,
        days=days,
        previous=words.number(week.previous_load.value),
    )


def of_entry(entry: Entry) -> Draft:
    """A stored entry in the shape that the functions above write."""
    return Draft.of_entry(entry, key="")


def lines(*parts: str) -> str:
    """One line each, the empty ones left out."""
    return "\n".join(part for part in parts if part)
