"""What a line that is to be remembered is about: a race, an injury, a goal or a preference, by plain words."""

import re
from datetime import date

from backend.coach.questions.kinds import day_ahead, fold

_KINDS = {
    "race": r"race|marathon|half marathon|triathlon|competition|parkrun|ironman|rennen|wettkampf|halbmarathon|carrera"
    r"|competicion|media maraton|maraton|triatlon|course|competition|semi marathon",
    "injury": r"injur\w*|hurts?|pain\w*|knee|achilles|tendon\w*|verletz\w*|schmerz\w*|knie|weh|lesion\w*|dolor\w*"
    r"|rodilla|duele\w*|bless\w*|douleur\w*|genou|mal (?:a|au|aux)",
    "goal": r"goal|aim|want to|target|sub|ziel|will|mochte|objetivo|quiero|meta|objectif|je veux|but",
    "preference": r"prefer\w*|like|love|hate|never|always|only|no time|lieber|mag|nie|immer|nur|keine zeit|prefiero"
    r"|gusta|odio|nunca|siempre|solo|prefere|aime|deteste|jamais|toujours|seulement",
}


def kind_of(text: str) -> str:
    """``race``, ``injury``, ``goal``, ``preference`` or ``other``."""
    folded = fold(text)
    return next((kind for kind, said in _KINDS.items() if re.search(rf"(?<!\w)(?:{said})(?!\w)", folded)), "other")


def race_day(text: str, today: date) -> date | None:
    """The day to come that a race is named with."""
    return day_ahead(text, today) if kind_of(text) == "race" else None
