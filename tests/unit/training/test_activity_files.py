"""What is read of a watch's file, and what is refused."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.training.activity_files import Activity, BadFile, FileTrouble
from backend.training.activity_files.activity import MAX_BYTES
from backend.training.activity_files.reader import read
from backend.training.session import Sport
from tests.fakes.watches import MORNING, Done, fit, gpx, tcx, tcx_activity

RIDE = Done("cycling", started=MORNING + dt.timedelta(minutes=20), timer=5400, elapsed=5400)
TEN_MINUTES = [f"2026-11-21T06:{minute}:00Z" for minute in range(30, 41)]


def trouble_with(content: bytes) -> FileTrouble:
    with pytest.raises(BadFile) as refused:
        read(content)
    assert refused.value.__cause__ is None, "a message of a library may quote the file"
    return refused.value.trouble


# ---- what is read ----


def test_a_fit_session_has_its_timer_and_its_pauses() -> None:
    assert read(fit(Done())) == [Activity(Sport.RUN, MORNING, 3600.0, 3900.0, 12_340.0, 142)]


def test_the_shoes_changed_between_two_sports_are_no_session() -> None:
    changing = Done("transition", started=MORNING + dt.timedelta(minutes=18), timer=120, elapsed=120)
    swim = Done("swimming", "open_water", timer=1080, elapsed=1080)
    assert [each.sport for each in read(fit(RIDE, changing, swim))] == [Sport.SWIM, Sport.RIDE], "as they were done"


@pytest.mark.parametrize(
    ("sport", "sub_sport", "ours"),
    [
        ("training", "strength_training", Sport.STRENGTH),
        ("fitness_equipment", "indoor_rowing", Sport.ROW),
        ("running", "treadmill", Sport.RUN),
        ("training", "yoga", Sport.YOGA),
        ("soccer", "generic", Sport.TEAM),
        ("generic", "generic", None),
    ],
)
def test_a_sport_is_ours_or_is_not_told(sport: str, sub_sport: str, ours: Sport | None) -> None:
    assert read(fit(Done(sport, sub_sport)))[0].sport is ours


def test_a_watch_that_does_not_know_the_time_says_no_day() -> None:
    unset = Done(started=dt.datetime(1989, 12, 31, 0, 5, tzinfo=dt.UTC))
    assert read(fit(unset))[0].started is None


def test_a_heart_rate_that_no_heart_has_is_left_out() -> None:
    assert read(fit(Done(heart_rate=250)))[0].heart_rate is None
    assert read(fit(Done(heart_rate=None)))[0].heart_rate is None


def test_a_gpx_track_is_as_long_as_from_its_first_to_its_last_point() -> None:
    (found,) = read(gpx(TEN_MINUTES))
    assert (found.sport, found.started, found.elapsed_seconds) == (Sport.RUN, MORNING, 600.0)
    assert found.timer_seconds is None, "one segment tells of no pause"
    assert found.heart_rate == 150
    assert found.metres == pytest.approx(1112, abs=3)


def test_gaps_between_the_segments_of_a_track_are_pauses() -> None:
    (found,) = read(
        gpx(["2026-11-21T06:30:00Z", "2026-11-21T06:40:00Z"], ["2026-11-21T07:00:00Z", "2026-11-21T07:20:00Z"])
    )
    assert (found.timer_seconds, found.elapsed_seconds) == (1800.0, 3000.0)


def test_a_planned_route_is_no_session() -> None:
    route = b'<gpx version="1.1"><trk><trkseg><trkpt lat="52.5" lon="13.4"/></trkseg></trk></gpx>'
    assert trouble_with(route) is FileTrouble.NO_SESSION


def test_a_course_of_fit_is_no_session() -> None:
    assert trouble_with(fit(kind="course")) is FileTrouble.NO_SESSION


def test_a_tcx_lap_counts_with_and_without_points() -> None:
    points = ["2026-11-21T06:30:00Z", "2026-11-21T07:00:00.000Z", "2026-11-21T07:45:00Z"]
    (ridden,) = read(tcx(tcx_activity(points=points)))
    assert ridden == Activity(Sport.RIDE, MORNING, 3600.0, 4500.0, 20_000.0, 130)
    (indoors,) = read(tcx(tcx_activity()))
    assert indoors == Activity(Sport.RIDE, MORNING, 3600.0, None, 20_000.0, 128)


def test_each_activity_of_a_tcx_file_is_a_session_of_its_own() -> None:
    found = read(tcx(tcx_activity("Running", "2026-11-21T09:00:00+01:00", 20), tcx_activity(minutes=60)))
    assert [(each.sport, each.timer_seconds) for each in found] == [(Sport.RIDE, 3600.0), (Sport.RUN, 1200.0)]


def test_what_is_in_a_file_counts_and_not_what_begins_it_oddly() -> None:
    assert read(b"\xef\xbb\xbf\n  " + gpx(TEN_MINUTES).partition(b"\n")[2])[0].sport is Sport.RUN


# ---- what is refused ----


def test_what_is_none_of_the_formats_is_said_to_be_none() -> None:
    for content in (b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(20), b"<html><body/></html>", b"{}", bytes(500)):
        assert trouble_with(content) is FileTrouble.UNKNOWN


def test_archives_are_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.gpx", bytes(5_000_000))
    assert trouble_with(packed.getvalue()) is FileTrouble.UNKNOWN


@pytest.mark.parametrize("kept", [20, 60, -20, -2])
def test_a_fit_file_that_was_cut_off_is_damaged(kept: int) -> None:
    assert trouble_with(fit(Done())[:kept]) is FileTrouble.DAMAGED


def test_a_fit_file_with_a_wrong_bit_is_damaged() -> None:
    content = bytearray(fit(Done()))
    content[-10] ^= 1
    assert trouble_with(bytes(content)) is FileTrouble.DAMAGED


def test_xml_that_breaks_off_is_damaged() -> None:
    assert trouble_with(gpx(TEN_MINUTES)[:-30]) is FileTrouble.DAMAGED
    assert trouble_with(tcx(tcx_activity())[:-30]) is FileTrouble.DAMAGED


LAUGHS = b'<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCHES = b'<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
ELSEWHERE = b'<!DOCTYPE gpx SYSTEM "http://127.0.0.1:1/gpx.dtd">'


@pytest.mark.parametrize("declared", [LAUGHS, FETCHES, ELSEWHERE])
def test_a_document_type_is_refused_before_anything_in_it_is_read(declared: bytes) -> None:
    whole = gpx(TEN_MINUTES).replace(b"<gpx ", declared + b"<gpx ", 1).replace(b"Home", b"&a;")
    assert trouble_with(whole) is FileTrouble.TOO_MUCH


def test_an_encoding_that_hides_a_document_type_is_not_believed() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?>' + (LAUGHS + b"<gpx/>").decode()
    assert trouble_with(hidden.encode()) is FileTrouble.TOO_MUCH
    assert trouble_with(hidden.encode("utf-16")) is FileTrouble.UNKNOWN


def test_what_is_nested_without_end_is_refused() -> None:
    assert trouble_with(b"<gpx>" + b"<a>" * 100_000) is FileTrouble.TOO_MUCH


def test_more_elements_than_a_watch_writes_are_refused() -> None:
    assert trouble_with(b"<gpx>" + b"<a/>" * 1_600_000 + b"</gpx>") is FileTrouble.TOO_MUCH


def test_a_file_over_the_limit_is_not_looked_at() -> None:
    assert trouble_with(bytes(MAX_BYTES + 1)) is FileTrouble.TOO_MUCH


def test_an_archive_of_years_is_too_much() -> None:
    assert trouble_with(fit(*[Done()] * 13)) is FileTrouble.TOO_MUCH


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_the_bytes_are_there_is_an_answer(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from([fit(Done(), RIDE), gpx(TEN_MINUTES), tcx(tcx_activity(points=TEN_MINUTES))]))
    content = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read(bytes(content))
    except BadFile:
        return
    assert found
    assert all(each.seconds > 0 for each in found)
