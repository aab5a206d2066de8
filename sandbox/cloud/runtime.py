"""Runs a function: AWS's own runtime client, with a line at the end of each call as Lambda itself writes one.

The emulator waits up to 50 ms after each call for what was printed, and no longer once there is a line.
"""

import sys
from collections.abc import Callable
from typing import Any

from awslambdaric import __main__ as client  # type: ignore[import-untyped]  # has none
from awslambdaric import bootstrap

END = "END\n"

Handler = Callable[[Any, Any], Any]


def ended(handle: Callable[..., object]) -> Callable[..., object]:
    """``handle`` answers a call by its second argument, the function's handler."""

    def handle_and_say(runtime: object, handler: Handler, *rest: object, **others: object) -> object:
        def say(event: object, context: object) -> object:
            try:
                return handler(event, context)
            finally:
                sys.stdout.write(END)

        return handle(runtime, say, *rest, **others)

    return handle_and_say


if __name__ == "__main__":
    bootstrap.handle_event_request = ended(bootstrap.handle_event_request)
    client.main(sys.argv)
