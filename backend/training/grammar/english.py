"""English words of the grammar. British and American; common misspellings where they are unmistakable."""

from backend.training.grammar import english_questions as questions
from backend.training.grammar.english_sports import ENGLISH_SPORTS
from backend.training.grammar.tokens import AS_IN_ENGLISH
from backend.training.grammar.vocabulary import Vocabulary, named, phrases, words

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

ENGLISH = Vocabulary(
    typing=AS_IN_ENGLISH,
    numbers={
        **{word: value for value, word in enumerate(_ONES.split())},
        **{word: 20 + 10 * place for place, word in enumerate(_TENS.split())},
        "fourty": 40,
    },
    repeats={"twice": 2, "thrice": 3},
    and_words=words("and &"),
    articles=words("a an the"),
    of_words=words("of"),
    vague_words=words("a an the about around roughly ~ nearly almost just over : my"),
    or_words=words("to or till until"),
    fractions_after=named({0.5: "and a half, and half", 0.25: "and a quarter", 0.75: "and three quarters"}),
    hour_units=words("h hr hrs hour hours hour's hours' hs"),
    minute_units=words("min mins minute minutes minute's minuts minuets minites mn mns minuten"),
    second_units=words("s sec secs second seconds"),
    metre_or_minute=words("m"),
    hour_phrases=named(
        {
            60: "an hour, a full hour, an hour's, one hour",
            90: "an hour and a half, an hour and half, hour and a half, hour and half, one hour and a half",
            75: "an hour and a quarter, hour and a quarter",
            105: "an hour and three quarters, hour and three quarters",
            30: "half an hour, half hour, half a hour, a half hour, half an hour's",
            15: "quarter of an hour, a quarter of an hour, quarter hour, quarter of hour",
            45: "three quarters of an hour, three quarter hour",
        }
    ),
    times=words("x times * sets"),
    each_time_before=words(
        "after at since until till every each first last final per within before by another additional "
        "plus than @ splits rest rests"
    ),
    not_training_before=words(
        "slept sleep sleeping nap napped asleep drove drive driving worked flight flew travel travelled traveled stood "
        "sat waited waiting rested stopped stop stopping paused pause lost"
    ),
    section_after=phrases(
        "warm up, warmup, warm, wu, cool down, cooldown, cool, cd, warming up, cooling down, of warm up, of warming up",
    ),
    part_after=phrases(
        "rest, recovery, recoveries, break, breaks, pause, into, to go, faster, slower, quicker, pb, pr, per, each",
        "jog back, jog between, easy between, between, stretching, stretch, of stretching, mobility, of mobility",
        "foam rolling, foam roll, of foam rolling, sauna, of sauna, massage, meditation, of meditation, plank, planks",
        "hold, holds, mark, point, negative split, behind, ahead",
    ),
    interval_after=phrases(
        "reps, rep, interval, intervals, hills, sprints, sprint, surges, strides, blocks, block, efforts, on, off"
    ),
    moment_after=words("in left late early earlier later mark before after"),
    not_training_after=phrases(
        "sleep, of sleep, nap, drive, of driving, flight, travel, shift, meeting, meetings, ago, at work",
        "at the office, stop, stops, to recover, walk break, in the car, in bed, of rest, train journey",
        "time limit, difference, time difference, jet lag, cutoff",
    ),
    total_words=words("total totally altogether overall all-in sum whole entire"),
    clock_before=words(
        "at @ from until till by since around before after start started starting woke bed pace splits split avg "
        "average lap laps alarm off"
    ),
    clock_after=phrases("am, pm, a.m, p.m, a, p, o'clock, oclock, pace, splits, per, start, alarm"),
    duration_before=words("in took time for duration total moving elapsed chip gun net lasted finished finish"),
    duration_labels=words("duration minutes mins min time length"),
    climb_words=words("elevation climb climbing vert gain ascent up of d"),
    not_distance_after=words("steps h"),
    per_words=words("per / a each every"),
    pace_words=words("pace paces splits split"),
    kilometres={
        **dict.fromkeys(words("km kms kilometer kilometers kilometre kilometres k ks"), 1.0),
        **dict.fromkeys(words("mi mile miles"), 1.609344),
        **dict.fromkeys(words("m meter meters metre metres mtr mtrs"), 0.001),
        **dict.fromkeys(words("yd yds yard yards"), 0.0009144),
    },
    other_units=words(
        "km kms kilometer kilometers kilometre kilometres k ks mi mile miles m meter meters metre metres mtr mtrs yd "
        "yds yard yards ft feet foot kg kgs kilo kilos lb lbs g gr grams gram % percent w watt watts kw wkg bpm "
        "beats "
        "beat rpm spm kcal cal cals calories calorie kj c f degrees degree kmh kph mph hm reps rep sets set laps lap "
        "lengths length steps step floors x times * years year yo old day days week weeks month months am pm l ml "
        "liter litre liters litres tss intervals hills sprints gels bottles holes goals points games matches rounds "
        "round pitches routes lanes people runs rides h hr hrs hour hours min mins minute minutes s sec secs "
        "second seconds "
        "' \" ° mm cm hz euro eur usd st nd rd th"
    ),
    other_labels=phrases(
        "hr, heart rate, heartrate, avg hr, avg heart rate, average hr, average heart rate, max hr, hr max, hrmax",
        "hr avg, resting hr, rhr, hrv, pulse, bpm, avg, average, max, maximum, power, np, ftp, avg power",
        "cadence, zone",
        "z, zones, temp, temperature, age, aged, weight, weigh, weighed, bodyweight, vo2max, vo2, elevation, climbed",
        "speed, avg speed, pace, avg pace, average pace, tss, if, lap, km, mile, rep, set, week, day, round, stage",
        "level, gate, number, no, lane, page, gear, incline, grade, heart rate avg, heart rate average, hr average",
    ),
    effort_labels=words("rpe srpe cr10 effort intensity exertion difficulty rated rating hardness"),
    borg_words=words("borg borgs"),
    cr10_words=words("cr10 cr"),
    link_words=words(
        ": = ~ ( - of was is were about around approx approximately roughly level score scale a an at like overall "
        "session today maybe probably perhaps say it felt the i'd rated"
    ),
    label_links=words("on the for of -"),
    rated_links=words("for on in my"),
    out_of=phrases("/, out of, outof"),
    other_ratings=words(
        "pain pains ache soreness sore doms sleep slept mood motivation energy stress stressed fatigue tired "
        "tiredness "
        "fresh freshness ready readiness recovery form technique weather fun enjoyment enjoyed happy happiness "
        "nutrition food appetite health confidence focus legs knee ankle hip back calf calves hamstring quad quads "
        "shoulder achilles foot shin shins stomach niggle stiffness tightness"
    ),
    before_rating=words(
        "hard tough easy moderate brutal rpe effort intensity exertion difficulty overall rated rating about around "
        "approx roughly was is were it felt-like like at a an the of and with total session workout training"
    ),
    partial_effort=words("max maximum peak highest lowest last final first"),
    effort_words=phrases(
        "very very easy, very easy, super easy, easy, moderate, somewhat hard, pretty hard, quite hard, very hard",
        "really hard, super hard, too hard, hard, very tough, really tough, tough, maximal, max effort, maximum effort",
        "all out, flat out, brutal, medium effort, low effort, high effort, low intensity, high intensity",
        "exhausting",
    ),
    relative_days=named(
        {
            0: "today, this morning, this afternoon, this evening, tonight, this lunchtime, just now, earlier today",
            1: "yesterday, yesterday morning, yesterday evening, yesterday afternoon, last night, yday, yesterdays, "
            "yesterday's, yesturday, yesteday",
            2: "day before yesterday, the day before yesterday, two nights ago",
            -1: "tomorrow, tomorow, tommorow, tommorrow, tmrw, tomorrow morning, tomorrow evening, tomorrow's",
            -2: "day after tomorrow, the day after tomorrow",
        }
    ),
    ago=words("ago back"),
    ago_before=phrases(),
    ago_units={
        **dict.fromkeys(("day", "days", "d"), 1),
        **dict.fromkeys(("week", "weeks"), 7),
        **dict.fromkeys(("month", "months"), 30),
        **dict.fromkeys(("year", "years"), 365),
    },
    weekdays={
        name: day
        for day, names in enumerate(
            (
                "monday mon",
                "tuesday tues tue",
                "wednesday wed weds",
                "thursday thurs thur thu",
                "friday fri",
                "saturday sat",
                "sunday sun",
            )
        )
        for name in (*names.split(), names.split()[0] + "'s", names.split()[0] + "s")
    },
    parts_of_day=words("morning evening afternoon night"),
    no_weekday_after=words("the every each"),
    unsure_weekdays=words("mon tue wed weds thu fri sat sun"),
    filler_weekdays=words(""),
    last_week=phrases("last week, of last week"),
    last_words=words("last past"),
    next_words=words("next coming"),
    on_words=words("on date: date this"),
    months={
        name: month
        for month, names in enumerate(
            (
                "january jan",
                "february feb",
                "march mar",
                "april apr",
                "may",
                "june jun",
                "july jul",
                "august aug",
                "september sept sep",
                "october oct",
                "november nov",
                "december dec",
            ),
            start=1,
        )
        for name in names.split()
    },
    ordinals=words("st nd rd th"),
    day_link=words("of ."),
    other_day_before=words(
        "from since after than before until till like as unlike from last's vs versus compared because despite"
    ),
    sports=ENGLISH_SPORTS,
    sport_endings={},
    no_compounds=words(""),
    sport_label=words("sport type activity"),
    not_sports=phrases(
        "in a row, days in a row, run out, ran out, runs out, running out, running late, ran late, running shoes",
        "running shoe, running nose, runny nose, bike shop, my cycle, menstrual cycle, cycle day, gym bag, swim suit",
        "run down, rundown, feeling run down, bike fit, fell off my bike, hike up, walk away, on the bench, to the gym",
        "from the gym, to the pool, strength left, no strength, lost strength, full strength, in the long run",
        "run by",
        "dog run, core temperature, core temp, lift home, gave me a lift, ran into, climb out",
    ),
    join_words=words("and & + then / plus into followed by"),
    session_words=words("session workout workouts"),
    session_endings=words(""),
    rest_phrases=phrases(
        "rest day, restday, day of rest, day off, off day, rest today, resting today, rested today, complete rest",
        "full rest, just rest, no training, no training today, no workout today, did not train, didn't train",
        "didnt train, did not exercise, didn't exercise, didnt exercise, took the day off, did nothing today, a "
        "rest day",
        "no exercise today, no session today, no workout, no exercise",
    ),
    bare_rest=words("rest rested resting off"),
    between_negation=words("a the my any do go of for to our finish this"),
    not_felt_before=words("if wish wanted felt feel less"),
    negations=words(
        "no not didn't didnt don't dont skipped skip missed miss without couldn't couldnt can't cant cannot "
        "won't wont "
        "wasn't instead never cancelled canceled avoid avoided hardly"
    ),
    denied_after=phrases("was cancelled, got cancelled, was canceled, got canceled, was called off, fell through"),
    feelings={
        **dict.fromkeys(("fresh", "freshness"), "freshness"),
        **dict.fromkeys(("ready", "readiness"), "readiness"),
        "mood": "mood",
    },
    feeling_phrases=named(
        {
            ("freshness", 5): "felt very fresh, feeling very fresh, feel very fresh, very fresh, felt really fresh",
            ("freshness", 4): "felt fresh, feeling fresh, feel fresh, fresh",
            ("freshness", 2): "more tired than normal, more tired than usual, felt more tired than usual, "
            "felt more tired than normal, feeling more tired than usual",
            ("mood", 5): "very positive mood, very good mood, in a very good mood",
            ("mood", 4): "good mood, in a good mood, in good mood",
        }
    ),
    planned=named(
        {
            True: "planned, scheduled, later today, upcoming, next week, next month",
            False: "will, i'll, i will, we'll, going to, gonna, plan, plans, planning, want to, wanna, shall, "
            "would like "
            "to, i'd like to, should, need to, need a, have to, hope to, hoping to, let's, intend to, about to, "
            "aim to, "
            "aiming for, todo",
        }
    ),
    not_planned=phrases(
        "as planned, than planned, like planned, not planned, as scheduled, than i planned, unplanned, to plan",
        "as i planned, according to plan, per plan, on plan, the plan, want to die, will power, going to bed",
        "planned by",
    ),
    done_words=words("did done ran rode swam went made got managed only actually completed finished instead trained"),
    question_words=words(
        "how what why when where which who whom should shall can could would will is are am do does did was were may "
        "might has have am"
    ),
    requests=phrases(
        "tell me, show me, let me know, explain, remind me, i want to know, i would like to know, i'd like to know",
        "compare my, compare this, compare that, compare the, compare these, compare those, compare it, compare last",
        "compare today, compare today's, compare yesterday's, sum up my, summarise my, summarize my, count my",
        "list my, analyse my, analyze my, can you tell, can you show, can you compare, can you explain",
        "could you tell, could you show, could you compare, could you explain, how much did i, how much have i",
        "how much do i, how often did i, how often have i, how often do i, how far did i, how far have i",
        "how long did i, how long have i, how many, how was my, how is my, how did my, how does my, when did i",
        "when was my, when was the last, what was my, what is my, what's my, can i, could i, should i, am i doing",
        "am i training, am i ready, am i fit, why is my, why was my, show my, could you please tell",
        "can you please tell, can you please show, how hard was my, how long was my, how far was my, how fast was my",
        "what was the, which run was, which ride was, which session was, which was my, how am i, how's my, whats my",
        "did i run, did i ride, did i swim, did i train, have i been, have i trained, am i overtraining, do i need",
        "what should i, what can i, what pace should, when should i, how long should i, how far should i",
        "how much should i, how much rest, is it ok to, do you think, any idea how, any idea when",
        "do you know how, do you know when, do you know if, i wonder how, i wonder when, i wonder if, i wonder whether",
        "compare yesterdays, compare run, look at my, how did i, give me a summary",
        "how was yesterday's, how was today's, how was the last, how hard was the, how long was the, how long ago was",
        "how long ago did, how hard was yesterday's, how hard was today's",
    ),
    asks_to_log=phrases("i log, i add, i enter, i record, i report, i note, i say, i just say, i just add, i tell you"),
    before_requests=words("please hey hi hello coach ok okay so now and then"),
    asks_amount=questions.ASKS_AMOUNT,
    asks_if=questions.ASKS_IF,
    judged=questions.JUDGED,
    reminds=questions.REMINDS,
    note_labels=words("note notes comment comments remark"),
    fillers=words(
        "→ i did a an the my of for in at about around approx approximately roughly ~ was it is on just today's "
        "some had "
        "done got went to so s : - = / @ + & and then but with & did this that from i've been me managed completed "
        "finished "
        "trained training training: my our we total time duration mins taken took # . , x avg felt-like date "
        "sport "
        "type activity long-ish ish also morning's feeling"
    ),
)
