"""A place in an athlete's log, as it travels with a page: an entry's place in the order, not a number of entries."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple, Self
from uuid import UUID


class Cursor(NamedTuple):
    """Entries ``towards`` older or newer ones than this place. ``str`` of it is what travels."""

    towards: Literal["older", "newer"]
    date: date
    recorded_at: datetime
    id: UUID

    def __str__(self) -> str:
        place = [self.towards, self.date.isoformat(), self.recorded_at.isoformat(), self.id.hex]
        return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The cursor that this is the text of. Raises ValueError for what no page gave."""
        try:
            towards, day, instant, id_ = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            if towards not in ("older", "newer"):
                raise ValueError(towards)
            recorded_at = datetime.fromisoformat(instant)
            if recorded_at.tzinfo is None:
                raise ValueError(instant)
            place = cls(towards, date.fromisoformat(day), recorded_at.astimezone(UTC), UUID(hex=id_))
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError("not a cursor of ours") from error
        return place
