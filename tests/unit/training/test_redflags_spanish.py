"""What stops coaching in Spanish, and what only sounds like it."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.training.grammar.tokens import unaccented
from backend.training.redflags import RedFlagKind, red_flag

K = RedFlagKind

RAISED = [
    ("40 min corriendo rpe 8, opresión en el pecho y mareo", K.CHEST_PAIN),
    ("dolor en el pecho en la última cuesta", K.CHEST_PAIN),
    ("me duele el pecho", K.CHEST_PAIN),
    ("me dolia el pecho al correr", K.CHEST_PAIN),
    ("DOLOR DE PECHO después de 10 km", K.CHEST_PAIN),
    ("sentí presión en el pecho", K.CHEST_PAIN),
    ("pinchazos en el pecho al respirar", K.CHEST_PAIN),
    ("el pecho me aprieta cuando subo", K.CHEST_PAIN),
    ("ya no me duele el pecho", K.CHEST_PAIN),
    ("no sé por qué me duele el pecho", K.CHEST_PAIN),
    ("no solo dolor en el pecho, también sudor frío", K.CHEST_PAIN),
    ("el dolor baja por el brazo izquierdo", K.CHEST_PAIN),
    ("creo que fue un infarto", K.CHEST_PAIN),
    ("me duele el corazón", K.CHEST_PAIN),
    ("como un elefante en el pecho", K.CHEST_PAIN),
    ("60 min bici, chest pain en la subida", K.CHEST_PAIN),
    ("el año pasado igual, hoy otra vez dolor en el pecho", K.CHEST_PAIN),
    ("mi padre tuvo un infarto y ahora me duele el pecho", K.CHEST_PAIN),
    ("me desmayé después de la meta", K.FAINTING),
    ("casi me desmayo en la pista", K.FAINTING),
    ("perdí el conocimiento unos segundos", K.FAINTING),
    ("se me nubló la vista y casi caigo", K.FAINTING),
    ("lo vi todo negro", K.FAINTING),
    ("me dio una lipotimia", K.FAINTING),
    ("me mareé y tuve que tumbarme", K.FAINTING),
    ("nunca me había desmayado hasta hoy", K.FAINTING),
    ("me desplomé en la llegada", K.FAINTING),
    ("palpitaciones toda la tarde", K.PALPITATIONS),
    ("taquicardia en reposo", K.PALPITATIONS),
    ("otra vez arritmias", K.PALPITATIONS),
    ("el corazón me latía irregular", K.PALPITATIONS),
    ("corazón a mil estando tumbado", K.PALPITATIONS),
    ("el corazón se me salta latidos", K.PALPITATIONS),
    ("no podía respirar en un paseo suave", K.BREATHLESSNESS),
    ("me falta el aire", K.BREATHLESSNESS),
    ("sin aliento al subir las escaleras", K.BREATHLESSNESS),
    ("me costaba respirar mucho más de lo normal", K.BREATHLESSNESS),
    ("me ahogo en reposo", K.BREATHLESSNESS),
    ("me caí de la bici y me di un golpe en la cabeza, ahora me duele la cabeza", K.HEAD_INJURY),
    ("golpe en la cabeza y estoy mareado", K.HEAD_INJURY),
    ("balonazo en la cabeza. Desde entonces veo borroso", K.HEAD_INJURY),
    ("codazo en la cabeza, no recuerdo nada", K.HEAD_INJURY),
    ("conmoción cerebral en el rugby", K.HEAD_INJURY),
    ("muchos cabezazos hoy, dolor de cabeza", K.HEAD_INJURY),
    ("dolor de cabeza repentino haciendo peso muerto", K.SUDDEN_HEADACHE),
    ("el peor dolor de cabeza de mi vida", K.SUDDEN_HEADACHE),
    ("de repente me dolió la cabeza muchísimo", K.SUDDEN_HEADACHE),
    ("creo que fue un golpe de calor", K.HEAT_ILLNESS),
    ("35 grados, acabé confundido y dejé de sudar", K.HEAT_ILLNESS),
    ("mucho calor. Al final estaba desorientada", K.HEAT_ILLNESS),
    ("insolación en la carrera", K.HEAT_ILLNESS),
    ("orina oscura después de la carrera", K.DARK_URINE),
    ("meo color coca cola", K.DARK_URINE),
    ("sangre en la orina", K.DARK_URINE),
    ("mi orina es marron", K.DARK_URINE),
    ("me duele la tibia por la noche", K.BONE_PAIN),
    ("dolor en el metatarso, cada vez peor", K.BONE_PAIN),
    ("la cadera me duele en reposo", K.BONE_PAIN),
    ("quizá una fractura por estrés", K.BONE_PAIN),
    ("dolor en el hueso de la espinilla", K.BONE_PAIN),
    ("la pantorrilla está hinchada y caliente", K.CALF_SWELLING),
    ("gemelo hinchado desde el vuelo", K.CALF_SWELLING),
    ("¿puede ser una trombosis?", K.CALF_SWELLING),
    ("llevo 3 meses sin la regla", K.LOW_ENERGY),
    ("no me viene la regla", K.LOW_ENERGY),
    ("se me ha retirado la regla", K.LOW_ENERGY),
    ("amenorrea desde verano", K.LOW_ENERGY),
    ("la regla no me baja hace meses", K.LOW_ENERGY),
    ("no tengo el periodo desde agosto", K.LOW_ENERGY),
    ("creo que tengo un trastorno alimentario", K.DISORDERED_EATING),
    ("me provoqué el vómito", K.DISORDERED_EATING),
    ("otro atracón anoche", K.DISORDERED_EATING),
    ("tengo miedo a engordar", K.DISORDERED_EATING),
    ("llevo dos días sin comer", K.DISORDERED_EATING),
    ("corrí para quemar la cena", K.DISORDERED_EATING),
    ("no quiero vivir", K.SELF_HARM),
    ("60 min corriendo rpe 5. Quiero morirme", K.SELF_HARM),
    ("pienso en el suicidio", K.SELF_HARM),
    ("quiero quitarme la vida", K.SELF_HARM),
    ("ojalá estuviera muerta", K.SELF_HARM),
    ("no tengo ganas de vivir", K.SELF_HARM),
    ("me quiero morir", K.SELF_HARM),
    ("tengo ganas de hacerme daño", K.SELF_HARM),
    ("I want to die", K.SELF_HARM),
    ("embarazada de 28 semanas, sangrado después de correr", K.PREGNANCY),
    ("estoy embarazada y tuve contracciones", K.PREGNANCY),
    ("el bebé casi no se mueve", K.PREGNANCY),
    ("noto algo raro en el pecho", K.CHEST_PAIN),
    ("siento que me oprime el pecho al subir", K.CHEST_PAIN),
    ("se me cierra el pecho", K.CHEST_PAIN),
    ("punzada en el pecho del lado izquierdo", K.CHEST_PAIN),
    ("me fui al suelo, perdí la conciencia", K.FAINTING),
    ("por poco me desmayo", K.FAINTING),
    ("casi me caigo redondo, perdí el conocimiento", K.FAINTING),
    ("noto palpitaciones cuando me acuesto", K.PALPITATIONS),
    ("el corazón late irregular", K.PALPITATIONS),
    ("me quedé sin aire caminando", K.BREATHLESSNESS),
    ("no me llega el aire estando sentada, no puedo respirar", K.BREATHLESSNESS),
    ("me golpearon la cabeza y vomité", K.HEAD_INJURY),
    ("choqué con otro jugador, cabeza contra cabeza, estoy mareado", K.HEAD_INJURY),
    ("hacía un calor horrible y no sabía dónde estaba", K.HEAT_ILLNESS),
    ("estoy meando rojo", K.DARK_URINE),
    ("la orina me sale color coca cola desde ayer", K.DARK_URINE),
    ("la tibia me duele cada vez que corro y por la noche", K.BONE_PAIN),
    ("pierna derecha hinchada y roja", K.CALF_SWELLING),
    ("hace 4 meses que no me baja la regla", K.LOW_ENERGY),
    ("me siento culpable por comer", K.DISORDERED_EATING),
    ("tomo laxantes para bajar de peso", K.DISORDERED_EATING),
    ("a veces pienso en quitarme la vida", K.SELF_HARM),
    ("estaría mejor muerta", K.SELF_HARM),
    ("me autolesiono", K.SELF_HARM),
    ("la vida no tiene sentido", K.SELF_HARM),
    ("embarazada y he manchado hoy", K.PREGNANCY),
    ("mi amigo se desmayó, yo también", K.FAINTING),
    ("me desmayé hace años, y hoy otra vez", K.FAINTING),
    ("el año pasado se me retiró la regla", K.LOW_ENERGY),
    ("fainted in front of my wife", K.FAINTING),
]

NOT_RAISED = [
    "",
    "60 min corriendo rpe 7, piernas pesadas",
    "día de pecho 60 min rpe 8",
    "pecho y tríceps, dolor de brazos",
    "agujetas en el pecho",
    "banda de pecho rota",
    "200 m pecho, luego crol, hombro dolorido",
    "estoy muerto",
    "me muero de calor",
    "muerto de cansancio",
    "me quería morir en la última serie",
    "las series casi me matan",
    "esta cuesta me mata",
    "muerto de risa",
    "final de infarto",
    "sin dolor en el pecho",
    "no me duele el pecho",
    "no tuve dolor en el pecho",
    "ningún dolor en el pecho ni mareos",
    "sin mareos, ni palpitaciones, ni dolor en el pecho",
    "dolor en el pecho no tuve",
    "dolor en el pecho: ninguno",
    "nunca me he desmayado",
    "no me desmayé",
    "no chest pain",
    "mi padre tuvo un infarto",
    "mi abuelo murió de un infarto, hoy corrí 60 min",
    "el año pasado tuve una fractura por estrés",
    "hace 3 años tuve una trombosis",
    "de pequeño tuve una conmoción cerebral",
    "una amiga se desmayó en la carrera",
    "sin aliento después de los sprints",
    "me faltaba el aire en la cuesta arriba",
    "la rueda sin aire",
    "pulso 180",
    "corazón contento",
    "dolor de cabeza leve por el trabajo",
    "cabeza despejada",
    "me di con la cabeza en la barra",
    "calor, 60 min bici",
    "35 grados y sol",
    "tuve que parar a mear dos veces",
    "corrí a oscuras y luego café",
    "bebí coca cola y paré a mear",
    "dolor de rodilla",
    "agujetas en los gemelos",
    "gemelo cargado",
    "me duele el pie por las zapatillas nuevas",
    "me vino la regla, piernas pesadas",
    "por regla general corro menos",
    "sin periodo de descanso entre series",
    "mucha hambre después de correr",
    "me muero de hambre",
    "comí demasiado",
    "vomité en la meta",
    "embarazada, 30 min de paseo rpe 2",
    "no quiero hacerme daño así que paré",
    "tengo muchas ganas de vivir y correr",
    "estrés 3/5",
    "mucho viento de frente, golpe de pedal",
    "quería evitar un golpe de calor",
    "me desplomé en el sofá después",
    "hoy fuerte con dolor de cuádriceps",
    "piernas hinchadas",
    "me caí pero todo bien",
    "presión de las ruedas alta",
    "el corazón late fuerte en la meta",
    "vaya paliza, casi me mato en la bajada",
    "60 min de bici, me dolía la pierna derecha del golpe de ayer",
    "dolor en el pie, nada grave",
    "me duele la cadera un poco",
    "piernas muertas",
    "estoy reventado, muerto, pero contento",
    "casi me muero en el puerto",
    "acabé sin aire en la última serie",
    "hoy no tenía ganas de nada",
    "sin ganas de entrenar",
    "estuve a punto de tirar la toalla",
    "se me salía el corazón en el sprint",
    "me dio un tirón en el gemelo",
    "cabeza de carrera todo el rato",
    "gol de cabeza",
    "regla de 10 minutos",
    "pecho paloma",
    "hice pecho con mancuernas, mucho peso",
    "presión alta en la zona de meta",
    "dolor de cabeza",
    "me duele la cabeza por la resaca",
    "tengo anginas",
    "mi hija está embarazada",
    "me comí un atracón de kilómetros",
    "quemé muchas calorías",
    "vomité al final de las series",
    "bebo mucha agua, orina clara",
    "me picó una abeja en la pierna, roja",
    "me caí y me raspé la rodilla",
    "dolor en la espalda baja",
    "miedo a lesionarme",
    "nunca he tenido palpitaciones",
    "no he notado mareos ni dolor en el pecho",
    "casi no he tenido dolor",
    "me costó respirar por la nariz con el polen",
    "matarse a entrenar",
    "vamos a matarnos en las series",
]


@pytest.mark.parametrize(("text", "kind"), RAISED, ids=[text for text, _ in RAISED])
def test_spanish_words_that_stop_coaching(text: str, kind: RedFlagKind) -> None:
    flag = red_flag(text, "es")

    assert flag is not None
    assert flag.kind is kind


@pytest.mark.parametrize("text", NOT_RAISED)
def test_spanish_words_that_only_sound_like_it(text: str) -> None:
    assert red_flag(text, "es") is None


def test_of_several_spanish_flags_the_most_urgent_is_told() -> None:
    flag = red_flag("me falta la regla, fractura por estrés, y hoy me desmayé", "es")

    assert flag is not None
    assert flag.kind is K.FAINTING


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@pytest.mark.parametrize("text", ["me duele el pecho", "me desmayé después de la meta", "quiero quitarme la vida"])
def test_a_spanish_flag_is_seen_whatever_the_athlete_has_set(text: str, language: str) -> None:
    assert red_flag(text, language) is not None


@given(st.text())
def test_no_text_breaks_it_in_spanish(text: str) -> None:
    red_flag(text, "es")


@given(
    st.sampled_from(RAISED),
    st.sampled_from(["60 min corriendo rpe 7. ", "piernas pesadas\n", "10 km en 52:10; ", "🔥 "]),
)
def test_what_else_is_said_in_spanish_does_not_hide_it(raised: tuple[str, RedFlagKind], before: str) -> None:
    assert red_flag(before + raised[0], "es") is not None


@given(st.sampled_from(RAISED), st.data())
def test_accents_left_out_in_spanish_do_not_hide_it(raised: tuple[str, RedFlagKind], data: st.DataObject) -> None:
    text = "".join(
        plain if (plain := unaccented(letter)) != letter and data.draw(st.booleans()) else letter
        for letter in raised[0]
    )

    flag = red_flag(text, "es")

    assert flag is not None
    assert flag.kind is raised[1]


@pytest.mark.parametrize(
    "piece", ["pecho ", "no ", "dolor pecho ", "golpe cabeza ", "o, ", "sin pecho, ", "mi padre ", "ñ "]
)
def test_a_long_spanish_message_takes_time_in_proportion(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        best = 9.0
        for _ in range(5):
            start = process_time()
            red_flag(text, "es")
            best = min(best, process_time() - start)
        return best

    assert seconds(40_000) < 25 * seconds(4_000) + 0.05
