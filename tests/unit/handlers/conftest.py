"""A chat without Telegram and without the API: tests read like what the athlete sees."""

import datetime as dt
import html
import json
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import telegram
from telegram.error import BadRequest

from backend import errors
from backend.contract import (
    Athlete,
    BestDay,
    ChangeAthlete,
    ChangeEntry,
    CheckIn,
    CheckInItems,
    Entry,
    EntryContent,
    EntryPage,
    Erased,
    HardestDay,
    Later,
    Notification,
    Number,
    NumberWhy,
    Pause,
    PausedDay,
    PauseReason,
    Readiness,
    ReadinessDay,
    ReadinessOfWeek,
    Recorded,
    RecordEntry,
    RegisterAthlete,
    Reminders,
    Review,
    Trend,
    TrendPoint,
    Why,
)
from backend.contract.export import EntryExport, Export
from backend.contract.reading import Reading, ReadText
from backend.reminders.pauses import ended_by, paused_days
from backend.review import looked_at
from backend.training.averages import advance
from backend.training.load import Averages, Day, Metrics, Week, metrics, series
from backend.training.readiness import ITEMS, normal, standing
from backend.training.review import hardest, highest, question
from backend.training.session import Kind
from bot.vouching import Vouching
from handlers.dialogue import Dialogue
from handlers.keyboards import LinkButton
from handlers.state import ChatState
from handlers.update import Update
from handlers.zones import Place, by_town
from tests.fakes.coach import FakeCoach
from tests.fakes.premium import FakePremium
from tests.fakes.till import FakeTill

NOW = dt.datetime(2026, 11, 22, 17, 40, tzinfo=dt.UTC)
"""Sunday, 18:40 in Berlin."""
CHAT = 4711


class FakeClock:
    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> dt.datetime:
        return self.time


class FakeBackend:
    """One store for all athletes; the client of whoever asks."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.athletes: dict[UUID, Athlete] = {}
        self.entries: dict[UUID, dict[UUID, Entry]] = {}
        self.fails: list[Exception] = []
        self.forgotten: list[UUID] = []
        self.check_ins: dict[UUID, dict[dt.date, CheckIn]] = {}
        self.reminders: dict[UUID, Reminders] = {}
        self.pauses: dict[UUID, list[Pause]] = {}
        """Those that are over."""
        self.later: list[tuple[dt.date, dt.datetime]] = []
        """What was put off, and until when."""
        self.sets = 0
        """How often reminders were changed."""
        self.premium = FakePremium()
        self.coach = FakeCoach()

    def as_bot(self) -> FakePremium:
        return self.premium

    def as_athlete(self, athlete_id: UUID) -> "FakeClient":
        return FakeClient(self, athlete_id)

    def forget(self, athlete_id: UUID) -> None:
        self.forgotten.append(athlete_id)


class FakeClient:
    """What the API promises, in memory."""

    def __init__(self, backend: FakeBackend, athlete_id: UUID) -> None:
        self.backend = backend
        self.me = athlete_id

    def __getattr__(self, name: str) -> Any:
        """All about premium and the coach is answered elsewhere; there, too, nothing is known of who never agreed."""
        self._athlete()
        coach = self.backend.coach
        return getattr(coach if hasattr(coach, name) else self.backend.premium, name)

    @property
    def today(self) -> dt.date:
        return self.backend.clock.now().astimezone(ZoneInfo(self._athlete().zone)).date()

    def _athlete(self) -> Athlete:
        if self.backend.fails:
            raise self.backend.fails.pop(0)
        if self.me not in self.backend.athletes:
            raise errors.NoConsent
        return self.backend.athletes[self.me]

    @property
    def _entries(self) -> dict[UUID, Entry]:
        return self.backend.entries.setdefault(self.me, {})

    async def register(self, command: RegisterAthlete) -> Athlete:
        if self.backend.fails:
            raise self.backend.fails.pop(0)
        return self.backend.athletes.setdefault(self.me, Athlete(id=self.me, **dict(command)))

    async def profile(self) -> Athlete:
        return self._athlete()

    async def change(self, command: ChangeAthlete) -> Athlete:
        athlete = self._athlete().model_copy(update=command.model_dump(exclude_none=True))
        self.backend.athletes[self.me] = athlete
        return athlete

    async def erase(self) -> Erased:
        self._athlete()
        del self.backend.athletes[self.me]
        return Erased(entries=len(self.backend.entries.pop(self.me, {})), feedbacks=0)

    async def record(self, command: RecordEntry) -> Recorded:
        self._athlete()
        known = self._entries.get(command.id)
        if known is not None:
            return self._recorded(known, changed=False)
        self._check(command)
        return self._put(command.id, command, 1)

    async def entry(self, entry_id: UUID) -> Entry:
        self._athlete()
        if entry_id not in self._entries:
            raise errors.EntryNotFound
        return self._entries[entry_id]

    async def change_entry(self, entry_id: UUID, command: ChangeEntry) -> Recorded:
        known = await self.entry(entry_id)
        self._check(command)
        return self._put(entry_id, command, known.revision + 1)

    async def remove_entry(self, entry_id: UUID) -> Recorded:
        return self._flag(await self.entry(entry_id), removed=True)

    async def restore_entry(self, entry_id: UUID) -> Recorded:
        return self._flag(await self.entry(entry_id), removed=False)

    def _flag(self, entry: Entry, *, removed: bool) -> Recorded:
        if entry.removed == removed:
            return self._recorded(entry, changed=False)
        self._entries[entry.id] = entry.model_copy(update={"removed": removed, "revision": entry.revision + 1})
        return self._recorded(self._entries[entry.id], changed=True)

    def _check(self, content: EntryContent) -> None:
        if content.date > self.today:
            raise errors.FutureDate

    def _put(self, entry_id: UUID, content: EntryContent, revision: int) -> Recorded:
        load = 0.0 if content.kind is Kind.REST else None
        if content.rpe is not None and content.minutes is not None:
            load = content.minutes * content.rpe
        fields = {name: getattr(content, name) for name in EntryContent.model_fields}
        entry = Entry(**fields, id=entry_id, load=load, recorded_at=self.backend.clock.now(), revision=revision)
        self._entries[entry_id] = entry
        return self._recorded(entry, changed=True)

    def _recorded(self, entry: Entry, *, changed: bool) -> Recorded:
        later = any(other.date > entry.date for other in self._live())
        earlier_changed = changed and entry.date < self.today and later
        return Recorded(
            entry=entry,
            changed=changed,
            week=self._metrics(self.today).week,
            recalculated_from=entry.date if earlier_changed else None,
        )

    def _live(self) -> list[Entry]:
        return sorted((e for e in self._entries.values() if not e.removed), key=lambda e: (e.date, e.recorded_at))

    def _days(self) -> tuple[dict[dt.date, Day], dict[dt.date, Averages]]:
        days: dict[dt.date, Day] = {}
        for entry in self._live():
            before = days.get(entry.date)
            load = entry.load if before is None else _sum(before.load, entry.load)
            days[entry.date] = Day(entry.date, load, logged=True)
        averages: dict[dt.date, Averages] = {}
        last = None
        for day in sorted(days):
            last = averages[day] = advance(last, day, days[day].load)
        return days, averages

    def _metrics(self, on: dt.date) -> Metrics:
        days, averages = self._days()
        until = [day for day in sorted(averages) if day <= on]
        before = [day for day in until if day < on]
        return metrics(
            on,
            days,
            min(days, default=None),
            averages[until[-1]] if until else None,
            averages[before[-1]] if before else None,
        )

    async def history(self, cursor: str | None = None, limit: int = 5) -> EntryPage:
        self._athlete()
        newest_first = self._live()[::-1]
        start = int(cursor or 0)
        return EntryPage(
            entries=newest_first[start : start + limit],
            older=str(start + limit) if start + limit < len(newest_first) else None,
            newer=str(max(start - limit, 0)) if start else None,
            total=len(newest_first),
        )

    async def week(self) -> Metrics:
        return self._metrics(self.today)

    async def trend(self, days: int) -> Trend:
        today = self.today
        start = today - dt.timedelta(days=days - 1)
        by_day, averages = self._days()
        before = [day for day in sorted(averages) if day < start]
        row = series(
            start,
            today,
            by_day,
            min(by_day, default=None),
            averages[before[-1]] if before else None,
            {day: each for day, each in averages.items() if day >= start},
        )
        paused = self._paused(start, today)
        points = [_point(each, by_day.get(each.on), paused.get(each.on)) for each in row]
        return Trend(points=points, today=row[-1], history_days=(today - min(by_day)).days + 1 if by_day else 0)

    async def check_in(self, date: dt.date, items: CheckInItems) -> Readiness:
        self._athlete()
        if date > self.today:
            raise errors.FutureDate
        if date < self.today - dt.timedelta(days=1):
            raise errors.InvalidEntry
        said = CheckIn(**dict(items), date=date, recorded_at=self.backend.clock.now())
        self.backend.check_ins.setdefault(self.me, {})[date] = said
        return await self.readiness(date)

    async def take_back_check_in(self, date: dt.date) -> Readiness:
        self._athlete()
        self.backend.check_ins.get(self.me, {}).pop(date, None)
        return await self.readiness(date)

    async def readiness(self, date: dt.date) -> Readiness:
        self._athlete()
        said = self.backend.check_ins.get(self.me, {})
        stands = standing(date, {day: {item: getattr(each, item) for item in ITEMS} for day, each in said.items()})
        if date not in said:
            return Readiness(check_in=None, standing=stands)
        total = stands.today["total"].value
        text = f"{total} of 25. {stands.missing} more check-ins until I know your normal."
        return Readiness(check_in=said[date], standing=stands, text=text, why=[f"sum: {total} < 26", "needs 14"])

    async def readiness_days(self, days: int) -> list[ReadinessDay]:
        self._athlete()
        said = self._items()
        return [_felt(self.today - dt.timedelta(days=n), said) for n in range(days - 1, -1, -1)]

    def _items(self) -> dict[dt.date, dict[str, int]]:
        said = self.backend.check_ins.get(self.me, {})
        return {day: {item: getattr(each, item) for item in ITEMS} for day, each in said.items()}

    async def review(self, end: dt.date | None = None) -> Review:
        self._athlete()
        if end is None:
            end = self.today - dt.timedelta(days=1) if self.today.weekday() == 0 else self.today
        week = self._metrics(end).week
        sums = {day: sum(items.values()) for day, items in self._items().items()}
        this, before = [[sums[day] for day in sums if 7 * n <= (end - day).days < 7 * (n + 1)] for n in range(2)]
        paused = self._paused(*looked_at(end))
        hard = hardest(week)
        best = highest({day: total for day, total in sums.items() if 0 <= (end - day).days < 7})
        return Review(
            end=end,
            metrics=self._metrics(end),
            hardest=None if hard is None else HardestDay(date=hard, load=_load_of(week, hard)),
            best=None if best is None else BestDay(date=best, score=sums[best], by="check_in"),
            readiness=_of_week(this),
            readiness_before=_of_week(before),
            question=question(week, _of_week(this).mean, _of_week(before).mean, paused),
            paused=[PausedDay(date=day, reason=reason) for day, reason in paused.items()],
        )

    def _paused(self, first: dt.date, last: dt.date) -> dict[dt.date, PauseReason]:
        current = self.backend.reminders.get(self.me, Reminders()).pause
        over = self.backend.pauses.get(self.me, [])
        return paused_days([*over, current] if current else over, first, last)

    async def read(self, command: ReadText) -> Reading:
        return Reading()

    async def why_number(self, number: Number) -> NumberWhy:
        self._athlete()
        today = self._metrics(self.today)
        return NumberWhy(number=number, metric=today.acwr_coupled, lines=[f"{number} = 6 < 7", "Source: Foster 2001"])

    async def check_in_later(self, date: dt.date) -> Later:
        self._athlete()
        at = self.backend.clock.now() + dt.timedelta(hours=1)
        self.backend.later.append((date, at))
        return Later(at=at)

    async def reminders(self) -> Reminders:
        self._athlete()
        return self.backend.reminders.get(self.me, Reminders())

    async def set_reminders(self, reminders: Reminders) -> Reminders:
        self._athlete()
        self.backend.sets += 1
        before = self.backend.reminders.get(self.me, Reminders()).pause
        if (over := ended_by(before, reminders.pause, self.today)) is not None:
            self.backend.pauses.setdefault(self.me, []).append(over)
        self.backend.reminders[self.me] = Reminders.model_validate_json(reminders.model_dump_json(exclude_none=True))
        return self.backend.reminders[self.me]

    async def why(self, entry_id: UUID) -> Why:
        await self.entry(entry_id)
        return Why(entry_id=entry_id, lines=["60 min × RPE 7 = 420 AU (Foster 2001)", "week: 420 < 500 AU"])

    async def export(self) -> Export:
        athlete = self._athlete()
        return Export(
            athlete=athlete,
            entries=[EntryExport(entry=entry, feedback="=well done") for entry in self._live()],
            exported_at=self.backend.clock.now(),
        )


def _felt(day: dt.date, said: dict[dt.date, dict[str, int]]) -> ReadinessDay:
    mean, sd = normal(day, said) or (None, None)
    total = standing(day, said).today.get("total")
    return ReadinessDay(
        date=day, total=None if total is None else total.value, flag=total and total.flag, mean=mean, sd=sd
    )


def _of_week(sums: list[int]) -> ReadinessOfWeek:
    return ReadinessOfWeek(check_ins=len(sums), mean=sum(sums) / len(sums) if sums else None)


def _load_of(week: Week, date: dt.date) -> float:
    return next(day.load for day in week.days if day.date == date and day.load is not None)


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _point(each: Metrics, day: Day | None, paused: PauseReason | None) -> TrendPoint:
    return TrendPoint(
        date=each.on,
        load=day.load if day else 0.0,
        logged=day is not None,
        acute=each.acute.value,
        chronic=each.chronic.value,
        ratio=each.acwr_coupled.value,
        monotony=each.week.monotony.value,
        fitness=each.fitness.value,
        fatigue=each.fatigue.value,
        form=each.form.value,
        paused=paused,
    )


def plain(text: str) -> str:
    """HTML of the bot's as it reads."""
    return html.unescape(re.sub(r"</?(?:b|code|pre|blockquote|a(?: href=\"[^\"]*\")?)>", "", text))


class Shown:
    """A message of the bot's as the athlete sees it now."""

    def __init__(self, message_id: int, text: str, markup: Any, reply_to: int | None = None) -> None:
        self.id = message_id
        self.html = text
        self.markup = markup
        self.reply_to = reply_to
        self.photo: bytes | None = None
        self.file: tuple[str, bytes] | None = None

    @property
    def text(self) -> str:
        return plain(self.html)

    @property
    def buttons(self) -> dict[str, str]:
        rows = self.markup.inline_keyboard if self.markup else ()
        return {
            button.text: button.url if isinstance(button, LinkButton) else str(button.callback_data)
            for row in rows
            for button in row
        }


def _message(shown: Shown, chat_id: int) -> telegram.Message:
    return telegram.Message(shown.id, NOW, telegram.Chat(chat_id, "private"))


class FakeBot(FakeTill):
    """Keeps what was sent, refuses what Telegram would."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[int, Shown] = {}
        self.calls: list[str] = []
        self.toasts: list[str | None] = []
        self.next_id = 1000
        self.fails: list[Exception] = []
        self.frozen: set[int] = set()
        """Messages that can be neither edited nor deleted any more."""
        self.menus: dict[str | None, list[str]] = {}
        self.told: list[tuple[int, str]] = []
        """Chat and text of each message, as first sent."""

    def _called(self, name: str, text: str = "", markup: Any = None, limit: int = 4096) -> None:
        self.calls.append(name)
        if self.fails:
            raise self.fails.pop(0)
        assert len(text) <= limit
        for row in markup.inline_keyboard if markup else ():
            assert len(row) <= 8
            for button in row:
                assert isinstance(button, LinkButton) or 1 <= len(button.callback_data.encode()) <= 64
                assert button.text

    def _new(self, text: str, markup: Any, reply_to: int | None = None) -> Shown:
        self.next_id += 1
        shown = Shown(self.next_id, text, markup, reply_to)
        self.shown[shown.id] = shown
        return shown

    def _known(self, message_id: int) -> Shown:
        if message_id not in self.shown:
            raise BadRequest("Message to edit not found")
        if message_id in self.frozen:
            raise BadRequest("Message can't be edited")
        return self.shown[message_id]

    async def say(self, chat_id: int, text: str, keyboard: Any = None, reply_to: int | None = None) -> int:
        assert text
        self._called("say", text, keyboard)
        self.told.append((chat_id, plain(text)))
        return self._new(text, keyboard, reply_to).id

    async def rewrite(self, chat_id: int, message_id: int, text: str, keyboard: Any = None) -> None:
        self._called("rewrite", text, keyboard)
        shown = self._known(message_id)
        if (shown.html, shown.markup) == (text, keyboard):
            raise BadRequest("Message is not modified: specified new message content …")
        shown.html, shown.markup = text, keyboard

    async def send_message(self, chat_id: int, text: str) -> telegram.Message:
        self._called("send_message", text)
        return _message(self._new(text, None), chat_id)

    async def edit_message_reply_markup(self, chat_id: int, message_id: int, reply_markup: Any = None) -> None:
        self._called("edit_message_reply_markup")
        self._known(message_id).markup = reply_markup

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        self._called("delete_message")
        if message_id not in self.shown or message_id in self.frozen:
            raise BadRequest("Message can't be deleted for everyone")
        del self.shown[message_id]

    async def answer(self, query_id: str, toast: str | None = None) -> None:
        self._called("answer")
        assert len(toast or "") <= 200
        self.toasts.append(toast)

    async def send_chat_action(self, chat_id: int, action: str) -> None:
        self._called(f"action {action}")

    async def send_photo(
        self,
        chat_id: int,
        photo: bytes,
        caption: str,
        parse_mode: str | None = None,
        reply_markup: Any = None,
        filename: str = "",
    ) -> telegram.Message:
        self._called("send_photo", plain(caption) if parse_mode else caption, reply_markup, 1024)
        shown = self._new(caption, reply_markup)
        shown.photo = photo
        return _message(shown, chat_id)

    async def edit_message_media(self, media: Any, chat_id: int, message_id: int, reply_markup: Any = None) -> None:
        self._called("edit_message_media", media.caption, reply_markup, 1024)
        shown = self._known(message_id)
        if (shown.html, shown.markup) == (media.caption, reply_markup):
            raise BadRequest("Message is not modified: …")
        shown.html, shown.markup = media.caption, reply_markup

    async def send_document(self, chat_id: int, document: bytes, filename: str, caption: str = "") -> telegram.Message:
        self._called("send_document", caption, limit=1024)
        shown = self._new(caption, None)
        shown.file = (filename, document)
        return _message(shown, chat_id)

    async def send_invoice(self, chat_id: int, start_parameter: str, **invoice: Any) -> telegram.Message:
        self._called("send_invoice")
        shown = self._new(self.invoice(**invoice, message_id=self.next_id + 1).title, None)
        return _message(shown, chat_id)

    async def set_my_commands(self, commands: list[telegram.BotCommand], language_code: str | None = None) -> None:
        self.menus[language_code] = [command.command for command in commands]

    async def get_me(self) -> telegram.User:
        return telegram.User(99, "Tracker", is_bot=True, username="tracker_bot")


class Chat:
    """A fake athlete and what stands between them and the handlers. State goes through JSON, as it does for real."""

    id = CHAT

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.backend = FakeBackend(self.clock)
        self.bot = FakeBot()
        self.drawn: list[Trend] = []
        self.weeks_drawn: list[list[dt.date]] = []
        self.dots: list[ReadinessDay] = []
        """Check-ins of the newest picture."""
        self.busy = False
        """Somebody else's picture is being drawn."""
        self.names_for_support("")
        self.state = ChatState(chat_id=self.id)
        self.update_id = 500
        self.next_message = 1

    def names_for_support(self, contact: str) -> None:
        """The operator names whom to write to about a payment."""
        accounts = self.accounts()
        self.dialogue = Dialogue(self.bot, self.backend, accounts, self.clock, self, "1:TEST:a", contact)  # type: ignore[arg-type]

    def accounts(self) -> Any:
        """The accounts of the one-machine assembly; the tests of linking have others."""
        return Vouching(self.backend)  # type: ignore[arg-type]  # of a token source only ``forget`` is used

    @property
    def idle(self) -> bool:
        return not self.busy

    async def picture(self, trend: Trend, readiness: Sequence[ReadinessDay], language: str) -> bytes:
        self.drawn.append(trend)
        self.dots = list(readiness)
        return b"png"

    async def week_picture(self, week: Sequence[TrendPoint], readiness: Sequence[ReadinessDay], language: str) -> bytes:
        self.weeks_drawn.append([point.date for point in week])
        self.dots = list(readiness)
        return b"week"

    async def week_picture_at_once(
        self, week: Sequence[TrendPoint], readiness: Sequence[ReadinessDay], language: str
    ) -> bytes | None:
        return None if self.busy else await self.week_picture(week, readiness, language)

    async def towns(self, text: str) -> list[Place]:
        return by_town(text)

    # ---- what the athlete does ----

    async def says(self, text: str, **more: Any) -> None:
        await self.sends(text=text, **more)

    async def sends(self, kind: str = "message", chat: dict[str, Any] | None = None, **fields: Any) -> int:
        self.next_message += 1
        message = {
            "message_id": fields.pop("message_id", self.next_message),
            "date": int(self.clock.now().timestamp()),
            "chat": chat or {"id": self.id, "type": "private", "first_name": "Ada"},
            "from": {"id": self.id, "is_bot": False, "first_name": "Ada", "language_code": "en"},
            **fields,
        }
        await self.receives({kind: message})
        return int(message["message_id"])

    async def taps(self, label: str, message_id: int | None = None) -> None:
        shown = self.bot.shown[message_id] if message_id else self.with_button(label)
        data = shown.buttons[label]
        await self.taps_data(data, shown)

    async def taps_data(self, data: str, shown: Shown) -> None:
        text, entities = shown.text, []
        if "<blockquote>" in shown.html:
            offset = len(plain(shown.html.partition("<blockquote>")[0]))
            entities = [{"type": "blockquote", "offset": offset, "length": len(text) - offset}]
        await self.receives(
            {
                "callback_query": {
                    "id": "1",
                    "from": {"id": self.id, "is_bot": False, "first_name": "Ada", "language_code": "en"},
                    "chat_instance": "1",
                    "data": data,
                    "message": {
                        "message_id": shown.id,
                        "date": int(NOW.timestamp()),
                        "chat": {"id": self.id, "type": "private", "first_name": "Ada"},
                        "from": {"id": 99, "is_bot": True, "first_name": "Tracker"},
                        "text": text,
                        "entities": entities,
                    },
                }
            }
        )

    async def receives(self, update: dict[str, Any], *, again: bool = False) -> None:
        if not again:
            self.update_id += 1
        raw = json.loads(json.dumps({"update_id": self.update_id, **update}))
        before = self.state.model_dump_json()
        after = await self.dialogue.handle(Update.model_validate_json(json.dumps(raw)), self.state)
        assert self.state.model_dump_json() == before, "a turn must not change the state it was given"
        self._remember(after)

    def _remember(self, after: ChatState) -> None:
        self.state = ChatState.model_validate_json(after.model_dump_json(exclude_defaults=True))
        assert self.state == after, "a restart must not make a difference"

    async def is_set_up(self) -> None:
        await self.says("/start")
        await self.taps("OK, store my training")
        await self.taps("18:40 Berlin")

    async def hears_back(self, text: str, entry_id: UUID, revision: int = 1, kind: str = "feedback") -> None:
        note = Notification(
            id=f"{entry_id}:{revision}:{kind}",
            athlete_id=self.state.athlete_id,
            kind=kind,
            entry_id=entry_id,
            revision=revision,
            text=text,
            created_at=NOW,
        )
        self._remember(await self.dialogue.deliver(note, self.state))

    async def is_reminded(
        self, kind: str, date: dt.date | None = None, *, note_id: str = "", created_at: dt.datetime | None = None
    ) -> None:
        """A reminder for that local day arrives, today's where none is named."""
        day = date or self.today
        note = Notification(
            id=note_id or f"{kind}:{self.state.athlete_id}:{day}",
            athlete_id=self.state.athlete_id,
            kind=kind,
            date=day,
            created_at=created_at or self.clock.now(),
        )
        self._remember(await self.dialogue.deliver(note, self.state))

    async def hears_of_premium(self, news: str, note_id: str = "", minutes_ago: float = 0) -> None:
        """What became of premium arrives."""
        note = Notification(
            id=note_id or f"premium:{news}:{self.bot.next_id}",
            athlete_id=self.state.athlete_id,
            kind="premium",
            text=news,
            created_at=self.clock.now() - dt.timedelta(minutes=minutes_ago),
        )
        self._remember(await self.dialogue.deliver(note, self.state))

    async def is_answered(self, text: str, *lines: str, question: UUID | None = None, **more: Any) -> None:
        """The answer to a question, the newest one where none is named, arrives."""
        about = question or list(self.coach.asked)[-1]
        self.coach.answers(about, text, *lines, **more)
        note = Notification(
            id=f"{about}:answer",
            athlete_id=self.state.athlete_id,
            kind="answer",
            question_id=about,
            text=text,
            created_at=self.clock.now(),
        )
        self._remember(await self.dialogue.deliver(note, self.state))

    @property
    def coach(self) -> FakeCoach:
        """The backend's side of it."""
        return self.backend.coach

    @property
    def premium(self) -> FakePremium:
        """The backend's side of it."""
        return self.backend.premium

    # ---- what they see ----

    @property
    def today(self) -> dt.date:
        return self.clock.time.astimezone(ZoneInfo(self.state.zone or "UTC")).date()

    def at(self, local: str) -> None:
        """Turn the clock: ``2026-11-23 07:00`` by the athlete's."""
        zone = ZoneInfo(self.state.zone or "UTC")
        self.clock.time = dt.datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(dt.UTC)

    @property
    def reminders(self) -> Reminders:
        """What is stored."""
        return self.backend.reminders.get(self.state.athlete_id, Reminders())

    @property
    def check_ins(self) -> dict[dt.date, CheckIn]:
        """What is stored, by local day."""
        return self.backend.check_ins.get(self.state.athlete_id, {})

    @property
    def last(self) -> Shown:
        return self.bot.shown[max(self.bot.shown)]

    def with_button(self, label: str) -> Shown:
        found = [shown for shown in self.bot.shown.values() if label in shown.buttons]
        assert found, f"no button {label!r} in:\n{self.transcript()}"
        return found[-1]

    def sees(self, text: str) -> Shown:
        found = [shown for shown in self.bot.shown.values() if text in shown.text]
        assert found, f"{text!r} is not in:\n{self.transcript()}"
        return found[-1]

    def transcript(self) -> str:
        return "\n---\n".join(f"{s.id} {s.text}\n{list(s.buttons)}" for s in self.bot.shown.values())

    @property
    def entries(self) -> list[Entry]:
        mine = self.backend.entries.get(self.state.athlete_id, {}) if self.state.athlete_id else {}
        return [entry for entry in mine.values() if not entry.removed]


@pytest.fixture
def stranger() -> Chat:
    """Somebody who never wrote before."""
    return Chat()


@pytest.fixture
async def chat(stranger: Chat) -> Chat:
    """An athlete in Berlin who has given consent."""
    await stranger.is_set_up()
    return stranger


@pytest.fixture
def new_chat() -> type[Chat]:
    """For tests that need many, such as Hypothesis's."""
    return Chat
