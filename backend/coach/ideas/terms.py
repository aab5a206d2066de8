"""Each sport's own phrases, so that a sentence never has to inflect a sport's name.

All of them are subjects at the beginning of a sentence ("Your longest run"), in the language's nominative.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from backend.training.session import Sport
from words import Words


@dataclass(frozen=True, slots=True)
class Terms:
    """How one sport's sessions are called."""

    biggest: str
    """The one with the highest load."""
    longest: str
    hardest: str
    usual: str
    last: str
    first: str


@lru_cache
def terms_of(sport: str, words: Words) -> Terms:
    """The phrases of a sport."""
    return _TERMS[Sport(sport)](words)


_TERMS: dict[Sport, Callable[[Words], Terms]] = {
    Sport.RUN: lambda words: Terms(
        biggest=words.say("Your biggest run"),
        longest=words.say("Your longest run"),
        hardest=words.say("Your hardest run"),
        usual=words.say("Your usual run"),
        last=words.say("Your last run"),
        first=words.say("Your first run"),
    ),
    Sport.RIDE: lambda words: Terms(
        biggest=words.say("Your biggest ride"),
        longest=words.say("Your longest ride"),
        hardest=words.say("Your hardest ride"),
        usual=words.say("Your usual ride"),
        last=words.say("Your last ride"),
        first=words.say("Your first ride"),
    ),
    Sport.SWIM: lambda words: Terms(
        biggest=words.say("Your biggest swim"),
        longest=words.say("Your longest swim"),
        hardest=words.say("Your hardest swim"),
        usual=words.say("Your usual swim"),
        last=words.say("Your last swim"),
        first=words.say("Your first swim"),
    ),
    Sport.STRENGTH: lambda words: Terms(
        biggest=words.say("Your biggest strength session"),
        longest=words.say("Your longest strength session"),
        hardest=words.say("Your hardest strength session"),
        usual=words.say("Your usual strength session"),
        last=words.say("Your last strength session"),
        first=words.say("Your first strength session"),
    ),
    Sport.ROW: lambda words: Terms(
        biggest=words.say("Your biggest row"),
        longest=words.say("Your longest row"),
        hardest=words.say("Your hardest row"),
        usual=words.say("Your usual row"),
        last=words.say("Your last row"),
        first=words.say("Your first row"),
    ),
    Sport.WALK: lambda words: Terms(
        biggest=words.say("Your biggest walk"),
        longest=words.say("Your longest walk"),
        hardest=words.say("Your hardest walk"),
        usual=words.say("Your usual walk"),
        last=words.say("Your last walk"),
        first=words.say("Your first walk"),
    ),
    Sport.HIKE: lambda words: Terms(
        biggest=words.say("Your biggest hike"),
        longest=words.say("Your longest hike"),
        hardest=words.say("Your hardest hike"),
        usual=words.say("Your usual hike"),
        last=words.say("Your last hike"),
        first=words.say("Your first hike"),
    ),
    Sport.SKI: lambda words: Terms(
        biggest=words.say("Your biggest ski session"),
        longest=words.say("Your longest ski session"),
        hardest=words.say("Your hardest ski session"),
        usual=words.say("Your usual ski session"),
        last=words.say("Your last ski session"),
        first=words.say("Your first ski session"),
    ),
    Sport.TEAM: lambda words: Terms(
        biggest=words.say("Your biggest team session"),
        longest=words.say("Your longest team session"),
        hardest=words.say("Your hardest team session"),
        usual=words.say("Your usual team session"),
        last=words.say("Your last team session"),
        first=words.say("Your first team session"),
    ),
    Sport.RACKET: lambda words: Terms(
        biggest=words.say("Your biggest racket session"),
        longest=words.say("Your longest racket session"),
        hardest=words.say("Your hardest racket session"),
        usual=words.say("Your usual racket session"),
        last=words.say("Your last racket session"),
        first=words.say("Your first racket session"),
    ),
    Sport.CLIMB: lambda words: Terms(
        biggest=words.say("Your biggest climb"),
        longest=words.say("Your longest climb"),
        hardest=words.say("Your hardest climb"),
        usual=words.say("Your usual climb"),
        last=words.say("Your last climb"),
        first=words.say("Your first climb"),
    ),
    Sport.YOGA: lambda words: Terms(
        biggest=words.say("Your biggest yoga session"),
        longest=words.say("Your longest yoga session"),
        hardest=words.say("Your hardest yoga session"),
        usual=words.say("Your usual yoga session"),
        last=words.say("Your last yoga session"),
        first=words.say("Your first yoga session"),
    ),
    Sport.OTHER: lambda words: Terms(
        biggest=words.say("Your biggest session"),
        longest=words.say("Your longest session"),
        hardest=words.say("Your hardest session"),
        usual=words.say("Your usual session"),
        last=words.say("Your last session"),
        first=words.say("Your first session"),
    ),
}
