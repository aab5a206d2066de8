"""Keeps this Stripe over a restart: one JSON file, written in every second in which something changed."""

import json
import logging
from pathlib import Path

from sandbox.stripe.account import Account
from sandbox.stripe.delivery import Delivery
from sandbox.stripe.idempotency import Answers
from sandbox.stripe.objects import PREFIXES
from sandbox.wire import Json, dumps

log = logging.getLogger("sandbox")

_VERSION = 1


class Keeper:
    """Reads the account from ``path`` once, and writes it there when it has changed. ``path`` None: nowhere."""

    def __init__(self, path: Path | None, account: Account, answers: Answers, delivery: Delivery) -> None:
        self._path = path
        self._account = account
        self._answers = answers
        self._delivery = delivery
        self._written = account.objects.changes

    def restore(self) -> None:
        """Fill the account from the file. One that cannot be read is put aside, not overwritten."""
        if self._path is None:
            return
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            if raw["version"] != _VERSION:
                raise ValueError("another version")
            by_kind = {kind: {one["id"]: one for one in raw["objects"].get(kind, [])} for kind in PREFIXES}
            _relink(by_kind)
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError) as error:
            self._path.replace(self._path.with_suffix(".unreadable"))
            log.warning("the sandbox's Stripe could not be read (%s); it was put aside", type(error).__name__)
            return
        self._account.objects.by_kind = by_kind
        self._account.ahead = raw["ahead_seconds"]
        self._answers.kept = raw["answers"]
        self._delivery.waiting.extend((event, endpoint) for event, endpoint in raw["waiting"])

    def write(self) -> None:
        """Write it if it has changed."""
        changes = self._account.objects.changes
        if self._path is None or changes == self._written:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".new")
        draft.write_text(dumps(self._dump()), encoding="utf-8")
        draft.replace(self._path)
        self._written = changes

    def _dump(self) -> Json:
        return {
            "version": _VERSION,
            "ahead_seconds": self._account.ahead,
            "objects": {kind: list(known.values()) for kind, known in self._account.objects.by_kind.items()},
            "answers": self._answers.kept,
            "waiting": [*self._delivery.failed, *self._delivery.waiting],
        }


def _relink(by_kind: dict[str, dict[str, Json]]) -> None:
    """What stands inside another object is that object again, not a copy."""
    for subscription in by_kind["subscription"].values():
        items = subscription["items"]
        items["data"] = [by_kind["subscription_item"][item["id"]] for item in items["data"]]
    for item in by_kind["subscription_item"].values():
        item["price"] = by_kind["price"][item["price"]["id"]]
    for invoice in by_kind["invoice"].values():
        invoice["lines"]["data"] = [by_kind["line_item"][line["id"]] for line in invoice["lines"]["data"]]
