"""Who gets past API Gateway on the deployed stack, and with which status everybody else is refused."""

import base64
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from backend import VERSION
from backend.api.scopes import ATHLETE_SCOPES, BILLING_ROUTES, COACH_ROUTES, Scope
from backend.api.scopes import ROUTES as LOG_ROUTES
from sandbox.cloud.deploy import Stack
from sandbox.cloud.local import Account, make_account
from tests.aws.pool import DEADLINE_SECONDS, Pool, pool_of

ROUTES = {**LOG_ROUTES, **BILLING_ROUTES, **COACH_ROUTES}
UNAUTHORIZED = (401, {"message": "Unauthorized"})


@pytest.fixture(scope="module")
def pool(stack: Stack) -> Pool:
    return pool_of(stack)


@pytest.fixture(scope="module")
def account(stack: Stack) -> Account:
    return make_account(stack, f"anna-{uuid4().hex[:8]}@example.org")


@pytest.fixture(scope="module")
def anna(pool: Pool, account: Account) -> dict[str, Any]:
    """Her tokens, with all of an athlete's scopes."""
    scopes = ["openid", *ATHLETE_SCOPES]
    return pool.tokens(pool.new_client(scopes), account, scopes)


@pytest.fixture(scope="module")
def bot(stack: Stack) -> str:
    """The bot's own token."""
    described = stack.client("cognito-idp").describe_user_pool_client(
        UserPoolId=stack.outputs["UserPoolId"], ClientId=stack.outputs["BotClientId"]
    )["UserPoolClient"]
    answer = httpx.post(
        f"{stack.outputs['SignInUrl']}/oauth2/token",
        data={"grant_type": "client_credentials", "scope": Scope.BOT},
        auth=(described["ClientId"], described["ClientSecret"]),
        timeout=DEADLINE_SECONDS,
    )
    return str(answer.json()["access_token"])


@pytest.fixture(scope="module")
def ask(stack: Stack) -> Callable[..., tuple[int, Any]]:
    """(status, JSON) of a request."""

    def request(method: str, path: str, token: str | None = None, body: Any = None) -> tuple[int, Any]:
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        answer = httpx.request(
            method, stack.outputs["ApiUrl"] + path, headers=headers, json=body, timeout=DEADLINE_SECONDS
        )
        return answer.status_code, answer.json()

    return request


def address(resource: str) -> str:
    return resource.replace("{entry_id}", str(UUID(int=9)))


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(("method", "resource"), [route for route, scope in ROUTES.items() if scope])
def test_no_closed_route_answers_without_a_token(ask, method, resource):
    assert ask(method, address(resource)) == UNAUTHORIZED


def test_health_is_open(ask):
    assert ask("GET", "/health") == (200, {"status": "ok"})


def test_no_forgery_gets_in(ask, anna):
    token = anna["access_token"]
    header, payload, signature = token.split(".")
    claims = jwt.decode(token, options={"verify_signature": False})
    key_id = jwt.get_unverified_header(token)["kid"]
    other_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    forgeries = {
        "not a token": "abc",
        "no signature": f"{header}.{payload}.",
        "alg none": f"{part({'alg': 'none', 'kid': key_id})}.{payload}.",
        "payload changed": f"{header}.{part(claims | {'sub': str(uuid4())})}.{signature}",
        "more time": f"{header}.{part(claims | {'exp': claims['exp'] + 9})}.{signature}",
        "another's signature": jwt.encode(claims, other_key, algorithm="RS256", headers={"kid": key_id}),
        "a secret everybody knows": jwt.encode(claims, "k" * 32, algorithm="HS256", headers={"kid": key_id}),
    }
    for what, forged in forgeries.items():
        assert ask("GET", "/athlete", forged) == UNAUTHORIZED, what


def test_a_token_of_another_pool_is_refused(ask, stack, pool):
    cognito, name = stack.client("cognito-idp"), f"other-{uuid4().hex[:8]}"
    other_id = cognito.create_user_pool(PoolName=name, UsernameAttributes=["email"])["UserPool"]["Id"]
    cognito.create_user_pool_domain(Domain=name, UserPoolId=other_id)
    cognito.create_resource_server(
        UserPoolId=other_id,
        Identifier="ai-tracker",
        Name="the same scopes",
        Scopes=[{"ScopeName": scope.partition("/")[2], "ScopeDescription": "the same"} for scope in (*ATHLETE_SCOPES,)],
    )
    email = f"eve-{uuid4().hex[:8]}@example.org"
    made = cognito.admin_create_user(UserPoolId=other_id, Username=email, MessageAction="SUPPRESS")
    password = "Correct-horse-battery-7"
    cognito.admin_set_user_password(UserPoolId=other_id, Username=email, Password=password, Permanent=True)
    other = Pool(stack, other_id, pool.sign_in_url)
    tokens = other.tokens(
        other.new_client([*ATHLETE_SCOPES]), Account(email, password, made["User"]["Username"]), [*ATHLETE_SCOPES]
    )
    assert set(ATHLETE_SCOPES) <= set(
        jwt.decode(tokens["access_token"], options={"verify_signature": False})["scope"].split()
    )
    assert ask("GET", "/athlete", tokens["access_token"]) == UNAUTHORIZED


def test_a_token_expires(ask, pool, account):
    """The emulator takes a life of seconds; Cognito's shortest is five minutes."""
    scopes = [*ATHLETE_SCOPES]
    brief = pool.new_client(scopes, AccessTokenValidity=3, TokenValidityUnits={"AccessToken": "seconds"})
    token = pool.tokens(brief, account, scopes)["access_token"]
    assert ask("GET", "/athlete", token)[0] in (200, 403)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while ask("GET", "/athlete", token) != UNAUTHORIZED:
        assert time.monotonic() < deadline, "it never expired"
        time.sleep(0.2)


def test_an_id_token_is_no_access_token(ask, anna):
    assert ask("GET", "/athlete", anna["id_token"]) == UNAUTHORIZED


def test_a_token_without_the_scope_of_the_route_is_refused(ask, pool, account, bot):
    for held in ATHLETE_SCOPES:
        token = pool.tokens(pool.new_client([held]), account, [held])["access_token"]
        for (method, resource), needed in ROUTES.items():
            if needed and needed is not held:
                assert ask(method, address(resource), token) == UNAUTHORIZED, (held, method, resource)
    for (method, resource), needed in ROUTES.items():
        if needed and needed is not Scope.BOT:
            assert ask(method, address(resource), bot) == UNAUTHORIZED, (method, resource)


def test_the_bot_is_told_how_the_api_is(ask, bot):
    status, told = ask("GET", "/status", bot)
    assert (status, told["status"], told["version"]) == (200, "ok", VERSION)


def test_an_athlete_has_their_own_log_and_nobody_elses(ask, anna, pool, stack):
    # GIVEN an entry of Anna's
    mine = anna["access_token"]
    consent = {"consented_at": datetime.now(UTC).isoformat()}
    status, athlete = ask("PUT", "/athlete", mine, consent)
    assert status == 200
    assert athlete["id"] == jwt.decode(mine, options={"verify_signature": False})["sub"]
    entry = {"id": str(uuid4()), "date": datetime.now(UTC).date().isoformat(), "sport": "run", "minutes": 60, "rpe": 7}
    assert ask("POST", "/entries", mine, entry)[0] == 200
    # WHEN Ben asks for it
    scopes = [*ATHLETE_SCOPES]
    account = make_account(stack, f"ben-{uuid4().hex[:8]}@example.org")
    bens = pool.tokens(pool.new_client(scopes), account, scopes)["access_token"]
    assert ask("GET", f"/entries/{entry['id']}", bens)[1]["code"] == "no_consent"
    ask("PUT", "/athlete", bens, consent)
    # THEN it is not there for him, whatever he wants with it
    without_id = {name: value for name, value in entry.items() if name != "id"}
    refused = [
        ask("GET", f"/entries/{entry['id']}", bens),
        ask("PUT", f"/entries/{entry['id']}", bens, without_id | {"rpe": 1}),
        ask("DELETE", f"/entries/{entry['id']}", bens),
        ask("POST", f"/entries/{entry['id']}/restore", bens),
        ask("GET", f"/entries/{entry['id']}/why", bens),
    ]
    assert [(status, problem["code"]) for status, problem in refused] == [(404, "entry_not_found")] * 5
    assert ask("GET", "/entries", bens)[1]["entries"] == []
    # AND Anna's is as it was
    assert ask("GET", f"/entries/{entry['id']}", mine)[1]["rpe"] == 7


def test_erasing_removes_the_account_and_can_be_asked_again(ask, pool, stack):
    scopes = [*ATHLETE_SCOPES]
    account = make_account(stack, f"cleo-{uuid4().hex[:8]}@example.org")
    token = pool.tokens(pool.new_client(scopes), account, scopes)["access_token"]
    ask("PUT", "/athlete", token, {"consented_at": datetime.now(UTC).isoformat()})
    status, erased = ask("DELETE", "/athlete", token)
    assert (status, set(erased.values())) == (200, {0})
    users = stack.client("cognito-idp").list_users(UserPoolId=pool.id)["Users"]
    assert account.email not in json.dumps(users, default=str)
    assert ask("DELETE", "/athlete", token)[0] in (200, 401)


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("PATCH", "/entries"), ("GET", "/entries/a/b")])
def test_what_is_no_route_is_refused_before_any_function(ask, anna, method, path):
    status, _ = ask(method, path, anna["access_token"])
    assert status in (403, 404)
