"""Each route asks for the scope that its table names, and for nothing that is not in it."""

import tomllib
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import httpx
import jwt
import pytest

from backend import VERSION
from backend.api.app import build, create_handler
from backend.api.check_ins import Diary
from backend.api.entries import Log
from backend.api.scopes import (
    ATHLETE_SCOPES,
    BILLING_ROUTES,
    COACH_ROUTES,
    OPEN_ELSEWHERE,
    ROUTES,
    WEBHOOK,
    Scope,
    route_of,
)
from backend.billing.app import build as build_billing
from backend.billing.desk import Billing
from backend.client import Backend
from backend.coaching.app import build as build_coach
from backend.coaching.desk import CoachDesk
from backend.coaching.senses import Senses
from backend.contract import Erased, RegisterAthlete, Status
from backend.embedded.gateway import GatewayTransport
from backend.embedded.proxy import proxy_event
from backend.errors import BackendUnavailable, NoConsent, StoreUnavailable, Unavailable
from backend.store.agenda import SqlAgenda
from backend.store.check_ins import SqlCheckIns

ANNA = UUID(int=1)


def address(resource: str) -> str:
    """A path that leads to the resource."""
    return resource.replace("{entry_id}", str(UUID(int=9)))


@pytest.fixture
def token(key, clock, issuer):
    """A token of ours that carries these scopes."""

    async def make(*scopes: str) -> str:
        claims = issuer.verify(await issuer.access_token(ANNA)) | {"scope": " ".join(scopes)}
        return jwt.encode(claims, key.private_key, algorithm="RS256", headers={"kid": key.id})

    return make


def described(app) -> set[tuple[str, str]]:
    """(method, path) of all that a resolver answers."""
    document = app.get_openapi_schema(title="x", version="1")
    return {
        (method.upper(), path)
        for path, operations in (document.paths or {}).items()
        for method in operations.model_dump(exclude_none=True)
    }


def test_the_table_names_every_route_of_the_api_and_no_other():
    assert described(build(cast(Log, None), cast(Diary, None))) == set(ROUTES)
    assert described(build_billing(cast(Billing, None))) == set(BILLING_ROUTES)
    assert described(build_coach(cast(CoachDesk, None), cast(Senses, None))) == set(COACH_ROUTES)
    assert not OPEN_ELSEWHERE & set(ROUTES)
    every = {*ROUTES, *BILLING_ROUTES, *COACH_ROUTES, WEBHOOK}
    assert len(every) == len(ROUTES) + len(BILLING_ROUTES) + len(COACH_ROUTES) + 1


def test_what_telegram_tells_only_the_bot_may_report():
    reported = {route for route, scope in BILLING_ROUTES.items() if scope is Scope.BOT}
    assert reported == {("POST", f"/premium/{what}") for what in ("checks", "payments", "refunds")}
    assert set(BILLING_ROUTES.values()) == {Scope.BOT, Scope.ACCOUNT}
    assert route_of(*WEBHOOK) == ("/stripe/webhook", None, {})


async def test_the_bots_own_token_opens_what_is_the_bots_and_nothing_of_an_athlete(issuer, clock):
    claims = issuer.verify(await issuer.bot_token())
    assert claims["scope"] == Scope.BOT
    again = await issuer.bot_token()
    issuer.forget_bot_token()
    assert again != await issuer.bot_token()
    clock.turn(minutes=56)
    fresh = issuer.verify(await issuer.bot_token())
    assert fresh["exp"] - clock.now().timestamp() > 300


def test_only_health_is_open():
    assert [route for route, scope in ROUTES.items() if scope is None] == [("GET", "/health")]


def test_whatever_changes_the_log_may_not_be_done_by_who_may_only_read_it():
    for (method, resource), scope in ROUTES.items():
        if method != "GET":
            assert scope in (Scope.LOG_WRITE, Scope.ACCOUNT), resource


async def test_an_athletes_token_carries_the_athletes_scopes(issuer):
    claims = issuer.verify(await issuer.access_token(ANNA))
    assert claims["scope"].split() == [*ATHLETE_SCOPES]
    assert Scope.BOT not in ATHLETE_SCOPES


@pytest.mark.parametrize(("method", "resource"), [route for route, scope in ROUTES.items() if scope])
async def test_a_route_is_closed_to_every_other_scope_and_open_to_its_own(http, token, method, resource):
    needed = ROUTES[method, resource]
    others = [scope for scope in Scope if scope is not needed]
    refused = await http.request(
        method, address(resource), headers={"authorization": await token(*others, needed + "x")}
    )
    assert (refused.status_code, refused.json()) == (401, {"code": "not_signed_in", "details": {}})
    let_in = await http.request(method, address(resource), headers={"authorization": await token(needed)})
    assert let_in.status_code != 401


@pytest.mark.parametrize("path", ["/entries/", "//entries", "/Entries", "/entries/1/2", "/nowhere", "/", ""])
async def test_what_is_no_route_reaches_no_handler(issuer, headers, path):
    """Powertools would answer ``/entries/`` too: what the table does not know must not get past it."""
    transport = GatewayTransport(lambda *_: pytest.fail("the handler was asked"), issuer.verify)
    answer = await transport.handle_async_request(
        httpx.Request("GET", f"http://backend/v1{path}", headers=await headers(ANNA))
    )
    status, expected = (404, '{"code":"not_found","details":{}}') if path else (403, '{"message":"Forbidden"}')
    assert (answer.status_code, (await answer.aread()).decode()) == (status, expected)
    await transport.aclose()


def test_a_path_leads_to_its_resource():
    assert route_of("GET", "/entries/7") == ("/entries/{entry_id}", Scope.LOG_READ, {"entry_id": "7"})
    assert route_of("POST", "/entries/7/restore") == (
        "/entries/{entry_id}/restore",
        Scope.LOG_WRITE,
        {"entry_id": "7"},
    )
    assert route_of("GET", "/entries") == ("/entries", Scope.LOG_READ, {})
    assert route_of("PATCH", "/entries") is None
    assert route_of("BREW", "/entries") is None


async def test_the_status_tells_versions_to_the_bot_alone(http, token, headers):
    assert (await http.get("/status", headers=await headers(ANNA))).status_code == 401
    answer = await http.get("/status", headers={"authorization": await token(Scope.BOT)})
    assert Status.model_validate_json(answer.content).version == VERSION
    assert set(answer.json()) == {"status", "version", "python"}


async def test_the_status_fails_with_the_store(http, token, store):
    def gone(_):
        raise StoreUnavailable

    store.athlete = gone
    answer = await http.get("/status", headers={"authorization": await token(Scope.BOT)})
    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")


def test_the_version_is_the_projects():
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION


class NotedDirectory:
    """Accounts that a test can look at; out of reach while ``away``."""

    def __init__(self, store) -> None:
        self.store = store
        self.removed: list[UUID] = []
        self.away = False

    def remove(self, athlete_id: UUID) -> None:
        assert self.store.athlete(athlete_id) is None, "the data goes first"
        if self.away:
            raise Unavailable
        self.removed.append(athlete_id)


async def test_erasing_removes_the_data_then_the_account_and_can_be_repeated(
    issuer, store, workflow, clock, engine, run
):
    # GIVEN an athlete with an entry, and a directory that does not answer
    directory = NotedDirectory(store)
    handler = create_handler(store, workflow, clock, directory, check_ins=SqlCheckIns(engine), agenda=SqlAgenda(engine))
    backend = Backend("http://backend/v1", issuer, GatewayTransport(handler, issuer.verify))
    anna = backend.as_athlete(ANNA)
    await anna.register(RegisterAthlete(consented_at=clock.now()))
    await anna.record(run())
    directory.away = True
    # WHEN they erase everything
    with pytest.raises(BackendUnavailable):
        await anna.erase()
    # THEN the data is gone, and asking again removes the account
    with pytest.raises(NoConsent):
        await anna.profile()
    assert directory.removed == []
    directory.away = False
    assert await anna.erase() == Erased(entries=0, feedbacks=0)
    assert await anna.erase() == Erased(entries=0, feedbacks=0)
    assert directory.removed == [ANNA, ANNA]
    await backend.aclose()


def test_the_handler_itself_knows_what_it_does_not_know(handler):
    """Behind a gateway with a greedy resource it would be asked for anything."""
    claims = {"sub": str(uuid4())}
    nowhere = handler(proxy_event("GET", "/nowhere", [], [], b"", claims, ""), None)
    assert nowhere["statusCode"] == 404
    wrong = handler(proxy_event("PATCH", "/entries", [], [], b"", claims, ""), None)
    assert (wrong["statusCode"], wrong["multiValueHeaders"]["Allow"]) == (405, ["GET, POST"])
    post = handler(proxy_event("POST", f"/entries/{uuid4()}", [], [], b"", claims, ""), None)
    assert post["multiValueHeaders"]["Allow"] == ["DELETE, GET, PUT"]
