"""The shapes of Stripe's objects: ``blank.json`` is what ours start from, ``keys.json`` what Stripe's own have."""

import copy
import json
from functools import cache
from pathlib import Path

from sandbox.wire import Json


@cache
def _blanks() -> dict[str, Json]:
    raw: dict[str, Json] = json.loads(Path(__file__).with_name("blank.json").read_text(encoding="utf-8"))
    return raw


def blank(kind: str) -> Json:
    """A new object of this kind (``customer``, ``billing_portal.session`` …) with all its keys and nothing in them."""
    return copy.deepcopy(_blanks()[kind])
