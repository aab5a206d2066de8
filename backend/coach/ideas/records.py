"""The longest, hardest or biggest session of its sport for a while."""

from collections.abc import Iterator

from backend.coach.ideas.idea import Facts, Idea, Part, day
from backend.coach.ideas.terms import terms_of
from words import Words


def _record(weight: int, name: str, wordings: tuple[str, ...], fact: str) -> Idea:
    return Idea(Part.SESSION, weight, name, wordings, ("session", fact))


def records(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas about a longest, hardest or biggest session: of four weeks, or of a log that is younger."""
    terms = terms_of(facts["session"]["sport"], words)
    for name in ("longest", "hardest", "biggest"):
        if name not in facts:
            continue
        record = facts[name]
        values = {
            "value": words.number(record["value"], 1),
            "before": words.number(record["before"], 1),
            "day": day(record["before_date"], words),
        }
        # Barely a record is no news: what is usual may be said before it.
        less = 0 if record["clear"] else 31
        match name, record["whole_window"]:
            case "longest", True:
                yield _record(80 - less, name, _longest_in_four_weeks(terms.longest, values, words), name)
            case "longest", False:
                yield _record(72 - less, name, _longest_so_far(terms.longest, values, words), name)
            case "hardest", True:
                yield _record(78 - less, name, _hardest_in_four_weeks(terms.hardest, values, words), name)
            case "hardest", False:
                yield _record(71 - less, name, _hardest_so_far(terms.hardest, values, words), name)
            case "biggest", True:
                yield _record(76 - less, name, _biggest_in_four_weeks(terms.biggest, values, words), name)
            case _:
                yield _record(70 - less, name, _biggest_so_far(terms.biggest, values, words), name)


def _longest_in_four_weeks(yours: str, values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say("{yours} in four weeks: {value} min, after {before} min on {day}.", yours=yours, **values),
        words.say(
            "{yours} in four weeks, at {value} min; the longest before it was {before} min ({day}).",
            yours=yours,
            **values,
        ),
        words.say(
            "{yours} for at least four weeks: {value} min, where {before} min on {day} came closest.",
            yours=yours,
            **values,
        ),
    )


def _longest_so_far(yours: str, values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say("{yours} so far in this log: {value} min, after {before} min on {day}.", yours=yours, **values),
        words.say(
            "{yours} since you began to log, at {value} min; before it came {before} min on {day}.",
            yours=yours,
            **values,
        ),
    )


def _hardest_in_four_weeks(yours: str, values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "{yours} in four weeks by your own rating: RPE {value}, after {before} on {day}.", yours=yours, **values
        ),
        words.say(
            "{yours} in four weeks: you rated it RPE {value}, and none of the others above {before}.",
            yours=yours,
            **values,
        ),
        words.say(
            "{yours} for at least four weeks, at RPE {value}; the next one was {before} on {day}.",
            yours=yours,
            **values,
        ),
    )


def _hardest_so_far(yours: str, values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "{yours} so far in this log by your own rating: RPE {value}, after {before} on {day}.",
            yours=yours,
            **values,
        ),
        words.say(
            "{yours} since you began to log: RPE {value}, and none of the others above {before}.", yours=yours, **values
        ),
    )


def _biggest_in_four_weeks(yours: str, values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say("{yours} in four weeks: a load of {value} AU, after {before} AU on {day}.", yours=yours, **values),
        words.say(
            "{yours} in four weeks by load: {value} AU, where the next one was {before} AU ({day}).",
            yours=yours,
            **values,
        ),
        words.say(
            "{yours} for at least four weeks, at {value} AU; {before} AU on {day} came closest.", yours=yours, **values
        ),
    )


def _biggest_so_far(yours: str, values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say("{yours} so far in this log by load: {value} AU, after {before} AU on {day}.", yours=yours, **values),
        words.say(
            "{yours} since you began to log, at {value} AU; the next one was {before} AU ({day}).",
            yours=yours,
            **values,
        ),
    )
