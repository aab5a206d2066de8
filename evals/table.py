"""What came of the scenarios, as a table: a block for each kind of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals import comments, questions, readings
from evals.scenario import Live, Result
from prompts import load


@dataclass(frozen=True)
class Block:
    """A kind of scenarios, the prompts that these put to the test, and the columns in which outcomes are counted."""

    prompts: Sequence[str]
    run: Callable[[Live | None], Sequence[Result]]
    columns: Sequence[str]
    other: str
    """The column of every outcome that has none of its own."""


_WORDS = ("model", "repaired", "rules")
BLOCKS: Mapping[str, Block] = {
    "comments": Block(("comment", "review"), comments.run_all, _WORDS, "rules"),
    "questions": Block(("look_up", "answer"), questions.run_all, _WORDS, "rules"),
    "readings": Block(("read",), readings.run_all, ("read", "nothing", "failed", "unsent"), "failed"),
}
_NARROWEST = 8


def lines(block: Block, results: Sequence[Result], source: str) -> list[str]:
    """What came of them by what they are about, for these versions of the prompts; then what was wrong."""
    prompts = ", ".join(load(name).id for name in block.prompts)
    head = _counts({each: each for each in block.columns})
    written = [
        f"prompt {prompts}, {source}, {len(results)} scenarios",
        f"{'about':12}{'right':>8}{head}{'missed':>8}",
    ]
    for about in [*dict.fromkeys(each.scenario.about for each in results), "all"]:
        these = [each for each in results if about in ("all", each.scenario.about)]
        outcomes = Counter(_column(block, each) for each in these)
        counts = _counts({each: outcomes[each] for each in block.columns})
        right = f"{sum(not each.wrong for each in these)}/{len(these)}"
        written.append(f"{about:12}{right:>8}{counts}{sum(bool(each.missed) for each in these):>8}")
    if source == "live":
        written.append(f"cost {sum(each.micro_usd for each in results) / 1_000_000:.4f} USD")
    written += [f"WRONG {each.scenario.id}: {'; '.join(each.wrong)}" for each in results if each.wrong]
    return written


def _counts(by_column: Mapping[str, str | int]) -> str:
    return "".join(f"{value:>{max(_NARROWEST, len(column) + 2)}}" for column, value in by_column.items())


def _column(block: Block, result: Result) -> str:
    how = result.outcome.partition(":")[0]
    return how if how in block.columns else block.other
