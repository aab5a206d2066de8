"""The real time; tests turn one of their own."""

from datetime import UTC, datetime

from backend.ports import Clock


class SystemClock(Clock):
    """The machine's clock."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)
