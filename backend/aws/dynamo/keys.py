"""The keys of the backend's table: what is found by which, and in what order.

Everything of an athlete has one partition key, so that erasing them is emptying one partition. Instants in keys are of
one width and dates are ISO, so that they sort as text as they do in time.

==================  ============================  =======================================================
item                ``pk``, ``sk``                beside ``data`` (JSON)
==================  ============================  =======================================================
the athlete         ``A#<athlete>``, ``PROFILE``  their settings, the history's mark, how many live entries
a stored day        ``A#<athlete>``, ``D#<date>``
an entry            ``A#<athlete>``, ``E#<id>``   ``revision``; its places in the indexes
feedback            ``A#<athlete>``, ``F#<id>``   ``revision``; its place in ``by_time``
a notification's id ``A#<athlete>``, ``N#<id>``   ``expires_at``; written by the outbox
a check-in          ``A#<athlete>``, ``R#<date>``
what reminders      ``A#<athlete>``, ``REMINDERS``
an earlier pause    ``A#<athlete>``,
                    ``PAUSE#<since>``
what is due next    ``A#<athlete>``, ``U#<kind>`` its place in ``by_due``, and nothing else
their premium       ``A#<athlete>``, ``PREMIUM``  ``version``, ``customer``; its place in ``by_due``
a change of it      ``A#<athlete>``,
                    ``PREMIUM#<number>``
a purchase          ``A#<athlete>``,              its place in ``by_time``
                    ``PURCHASE#<id>``
a payment           ``A#<athlete>``,              ``intent``; its place in ``by_time``
                    ``PAYMENT#<charge>``
whose it is         ``CHARGE#<id>``,              ``athlete``, no ``data``; of a customer whose athlete was erased
                    ``INTENT#<id>``,              instead its place in ``by_due``
                    ``CUSTOMER#<id>``; ``OWNER``
a question          ``A#<athlete>``, ``Q#<id>``   its place in ``by_time``; in ``by_due`` until it is answered
what is remembered  ``A#<athlete>``, ``MEMORY``
how they are        ``A#<athlete>``, ``TONE``
spoken to
a vote              ``A#<athlete>``, ``V#<id>``   the id of what it is about
asked so far        ``A#<athlete>``, ``Q_ASKED``  ``number``: goes up with each question
their coach's       ``A#<athlete>``, ``SPENT``    ``day``, ``tokens``: what a model took on the newest day
everybody's         ``COACH#<month>``, ``SPENT``  ``micro_usd``, ``alarmed_on``: what models cost
an event of         ``EVENT#<id>``, ``EVENT``     its place in ``by_due`` until it is dealt with, then ``expires_at``
Stripe's
==================  ============================  =======================================================

Of an athlete only what leads to them from the outside (``OWNER``) is not in their partition.

``by_time`` (``pk``, ``at``): live entries by date, then by recording; feedback by writing; removed entries whose days
are not recomputed yet; purchases by when they began, payments by when they were made. ``by_due`` (``due``, ``due_at``):
what the clock has to look after, for all athletes; reminders in :data:`SHARDS` parts, so that the many that are due at
the same minute are not in one partition.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from boto3.dynamodb.conditions import ConditionBase
from boto3.dynamodb.conditions import Key as Of

PROFILE, REMINDERS = "PROFILE", "REMINDERS"
DAY, ENTRY, FEEDBACK, NOTIFICATION, REMOVED = "D#", "E#", "F#", "N#", "R#"
"""How sort keys begin, or (``REMOVED``) places in ``by_time``. Erasing counts on entries being read before feedback."""
CHECK_IN, REMINDER, PAUSE = "R#", "U#", "PAUSE#"
SHARDS = 8
"""Parts of ``by_due`` that hold reminders; each takes 1,000 changes a second."""
PREMIUM, EVENT, OWNER = "PREMIUM", "EVENT", "OWNER"
SPENT = "SPENT"
MEMORY, TONE, ASKED = "MEMORY", "TONE", "Q_ASKED"
_QUESTION, _VOTE = "Q#", "V#"
QUESTION_DUE = "question"
"""In ``by_due``: a question has no answer yet; ``due_at`` is when it was asked."""
PURCHASE, PAYMENT = "PURCHASE#", "PAYMENT#"
_CHANGE, _CUSTOMER = "PREMIUM#", "CUSTOMER#"
_AFTER_ALL = "~"
_RIGHT_AFTER = "!"
"""Sort after and before every character that goes on in our keys."""


class Due(StrEnum):
    """Why an entry is in ``by_due``; ``due_at`` is when it last changed."""

    ANALYSIS = "analysis"
    """Its revision has no feedback yet."""
    RECOMPUTING = "recomputing"
    """It was removed, and the days do not know of it yet."""
    EMPTYING = "emptying"
    """It was removed, and can still be put back."""


class MoneyDue(StrEnum):
    """Why something about money is in ``by_due``."""

    ACCOUNT = "premium"
    """An account wants to be looked at again; ``due_at`` is when."""
    EVENT = "event"
    """An event is not dealt with; ``due_at`` is when it came."""
    CUSTOMER = "customer"
    """A customer's athlete was erased, then; the customer is still at Stripe."""


def instant(moment: datetime) -> str:
    """An aware instant as text that sorts: UTC to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def athlete_pk(athlete_id: UUID) -> str:
    """The athlete's partition."""
    return f"A#{athlete_id}"


def athlete_of(pk: str) -> UUID:
    """Whose partition it is."""
    return UUID(pk.removeprefix("A#"))


def day_sk(day: date) -> str:
    """A stored day."""
    return f"{DAY}{day.isoformat()}"


def entry_sk(entry_id: UUID) -> str:
    """An entry."""
    return f"{ENTRY}{entry_id}"


def feedback_sk(entry_id: UUID) -> str:
    """The feedback on an entry."""
    return f"{FEEDBACK}{entry_id}"


def entry_at(day: date, recorded_at: datetime, entry_id: UUID) -> str:
    """A live entry's place in ``by_time``."""
    return f"{ENTRY}{day.isoformat()}#{instant(recorded_at)}#{entry_id}"


def removed_at(entry_id: UUID) -> str:
    """Where ``by_time`` keeps a removed entry until its days are recomputed."""
    return f"{REMOVED}{entry_id}"


def feedback_at(written_at: datetime, entry_id: UUID) -> str:
    """A feedback's place in ``by_time``."""
    return f"{FEEDBACK}{instant(written_at)}#{entry_id}"


def check_in_sk(day: date) -> str:
    """A check-in."""
    return f"{CHECK_IN}{day.isoformat()}"


def pause_sk(since: date) -> str:
    """A pause that is over, by the day on which it began."""
    return f"{PAUSE}{since.isoformat()}"


def reminder_sk(kind: str) -> str:
    """When this kind of reminder is due next."""
    return f"{REMINDER}{kind}"


def reminder_of(sk: str) -> str:
    """Which kind of reminder it is."""
    return sk.removeprefix(REMINDER)


def reminder_due(athlete_id: UUID) -> str:
    """The part of ``by_due`` that holds the athlete's reminders. Their ids are random, so the parts are alike."""
    return _reminders(athlete_id.int % SHARDS)


def _reminders(shard: int) -> str:
    return f"reminder#{shard}"


def change_sk(number: int) -> str:
    """A change of premium, by its number. Of one width, so that they sort."""
    return f"{_CHANGE}{number:08}"


def purchase_sk(purchase_id: UUID) -> str:
    """A purchase."""
    return f"{PURCHASE}{purchase_id}"


def purchase_at(began_at: datetime, purchase_id: UUID) -> str:
    """A purchase's place in ``by_time``."""
    return f"{PURCHASE}{instant(began_at)}#{purchase_id}"


def payment_sk(charge_id: str) -> str:
    """A payment."""
    return f"{PAYMENT}{charge_id}"


def payment_at(paid_at: datetime, charge_id: str) -> str:
    """A payment's place in ``by_time``."""
    return f"{PAYMENT}{instant(paid_at)}#{charge_id}"


def charge_pk(charge_id: str) -> str:
    """Whose charge it is."""
    return f"CHARGE#{charge_id}"


def intent_pk(payment_intent_id: str) -> str:
    """For which charge a payment intent was claimed."""
    return f"INTENT#{payment_intent_id}"


def spending_pk(day: date) -> str:
    """What models cost in the day's month."""
    return f"COACH#{day:%Y-%m}"


def customer_pk(customer_id: str) -> str:
    """Whose customer at Stripe it is."""
    return f"{_CUSTOMER}{customer_id}"


def customer_of(pk: str) -> str:
    """Which customer it is."""
    return pk.removeprefix(_CUSTOMER)


def event_pk(event_id: str) -> str:
    """An event of Stripe's."""
    return f"EVENT#{event_id}"


def question_sk(question_id: UUID) -> str:
    """A question."""
    return f"{_QUESTION}{question_id}"


def question_at(asked_at: datetime, question_id: UUID) -> str:
    """A question's place in ``by_time``."""
    return f"{_QUESTION}{instant(asked_at)}#{question_id}"


def vote_sk(about: UUID) -> str:
    """A vote, by what it is about."""
    return f"{_VOTE}{about}"


# ---- ranges ----


def everything_of(athlete_id: UUID) -> ConditionBase:
    """The whole partition, days first, then entries, then feedback."""
    return Of("pk").eq(athlete_pk(athlete_id))


def days_between(athlete_id: UUID, first: date, last: date) -> ConditionBase:
    """Stored days, ``first`` ≤ ``last``, both included."""
    return everything_of(athlete_id) & Of("sk").between(day_sk(first), day_sk(last))


def days_before(athlete_id: UUID, day: date) -> ConditionBase:
    """Stored days before this one: nothing sorts before days."""
    return everything_of(athlete_id) & Of("sk").lt(day_sk(day))


def live_entries(athlete_id: UUID) -> ConditionBase:
    """By time: all of them."""
    return everything_of(athlete_id) & Of("at").begins_with(ENTRY)


def entries_between(athlete_id: UUID, first: date, last: date) -> ConditionBase:
    """By time: live entries of the days ``first`` ≤ ``last``, both included."""
    between = Of("at").between(f"{ENTRY}{first.isoformat()}", f"{ENTRY}{last.isoformat()}{_AFTER_ALL}")
    return everything_of(athlete_id) & between


def entries_older(athlete_id: UUID, at: str) -> ConditionBase:
    """By time: live entries before this one's place: nothing sorts before entries."""
    return everything_of(athlete_id) & Of("at").lt(at)


def entries_newer(athlete_id: UUID, at: str) -> ConditionBase:
    """By time: live entries after this one's place."""
    return everything_of(athlete_id) & Of("at").between(at + _RIGHT_AFTER, ENTRY + _AFTER_ALL)


def removed_entries(athlete_id: UUID) -> ConditionBase:
    """By time: removed entries whose days are not recomputed yet."""
    return everything_of(athlete_id) & Of("at").begins_with(REMOVED)


def feedbacks(athlete_id: UUID) -> ConditionBase:
    """By time: all feedback."""
    return everything_of(athlete_id) & Of("at").begins_with(FEEDBACK)


def due_before(due: Due, moment: datetime) -> ConditionBase:
    """By due: what has waited for this since before then."""
    return Of("due").eq(due.value) & Of("due_at").lt(instant(moment))


def check_ins_between(athlete_id: UUID, first: date, last: date) -> ConditionBase:
    """Check-ins, ``first`` ≤ ``last``, both included."""
    return everything_of(athlete_id) & Of("sk").between(check_in_sk(first), check_in_sk(last))


def pauses_until(athlete_id: UUID, last: date) -> ConditionBase:
    """Pauses that are over and began by this day."""
    return everything_of(athlete_id) & Of("sk").between(PAUSE, pause_sk(last))


def reminders_due(shard: int, moment: datetime) -> ConditionBase:
    """By due: reminders of one part that are due at this moment, or were before."""
    return Of("due").eq(_reminders(shard)) & Of("due_at").lte(instant(moment))


def reminders_due_after(shard: int, moment: datetime) -> ConditionBase:
    """By due: reminders of one part that are due after this moment."""
    return Of("due").eq(_reminders(shard)) & Of("due_at").gt(instant(moment))


def changes_of(athlete_id: UUID) -> ConditionBase:
    """All changes of the athlete's premium."""
    return everything_of(athlete_id) & Of("sk").begins_with(_CHANGE)


def purchases_of(athlete_id: UUID) -> ConditionBase:
    """By time: all purchases."""
    return everything_of(athlete_id) & Of("at").begins_with(PURCHASE)


def payments_of(athlete_id: UUID) -> ConditionBase:
    """By time: all payments in the chat."""
    return everything_of(athlete_id) & Of("at").begins_with(PAYMENT)


def accounts_due(moment: datetime) -> ConditionBase:
    """By due: accounts that are to be looked at again at this moment, or were before."""
    return Of("due").eq(MoneyDue.ACCOUNT.value) & Of("due_at").lte(instant(moment))


def events_before(moment: datetime) -> ConditionBase:
    """By due: events that came before then and are not dealt with."""
    return Of("due").eq(MoneyDue.EVENT.value) & Of("due_at").lt(instant(moment))


def customers_left() -> ConditionBase:
    """By due: all customers whose athlete was erased."""
    return Of("due").eq(MoneyDue.CUSTOMER.value)


def questions_of(athlete_id: UUID) -> ConditionBase:
    """By time: all questions."""
    return everything_of(athlete_id) & Of("at").begins_with(_QUESTION)


def questions_since(athlete_id: UUID, since: datetime) -> ConditionBase:
    """By time: questions asked then or later."""
    return everything_of(athlete_id) & Of("at").between(f"{_QUESTION}{instant(since)}", _QUESTION + _AFTER_ALL)


def questions_due(after: datetime, before: datetime) -> ConditionBase:
    """By due: questions asked in between, both included, that have no answer."""
    return Of("due").eq(QUESTION_DUE) & Of("due_at").between(instant(after), instant(before))


def votes_of(athlete_id: UUID) -> ConditionBase:
    """All votes."""
    return everything_of(athlete_id) & Of("sk").begins_with(_VOTE)
