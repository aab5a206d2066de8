"""Which language a message is written in: the athlete's own, unless words that only another one has say otherwise.

A Spanish athlete's phone may well speak English. A few words of each language tell it, none of which another of the
four has ("minutes" is French as well, "was" German); the rest of that language's words are loaded only then.
"""

from collections.abc import Iterable

from backend.training.grammar.tokens import Token, unaccented

_TELLING = {
    "en": (
        "ride rode riding swim swam swimming yesterday legs felt tired heavy walked walking the "
        "and with hours today my knee rowing hike strength easy hard"
    ),
    "de": (
        "ich habe gelaufen laufen lauf gefahren fahren rad fahrrad geschwommen schwimmen gestern heute "
        "vorgestern beine müde minuten stunde stunden anstrengung nicht mir mich kein keine ruhetag krafttraining "
        "gewandert wandern spaziergang brust brustschmerzen schmerzen ohnmächtig umgekippt schwindlig sterben wollte "
        "suizid selbstmord leben herzrasen atemnot montag dienstag mittwoch donnerstag freitag samstag sonntag und "
        "für auf beim sehr"
    ),
    "es": (
        "corriendo corrí corrido correr trotando bici bicicleta nadando nadé nadar natación ayer anteayer hoy mañana "
        "entreno entrenamiento esfuerzo piernas pesadas cansado cansada hice estoy tengo muy hora horas minutos "
        "descanso pesas rodaje caminando caminata senderismo pecho dolor duele desmayé mareo mareado mareada cabeza "
        "quiero morir morirme suicidio suicidarme vivir vida palpitaciones respirar orina sangre lunes miércoles "
        "jueves viernes sábado domingo embarazada fuerza remo escalada carrera"
    ),
    "fr": (
        "couru courir vélo nagé nager demain aujourd'hui séance entraînement jambes lourdes "
        "fatiguée j'ai suis heure heures repos muscu musculation randonnée marché poitrine douleur thoracique "
        "évanoui évanouie vertige vertiges tête veux mourir vivre suicider respirer essoufflé essoufflée "
        "urines lundi mardi mercredi jeudi vendredi samedi dimanche enceinte dans avec natation aviron escalade "
        "c'était"
    ),
}
LANGUAGE_OF = {unaccented(word): language for language, said in _TELLING.items() for word in said.split()}
"""The language that each telling word tells, unaccented."""

_ENGLISH_WORDS = 2
"""So many tell that a message is in English: a single one is understood beside the athlete's own."""


def spoken_in(tokens: Iterable[Token], language: str) -> str:
    """``language``, or the only other one whose own words are said where none of ``language`` is.

    ``tokens`` may be cut in any language's way.
    """
    texts = {token.text if token.text.isascii() else unaccented(token.text) for token in tokens} & LANGUAGE_OF.keys()
    said = {LANGUAGE_OF[text] for text in texts}
    if len(said) != 1 or (len(texts) < _ENGLISH_WORDS and said == {"en"}):
        return language
    return said.pop()
