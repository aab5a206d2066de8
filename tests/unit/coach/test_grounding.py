"""What the check lets through and what it refuses, in four languages.

The facts are those of the storyboard: a ride of 80 min at RPE 5 on Sunday 22 November 2026, the week at 1,660 AU, 98 %
above the 840 AU before, the longest ride since 26 October, freshness 4 where 3 is usual, the last ride on Saturday, a
hard one on Thursday.
"""

import pytest

from backend.coach.grounding import ViolationKind, check, check_sentence
from backend.coach.grounding.reading import read
from evals.logs import SCENARIOS

FACTS = next(each for each in SCENARIOS if each.name.startswith("hard and still fresh")).facts

TRUE = [
    ("en", "The load of the week is up 98 %, at 1,660 AU. You felt fresh after it."),
    ("de", "Die Last der Woche ist gestiegen um 98 % auf 1.660 AU. Du warst danach noch frisch."),
    ("es", "La carga de la semana subió un 98 % y la semana está en 1660 AU. Te sentías fresco."),
    ("fr", "La charge de la semaine a augmenté de 98 % et tu étais en forme. Elle est à 1 660 AU."),
    (
        "en",
        "Your longest ride in four weeks was 80 min, and it still left you fresh. The week is now 98 % above the last.",
    ),
    ("en", "At 1 h 20 this is longer than the 75 min of Mon 16 Nov. If you ride tomorrow, it could stay easy."),
    ("en", "Eighty minutes at RPE 5 is a load of 400 AU. You gave freshness 4 out of 5, where you usually give three."),
    ("en", "This ride had 400 AU and the last one, on Saturday, had 240 AU. Thursday was the hard day of the week."),
    ("en", "The week stands at 1,660 AU against 840 AU before. You felt fresh after it: 4/5."),
    ("en", "That makes 1660 AU in seven days. One of your five sessions was at RPE 7 or more."),
    ("en", "This was your second day in a row on the bike, 80 minutes of it. Yesterday you did an hour."),
    (
        "de",
        "Deine längste Fahrt seit vier Wochen: 80 min, und du warst danach noch frisch. Die Woche liegt 98 % über der"
        " letzten.",
    ),
    ("de", "Mit 1.660 AU ist die Woche fast doppelt so groß wie die letzte mit 840 AU. Am Samstag waren es 240 AU."),
    ("de", "Achtzig Minuten bei RPE 5, das sind 400 AU. Die Frische war mit 4 von 5 besser als deine üblichen 3."),
    (
        "de",
        "Am 16. November waren es 75 Minuten, heute waren es eine Stunde und 20 Minuten."
        " Morgen könnte es locker bleiben.",
    ),
    (
        "es",
        "Es tu salida más larga en cuatro semanas: 80 minutos, esfuerzo de 5. La semana está un 98 % por encima de"
        " la anterior.",
    ),
    (
        "es",
        "Llevas 1660 AU en siete días y la semana anterior tenía 840 AU. Si sales mañana, podría ser una salida fácil.",
    ),
    ("es", "La carga de la semana está en 1660 AU. Hoy no diste ningún valor de ánimo."),
    ("es", "El sábado hiciste sesenta minutos y hoy ochenta. La frescura fue de 4 sobre 5, más que tu 3 habitual."),
    (
        "fr",
        "C'est ta plus longue sortie en quatre semaines : 80 minutes à RPE 5. La semaine est 98 % au-dessus de la"
        " précédente.",
    ),
    (
        "fr",
        "La semaine est à 1 660 AU et celle d'avant était à 840 AU. Si tu sors demain, cela pourrait rester facile.",
    ),
    ("fr", "Samedi tu avais fait soixante minutes et aujourd'hui quatre-vingts. Ta fraîcheur était de 4 sur 5."),
]

FALSE = [
    # numbers that are no facts, however they are written
    ("en", "That was 85 min on the bike, and you felt fresh. The week is higher than the last one.", "number"),
    ("en", "This was ninety minutes on the bike, and you felt fresh. The week is higher than the last one.", "number"),
    ("en", "Half an hour less would have been enough for the day. The week stands at 1,660 AU.", "number"),
    ("en", "The load has tripled since the week before, and that is a lot. You had 1,660 AU in the week.", "number"),
    ("en", "The week stands at 1.660 AU, and that is more than the last. You felt fresh after it.", "number"),
    ("en", "The week is half of the one before. You felt fresh after it.", "number"),
    ("en", "You did 80 km today, and that is a lot for you. The week stands at 1,660 AU.", "number"),
    ("en", "Your heart rate was at 75 bpm for most of it. The week stands at 1,660 AU.", "number"),
    ("en", "You did 400 min, and that is the longest in weeks. The week stands at 1,660 AU.", "number"),
    ("en", "This makes 6 hard days in a row for you. The week stands at 1,660 AU.", "number"),
    ("en", "The week is 98 % below the last, at 1,660 AU. You felt fresh after it.", "number"),
    ("en", "The week has −98 % on the last one and you felt it. It stands at 1,660 AU.", "number"),
    ("en", "You rode for ½ of the time that you usually do. The week stands at 1,660 AU.", "number"),
    ("en", "You rode 70–80 min as in most of the weeks before. The week stands at 1,660 AU.", "number"),
    ("en", "You rode at 6:30 in the morning and felt fresh after it. The week stands at 1,660 AU.", "number"),
    ("en", "Your effort was 8 out of 10 and your freshness 5 of 5. The week stands at 1,660 AU.", "number"),
    ("en", "You trained thrice on the same day and were still fresh. The week stands at 1,660 AU.", "number"),
    ("en", "You have ridden for three weeks without a day off. The week stands at 1,660 AU.", "number"),
    ("en", "You rode for ８５ min and were still fresh after it. The week stands at 1,660 AU.", "number"),
    ("de", "Das waren fünfundachtzig Minuten auf dem Rad, und du warst noch frisch. Die Woche liegt über der letzten.",
     "number"),
    ("de", "Die Woche liegt bei 1,660 AU und damit über der letzten. Du warst danach noch frisch.", "number"),
    ("de", "Anderthalb Stunden auf dem Rad, und du warst noch frisch. Die Woche liegt über der letzten.", "number"),
    ("de", "Die Woche liegt 98 % unter der letzten. Du warst danach noch frisch.", "number"),
    ("es", "Fueron ochenta y cinco minutos en la bici y la semana está más alta. Llevas 1660 AU.", "number"),
    ("es", "Hiciste media hora en la bici y la semana está más alta que la última. Llevas 1660 AU.", "number"),
    ("fr", "C'était quatre-vingt-dix minutes sur le vélo et tu étais encore en forme. La semaine est à 1 660 AU.",
     "number"),
    ("fr", "Tu as roulé une heure et demie et tu étais encore en forme. La semaine est à 1 660 AU.", "number"),
    ("en", "The week is down by 98 %, at 1,660 AU. You felt fresh after it.", "number"),
    ("en", "The load of the week fell 98 % and you felt fresh. It stands at 1,660 AU.", "number"),
    ("de", "Die Woche ist um 98 % kleiner als die letzte. Sie ist gesunken um 98 %.", "number"),
    ("es", "La carga de la semana bajó un 98 % y la semana está en 1660 AU. Te sentías fresco.", "number"),
    ("fr", "La charge de la semaine a baissé de 98 % et tu étais en forme. Elle est à 1 660 AU.", "number"),
    ("en", "You have ridden every day for a month by now. The week stands at 1,660 AU.", "number"),
    ("en", "The load of the week has quadrupled, and you felt fresh. It stands at 1,660 AU.", "number"),
    ("en", "You did 1.5x of the usual and felt fresh after it. The week stands at 1,660 AU.", "number"),
    ("de", "Das war die längste Fahrt seit einem Jahr für dich. Die Woche steht bei 1.660 AU.", "number"),
    ("es", "Es la salida más larga del año para ti. La semana está en 1660 AU.", "number"),
    ("fr", "C'est ta plus longue sortie depuis des mois. La semaine est à 1 660 AU.", "number"),
    # days
    ("en", "Your last hard day was on Friday, and this was easier. The week stands at 1,660 AU.", "day"),
    ("en", "Your longest ride before it was on 15 October, with 75 min. The week stands at 1,660 AU.", "day"),
    ("en", "The last ride was on Fri 21 Nov, and it was shorter. The week stands at 1,660 AU.", "day"),
    ("en", "On 11/22 you rode 80 min and felt fresh. The week stands at 1,660 AU.", "number"),
    ("de", "Am Freitag war es hart, heute nicht. Die Woche steht bei 1.660 AU.", "day"),
    ("de", "Am 3.10. war es länger als heute, und das ist eine Weile her. Die Woche steht bei 1.660 AU.", "day"),
    ("es", "El viernes fue el día duro de la semana. Llevas 1660 AU.", "day"),
    ("fr", "Vendredi était le jour dur de la semaine. La semaine est à 1 660 AU.", "day"),
    # claims
    ("en", "With 1,660 AU your risk of an injury is up. You felt fresh after it.", "injury"),
    ("en", "A ratio of 1.59 is in the danger zone for you. You felt fresh after it.", "zone"),
    ("en", "A ratio of 1.59 is just in the sweet spot for you. You felt fresh after it.", "zone"),
    ("en", "The heavy legs could be a tendinitis in the making. You did 80 min.", "diagnosis"),
    ("en", "Take ibuprofen and keep the next one easy. You did 80 min.", "treatment"),
    ("en", "Great job, you did 80 min of it. The week stands at 1,660 AU.", "cheering"),
    ("en", "You did 80 min of it! The week stands at 1,660 AU.", "cheering"),
    ("en", "These 80 min will make you faster in the race. The week stands at 1,660 AU.", "promise"),
    ("en", "The week stands at 1,660 AU. You will run a personal best on Saturday.", "promise"),
    ("en", "The week stands at 1,660 AU. On Saturday you’ll easily beat that.", "promise"),
    ("de", "Die Woche liegt bei 1.660 AU. Am Samstag wirst du das locker schaffen.", "promise"),
    ("es", "La semana está en 1660 AU. El domingo batirás tu marca.", "promise"),
    ("fr", "La semaine est à 1 660 AU. Dimanche, tu battras ton temps.", "promise"),
    ("en", "As an AI I cannot see more than the 80 min. The week stands at 1,660 AU.", "itself"),
    ("de", "Mit 1.660 AU steigt dein Verletzungsrisiko in der Woche. Du warst danach noch frisch.", "injury"),
    ("de", "Das sieht nach einer Sehnenentzündung aus. Du hast 80 min gemacht.", "diagnosis"),
    ("de", "Super gemacht, das waren 80 min auf dem Rad. Die Woche steht bei 1.660 AU.", "cheering"),
    ("es", "La semana está en 1660 AU y hoy hiciste 80 minutos. Ánimo, que la semana sigue.", "cheering"),
    ("es", "La semana está en 1660 AU y hoy hiciste 80 minutos. Mucho ánimo para la semana.", "cheering"),
    ("es", "Con 1660 AU el riesgo de lesión es más alto en la semana. Hiciste 80 minutos.", "injury"),
    ("es", "Buen trabajo con los 80 minutos de hoy en la bici. La semana está en 1660 AU.", "cheering"),
    ("fr", "Avec 1 660 AU le risque de blessure est plus élevé dans la semaine. Tu as fait 80 minutes.", "injury"),
    ("fr", "Bravo pour les 80 minutes sur le vélo de ce jour. La semaine est à 1 660 AU.", "cheering"),
    # manner
    ("en", "You did 80 min.", "length"),
    ("en", "It was 80 min. It was RPE 5. It was 400 AU. You were fresh. The week is up.", "length"),
    ("en", "You did 80 min. " + "And it was good to see you on the bike again today. " * 20, "length"),
    ("en", "Consider an easy day after the 80 min. You could keep the next ride short too.", "suggestions"),
    ("de", "Überleg dir nach den 80 min einen leichten Tag. Du könntest auch ganz aussetzen.", "suggestions"),
    ("es", "Considera un día fácil después de los 80 minutos. También podrías descansar del todo.", "suggestions"),
    ("fr", "Envisage un jour facile après les 80 minutes. Tu pourrais aussi te reposer.", "suggestions"),
    ("en", "Das waren 80 min auf dem Rad, und du warst noch frisch. Die Woche liegt über der letzten.", "language"),
    ("de", "You rode for 80 min and you were still fresh after it. The week is above the last one.", "language"),
    ("de", "Das waren 80 min auf dem Rad, und du warst danach noch frisch. The week is above the last one you had.",
     "language"),
    ("es", "Hai fatto 80 minuti in bici e non eri ancora stanco dopo. Il carico della settimana sale.", "language"),
    ("en", "See https://example.org for more on the 80 min. The week stands at 1,660 AU.", "link"),
    ("en", "Ask @coach about the 80 min that you did. The week stands at 1,660 AU.", "link"),
    ("en", "You did **80 min** and felt fresh after it. The week stands at 1,660 AU.", "link"),
    ("en", "You did <b>80 min</b> and felt fresh after it. The week stands at 1,660 AU.", "link"),
    ("en", "Use /delete_me after the 80 min that you did. The week stands at 1,660 AU.", "link"),
    ("en", "You did 80 min and felt fresh after it \U0001f4aa. The week stands at 1,660 AU.", "sign"),
    ("en", "You did 80 min\u200b and felt fresh after it. The week stands at 1,660 AU.", "sign"),
    ("en", "You were on the bike and it was fine. The week is above the last one.", "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), TRUE)
def test_what_is_true_and_plain_passes(language: str, text: str):
    assert check(text, FACTS, language) == []


@pytest.mark.parametrize(("language", "text", "kind"), FALSE)
def test_what_is_not_is_refused_for_that_reason(language: str, text: str, kind: str):
    assert kind in {violation.kind.value for violation in check(text, FACTS, language)}


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "twenty-five, two hundred and fifty, one thousand two hundred", {25, 250, 1200}),
        ("en", "a hundred and thirty-one", {131}),
        ("de", "fünfundzwanzig, zweihundertfünfzig, eintausendzweihundert, siebenundneunzig", {25, 250, 1200, 97}),
        ("de", "einunddreißig und dreizehn", {31, 13}),
        ("es", "treinta y cinco, doscientos cincuenta, mil doscientos, veintidós", {35, 250, 1200, 22}),
        ("fr", "vingt-cinq, deux cent cinquante, mille deux cents, soixante-dix-sept", {25, 250, 1200, 77}),
        ("es", "treinta y uno y vale", {31}),
        ("fr", "vingt et un", {21}),
        ("fr", "quatre-vingt-dix-sept et quatre-vingts et soixante et onze", {97, 80, 71}),
        ("de", "1.310,5 und 2.000", {1310.5, 2000}),
        ("en", "1,310.5 and 2,000", {1310.5, 2000}),
        ("fr", "1 310,5 et 2\u202f000", {1310.5, 2000}),
    ],
)
def test_numbers_are_read_as_they_are_written_in_each_language(language: str, text: str, values: set[float]):
    assert {number.value for number in read(text, language).numbers} == values


def test_a_language_that_cannot_be_checked_is_refused():
    assert [each.kind for each in check("Ottanta minuti, bene.", FACTS, "it")] == [ViolationKind.LANGUAGE]


def test_a_sentence_is_judged_by_itself_whatever_its_number_is():
    assert check_sentence("The week stands at 1,660 AU.", FACTS, "en") == []
    assert [each.kind for each in check_sentence("You did 85 min.", FACTS, "en")] == [ViolationKind.NUMBER]


def test_ten_thousand_words_are_refused_without_being_read():
    assert [each.kind for each in check("80 min " * 10_000, FACTS, "en")] == [ViolationKind.LENGTH]
