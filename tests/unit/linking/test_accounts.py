"""Access tokens that renew themselves, and refresh tokens that are never lost, whoever renews at the same time."""

import asyncio
import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.errors import NotSignedIn, SignInUnavailable
from bot.linking.accounts import CognitoAccounts, masked
from bot.linking.callback import Callback
from bot.linking.seal import Sealer
from handlers.accounts import Person, SignInAt, Standing
from tests.fakes.cognito import CALLBACK, CLIENT, FakeCognito
from tests.fakes.links import MemoryLinks
from tests.fakes.silence import QuietLog

NOW = dt.datetime(2026, 11, 22, 17, 40, tzinfo=dt.UTC)
KIM = "kim@example.org"
ME = Person(user_id=4711, chat_id=4711, language="en")


class Clock:
    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> dt.datetime:
        return self.time


class World:
    def __init__(self) -> None:
        self.clock, self.server, self.log = Clock(), FakeCognito(), QuietLog()
        self.links = MemoryLinks(self.clock)
        self.keys = "k" * 64
        self.sealer = Sealer(lambda: self.keys)
        self.pauses: list[float] = []

    def process(self, sleep: Any = None) -> CognitoAccounts:
        async def name() -> str:
            return "tracker_bot"

        async def note(seconds: float) -> None:
            self.pauses.append(seconds)

        return CognitoAccounts(
            self.server.client(), CLIENT, CALLBACK, self.links, self.sealer, self.clock, name, self.log, sleep or note
        )

    async def connected(self, process: CognitoAccounts) -> UUID:
        at = await process.connect(ME, uuid4())
        assert isinstance(at, SignInAt)
        callback = Callback(self.server.client(), self.links, self.sealer, self.clock, self.log)
        result = await callback.answer(self.server.sign_in(at.url, KIM))
        return (await process.accept(result.payload, ME)).athlete_id

    def token(self, athlete_id: UUID) -> str:
        account = self.links.account(athlete_id)
        assert account is not None
        assert account.token is not None
        return self.sealer.open(account.token, str(athlete_id))

    @property
    def refreshes(self) -> int:
        return self.server.asked.count("/oauth2/token") - 1


@pytest.fixture
def world() -> World:
    return World()


async def test_a_token_is_kept_until_five_minutes_before_it_expires(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    first = await accounts.access_token(kim)
    world.clock.time += dt.timedelta(minutes=54)
    assert await accounts.access_token(kim) == first
    world.clock.time += dt.timedelta(minutes=1)
    assert await accounts.access_token(kim) != first
    assert world.refreshes == 2


async def test_a_forgotten_token_is_renewed(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    first = await accounts.access_token(kim)
    accounts.forget(kim)
    assert await accounts.access_token(kim) != first


async def test_many_calls_at_once_renew_once(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    tokens = await asyncio.gather(*(accounts.access_token(kim) for _ in range(20)))
    assert len(set(tokens)) == 1
    assert world.refreshes == 1


async def test_a_caller_that_gives_up_stops_nobody_else(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    hurried, patient = (asyncio.create_task(accounts.access_token(kim)) for _ in range(2))
    await asyncio.sleep(0)
    hurried.cancel()
    assert await patient
    assert world.refreshes == 1


async def test_nobody_knows_the_token_of_who_never_signed_in(world):
    with pytest.raises(NotSignedIn):
        await world.process().access_token(uuid4())


async def test_the_new_refresh_token_is_stored_before_the_access_token_is_used(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    first = world.token(kim)
    await accounts.access_token(kim)
    assert world.token(kim) != first
    # A process that starts now, and knows only the table, goes on from there.
    assert await world.process().access_token(kim)


async def test_where_tokens_do_not_rotate_the_one_stays(world):
    world.server.rotates = False
    accounts = world.process()
    kim = await world.connected(accounts)
    first = world.token(kim)
    await accounts.access_token(kim)
    assert world.token(kim) == first


@pytest.mark.parametrize("grace", [0, 1])
async def test_processes_that_renew_at_once_lose_nothing(world, grace):
    # GIVEN two processes, and a pool that may take the token before the newest for a moment, or not
    world.server.grace = grace

    async def turn(_: float) -> None:
        for _ in range(50):  # threads hand over their results in their own time
            await asyncio.sleep(0.001)

    one, other = world.process(turn), world.process(turn)
    kim = await world.connected(one)
    # WHEN both renew it, again and again
    for _ in range(10):
        world.clock.time += dt.timedelta(hours=2)
        tokens = await asyncio.gather(one.access_token(kim), other.access_token(kim))
        # THEN both get a token, and what lies in the table still is good
        assert all(tokens)
    assert await world.process().access_token(kim)
    assert "signed_out_by_issuer" not in world.log.events


async def test_who_was_refused_waits_for_the_quicker_one(world):
    # GIVEN another process that used the token up, and stores the new one only now
    accounts = world.process()
    kim = await world.connected(accounts)
    held = world.links.account(kim)
    rotated = await world.server.client().refresh(CLIENT, world.token(kim))

    async def stored_meanwhile(_: float) -> None:
        assert world.links.renew(kim, held.token, world.sealer.seal(rotated.refresh, str(kim)))

    # WHEN this one is refused, THEN it looks again before it signs anybody out
    assert await world.process(stored_meanwhile).access_token(kim)
    assert world.links.account(kim).token is not None


async def test_a_quicker_process_that_is_late_at_storing_still_saves_the_day(world):
    # GIVEN a token that another process used up, and that this one therefore found refused
    accounts = world.process()
    kim = await world.connected(accounts)
    held = world.links.account(kim)
    rotated = await world.server.client().refresh(CLIENT, world.token(kim))
    with pytest.raises(NotSignedIn):
        await accounts.access_token(kim)
    assert world.pauses == [0.2, 0.5, 1.0]
    # WHEN the other stores what it got at last, THEN the athlete is signed in as before
    assert world.links.renew(kim, held.token, world.sealer.seal(rotated.refresh, str(kim)))
    assert await accounts.access_token(kim)


async def test_who_disconnects_while_another_renews_stays_disconnected(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    renew = world.links.renew

    def removed_first(*values: Any) -> bool:
        world.links.remove(kim)
        return renew(*values)

    world.links.renew = removed_first
    with pytest.raises(NotSignedIn):
        await accounts.access_token(kim)
    assert world.links.account(kim) is None


async def test_of_two_that_accept_the_same_proof_at_once_both_are_told_the_same(world):
    accounts = world.process()
    at = await accounts.connect(ME, uuid4())
    callback = Callback(world.server.client(), world.links, world.sealer, world.clock, world.log)
    result = await callback.answer(world.server.sign_in(at.url, KIM))
    one, other = await asyncio.gather(accounts.accept(result.payload, ME), world.process().accept(result.payload, ME))
    assert one.athlete_id == other.athlete_id == world.server.users[KIM]
    assert await accounts.access_token(one.athlete_id)


async def test_of_two_callbacks_for_the_same_sign_in_one_leads_back(world):
    accounts = world.process()
    at = await accounts.connect(ME, uuid4())
    callback = Callback(world.server.client(), world.links, world.sealer, world.clock, world.log)
    first, second = world.server.sign_in(at.url, KIM), world.server.sign_in(at.url, KIM)
    results = await asyncio.gather(callback.answer(first), callback.answer(second), callback.answer(first))
    assert sorted(result.outcome for result in results) == ["over", "over", "signed in"]
    assert len(world.links.proofs) == 1


async def test_a_refusal_is_remembered_and_not_asked_for_again(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    world.server.sign_out(KIM)
    for _ in range(3):
        with pytest.raises(NotSignedIn):
            await accounts.access_token(kim)
    assert world.refreshes == 1
    assert await accounts.identity(kim) is None
    assert await accounts.standing(kim, 4711) is Standing.HERE


async def test_a_seal_whose_key_is_gone_signs_out(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    world.keys = "n" * 64
    with pytest.raises(NotSignedIn):
        await accounts.access_token(kim)


async def test_a_token_copied_to_another_athlete_opens_nothing(world):
    accounts = world.process()
    kim, thief = await world.connected(accounts), uuid4()
    world.links.accounts[thief] = replace(world.links.account(kim), athlete_id=thief)
    with pytest.raises(NotSignedIn):
        await accounts.access_token(thief)


async def test_a_silent_issuer_is_no_refusal(world):
    accounts = world.process()
    kim = await world.connected(accounts)
    world.server.down = True
    with pytest.raises(SignInUnavailable):
        await accounts.access_token(kim)
    world.server.down = False
    assert await accounts.access_token(kim)


async def test_nothing_secret_lies_in_the_table(world):
    accounts = world.process()
    at = await accounts.connect(ME, uuid4())
    sent = world.server.sign_in(at.url, KIM)
    attempts = repr(world.links.attempts)
    assert sent["state"] not in attempts
    callback = Callback(world.server.client(), world.links, world.sealer, world.clock, world.log)
    result = await callback.answer(sent)
    assert result.payload not in repr(world.links.proofs)
    kim = (await accounts.accept(result.payload, ME)).athlete_id
    kept = repr((world.links.proofs, world.links.accounts))
    assert world.token(kim) not in kept
    assert KIM not in kept


async def test_proof_state_and_verifier_are_long_and_never_the_same(world):
    accounts = world.process()
    sent = [world.server.sign_in((await accounts.connect(ME, uuid4())).url, KIM) for _ in range(3)]
    assert len({each["state"] for each in sent}) == 3
    assert all(len(each["state"]) >= 43 for each in sent)


@pytest.mark.parametrize(
    ("email", "shown"),
    [("kim@example.org", "k…@example.org"), ("k@x.y", "k…@x.y"), ("", "…"), ("no address", "…"), ("a@b@c", "a…@c")],
)
def test_an_address_is_shown_so_that_only_its_owner_knows_it(email, shown):
    assert masked(email) == shown
