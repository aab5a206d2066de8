"""The real time; tests turn one of their own."""

from datetime import UTC, datetime


class SystemClock:
    """The machine's clock: :class:`backend.ports.Clock`, without loading what the other ports speak of."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)
