"""German words that tell of somebody else or of years ago, and those that make it the athlete's own after all.

As in English the "ich" may be missing, so a red flag is taken back only where the other one begins the clause ("mein
Freund ist umgekippt") or years ago are named, and nothing else in it could be the athlete's.
"""

from backend.training.grammar.vocabulary import pairs, phrases, words

_HE = (
    "vater, papa, bruder, opa, großvater, onkel, cousin, partner, mann, freund, sohn, neffe, kumpel, kollege, trainer, "
    "coach, chef, nachbar, schwiegervater, schwager, hund, mitspieler, teamkollege, kollegen, nachbarn, mitläufer"
)
_SHE = (
    "mutter, mama, schwester, oma, großmutter, tante, cousine, partnerin, frau, freundin, tochter, nichte, kollegin, "
    "trainerin, chefin, nachbarin, schwiegermutter, schwägerin, mitspielerin, teamkollegin, mitläuferin, katze"
)
OTHERS_FIRST = phrases(
    pairs("mein, meinem, ein, einem", _HE),
    pairs("meine, meiner, eine, einer", _SHE),
    pairs("ein, einem, ein anderer", "läufer, radfahrer, schwimmer, spieler, zuschauer, typ, junge, mädchen"),
    pairs("eine, einer, eine andere", "läuferin, radfahrerin, schwimmerin, spielerin, zuschauerin, dame"),
    "meine eltern, mein kind, meinem kind, jemand, jemand anders, jemand anderes, jemandem, der hund",
)
BEFORE_OTHERS = words("und aber dann leider heute gestern dabei")

ONESELF = phrases(
    "ich, mir, mich, wir, uns, unser, unsere, unserem, auch, selbst, ebenfalls, beide, wie, genauso, gleiche",
    "mein kopf, meinem kopf, meinen kopf, meine brust, meiner brust, mein herz, meine wade, mein bein, mein gesicht",
    "mit, bei, gegen, neben, hinter, vor, wegen, gelaufen, gefahren, geschwommen, gefühlt, gespürt, getroffen, traf",
    "getreten, geschlagen, gestoßen, angerempelt, umgerannt, umgestoßen, gezogen, gebissen, geworfen, gesprungen",
    "sagt, sagte, gesagt, meint, meinte, sah, gesehen, fand, gefunden, bemerkt, bemerkte, brachte, gebracht, rief",
    "gerufen, gemacht, macht, will, geholfen, gehalten, gefangen, aufgefangen, getragen",
)

LONG_PAST = phrases(
    "vor jahren, vor einem jahr, vor vielen jahren, vor einigen jahren, vor ein paar jahren, vor langer zeit",
    "vor ewigkeiten, vor jahrzehnten, letztes jahr, voriges jahr, vergangenes jahr, letzte saison, als kind",
    "als jugendlicher, als jugendliche, als teenager, in meiner kindheit, in meiner jugend, damals",
    pairs(
        "vor",
        ", ".join(
            f"{count} jahren"
            for count in (*range(2, 31), "zwei", "drei", "vier", "fünf", "sechs", "acht", "zehn", "zwanzig")
        ),
    ),
)

STILL = phrases(
    "heute, jetzt, wieder, erneut, nochmal, nochmals, noch, immer, seit, seither, seitdem, gestern, wie, als ob",
    "gleich, genauso, diese, dieser, diesen, dieses, diesmal, letzte nacht, letzte woche, wochen, monaten, neulich",
    "kürzlich, letzter zeit, momentan, gerade, aktuell, derzeit, ist, sind, tut, schmerzt, fühlt, spüre, und, aber",
    "schlimmer, mehr, begonnen, angefangen, begann, fing, periode, regel, tage, menstruation, mens, blutung, zyklus",
    "rückfall, schwanger, weil, erinnert, öfter, manchmal",
)

AS_WELL = phrases(
    "ich auch, mir auch, mich auch, bei mir auch, auch ich, auch mir, ich ebenfalls, wieder, erneut, genauso",
    "genau wie, genau so, immer noch, und jetzt, jetzt auch, jetzt ich, ich fast, mir fast, zurück, und ich, und mir",
    "rückfall",
)
