"""Functions on the emulator run the code of this machine, and their errors keep their names."""

import base64
import json
from pathlib import Path

import pytest

from sandbox.cloud.functions import make_function, package
from sandbox.cloud.runtime import END
from tests.fakes.cloud import client

CODE = """
import os, time
class StoreUnavailable(Exception): ...
def answer(event, context):
    return {"got": event, "said": os.environ["SAID"], "endpoint": os.environ.get("AWS_ENDPOINT_URL", ""),
            "left": context.get_remaining_time_in_millis()}
def fail(event, context):
    raise StoreUnavailable("the engine is away")
def hang(event, context):
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("function")
    (folder / "some_function.py").write_text(CODE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def role() -> str:
    return f"arn:aws:iam::{client('sts').get_caller_identity()['Account']}:role/any"


def invoke(name: str, event: object) -> tuple[object, str | None]:
    answer = client("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
    return json.loads(answer["Payload"].read()), answer.get("FunctionError")


def test_a_function_gets_its_event_and_its_environment_and_answers(folder: Path, role: str) -> None:
    make_function(client("lambda"), "answers", "some_function.answer", folder, role=role, environment={"SAID": "hello"})

    answer, error = invoke("answers", {"week": 47})

    assert error is None
    assert answer["got"] == {"week": 47}
    assert answer["said"] == "hello"
    assert answer["endpoint"] == client("lambda").meta.endpoint_url
    assert 0 < answer["left"] <= 10_000


def test_a_call_says_when_it_is_over_so_that_nobody_waits_for_its_words(folder: Path, role: str) -> None:
    make_function(client("lambda"), "ends", "some_function.answer", folder, role=role, environment={"SAID": "hello"})

    answer = client("lambda").invoke(FunctionName="ends", Payload=b"{}", LogType="Tail")

    assert END.strip() in base64.b64decode(answer["LogResult"]).decode()


def test_an_exception_is_known_by_its_class(folder: Path, role: str) -> None:
    make_function(client("lambda"), "fails", "some_function.fail", folder, role=role)

    answer, error = invoke("fails", {})

    assert error is not None
    assert (answer["errorType"], answer["errorMessage"]) == ("StoreUnavailable", "the engine is away")


def test_a_function_that_hangs_is_timed_out(folder: Path, role: str) -> None:
    make_function(client("lambda"), "hangs", "some_function.hang", folder, role=role, timeout=1)

    answer, error = invoke("hangs", {})

    assert error is not None
    assert answer["errorType"] == "Sandbox.Timedout"


def test_the_same_code_is_the_same_package(folder: Path) -> None:
    assert package(folder) == package(folder)
