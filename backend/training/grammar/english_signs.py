"""English words of the red flags, common misspellings included.

The kinds are SCIENCE's list; the wording was checked against ACSM pre-participation screening, the Amsterdam
concussion consensus 2022 and IOC REDs 2023. Rather one too many than one missed, but no flag for the idioms of
training ("killed it", "dying on the last rep", "chest day").
"""

from backend.training.grammar import english_told_of as told_of
from backend.training.grammar.signs import RedFlagKind, Scope, Sign, SignWords
from backend.training.grammar.vocabulary import paired, phrases, words

_PAIN = phrases(
    "weird, funny, strange, odd, heavy, sore when, sore and, numb",
    "pain, pains, painful, hurt, hurts, hurting, ache, aches, aching, achey, pressure, tight, tightness, tightening",
    "tightnes, squeezing, squeezed, crushing, burning, stabbing, stabs, heaviness, discomfort, constricted, cramp",
    "cramps, constricting, gripping, pian, panes, twinge, twinges, twinging, sharp, weight on, elephant, pains in",
    "vice, paining",
)
_ORDINARY_CHEST = phrases(
    "chest day, chest press, chest fly, chest flys, chest flyes, chest flies, chest workout, chest strap",
    "chest session, chest and back, chest and triceps, chest and tris, chest and shoulders, chest and arms",
    "chest exercises, chest to, chest machine, chest dip, chest dips, chest supported, chest pass, incline chest",
    "chest doms, chest pump, hr strap",
)
_HARD_EFFORT = phrases(
    "interval, intervals, sprint, sprints, climb, climbs, hill, hills, uphill, rep, reps, set, sets, last lap",
    "finish, squats, burpees, deadlifts, effort, efforts, workout, session, race, treadmill, bike, last km",
    "last mile, ride, run",
)
_AT_EASE = phrases(
    "at rest, resting, sitting, lying, laying, in bed, walking, stairs, unusual, unusually, than usual, than normal",
    "for no reason, no reason, sudden, suddenly, unexplained, weird, weirdly, strange, strangely, not normal",
    "abnormal, hours, hours later, warm up, warmup, warming up, easy, out of nowhere, out of proportion, all day",
    "even though, extremely, severely, severe, scary, scared, worse, getting worse, while standing, standing",
    "doing nothing, talking",
)
_BLOW = phrases(
    "hit, hitting, banged, bumped, bump, knocked, knock, smacked, bashed, whacked, struck, kicked, kick, elbowed",
    "elbow, landed on, fell on, fell onto, headbutt, headbutted, blow, cracked, slammed, crashed, punched, ball",
    "hurt, injured, clashed, clash, clash of, collided, collision, knee to, injury",
)
_AFTER_BLOW = phrases(
    "head hurts",
    "headache, headaches, headach, dizzy, dizziness, dizzyness, nausea, nauseous, nauseated, sick, vomit, vomited",
    "vomiting, threw up, throwing up, puked, confused, confusion, foggy, fog, blurry, blurred, double vision, vision",
    "seeing double, memory, can't remember, cant remember, don't remember, dont remember, amnesia, light hurts, lights",
    "drowsy, sleepy, ringing, balance, unsteady, dazed, stars, numb, numbness, tingling, slurred, seizure, woozy",
    "sensitive to light, sensitive to noise, wobbly, out of it, lightheaded, light headed, neck pain, spinning, groggy",
    "not right, weird, passed out, blacked out, knocked out, unconscious, bleeding, slow, tired, migraine, concentrate",
)
_BONE = phrases(
    "bone, bones, shin, shins, shinbone, tibia, fibula, metatarsal, metatarsals, foot, femur, hip, groin, heel, sacrum",
    "navicular, pelvis, pelvic, rib, ribs, spine, thigh bone, ankle bone, midfoot, lower leg",
)
_BONE_PAIN = phrases(
    "pain, pains, painful, ache, aches, aching, hurt, hurts, hurting, sore, soreness, throbbing, throbs"
)
_WORSE = phrases(
    "at night, overnight, in the night, during the night, all night, wakes me, woke me, waking me, wake me",
    "keeps me awake, at rest, worse with, worse when, worse every, gets worse, getting worse, got worse, worsens",
    "worsening, worse the more, each step, every step, every run, hopping, hop, one spot, pinpoint, point tender",
    "to the touch, can't put weight, cant put weight, can't bear weight, cant bear weight, weight bearing, limping",
    "worse after, worse and worse, even at rest",
)
_PREGNANT = phrases(
    "pregnant, pregnancy, pregnent, pregant, preggo, pregnat, trimester, weeks along, postpartum, expecting a baby"
)
_PREGNANCY_SIGN = phrases(
    "bleeding, bled, blood, spotting, contractions, contraction, cramps, cramping, fluid, leaking, waters",
    "water broke, dizzy, dizziness, headache, headaches, chest, breathless, short of breath, shortness of breath",
    "calf, swelling, swollen, pain, pains, fainted, faint, fainting, blurred vision, blurry vision, belly hurts",
    "stomach hurts, abdominal, passed out, lightheaded, light headed, palpitations, muscle weakness, not moving",
    "stopped moving, moving less",
)

ENGLISH_SIGNS = SignWords(
    signs=(
        Sign(
            RedFlagKind.SELF_HARM,
            (
                phrases(
                    "cut myself again, been cutting myself, wanna kms, want to kms, life is pointless",
                    "want to disappear, don't want to exist, dont want to exist, thinking of ending it",
                    "thinking about ending it, suicide, suicidal, sucidal, suicidle, suicidial, sucide, end my life",
                    "ending my life, end it all, ending it all, ended it all, take my own life, taking my own life",
                    "take my life, want to die, wanna die, wish i was dead, wish i were dead, wish i wasn't alive",
                    "rather be dead, better off dead, better off without me, don't want to live, dont want to live",
                    "don't want to be alive, want to be dead, dont want to be alive, don't want to be here anymore",
                    "dont want to be here anymore, not worth living, no reason to live, nothing to live for",
                    "self harm, self harming, self harmed, selfharm, harm myself, harming myself",
                    "hurting myself on purpose, want to hurt myself, wanting to hurt myself, cutting myself",
                    "cut myself on purpose, thoughts of hurting myself, thinking about hurting myself",
                    "can't go on living, thinking of hurting myself, unalive, unalive myself, overdose, overdosed",
                    "rather not be alive, don't want to wake up, dont want to wake up, hurt myself on purpose",
                    "life is not worth, life isn't worth, thoughts of dying, tired of living, tired of being alive",
                    "urge to hurt myself, urges to hurt myself, want to kill myself, wanna kill myself",
                    "going to kill myself, gonna kill myself, wanted to kill myself, about killing myself",
                    "of killing myself, might kill myself, about to kill myself, could kill myself",
                    "feel like killing myself, like to kill myself",
                ),
            ),
            deniable=False,
        ),
        Sign(
            RedFlagKind.SELF_HARM,
            (
                phrases(
                    "kill myself, killing myself, kill my self, want to end it, wanna end it, wanted to die, "
                    "wanting to die, should have killed myself"
                ),
            ),
            unless=_HARD_EFFORT,
            deniable=False,
        ),
        Sign(
            RedFlagKind.CHEST_PAIN,
            (phrases("chest, chests, sternum, breastbone, brestbone, ches, breast bone, chst, cheast, chect"), _PAIN),
            unless=_ORDINARY_CHEST,
        ),
        Sign(
            RedFlagKind.CHEST_PAIN,
            (
                phrases(
                    "chestpain, chestpains",
                    "angina, heart hurts, heart hurt, heart pain, pain in my heart, heart aches",
                ),
            ),
        ),
        Sign(
            RedFlagKind.CHEST_PAIN,
            (phrases("heart attack"),),
            unless=phrases(
                "gave me, nearly gave, almost gave, near heart attack, heart attack pace, heart attack hill"
            ),
        ),
        Sign(
            RedFlagKind.CHEST_PAIN,
            (phrases("left arm, jaw"), phrases("radiating, radiates, spreading, spreads, shooting")),
        ),
        Sign(
            RedFlagKind.FAINTING,
            (
                phrases(
                    "black spots, vision went dark, vision got dark, everything went dark",
                    "fainted, fainting, feinted, felt faint, feel faint, feeling faint, nearly faint, almost faint",
                    "faint, passed out, pass out, passing out, past out, blacked out, black out, blackout",
                    "blacking out, syncope, lost consciousness, lose consciousness, losing consciousness",
                    "loss of consciousness, unconscious, unconcious, lost conscious, lost conciousness, collapsed",
                    "collapse, collapsing, everything went black, vision went black, went black, came to on",
                    "keeled over, blacked, knocked unconscious, out cold",
                ),
            ),
            unless=phrases(
                "sofa, couch, couches, bed, asleep, power black out, power blackout, faint pain, faint hope",
                "form collapsed, faint of heart, not for the faint, pace collapsed, collapsed sub, form collapse",
                "blackout curtains, faint light",
            ),
        ),
        Sign(
            RedFlagKind.FAINTING,
            (
                phrases("dizzy, dizziness, lightheaded, light headed, woozy, giddy"),
                phrases("fell, fell over, fallen, falling, went down, had to lie down, had to be carried, dropped"),
            ),
            unless=phrases("fell asleep"),
        ),
        Sign(
            RedFlagKind.PALPITATIONS,
            (
                phrases(
                    "palps, heart beats irregular, heart beats irregularly, heart is beating irregularly",
                    "heart is beating irregular, palpitation, palpitations, palpatations, palpatation, palpitaions",
                    "palpitions, palpetations, afib, a fib, heart fluttering, heart flutter, heart flutters",
                    "heart fluttered, fluttering heart, heart skipping, svt, heart skipped, heart skips",
                    "skipped beats, skipping beats, skips beats, skipped a beat, missed a beat, irregular heartbeat",
                    "irregular heart beat, irregular heart rate, irregular heart rhythm, arrhythmia, arrythmia",
                    "arhythmia, irregular pulse, heart jumping, heart stumbling, heart out of rhythm",
                    "heart was fluttering, heart is fluttering, fluttering in my chest, flutter in my chest",
                    "heart flip, heart was skipping, heart is skipping, heart kept skipping, heart keeps skipping",
                    "heart beating irregularly, extra beats, heart stopped, heart stopping",
                ),
            ),
        ),
        Sign(
            RedFlagKind.PALPITATIONS,
            (
                phrases(
                    "heart racing, heart pounding, heart was racing, heart was pounding, heart is racing, racing heart"
                ),
                _AT_EASE,
            ),
            scope=Scope.SENTENCE,
            within=10,
        ),
        Sign(
            RedFlagKind.BREATHLESSNESS,
            (
                phrases(
                    "can't get my breath, couldn't get my breath, cant get my breath, couldnt get my breath",
                    "can't breathe, cant breathe, couldn't breathe, couldnt breathe, can't breath, cant breath",
                    "couldn't breath, couldnt breath, cannot breathe, could not breathe, unable to breathe",
                    "can not breathe, struggling to breathe, struggled to breathe, struggle to breathe",
                    "trouble breathing, troubles breathing, difficulty breathing, difficulties breathing",
                    "breathing difficulty, breathing difficulties, short of breath, shortness of breath",
                    "shortnes of breath, short of breathe, breathing trouble, couldn't catch my breath",
                    "couldnt catch my breath, can't catch my breath, cant catch my breath",
                    "trouble catching my breath, fighting for air, couldn't get air, couldnt get air, can't get air",
                    "can't get enough air, couldn't get enough air, hard to breathe, problems breathing, blue lips",
                    "lips blue",
                ),
            ),
            unless=phrases(
                "nose, mask, pollen, interval, intervals, sprint, sprints, uphill, altitude, hill, hills, last rep",
                "last set, smoke, wetsuit, bilateral, laughing, on the climb, all out, between strokes, every two",
                "every three",
            ),
        ),
        Sign(
            RedFlagKind.BREATHLESSNESS,
            (
                phrases(
                    "breathless, breathlessness, breathlessnes, out of breath, gasping, winded, short of breath",
                    "panting, shortness of breath, can't breathe, couldn't breathe, cant breathe, couldnt breathe",
                    "breathing hard",
                ),
                _AT_EASE,
            ),
            scope=Scope.SENTENCE,
            within=9,
        ),
        Sign(
            RedFlagKind.HEAD_INJURY, (phrases("concussion, concussed, concused, concusion, consussion, head injury"),)
        ),
        Sign(
            RedFlagKind.HEAD_INJURY,
            (
                _BLOW,
                phrases("my head, the head, his head, her head, head, skull, temple, helmet, forehead"),
                _AFTER_BLOW,
            ),
            scope=Scope.MESSAGE,
            within=6,
            unless=phrases("head down, hit the wall, headwind, head wind, head start, knocked out, hit my target"),
        ),
        Sign(
            RedFlagKind.HEAD_INJURY,
            (phrases("header, headers, heading the ball, ball to the face, ball in the face, whiplash"), _AFTER_BLOW),
            scope=Scope.MESSAGE,
        ),
        Sign(
            RedFlagKind.SUDDEN_HEADACHE,
            (
                phrases(
                    "headache, headaches, headach, headace, head ache, migraine, pain in my head, head pain, head hurts"
                ),
                phrases(
                    "sudden, suddenly, sudenly, severe, severely, explosive, excruciating, worst, blinding",
                    "thunderclap, out of nowhere, splitting, unbearable, exploding, like a hammer, worst ever",
                    "exertional",
                ),
            ),
        ),
        Sign(RedFlagKind.SUDDEN_HEADACHE, (phrases("thunderclap, thunder clap headache"),)),
        Sign(
            RedFlagKind.HEAT_ILLNESS,
            (phrases("heatstroke, heat stroke, heat exhaustion, heatexhaustion, sunstroke, sun stroke, hyperthermia"),),
        ),
        Sign(
            RedFlagKind.HEAT_ILLNESS,
            (
                phrases(
                    "heat, hot, sun, overheated, overheating, overheat, boiling, humid, degrees, heatwave, warm, sauna"
                ),
                phrases(
                    "confused, confusion, disoriented, disorientated, disorientation, delirious, incoherent",
                    "stumbling, stopped sweating, not sweating, no longer sweating, slurred, slurring",
                    "couldn't think, couldnt think, didn't know where, didnt know where, hallucinating",
                    "hallucinated, babbling, nonsense, rambling, staggering, no sweat left",
                ),
            ),
            scope=Scope.MESSAGE,
        ),
        Sign(
            RedFlagKind.PREGNANCY,
            (_PREGNANT, _PREGNANCY_SIGN),
            scope=Scope.MESSAGE,
        ),
        Sign(
            RedFlagKind.PREGNANCY,
            (
                phrases(
                    "baby isn't moving, baby isnt moving, baby not moving, baby stopped moving, baby is not moving",
                    "waters broke, waters have broken, my water broke, baby moving less, baby hasn't moved",
                    "fewer kicks",
                ),
            ),
            deniable=False,
        ),
        Sign(
            RedFlagKind.DARK_URINE,
            (
                phrases("urine, pee, peed, peeing, piss, pissed, pissing, wee, urinated, urinating, urin, pees"),
                phrases(
                    "dark, brown, brownish, red, reddish, black, bloody, blood, rusty, pink, dark brown, cola, coke",
                    "coca cola, tea coloured, tea colored, tea colour, tea color, coffee coloured, coffee colored",
                    "like tea, like coffee, color of tea, colour of tea, color of coffee, colour of coffee",
                ),
            ),
            unless=phrases("in the dark, pissed off, red light, drank coke, drank a coke, dark roads"),
        ),
        Sign(RedFlagKind.DARK_URINE, (phrases("rhabdo, rhabdomyolysis, rabdo, rhabo, hematuria, haematuria"),)),
        Sign(
            RedFlagKind.CALF_SWELLING,
            (
                phrases("calf, calfs, calves, calve, lower leg, left leg, right leg, one leg, my leg, leg"),
                phrases(
                    "swollen, swelling, swelled, swell, swells, swolen, swoolen, puffy, red and hot",
                    "red and warm, warm and red, bigger than, hot and red",
                ),
            ),
        ),
        Sign(RedFlagKind.CALF_SWELLING, (phrases("dvt, blood clot, bloodclot, deep vein, thrombosis, trombosis"),)),
        Sign(
            RedFlagKind.BONE_PAIN,
            (_BONE, _BONE_PAIN, _WORSE),
            scope=Scope.SENTENCE,
            within=12,
        ),
        Sign(
            RedFlagKind.BONE_PAIN,
            (
                phrases(
                    "bone pain, pain in the bone, pain in my bone, bone hurts, stress fracture, stress fractures, "
                    "stress reaction, bone stress, stressfracture, bone ache"
                ),
            ),
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                paired(
                    "missed, missing, lost, no, skipped, without, haven't had, havent had, have not had, hasn't "
                    "had, stopped having, stopped getting, didn't get, didnt get, not had, late, irregular, not "
                    "getting, haven't gotten, haven't got, absent, don't have, dont have, don't get, dont get",
                    "period, periods, my period, my periods, a period, any period, any periods, perriod, peroid, "
                    "peiod, menstruation, menstrual cycle, menses, mens",
                ),
            ),
            unless=phrases("rest period, rest periods, period of, periods of, period between, periods between"),
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                paired(
                    "my period, my periods, period, periods, menstruation",
                    "stopped, has stopped, have stopped, disappeared, has disappeared, is late, late, is missing, "
                    "gone, is gone, are gone, hasn't come, hasnt come, didn't come, didnt come, never came, weeks "
                    "late, went away, are irregular, is irregular, has gone, have gone, is weeks late, is months "
                    "late, is absent",
                ),
            ),
            unless=phrases("rest period, rest periods, period of"),
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                phrases(
                    "amenorrhea, amenorrhoea, amenorhea, ammenorrhea, relative energy deficiency",
                    "low energy availability, red s syndrome, have reds, got reds, hypothalamic amenorrhea",
                    "energy deficiency",
                ),
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases(
                    "anorexia, anorexic, anorexi, bulimia, bulimic, bullimia, orthorexia, eating disorder",
                    "eatingdisorder, disordered eating, purge, purged, purging, purges, laxative, laxatives",
                    "starving myself, starve myself, starved myself, afraid to eat, scared to eat, scared of eating",
                    "afraid of eating, don't deserve to eat, dont deserve to eat, not allowed to eat",
                    "punish myself for eating, punishing myself for eating, guilty for eating, guilty about eating",
                    "guilty after eating, made myself throw up, make myself throw up, making myself throw up",
                    "made myself vomit, make myself vomit, making myself vomit, make myself puke",
                    "terrified of gaining, scared of gaining weight, afraid of gaining weight, earn my food",
                    "haven't eaten for 2 days, haven't eaten for 3 days, haven't eaten in 2 days",
                    "havent eaten for 2 days, haven't eaten in 3 days, threw up my food, throw up my food",
                    "throwing up my food, vomit after eating, hate my body, haven't eaten for days",
                    "haven't eaten in days, havent eaten in days, havent eaten for days, haven't eaten for two days",
                    "haven't eaten in two days, not eaten for two days, not eaten for days, fear of food",
                    "scared of food, afraid of food, skip meals, skipping meals, stopped eating, refuse to eat",
                ),
            ),
            unless=phrases("recovered from anorexia years"),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (phrases("binge, binged, bingeing, binging, binges, bing eating"),),
            unless=phrases("watch, watched, watching, netflix, series, show, tv, training binge"),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases("made myself sick, make myself sick, making myself sick, burn off, working off, run off"),
                phrases("eating, eat, ate, food, dinner, lunch, meal, meals, binge, calories"),
            ),
        ),
    ),
    negations=words(
        "no not without never didn't didnt don't dont haven't havent hasn't hasnt hadn't wasn't wasnt isn't isnt "
        "aren't weren't none nor zero neither denies"
    ),
    not_negations=phrases(
        "no more, no longer, not only, not just, no idea, not anymore, don't know, dont know, not sure"
    ),
    between_negation=words(
        "a an any the my have had having get got feel felt feeling experience experienced experiencing of sign "
        "signs symptom symptoms real such or nor and single been there was is with in to me notice noticed noticing "
        "suffer other chest pain pains dizziness dizzy nausea palpitations headache tightness pressure fainting "
        "shortness breath swelling swollen cramps sudden severe really did do at all"
    ),
    list_words=words("or nor"),
    free_words=words("free"),
    denials_after=phrases("none, no"),
    until_words=words("before until till except"),
    others_first=told_of.OTHERS_FIRST,
    before_others=told_of.BEFORE_OTHERS,
    oneself=told_of.ONESELF,
    long_past=told_of.LONG_PAST,
    still=told_of.STILL,
    as_well=told_of.AS_WELL,
)
