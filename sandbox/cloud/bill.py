"""What a DynamoDB client's requests cost, in the units that AWS charges."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

_READS = frozenset({"GetItem", "BatchGetItem", "Query"})


@dataclass
class Bill:
    """Requests and capacity units since it was opened.

    Writes are what the answers say. Reads are counted here, because the emulator takes every item for a small one: each
    started 4 KB of what was read is a unit, half of one where the read may be outdated, one at least.
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
    """

    requests: list[str] = field(default_factory=list)
    read_units: float = 0
    write_units: float = 0

    def clear(self) -> None:
        """Open it anew."""
        self.requests.clear()
        self.read_units = self.write_units = 0


def open_bill(client: Any) -> Bill:
    """What the client's requests cost from now on."""
    bill, adding = Bill(), Lock()

    def ask(params: dict[str, Any], context: dict[str, Any], **_: Any) -> dict[str, Any]:
        context["asked"] = params
        return {**params, "ReturnConsumedCapacity": "TOTAL"}

    def add(model: Any, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        with adding:  # many threads may use the client
            bill.requests.append(model.name)
            if model.name in _READS:
                bill.read_units += _read_units(model.name, context["asked"], parsed)
            else:
                consumed = parsed["ConsumedCapacity"]
                bill.write_units += sum(
                    each["CapacityUnits"] for each in (consumed if isinstance(consumed, list) else [consumed])
                )

    client.meta.events.register("provide-client-params.dynamodb", ask)
    client.meta.events.register("after-call.dynamodb", add)
    return bill


def _read_units(operation: str, asked: dict[str, Any], answer: dict[str, Any]) -> float:
    if operation == "GetItem":
        return _units([answer.get("Item", {})])
    if operation == "Query":
        return _units(answer["Items"]) * (1 if asked["ConsistentRead"] else 0.5)
    (table,) = asked["RequestItems"].values()
    (found,) = answer["Responses"].values() if answer["Responses"] else [[]]
    return sum(_units([item]) for item in found) + len(table["Keys"]) - len(found)


def _units(items: list[dict[str, Any]]) -> int:
    read = sum(len(name) + len(next(iter(value.values())).encode()) for item in items for name, value in item.items())
    return max(1, -(-read // 4096))
