"""The deployed coach: what it asks a model with, what it counts, and that nobody waits for a secret."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest

from backend.aws.secrets import NOT_GIVEN
from backend.coach.rules import Comment
from backend.functions.coaching import Coaches, coaching
from backend.functions.environment import MissingSetting
from evals.logs import SCENARIOS
from sandbox.cloud.ministack import REGION
from tests.fakes.cloud import client, emulator
from tests.fakes.openai import FakeOpenAi, fake_openai, heard, refuses, says, writes
from words import words_for

RIDE = next(each for each in SCENARIOS if each.name.startswith("hard and still fresh"))
GOOD = (
    "Your longest ride in four weeks was 80 min, and you still felt fresh after it.",
    "The week is now 98 % above the last.",
    "If you ride again tomorrow, it could stay easy.",
)
KEY = "not-a-key"


@pytest.fixture
def openai() -> Iterator[FakeOpenAi]:
    with fake_openai() as fake:
        fake.always = says(*GOOD, suggests=2)
        yield fake


@pytest.fixture
def secret():
    """Make a secret; its ARN."""

    def make(text: str) -> str:
        return str(client("secretsmanager").create_secret(Name=f"coach-{uuid4()}", SecretString=text)["ARN"])

    made: dict[str, str] = {}
    return lambda text: made.setdefault(text, make(text))


@pytest.fixture
def settings(monkeypatch, table, openai, secret):
    """Set what the template sets; ``given`` otherwise."""

    def set_(**given: str) -> None:
        usual = {
            "AWS_ENDPOINT_URL": emulator().endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "BACKEND_TABLE": table,
            "COACH": "model",
            "COACH_DAILY_TOKENS": "40000",
            "COACH_MONTHLY_BUDGET_USD": "10",
            "OPENAI_BASE_URL": openai.url,
            "OPENAI_KEY_SECRET": secret(KEY),
            "OPENAI_MODEL": NOT_GIVEN,
            "OPENAI_TRANSCRIPTION_MODEL": NOT_GIVEN,
            "PREMIUM_RAIL": "off",
            "PSEUDONYM_KEY_SECRET": secret("k" * 64),
        }
        for name, value in (usual | given).items():
            monkeypatch.setenv(name, value)

    set_()
    return set_


@pytest.fixture
def comment(dynamodb, clock, anna):
    def ask() -> Comment:
        return coaching(dynamodb, clock).comment(RIDE.facts, words_for("en"), [], "", anna)

    return ask


def metrics(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """What was counted: each metric's name, value and dimensions."""
    found = []
    for line in filter(lambda line: '"_aws"' in line, capsys.readouterr().out.splitlines()):
        said = json.loads(line)
        about = said.pop("_aws")["CloudWatchMetrics"][0]
        [name] = [each["Name"] for each in about["Metrics"]]
        found.append({"name": name, **{each: said[each] for each in about["Dimensions"][0]}})
    return found


def test_a_comment_is_asked_for_with_the_secrets_key_under_a_pseudonym_and_counted(
    settings, comment, openai, anna, capsys
):
    made = comment()
    assert (made.text, made.outcome, made.prompt) == (" ".join(GOOD), "model", "comment/2")
    assert openai.keys == [f"Bearer {KEY}"]
    asked = openai.requests[0]
    assert asked["model"] == "gpt-5.6-luna"
    assert len(asked["safety_identifier"]) == 32
    assert str(anna) not in json.dumps(asked)
    counted = metrics(capsys)
    assert {"name": "CoachComments", "service": "coach"} in counted
    assert {"name": "CoachComments", "service": "coach", "outcome": "model", "why": "none"} in counted
    assert {"name": "CoachTokens", "service": "coach"} in counted


def test_the_operator_names_the_model(settings, comment, openai):
    settings(OPENAI_MODEL="one-of-ours")
    comment()
    assert openai.requests[0]["model"] == "one-of-ours"


def test_a_server_of_ones_own_needs_no_key(settings, comment, openai, secret):
    settings(OPENAI_KEY_SECRET=secret(NOT_GIVEN))
    assert comment().outcome == "model"
    assert openai.keys == ["Bearer none"]


def test_who_has_not_bought_premium_gets_the_rules_and_no_model_is_asked(settings, comment, openai):
    settings(PREMIUM_RAIL="stripe_invoice")
    assert comment().outcome == "rules:free"
    assert openai.requests == []


def test_the_months_money_is_everybodys_and_its_end_an_alarm(settings, comment, openai, capsys):
    settings(COACH_MONTHLY_BUDGET_USD="0.000001")
    assert comment().outcome == "rules:budget"
    assert openai.requests == []
    assert {"name": "CoachBudgetSpent", "service": "coach"} in metrics(capsys), "what the template's alarm looks at"


def test_a_model_that_is_away_is_counted_once(settings, dynamodb, clock, anna, openai, capsys):
    openai.always = refuses(401)
    coach = coaching(dynamodb, clock)
    for _ in range(5):
        assert coach.comment(RIDE.facts, words_for("en"), [], "", anna).text
    counted = [each for each in metrics(capsys) if each["name"] == "CoachModelAway"]
    assert counted == [{"name": "CoachModelAway", "service": "coach"}]


@pytest.mark.parametrize("lost", ["PSEUDONYM_KEY_SECRET", "OPENAI_KEY_SECRET"])
def test_nobody_waits_for_a_secret_that_cannot_be_read(settings, comment, openai, lost):
    settings(**{lost: "arn:aws:secretsmanager:eu-central-1:000:secret:gone"})
    assert comment().text
    assert openai.requests == []


def test_without_a_model_the_rules_write_and_nothing_more_is_asked_of_the_settings(monkeypatch, dynamodb, clock):
    monkeypatch.setenv("COACH", "rules")
    coaches = coaching(dynamodb, clock, senses=True)
    assert type(coaches) is Coaches
    assert (coaches.reader, coaches.hearing) == (None, None)


def test_a_setting_that_is_missing_is_named_at_the_start(settings, monkeypatch, dynamodb, clock):
    monkeypatch.delenv("COACH_DAILY_TOKENS")
    with pytest.raises(MissingSetting, match="COACH_DAILY_TOKENS"):
        coaching(dynamodb, clock)


def test_what_the_grammar_cannot_read_is_read_and_voice_notes_are_heard(settings, dynamodb, clock, anna, openai):
    coaches = coaching(dynamodb, clock, senses=True)
    assert coaches.reader is not None
    assert coaches.hearing is not None
    nothing = dict.fromkeys(("sport", "freshness", "readiness", "mood", "day"))
    said = {"session": True, "planned": False, "rest": False, **nothing, "minutes": 50, "rpe": 8}
    openai.will(writes(json.dumps(said)))
    openai.hears.append(heard("Sixty minutes run."))
    loop = "my usual loop took me fifty, and I'd call it an eight"
    read = coaches.reader(loop, clock.now().date(), "en", anna)
    assert read is not None
    assert (read.minutes, read.rpe) == (50, 8)
    assert coaches.hearing(b"OggS", "audio/ogg", 5, anna) == "Sixty minutes run."
    assert openai.recordings[0]["audio"] == b"OggS"


def test_without_its_secret_nothing_is_read_or_heard(settings, dynamodb, clock, anna, openai):
    settings(PSEUDONYM_KEY_SECRET="arn:aws:secretsmanager:eu-central-1:000:secret:gone")
    coaches = coaching(dynamodb, clock, senses=True)
    assert coaches.reader is not None
    assert coaches.hearing is not None
    assert coaches.reader("fifty, an eight", clock.now().date(), "en", anna) is None
    assert coaches.hearing(b"OggS", "audio/ogg", 5, anna) == ""
    assert (openai.requests, openai.recordings) == ([], [])
