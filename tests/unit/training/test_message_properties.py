"""What holds for every message, whatever is written in it."""

import datetime as dt
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.training.message import Understood, compose, understand
from backend.training.session import MAX_NOTE_CHARACTERS, Kind, Sport
from tests.unit.training.utterances import TODAY

SPOKEN = (
    "60 min,run,rpe 7,rpe,min,h,1h20,45',5:10,52:10,1:20:00,/km,/10,7/10,12/11,12.11.,2026-11-12,yesterday,tomorrow,on,"
    "last,monday,the,12th,nov,3,60,-5,x,2x30min,½,0.5,7.3,1e9,99999999999999999999,hr,150,bpm,80 kg,10k,marathon,swim,"
    "ride,and,then,rest,rest day,no,didn't,will,planned,did,fresh,felt,4/5,mood,effort,easy,borg,13,out of,ten,an hour,"
    "and a half,note:,sport:,?,!,.,\n,-,@,+,(,),:,:,🔥,٧,<b>,after,warm up,slept,avg,zone 2,at 18:30,ago,days"
)
PIECES = SPOKEN.split(",")
GERMAN_SPOKEN = [
    "60 min",
    "laufen",
    "rpe 7",
    "anstrengung",
    "minuten",
    "std",
    "1h20",
    "eine stunde",
    "anderthalb",
    "zweieinhalb",
    "halbe",
    "dreiviertelstunde",
    "52:10",
    "pro km",
    "von 10",
    "7 von 10",
    "12.11.",
    "am 12.",
    "12. november",
    "gestern",
    "morgen",
    "heute morgen",
    "am",
    "letzten",
    "letzte woche",
    "montag",
    "so",
    "der",
    "vor",
    "3",
    "tagen",
    "wochen",
    "60",
    "-5",
    "x",
    "mal",
    "zweimal",
    "½",
    "7",
    "5",
    "1.500",
    "puls",
    "150",
    "schläge",
    "80 kg",
    "10 km",
    "marathon",
    "schwimmen",
    "rad",
    "und",
    "dann",
    "ruhetag",
    "kein",
    "nicht",
    "will ich",
    "geplant",
    "gemacht",
    "frisch",
    "gefühlt",
    "4/5",
    "laune",
    "hart",
    "locker",
    "borg",
    "13",
    "bis",
    "zehn",
    "und eine halbe",
    "notiz:",
    "?",
    "!",
    ".",
    "\n",
    "-",
    "dauerlauf",
    "intervalltraining",
    "einlaufen",
    "nach",
    "insgesamt",
    "um",
    "18:30",
    "uhr",
    "ausgefallen",
    "ä",
    "ß",
    "ü",
]
GERMAN_OTHERS = (
    "{n} km,{n} kilometer,{n} meilen,{n}00 m,{n} hm,puls {n},max puls {n},{n} kg,{n} watt,{n} km/h,{n} "
    "umdrehungen,{n} %,"
    "5:{n:02}/km,5:{n:02} min/km,{n} min pro km,schnitt 5:{n:02},3x{n} wdh,um 18:{n:02},um 18:{n:02} uhr,{n} kalorien,"
    "zone 2,schlaf 7/10,{n} h geschlafen,schmerzen 3/10,{n} grad,{n} jahre,{n} runden,nach {n} min,{n} sekunden,"
    "bei {n} grad,ga1,platz {n},nach {n} km"
)
GERMAN_SOUP = st.lists(st.sampled_from([*GERMAN_SPOKEN, ","]), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces), ", ".join(pieces)])
)
LANGUAGES = ("en", "de", "es", "fr")
OTHERS = (
    "{n} km,{n}k,{n} miles,{n}00m,+{n}00m,{n} bpm,avg hr {n},max hr {n},hr {n},{n} kg,{n}w,{n} km/h,{n} rpm,{n}%,"
    "5:{n:02}/km,5:{n:02} min/km,@5:{n:02}/km,{n} min/mile,pace 5:{n:02},3x{n} reps,at 18:{n:02},{n} kcal,{n} hm,"
    "zone 2,z2,sleep 7/10,slept {n} h,pain 3/10,{n} degrees,{n} years old,{n} laps,cadence {n},after {n} min,{n} s"
)
SOUP = st.lists(st.sampled_from([*PIECES, ","]), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces), ", ".join(pieces)])
)
LEVEL = st.none() | st.integers(1, 5)


@given(st.text() | SOUP | GERMAN_SOUP, st.dates(), st.sampled_from([*LANGUAGES, "xx"]))
def test_no_message_breaks_it_or_leaves_the_range(text: str, today: dt.date, language: str) -> None:
    said = understand(text, today, language)

    assert said.minutes is None or 1 <= said.minutes <= 600
    assert said.rpe is None or (0 <= said.rpe <= 10 and (said.rpe * 2).is_integer())
    assert said.date is None or dt.timedelta(0) <= today - said.date <= dt.timedelta(days=365)
    for level in (said.freshness, said.readiness, said.mood):
        assert level is None or 1 <= level <= 5
    assert len(said.note) <= MAX_NOTE_CHARACTERS
    assert said.note == said.note.strip()
    if said.kind is not Kind.SESSION:
        assert (said.minutes, said.rpe, said.sport) == (None, None, None)


@st.composite
def _composed(draw: st.DrawFn) -> Understood:
    kind = draw(st.sampled_from([Kind.SESSION, Kind.REST, None]))
    session = kind is Kind.SESSION
    return Understood(
        kind=kind,
        date=draw(st.none() | st.dates(TODAY - dt.timedelta(days=365), TODAY)),
        sport=draw(st.none() | st.sampled_from(Sport)) if session else None,
        minutes=draw(st.none() | st.integers(1, 600)) if session else None,
        rpe=draw(st.none() | st.integers(0, 20).map(lambda half_steps: half_steps / 2)) if session else None,
        freshness=draw(LEVEL),
        readiness=draw(LEVEL),
        mood=draw(LEVEL),
        note=draw((st.text(max_size=200) | SOUP).map(str.strip)),
    )


@given(_composed(), st.sampled_from(LANGUAGES))
def test_what_is_composed_is_understood_again(said: Understood, language: str) -> None:
    assert understand(compose(said), TODAY, language) == said


@given(SOUP | GERMAN_SOUP, st.sampled_from(LANGUAGES))
def test_what_was_understood_without_a_problem_survives_being_composed(text: str, language: str) -> None:
    said = understand(text, TODAY, language)

    if not said.problems:
        assert understand(compose(said), TODAY, language) == said


@given(
    minutes=st.integers(1, 600),
    rpe=st.integers(0, 20).map(lambda half_steps: half_steps / 2),
    sport=st.sampled_from(["run", "ride", "swim", "row", "walk"]),
    other=st.sampled_from(OTHERS.split(",")),
    n=st.integers(1, 59),
    place=st.integers(0, 3),
    comma=st.booleans(),
)
def test_other_quantities_never_change_minutes_or_effort(
    minutes: int, rpe: float, sport: str, other: str, n: int, place: int, comma: bool
) -> None:
    parts = [f"{minutes} min", sport, f"rpe {rpe:g}"]
    parts.insert(place, other.format(n=n))
    said = understand((", " if comma else " ").join(parts), TODAY)

    assert (said.minutes, said.rpe) in {(minutes, rpe), (None, rpe), (minutes, None), (None, None)}
    if comma:
        assert (said.minutes, said.rpe) == (minutes, rpe)


@given(
    minutes=st.integers(1, 600),
    rpe=st.integers(0, 20).map(lambda half_steps: half_steps / 2),
    sport=st.sampled_from(["laufen", "Rad", "geschwommen", "Dauerlauf", "Spaziergang"]),
    other=st.sampled_from(GERMAN_OTHERS.split(",")),
    n=st.integers(1, 59),
    place=st.integers(0, 3),
    comma=st.booleans(),
)
def test_other_german_quantities_never_change_minutes_or_effort(
    minutes: int, rpe: float, sport: str, other: str, n: int, place: int, comma: bool
) -> None:
    parts = [f"{minutes} min", sport, f"rpe {rpe:g}".replace(".", ",")]
    parts.insert(place, other.format(n=n))
    said = understand((", " if comma else " ").join(parts), TODAY, "de")

    assert (said.minutes, said.rpe) in {(minutes, rpe), (None, rpe), (minutes, None), (None, None)}
    if comma:
        assert (said.minutes, said.rpe) == (minutes, rpe)


@given(st.sampled_from(list(Sport)), st.integers(1, 600), st.integers(0, 10))
def test_the_order_of_what_is_said_does_not_matter(sport: Sport, minutes: int, rpe: int) -> None:
    parts = [f"sport: {sport}", f"{minutes} min", f"rpe {rpe}"]
    forwards, backwards = understand(", ".join(parts), TODAY), understand(", ".join(parts[::-1]), TODAY)

    assert forwards == backwards
    assert (forwards.sport, forwards.minutes, forwards.rpe) == (sport, minutes, rpe)


@pytest.mark.parametrize(
    ("piece", "language"),
    [
        *((piece, "en") for piece in ("60 min run rpe 7, ", "5:10 ", "x 2 ", "'", "yesterday, ", "1 1/", "and ", "🔥")),
        *((piece, "en") for piece in ("? ", "-", "run was cancelled ", "u\u0308")),
        *(
            (piece, "de")
            for piece in ("60 min laufen rpe 7, ", "ausgefallen ", "lauf ", "vor 3 ", "am 12. ", "und eine ")
        ),
    ],
)
def test_a_long_message_takes_time_in_proportion(piece: str, language: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        best = 9.0
        for _ in range(3):
            start = process_time()
            understand(text, TODAY, language)
            best = min(best, process_time() - start)
        return best

    assert seconds(20_000) < 25 * seconds(2_000) + 0.05
