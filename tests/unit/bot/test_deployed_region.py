"""``AWS_REGION`` says where the stack is, to all that ``make deploy`` and ``ai-tracker --stack`` run."""

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from backend.aws import clients
from bot.cli import main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """An AWS that refuses everything; how each request was signed."""
    signatures: list[str] = []

    class Refusing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            signatures.append(self.headers["Authorization"])
            self.send_response(400)
            self.end_headers()
            self.wfile.write(b"<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        for name in ("AWS_DEFAULT_REGION", "AWS_REGION", "AWS_PROFILE"):
            monkeypatch.setenv(name, "")  # so that what a command sets is taken back
            monkeypatch.delenv(name)
        for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
            monkeypatch.setenv(name, "/dev/null")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "none")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        yield signatures
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("command", ["doctor --stack it", "webhook --stack it", "premium show 1 --stack it"])
@pytest.mark.parametrize(
    ("region", "default", "asked"),
    [("eu-north-1", None, "eu-north-1"), ("eu-north-1", "us-east-1", "eu-north-1"), (None, "eu-west-3", "eu-west-3")],
)
def test_a_stack_is_looked_for_where_the_aws_cli_would(
    command: str,
    region: str | None,
    default: str | None,
    asked: str,
    signed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("AWS_REGION", region), ("AWS_DEFAULT_REGION", default)):
        if value is not None:
            monkeypatch.setenv(name, value)

    assert main(command.split()) == 1

    assert f"/{asked}/cloudformation/" in signed[0]
    assert clients.dynamodb().meta.region_name == asked  # what premium is looked up with


def test_without_a_region_it_is_said_what_to_set(signed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["webhook"]) == 1

    assert "AWS_REGION" in capsys.readouterr().err
    assert signed == []


@pytest.mark.parametrize(
    ("given", "deployed_to"),
    [
        ({"AWS_REGION": "eu-north-1"}, "eu-north-1"),
        ({"AWS_REGION": "eu-north-1", "AWS_DEFAULT_REGION": "us-east-1"}, "eu-north-1"),
        ({"AWS_DEFAULT_REGION": "eu-west-3"}, "eu-west-3"),
        ({}, "of the profile"),
    ],
)
def test_make_deploy_tells_sam_the_same(given: dict[str, str], deployed_to: str, tmp_path: Path) -> None:
    shown = tmp_path / "shown.mk"
    shown.write_text("region:\n\t@echo $${AWS_DEFAULT_REGION-of the profile}\n")
    make = subprocess.run(
        ["make", "--no-print-directory", "-f", "Makefile", "-f", str(shown), "region"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **given},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert make.stdout.strip() == deployed_to
