"""Words that are still being written, on their way from whoever writes them to the chat."""

from uuid import UUID

from pydantic import AwareDatetime

from backend.contract.model import Model

PAUSE = 0.7
"""Seconds between two states of a draft."""


class WordsSoFar(Model):
    """The text so far of the comment on ``entry_id``, as it was ``at`` that instant (UTC); empty: being thought about.

    Of no use a moment later: the next one, or the comment itself, takes its place.
    """

    athlete_id: UUID
    entry_id: UUID
    text: str
    at: AwareDatetime
