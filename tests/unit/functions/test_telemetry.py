"""What a function tells about itself, and that nothing of an athlete is in it."""

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from backend.errors import EntryNotFound, FutureDate, StoreUnavailable
from backend.functions.environment import MissingSetting, setting
from backend.functions.telemetry import Telemetry, outcome, wordless

SECRET = "Schmerzen_in_der_Brust"


@dataclass
class Context:
    aws_request_id: str = "request"
    function_name: str = "function"
    memory_limit_in_mb: int = 128
    invoked_function_arn: str = "arn"


class Stdout:
    """The standard output of the moment, which pytest changes between a fixture and its test."""

    def write(self, text: str) -> None:
        sys.stdout.write(text)

    def flush(self) -> None:
        sys.stdout.flush()


@pytest.fixture
def telemetry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Telemetry]:
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("POWERTOOLS_LOGGER_LOG_EVENT", "true")
    monkeypatch.delenv("LAMBDA_TASK_ROOT", raising=False)
    # A function has its process to itself; here the loggers are everybody's.
    loggers = [logging.getLogger(name) for name in ("backend", "steps")]
    before = [{**each.__dict__, "handlers": [*each.handlers], "filters": [*each.filters]} for each in loggers]
    made = Telemetry("steps")
    assert isinstance(made.log.registered_handler, logging.StreamHandler)
    made.log.registered_handler.stream = Stdout()
    yield made
    for logger, state in zip(loggers, before, strict=True):
        logger.__dict__.clear()
        logger.__dict__.update(state)


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    out, err = capsys.readouterr()
    assert SECRET not in out + err
    return [json.loads(line) for line in (out + err).splitlines()]


def test_neither_event_nor_answer_is_logged_whatever_the_environment_says(telemetry, capsys):
    handler = telemetry.observed(lambda event, _: {"note": SECRET})
    assert handler({"note": SECRET}, Context()) == {"note": SECRET}
    said(capsys)


def test_what_our_modules_log_comes_out_as_json_with_the_request(telemetry, capsys):
    def handle(event: dict[str, Any], _: Any) -> dict[str, Any]:
        logging.getLogger("backend.api.problems").warning("something")
        return {}

    telemetry.observed(handle)({}, Context())
    [line] = said(capsys)
    assert (line["level"], line["message"], line["service"]) == ("WARNING", "something", "steps")
    assert line["function_request_id"] == "request"


def test_a_count_is_sent_with_its_invocation(telemetry, capsys):
    def handle(event: dict[str, Any], _: Any) -> dict[str, Any]:
        telemetry.count("EntriesRecorded")
        return {}

    handler = telemetry.observed(handle)
    for _ in range(2):
        handler({}, Context())
    sent = said(capsys)
    assert [each["EntriesRecorded"] for each in sent] == [[1.0], [1.0]]
    assert sent[0]["service"] == "steps"
    assert sent[0]["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "AITracker"


def test_an_invocation_without_a_count_sends_none(telemetry, capsys):
    telemetry.observed(lambda *_: {})({}, Context())
    assert said(capsys) == []


def test_a_bug_leaves_under_its_name_without_its_words(telemetry, capsys):
    class OddError(ValueError):
        pass

    def handle(event: dict[str, Any], _: Any) -> dict[str, Any]:
        telemetry.count("EntriesRecorded")
        raise OddError(SECRET)

    with pytest.raises(Exception, match=r"^$") as raised:
        telemetry.observed(handle)({}, Context())
    # Lambda's runtime reports the class's name, the message, and the places; and nothing that it came from
    assert raised.type.__name__ == "OddError"
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert any(entry.name == "handle" for entry in raised.traceback)
    lines = said(capsys)
    assert "OddError" in lines[0]["message"]
    assert lines[1]["EntriesRecorded"] == [1.0]


@pytest.mark.parametrize("error", [StoreUnavailable(), EntryNotFound(), FutureDate(today="2026-11-22")])
def test_an_error_of_ours_leaves_as_it_is(telemetry, error, capsys):
    def handle(*_: Any) -> dict[str, Any]:
        raise error

    with pytest.raises(type(error)) as raised:
        telemetry.observed(handle)({}, Context())
    assert raised.value is error
    assert wordless(error) is error
    assert type(error).__name__ in said(capsys)[0]["message"]


def test_an_answer_counts_for_what_it_says():
    names = {("sent", True): "Sent", ("sent", False): "NotNeeded"}
    assert outcome(names, {"sent": False}) == "NotNeeded"
    assert outcome(names, {"other": 1}) is None


def test_a_setting_that_is_missing_or_empty_is_named(monkeypatch):
    monkeypatch.setenv("BACKEND_TABLE", "table")
    assert setting("BACKEND_TABLE") == "table"
    for broken in (lambda: monkeypatch.setenv("BACKEND_TABLE", ""), lambda: monkeypatch.delenv("BACKEND_TABLE")):
        broken()
        with pytest.raises(MissingSetting, match="BACKEND_TABLE is not set"):
            setting("BACKEND_TABLE")
