"""German names of sports, their compounds, and what only sounds like them."""

from backend.training.grammar.vocabulary import SportName, sport_names, words
from backend.training.session import Sport


def _compounds(stems: str, heads: str) -> str:
    """Every stem with every head, written as one word and as two: "radtour, rad tour"."""
    pairs = [(stem, head) for stem in stems.split() for head in heads.split()]
    return ", ".join(f"{stem}{gap}{head}" for stem, head in pairs for gap in ("", " "))


_SESSION_HEADS = "training einheit session workout"
_GAME_HEADS = "training einheit spiel match turnier"
_GAMES = (
    "fußball handball basketball volleyball beachvolleyball hockey eishockey rugby floorball unihockey faustball "
    "korbball völkerball wasserball baseball softball lacrosse football futsal"
)
_RACKET_GAMES = "tennis tischtennis badminton squash padel federball"
_BODY = (
    "oberkörper unterkörper ganzkörper rumpf bein brust rücken arm schulter core hantel gewichts stabi eigengewichts"
)

GERMAN_SPORTS = sport_names(
    (
        (
            SportName(Sport.RUN),
            "laufen, lauf, läufe, gelaufen, lief, liefen, laufe, laufend, joggen, jogge, joggte, gejoggt, renne, "
            "rannte, "
            "gerannt, läufchen, läufle, laufen gehen, laufen gegangen, joggen gegangen, "
            + _compounds("lauf jogging", _SESSION_HEADS),
        ),
        (
            SportName(Sport.RUN, kept=True),
            "trailrunning, treppenlaufen, berglaufen, barfußlaufen, orientierungslaufen, lauf abc, "
            + _compounds("lauf jogging", "runde"),
        ),
        (SportName(Sport.RUN, kept=True, weak=True), "laufband"),
        (SportName(Sport.RUN, kept=True, weak=True, km=21.0975), "halbmarathon, halb marathon"),
        (
            SportName(Sport.RIDE),
            "rad, fahrrad, radeln, radel, radle, radelte, geradelt, radlen, biken, gebikt, "
            + _compounds("rad fahrrad", "fahren gefahren fahrt")
            + ", "
            + _compounds("rad", _SESSION_HEADS),
        ),
        (
            SportName(Sport.RIDE, kept=True),
            "rennrad, rennradfahren, rennrad gefahren, rennrad fahren, mountainbike, mountainbiken, gravelbike, "
            "gravelbiken, graveln, gegravelt, radmarathon, radrennen, "
            "ergometer, fahrradergometer, heimtrainer, hometrainer, auf der rolle, rolle gefahren, rollentraining, "
            "indoor cycling, indoorcycling, spinningkurs, spinning kurs, e bike, ebike, pendeln mit dem rad, "
            + _compounds("rad fahrrad rennrad mtb mountainbike gravel bike", "tour runde ausfahrt"),
        ),
        (SportName(Sport.RIDE, kept=True, weak=True), "ausfahrt"),
        (
            SportName(Sport.SWIM),
            "schwimmen, geschwommen, schwamm, schwimme, schwimmen gehen, schwimmen gegangen, "
            + _compounds("schwimm", _SESSION_HEADS),
        ),
        (SportName(Sport.SWIM, kept=True), "kraulen, gekrault, kraulte, bahnenschwimmen, freiwasser"),
        (
            SportName(Sport.STRENGTH),
            "krafttraining, krafttrainings, kraft training, gewichte, "
            + _compounds("kraft", "einheit session workout"),
        ),
        (SportName(Sport.STRENGTH, weak=True), "kraft"),
        (
            SportName(Sport.STRENGTH, kept=True),
            "kraftsport, kraftausdauer, gewichtheben, pumpen, gepumpt, bankdrücken, kniebeugen, kniebeuge, kreuzheben, "
            "klimmzüge, liegestütze, liegestützen, schulterdrücken, langhantel, kurzhanteln, eigengewicht, stabi, "
            "beintag, brusttag, rückentag, armtag, push tag, pull tag, bodypump, gewichte gestemmt, "
            + _compounds(_BODY, _SESSION_HEADS),
        ),
        (
            SportName(Sport.STRENGTH, kept=True, weak=True),
            "fitnessstudio, fitness studio, fitnesscenter, kraftraum, muckibude, fitti, gym, studio",
        ),
        (SportName(Sport.ROW), "rudern, gerudert, ruderte, rudere, " + _compounds("ruder", _SESSION_HEADS)),
        (SportName(Sport.ROW, kept=True), "ruderergometer, ruder ergometer, rudergerät, rudermaschine, ruderergo"),
        (
            SportName(Sport.WALK),
            "spazieren, spaziert, spazierte, spaziergang, spazieren gehen, spazierengehen, spazieren gegangen, "
            "spazieren gelaufen, walken, gewalkt",
        ),
        (
            SportName(Sport.WALK, kept=True),
            "gassi, gassi gehen, gassirunde, hunderunde, zügiges gehen, schnelles gehen, flottes gehen, strammes gehen",
        ),
        (SportName(Sport.HIKE), "wandern, gewandert, wanderte, wanderung, wandere, wandern gehen, wandern gegangen"),
        (SportName(Sport.HIKE, kept=True), "wandertour, bergtour, hochtour, bergwandern, bergsteigen, schneeschuhtour"),
        (
            SportName(Sport.SKI),
            "skifahren, skifahrn, skilaufen, ski fahren, ski gefahren, skigefahren, ski laufen, ski gelaufen, "
            "schifahren",
        ),
        (
            SportName(Sport.SKI, kept=True),
            "langlauf, langlaufen, skilanglauf, ski langlauf, skitour, skitouren, skitourengehen, ski tour, skiroller, "
            "rollski, langlaufski, langgelaufen, alpinski",
        ),
        (SportName(Sport.TEAM), "mannschaftssport, mannschaftstraining, teamtraining, mannschafts training"),
        (
            SportName(Sport.TEAM, kept=True),
            "kicken, gekickt, bolzen, gebolzt, american football, fußballspielen, fußball gespielt, "
            + ", ".join(_GAMES.split())
            + ", "
            + _compounds(_GAMES, _GAME_HEADS),
        ),
        (
            SportName(Sport.RACKET, kept=True),
            ", ".join(_RACKET_GAMES.split()) + ", " + _compounds(_RACKET_GAMES, _GAME_HEADS),
        ),
        (SportName(Sport.CLIMB), "klettern, geklettert, kletterte, klettern gehen, klettern gegangen, klettertraining"),
        (SportName(Sport.CLIMB, kept=True), "bouldern, gebouldert, bouldertraining, boulderhalle, kletterhalle"),
        (SportName(Sport.CLIMB, kept=True), "klettersteig"),
        (SportName(Sport.YOGA, kept=True), "yogakurs, yogastunde, yogaeinheit, yoga kurs, yoga einheit"),
        (
            SportName(Sport.OTHER, kept=True, weak=True),
            "dehnen, gedehnt, dehneinheit, mobilisation, mobi, faszienrolle, faszientraining, blackroll, beweglichkeit",
        ),
        (
            SportName(Sport.OTHER, kept=True),
            "tanzen, getanzt, tanztraining, tanzkurs, boxen, geboxt, boxtraining, kickboxen, kampfsport, ringen, "
            "turnen, "
            "geturnt, gymnastik, reiten, geritten, reitstunde, paddeln, gepaddelt, kajak, kajakfahren, kanu, "
            "kanufahren, "
            "stand up paddling, surfen, gesurft, windsurfen, kitesurfen, segeln, gesegelt, golfen, gegolft, golf "
            "gespielt, "
            "inlineskaten, inliner, rollschuhlaufen, schlittschuhlaufen, eislaufen, eislauf, schlittschuh gelaufen, "
            "snowboarden, crosstrainer, stepper, zirkeltraining, zirkel, seilspringen, seilgesprungen, aquajogging, "
            "aqua jogging, aquafitness, wassergymnastik, rehasport, fechten, bogenschießen, trampolin, koppeltraining, "
            "rodeln, gerodelt, skateboarden, parkour, tauchen, getaucht, wellenreiten, leichtathletik, rock n roll",
        ),
    )
)

SPORT_ENDINGS = {
    **dict.fromkeys(words("lauf läufe läufchen jogging"), SportName(Sport.RUN, kept=True)),
    **dict.fromkeys(words("radtour radrunde radausfahrt radfahrt"), SportName(Sport.RIDE, kept=True)),
    **dict.fromkeys(words("schwimmen schwimmtraining"), SportName(Sport.SWIM, kept=True)),
    **dict.fromkeys(words("krafttraining"), SportName(Sport.STRENGTH, kept=True)),
    **dict.fromkeys(words("rudern"), SportName(Sport.ROW, kept=True)),
    **dict.fromkeys(words("spaziergang walking"), SportName(Sport.WALK, kept=True)),
    **dict.fromkeys(words("wanderung wandern"), SportName(Sport.HIKE, kept=True)),
    **dict.fromkeys(words("langlauf skitour skilauf"), SportName(Sport.SKI, kept=True)),
    **dict.fromkeys(words("klettern bouldern"), SportName(Sport.CLIMB, kept=True)),
    **dict.fromkeys(words("yoga"), SportName(Sport.YOGA, kept=True)),
    **dict.fromkeys(words("turnen tanzen boxen gymnastik eislauf"), SportName(Sport.OTHER, kept=True)),
}

NO_COMPOUNDS = words(
    "kreislauf blutkreislauf verlauf krankheitsverlauf tagesverlauf ablauf trainingsablauf tagesablauf anlauf auflauf "
    "auslauf einlauf zieleinlauf zulauf umlauf durchlauf vorlauf nachlauf rücklauf überlauf lebenslauf leerlauf "
    "beilauf "
    "verläufe abläufe ausläufe zwischenlauf endlauf einläufe anläufe auswandern abwandern einwandern einschwimmen "
    "ausschwimmen verschwimmen zurückrudern gemeinheit unreinheit feinheit allgemeinheit maßeinheit zeiteinheit "
    "krafteinheiten"
)

NOT_SPORTS = (
    "im lauf der, im laufe der, im laufe des, im lauf des, am laufenden, auf dem laufenden, laufend müde",
    "lief gut, lief super, lief es, es lief, lief nicht, lief schlecht, lief besser, lief prima, lief top, lief rund",
    "lief wie, lief richtig gut, lief ganz gut, lief echt gut, lief heute gut, lief sehr gut, lief so, lief alles, "
    "alles lief",
    "lief mies, lief zäh, lief schleppend, nase lief, lief heute nicht, lief heute schlecht, lief heute super, lief ok",
    "gut gelaufen, super gelaufen, schlecht gelaufen, schief gelaufen, dumm gelaufen, blöd gelaufen, rund gelaufen",
    "keine kraft, ohne kraft, kraft fehlt, kraft fehlte, kraft gefehlt, kraft weg, viel kraft, volle kraft, mehr kraft",
    "wenig kraft, kraft hat, kraft hatte, kraft in den, mit letzter kraft, letzte kraft, kraft war weg, voller kraft",
    "zum fitnessstudio, zum gym, ins gym, ins studio, ins fitnessstudio, vom rad gefallen, vom rad gestürzt, sturz "
    "mit dem rad",
    "vom fahrrad gefallen, vom fahrrad gestürzt, rad kaputt, rad geputzt, rad repariert, fahrrad kaputt, fahrrad "
    "geputzt",
    "laufende nase, luft ringen, schwimmbad besuch, auf der couch, zeit läuft, läuft nicht, läuft gut, läuft bei mir",
)
"""Phrases with a sport's word in them that mean something else."""
