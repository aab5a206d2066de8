"""Any athlete's log, for property tests: young and old, with gaps, unrated sessions, rest days and late entries."""

from hypothesis import strategies as st

from backend.coach.log import Logged
from backend.training.session import Sport
from evals.logs import rest, session

FELT = st.none() | st.integers(1, 5)


@st.composite
def entries(draw: st.DrawFn) -> Logged:
    """A session or a rest day of the last two months, rated or not."""
    days_ago = draw(st.integers(0, 60))
    if draw(st.integers(0, 5)) == 0:
        return rest(days_ago)
    rpe = draw(st.none() | st.integers(0, 20).map(lambda half: half / 2))
    felt = {name: draw(FELT) for name in ("freshness", "readiness", "mood")}
    minutes, sport = draw(st.integers(1, 1440)), draw(st.sampled_from(Sport))
    return session(days_ago, minutes, rpe, sport, **{name: value for name, value in felt.items() if value})


NOTES = st.sampled_from(
    [
        *("", "legs heavy", "so tired", "felt great", "knee hurts", "no pain at all", "race day", "42 and 17.5"),
        *(
            "Beine schwer",
            "müde",
            "Knie tut weh",
            "Wettkampf",
            "slept badly",
            "schlecht geschlafen",
            "very hot",
            "sore",
        ),
    ]
)
"""In both languages: each takes the other's for a note about nothing."""
