"""``GET /link/callback`` as Lambda runs it, with DynamoDB, Secrets Manager and Cognito's pages of the emulator."""

import asyncio
import html
import importlib
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import httpx
import jwt
import pytest

from backend.clock import SystemClock
from backend.errors import NotSignedIn, StoreUnavailable
from bot.aws.links import DynamoLinks
from bot.linking.accounts import CognitoAccounts
from bot.linking.cognito import Cognito, Pool
from bot.linking.seal import Sealer
from handlers.accounts import Person
from sandbox.cloud.ministack import REGION, MiniStack, ministack
from tests.fakes.cloud import client
from tests.fakes.silence import QuietLog

CALLBACK = "https://api.example.org/v1/link/callback"
KIM, PASSWORD = "kim@example.org", "Correct-Horse-Battery-1"
ME = Person(user_id=4711, chat_id=4711, language="en")
SEAL = "s" * 64


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MiniStack]:
    """An emulator that does check who is signed in."""
    with ministack(tmp_path_factory.mktemp("link-callback")) as running:
        yield running


@dataclass
class Stack:
    """What the template would have made, and a browser."""

    cloud: MiniStack
    idp: Any
    pool: Pool
    client_id: str
    table: str
    secret: str

    @asynccontextmanager
    async def accounts(self) -> AsyncIterator[CognitoAccounts]:
        """Those of a process that starts now."""

        async def name() -> str:
            return "tracker_bot"

        links = DynamoLinks(client("dynamodb", self.cloud.endpoint), self.table, SystemClock())
        async with httpx.AsyncClient() as http:
            cognito = Cognito(self.pool, http)
            yield CognitoAccounts(
                cognito, self.client_id, CALLBACK, links, Sealer(lambda: SEAL), SystemClock(), name, QuietLog()
            )

    def sign_in(self, url: str) -> dict[str, str]:
        """Fill in the hosted page; the query with which it sends the browser back."""
        with httpx.Client() as browser:
            page = browser.get(url)
            assert page.status_code == 200, page.text
            hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
            form = {name: html.unescape(value) for name, value in hidden.items()}
            answer = browser.post(f"{self.cloud.endpoint}/login", data=form | {"username": KIM, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["location"])
        assert f"{back.scheme}://{back.netloc}{back.path}" == CALLBACK
        return {name: values[0] for name, values in parse_qs(back.query).items()}


@pytest.fixture(scope="session")
def stack(cloud: MiniStack) -> Stack:
    idp = client("cognito-idp", cloud.endpoint)
    pool_id = idp.create_user_pool(PoolName="athletes", UsernameAttributes=["email"])["UserPool"]["Id"]
    scopes = ["log.read", "log.write", "account"]
    idp.create_resource_server(
        UserPoolId=pool_id,
        Identifier="ai-tracker",
        Name="AI Tracker",
        Scopes=[{"ScopeName": name, "ScopeDescription": name} for name in scopes],
    )
    made = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="athletes",
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid", "email", *(f"ai-tracker/{name}" for name in scopes)],
        CallbackURLs=[CALLBACK],
        SupportedIdentityProviders=["COGNITO"],
    )["UserPoolClient"]
    dynamodb = client("dynamodb", cloud.endpoint)
    dynamodb.create_table(
        TableName="chats",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    secret = client("secretsmanager", cloud.endpoint).create_secret(Name="seal", SecretString=SEAL)["Name"]
    keys = f"{cloud.endpoint}/{pool_id}/.well-known/jwks.json"
    return Stack(cloud, idp, Pool(pool_id, cloud.endpoint, keys), made["ClientId"], "chats", secret)


@pytest.fixture
def kim(stack: Stack) -> Iterator[UUID]:
    """A user of the pool."""
    made = stack.idp.admin_create_user(
        UserPoolId=stack.pool.id,
        Username=KIM,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "email", "Value": KIM}, {"Name": "email_verified", "Value": "true"}],
    )["User"]
    stack.idp.admin_set_user_password(UserPoolId=stack.pool.id, Username=KIM, Password=PASSWORD, Permanent=True)
    yield UUID(next(each["Value"] for each in made["Attributes"] if each["Name"] == "sub"))
    for user in stack.idp.list_users(UserPoolId=stack.pool.id)["Users"]:
        stack.idp.admin_delete_user(UserPoolId=stack.pool.id, Username=user["Username"])


@pytest.fixture
def cold_start(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Any]]:
    """Loads the entry module, as Lambda does."""
    settings = {
        "AWS_ENDPOINT_URL": stack.cloud.endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "USER_POOL_ID": stack.pool.id,
        "SIGN_IN_URL": stack.pool.sign_in_url,
        "KEYS_URL": stack.pool.keys_url,
        "CHATS_TABLE": stack.table,
        "SEAL_KEY_SECRET": stack.secret,
        "TELEGRAM_LINK_URL": "https://t.me/",
        "LOG_LEVEL": "INFO",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    made: list[Any] = []

    def start() -> Any:
        sys.modules.pop("bot.functions.link_callback", None)
        made.append(importlib.import_module("bot.functions.link_callback"))
        return made[-1]

    yield start
    for module in made:
        module._runner.run(module._link._cognito.http.aclose())
        module._runner.close()
    sys.modules.pop("bot.functions.link_callback", None)


@pytest.fixture
def function(cold_start: Callable[[], Any]) -> Any:
    """The entry module."""
    return cold_start()


def call(function: Any, query: dict[str, str] | None, language: str = "en") -> dict[str, Any]:
    event = {"httpMethod": "GET", "queryStringParameters": query, "headers": {"Accept-Language": language}}
    answer: dict[str, Any] = function.handler(event, None)
    return answer


def begin(stack: Stack) -> str:
    async def ask() -> str:
        async with stack.accounts() as accounts:
            return (await accounts.connect(ME, uuid4())).url

    return asyncio.run(ask())


async def has_token(stack: Stack, athlete_id: UUID) -> bool:
    """Whether a process that remembers nothing gets one."""
    async with stack.accounts() as accounts:
        try:
            return bool(await accounts.access_token(athlete_id))
        except NotSignedIn:
            return False


async def accept(stack: Stack, proof: str) -> UUID:
    async with stack.accounts() as accounts:
        return (await accounts.accept(proof, ME)).athlete_id


def proof_in(answer: dict[str, Any]) -> str:
    found = re.search(r'href="https://t\.me/tracker_bot\?start=link_([\w-]{43})"', answer["body"])
    assert found, answer["body"]
    return found[1]


def test_signing_in_leads_back_into_the_chat_and_connects_it(stack, kim, function):
    # GIVEN an athlete who came from the chat and signed in
    answer = call(function, stack.sign_in(begin(stack)))
    # THEN the page leads back, and keeps its address to itself
    assert answer["statusCode"] == 200
    assert "Signed in as k…@example.org" in answer["body"]
    assert answer["headers"]["Cache-Control"] == "no-store"
    assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"

    # WHEN the proof comes into the chat, THEN the chat has tokens, with the scopes of an athlete
    async def in_the_chat() -> None:
        assert await accept(stack, proof_in(answer)) == kim
        async with stack.accounts() as accounts:
            claims = jwt.decode(await accounts.access_token(kim), options={"verify_signature": False})
        assert claims["sub"] == str(kim)
        assert set(claims["scope"].split()) >= {"ai-tracker/log.read", "ai-tracker/log.write", "ai-tracker/account"}

    asyncio.run(in_the_chat())


def test_a_changed_password_signs_nobody_out_and_the_operator_can(stack, kim, function):
    proof = proof_in(call(function, stack.sign_in(begin(stack))))

    async def in_the_chat() -> None:
        await accept(stack, proof)
        new = {"UserPoolId": stack.pool.id, "Username": KIM, "Password": PASSWORD + "x", "Permanent": True}
        stack.idp.admin_set_user_password(**new)
        assert await has_token(stack, kim)
        stack.idp.admin_user_global_sign_out(UserPoolId=stack.pool.id, Username=KIM)
        assert not await has_token(stack, kim)

    asyncio.run(in_the_chat())


def test_a_deleted_user_gets_no_tokens(stack, kim, function):
    proof = proof_in(call(function, stack.sign_in(begin(stack))))

    async def in_the_chat() -> None:
        await accept(stack, proof)
        stack.idp.admin_delete_user(UserPoolId=stack.pool.id, Username=KIM)
        assert not await has_token(stack, kim)

    asyncio.run(in_the_chat())


def test_unlinking_works_where_the_issuer_knows_no_revocation(stack, kim, function):
    proof = proof_in(call(function, stack.sign_in(begin(stack))))

    async def in_the_chat() -> None:
        await accept(stack, proof)
        async with stack.accounts() as accounts:
            await accounts.disconnect(kim)
        assert not await has_token(stack, kim)

    asyncio.run(in_the_chat())


def test_the_page_loaded_twice_says_how_to_go_on(stack, kim, function):
    query = stack.sign_in(begin(stack))
    assert call(function, query)["statusCode"] == 200
    again = call(function, query)
    assert again["statusCode"] == 400
    assert "This link is over" in again["body"]
    assert "send /link" in again["body"]


def test_a_code_of_another_attempt_is_refused(stack, kim, function):
    mine, theirs = stack.sign_in(begin(stack)), stack.sign_in(begin(stack))
    answer = call(function, {"state": mine["state"], "code": theirs["code"]})
    assert answer["statusCode"] == 400


@pytest.mark.parametrize(
    "query",
    [None, {}, {"state": "invented", "code": "c"}, {"code": "c"}, {"state": "s" * 5000, "code": "c"}],
    ids=["none", "empty", "invented", "no state", "too long"],
)
def test_an_invented_state_is_refused_in_german_too(function, query):
    answer = call(function, query, "de")
    assert answer["statusCode"] == 400
    assert "Dieser Link gilt nicht mehr" in answer["body"]


def test_who_says_no_is_led_back(stack, function):
    state = parse_qs(urlsplit(begin(stack)).query)["state"][0]
    answer = call(function, {"state": state, "error": "access_denied"})
    assert answer["statusCode"] == 200
    assert "Nothing was connected" in answer["body"]
    assert "start=link_denied" in answer["body"]
    assert call(function, {"state": state, "error": "access_denied"})["statusCode"] == 400


def test_another_error_of_the_page_is_told(stack, function):
    state = parse_qs(urlsplit(begin(stack)).query)["state"][0]
    assert call(function, {"state": state, "error": "invalid_request"})["statusCode"] == 400


def test_an_issuer_that_does_not_answer_may_be_tried_again(stack, kim, function):
    # GIVEN an issuer out of reach
    query, cognito = stack.sign_in(begin(stack)), function._link._cognito
    pool, cognito.pool = cognito.pool, Pool(stack.pool.id, "http://127.0.0.1:9", stack.pool.keys_url)
    answer = call(function, query)
    assert answer["statusCode"] == 502
    assert "Load this page again in a moment" in answer["body"]
    # WHEN it is back, THEN the same page works: the state was not used up
    cognito.pool = pool
    assert call(function, query)["statusCode"] == 200


def test_a_table_that_does_not_answer_may_be_tried_again(stack, function, monkeypatch):
    def away(_: str) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(function._link._links, "attempt", away)
    assert call(function, {"state": "s", "code": "c"})["statusCode"] == 502


def test_a_bug_is_a_page_too_and_its_words_are_in_no_log(cold_start, monkeypatch, capfd):
    function = cold_start()  # here and not in a fixture: only here does capfd see what it writes

    def bug(_: str) -> None:
        raise KeyError("quokka")

    monkeypatch.setattr(function._link._links, "attempt", bug)
    assert call(function, {"state": "s", "code": "c"})["statusCode"] == 502
    said = capfd.readouterr()
    assert "KeyError" in said.err
    assert "quokka" not in said.err


def test_headers_may_be_missing(function):
    answer = function.handler({"queryStringParameters": None, "headers": None}, None)
    assert answer["statusCode"] == 400


def test_a_missing_setting_stops_the_start(function, monkeypatch):
    from backend.functions.environment import MissingSetting

    monkeypatch.delenv("SEAL_KEY_SECRET")
    sys.modules.pop("bot.functions.link_callback")
    with pytest.raises(MissingSetting, match="SEAL_KEY_SECRET"):
        importlib.import_module("bot.functions.link_callback")


def test_the_log_tells_no_secret(stack, kim, cold_start, capfd):
    function, query = cold_start(), stack.sign_in(begin(stack))  # as above
    refused = call(function, query | {"code": "invented"})
    answer = call(function, query)
    said = capfd.readouterr()
    assert refused["statusCode"] == 400
    assert "link_refused" in said.err
    for secret in (query["state"], query["code"], "invented", proof_in(answer), KIM):
        assert secret not in said.out + said.err


def test_the_page_is_a_small_file(stack, kim, function):
    assert len(call(function, stack.sign_in(begin(stack)))["body"]) < 4000
    assert Path(function.__file__).name == "link_callback.py"
