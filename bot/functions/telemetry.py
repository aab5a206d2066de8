"""What the functions that talk in chats tell about themselves: metrics beside the log, and traces.

The log's events are counted as they are written: one line, one count. Nothing of an event or an answer is traced.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

import os
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.metrics import Metrics, MetricUnit

from bot.aws.batch import Report
from bot.logs import Log

NAMESPACE = "AITracker"
Handler = Callable[[dict[str, Any], Any], Report]

_COUNTED = {
    ("update", "handled"): "UpdatesHandled",
    ("update", "again"): "UpdatesToTryAgain",
    ("update", "set aside"): "UpdatesSetAside",
    ("update", "repeated"): "UpdatesRepeated",
    ("push", "delivered"): "PushesDelivered",
    ("push", "again"): "PushesToTryAgain",
    ("push", "given up"): "PushesGivenUp",
    ("push", "expired"): "PushesExpired",
    ("draft", "drawn"): "DraftsDrawn",
    ("draft", "dropped"): "DraftsDropped",
}
"""(event, outcome) → metric."""
_TROUBLE = {
    "bug": "Bugs",
    "unavailable": "Unavailable",
    "telegram_unreachable": "TelegramUnreachable",
    "token_refused": "TokenRefused",
}
Value = str | float | list[str] | None


class Telemetry:
    """Of one function, which is called ``service`` in its metrics and traces. It is a log that counts."""

    def __init__(self, service: str, log: Log) -> None:
        self._service = service
        self._log = log
        self._metrics = Metrics(namespace=NAMESPACE, service=service)

    def debug(self, event: str, **values: Value) -> object:  # noqa: D102  # see Log
        return self._log.debug(event, **values)

    def info(self, event: str, **values: Value) -> object:  # noqa: D102
        self._count(_COUNTED.get((event, str(values.get("outcome")))))
        if event == "update" and isinstance(taken := values.get("ms"), float):
            self._metrics.add_metric(name="UpdateTime", unit=MetricUnit.Milliseconds, value=taken)
        return self._log.info(event, **values)

    def warning(self, event: str, **values: Value) -> object:  # noqa: D102
        self._count(_TROUBLE.get(event))
        return self._log.warning(event, **values)

    def error(self, event: str, **values: Value) -> object:  # noqa: D102
        self._count(_TROUBLE.get(event))
        return self._log.error(event, **values)

    def observed(self, handler: Handler) -> Handler:
        """The handler as Lambda calls it: its counts are written at its end, its calls of AWS are traced."""

        def run(event: dict[str, Any], context: Any) -> Report:
            try:
                return handler(event, context)
            finally:
                if self._metrics.metric_set:
                    self._metrics.flush_metrics()

        if "LAMBDA_TASK_ROOT" not in os.environ:  # no daemon listens elsewhere, and the library takes its time to load
            return run
        from aws_lambda_powertools.tracing import Tracer

        tracer = Tracer(service=self._service, patch_modules=("botocore",))
        traced: Handler = tracer.capture_lambda_handler(run, capture_response=False, capture_error=False)
        return traced

    def _count(self, metric: str | None) -> None:
        if metric is not None:
            self._metrics.add_metric(name=metric, unit=MetricUnit.Count, value=1)
