"""Reading files in a process of its own: whatever they are, there is an answer in time, and the bot goes on."""

import time

import pytest

from backend.training.activity_files import BadFile, FileTrouble
from backend.training.activity_files.reader import read
from handlers import workshop as module
from handlers.workshop import ChildWorkshop
from tests.fakes.watches import Done, fit, gpx, tcx, tcx_activity

TIMES = ["2026-11-21T06:30:00Z", "2026-11-21T06:50:00Z"]


@pytest.fixture
def workshop():
    workshop = ChildWorkshop()
    yield workshop
    workshop.close()


@pytest.mark.parametrize(
    "content", [fit(Done(), Done("cycling")), gpx(TIMES), tcx(tcx_activity())], ids=["fit", "gpx", "tcx"]
)
async def test_it_finds_what_the_readers_do(workshop, content):
    assert await workshop.activities(content) == read(content)


async def test_why_nothing_is_taken_comes_back_from_the_child(workshop):
    for content, trouble in ((b"hello", FileTrouble.UNKNOWN), (fit(Done())[:-30], FileTrouble.DAMAGED)):
        with pytest.raises(BadFile) as refused:
            await workshop.activities(content)
        assert refused.value.trouble is trouble


async def test_a_file_that_takes_too_long_is_given_up_once_and_the_next_is_read(workshop, monkeypatch):
    # GIVEN a file whose every byte is a message, and little patience
    await workshop.activities(fit(Done()))
    monkeypatch.setattr(module, "FILE_SECONDS", 0.2)
    started = time.monotonic()
    with pytest.raises(BadFile) as refused:
        await workshop.activities(endless())
    # THEN it is not tried a second time
    assert refused.value.trouble is FileTrouble.TOO_MUCH
    assert time.monotonic() - started < 5
    monkeypatch.undo()
    assert len(await workshop.activities(fit(Done()))) == 1


async def test_what_a_library_prints_does_not_get_between_the_answers(workshop):
    odd = tcx(tcx_activity(points=TIMES * 2)).replace(b"<Time>2026-11-21T06:50:00Z</Time>", b"", 1)
    for _ in range(2):
        assert await workshop.activities(odd) == read(odd)
    assert len(await workshop.activities(fit(Done()))) == 1


def endless() -> bytes:
    """A FIT file of millions of empty messages."""
    header = bytes([14, 16]) + (2000).to_bytes(2, "little") + (6_000_000).to_bytes(4, "little") + b".FIT" + bytes(2)
    definition = bytes([0x40, 0, 0, 0, 0, 0])  # local type 0: a message without fields
    return header + definition + bytes(5_999_994) + bytes(2)
