"""What holds for every message in Spanish and French, and between the four languages."""

import datetime as dt
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.training.grammar.languages import READ_LANGUAGES, vocabulary_for
from backend.training.grammar.spoken import LANGUAGE_OF as TELLING
from backend.training.grammar.tokens import Typing, tokens_of, unaccented
from backend.training.message import compose, understand
from backend.training.session import MAX_NOTE_CHARACTERS, Kind
from tests.unit.training.utterances import TODAY

SPOKEN = {
    "es": (
        "60 min,corriendo,rpe 7,esfuerzo,minutos,hora,1h20,una hora,hora y media,y media,tres cuartos de "
        "hora,52:10,por km,de 10,7 de 10,sobre,3/11,el 12,de noviembre,ayer,mañana,por la mañana,el,pasado,la semana "
        "pasada,lunes,hace,3,días,60,-5,x,veces,½,7,1.500,pulso,150,ppm,80 kg,10 km,maratón,natación,bici,y,luego,día "
        "de descanso,no,voy a,planeado,hice,fresco,4/5,humor,duro,suave,borg,13,a,diez,cuarenta y "
        "cinco,nota:,¿,?,¡,!,.,\n,-,de,en total,a las,18h30,18:30,calentamiento,cancelado,ñ,í,entreno,que viene,de ayer"
    ),
    "fr": (
        "60 min,course,rpe 7,effort,minutes,heure,1h20,une heure,et demie,trois quarts d'heure,52:10,au km,sur 10,7 "
        "sur 10,3/11,le 12,novembre,hier,demain,ce matin,le,dernier,la semaine dernière,lundi,il y "
        "a,3,jours,60,-5,x,fois,½,7,2 500,fc,150,bpm,80 kg,10 km,semi,natation,vélo,et,puis,jour de repos,pas,je "
        "vais,prévu,fait,frais,en forme,4/5,humeur,dur,tranquille,borg,13,à,dix,quatre-vingt-dix,note "
        ":,?,!,.,\n,-,de,d'hier,l',au total,à "
        "18h30,18:30,échauffement,annulé,ç,œ,séance,prochain,aujourd'hui,5'10,45min30"
    ),
}
OTHERS = {
    "es": (
        "{n} km,{n} kilómetros,{n} millas,{n}00 m,pulso {n},fc media {n},fc máxima {n},{n} ppm,{n} kg,{n} vatios,{n} "
        "km/h,{n} rpm,{n} %,5:{n:02}/km,a 5:{n:02} el km,ritmo 5:{n:02},5'{n:02}/km,3x{n} repeticiones,a las "
        "18:{n:02},a las 18h,{n} kcal,zona 2,sueño 7/10,dormí {n} h,dolor 3/10,{n} grados,{n} años,{n} "
        "vueltas,cadencia {n},a los {n} min flato,{n} segundos,hace {n} min,2 geles,puesto {n},{n} pasos"
    ),
    "fr": (
        "{n} km,{n} kilomètres,{n} miles,{n}00 m,fc {n},fc moyenne {n},fc max {n},{n} bpm,{n} kg,{n} watts,{n} "
        "km/h,{n} rpm,{n} %,5:{n:02}/km,à 5:{n:02} au km,allure 5:{n:02},5'{n:02}/km,3x{n} répétitions,à 18:{n:02},à "
        "18h{n:02},{n} kcal,zone 2,sommeil 7/10,dormi {n} h,douleur 3/10,{n} degrés,{n} ans,{n} tours,cadence "
        "{n},après {n} min,{n} secondes,il y a {n} min,2 gels,dossard {n},{n} pas"
    ),
}
WHAT = {"es": "corriendo,bici,natación,remo,caminata", "fr": "course,vélo,natation,aviron,marche"}
LANGUAGE = st.sampled_from(["es", "fr"])
SOUP = LANGUAGE.flatmap(
    lambda language: st.lists(st.sampled_from([*SPOKEN[language].split(","), ","]), max_size=14).flatmap(
        lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces), ", ".join(pieces)])
    )
)


@given(st.text() | SOUP, st.dates(), st.sampled_from(READ_LANGUAGES))
def test_no_message_breaks_it_or_leaves_the_range(text: str, today: dt.date, language: str) -> None:
    said = understand(text, today, language)

    assert said.minutes is None or 1 <= said.minutes <= 600
    assert said.rpe is None or (0 <= said.rpe <= 10 and (said.rpe * 2).is_integer())
    assert said.date is None or dt.timedelta(0) <= today - said.date <= dt.timedelta(days=365)
    assert len(said.note) <= MAX_NOTE_CHARACTERS
    assert said.note == said.note.strip()
    if said.kind is not Kind.SESSION:
        assert (said.minutes, said.rpe, said.sport) == (None, None, None)


@given(SOUP, st.sampled_from(READ_LANGUAGES))
def test_what_was_understood_without_a_problem_survives_being_composed(text: str, language: str) -> None:
    said = understand(text, TODAY, language)

    if not said.problems:
        assert understand(compose(said), TODAY, language) == said


@given(
    language=LANGUAGE,
    minutes=st.integers(1, 600),
    rpe=st.integers(0, 20).map(lambda half_steps: half_steps / 2),
    n=st.integers(1, 59),
    place=st.integers(0, 3),
    comma=st.booleans(),
    data=st.data(),
)
def test_other_quantities_never_change_minutes_or_effort(
    language: str, minutes: int, rpe: float, n: int, place: int, comma: bool, data: st.DataObject
) -> None:
    sport = data.draw(st.sampled_from(WHAT[language].split(",")))
    other = data.draw(st.sampled_from(OTHERS[language].split(",")))
    parts = [f"{minutes} min", sport, f"rpe {rpe:g}".replace(".", ",")]
    parts.insert(place, other.format(n=n))
    said = understand((", " if comma else " ").join(parts), TODAY, language)

    assert (said.minutes, said.rpe) in {(minutes, rpe), (None, rpe), (minutes, None), (None, None)}
    if comma:
        assert (said.minutes, said.rpe) == (minutes, rpe)


@given(SOUP, LANGUAGE)
def test_accents_may_be_left_out(text: str, language: str) -> None:
    with_accents, without = understand(text, TODAY, language), understand(unaccented(text), TODAY, language)

    assert (with_accents.kind, with_accents.date, with_accents.sport, with_accents.minutes, with_accents.rpe) == (
        without.kind,
        without.date,
        without.sport,
        without.minutes,
        without.rpe,
    )


@given(st.text() | SOUP)
@example("ำ")
@example("60 min ﷺ")
def test_pieces_of_a_message_are_found_where_they_were_typed(text: str) -> None:
    tokens = tokens_of(text, Typing(accents=False, elided=frozenset({"l", "d"})))

    assert all(token.start < token.end for token in tokens)
    assert all(first.end <= second.start for first, second in pairwise(tokens))


@pytest.mark.parametrize("language", READ_LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "60 min corriendo rpe 7, piernas pesadas",
        "ayer 60 min de bici rpe 5",
        "60 min de course rpe 7, jambes lourdes",
        "hier 1h20 de vélo, effort 6",
        "gestern 90 min gelaufen, Anstrengung 5",
        "yesterday 60 min ride rpe 7, legs heavy",
    ],
)
def test_a_message_in_another_language_than_the_athletes_is_read_in_its_own(text: str, language: str) -> None:
    own = {understand(text, TODAY, each) for each in READ_LANGUAGES}

    assert understand(text, TODAY, language) in own
    assert len(own) == 1
    assert understand(text, TODAY, language).sport is not None


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("yesterday 60 min ride with Ayer", "en", dt.date(2026, 11, 21)),
        ("60 min ride in the bici shop, legs ok", "en", None),
        ("heute 60 min laufen mit Rosa, hasta mañana", "de", dt.date(2026, 11, 22)),
        ("60 min Intervalle hier im Wald", "de", None),
        ("60 min Fußball, was für ein Wind", "de", None),
        ("60 minutes de foot", "fr", None),
        ("60 min de foot with Tom", "fr", None),
    ],
)
def test_a_foreign_word_changes_nothing_for_those_who_write_their_own(
    text: str, language: str, date: dt.date | None
) -> None:
    said = understand(text, TODAY, language)

    assert (said.minutes, said.date, said.problems) == (60, date, ())


@pytest.mark.parametrize("language", ["de", "es", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        "60 min run rpe 7, legs heavy",
        "1h20 ride 5/10, felt fresh",
        "yesterday 2x30min swim rpe 4",
        "10k in 52:10",
        "rest day",
        "on monday 40 min easy row",
        "half marathon in 1:45:30 rpe 9",
        "60 min run at 5:10/km, avg hr 150",
        "45 min gym rpe 7, slept 8 h",
        "an hour and a half of tennis, rpe 6",
        "3 days ago 60 min swim",
        "60 min run on saturday",
        "last tuesday 60 min ride rpe 5",
        "no training today",
        "skipped my run",
        "planned 60 min, did 45 min run rpe 5",
        "should I run 60 min tomorrow?",
        "60 min run rpe 11",
        "60 min run borg 13",
        "60 min run very hard",
        "40-45 min run",
        "75m run",
        "12 hours hiking",
        "60 min yoga, mood 4, ready 3",
        "60 min run, more tired than usual",
        "60 min run tomorrow",
    ],
)
def test_english_is_understood_beside_every_language(text: str, language: str) -> None:
    assert understand(text, TODAY, language) == understand(text, TODAY)


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_no_word_that_tells_a_language_is_one_of_another(language: str) -> None:
    # English stands beside the others; its own words among theirs tell nothing.
    ours = {word for word, tells in TELLING.items() if tells not in {language, "en"}}
    sports = set(vocabulary_for(language).sports.first_words) | set(vocabulary_for(language).weekdays)

    assert ours.isdisjoint(sports | set(vocabulary_for(language).numbers) | vocabulary_for(language).fillers)


@pytest.mark.parametrize(
    ("piece", "language"),
    [
        *(
            (piece, "es")
            for piece in ("60 min corriendo rpe 7, ", "cancelado ", "el 12 ", "hace 3 ", "y media ", "¿ ", "ñ")
        ),
        *(
            (piece, "fr")
            for piece in ("60 min de course rpe 7, ", "annulé ", "le 12 ", "il y a ", "quatre ", "l'", "d'hier ")
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
