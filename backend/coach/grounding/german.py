"""German."""

from backend.coach.grounding.lexicon import Vocabulary, listed
from backend.coach.grounding.units import Unit

_UNITS = listed(
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn"
    " neunzehn"
)
_TENS = listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_ORDINALS = {"dritte": 3, "vierte": 4, "fünfte": 5, "sechste": 6, "siebte": 7, "neunte": 9, "zehnte": 10}
# Not "achte", which also says "mind".
_SMALL = {word: number for number, word in enumerate(_UNITS, 2)}
_TIMES = {f"{word}mal": number for word, number in _SMALL.items()}
_FOLD = {f"{word}fache{ending}": number for word, number in _SMALL.items() for ending in ("", "n", "s", "r")}

VOCABULARY = Vocabulary(
    decimal=",",
    group_by_space=False,
    numerals={
        **_SMALL,
        **{word: 10 * number for number, word in enumerate(_TENS, 2)},
        **{f"{word}{ending}": number for word, number in _ORDINALS.items() for ending in ("", "n", "r", "s", "m")},
        **_TIMES,
        **_FOLD,
        "null": 0,
        "zwo": 2,
        "dreissig": 30,
    },
    one=(),
    hundred=("hundert",),
    thousand=("tausend",),
    joins=("und",),
    compounds=r"ein(?=und|hundert|tausend)|zwei|zwo|drei(?:ßig|ssig|zehn)?|vier(?:zig|zehn)?|fünf(?:zig|zehn)?"
    r"|sech(?:zig|zehn)|sechs|sieb(?:zig|zehn)|sieben|acht(?:zig|zehn)?|neun(?:zig|zehn)?|zehn|elf|zwölf|zwanzig"
    r"|hundert|tausend|und",
    harmless=r"die zwei (?:gehören|passen)|ein(?:en|e|s)?, zwei|ein(?:en|em|er)? oder zwei|zwei oder drei",
    special={
        # Nothing is known of months and years, nor multiplied by more than three.
        r"(?:monate?n?|monats|jahre?n?|jahres)": (1, Unit.FOREIGN),
        r"vervierfach\w*|verfünffach\w*|verzehnfach\w*|(?:vier|fünf|sechs|zehn)fach\w*|vielfach\w*": (4, Unit.FOREIGN),
        r"eine halbe stunde|(?:einer )?halben stunde|halbe stunde": (30, Unit.MINUTES),
        r"(?:anderthalb|eineinhalb) stunden?": (90, Unit.MINUTES),
        r"zweieinhalb stunden?": (150, Unit.MINUTES),
        r"(?:eine )?dreiviertelstunde": (45, Unit.MINUTES),
        r"(?:eine )?viertelstunde": (15, Unit.MINUTES),
        r"eine[rn]? stunde|einstündig\w*": (60, Unit.MINUTES),
        r"zweistündig\w*": (120, Unit.MINUTES),
        r"anderthalb|eineinhalb": (1.5, None),
        r"halb\w*|hälfte|halbiert\w*": (50, Unit.PERCENT),
        r"(?:ein|einem|einen) drittel": (100 / 3, Unit.PERCENT),
        r"zwei drittel\w*": (200 / 3, Unit.PERCENT),
        r"(?:ein|einem) viertel": (25, Unit.PERCENT),
        r"drei viertel": (75, Unit.PERCENT),
        r"(?:ein|einem) fünftel": (20, Unit.PERCENT),
        r"(?:ein|einem) zehntel": (10, Unit.PERCENT),
        r"doppelt\w*|verdoppel\w*|verdoppelt\w*|das doppelte": (100, Unit.PERCENT),
        r"dreifach\w*|verdreifacht\w*": (200, Unit.PERCENT),
        r"(?:ein )?dutzend\w*": (12, None),
        r"hunderte": (100, None),
        r"tausende": (1000, None),
    },
    units={
        Unit.MINUTES: r"min|minuten?|minütig\w*",
        Unit.LOAD: r"AU|(?:willkürliche|beliebige)n? einheiten",
        Unit.PERCENT: r"%|prozent|prozentpunkte\w*",
        Unit.DAYS: r"tage?n?|tages|trainingstage?n?|ruhetage?n?|pausentage?n?|nächten?|nacht",
        Unit.WEEKS: r"wochen?",
        Unit.COUNT: r"einheit(?:en)?|trainings?|läufen?|lauf|fahrt(?:en)?|male?|bewertung(?:en)?"
        r"|trainingseinheit(?:en)?"
        r"|kommentaren?|einträgen?|mal",
        Unit.FOREIGN: r"x|km|kilometern?|m|metern?|meilen?|km/h|kmh|bpm|schläge?n?|kcal|kalorien|kg|kilo|watt"
        r"|w|°c|°|grad"
        r"|celsius|ml|l|liter|sekunden?|sek|s|monate?n?|jahre?n?|punkte?n?|wiederholungen|sätzen?|schritte?n?|runden?|bahnen?|stockwerken?|puls|gramm|g"
        r"|uhr"
        r"|euro|€|tss|vo2max",
    },
    hours=r"h|std|stunden?|stündig\w*",
    rpe_before=r"RPE|CR10|anstrengung|belastung von rpe",
    foreign_before=r"(?:puls|herzfrequenz|hf|tempo|pace|geschwindigkeit|trittfrequenz|watt)"
    r"(?: (?:war|ist|von|bei|um|auf|über|unter|bis|zu|etwa|rund|ca\.?))*",
    between=r"harte[nrs]?|leichte[nrs]?|weitere[nrs]?|volle[nrs]?|ganze[nrs]?|freie[nrs]?|lange[nrs]?|kurze[nrs]?"
    r"|geloggte[nrs]?|letzte[nrs]?|müde[nrs]?|aufeinanderfolgende[nrs]?|ähnliche[nrs]?|mehr|solche[nrs]?",
    out_of=r"von|aus",
    up=r"über|mehr|höher|plus|gestiegen|gestiegene|anstieg|zuwachs|größer|darüber|zusätzlich|länger|härter",
    down=r"unter|weniger|niedriger|minus|gesunken|rückgang|kleiner|darunter|geringer|leichter|kürzer",
    rose=r"(?:gestiegen|gewachsen|höher|größer|angestiegen|stieg|wuchs) um|plus|(?:anstieg|zuwachs) (?:von|um)",
    fell=r"(?:gesunken|gefallen|niedriger|kleiner|sank|fiel) um|minus|(?:rückgang|abnahme) (?:von|um)",
    yesterday=r"gestern|gestrige[rnsm]?",
    stop_words=frozenset(
        listed(
            "der die das den dem des ein eine einen einem einer eines und oder aber von zu in im an am auf für aus"
            " mit ohne"
            " bei beim als ist sind war waren sein es dies diese dieser dieses diesen du dein deine deinen deinem"
            " deiner dir"
            " dich ich mein wir nicht kein keine wenn ob nach vor über unter mehr weniger würde könnte kann noch nur"
            " auch so"
            " was wie wo sehr bis um ab nächste nächsten letzte letzten woche tage tagen tag einheit hat hast haben"
            " hatte"
            " wird werden alle jede beide gleich zwischen seit weil das dass sonst davor danach damit dazu hier jetzt"
            " denn"
            " etwas bleiben passt passen sich sie er gibt liegt zum zur vom"
        )
    ),
    forbidden={
        "injury": r"\w*verletz\w*|\w*risik\w*|riskant\w*|\w*gefahr\w*|gefähr\w*|schaden|schädlich\w*|übertrain\w*"
        r"|überlast\w*|\w*ausbrenn\w*|vorbeug\w*|verhinder\w*|zusammenbruch",
        "zone": r"sweet ?spots?|\w*gefahrenzone\w*|(?:rote|roten|grüne|grünen|sichere|sicheren|optimale|optimalen)"
        r" (?:zone"
        r"|bereich)\w*|komfortzone",
        "diagnosis": r"\w*diagnos\w*|sehnenentzünd\w*|\w*entzünd\w*|tend[io]ni\w*|\w*bruch|fraktur\w*|ermüdungsbr\w*"
        r"|zerrung|verstauch\w*|\w*riss|arthr\w*|läuferknie|schienbeinkante\w*|\w*syndrom\w*|asthma|anämie|blutarm\w*"
        r"|infekt\w*|virus|viral\w*|corona|covid\w*|grippe|krankheit\w*|erkrank\w*|störung|depress\w*|\w*mangel"
        r"|symptom\w*"
        r"|gehirnerschütter\w*",
        "treatment": r"ibuprofen|aspirin|paracetamol|schmerzmittel\w*|medikament\w*|tablette\w*|dosis|dosier\w*"
        r"|nahrungsergänz\w*|kreatin|koffein|kalorie\w*|diät\w*|abnehm\w*|kühlen|massage\w*",
        "cheering": r"super\w*|klasse|toll\w*|großartig\w*|fantastisch\w*|hammer|glückwunsch|gratul\w*|weiter so"
        r"|gut gemacht|gute arbeit|stolz|bravo|respekt|spitze|perfekt\w*|hervorragend\w*|ausgezeichnet\w*|beeindruck\w*"
        r"|bombe|mega|wahnsinn\w*|held|prima|dranbleiben|top",
        "promise": r"(?:wirst|wird dich|wird dir|wird dein\w*) (?:\w+"
        r" ){0,5}(?:verbesser\w*|helfen|schaden|machen|bringen"
        r"|führen|werden|fühlen|gewinnen|laufen|schaffen|schlagen|erreichen|knacken|unterbieten)"
        r"|bestzeit\w*|garantier\w*|führt zu",
        "itself": r"als ki|sprachmodell\w*|ki-modell|chatgpt|openai|prompts?|anweisung\w*|systemnachricht|json|schema"
        r"|ich bin ein\w*|ignorier\w*",
    },
    suggests=r"überleg\w*|erwäg\w*|denk\w* (?:darüber|an)|versuch\w*|probier\w*|lohnt (?:sich )?ein\w* (?:blick"
    r"|gedanke\w*)"
    r"|einen (?:blick|gedanken) wert|wär\w*|würde (?:\w+ ){0,6}(?:passen|guttun|reichen|tun)|könnte\w*|sollte\w*"
    r"|wie wäre"
    r"|lass|plane?|achte|nimm|halte|gönn\w*|mach|passt jetzt|passt als|ist (?:einer|eine) geplant|bitte",
)
