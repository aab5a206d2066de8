"""An answer by rules while it is written, and what its sentences have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backend.coach.facts import Fact
from backend.coach.questions.kinds import Wanted
from backend.coach.questions.sources import Sources
from backend.training.session import Sport
from words import Words


@dataclass(slots=True)
class Draft:
    """An answer being written: sentences, and the facts each stands on."""

    sources: Sources
    words: Words
    asked: Wanted
    sentences: list[str] = field(default_factory=list)
    facts: list[Mapping[str, Any]] = field(default_factory=list)

    def say(self, text: str, *facts: Fact) -> None:
        """One more sentence, which stands on these facts."""
        self.sentences.append(text)
        self.facts += [{**fact, "used": True} for fact in facts if fact not in self.facts]

    def day(self, iso: str) -> str:
        """A date of a fact, as it is written."""
        return self.words.day(date.fromisoformat(iso))

    def number(self, value: float | None, digits: int = 0) -> str:
        """As it is written; a question mark where it is not known."""
        return "?" if value is None else self.words.number(value, digits)


def sport_name(sport: Sport, words: Words) -> str:
    """``Run``, ``Ride``."""
    return words.say(_SPORTS[sport])


def msgid(text: str) -> str:
    """Mark a text for the catalogues; it is said later."""
    return text


def ago(draft: Draft, days: int) -> str:
    """How long ago that is, in days."""
    if days == 0:
        return draft.words.say("today")
    if days == 1:
        return draft.words.say("yesterday")
    return draft.words.many("{number} day ago", "{number} days ago", days)


_SPORTS: Mapping[Sport, str] = {
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
