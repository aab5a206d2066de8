"""Two programs on one data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.alone import alone_in, is_held
from bot.settings import WrongSetting

HOLDS = "import sys, pathlib; from bot.alone import alone_in\nwith alone_in(pathlib.Path(sys.argv[1])): print('holds', flush=True); sys.stdin.read()"  # noqa: E501  # one program


def test_a_second_program_is_told_that_the_folder_is_in_use(tmp_path: Path) -> None:
    with (
        alone_in(tmp_path),
        pytest.raises(WrongSetting, match=r"^DATA_DIR must be used by one program at a time: another runs on "),
        alone_in(tmp_path),
    ):
        pass


def test_the_folder_is_free_again_when_the_program_ended(tmp_path: Path) -> None:
    with alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "running.lock").mkdir()

    with pytest.raises(WrongSetting, match=r"^DATA_DIR must be a folder that can be written to \("), alone_in(tmp_path):
        pass


def test_the_folder_is_free_again_when_the_program_was_killed(tmp_path: Path) -> None:
    # GIVEN another program that holds the folder
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "holds\n"
        with pytest.raises(WrongSetting), alone_in(tmp_path):
            pass

        # WHEN it is killed
        other.kill()
        other.wait()

    # THEN nothing has to be cleared away
    with alone_in(tmp_path):
        pass


def test_whether_a_program_runs_can_be_asked_without_disturbing_it(tmp_path: Path) -> None:
    assert not is_held(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with alone_in(tmp_path):
        assert is_held(tmp_path)
    assert not is_held(tmp_path)
    with alone_in(tmp_path):
        pass
