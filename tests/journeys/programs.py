"""The assemblies that journeys are made with: the same journeys in each."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from backend.contract.premium import Rail
from tests.journeys.assembly import Assembly
from tests.journeys.deployed import deployed
from tests.journeys.one_process import one_process

ASSEMBLIES: dict[str, Callable[[Path], AbstractContextManager[Assembly]]] = {
    "polling": lambda folder: one_process(folder, webhook=False),
    "webhook": lambda folder: one_process(folder, webhook=True),
    "aws": lambda folder: deployed(),
}
"""By name; each is given an empty folder of its own."""

SHOPS: dict[str, Callable[[Path, Rail], AbstractContextManager[Assembly]]] = {
    "polling": lambda folder, rail: one_process(folder, webhook=False, rail=rail),
    "webhook": lambda folder, rail: one_process(folder, webhook=True, rail=rail),
    "aws": lambda folder, rail: deployed(rail),
}
"""The same, selling premium."""
