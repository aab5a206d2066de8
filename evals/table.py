"""What came of the scenarios, as a table: a block for each kind of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from evals import comments, questions, readings
from evals.scenario import Live, Result
from prompts import load


@dataclass(frozen=True)
class Block:
    """A kind of scenarios: the prompts that are put to the test, and what may come of one, as the columns name it."""

    prompts: Sequence[str]
    columns: Sequence[str]
    runs: Callable[[], Sequence[Callable[[Live | None], Result]]]
    other: str
    """The column of every outcome that has none of its own."""

    def run(self, live: Live | None = None) -> list[Result]:
        """All of its scenarios."""
        return [run(live) for run in self.runs()]


BLOCKS: Mapping[str, Block] = {
    "comments": Block(
        ("comment", "review"),
        ("model", "repaired", "rules"),
        lambda: [partial(comments.run, each) for each in comments.scenarios()],
        "rules",
    ),
    "questions": Block(
        ("look_up", "answer"),
        ("model", "repaired", "rules"),
        lambda: [partial(questions.run, each) for each in questions.scenarios()],
        "rules",
    ),
    "readings": Block(
        ("read",),
        ("read", "nothing", "failed", "unsent"),
        lambda: [partial(readings.run, each) for each in readings.scenarios()],
        "failed",
    ),
}


def lines(block: Block, results: Sequence[Result], source: str) -> list[str]:
    """What came of them by what they are about, for these versions of the prompts; then what was wrong."""
    prompts = ", ".join(load(name).id for name in block.prompts)
    widths = [len(each) + 2 for each in block.columns]
    head = "".join(f"{each:>{max(8, width)}}" for each, width in zip(block.columns, widths, strict=True))
    written = [
        f"prompt {prompts}, {source}, {len(results)} scenarios",
        f"{'about':12}{'right':>8}{head}{'missed':>8}",
    ]
    for about in [*dict.fromkeys(each.scenario.about for each in results), "all"]:
        these = [each for each in results if about in ("all", each.scenario.about)]
        counted = Counter(_column(block, each) for each in these)
        right = sum(not each.wrong for each in these)
        counts = "".join(f"{counted[one]:>{max(8, w)}}" for one, w in zip(block.columns, widths, strict=True))
        missed = sum(bool(each.missed) for each in these)
        written.append(f"{about:12}{f'{right}/{len(these)}':>8}{counts}{missed:>8}")
    if source == "live":
        written.append(f"cost {sum(each.micro_usd for each in results) / 1_000_000:.4f} USD")
    written += [f"WRONG {each.scenario.id}: {'; '.join(each.wrong)}" for each in results if each.wrong]
    return written


def _column(block: Block, result: Result) -> str:
    how = result.outcome.partition(":")[0]
    return how if how in block.columns else block.other
