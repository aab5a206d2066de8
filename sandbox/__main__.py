"""``python -m sandbox --port 8081``: the sandbox alone, for a bot in another process."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from sandbox.server import start


async def _serve(port: int, state_file: Path | None, strict: bool) -> None:
    sandbox = await start(port, state_file=state_file, strict_spec=strict)
    sys.stdout.write(f"Open {sandbox.url} – bots use {sandbox.url}/bot<token>/<method>\n")
    sys.stdout.flush()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
    await sandbox.close()


def main() -> int:
    """Serve until interrupted; 2 when the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one (default: 8081)")
    parser.add_argument("--state-file", type=Path, help="where chats are kept over a restart (default: nowhere)")
    parser.add_argument("--strict", action="store_true", help="refuse unknown parameters, check every answer")
    arguments = parser.parse_args()
    try:
        asyncio.run(_serve(arguments.port, arguments.state_file, arguments.strict))
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        sys.stderr.write(f"Cannot listen on port {arguments.port}: {why}. Choose another with --port.\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
