"""Which errors of AWS mean "not just now", and which are mistakes of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)

from backend.errors import StoreUnavailable, Unavailable

_NO_ANSWER = (ConnectionClosedError, ConnectTimeoutError, EndpointConnectionError, HTTPClientError, ReadTimeoutError)
_NOT_NOW = frozenset(
    {
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
_INTERNAL_ERROR = 500


@contextmanager
def unavailable_as(error_class: type[Unavailable] = StoreUnavailable) -> Iterator[None]:
    """In the block, no answer, throttling and AWS's own errors (5xx) become ``error_class``; mistakes stay theirs."""
    try:
        yield
    except _NO_ANSWER as error:
        raise error_class from error
    except ClientError as error:
        if not _is_not_now(error):
            raise
        raise error_class from error


def _is_not_now(error: ClientError) -> bool:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status >= _INTERNAL_ERROR or code_of(error) in _NOT_NOW


def code_of(error: ClientError) -> str:
    """AWS's name for the error, e.g. ``ConditionalCheckFailedException``."""
    return error.response.get("Error", {}).get("Code", "")
