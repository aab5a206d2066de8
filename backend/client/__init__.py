"""The only way from the chat to the backend: its HTTP API, with the athlete's own access token.

The transport decides whether that is a socket or the gateway in the same process; nothing here knows.
Bodies and tokens are never logged.
"""

from uuid import UUID

from backend.client.api import Api, BotTokenSource, TokenSource, UnexpectedAnswer
from backend.client.bot import BotClient
from backend.client.coach import CoachClient
from backend.client.log import LogClient
from backend.client.premium import PremiumClient

__all__ = ["AthleteClient", "Backend", "BotClient", "BotTokenSource", "TokenSource", "UnexpectedAnswer"]


class AthleteClient(LogClient, CoachClient, PremiumClient):
    """What one athlete may ask of the API. Each method raises what :meth:`Backend.call` does."""

    def __init__(self, backend: "Backend", athlete_id: UUID) -> None:
        super().__init__(backend, athlete_id)


class Backend(Api):
    """The API, as an athlete or as the bot itself. Built once; see :class:`backend.client.api.Api`."""

    def as_athlete(self, athlete_id: UUID) -> AthleteClient:
        """The API as this athlete sees it. Cheap: make one wherever it is needed."""
        return AthleteClient(self, athlete_id)

    def as_bot(self) -> BotClient:
        """The API as the bot itself sees it: what Telegram has told it, and no athlete may say."""
        return BotClient(self)
