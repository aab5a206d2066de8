"""Everything that can go wrong behind the API, and what happens then.

AthleteError            told to the athlete in one sentence, never retried
├── InvalidEntry        a value is out of range (names the field and the limits)
│   ├── RpeOutOfRange
│   ├── MinutesOutOfRange
│   └── FutureDate
├── EntryNotFound       it was deleted, or it is somebody else's
├── NoConsent           nothing may be stored for this athlete yet
├── NotSignedIn         the token is missing, expired or forged, or there is no account behind the chat
├── LinkExpired         the proof of a sign-in is too old, or never was
├── LinkNotYours        somebody else began that sign-in
├── LinkUsed            that proof was used before, and the chat was signed out since
├── PremiumRequired     what was asked for belongs to premium
├── AlreadyPremium      there is nothing to buy: it is on, and renews
├── NotForSale          that plan is not sold here
├── PurchaseNotFound    it is another athlete's, too old, or never was
├── WrongPayment        amount, currency, athlete or state of a payment are not what was agreed: refused, flagged
├── QuestionNotFound    it is another athlete's, or was erased
├── TooManyQuestions    the day's questions to the coach are used up (says how many there are)
├── MemoryFull          the coach remembers as much as it may: something has to be erased first
├── SeekHelp            words that stop coaching: help first, no answer
├── ListeningOff        nobody here can hear voice notes: the operator has set up no model
├── ListeningSpent      what may be spent on hearing them is used up
└── NotHeard            a voice note could not be made out in time
Unavailable             retried, then a fallback
├── StoreUnavailable    database locked, disk full, connection lost → the update stays in the inbox
├── CoachUnavailable    → the words that need no coach
├── SignInUnavailable   the issuer of tokens did not answer → the update stays in the inbox
├── StripeUnavailable   Stripe did not answer → "try again in a minute", nothing charged
└── BackendUnavailable  the API did not answer → the update stays in the inbox
anything else           a bug: logged with an id, the athlete is told that id, the update is kept
"""

from typing import ClassVar


class AthleteError(Exception):
    """Something the athlete can mend; told to them, never retried.

    ``code`` is the stable name that travels over the API; ``status`` its HTTP status;
    ``details`` are the values a translated reply needs (never what the athlete typed).
    """

    code: ClassVar[str] = "athlete_error"
    status: ClassVar[int] = 400

    def __init__(self, **details: str | int | float) -> None:
        super().__init__(self.code)
        self.details = details


class InvalidEntry(AthleteError):
    """A value of the entry is out of its range."""

    code = "invalid_entry"
    status = 422


class RpeOutOfRange(InvalidEntry):
    """Session RPE is not 0–10 in half steps."""

    code = "rpe_out_of_range"


class MinutesOutOfRange(InvalidEntry):
    """Duration is not over 0 and at most 1440 minutes."""

    code = "minutes_out_of_range"


class FutureDate(InvalidEntry):
    """The day has not come yet where the athlete is."""

    code = "future_date"


class EntryNotFound(AthleteError):
    """There is no such entry for this athlete."""

    code = "entry_not_found"
    status = 404


class NoConsent(AthleteError):
    """The athlete has not agreed to anything being stored."""

    code = "no_consent"
    status = 403


class NotSignedIn(AthleteError):
    """The access token is missing, expired or not ours."""

    code = "not_signed_in"
    status = 401


class LinkExpired(AthleteError):
    """The proof of a sign-in is too old, or never was one."""

    code = "link_expired"
    status = 410


class LinkNotYours(AthleteError):
    """Another Telegram user began the sign-in that this proves."""

    code = "link_not_yours"
    status = 403


class LinkUsed(AthleteError):
    """The proof of a sign-in was used, and what it connected was disconnected since."""

    code = "link_used"
    status = 409


class PremiumRequired(AthleteError):
    """What was asked for belongs to premium, which this athlete does not have now."""

    code = "premium_required"
    status = 402


class AlreadyPremium(AthleteError):
    """Premium is on and renews by itself, or could: buying it again would only take money twice."""

    code = "already_premium"
    status = 409


class NotForSale(AthleteError):
    """Nothing is sold here, or not this plan."""

    code = "not_for_sale"
    status = 404


class PurchaseNotFound(AthleteError):
    """There is no such purchase of this athlete that could still be paid."""

    code = "purchase_not_found"
    status = 404


class WrongPayment(AthleteError):
    """A payment is not the one that was agreed on: amount, currency, athlete or state differ."""

    code = "wrong_payment"
    status = 409


class QuestionNotFound(AthleteError):
    """There is no such question of this athlete's."""

    code = "question_not_found"
    status = 404


class TooManyQuestions(AthleteError):
    """The coach answers no more of this athlete's questions today."""

    code = "too_many_questions"
    status = 409


class MemoryFull(AthleteError):
    """The coach remembers as many things as it may."""

    code = "memory_full"
    status = 409


class SeekHelp(AthleteError):
    """The words are a red flag: they are for a doctor, not for a coach."""

    code = "seek_help"
    status = 422


class ListeningOff(AthleteError):
    """No model is set up that could hear voice notes."""

    code = "listening_off"
    status = 404


class ListeningSpent(AthleteError):
    """The athlete's day, or the operator's month, has no more for hearing voice notes."""

    code = "listening_spent"
    status = 409


class NotHeard(AthleteError):
    """There were no words in a voice note, or nobody could make them out in time."""

    code = "not_heard"
    status = 422


class Unavailable(Exception):
    """Something outside our code did not work just now; the same call may work later."""

    code: ClassVar[str] = "unavailable"
    status: ClassVar[int] = 503


class StoreUnavailable(Unavailable):
    """The database is locked, full or out of reach."""

    code = "store_unavailable"


class CoachUnavailable(Unavailable):
    """The coach could not find words in time."""

    code = "coach_unavailable"


class SignInUnavailable(Unavailable):
    """The issuer of access tokens did not answer, or with an error of its own."""

    code = "sign_in_unavailable"


class StripeUnavailable(Unavailable):
    """Stripe did not answer in time, or with an error of its own. Nothing was charged by that call."""

    code = "stripe_unavailable"


class BackendUnavailable(Unavailable):
    """The API did not answer, or answered with a server error."""

    code = "backend_unavailable"
