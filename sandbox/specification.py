"""Checks values against the Bot API's specification (``spec/bot-api.json``): required fields, types, unknown fields."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sandbox.wire import Json

_PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "InputFile": (str,),  # "attach://name", a file id or an address, where it stands inside an object
}


class Specification:
    """The methods and types of the Bot API as the extract describes them."""

    def __init__(self, raw: Json) -> None:
        self.methods: Json = raw["methods"]
        self._fields: dict[str, dict[str, tuple[list[str], type | None]]] = {}
        """Of each type the fields: what they may be, and the one Python type that is always right, if there is one."""
        self._required: dict[str, list[str]] = {}
        self._subtypes: dict[str, list[str]] = {}
        for name, description in raw["types"].items():
            if "subtypes" in description:
                self._subtypes[name] = description["subtypes"]
            else:
                fields = description.get("fields", [])
                self._fields[name] = {field["name"]: (field["types"], _surely(field["types"])) for field in fields}
                self._required[name] = [field["name"] for field in fields if field["required"]]

    def problem(self, types: Sequence[str], value: object, where: str, *, strict: bool) -> str | None:
        """What is wrong with the value if it has to be of one of these types; None when nothing is.

        ``strict``: fields that the specification does not know are wrong as well (Telegram ignores them).
        """
        first: str | None = None
        for name in self._likely_first(types, value):
            found = self._problem(name, value, where, strict)
            if found is None:
                return None
            first = first or found
        return first

    def _problem(self, name: str, value: object, where: str, strict: bool) -> str | None:
        plain = _PLAIN.get(name)
        if plain is not None:
            right = isinstance(value, plain) and (name == "Boolean" or not isinstance(value, bool))
            return None if right else f"{where} must be {name}"
        if name.startswith("Array of "):
            if not isinstance(value, list):
                return f"{where} must be an Array"
            inner = [name.removeprefix("Array of ")]
            for position, item in enumerate(value):
                found = self.problem(inner, item, f"{where}[{position}]", strict=strict)
                if found is not None:
                    return found
            return None
        if name in self._subtypes:
            return self.problem(self._subtypes[name], value, where, strict=strict)
        return self._object_problem(name, value, where, strict)

    def _object_problem(self, name: str, value: object, where: str, strict: bool) -> str | None:
        if not isinstance(value, dict):
            # https://core.telegram.org/bots/api#keyboardbutton: "a simple String can be used instead of this object"
            return None if name == "KeyboardButton" and isinstance(value, str) else f"{where} must be {name}"
        for needed in self._required[name]:
            if needed not in value:
                return f'{where}: {name} needs "{needed}"'
        fields = self._fields[name]
        for key, item in value.items():
            if key not in fields:
                if strict:
                    return f'{where}: {name} has no field "{key}"'
                continue
            types, surely = fields[key]
            if type(item) is surely:  # most fields are plain, and this is done for each button of each keyboard
                continue
            found = self.problem(types, item, f"{where}.{key}", strict=strict)
            if found is not None:
                return found
        return None

    def _likely_first(self, types: Sequence[str], value: object) -> Sequence[str]:
        """Among several object types the one that shares most fields, so that a complaint names the right one."""
        if len(types) == 1 or not isinstance(value, dict):
            return types
        return sorted(types, key=lambda name: -len(self._fields.get(name, {}).keys() & value.keys()))


def _surely(types: Sequence[str]) -> type | None:
    """The Python type whose values are right without a further look."""
    return _PLAIN[types[0]][-1] if len(types) == 1 and types[0] in _PLAIN else None


@cache
def specification() -> Specification:
    """The committed extract, read once."""
    return Specification(json.loads((Path(__file__).parent / "spec" / "bot-api.json").read_text(encoding="utf-8")))
