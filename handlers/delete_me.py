"""/delete_me: asks twice, then everything is gone, and says what was removed."""

from contextlib import suppress
from uuid import UUID

from telegram.error import BadRequest

from backend.contract import Erased
from backend.contract.premium import PremiumCause
from backend.errors import NoConsent, NotSignedIn
from handlers.keyboards import Keyboard, button, keyboard
from handlers.remembered import Deletion
from handlers.rendering import lines
from handlers.state import ChatState
from handlers.turn import Turn


async def begin(turn: Turn, _words: str) -> None:
    """The first question, which names what would go."""
    if turn.state.athlete_id is None:
        await _begin_without_account(turn)
        return
    entries = (await turn.athlete.history(limit=1)).total
    premium = await turn.athlete.premium()
    turn.state.deletion = Deletion(key=turn.new_id("delete:").hex[:8], entries=entries)
    text = turn.words.many(
        "<b>Delete everything?</b> That is {number} entry with its comment, your check-ins, pauses and reminders, what "
        "you asked the coach, what it answered and remembers, your votes, your premium and payments, your settings, "
        "and what is under way in this chat. It can’t be taken back. /export gives you a copy first.",
        "<b>Delete everything?</b> That is {number} entries with their comments, your check-ins, pauses and reminders, "
        "what you asked the coach, what it answered and remembers, your votes, your premium and payments, your "
        "settings, and what is under way in this chat. It can’t be taken back. /export gives you a copy first.",
        entries,
    )
    if premium.works and premium.cause is not PremiumCause.INCLUDED:
        text += " " + turn.say("Premium ends with it; what is paid for the time ahead is not given back.")
    await turn.send(text, _buttons(turn, "sure", turn.say("Delete everything"), turn.say("Keep it")))


async def _begin_without_account(turn: Turn) -> None:
    """Only what the chat itself holds: one question is enough."""
    turn.state.deletion = Deletion(key=turn.new_id("delete:").hex[:8], entries=0)
    text = turn.say(
        "<b>Forget this chat?</b> It is connected to no account. What it holds would go: your language, your time "
        "zone, and sessions that were not saved. To delete an account’s log, connect it first: /link."
    )
    await turn.send(text, _buttons(turn, "gone", turn.say("Forget this chat"), turn.say("Keep it")))


async def tap(turn: Turn, parts: list[str]) -> None:
    """``x:<key>:sure``, then ``x:<key>:gone``; ``x:<key>:keep`` at both."""
    deletion = turn.state.deletion
    key, verb = [*parts, "", ""][:2]
    if deletion is None or deletion.key != key:
        turn.toast = turn.say("This card is old. /delete_me asks again.")
        return
    if verb == "sure":
        text = turn.words.many(
            "<b>Really delete</b> {number} entry and all the rest? This is the last question.",
            "<b>Really delete</b> {number} entries and all the rest? This is the last question.",
            deletion.entries,
        )
        await turn.show(turn.tapped, text, _buttons(turn, "gone", turn.say("Yes, delete it all"), turn.say("Keep it")))
    elif verb == "gone":
        await _erase(turn, deletion)
    else:
        turn.state.deletion = None
        await turn.show(turn.tapped, turn.say("Kept. Nothing was deleted."))


async def _erase(turn: Turn, deletion: Deletion) -> None:
    if turn.state.athlete_id is None:
        await turn.show(turn.tapped, turn.say("Forgotten. /start begins anew."))
        turn.state = ChatState(chat_id=turn.state.chat_id)
        return
    erased, money = await _erase_athlete(turn, turn.state.athlete_id, deletion)
    entries = turn.words.many("{number} entry", "{number} entries", erased.entries or deletion.entries)
    comments = turn.words.many("{number} comment", "{number} comments", erased.feedbacks)
    check_ins = turn.words.many("{number} check-in", "{number} check-ins", erased.check_ins)
    text = turn.say(
        "<b>Everything is gone:</b> {entries}, {comments}, {check_ins} and all the rest, also what this chat had under "
        "way. The messages above are yours to delete in Telegram. /start begins anew.",
        entries=entries,
        comments=comments,
        check_ins=check_ins,
    )
    text = lines(text, money)
    await turn.show(turn.tapped, text)
    turn.state = ChatState(chat_id=turn.state.chat_id)


async def _erase_athlete(turn: Turn, athlete_id: UUID, deletion: Deletion) -> tuple[Erased, str]:
    """What was removed, and what became of money. An update that is handled again after a crash finds it done."""
    done, money = Erased(entries=deletion.entries, feedbacks=0), ""
    is_first = await turn.accounts.leave(athlete_id, deletion.key)
    try:
        money = await _end_premium(turn)
        done = await turn.athlete.erase()
    except NoConsent:
        pass
    except NotSignedIn:
        if is_first:
            raise
    await turn.accounts.disconnect(athlete_id)
    return done, money


async def _end_premium(turn: Turn) -> str:
    """Subscriptions end before whose they are is forgotten; what to say about it.

    While Stripe is away, the backend remembers the customer and nothing else, until Stripe has deleted it, too.
    """
    premium = await turn.athlete.premium()
    if premium.stars_charge_id is not None and premium.renews:
        with suppress(BadRequest):  # it has ended, or was cancelled in Telegram itself
            await turn.bot.edit_user_star_subscription(turn.person.user_id, premium.stars_charge_id, is_canceled=True)
    closed = await turn.athlete.close_premium()
    told = ""
    if premium.renews and premium.can_manage and not (closed.customer_deleted or closed.subscriptions_cancelled):
        told = turn.say("Stripe does not answer just now: your subscription is cancelled there as soon as it does.")
    elif premium.renews:
        told = turn.say("Your subscription is cancelled; nothing more is charged.")
    if not premium.receipts:
        return told
    keeps = turn.say("Invoices and payments stay with whoever took the money for as long as the law asks for it.")
    return f"{told} {keeps}".strip()


def _buttons(turn: Turn, verb: str, yes: str, no: str) -> Keyboard:
    key = turn.state.deletion.key if turn.state.deletion else ""
    pair = [button(yes, "x", key, verb), button(no, "x", key, "keep")]
    # Swapped at the second question, so that two quick taps in one place delete nothing.
    return keyboard(pair if verb == "sure" else pair[::-1])
