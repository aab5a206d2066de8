"""``ai-tracker doctor --stack``: looks at everything a deployed stack needs, and says how to mend what is wrong."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from telegram.error import InvalidToken, TelegramError

from backend.aws.secrets import NOT_GIVEN
from backend.billing.keys import StripeMode, key_must_be
from backend.billing.plans import read_plans
from backend.contract.premium import Rail
from bot.deployed import Deployed, NotDeployed, ask, look_up, telegram_of
from bot.doctor_money import Shop, contact, stripe_side
from bot.findings import Finding, say_findings
from bot.telegram_api import Telegram

_MOST_SKEW_SECONDS = 30
_TABLES = ("BackendTableName", "ChatsTableName")
_READ_THEM = "docs/operating.md, “Dead letters”, says how to read them and what to do."
_DEAD = {
    "InboxDeadUrl": ("Updates of Telegram that were given up", _READ_THEM),
    "OutboxDeadUrl": ("Messages to athletes that were given up", _READ_THEM),
    "TickDeadUrl": ("Minutes in which the clock failed", "Look at the tick function's log."),
}
_REDEPLOY = "Run 'make deploy' again."


async def examine_stack(name: str, say: Callable[[str], object]) -> int:
    """Say each finding; 0 when all is well, else 1."""
    return await say_findings(_findings(name), say)


async def _findings(name: str) -> AsyncIterator[Finding]:
    try:
        stack = await asyncio.to_thread(look_up, name)
        yield _state(stack)
        for table in _TABLES:
            yield await asyncio.to_thread(_table, stack.outputs[table])
        for output, (what, mend) in _DEAD.items():
            yield await asyncio.to_thread(_dead_letters, stack.outputs[output], what, mend)
        yield await asyncio.to_thread(_machine, stack.outputs["StateMachineArn"])
        yield await asyncio.to_thread(_clock, stack.outputs["ScheduleName"])
        async with telegram_of(stack) as telegram:
            yield await _token(telegram)
            yield await _webhook(telegram, stack.outputs["WebhookUrl"])
        async with httpx.AsyncClient(timeout=30) as web:
            yield await _api(web, stack)
            yield await _own_client(web, stack)
        for finding in await asyncio.to_thread(lambda: list(_money(stack))):
            yield finding
        for finding in support(stack):
            yield finding
    except NotDeployed as error:
        yield Finding(False, "The stack could not be looked at to the end.", str(error))


def _state(stack: Deployed) -> Finding:
    if stack.status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        return Finding(True, f"The stack {stack.name} is up.")
    mend = "Wait if it is in progress; otherwise its events in CloudFormation's console say what failed."
    return Finding(False, f"The stack {stack.name} is in state {stack.status}.", mend)


def _table(name: str) -> Finding:
    status = ask("dynamodb", "describe_table", TableName=name)["Table"]["TableStatus"]
    expiry = ask("dynamodb", "describe_time_to_live", TableName=name)["TimeToLiveDescription"]["TimeToLiveStatus"]
    if status != "ACTIVE":
        return Finding(False, f"The table {name} is in state {status}.", "Wait; if it stays so, ask AWS's support.")
    if expiry not in {"ENABLED", "ENABLING"}:
        return Finding(False, f"Nothing ever expires in the table {name}.", _REDEPLOY)
    return Finding(True, f"The table {name} is active.")


def _dead_letters(address: str, what: str, mend: str) -> Finding:
    name = "ApproximateNumberOfMessages"
    found = ask("sqs", "get_queue_attributes", QueueUrl=address, AttributeNames=[name])["Attributes"]
    count = int(found[name])
    return Finding(count == 0, f"{what}: {count}.", mend if count else "")


def _machine(arn: str) -> Finding:
    status = ask("stepfunctions", "describe_state_machine", stateMachineArn=arn)["status"]
    if status != "ACTIVE":
        return Finding(False, f"The state machine is in state {status}.", _REDEPLOY)
    return Finding(True, "The state machine is active.")


def _clock(schedule: str) -> Finding:
    state = ask("scheduler", "get_schedule", Name=schedule)["State"]
    if state != "ENABLED":
        return Finding(False, "The clock is switched off.", "Enable the schedule in EventBridge Scheduler's console.")
    return Finding(True, "The clock ticks.")


async def _token(telegram: Telegram) -> Finding:
    try:
        me = await telegram.bot.get_me()
    except InvalidToken:
        mend = "Get a token from @BotFather and run 'make deploy' with it."
        return Finding(False, "Telegram refuses the token.", mend)
    except TelegramError as error:
        mend = "Check the network, a proxy (HTTPS_PROXY) and the parameter TelegramApiUrl."
        return Finding(False, f"Telegram does not answer ({type(error).__name__}).", mend)
    return Finding(True, f"The token is @{me.username}'s.")


async def _webhook(telegram: Telegram, wanted: str) -> Finding:
    try:
        info = await telegram.bot.get_webhook_info()
    except TelegramError as error:
        return Finding(False, f"The webhook could not be looked up ({type(error).__name__}).", "See the token above.")
    if info.url != wanted:
        mend = "Run 'ai-tracker webhook --stack' with the stack's name."
        return Finding(False, "Telegram sends the bot's updates somewhere else, or nowhere.", mend)
    if info.last_error_message and info.pending_update_count:
        mend = "See the API's and the webhook function's log; 'ai-tracker webhook' renews the secret at Telegram."
        return Finding(False, f"Telegram's last try to reach the webhook failed: {info.last_error_message}.", mend)
    return Finding(True, f"Webhook, {info.pending_update_count} updates are waiting.")


async def _api(web: httpx.AsyncClient, stack: Deployed) -> Finding:
    """``GET /health``, and by its date whether our clock agrees with AWS's, which signs and checks by it."""
    try:
        answer = await web.get(f"{stack.outputs['ApiUrl']}/health")
    except httpx.HTTPError as error:
        return Finding(False, f"The API does not answer ({type(error).__name__}).", "Check the network and a proxy.")
    if answer.status_code != httpx.codes.OK:
        return Finding(False, f"The API answers {answer.status_code}.", "Look at the API function's log.")
    skew = _skew(answer.headers.get("date", ""))
    if skew > _MOST_SKEW_SECONDS:
        mend = "Let this machine set its clock by the network (timedatectl set-ntp true)."
        return Finding(False, f"This machine's clock is {skew:.0f} s away from AWS's.", mend)
    return Finding(True, "The API answers, and reaches its table.")


def _skew(date: str) -> float:
    try:
        return abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


async def _own_client(web: httpx.AsyncClient, stack: Deployed) -> Finding:
    """Sign in as the bot itself and ask the API how it is, which takes pool, domain, authorizer and scope."""
    found = await asyncio.to_thread(
        ask,
        "cognito-idp",
        "describe_user_pool_client",
        UserPoolId=stack.outputs["UserPoolId"],
        ClientId=stack.outputs["BotClientId"],
    )
    credentials = (stack.outputs["BotClientId"], found["UserPoolClient"]["ClientSecret"])
    wanted = {"grant_type": "client_credentials", "scope": "ai-tracker/bot"}
    try:
        issued = await web.post(f"{stack.outputs['SignInUrl']}/oauth2/token", data=wanted, auth=credentials)
        if issued.status_code != httpx.codes.OK:
            mend = f"Its sign-in domain may be younger than a minute; else: {_REDEPLOY}"
            return Finding(False, f"The user pool gives no token ({issued.status_code}).", mend)
        token = issued.json()["access_token"]
        answer = await web.get(f"{stack.outputs['ApiUrl']}/status", headers={"Authorization": f"Bearer {token}"})
    except (httpx.HTTPError, ValueError, KeyError) as error:
        return Finding(False, f"Signing in failed ({type(error).__name__}).", "Check the network and SignInUrl.")
    if answer.status_code != httpx.codes.OK:
        return Finding(False, f"The API refuses the bot's own token ({answer.status_code}).", _REDEPLOY)
    return Finding(True, "The user pool issues tokens, and the API takes them.")


def support(stack: Deployed) -> Iterator[Finding]:
    """Whether who pays learns whom to write to about it."""
    if Rail(stack.outputs["PremiumRail"]) is not Rail.OFF:
        named = stack.outputs.get("SupportContact", NOT_GIVEN)  # stacks of an earlier template have no such output
        yield contact("" if named == NOT_GIVEN else named, "Run 'make deploy' with SupportContact set")


def _money(stack: Deployed) -> Iterator[Finding]:
    """How premium is sold, and what Stripe says to that."""
    rail, mode = Rail(stack.outputs["PremiumRail"]), StripeMode(stack.outputs["StripeMode"])
    match rail:
        case Rail.OFF:
            yield Finding(True, "Premium is included for everyone; nothing is sold (PremiumRail).")
            return
        case Rail.STARS:
            yield Finding(True, "Premium is sold in Telegram Stars.")
            return
    key = stack.secret("StripeKeyArn")
    must_be = key_must_be(key, mode)
    if must_be is not None:
        mend = f"Run 'make deploy' with StripeSecretKey as {must_be.replace('STRIPE_MODE', 'StripeMode')}."
        yield Finding(False, "The stack has no key of Stripe's that it may use.", mend)
        return
    yield from stripe_side(
        Shop(
            rail,
            key,
            stack.outputs["StripeApiUrl"],
            mode,
            read_plans(),
            stack.outputs["StripeWebhookUrl"],
            stack.secret("StripeSigningArn") != NOT_GIVEN,
            key_is="StripeSecretKey",
            secret_is="StripeWebhookSecret",
            setup=f"ai-tracker stripe setup --stack {stack.name}",
        )
    )
