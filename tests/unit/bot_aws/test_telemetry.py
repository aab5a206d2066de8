"""Each line of the log counts once, in CloudWatch's embedded format, and neither says more than numbers."""

import json
from typing import Any

import pytest

from bot.aws.batch import Report
from bot.functions.telemetry import Telemetry
from tests.unit.bot.helpers import Notebook


def metrics_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one line of metrics that was printed, without what the format itself needs."""
    [line] = capsys.readouterr().out.splitlines()
    printed = json.loads(line)
    assert printed["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "AITracker"
    return {name: value for name, value in printed.items() if name != "_aws"}


def test_what_a_call_wrote_into_the_log_is_counted_at_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry = Telemetry("updates", log := Notebook())  # type: ignore[arg-type]  # it takes any values

    def handle(event: dict[str, Any], context: object) -> Report:
        telemetry.info("update", chat="a1", handler="text", ms=12.5, outcome="handled")
        telemetry.info("update", chat="a2", handler="text", ms=7.5, outcome="again")
        telemetry.warning("unavailable", chat="a2", code="store_unavailable")
        telemetry.error("bug", chat="a2", code="a7f3")
        telemetry.debug("of no interest")
        return {"batchItemFailures": []}

    assert telemetry.observed(handle)({}, None) == {"batchItemFailures": []}

    assert metrics_of(capsys) == {
        "service": "updates",
        "UpdatesHandled": [1.0],
        "UpdatesToTryAgain": [1.0],
        "UpdateTime": [12.5, 7.5],
        "Unavailable": [1.0],
        "Bugs": [1.0],
    }
    assert log.events() == ["update", "update", "unavailable", "bug", "of no interest"]


def test_a_call_that_fails_tells_what_it_counted_until_then(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry = Telemetry("pushes", Notebook())  # type: ignore[arg-type]  # as above

    def handle(event: dict[str, Any], context: object) -> Report:
        telemetry.info("push", outcome="delivered")
        telemetry.info("push", outcome="expired")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        telemetry.observed(handle)({}, None)

    counted = metrics_of(capsys)
    assert (counted["PushesDelivered"], counted["PushesExpired"]) == ([1.0], [1.0])


def test_a_call_with_nothing_to_tell_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry = Telemetry("pushes", Notebook())  # type: ignore[arg-type]  # as above

    telemetry.observed(lambda event, context: {"batchItemFailures": []})({}, None)

    assert capsys.readouterr().out == ""
