"""Files as watches write them, made at test time: FIT by Garmin's own encoder, GPX and TCX as text."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from garmin_fit_sdk import Encoder, Profile

MORNING = dt.datetime(2026, 11, 21, 6, 30, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Done:
    """One session, as a watch counts it."""

    sport: str = "running"
    sub_sport: str = "generic"
    started: dt.datetime = MORNING
    timer: float = 3600.0
    elapsed: float = 3900.0
    metres: float = 12_340.0
    heart_rate: int | None = 142


def fit(*sessions: Done, kind: str = "activity") -> bytes:
    """A FIT file with these sessions; ``kind`` is the file's own."""
    encoder = Encoder()

    def write(name: str, values: dict[str, Any]) -> None:
        encoder.write_mesg({"mesg_num": Profile["mesg_num"][name], **values})

    write("FILE_ID", {"type": kind, "manufacturer": "development", "time_created": MORNING})
    for done in sessions:
        ended = done.started + dt.timedelta(seconds=done.elapsed)
        values: dict[str, Any] = {
            "timestamp": ended,
            "start_time": done.started,
            "sport": done.sport,
            "sub_sport": done.sub_sport,
            "total_timer_time": done.timer,
            "total_elapsed_time": done.elapsed,
            "total_distance": done.metres,
        }
        if done.heart_rate is not None:
            values["avg_heart_rate"] = done.heart_rate
        write("SESSION", values)
    return bytes(encoder.close())


def gpx(*segments: Sequence[str], sport: str = "running", heart_rate: int = 150) -> bytes:
    """A GPX file with one track, of segments of these times (ISO), a little further north each."""
    north, parts = 52.5, []
    for times in segments:
        points = []
        for time in times:
            north += 0.001
            points.append(
                f'<trkpt lat="{north:.3f}" lon="13.4"><time>{time}</time><extensions><gpxtpx:TrackPointExtension>'
                f"<gpxtpx:hr>{heart_rate}</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions></trkpt>"
            )
        parts.append(f"<trkseg>{''.join(points)}</trkseg>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="a watch" '
        'xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"<trk><name>Home</name><type>{sport}</type>{''.join(parts)}</trk></gpx>"
    ).encode()


def tcx(*activities: str) -> bytes:
    """A TCX file of these activities."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f"<Activities>{''.join(activities)}</Activities></TrainingCenterDatabase>"
    ).encode()


def tcx_activity(
    sport: str = "Biking", start: str = "2026-11-21T06:30:00Z", minutes: int = 60, points: Sequence[str] = ()
) -> str:
    """One activity of one lap; ``points`` are times."""
    track = "".join(
        f"<Trackpoint><Time>{time}</Time><HeartRateBpm><Value>130</Value></HeartRateBpm><Extensions/></Trackpoint>"
        for time in points
    )
    return (
        f'<Activity Sport="{sport}"><Id>{start}</Id><Lap StartTime="{start}">'
        f"<TotalTimeSeconds>{60 * minutes}</TotalTimeSeconds><DistanceMeters>20000</DistanceMeters><Calories>500"
        "</Calories><AverageHeartRateBpm><Value>128</Value></AverageHeartRateBpm><Intensity>Active</Intensity>"
        f"<TriggerMethod>Manual</TriggerMethod>{f'<Track>{track}</Track>' if track else ''}</Lap></Activity>"
    )
