"""The day that words tell of which the grammar otherwise makes no session."""

import datetime as dt

import pytest

from backend.training.message import days_told

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "text", "days_ago"),
    [
        ("en", "yesterday the club loop took me forty-five", 1),
        ("en", "on Thursday it was forty round the lake", 3),
        ("en", "tomorrow the long loop, ninety of it", -1),
        ("de", "morgen die große Runde, neunzig davon", -1),
        ("de", "heute Morgen die Hausrunde in vierzig", 0),
        ("es", "mañana la vuelta grande, noventa", -1),
        ("fr", "demain la grande boucle, quatre-vingt-dix", -1),
    ],
)
def test_the_first_clause_names_the_day(language: str, text: str, days_ago: int):
    assert days_told(text, TODAY, language) == (TODAY - dt.timedelta(days=days_ago),)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the loop in forty"),
        ("en", "the loop in forty, resting tomorrow"),
        ("en", "legs dead from yesterday, the loop in forty"),
        ("en", "better than yesterday, forty on the loop"),
        ("de", "am Morgen die Hausrunde in vierzig"),
        ("es", "por la mañana la vuelta, cuarenta"),
        ("en", ""),
    ],
)
def test_another_days_name_is_none(language: str, text: str):
    assert days_told(text, TODAY, language) == ()


def test_a_day_that_can_be_two_is_both():
    assert len(days_told("on 3/4 the loop in forty", TODAY)) == 2
