"""Two workflows over one table of positions: each carries on its own executions only."""

from collections.abc import Callable
from datetime import datetime

from backend.ports import Position, Positions


class Share:
    """Is :class:`backend.ports.Positions`: those of one workflow, by how their ids begin.

    ``prefix`` empty: all whose ids begin with none of ``others``.
    """

    def __init__(self, positions: Positions, prefix: str = "", others: tuple[str, ...] = ()) -> None:
        self._positions = positions
        self._is_mine: Callable[[str], bool] = (
            (lambda id_: id_.startswith(prefix)) if prefix else (lambda id_: not id_.startswith(others))
        )

    def add(self, position: Position) -> bool:
        """See the port."""
        return self._positions.add(position)

    def save(self, position: Position) -> bool:
        """See the port."""
        return self._positions.save(position)

    def finish(self, execution_id: str, at: datetime) -> None:
        """See the port."""
        self._positions.finish(execution_id, at)

    def forget(self, execution_id: str) -> None:
        """See the port."""
        self._positions.forget(execution_id)

    def unfinished(self) -> list[Position]:
        """Those of this workflow."""
        return [position for position in self._positions.unfinished() if self._is_mine(position.execution_id)]

    def purge(self, finished_before: datetime) -> int:
        """See the port; ids of both workflows go."""
        return self._positions.purge(finished_before)
