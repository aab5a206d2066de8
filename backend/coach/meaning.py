"""What a number means, in one sentence: said in the explaining tone, about the last number that a comment used."""

from collections.abc import Callable, Mapping, Sequence

from words import Words


def meaning_of(uses: Sequence[str], words: Words) -> str:
    """The sentence about the newest of these facts that has one; empty where none has."""
    return next((_MEANINGS[name](words) for name in reversed(uses) if name in _MEANINGS), "")


def _load(words: Words) -> str:
    return words.say("Load is minutes times effort, so a short hard session can weigh as much as a long easy one.")


def _week(words: Words) -> str:
    return words.say(
        "The week is the sum of seven days’ loads; beside the week before it shows how fast you add to it."
    )


def _ratio(words: Words) -> str:
    return words.say("The ratio sets a day of this week beside one of four weeks: near 1 you do what you are used to.")


def _monotony(words: Words) -> str:
    return words.say("Monotony is high when all days are alike; easy days between hard ones bring it down.")


def _usual(words: Words) -> str:
    return words.say("What is usual is the middle of your sessions in four weeks, so single ones hardly move it.")


_MEANINGS: Mapping[str, Callable[[Words], str]] = {
    "session": _load,
    "biggest": _load,
    "week": _week,
    "acute_chronic": _ratio,
    "monotony": _monotony,
    "usual": _usual,
    "effort": _usual,
}
