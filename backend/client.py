"""The only way from the chat to the backend: its HTTP API, with the athlete's own access token.

The transport decides whether that is a socket or the gateway in the same process; nothing here knows.
Bodies and tokens are never logged.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Protocol, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from backend.contract import (
    Athlete,
    ChangeAthlete,
    ChangeEntry,
    CheckInItems,
    Entry,
    EntryPage,
    Erased,
    Later,
    Number,
    NumberWhy,
    Problem,
    Readiness,
    ReadinessDay,
    Recorded,
    RecordEntry,
    RegisterAthlete,
    Reminders,
    Review,
    Trend,
    Why,
)
from backend.contract.coach import Asked, AskQuestion, CastVote, Memory, Remember, Voice
from backend.contract.export import Export
from backend.contract.premium import (
    Buy,
    CheckPayment,
    Closed,
    Portal,
    Premium,
    Purchase,
    RecordPayment,
    RecordRefund,
    RenewalChoice,
)
from backend.contract.reading import Reading, ReadText, Transcribe, Transcript
from backend.errors import AthleteError, BackendUnavailable, NotSignedIn, StripeUnavailable
from backend.training.load import Metrics

Answer = TypeVar("Answer")


class TokenSource(Protocol):
    """Where an athlete's access token comes from."""

    async def access_token(self, athlete_id: UUID) -> str:
        """A token that is good for some minutes yet. Raises NotSignedIn when there is none to be had."""

    def forget(self, athlete_id: UUID) -> None:
        """Hand out no remembered token of this athlete again: it was refused, or they are gone."""


class BotTokenSource(Protocol):
    """Where the bot's own access token comes from."""

    async def bot_token(self) -> str:
        """A token that is good for some minutes yet. Raises NotSignedIn when there is none to be had."""

    def forget_bot_token(self) -> None:
        """Hand out no remembered token again: it was refused."""


class UnexpectedAnswer(Exception):
    """The API answered something that it never should: a bug on one of the two sides."""


class Backend:
    """The API at ``base_url`` (stage included, e.g. ``https://…/v1``). Built once; holds one connection pool.

    ``timeout`` is in seconds and holds for connecting and for every read. ``bot_tokens`` None: the bot has no token of
    its own, and what only it may say is refused.
    """

    def __init__(
        self,
        base_url: str,
        tokens: TokenSource,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 10.0,
        bot_tokens: BotTokenSource | None = None,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._tokens = tokens
        self._bot_tokens = bot_tokens
        # Not an httpx.AsyncClient: redirects, cookies and other authentication, none of which this API has,
        # made up half of a call's cost on this side (0.3 ms).
        self._transport = transport or httpx.AsyncHTTPTransport(trust_env=False)
        self._extensions = {"timeout": httpx.Timeout(timeout).as_dict()}

    def as_athlete(self, athlete_id: UUID) -> "AthleteClient":
        """The API as this athlete sees it. Cheap: make one wherever it is needed."""
        return AthleteClient(self, athlete_id)

    def as_bot(self) -> "BotClient":
        """The API as the bot itself sees it: what Telegram has told it, and no athlete may say."""
        return BotClient(self)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def call(
        self,
        athlete_id: UUID | None,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> bytes:
        """The body of a good answer. ``athlete_id`` None: the bot itself asks.

        Raises an AthleteError by the answer's code, BackendUnavailable when there was no answer or a server error,
        StripeUnavailable when the API says that, UnexpectedAnswer for anything else. A refused token is replaced once;
        a torn connection is tried once more (every command carries its id, so that the second time changes nothing).
        """
        response = await self._send(athlete_id, method, path, body, query)
        if response.status_code == httpx.codes.UNAUTHORIZED:
            self._forget(athlete_id)
            response = await self._send(athlete_id, method, path, body, query)
        if response.is_success:
            return response.content
        raise _error(response)

    async def _send(
        self, athlete_id: UUID | None, method: str, path: str, body: bytes | None, query: Mapping[str, str | int] | None
    ) -> httpx.Response:
        headers = {
            "authorization": f"Bearer {await self._token(athlete_id)}",
            "accept": "application/json",
            "user-agent": "ai-tracker",
        }
        if body is not None:
            headers["content-type"] = "application/json"
        request = httpx.Request(
            method, self._base_url + path, params=query, headers=headers, content=body, extensions=self._extensions
        )
        try:
            try:
                return await self._exchange(request)
            except (httpx.NetworkError, httpx.RemoteProtocolError):
                return await self._exchange(request)
        except httpx.TransportError as error:
            raise BackendUnavailable from error

    async def _token(self, athlete_id: UUID | None) -> str:
        if athlete_id is not None:
            return await self._tokens.access_token(athlete_id)
        if self._bot_tokens is None:
            raise NotSignedIn
        return await self._bot_tokens.bot_token()

    def _forget(self, athlete_id: UUID | None) -> None:
        if athlete_id is not None:
            self._tokens.forget(athlete_id)
        elif self._bot_tokens is not None:
            self._bot_tokens.forget_bot_token()

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(request)
        try:
            await response.aread()
        finally:
            await response.aclose()
        return response

    def forget(self, athlete_id: UUID) -> None:
        """Drop what is remembered of an athlete who is gone."""
        self._tokens.forget(athlete_id)


class _Asking:
    """Commands out, typed answers in. ``who`` None: the bot itself."""

    def __init__(self, backend: Backend, who: UUID | None) -> None:
        self._backend = backend
        self._who = who

    async def _ask(
        self,
        answer: TypeAdapter[Answer],
        method: str,
        path: str,
        command: BaseModel | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> Answer:
        body = None if command is None else command.model_dump_json(exclude_none=True).encode()
        content = await self._backend.call(self._who, method, path, body=body, query=query)
        try:
            return answer.validate_json(content)
        except ValidationError as error:
            # The message of a ValidationError quotes what it refused: health data stays out of tracebacks.
            raise UnexpectedAnswer(f"{method} answered another shape ({error.error_count()} errors)") from None


class BotClient(_Asking):
    """What only the bot may say, for Telegram told it. Each method raises what :meth:`Backend.call` does."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend, None)

    async def check_payment(self, command: CheckPayment) -> None:
        """Whether a payment may go ahead (pre-checkout). Raises WrongPayment when it may not; asks no one else."""
        await self._ask(_NOTHING, "POST", "/premium/checks", command)

    async def record_payment(self, command: RecordPayment) -> Premium:
        """A payment was made. The same charge again changes nothing. Raises NoConsent when the athlete is gone."""
        return await self._ask(_PREMIUM, "POST", "/premium/payments", command)

    async def record_refund(self, command: RecordRefund) -> Premium:
        """A payment went back. Again changes nothing. Raises WrongPayment when it is not this athlete's."""
        return await self._ask(_PREMIUM, "POST", "/premium/refunds", command)


class AthleteClient(_Asking):
    """What one athlete may ask of the API. Each method raises what :meth:`Backend.call` does."""

    def __init__(self, backend: Backend, athlete_id: UUID) -> None:
        super().__init__(backend, athlete_id)
        self._athlete_id = athlete_id

    async def register(self, command: RegisterAthlete) -> Athlete:
        """Store the consent and settings; an athlete already there is answered unchanged."""
        return await self._ask(_ATHLETE, "PUT", "/athlete", command)

    async def profile(self) -> Athlete:
        """The athlete. Raises NoConsent before they have agreed to anything."""
        return await self._ask(_ATHLETE, "GET", "/athlete")

    async def change(self, command: ChangeAthlete) -> Athlete:
        """Change language or zone."""
        return await self._ask(_ATHLETE, "PATCH", "/athlete", command)

    async def erase(self) -> Erased:
        """Remove the athlete and everything stored about them; says how much. Repeating it removes nothing more."""
        erased = await self._ask(_ERASED, "DELETE", "/athlete")
        self._backend.forget(self._athlete_id)
        return erased

    async def record(self, command: RecordEntry) -> Recorded:
        """Store an entry. The same command again changes nothing, even when the entry was removed meanwhile."""
        return await self._ask(_RECORDED, "POST", "/entries", command)

    async def entry(self, entry_id: UUID) -> Entry:
        """One entry, removed or not. Raises EntryNotFound."""
        return await self._ask(_ENTRY, "GET", f"/entries/{entry_id}")

    async def change_entry(self, entry_id: UUID, command: ChangeEntry) -> Recorded:
        """Give an entry its new content. Raises EntryNotFound, also for a removed one."""
        return await self._ask(_RECORDED, "PUT", f"/entries/{entry_id}", command)

    async def remove_entry(self, entry_id: UUID) -> Recorded:
        """Take an entry out of the log; it can be restored for a day."""
        return await self._ask(_RECORDED, "DELETE", f"/entries/{entry_id}")

    async def restore_entry(self, entry_id: UUID) -> Recorded:
        """Put a removed entry back. Raises EntryNotFound when its content is gone for good."""
        return await self._ask(_RECORDED, "POST", f"/entries/{entry_id}/restore")

    async def history(self, cursor: str | None = None, limit: int = 5) -> EntryPage:
        """A page of entries, newest day first; ``cursor`` is ``older`` or ``newer`` of another page."""
        query: dict[str, str | int] = {"limit": limit}
        if cursor is not None:
            query["cursor"] = cursor
        return await self._ask(_PAGE, "GET", "/entries", query=query)

    async def week(self) -> Metrics:
        """All metrics of the athlete's today, the week among them."""
        return await self._ask(_METRICS, "GET", "/week")

    async def trend(self, days: int) -> Trend:
        """The last ``days`` local days, today included (1–366)."""
        return await self._ask(_TREND, "GET", "/trend", query={"days": days})

    async def why(self, entry_id: UUID) -> Why:
        """The numbers behind the feedback on an entry; no lines before there is any. Raises EntryNotFound."""
        return await self._ask(_WHY, "GET", f"/entries/{entry_id}/why")

    async def check_in(self, date: dt.date, items: CheckInItems) -> Readiness:
        """Keep it as the check-in of the athlete's today or yesterday, in place of an earlier one of that day.

        Raises FutureDate, InvalidEntry for an older day.
        """
        return await self._ask(_READINESS, "PUT", f"/checkins/{date}", items)

    async def take_back_check_in(self, date: dt.date) -> Readiness:
        """Take that day's check-in back; one that is not there is no trouble."""
        return await self._ask(_READINESS, "DELETE", f"/checkins/{date}")

    async def readiness(self, date: dt.date) -> Readiness:
        """That day's check-in beside the athlete's own normal, in words; empty where there is none."""
        return await self._ask(_READINESS, "GET", f"/checkins/{date}")

    async def readiness_days(self, days: int) -> list[ReadinessDay]:
        """The last ``days`` local days, today included (1–366), oldest first."""
        return await self._ask(_READINESS_DAYS, "GET", "/readiness", query={"days": days})

    async def check_in_later(self, date: dt.date) -> Later:
        """Ask for it again in an hour; ``at`` None: there will be no time for that on that day."""
        return await self._ask(_LATER, "POST", f"/checkins/{date}/later")

    async def reminders(self) -> Reminders:
        """What the athlete wants to be reminded of; nothing as long as they chose nothing."""
        return await self._ask(_REMINDERS, "GET", "/reminders")

    async def set_reminders(self, reminders: Reminders) -> Reminders:
        """What the athlete wants to be reminded of, whole."""
        return await self._ask(_REMINDERS, "PUT", "/reminders", reminders)

    async def review(self, end: dt.date | None = None) -> Review:
        """Seven days looked back on, to ``end``; None: to yesterday on a Monday, else to today. Raises FutureDate."""
        return await self._ask(_REVIEW, "GET", "/review", query=None if end is None else {"end": end.isoformat()})

    async def why_number(self, number: Number) -> NumberWhy:
        """How a number of the athlete's today comes about, in their language."""
        return await self._ask(_NUMBER_WHY, "GET", "/why", query={"number": number.value})

    async def export(self) -> Export:
        """Everything that is stored about the athlete."""
        return await self._ask(_EXPORT, "GET", "/export")

    # ---- the coach ----

    async def ask(self, command: AskQuestion) -> Asked:
        """Ask the coach; the answer comes by itself. The same command again is the same question.

        Raises PremiumRequired, TooManyQuestions, SeekHelp; EntryNotFound where there is no comment to say differently.
        """
        return await self._ask(_ASKED, "POST", "/questions", command)

    async def question(self, question_id: UUID) -> Asked:
        """A question with its answer and what that stands on. Raises QuestionNotFound."""
        return await self._ask(_ASKED, "GET", f"/questions/{question_id}")

    async def memory(self) -> Memory:
        """What the coach remembers."""
        return await self._ask(_MEMORY, "GET", "/memory")

    async def remember(self, command: Remember) -> Memory:
        """Have it remembered. Raises MemoryFull, SeekHelp."""
        return await self._ask(_MEMORY, "POST", "/memory", command)

    async def forget_item(self, item_id: UUID) -> Memory:
        """Erase something that is remembered; one that is not there is no trouble."""
        return await self._ask(_MEMORY, "DELETE", f"/memory/{item_id}")

    async def voice(self) -> Voice:
        """How the coach speaks to the athlete."""
        return await self._ask(_VOICE, "GET", "/coach")

    async def choose_voice(self, voice: Voice) -> Voice:
        """From now on it speaks like this."""
        return await self._ask(_VOICE, "PUT", "/coach", voice)

    async def vote(self, cast: CastVote) -> CastVote:
        """Whether a comment or an answer was of use. Raises EntryNotFound, QuestionNotFound."""
        return await self._ask(_VOTE, "PUT", "/votes", cast)

    async def read(self, command: ReadText) -> Reading:
        """What a message says about a session, by a model; empty where there is none, or it does not answer in time."""
        return await self._ask(_READING, "POST", "/readings", command)

    async def transcribe(self, command: Transcribe) -> Transcript:
        """A voice note in words. Raises ListeningOff, PremiumRequired, ListeningSpent, NotHeard."""
        return await self._ask(_TRANSCRIPT, "POST", "/transcriptions", command)

    # ---- premium ----

    async def premium(self) -> Premium:
        """How premium stands, by what is stored, with receipts as far as they can be had."""
        return await self._ask(_PREMIUM, "GET", "/premium")

    async def restore_premium(self) -> Premium:
        """The same, after looking anew at whoever takes the money. Raises StripeUnavailable."""
        return await self._ask(_PREMIUM, "POST", "/premium/restore")

    async def buy(self, command: Buy) -> Purchase:
        """Begin to buy; nothing is charged by it. The same id, and a second tap, answer the same open purchase.

        Raises NotForSale, AlreadyPremium (it is on, and renews), PurchaseNotFound (that id was closed meanwhile),
        StripeUnavailable.
        """
        return await self._ask(_PURCHASE, "POST", "/premium/purchases", command)

    async def open_portal(self) -> Portal:
        """Where card, receipts and subscription are managed. Raises NotForSale without any, StripeUnavailable."""
        return await self._ask(_PORTAL, "POST", "/premium/portal")

    async def choose_renewal(self, command: RenewalChoice) -> Premium:
        """Whether it goes on by itself. Raises PurchaseNotFound when nothing could, StripeUnavailable.

        For Stars it is only noted: Telegram is told by the bot (``stars_charge_id``).
        """
        return await self._ask(_PREMIUM, "PUT", "/premium/renewal", command)

    async def close_premium(self) -> Closed:
        """End all that takes money, before the athlete is erased. It is no trouble when Stripe is away: the customer
        is remembered and deleted later.
        """
        return await self._ask(_CLOSED, "DELETE", "/premium")


_ATHLETE: TypeAdapter[Athlete] = TypeAdapter(Athlete)
_ERASED: TypeAdapter[Erased] = TypeAdapter(Erased)
_RECORDED: TypeAdapter[Recorded] = TypeAdapter(Recorded)
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
_PAGE: TypeAdapter[EntryPage] = TypeAdapter(EntryPage)
_METRICS: TypeAdapter[Metrics] = TypeAdapter(Metrics)
_TREND: TypeAdapter[Trend] = TypeAdapter(Trend)
_WHY: TypeAdapter[Why] = TypeAdapter(Why)
_READINESS: TypeAdapter[Readiness] = TypeAdapter(Readiness)
_READINESS_DAYS: TypeAdapter[list[ReadinessDay]] = TypeAdapter(list[ReadinessDay])
_LATER: TypeAdapter[Later] = TypeAdapter(Later)
_REMINDERS: TypeAdapter[Reminders] = TypeAdapter(Reminders)
_REVIEW: TypeAdapter[Review] = TypeAdapter(Review)
_NUMBER_WHY: TypeAdapter[NumberWhy] = TypeAdapter(NumberWhy)
_EXPORT: TypeAdapter[Export] = TypeAdapter(Export)
_READING: TypeAdapter[Reading] = TypeAdapter(Reading)
_TRANSCRIPT: TypeAdapter[Transcript] = TypeAdapter(Transcript)
_PREMIUM: TypeAdapter[Premium] = TypeAdapter(Premium)
_PURCHASE: TypeAdapter[Purchase] = TypeAdapter(Purchase)
_PORTAL: TypeAdapter[Portal] = TypeAdapter(Portal)
_CLOSED: TypeAdapter[Closed] = TypeAdapter(Closed)
_ASKED: TypeAdapter[Asked] = TypeAdapter(Asked)
_MEMORY: TypeAdapter[Memory] = TypeAdapter(Memory)
_VOICE: TypeAdapter[Voice] = TypeAdapter(Voice)
_VOTE: TypeAdapter[CastVote] = TypeAdapter(CastVote)
_NOTHING: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])


def _error(response: httpx.Response) -> Exception:
    """What a refused request means to the caller."""
    if response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        # Its own answer, not the update's trouble: the athlete is told to try again in a minute.
        return StripeUnavailable() if _code(response) == StripeUnavailable.code else BackendUnavailable()
    if response.status_code == httpx.codes.UNAUTHORIZED:
        return NotSignedIn()
    problem = _problem(response)
    if problem is None:
        return UnexpectedAnswer(f"status {response.status_code} without a problem")
    known = _errors_by_code(AthleteError)
    if problem.code not in known:
        return UnexpectedAnswer(f"status {response.status_code}, unknown code")
    return known[problem.code](**problem.details)


def _code(response: httpx.Response) -> str:
    problem = _problem(response)
    return "" if problem is None else problem.code


def _problem(response: httpx.Response) -> Problem | None:
    try:
        return Problem.model_validate_json(response.content)
    except ValidationError:
        return None


def _errors_by_code(base: type[AthleteError]) -> dict[str, type[AthleteError]]:
    found = {base.code: base}
    for child in base.__subclasses__():
        found |= _errors_by_code(child)
    return found
