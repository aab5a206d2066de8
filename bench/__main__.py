"""``make bench``: the ratios of docs/performance.md, each of two things measured in the same run."""

import asyncio
import sys
from collections.abc import Callable
from statistics import median

from bench import conversation, crowd, due, due_capacity, history, imports, isolation, memory

Row = tuple[str, float, str, str]


def throughput() -> Row:
    """Updates a second, three pairs of runs; the median of their ratios."""
    pairs = [asyncio.run(conversation.run()) for _ in range(3)]
    ratio = median(ours.per_second / echo.per_second for ours, echo in pairs)
    ours, echo = pairs[-1]
    detail = (
        f"last run {ours.per_second:.0f}/s beside {echo.per_second:.0f}/s,"
        f" {ours.processor_ms:.1f} ms of processor time an update beside {echo.processor_ms:.1f} ms"
    )
    return "logging conversations beside a bare echo bot", ratio, "≥ 1.0", detail


def slow_model() -> Row:
    """The others' p95."""
    beside, calm = asyncio.run(isolation.run())
    detail = f"{beside * 1000:.1f} ms beside {calm * 1000:.1f} ms"
    return "others' p95 while one model call takes 1 s", beside / calm, "< 1.10", detail


def long_history() -> Row:
    """One more entry."""
    seconds = history.run()
    detail = f"{seconds['10 years'] * 1000:.2f} ms beside {seconds['30 days'] * 1000:.2f} ms"
    return "one more entry after 10 years beside 30 days", seconds["10 years"] / seconds["30 days"], "≤ 1.2", detail


def idle_memory() -> Row:
    """Resident set."""
    ours, echo = asyncio.run(memory.run())
    detail = f"{ours / 1e6:.0f} MB beside {echo / 1e6:.0f} MB"
    return "idle memory beside a bare bot", ours / echo, "≤ 2.0", detail


def cold_start() -> Row:
    """The backend's functions; the slowest of them in proportion."""
    starts = imports.run()
    worst = max(start.ours / start.bare for start in starts.values())
    detail = ", ".join(f"{name} {ours * 1000:.0f}/{bare * 1000:.0f} ms" for name, (ours, bare) in starts.items())
    return "start of a Lambda beside its bare imports", worst, "≤ 1.3", detail


def due_among_many() -> Row:
    """Processor time of a tick, for each who is due."""
    seconds = due.run()
    many, few = seconds["1,000,000"], seconds["1,000"]
    detail = f"{many * 1e6:.0f} µs beside {few * 1e6:.0f} µs"
    return "one who is due among 1,000,000 beside 1,000", many / few, "≤ 2.0", detail


def capacity_among_many() -> Row:
    """Units of DynamoDB that each who is due takes."""
    costs = due_capacity.run()
    many, few = costs["1,000,000"], costs["1,000"]
    detail = (
        f"{many.requests:.1f} requests, {many.read_units:.2f} read and {many.write_units:.2f} write units"
        f" beside {few.requests:.1f}, {few.read_units:.2f} and {few.write_units:.2f}"
    )
    return "units of one due among 1,000,000 beside 1,000", many.units / few.units, "≤ 2.0", detail


def due_at_once() -> Row:
    """The p95 of those who chat."""
    found = asyncio.run(crowd.run())
    detail = (
        f"{found.beside * 1000:.1f} ms beside {found.calm * 1000:.1f} ms; {found.per_second:.1f} reminders a second"
        f" after the first 20, {found.overtaken} places out of turn"
    )
    return "p95 of those who chat while 10,000 are due", found.beside / found.calm, "< 1.10", detail


BENCHES: dict[str, Callable[[], Row]] = {
    "throughput": throughput,
    "slow_model": slow_model,
    "long_history": long_history,
    "idle_memory": idle_memory,
    "cold_start": cold_start,
    "due_among_many": due_among_many,
    "due_at_once": due_at_once,
    "capacity_among_many": capacity_among_many,
}
BY_NAME_ONLY = {"capacity_among_many"}
"""A million items are ten minutes of the emulator's, for numbers without noise."""

if __name__ == "__main__":
    for name in sys.argv[1:] or [name for name in BENCHES if name not in BY_NAME_ONLY]:
        what, ratio, aim, detail = BENCHES[name]()
        print(f"{what:<48} {ratio:5.2f}  (aim {aim:<6})  {detail}", flush=True)
