"""Clients of AWS that give up in time, so that the function that asks can still answer.

Region and credentials are the function's own, from its environment; so is ``AWS_ENDPOINT_URL``, which boto3 honours by
itself. Making a client costs some 100 ms (it reads the service's description): each function makes those it needs once,
when it starts. A client may be used from many threads.
"""

from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_sqs import SQSClient
    from types_boto3_stepfunctions import SFNClient

_CONNECT_SECONDS = 1.0
_ATTEMPTS = 3


def dynamodb() -> "DynamoDBClient":
    """DynamoDB, which answers in milliseconds or is in trouble."""
    return boto3.client("dynamodb", config=_patience(2.0))


def sqs() -> "SQSClient":
    """SQS, to send; not for long polls."""
    return boto3.client("sqs", config=_patience(3.0))


def sqs_in_passing() -> "SQSClient":
    """SQS, to send what is of no use a moment later: not for long.

    The second attempt is for a connection that AWS has closed while Lambda kept the process frozen.
    """
    return boto3.client("sqs", config=_patience(1.0, attempts=2))


def stepfunctions() -> "SFNClient":
    """Step Functions, to start an execution; what waits for its end waits longer than this."""
    return boto3.client("stepfunctions", config=_patience(3.0))


def cognito() -> "CognitoIdentityProviderClient":
    """Cognito's user pools."""
    return boto3.client("cognito-idp", config=_patience(5.0))


def _patience(read_seconds: float, attempts: int = _ATTEMPTS) -> Config:
    """So many attempts in all; what AWS calls throttling counts among what is tried again."""
    return Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=read_seconds,
        retries={"mode": "standard", "total_max_attempts": attempts},
        tcp_keepalive=True,
    )
