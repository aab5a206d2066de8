"""German words of the grammar; English ones are understood beside them, since athletes mix the two.

Umlauts may be typed in any way (see :mod:`backend.training.grammar.german_spelling`).
"""

from backend.training.grammar import german_questions as questions
from backend.training.grammar.english import ENGLISH
from backend.training.grammar.german_days import (
    AGO_UNITS,
    MONTHS,
    OTHER_DAY_BEFORE,
    PARTS_OF_DAY,
    RELATIVE_DAYS,
    UNSURE_WEEKDAYS,
    WEEKDAYS,
)
from backend.training.grammar.german_numbers import HOUR_PHRASES, NUMBERS, REPEATS
from backend.training.grammar.german_spelling import spellings
from backend.training.grammar.german_sports import GERMAN_SPORTS, NO_COMPOUNDS, NOT_SPORTS, SPORT_ENDINGS
from backend.training.grammar.joining import beside, spelt
from backend.training.grammar.tokens import Typing
from backend.training.grammar.vocabulary import Vocabulary, named, phrases, words

_GERMAN = Vocabulary(
    typing=Typing(thousands="."),
    numbers=NUMBERS,
    repeats=REPEATS,
    and_words=words("und u"),
    articles=words("an ein eine einen einem einer eines der die das den dem des ne nen n"),
    of_words=words("von"),
    vague_words=words(
        "ca circa zirka etwa ungefähr rund gut knapp fast gute guten knappe knappen über mein meine meinen meinem "
        "ein eine einen einem einer der die das den dem ne so insges nur genau"
    ),
    or_words=words("bis oder"),
    fractions_after=named(
        {
            0.5: "und eine halbe, und ne halbe, einhalb, ein halb, und ein halb, und einhalb",
            0.25: "und eine viertel, einviertel, und ein viertel",
            0.75: "und eine dreiviertel, dreiviertel, und dreiviertel, und drei viertel",
        }
    ),
    hour_units=words("h std stunde stunden stdn stündchen stündig stündige stündiger stündiges stündigen stündigem"),
    minute_units=words("min minute minuten minütchen minütig minütige minütiger minütiges minütigen minütigem"),
    second_units=words("s sek sekunde sekunden sec"),
    metre_or_minute=words("m"),
    hour_phrases=named(HOUR_PHRASES),
    times=words("x mal * à sätze"),
    each_time_before=words(
        "nach ab seit bis mit davon dabei darunter inkl inklusive einschließlich jede jeden jeder jedes alle letzte "
        "letzten letzter erste ersten erster pro je jeweils "
        "weitere "
        "weiteren zusätzlich zusätzliche als vor innerhalb binnen pause pausen trabpause trabpausen gehpause vorletzte"
    ),
    not_training_before=words(
        "schlaf geschlafen schlafen schlafdauer gepennt schlief gearbeitet arbeitete gewartet warten gestanden "
        "gesessen "
        "pausiert unterbrochen vor autofahrt zugfahrt flug anfahrt anreise fahrzeit stau verspätung verloren gebraucht "
        "gepowernapt gelegen mittagsschlaf nickerchen"
    ),
    section_after=phrases(
        "einlaufen, eingelaufen, auslaufen, ausgelaufen, einfahren, eingefahren, ausfahren, ausgefahren, einrollen, "
        "ausrollen, ausgerollt, eingerollt, einschwimmen, eingeschwommen, ausschwimmen, ausgeschwommen, aufwärmen, "
        "aufgewärmt, warmlaufen, warmmachen, warmfahren, warmgelaufen, abwärmen, austraben, ausgetrabt, eintraben, "
        "ein und auslaufen, ein, aufwärmprogramm, zum aufwärmen, zum einlaufen, zum auslaufen, warm machen, cool down"
    ),
    part_after=phrases(
        "pause, pausen, trabpause, trabpausen, gehpause, gehpausen, satzpause, serienpause, erholung, traben, getrabt",
        "schneller, langsamer, früher als, vorsprung, rückstand, bestzeit, pb, pro, je, jeweils, dazwischen, dehnen",
        "gedehnt, sauna, massage, meditation, plank, halten, gehalten, im ziel, hinter, zu schnell, zu langsam, "
        "faszien",
        "faszienrolle, blackroll, mobilisation, mobi",
    ),
    interval_after=phrases(
        "wiederholungen, wdh, intervalle, intervall, intervallen, hügel, sprints, sprint, steigerungen, "
        "steigerungsläufe",
        "blöcke, block, belastung, belastungen, berganläufe, serien, serie",
    ),
    moment_after=words("später früher danach davor vorher drin übrig verspätet nachher"),
    not_training_after=phrases(
        "zu spät, geschlafen, schlaf, gepennt, schlafen, mittagsschlaf, nickerchen, autofahrt, auto gefahren, auto, "
        "im auto",
        "mit dem auto, zugfahrt, zug, flug, bahnfahrt, arbeit, gearbeitet, meeting, meetings, gewartet, gestanden",
        "im stau, stau, im büro, im bett, anfahrt, anreise, fahrtzeit, zeitlimit, pause gemacht, zeitverschiebung",
        "jetlag, verspätung, warten, gelegen, wachgelegen, wach gelegen, schicht, vor dem training, auf arbeit",
        "gesessen, unterbrochen",
    ),
    total_words=words("insgesamt gesamt total zusammen gesamtzeit gesamtdauer summe ganze gesamte gesamttrainingszeit"),
    clock_before=words(
        "um ab von bis gegen seit vor nach start gestartet beginn begonnen aufgestanden wecker pace schnitt "
        "durchschnitt "
        "durchschnittstempo durchschnittspace tempo ø runde runden rundenzeit los bett splits je jeweils"
    ),
    clock_after=phrases("uhr, pace, schnitt, tempo, er, pro, start, je, er pace, er schnitt, splits"),
    duration_before=words(
        "in für dauer zeit gesamt total netto brutto bewegungszeit laufzeit fahrzeit endzeit zielzeit"
    ),
    duration_labels=words("dauer minuten min zeit länge laufzeit trainingszeit trainingsdauer minutenzahl"),
    climb_words=words("höhenmeter hm hoch rauf bergauf anstieg aufstieg höhe höhengewinn"),
    not_distance_after=words("schritte schritten h"),
    per_words=words("pro / je jeder jeden jede"),
    pace_words=words("pace schnitt"),
    kilometres={
        **dict.fromkeys(words("km kilometer kilometern kilometers k"), 1.0),
        **dict.fromkeys(words("meile meilen"), 1.609344),
        **dict.fromkeys(words("m meter metern"), 0.001),
    },
    other_units=words(
        "km kilometer kilometern k meile meilen m meter metern hm höhenmeter höhenmetern kg kilo kilos pfund gramm "
        "prozent watt bpm schläge schlägen kalorien kcal kj grad jahr jahre jahren alt tage tagen woche "
        "wochen "
        "monat monate monaten wiederholung wiederholungen wdh satz sätze sätzen runde runden bahn bahnen länge längen "
        "schritt schritte schritten stockwerke etagen treppen stufen mal liter ml uhr h std stunde stunden min minute "
        "minuten sek sekunde sekunden s euro gels gel flaschen tore toren punkte punkten spiele spielen leute leuten "
        "läufe läufen intervall intervalle intervallen sprints steigerungen hügel einheit einheiten "
        "trainings umdrehungen rpm kmh cm mm zentimeter ter te ten fach mmol liegestütze klimmzüge kniebeugen "
        "burpees übungen serien gänge teilnehmer personen kurven touren x versuche züge zügen matches "
        "' \" °"
    ),
    other_labels=phrases(
        "puls, puls von, herzfrequenz, hf, hfmax, hf max, max hf, ruhepuls, durchschnittspuls, maximalpuls, maxpuls",
        "puls max, max puls, puls schnitt, schnitt, durchschnitt, ø, im schnitt, im durchschnitt, schnitt puls, ø puls",
        "leistung, watt, trittfrequenz, schrittfrequenz, kadenz, zone, zonen, temperatur, temp, alter, gewicht, "
        "wiege, wog",
        "körpergewicht, geschwindigkeit, tempo, pace, runde, satz, woche, tag, kilometer, nummer, nr, startnummer, "
        "platz",
        "seite, gang, stufe, level, widerstand, steigung, höhenmeter, hm, bahn, etappe, übung, intervall, "
        "trainingswoche",
        "um, gegen, ga, wdh, wiederholung, hrv, ftp, maximal, minimal, höchstens, mindestens, schlafscore, readiness "
        "score",
        "im alter von, ssw, liga, kreisliga, kapitel, u, lauf nr, versuch, rang, herzfrequenz max",
    ),
    effort_labels=words(
        "rpe anstrengung belastung belastungsempfinden anstrengungsempfinden anstrengungsgrad belastungsgrad "
        "intensität "
        "härtegrad gesamtbelastung gesamtanstrengung"
    ),
    borg_words=words("borg borgskala borgwert"),
    cr10_words=words("cr10"),
    link_words=words(
        ": = ~ ( - von war wars lag liegt ist bei auf der die das so ca circa etwa ungefähr rund wohl vielleicht heute "
        "insgesamt gefühlt gefühlte wert skala stufe level eine ein gut knapp würde ich sagen mit denke den dem etwas "
        "überall session einheit"
    ),
    label_links=words("auf der nach von in den"),
    rated_links=words("für bei der die das beim meine mein meiner in"),
    out_of=phrases("von, /"),
    other_ratings=words(
        "schmerz schmerzen schlaf schlafqualität geschlafen laune stimmung motivation energie energielevel stress "
        "stresslevel müdigkeit müde frische frisch bereit bereitschaft erholung erholt form technik wetter spaß freude "
        "ernährung essen appetit gesundheit fokus konzentration beine knie knöchel hüfte rücken wade waden "
        "oberschenkel schulter achillessehne sehne fuß füße schienbein magen muskelkater steifheit verspannung "
        "zufriedenheit zufrieden wohlbefinden gefühl befinden hunger kopf"
    ),
    before_rating=words(
        "hart harte harter anstrengend locker rpe anstrengung intensität belastung insgesamt gesamt total ca circa "
        "etwa "
        "ungefähr rund so war waren es das die der den dem ein eine einer einen mit von bei und training einheit "
        "workout "
        "überall bewertung also ich würde sagen um in im am wars ist bin hab habe gemacht"
    ),
    partial_effort=words("max maximal maximale höchste spitze letzte letzter letztes erste erster erstes niedrigste"),
    effort_words=phrases(
        "sehr sehr leicht, sehr leicht, super leicht, ganz leicht, recht leicht, leicht, sehr locker, ganz locker",
        "super locker, recht locker, ziemlich locker, total locker, locker, lockere, lockerer, lockeres, lockeren",
        "lockerem, moderat, moderate, moderater, moderates, moderaten, mäßig, mittel, mittelschwer, mittelhart",
        "mittlere intensität, etwas anstrengend, etwas hart, ziemlich hart, recht hart, sehr hart, richtig hart, "
        "super hart",
        "extrem hart, zu hart, echt hart, hart, harte, harter, hartes, harten, knallhart, knüppelhart, bockhart, "
        "steinhart",
        "sehr anstrengend, ziemlich anstrengend, recht anstrengend, extrem anstrengend, richtig anstrengend, "
        "anstrengend",
        "anstrengende, anstrengender, anstrengendes, echt anstrengend, super anstrengend, maximal anstrengend, vollgas",
        "volle pulle, am anschlag, am limit, brutal, brutale, brutaler, intensiv, sehr intensiv, intensive, intensives",
        "intensiver, entspannt, ganz entspannt, sehr entspannt, entspannte, entspannter, gemütlich, ganz gemütlich",
        "gemütliche, gemütlicher, gemütliches, niedrige intensität, hohe intensität, geringe intensität, schwere "
        "einheit",
        "schweres training, war schwer, sehr schwer, maximal, erschöpfend",
    ),
    relative_days=named(RELATIVE_DAYS),
    ago=words("her"),
    ago_before=phrases("vor"),
    ago_units=AGO_UNITS,
    weekdays=WEEKDAYS,
    parts_of_day=PARTS_OF_DAY,
    no_weekday_after=words("jeden jeder jede jedem immer"),
    unsure_weekdays=UNSURE_WEEKDAYS,
    filler_weekdays=words("so"),
    last_week=phrases("letzte woche, letzter woche, vorige woche, voriger woche, vergangene woche, vergangener woche"),
    last_words=words("letzten letzte letzter letztem vergangenen vergangene vergangener vorigen vorige voriger"),
    next_words=words("nächsten nächste nächster kommenden kommende kommender"),
    on_words=words("am datum datum: diesen dieses"),
    months=MONTHS,
    ordinals=words(". te ten ter"),
    day_link=words("."),
    other_day_before=OTHER_DAY_BEFORE,
    sports=GERMAN_SPORTS,
    sport_endings=SPORT_ENDINGS,
    no_compounds=NO_COMPOUNDS,
    sport_label=words("sport sportart art aktivität"),
    not_sports=phrases(
        *NOT_SPORTS,
        "guten morgen, am morgen, jeden morgen, am nächsten morgen, am frühen morgen, frühen morgen, am frühen abend",
        "am abend, am vormittag, am nachmittag, am mittag, jeden tag, tage in folge, tage am stück, am stück, der rest",
        "am ende, am anfang, am berg, am limit gewesen, schönen morgen, so leicht, nicht leicht, leicht müde",
        "leicht verspannt, leicht erkältet, leicht angeschlagen, leicht gereizt, vielleicht leicht, fällt leicht, "
        "fiel leicht",
        "leicht nervös, leicht erschöpft, leicht verkatert, leicht geschwollen, leicht erhöht, morgen danach",
    ),
    join_words=words("und u plus dann danach anschließend gefolgt / + &"),
    session_words=words("training einheit trainingseinheit session workout"),
    session_endings=words("training einheit session workout"),
    rest_phrases=phrases(
        "ruhetag, ruhe tag, ruhetage, pausentag, pausetag, pause tag, trainingsfrei, trainingsfreier tag, erholungstag",
        "kein training, kein training heute, heute kein training, gar kein training, nicht trainiert, kein sport",
        "keinen sport, keinen sport gemacht, kein sport heute, nichts gemacht, nichts trainiert, heute nichts, tag "
        "pause",
        "einen tag pause, ein tag pause, pause heute, heute pause, heute nur ruhe, pause gemacht heute, kein workout",
        "freier tag, tag frei, trainingspause, nur ausgeruht, nicht trainieren, keine einheit, kein training gemacht",
    ),
    bare_rest=words("ruhe pause pausiert ausgeruht frei ruhen ausruhen"),
    between_negation=words(
        "ein eine einen einem der die das den dem mein meine meinen zum zu zur für heute gerade wieder gehen mehr lust "
        "zeit bock kraft auf konnte kann lange wirklich sondern am mit"
    ),
    not_felt_before=words("wenn wünschte wollte gefühlt fühlte fühle weniger wäre würde hätte"),
    negations=words(
        "nicht kein keine keinen keinem keiner nie niemals ohne statt anstatt geschwänzt ausgelassen verpasst abgesagt"
    ),
    denied_after=phrases(
        "ausgefallen, fiel aus, fällt aus, fiel heute aus, fällt heute aus, fiel leider aus, fällt leider aus, "
        "abgesagt",
        "geschwänzt, entfallen, entfällt, ging nicht, ging leider nicht, ging heute nicht, sausen lassen, ausfallen "
        "lassen",
        "gecancelt, nicht gemacht, nicht geschafft, fällt flach, fiel flach, verschoben",
    ),
    feelings={
        **dict.fromkeys(("frisch", "frische", "erholt"), "freshness"),
        **dict.fromkeys(("bereit", "bereitschaft"), "readiness"),
        **dict.fromkeys(("laune", "stimmung"), "mood"),
    },
    feeling_phrases=named(
        {
            ("freshness", 5): "sehr frisch, mich sehr frisch gefühlt, sehr frisch gefühlt, fühlte mich sehr frisch, "
            "fühle mich sehr frisch, fühl mich sehr frisch, habe mich sehr frisch gefühlt, hab mich sehr frisch "
            "gefühlt",
            ("freshness", 4): "frisch, frisch gefühlt, mich frisch gefühlt, fühlte mich frisch, fühle mich frisch, "
            "fühl mich frisch, habe mich frisch gefühlt, hab mich frisch gefühlt",
            ("freshness", 2): "müder als sonst, müder als normal, müder als üblich, müder als gewöhnlich",
            (
                "mood",
                5,
            ): "sehr gute laune, sehr gute stimmung, sehr guter laune, sehr gut gelaunt, sehr positive stimmung",
            ("mood", 4): "gute laune, guter laune, gute stimmung, gut gelaunt",
        }
    ),
    planned=named(
        {
            True: "geplant, geplante, geplanter, geplantes, vorgenommen, will ich, möchte ich, werde ich, wollte ich, "
            "soll ich, sollte ich, muss ich, nächste woche, kommende woche, nächsten monat, später noch, steht an, "
            "stehen "
            "an, auf dem plan, vorhaben, nachher noch",
            False: "will, ich will, werde, werden, wird, möchte, wollte, wollen, soll, sollte, sollten, muss, "
            "müsste, "
            "plane, habe vor, hab vor, wir wollen, gehe gleich, geh gleich, gehe jetzt, geh jetzt, gehe nachher, "
            "geh nachher, gehe noch, geh noch, würde gern, würde gerne, nachher, gleich noch, vorhabe",
        }
    ),
    not_planned=phrases(
        "wie geplant, als geplant, nicht geplant, ungeplant, laut plan, nach plan, wie vorgesehen, wie vorgenommen",
        "als vorgenommen, nach trainingsplan, laut trainingsplan, will sterben, nicht mehr will, würde ich sagen",
        "wie gewollt, werde ich krank, werde krank, werde älter, mag ich, mag es, mag das, wird besser, wird schon",
        "wird langsam, außerplanmäßig",
    ),
    done_words=words(
        "gemacht gelaufen geschafft gefahren war wurde wurden geworden lief waren bin hab habe absolviert erledigt "
        "trainiert fertig beendet stattdessen geschwommen gewandert gerudert geklettert tatsächlich dann aber nur"
    ),
    question_words=words(
        "wie was warum wieso weshalb wann wo wohin welche welcher welches welchen wer wem wen soll sollte sollten darf "
        "kann könnte können muss will wird werde ist sind bin war waren hat habe hab haben gibt stimmt reicht passt "
        "wäre würde wozu ob zählt hätte bringt macht"
    ),
    requests=phrases(
        "sag mir, sage mir, zeig mir, zeige mir, erklär, erkläre, nenn mir, nenne mir, verrat mir, verrate mir",
        "ich möchte wissen, ich will wissen, ich wüsste gern, ich wüsste gerne, mich interessiert, vergleich mein",
        "vergleich meine, vergleich meinen, vergleich meinem, vergleich den, vergleich die, vergleich das",
        "vergleich diesen, vergleich diese, vergleich dieses, vergleich bitte, vergleich mal, vergleiche mein",
        "vergleiche meine, vergleiche meinen, vergleiche den, vergleiche die, vergleiche das, vergleiche diesen",
        "vergleiche diese, vergleiche dieses, vergleiche bitte, vergleiche mal, fass meine, fasse meine, fass mir",
        "fasse mir, zähl meine, zähle meine, analysier meine, analysiere meine, kannst du mir sagen",
        "kannst du mir zeigen, kannst du mir erklären, könntest du mir sagen, könntest du mir zeigen",
        "wie viel bin ich, wie viel habe ich, wie viel hab ich, wieviel bin ich, wieviel habe ich, wieviel hab ich",
        "wie viele, wieviele, wie oft bin ich, wie oft war ich, wie oft habe ich, wie oft hab ich, wie weit bin ich",
        "wie lange bin ich, wie lange habe ich, wie lange hab ich, wie war mein, wie war meine, wie ist mein",
        "wie ist meine, wann war ich, wann bin ich, wann habe ich, wann hab ich, wann war mein, wann war meine",
        "kann ich, könnte ich, soll ich, sollte ich, darf ich, bin ich bereit, bin ich fit, trainiere ich zu",
        "trainiere ich genug, bin ich übertrainiert, weißt du wie, weißt du wann, weißt du ob",
        "zeig meine, zeige meine, analysier die, mache ich zu viel, wie lange ist mein, wie lange ist meine",
        "wie anstrengend war, wie hart war, wie schwer war, wie lang war, wie lange war, wie weit war, wie schnell war",
        "wie war der letzte, wie war die letzte, wie war das letzte, wie lief mein, wie lief meine",
        "wie lief der letzte, wie lief die letzte, welche rpe hatte, welches rpe hatte",
        "analysiere die, analysiere meinen, kannst du mein, kannst du meine, kannst du meinen, könntest du mein",
        "könntest du meine, könntest du meinen, kannst du mir bitte sagen, kannst du mir bitte zeigen",
        "wie lange war mein, wie lange war meine, wie lang war mein, wie lang war meine, wie hart war mein",
        "wie hart war meine, wie weit war mein, wie schnell war mein, wie war der, wie war die, wie war das",
        "was war mein, was war meine, was ist mein, was ist meine, welcher lauf war, welche einheit war",
        "welches training war, wie viel km, wieviel km, wie viel kilometer, wieviel kilometer, wie viel stunden",
        "wieviel stunden, wie lange soll ich, wie lange sollte ich, wie viel soll ich, wie weit soll ich",
        "was soll ich, was sollte ich, was kann ich, habe ich genug, hab ich genug, habe ich diese, hab ich diese",
        "habe ich zu viel, hab ich zu viel, brauche ich, brauch ich, wie viel ruhe, wieviel ruhe, warum ist mein",
        "warum ist meine, warum war mein, warum war meine, fass die, fasse die, vergleich gestern, vergleiche gestern",
        "vergleich laufen, vergleiche laufen",
    ),
    asks_to_log=phrases(
        "eintragen, nachtragen, aufschreiben, notieren, speichern, hinzufügen, loggen, protokollieren, vermelden",
        "vorstellen, bestätigen, ich melden, ich sagen",
    ),
    before_requests=words("bitte sag mal coach ok okay so und dann hallo hi hey"),
    asks_amount=questions.ASKS_AMOUNT,
    asks_if=questions.ASKS_IF,
    judged=questions.JUDGED,
    reminds=questions.REMINDS,
    goes_on=questions.GOES_ON,
    asks_leave=questions.ASKS_LEAVE,
    leave_for=questions.LEAVE_FOR,
    note_labels=words("notiz notizen kommentar bemerkung anmerkung"),
    fillers=words(
        "→ ich bin hab habe gemacht ein eine einen einer einem der die das den dem für in am um im beim ca circa etwa "
        "ungefähr rund so zum zur von mit es war waren wars und dann gewesen heutige heutiger heutiges dauer zeit "
        "gegangen ging gehen gut knapp mein meine wir haben sind training trainiert trainieren einheit absolviert "
        "sport sportart nur noch auch mal gerade eben insgesamt gesamt lang datum heutigen morgens aber macht machte "
        "geschafft leider ist gefühl fast über trainingsdauer mir mich hatte an ner nen ne n bei fertig"
    ),
)

_FALSE_FRIENDS = words("an am do warm cool lift ergo turbo p")
"""English words of the grammar that are German ones with another meaning."""

GERMAN = beside(spelt(_GERMAN, spellings), ENGLISH, _FALSE_FRIENDS)
"""What German-speaking athletes write, English words among it."""
