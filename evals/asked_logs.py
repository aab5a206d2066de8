"""Logs that questions are put to, by name."""

from collections.abc import Mapping
from datetime import timedelta

from backend.coach.questions.sources import CheckedIn, Noted
from backend.training.session import Sport
from evals.logs import TODAY, session
from evals.sources import LogInMemory

_SESSIONS = (
    session(27, 60, 5),
    session(20, 80, 5),
    session(13, 60, 5),
    session(11, 90, 4, Sport.RIDE),
    session(9, 60, 4),
    session(6, 50, 5),
    session(4, 75, 3, Sport.RIDE),
    session(2, 45, 8),
    session(0, 60, 6),
)
LOGS: Mapping[str, LogInMemory] = {
    "a month of runs": LogInMemory(
        _SESSIONS, [CheckedIn(TODAY - timedelta(days=days), 19 - days % 2, 19.0) for days in (4, 3, 2, 1)]
    ),
    "a race on Saturday": LogInMemory(
        _SESSIONS,
        [CheckedIn(TODAY, 15, 19.0)],
        [Noted("race", "10 km in town", TODAY + timedelta(days=6))],
    ),
    "longer than a year": LogInMemory([session(420, 150, 7), session(400, 120, 6), *_SESSIONS]),
    "empty": LogInMemory(),
}
