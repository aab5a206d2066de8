"""A clock or a town becomes a time zone."""

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import zones
from words import words_for

WINTER = dt.datetime(2026, 11, 22, 17, 40, tzinfo=dt.UTC)
SUMMER = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)


def zones_of(places):
    return {place.zone for place in places}


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("18:40", "Europe/Berlin"),
        ("18.43", "Europe/Berlin"),
        ("6:37 pm", "Europe/Berlin"),
        ("23:10", "Asia/Kolkata"),
        ("23:25", "Asia/Kathmandu"),
        ("7:40 am", "Pacific/Honolulu"),
        ("06:40", "Pacific/Auckland"),
        ("UTC+1", "Europe/Berlin"),
        ("gmt-5", "America/New_York"),
        ("UTC", "Europe/London"),
    ],
)
def test_a_typed_time_means_the_places_with_that_clock(typed, zone):
    assert zone in zones_of(zones.by_clock(typed, WINTER))


@pytest.mark.parametrize("typed", ["", "Berlin", "25:00", "7", "13:00 pm", "60 min run", "18:4"])
def test_what_is_no_time_gives_no_place(typed):
    assert zones.by_clock(typed, WINTER) == []


def test_daylight_saving_is_followed():
    assert "Europe/Berlin" in zones_of(zones.by_clock("14:00", SUMMER))
    assert "Africa/Lagos" not in zones_of(zones.by_clock("14:00", SUMMER))


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@pytest.mark.parametrize("now", [WINTER, SUMMER])
def test_the_likely_clocks_all_differ(language, now):
    times = [zones.local_time(place, now) for place in zones.likely(now, language)]
    assert len(times) == len(set(times)) == 6


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("málaga", "Europe/Madrid"),
        ("Malaga", "Europe/Madrid"),
        ("München", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("東京都", "Asia/Tokyo"),
        ("Paris, US", "America/Chicago"),
        ("Austria", "Europe/Vienna"),
        ("Österreich", "Europe/Vienna"),
        ("España", "Europe/Madrid"),
        ("Suisse", "Europe/Zurich"),
        ("Paris, Vereinigte Staaten", "America/Chicago"),
        ("Paris, USA", "America/Chicago"),
        ("paris usa", "America/Chicago"),
        ("Paris, Texas", "America/Chicago"),
        ("Paris, France", "Europe/Paris"),
        ("Paris, Mars", "Europe/Paris"),
        ("San José, EE. UU.", "America/Los_Angeles"),
        ("San Jose Costa Rica", "America/Costa_Rica"),
        ("Birmingham, UK", "Europe/London"),
        ("London, Canada", "America/Toronto"),
        ("Moscow, Idaho", "America/Los_Angeles"),
        ("Bad Homburg", "Europe/Berlin"),
        ("USA", "America/New_York"),
        ("England", "Europe/London"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("America/New York", "America/New_York"),
    ],
)
def test_a_town_or_country_gives_its_zone(typed, zone):
    assert zones.by_town(typed)[0].zone == zone


def test_a_country_leaves_the_towns_of_no_other():
    assert {place.zone for place in zones.by_town("Birmingham, UK")} == {"Europe/London"}
    assert {place.zone for place in zones.by_town("Springfield, Illinois")} == {"America/Chicago"}


def test_a_name_of_many_towns_gives_the_largest_of_each_zone_first():
    found = zones.by_town("Birmingham")
    assert found[0].zone == "Europe/London"
    assert "America/Chicago" in zones_of(found)
    assert len(found) == len(zones_of(found))


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "18:40 Madrid, Spain"),
        ("de", "18:40 Madrid, Spanien"),
        ("es", "18:40 Madrid, España"),
        ("fr", "18:40 Madrid, Espagne"),
    ],
)
def test_a_town_names_its_country_in_the_athletes_language(language, label):
    assert zones.clock_and_town(words_for(language), zones.by_town("Madrid")[0], WINTER) == label


def test_a_town_of_many_states_names_its_state():
    assert zones.clock_and_town(words_for("de"), zones.by_town("Denver")[0], WINTER) == "10:40 Denver, CO"


@pytest.mark.parametrize("typed", ["x", "", "Xyzzyville", "12345", "Xyzzyville USA", "no town of that name"])
def test_no_town_gives_nothing(typed):
    assert zones.by_town(typed) == []


INHABITED = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


@given(st.sampled_from(INHABITED), st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31)))
def test_every_clock_of_the_world_is_found(zone, naive):
    now = naive.replace(tzinfo=dt.UTC)
    shown = now.astimezone(ZoneInfo(zone))
    found = zones.by_clock(shown.strftime("%H:%M"), now)
    assert any(now.astimezone(ZoneInfo(place.zone)).utcoffset() == shown.utcoffset() for place in found)
