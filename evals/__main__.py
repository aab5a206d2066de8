"""``python -m evals``: every scenario with its recorded answers; ``--live`` with the model that the settings name."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from backend.coach.model.prices import Prices
from bot.settings import read_settings
from evals.running import Result, run
from evals.scenarios_file import read_scenarios
from prompts import load


def main() -> int:
    """Print the table; 1 when something was wrong."""
    parser = argparse.ArgumentParser(prog="evals", description=__doc__)
    parser.add_argument("--live", action="store_true", help="ask the model of OPENAI_API_KEY / OPENAI_BASE_URL")
    parser.add_argument("--show", action="store_true", help="print each comment, too")
    arguments = parser.parse_args()
    results = _live() if arguments.live else [run(scenario) for scenario in read_scenarios()]
    if arguments.show:
        for result in results:
            print(f"{result.scenario.id} [{result.comment.outcome}] {result.comment.text}\n")
    print("\n".join(table(results, "live" if arguments.live else "recorded")))
    return 1 if any(result.wrong for result in results) else 0


def _live() -> list[Result]:
    settings = read_settings()
    if not settings.has_model:
        print("Set OPENAI_API_KEY or OPENAI_BASE_URL first.", file=sys.stderr)
        raise SystemExit(2)
    from backend.coach.model.client import OpenAiModel

    model = OpenAiModel(settings.openai_api_key.get_secret_value(), settings.openai_base_url)
    prices = Prices.read(Path(settings.coach_prices) if settings.coach_prices else None)
    try:
        return [run(scenario, model, settings.openai_model, prices) for scenario in read_scenarios()]
    finally:
        model.close()


def table(results: Sequence[Result], source: str) -> list[str]:
    """What came of them by kind of scenario, for these versions of the prompts; then what was wrong."""
    prompts = [load("comment").id, *([load("review").id] if any(each.scenario.week for each in results) else [])]
    lines = [
        f"prompt {', '.join(prompts)}, {source}, {len(results)} scenarios",
        f"{'about':12}{'right':>8}{'model':>8}{'repaired':>10}{'rules':>8}{'missed':>8}",
    ]
    for about in [*dict.fromkeys(result.scenario.about for result in results), "all"]:
        these = [result for result in results if about in ("all", result.scenario.about)]
        outcomes = Counter(result.comment.outcome.partition(":")[0] for result in these)
        right = sum(not result.wrong for result in these)
        lines.append(
            f"{about:12}{f'{right}/{len(these)}':>8}{outcomes['model']:>8}{outcomes['repaired']:>10}"
            f"{outcomes['rules']:>8}{sum(bool(result.missed) for result in these):>8}"
        )
    spent = sum(result.micro_usd for result in results)
    if source == "live":
        lines.append(f"cost {spent / 1_000_000:.4f} USD")
    lines += [f"WRONG {result.scenario.id}: {'; '.join(result.wrong)}" for result in results if result.wrong]
    return lines


if __name__ == "__main__":
    sys.exit(main())
