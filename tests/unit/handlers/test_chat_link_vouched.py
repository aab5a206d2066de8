"""/link, /unlink and /whoami where Telegram's word is enough: no account, no page, the same commands."""

from backend.errors import NotSignedIn

RUN = "60 min run rpe 7"


async def logs(chat):
    await chat.says(RUN)
    await chat.taps("Save")


async def signs_out(chat):
    await chat.says("/unlink")
    await chat.taps("Sign out")
    chat.sees("Signed out. Your log stays as it is; /link brings it back.")


async def test_link_says_that_there_is_nothing_to_do(chat):
    await chat.says("/link")
    chat.sees("You are connected: Telegram tells me who writes, and I need no more than that.")


async def test_signed_out_reads_nothing_and_hears_nothing(chat):
    await logs(chat)
    me, entry = chat.state.athlete_id, chat.entries[0].id
    await signs_out(chat)
    assert chat.backend.forgotten == [me]
    before = len(chat.bot.shown)
    await chat.hears_back("Well done.", entry)
    assert len(chat.bot.shown) == before
    await chat.says("/history")
    chat.sees("This chat is signed out. /link connects it, and so does saving a session.")
    await chat.says("/unlink")
    chat.sees("This chat is signed out already.")
    await chat.says("/whoami")
    chat.sees("This chat is connected to no account.")


async def test_link_brings_the_same_athlete_back(chat):
    await logs(chat)
    me = chat.state.athlete_id
    await signs_out(chat)
    await chat.says("/link")
    chat.sees("You are connected again. Write your next session, or tap /log.")
    assert chat.state.athlete_id == me
    await chat.says("/history")
    chat.sees("Your log: 1 entry")


async def test_a_log_brings_the_same_athlete_back_and_is_saved_at_once(chat):
    await logs(chat)
    await signs_out(chat)
    await chat.says("30 min swim rpe 3")
    await chat.taps("Save")
    chat.sees("You are connected again. What waited:")
    assert "Saved. Swim" in chat.last.text
    assert len(chat.entries) == 2


async def test_staying_is_one_tap(chat):
    await chat.says("/unlink")
    await chat.taps("Stay signed in")
    chat.sees("You stay signed in.")
    await logs(chat)
    assert len(chat.entries) == 1


async def test_a_second_tap_on_sign_out_changes_nothing(chat):
    await chat.says("/unlink")
    card, data = chat.last, chat.last.buttons["Sign out"]
    await chat.taps_data(data, card)
    await chat.taps_data(data, card)
    assert len(chat.backend.forgotten) == 1


async def test_whoami_says_that_there_is_no_account(chat):
    await logs(chat)
    await chat.says("/whoami")
    chat.sees("You are who Telegram says you are: no account, no password, no e-mail address.")
    chat.sees("Stored: 1 entry with its comment, your check-ins, pauses and reminders, what you asked the coach, ")
    chat.sees("that you agreed on 22 Nov 2026.")


async def test_a_proof_of_a_sign_in_proves_nothing_here(chat):
    await chat.says("/start link_abcdefgh")
    chat.sees("That way to your account has expired")
    await chat.says("/start link_denied")
    chat.sees("You are connected")


async def test_a_refused_word_of_the_bots_is_no_endless_circle(chat):
    chat.backend.fails = [NotSignedIn(), NotSignedIn()]
    await chat.says("/history")
    chat.sees("I could not open your log.")


async def test_who_was_there_before_accounts_came_is_connected(chat):
    # GIVEN the state of a chat of an earlier version, which does not know when the athlete agreed
    chat.state = chat.state.model_copy(update={"consented_at": None})
    await signs_out(chat)
    await chat.says("/link")
    chat.sees("You are connected again.")
    await logs(chat)
    assert len(chat.entries) == 1
