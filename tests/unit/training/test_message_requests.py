"""A question without its mark is one; a session never is, whatever it begins with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.training.grammar.languages import READ_LANGUAGES, vocabulary_for
from backend.training.message import Problem, ProblemCode, understand
from backend.training.session import Kind
from tests.unit.training.utterances import ALL, TODAY, in_words, said

REQUESTS = [
    ("en", "compare my last run with those before"),
    ("en", "Compare this long run with the last ones"),
    ("en", "Please compare my 10k yesterday with the last five"),
    ("en", "tell me how much I ran last week"),
    ("en", "Tell me, how often did I swim this month"),
    ("en", "hey coach, show me my rides of last week"),
    ("en", "explain my load this week"),
    ("en", "tell me whether I can race on Saturday"),
    ("en", "how much did I run last week"),
    ("en", "how many rest days did I have"),
    ("en", "can I run tomorrow"),
    ("en", "compare my easy runs"),
    ("en", "tell me if I am fresh enough to race"),
    ("de", "Vergleich meinen letzten Lauf mit denen davor"),
    ("de", "vergleiche meine Läufe dieser Woche bitte"),
    ("de", "Sag mir, wie viel ich letzte Woche gelaufen bin"),
    ("de", "zeig mir wie oft ich schwimmen war"),
    ("de", "erklaere mir meine Belastung"),
    ("de", "wie viel bin ich diese Woche gelaufen"),
    ("de", "Soll ich morgen laufen"),
    ("es", "Compara mi última carrera con las anteriores"),
    ("es", "dime cuánto corrí la semana pasada"),
    ("es", "Por favor, muestrame cuantas veces nadé"),
    ("es", "cuánto he corrido este mes"),
    ("fr", "Compare ma dernière course avec celles d’avant"),
    ("fr", "Dis-moi combien j’ai couru la semaine dernière"),
    ("fr", "s’il te plaît, montre-moi mes sorties vélo"),
    ("fr", "est-ce que je peux courir demain"),
    ("fr", "compare l’entraînement d’hier avec les autres"),
    ("en", "tell me: how much did I run"),
    ("en", "how hard was my last run"),
    ("en", "did I run more this week than last week"),
    ("en", "am I overtraining"),
    ("de", "Sag mal, wie oft bin ich diese Woche gelaufen"),
    ("de", "Sag mir bitte, ob ich morgen laufen kann"),
    ("de", "wieviel km bin ich gelaufen"),
    ("de", "wie lange war mein längster Lauf"),
    ("de", "kannst du meine letzten Läufe vergleichen"),
    ("es", "cuánto nadé"),
    ("es", "cuál fue mi carrera más larga"),
    ("fr", "combien d’heures ai-je couru"),
    ("fr", "ai-je trop couru"),
    ("en", "dime cuánto corrí la semana pasada"),
    ("de", "tell me how much I ran last week"),
    # The last one, and how it was
    ("en", "how was yesterday’s run"),
    ("en", "how long ago was my last ride"),
    ("de", "wie anstrengend war die letzte Einheit"),
    ("de", "welche RPE hatte meine letzte Ausfahrt"),
    ("de", "mache ich zu viel"),
    ("es", "qué tan duro fue mi último rodaje"),
    ("es", "cuánto duró mi última carrera"),
    ("es", "cuánto debería correr mañana"),
    ("fr", "à quel point ma dernière course était-elle dure"),
    ("fr", "comment a été ma dernière séance"),
    # A quantity is asked about
    ("en", "what does rpe 7 mean"),
    ("en", "can I run 60 min tomorrow"),
    ("en", "how long is 5x1000"),
    ("en", "Hey coach, should I still run 60 min today"),
    ("en", "could I do 90 min at rpe 6 on Saturday"),
    ("en", "is it ok to run 60 min tomorrow"),
    ("en", "is 60 min too much for me tomorrow"),
    ("en", "how many AU is 60 min at rpe 7"),
    ("de", "was bedeutet RPE 7"),
    ("de", "kann ich morgen 60 min laufen"),
    ("de", "Soll ich am Samstag 90 Minuten Rad fahren"),
    ("de", "wie lang ist 5x1000"),
    ("de", "sind 60 min zu viel"),
    ("de", "What does rpe 7 mean"),
    ("es", "qué significa rpe 7"),
    ("es", "puedo correr 60 min mañana"),
    ("es", "deberia nadar 45 min el sabado"),
    ("es", "cuánto dura 5x1000"),
    ("es", "son 60 min demasiado"),
    ("fr", "que veut dire rpe 7"),
    ("fr", "puis-je courir 60 min demain"),
    ("fr", "est-ce que je peux faire 2 h de vélo samedi"),
    ("fr", "combien dure 5x1000"),
    ("fr", "c’est quoi rpe 7"),
    ("fr", "qu’est-ce que ça veut dire rpe 7"),
]

SESSIONS = [
    ("en", "60 min run, compare with last week"),
    ("en", "tell: 45 min easy"),
    ("en", "Tell me about it: 45 min easy"),
    ("en", "compared to last week easy, 45 min run"),
    ("en", "compare my 60 min run with the one before"),
    ("en", "show me: rpe 7 run"),
    ("en", "compare my legs with last week, ran 10k"),
    ("en", "compare it to last time. Easy run"),
    ("en", "can I log a 10k in 52:10"),
    ("en", "what a run"),
    ("en", "when I run I feel good"),
    ("en", "how hard that run was"),
    ("en", "ran 10k, tell me how much that is"),
    ("en", "run yesterday, show me the week"),
    ("de", "45 min laufen, vergleich mit letzter Woche"),
    ("de", "Vergleich mit letzter Woche: 10 km Lauf"),
    ("de", "Vergleichslauf 10 km"),
    ("de", "sag mir nichts, 60 min Rad"),
    ("de", "sag mir was du willst, heute gelaufen"),
    ("de", "bin gelaufen"),
    ("de", "war laufen"),
    ("es", "comparado con ayer, 45 min corriendo"),
    ("es", "dime lo que quieras, 45 min de bici"),
    ("es", "compara mi semana, hoy corrí 10 km"),
    ("es", "cuanto más corro mejor, 40 min rodaje"),
    ("fr", "comparé à hier, 45 min de course"),
    ("fr", "dis-moi ce que tu veux, 45 min de vélo"),
    ("fr", "compare ma semaine, couru 10 km aujourd’hui"),
    ("en", "can I log yesterday’s run"),
    ("en", "could I add a swim"),
    ("en", "how was my run today: tough"),
    ("en", "how hard was my run: 7"),
    ("en", "tell me, ran today"),
    ("de", "sag mal, ich bin heute gelaufen"),
    ("es", "dime, corrí hoy"),
    ("fr", "dis-moi, couru ce matin"),
    ("en", "let me know if this counts: easy run"),
    ("de", "kann ich den Lauf von gestern nachtragen"),
    ("de", "wie viele km: 10 Lauf"),
    ("de", "darf ich vorstellen: mein erster 10 km Lauf"),
    ("es", "cuántos km: 10 corriendo"),
    ("fr", "puis-je ajouter une course"),
    ("fr", "dois-je noter ma course d’hier"),
    ("en", "was my longest run ever"),
    ("en", "how hard was the run: 7"),
    ("de", "wie hart war das, 10 km Lauf"),
    ("de", "wie hart war der Lauf: 7"),
    ("es", "estoy entrenando para un maratón, rodaje de hoy"),
    ("fr", "à quel point c’est dur, course ce matin"),
    # It only begins like a question about a quantity
    ("en", "60 min run, could have been faster"),
    ("en", "can I log 60 min run rpe 7"),
    ("en", "can I do a 60 min run for yesterday"),
    ("en", "can I do a 60 min run for last Saturday"),
    ("en", "can I run: 60 min rpe 7"),
    ("en", "what is this: 60 min run"),
    ("en", "what's up 60 min run rpe 7"),
    ("en", "what a day, 60 min run"),
    ("en", "should I rest, 60 min run rpe 8"),
    ("en", "is done, 60 min run"),
    ("en", "60 min run, is that too much"),
    ("de", "kann ich 60 min laufen eintragen"),
    ("de", "kann ich 60 min Lauf von gestern"),
    ("de", "was ist das, 60 min Lauf"),
    ("de", "sollte locker sein, waren 60 min Lauf"),
    ("de", "sind 60 min laufen geworden"),
    ("es", "qué es esto, 60 min corriendo"),
    ("es", "puedo registrar 60 min de bici"),
    ("es", "son 60 min de rodaje, mucho calor"),
    ("es", "pude correr 60 min"),
    ("fr", "c’est quoi ça, 60 min de course"),
    ("fr", "je peux dire 60 min de course"),
    ("fr", "j’ai pu courir 60 min"),
    ("fr", "est-ce que tu peux noter 60 min de vélo rpe 5"),
    ("fr", "est-ce que je note 60 min rpe 5"),
    ("fr", "qu’est-ce que j’ai souffert 60 min rpe 9"),
    ("fr", "est-ce que je peux ajouter 60 min de course"),
    ("fr", "puis-je courir, 60 min rpe 6"),
]

REMINDERS = [
    ("en", "remind me to run tomorrow"),
    ("en", "Please remind me to run 60 min tomorrow"),
    ("en", "can you remind me to run tomorrow?"),
    ("en", "set a reminder for 7 am"),
    ("en", "remind me tomorrow at 7"),
    ("de", "erinnere mich morgen ans Laufen"),
    ("de", "Erinner mich bitte dran, zu laufen"),
    ("de", "Erinnere mich morgen daran, 60 min zu laufen!"),
    ("de", "kannst du mich morgen um 7 erinnern?"),
    ("de", "remind me to run tomorrow"),
    ("es", "recuérdame correr mañana"),
    ("es", "recuerdame mañana a las 7"),
    ("es", "ponme un recordatorio para mañana"),
    ("fr", "rappelle-moi de courir demain"),
    ("fr", "rappelle moi demain à 7 h"),
    ("fr", "tu peux me rappeler de courir 60 min demain ?"),
]

NO_REMINDERS = [
    ("en", "remind me how much I ran last week"),
    ("en", "remind me when I last swam"),
    ("en", "remind me to stretch, ran 60 min"),
    ("en", "60 min run, remind me to stretch"),
    ("en", "that run reminds me to rest"),
    ("de", "erinnere mich an meinen letzten Lauf"),
    ("de", "erinnere mich morgen, 60 min gelaufen"),
    ("de", "erinnere mich daran, zu laufen, heute 60 min Rad"),
    ("es", "recuérdame cuánto corrí"),
    ("es", "recuérdame mi última carrera"),
    ("fr", "rappelle-moi combien j’ai couru"),
    ("fr", "rappelle-moi ma dernière course"),
]


@pytest.mark.parametrize(("language", "text"), REQUESTS, ids=repr)
def test_what_asks_for_something_is_a_question_without_its_mark(language: str, text: str) -> None:
    asked = said(note=ALL, problems=(Problem(ProblemCode.QUESTION, said=text),))

    assert understand(text, TODAY, language) == in_words(asked, text)


@pytest.mark.parametrize(("language", "text"), SESSIONS, ids=repr)
def test_a_session_that_asks_along_or_sounds_like_it_is_logged(language: str, text: str) -> None:
    understood = understand(text, TODAY, language)

    assert understood.kind is Kind.SESSION
    assert understood.problem(ProblemCode.QUESTION) is None


@pytest.mark.parametrize(("language", "text"), REMINDERS, ids=repr)
def test_what_asks_to_be_reminded_is_no_session_to_come(language: str, text: str) -> None:
    asked = (Problem(ProblemCode.QUESTION, said=text), Problem(ProblemCode.REMINDER))

    assert understand(text, TODAY, language) == in_words(said(note=ALL, problems=asked), text)


@pytest.mark.parametrize(("language", "text"), NO_REMINDERS, ids=repr)
def test_what_only_speaks_of_reminding_asks_for_none(language: str, text: str) -> None:
    assert understand(text, TODAY, language).problem(ProblemCode.REMINDER) is None


def _beginnings(language: str, *more: str) -> st.SearchStrategy[tuple[str, str]]:
    words = vocabulary_for(language)
    phrases = sorted({phrase for name in ("requests", *more) for phrase in getattr(words, name).meanings})
    return st.tuples(st.just(language), st.sampled_from(phrases))


@given(
    beginning=st.one_of(*(_beginnings(language) for language in READ_LANGUAGES)),
    between=st.sampled_from([" ", ", ", ": ", ". ", "\n", " my run "]),
    minutes=st.integers(20, 300),
    more=st.permutations(["run", "rpe 7", "yesterday", "legs heavy"]),
    comma=st.booleans(),
)
def test_whoever_says_minutes_and_effort_asks_nothing(
    beginning: tuple[str, str], between: str, minutes: int, more: list[str], comma: bool
) -> None:
    language, phrase = beginning
    rest = (", " if comma else " ").join([f"{minutes} min", *more])
    understood = understand(phrase + between + rest, TODAY, language)

    assert understood.kind is Kind.SESSION
    assert understood.problem(ProblemCode.QUESTION) is None


@given(
    beginning=st.one_of(*(_beginnings(language) for language in READ_LANGUAGES)),
    before=st.sampled_from(["run yesterday, ", "45 min, ", "rest day. ", "legs heavy, "]),
)
def test_what_is_asked_behind_something_told_makes_no_question_of_it(beginning: tuple[str, str], before: str) -> None:
    language, phrase = beginning

    assert understand(f"{before}{phrase} week", TODAY, language).problem(ProblemCode.QUESTION) is None


TOLD = {
    "en": "easy run today",
    "de": "heute lockerer Lauf",
    "es": "carrera fácil hoy",
    "fr": "course facile aujourd’hui",
}


@given(
    beginning=st.one_of(*(_beginnings(language) for language in READ_LANGUAGES)),
    between=st.sampled_from([", ", ": ", ". ", " - "]),
)
def test_a_session_set_off_behind_a_beginning_is_told(beginning: tuple[str, str], between: str) -> None:
    language, phrase = beginning

    assert understand(phrase + between + TOLD[language], TODAY, language).problem(ProblemCode.QUESTION) is None


_OF_AMOUNTS = ("asks_amount", "asks_leave", "asks_if", "reminds")


@given(
    beginning=st.one_of(*(_beginnings(language, *_OF_AMOUNTS) for language in READ_LANGUAGES)),
    between=st.sampled_from([", ", ". ", "\n", " - "]),
    minutes=st.integers(20, 300),
)
def test_minutes_and_effort_set_off_behind_any_beginning_are_told(
    beginning: tuple[str, str], between: str, minutes: int
) -> None:
    language, phrase = beginning
    understood = understand(f"{phrase}{between}{minutes} min run rpe 7", TODAY, language)

    assert (understood.kind, understood.minutes, understood.rpe) == (Kind.SESSION, minutes, 7.0)
    assert understood.problem(ProblemCode.QUESTION) is None
