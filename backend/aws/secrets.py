"""Secrets of Secrets Manager: plain strings, read when they are first needed."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from backend.aws.trouble import unavailable_as
from backend.errors import StoreUnavailable

if TYPE_CHECKING:
    from types_boto3_secretsmanager import SecretsManagerClient

NOT_GIVEN = "none"
"""What the template puts into a secret that the operator gave no value for: none may be empty."""
_KEPT_SECONDS = 300.0


def secrets_manager() -> "SecretsManagerClient":
    """A client that gives up in time."""
    patience = Config(connect_timeout=1.0, read_timeout=3.0, retries={"mode": "standard", "total_max_attempts": 3})
    return boto3.client("secretsmanager", config=patience)


class Secret:
    """``name`` is the secret's name or ARN. Looked up again after five minutes, so that it can be replaced."""

    def __init__(
        self, client: "SecretsManagerClient", name: str, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._name = name
        self._monotonic = monotonic
        self._value: str | None = None
        self._read_at = 0.0

    def __call__(self) -> str:
        """Its text. Raises StoreUnavailable while it was never read."""
        if self._value is None or self._monotonic() - self._read_at > _KEPT_SECONDS:
            try:
                with unavailable_as():
                    self._value = self._client.get_secret_value(SecretId=self._name)["SecretString"]
                self._read_at = self._monotonic()
            except StoreUnavailable:
                if self._value is None:
                    raise
        return self._value

    def given(self) -> str:
        """Its text, "" where the operator gave none. Raises StoreUnavailable while it was never read."""
        value = self()
        return "" if value == NOT_GIVEN else value
