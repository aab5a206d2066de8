"""A Lambda for tests: does what its row says, call by call, and writes down what it was called with.

It runs in the emulator, outside the test's process, and finds the row and its notes in the folder ``SCRIPT``. A
function is named ``<anything>-<name in the row>``.
"""

import json
import os
import time
from pathlib import Path
from typing import Any

HANGS_SECONDS = 6.0


def handler(event: Any, context: Any) -> Any:
    folder = Path(os.environ["SCRIPT"])
    script = json.loads((folder / "row.json").read_text(encoding="utf-8"))
    name = context.function_name.rpartition("-")[2]
    notes = folder / "calls.jsonl"
    before = [json.loads(line)[0] for line in notes.read_text(encoding="utf-8").splitlines()]
    with notes.open("a", encoding="utf-8") as written:
        written.write(json.dumps([name, event]) + "\n")
    behaviour = script[name]
    does = behaviour[min(before.count(name), len(behaviour) - 1)]
    if "returns" in does:
        return does["returns"]
    if does["raises"] == "States.Timeout":
        time.sleep(HANGS_SECONDS)
        return {}
    raise type(does["raises"], (Exception,), {})("as the row says")
