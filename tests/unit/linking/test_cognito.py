"""The bot's side of Cognito: what it asks, what it believes, and what it makes of refusals and silence."""

import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from backend.api.scopes import ATHLETE_SCOPES
from backend.errors import SignInUnavailable
from bot.linking.cognito import SCOPES, Cognito, Pool, Refused, Tokens, UnexpectedAnswer, WrongToken, challenge
from tests.fakes.cognito import CALLBACK, CLIENT, POOL, FakeCognito

KIM = "kim@example.org"
VERIFIER = "v" * 64


@pytest.fixture
def server() -> FakeCognito:
    return FakeCognito()


@pytest.fixture
def cognito(server: FakeCognito) -> Cognito:
    return server.client()


def page_of(cognito: Cognito, **other: object) -> str:
    facts = {"state": "s", "verifier": VERIFIER, "nonce": "n", "redirect_uri": CALLBACK, "language": "en"}
    return cognito.page(CLIENT, **(facts | other))  # type: ignore[arg-type]  # the values are of several types


async def signed_in(server: FakeCognito, cognito: Cognito) -> Tokens:
    code = server.sign_in(page_of(cognito), KIM)["code"]
    return await cognito.exchange(CLIENT, code, VERIFIER, CALLBACK)


def answering(status: int, text: str) -> Cognito:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, text=text))
    return Cognito(POOL, httpx.AsyncClient(transport=transport))


def test_the_page_is_asked_for_a_code_by_pkce(cognito):
    address = urlsplit(page_of(cognito))
    assert f"{address.scheme}://{address.netloc}{address.path}" == "https://sign-in.example.org/oauth2/authorize"
    assert {name: value for name, (value,) in parse_qs(address.query).items()} == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": CALLBACK,
        "scope": "openid email ai-tracker/log.read ai-tracker/log.write ai-tracker/account",
        "state": "s",
        "nonce": "n",
        "code_challenge": challenge(VERIFIER),
        "code_challenge_method": "S256",
    }
    assert VERIFIER not in page_of(cognito)


def test_what_is_asked_for_is_what_the_routes_want_of_an_athlete():
    assert set(SCOPES.split()) - {"openid", "email"} == set(ATHLETE_SCOPES)


def test_the_challenge_is_that_of_the_rfc():
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_the_page_speaks_the_athletes_language_and_asks_anew_for_another_account(cognito):
    assert "&lang=de" in page_of(cognito, language="de")
    assert "lang=" not in page_of(cognito, language="xx")
    assert "&prompt=login" in page_of(cognito, another=True)


def test_the_issuer_is_that_of_the_pools_region():
    pool = Pool("us-west-2_AbCdEf", "", "")
    assert pool.issuer == "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_AbCdEf"


async def test_a_code_gives_tokens_once(server, cognito):
    code = server.sign_in(page_of(cognito), KIM)["code"]
    tokens = await cognito.exchange(CLIENT, code, VERIFIER, CALLBACK)
    assert tokens.refresh
    assert tokens.expires_in == 3600
    with pytest.raises(Refused):
        await cognito.exchange(CLIENT, code, VERIFIER, CALLBACK)


async def test_a_code_without_its_verifier_gives_nothing(server, cognito):
    code = server.sign_in(page_of(cognito), KIM)["code"]
    with pytest.raises(Refused):
        await cognito.exchange(CLIENT, code, "w" * 64, CALLBACK)


async def test_the_id_token_says_who_signed_in(server, cognito):
    tokens = await signed_in(server, cognito)
    claims = await cognito.claims(CLIENT, tokens.id, "n")
    assert claims.athlete_id == server.users[KIM]
    assert claims.email == KIM
    await cognito.claims(CLIENT, tokens.id, "n")
    assert server.asked.count("/jwks.json") == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Other"},
        {"aud": "another client"},
        {"token_use": "access"},
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"sub": "no uuid"},
        {"exp": int(time.time()) - 60},
        {"iat": int(time.time()) + 86_400},
    ],
    ids=lambda claims: next(iter(claims)),
)
async def test_an_id_token_that_is_not_ours_is_not_believed(server, cognito, claims):
    server.claims = claims
    tokens = await signed_in(server, cognito)
    with pytest.raises(WrongToken):
        await cognito.claims(CLIENT, tokens.id, "n")


async def test_an_id_token_signed_another_way_is_not_believed(server, cognito):
    server.algorithm = "HS256"
    tokens = await signed_in(server, cognito)
    with pytest.raises(WrongToken):
        await cognito.claims(CLIENT, tokens.id, "n")


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c"])
async def test_no_id_token_is_no_sign_in(cognito, token):
    with pytest.raises(WrongToken):
        await cognito.claims(CLIENT, token, "n")


async def test_refreshing_rotates_where_the_pool_does(server, cognito):
    first = await signed_in(server, cognito)
    second = await cognito.refresh(CLIENT, first.refresh or "")
    assert second.refresh not in (None, first.refresh)
    with pytest.raises(Refused):
        await cognito.refresh(CLIENT, first.refresh or "")
    server.rotates = False
    assert (await cognito.refresh(CLIENT, second.refresh or "")).refresh is None


async def test_a_revoked_token_refreshes_nothing(server, cognito):
    tokens = await signed_in(server, cognito)
    await cognito.revoke(CLIENT, tokens.refresh or "")
    with pytest.raises(Refused):
        await cognito.refresh(CLIENT, tokens.refresh or "")


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_server_in_trouble_is_unavailable(status):
    with pytest.raises(SignInUnavailable):
        await answering(status, "").refresh(CLIENT, "r")


async def test_a_server_that_is_not_there_is_unavailable(server, cognito):
    server.down = True
    with pytest.raises(SignInUnavailable):
        await cognito.refresh(CLIENT, "r")
    with pytest.raises(SignInUnavailable):
        await cognito.revoke(CLIENT, "r")


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (400, '{"error": "invalid_client"}', "invalid_client"),
        (400, '{"error": "unauthorized_client"}', "unauthorized_client"),
        (404, "not here", "status 404"),
        (302, "", "status 302"),
        (200, "[]", "no tokens"),
        (200, "{}", "no tokens"),
        (200, "<html>", "no tokens"),
    ],
)
async def test_what_only_the_operator_can_mend_says_so(status, text, expected):
    with pytest.raises(UnexpectedAnswer, match=expected):
        await answering(status, text).refresh(CLIENT, "r")


async def test_a_servers_own_error_is_unavailable_whatever_its_status():
    with pytest.raises(SignInUnavailable):
        await answering(400, '{"error": "server_error"}').refresh(CLIENT, "r")


def test_tokens_do_not_show():
    assert "secret" not in repr(Tokens("secret", 3600, "secret", "secret"))
