"""The embedded assembly, put together: everything in one process, one database, no account anywhere.

This is the only file that knows all parts. What starts first stops last; on the way down nothing new is taken in, and
turns that are under way get five seconds to end. Whatever they do not finish is still in the inbox.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import Engine

from backend.api.app import create_handler
from backend.client import Backend
from backend.clock import SystemClock
from backend.coaching.desk import QUESTION
from backend.contract import Notification
from backend.embedded.gateway import GatewayTransport
from backend.embedded.identity import Issuer
from backend.embedded.runner import Runner
from backend.embedded.sharing import Share
from backend.ports import Clock
from backend.reminders.engine import send_due
from backend.store.agenda import SqlAgenda
from backend.store.check_ins import SqlCheckIns
from backend.store.executions import SqlPositions
from backend.store.keys import signing_key
from backend.store.outbox import SqlOutbox
from backend.store.sql import SqlStore
from backend.workflow import load_definition
from backend.workflow.steps import Tools, tasks
from bot.alone import alone_in
from bot.asking import ASKING_A_MODEL, asking
from bot.clock import tick, ticking
from bot.coaching import coaching
from bot.database import open_database
from bot.delivery import Delivery
from bot.desk import Desk
from bot.intake import Intake
from bot.lanes import Lanes
from bot.listening import listen
from bot.logs import ChatNames, Log, installation_salt, set_up_logs, what, where
from bot.memory import ChatMemory
from bot.playground import SANDBOX_TOKEN, sandbox_clock, start_sandbox
from bot.polling import Poller
from bot.pushing import Pace, Pushing
from bot.selling import MAY_WAIT, OwnAddress, selling
from bot.serving import GRACE_SECONDS, health, serve_web
from bot.settings import NotReady, Settings, prepare_folder
from bot.state.sql import SqlInbox
from bot.streaming import Finishing, Streaming
from bot.telegram_api import Telegram
from bot.turns import Turns
from bot.vouching import Vouching
from bot.webhook import add_health, add_webhook, new_application
from handlers.dialogue import Dialogue
from handlers.workshop import ChildWorkshop

_COMMENTS_AT_ONCE, _COMMENTS_AT_ONCE_WITH_MODEL = 16, 48


@dataclass(frozen=True, slots=True)
class Program:
    """A running program. ``url`` is its own web address, ``sandbox_url`` the chat page's (None: real Telegram)."""

    url: str
    sandbox_url: str | None
    _parts: "tuple[asyncio.Task[None], ...]"

    async def serve(self, stop: asyncio.Event) -> None:
        """Wait until ``stop`` is set, or a part of the program cannot go on. Raises what that part raised."""
        stopping = asyncio.ensure_future(stop.wait())
        try:
            done, _ = await asyncio.wait([stopping, *self._parts], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
        for part in done:
            part.result()


class _WakingOutbox(SqlOutbox):
    """Tells the bot, in the same process, that there is something to deliver."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        super().__init__(engine, clock)
        self.wake: Callable[[], None] = lambda: None

    def put(self, notification: Notification) -> bool:
        """See the port."""
        is_new = super().put(notification)
        self.wake()
        return is_new


@asynccontextmanager
async def embedded(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Program]:
    """The program, running as long as the block does. Raises WrongSetting and NotReady."""
    prepare_folder(settings)
    async with AsyncExitStack() as stack:
        stack.enter_context(alone_in(settings.data_dir))
        movable = sandbox_clock(settings) if settings.sandboxed and clock is None else None
        clock = clock or movable or SystemClock()
        log = set_up_logs(settings.log_level)
        salt = _salt(settings)
        names = ChatNames(salt)
        engine = await asyncio.to_thread(open_database, settings)
        stack.callback(engine.dispose)
        sandbox_url = await start_sandbox(settings, stack, movable) if settings.sandboxed else None
        desk = await stack.enter_async_context(Desk())
        telegram = await stack.enter_async_context(_telegram(settings, sandbox_url))

        # The backend, behind its gateway.
        store, outbox, inbox = SqlStore(engine, clock), _WakingOutbox(engine, clock), SqlInbox(engine, clock)
        issuer = Issuer(await asyncio.to_thread(signing_key, engine), clock)
        check_ins, agenda, positions = SqlCheckIns(engine), SqlAgenda(engine), SqlPositions(engine)

        memory, pace = ChatMemory(desk, inbox, inbox), Pace(settings.telegram_messages_per_second)
        streaming = Streaming(telegram.bot, inbox, memory, desk, pace)
        stack.callback(streaming.close)

        def is_premium(athlete_id: UUID) -> bool:
            return premium.has_premium(athlete_id)

        coaches = coaching(settings, engine, clock, log, salt, is_premium)
        stack.callback(coaches.close)
        questions = asking(
            engine,
            store,
            check_ins,
            agenda,
            outbox,
            positions,
            clock,
            coaches,
            is_premium,
            settings.coach_questions_a_day,
        )
        workflow = Runner(
            load_definition(),
            tasks(Tools(store, outbox, clock, coaches.comment, questions.book.tone, streaming)),
            Share(positions, others=(QUESTION,)),
            clock,
            # Those that wait for a model only wait: nobody else's comment stands behind them.
            concurrency=_COMMENTS_AT_ONCE_WITH_MODEL if settings.has_model else _COMMENTS_AT_ONCE,
        )
        own = OwnAddress()
        chat_url = partial(_chat_url, telegram, sandbox_url)
        premium = selling(settings, sandbox_url, engine, store, outbox, clock, log, own, chat_url)
        log_handler = create_handler(
            store,
            workflow,
            clock,
            check_ins=check_ins,
            agenda=agenda,
            billing=premium.store,
            coach_book=questions.book,
        )
        handler = premium.in_front_of(questions.in_front_of(log_handler))
        gateway = GatewayTransport(handler, issuer.verify, apart=MAY_WAIT | ASKING_A_MODEL)
        backend = Backend("http://embedded/v1", issuer, gateway, bot_tokens=issuer)
        stack.push_async_callback(backend.aclose)

        # The chat.
        workshop = ChildWorkshop()
        stack.callback(workshop.close)
        dialogue = Dialogue(
            telegram.bot,
            backend,
            Vouching(issuer),
            clock,
            workshop,
            premium.provider_token,
            settings.support_contact,
        )
        turns = Turns(dialogue, memory, log, names)
        lanes = Lanes(partial(_report_bug, log))
        intake = Intake(desk, inbox, lanes, turns.take, clock)
        pushing = Pushing(memory, Finishing(dialogue, streaming), log, names, clock=clock)
        delivery = Delivery(outbox, inbox, pushing, pace, lanes, desk, clock, log)
        outbox.wake = delivery.wake

        poller = None if settings.telegram_webhook_url else Poller(telegram, intake.take, turns.apologise, log)
        web_side = new_application()
        gateway.mount(web_side)
        add_health(web_side, partial(health, desk, engine, poller))
        if poller is None:
            add_webhook(web_side, settings.telegram_webhook_secret.get_secret_value(), intake.take, turns.apologise)

        parts = [_run(stack, workflow.serve), _run(stack, questions.runner.serve), _run(stack, delivery.serve)]
        stack.push_async_callback(lanes.close, GRACE_SECONDS)
        url = own.url = await serve_web(settings, web_side, stack)
        parts.append(_run(stack, partial(listen, settings, telegram, intake, poller, dialogue, log)))
        due = partial(
            tick,
            remind=partial(
                send_due, agenda=agenda, check_ins=check_ins, store=store, outbox=outbox, limit=pace.reminders_a_minute
            ),
            store=store,
            workflow=workflow,
            inbox=inbox,
            chats=inbox,
            forget_delivered=outbox.purge,
            look_again=intake.look_again,
            log=log,
            answer_again=questions.answer_again,
        )
        strike = stack.enter_context(ticking(due, clock, log))
        # Money apart: it may wait for Stripe, and reminders wait for nobody.
        strike_money = stack.enter_context(ticking(premium.tick, clock, log))
        if movable is not None:
            movable.when_moved(partial(_each, (strike, strike_money)))
        yield Program(url, sandbox_url, tuple(parts))


def _salt(settings: Settings) -> bytes:
    try:
        return installation_salt(settings.salt_file)
    except OSError as error:  # a full disk, for one
        raise NotReady(f"The log's salt in DATA_DIR can be neither read nor made ({error.strerror}).") from None


def _telegram(settings: Settings, sandbox_url: str | None) -> Telegram:
    if sandbox_url is not None:
        return Telegram(SANDBOX_TOKEN, sandbox_url)
    return Telegram(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url)


def _chat_url(telegram: Telegram, sandbox_url: str | None) -> str:
    """Where the chat is in a browser."""
    return sandbox_url or telegram.bot.link


def _run(stack: AsyncExitStack, work: Callable[[], Coroutine[object, object, None]]) -> "asyncio.Task[None]":
    """Start a part of the program; it is cancelled, and waited for, when the program ends."""
    task = asyncio.create_task(work())

    async def end() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(end)
    return task


def _each(strikes: "tuple[Callable[[], None], ...]") -> None:
    for strike in strikes:
        strike()


def _report_bug(log: Log, error: Exception) -> None:
    log.error("bug", code="lane", error=what(error), at=where(error))
