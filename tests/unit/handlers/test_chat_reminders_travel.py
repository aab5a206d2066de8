"""When the athlete's clock is another one: noticed by their nights, or told; and what typed times and days mean."""

import datetime as dt

import pytest

from handlers.times import read_span, read_time, read_until
from handlers.whereabouts import town_in

ASKS = "Are you in another time zone?"
SUNDAY = dt.date(2026, 11, 22)


async def checks_in(chat, at: str) -> None:
    chat.at(at)
    await chat.says("/checkin")
    await chat.says("4 3 4 5 2")


async def nights(chat, *days: int) -> None:
    for day in days:
        await checks_in(chat, f"2026-11-{day} 03:10")


async def test_three_nights_in_a_row_are_asked_about(chat):
    await nights(chat, 23, 24)
    assert ASKS not in chat.transcript()
    await nights(chat, 25)
    assert chat.last.text == f"It was 03:10 by your clock, for the third time in a row. {ASKS}"


async def test_the_zone_is_changed_in_two_taps(chat):
    await nights(chat, 23, 24, 25)
    await chat.taps("Change time zone")
    await chat.taps("21:10 New York")
    assert chat.state.zone == "America/New_York"
    assert chat.backend.athletes[chat.state.athlete_id].zone == "America/New_York"


async def test_a_check_in_by_day_between_them_means_nothing_is_asked(chat):
    await nights(chat, 23, 24)
    await checks_in(chat, "2026-11-25 08:00")
    await nights(chat, 26, 27)
    assert ASKS not in chat.transcript()


async def test_one_night_counts_once(chat):
    await nights(chat, 23)
    for _ in range(3):
        await chat.taps("Change", chat.last.id)
        await chat.taps("Save")
    assert ASKS not in chat.transcript()


async def test_it_is_offered_once_a_week_at_most(chat):
    await nights(chat, 22, 23, 24, 25, 26, 27, 28, 29, 30)
    assert chat.transcript().count(ASKS) == 1
    await checks_in(chat, "2026-12-01 03:10")
    assert chat.transcript().count(ASKS) == 2


async def test_who_says_that_these_are_their_hours_is_not_asked_again(chat):
    await nights(chat, 23, 24, 25)
    await chat.taps("No, these are my hours")
    assert chat.last.text == "Fine, your clock stays Europe/Berlin."
    for week in (dt.date(2026, 12, 7), dt.date(2026, 12, 14)):
        for ahead in range(3):
            await checks_in(chat, f"{week + dt.timedelta(days=ahead)} 03:10")
    assert ASKS not in chat.transcript()


async def test_a_town_that_is_written_is_offered_at_once(chat):
    await chat.says("I'm in Tokyo now")
    assert "That is another clock than yours." in chat.last.text
    await chat.taps(next(iter(chat.last.buttons)))
    assert chat.state.zone == "Asia/Tokyo"
    assert chat.last.text == "Asia/Tokyo it is. Your day now begins at its midnight."


async def test_a_town_with_the_same_clock_changes_nothing(chat):
    await chat.says("in Paris now")
    assert chat.last.text == "The clock there shows what yours does: 18:40. Nothing to change."
    assert chat.state.zone == "Europe/Berlin"


@pytest.mark.parametrize("said", ["in Tokyo now", "in Tokyo", "I'm in Tokyo", "Tokyo"])
async def test_where_the_clock_is_asked_for_a_sentence_is_an_answer(chat, said):
    await nights(chat, 23, 24, 25)
    await chat.taps("Change time zone")
    await chat.says(said)
    assert chat.state.zone == "Asia/Tokyo"


async def test_it_can_stay_as_it_is(chat):
    await chat.says("bin jetzt in Tokio")
    await chat.taps("No, stay as it is")
    assert chat.state.zone == "Europe/Berlin"


@pytest.mark.parametrize("said", ["I'm in bed now", "60 min run in Tokyo now", "in 3 days"])
async def test_what_names_no_town_is_read_as_ever(chat, said):
    await chat.says(said)
    assert "another clock" not in chat.transcript()


async def test_below_an_open_card_it_is_a_note(chat):
    await chat.says("60 min run rpe 7")
    await chat.says("in Tokyo now")
    assert "“⁨in Tokyo now⁩”" in chat.transcript()


@pytest.mark.parametrize("zone", ["Mars/Base", "", "Europe"])
async def test_a_zone_that_there_is_not_changes_nothing(chat, zone):
    await chat.says("in Tokyo now")
    await chat.taps_data(f"s:to:{zone}", chat.last)
    assert chat.state.zone == "Europe/Berlin"


# ---- what is typed ----


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("7:30", "07:30"), ("6.45", "06:45"), ("7", "07:00"), ("0630", "06:30"), ("7 pm", "19:00"), ("7h05", "07:05"),
        ("um 7 Uhr", "07:00"), ("7 Uhr 30", "07:30"), ("at 12:00", "12:00"), ("0:00", "00:00"), ("12 am", "00:00"),
        ("24:00", None), ("7:75", None), ("25", None), ("13 pm", None), ("60 min run", None), ("-7", None), ("", None),
    ],
)  # fmt: skip
def test_times(said: str, meant: str | None):
    assert read_time(said) == (meant and dt.time.fromisoformat(meant))


@pytest.mark.parametrize("said", ["off", "Off.", "aus", "nie", "none"])
def test_off(said: str):
    assert read_time(said) == read_span(said) == "off"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("22:00-7:00", ("22:00", "07:00")), ("22–7", ("22:00", "07:00")), ("10 pm to 6.45 am", ("22:00", "06:45")),
        ("von 22 bis 7 Uhr", ("22:00", "07:00")), ("between 23 and 8", ("23:00", "08:00")),
        ("zwischen 22 und 7", ("22:00", "07:00")), ("22", None), ("22-22", None), ("22-25", None), ("1-2-3", None),
    ],
)  # fmt: skip
def test_spans(said: str, meant: tuple[str, str] | None):
    assert read_span(said) == (meant and tuple(map(dt.time.fromisoformat, meant)))


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("en", "Friday", dt.date(2026, 11, 27)), ("en", "next Friday", dt.date(2026, 11, 27)),
        ("en", "sunday", SUNDAY), ("en", "today", SUNDAY), ("en", "until 12 Dec", dt.date(2026, 12, 12)),
        ("en", "in 3 days", dt.date(2026, 11, 25)), ("en", "for a week", dt.date(2026, 11, 29)),
        ("en", "2026-12-01", dt.date(2026, 12, 1)), ("en", "yesterday", "unfit"), ("en", "18 Nov", "unfit"),
        ("en", "31 Nov", "unfit"), ("en", "in 900 days", "unfit"), ("en", "open", "open"), ("en", "a run", None),
        ("de", "bis Freitag", dt.date(2026, 11, 27)), ("de", "bis zum 12.12.", dt.date(2026, 12, 12)),
        ("de", "zwei Wochen", dt.date(2026, 12, 6)), ("de", "übermorgen", dt.date(2026, 11, 24)),
        ("de", "gestern", "unfit"), ("de", "bis auf Weiteres", "open"),
    ],
)  # fmt: skip
def test_ends_of_a_pause(language: str, said: str, meant: object):
    assert read_until(said, SUNDAY, language) == meant


@pytest.mark.parametrize(
    ("said", "town"),
    [
        ("in Tokyo now", "tokyo"), ("I’m in New York", "new york"), ("now in Tokyo.", "tokyo"),
        ("just landed in Oslo", "oslo"), ("bin jetzt in Tokio", "tokio"), ("in Wien gelandet", "wien"),
        ("estoy en Tokio", "tokio"), ("Ya estamos en Tokio.", "tokio"), ("acabo de llegar a La Paz", "la paz"),
        ("en Tokio ahora", "tokio"), ("je suis à Tokyo", "tokyo"), ("Bien arrivée à Tokyo !", "tokyo"),
        ("je viens d’arriver à Tokyo", "tokyo"), ("à Tokyo maintenant", "tokyo"),
        ("in Tokyo", ""), ("60 min run in Tokyo", ""), ("in 3 days", ""), ("estoy en casa", ""), ("estoy en paz", ""),
    ],
)  # fmt: skip
def test_towns(said: str, town: str):
    assert town_in(said) == town
