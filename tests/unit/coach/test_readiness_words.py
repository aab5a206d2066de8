"""What is said to a check-in: the news first, beside the athlete's own normal, no verdict and no forecast."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.coach.readiness import Remarks, remarks
from backend.training.load import Day, week
from backend.training.readiness import ITEMS, Standing, standing
from backend.training.week import Week
from words import words_for

DAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)
USUAL = dict.fromkeys(ITEMS, 4)
WORDS = words_for("en")


def stands(today: dict[str, int] | None, before: int = 20, **usual: int) -> Standing:
    """Where a day stands after so many days around 4: each item swings by one, so that its SD is about 0.5."""
    said = {DAY - n * ONE_DAY: {**dict.fromkeys(ITEMS, 3 + n % 2), **usual} for n in range(1, before + 1)}
    if today is not None:
        said[DAY] = {**dict.fromkeys(ITEMS, 4), **today}
    return standing(DAY, said)


def trained(*loads: float, earlier: float = 300) -> Week:
    """The week up to yesterday with these last loads, and every day of the week before it with ``earlier``."""
    yesterday = DAY - ONE_DAY
    of_week = [0.0] * (7 - len(loads)) + list(loads)
    days = {}
    for n, load in enumerate([earlier] * 7 + of_week):
        day = yesterday - (13 - n) * ONE_DAY
        days[day] = Day(day, load, True, 1 if load else 0, 60 if load else 0)
    return week(yesterday, days, yesterday - 30 * ONE_DAY)


def said(standing: Standing, week: Week | None = None, language: str = "en") -> Remarks:
    return remarks(standing, week, words_for(language))


def test_without_a_check_in_there_is_nothing_to_say():
    assert said(stands(None), trained(300)) == Remarks([], [])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (0, "14 more check-ins until I know your normal."),
        (12, "2 more check-ins until I know your normal."),
        (13, "1 more check-in until I know your normal."),
    ],
)
def test_before_fourteen_check_ins_it_says_how_many_are_missing_and_nothing_about_training(before, expected):
    remark = said(stands({}, before), trained(100, 200, 300, 400))
    assert remark.sentences == ["20 of 25.", expected]
    assert remark.why[-1] == f"Your normal needs 14 check-ins in the 28 days before, there are {before}"


def test_who_checks_in_too_seldom_for_a_normal_is_told_what_it_takes():
    remark = remarks(stands({}, 12), None, words_for("en"), too_seldom=True)
    assert remark.sentences == [
        "20 of 25.",
        "To know your normal I need 14 check-ins in 28 days; the last 28 have 12.",
    ]


def test_what_stands_out_is_named_and_nothing_else():
    remark = said(stands({"sleep": 1, "muscles": 2}))
    assert remark.sentences == [
        "15 of 25.",
        "Your usual is 18 (20 check-ins in 28 days).",
        "Sleep and muscles are well below your normal.",
    ]
    assert "Sleep: (1 − mean 3.5) ÷ SD 0.5 = −4.9 (28 days before)" in remark.why


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        ({"sleep": 2}, "Sleep is well below your normal."),
        ({"muscles": 2}, "Muscles are well below your normal."),
        ({"sleep": 2, "calm": 2, "mood": 2}, "Sleep, calm and mood are well below your normal."),
        ({"freshness": 5}, "Freshness is well above your normal."),
    ],
)
def test_one_item_and_several_are_said_as_such(today, sentence):
    assert sentence in said(stands(today)).sentences


def test_a_little_is_not_much():
    wide = {
        DAY - n * ONE_DAY: {**USUAL, "sleep": (2, 3, 4, 5)[n % 4], "mood": (2, 3, 4, 5)[n % 4]} for n in range(1, 21)
    }
    remark = said(standing(DAY, wide | {DAY: {**USUAL, "sleep": 2, "mood": 5}}))
    assert remark.sentences[2:] == ["Sleep is below your normal.", "Mood is above your normal."]


def test_nothing_out_of_the_ordinary_is_said_in_one_sentence():
    steady = {DAY - n * ONE_DAY: USUAL for n in range(20)}
    remark = said(standing(DAY, steady))
    assert remark.sentences[2:] == ["All of it is as usual."]
    assert "Sum: always 20 in the 28 days before" in remark.why


def test_a_little_of_everything_shows_in_the_sum_alone():
    # GIVEN days on which one item is up and another one down, so that items swing more than their sum
    before = {}
    for n in range(1, 21):
        items = [4] * 5
        items[n % 5], items[(n + 1) % 5] = 5, 3
        if n % 5 < 3:
            items[(n + 2) % 5] = 5
        before[DAY - n * ONE_DAY] = dict(zip(ITEMS, items, strict=True))
    # WHEN every item is in the middle, and once all are a little higher
    low, high = (standing(DAY, before | {DAY: today}) for today in (USUAL, {**USUAL, "sleep": 5, "mood": 5}))
    # THEN that is said of their sum
    assert said(low).sentences[2:] == ["No single item stands out, all of them together are below your normal."]
    assert said(high).sentences[2:] == ["Sleep and mood are above your normal."]


# ---- beside the training ----

LOW = {"sleep": 1, "muscles": 2}
HIGH = {"sleep": 5}


@pytest.mark.parametrize(
    ("today", "loads", "earlier", "sentence", "line"),
    [
        (
            LOW, (100, 200, 300), 300,
            "After 3 days of rising load, an easier day would fit.",
            "Loads up to yesterday: 100 < 200 < 300 AU",
        ),
        (
            LOW, (300, 200, 300, 300), 300,
            "After 4 training days in a row, an easier day would fit.",
            "7 days to yesterday: 0 + 0 + 0 + 300 + 200 + 300 + 300 AU",
        ),
        (
            LOW, (500, 500, 500, 0, 500, 500, 0), 300,
            "The last seven days were 19 % above the seven before; an easier day would fit.",
            None,
        ),
        (
            LOW, (500, 600, 500, 0, 500, 500, 0), 300,
            "The last seven days were 24 % above the seven before; an easier day would fit.",
            "7 days to yesterday: 2,600 AU; the 7 before: 2,100 AU; +24 %",
        ),
        (
            {}, (500, 600, 500, 0, 500, 500, 0), 300,
            "The last seven days were 24 % above the seven before, and you take it as usual.",
            "7 days to yesterday: 2,600 AU; the 7 before: 2,100 AU; +24 %",
        ),
        (
            LOW, (300, 0, 300, 0), 300,
            "Your last seven days were no harder than the seven before: it may come from elsewhere.",
            "7 days to yesterday: 600 AU; the 7 before: 2,100 AU; −71 %",
        ),
        (
            HIGH, (300, 0, 300, 0), 300,
            "If you planned something harder, today would suit it.",
            "7 days to yesterday: 600 AU; the 7 before: 2,100 AU; −71 %",
        ),
    ],
)  # fmt: skip
def test_what_it_means_beside_the_training(today, loads, earlier, sentence, line):
    before = {DAY - n * ONE_DAY: {**USUAL, "sleep": 3 + n % 2, "muscles": 3 + n % 2} for n in range(1, 21)}
    remark = said(standing(DAY, before | {DAY: {**USUAL, **today}}), trained(*loads, earlier=earlier))
    if line is None:
        assert sentence not in remark.sentences
    else:
        assert (remark.sentences[-1], remark.why[-1]) == (sentence, line)


def test_usual_feelings_after_a_usual_week_need_no_sentence_about_training():
    before = {DAY - n * ONE_DAY: {**USUAL, "sleep": 3 + n % 2} for n in range(1, 21)}
    remark = said(standing(DAY, before | {DAY: USUAL}), trained(300, 0, 300, 300, 300, 300, 0, earlier=220))
    assert len(remark.sentences) == 3


def test_where_the_week_is_not_known_nothing_is_said_about_training():
    assert len(said(stands(LOW), None).sentences) == 3
    first_days = week(DAY - ONE_DAY, {}, DAY - ONE_DAY)
    assert len(said(stands(LOW), first_days).sentences) == 3


# ---- whatever is said ----

levels = st.fixed_dictionaries({name: st.integers(1, 5) for name in ITEMS})
diaries = st.dictionaries(st.integers(0, 28).map(lambda n: DAY - n * ONE_DAY), levels, max_size=29)
weeks = st.none() | st.builds(
    trained, *[st.sampled_from([0.0, 100.0, 250.0, 400.0])] * 7, earlier=st.sampled_from([0.0, 200.0, 300.0])
)
NUMBER = re.compile(r"\d+")


@given(diaries, weeks, st.sampled_from(["en", "de", "es", "fr"]))
def test_every_number_in_the_words_has_its_line(diary, of_week, language):
    remark = said(standing(DAY, diary), of_week, language)
    lines = " ".join(remark.why)
    shown = set(NUMBER.findall(lines)) | {str(lines.count("<") + 1)}
    if of_week is not None:  # days in a row are counted from the sum of the week
        shown.add(str(next((n for n, day in enumerate(reversed(of_week.days)) if not day.sessions), 7)))
    for sentence in remark.sentences[2:]:
        assert set(NUMBER.findall(sentence)) <= shown, (sentence, lines)
    assert {number for one in remark.sentences[:1] for number in NUMBER.findall(one)} <= shown


@given(diaries, weeks, st.sampled_from(["en", "de", "es", "fr"]))
def test_it_is_short_and_neither_praises_nor_frightens(diary, of_week, language):
    text = " ".join(said(standing(DAY, diary), of_week, language).sentences)
    assert len(text) < 450
    assert not re.search(r"injur|risk|danger|overtrain|!|verletz|gefahr|risiko|must|should|musst|solltest", text, re.I)
    assert not re.search(r"lesi[oó]n|riesgo|peligr|debes|deber", text, re.I)


def test_german_agrees_with_its_subject():
    assert said(stands({"sleep": 1, "muscles": 2}), None, "de").sentences[2:] == [
        "Schlaf und Muskeln liegen deutlich unter dem, was bei dir üblich ist."
    ]
    assert said(stands({"mood": 1}), None, "de").sentences[2:] == [
        "Laune liegt deutlich unter dem, was bei dir üblich ist."
    ]


@given(diaries)
def test_german_says_as_much_as_english(diary):
    english, german = (said(standing(DAY, diary), None, language) for language in ("en", "de"))
    assert len(english.sentences) == len(german.sentences)
    assert len(english.why) == len(german.why)
