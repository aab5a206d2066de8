"""The embedded gateway behaves like API Gateway with a Cognito authorizer."""

import asyncio
import base64
import json
import threading
from uuid import UUID, uuid4

import httpx
import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

from backend.client import Backend
from backend.contract import RegisterAthlete
from backend.embedded import gateway
from backend.embedded.gateway import GatewayTransport
from backend.embedded.identity import Issuer
from backend.embedded.proxy import answer_from, proxy_event
from backend.errors import BackendUnavailable, NotSignedIn
from backend.store.keys import SigningKey

ANNA = UUID(int=1)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.fixture
async def token(issuer):
    return await issuer.access_token(ANNA)


@pytest.fixture
def forgeries(issuer, key, clock, token):
    """Tokens that look right but for one thing."""
    header, payload, signature = token.split(".")
    claims = jwt.decode(token, options={"verify_signature": False})
    other_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    jwk = issuer.jwks()["keys"][0]

    def signed(with_key=key.private_key, algorithm="RS256", kid=key.id, drop=None, **changes):
        payload = {name: value for name, value in (claims | changes).items() if name != drop}
        return jwt.encode(payload, with_key, algorithm=algorithm, headers={"kid": kid})

    now = int(clock.now().timestamp())
    return {
        "nothing": "",
        "not a token": "abc",
        "no signature": f"{header}.{payload}.",
        "another's signature": signed(with_key=other_key),
        "payload changed": f"{header}.{part(claims | {'sub': str(uuid4())})}.{signature}",
        "alg none": f"{part({'alg': 'none', 'kid': key.id})}.{payload}.",
        "alg HS256 with the public key": signed(with_key=jwk["n"].encode(), algorithm="HS256"),
        "another algorithm": signed(algorithm="RS512"),
        "unknown kid": signed(kid="2"),
        "expired": signed(exp=now),
        "not yet issued": signed(iat=now + 60),
        "another issuer": signed(iss="https://example.org"),
        "another client": signed(client_id="someone"),
        "an id token": signed(token_use="id"),
        "no expiry": signed(drop="exp"),
        "an expiry that is none": signed(exp="tomorrow"),
        "no subject": signed(drop="sub"),
    }


async def test_a_good_token_is_its_athletes(issuer, token):
    claims = issuer.verify(token)
    assert claims["sub"] == str(ANNA)
    assert claims["token_use"] == "access"
    assert {"iss", "client_id", "scope", "exp", "iat", "auth_time", "jti", "username"} <= set(claims)


async def test_nobody_gets_in_with_a_forged_token(http, issuer, forgeries):
    for what, forged in forgeries.items():
        with pytest.raises(NotSignedIn):
            issuer.verify(forged)
        answer = await http.get("/athlete", headers={"authorization": f"Bearer {forged}"})
        assert (answer.status_code, answer.json()) == (401, {"code": "not_signed_in", "details": {}}), what


async def test_nobody_gets_in_without_a_token(http):
    answer = await http.get("/athlete")
    assert (answer.status_code, answer.json()) == (401, {"code": "not_signed_in", "details": {}})


async def test_a_token_that_was_good_expires(issuer, token, clock):
    issuer.verify(token)
    clock.turn(minutes=59, seconds=59)
    issuer.verify(token)
    clock.turn(seconds=1)
    with pytest.raises(NotSignedIn):
        issuer.verify(token)


async def test_a_token_is_kept_until_five_minutes_before_it_expires(issuer, token, clock):
    clock.turn(minutes=54)
    assert await issuer.access_token(ANNA) == token
    clock.turn(minutes=1)
    renewed = await issuer.access_token(ANNA)
    assert renewed != token
    issuer.forget(ANNA)
    assert await issuer.access_token(ANNA) != renewed


async def test_the_key_set_verifies_tokens_and_holds_nothing_private(issuer, token):
    (key,) = issuer.jwks()["keys"]
    assert set(key) == {"kid", "kty", "use", "alg", "n", "e"}
    claims = jwt.decode(token, jwt.PyJWK(key).key, algorithms=["RS256"], options={"verify_exp": False})
    assert claims["sub"] == str(ANNA)


def test_the_private_key_is_not_shown(key):
    assert "PRIVATE" not in repr(key)


def test_only_rsa_keys_sign(clock):
    from cryptography.hazmat.primitives.asymmetric import ed25519
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem = ed25519.Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(TypeError):
        Issuer(SigningKey("1", pem.decode()), clock)


async def test_a_refused_token_is_replaced_once(handler, issuer, clock):
    """The bot's remembered token may be refused (a new key after a restore): it asks for another, once."""
    await issuer.access_token(ANNA)
    refuse = {issuer._made[ANNA][0]}

    def verify(token):
        if token in refuse:
            raise NotSignedIn
        return issuer.verify(token)

    backend = Backend("http://backend/v1", issuer, GatewayTransport(handler, verify))
    assert (await backend.as_athlete(ANNA).register(RegisterAthlete(consented_at=clock.now()))).id == ANNA
    await backend.aclose()


def test_the_event_is_shaped_as_api_gateway_shapes_it():
    event = proxy_event(
        "GET",
        "/entries",
        [("limit", "5"), ("a", "1"), ("a", "2")],
        [("Accept", "x"), ("X-Many", "1"), ("X-Many", "2")],
        b"",
        {"sub": "s", "exp": 7},
        "10.0.0.1",
    )
    assert event["resource"] == "/entries"
    assert event["pathParameters"] is None
    assert event["queryStringParameters"] == {"limit": "5", "a": "2"}
    assert event["multiValueQueryStringParameters"] == {"limit": ["5"], "a": ["1", "2"]}
    assert event["headers"]["X-Many"] == "2"
    assert event["multiValueHeaders"]["X-Many"] == ["1", "2"]
    assert event["body"] is None
    assert event["isBase64Encoded"] is False
    context = event["requestContext"]
    assert context["authorizer"]["claims"] == {"sub": "s", "exp": "7"}
    assert (context["stage"], context["path"], context["resourcePath"]) == ("v1", "/v1/entries", "/entries")
    assert context["identity"]["sourceIp"] == "10.0.0.1"
    json.dumps(event)


def test_the_event_names_the_resource_and_what_the_path_filled_in():
    event = proxy_event("GET", "/entries/7/why", [], [], b"", None, "")
    assert event["resource"] == event["requestContext"]["resourcePath"] == "/entries/{entry_id}/why"
    assert event["pathParameters"] == {"entry_id": "7"}
    assert event["requestContext"]["path"] == "/v1/entries/7/why"


def test_where_there_is_nothing_the_event_says_null():
    event = proxy_event("GET", "/health", [], [], b"", None, "")
    nulls = ("headers", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables")
    assert [event[name] for name in nulls] == [None] * 5
    assert event["resource"] == "/health"


def test_answers_carry_all_headers_and_decode_base64():
    status, headers, body = answer_from(
        {
            "statusCode": 200,
            "headers": {"A": "1"},
            "multiValueHeaders": {"B": ["2", "3"]},
            "body": base64.b64encode(b"\x00\xff").decode(),
            "isBase64Encoded": True,
        }
    )
    assert (status, headers, body) == (200, [("A", "1"), ("B", "2"), ("B", "3")], b"\x00\xff")


async def ask(transport: GatewayTransport, path: str = "/v1/health") -> httpx.Response:
    async with httpx.AsyncClient(transport=transport, base_url="http://backend") as client:
        return await client.get(path)


async def test_another_stage_is_forbidden(handler, issuer):
    answer = await ask(GatewayTransport(handler, issuer.verify), "/health")
    assert (answer.status_code, answer.json()) == (403, {"message": "Forbidden"})


@pytest.mark.parametrize("result", [None, {}, {"statusCode": "x"}, {"statusCode": 200, "body": {}}])
async def test_a_malformed_answer_is_a_bad_gateway(issuer, result):
    answer = await ask(GatewayTransport(lambda event, context: result, issuer.verify))
    assert (answer.status_code, answer.json()) == (502, {"code": "unavailable", "details": {}})


async def test_a_handler_that_takes_too_long_times_out(issuer, monkeypatch):
    monkeypatch.setattr(gateway, "TIMEOUT_SECONDS", 0.05)
    go_on = threading.Event()
    answer = await ask_and_release(GatewayTransport(lambda *_: go_on.wait(10), issuer.verify), go_on)
    assert (answer.status_code, answer.json()) == (504, {"code": "unavailable", "details": {}})


async def test_a_client_with_less_patience_is_unavailable_sooner(issuer):
    go_on = threading.Event()
    backend = Backend("http://x/v1", issuer, GatewayTransport(lambda *_: go_on.wait(10), issuer.verify), timeout=0.05)
    with pytest.raises(BackendUnavailable):
        await backend.as_athlete(ANNA).profile()
    go_on.set()
    await backend.aclose()


async def ask_and_release(transport: GatewayTransport, go_on: threading.Event) -> httpx.Response:
    client = httpx.AsyncClient(transport=transport, base_url="http://backend")
    answer = await client.get("/v1/health")
    go_on.set()
    await client.aclose()
    return answer


async def test_a_slow_call_does_not_hold_up_another(issuer):
    go_on = threading.Event()

    def handler(event, context):
        if event["queryStringParameters"] == {"slow": "1"}:
            go_on.wait(10)
        return {"statusCode": 200, "body": ""}

    client = httpx.AsyncClient(transport=GatewayTransport(handler, issuer.verify), base_url="http://backend")
    slow = asyncio.create_task(client.get("/v1/health?slow=1"))
    assert (await client.get("/v1/health")).status_code == 200
    assert not slow.done()
    go_on.set()
    assert (await slow).status_code == 200
    await client.aclose()


async def test_the_same_api_is_served_over_a_socket(transport, issuer, clock, headers):
    app = web.Application()
    transport.mount(app)
    async with TestClient(TestServer(app)) as client:
        assert (await client.get("/v1/athlete")).status == 401
        mine = await headers(ANNA)
        consent = {"consented_at": clock.now().isoformat()}
        registered = await client.put("/v1/athlete", json=consent, headers=mine)
        assert (registered.status, (await registered.json())["id"]) == (200, str(ANNA))
        assert registered.headers["cache-control"] == "no-store"
        assert registered.content_type == "application/json"
        backend = Backend(str(client.make_url("/v1")), issuer)
        assert (await backend.as_athlete(ANNA).profile()).id == ANNA
        await backend.aclose()
