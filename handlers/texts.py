"""Names and sentences that several conversations share, as message ids of the catalogues."""

from backend.training.session import Sport


def msgid(text: str) -> str:
    """Mark a text for the catalogues where it is kept in a table; it is said later, by ``Words.say``."""
    return text


SPORTS: dict[Sport, str] = {
    Sport.RUN: msgid("Run"),
    Sport.RIDE: msgid("Ride"),
    Sport.SWIM: msgid("Swim"),
    Sport.STRENGTH: msgid("Strength"),
    Sport.ROW: msgid("Row"),
    Sport.WALK: msgid("Walk"),
    Sport.HIKE: msgid("Hike"),
    Sport.SKI: msgid("Ski"),
    Sport.TEAM: msgid("Team sport"),
    Sport.RACKET: msgid("Racket sport"),
    Sport.CLIMB: msgid("Climb"),
    Sport.YOGA: msgid("Yoga"),
    Sport.OTHER: msgid("Session"),
}

EFFORT: dict[int, str] = {
    0: msgid("rest"),
    1: msgid("very, very easy"),
    2: msgid("easy"),
    3: msgid("moderate"),
    4: msgid("somewhat hard"),
    5: msgid("hard"),
    7: msgid("very hard"),
    10: msgid("maximal"),
}
"""Foster's words for the CR10; 6, 8 and 9 carry none (Foster et al. 2001)."""

FEELINGS: dict[str, tuple[str, str, str]] = {
    "freshness": (msgid("Fresh"), msgid("1 worn out"), msgid("5 very fresh")),
    "readiness": (msgid("Ready"), msgid("1 not at all"), msgid("5 fully ready")),
    "mood": (msgid("Mood"), msgid("1 very low"), msgid("5 very good")),
}
"""Name and both ends of each feeling; higher is always better."""

FELT: dict[str, str] = {
    "freshness": msgid("fresh {level}/5"),
    "readiness": msgid("ready {level}/5"),
    "mood": msgid("mood {level}/5"),
}
"""A feeling that was said, inside a line: not every language writes it small."""

CHECK_IN: dict[str, tuple[str, str, str]] = {
    "freshness": (msgid("Fresh"), msgid("1 worn out"), msgid("5 very fresh")),
    "sleep": (msgid("Sleep"), msgid("1 hardly any"), msgid("5 very restful")),
    "muscles": (msgid("Muscles"), msgid("1 very sore"), msgid("5 feel great")),
    "calm": (msgid("Calm"), msgid("1 very stressed"), msgid("5 very relaxed")),
    "mood": (msgid("Mood"), msgid("1 very low"), msgid("5 very good")),
}
"""Name and both ends of each item of the check-in (McLean et al. 2010, IJSPP 5:367-383), called by its good end."""

CHECKED: dict[str, str] = {
    "freshness": msgid("fresh {level}/5"),
    "sleep": msgid("sleep {level}/5"),
    "muscles": msgid("muscles {level}/5"),
    "calm": msgid("calm {level}/5"),
    "mood": msgid("mood {level}/5"),
}
"""An item that was answered, inside a line."""

REASONS: dict[str, str] = {
    "ill": msgid("Ill"),
    "injured": msgid("Injured"),
    "travelling": msgid("Travelling"),
    "holiday": msgid("On holiday"),
}
"""Why somebody pauses, by the contract's name."""

ERRORS: dict[str, str] = {
    "athlete_error": msgid("That did not work. Try it again, or tap /help."),
    "invalid_entry": msgid("That does not fit a session. Check its duration, effort and day."),
    "rpe_out_of_range": msgid("That needs a number from 0 to 10, in halves at most."),
    "minutes_out_of_range": msgid("That needs 1 to 1,440 minutes, a whole day at most."),
    "future_date": msgid("That day has not come yet. Pick today or an earlier one."),
    "entry_not_found": msgid("That entry is gone. /history shows what is there."),
    "no_consent": msgid("I store nothing without your OK. Tap /start."),
    "not_signed_in": msgid("I could not open your log. Tap /start and try again."),
    "link_expired": msgid("That way to your account has expired; it holds for 10 minutes. Tap /link for a new one."),
    "link_not_yours": msgid(
        "Somebody else began that sign-in, so I connect nothing. Never open such a link that you did not ask for. "
        "To connect your own account: /link."
    ),
    "link_used": msgid("That way to your account was used already. Tap /link for a new one."),
    "premium_required": msgid("That belongs to premium. /premium shows what it gives and what it costs."),
    "already_premium": msgid("Premium is on already. /billing shows until when, and whether it renews."),
    "not_for_sale": msgid("That is not sold here. /premium shows what is."),
    "purchase_not_found": msgid("That offer is no longer open, and nothing was charged. /premium makes a new one."),
    "wrong_payment": msgid("That payment does not fit what was agreed, so nothing is charged. /premium starts anew."),
    "question_not_found": msgid("That question is gone. Ask it anew with /ask."),
    "too_many_questions": msgid("You have asked all the questions I answer in a day. Tomorrow I go on."),
    "memory_full": msgid("I remember as much as I may. Erase something in /memory first."),
    "listening_off": msgid("I can’t listen to voice notes here. Write the session, please, or tap /log."),
    "listening_spent": msgid("I have listened as much as I may for now. Write it, please."),
    "not_heard": msgid("I could not make out that voice note. Say it once more, or write it."),
    "seek_help": msgid(
        "Please stop training for now and get medical help; I can’t judge it. If it is bad now, call your "
        "emergency number (112 in the EU, 911 in the US)."
    ),
}
"""What is said about each :class:`backend.errors.AthleteError`, by its code."""

TROUBLE: dict[str, str] = {
    "unavailable": msgid("Something did not answer just now. Your message is kept and I’ll answer it."),
    "store_unavailable": msgid("I can’t reach your log just now. Your message is kept and I’ll answer it."),
    "coach_unavailable": msgid("Saved on my side; the comment will follow."),
    "stripe_unavailable": msgid("Stripe does not answer just now; nothing was charged. Try it again in a minute."),
    "sign_in_unavailable": msgid("I can’t reach the sign-in just now. Your message is kept and I’ll answer it."),
    "backend_unavailable": msgid("I can’t reach your log just now. Your message is kept and I’ll answer it."),
}
"""What is said while something is :class:`backend.errors.Unavailable`, by its code."""

BROKEN = msgid("Something broke here ({code}). Your message is kept and I’ll answer it.")
"""A bug: the code is what the operator finds in the log."""
