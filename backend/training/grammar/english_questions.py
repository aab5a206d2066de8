"""English beginnings of questions that name a quantity, and of what asks to be reminded."""

from backend.training.grammar.vocabulary import pairs, phrases

_MAY_I = (
    "can i, could i, should i, may i, shall i, must i, will i be able to, am i able to, am i allowed to, do i have to, "
    "do i need to, is it ok to, is it okay to, is it fine to, is it safe to, is it bad to, is it too much to, "
    "is it enough to, is it good to, is it better to, would it be ok to, what if i, what happens if i"
)
_DEEDS = "run, ride, swim, do, go, train, walk, hike, row, jog, cycle, bike, race, ski, climb, lift"

ASKS_AMOUNT = phrases(
    "what does, what do, what is, what are, what's a, what's an, what's the, what's rpe, whats a, whats an, whats rpe",
    "what would, how long is, how long are, how long does, how long would, how long will, how much is, how much are",
    "how hard is, how hard are, how hard would, how hard will, how far is, how fast is, how many au is",
    "how many au are, how many minutes is, how many minutes are, explain rpe, explain what, explain why, tell me what",
    "am i ready for, am i ready to, am i fit for, am i fit to, can you tell me what, could you tell me what",
    "can you explain, do you know what, i wonder what",
    pairs(_MAY_I, _DEEDS),
    pairs(_MAY_I, pairs("still, already, really, just, also, maybe, then, even", _DEEDS)),
)
"""What is asked behind these is a quantity as well: "what does rpe 7 mean", "can I run 60 min tomorrow"."""

ASKS_IF = phrases("is, are, would, does")
JUDGED = phrases(
    "too much, too long, too hard, too little, too easy, too short, too far, enough, ok, okay, a lot, sensible",
    "reasonable, realistic, safe, too much for me, enough for me, too hard for me, too long for me, ok for me",
)
"""What ends a question that begins so: "is 60 min too much"."""

REMINDS = phrases(
    "remind me to, remind me at, remind me in, remind me on, remind me tomorrow, remind me tonight, remind me later",
    "remind me every, remind me each, remind me daily, remind me that",
    "set a reminder, set me a reminder, set reminder, set reminders, set up a reminder, set an alarm, set alarm",
    "send me a reminder, send a reminder, give me a reminder, wake me, don't let me forget, dont let me forget",
    "can you remind me to, can you remind me tomorrow, can you remind me at, could you remind me to",
    "could you remind me at, could you remind me tomorrow, will you remind me to, can you set a reminder",
    "could you set a reminder, can i set a reminder, can i get a reminder, can i have a reminder, can you wake me",
    "i want to be reminded, i want a reminder, i need a reminder",
)
"""Behind these is what to be reminded of, and nothing to look up: "remind me to run tomorrow"."""
