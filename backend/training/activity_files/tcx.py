"""TCX files, by tcxreader: each ``Activity`` is a session.

The library reads one activity a file and nothing of a lap without points (an hour of strength, a treadmill), so each is
handed to it alone, and what the laps sum up is read beside it.
https://www8.garmin.com/xmlschemas/TrainingCenterDatabasev2.xsd.
"""

import datetime as dt
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tcxreader.tcxreader import TCXReader

from backend.training.activity_files.activity import Activity, checked, in_order
from backend.training.activity_files.sports import by_name

_SPACE = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"


def read_tcx(text: str) -> list[Activity]:
    """The sessions in it. Raises BadFile, and what the library raises about what is no TCX."""
    root = ElementTree.fromstring(text)  # only what ``xml.document`` has let through comes here
    return in_order([each for activity in root.iter(f"{_SPACE}Activity") if (each := _activity(activity)) is not None])


def _activity(activity: Element) -> Activity | None:
    laps = activity.findall(f"{_SPACE}Lap")
    for parent in [*laps, *activity.iter(f"{_SPACE}Trackpoint")]:
        for extra in parent.findall(f"{_SPACE}Extensions"):
            parent.remove(extra)  # nothing in them is asked for, and the library stumbles over empty ones
    points = TCXReader().read(BytesIO(_alone(activity)), only_gps=False)
    begun = [start for lap in laps if (start := _instant(lap.get("StartTime", ""))) is not None]
    started, ended = min(begun, default=_utc(points.start_time)), _utc(points.end_time)
    return checked(
        by_name(activity.get("Sport", "")),
        started,
        sum(_number(lap, "TotalTimeSeconds") for lap in laps),
        (ended - started).total_seconds() if started is not None and ended is not None else None,
        sum(_number(lap, "DistanceMeters") for lap in laps),
        points.hr_avg or _mean_of_laps(laps),
    )


def _alone(activity: Element) -> bytes:
    """A document with this one activity."""
    root = Element(f"{_SPACE}TrainingCenterDatabase")
    ElementTree.SubElement(root, f"{_SPACE}Activities").append(activity)
    return ElementTree.tostring(root)


def _number(lap: Element, name: str) -> float:
    return float(lap.findtext(f"{_SPACE}{name}") or 0)


def _mean_of_laps(laps: list[Element]) -> float | None:
    """The laps' own means, each for as long as it lasted."""
    path = f"{_SPACE}AverageHeartRateBpm/{_SPACE}Value"
    rated = [(float(rate), _number(lap, "TotalTimeSeconds")) for lap in laps if (rate := lap.findtext(path))]
    total = sum(seconds for _, seconds in rated)
    return sum(rate * seconds for rate, seconds in rated) / total if total else None


def _instant(text: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return _utc(found)


def _utc(instant: dt.datetime | None) -> dt.datetime | None:
    """The library reads "…Z" as a time without a zone."""
    return instant if instant is None or instant.tzinfo else instant.replace(tzinfo=dt.UTC)
