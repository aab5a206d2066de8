"""/unlink and /whoami: signing the chat out, and what is known about who writes."""

from handlers.keyboards import button, keyboard
from handlers.rendering import address
from handlers.turn import Turn


async def unlink(turn: Turn, _words: str) -> None:
    """/unlink asks first."""
    if turn.state.athlete_id is None or turn.state.signed_out:
        await turn.send(turn.say("This chat is signed out already. /link connects it."))
        return
    text = turn.say(
        "<b>Sign this chat out?</b> Your log stays where it is, and no comments come here any more. "
        "/link brings it back. To delete everything: /delete_me."
    )
    keys = [button(turn.say("Sign out"), "u", "out"), button(turn.say("Stay signed in"), "u", "stay")]
    await turn.send(text, keyboard(keys))


async def tap(turn: Turn, parts: list[str]) -> None:
    """``u:out`` and ``u:stay``."""
    state = turn.state
    if parts[:1] != ["out"]:
        await turn.show(turn.tapped, turn.say("You stay signed in."))
        return
    if state.athlete_id is not None and not state.signed_out:
        await turn.accounts.disconnect(state.athlete_id)
        if turn.accounts.sign_in:
            state.leave_account()
        else:
            state.signed_out = True
    await turn.show(turn.tapped, turn.say("Signed out. Your log stays as it is; /link brings it back."))


async def whoami(turn: Turn, _words: str) -> None:
    """Account, since when, and what is stored."""
    state = turn.state
    if state.athlete_id is None or state.signed_out:
        text = turn.say("This chat is connected to no account. What you log waits until you connect one: /link.")
        await turn.send(text)
        return
    profile = await turn.athlete.profile()
    total = (await turn.athlete.history(limit=1)).total
    identity = await turn.accounts.identity(state.athlete_id)
    if identity is None:
        who = turn.say("You are who Telegram says you are: no account, no password, no e-mail address.")
    else:
        who = turn.say(
            "You are {email}, connected since {day}.",
            email=address(identity.email),
            day=turn.words.full_date(identity.since.date()),
        )
    stored = turn.words.many(
        "Stored: {number} entry with its comment, your check-ins, pauses and reminders, what you asked the coach, what "
        "it answered and remembers, your votes, your premium and payments, your settings, what is under way in this "
        "chat, and that you agreed on {day}.",
        "Stored: {number} entries with their comments, your check-ins, pauses and reminders, what you asked the coach, "
        "what it answered and remembers, your votes, your premium and payments, your settings, what is under way in "
        "this chat, and that you agreed on {day}.",
        total,
        day=turn.words.full_date(profile.consented_at.date()),
    )
    ways = turn.say("/export gives you all of it, /unlink signs this chat out, /delete_me deletes everything.")
    await turn.send(f"{who}\n{stored}\n{ways}")
