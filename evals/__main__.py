"""``python -m evals``: every scenario with its recorded answers; ``--live`` with the model that the settings name."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from backend.coach.model.prices import Prices
from bot.settings import read_settings
from evals.scenario import Live
from evals.table import BLOCKS, lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 when something was wrong, 2 when there is no model to be asked."""
    parser = argparse.ArgumentParser(prog="evals", description=__doc__)
    parser.add_argument("--live", action="store_true", help="ask the model of OPENAI_API_KEY / OPENAI_BASE_URL")
    parser.add_argument("--show", action="store_true", help="print what came of each, too")
    parser.add_argument("--only", choices=list(BLOCKS), help="scenarios of one kind")
    chosen = parser.parse_args(arguments)
    if not chosen.live:
        return _print(None, chosen.only, show=chosen.show)
    with _live() as live:
        if live is None:
            print("Set OPENAI_API_KEY or OPENAI_BASE_URL first.", file=sys.stderr)
            return 2
        return _print(live, chosen.only, show=chosen.show)


def _print(live: Live | None, only: str | None, *, show: bool) -> int:
    wrong = False
    for name, block in BLOCKS.items():
        if only not in (None, name):
            continue
        results = block.run(live)
        if show:
            for result in results:
                print(f"{result.scenario.id} [{result.outcome}] {result.text}\n")
        print("\n".join(lines(block, results, "live" if live else "recorded")), end="\n\n" if only is None else "\n")
        wrong = wrong or any(result.wrong for result in results)
    return int(wrong)


@contextmanager
def _live() -> Iterator[Live | None]:
    """The model that the settings name; None where they name none."""
    settings = read_settings()
    if not settings.has_model:
        yield None
        return
    from backend.coach.model.client import OpenAiModel

    model = OpenAiModel(settings.openai_api_key.get_secret_value(), settings.openai_base_url)
    prices = Prices.read(Path(settings.coach_prices) if settings.coach_prices else None)
    try:
        yield Live(model, settings.openai_model, prices)
    finally:
        model.close()


if __name__ == "__main__":
    sys.exit(main())
