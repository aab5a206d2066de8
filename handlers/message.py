"""Plain text: a session in one message, or the answer to what an open card asks."""

from dataclasses import replace

from backend.training.message import Problem, ProblemCode, Understood, understand
from backend.training.redflags import RedFlag
from backend.training.session import MAX_NOTE_CHARACTERS, Kind, Sport
from handlers import answers, ask, red_flag, rendering
from handlers.drafting import bring_near, new_draft, present, respond, save
from handlers.drafts import Draft, Step
from handlers.problems import sentences, take_over
from handlers.reading import read_by_model
from handlers.rendering import lines
from handlers.turn import Turn

_OPEN_TO_WORDS = (Step.REVIEW, Step.FEELINGS, Step.CHANGE)
"""Where words that are no session become the note."""

_DURATION = (
    ProblemCode.MINUTES_OUT_OF_RANGE,
    ProblemCode.LONG_SESSION,
    ProblemCode.AMBIGUOUS_MINUTES,
    ProblemCode.TWO_DURATIONS,
)
"""Problems with a duration that was said."""

_NO_SESSION = (ProblemCode.QUESTION, ProblemCode.REMINDER, ProblemCode.NOTE_SHORTENED)
"""Problems that alone make no session of a text."""


async def hear(turn: Turn) -> None:
    """What an athlete typed: an answer to the open card, or something new."""
    draft = turn.state.open_draft()
    if draft is None or draft.step is Step.RED_FLAG or not await _goes_to(turn, draft, turn.text):
        await read(turn, turn.text)


async def _goes_to(turn: Turn, draft: Draft, text: str) -> bool:
    """Whether the text was about the open card, and was taken there."""
    if draft.step in _OPEN_TO_WORDS and answers.means_save(text):
        await bring_near(turn, draft)
        await save(turn, draft)
        return True
    if draft.step in _OPEN_TO_WORDS and answers.is_small_talk(text):
        return False
    said = understand(text, turn.day_said, turn.state.language)
    if said.kind is not None and draft.left_behind(turn.now):
        return False
    answer = answers.read(draft, text, said, turn.day_said, turn.state.language)
    if isinstance(answer, Problem):
        take_over(draft, (answer,))
        await respond(turn, draft, sentences(turn.words, (answer,)))
        return True
    if answer:
        await respond(turn, draft)
        return True
    if begins_anew(draft, said):
        return False
    if said.kind is None and not said.problems and draft.step not in _OPEN_TO_WORDS:
        await respond(turn, draft, turn.say("I could not read that as an answer."))
        return True
    if said.problem(ProblemCode.QUESTION) and said.kind is None:
        return False
    if said.note.isdecimal() and said.kind is None:
        await respond(turn, draft, turn.say("I could not read that as an answer."))  # minutes? effort? no note
        return True
    merge(draft, said)
    take_over(draft, said.problems)
    await respond(turn, draft, sentences(turn.words, said.problems))
    return True


def begins_anew(draft: Draft, said: Understood) -> bool:
    """A whole session, while the card's own is known already: it is another one.

    A duration alone, typed where the card asks for one or what to change, is the answer.
    """
    if said.kind is Kind.REST:
        return draft.minutes is not None
    if draft.step in (Step.CHANGE, Step.MINUTES) and said.rpe is None and said.sport is None and said.date is None:
        return False
    named = (*_DURATION, ProblemCode.NOTE_SHORTENED)
    of_a_whole = any(part is not None for part in (said.sport, said.rpe, said.date)) or any(
        each.code not in named for each in said.problems
    )
    says_how_long = said.minutes is not None or (of_a_whole and any(map(said.problem, _DURATION)))
    another_sport = not draft.guided and said.sport is not None and draft.sport not in (Sport.OTHER, said.sport)
    return says_how_long and (draft.minutes is not None or draft.kind is Kind.REST or another_sport)


def merge(draft: Draft, said: Understood) -> None:
    """Take over what was said; what was not said stays."""
    if said.kind is Kind.REST:
        draft.kind = Kind.REST
        draft.answered(Step.LONG)
    if said.minutes is not None:
        draft.set_minutes(said.minutes)
    if said.rpe is not None:
        draft.rpe, draft.rpe_unknown = said.rpe, False
    if said.date is not None:
        draft.set_date(said.date)
    if said.sport is not None:
        draft.sport = said.sport
        draft.answered(Step.SPORT)
    draft.freshness = said.freshness or draft.freshness
    draft.readiness = said.readiness or draft.readiness
    draft.mood = said.mood or draft.mood
    if said.note:
        draft.note = f"{draft.note}, {said.note}"[:MAX_NOTE_CHARACTERS] if draft.note else said.note


def draft_from(turn: Turn, said: Understood, source: int | None = None) -> Draft:
    """A new card of one message, ``source`` or the one in hand."""
    draft = new_draft(turn)
    draft.source = source or (turn.message.message_id if turn.message else None)
    draft.heard = turn.heard[:MAX_NOTE_CHARACTERS]
    merge(draft, said)
    if turn.message is not None and turn.message.forward_origin is not None:
        draft.ask(Step.FORWARDED)
    take_over(draft, said.problems)
    return draft


async def read(turn: Turn, text: str, source: int | None = None) -> None:
    """A new message: its card, or a short word on what was not understood."""
    said = understand(text, turn.day_said, turn.state.language)
    by_model = False
    if said.kind is None and all(problem.code in _NO_SESSION for problem in said.problems):
        found = await read_by_model(turn, text, said)
        if found is None:
            await _not_a_session(turn, said)
            return
        said, by_model = found, True
    draft = draft_from(turn, said, source)
    draft.by_model = by_model
    await present(turn, draft, sentences(turn.words, said.problems))


async def _not_a_session(turn: Turn, said: Understood) -> None:
    reply_to = turn.message.message_id if turn.message else None
    how = turn.say("Write a session like this: <code>60 min run rpe 7, legs heavy</code>, or tap /log.")
    question = said.problem(ProblemCode.QUESTION)
    if await ask.about_reminders(turn, said):
        return
    if question is not None:
        await ask.offer(turn, sentences(turn.words, (question,)), reply_to)
        return
    heard = rendering.heard(turn.words, turn.heard)
    await turn.send(lines(heard, turn.say("I found no session in that.") + " " + how), reply_to=reply_to)


async def flagged(turn: Turn, flag: RedFlag) -> None:
    """A red flag was raised: the advice first, and the session it came with is kept only if the athlete says so."""
    text = turn.text
    said = understand(text, turn.day_said, turn.state.language)
    note = red_flag.note_with(said.note, text, turn.state.language)
    if turn.update.edited_message is not None and await _saved_before(turn):
        await red_flag.advise(turn, flag)
        return
    draft = turn.state.open_draft()
    if draft is None or draft.left_behind(turn.now) or draft.minutes is None or begins_anew(draft, said):
        if said.kind is not Kind.SESSION or said.minutes is None:
            await red_flag.advise(turn, flag)
            return
        draft = draft_from(turn, replace(said, note=note))
    else:
        merge(draft, replace(said, note=note))
        if draft.card is not None:
            await turn.strip(draft.card)
        draft.card = None
    draft.red_flag, draft.step = flag.kind, Step.RED_FLAG
    await present(turn, draft)


async def _saved_before(turn: Turn) -> bool:
    """Whether the edited message is a stored entry already; a card that is still open is taken off the table."""
    source = turn.message.message_id if turn.message else None
    for draft in [draft for draft in turn.state.drafts if draft.source == source]:
        turn.state.drop_draft(draft)
        if draft.card is not None:
            await turn.strip(draft.card)
    return any(card.source == source for card in turn.state.cards)
