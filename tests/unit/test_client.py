"""The client turns answers into errors the bot can act on, and asks twice only where that is harmless."""

from uuid import UUID, uuid4

import httpx
import pytest

from backend.client import Backend, UnexpectedAnswer
from backend.contract import ChangeAthlete, RecordEntry
from backend.contract.premium import CheckPayment, Price
from backend.errors import (
    BackendUnavailable,
    EntryNotFound,
    FutureDate,
    InvalidEntry,
    NoConsent,
    NotSignedIn,
    RpeOutOfRange,
    StripeUnavailable,
    WrongPayment,
)

ANNA = UUID(int=1)
ATHLETE = {"id": str(ANNA), "language": "en", "zone": "UTC", "consented_at": "2026-11-22T12:00:00Z"}


class CountedTokens:
    """A new token each time the last was forgotten."""

    def __init__(self) -> None:
        self.number = 1

    async def access_token(self, athlete_id: UUID) -> str:
        return f"token-{self.number}"

    def forget(self, athlete_id: UUID) -> None:
        self.number += 1


class Script(httpx.AsyncBaseTransport):
    """Answers one after another; an exception is raised instead."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def client_of(script: Script, tokens=None):
    return Backend("https://api.example/v1/", tokens or CountedTokens(), script).as_athlete(ANNA)


def problem(status: int, code: str, **details) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "details": details})


async def test_a_good_answer_is_typed_and_asked_for_with_the_athletes_token():
    script = Script(httpx.Response(200, json=ATHLETE))
    assert (await client_of(script).profile()).id == ANNA
    (asked,) = script.asked
    assert (asked.method, str(asked.url)) == ("GET", "https://api.example/v1/athlete")
    assert asked.headers["authorization"] == "Bearer token-1"


@pytest.mark.parametrize(
    ("answer", "error", "details"),
    [
        (problem(404, "entry_not_found"), EntryNotFound, {}),
        (problem(403, "no_consent"), NoConsent, {}),
        (problem(422, "future_date", today="2026-11-22"), FutureDate, {"today": "2026-11-22"}),
        (problem(422, "rpe_out_of_range", low=0, high=10), RpeOutOfRange, {"low": 0, "high": 10}),
        (problem(422, "invalid_entry", field="sport"), InvalidEntry, {"field": "sport"}),
    ],
)
async def test_a_problem_becomes_its_error(answer, error, details):
    with pytest.raises(error) as raised:
        await client_of(Script(answer)).entry(uuid4())
    assert type(raised.value) is error
    assert raised.value.details == details


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
async def test_a_server_that_cannot_is_unavailable_and_not_asked_again(status):
    script = Script(problem(status, "store_unavailable"))
    with pytest.raises(BackendUnavailable):
        await client_of(script).week()
    assert len(script.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(400, text="<html>"),
        httpx.Response(403, json={"message": "Forbidden"}),
        problem(404, "not_found"),
        httpx.Response(302, headers={"location": "/"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"id": "secret note"}),
    ],
)
async def test_what_the_api_never_says_is_a_bug_that_quotes_nothing(answer):
    with pytest.raises(UnexpectedAnswer) as raised:
        await client_of(Script(answer)).profile()
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None


async def test_a_refused_token_is_replaced_once():
    script = Script(httpx.Response(401, json={"message": "Unauthorized"}), httpx.Response(200, json=ATHLETE))
    assert (await client_of(script).profile()).id == ANNA
    assert [asked.headers["authorization"] for asked in script.asked] == ["Bearer token-1", "Bearer token-2"]


async def test_a_token_refused_twice_is_not_signed_in():
    script = Script(httpx.Response(401), httpx.Response(401))
    with pytest.raises(NotSignedIn):
        await client_of(script).profile()
    assert len(script.asked) == 2


@pytest.mark.parametrize("torn", [httpx.ConnectError("x"), httpx.ReadError("x"), httpx.RemoteProtocolError("x")])
async def test_a_torn_connection_is_tried_once_more_with_the_same_command(torn):
    command = RecordEntry.model_validate({"id": uuid4(), "date": "2026-11-22", "minutes": 60})
    script = Script(torn, torn)
    with pytest.raises(BackendUnavailable):
        await client_of(script).record(command)
    first, second = script.asked
    assert first.content == second.content
    assert RecordEntry.model_validate_json(first.content) == command


async def test_a_connection_torn_once_does_not_show():
    script = Script(httpx.ReadError("x"), httpx.Response(200, json=ATHLETE))
    assert (await client_of(script).profile()).id == ANNA


async def test_what_took_too_long_is_not_asked_again():
    script = Script(httpx.ReadTimeout("x"))
    with pytest.raises(BackendUnavailable):
        await client_of(script).profile()


async def test_nobody_listening_is_unavailable():
    backend = Backend("http://127.0.0.1:9/v1", CountedTokens(), timeout=1)
    with pytest.raises(BackendUnavailable):
        await backend.as_athlete(ANNA).profile()
    await backend.aclose()


async def test_settings_left_out_are_not_sent():
    script = Script(httpx.Response(200, json=ATHLETE))
    await client_of(script).change(ChangeAthlete(language="en"))
    assert script.asked[0].content == b'{"language":"en"}'


async def test_an_erased_athletes_token_is_forgotten():
    tokens = CountedTokens()
    await client_of(Script(httpx.Response(200, json={"entries": 1, "feedbacks": 0})), tokens).erase()
    assert tokens.number == 2


class BotTokens:
    """The bot's own, a new one each time the last was refused."""

    def __init__(self) -> None:
        self.number = 1

    async def bot_token(self) -> str:
        return f"bot-{self.number}"

    def forget_bot_token(self) -> None:
        self.number += 1


CHECK = CheckPayment(athlete_id=ANNA, purchase_id=ANNA, price=Price(amount=790, currency="EUR"))


async def test_what_telegram_told_is_reported_with_the_bots_own_token():
    script = Script(httpx.Response(401), httpx.Response(200, json={}))
    backend = Backend("https://api.example/v1/", CountedTokens(), script, bot_tokens=BotTokens())
    await backend.as_bot().check_payment(CHECK)
    assert [asked.headers["authorization"] for asked in script.asked] == ["Bearer bot-1", "Bearer bot-2"]


async def test_a_bot_without_a_token_of_its_own_may_report_nothing():
    script = Script()
    with pytest.raises(NotSignedIn):
        await Backend("https://api.example/v1/", CountedTokens(), script).as_bot().check_payment(CHECK)
    assert script.asked == []


async def test_a_stripe_that_is_away_is_told_apart_from_a_backend_that_is():
    """The one is said to the athlete, the other keeps the update until it works."""
    for code, error in (("stripe_unavailable", StripeUnavailable), ("store_unavailable", BackendUnavailable)):
        with pytest.raises(error):
            await client_of(Script(problem(503, code))).restore_premium()


async def test_a_wrong_payment_is_refused_by_its_name():
    backend = Backend(
        "https://api.example/v1", CountedTokens(), Script(problem(409, "wrong_payment")), bot_tokens=BotTokens()
    )
    with pytest.raises(WrongPayment):
        await backend.as_bot().check_payment(CHECK)
