"""GPX files, by gpxpy: each track with times is a session. https://www.topografix.com/GPX/1/1/.

A track knows no timer. Where it was cut into segments, the gaps between these are pauses; rests inside a segment belong
to the session (Foster et al. 2001 rate the whole of it), so no speed is taken for standing still.
"""

import datetime as dt
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import gpxpy
from gpxpy.gpx import GPXTrack, GPXTrackPoint

from backend.training.activity_files.activity import Activity, checked, in_order
from backend.training.activity_files.sports import by_name


def read_gpx(text: str) -> list[Activity]:
    """The sessions in it. Raises BadFile, and what gpxpy raises about what is no GPX."""
    return in_order([each for track in gpxpy.parse(text).tracks if (each := _activity(track)) is not None])


def _activity(track: GPXTrack) -> Activity | None:
    spans = [span for segment in track.segments if (span := _span(segment.points)) is not None]
    if not spans:
        return None
    started, ended = min(first for first, _ in spans), max(last for _, last in spans)
    recorded = sum((last - first).total_seconds() for first, last in spans)
    rates = [rate for segment in track.segments for point in segment.points for rate in _heart_rates(point.extensions)]
    return checked(
        by_name(track.type or ""),
        started,
        recorded if len(spans) > 1 else None,
        (ended - started).total_seconds(),
        track.length_2d(),
        sum(rates) / len(rates) if rates else None,
    )


def _span(points: Iterable[GPXTrackPoint]) -> tuple[dt.datetime, dt.datetime] | None:
    """First and last time; a point without a zone is in UTC, as the format has it."""
    times = [point.time if point.time.tzinfo else point.time.replace(tzinfo=dt.UTC) for point in points if point.time]
    return (min(times), max(times)) if times else None


def _heart_rates(extensions: Iterable[Element]) -> Iterable[float]:
    """``<hr>`` of Garmin's TrackPointExtension, which most others write too, wherever it stands."""
    for extension in extensions:
        for element in extension.iter():
            name = element.tag.rpartition("}")[2].rpartition(":")[2]
            if name in ("hr", "heartrate") and (element.text or "").strip().isdecimal():
                yield float(element.text or 0)
