"""Connecting the chat to an account: the card with the way there, and what happens when the athlete comes back.

Whatever needed the account waits in the chat's state, and is done as soon as there is one.
"""

from uuid import UUID

from telegram.error import TelegramError

from backend.contract import ChangeAthlete, RegisterAthlete
from handlers.accounts import DENIED, Connected, Presented
from handlers.drafting import save, take_off
from handlers.drafts import Step
from handlers.keyboards import LinkButton, button, keyboard
from handlers.remembered import Linking
from handlers.rendering import address
from handlers.texts import ERRORS
from handlers.turn import Turn


async def begin(turn: Turn, _words: str) -> None:
    """/link: the way to the sign-in page, or that it is done already."""
    state = turn.state
    if state.athlete_id is None or state.signed_out:
        await _offer(turn, turn.say("<b>Connect your account</b>, so that your log is yours alone, on any phone."))
        return
    if not turn.accounts.sign_in:
        await turn.send(turn.say("You are connected: Telegram tells me who writes, and I need no more than that."))
        return
    identity = await turn.accounts.identity(state.athlete_id)
    if identity is None:
        await _offer(turn, turn.say("<b>You are signed out.</b> Connect again, and it goes on where it was."))
        return
    text = turn.say(
        "You are connected as {email}. With another account I show another log.", email=address(identity.email)
    )
    await _offer(turn, text, another=True)


async def ask(turn: Turn) -> None:
    """Something needs the account, and the chat is not signed in: why, how, and that nothing is lost."""
    state = turn.state
    _remember_command(turn)
    waiting = state.linking
    if not turn.accounts.sign_in and not state.signed_out:
        await turn.send(turn.say(ERRORS["not_signed_in"]))  # the bot's own word was refused: there is no way round that
        return
    if not turn.accounts.sign_in and not (waiting and waiting.draft):
        await turn.send(turn.say("This chat is signed out. /link connects it, and so does saving a session."))
        return
    if waiting is not None and waiting.draft:
        why = turn.say(
            "<b>One step before I save this:</b> connect your account, so that your log is yours alone, on any phone. "
            "What you told me waits here."
        )
    else:
        why = turn.say("<b>Connect your account first</b>, so that your log is yours alone, on any phone.")
    if state.athlete_id is not None:
        why = turn.say("<b>You are signed out.</b> Connect again, and it goes on where it was.")
    await _offer(turn, why)


async def present(turn: Turn, nonce: str) -> None:
    """Back from the sign-in page, by its button. Raises LinkExpired, LinkNotYours, LinkUsed."""
    if nonce == DENIED:
        await _offer(turn, turn.say("Nothing was connected. If you change your mind:"))
        return
    presented = await turn.accounts.present(nonce, turn.person)
    state = turn.state
    if presented.done and state.athlete_id == presented.athlete_id and state.linking is None:
        await turn.send(turn.say("You are connected as {email}.", email=address(presented.email)))
    elif state.athlete_id not in (None, presented.athlete_id):
        await _ask_to_switch(turn, nonce, presented)
    elif presented.elsewhere:
        await _ask_to_move(turn, nonce, presented)
    else:
        await _accept(turn, nonce)


async def tap(turn: Turn, parts: list[str]) -> None:
    """``k:yes:<nonce>`` and ``k:no`` where it had to be asked. Raises LinkExpired, LinkNotYours, LinkUsed."""
    verb, nonce = [*parts, "", ""][:2]
    if verb == "yes":
        presented = await turn.accounts.present(nonce, turn.person)
        if turn.tapped is not None:
            await turn.strip(turn.tapped)
        await _accept(turn, nonce, switch=turn.state.athlete_id not in (None, presented.athlete_id))
    else:
        await turn.show(turn.tapped, turn.say("Nothing was changed. /link connects an account any time."))


async def _offer(turn: Turn, why: str, *, another: bool = False) -> None:
    """The card with the button; an earlier one goes. Where no page is needed, the chat is connected at once."""
    state = turn.state
    waiting = state.linking or Linking()
    whom = state.athlete_id or turn.new_id("athlete:")
    answer = await turn.accounts.connect(turn.person, whom, another=another)
    if isinstance(answer, Connected):
        await _go_on(turn, answer.athlete_id, turn.say("You are connected again."))
        return
    until = turn.words.many(
        "The button works for {number} minute.", "The button works for {number} minutes.", answer.minutes
    )
    label = turn.say("Connect another account") if another else turn.say("Connect account")
    if waiting.card is not None:
        await turn.vanish(waiting.card)
    card = await turn.send(f"{why} {until}", keyboard([LinkButton(label, answer.url)]))
    state.linking = waiting.model_copy(update={"card": card})


async def _ask_to_switch(turn: Turn, nonce: str, presented: Presented) -> None:
    text = turn.say(
        "<b>Another account.</b> This chat shows the log of one account, and you signed in as {email}. "
        "Shall it be that one from now on? The other log stays in its account.",
        email=address(presented.email),
    )
    await _choose(turn, text, turn.say("Use this account"), nonce)


async def _ask_to_move(turn: Turn, nonce: str, presented: Presented) -> None:
    text = turn.say(
        "<b>{email} is connected to another chat.</b> Shall I move it here? The other chat is signed out then.",
        email=address(presented.email),
    )
    await _choose(turn, text, turn.say("Move here"), nonce)


async def _choose(turn: Turn, text: str, yes: str, nonce: str) -> None:
    await turn.send(text, keyboard([button(yes, "k", "yes", nonce), button(turn.say("Cancel"), "k", "no")]))


async def _accept(turn: Turn, nonce: str, *, switch: bool = False) -> None:
    state = turn.state
    accepted = await turn.accounts.accept(nonce, turn.person)
    if switch and state.athlete_id is not None:
        await turn.accounts.disconnect(state.athlete_id)
        state.leave_account()
        kept = state.linking.draft if state.linking else ""
        state.drafts = [draft for draft in state.drafts if draft.key == kept]
    if accepted.left is not None:
        await _tell(turn, accepted.left)
    await _go_on(turn, accepted.athlete_id, turn.say("Connected as {email}.", email=address(accepted.email)))


async def _tell(turn: Turn, chat_id: int) -> None:
    """The chat that the account was taken from. It finds out by itself, too, when it is next used."""
    text = turn.say("Signed out here: your account was connected in another chat. If that was not you: /link.")
    try:
        await turn.bot.say(chat_id, text)
    except TelegramError:
        return


async def _go_on(turn: Turn, athlete_id: UUID, news: str) -> None:
    """There is an account: tell the backend what was agreed, then do what waited."""
    state, waiting = turn.state, turn.state.linking or Linking()
    state.athlete_id, state.signed_out, state.linking = athlete_id, False, None
    await _register(turn)
    if waiting.card is not None and not await turn.vanish(waiting.card):
        await turn.strip(waiting.card)
    draft = state.draft(waiting.draft) if waiting.draft else None
    if draft is not None and draft.step is not Step.CANCELLED:
        await turn.send(news + " " + turn.say("What waited:"))
        await take_off(turn, draft)
        await save(turn, draft, quiet=waiting.quiet)
    elif waiting.command:
        await turn.send(news)
        await _answer_again(turn, waiting.command)
    elif state.zone is None:
        await turn.send(news)
        from handlers.start import ask_zone  # the start sends people here

        await ask_zone(turn)
    else:
        await turn.send(news + " " + turn.say("Write your next session, or tap /log."))


async def _register(turn: Turn) -> None:
    """What was agreed and set before there was an account. What the athlete said here last is right."""
    state = turn.state
    if state.consented_at is None:
        return  # a chat of before: the backend knows its athlete
    zone = state.zone or "UTC"
    command = RegisterAthlete(language=state.language, zone=zone, consented_at=state.consented_at)
    athlete = await turn.athlete.register(command)
    if state.zone is not None and (athlete.zone, athlete.language) != (zone, state.language):
        await turn.athlete.change(ChangeAthlete(zone=zone, language=state.language))
    elif state.zone is None and athlete.zone != "UTC":
        state.zone = athlete.zone


def _remember_command(turn: Turn) -> None:
    from handlers.routes import command_of  # the routes lead here

    waiting, command = turn.state.linking or Linking(), command_of(turn)
    if command and not waiting.draft:
        turn.state.linking = waiting.model_copy(update={"command": command})


async def _answer_again(turn: Turn, command: str) -> None:
    from handlers.routes import answer  # the routes lead here

    await answer(turn, command)
