"""What a note is about: plain themes, pain before everything, denials heeded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.coach.themes import Theme, is_about_pain_or_illness, theme_of


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
        ("stress fracture last year", None),
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


@pytest.mark.parametrize(
    ("language", "note", "theme"),
    [
        ("es", "piernas pesadas", Theme.HEAVY_LEGS),
        ("es", "las piernas muy cargadas desde el principio", Theme.HEAVY_LEGS),
        ("es", "estaba cansada", Theme.TIRED),
        ("es", "agotado, sin fuerzas", Theme.TIRED),
        ("es", "con agujetas del martes", Theme.SORE),
        ("es", "dormí mal", Theme.SLEPT_BADLY),
        ("es", "mucho estrés en el trabajo", Theme.STRESS),
        ("es", "hacía mucho calor", Theme.HEAT),
        ("es", "carrera popular en el barrio", Theme.RACE),
        ("es", "me sentí muy bien", Theme.STRONG),
        ("es", "buenas sensaciones", Theme.STRONG),
        ("es", "me duele la rodilla", Theme.UNWELL),
        ("es", "dolor en el gemelo, pero buenas sensaciones", Theme.UNWELL),
        ("es", "algo resfriado", Theme.UNWELL),
        ("es", "sin dolor", None),
        ("es", "no me duele nada", None),
        ("es", "nada cansado", None),
        ("es", "sin dolor, pero cansado", Theme.TIRED),
        ("es", "con Ana por el parque", None),
        ("fr", "jambes lourdes", Theme.HEAVY_LEGS),
        ("fr", "jambes très lourdes dès le début", Theme.HEAVY_LEGS),
        ("fr", "trop fatiguée", Theme.TIRED),
        ("fr", "crevé", Theme.TIRED),
        ("fr", "courbatures de mardi", Theme.SORE),
        ("fr", "mal dormi", Theme.SLEPT_BADLY),
        ("fr", "grosse journée de stress", Theme.STRESS),
        ("fr", "une chaleur terrible", Theme.HEAT),
        ("fr", "premier dossard de la saison", Theme.RACE),
        ("fr", "je me suis senti bien", Theme.STRONG),
        ("fr", "bonnes sensations", Theme.STRONG),
        ("fr", "mal au genou", Theme.UNWELL),
        ("fr", "douleur au mollet mais bonnes sensations", Theme.UNWELL),
        ("fr", "un peu enrhumé", Theme.UNWELL),
        ("fr", "pas de douleur", None),
        ("fr", "jambes pas lourdes", None),
        ("fr", "pas fatigué", None),
        ("fr", "aucune douleur, mais fatigué", Theme.TIRED),
        ("fr", "avec Anne au parc", None),
        ("fr", "fracture de fatigue il y a 3 ans", None),
        ("fr", "fracture de stress il y a 3 ans", None),
        ("fr", "fatigue", Theme.TIRED),
        ("es", "fractura por estrés el año pasado", None),
    ],
)
def test_spanish_and_french_notes_have_themes_too(language: str, note: str, theme: Theme | None):
    assert theme_of(note, language) is theme


@pytest.mark.parametrize("note", ["knee hurts", "Knie tut weh", "me duele la rodilla", "mal au genou"])
def test_pain_is_noticed_in_whichever_language_it_is_written(note: str):
    assert is_about_pain_or_illness(note)


@pytest.mark.parametrize("note", ["", "legs heavy", "no pain", "keine Schmerzen", "sin dolor", "pas de douleur"])
def test_what_is_not_pain_is_not_taken_for_it(note: str):
    assert not is_about_pain_or_illness(note)


def test_a_language_without_vocabulary_has_no_themes():
    assert theme_of("gambe stanche", "it") is None


@given(st.text(max_size=1000))
def test_any_note_is_read_without_failing(note: str):
    for language in ("en", "de", "es", "fr"):
        assert theme_of(note, language) is None or isinstance(theme_of(note, language), Theme)
