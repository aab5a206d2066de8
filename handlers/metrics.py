"""Metrics in words: each value with its unit and what it is made of, or what is missing and what there is instead."""

from collections.abc import Sequence

from backend.contract import ReadinessDay
from backend.training.load import Metrics
from backend.training.metric import Caveat, Metric, Missing
from handlers.texts import msgid
from words import Words

_REASONS: dict[Missing, str] = {
    Missing.UNKNOWN_LOAD: msgid("{name}: no value, because a session without effort lies in the days it needs."),
    Missing.EARLIER_WEEK_EMPTY: msgid("{name}: no value, because the week before has no load to compare with."),
    Missing.NO_LOAD: msgid("{name}: no value, because there is no load in the days it needs."),
    Missing.EVERY_DAY_THE_SAME: msgid("{name}: no value, because every day of the week was the same."),
    Missing.FEW_TRAINING_DAYS: msgid("{name}: no value, because it needs two training days in seven."),
}


def signed(words: Words, value: float, digits: int = 0) -> str:
    """A number with a real minus sign, which a hyphen is not."""
    return words.number(value, digits).replace("-", "−")


def missing(words: Words, name: str, metric: Metric) -> str:
    """Why there is no value: ``Ratio: I need 28 days, you have 12.``"""
    if metric.missing is Missing.HISTORY or metric.missing is None:
        return words.many(
            "{name}: I need {needs} days, you have {number}.",
            "{name}: I need {needs} days, you have {number}.",
            metric.has_days or 0,
            name=name,
            needs=metric.needs_days or 0,
        )
    return words.say(_REASONS[metric.missing], name=name)


def ratio(words: Words, today: Metrics) -> str:
    """The coupled ratio with its variant named and both loads beside it, or the weeks until it exists."""
    metric, acute, chronic = today.acwr_coupled, today.acute, today.chronic
    if metric.value is not None and acute.value is not None and chronic.value is not None:
        return words.say(
            "Ratio {ratio} (coupled): acute {acute} AU a day over 7 days, chronic {chronic} AU a day over 28.",
            ratio=words.number(metric.value, 2),
            acute=words.number(acute.value),
            chronic=words.number(chronic.value),
        )
    reason = missing(words, words.say("Ratio"), metric)
    return f"{reason} {until_then(words, today)}".rstrip() if metric.missing is Missing.HISTORY else reason


def until_then(words: Words, today: Metrics) -> str:
    """``Until then: this week 1,310 AU, last week 1,180 AU.`` Nothing where this week's load is not known."""
    if today.week.load.value is None:
        return ""
    load, previous = words.number(today.week.known_load), today.week.previous_load
    if previous.value is None:
        return words.say("Until then: this week {load} AU.", load=load)
    return words.say(
        "Until then: this week {load} AU, last week {previous} AU.", load=load, previous=words.number(previous.value)
    )


def monotony(words: Words, today: Metrics) -> str:
    """Monotony and strain, with how they come about."""
    metric, strain = today.week.monotony, today.week.strain
    if metric.value is None:
        return missing(words, words.say("Monotony"), metric)
    if strain.value is None:
        return words.say(
            "Monotony {monotony} (the 7 days’ mean ÷ their spread).", monotony=words.number(metric.value, 2)
        )
    return words.say(
        "Monotony {monotony} (the 7 days’ mean ÷ their spread), strain {strain} AU (week × monotony).",
        monotony=words.number(metric.value, 2),
        strain=words.number(strain.value),
    )


def form(words: Words, today: Metrics) -> str:
    """Fitness, fatigue and form, "warming up" where they still carry their start at 0."""
    metric, fitness, fatigue = today.form, today.fitness, today.fatigue
    if metric.value is None or fitness.value is None or fatigue.value is None:
        return missing(words, words.say("Form"), metric if metric.value is None else fitness)
    values = {
        "form": signed(words, metric.value),
        "fitness": words.number(fitness.value),
        "fatigue": words.number(fatigue.value),
    }
    if metric.caveat is Caveat.WARMING_UP:
        return words.say(
            "Form {form} AU, still warming up until day 126: yesterday’s fitness − fatigue "
            "(today {fitness} and {fatigue} AU a day, 42 and 7 days).",
            **values,
        )
    return words.say(
        "Form {form} AU: yesterday’s fitness − fatigue (today {fitness} and {fatigue} AU a day, 42 and 7 days).",
        **values,
    )


def readiness(words: Words, days: Sequence[ReadinessDay]) -> str:
    """The dots in words: how many, from where to where, the newest day's and the usual; nothing without a check-in."""
    sums = [day.total for day in days if day.total is not None]
    if not sums:
        return ""
    low, high, last = words.number(min(sums)), words.number(max(sums)), days[-1]
    if low == high:
        said = words.many(
            "Readiness: {number} check-in at {sum} of 25.",
            "Readiness: {number} check-ins at {sum} of 25.",
            len(sums),
            sum=low,
        )
    else:
        said = words.many(
            "Readiness: {number} check-in at {low} to {high} of 25.",
            "Readiness: {number} check-ins at {low} to {high} of 25.",
            len(sums),
            low=low,
            high=high,
        )
    if last.total is not None and len(sums) > 1:
        said += " " + words.say("Today {sum}.", sum=words.number(last.total))
    if last.mean is not None and last.sd is not None:
        said += " " + words.say(
            "Your usual is {mean} ± {sd} (28 days).", mean=words.number(last.mean), sd=words.number(last.sd, 1)
        )
    return said
