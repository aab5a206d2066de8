"""Whatever is tapped and typed, in whatever order: nothing raises, nothing is doubled, every state can be read back.

The fake bot refuses callback data over 64 bytes and text over 4,096 characters; the fake chat puts the state through
JSON after every turn.
"""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.contract import EntryContent
from backend.training.session import Sport
from handlers.drafts import Step
from handlers.state import ChatState

TEXTS = st.one_of(
    st.sampled_from(
        [
            "60 min run rpe 7, legs heavy", "10k in 52:10", "45'", "rest day", "rpe 11", "700 min hike", "yesterday",
            "tomorrow 60 min run", "60", "7", "7.5", "yes", "1h10", "12 nov", "1 jan 2020", "hello", "why?", "4 3 5",
            "chest pain", "40 min run, chest pain", "18:40", "75m swim", "an easy run", "<b>&", "שלום", "",
            "/log", "/cancel", "/history", "/week", "/trend", "/settings", "/export", "/start", "/delete_me", "/help",
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("say"), TEXTS),
    st.tuples(st.just("tap"), st.integers(0, 10_000)),
    st.tuples(st.just("tap"), st.integers(0, 10_000)),
    st.tuples(st.just("edit"), TEXTS),
    st.tuples(st.just("again"), st.just(0)),
    st.tuples(st.just("frozen"), st.integers(0, 10_000)),
)


VERBS = st.sampled_from(
    ["m:60", "m:", "m:99999", "m:x", "r:7", "r:u", "r:11", "r:", "f:mood:3", "f:mood:9", "f:x:1", "f:mood", "sp:run",
     "sp:x", "day:2026-11-20", "day:2027-01-01", "day:x", "rest", "go:note", "go:long", "go:feelings", "go:x", "back",
     "note", "yes", "no", "save", "cancel", "revive", "keep", "dont", "unknown", ""]
)  # fmt: skip
OPENERS = st.sampled_from(
    ["/log", "60 min run rpe 7", "10k in 52:10", "rest day", "700 min hike", "40 min, chest pain"],
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(opener=OPENERS, verbs=st.lists(VERBS, max_size=12))
def test_any_button_at_any_step_is_survived(new_chat, opener, verbs):
    """A tap may come late, when the card has gone on: each verb has to bear each step."""
    asyncio.run(_tap_all(new_chat(), opener, verbs))


async def _tap_all(chat, opener, verbs):
    await chat.is_set_up()
    await chat.says(opener)
    key = chat.state.drafts[-1].key
    for verb in verbs:
        await chat.taps_data(f"d:{key}:{verb}", chat.last)
        _check(chat)
    assert len(chat.entries) <= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=25))
def test_any_sequence_of_taps_and_texts_is_survived(new_chat, steps):
    asyncio.run(_live_through(new_chat(), steps))


async def _live_through(chat, steps):
    await chat.is_set_up()
    last = None
    for what, value in steps:
        before = chat.state
        if what == "say" and value:
            last = None
            await chat.says(value)
        elif what == "edit" and value:
            last = None
            await chat.sends("edited_message", text=value, message_id=chat.next_message)
        elif what == "tap" and any(shown.buttons for shown in chat.bot.shown.values()):
            buttons = [(shown, data) for shown in chat.bot.shown.values() for data in shown.buttons.values()]
            shown, data = buttons[value % len(buttons)]
            if data.startswith("z:"):
                continue  # any zone is as good as Berlin, but the tests' days are Berlin's
            last = (data, shown, before)
            await chat.taps_data(data, shown)
        elif what == "frozen" and chat.bot.shown:
            chat.bot.frozen.add(sorted(chat.bot.shown)[value % len(chat.bot.shown)])
        elif what == "again" and last is not None:
            # The process died before the state was saved: the update is handled again from the state before.
            entries = len(chat.entries)
            chat.state = last[2]
            chat.update_id -= 1
            await chat.taps_data(last[0], last[1])
            assert len(chat.entries) == entries
        _check(chat)


def _check(chat):
    assert len(chat.state.model_dump_json()) < 100_000
    assert len(chat.state.drafts) <= 10
    for draft in chat.state.drafts:
        if draft.step in (Step.REVIEW, Step.FEELINGS) and not draft.open and draft.complete:
            assert isinstance(draft.content(), EntryContent)
    for entry in chat.entries:
        assert entry.date <= chat.clock.now().date()
    keys = [draft.key for draft in chat.state.drafts]
    assert len(keys) == len(set(keys))


def test_what_another_version_wrote_and_this_one_cannot_read_is_forgotten_alone():
    draft = {"id": "00000000-0000-0000-0000-000000000001", "key": "0001", "date": "2026-11-22"}
    state = ChatState.model_validate(
        {"chat_id": 1, "zone": "Europe/Berlin", "drafts": [draft, {**draft, "step": "of_tomorrow"}], "history": 5}
    )
    assert [each.key for each in state.drafts] == ["0001"]
    assert state.zone == "Europe/Berlin"
    assert state.history.cursors == [None]


@given(extra=st.dictionaries(st.text(min_size=1), st.integers(), max_size=3))
def test_a_state_of_another_version_is_read_by_what_is_known(extra):
    known = set(ChatState.model_fields)
    state = ChatState.model_validate({"chat_id": 1, **{k: v for k, v in extra.items() if k not in known}})
    assert (state.language, state.zone, state.last_sport) == ("en", None, Sport.OTHER)
