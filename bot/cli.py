"""The command line: ``ai-tracker run``, ``doctor``, ``health``, ``webhook``, ``stripe`` and ``premium``."""

import argparse
import asyncio
import gc
import os
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Coroutine, Sequence
from typing import Any

from bot.cli_premium import about_premium, add_premium
from bot.cli_stripe import add_stripe, set_stripe_up
from bot.logs import what, where
from bot.settings import NotReady, Settings, WrongSetting, read_settings
from bot.telegram_api import TokenRefused

WRONG_SETTING = 2
FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code: 0 good, 1 failed (it may go better later), 2 a setting is wrong."""
    parser = argparse.ArgumentParser(prog="ai-tracker", description="A training log in a Telegram chat.")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("run", help="serve the chat (the default)")
    doctor = commands.add_parser("doctor", help="check everything a start needs, and say how to mend what is wrong")
    doctor.add_argument("--stack", metavar="NAME", help="check this stack on AWS instead of this machine")
    commands.add_parser("health", help="ask the running program how it is; for containers")
    webhook = commands.add_parser("webhook", help="have Telegram send its updates to a stack on AWS")
    webhook.add_argument("--stack", metavar="NAME", default="ai-tracker", help="its name (default: ai-tracker)")
    add_stripe(commands)
    add_premium(commands)
    wanted = parser.parse_args(arguments)
    if getattr(wanted, "stack", None) is not None:
        _look_where_the_aws_cli_does()
    try:
        match wanted.command:
            case "webhook":
                return _run(_webhook(wanted.stack))
            case "doctor":
                return _doctor(wanted.stack)
            case "stripe" | "premium" if wanted.stack is not None:
                return _money_of_stack(wanted)
            case "stripe":
                return 0 if set_stripe_up(read_settings(), wanted.webhook_url, print) else FAILED
            case "premium":
                return 0 if about_premium(read_settings(), wanted, print) else FAILED
            case "health":
                return _health(read_settings())
            case _:
                return _run(_serve(read_settings()))
    except WrongSetting as error:
        print(error, file=sys.stderr)
        return WRONG_SETTING
    except (TokenRefused, NotReady) as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:  # a traceback would quote values, and those may be an athlete's words
        print(f"A bug ended the program: {what(error)}\n  " + "\n  ".join(where(error)), file=sys.stderr)
        return FAILED


async def _serve(settings: Settings) -> int:
    from bot.embedded import embedded  # the doctor and the health check do without all of it

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with embedded(settings) as program:
        if program.sandbox_url is not None:
            print(f"Open {program.sandbox_url} and write to the bot.", flush=True)
        else:
            print(f"Serving Telegram. Health: {program.url}/health", flush=True)
        _collect_garbage_seldom()
        await program.serve(stop)
    return 0


def _collect_garbage_seldom() -> None:
    """What start-up made stays until the end: looking through it for garbage again and again costs a sixth of a turn.

    Of what a turn makes, reference counting frees nearly all; the collector has to find some cycles only.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _run(work: Coroutine[Any, Any, int]) -> int:
    try:
        from uvloop import new_event_loop
    except ImportError:  # not on Windows
        return asyncio.run(work)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(work)


async def _webhook(stack: str) -> int:
    from telegram.error import TelegramError

    from bot.deployed import NotDeployed, look_up, register_webhook

    try:
        await register_webhook(look_up(stack), print)
    except NotDeployed as error:
        print(error, file=sys.stderr)
        return FAILED
    except TelegramError as error:  # its message may carry the token
        print(f"Telegram did not take the webhook ({what(error)}); see doctor --stack {stack}.", file=sys.stderr)
        return FAILED
    return 0


def _look_where_the_aws_cli_does() -> None:
    """AWS's own command goes by AWS_REGION first; boto3, and so all that asks a stack, knows the other name only."""
    if region := os.environ.get("AWS_REGION"):
        os.environ["AWS_DEFAULT_REGION"] = region


def _money_of_stack(wanted: argparse.Namespace) -> int:
    from bot.cli_stack_money import about_stacks_premium, set_stacks_stripe_up
    from bot.deployed import NotDeployed, look_up

    try:
        stack = look_up(wanted.stack)
        done = (
            set_stacks_stripe_up(stack, print)
            if wanted.command == "stripe"
            else about_stacks_premium(stack, wanted, print)
        )
    except NotDeployed as error:
        print(error, file=sys.stderr)
        return FAILED
    return 0 if done else FAILED


def _doctor(stack: str | None) -> int:
    try:
        if stack is not None:
            from bot.doctor_stack import examine_stack

            found = _run(examine_stack(stack, print))
        else:
            from bot.doctor import examine

            found = _run(examine(read_settings(), print))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough: ``ai-tracker doctor | head -1``
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the flush at the end fails as well
        return FAILED
    return found


def _health(settings: Settings) -> int:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)  # not listened on
    try:
        with urllib.request.urlopen(f"http://{host}:{settings.port}/health", timeout=5) as answer:
            healthy = answer.status == 200
    except (urllib.error.URLError, OSError):
        healthy = False
    print("healthy" if healthy else "not healthy")
    return 0 if healthy else FAILED
