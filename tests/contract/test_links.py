"""Every keeper of sign-ins behaves like this; whatever is secret in them lies there as a fingerprint, or sealed."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from backend.errors import StoreUnavailable
from bot.aws.links import DynamoLinks
from bot.linking.links import Account, Attempt, Links, Proof, fingerprint
from tests.fakes.cloud import client, make_table
from tests.fakes.links import MemoryLinks

NOW = dt.datetime(2026, 11, 22, 17, 40, tzinfo=dt.UTC)
TEN_MINUTES = dt.timedelta(minutes=10)


class Clock:
    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> dt.datetime:
        return self.time


@pytest.fixture(scope="session")
def chats_table() -> str:
    return make_table("ChatsTable")


@pytest.fixture
def clock() -> Clock:
    return Clock()


ADAPTERS: dict[str, Callable[[Clock, pytest.FixtureRequest], Links]] = {
    "memory": lambda clock, _: MemoryLinks(clock),
    "dynamodb": lambda clock, request: DynamoLinks(client("dynamodb"), request.getfixturevalue("chats_table"), clock),
}


@pytest.fixture(params=list(ADAPTERS))
def links(request: pytest.FixtureRequest, clock: Clock) -> Links:
    return ADAPTERS[request.param](clock, request)


def an_attempt(**other: object) -> Attempt:
    facts = {
        "state": fingerprint(uuid4().hex),
        "user_id": 4711,
        "chat_id": 4711,
        "verifier": "sealed verifier",
        "oidc_nonce": "nonce",
        "client_id": "client",
        "redirect_uri": "https://example.org/v1/link/callback",
        "bot_name": "tracker_bot",
        "language": "de",
        "expires_at": NOW + TEN_MINUTES,
    }
    return Attempt(**(facts | other))  # type: ignore[arg-type]  # the values are of many types


def a_proof(**other: object) -> Proof:
    facts = {
        "nonce": fingerprint(uuid4().hex),
        "user_id": 4711,
        "athlete_id": uuid4(),
        "email": "k…@example.org",
        "token": "sealed token",
        "expires_at": NOW + TEN_MINUTES,
    }
    return Proof(**(facts | other))  # type: ignore[arg-type]  # the values are of many types


def account_of(proof: Proof, chat_id: int = 4711, **other: object) -> Account:
    facts = {
        "athlete_id": proof.athlete_id,
        "chat_id": chat_id,
        "user_id": proof.user_id,
        "email": proof.email,
        "since": NOW,
        "token": proof.token,
        "proof": proof.nonce,
    }
    return Account(**(facts | other))  # type: ignore[arg-type]  # the values are of many types


def connected(links: Links, **other: object) -> Account:
    attempt, proof = an_attempt(), a_proof(**other)
    links.begin(attempt)
    assert links.prove(attempt.state, proof)
    account = account_of(proof)
    assert links.accept(account)
    return account


def test_an_attempt_is_there_until_it_expires(links: Links, clock: Clock) -> None:
    attempt = an_attempt()
    assert links.attempt(attempt.state) is None
    links.begin(attempt)
    assert links.attempt(attempt.state) == attempt
    clock.time += TEN_MINUTES
    assert links.attempt(attempt.state) is None


def test_an_attempt_is_proved_once(links: Links) -> None:
    attempt, proof, second = an_attempt(), a_proof(), a_proof()
    links.begin(attempt)
    assert links.prove(attempt.state, proof)
    assert links.attempt(attempt.state) is None
    assert links.proof(proof.nonce) == proof
    assert not links.prove(attempt.state, second)
    assert links.proof(second.nonce) is None


def test_of_many_at_once_one_proves_an_attempt(links: Links) -> None:
    attempt, proofs = an_attempt(), [a_proof() for _ in range(4)]
    links.begin(attempt)
    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(lambda proof: links.prove(attempt.state, proof), proofs))
    assert won.count(True) == 1
    assert [links.proof(proof.nonce) is not None for proof in proofs] == won


def test_an_attempt_that_came_to_nothing_is_over(links: Links) -> None:
    attempt = an_attempt()
    links.begin(attempt)
    links.end(attempt.state)
    links.end(attempt.state)
    assert links.attempt(attempt.state) is None
    assert not links.prove(attempt.state, a_proof())


def test_a_proof_is_used_once_and_then_holds_no_token(links: Links, clock: Clock) -> None:
    account = connected(links)
    used = links.proof(account.proof)
    assert used is not None
    assert used.token is None
    assert used.athlete_id == account.athlete_id
    assert links.account(account.athlete_id) == account
    thief = account_of(used, chat_id=666, token="another")
    assert not links.accept(thief)
    assert links.account(account.athlete_id) == account
    clock.time += TEN_MINUTES
    assert links.proof(account.proof) is None
    assert links.account(account.athlete_id) == account, "the account stays"


def test_an_unknown_proof_connects_nothing(links: Links) -> None:
    proof = a_proof()
    assert not links.accept(account_of(proof))
    assert links.account(proof.athlete_id) is None


def test_who_signs_in_again_has_one_account_in_the_newest_chat(links: Links) -> None:
    first = connected(links)
    assert links.refuse(first.athlete_id, "sealed token")
    assert links.leave(first.athlete_id, "bye")
    attempt, proof = an_attempt(), a_proof(athlete_id=first.athlete_id, token="newer")
    links.begin(attempt)
    links.prove(attempt.state, proof)
    assert links.accept(account_of(proof, chat_id=12))
    assert links.account(first.athlete_id) == account_of(proof, chat_id=12)
    assert not links.renew(first.athlete_id, "sealed token", "from before")


def test_a_refresh_token_is_renewed_by_one_of_two(links: Links) -> None:
    account = connected(links)
    assert links.renew(account.athlete_id, "sealed token", "second")
    assert not links.renew(account.athlete_id, "sealed token", "third")
    kept = links.account(account.athlete_id)
    assert kept is not None
    assert kept.token == "second"


def test_a_token_is_refused_only_while_it_is_the_one(links: Links) -> None:
    account = connected(links)
    assert links.renew(account.athlete_id, "sealed token", "second")
    assert not links.refuse(account.athlete_id, "sealed token")
    assert links.refuse(account.athlete_id, "second")
    refused = links.account(account.athlete_id)
    assert refused is not None
    assert refused.token is None
    assert not links.refuse(account.athlete_id, "second")


def test_who_was_quicker_at_the_issuer_may_still_store_what_came_for_a_refused_token(links: Links) -> None:
    # GIVEN a process that renewed the token, and another that was refused before the first has stored the new one
    account = connected(links)
    assert links.refuse(account.athlete_id, "sealed token")
    # WHEN the first stores it
    assert links.renew(account.athlete_id, "sealed token", "second")
    # THEN nobody is signed out, and that works once
    kept = links.account(account.athlete_id)
    assert kept is not None
    assert kept.token == "second"
    assert not links.renew(account.athlete_id, "sealed token", "third")


def test_what_was_removed_is_not_brought_back(links: Links) -> None:
    account = connected(links)
    links.remove(account.athlete_id)
    links.remove(account.athlete_id)
    assert links.account(account.athlete_id) is None
    assert not links.renew(account.athlete_id, "sealed token", "second")
    assert not links.refuse(account.athlete_id, "sealed token")
    assert not links.leave(account.athlete_id, "bye")
    assert links.account(account.athlete_id) is None


def test_nothing_is_left_of_an_account_that_was_removed(links: Links) -> None:
    account = connected(links)
    assert links.proof(account.proof) is not None
    links.remove(account.athlete_id)
    assert links.proof(account.proof) is None


def test_a_farewell_begins_once_under_its_name(links: Links) -> None:
    account = connected(links)
    assert links.leave(account.athlete_id, "a1")
    assert not links.leave(account.athlete_id, "a1")
    assert links.leave(account.athlete_id, "b2")
    assert not links.leave(UUID(int=1), "a1")


def test_no_secret_that_travels_lies_in_the_table(chats_table: str, clock: Clock) -> None:
    links, state = DynamoLinks(client("dynamodb"), chats_table, clock), uuid4().hex
    links.begin(an_attempt(state=fingerprint(state)))
    found = client("dynamodb").get_item(TableName=chats_table, Key={"pk": {"S": f"L#{fingerprint(state)}"}})
    assert found["Item"]["expires_at"] == {"N": str(int((NOW + TEN_MINUTES).timestamp()))}
    assert state not in str(found)


def test_the_index_that_finds_chats_finds_nothing_of_links(chats_table: str, clock: Clock) -> None:
    account = connected(DynamoLinks(client("dynamodb"), chats_table, clock))
    found = client("dynamodb").query(
        TableName=chats_table,
        IndexName="by_athlete",
        KeyConditionExpression="athlete_id = :athlete",
        ExpressionAttributeValues={":athlete": {"S": str(account.athlete_id)}},
    )
    assert found["Count"] == 0


def test_a_table_out_of_reach_is_unavailable(clock: Clock) -> None:
    links = DynamoLinks(client("dynamodb", "http://127.0.0.1:9"), "chats", clock)
    proof = a_proof()
    calls: list[Callable[[], object]] = [
        lambda: links.begin(an_attempt()),
        lambda: links.attempt("state"),
        lambda: links.prove("state", proof),
        lambda: links.end("state"),
        lambda: links.proof("nonce"),
        lambda: links.accept(account_of(proof)),
        lambda: links.account(proof.athlete_id),
        lambda: links.renew(proof.athlete_id, "old", "new"),
        lambda: links.refuse(proof.athlete_id, "token"),
        lambda: links.leave(proof.athlete_id, "bye"),
        lambda: links.remove(proof.athlete_id),
    ]
    for call in calls:
        with pytest.raises(StoreUnavailable):
            call()
