"""Whatever is tapped, typed and delivered, in whatever order and at whatever hour: no wrong day, nothing doubled."""

import asyncio
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend import errors
from backend.contract import Pause, Reminders
from handlers.remembered import Stage
from handlers.state import MAX_CHECK_INS
from handlers.zones import Place
from tests.unit.handlers.test_chat_german import reads_no_english

TEXTS = st.sampled_from(
    ["/checkin", "/checkin", "/reminders", "/pause", "/cancel", "/week", "/log", "check-in", "4 3 4 5 2", "43452",
     "7:30", "6.45", "7", "off", "22-7", "Friday", "two weeks", "open", "yesterday", "60 min run rpe 7", "rest day",
     "in Tokyo now", "chest pain", "hello", "12 dec"]
)  # fmt: skip
KINDS = st.sampled_from(["check_in", "check_in", "nudge", "pause_over"])
STEPS = st.one_of(
    st.tuples(st.just("say"), TEXTS),
    *[st.tuples(st.just("tap"), st.integers(0, 10_000))] * 4,
    st.tuples(st.just("remind"), KINDS),
    st.tuples(st.just("later"), st.integers(1, 30)),
    st.tuples(st.just("again"), st.just(0)),
    st.tuples(st.just("frozen"), st.integers(0, 10_000)),
)
VERBS = st.sampled_from(
    ["freshness:1", "sleep:5", "muscles:3", "calm:0", "mood:6", "mood:2", "skip", "later", "now", "save", "leave",
     "why", "less", "change", "undo", "back:43452", "back:4345", "back:99999", "every", "begin", "unknown", ""]
)  # fmt: skip
QUIET = {HealthCheck.function_scoped_fixture, HealthCheck.too_slow}


class Watched:
    """The backend refuses what is of another day than today or yesterday: it must never be asked for that."""

    def __init__(self, chat) -> None:
        self.chat = chat
        self.refused: list[str] = []
        as_athlete = chat.backend.as_athlete

        def watched(athlete_id):
            client = as_athlete(athlete_id)
            check_in = client.check_in

            async def ask(date, items):
                try:
                    return await check_in(date, items)
                except errors.InvalidEntry as error:
                    self.refused.append(f"{date}: {type(error).__name__}")
                    raise

            client.check_in = ask
            return client

        chat.backend.as_athlete = watched


@settings(max_examples=80, deadline=None, suppress_health_check=list(QUIET))
@given(steps=st.lists(STEPS, max_size=30))
def test_any_sequence_is_survived(new_chat, steps):
    asyncio.run(_live_through(new_chat(), steps))


async def _towns(text):
    """Reading the towns of the world a hundred times takes longer than all the rest."""
    return [Place("Asia/Tokyo", "Tokyo")] if text.casefold() == "tokyo" else []


async def _live_through(chat, steps):
    await chat.is_set_up()
    chat.towns = _towns
    watched = Watched(chat)
    last = None
    for n, (what, value) in enumerate(steps):
        before = chat.state
        buttons = [(shown, data) for shown in chat.bot.shown.values() for data in shown.buttons.values()]
        if what == "say":
            last = None
            await chat.says(value)
        elif what == "tap" and buttons:
            shown, data = buttons[value % len(buttons)]
            last = (data, shown, before)
            await chat.taps_data(data, shown)
        elif what == "remind":
            last = None
            told = len(chat.bot.told)
            await chat.is_reminded(value, note_id=str(n))
            once = len(chat.bot.told)
            await chat.is_reminded(value, note_id=str(n))
            assert len(chat.bot.told) == once <= told + 1, "one message, once"
        elif what == "later":
            chat.clock.time += dt.timedelta(hours=value)
        elif what == "frozen" and chat.bot.shown:
            chat.bot.frozen.add(sorted(chat.bot.shown)[value % len(chat.bot.shown)])
        elif what == "again" and last is not None:
            # The process died before the state was saved: the update is handled again from the state before.
            stored = dict(chat.check_ins), chat.reminders, len(chat.entries)
            chat.state = last[2]
            chat.update_id -= 1
            await chat.taps_data(last[0], last[1])
            kept = {day: said.model_copy(update={"recorded_at": None}) for day, said in chat.check_ins.items()}
            assert kept == {day: said.model_copy(update={"recorded_at": None}) for day, said in stored[0].items()}
            assert (chat.reminders, len(chat.entries)) == stored[1:]
        _check(chat, watched)


def _check(chat, watched):
    assert watched.refused == []
    assert len(chat.state.check_ins) <= MAX_CHECK_INS
    assert len({each.date for each in chat.state.check_ins}) == len(chat.state.check_ins)
    assert len(chat.state.model_dump_json()) < 20_000
    for each in chat.state.check_ins:
        if each.stage is Stage.STORED and each.date in chat.check_ins:
            shown = chat.bot.shown.get(each.card)
            assert shown is None or "of 25" in shown.text or "Here is" in shown.text or "/reminders" in shown.text


@settings(max_examples=60, deadline=None, suppress_health_check=list(QUIET))
@given(verbs=st.lists(VERBS, max_size=12))
def test_any_button_of_a_check_in_at_any_stage_is_survived(new_chat, verbs):
    asyncio.run(_tap_all(new_chat(), verbs))


async def _tap_all(chat, verbs):
    await chat.is_set_up()
    watched = Watched(chat)
    await chat.says("/checkin")
    for verb in verbs:
        await chat.taps_data(f"r:20261122:{verb}", chat.last)
        _check(chat, watched)
    assert set(chat.check_ins) <= {dt.date(2026, 11, 22)}


# ---- in German ----


@pytest.fixture
async def german(stranger):
    await stranger.sends(
        text="/start", **{"from": {"id": 7, "is_bot": False, "first_name": "Zoë", "language_code": "de"}}
    )
    await stranger.taps("OK, Training speichern")
    await stranger.taps("18:40 Berlin")
    return stranger


async def test_a_check_in_speaks_german(german):
    await german.says("/checkin")
    reads_no_english(german)
    for label in ("Frisch 4", "Schlaf 3", "Muskeln 4", "Ruhe 5"):
        await german.taps(label)
    german.sees("4 von 5: frisch 4/5 · Schlaf 3/5 · Muskeln 4/5 · Ruhe 5/5")
    for label in ("In einer Stunde", "Jetzt einchecken", "Heute auslassen", "Doch einchecken"):
        await german.taps(label)
        reads_no_english(german)


async def test_reminders_and_a_pause_speak_german(german):
    await german.says("/reminders")
    for label in ("Check-in…", "Mo–Fr", "07:00", "Sa", "‹ Zurück", "Nachfragen…", "‹ Zurück", "Ruhezeiten…"):
        await german.taps(label, german.last.id)
        reads_no_english(german)
    await german.taps("‹ Zurück")
    german.sees("Check-in: Mo–Fr 07:00")
    await german.says("/pause")
    await german.taps("Krank", german.last.id)
    await german.says("bis Freitag")
    german.sees("Pause bis Fr 27. Nov (krank).")
    reads_no_english(german)


async def test_what_comes_by_itself_speaks_german(german):
    await german.is_reminded("nudge")
    over = Pause(reason="travelling", since=dt.date(2026, 11, 10), until=dt.date(2026, 11, 21))
    german.backend.reminders[german.state.athlete_id] = Reminders(pause=over)
    await german.is_reminded("pause_over")
    german.sees("Deine Pause endete am Sa 21. Nov (unterwegs). Bist du wieder dabei?")
    reads_no_english(german)
