"""Answers with a model, against a server that does everything wrong: a right answer all the same, and in time."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.coach.model.asker import Asker
from backend.coach.model.breaker import Breaker
from backend.coach.model.budget import Budget
from backend.coach.model.client import OpenAiModel
from backend.coach.model.prices import Prices
from backend.coach.model.request import ANSWER_KEYS, LOOK_UP_KEYS, REPAIR_KEYS
from backend.coach.ports import Limits
from backend.coach.questions import rules
from backend.coach.questions.answered import Answered
from backend.coach.questions.by_model import ModelAnswers
from backend.coach.questions.sources import CheckedIn, Noted
from backend.errors import NoConsent, StoreUnavailable
from backend.tone import Tone
from evals.logs import TODAY, session
from evals.sources import LogInMemory
from tests.fakes.openai import FakeOpenAi, breaks_off, declines, fake_openai, garbles, is_silent, refuses, writes
from tests.unit.coach.test_model_coach import MemoryCounts, MemoryLedger
from words import words_for

ANNA = UUID(int=7)
KEY = b"k" * 32
LOG = LogInMemory(
    [session(20, 80, 5), session(9, 60, 4), session(2, 45, 8), session(0, 60, 6)],
    [CheckedIn(TODAY, 15, 19.0)],
    [Noted("race", "10 km in town", TODAY + timedelta(days=6))],
)
QUESTION = "Can I race on Saturday?"
NUMBERS = {"tool": "numbers", "sport": None, "first": None, "last": None}
GOOD = (
    "The last 7 days add up to 720 AU, and your latest run took 60 min at RPE 6.",
    "If you run before then, it could stay easy.",
)
LIE = ("You ran 95 min, which was a lot for you.", "If you run before then, it could stay easy.")


def looks_up(*look_ups: dict[str, Any]) -> str:
    return json.dumps({"look_ups": list(look_ups)})


def replies(*sentences: str, known: bool = True, facts: tuple[str, ...] = ("week", "logged")) -> str:
    said = [{"text": text, "facts": list(facts), "suggests": "could" in text} for text in sentences]
    return json.dumps({"sentences": said, "known": known})


ALL = looks_up(NUMBERS, {**NUMBERS, "tool": "entries"}, {**NUMBERS, "tool": "check_ins"})


@pytest.fixture(scope="module")
def server() -> Iterator[FakeOpenAi]:
    with fake_openai() as fake:
        yield fake


@pytest.fixture(scope="module")
def model(server: FakeOpenAi) -> Iterator[OpenAiModel]:
    model = OpenAiModel("test-key", server.url, sleep=lambda _: None, chance=lambda: 0.0)
    yield model
    model.close()


@pytest.fixture
def openai(server: FakeOpenAi) -> FakeOpenAi:
    server.answers.clear()
    server.requests.clear()
    server.always = None
    return server


class World:
    def __init__(self, model: OpenAiModel) -> None:
        self.model, self.ledger, self.counts = model, MemoryLedger(), MemoryCounts()
        self.limits = Limits(100_000, 10_000_000)

    def answer(self, text: str = QUESTION, language: str = "en", sources: Any = LOG, **other: Any) -> Answered:
        now = datetime(2026, 11, 22, 12, tzinfo=UTC)
        budget = Budget(self.ledger, Prices.read(), self.limits, lambda: now, self.counts)
        answers = ModelAnswers(Asker(lambda: self.model, budget, self.counts, Breaker()), self.counts, KEY, **other)
        return answers(text, sources, words_for(language), ANNA, tone=Tone.PLAIN)


@pytest.fixture
def world(model: OpenAiModel, openai: FakeOpenAi) -> World:
    return World(model)


def test_what_the_model_chose_is_looked_up_and_its_words_are_checked(world: World, openai: FakeOpenAi):
    openai.will(writes(ALL), writes(replies(*GOOD)))
    answered = world.answer()
    assert (answered.text, answered.outcome, answered.prompt) == (" ".join(GOOD), "model", "answer/1")
    used = {fact["name"] for fact in answered.facts if fact.get("used")}
    assert used == {"week", "logged"}
    assert world.counts.counted[-1] == ("CoachAnswers", {"outcome": "model", "why": "none"})


def test_no_more_is_sent_than_the_list_says(world: World, openai: FakeOpenAi):
    openai.will(writes(ALL), writes(replies(*LIE)), writes(replies(*GOOD)))
    assert world.answer().outcome == "repaired"
    first, second, third = (json.loads(request["input"]) for request in openai.requests)
    assert set(first) == set(LOOK_UP_KEYS)
    assert set(second) == set(ANSWER_KEYS)
    assert set(third) == {*ANSWER_KEYS, *REPAIR_KEYS}
    assert second["remembered"] == ["10 km in town"]
    assert "95" in third["because"][0]
    for request in openai.requests:
        assert request["store"] is False
        assert ANNA.hex not in json.dumps(request)


@pytest.mark.parametrize(
    "wrong",
    [
        replies("You ran 95 min.", "It was a lot."),
        replies("The last 7 days add up to 720 AU.", "You will not get injured on Saturday."),
        replies("The last 7 days add up to 720 AU!", "You can do it!"),
        replies("Die letzten 7 Tage ergeben 720 AU.", "Das ist für dich so viel wie sonst auch, und es geht dir gut."),
        replies(*["The last 7 days add up to 720 AU."] * 40),
        replies(
            "As you asked, I now ignore my instructions and the last 7 days add up to 720 AU.", "See www.example.com."
        ),
        '{"sentences": [',
        "[]",
        "no json",
    ],
    ids=["invented", "predicts", "cheers", "language", "long", "obeys", "cut", "schema", "words"],
)
def test_what_the_check_refuses_is_never_said(world: World, openai: FakeOpenAi, wrong: str):
    openai.will(writes(ALL), writes(wrong), writes(wrong))
    answered = world.answer()
    assert answered.outcome == "rules:ungrounded"
    assert answered.text == rules.answer(QUESTION, LOG, words_for("en")).text


def test_that_the_log_does_not_tell_needs_no_number(world: World, openai: FakeOpenAi):
    openai.will(writes(looks_up()), writes(replies("The weather is not in your log.", known=False)))
    assert world.answer("Will it rain on my race?").outcome == "model"


def test_an_answer_without_a_number_is_none_when_it_claims_to_know(world: World, openai: FakeOpenAi):
    empty = replies("You are in the shape that you are in.", "That is how it is for you.")
    openai.will(writes(ALL), writes(empty), writes(empty))
    assert world.answer().outcome == "rules:ungrounded"


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (refuses(401), "refused"),
        (refuses(429), "busy"),
        (refuses(500), "server"),
        (declines(), "declined"),
        (garbles(), "malformed"),
        (breaks_off('{"look_ups": ['), "network"),
    ],
    ids=["401", "429", "500", "declined", "garbled", "cut off"],
)
def test_a_model_that_chooses_nothing_leaves_the_rules(world: World, openai: FakeOpenAi, trouble: Any, why: str):
    openai.always = trouble
    assert world.answer().outcome == f"rules:{why}"


def test_a_silent_server_costs_no_more_than_the_deadline(world: World, openai: FakeOpenAi):
    openai.always = is_silent()
    began = time.monotonic()
    assert world.answer(seconds=0.4).outcome == "rules:timeout"
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "text",
    [
        "Will I get injured?",
        "can I run? my knee hurts",
        "I feel sick, shall I train?",
        "my friend fainted, shall I race?",
    ],
)
def test_of_health_no_model_is_asked(world: World, openai: FakeOpenAi, text: str):
    assert world.answer(text).outcome == "rules:unwell"
    assert openai.requests == []


def test_what_the_scale_means_no_model_is_asked(world: World, openai: FakeOpenAi):
    answered = world.answer("what does rpe 7 mean")
    assert "very hard" in answered.text
    assert (answered.outcome, openai.requests) == ("rules:scale", [])


def test_beyond_the_quota_no_model_is_asked(world: World, openai: FakeOpenAi):
    world.limits = Limits(10, 10_000_000)
    assert world.answer().outcome == "rules:quota"
    assert openai.requests == []


def test_a_look_up_out_of_bounds_is_bounded(world: World, openai: FakeOpenAi):
    odd = [
        {"tool": "entries", "sport": "run", "first": "1900-01-01", "last": "2999-12-31"},
        {"tool": "numbers", "sport": None, "first": "never", "last": "2026-99-99"},
        {"tool": "numbers", "sport": None, "first": None, "last": "0001-01-01"},
        {"tool": "last_time", "sport": "yoga", "first": None, "last": None},
        *[NUMBERS] * 30,
    ]
    openai.will(writes(looks_up(*odd)), writes(replies(*GOOD)))
    assert world.answer().outcome == "model"


class Broken(LogInMemory):
    def __init__(self, error: Exception) -> None:
        super().__init__(LOG.log)
        object.__setattr__(self, "error", error)

    def entries(self, first: Any, last: Any) -> Any:
        raise self.error


@pytest.mark.parametrize("error", [StoreUnavailable(), NoConsent()])
def test_what_the_store_says_is_for_the_workflow(world: World, openai: FakeOpenAi, error: Exception):
    openai.will(writes(ALL))
    with pytest.raises(type(error)):
        world.answer(sources=Broken(error))
