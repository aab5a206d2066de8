"""An emulator whose owner was killed does not go on for ever."""

import subprocess
import sys
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[3]
OWNER = """
import sys, time
from pathlib import Path
from sandbox.cloud.ministack import ministack
with ministack(Path(sys.argv[1])) as emulator:
    print(emulator.endpoint, flush=True)
    time.sleep(600)
"""


def test_the_emulator_goes_when_its_owner_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OWNER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline().startswith("http://127.0.0.1:")
        [emulator] = psutil.Process(owner.pid).children()

        owner.kill()

        psutil.wait_procs([emulator], timeout=20)
        assert not emulator.is_running()
