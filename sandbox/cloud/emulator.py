"""Runs MiniStack without two of its waits. Its own Python runs this file; nothing imports it.

Each call of a function waited for 40 ms (head and body of a request go out in two writes, so the second waits until the
other side has acknowledged the first: Nagle's algorithm), and each message of a queue for 50 ms. Where MiniStack is
another by now, this fails at its start.

Whoever started it holds the other end of its standard input: when they are gone, however they went, it goes too.
"""

import os
import runpy
import signal
import socketserver
import sys
import threading
from importlib import import_module

QUEUES_REST_SECONDS = 0.005


def hurry() -> None:
    """Raises AttributeError when what is to be changed is not there."""
    assert socketserver.StreamRequestHandler.disable_nagle_algorithm is False
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    functions = import_module("ministack.services.lambda_svc")
    assert functions._ESM_IDLE_WAKE_GAP_SECONDS > QUEUES_REST_SECONDS
    vars(functions)["_ESM_IDLE_WAKE_GAP_SECONDS"] = QUEUES_REST_SECONDS


def end_with_parent() -> None:
    """Wait until the other end is closed, then end this process and the functions that it runs: its whole group."""
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGTERM)


if __name__ == "__main__":
    hurry()
    threading.Thread(target=end_with_parent, daemon=True).start()
    runpy.run_module("ministack", run_name="__main__", alter_sys=True)
