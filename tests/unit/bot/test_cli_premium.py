"""``ai-tracker premium``: on the database of one machine, beside a program that may be running."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend.contract import Athlete
from backend.contract.premium import PremiumState
from backend.store.billing import SqlBilling
from backend.store.outbox import SqlOutbox
from backend.store.sql import SqlStore
from bot.cli import main
from bot.database import open_database
from bot.inbox import NewState, Outcome
from bot.settings import Settings, read_settings
from bot.state.sql import SqlInbox
from tests.contract.conftest import HandClock
from tests.contract.stripe_worlds import KEY, SandboxWorld, purchase

GOOD = "4242424242424242"
CHAT = 777000111


class World:
    """A database with one athlete, who has a chat."""

    def __init__(self) -> None:
        self.engine = open_database(read_settings())
        self.athlete = uuid4()
        now = datetime.now(UTC)
        SqlStore(self.engine).add_athlete(
            Athlete(id=self.athlete, language="en", zone="Europe/Berlin", consented_at=now)
        )
        SqlInbox(self.engine, HandClock()).finish([Outcome(None, NewState(CHAT, "{}", self.athlete))])
        self.billing = SqlBilling(self.engine)

    @property
    def state(self) -> PremiumState:
        return self.billing.account(self.athlete).state

    def news(self) -> list[str | None]:
        """What the running program will tell."""
        return [one.text for one in SqlOutbox(self.engine).due(datetime.now(UTC) + timedelta(minutes=1), 10)]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("SANDBOX_PORT", "1")  # nobody is there
    return World()


def until_of(said: str) -> datetime:
    return datetime.strptime(said.split("until ")[1].strip()[:16], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def test_what_is_granted_lasts_a_month_unless_said_otherwise(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["premium", "grant", str(world.athlete)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Premium is active (granted), until ")
    assert abs(until_of(said) - datetime.now(UTC) - timedelta(days=30)) < timedelta(minutes=2)
    assert world.state is PremiumState.ACTIVE
    assert world.news() == ["granted"]


def test_an_athlete_can_be_named_by_their_number_at_telegram(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["premium", "grant", str(CHAT), "--days", "3"]) == 0
    assert abs(until_of(capsys.readouterr().out) - datetime.now(UTC) - timedelta(days=3)) < timedelta(minutes=2)
    assert world.state is PremiumState.ACTIVE


def test_until_a_day_includes_that_day(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    day = (datetime.now(UTC) + timedelta(days=10)).date()
    assert main(["premium", "grant", str(world.athlete), "--until", day.isoformat()]) == 0
    assert until_of(capsys.readouterr().out) == datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)


def test_what_was_granted_is_taken_away_and_shown_with_its_causes(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["premium", "grant", str(world.athlete)])
    assert main(["premium", "revoke", str(world.athlete)]) == 0
    assert "Premium is revoked (withdrawn)" in capsys.readouterr().out
    assert main(["premium", "show", str(world.athlete)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"athlete {world.athlete}: revoked (withdrawn)")
    assert lines[1] == "customer at Stripe: none"
    assert [line.split(" UTC ")[1].split(",")[0] for line in lines if "became" in line] == [
        "became revoked (withdrawn)",
        "became active (granted)",
    ]


def test_nothing_is_shown_as_nothing(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["premium", "show", str(CHAT)]) == 0
    assert capsys.readouterr().out.startswith(f"athlete {world.athlete}: free (never_bought), until no date\n")


@pytest.mark.parametrize("named", [str(UUID(int=7)), "123", "Jo", "", "١٢", "9" * 30])
@pytest.mark.parametrize("action", ["grant", "revoke"])
def test_nobody_is_nobody(world: World, action: str, named: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["premium", action, named]) == 1
    assert capsys.readouterr().out == "There is no such athlete.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--days", "0"],
        ["--days", "3661"],
        ["--days", "x"],
        ["--days", "9" * 5000],
        ["--until", "9999-12-31"],
        ["--until", "tomorrow"],
        ["--days", "1", "--until", "2999-01-01"],
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_a_time_that_is_none_is_refused(world: World, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["premium", "grant", str(world.athlete), *arguments])
    assert stopped.value.code == 2
    assert world.state is PremiumState.FREE


def test_a_day_that_is_over_is_refused(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["premium", "grant", str(world.athlete), "--until", "2026-01-01"]) == 1
    assert capsys.readouterr().out == "--until must be a day that is not over.\n"
    assert world.state is PremiumState.FREE


def test_a_day_in_the_next_century_is_refused(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["premium", "grant", str(world.athlete), "--until", "9999-12-30"]) == 1
    assert capsys.readouterr().out == "--until must be within 3660 days from now.\n"
    assert world.state is PremiumState.FREE


def test_a_time_that_is_no_number_is_named_in_words(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["premium", "grant", str(world.athlete), "--days", "x"])
    assert "argument --days: must be a whole number from 1 to 3660" in capsys.readouterr().err


def test_a_subscription_at_stripe_ends_when_premium_is_taken_away(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN an athlete who has paid a subscription
    there = SandboxWorld()
    try:
        monkeypatch.setenv("STRIPE_SECRET_KEY", KEY)
        monkeypatch.setenv("STRIPE_API_URL", there.url)
        customer = there.gateway.customer(world.athlete, "en")
        invoice = there.gateway.subscribe(customer, purchase())
        there.pays(invoice.invoice_id, GOOD)
        account = world.billing.account(world.athlete)
        world.billing.save_account(type(account)(world.athlete, customer_id=customer), None)
        # WHEN the operator takes premium away
        assert main(["premium", "revoke", str(world.athlete)]) == 0
        # THEN it is off, and Stripe takes no more money
        assert world.state is PremiumState.REVOKED
        assert there.dashboard.subscriptions.retrieve(invoice.subscription_id).status == "canceled"
        assert main(["premium", "show", str(world.athlete)]) == 0
        assert f"customer at Stripe: {customer}" in capsys.readouterr().out
    finally:
        there.close()


def test_without_stripe_nothing_is_taken_away_by_halves(
    world: World, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    account = world.billing.account(world.athlete)
    world.billing.save_account(type(account)(world.athlete, customer_id="cus_1"), None)
    assert main(["premium", "revoke", str(world.athlete)]) == 1
    assert capsys.readouterr().out.startswith("Stripe does not answer, so nothing was taken away. Run it again.\n")
    assert world.state is PremiumState.FREE
    assert "stripe_unavailable" in caplog.text
