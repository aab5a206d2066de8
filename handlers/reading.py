"""A message that the grammar cannot read: what the coach's model makes of it, where there is one."""

import asyncio

from backend.contract.reading import ReadText
from backend.errors import NotSignedIn, Unavailable
from backend.training.message import Problem, ProblemCode, Understood
from backend.training.session import MAX_NOTE_CHARACTERS
from handlers import answers
from handlers.turn import Turn

_FEWEST_WORDS = 3
"""A session in two words is read by the grammar, or is none."""


def is_worth_asking(text: str, said: Understood) -> bool:
    """Whether these words, of which the grammar made ``said``, may tell of a session: no question, no greeting."""
    if len(text.split()) < _FEWEST_WORDS or len(text) > MAX_NOTE_CHARACTERS or answers.is_small_talk(text):
        return False
    return said.problem(ProblemCode.QUESTION) is None


async def read_by_model(turn: Turn, text: str, said: Understood) -> Understood | None:
    """What the words say, checked against them; None where they are no session, or nobody can tell now.

    ``said`` is what the grammar made of them. Not for questions and greetings.
    """
    if not is_worth_asking(text, said):
        return None
    try:
        wanted = turn.athlete.read(ReadText(text=text, said_on=turn.day_said))
        reading, _ = await asyncio.gather(wanted, turn.busy("typing"))
    except (NotSignedIn, Unavailable):
        return None  # the grammar's answer is there
    if reading.kind is None:
        return None
    return Understood(
        kind=reading.kind,
        date=reading.date,
        sport=reading.sport,
        minutes=reading.minutes,
        rpe=reading.rpe,
        freshness=reading.freshness,
        readiness=reading.readiness,
        mood=reading.mood,
        note=reading.note,
        problems=tuple(Problem(one.code, tuple(one.values), tuple(one.dates), one.said) for one in reading.problems),
    )
