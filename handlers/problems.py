"""What the grammar could not take over, put into one sentence each, and what is asked because of it."""

from backend.training.message import Problem, ProblemCode
from handlers.drafts import Draft, Step
from handlers.rendering import isolated
from handlers.texts import msgid
from words import Words

SENTENCES: dict[ProblemCode, str] = {
    ProblemCode.RPE_OUT_OF_RANGE: msgid("That needs a number from 0 to 10. You wrote {value}."),
    ProblemCode.RPE_NOT_HALF_STEP: msgid("Whole or half numbers only: 7 or 7.5. You wrote {value}."),
    ProblemCode.NOT_CR10: msgid("{value} seems to be on another scale. Mine goes from 0 rest to 10 maximal."),
    ProblemCode.EFFORT_WORD: msgid("“{said}” is not a number yet."),
    ProblemCode.TWO_EFFORTS: msgid("Two efforts: {values}. One number for the whole session, please."),
    ProblemCode.MINUTES_OUT_OF_RANGE: msgid("That needs 1 to 1,440 minutes, a whole day at most. You wrote {said}."),
    ProblemCode.LONG_SESSION: "",
    ProblemCode.AMBIGUOUS_MINUTES: msgid("“{said}” could mean several things."),
    ProblemCode.TWO_DURATIONS: msgid("Several durations: {values} min."),
    ProblemCode.FUTURE_DATE: msgid("{day} has not come yet; I log only what is done."),
    ProblemCode.LONG_AGO: "",
    ProblemCode.AMBIGUOUS_DATE: msgid("That day can be read in more than one way."),
    ProblemCode.TWO_DATES: msgid("You named more than one day."),
    ProblemCode.NO_SUCH_DATE: msgid("“{said}” is not in the calendar."),
    ProblemCode.TWO_SPORTS: msgid("You named more than one sport."),
    ProblemCode.LEVEL_OUT_OF_RANGE: msgid("Feelings go from 1 to 5, higher is better. You wrote {value}."),
    ProblemCode.PLANNED: "",
    ProblemCode.QUESTION: msgid("That is a question; the coach answers those from your log."),
    ProblemCode.REMINDER: msgid(
        "I can’t remind you of a single session. What I can send by itself, and when, you choose with /reminders."
    ),
    ProblemCode.NOTE_SHORTENED: msgid("Your note was long: I keep its first 1,000 characters."),
}
"""By code; empty where the card's own question says it."""

_STEPS = {
    ProblemCode.LONG_SESSION: Step.LONG,
    ProblemCode.LONG_AGO: Step.LONG_AGO,
    ProblemCode.FUTURE_DATE: Step.DAY,
    ProblemCode.AMBIGUOUS_DATE: Step.DAY,
    ProblemCode.TWO_DATES: Step.DAY,
    ProblemCode.NO_SUCH_DATE: Step.DAY,
    ProblemCode.TWO_SPORTS: Step.SPORT,
    ProblemCode.PLANNED: Step.PLANNED,
}
"""What has to be answered before saving; missing minutes and effort are asked anyway."""


def sentence(words: Words, problem: Problem) -> str:
    """One sentence for the athlete, what they typed escaped."""
    numbers = [words.number(value, 1) for value in problem.values]
    return (
        words.say(
            SENTENCES[problem.code],
            value=numbers[0] if numbers else isolated(problem.said[:40]),
            values=", ".join(numbers),
            said=isolated(problem.said[:40]),
            day=words.full_date(problem.dates[0]) if problem.dates else "",
        )
        if SENTENCES[problem.code]
        else ""
    )


def take_over(draft: Draft, problems: tuple[Problem, ...]) -> None:
    """Have the draft ask what is in doubt, with the candidates as choices."""
    for problem in problems:
        if problem.code is ProblemCode.LONG_SESSION:
            draft.asked_minutes = int(problem.values[0])
        elif problem.code is ProblemCode.LONG_AGO:
            draft.asked_date = problem.dates[0]
        elif problem.code in (ProblemCode.TWO_DURATIONS, ProblemCode.AMBIGUOUS_MINUTES):
            draft.minutes_said = sorted({int(value) for value in problem.values if 0 < value <= 600})[:4]
        elif problem.code in (ProblemCode.AMBIGUOUS_DATE, ProblemCode.TWO_DATES):
            draft.dates_said = list(problem.dates[:4])
        if problem.code in _STEPS:
            draft.ask(_STEPS[problem.code])
    draft.settle()


def sentences(words: Words, problems: tuple[Problem, ...]) -> str:
    """One for each; that a plan lies in the future is no news."""
    planned = any(problem.code is ProblemCode.PLANNED for problem in problems)
    told = (problem for problem in problems if not (planned and problem.code is ProblemCode.FUTURE_DATE))
    return " ".join(filter(None, (sentence(words, problem) for problem in told)))
