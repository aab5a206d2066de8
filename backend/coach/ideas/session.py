"""What this session is beside the athlete's own."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.ideas.idea import Facts, Idea, Part, day
from backend.coach.ideas.records import records
from backend.coach.ideas.terms import terms_of
from backend.coach.recovery import BREAK_DAYS
from words import Words

_SAME_MINUTES = 0.15
"""Within this share of the usual duration a session is about as long as usual."""
_SAME_RPE = 0.5


def about_session(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas about a session or a rest day; there is always at least one."""
    session = facts["session"]
    if session["kind"] == "rest":
        yield from _rest(facts, words)
        return
    if facts["history"]["first_session"]:
        yield _first_of_all(session, words)
    yield from _after_a_break(facts, words)
    yield from records(facts, words)
    yield from _effort(facts, words)
    yield from _usual(facts, words)
    yield from _new_sport(facts, words)
    yield from _last(facts, words)
    yield from _same_day(facts, words)
    yield _plain(session, words)


def _idea(weight: int, key: str, wordings: tuple[str, ...], *uses: str) -> Idea:
    return Idea(Part.SESSION, weight, key, wordings, ("session", *uses))


def _first_of_all(session: Mapping[str, Any], words: Words) -> Idea:
    if session["rpe"] is None:
        return _idea(
            100,
            "first_unrated",
            (
                words.say("The first session of your log is {minutes} min.", **_numbers(session, words)),
                words.say("Your log begins with a session of {minutes} min.", **_numbers(session, words)),
            ),
        )
    return _idea(
        100,
        "first",
        (
            words.say(
                "Your log begins with {minutes} min at RPE {rpe}, a load of {load} AU.", **_numbers(session, words)
            ),
            words.say(
                "The first session of your log: {minutes} min × RPE {rpe} makes a load of {load} AU.",
                **_numbers(session, words),
            ),
        ),
    )


def _after_a_break(facts: Facts, words: Words) -> Iterator[Idea]:
    first = terms_of("other", words).first
    numbers = _numbers(facts["session"], words)
    if "long_break" in facts:
        weeks = facts["long_break"]["weeks"]
        yield _idea(
            95,
            "long_break",
            (
                words.say(
                    "{your_first} in more than {weeks} weeks: {minutes} min.", your_first=first, weeks=weeks, **numbers
                ),
                words.say(
                    "There was no session in the {weeks} weeks before these {minutes} min.", weeks=weeks, **numbers
                ),
            ),
            "long_break",
        )
    off = facts.get("days_off")
    if off and off["days"] >= BREAK_DAYS:
        last = day(off["last_session"], words)
        yield _idea(
            90,
            "break",
            (
                words.many(
                    "{your_first} after {number} day without one: {minutes} min.",
                    "{your_first} after {number} days without one: {minutes} min.",
                    off["days"],
                    your_first=first,
                    **numbers,
                ),
                words.many(
                    "{number} day lies between this session and the one before it ({day}).",
                    "{number} days lie between this session and the one before it ({day}).",
                    off["days"],
                    day=last,
                ),
                words.say("Back with {minutes} min; the session before it was on {day}.", day=last, **numbers),
            ),
            "days_off",
        )


def _effort(facts: Facts, words: Words) -> Iterator[Idea]:
    effort = facts.get("effort")
    if not effort or abs(effort["difference"]) < 1:
        return
    values = {
        "rpe": words.number(effort["rpe"], 1),
        "usual": words.number(effort["usual"], 2),
        **_numbers(facts["session"], words),
    }
    if effort["difference"] > 0:
        yield _idea(
            75 if effort["difference"] >= 2 else 62,
            "harder_than_usual",
            (
                words.say(
                    "You rated it RPE {rpe}, where sessions of about {minutes} min are usually {usual} for you.",
                    **values,
                ),
                words.say("RPE {rpe} is more than your usual {usual} for a session of about this length.", **values),
                words.say(
                    "{minutes} min felt harder than usual: RPE {rpe} against your usual {usual} at this length.",
                    **values,
                ),
            ),
            "effort",
        )
        return
    yield _idea(
        74 if effort["difference"] <= -2 else 60,
        "easier_than_usual",
        (
            words.say(
                "You rated it RPE {rpe}, where sessions of about {minutes} min are usually {usual} for you.", **values
            ),
            words.say("RPE {rpe} is less than your usual {usual} for a session of about this length.", **values),
            words.say(
                "{minutes} min felt easier than usual: RPE {rpe} against your usual {usual} at this length.",
                **values,
            ),
        ),
        "effort",
    )


def _usual(facts: Facts, words: Words) -> Iterator[Idea]:
    session, usual = facts["session"], facts.get("usual")
    if not usual:
        return
    values = {
        "yours": terms_of(session["sport"], words).usual,
        "usual_minutes": words.number(usual["minutes"], 1),
        "usual_rpe": words.number(usual["rpe"], 2),
        **_numbers(session, words),
    }
    more = session["minutes"] - usual["minutes"]
    if session["rpe"] is None:
        yield _idea(
            40,
            "beside_usual_unrated",
            (
                words.say("{yours} is {usual_minutes} min at RPE {usual_rpe}; this one was {minutes} min.", **values),
                words.say("{yours} takes {usual_minutes} min, this one took {minutes}.", **values),
            ),
            "usual",
        )
    elif abs(more) <= _SAME_MINUTES * usual["minutes"] and abs(session["rpe"] - usual["rpe"]) <= _SAME_RPE:
        yield _idea(
            50,
            "as_usual",
            (
                words.say(
                    "{minutes} min at RPE {rpe} is close to what you usually do: {usual_minutes} min at {usual_rpe}.",
                    **values,
                ),
                words.say(
                    "{yours} is {usual_minutes} min at RPE {usual_rpe}; this was much like it: {minutes} min at {rpe}.",
                    **values,
                ),
                words.say(
                    "Close to your usual: {minutes} min at RPE {rpe}, beside {usual_minutes} min at {usual_rpe}.",
                    **values,
                ),
                words.say(
                    "{load} AU from {minutes} min at RPE {rpe}; you usually do {usual_minutes} min at {usual_rpe}.",
                    **values,
                ),
            ),
            "usual",
        )
    else:
        yield _idea(
            52,
            "beside_usual",
            (
                words.say(
                    "{yours} is {usual_minutes} min at RPE {usual_rpe}; this one was {minutes} min at {rpe}.", **values
                ),
                words.say(
                    "{minutes} min at RPE {rpe}, beside your usual {usual_minutes} min at {usual_rpe}.", **values
                ),
                words.say(
                    "This one was {minutes} min at RPE {rpe}; you usually do {usual_minutes} min at {usual_rpe}.",
                    **values,
                ),
            ),
            "usual",
        )


def _new_sport(facts: Facts, words: Words) -> Iterator[Idea]:
    new = facts.get("new_sport")
    if not new or facts["session"]["load"] is None:
        return
    values = {"yours": terms_of(facts["session"]["sport"], words).first, **_numbers(facts["session"], words)}
    if new["in_log"] and not new["in_four_weeks"]:
        yield _idea(
            66,
            "new_sport_in_log",
            (
                words.say("{yours} in this log: {minutes} min at RPE {rpe}, or {load} AU.", **values),
                words.say("{yours} that is logged here, with {minutes} min and a load of {load} AU.", **values),
            ),
            "new_sport",
        )
    elif new["in_four_weeks"]:
        yield _idea(
            66,
            "new_sport_in_weeks",
            (
                words.say("{yours} in at least four weeks: {minutes} min at RPE {rpe}, or {load} AU.", **values),
                words.say("{yours} for four weeks or more, with {minutes} min and a load of {load} AU.", **values),
            ),
            "new_sport",
        )


def _last(facts: Facts, words: Words) -> Iterator[Idea]:
    session, last = facts["session"], facts.get("last")
    if not last or last["load"] is None or session["load"] is None:
        return
    values = {
        "yours": terms_of(session["sport"], words).last,
        "day": day(last["date"], words),
        "last_minutes": words.number(last["minutes"]),
        "last_rpe": words.number(last["rpe"], 1),
        "last_load": words.number(last["load"], 1),
        **_numbers(session, words),
    }
    if last["load"] == session["load"]:
        yield _idea(
            46,
            "as_last",
            (
                words.say("{load} AU, as much as the time before ({day}).", **values),
                words.say("{yours}, on {day}, had the same load: {load} AU.", **values),
            ),
            "last",
        )
        return
    yield _idea(
        45,
        "beside_last",
        (
            words.say(
                "{yours} was {last_minutes} min at RPE {last_rpe} on {day}; this one was {minutes} min at {rpe}.",
                **values,
            ),
            words.say("{load} AU this time; {last_load} AU the time before ({day}).", **values),
            words.say("{yours}, on {day}, came to {last_load} AU; this one came to {load} AU.", **values),
        ),
        "last",
    )


def _same_day(facts: Facts, words: Words) -> Iterator[Idea]:
    both = facts.get("same_day")
    if both and both["load"] is not None:
        values = {"total": words.number(both["load"], 1), **_numbers(facts["session"], words)}
        yield _idea(
            58,
            "same_day",
            (
                words.many(
                    "That makes {number} session on one day, {total} AU together.",
                    "That makes {number} sessions on one day, {total} AU together.",
                    both["sessions"],
                    **values,
                ),
                words.many(
                    "With this one the day has {number} session and {total} AU.",
                    "With this one the day has {number} sessions and {total} AU.",
                    both["sessions"],
                    **values,
                ),
            ),
            "same_day",
        )


def _plain(session: Mapping[str, Any], words: Words) -> Idea:
    values = _numbers(session, words)
    if session["rpe"] is None:
        return _idea(
            10,
            "unrated",
            (
                words.say("{minutes} min are in your log, without an RPE and so without a load.", **values),
                words.say(
                    "The {minutes} min are kept; without an RPE there is no load to put beside the others.", **values
                ),
            ),
        )
    return _idea(
        10,
        "plain",
        (
            words.say("{minutes} min at RPE {rpe} make a load of {load} AU.", **values),
            words.say("A load of {load} AU, from {minutes} min at RPE {rpe}.", **values),
            words.say("{minutes} min × RPE {rpe}: that is {load} AU.", **values),
        ),
    )


def _rest(facts: Facts, words: Words) -> Iterator[Idea]:
    if too := facts.get("trained_too"):
        yield _rest_on_a_training_day(too, words)
        return
    row, off = facts.get("in_a_row"), facts.get("days_off")
    if row and not off:
        yield _idea(
            60,
            "rest_after_row",
            (
                words.many(
                    "A rest day after {number} training day in a row.",
                    "A rest day after {number} training days in a row.",
                    row["days"],
                ),
                words.many(
                    "Rest, after {number} day of training without a break.",
                    "Rest, after {number} days of training without a break.",
                    row["days"],
                ),
            ),
            "in_a_row",
        )
    if hard := facts.get("hard"):
        yield _rest_after_hard(hard, words)
    if off:
        last = day(off["last_session"], words)
        yield _idea(
            50,
            "rest_again",
            (
                words.say("Another day of rest; your last session was on {day}.", day=last),
                words.say("Rest again: nothing since the session on {day}.", day=last),
            ),
            "days_off",
        )
    yield _idea(
        10,
        "rest",
        (
            words.say("The rest day is in your log and counts as 0 AU."),
            words.say("A rest day: logged, with 0 AU."),
            words.say("Rest is logged: 0 AU for the day."),
        ),
    )


def _rest_on_a_training_day(too: Mapping[str, Any], words: Words) -> Idea:
    return _idea(
        60,
        "rest_on_a_training_day",
        (
            words.many(
                "Your log has {number} session on this day as well, so it counts as a training day.",
                "Your log has {number} sessions on this day as well, so it counts as a training day.",
                too["sessions"],
            ),
            words.many(
                "Rest is noted; with {number} session on it the day stays a training day.",
                "Rest is noted; with {number} sessions on it the day stays a training day.",
                too["sessions"],
            ),
        ),
        "trained_too",
    )


def _rest_after_hard(hard: Mapping[str, Any], words: Words) -> Idea:
    values = {"from_rpe": words.number(hard["from_rpe"]), "day": day(hard["dates"][-1], words)}
    return _idea(
        55,
        "rest_after_hard",
        (
            words.many(
                "Rest, in 7 days with {number} session at RPE {from_rpe} or more, on {day}.",
                "Rest, in 7 days with {number} sessions at RPE {from_rpe} or more, the last on {day}.",
                hard["sessions"],
                **values,
            ),
            words.many(
                "A rest day after {number} session at RPE {from_rpe} or more, on {day}.",
                "A rest day after {number} sessions at RPE {from_rpe} or more in 7 days, the last on {day}.",
                hard["sessions"],
                **values,
            ),
        ),
        "hard",
    )


def _numbers(session: Mapping[str, Any], words: Words) -> dict[str, str]:
    return {
        name: "" if session[name] is None else words.number(session[name], 1) for name in ("minutes", "rpe", "load")
    }
