"""Words that stop coaching: what to do now, plainly, and nothing that judges or diagnoses.

The kinds come from :mod:`backend.training.redflags`; the wording follows SCIENCE's sources
(ACSM pre-participation screening; Amsterdam concussion consensus 2022; IOC REDs consensus 2023).
"""

from backend.training.redflags import RedFlag, RedFlagKind, red_flag
from handlers.drafts import Draft
from handlers.rendering import headline, lines, note
from handlers.texts import msgid
from handlers.turn import Turn

ADVICE: dict[RedFlagKind, str] = {
    RedFlagKind.CHEST_PAIN: msgid(
        "<b>Please stop training</b> for now and get medical help. Chest pain or tightness around exercise needs "
        "to be looked at today; if it is there now or comes back, call your emergency number (112 in the EU, 911 "
        "in the US)."
    ),
    RedFlagKind.FAINTING: msgid(
        "<b>Please stop training</b> for now and get medical help. Fainting around exercise needs to be looked at"
        " today; if it happens again, or your chest hurts, call your emergency number (112 in the EU, 911 in the "
        "US)."
    ),
    RedFlagKind.PALPITATIONS: msgid(
        "<b>Please stop training</b> until a doctor has looked at it, today if you can. If your heart races or "
        "stumbles now and you feel faint or short of breath, call your emergency number (112 in the EU, 911 in "
        "the US)."
    ),
    RedFlagKind.BREATHLESSNESS: msgid(
        "<b>Please stop training</b> for now and get medical help today. If you can’t catch your breath now, call"
        " your emergency number (112 in the EU, 911 in the US)."
    ),
    RedFlagKind.HEAD_INJURY: msgid(
        "<b>Please stop training</b> and don’t go on today, and don’t stay alone. A blow to the head with "
        "symptoms needs a doctor today; if you vomit, get drowsy or confused, or the headache grows, call your "
        "emergency number (112 in the EU, 911 in the US)."
    ),
    RedFlagKind.SUDDEN_HEADACHE: msgid(
        "<b>Please stop now</b> and call your emergency number (112 in the EU, 911 in the US). A sudden, severe "
        "headache needs to be looked at at once."
    ),
    RedFlagKind.HEAT_ILLNESS: msgid(
        "<b>Please stop now</b>, get into the shade, cool down with water, and call your emergency number (112 in"
        " the EU, 911 in the US). Heat with confusion or collapse is an emergency; let somebody stay with you."
    ),
    RedFlagKind.DARK_URINE: msgid(
        "<b>Please stop training</b> and see a doctor today. Dark urine after hard effort needs a blood test "
        "soon; with little urine, swelling or weakness go to an emergency department."
    ),
    RedFlagKind.BONE_PAIN: msgid(
        "<b>Please stop loading it</b> and have it looked at within days. Pain in a bone that grows with load or "
        "comes at night needs a doctor before you train on it again."
    ),
    RedFlagKind.CALF_SWELLING: msgid(
        "<b>Please stop training</b> and see a doctor today. A swollen, painful calf needs to be looked at; if "
        "you get short of breath or your chest hurts, call your emergency number (112 in the EU, 911 in the US)."
    ),
    RedFlagKind.LOW_ENERGY: msgid(
        "<b>Please ease off</b> and talk to a doctor soon, best one who knows sport. Missed periods or running on"
        " too little energy are a reason to be seen, not to train through."
    ),
    RedFlagKind.DISORDERED_EATING: msgid(
        "<b>Thank you for saying this.</b> Please talk to a doctor or someone you trust soon, before training on."
        " Trouble with eating can be helped, and you don’t have to sort it out alone."
    ),
    RedFlagKind.SELF_HARM: msgid(
        "<b>I’m glad you wrote this.</b> Please talk to a person now: call your emergency number (112 in the EU, "
        "911 in the US) or a crisis line (988 in the US, 116 123 in much of Europe), or go to someone near you. "
        "Training can wait; you don’t have to be alone with this."
    ),
    RedFlagKind.PREGNANCY: msgid(
        "<b>Please stop training</b> and call your midwife or doctor today. With bleeding, fluid, strong pain or "
        "faintness, call your emergency number (112 in the EU, 911 in the US)."
    ),
}
"""What is said for each kind: to stop, whom to see and when. Emergency number first where it is urgent."""


def found(turn: Turn) -> RedFlag | None:
    """The red flag in what the athlete wrote; it wins over every other reading."""
    return red_flag(turn.text, turn.state.language)


def drawn(turn: Turn, draft: Draft, closing: str) -> str:
    """The advice stays in sight, whatever is decided about the session below it."""
    session = headline(turn.words, draft, turn.today, turn.state.hours)
    advice = turn.say(ADVICE[draft.red_flag]) if draft.red_flag else ""
    return advice + "\n\n" + lines(session, note(turn.words, draft), closing)


async def advise(turn: Turn, flag: RedFlag) -> None:
    """The words alone: there is no session to keep."""
    await turn.send(turn.say(ADVICE[flag.kind]), reply_to=turn.message.message_id if turn.message else None)


def note_with(understood: str, text: str, language: str) -> str:
    """The note keeps the words that raised the flag, so that nothing later comments on the session."""
    return understood if red_flag(understood, language) else text[:1000]
