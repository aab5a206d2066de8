"""English."""

from backend.coach.grounding.lexicon import Vocabulary, listed
from backend.coach.grounding.units import Unit

_UNITS = listed(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = listed("third fourth fifth sixth seventh eighth ninth tenth")

VOCABULARY = Vocabulary(
    decimal=".",
    group_by_space=False,
    numerals={
        **{word: number for number, word in enumerate([*_UNITS, "eighteen", "nineteen"], 2)},
        **{word: 10 * number for number, word in enumerate(_TENS, 2)},
        **{word: number for number, word in enumerate(_ORDINALS, 3)},
        "zero": 0,
    },
    one=("one",),
    hundred=("hundred",),
    thousand=("thousand",),
    joins=("and",),
    compounds="",
    harmless=r"the two (?:days )?(?:apart|belong|go|fit|together)|compare the two|(?:one|days?|sessions?|weeks?"
    r"|easy one) or two|two or three",
    special={
        # Nothing is known of months and years, nor multiplied by more than three.
        r"(?:months?|years?)(?:['’]s?)?": (1, Unit.FOREIGN),
        r"quadrupl\w*|quintupl\w*|(?:four|five|six|seven|eight|ten)fold|manifold": (4, Unit.FOREIGN),
        r"half an hour|half-hour": (30, Unit.MINUTES),
        r"an hour and a half|one and a half hours|one-and-a-half hours": (90, Unit.MINUTES),
        r"an hour and a quarter": (75, Unit.MINUTES),
        r"three quarters of an hour": (45, Unit.MINUTES),
        r"a quarter of an hour": (15, Unit.MINUTES),
        r"an hour|one hour|one-hour|hour-long|hourlong": (60, Unit.MINUTES),
        r"two hours and a half": (150, Unit.MINUTES),
        r"half|halves|halved|halving|halfway": (50, Unit.PERCENT),
        r"(?:a|one) third": (100 / 3, Unit.PERCENT),
        r"two thirds|two-thirds": (200 / 3, Unit.PERCENT),
        r"(?:a|one) quarter": (25, Unit.PERCENT),
        r"three quarters|three-quarters": (75, Unit.PERCENT),
        r"(?:a|one) fifth": (20, Unit.PERCENT),
        r"(?:a|one) tenth": (10, Unit.PERCENT),
        r"double|doubled|doubles|doubling|twofold": (100, Unit.PERCENT),
        r"triple|tripled|triples|threefold": (200, Unit.PERCENT),
        r"twice|a couple of|a pair of": (2, Unit.COUNT),
        r"thrice": (3, Unit.COUNT),
        r"(?:half a|a half) dozen": (6, None),
        r"a dozen|dozens?": (12, None),
        r"a fortnight": (14, Unit.DAYS),
        r"hundreds": (100, None),
        r"thousands": (1000, None),
    },
    units={
        Unit.MINUTES: r"min|mins|minutes?|minutes?['’]",
        Unit.LOAD: r"AU|arbitrary units?",
        Unit.PERCENT: r"%|percent|per cent|percentage points?",
        Unit.DAYS: r"days?|days?['’]s?|nights?",
        Unit.WEEKS: r"weeks?|weeks?['’]s?",
        Unit.COUNT: r"sessions?|workouts?|runs?|rides?|swims?|walks?|ratings?|times|trainings?|comments?|entries|entry",
        Unit.FOREIGN: r"x|km|kms|k|kilometers?|kilometres?|miles?|mi|m|meters?|metres?|mph|kph|km/h|bpm|beats?|kcal|cal"
        r"|calories?|kg|kilos?|lbs?|pounds?|w|watts?|°c|°|degrees?|celsius|ml|l|litres?|liters?|seconds?|secs?|s"
        r"|months?|years?|points?|reps?|sets?|steps?|laps?|lengths?|klicks?|floors?|flights?|pulse|tss|vo2max|vo2|grams?|g|euros?|€|\$|dollars?|am|pm|o['’]clock",
    },
    hours=r"h|hr|hrs|hours?",
    rpe_before=r"RPE|CR10|an effort of|effort",
    foreign_before=r"(?:heart ?rate|hr|pulse|pace|speed|cadence|watts)"
    r"(?: (?:was|is|of|at|around|about|near|up|to|over|under|averaged))*",
    between=r"training|hard|easy|rest|full|whole|consecutive|straight|more|further|other|long|short|logged|rated|tired"
    r"|recent|big|good|previous|last|similar",
    out_of=r"of|out of|from",
    up=r"up|above|more|higher|over|increase|increased|rise|rose|greater|bigger|extra|jump|longer|harder",
    down=r"down|below|less|lower|under|decrease|decreased|drop|dropped|fell|smaller|fewer|lighter|shorter|easier",
    rose=r"(?:is |was |are |were |goes |went )?up(?: by)?|(?:rose|risen|rises|grew|grown|climbed|increased)(?: by)?"
    r"|(?:a )?(?:rise|increase|jump) of",
    fell=r"(?:is |was |are |were |goes |went )?down(?: by)?|(?:fell|fallen|falls|dropped|shrank|decreased)(?: by)?"
    r"|(?:a )?(?:fall|drop|decrease) of",
    yesterday=r"yesterday(?:['’]s)?",
    stop_words=frozenset(
        listed(
            "the a an and or but of to in on at for from with without by as is are was were be been it its this that"
            " these"
            " those you your yours i my we our they than then there here not no one if when while after before over"
            " under"
            " about more most less least would could can may might still only also so what how which who very much up"
            " down"
            " out into next last first week days day session have has had do does did will just all each both same"
            " other"
            " felt between since until because rest load usual log were now come comes comes keep makes make"
        )
    ),
    forbidden={
        "injury": r"injur\w*|risk|risks|risky|riskier|prone to|danger\w*|hurt"
        r" yourself|harm\w*|overtrain\w*|overreach\w*"
        r"|overload\w*|burn ?out|breakdown|break down|prevent\w*",
        "zone": r"sweet ?spots?|(?:danger|red|green|safe|safety|optimal|risk|grey|gray|orange|comfort) zones?",
        "diagnosis": r"diagnos\w*|tend[io]ni\w*|tendinop\w*|fracture\w*|sprain\w*|torn|tear|inflam\w*|arthri\w*|shin"
        r" splints"
        r"|runner['’]s knee|syndrome\w*|asthma|an[ae]+mi\w*|infect\w*|virus\w*|viral|covid\w*|flu|disease\w*"
        r"|disorder\w*"
        r"|depress\w*|anxiety|deficien\w*|plantar|fasciitis|symptoms?|concuss\w*|patholog\w*|medical condition",
        "treatment": r"ibuprofen|aspirin|paracetamol|acetaminophen|painkill\w*|medicat\w*|medicine|drugs?|dos(?:e|age)"
        r"|supplement\w*|creatine|caffeine|calori\w*|diet\w*|lose weight|weight loss|ice it|icing|massage",
        "cheering": r"great (?:job|work|effort|session|run|ride)|well done|good (?:job|work|going)|nice"
        r" (?:job|work|one|going)"
        r"|awesome|amazing|incredible|fantastic|brilliant|wonderful|congrat\w*|keep it up|keep going|proud|crush\w*"
        r"|smash\w*"
        r"|perfect\w*|excellent|impressive|bravo|kudos|way to go|you got this|rock(?:ed|ing)|beast|champ|superb|hero",
        "promise": r"(?:will|['’]ll|going to) (?:be|get|improve|lead|make|cause|become|help|recover|feel|win|lose)"
        r"|you(?: will|['’]ll|(?: are|['’]re) going to) (?:\w+ )?(?:run|race|ride|swim|finish|beat|set|reach|peak)"
        r"|personal bests?|guarantee\w*",
        "itself": r"as an ai|language model|ai model|chatgpt|openai|prompts?|instructions?|system message|json|schema"
        r"|i am (?:an|a) |i['’]m (?:an|a) |ignor(?:e|ed|ing)",
    },
    suggests=r"consider|try|worth a (?:look|thought|try)|would (?:fit|be a fair|be a good|make sense|go well|do|suit)"
    r"|could (?:stay|be|come|help|keep|make|go|do)|should|how about|why not|may be due|i(?:['’]d| would) (?:keep|take"
    r"|make)"
    r"|aim (?:for|to)|make sure|let (?:the|your|their|that)|take (?:a|an|it)|keep (?:the|it|your|tomorrow)|plan (?:a"
    r"|an)"
    r"|you might|go (?:easy|for)|swap|skip|prioriti[sz]e|is one planned|please",
)
