"""/ask, /memory, votes and the tone, as the athlete sees them."""

import datetime as dt
from uuid import uuid4

import pytest

from backend.contract.coach import MAX_MEMORIES, Proposal
from backend.tone import Tone


async def test_a_question_is_answered_where_it_was_said_to_be_looked_up(chat):
    await chat.says("/ask Can I race on Saturday?")
    waiting = chat.sees("Looking it up")
    assert waiting.reply_to == chat.next_message
    await chat.is_answered("The week is 12 % above the last <b>.", "60 min × RPE 7 = 420 AU (Foster 2001)")
    assert waiting.text == "The week is 12 % above the last <b>."
    assert list(waiting.buttons) == ["Why?", "👍", "👎"]
    await chat.taps("Why?")
    assert "420 AU (Foster 2001)" in waiting.text
    await chat.taps("Less")
    assert waiting.text == "The week is 12 % above the last <b>."


async def test_the_same_answer_twice_is_said_once(chat):
    await chat.says("/ask Am I doing too much?")
    await chat.is_answered("No number says.")
    said = len(chat.bot.calls)
    await chat.is_answered("No number says.")
    assert len(chat.bot.calls) == said


async def test_an_answer_comes_also_when_its_place_is_gone(chat):
    await chat.says("/ask Am I doing too much?")
    await chat.bot.delete_message(chat.id, chat.sees("Looking it up").id)
    await chat.is_answered("No number says.")
    assert chat.last.text == "No number says."


async def test_ask_alone_asks_for_the_question(chat):
    await chat.says("/ask")
    card = chat.sees("What do you want to know?")
    assert list(card.buttons) == ["Am I doing too much?", "Compare my last session with those before"]
    await chat.says("did I sleep enough")
    assert [asked.text for asked in chat.coach.asked.values()] == ["did I sleep enough"]
    await chat.taps("Am I doing too much?")
    assert [asked.text for asked in chat.coach.asked.values()][1:] == ["Am I doing too much?"]
    assert card.text == "Looking it up …"


async def test_a_session_typed_while_a_question_is_asked_for_is_logged(chat):
    await chat.says("/ask")
    await chat.says("60 min run rpe 7")
    assert chat.coach.asked == {}
    assert "Save" in chat.last.buttons


async def test_what_is_asked_for_is_over_after_an_hour_or_a_tap(chat):
    await chat.says("/ask")
    chat.clock.time += dt.timedelta(hours=2)
    await chat.says("and then some")
    assert chat.coach.asked == {}


async def test_a_question_in_the_open_is_offered_to_the_coach(chat):
    await chat.says("How much did I run last week?")
    offer = chat.sees("That is a question")
    await chat.taps("Ask the coach")
    assert [asked.text for asked in chat.coach.asked.values()] == ["How much did I run last week?"]
    assert offer.text == "Looking it up …"
    await chat.is_answered("Run: 3 sessions.")
    assert offer.text == "Run: 3 sessions."


async def test_a_question_without_its_mark_is_offered_too_and_opens_no_card(chat):
    await chat.says("compare my last run with those before")
    chat.sees("That is a question")
    assert chat.state.drafts == []
    await chat.taps("Ask the coach")
    assert [asked.text for asked in chat.coach.asked.values()] == ["compare my last run with those before"]


async def test_beside_an_open_card_it_is_no_note(chat):
    await chat.says("60 min run rpe 7")
    await chat.says("tell me how much I ran last week")
    chat.sees("That is a question")
    await chat.taps("Save")
    assert chat.entries[0].note == ""


@pytest.mark.parametrize("asked", ["tell me how much I ran last week", "How much did I run last week?"])
async def test_a_question_is_no_answer_to_what_a_card_asks(chat, asked):
    await chat.says("yesterday was hard, 60 min run rpe 7")
    chat.sees("Which day was it?")
    await chat.says(asked)
    chat.sees("That is a question")
    await chat.says("yesterday?")
    assert chat.last.text.startswith("Run · yesterday · 60 min")


async def test_an_offer_that_was_taken_is_not_taken_again(chat):
    await chat.says("How much did I run last week?")
    data, shown = chat.last.buttons["Ask the coach"], chat.last
    await chat.taps("Ask the coach")
    await chat.taps_data(data, shown)
    assert len(chat.coach.asked) == 1
    assert chat.bot.toasts[-1] == "That question is too old. Ask it anew with /ask."


async def test_without_premium_the_way_to_it_is_named(chat):
    chat.coach.has_premium = False
    await chat.says("/ask Can I race on Saturday?")
    assert "/premium" in chat.last.text
    assert chat.coach.asked == {}


async def test_the_days_questions_are_over_in_words(chat):
    chat.coach.most = 0
    await chat.says("/ask Can I race on Saturday?")
    assert "Tomorrow I go on" in chat.last.text


async def test_a_red_flag_comes_before_any_question(chat):
    await chat.says("/ask can I run with a tight chest and feeling dizzy?")
    assert "stop training" in chat.last.text
    assert chat.coach.asked == {}


async def test_a_race_is_remembered_only_when_tapped(chat):
    await chat.says("/ask Can I race on Saturday?")
    race = Proposal(kind="race", text="Race on 28 Nov 2026", date=dt.date(2026, 11, 28))
    await chat.is_answered("The week is calm.", "60 min", proposal=race)
    assert chat.coach.items == []
    await chat.taps("Why?")
    assert "Race on 28 Nov 2026" in chat.last.text
    await chat.taps("Remember this")
    assert [(item.text, item.date) for item in chat.coach.items] == [("Race on 28 Nov 2026", race.date)]


async def test_what_is_remembered_is_shown_and_erased_with_one_tap(chat):
    await chat.says("/memory")
    assert "I remember nothing of you yet" in chat.last.text
    await chat.says("/memory add Knee <hurts> downhill")
    card = chat.last
    assert "1. Knee <hurts> downhill (note)" in card.text
    await chat.taps("✕ 1")
    assert chat.coach.items == []
    assert "Erased: Knee <hurts> downhill" in card.text
    await chat.taps("Undo")
    assert [item.text for item in chat.coach.items] == ["Knee <hurts> downhill"]
    assert "Undo" not in card.buttons


async def test_something_to_remember_is_asked_for(chat):
    await chat.says("/memory add")
    await chat.says("marathon in April")
    assert [item.text for item in chat.coach.items] == ["marathon in April"]
    await chat.says("/memory")
    await chat.taps("Add")
    await chat.says("x" * 121)
    assert "too long" in chat.last.text


async def test_a_full_memory_says_so_and_shows_what_can_go(chat):
    for number in range(MAX_MEMORIES):
        await chat.says(f"/memory add line {number}")
    await chat.says("/memory add one more")
    assert "I remember as much as I may" in chat.last.text
    assert "✕ 10" in chat.last.buttons
    assert "Add" not in chat.last.buttons


async def test_a_comment_is_voted_on_and_said_differently_in_its_place(chat):
    await chat.says("60 min run rpe 7")
    await chat.taps("Save")
    [entry] = chat.entries
    await chat.hears_back("Your first run.", entry.id)
    comment = chat.sees("Your first run.")
    await chat.taps("👎")
    [vote] = chat.coach.votes
    assert (vote.entry_id, vote.good) == (entry.id, False)
    assert list(comment.buttons) == ["Why?", "👍", "✓ 👎", "brief", "explaining", "tough"]
    await chat.taps("brief")
    assert chat.coach.tone is Tone.BRIEF
    [asked] = chat.coach.asked.values()
    assert asked.entry_id == entry.id
    await chat.is_answered("Your first. Rest.")
    assert comment.text == "Your first. Rest."


async def test_an_answer_is_said_differently_too(chat):
    await chat.says("/ask Am I doing too much?")
    await chat.is_answered("No number says.")
    answer = chat.sees("No number says.")
    await chat.taps("👍")
    assert list(answer.buttons) == ["Why?", "✓ 👍", "👎"]
    await chat.taps("👎")
    await chat.taps("tough")
    first, second = chat.coach.asked.values()
    assert (first.text, first.id != second.id) == (second.text, True)
    await chat.is_answered("Up 12 %.", question=second.id)
    assert answer.text == "Up 12 %."


async def test_the_tone_is_a_setting(chat):
    await chat.says("/settings")
    assert "The coach’s tone: plain." in chat.last.text
    await chat.taps("explaining")
    assert "The coach’s tone: explaining." in chat.last.text
    assert chat.coach.tone is Tone.EXPLAINING
    await chat.taps("✓ explaining")
    assert chat.coach.tone is Tone.EXPLAINING


async def test_taps_that_no_button_of_ours_made_do_nothing(chat):
    await chat.says("/ask Am I doing too much?")
    await chat.is_answered("No number says.")
    for data in ("a:", "a:zz:why", "v:e", f"v:x:{uuid4().hex}:1", f"v:e:{uuid4().hex}:sweetly", "o:del:zz", "a:try:99"):
        await chat.taps_data(data, chat.last)
    assert chat.coach.votes == []


async def test_what_an_effort_means_is_a_question_and_no_answer_to_how_hard_it_was(chat):
    await chat.says("60 min run")
    chat.sees("How hard was it")
    await chat.says("what does rpe 7 mean")
    chat.sees("That is a question")
    await chat.says("6")
    chat.sees("Load 360 AU")


@pytest.mark.parametrize(
    "words", ["remind me to run tomorrow", "/ask remind me to run 60 min tomorrow", "can you remind me to run?"]
)
async def test_who_asks_to_be_reminded_is_told_where_reminders_are_set(chat, words):
    await chat.says(words)
    assert "/reminders" in chat.last.text
    assert chat.last.buttons == {}
    assert chat.coach.asked == {}
    assert chat.state.drafts == []


async def test_a_reminder_wished_for_where_a_question_is_asked_for_is_none(chat):
    await chat.says("/ask")
    await chat.says("remind me to run tomorrow")
    assert "/reminders" in chat.last.text
    assert chat.coach.asked == {}
