"""English words that tell of somebody else or of years ago, and those that make it the athlete's own after all.

English drops its "I", so a red flag is taken back only where the other one begins the clause ("my friend fainted") or
years ago are named, and nothing else in it could be the athlete's: one flag too many is cheap.
"""

from backend.training.grammar.vocabulary import pairs, phrases, words

OTHERS_FIRST = phrases(
    pairs(
        "my",
        "dad, father, mum, mom, mother, parents, brother, sister, grandpa, grandad, granddad, grandfather, grandma, "
        "granny, grandmother, uncle, aunt, cousin, partner, husband, wife, boyfriend, girlfriend, fiance, fiancee, "
        "son, daughter, kid, nephew, niece, friend, mate, buddy, teammate, team mate, coach, trainer, boss, neighbour, "
        "neighbor, colleague, coworker, dog, cat, father in law, mother in law, brother in law, sister in law",
    ),
    pairs(
        "a, another, one, some",
        "friend, mate, buddy, teammate, team mate, colleague, coworker, neighbour, neighbor, runner, cyclist, rider, "
        "swimmer, player, guy, man, woman, girl, boy, lady, kid, spectator",
    ),
    "someone, somebody, someone else, somebody else, the dog",
)
BEFORE_OTHERS = words("and but so then also sadly today yesterday")

ONESELF = phrases(
    "i, i'm, im, i've, ive, i'd, i'll, me, myself, mine, we, we're, us, our, too, also, with, like, same, both",
    "my chest, my head, my heart, my leg, my legs, my calf, my foot, my shin, my hip, my body, my face, my period",
    "felt, feel, feeling, ran, rode, swam, hit, elbowed, elbow, kicked, punched, knocked, bumped, tackled, headbutted",
    "pulled, pushed, tripped, jumped, threw, dropped, landed, crashed, collided, clashed, fell on, fell onto, bit",
    "says, said, saw, seen, noticed, thinks, thought, told, asked, found, drove, took, takes, called, caught, sent",
    "made, makes, gave, wants, worries, worried, helped, carried, picked, stopped, let, laughed, waited, overtook",
)

LONG_PAST = phrases(
    "years ago, a year ago, year ago, decades ago, ages ago, long ago, last year, last season, years back",
    "back in the day, back then, as a kid, as a child, as a teenager, as a teen, in my youth, in my childhood",
    "in my teens, when i was a kid, when i was a child, when i was young, when i was younger, when i was little",
    "when i was a teenager, when i was a teen, when i was at school, when i was in school, in high school",
)

STILL = phrases(
    "again, today, tonight, now, since, still, back again, returned, return, returning, recurring, recurs, comes, came",
    "coming, keeps, keep, kept, this, yesterday, last night, last week, last month, weeks, months, lately, recently",
    "like, just as, same, than, worse, hurts, hurt, hurting, feel, feeling, feels, have, has, having, i've, ive, is",
    "are, i'm, im, started, began, begun, starting, stopped, gone, lost my, never came, period, periods, menstruation",
    "the last, pregnant, and, but, plus, &, so, because, after, remember, reminds, reminded, ever, always, from time",
)

AS_WELL = phrases(
    "me too, so did i, so do i, so have i, i did too, i do too, same here, me as well, i did as well, same for me",
    "same with me, again, is back, came back, comes back, coming back, has returned, returned, recurring, still",
    "like then, same thing, the same now, same now, and now, but now, now too, now also, i also, i almost, i nearly",
    "me almost",
    "and i, then i, i too",
)
