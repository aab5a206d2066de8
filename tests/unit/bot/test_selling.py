"""Premium's part of the one-machine program: which handler answers what, and what the settings sell."""

import hashlib
import hmac
import json
from pathlib import Path
from uuid import uuid4

import pytest

from backend.clock import SystemClock
from backend.contract import Athlete
from backend.contract.premium import Rail
from backend.embedded.proxy import proxy_event
from backend.errors import StripeUnavailable
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.outbox import SqlOutbox
from backend.store.sql import SqlStore
from backend.store.tables import metadata
from bot.selling import SANDBOX_SECRET, OwnAddress, Selling, selling
from bot.settings import read_settings

CLOCK = SystemClock()


class NotedLog:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, dict[str, object]]] = []

    def info(self, event: str, **values: object) -> None:
        self.lines.append((event, values))

    debug = warning = error = info


@pytest.fixture
def log() -> NotedLog:
    return NotedLog()


@pytest.fixture
def make(tmp_path: Path, log: NotedLog, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    engine = open_engine(f"sqlite:///{tmp_path}/selling.db")
    upgrade(engine, tables=metadata)

    def sell(sandbox_url: str | None = "http://127.0.0.1:9", **settings: object) -> Selling:
        parts = engine, SqlStore(engine, CLOCK), SqlOutbox(engine, CLOCK), CLOCK, log
        return selling(read_settings(**settings), sandbox_url, *parts, OwnAddress(), lambda: "https://t.me/bot")

    yield sell
    engine.dispose()


def asked(selling: Selling, method: str, path: str, body: bytes = b"", headers=(), sub: str = ""):
    claims = {"sub": sub} if sub else None
    event = proxy_event(method, path, [], list(headers), body, claims, "127.0.0.1")
    return selling.in_front_of(lambda *_: {"statusCode": 299})(event, None)["statusCode"]


def athlete_of(selling: Selling) -> Athlete:
    athlete = Athlete(id=uuid4(), language="en", zone="UTC", consented_at=CLOCK.now())
    return selling.billing.athletes.add_athlete(athlete)


def signed(body: bytes) -> list[tuple[str, str]]:
    at = int(CLOCK.now().timestamp())
    digest = hmac.new(SANDBOX_SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return [("stripe-signature", f"t={at},v1={digest}")]


def test_premium_has_a_handler_of_its_own_and_the_rest_is_the_logs(make):
    selling = make()
    athlete = athlete_of(selling)
    assert asked(selling, "GET", "/premium", sub=str(athlete.id)) == 200
    assert asked(selling, "GET", "/premium", sub=str(uuid4())) == 403
    assert asked(selling, "GET", "/week") == 299


def test_stripes_webhook_is_open_to_stripe_alone(make):
    selling = make()
    body = json.dumps({"object": "event", "id": "evt_1", "type": "balance.available", "data": {"object": {}}}).encode()
    assert asked(selling, "POST", "/stripe/webhook", body) == 400
    assert asked(selling, "POST", "/stripe/webhook", body, signed(body)) == 200
    assert not selling.store.unfinished_events(CLOCK.now(), 9), "nobody's event is dealt with at once"


def test_in_the_sandbox_premium_is_sold_by_its_own_stripe_which_is_asked_only_when_needed(make):
    selling = make()
    assert selling.billing.books.rail is Rail.STRIPE_INVOICE
    assert selling.provider_token
    assert not selling.has_premium(athlete_of(selling).id)
    with pytest.raises(StripeUnavailable):  # nobody listens there
        selling.billing.books.stripe.coverages("cus_1")


def test_with_a_real_bot_and_no_key_everyone_has_premium(make):
    selling = make(sandbox_url=None, telegram_bot_token="1:aaaaaaaaaaaa")
    assert selling.billing.books.rail is Rail.OFF
    assert selling.has_premium(athlete_of(selling).id)


def test_money_is_counted_in_the_log_without_whose_it_is(make, log):
    make().billing.books.counts.count("RevenueMinor", 790, currency="EUR")
    assert log.lines == [("money", {"counted": "RevenueMinor", "amount": 790, "currency": "EUR"})]


def test_a_tick_with_nothing_to_do_says_nothing(make, log):
    make().tick(CLOCK.now())
    assert log.lines == []
