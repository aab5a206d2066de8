"""Which failed tests are made once more, and what a second look may not forgive."""

import json
from pathlib import Path

import pytest

from scripts import second_look
from scripts.second_look import MOST, TESTS_FAILED, main, to_look_at


def test_a_few_are_looked_at_by_their_own_ids() -> None:
    failed = [
        "tests/unit/test_a.py::test_b[x@y]",
        "tests/aws/test_c.py::test_d[e]@test_c",
        "tests/aws/test_f.py::test_g@h",
    ]
    alone = ["tests/unit/test_a.py::test_b[x@y]", "tests/aws/test_c.py::test_d[e]", "tests/aws/test_f.py::test_g"]
    assert to_look_at(failed) == alone


def test_a_lost_entry_is_not_forgiven() -> None:
    assert to_look_at(["tests/unit/test_a.py::test_b", "tests/faults/test_kill.py::test_killed[3]"]) == []


def test_many_failures_are_no_coincidence() -> None:
    assert to_look_at([f"tests/unit/test_a.py::test_b[{number}]" for number in range(MOST + 1)]) == []


@pytest.mark.parametrize(("body", "status"), [("assert True", 0), ("assert False", TESTS_FAILED)])
def test_what_fails_again_fails(
    body: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_one.py").write_text(f"def test_it():\n    {body}\n", encoding="utf-8")
    failed = tmp_path / "lastfailed"
    failed.write_text(json.dumps({"test_one.py::test_it@together": True}), encoding="utf-8")
    monkeypatch.setattr(second_look, "ROOT", tmp_path)
    monkeypatch.setattr(second_look, "FAILED", failed)
    assert main(TESTS_FAILED) == status
    assert ("wants mending" in capfd.readouterr().out) is (status == 0)


def test_a_run_that_was_broken_off_stays_so() -> None:
    assert main(2) == 2
