"""Importing the API's Lambda entry point beside the bare imports that it cannot avoid, in cold interpreters."""

import subprocess
import sys
from statistics import median
from time import perf_counter

BARE = (
    "import json, re, uuid, datetime, zoneinfo, gettext, pydantic, babel.core, babel.dates, babel.numbers;"
    "from aws_lambda_powertools.event_handler import APIGatewayRestResolver;"
    "from aws_lambda_powertools.event_handler.openapi.params import Query;"
    "APIGatewayRestResolver(enable_validation=True)"
)
OURS = "import backend.api.app"
ROUNDS = 9


def _seconds(statement: str) -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return perf_counter() - began


def run() -> tuple[float, float]:
    """(ours, bare) in seconds, each less the start of an empty interpreter."""
    times: dict[str, list[float]] = {OURS: [], BARE: [], "pass": []}
    for _ in range(ROUNDS):
        for statement, seconds in times.items():
            seconds.append(_seconds(statement))
    empty = median(times["pass"])
    return median(times[OURS]) - empty, median(times[BARE]) - empty
