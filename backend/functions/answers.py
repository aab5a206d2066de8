"""What is counted of a function that answers requests of API Gateway."""

from collections.abc import Mapping
from typing import Any

from backend.functions.telemetry import Handler, Telemetry

_TROUBLE = {500: "Bugs", 503: "Unavailable"}
_BAD = 400


def counted(answer: Handler, done: Mapping[tuple[str, str], str], telemetry: Telemetry) -> Handler:
    """The handler, observed and counted. ``done``: (method, resource) → what it counts for when answered well.

    Repetitions count, too.
    """

    def handle(event: dict[str, Any], context: object) -> dict[str, Any]:
        answered = answer(event, context)
        status = answered["statusCode"]
        counts = _TROUBLE.get(status) if status >= _BAD else done.get((event["httpMethod"], event["resource"]))
        if counts:
            telemetry.count(counts)
        return answered

    return telemetry.observed(handle)
