"""Journeys: a fake athlete drives the real program over HTTP, polling and by webhook."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.journeys.athletes import Athlete
from tests.journeys.programs import ASSEMBLIES, Assembly


@pytest.fixture(scope="session", params=list(ASSEMBLIES))
def mode(request: pytest.FixtureRequest) -> str:
    """Each journey is made once in each assembly."""
    return str(request.param)


@pytest.fixture(scope="session")
def bot(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembly]:
    """One running program for many athletes and journeys."""
    with ASSEMBLIES[mode](tmp_path_factory.mktemp(mode)) as assembly:
        yield assembly


@pytest.fixture
async def newcomer(bot: Assembly) -> AsyncIterator[Athlete]:
    """Somebody who has never written to the bot."""
    async with Athlete(bot.sandbox_url, first_name="Kim", language_code="en") as athlete:
        yield athlete


@pytest.fixture
async def athlete(newcomer: Athlete) -> Athlete:
    """Somebody in Berlin who has said yes and logged nothing so far."""
    await newcomer.begins()
    return newcomer


@pytest.fixture
def own_bot(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembly]:
    """A program of the journey's own, to be ill-treated."""
    with ASSEMBLIES[mode](tmp_path_factory.mktemp(f"own-{mode}")) as assembly:
        yield assembly
