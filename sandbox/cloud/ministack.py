"""Starts MiniStack, an emulator of AWS, bound to loopback and with nothing of this process's environment.

It runs in a virtual environment of its own, because it pins another botocore. What it can be trusted with and what not
stands in ``docs/aws.md``.
"""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

REGION = "eu-central-1"
_READY_SECONDS = 60.0
_SHOWN_OF_LOG = 500
_PROGRAM = Path(__file__).with_name("emulator.py")
_HOME = Path(__file__).parents[2] / ".venv-ministack"


class NotInstalled(Exception):
    """MiniStack's virtual environment is not there; ``make`` lays it."""


class NotStarted(Exception):
    """MiniStack did not come up; the end of its log says why."""


@dataclass(frozen=True, slots=True)
class MiniStack:
    """A running emulator. Its state is gone when it ends."""

    endpoint: str
    """``http://127.0.0.1:<port>``: every service of AWS, and the REST APIs below ``/_aws/execute-api/``."""
    folder: Path
    """Its home and its log."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.endpoint.rpartition(":")[2])

    def configure(self, settings: Mapping[str, object]) -> None:
        """Change the emulator's own settings, e.g. ``stepfunctions._SFN_WAIT_SCALE`` to 0: waits are skipped."""
        request = urllib.request.Request(
            f"{self.endpoint}/_ministack/config",
            data=json.dumps(settings).encode(),
            headers={"content-type": "application/json"},
            method="POST",
        )
        with urllib.request.urlopen(request, timeout=10):
            return


@contextmanager
def ministack(folder: Path, *, port: int = 0, enforce_iam: bool = True, home: Path = _HOME) -> Iterator[MiniStack]:
    """The emulator, as long as the block runs. ``port`` 0: any that is free. Raises NotInstalled, NotStarted."""
    python = home / "bin" / "python"
    if not python.exists():
        raise NotInstalled(f"MiniStack is not installed in {home.name}; 'make {home.name}/stamp' does it.")
    port = port or _free_port()
    emulator = MiniStack(f"http://127.0.0.1:{port}", folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tmp").mkdir(exist_ok=True)
    with (folder / "ministack.log").open("ab") as log:
        process = _start(python, port, folder, log, enforce_iam=enforce_iam)
        try:
            _wait_until_ready(emulator, process)
            yield emulator
        finally:
            assert process.stdin is not None  # a pipe
            process.stdin.close()
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _start(python: Path, port: int, folder: Path, log: IO[bytes], *, enforce_iam: bool) -> "subprocess.Popen[bytes]":
    environment = {
        # A clean one: whatever stands here leaks into the functions it runs.
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder / "tmp"),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": REGION,
        "AUTH": "true" if enforce_iam else "false",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",  # for the functions: their boto3 calls come here
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }
    return subprocess.Popen(
        [str(python), "-P", str(_PROGRAM)],
        env=environment,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _wait_until_ready(emulator: MiniStack, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            log = (emulator.folder / "ministack.log").read_text(encoding="utf-8", errors="replace")
            raise NotStarted(f"MiniStack ended at its start. The end of its log:\n{log[-_SHOWN_OF_LOG:]}")
        try:
            with urllib.request.urlopen(f"{emulator.endpoint}/_ministack/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise NotStarted(f"MiniStack was not ready after {_READY_SECONDS:.0f} seconds.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
