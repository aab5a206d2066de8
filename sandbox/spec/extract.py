"""Cut the part of the Bot API's specification out that the sandbox implements.

    python -m sandbox.spec.extract <full specification>.json > sandbox/spec/bot-api.json

The full specification lists every method and type of the Bot API as JSON; the extract has the methods that the
sandbox implements and every type that can be reached from those and from Update.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from sandbox.methods import METHODS
from sandbox.wire import Json


def extract(full: Json, methods: Iterable[str]) -> Json:
    """The part of ``full`` that these methods and Update need."""
    chosen = {name: full["methods"][name] for name in sorted(methods)}
    types: Json = {}
    wanted = {"Update", "ResponseParameters"}
    for method in chosen.values():
        wanted.update(_type_names(method))
        wanted.update(name.removeprefix("Array of ") for name in method["returns"])
    while wanted:
        name = wanted.pop()
        if name in full["types"] and name not in types:
            types[name] = full["types"][name]
            wanted.update(_type_names(types[name]))
            wanted.update(types[name].get("subtypes", ()))
    return {"version": full["version"], "methods": chosen, "types": dict(sorted(types.items()))}


def _type_names(description: Json) -> set[str]:
    names: set[str] = set()
    for field in description.get("fields", ()):
        for name in field["types"]:
            while name.startswith("Array of "):
                name = name.removeprefix("Array of ")
            names.add(name)
    return names


def as_text(extracted: Json) -> str:
    """JSON with one line for each method and type, so that a change of the specification is readable in a diff."""
    parts = [f'"version": {json.dumps(extracted["version"])}']
    for section in ("methods", "types"):
        lines = ",\n".join(
            f"{json.dumps(name)}: {json.dumps(what, ensure_ascii=False, separators=(',', ':'))}"
            for name, what in extracted[section].items()
        )
        parts.append(f'"{section}": {{\n{lines}\n}}')
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    sys.stdout.write(as_text(extract(json.loads(Path(sys.argv[1]).read_text()), METHODS)))
