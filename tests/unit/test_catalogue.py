"""A compiled catalogue is used as long as its source is not newer, and never stands in the way."""

import os
import shutil
from pathlib import Path

import pytest

from words import catalogue

TEXT = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "Save"\nmsgstr "{}"\n'


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(catalogue, "LOCALES", tmp_path)
    path = folder / "messages.po"
    path.write_text(TEXT.format("Speichern"))
    return path


def said() -> str:
    found = catalogue.translations("de")
    assert found is not None
    return found.gettext("Save")


def test_what_was_compiled_is_used_the_next_time(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said() == "Speichern"
    monkeypatch.setattr(catalogue, "_compiled", None)  # would fail

    assert said() == "Speichern"


def test_a_newer_source_is_compiled_again(source: Path) -> None:
    said()
    source.write_text(TEXT.format("Sichern"))
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))

    assert said() == "Sichern"


@pytest.mark.parametrize("broken", [b"", b"not a catalogue", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_half_a_file_is_made_anew(source: Path, broken: bytes) -> None:
    source.with_suffix(".mo").write_bytes(broken)

    assert said() == "Speichern"


def test_a_folder_that_cannot_be_written_to_is_no_trouble(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(catalogue, "NamedTemporaryFile", refuse)

    assert said() == "Speichern"
    assert not source.with_suffix(".mo").exists()


def test_a_compiled_catalogue_needs_no_source(source: Path) -> None:
    said()
    source.unlink()

    assert said() == "Speichern"


def test_others_may_read_what_one_compiled(source: Path) -> None:
    source.chmod(0o644)
    said()

    assert source.with_suffix(".mo").stat().st_mode & 0o777 == 0o644


def test_a_language_without_a_catalogue_has_none(source: Path) -> None:
    shutil.rmtree(source.parent)

    assert catalogue.translations("de") is None
