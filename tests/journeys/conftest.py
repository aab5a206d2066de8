"""Journeys: a fake athlete drives the real program over HTTP, in each of its assemblies."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete
from tests.journeys.programs import ASSEMBLIES

PARTS = 2
"""In so many the journeys of an assembly are made, each by one worker with a program of its own."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_in(*modes, why): a journey that is about what only these assemblies have")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = [item for item in items if "journeys" in item.path.parts and isinstance(item, pytest.Function)]
    elsewhere = [item for item in here if _mode_of(item) not in _modes_for(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]
    for mode in ASSEMBLIES:  # a program takes a while to come up, a stack a quarter of a minute
        made = [item for item in here if item not in elsewhere and _mode_of(item) == mode]
        for place, item in enumerate(made):
            item.add_marker(pytest.mark.xdist_group(f"journeys-{mode}-{place * PARTS // len(made)}"))


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
