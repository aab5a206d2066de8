"""Journeys: a fake athlete drives the real program over HTTP, in each of its assemblies."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete
from tests.journeys.programs import ASSEMBLIES

GROUPS = 2
"""In so many parts the journeys on AWS are made, each with a stack of its own."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_in(*modes, why): a journey that is about what only these assemblies have")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = [item for item in items if "journeys" in item.path.parts and isinstance(item, pytest.Function)]
    elsewhere = [item for item in here if _mode_of(item) not in _modes_for(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]
    deployed = [item for item in here if item not in elsewhere and _mode_of(item) == "aws"]
    for place, item in enumerate(deployed):  # a stack takes a while to come up: one for each group, not for each worker
        item.add_marker(pytest.mark.xdist_group(f"journeys-aws-{place * GROUPS // len(deployed)}"))


def _mode_of(item: pytest.Function) -> str:
    return str(item.callspec.params.get("mode", "")) if hasattr(item, "callspec") else ""


def _modes_for(item: pytest.Function) -> tuple[str, ...]:
    marker = item.get_closest_marker("only_in")
    return tuple(marker.args) if marker else (*ASSEMBLIES, "")


@pytest.fixture(scope="session", params=list(ASSEMBLIES))
def mode(request: pytest.FixtureRequest) -> str:
    """Each journey is made once in each assembly."""
    return str(request.param)


@pytest.fixture(scope="session")
def running(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembly]:
    """One running program for many athletes and journeys."""
    with ASSEMBLIES[mode](tmp_path_factory.mktemp(mode)) as assembly:
        yield assembly


@pytest.fixture
def bot(running: Assembly) -> Assembly:
    """The program, as every journey finds it."""
    running.calm()
    return running


@pytest.fixture
async def newcomer(bot: Assembly) -> AsyncIterator[Athlete]:
    """Somebody who has never written to the bot."""
    async with Athlete(bot, first_name="Kim", language_code="en") as athlete:
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
