"""The directory port on Cognito: an athlete's id is their ``sub``, which is also their username."""

from typing import TYPE_CHECKING
from uuid import UUID

from backend.aws.trouble import unavailable_as
from backend.errors import Unavailable
from backend.ports import Directory

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient


class CognitoDirectory(Directory):
    """The users of one pool."""

    def __init__(self, client: "CognitoIdentityProviderClient", pool_id: str) -> None:
        self._client = client
        self._pool_id = pool_id

    def remove(self, athlete_id: UUID) -> None:
        """Delete the user, and with them every token they could refresh. Raises Unavailable."""
        with unavailable_as(Unavailable):
            try:
                self._client.admin_delete_user(UserPoolId=self._pool_id, Username=str(athlete_id))
            except self._client.exceptions.UserNotFoundException:
                return
