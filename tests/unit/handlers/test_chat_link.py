"""Connecting a chat to a Cognito account, as the athlete sees it. The issuer and the table are fakes in memory."""

import asyncio
import datetime as dt
import html
from typing import Any
from uuid import UUID

import pytest

from backend.errors import BackendUnavailable, SignInUnavailable, StoreUnavailable
from bot.linking.accounts import CognitoAccounts
from bot.linking.callback import Callback, Outcome, Result
from bot.linking.seal import Sealer
from tests.fakes.cognito import CALLBACK, CLIENT, FakeCognito
from tests.fakes.links import MemoryLinks
from tests.fakes.silence import QuietLog

KIM, LEE = "kim@example.org", "lee@example.org"
RUN = "60 min run rpe 7"


async def _bot_name() -> str:
    return "tracker_bot"


async def _no_time(_: float) -> None:
    await asyncio.sleep(0)


class SignedIn:
    """The fake API's client, which needs an access token for each call, as the real one does."""

    def __init__(self, inner: Any, accounts: CognitoAccounts, athlete_id: UUID) -> None:
        self._inner, self._accounts, self._athlete_id = inner, accounts, athlete_id

    def __getattr__(self, name: str) -> Any:
        async def call(*values: Any, **more: Any) -> Any:
            await self._accounts.access_token(self._athlete_id)
            return await getattr(self._inner, name)(*values, **more)

        return call


@pytest.fixture
def world(new_chat):
    """One user pool, one table, one API; any number of chats."""

    class World:
        def __init__(self) -> None:
            self.cognito = FakeCognito()
            self.sealer = Sealer(lambda: "k" * 64)
            self.log = QuietLog()
            self.first = None

        def chat(self, number: int = 4711):
            world = self

            class LinkedChat(new_chat):
                id = number

                def accounts(self) -> CognitoAccounts:
                    if world.first is None:
                        world.first = self
                        world.links = MemoryLinks(self.clock)
                    else:
                        self.clock, self.backend = world.first.clock, world.first.backend
                    cognito = world.cognito.client()
                    world.callback = Callback(cognito, world.links, world.sealer, self.clock, world.log)
                    self.process = CognitoAccounts(
                        cognito, CLIENT, CALLBACK, world.links, world.sealer, self.clock, _bot_name, world.log, _no_time
                    )
                    return self.process

                def restarts(self) -> None:
                    """Another process, which remembers no token."""
                    self.__dict__["process"] = self.accounts()
                    self.dialogue._accounts = self.process
                    self._sees_only_tokens()

                def _sees_only_tokens(self) -> None:
                    backend, process = self.backend, self.process

                    class Guarded:
                        def as_athlete(self, athlete_id: UUID) -> SignedIn:
                            return SignedIn(backend.as_athlete(athlete_id), process, athlete_id)

                    self.dialogue._backend = Guarded()

                async def begins(self, town: str = "18:40 Berlin") -> None:
                    await self.says("/start")
                    await self.taps("OK, store my training")
                    await self.taps(town)

                async def signs_in(self, email: str = KIM, label: str = "Connect account") -> Result:
                    """From the button in the chat to the page that leads back."""
                    url = html.unescape(self.with_button(label).buttons[label])
                    return await world.callback.answer(world.cognito.sign_in(url, email))

                async def returns(self, result: Result) -> None:
                    """By the page's button."""
                    await self.says(f"/start link_{result.payload}")

                async def connects(self, email: str = KIM) -> None:
                    await self.says("/link")
                    await self.returns(await self.signs_in(email))

            made = LinkedChat()
            made._sees_only_tokens()
            return made

    return World()


@pytest.fixture
async def newcomer(world):
    """Somebody who has agreed and set the clock, and has no account yet."""
    chat = world.chat()
    await chat.begins()
    return chat


@pytest.fixture
async def kim(newcomer):
    """Connected as kim@example.org."""
    await newcomer.connects()
    return newcomer


# ---- the first minute ----


async def test_the_account_is_asked_for_when_there_is_something_to_save(world):
    chat = world.chat()
    await chat.begins()
    chat.sees("Europe/Berlin. All set.")
    assert chat.backend.athletes == {}
    assert world.links.attempts == {}
    await chat.says(RUN)
    await chat.taps("Save")
    card = chat.sees("One step before I save this")
    assert "What you told me waits here. The button works for 10 minutes." in card.text
    assert chat.backend.entries == {}

    result = await chat.signs_in()
    assert result.outcome is Outcome.SIGNED_IN
    assert result.email == "k…@example.org"
    await chat.returns(result)

    news = chat.sees("Connected as k…@example.org. What waited:")
    assert card.id not in chat.bot.shown
    saved = chat.last
    assert saved.id > news.id
    assert "Saved. Run" in saved.text
    assert "420 AU" in saved.text
    assert list(saved.buttons) == ["Edit", "Undo"]
    (entry,) = chat.entries
    assert entry.minutes == 60
    assert chat.state.athlete_id == world.cognito.users[KIM]
    athlete = chat.backend.athletes[chat.state.athlete_id]
    assert (athlete.zone, athlete.language) == ("Europe/Berlin", "en")
    assert athlete.consented_at == chat.clock.now()
    assert chat.state.drafts == []
    assert chat.state.linking is None


async def test_the_guided_log_waits_as_well(newcomer):
    await newcomer.says("/log")
    await newcomer.taps("60 min")
    await newcomer.taps("7 very hard")
    await newcomer.taps("Save")
    await newcomer.returns(await newcomer.signs_in())
    assert "Saved." in newcomer.last.text
    assert len(newcomer.entries) == 1


async def test_a_session_kept_after_a_red_flag_is_saved_without_comment(newcomer):
    await newcomer.says("40 min run rpe 8, tight chest and dizzy")
    await newcomer.taps("Keep")
    newcomer.sees("One step before I save this")
    await newcomer.returns(await newcomer.signs_in())
    newcomer.sees("Kept in your log, without comment")
    assert newcomer.state.cards[0].quiet


async def test_what_was_cancelled_meanwhile_is_not_saved(newcomer):
    await newcomer.says(RUN)
    await newcomer.taps("Save")
    await newcomer.says("/cancel")
    await newcomer.returns(await newcomer.signs_in())
    assert newcomer.entries == []
    assert newcomer.last.text == "Connected as k…@example.org. Write your next session, or tap /log."


async def test_a_command_that_needed_the_account_is_answered_right_after_it(newcomer):
    await newcomer.says("/history")
    newcomer.sees("Connect your account first")
    await newcomer.returns(await newcomer.signs_in())
    newcomer.sees("Connected as k…@example.org.")
    assert "log" in newcomer.last.text.lower()
    assert "Connected" not in newcomer.last.text


async def test_zone_and_language_can_be_changed_before_there_is_an_account(newcomer):
    await newcomer.says("/settings")
    await newcomer.taps("Change time zone")
    await newcomer.says("Tokyo")
    await newcomer.says("/settings")
    await newcomer.taps("Deutsch")
    await newcomer.says("/link")
    await newcomer.returns(await newcomer.signs_in(label="Konto verbinden"))
    athlete = newcomer.backend.athletes[newcomer.state.athlete_id]
    assert (athlete.zone, athlete.language) == ("Asia/Tokyo", "de")


async def test_who_comes_back_with_an_older_account_keeps_what_they_said_last(kim, world):
    await kim.says("/unlink")
    await kim.taps("Sign out")
    await kim.says("/settings")
    await kim.taps("Change time zone")
    await kim.says("Tokyo")
    await kim.connects()
    assert kim.backend.athletes[kim.state.athlete_id].zone == "Asia/Tokyo"


async def test_link_before_the_clock_asks_for_the_clock_afterwards(world):
    chat = world.chat()
    await chat.says("/start")
    await chat.taps("OK, store my training")
    await chat.connects()
    chat.sees("Connected as")
    assert "What time is it for you now?" in chat.last.text
    await chat.taps("18:40 Berlin")
    assert chat.backend.athletes[chat.state.athlete_id].zone == "Europe/Berlin"


async def test_a_chat_that_has_not_agreed_is_asked_first(world):
    chat = world.chat()
    for command in ("/link", "/unlink", "/whoami", "/start link_something"):
        await chat.says(command)
        assert "I keep your training log" in chat.last.text
    assert world.links.attempts == {}


# ---- the proof ----


async def test_a_link_sent_to_somebody_else_captures_nothing(world, newcomer):
    # GIVEN a way to the sign-in page that Kim's chat made, and that somebody else signs in there
    await newcomer.says("/link")
    result = await newcomer.signs_in(LEE)
    victim = world.chat(12)
    await victim.begins()
    # WHEN that person follows the page's button into their own chat
    await victim.returns(result)
    # THEN nothing is connected, anywhere
    victim.sees("Somebody else began that sign-in, so I connect nothing.")
    assert victim.state.athlete_id is None
    assert newcomer.state.athlete_id is None
    assert world.links.accounts == {}
    assert "link_of_somebody_else" in world.log.events


async def test_a_proof_expires_after_ten_minutes(newcomer):
    await newcomer.says("/link")
    result = await newcomer.signs_in()
    newcomer.clock.time += dt.timedelta(minutes=10)
    await newcomer.returns(result)
    newcomer.sees("That way to your account has expired; it holds for 10 minutes. Tap /link for a new one.")
    assert newcomer.state.athlete_id is None


async def test_a_way_to_the_page_expires_after_ten_minutes(world, newcomer):
    await newcomer.says("/link")
    newcomer.clock.time += dt.timedelta(minutes=10)
    assert (await newcomer.signs_in()).outcome is Outcome.OVER
    assert world.links.proofs == {}


async def test_a_second_tap_on_the_pages_button_says_that_it_is_done(newcomer):
    await newcomer.says("/link")
    result = await newcomer.signs_in()
    await newcomer.returns(result)
    await newcomer.returns(result)
    assert newcomer.last.text == "You are connected as k…@example.org."


async def test_a_proof_connects_nothing_any_more_once_the_chat_was_signed_out(newcomer):
    await newcomer.says("/link")
    result = await newcomer.signs_in()
    await newcomer.returns(result)
    await newcomer.says("/unlink")
    await newcomer.taps("Sign out")
    await newcomer.returns(result)
    newcomer.sees("That way to your account has expired; it holds for 10 minutes. Tap /link for a new one.")
    assert newcomer.state.athlete_id is None


async def test_the_same_update_twice_connects_once_and_saves_once(world, newcomer):
    await newcomer.says(RUN)
    await newcomer.taps("Save")
    result, before = await newcomer.signs_in(), newcomer.state
    await newcomer.returns(result)
    # WHEN the process ended before the turn was stored, and the update comes again to another one
    newcomer.state = before
    newcomer.restarts()
    update = {
        "message": {
            "message_id": 99,
            "date": 1,
            "chat": {"id": 4711, "type": "private"},
            "from": {"id": 4711, "is_bot": False, "first_name": "Ada"},
            "text": f"/start link_{result.payload}",
        }
    }
    await newcomer.receives(update, again=True)
    assert len(newcomer.entries) == 1
    assert "Saved." in newcomer.last.text
    assert len(world.links.accounts) == 1


async def test_a_store_that_fails_after_the_sign_in_is_made_good_by_the_next_try(newcomer):
    await newcomer.says(RUN)
    await newcomer.taps("Save")
    result = await newcomer.signs_in()
    newcomer.backend.fails = [BackendUnavailable()]
    with pytest.raises(BackendUnavailable):
        await newcomer.returns(result)
    await newcomer.returns(result)
    assert len(newcomer.entries) == 1


@pytest.mark.parametrize("payload", ["", "x", "%00", "a" * 60, "denied2"])
async def test_an_invented_proof_is_answered(newcomer, payload):
    await newcomer.says(f"/start link_{payload}")
    newcomer.sees("That way to your account has expired")


async def test_who_says_no_on_the_page_keeps_everything_and_may_try_again(world, newcomer):
    await newcomer.says(RUN)
    await newcomer.taps("Save")
    url = newcomer.with_button("Connect account").buttons["Connect account"]
    state = world.cognito.sign_in(url, KIM)["state"]
    result = await world.callback.answer({"error": "access_denied", "state": state})
    assert result.outcome is Outcome.DENIED
    await newcomer.returns(result)
    newcomer.sees("Nothing was connected. If you change your mind:")
    assert newcomer.entries == []
    await newcomer.returns(await newcomer.signs_in())
    assert len(newcomer.entries) == 1


# ---- another chat, another account ----


async def test_an_account_of_another_chat_is_moved_only_when_asked(world, kim):
    await kim.says(RUN)
    await kim.taps("Save")
    other = world.chat(12)
    await other.begins()
    await other.connects()
    other.sees("k…@example.org is connected to another chat. Shall I move it here?")
    assert other.state.athlete_id is None
    await other.taps("Cancel")
    other.sees("Nothing was changed.")
    await kim.says("/history")
    kim.sees("Your log: 1 entry")


async def test_moving_signs_the_other_chat_out_and_tells_it(world, kim):
    await kim.says(RUN)
    await kim.taps("Save")
    entry = kim.entries[0].id
    old = next(iter(world.links.accounts.values())).token
    other = world.chat(12)
    await other.begins()
    await other.connects()
    await other.taps("Move here")
    other.sees("Connected as k…@example.org.")
    assert (4711, "Signed out here: your account was connected in another chat. If that was not you: /link.") in (
        other.bot.told
    )
    await other.says("/history")
    other.sees("Your log: 1 entry")
    assert world.cognito.asked.count("/oauth2/revoke") == 1
    assert old != next(iter(world.links.accounts.values())).token
    # The old chat learns nothing more, says nothing more, and loses nothing that it had not saved.
    before = len(kim.bot.shown)
    await kim.hears_back("Well done.", entry)
    assert len(kim.bot.shown) == before
    await kim.says("30 min swim rpe 3")
    assert kim.state.athlete_id is None
    assert kim.state.cards == []
    await kim.taps("Save")
    kim.sees("One step before I save this")
    assert len(other.entries) == 1


async def test_a_comment_goes_to_the_chat_that_holds_the_account(kim):
    await kim.says(RUN)
    await kim.taps("Save")
    await kim.hears_back("Your first run.", kim.entries[0].id)
    kim.sees("Your first run.")


async def test_another_account_in_the_same_chat_is_asked_about(world, kim):
    await kim.says(RUN)
    await kim.taps("Save")
    saved, kims = kim.last, kim.state.athlete_id
    await kim.says("50 min ride")
    await kim.says("/link")
    kim.sees("You are connected as k…@example.org. With another account I show another log.")
    url = kim.with_button("Connect another account").buttons["Connect another account"]
    assert "prompt=login" in url
    result = await kim.signs_in(LEE, "Connect another account")
    await kim.returns(result)
    kim.sees("Another account. This chat shows the log of one account, and you signed in as l…@example.org.")
    assert kim.state.athlete_id == kims
    await kim.taps("Use this account")
    assert kim.state.athlete_id == world.cognito.users[LEE]
    # Nothing of Kim's is left in the chat's memory, and their account is signed out.
    assert kim.state.cards == []
    assert kim.state.drafts == []
    assert list(world.links.accounts) == [world.cognito.users[LEE]]
    await kim.taps_data(saved.buttons["Undo"], saved)
    assert len(kim.backend.entries[kims]) == 1
    assert not next(iter(kim.backend.entries[kims].values())).removed
    kim.sees("That entry is gone.")


async def test_the_card_about_another_account_can_be_left_alone(world, kim):
    kims = kim.state.athlete_id
    await kim.says("/link")
    await kim.returns(await kim.signs_in(LEE, "Connect another account"))
    await kim.taps("Cancel")
    assert kim.state.athlete_id == kims
    await kim.says("/history")
    assert kim.state.athlete_id == kims


async def test_a_proof_shown_by_an_old_card_expires_too(world, kim):
    await kim.says("/link")
    await kim.returns(await kim.signs_in(LEE, "Connect another account"))
    kim.clock.time += dt.timedelta(minutes=10)
    await kim.taps("Use this account")
    kim.sees("That way to your account has expired")
    assert kim.state.athlete_id == world.cognito.users[KIM]


async def test_the_draft_that_waits_goes_to_the_account_that_was_chosen(world, kim):
    world.cognito.sign_out(KIM)
    kim.restarts()
    await kim.says("50 min ride rpe 3")
    await kim.says(RUN)
    await kim.taps("Save")
    await kim.returns(await kim.signs_in(LEE))
    await kim.taps("Use this account")
    assert [entry.minutes for entry in kim.backend.entries[world.cognito.users[LEE]].values()] == [60]
    assert kim.state.drafts == []


async def test_signing_in_again_in_the_same_chat_replaces_the_token(world, kim):
    await kim.says("/link")
    await kim.returns(await kim.signs_in(KIM, "Connect another account"))
    assert kim.last.text == "Connected as k…@example.org. Write your next session, or tap /log."
    assert world.cognito.asked.count("/oauth2/revoke") == 1
    kim.restarts()
    await kim.says("/week")
    assert "Connect" not in kim.last.text


# ---- staying signed in, and not ----


async def test_tokens_renew_themselves_in_silence(world, kim):
    for _ in range(3):
        kim.clock.time += dt.timedelta(hours=2)
        await kim.says("/week")
    assert "Connect" not in kim.last.text
    assert world.cognito.asked.count("/oauth2/token") >= 4


async def test_who_was_signed_out_by_the_operator_is_told_and_goes_on_where_it_was(world, kim):
    await kim.says(RUN)
    world.cognito.sign_out(KIM)
    kim.clock.time += dt.timedelta(hours=2)
    await kim.taps("Save")
    kim.sees("You are signed out. Connect again, and it goes on where it was.")
    assert "signed_out_by_issuer" in world.log.events
    await kim.returns(await kim.signs_in())
    assert len(kim.entries) == 1
    kim.sees("Saved.")


async def test_a_change_waits_for_the_sign_in_like_a_new_session(world, kim):
    await kim.says(RUN)
    await kim.taps("Save")
    await kim.taps("Edit")
    await kim.taps("Duration")
    await kim.taps("75 min")
    world.cognito.sign_out(KIM)
    kim.restarts()
    await kim.taps("Save")
    kim.sees("You are signed out.")
    assert kim.entries[0].minutes == 60
    await kim.returns(await kim.signs_in())
    assert kim.entries[0].minutes == 75
    kim.sees("Changed.")


async def test_a_tap_on_a_stored_session_works_again_after_the_sign_in(world, kim):
    await kim.says(RUN)
    await kim.taps("Save")
    world.cognito.sign_out(KIM)
    kim.restarts()
    await kim.taps("Undo")
    kim.sees("You are signed out.")
    assert len(kim.entries) == 1
    await kim.returns(await kim.signs_in())
    await kim.taps("Undo")
    assert kim.entries == []


async def test_a_changed_password_changes_nothing_here(world, kim):
    # Cognito's refresh tokens outlive a change of the password; whoever wants them gone signs out everywhere.
    kim.clock.time += dt.timedelta(hours=2)
    await kim.says(RUN)
    await kim.taps("Save")
    assert len(kim.entries) == 1


async def test_a_user_who_was_deleted_is_signed_out_and_may_come_with_another_account(world, kim):
    kims = kim.state.athlete_id
    world.cognito.delete(KIM)
    kim.clock.time += dt.timedelta(hours=2)
    await kim.says("/week")
    kim.sees("You are signed out.")
    await kim.returns(await kim.signs_in(LEE))
    kim.sees("Another account.")
    await kim.taps("Use this account")
    assert kim.state.athlete_id == world.cognito.users[LEE]
    assert kim.state.athlete_id != kims


async def test_an_issuer_that_does_not_answer_is_waited_for(world, kim):
    world.cognito.down = True
    kim.clock.time += dt.timedelta(hours=2)
    await kim.says(RUN)
    with pytest.raises(SignInUnavailable):
        await kim.taps("Save")
    world.cognito.down = False
    await kim.taps("Save")
    assert len(kim.entries) == 1


async def test_a_table_that_does_not_answer_keeps_the_update(world, kim, monkeypatch):
    def away(_: UUID) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(world.links, "account", away)
    with pytest.raises(StoreUnavailable):
        await kim.says(RUN)


async def test_unlink_asks_then_revokes_and_forgets(world, kim):
    await kim.says(RUN)
    await kim.taps("Save")
    entry, kims = kim.entries[0].id, kim.state.athlete_id
    await kim.says("/unlink")
    kim.sees("Sign this chat out? Your log stays where it is")
    await kim.taps("Stay signed in")
    assert kims in world.links.accounts
    await kim.says("/unlink")
    await kim.taps("Sign out")
    kim.sees("Signed out. Your log stays as it is; /link brings it back.")
    assert world.links.accounts == {}
    assert world.cognito.asked[-1] == "/oauth2/revoke"
    assert kim.state.athlete_id is None
    assert kim.state.cards == []
    assert len(kim.backend.entries[kims]) == 1
    await kim.says("/unlink")
    kim.sees("This chat is signed out already.")
    await kim.says("/whoami")
    kim.sees("This chat is connected to no account.")
    await kim.says("/link")
    await kim.returns(await kim.signs_in())
    await kim.says("/history")
    kim.sees("Your log: 1 entry")
    assert kim.entries[0].id == entry


@pytest.mark.parametrize("trouble", ["revokes", "down"])
async def test_an_issuer_that_cannot_revoke_is_no_reason_to_stay_signed_in(world, kim, trouble):
    setattr(world.cognito, trouble, trouble == "down")
    await kim.says("/unlink")
    await kim.taps("Sign out")
    kim.sees("Signed out.")
    assert world.links.accounts == {}
    assert "not_revoked" in world.log.events


async def test_whoami_names_the_account_and_what_is_stored(kim):
    await kim.says(RUN)
    await kim.taps("Save")
    await kim.says("/whoami")
    text = kim.last.text
    assert "You are k…@example.org, connected since 22 Nov 2026." in text
    assert "Stored: 1 entry with its comment" in text
    assert "/unlink signs this chat out" in text


async def test_the_export_names_the_account(kim):
    await kim.says("/export")
    kim.sees("Your account: k…@\u2060example.org.")


# ---- deleting ----


async def deletes(chat):
    await chat.says("/delete_me")
    await chat.taps("Delete everything")
    await chat.taps("Yes, delete it all")


async def test_delete_me_removes_the_link_as_well(world, kim):
    await kim.says(RUN)
    await kim.taps("Save")
    await deletes(kim)
    kim.sees("Everything is gone: 1 entry")
    assert kim.backend.athletes == {}
    assert world.links.accounts == {}
    assert not kim.state.worth_keeping


async def test_a_deletion_that_a_crash_cut_short_is_told_as_done(world, kim):
    await kim.says(RUN)
    await kim.taps("Save")
    await kim.says("/delete_me")
    await kim.taps("Delete everything")
    before, button = kim.state, kim.with_button("Yes, delete it all")
    # GIVEN that log and user are gone, and the process with them before the chat was forgotten
    account = next(iter(world.links.accounts.values()))
    await kim.taps("Yes, delete it all")
    world.links.accounts[account.athlete_id] = account
    world.links.leave(account.athlete_id, before.deletion.key)
    world.cognito.delete(KIM)
    kim.state = before
    kim.restarts()
    # WHEN the same tap is handled by another one
    await kim.taps_data(f"x:{before.deletion.key}:gone", button)
    # THEN it is told as done
    assert "Everything is gone" in kim.last.text
    assert world.links.accounts == {}
    assert not kim.state.worth_keeping


async def test_who_is_signed_out_signs_in_to_delete(world, kim):
    await kim.says("/delete_me")
    await kim.taps("Delete everything")
    world.cognito.sign_out(KIM)
    kim.restarts()
    await kim.taps("Yes, delete it all")
    kim.sees("You are signed out.")
    assert len(kim.backend.athletes) == 1
    assert len(world.links.accounts) == 1


async def test_a_chat_without_an_account_can_be_forgotten(newcomer):
    await newcomer.says(RUN)
    await newcomer.says("/delete_me")
    newcomer.sees("Forget this chat? It is connected to no account.")
    await newcomer.taps("Keep it")
    assert newcomer.state.drafts
    await newcomer.says("/delete_me")
    await newcomer.taps("Forget this chat")
    newcomer.sees("Forgotten. /start begins anew.")
    assert not newcomer.state.worth_keeping
