"""French."""

from backend.coach.grounding.lexicon import Vocabulary, listed
from backend.coach.grounding.units import Unit

_UNITS = listed("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
_TENS = listed("vingt trente quarante cinquante soixante septante huitante nonante")
_ORDINALS = listed("troisième quatrième cinquième sixième septième huitième neuvième dixième")

VOCABULARY = Vocabulary(
    decimal=",",
    group_by_space=True,
    numerals={
        **{word: number for number, word in enumerate(_UNITS, 2)},
        **{word: 10 * number for number, word in enumerate(_TENS, 2)},
        **{word: number for number, word in enumerate(_ORDINALS, 3)},
        "vingts": 20,
        "octante": 80,
        "zéro": 0,
    },
    one=("un", "une"),
    hundred=("cent", "cents"),
    thousand=("mille",),
    joins=("et",),
    compounds="",
    harmless=r"une? ou deux|deux ou trois|les deux ensemble",
    special={
        # Nothing is known of months and years, nor multiplied by more than three.
        r"(?:mois|ans?|années?)": (1, Unit.FOREIGN),
        r"quadrupl\w*|quintupl\w*|décupl\w*": (4, Unit.FOREIGN),
        r"(?:une )?demi-heure|(?:une )?demi heure": (30, Unit.MINUTES),
        r"(?:une )?heure et demie": (90, Unit.MINUTES),
        r"deux heures et demie": (150, Unit.MINUTES),
        r"(?:une )?heure et quart": (75, Unit.MINUTES),
        r"trois quarts d['’]heure": (45, Unit.MINUTES),
        r"(?:un )?quart d['’]heure": (15, Unit.MINUTES),
        r"une heure": (60, Unit.MINUTES),
        r"la moitié|moitié|demi\w*": (50, Unit.PERCENT),
        r"un tiers": (100 / 3, Unit.PERCENT),
        r"deux tiers": (200 / 3, Unit.PERCENT),
        r"un quart": (25, Unit.PERCENT),
        r"trois quarts": (75, Unit.PERCENT),
        r"un cinquième": (20, Unit.PERCENT),
        r"un dixième": (10, Unit.PERCENT),
        r"doubl\w*": (100, Unit.PERCENT),
        r"tripl\w*": (200, Unit.PERCENT),
        r"une douzaine|douzaines?": (12, None),
        r"une dizaine|dizaines?": (10, None),
        r"une quinzaine": (15, None),
        r"une vingtaine": (20, None),
        r"une centaine|centaines?": (100, None),
        r"un millier|milliers?": (1000, None),
    },
    units={
        Unit.MINUTES: r"min|minutes?|mn",
        Unit.LOAD: r"AU|UA|unités arbitraires",
        Unit.PERCENT: r"%|pour ?cent|points de pourcentage",
        Unit.DAYS: r"jours?|journées?|nuits?",
        Unit.WEEKS: r"semaines?",
        Unit.COUNT: r"séances?|entraînements?|sorties?|fois|évaluations?|courses?|notes?",
        Unit.FOREIGN: r"x|km|kilomètres?|m|mètres?|miles?|km/h|bpm|battements|pulsations|kcal|calories?|kg|kilos?"
        r"|watts?|w"
        r"|°c|°|degrés?|ml|l|litres?|secondes?|sec|s|mois|ans?|années?|points?|répétitions|séries|pas|tours?|longueurs?|étages?"
        r"|pouls|grammes?|g"
        r"|euros?|€"
        r"|tss|vo2max",
    },
    hours=r"h|heures?",
    rpe_before=r"RPE|CR10|effort(?: de)?",
    foreign_before=r"(?:pouls|fréquence|cardiaque|fc|allure|vitesse|cadence|watts)"
    r"(?: (?:était|est|de|à|autour|vers|sur|jusqu['’]à))*",
    between=r"derni(?:er|ère)s?|premi(?:er|ère)s?|de|dur[es]*",
    out_of=r"sur|de",
    up=r"plus|au-dessus|de plus|supérieur\w*|augmentation|hausse",
    down=r"moins|en dessous|au-dessous|inférieur\w*|diminution|baisse",
    rose=r"(?:augmente|augmenté|monte|monté|grimpe|progresse)(?: de)?|(?:hausse|augmentation|progression) de",
    fell=r"(?:diminue|diminué|baisse|baissé|descend|chute|chuté)(?: de)?|(?:baisse|diminution|chute) de",
    yesterday=r"hier",
    stop_words=frozenset(
        listed(
            "le la les un une des et ou mais de du au aux à en dans avec sans par pour comme est sont était a as ont"
            " avait ce"
            " cet cette ces il elle on se sa son ses ta ton tes te toi tu je mon que qui quoi si quand où comment ne"
            " pas plus"
            " moins très déjà aussi y c d l qu n s t après avant depuis jusqu sur sous entre semaine jours jour"
            " séance charge"
            " prochaine prochain dernier dernière derniers dernières pourrait peut serait habituel habituelle encore"
            " car parce"
            " même leur nous vous reste rester repos facile aujourd hui demain hier chaque"
        )
    ),
    forbidden={
        "injury": r"bless\w*|risqu\w*|danger\w*|dommage\w*|surentraîn\w*|surmen\w*|surcharg\w*|épuisement|prévenir"
        r"|prévention",
        "zone": r"sweet ?spots?|zones? (?:de danger|dangereuses?|rouges?|vertes?|sûres?|optimales?|à risque|de"
        r" confort)",
        "diagnosis": r"diagnosti\w*|tendin\w*|fractur\w*|entorse\w*|déchir\w*|inflam\w*|arthr\w*|syndrome\w*|asthm\w*"
        r"|anémi\w*|infect\w*|virus|viral\w*|covid\w*|grippe|maladi\w*|trouble\w*|dépressi\w*|anxiété|carence\w*"
        r"|fasciite|symptôme\w*|commotion\w*|périostite|élongation",
        "treatment": r"ibuprofène|aspirine|paracétamol|antidouleur\w*|médicament\w*|comprimé\w*|dose|dosage"
        r"|complément\w*|créatine|caféine|calori\w*|régime\w*|maigrir|perdre du poids|glace|massage\w*",
        "cheering": r"bien joué|beau travail|bon"
        r" travail|bravo|génial\w*|super|incroyable\w*|fantastique\w*|formidable\w*"
        r"|félicit\w*|continue comme ça|fièr\w*|fier|parfait\w*|excellent\w*|impressionn\w*|magnifique\w*|champion\w*"
        r"|chapeau|courage|allez",
        "promise": r"(?:vas|va|allez) (?:t['’]|te )?(?:améliorer|aider|faire|causer|gagner|perdre|sentir|récupérer)"
        r"|tu (?:courras|battras|réussiras|atteindras)|vas (?:battre|réussir|atteindre)|record personnel|meilleur temps"
        r"|t['’]aidera|te fera|causera|provoquera|garanti\w*",
        "itself": r"en tant qu['’]ia|modèle de langage|intelligence artificielle|chatgpt|openai|prompts?|instructions?"
        r"|message système|json|schéma|je suis un\w*|ignor\w*",
    },
    suggests=r"envisage\w*|essai\w*|pourrai\w*|devrai\w*|vaut la peine|mérite|pourquoi pas|peut-être"
    r"|serait (?:une? )?bon\w*"
    r"|serait raisonnable|conviendrait|tomberait bien|laisse|prends|veille|assure-toi|garde|prévois|pense à"
    r"|s['’]il te plaît",
)
