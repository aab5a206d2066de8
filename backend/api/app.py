"""The HTTP API as one Lambda handler: proxy event in, proxy answer out.

Whoever calls it has checked the token (Cognito's authorizer, or the embedded gateway's); the athlete is the ``sub``
claim and nothing else. Answers are never cached, bodies never logged.
"""

import platform
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from backend import VERSION, history
from backend.api.check_ins import Diary
from backend.api.entries import Log
from backend.api.numbers import explain
from backend.api.resolver import Event, Resolver
from backend.api.serving import answering, caller, serving
from backend.billing.exporting import exported
from backend.billing.ports import BillingStore
from backend.coach import why
from backend.coaching.exporting import exported as exported_coach
from backend.coaching.ports import CoachBook
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
    Readiness,
    ReadinessDay,
    Recorded,
    RecordEntry,
    RegisterAthlete,
    Reminders,
    Review,
    Status,
    Trend,
    Why,
)
from backend.contract.export import EntryExport, Export
from backend.errors import InvalidEntry
from backend.ports import Agenda, CheckIns, Clock, Directory, Feedback, Store, Workflow
from backend.training.load import Metrics
from words import words_for

MAX_PAGE = 50
MAX_TREND_DAYS = 366
_EVERY_FEEDBACK = 1_000_000
_NOBODY = UUID(int=0)


def create_handler(
    store: Store,
    workflow: Workflow,
    clock: Clock,
    directory: Directory | None = None,
    *,
    check_ins: CheckIns,
    agenda: Agenda,
    billing: BillingStore | None = None,
    coach_book: CoachBook | None = None,
) -> Callable[[Event, object], Event]:
    """The Lambda handler. May be called from many threads at once. ``directory`` None: nobody has an account.

    ``billing``: what is exported of premium; it is bought and looked at elsewhere (``backend.billing.app``).
    ``coach_book``: the same of the coach (``backend.coaching.app``).
    """
    log, diary = Log(store, workflow, clock), Diary(store, check_ins, agenda, clock)
    return answering(lambda: build(log, diary, directory, billing, coach_book))


def build(
    log: Log,
    diary: Diary,
    directory: Directory | None = None,
    billing: BillingStore | None = None,
    coach_book: CoachBook | None = None,
) -> Resolver:
    """The resolver with its routes."""
    return serving(lambda app: _Routes(app, log, diary, directory, billing, coach_book).table())


class _Routes:
    """What is asked of which address. The docstrings are the API's public description."""

    def __init__(
        self,
        app: Resolver,
        log: Log,
        diary: Diary,
        directory: Directory | None,
        billing: BillingStore | None,
        coach_book: CoachBook | None,
    ) -> None:
        self._app = app
        self._log = log
        self._diary = diary
        self._directory = directory
        self._billing = billing
        self._coach_book = coach_book

    def table(self) -> list[tuple[str, str, Callable[..., Any]]]:
        """(method, path, function) of every route."""
        return [
            ("GET", "/health", self.health),
            ("GET", "/status", self.status),
            ("PUT", "/athlete", self.register),
            ("GET", "/athlete", self.profile),
            ("PATCH", "/athlete", self.change_athlete),
            ("DELETE", "/athlete", self.erase),
            ("POST", "/entries", self.record),
            ("GET", "/entries", self.entries),
            ("GET", "/entries/<entry_id>", self.entry),
            ("PUT", "/entries/<entry_id>", self.change_entry),
            ("DELETE", "/entries/<entry_id>", self.remove_entry),
            ("POST", "/entries/<entry_id>/restore", self.restore_entry),
            ("GET", "/entries/<entry_id>/why", self.why),
            ("GET", "/week", self.week),
            ("GET", "/trend", self.trend),
            ("GET", "/review", self.review),
            ("GET", "/why", self.why_number),
            ("GET", "/readiness", self.readiness_days),
            ("GET", "/checkins/<day>", self.readiness),
            ("PUT", "/checkins/<day>", self.check_in),
            ("DELETE", "/checkins/<day>", self.take_back_check_in),
            ("POST", "/checkins/<day>/later", self.check_in_later),
            ("GET", "/reminders", self.reminders),
            ("PUT", "/reminders", self.set_reminders),
            ("GET", "/export", self.export),
        ]

    def _caller(self) -> UUID:
        """Whose token it is. Raises NotSignedIn."""
        return caller(self._app)

    def _athlete(self) -> Athlete:
        """The athlete who asks. Raises NotSignedIn, or NoConsent before they have agreed to anything."""
        return self._log.athlete(self._caller())

    def health(self) -> dict[str, str]:
        """Whether the API can reach its store. Needs no token."""
        self._log.store.athlete(_NOBODY)
        return {"status": "ok"}

    def status(self) -> Status:
        """What runs here, and that its store answers. For the bot's own client, not for athletes."""
        self._log.store.athlete(_NOBODY)
        return Status(version=VERSION, python=platform.python_version())

    def register(self, command: RegisterAthlete) -> Athlete:
        """Store the consent and settings. An athlete already there is answered unchanged."""
        return self._log.store.add_athlete(Athlete(id=self._caller(), **command.model_dump()))

    def profile(self) -> Athlete:
        """The athlete."""
        return self._athlete()

    def change_athlete(self, command: ChangeAthlete) -> Athlete:
        """Change language or zone; what is left out stays."""
        athlete = self._athlete().model_copy(update=command.model_dump(exclude_none=True))
        changed = self._log.store.change_athlete(athlete)
        if command.zone is not None:
            self._diary.replan(changed)  # whatever was stored: a repetition mends what broke off here
        return changed

    def erase(self) -> Erased:
        """Remove the athlete, everything stored about them, and their account. Repeating it removes nothing more."""
        athlete_id = self._caller()
        # The account last: while it is there, the athlete can sign in and ask again for what did not work.
        erased = self._log.store.erase_athlete(athlete_id)
        if self._directory is not None:
            self._directory.remove(athlete_id)
        return erased

    def record(self, command: RecordEntry) -> Recorded:
        """Record an entry. The same command again changes nothing."""
        return self._log.record(self._athlete(), command)

    def entries(
        self,
        limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 5,
        cursor: Annotated[str | None, Query(max_length=400)] = None,
    ) -> EntryPage:
        """A page of entries, newest day first."""
        athlete = self._athlete()
        try:
            return self._log.store.entries_page(athlete.id, cursor, limit)
        except ValueError:
            raise InvalidEntry(field="cursor") from None

    def entry(self, entry_id: UUID) -> Entry:
        """One entry, removed or not."""
        return self._log.entry(self._athlete(), entry_id)

    def change_entry(self, entry_id: UUID, command: ChangeEntry) -> Recorded:
        """Give an entry its new content, whole."""
        return self._log.change(self._athlete(), entry_id, command)

    def remove_entry(self, entry_id: UUID) -> Recorded:
        """Take an entry out of the log; it can be restored for a day."""
        return self._log.remove(self._athlete(), entry_id)

    def restore_entry(self, entry_id: UUID) -> Recorded:
        """Put a removed entry back."""
        return self._log.restore(self._athlete(), entry_id)

    def why(self, entry_id: UUID) -> Why:
        """The numbers behind the latest feedback on an entry; none as long as there is no feedback."""
        athlete = self._athlete()
        entry = self._log.entry(athlete, entry_id)
        said = self._log.store.feedback(athlete.id, entry.id)
        facts = [] if said is None else said.facts
        return Why(entry_id=entry.id, lines=why.lines(facts, words_for(athlete.language)) if facts else [])

    def week(self) -> Metrics:
        """All metrics of the athlete's today."""
        athlete = self._athlete()
        return history.metrics_on(self._log.store, athlete.id, self._log.today(athlete))

    def trend(self, days: Annotated[int, Query(ge=1, le=MAX_TREND_DAYS)]) -> Trend:
        """The last days, today included, oldest first."""
        return self._diary.trend(self._athlete(), days)

    def review(self, end: Annotated[date | None, Query()] = None) -> Review:
        """Seven days looked back on, to ``end``; without one, to yesterday on a Monday, else to today."""
        return self._diary.review(self._athlete(), end)

    def why_number(self, number: Annotated[Number, Query()]) -> NumberWhy:
        """How a number of the athlete's today comes about: formula, inputs, source."""
        return explain(self._log.store, self._diary, self._athlete(), number)

    def readiness_days(self, days: Annotated[int, Query(ge=1, le=MAX_TREND_DAYS)]) -> list[ReadinessDay]:
        """The check-ins of the last days, today included, oldest first, each beside the athlete's own normal."""
        return self._diary.days(self._athlete(), days)

    def readiness(self, day: date) -> Readiness:
        """The check-in of a day beside the athlete's own normal, in words."""
        return self._diary.readiness(self._athlete(), day)

    def check_in(self, day: date, command: CheckInItems) -> Readiness:
        """Keep it as the check-in of the athlete's today or yesterday, in place of an earlier one."""
        return self._diary.check_in(self._athlete(), day, command)

    def take_back_check_in(self, day: date) -> Readiness:
        """Take the check-in of a day back. Repeating it changes nothing."""
        return self._diary.take_back(self._athlete(), day)

    def check_in_later(self, day: date) -> Later:
        """Ask for today's check-in again in an hour."""
        return self._diary.later(self._athlete(), day)

    def reminders(self) -> Reminders:
        """What the athlete wants to be reminded of."""
        return self._diary.reminders(self._athlete())

    def set_reminders(self, command: Reminders) -> Reminders:
        """What the athlete wants to be reminded of, whole."""
        return self._diary.choose(self._athlete(), command)

    def export(self) -> Export:
        """Everything that is stored about the athlete."""
        athlete = self._athlete()
        store = self._log.store
        said = {one.entry_id: one for one in store.latest_feedback(athlete.id, _EVERY_FEEDBACK)}
        entries = store.entries_between(athlete.id, history.FIRST_DATE, history.LAST_DATE)
        return Export(
            athlete=athlete,
            entries=[_exported(entry, said.get(entry.id)) for entry in entries],
            check_ins=self._diary.export(athlete),
            reminders=self._diary.reminders(athlete),
            pauses=self._diary.pauses(athlete),
            premium=None if self._billing is None else exported(self._billing, athlete.id, self._log.clock.now()),
            coach=None if self._coach_book is None else exported_coach(self._coach_book, athlete.id),
            exported_at=self._log.clock.now(),
        )


def _exported(entry: Entry, said: Feedback | None) -> EntryExport:
    if said is None:
        return EntryExport(entry=entry, feedback=None)
    return EntryExport(entry=entry, feedback=said.text, prompt=said.prompt, outcome=said.outcome)
