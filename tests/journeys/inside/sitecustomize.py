"""Runs first in every function of the journeys' stack: their clock is what ``clock.json`` beside this file says.

It holds by how many seconds it is ahead of the machine's. Functions are processes of their own, so the journeys' clock
is told to them by a file.
"""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

CLOCK = Path(__file__).parent / "clock.json"


def turn_clock() -> None:
    from backend.clock import SystemClock

    def now(_: SystemClock) -> datetime:
        return datetime.fromtimestamp(time.time() + json.loads(CLOCK.read_text(encoding="utf-8")), UTC)

    SystemClock.now = now  # type: ignore[method-assign]  # fails where the clock is another one: then this is of no use


if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:  # not in the process that a function starts to draw in
    turn_clock()
    import recorder  # noqa: F401 - the file beside this one, which writes down what is asked of AWS
