"""A language's words are in memory only when somebody writes in it."""

import subprocess
import sys

import pytest

GRAMMAR = "backend.training.grammar."
LANGUAGES = {"german", "spanish", "french"}
FIRST = "from backend.training.message import understand; from backend.training.redflags import red_flag; "
THEN = f"import sys; print(*[name.removeprefix({GRAMMAR!r}) for name in sys.modules if name.startswith({GRAMMAR!r})]); "


@pytest.mark.parametrize(
    ("text", "language", "loaded"),
    [
        ("60 min run rpe 7, legs heavy", "en", set()),
        ("60 min ride rpe 7, chest pain", "fr", {"french"}),
        ("60 min corriendo rpe 7", "en", {"spanish"}),
        ("60 min de course, jambes lourdes", "en", {"french"}),
        ("60 min corriendo rpe 7", "es", {"spanish"}),
    ],
)
def test_only_the_languages_that_are_written_in_are_loaded(text: str, language: str, loaded: set[str]) -> None:
    # GIVEN a cold interpreter
    # WHEN a message is read
    program = f"{FIRST}import datetime; understand({text!r}, datetime.date(2026, 11, 22), {language!r}); {THEN}"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    # THEN nobody else's words came along
    assert set(answer.stdout.split()) & LANGUAGES == loaded
