"""What a note is about: plain themes, pain before everything, denials heeded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.coach.themes import Theme, theme_of


@pytest.mark.parametrize(
    ("note", "theme"),
    [
        ("legs heavy", Theme.HEAVY_LEGS),
        ("heavy legs from the start", Theme.HEAVY_LEGS),
        ("legs felt so heavy", Theme.HEAVY_LEGS),
        ("Dead legs", Theme.HEAVY_LEGS),
        ("so TIRED today", Theme.TIRED),
        ("knackered", Theme.TIRED),
        ("felt great", Theme.STRONG),
        ("felt really good", Theme.STRONG),
        ("slept badly", Theme.SLEPT_BADLY),
        ("bad night", Theme.SLEPT_BADLY),
        ("stressful day at work", Theme.STRESS),
        ("very hot", Theme.HEAT),
        ("parkrun", Theme.RACE),
        ("still sore from Tuesday", Theme.SORE),
        ("knee hurts", Theme.UNWELL),
        ("felt great but my achilles is painful", Theme.UNWELL),
        ("tired and a bit sick", Theme.UNWELL),
        ("no pain", None),
        ("nothing hurts", None),
        ("no pain, felt strong", Theme.STRONG),
        ("legs not heavy at all", None),
        ("wasn't tired", None),
        ("not tired but sore", Theme.SORE),
        ("never felt good", None),
        ("without any pain or stress", None),
        ("hot chocolate afterwards", Theme.HEAT),
        ("ran with Anna", None),
        ("shot some hoops", None),
        ("illegible handwriting", None),
        ("", None),
    ],
)
def test_themes(note: str, theme: Theme | None):
    assert theme_of(note, "en") is theme


@pytest.mark.parametrize(
    ("note", "theme"),
    [
        ("Beine schwer", Theme.HEAVY_LEGS),
        ("Beine waren sehr schwer", Theme.HEAVY_LEGS),
        ("schwere Beine von Anfang an", Theme.HEAVY_LEGS),
        ("müde Beine", Theme.TIRED),
        ("MÜDE", Theme.TIRED),
        ("muede", Theme.TIRED),
        ("mu\u0308de", Theme.TIRED),
        ("keine Energie", Theme.TIRED),
        ("total kaputt danach", Theme.TIRED),
        ("super gefühlt", Theme.STRONG),
        ("fühlte mich richtig stark", Theme.STRONG),
        ("schlecht geschlafen", Theme.SLEPT_BADLY),
        ("kurze Nacht", Theme.SLEPT_BADLY),
        ("stressiger Tag", Theme.STRESS),
        ("sehr heiss", Theme.HEAT),
        ("beim Volkslauf", Theme.RACE),
        ("noch Muskelkater von Dienstag", Theme.SORE),
        ("Knie tut weh", Theme.UNWELL),
        ("Achillessehne zwickt", Theme.UNWELL),
        ("super gefühlt, aber Knieschmerzen", Theme.UNWELL),
        ("müde und etwas erkältet", Theme.UNWELL),
        ("keine Schmerzen", None),
        ("Knie tut nicht weh", None),
        ("weder Schmerzen noch Stress", None),
        ("keine Schmerzen, super gefühlt", Theme.STRONG),
        ("Beine nicht schwer", None),
        ("nicht müde", None),
        ("nicht müde, aber Muskelkater", Theme.SORE),
        ("nicht schlecht geschlafen", None),
        ("nie gut gefühlt", None),
        ("ohne Stress", None),
        ("mit Anna gelaufen", None),
        ("fertig nach einer Stunde", None),
        ("Wetter war gut", None),
    ],
)
def test_german_themes(note: str, theme: Theme | None):
    assert theme_of(note, "de") is theme


def test_a_language_without_vocabulary_has_no_themes():
    assert theme_of("piernas cansadas", "es") is None


@given(st.text(max_size=1000))
def test_any_note_is_read_without_failing(note: str):
    for language in ("en", "de"):
        assert theme_of(note, language) is None or isinstance(theme_of(note, language), Theme)
