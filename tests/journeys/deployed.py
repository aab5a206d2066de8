"""The AWS assembly under a journey: the template's stack on the emulator, permissions enforced.

A stack takes a quarter of a minute to come up with its functions warm, so all journeys of a process share one. Each
has an athlete of its own, and meets the same evening and a Telegram without trouble.

The functions' clock is turned (see ``inside/sitecustomize.py``), the emulator's cannot be. So here it deletes no items
whose time is over: its clock is another.
"""

import atexit
import json
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from backend.aws.secrets import NOT_GIVEN
from backend.contract.premium import Rail
from sandbox.cloud import local
from sandbox.cloud.deploy import Stack
from sandbox.server import Sandbox
from tests.aws.rights import denials, record
from tests.fakes.hosted_page import payload_in, sign_in
from tests.journeys.assembly import Assembly, Background, TurnableClock, said_in, telegram, until
from tests.journeys.storage import Storage

INSIDE = Path(__file__).parent / "inside" / "sitecustomize.py"
BOT = ("UpdatesFunction", "PushesFunction")
DRAFTS = "DraftsFunction"
"""Called only where a model writes."""
COACH = ("CoachFunction", "AnswerQuestionFunction", "CoachApiFunction")
"""Those that may ask a model."""
SELLING = ("BillingFunction", "StripeWebhookFunction", "TickFunction", *COACH)
"""Those that know how premium is sold."""
RESTARTED = (
    *(*BOT, DRAFTS, "WebhookFunction"),
    *("LinkCallbackFunction", "ApiFunction", "BillingFunction", "StripeWebhookFunction"),
)


@contextmanager
def deployed(rail: Rail = Rail.OFF) -> Iterator[Assembly]:
    """The process's stack, as it was on that evening. None of its functions may have been refused anything.

    ``rail``: how premium is sold.
    """
    assembly = _shared()
    assembly.calm()
    assembly.sell(rail)
    try:
        yield assembly
    finally:
        assembly.calm()
        assembly.sell(Rail.OFF)
    assert denials(assembly.stack, assembly.inside) == []


@cache
def _shared() -> "Deployed":
    """Comes up when it is first asked for, and ends with the process."""
    resources = ExitStack()
    atexit.register(resources.close)
    folder = Path(resources.enter_context(TemporaryDirectory(prefix="journeys-")))
    background = resources.enter_context(Background())
    inside = folder / "inside"
    inside.mkdir()
    shutil.copy(INSIDE, inside)
    record(inside, "recorder.py")
    clock = SharedClock(inside / "clock.json")
    sandbox = telegram(background, clock, local.TOKEN)
    resources.callback(lambda: background.do(sandbox.close()))
    stack = resources.enter_context(local.assembly(folder / "cloud", sandbox.url, inside))
    return Deployed(stack, inside, background, sandbox, clock)


class SharedClock(TurnableClock):
    """Tells the time to other processes, by a file."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._write()

    def turn(self, by: timedelta) -> None:
        super().turn(by)
        self._write()

    def turn_back(self) -> None:
        super().turn_back()
        self._write()

    def _write(self) -> None:
        written = self._file.with_suffix(".new")
        written.write_text(json.dumps(self.now().timestamp() - time.time()), encoding="utf-8")
        written.replace(self._file)  # whoever reads it at this moment reads one or the other


class Deployed(Assembly):
    """See :class:`Assembly`."""

    signs_in = True
    patience = 30.0
    crowd = 6  # each of them has functions, which are processes here, started all at once
    busy = 12  # the emulator hands out ten messages of a queue, and then no more until these are done
    token = local.TOKEN

    def __init__(
        self, stack: Stack, inside: Path, background: Background, sandbox: Sandbox, clock: SharedClock
    ) -> None:
        self.stack, self.inside = stack, inside
        self.clock = clock
        self.sandbox_url = sandbox.url
        self.webhook = stack.outputs["WebhookUrl"]
        self._background = background
        self.sandbox = sandbox
        self._rail = Rail.STRIPE_INVOICE
        self._thinks = False
        self._storage = Storage(stack)
        self._storage.keep_everything()
        self._lambda = stack.client("lambda")
        self._names = {name: stack.resource(name) for name in {*RESTARTED, *SELLING}}
        secret = stack.client("secretsmanager").get_secret_value(SecretId=stack.outputs["WebhookSecretArn"])
        self.secret = secret["SecretString"]

    def calm(self) -> None:
        """Nothing of the journey before is felt any more."""
        self.no_more_trouble()
        self.limit_rates(on=False)
        self.clock.turn_back()

    def sell(self, rail: Rail) -> None:
        """What an operator does by deploying with another ``PremiumRail``."""
        if rail is self._rail:
            return
        self._set(SELLING, PREMIUM_RAIL=rail.value)
        self._rail = rail

    def think(self, url: str) -> None:
        """What an operator does by deploying with an ``OpenAiBaseUrl``, or without."""
        self._set(COACH, COACH="model" if url else "rules", OPENAI_BASE_URL=url or NOT_GIVEN)
        self._thinks = bool(url)
        self._call(DRAFTS, on=self._thinks)

    def _set(self, functions: Iterable[str], **variables: str) -> None:
        for name in (self._names[each] for each in functions):
            before = self._lambda.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
            self._lambda.update_function_configuration(FunctionName=name, Environment={"Variables": before | variables})

    # ---- running ----

    def begin(self) -> None:
        """The bot's functions are called again."""
        self._call(*BOT, *((DRAFTS,) if self._thinks else ()), on=True)
        self._lambda.delete_function_concurrency(FunctionName=self._names["WebhookFunction"])

    def end(self) -> None:
        """Nobody calls the bot's functions any more: what comes in is refused, what is in the queues waits."""
        self._lambda.put_function_concurrency(
            FunctionName=self._names["WebhookFunction"], ReservedConcurrentExecutions=0
        )
        self._call(*BOT, DRAFTS, on=False)
        deadline = time.monotonic() + self.patience
        while any(message.in_hand for message in self._storage.messages()):
            assert time.monotonic() < deadline, "a function does not come to its end"
            time.sleep(0.05)

    def restart(self) -> None:
        """The bot's functions and the API begin anew, as after a deployment. The steps hold nothing between calls."""
        self.end()
        for name in (self._names[each] for each in RESTARTED):
            timeout = self._lambda.get_function_configuration(FunctionName=name)["Timeout"]
            self._lambda.update_function_configuration(FunctionName=name, Timeout=timeout)
        self.begin()

    def tick(self) -> None:
        answer = self._lambda.invoke(FunctionName=self._names["TickFunction"], Payload=b"{}")
        assert "FunctionError" not in answer, answer["Payload"].read()

    def _call(self, *functions: str, on: bool) -> None:
        """Whether their queues call these functions."""
        for name in (self._names[each] for each in functions):
            for mapping in self._lambda.list_event_source_mappings(FunctionName=name)["EventSourceMappings"]:
                self._lambda.update_event_source_mapping(UUID=mapping["UUID"], Enabled=on)

    # ---- accounts ----

    def sign_in(self, url: str) -> str:
        account = local.make_account(self.stack, f"kim-{uuid4().hex[:8]}@example.org")
        page = sign_in(url, account)
        assert page.status_code == 200, page.text
        return payload_in(page)

    def has_account(self, athlete_id: str) -> bool:
        pool, whose = self.stack.outputs["UserPoolId"], f'sub = "{athlete_id}"'
        return bool(self.stack.client("cognito-idp").list_users(UserPoolId=pool, Filter=whose)["Users"])

    # ---- what is stored ----

    def stored(self, words: str) -> list[tuple[str, str]]:
        return self._storage.mentions(words)

    async def until_handled(self, update_id: int) -> None:
        await until(lambda: self._storage.is_handled(update_id), self.patience)

    async def until_idle(self) -> None:
        await until(lambda: all(each.queue != "InboxUrl" for each in self._storage.messages()), self.patience)

    async def until_finished(self) -> None:
        await self.until_idle()
        await until(lambda: not any(self._running()), self.patience)

    def _running(self) -> Iterator[str]:
        """The analyses that go on. A question is answered within its turn."""
        pages = self.stack.client("stepfunctions").get_paginator("list_executions")
        for page in pages.paginate(stateMachineArn=self.stack.outputs["StateMachineArn"], statusFilter="RUNNING"):
            yield from (each["executionArn"] for each in page["executions"])

    # ---- what is said ----

    def logs(self) -> str:
        client, lines = self.stack.client("logs"), []
        for page in client.get_paginator("describe_log_groups").paginate():
            for group in page["logGroups"]:
                events = client.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
                lines += [event["message"] for each in events for event in each["events"]]
        return "\n".join(lines)

    def said_in(self, chat_id: int) -> list[str]:
        return said_in(self.sandbox, self._background, chat_id)
