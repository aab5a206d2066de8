"""What stops coaching, and what only sounds like it."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.training.grammar.languages import READ_LANGUAGES, signs_for
from backend.training.redflags import URGENCY, RedFlagKind, Urgency, red_flag

K = RedFlagKind

RAISED = [
    # chest
    ("40 min run rpe 8, tight chest and dizzy", K.CHEST_PAIN),
    ("60 min run rpe 7, chest pain on the last hill", K.CHEST_PAIN),
    ("Chest pain gone now", K.CHEST_PAIN),
    ("no more chest pain since yesterday", K.CHEST_PAIN),
    ("I don't know why I have chest pain", K.CHEST_PAIN),
    ("felt some pressure in my chest", K.CHEST_PAIN),
    ("my chest felt really tight", K.CHEST_PAIN),
    ("CHEST TIGHTNESS 30 min ride", K.CHEST_PAIN),
    ("pain in the left side of my chest", K.CHEST_PAIN),
    ("chest was hurting during the ride", K.CHEST_PAIN),
    ("it felt like an elephant sitting on my chest", K.CHEST_PAIN),
    ("chst pain", K.CHEST_PAIN),
    ("chest pian after 10k", K.CHEST_PAIN),
    ("chest-pain", K.CHEST_PAIN),
    ("not only chest pain but also sweating", K.CHEST_PAIN),
    ("pain shooting down my left arm", K.CHEST_PAIN),
    ("I think I had a heart attack", K.CHEST_PAIN),
    ("weird feeling in my chest", K.CHEST_PAIN),
    ("heavy chest, sweating", K.CHEST_PAIN),
    ("chestpain", K.CHEST_PAIN),
    # fainting
    ("never fainted before but today I did", K.FAINTING),
    ("saw black spots at the top", K.FAINTING),
    ("got dizzy and fell over", K.FAINTING),
    ("I fainted after the finish", K.FAINTING),
    ("nearly passed out on the track", K.FAINTING),
    ("blacked out for a second", K.FAINTING),
    ("had a blackout mid squat", K.FAINTING),
    ("collapsed at the finish line", K.FAINTING),
    ("felt faint on the bike", K.FAINTING),
    ("lost conciousness briefly", K.FAINTING),
    # palpitations
    ("heart palpitations all evening", K.PALPITATIONS),
    ("palpatations again", K.PALPITATIONS),
    ("my heart was fluttering after the swim", K.PALPITATIONS),
    ("heart skipped a few beats", K.PALPITATIONS),
    ("irregular heartbeat on the climb", K.PALPITATIONS),
    ("heart racing while lying in bed", K.PALPITATIONS),
    # breathlessness
    ("couldn't breathe properly on an easy walk", K.BREATHLESSNESS),
    ("I can’t breathe", K.BREATHLESSNESS),
    ("unusual shortness of breath today", K.BREATHLESSNESS),
    ("out of breath walking up the stairs", K.BREATHLESSNESS),
    ("breathless at rest", K.BREATHLESSNESS),
    ("way more out of breath than usual", K.BREATHLESSNESS),
    # head
    ("hit head on the ground, vomited after", K.HEAD_INJURY),
    ("head hurts after being hit by a ball", K.HEAD_INJURY),
    ("many headers today, headache now", K.HEAD_INJURY),
    ("fell off my bike and hit my head, have a headache", K.HEAD_INJURY),
    ("took an elbow to the head, bit foggy since", K.HEAD_INJURY),
    ("got a concussion at rugby", K.HEAD_INJURY),
    ("banged my head. Feel nauseous now.", K.HEAD_INJURY),
    ("ball hit me in the head and I feel dizzy", K.HEAD_INJURY),
    # headache
    ("sudden severe headache during deadlifts", K.SUDDEN_HEADACHE),
    ("worst headache of my life", K.SUDDEN_HEADACHE),
    ("thunderclap headache", K.SUDDEN_HEADACHE),
    ("headache came on suddenly at the top set", K.SUDDEN_HEADACHE),
    # heat
    ("35 degrees, got confused and stopped sweating", K.HEAT_ILLNESS),
    ("heat stroke I think", K.HEAT_ILLNESS),
    ("so hot out there. I was disoriented at the end", K.HEAT_ILLNESS),
    # urine
    ("dark urine after the race", K.DARK_URINE),
    ("my pee is brown", K.DARK_URINE),
    ("pee the color of coke", K.DARK_URINE),
    ("blood in my urine", K.DARK_URINE),
    ("peeing cola coloured", K.DARK_URINE),
    # bone
    ("shin pain that gets worse with every run", K.BONE_PAIN),
    ("foot hurts at night", K.BONE_PAIN),
    ("hip pain, worse when I run, even at night", K.BONE_PAIN),
    ("maybe a stress fracture", K.BONE_PAIN),
    ("bone pain in my foot", K.BONE_PAIN),
    # calf
    ("calf is swollen and warm", K.CALF_SWELLING),
    ("calf red and hot", K.CALF_SWELLING),
    ("swelling in my left calf since the flight", K.CALF_SWELLING),
    ("could it be a blood clot", K.CALF_SWELLING),
    # energy
    ("missed my period again", K.LOW_ENERGY),
    ("no period for 3 months", K.LOW_ENERGY),
    ("my periods have stopped", K.LOW_ENERGY),
    ("haven't had my period since august", K.LOW_ENERGY),
    ("lost my period training for the marathon", K.LOW_ENERGY),
    ("amenorrhea", K.LOW_ENERGY),
    # eating
    ("made myself throw up after dinner", K.DISORDERED_EATING),
    ("binged and purged yesterday", K.DISORDERED_EATING),
    ("I'm scared of gaining weight so I skip meals", K.DISORDERED_EATING),
    ("taking laxatives before weigh-in", K.DISORDERED_EATING),
    ("starving myself to make weight", K.DISORDERED_EATING),
    ("haven't eaten for 2 days", K.DISORDERED_EATING),
    # self-harm
    ("I cut myself again", K.SELF_HARM),
    ("I want to disappear", K.SELF_HARM),
    ("I want to die", K.SELF_HARM),
    ("I want to kill myself after this run", K.SELF_HARM),
    ("suicidal thoughts again", K.SELF_HARM),
    ("thinking about killing myself", K.SELF_HARM),
    ("don't want to be here anymore", K.SELF_HARM),
    ("been self-harming", K.SELF_HARM),
    ("60 min run rpe 5. I don't want to live", K.SELF_HARM),
    # pregnancy
    ("28 weeks pregnant, some bleeding after the run", K.PREGNANCY),
    ("pregnant and had contractions on the walk", K.PREGNANCY),
    ("the baby isn't moving much", K.PREGNANCY),
    # others, and the athlete as well
    ("my friend fainted, me too", K.FAINTING),
    ("my friend fainted and I did too", K.FAINTING),
    ("fainted in front of my wife", K.FAINTING),
    ("collapsed next to my coach", K.FAINTING),
    ("my friend says I fainted", K.FAINTING),
    ("chest pain chasing a guy", K.CHEST_PAIN),
    ("ran with my friend and felt chest pain", K.CHEST_PAIN),
    ("my mate was fine, chest pain on the hill", K.CHEST_PAIN),
    ("my brother had a heart attack, now I have chest pain", K.CHEST_PAIN),
    ("a guy hit my head, dizzy since", K.HEAD_INJURY),
    ("my sister is great but I want to die", K.SELF_HARM),
    # long ago, and now
    ("I fainted years ago, and now again", K.FAINTING),
    ("as a kid I had chest pain, it is back", K.CHEST_PAIN),
    ("chest pain like years ago", K.CHEST_PAIN),
    ("chest pain started a year ago", K.CHEST_PAIN),
    ("chest pain for the last year", K.CHEST_PAIN),
    ("chest pain in the past days", K.CHEST_PAIN),
    ("my period stopped a year ago", K.LOW_ENERGY),
    ("I wanted to kill myself years ago", K.SELF_HARM),
]

NOT_RAISED = [
    "",
    "60 min run rpe 7, legs heavy",
    "heart rate 180",
    "max heart rate 192 today",
    "killed it today",
    "killed that last set",
    "dying on the last interval",
    "I was dying out there",
    "bench press and chest day",
    "chest day, 60 min rpe 8",
    "chest press hurt today",
    "chest strap was tight",
    "headwind all the way",
    "hit the wall at 30k, head down to the finish",
    "no chest pain",
    "no chest pain or palpitations",
    "no pain, dizziness or palpitations",
    "without chest pain",
    "didn't have any chest pain",
    "never had chest pain",
    "chest pain free",
    "not dizzy, no fainting",
    "didn't faint",
    "out of breath after the sprints",
    "breathless on the last interval",
    "couldn't breathe through my nose",
    "short of breath on the hills",
    "heart racing on the climb",
    "heart pounding at the finish",
    "hit my head on the pull-up bar",
    "ahead of schedule, felt sick of running",
    "slight headache after work",
    "hot day, 60 min ride",
    "35 degrees and sunny",
    "confused by the new route",
    "needed to pee twice",
    "ran in the dark, then a coffee",
    "drank a coke at the pee stop",
    "knee pain",
    "sore calves",
    "calf a bit tight",
    "sore shins",
    "shin a bit sore after the run",
    "rest period of 2 min",
    "no rest periods",
    "good period of training",
    "period started today",
    "on my period, legs heavy",
    "binge watched a series",
    "starving after that ride",
    "ate too much at lunch",
    "wanted to die on the last rep",
    "that hill nearly killed me",
    "killing myself on those intervals",
    "I hurt myself on squats",
    "my legs are dead",
    "dead tired",
    "pregnant, easy 30 min walk rpe 2",
    "4 kms easy",
    "back pain after chest and back day",
    "ran out of gas, collapsed on the sofa afterwards",
    "blood sugar was fine",
    "new shoes hurt my feet",
    "foot sore",
    "brown bear on the trail",
    "nearly gave me a heart attack that dog",
    "tight hamstrings",
    "rpe 8 tight hips",
    "swollen ego",
    "heavy chest day",
    "fell asleep, dizzy from work",
    "I have not had chest pain",
    "without any dizziness or chest pain",
    "not a heart attack lol",
    "shin splints",
    "compartment of my bag",
    "stress 3/5",
    "my friend fainted",
    "60 min run rpe 5, my friend fainted",
    "and a runner collapsed at the finish",
    "my dad had a heart attack",
    "someone passed out on the track",
    "I fainted years ago",
    "as a kid I had chest pain",
    "stress fracture last year",
    "10k in 52:10, had a concussion 10 years ago",
]


@pytest.mark.parametrize(("text", "kind"), RAISED, ids=[text for text, _ in RAISED])
def test_words_that_stop_coaching(text: str, kind: RedFlagKind) -> None:
    flag = red_flag(text)

    assert flag is not None
    assert flag.kind is kind
    assert flag.urgency is URGENCY[kind]


@pytest.mark.parametrize("text", NOT_RAISED)
def test_words_that_only_sound_like_it(text: str) -> None:
    assert red_flag(text) is None


def test_of_several_flags_the_most_urgent_is_told() -> None:
    flag = red_flag("missed my period, stress fracture, and I fainted today")

    assert flag is not None
    assert flag.kind is K.FAINTING


def test_it_gives_the_words_as_they_were_typed() -> None:
    flag = red_flag("40 min run, Tight CHEST after")

    assert flag is not None
    assert flag.said == "Tight CHEST"


def test_every_kind_has_an_urgency_and_a_sign_in_every_language() -> None:
    assert set(URGENCY) == set(RedFlagKind)
    for words in map(signs_for, READ_LANGUAGES):
        assert {sign.kind for sign in words.signs} == set(RedFlagKind)


def test_the_most_urgent_kinds_come_first() -> None:
    order = [Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON]
    ranks = [order.index(urgency) for urgency in URGENCY.values()]

    assert ranks == sorted(ranks)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    red_flag(text)


@given(
    st.sampled_from(RAISED),
    st.sampled_from(["60 min run rpe 7. ", "legs heavy\n", "10k in 52:10; ", "🔥 ", "My friend fainted years ago. "]),
)
def test_what_else_is_said_does_not_hide_it(raised: tuple[str, RedFlagKind], before: str) -> None:
    assert red_flag(before + raised[0]) is not None


@pytest.mark.parametrize(
    "piece", ["chest ", "no ", "pain chest ", "shin hurts ", "a ", "head hit ", ", or ", "no chest, "]
)
def test_a_long_message_takes_time_in_proportion(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        best = 9.0
        for _ in range(5):
            start = process_time()
            red_flag(text)
            best = min(best, process_time() - start)
        return best

    assert seconds(40_000) < 25 * seconds(4_000) + 0.05
