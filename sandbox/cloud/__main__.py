"""``python -m sandbox.cloud``: the AWS assembly on this machine, with a Telegram to try it in, until Ctrl-C."""

import argparse
import asyncio
import os
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.cloud.deploy import NotDeployed
from sandbox.cloud.local import NoWebhook, assembly, make_account
from sandbox.cloud.ministack import NotInstalled, NotStarted
from sandbox.server import start

_TAKEN = {
    "OpenAiApiKey": "OPENAI_API_KEY",
    "OpenAiBaseUrl": "OPENAI_BASE_URL",
    "OpenAiModel": "OPENAI_MODEL",
    "SupportContact": "SUPPORT_CONTACT",
}
"""Parameters that are taken from the environment, as the one-machine program takes its settings."""


def taken(environment: Mapping[str, str]) -> dict[str, str]:
    """The template's parameters that the environment gives; an empty value is none."""
    return {parameter: environment[name] for parameter, name in _TAKEN.items() if environment.get(name)}


async def _serve(port: int, cloud_port: int, folder: Path) -> None:
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    sandbox = await start(port)
    try:
        # In a thread: its calls block, and the sandbox's Telegram has to answer meanwhile.
        await asyncio.to_thread(_serve_stack, folder, cloud_port, sandbox.url, over)
    finally:
        await sandbox.close()


def _serve_stack(folder: Path, port: int, page: str, over: threading.Event) -> None:
    with assembly(folder, page, port=port, given=taken(os.environ)) as stack:
        account = make_account(stack)
        sys.stdout.write(
            f"Open {page} and write to the bot.\n"
            f"Where it asks for an account, sign in as {account.email} with the password {account.password}\n"
            "(on AWS the same page has a form to make an account).\n"
            f"AWS is at {stack.emulator.endpoint}, with test as key and secret.\n"
            "Ctrl-C ends all of it, and nothing is kept.\n"
        )
        sys.stdout.flush()
        over.wait()


def main() -> int:
    """Serve until interrupted; 1 when the stack does not come up, 2 when a port is taken."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.cloud", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="of the chat page; 0 takes a free one (default: 8081)")
    parser.add_argument("--cloud-port", type=int, default=0, help="of the emulator; 0 takes a free one (the default)")
    arguments = parser.parse_args()
    sys.stdout.write("Starting the emulator and deploying the stack ...\n")
    sys.stdout.flush()
    try:
        with TemporaryDirectory(prefix="ai-tracker-aws-") as folder:
            asyncio.run(_serve(arguments.port, arguments.cloud_port, Path(folder)))
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        sys.stderr.write(f"Cannot listen on port {arguments.port}: {why}. Choose another with --port.\n")
        return 2
    except (NotInstalled, NotStarted, NotDeployed, NoWebhook) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
