"""``python -m sandbox.cloud`` says in a sentence why it does not come up."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.cloud.__main__ import taken
from sandbox.cloud.ministack import NotInstalled, ministack


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "sandbox.cloud", *arguments], capture_output=True, text=True, timeout=90, check=False
    )


def test_a_taken_port_of_the_page_is_named(taken_port: int) -> None:
    ended = run("--port", str(taken_port))

    assert ended.returncode == 2
    assert f"Cannot listen on port {taken_port}" in ended.stderr


def test_an_emulator_that_cannot_listen_says_why(taken_port: int) -> None:
    ended = run("--port", "0", "--cloud-port", str(taken_port))

    assert ended.returncode == 1
    assert str(taken_port) in ended.stderr
    assert "Traceback" not in ended.stderr.partition("The end of its log")[0]


def test_without_the_emulator_its_make_target_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled, match="make"), ministack(tmp_path, home=tmp_path / ".venv-ministack"):
        pass


def test_what_the_environment_gives_is_the_templates() -> None:
    given = taken({"SUPPORT_CONTACT": "@club_treasurer", "OPENAI_API_KEY": "not-a-key", "OPENAI_MODEL": ""})

    assert given == {"SupportContact": "@club_treasurer", "OpenAiApiKey": "not-a-key"}
