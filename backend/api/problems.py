"""What went wrong, as an answer: a Problem with a code, never with anything that was sent."""

import logging
import traceback
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from aws_lambda_powertools.event_handler import Response, content_types
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from backend.contract import CheckInItems, EntryContent, Problem, Reminders
from backend.errors import AthleteError, EntryNotFound, InvalidEntry, MinutesOutOfRange, RpeOutOfRange, Unavailable
from backend.training.session import MAX_MINUTES, MAX_RPE

logger = logging.getLogger(__name__)

_NAMED_FIELDS = (
    frozenset(EntryContent.model_fields)
    | frozenset(CheckInItems.model_fields)
    | frozenset(Reminders.model_fields)
    | {"language", "zone", "limit", "days", "cursor", "end"}
)


def refused(error: AthleteError) -> Response[Any]:
    """The athlete can mend it: the error's own status, code and details."""
    return problem(error.status, error.code, error.details)


def unavailable(error: Unavailable) -> Response[Any]:
    """It may work later."""
    return problem(error.status, error.code)


def invalid(error: RequestValidationError) -> Response[Any]:
    """The request does not fit the contract: the error of the first field that is wrong."""
    return refused(_first_error(error.errors()))


def bug(error: Exception) -> Response[Any]:
    """None of ours: logged with an id and where it happened, but without its message, which may quote health data."""
    id_ = uuid4().hex[:8]
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("bug %s: %s\n%s", id_, type(error).__name__, where)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", {"id": id_})


def problem(status: int, code: str, details: Mapping[str, str | int | float] | None = None) -> Response[Any]:
    """An error answer."""
    body = Problem(code=code, details=dict(details or {})).model_dump_json()
    return Response(status_code=int(status), content_type=content_types.APPLICATION_JSON, body=body)


def _first_error(errors: Iterable[Mapping[str, Any]]) -> AthleteError:
    for error in errors:
        where = error["loc"]
        if where and where[0] == "path":
            return InvalidEntry(field="date") if "day" in where else EntryNotFound()
        for name in where:
            if name == "rpe":
                return RpeOutOfRange(low=0, high=MAX_RPE)
            if name == "minutes":
                return MinutesOutOfRange(low=1, high=MAX_MINUTES)
            # An unknown field's name was typed by the caller: only names of ours go back.
            if name in _NAMED_FIELDS:
                return InvalidEntry(field=name)
    return InvalidEntry()
