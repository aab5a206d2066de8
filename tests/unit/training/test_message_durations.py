"""How long: durations in every form, and what only looks like one."""

import pytest

from backend.training.message import Problem, Understood, understand
from backend.training.message import ProblemCode as Code
from backend.training.session import Kind, Sport
from tests.unit.training.utterances import ALL, TODAY, day, in_words, said

SESSION, REST_DAY = Kind.SESSION, Kind.REST

STORYBOARDS = [
    ("60 min run rpe 7, legs heavy", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="legs heavy")),
    ("1h20 ride 5/10, felt fresh", said(kind=SESSION, sport=Sport.RIDE, minutes=80, rpe=5, freshness=4)),
    ("yesterday 2x30min swim rpe 4", said(kind=SESSION, date=day(11, 21), sport=Sport.SWIM, minutes=60, rpe=4)),
    ("45'", said(kind=SESSION, minutes=45)),
    ("rest day", said(kind=REST_DAY)),
    ("10k in 52:10", said(kind=SESSION, sport=Sport.RUN, minutes=52, note="10k")),
    (
        "on monday 40 min easy row",
        said(
            kind=SESSION,
            date=day(11, 16),
            sport=Sport.ROW,
            minutes=40,
            note="easy",
            problems=(Problem(Code.EFFORT_WORD, said="easy"),),
        ),
    ),
    (
        "40 min run rpe 8, tight chest and dizzy",
        said(kind=SESSION, sport=Sport.RUN, minutes=40, rpe=8, note="tight chest and dizzy"),
    ),
]

DURATIONS = [
    ("1 ½ h ride", said(kind=SESSION, sport=Sport.RIDE, minutes=90)),
    ("an hour twenty run", said(kind=SESSION, sport=Sport.RUN, minutes=80)),
    ("1 hr. 20 min. run", said(kind=SESSION, sport=Sport.RUN, minutes=80)),
    ("twice 30 min swim", said(kind=SESSION, sport=Sport.SWIM, minutes=60)),
    ("60 min, pace 5:10, rpe 7", said(kind=SESSION, minutes=60, rpe=7, note="pace 5:10")),
    ("60 min pace 5:10 rpe 7", said(kind=SESSION, minutes=60, rpe=7, note="pace 5:10")),
    ("rpe 7 and a half hour run", said(kind=SESSION, sport=Sport.RUN, minutes=30, rpe=7)),
    ("tennis match 2h15 rpe 7.5", said(kind=SESSION, sport=Sport.RACKET, minutes=135, rpe=7.5, note="tennis match")),
    ("1 hour 15 run rpe 7", said(kind=SESSION, sport=Sport.RUN, minutes=75, rpe=7)),
    ("1h 15 rpe 7 run", said(kind=SESSION, sport=Sport.RUN, minutes=75, rpe=7)),
    ("after work 60 min run rpe 5", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=5, note="after work")),
    ("commute 25 min ride rpe 2", said(kind=SESSION, sport=Sport.RIDE, minutes=25, rpe=2, note="commute")),
    ("45 minutes' running", said(kind=SESSION, sport=Sport.RUN, minutes=45)),
    (
        "w/u 15 min, 4x1km, c/d 10min, total 55 min rpe 8",
        said(kind=SESSION, minutes=55, rpe=8, note="w/u 15 min, 4x1km, c/d 10min"),
    ),
    (
        "Just did a 45 minute easy run with the club, RPE 3",
        said(kind=SESSION, sport=Sport.RUN, minutes=45, rpe=3, note="easy run with the club"),
    ),
    (
        "Long run 2h10 @ 5:40/km, HR 145, RPE 6, legs tired",
        said(kind=SESSION, sport=Sport.RUN, minutes=130, rpe=6, note="Long run 2h10 @ 5:40/km, HR 145, legs tired"),
    ),
    (
        "gym 1h, squats 5x5 100kg, bench 3x8 60kg, rpe 8",
        said(kind=SESSION, sport=Sport.STRENGTH, minutes=60, rpe=8, note="gym, squats 5x5 100kg, bench 3x8 60kg"),
    ),
    (
        "ride 42.5 km 1:32:10 avg 27.7 km/h 310 m elevation rpe 5",
        said(kind=SESSION, sport=Sport.RIDE, minutes=92, rpe=5, note="42.5 km 1:32:10 avg 27.7 km/h 310 m elevation"),
    ),
    ("run - 60 min - rpe 7 - legs heavy", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="legs heavy")),
    ("1:20:00", said(kind=SESSION, minutes=80)),
    ("1h 20m", said(kind=SESSION, minutes=80)),
    ("1h20m ride", said(kind=SESSION, sport=Sport.RIDE, minutes=80)),
    ("1h20 ride", said(kind=SESSION, sport=Sport.RIDE, minutes=80)),
    ("1h 20 run", said(kind=SESSION, sport=Sport.RUN, minutes=80)),
    ("1h05 run", said(kind=SESSION, sport=Sport.RUN, minutes=65)),
    ("1.5h", said(kind=SESSION, minutes=90)),
    ("1,5 h", said(kind=SESSION, minutes=90)),
    ("1½ h ride rpe 6½", said(kind=SESSION, sport=Sport.RIDE, minutes=90, rpe=6.5)),
    ("½ h yoga", said(kind=SESSION, sport=Sport.YOGA, minutes=30)),
    ("1/2 hour yoga rpe 2", said(kind=SESSION, sport=Sport.YOGA, minutes=30, rpe=2)),
    ("2 1/2 hours hike", said(kind=SESSION, sport=Sport.HIKE, minutes=150)),
    ("3/4 hour yoga", said(kind=SESSION, sport=Sport.YOGA, minutes=45)),
    ("an hour and a half", said(kind=SESSION, minutes=90)),
    ("an hour and 20 minutes run", said(kind=SESSION, sport=Sport.RUN, minutes=80)),
    ("half an hour", said(kind=SESSION, minutes=30)),
    ("half-hour walk", said(kind=SESSION, sport=Sport.WALK, minutes=30)),
    ("quarter of an hour yoga", said(kind=SESSION, sport=Sport.YOGA, minutes=15)),
    ("one hour ride", said(kind=SESSION, sport=Sport.RIDE, minutes=60)),
    ("two hours ride rpe five", said(kind=SESSION, sport=Sport.RIDE, minutes=120, rpe=5)),
    ("1 and a half hours ride", said(kind=SESSION, sport=Sport.RIDE, minutes=90)),
    ("one and a half hours ride", said(kind=SESSION, sport=Sport.RIDE, minutes=90)),
    ("90min", said(kind=SESSION, minutes=90)),
    ("90 minutes", said(kind=SESSION, minutes=90)),
    ("60 MIN RUN RPE 7", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("sixty minutes run", said(kind=SESSION, sport=Sport.RUN, minutes=60)),
    ("forty-five min swim rpe three", said(kind=SESSION, sport=Sport.SWIM, minutes=45, rpe=3)),
    ("a 30 minute jog", said(kind=SESSION, sport=Sport.RUN, minutes=30)),
    ("30-minute jog", said(kind=SESSION, sport=Sport.RUN, minutes=30)),
    ("60′ run", said(kind=SESSION, sport=Sport.RUN, minutes=60)),
    ("60’ run", said(kind=SESSION, sport=Sport.RUN, minutes=60)),
    ("45'30\" run", said(kind=SESSION, sport=Sport.RUN, minutes=46)),
    ("1:30h ride", said(kind=SESSION, sport=Sport.RIDE, minutes=90)),
    ("52:10 min run", said(kind=SESSION, sport=Sport.RUN, minutes=52)),
    ("２０ ｍｉｎ run", said(kind=SESSION, sport=Sport.RUN, minutes=20)),
    ("٦٠ min run rpe ٧", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("60min,run,rpe7", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("60min.run.rpe7", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("run\n60 min\nrpe 7\nlegs heavy", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="legs heavy")),
    ("Run: 60 min. RPE: 7. Legs: heavy.", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="Legs: heavy")),
    ("Duration: 60 RPE: 7 Sport: ride", said(kind=SESSION, sport=Sport.RIDE, minutes=60, rpe=7)),
    ("2x1h ride", said(kind=SESSION, sport=Sport.RIDE, minutes=120)),
    ("2 x 45 min football rpe 8", said(kind=SESSION, sport=Sport.TEAM, minutes=90, rpe=8, note="football")),
    ("60 min run total, 20 min tempo", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="20 min tempo")),
    ("ran for an hour with the dog", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="with the dog")),
    (
        "I ran for 60 min in the rain with my brother, legs heavy, rpe 7",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="in the rain with my brother, legs heavy"),
    ),
    ("60 min in zone 2", said(kind=SESSION, minutes=60, note="in zone 2")),
    ("45 min intervals rpe 8", said(kind=SESSION, minutes=45, rpe=8, note="intervals")),
    ("60 min after work rpe 4", said(kind=SESSION, minutes=60, rpe=4, note="after work")),
    ("60 min early morning run", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="early morning")),
    ("20 min stretching", said(kind=SESSION, sport=Sport.OTHER, minutes=20, note="stretching")),
]

CLOCKS = [
    ("5k 24:30", said(kind=SESSION, sport=Sport.RUN, minutes=25, note="5k")),
    ("5k parkrun 22:05 rpe 9", said(kind=SESSION, sport=Sport.RUN, minutes=22, rpe=9, note="5k parkrun")),
    ("10k in 1:02", said(kind=SESSION, sport=Sport.RUN, minutes=62, note="10k")),
    ("20k ride 45:00", said(kind=SESSION, sport=Sport.RIDE, minutes=45, note="20k")),
    ("100 km ride in 3:30 rpe 7", said(kind=SESSION, sport=Sport.RIDE, minutes=210, rpe=7, note="100 km")),
    ("marathon in 3:45", said(kind=SESSION, sport=Sport.RUN, minutes=225, note="marathon")),
    ("half marathon 1:45:30 rpe 9", said(kind=SESSION, sport=Sport.RUN, minutes=106, rpe=9, note="half marathon")),
    (
        "ran 10k yesterday in 48:30, rpe 8",
        said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=49, rpe=8, note="10k"),
    ),
    ("time 52:10 10k run", said(kind=SESSION, sport=Sport.RUN, minutes=52, note="10k")),
    ("45:00", said(kind=SESSION, minutes=45)),
    ("2:15 run", said(kind=SESSION, sport=Sport.RUN, minutes=135)),
    ("1:30 ride rpe 5", said(kind=SESSION, sport=Sport.RIDE, minutes=90, rpe=5)),
    ("ride for 1:45, rpe 4", said(kind=SESSION, sport=Sport.RIDE, minutes=105, rpe=4)),
    (
        "7:30 run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="7:30",
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        450,
                        8,
                    ),
                    said="7:30",
                ),
            ),
        ),
    ),
    (
        "18:30 run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="18:30",
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        19,
                        1110,
                    ),
                    said="18:30",
                ),
            ),
        ),
    ),
    ("18:30", said(note=ALL)),
    ("at 18:30 60 min run rpe 5", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=5, note="at 18:30")),
    ("@18:30 run 60 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="@18:30")),
    ("60 min run at 7am rpe 5", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=5, note="at 7am")),
    ("rpe 7 at 18:30", said(kind=SESSION, rpe=7, note="at 18:30")),
    ("run 18:00-19:00", said(kind=SESSION, sport=Sport.RUN, note="18:00-19:00")),
]

NOT_MINUTES = [
    ("ran 8km in 42 rpe 6", said(kind=SESSION, sport=Sport.RUN, rpe=6, note="8km in 42")),
    ("ran 10k rpe 8, stopped for 5 min", said(kind=SESSION, sport=Sport.RUN, rpe=8, note="10k, stopped for 5 min")),
    (
        "slept for about 8 hours, 45 min ride",
        said(kind=SESSION, sport=Sport.RIDE, minutes=45, note="slept for about 8 hours"),
    ),
    ("walked 10000 steps", said(kind=SESSION, sport=Sport.WALK, note="10000 steps")),
    ("tempo 3x10 min @ 4:10, 65 min, rpe 8", said(kind=SESSION, minutes=65, rpe=8, note="tempo 3x10 min @ 4:10")),
    (
        "60 min run, slept 6h, hrv 45, weight 72.5",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, note="slept 6h, hrv 45, weight 72.5"),
    ),
    ("10k", said(kind=SESSION, note=ALL)),
    ("10 km run", said(kind=SESSION, sport=Sport.RUN, note="10 km")),
    (
        "5 miles easy run",
        said(kind=SESSION, sport=Sport.RUN, note="5 miles easy", problems=(Problem(Code.EFFORT_WORD, said="easy"),)),
    ),
    ("75m", said(kind=SESSION, note=ALL, problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(75,), said="75m"),))),
    (
        "75m run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="75m",
            problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(75,), said="75m"),),
        ),
    ),
    ("400m", said(note=ALL)),
    ("8x50m swim", said(kind=SESSION, sport=Sport.SWIM, note="8x50m")),
    ("45min swim 2500m", said(kind=SESSION, sport=Sport.SWIM, minutes=45, note="2500m")),
    ("run 60 min +500m", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="+500m")),
    ("60 min ride 800 hm", said(kind=SESSION, sport=Sport.RIDE, minutes=60, note="800 hm")),
    ("5:10/km", said(note=ALL)),
    ("5:10/km for 60 min", said(kind=SESSION, minutes=60, note="5:10/km")),
    ("10k @ 5:10", said(kind=SESSION, note=ALL)),
    ("4:30 min/km 45 min run", said(kind=SESSION, sport=Sport.RUN, minutes=45, note="4:30 min/km")),
    ("8 min/mile 60 min run", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="8 min/mile")),
    ("8 minute miles", said(note=ALL)),
    ("5'10\"/km 60 min", said(kind=SESSION, minutes=60, note="5'10\"/km")),
    ("5 min per km, 40 min run", said(kind=SESSION, sport=Sport.RUN, minutes=40, note="5 min per km")),
    (
        "run 45 min 6 km 5:30 min/km 140 bpm rpe 4 nice weather",
        said(kind=SESSION, sport=Sport.RUN, minutes=45, rpe=4, note="6 km 5:30 min/km 140 bpm rpe 4 nice weather"),
    ),
    ("hr 142 60 min run", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="hr 142")),
    ("2 hr ride hr 130", said(kind=SESSION, sport=Sport.RIDE, minutes=120, note="hr 130")),
    ("2hr 142 bpm ride", said(kind=SESSION, sport=Sport.RIDE, minutes=120, note="142 bpm")),
    ("run 60 min avg hr 150 rpe 6", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=6, note="avg hr 150")),
    ("avg 150 max 172 45 min run", said(kind=SESSION, sport=Sport.RUN, minutes=45, note="avg 150 max 172")),
    ("80 kg", said(note=ALL)),
    ("I weigh 80 kg", said(note=ALL)),
    (
        "squats 3x5 @100kg 60 min rpe 8",
        said(kind=SESSION, sport=Sport.STRENGTH, minutes=60, rpe=8, note="squats 3x5 @100kg"),
    ),
    ("250w 60 min ride", said(kind=SESSION, sport=Sport.RIDE, minutes=60, note="250w")),
    ("ftp 250", said(note=ALL)),
    (
        "2h ride, 28 km/h, 90 rpm, 210w, 800 hm",
        said(kind=SESSION, sport=Sport.RIDE, minutes=120, note="28 km/h, 90 rpm, 210w, 800 hm"),
    ),
    ("60 km ride at 30 km an hour", said(kind=SESSION, sport=Sport.RIDE, note=ALL)),
    ("90 g carbs an hour", said(note=ALL)),
    ("60 min at 70%", said(kind=SESSION, minutes=60, note="at 70%")),
    ("60 min z2 ride", said(kind=SESSION, sport=Sport.RIDE, minutes=60, note="z2")),
    ("zone 2 ride 90 min rpe 3", said(kind=SESSION, sport=Sport.RIDE, minutes=90, rpe=3, note="zone 2")),
    ("10k steps", said(note=ALL)),
    (
        "2 hours of football in 30 degrees",
        said(kind=SESSION, sport=Sport.TEAM, minutes=120, note="of football in 30 degrees"),
    ),
    ("my age is 45, 30 min run", said(kind=SESSION, sport=Sport.RUN, minutes=30, note="my age is 45")),
    ("I'm 45 years old", said(note=ALL)),
    (
        "3 days in a row, 60 min run rpe 5",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=5, note="3 days in a row"),
    ),
    ("slept 8 hours, 60 min run rpe 5", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=5, note="slept 8 hours")),
    ("I slept 7h and ran 40 min rpe 5", said(kind=SESSION, sport=Sport.RUN, minutes=40, rpe=5, note="I slept 7h")),
    ("felt bad after 20 min", said(note=ALL)),
    (
        "60 min run, knee hurt after 45 min",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, note="knee hurt after 45 min"),
    ),
    ("at 60 min I cramped", said(note=ALL)),
    (
        "2 min rest between sets, 45 min gym rpe 7",
        said(kind=SESSION, sport=Sport.STRENGTH, minutes=45, rpe=7, note="2 min rest between sets, gym"),
    ),
    ("60 min run with 5x8 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="with 5x8 min")),
    (
        "60 min run https://example.com/60min?b=7/10 rpe 7",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="https://example.com/60min?b=7/10"),
    ),
    ("60", said(note=ALL)),
    ("7", said(note=ALL)),
    ("60 7", said(note=ALL)),
    ("60 run", said(kind=SESSION, sport=Sport.RUN, note="60")),
    ("60/7", said(note=ALL)),
    ("1310 AU", said(note=ALL)),
    ("30 s plank", said(note=ALL)),
]

DURATION_PROBLEMS = [
    (
        "1 hour and 20 run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="1 hour and 20",
            problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(60, 80), said="1 hour and 20"),),
        ),
    ),
    (
        "60 min run (1 h)",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="60 min, 1 h",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        60,
                        60,
                    ),
                ),
            ),
        ),
    ),
    (
        "rode to work 25 min and back 25 min",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note="to work 25 min and back 25 min",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        25,
                        25,
                    ),
                ),
            ),
        ),
    ),
    (
        "10 min run, 10 min walk, 10 min run",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        10,
                        10,
                        10,
                    ),
                ),
                Problem(Code.TWO_SPORTS, said="run,walk"),
            ),
        ),
    ),
    (
        "ran for 35m rpe 5",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            rpe=5,
            note="for 35m",
            problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(35,), said="35m"),),
        ),
    ),
    (
        "ultra 12h run rpe 9",
        said(kind=SESSION, sport=Sport.RUN, rpe=9, note="ultra", problems=(Problem(Code.LONG_SESSION, values=(720,)),)),
    ),
    (
        "-5 min run",
        said(
            kind=SESSION, sport=Sport.RUN, problems=(Problem(Code.MINUTES_OUT_OF_RANGE, values=(-5,), said="-5 min"),)
        ),
    ),
    (
        "run 0 min",
        said(kind=SESSION, sport=Sport.RUN, problems=(Problem(Code.MINUTES_OUT_OF_RANGE, values=(0,), said="0 min"),)),
    ),
    (
        "25 h run",
        said(
            kind=SESSION, sport=Sport.RUN, problems=(Problem(Code.MINUTES_OUT_OF_RANGE, values=(1500,), said="25 h"),)
        ),
    ),
    ("run 1440 min", said(kind=SESSION, sport=Sport.RUN, problems=(Problem(Code.LONG_SESSION, values=(1440,)),))),
    (
        "run 1441 min",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            problems=(Problem(Code.MINUTES_OUT_OF_RANGE, values=(1441,), said="1441 min"),),
        ),
    ),
    ("700 min hike", said(kind=SESSION, sport=Sport.HIKE, problems=(Problem(Code.LONG_SESSION, values=(700,)),))),
    ("run 600 min", said(kind=SESSION, sport=Sport.RUN, minutes=600)),
    ("run 601 min", said(kind=SESSION, sport=Sport.RUN, problems=(Problem(Code.LONG_SESSION, values=(601,)),))),
    (
        "1h 10 run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="1h 10",
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        60,
                        70,
                    ),
                    said="1h 10",
                ),
            ),
        ),
    ),
    (
        "1h 7",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        60,
                        67,
                    ),
                    said="1h 7",
                ),
            ),
        ),
    ),
    (
        "5x3 min run rpe 8",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            rpe=8,
            note="5x3 min",
            problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(15,), said="5x3 min"),),
        ),
    ),
    (
        "5x3' run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="5x3'",
            problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(15,), said="5x3'"),),
        ),
    ),
    (
        "6 x 3 min intervals",
        said(kind=SESSION, note=ALL, problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(18,), said="6 x 3 min"),)),
    ),
    (
        "3x20min ride rpe 7",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            rpe=7,
            note="3x20min",
            problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(60,), said="3x20min"),),
        ),
    ),
    (
        "40-45 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="40-45 min",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        40,
                        45,
                    ),
                ),
            ),
        ),
    ),
    (
        "40 to 45 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="40 to 45 min",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        40,
                        45,
                    ),
                ),
            ),
        ),
    ),
    (
        "60 min run, 30 min swim",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        60,
                        30,
                    ),
                ),
                Problem(Code.TWO_SPORTS, said="run,swim"),
            ),
        ),
    ),
    (
        "60 min run then 30 min gym",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        60,
                        30,
                    ),
                ),
                Problem(Code.TWO_SPORTS, said="run,strength"),
            ),
        ),
    ),
    (
        "30 min warm up, 20 min tempo, 10 min cool down",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        20,
                        30,
                        10,
                    ),
                ),
            ),
        ),
    ),
    (
        "60 min ride at 250 w for 20 min",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        60,
                        20,
                    ),
                ),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), STORYBOARDS, ids=repr)
def test_the_storyboards_of_the_chat(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), DURATIONS, ids=repr)
def test_a_duration_in_any_form(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), CLOCKS, ids=repr)
def test_times_with_colons(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), NOT_MINUTES, ids=repr)
def test_other_quantities_are_never_minutes_or_effort(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), DURATION_PROBLEMS, ids=repr)
def test_a_doubtful_duration_is_asked_about(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)
