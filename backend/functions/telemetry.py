"""What a function tells about itself: JSON log lines, metrics and traces, never what an athlete wrote.

Neither events nor answers are logged or traced. An error that is none of ours leaves a function under its own name (by
which Step Functions chooses what to do) but without its message: that may quote a note, and Lambda logs it.
"""

import logging
import os
import traceback
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from backend.errors import AthleteError, Unavailable
from backend.functions.environment import setting

NAMESPACE = "AITracker"
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


class Telemetry:
    """Logger, metrics and tracer of one function; ``service`` is its name in all three."""

    def __init__(self, service: str) -> None:
        self._service = service
        level = setting("LOG_LEVEL")
        self.log = Logger(service=service, level=level)
        ours = logging.getLogger("backend")
        ours.setLevel(level)
        ours.addHandler(self.log.registered_handler)
        ours.propagate = False  # Lambda's own handler at the root would say it all again
        self._metrics = Metrics(namespace=NAMESPACE, service=service)

    def count(self, name: str, number: int = 1) -> None:
        """So many more of these in this invocation."""
        self._metrics.add_metric(name=name, unit=MetricUnit.Count, value=number)

    def observed(self, handler: Handler) -> Handler:
        """The handler as Lambda calls it: its errors without words, its counts sent, its calls of AWS traced."""

        @wraps(handler)
        def run(event: dict[str, Any], context: Any) -> dict[str, Any]:
            try:
                return handler(event, context)
            except Exception as error:  # all of them: whichever it is, only its name leaves
                where = "".join(traceback.format_tb(error.__traceback__))
                self.log.warning("failed: %s\n%s", type(error).__name__, where)
                raise wordless(error) from None
            finally:
                if self._metrics.metric_set:
                    self._metrics.flush_metrics()

        logged: Handler = self.log.inject_lambda_context(run, log_event=False)
        return self._traced(logged)

    def _traced(self, handler: Handler) -> Handler:
        if "LAMBDA_TASK_ROOT" not in os.environ:  # no daemon listens elsewhere, and the library takes its time to load
            return handler
        tracer = Tracer(service=self._service, patch_modules=("botocore",))
        traced: Handler = tracer.capture_lambda_handler(handler, capture_response=False, capture_error=False)
        return traced


def wordless(error: Exception) -> Exception:
    """The error itself if it is ours (they carry codes); else one of the same name and place that says nothing."""
    if isinstance(error, AthleteError | Unavailable):
        return error
    named: type[Exception] = type(type(error).__name__, (Exception,), {})
    return named().with_traceback(error.__traceback__)


def outcome(names: Mapping[tuple[str, object], str], answer: Mapping[str, Any]) -> str | None:
    """The metric that an answer counts for: the first of (field, value) that it has."""
    return next((name for (field, value), name in names.items() if answer.get(field) == value), None)
