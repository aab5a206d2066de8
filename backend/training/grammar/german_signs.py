"""German words of the red flags, common misspellings included; English ones are looked for beside them.

The kinds are SCIENCE's list, worded after the same sources as the English ones (ACSM pre-participation screening;
Amsterdam concussion consensus 2022; IOC REDs 2023). Rather one too many than one missed, but no flag for the idioms
of training ("Killereinheit", "dicke Beine", "am letzten Berg gestorben").
"""

from backend.training.grammar import german_told_of as told_of
from backend.training.grammar.english_signs import ENGLISH_SIGNS
from backend.training.grammar.german_body import (
    BONE,
    BONE_PAIN,
    BONE_PAIN_IN_ONE_WORD,
    PREGNANCY_SIGN,
    WORSE,
)
from backend.training.grammar.german_emergencies import GERMAN_EMERGENCIES
from backend.training.grammar.german_spelling import hasty_spellings
from backend.training.grammar.joining import signs_beside, spelt_signs
from backend.training.grammar.signs import RedFlagKind, Scope, Sign, SignWords
from backend.training.grammar.vocabulary import phrases, words

_NO_REST_PERIOD = phrases("in der regel, die regel ist, aller regel, als regel, regel nummer, goldene regel")

_GERMAN_SIGNS = SignWords(
    signs=(
        *GERMAN_EMERGENCIES,
        Sign(
            RedFlagKind.PREGNANCY,
            (
                phrases("schwanger, schwangerschaft, schwangere, schwangerschaftswoche, ssw, trimester, trimenon"),
                PREGNANCY_SIGN,
            ),
            scope=Scope.MESSAGE,
        ),
        Sign(
            RedFlagKind.PREGNANCY,
            (
                phrases("baby, babys, ungeborene, ungeborenes"),
                phrases(
                    "bewegt sich seit, bewegt sich nicht, bewegt sich kaum, bewegt sich weniger, nicht mehr bewegt, "
                    "nicht bewegt, bewegt sich heute nicht"
                ),
            ),
        ),
        Sign(
            RedFlagKind.PREGNANCY,
            (
                phrases(
                    "baby bewegt sich nicht, baby bewegt sich kaum, baby bewegt sich weniger, kind bewegt sich nicht",
                    "kind bewegt sich kaum, kind bewegt sich weniger, weniger kindsbewegungen, keine kindsbewegungen",
                    "fruchtblase geplatzt, fruchtblase ist geplatzt, blasensprung, baby bewegt sich nicht mehr",
                    "spüre das baby nicht, spüre mein baby nicht, fruchtwasser",
                ),
            ),
            deniable=False,
        ),
        Sign(
            RedFlagKind.DARK_URINE,
            (
                phrases(
                    "urin, urien, pipi, pinkeln, pinkle, gepinkelt, pisse, gepisst, pissen, pinkel, harn, "
                    "wasserlassen, "
                    "wasser lassen, urinieren, uriniert"
                ),
                phrases(
                    "dunkel, dunkler, dunklen, dunkles, dunkle, dunkelbraun, dunkelbrauner, dunkelgelb, braun, "
                    "brauner, "
                    "braune, braunen, braunes, bräunlich, bräunlicher, rot, roter, rote, roten, rötlich, rötlicher, "
                    "schwarz, schwarzer, blutig, blutiger, blutigen, blut, cola, colafarben, colafarbener, teefarben, "
                    "teefarbener, rostig, rostfarben, rosa, kaffeefarben, wie kaffee, wie tee, dunkelrot, verfärbt"
                ),
            ),
            unless=phrases("im dunkeln, im dunklen, cola getrunken, rote ampel, bei rot"),
        ),
        Sign(
            RedFlagKind.DARK_URINE,
            (phrases("rhabdo, rhabdomyolyse, rabdomyolyse, rabdo, hämaturie, blut im urin, muskelzerfall"),),
        ),
        Sign(
            RedFlagKind.CALF_SWELLING,
            (
                phrases(
                    "wade, waden, unterschenkel, linkes bein, rechtes bein, linke bein, rechte bein, ein bein, das "
                    "bein, "
                    "mein bein, bein"
                ),
                phrases(
                    "geschwollen, geschwollene, geschwollenes, geschwolen, schwellung, angeschwollen, anschwellen, "
                    "anschwillt, schwillt, schwoll, aufgedunsen, rot und warm, warm und rot, rot und heiß, heiß und "
                    "rot, "
                    "überwärmt, dicker als, dicker wie, gerötet"
                ),
            ),
        ),
        Sign(
            RedFlagKind.CALF_SWELLING,
            (
                phrases(
                    "wadenschwellung, wade dick, wade ist dick, wade war dick, wade ist ganz dick, dicke wade, "
                    "thrombose, "
                    "trombose, beinvenenthrombose, beinthrombose, blutgerinnsel, embolie, lungenembolie, venenthrombose"
                ),
            ),
        ),
        Sign(RedFlagKind.BONE_PAIN, (BONE, BONE_PAIN, WORSE), scope=Scope.SENTENCE, within=12),
        Sign(RedFlagKind.BONE_PAIN, (BONE_PAIN_IN_ONE_WORD, WORSE), scope=Scope.SENTENCE, within=12),
        Sign(
            RedFlagKind.BONE_PAIN,
            (
                phrases(
                    "knochenschmerz, knochenschmerzen, knochen schmerzen, schmerzen im knochen, schmerz im knochen",
                    "knochen schmerzt, knochen tut weh, knochen tun weh, schmerzen in den knochen, ermüdungsbruch",
                    "ermüdungsbrüche, ermüdungsfraktur, stressfraktur, stress fraktur, stressreaktion, knochenödem",
                    "knochenmarködem, stressbruch, ruheschmerz, ruheschmerzen",
                ),
            ),
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                phrases(
                    "periode, perioden, regel, menstruation, regelblutung, monatsblutung, menstruationszyklus, meine "
                    "tage, "
                    "mens, zyklus"
                ),
                phrases(
                    "ausgeblieben, ausbleibt, bleibt aus, blieb aus, ausbleiben, aus geblieben, nicht bekommen, nicht "
                    "gekriegt, bekomme nicht, nicht mehr bekommen, nicht gekommen, kommt nicht, kam nicht, kommt nicht "
                    "mehr, weg, verloren, überfällig, unregelmäßig, unregelmäßige, unregelmäßigen, ausgefallen, fehlt, "
                    "fehlte, fehlen, nicht mehr, monaten nicht, wochen nicht, aussetzt, ausgesetzt, setzt aus, "
                    "verschwunden, "
                    "zu spät, wochen zu spät"
                ),
            ),
            unless=_NO_REST_PERIOD,
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                phrases(
                    "meine tage nicht, tage bleiben aus, tage blieben aus, bleiben meine tage aus, keine periode, "
                    "keine perioden, keine regel, keine menstruation, keine regelblutung, keine tage "
                    "mehr",
                    "keinen zyklus, kein zyklus, keine mens, keine blutung mehr, keine periode mehr, ohne periode",
                    "ausbleibende periode, ausbleibende regel, ausbleibende menstruation, periode nicht, tage nicht "
                    "bekommen",
                    "ausbleiben der periode, ausbleiben der regel, regel verloren, periode verloren",
                ),
            ),
            unless=_NO_REST_PERIOD,
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                phrases(
                    "amenorrhoe, amenorrhö, amenorrhöe, amenorrhoea, amenorrho, amenorö, amenoroe, relatives "
                    "energiedefizit",
                    "red s, energiedefizit syndrom, energiemangelsyndrom, energiemangel syndrom, energiedefizit",
                    "niedrige energieverfügbarkeit",
                ),
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases(
                    "essstörung, esstörung, essstörungen, eßstörung, essgestört, essgestörtes, magersucht, "
                    "magersüchtig",
                    "anorexie, anorektisch, bulimie, bulimisch, bullimie, orthorexie, binge eating, fressanfall, "
                    "fressanfälle, fressanfällen, fressattacke, fressattacken, essanfall, essanfälle, essattacke, "
                    "essattacken, abführmittel, abführtabletten, finger in den hals, finger in hals, hungere mich",
                    "mich aushungern, mich auszuhungern, mahlzeiten auslassen, mahlzeiten ausgelassen, mahlzeiten "
                    "weggelassen",
                    "lasse mahlzeiten aus, lasse mahlzeiten weg, mahlzeiten auszulassen, angst vor dem essen, angst "
                    "vor essen, angst vor kohlenhydraten, angst "
                    "zu essen",
                    "angst vorm essen, angst etwas zu essen, angst zuzunehmen, angst vorm zunehmen, angst vor dem "
                    "zunehmen",
                    "angst vor gewichtszunahme, angst dick zu werden, angst fett zu werden, tagen nichts gegessen",
                    "tage nichts gegessen, schuldgefühle nach dem essen, schuldgefühle beim essen, schlechtes "
                    "gewissen nach "
                    "dem essen, schlechtes gewissen beim essen, schuldig nach dem essen, essen nicht verdient",
                    "essen verdienen, essen zu verdienen, verbiete mir zu essen, verbiete mir das essen, darf nichts "
                    "essen",
                    "hasse meinen körper, esse absichtlich nichts, esse kaum noch, esse fast nichts mehr, esse "
                    "nichts mehr",
                    "aufgehört zu essen, bestrafe mich fürs essen, hungern um abzunehmen, gehungert um abzunehmen",
                    "zum erbrechen gebracht, zum kotzen gebracht, essen erbrochen, essen ausgekotzt, essen wieder "
                    "erbrochen",
                    "erbreche mein essen, gebrochen nach dem essen, kalorienzwang",
                ),
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases("erbrochen, erbreche, erbrechen, übergeben, übergebe, gekotzt, kotze, kotzen, auskotzen"),
                phrases(
                    "absichtlich, mit absicht, selbst, nach dem essen, nach jedem essen, nach dem abendessen, "
                    "mahlzeit, "
                    "mahlzeiten, gezwungen, damit ich nicht zunehme, um nicht zuzunehmen, finger, freiwillig, heimlich"
                ),
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases(
                    "abtrainieren, abtrainiert, abzutrainieren, wegtrainieren, wegzutrainieren, ablaufen, abzulaufen"
                ),
                phrases("essen, gegessen, kalorien, mahlzeit, schokolade, abendessen, kuchen, fressanfall, süßes"),
            ),
        ),
    ),
    negations=words("nicht kein keine keinen keinem keiner keinerlei keins ohne nie niemals weder nichts null"),
    not_negations=phrases(
        "nicht mehr, nicht nur, nicht sicher, nicht normal, nicht weg, nicht besser, nicht ganz, nicht wenig, nicht so",
        "keine ahnung, keinen plan, kein wunder, nie so, nie zuvor, nie vorher, nie solche, nie solch, nie derart",
        "nicht vergessen, nicht verschweigen, nicht zum ersten mal, keine besserung, nicht klar",
    ),
    between_negation=words(
        "ein eine einen einem einer der die das den dem mein meine meinen irgendein irgendeine irgendwelche sonstige "
        "weitere weiteren anderen wirklich wirklichen richtige richtigen so sehr von im in auf am an mit zu mehr "
        "auch dabei "
        "heute habe hab hatte hatten haben gehabt gefühlt war waren wurde wird mir anzeichen zeichen symptome symptom "
        "bemerkt gespürt oder noch weder bzw brust kopf herz schmerz schmerzen druck enge schwindel schwindelig "
        "schwindlig "
        "übelkeit herzrasen herzstolpern atemnot kopfschmerzen ohnmacht ohnmächtig luftnot brustschmerz brustschmerzen "
        "beschwerden stechen ziehen übel akute akuten starke starken plötzliche plötzlichen heftige heftigen - "
        "geschwollen schwellung irgendwie jemals bisher irgendwas krämpfe"
    ),
    list_words=words("oder noch bzw"),
    free_words=words("frei"),
    denials_after=phrases(
        "hatte ich nicht, hatte ich keine, hatte ich keinen, hatte ich nie, habe ich nicht, habe ich keine, hab ich "
        "nicht",
        "hab ich keine, keine, keiner, nein, wurde ich nicht, bin ich nicht, war ich nicht, nicht vorhanden, gab es "
        "nicht",
        "gab es keine, ist nicht da, war nicht da, nie gehabt, nicht gehabt, negativ",
    ),
    until_words=words("bis außer zuvor vorher"),
    others_first=told_of.OTHERS_FIRST,
    before_others=told_of.BEFORE_OTHERS,
    oneself=told_of.ONESELF,
    long_past=told_of.LONG_PAST,
    still=told_of.STILL,
    as_well=told_of.AS_WELL,
)

GERMAN_SIGNS = signs_beside(spelt_signs(_GERMAN_SIGNS, hasty_spellings), ENGLISH_SIGNS)
"""What stops coaching in the words of German-speaking athletes, English ones among them."""
