"""Make the few tests that failed once more, alone: whether they fail by what they test, or beside the others only.

    python -m scripts.second_look STATUS

``STATUS`` is what pytest ended with; ended by anything else than failed tests it stays that. What fails again is red.
What passes alone is named at the end, for it wants mending all the same. Nothing of ``tests/faults`` gets a second
look: an entry that was lost once is lost. Nor do many failures: those are no coincidence.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
TESTS_FAILED = 1
"""https://docs.pytest.org/en/stable/reference/exit-codes.html"""
MOST = 3
_FINAL = "tests/faults/"


def to_look_at(failed: Iterable[str]) -> list[str]:
    """The tests to be made once more, by pytest's ids of those that failed; none where a second look is no use."""
    alone = [_without_group(each) for each in failed]
    if len(alone) > MOST or any(each.startswith(_FINAL) for each in alone):
        return []
    return alone


def _without_group(test: str) -> str:
    """pytest-xdist writes the group behind the id."""
    return test.rpartition("@")[0] if test.rfind("@") > test.rfind("]") else test


def main(status: int) -> int:
    """The exit status of the tests."""
    if status != TESTS_FAILED or not FAILED.exists():
        return status
    tests = to_look_at(json.loads(FAILED.read_text(encoding="utf-8")))
    if not tests:
        return status
    print(f"\n{len(tests)} failed; once more, alone:", flush=True)  # noqa: T201 - a command
    again = subprocess.run([sys.executable, "-m", "pytest", "-n", "0", *tests], cwd=ROOT, check=False).returncode
    if again == 0:
        print("Passed alone, failed beside the others, and wants mending:", *tests, sep="\n  ")  # noqa: T201
    return again


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
