"""FIT files, by fitdecode: each ``session`` message is a session. https://developer.garmin.com/fit/protocol/."""

import datetime as dt
from io import BytesIO

from fitdecode import FIT_FRAME_DATA, CrcCheck, ErrorHandling, FitReader

from backend.training.activity_files.activity import Activity, checked, in_order
from backend.training.activity_files.sports import of_fit

_BETWEEN_SPORTS = "transition"
"""Changing shoes is no session."""


def read_fit(content: bytes) -> list[Activity]:
    """The sessions in it. Raises BadFile, and what fitdecode raises about a file that is cut off or broken."""
    found: list[Activity] = []
    # A checksum that is wrong is a file that is wrong: its numbers may be.
    reader = FitReader(BytesIO(content), check_crc=CrcCheck.RAISE, error_handling=ErrorHandling.IGNORE)
    with reader as frames:
        for frame in frames:
            if frame.frame_type == FIT_FRAME_DATA and frame.name == "session":
                values = {field.name: field.value for field in frame.fields}
                if values.get("sport") != _BETWEEN_SPORTS:
                    found += filter(None, [_session(values)])
    return in_order(found)


def _session(values: dict[str, object]) -> Activity | None:
    started = values.get("start_time")
    return checked(
        of_fit(str(values.get("sport")), str(values.get("sub_sport"))),
        started if isinstance(started, dt.datetime) else None,
        _number(values.get("total_timer_time")),
        _number(values.get("total_elapsed_time")),
        _number(values.get("total_distance")),
        _number(values.get("avg_heart_rate")),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
