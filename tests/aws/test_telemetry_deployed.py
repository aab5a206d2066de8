"""What the deployed functions write about an entry: counts, and not a word of the athlete's."""

import json
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from backend.embedded.proxy import proxy_event
from sandbox.cloud.deploy import Stack

NOTE = "with Bob past the old mill"
DEADLINE_SECONDS = 100.0
EXPECTED = {
    "ApiFunction": {"AthletesRegistered", "EntriesRecorded", "ExecutionsStarted"},
    "ValidateFunction": {"EntriesCurrent"},
    "SaveFunction": {"CommentsKept"},
    "NotifyFunction": {"NotificationsSent"},
}


def lines(stack: Stack, function: str) -> list[str]:
    """All that a function has logged."""
    group = stack.resource(function.replace("Function", "Logs"))
    pages = stack.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
    return [event["message"] for page in pages for event in page["events"]]


def counted(stack: Stack, function: str) -> set[str]:
    """The metrics that a function has sent: CloudWatch reads them from its log."""
    sent = [json.loads(line) for line in lines(stack, function) if line.startswith('{"_aws"')]
    return {
        metric["Name"] for each in sent for group in each["_aws"]["CloudWatchMetrics"] for metric in group["Metrics"]
    }


@pytest.fixture(scope="module")
def recorded(stack: Stack) -> None:
    """An athlete has registered, and recorded a session with a note."""
    sub = str(uuid4())

    def ask(method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = [("content-type", "application/json")]
        event = proxy_event(method, path, [], headers, json.dumps(body).encode(), {"sub": sub}, "127.0.0.1")
        answer = stack.client("lambda").invoke(FunctionName=stack.resource("ApiFunction"), Payload=json.dumps(event))
        told: dict[str, Any] = json.loads(answer["Payload"].read())
        assert told["statusCode"] == 200, told
        return told

    now = datetime.now(UTC)
    ask("PUT", "/athlete", {"consented_at": now.isoformat()})
    session = {"id": str(uuid4()), "date": now.date().isoformat(), "sport": "run", "minutes": 60, "rpe": 7}
    ask("POST", "/entries", session | {"note": NOTE})


@pytest.mark.parametrize("function", EXPECTED)
def test_a_function_counts_what_became_of_it(stack: Stack, recorded: None, function: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not EXPECTED[function] <= counted(stack, function):
        assert time.monotonic() < deadline, counted(stack, function)
        time.sleep(0.2)


@pytest.mark.parametrize(
    "function",
    ["ApiFunction", "ValidateFunction", "AnalyseFunction", "CoachFunction", "SaveFunction", "NotifyFunction"],
)
def test_no_function_logs_what_an_athlete_wrote(stack: Stack, recorded: None, function: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not (written := lines(stack, function)):
        assert time.monotonic() < deadline, "it was not called"
        time.sleep(0.2)
    assert not [line for line in written if NOTE in line]
