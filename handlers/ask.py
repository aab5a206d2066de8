"""/ask: a question goes to the coach, and its answer comes to where "Looking it up …" stands, or below a review."""

from html import escape
from uuid import UUID

from telegram.error import BadRequest

from backend.contract import Notification
from backend.contract.coach import MAX_QUESTION_CHARACTERS, Asked, AskQuestion, Remember
from backend.training.message import ProblemCode, Understood, understand
from handlers.feedback import MAX_COMMENT, hide_numbers, show_numbers
from handlers.keyboards import Keyboard, button, entry_id_of, keyboard, vote_buttons
from handlers.problems import sentence
from handlers.remembered import Answered
from handlers.texts import msgid
from handlers.turn import Turn, cannot_edit

EXAMPLES = (
    msgid("Am I doing too much?"),
    msgid("Compare my last session with those before"),
)
_ASKING = "ask"
_PREFIX = "a"


async def begin(turn: Turn, words: str) -> None:
    """``/ask <question>``; without one, it is asked for."""
    if words:
        if not await about_reminders(turn, understand(words, turn.day_said, turn.state.language)):
            await put(turn, words, turn.message.message_id if turn.message else None)
        return
    turn.state.coaching = turn.state.coaching.asks(_ASKING, turn.now)
    examples = [[button(turn.say(text), _PREFIX, "try", number)] for number, text in enumerate(EXAMPLES)]
    text = turn.say(
        "What do you want to know? Write it, or tap one. I answer from your log, and say what it doesn’t tell."
    )
    await turn.send(text, keyboard(*examples))


async def hear(turn: Turn) -> bool:
    """What was typed while a question is asked for; whether it was one. A session is none: it is logged."""
    if turn.state.coaching.asked(turn.now) != _ASKING:
        return False
    turn.state.coaching = turn.state.coaching.asks_nothing()
    said = understand(turn.text, turn.day_said, turn.state.language)
    if said.minutes is not None and said.problem(ProblemCode.QUESTION) is None:
        return False
    if not await about_reminders(turn, said):
        await put(turn, turn.text, turn.message.message_id if turn.message else None)
    return True


async def about_reminders(turn: Turn, said: Understood) -> bool:
    """Whether it asks to be reminded: no coach can, so it is told where reminders are set."""
    problem = said.problem(ProblemCode.REMINDER)
    if problem is None:
        return False
    await turn.send(sentence(turn.words, problem), reply_to=turn.message.message_id if turn.message else None)
    return True


async def offer(turn: Turn, text: str, reply_to: int | None) -> None:
    """Somebody just asked: one tap puts it to the coach."""
    turn.state.coaching = turn.state.coaching.model_copy(update={"offered": turn.text[:MAX_QUESTION_CHARACTERS]})
    await turn.send(text, keyboard([button(turn.say("Ask the coach"), _PREFIX, "do")]), reply_to)


async def tap(turn: Turn, parts: list[str]) -> None:
    """``a:do``, ``a:try:<n>``, ``a:<question>:<verb>``."""
    verb, value = [*parts, "", ""][:2]
    if verb == "try" and value.isdecimal() and int(value) < len(EXAMPLES):
        await put(turn, turn.say(EXAMPLES[int(value)]), None, turn.tapped)
    elif verb == "do":
        offered = turn.state.coaching.offered
        if not offered:
            turn.toast = turn.say("That question is too old. Ask it anew with /ask.")
            return
        await put(turn, offered, None, turn.tapped)
        turn.state.coaching = turn.state.coaching.model_copy(update={"offered": ""})
    elif (question := entry_id_of(verb)) is not None:
        await _of_answer(turn, question, value)


async def put(turn: Turn, text: str, reply_to: int | None, message: int | None = None) -> None:
    """Ask it, and say that it is being looked up, in ``message`` or below what was written."""
    asked = await turn.athlete.ask(AskQuestion(id=turn.new_id("ask:"), text=text[:MAX_QUESTION_CHARACTERS]))
    waiting = turn.say("Looking it up …")
    shown = await turn.send(waiting, reply_to=reply_to) if message is None else await turn.show(message, waiting)
    coaching = turn.state.coaching
    turn.state.coaching = coaching.keep(coaching.answer(asked.id).model_copy(update={"message": shown}))


async def below(turn: Turn, asked: Asked, review: int) -> None:
    """The answer as a reply to the message ``review``: now, where there is one already, else when it comes."""
    if asked.answer == "":
        return  # there is nothing to be said beyond the review
    known = turn.state.coaching.answer(asked.id).model_copy(update={"reply_to": review})
    if asked.answer is not None:
        shown = await turn.send(_plain(asked.answer), keys(turn, asked.id), review)
        known = known.model_copy(update={"message": shown, "said": True})
    turn.state.coaching = turn.state.coaching.keep(known)


async def deliver(turn: Turn, notification: Notification) -> None:
    """Bring an answer, or a comment's other words, to where it is waited for."""
    question = notification.question_id
    if question is None or not notification.text:
        return
    answer = turn.state.coaching.answer(question)
    if answer.said:
        return
    shown = await _say(turn, answer, _plain(notification.text), keys(turn, question))
    turn.state.coaching = turn.state.coaching.keep(answer.model_copy(update={"message": shown, "said": True}))


def _plain(text: str) -> str:
    return escape(text[:MAX_COMMENT], quote=False)


async def _say(turn: Turn, answer: Answered, text: str, keys_: Keyboard) -> int:
    message = answer.message
    if message is not None:
        try:
            await turn.bot.rewrite(turn.state.chat_id, message, text, keys_)
        except BadRequest as error:
            if "not modified" not in error.message.lower() and not cannot_edit(error):
                raise
            if not cannot_edit(error):
                return message
        else:
            return message
    return await turn.send(text, keys_, answer.reply_to)


def keys(turn: Turn, question: UUID) -> Keyboard:
    """What can be done with an answer."""
    why = button(turn.say("Why?"), _PREFIX, question.hex, "why")
    return keyboard([why, *vote_buttons("q", question)])


async def _of_answer(turn: Turn, question: UUID, verb: str) -> None:
    if verb == "less":
        await hide_numbers(turn, keys(turn, question))
        return
    found = await turn.athlete.question(question)
    if verb == "why":
        less = [button(turn.say("Less"), _PREFIX, question.hex, "less")]
        keep = [button(turn.say("Remember this"), _PREFIX, question.hex, "keep")] if found.proposal else []
        lines = found.lines or [turn.say("No number of your log stands behind it.")]
        if found.proposal:
            lines = [*lines, turn.say("I could remember: {what}", what=found.proposal.text)]
        await show_numbers(turn, lines, keyboard([*less, *keep]))
    elif verb == "keep" and found.proposal is not None:
        what = found.proposal
        await turn.athlete.remember(Remember(id=question, text=what.text, kind=what.kind, date=what.date))
        turn.toast = turn.say("Remembered: {what}. /memory shows and erases it.", what=what.text)
