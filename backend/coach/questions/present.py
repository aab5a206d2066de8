"""Answers by rules about how it stands now: ready, too much, ill. None of them promises or judges."""

from datetime import timedelta

from backend.coach.questions import tools
from backend.coach.questions.drafting import Draft

_CHECK_IN_DAYS = 3
"""How old a check-in may be that is spoken of as how the athlete is now."""
_HARD_DAYS = 4
_ONE_DAY = timedelta(days=1)


def health(draft: Draft) -> None:
    """Injury and illness, which no log tells of."""
    draft.say(
        draft.words.say(
            "That I can’t judge: no number in a log tells of injury or illness. "
            "If something hurts or you feel ill, have it looked at."
        )
    )


def ready(draft: Draft) -> None:
    """Whether a day is one for something hard: the week, the check-in, the last hard session."""
    words, today = draft.words, draft.sources.today
    day = draft.asked.on or today
    if day > today:
        to_come = tools.day_to_come("asked_for", day, today, "the calendar")
        said = words.many(
            "{day} is {number} day away, and no log can promise how it goes; this is what yours says now.",
            "{day} is {number} days away, and no log can promise how it goes; this is what yours says now.",
            (day - today).days,
            day=words.day(day),
        )
        draft.say(said, to_come)
    else:
        draft.say(words.say("No log can promise how it goes; this is what yours says today."))
    _week(draft)
    _check_in(draft)
    _hard(draft)


def _hard(draft: Draft) -> None:
    words, today = draft.words, draft.sources.today
    hard = tools.hard_ones(draft.sources, _HARD_DAYS)
    if hard:
        last = hard[-1]
        draft.say(
            words.say(
                "Your last hard session was on {day}, at RPE {rpe}; an easy day or two could come first.",
                day=draft.day(last["values"]["date"]),
                rpe=draft.number(last["values"]["rpe"], 1),
            ),
            last,
        )
        return
    window = tools.entries(draft.sources, today - (_HARD_DAYS - 1) * _ONE_DAY, today)[0]
    none = words.many(
        "There was no hard session in the last {number} day.",
        "There was no hard session in the last {number} days.",
        _HARD_DAYS,
    )
    draft.say(none, window)


def too_much(draft: Draft) -> None:
    """Whether it was too much: the week beside the one before, and beside four weeks."""
    _week(draft)
    ratio = next(
        (fact for fact in tools.numbers(draft.sources, draft.sources.today) if fact["name"] == "acute_chronic"), None
    )
    if ratio is not None:
        values = ratio["values"]
        draft.say(
            draft.words.say(
                "On average a day carried {acute} AU in the last 7 days and {chronic} AU in the last 28.",
                acute=draft.number(values["acute"]),
                chronic=draft.number(values["chronic"]),
            ),
            ratio,
        )
    _check_in(draft)
    draft.say(
        draft.words.say(
            "What is too much for you no number says: how you sleep, feel and recover tells more than the sum."
        )
    )


def _week(draft: Draft) -> None:
    words = draft.words
    week = tools.numbers(draft.sources, draft.sources.today)[0]
    values = week["values"]
    load = words.number(values["known_load"])
    if values["change"] is None:
        draft.say(words.many(
            "The last 7 days add up to {load} AU in {number} session; the 7 before are too little known to compare.",
            "The last 7 days add up to {load} AU in {number} sessions; the 7 before are too little known to compare.",
            values["sessions"],
            load=load,
        ), week)  # fmt: skip
        return
    change, previous = values["change"], words.number(values["previous"])
    if change > 0:
        text = words.say(
            "The last 7 days add up to {load} AU, {change} % above the {previous} AU of the 7 before.",
            load=load,
            change=words.number(change),
            previous=previous,
        )
    elif change < 0:
        text = words.say(
            "The last 7 days add up to {load} AU, {change} % below the {previous} AU of the 7 before.",
            load=load,
            change=words.number(-change),
            previous=previous,
        )
    else:
        text = words.say("The last 7 days add up to {load} AU, as much as the 7 before.", load=load)
    draft.say(text, week)


def _check_in(draft: Draft) -> None:
    words, today = draft.words, draft.sources.today
    found = tools.check_ins(draft.sources, today - (_CHECK_IN_DAYS - 1) * _ONE_DAY, today)
    if not found:
        draft.say(words.say("There is no check-in of the last days, so how you feel I don’t know."))
        return
    values = found[-1]["values"]
    said = {"day": draft.day(values["date"]), "total": values["total"]}
    if values["usual"] is None:
        draft.say(words.say("Your check-in of {day} came to {total} of 25.", **said), found[-1])
    else:
        usual = words.number(values["usual"], 1)
        draft.say(
            words.say(
                "Your check-in of {day} came to {total} of 25, where {usual} is usual for you.", **said, usual=usual
            ),
            found[-1],
        )
