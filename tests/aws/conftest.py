"""The whole stack on the emulator, with its permissions enforced: one for all tests of a process."""

from collections.abc import Iterator

import pytest

from sandbox.cloud.deploy import Stack, deploy
from sandbox.cloud.ministack import ministack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A deployed stack. Nobody empties it: a test takes an athlete and a chat of its own."""
    with ministack(tmp_path_factory.mktemp("cloud")) as emulator:
        yield deploy(emulator, {"TelegramBotToken": "1:a-bot-that-is-not-there"})
