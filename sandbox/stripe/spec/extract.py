"""Writes ``keys.json``: which keys Stripe's own example of each resource has. From the fixtures that Stripe publishes.

``python sandbox/stripe/spec/extract.py fixtures3.json``, with ``openapi/fixtures3.json`` of
https://github.com/stripe/openapi (MIT). A key that is an object in the example names the keys inside it, too; lists and
what an example has in ``metadata`` say nothing about the shape.
"""

import json
import sys
from pathlib import Path
from typing import Any

KEYS_FILE = Path(__file__).with_name("keys.json")
_ANYTHING = ("metadata", "data")

Keys = dict[str, Any]
"""A key → the keys inside it (of the same kind again), None where the example has no object."""


def keys_of(example: dict[str, Any]) -> Keys:
    """The keys of an example, with those of the objects inside."""
    return {
        key: keys_of(value) if isinstance(value, dict) and value and key not in _ANYTHING else None
        for key, value in sorted(example.items())
    }


def main(fixtures: Path) -> None:
    """Extract from the published file, or from one that has been cut to ``resources`` already."""
    raw = json.loads(fixtures.read_text(encoding="utf-8"))
    extract = {name: keys_of(example) for name, example in sorted(raw["resources"].items())}
    KEYS_FILE.write_text(json.dumps(extract, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
