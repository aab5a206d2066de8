"""What an effort means: of the scale that it is on (CR10 in Foster's words), whatever the log holds."""

from collections.abc import Mapping

from backend.coach.facts import FOSTER, Fact
from backend.coach.questions.drafting import Draft, msgid

LOWEST, HIGHEST = 0, 10
_CALLED: Mapping[float, str] = {
    0: msgid("rest"),
    1: msgid("very, very easy"),
    2: msgid("easy"),
    3: msgid("moderate"),
    4: msgid("somewhat hard"),
    5: msgid("hard"),
    7: msgid("very hard"),
    10: msgid("maximal"),
}
"""6, 8, 9 and the half steps carry no words (Foster et al. 2001)."""


def scale(draft: Draft) -> None:
    """The word for the effort that is asked about, and what its scale is."""
    words, rpe = draft.words, draft.asked.effort
    if rpe is not None and not LOWEST <= rpe <= HIGHEST:
        rpe = None
    below = max((one for one in _CALLED if rpe is not None and one <= rpe), default=None)
    above = min((one for one in _CALLED if rpe is not None and one >= rpe), default=None)
    values = {"lowest": LOWEST, "highest": HIGHEST, "rpe": rpe, "below": below, "above": above}
    fact = Fact(name="scale", unit="CR10", source=FOSTER, values=values)
    if below is not None and above is not None:
        number = draft.number(rpe, 1)
        if below == above:
            draft.say(words.say("RPE {rpe} is called “{word}”.", rpe=number, word=words.say(_CALLED[below])), fact)
        else:
            draft.say(
                words.say(
                    "RPE {rpe} has no name of its own: it lies between “{below}” and “{above}”.",
                    rpe=number,
                    below=words.say(_CALLED[below]),
                    above=words.say(_CALLED[above]),
                ),
                fact,
            )
    draft.say(
        words.say(
            "RPE says how hard a session was as a whole, from {lowest} rest to {highest} maximal.",
            lowest=draft.number(LOWEST),
            highest=draft.number(HIGHEST),
        ),
        fact,
    )
