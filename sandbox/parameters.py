"""The parameters of one call, in whichever of the four ways they come, turned into what the specification says.

https://core.telegram.org/bots/api#making-requests
"""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.files import Upload
from sandbox.specification import specification
from sandbox.wire import BadRequest, Json

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
}
_JSON_WORDS = {"reply_markup": "reply keyboard markup"}
_TRUE = frozenset({"true", "1", "yes", "t"})


class Call:
    """What one call was given. ``values`` are of the specified types; ``uploads`` are files by their form name."""

    __slots__ = ("uploads", "values")

    def __init__(self, values: Json, uploads: Mapping[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads


async def read_raw(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters as they came, and uploaded files. The query string counts too. Raises 400 for broken JSON."""
    raw: Json = dict(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    if request.method == "GET":
        return raw, uploads
    kind = request.content_type
    if kind == "application/x-www-form-urlencoded":
        raw.update(parse_qsl((await request.read()).decode(errors="replace"), keep_blank_values=True))
    elif kind == "application/json":
        raw.update(_json_object(await request.read()))
    elif kind == "multipart/form-data":
        for name, field in (await request.post()).items():
            if isinstance(field, web.FileField):
                uploads[name] = Upload(field.filename, field.file.read(), field.content_type)
                field.file.close()
            else:
                raw[name] = field if isinstance(field, str) else bytes(field).decode(errors="replace")
    return raw, uploads


def _json_object(body: bytes) -> Json:
    if not body:
        return {}
    try:
        parsed = json.loads(body)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise BadRequest("object expected as the request body")
    return parsed


class Signature:
    """The parameters that one method takes."""

    def __init__(self, method: str) -> None:
        fields = specification().methods[method].get("fields", [])
        self._types: dict[str, list[str]] = {field["name"]: field["types"] for field in fields}
        self._required = [field["name"] for field in fields if field["required"]]

    def bind(self, raw: Json, uploads: dict[str, Upload], *, strict: bool) -> Call:
        """The typed call. Raises 400 for what is missing or wrong; ``strict``: also for what is unknown."""
        values: Json = {}
        for name, given in raw.items():
            types = self._types.get(name)
            if types is None:
                if strict:
                    raise BadRequest(f'unknown parameter "{name}"')
            elif given is not None and (given != "" or types == ["String"]):
                values[name] = self._convert(name, types, given, strict)
        for name in self._required:
            if name not in values and name not in uploads:
                raise BadRequest(_MISSING.get(name, f'parameter "{name}" is required'))
        return Call(values, uploads)

    def _convert(self, name: str, types: list[str], given: object, strict: bool) -> object:
        value = _from_text(name, types, given) if isinstance(given, str) else given
        if "InputFile" in types and isinstance(value, str):
            return value
        problem = specification().problem(types, value, name, strict=strict)
        if problem is not None:
            raise BadRequest(f"can't parse {_words(name)}: {problem}")
        return value


def _from_text(name: str, types: list[str], given: str) -> object:
    if types == ["String"]:
        return given
    first = types[0]
    if first == "Integer":
        try:
            return int(given)
        except ValueError:
            return given
    if first == "Boolean":
        return given.lower() in _TRUE
    if first == "Float":
        try:
            return float(given)
        except ValueError:
            return given
    if "String" in types:
        return given
    try:
        return json.loads(given)
    except ValueError:
        raise BadRequest(f"can't parse {_words(name)} JSON object") from None


def _words(name: str) -> str:
    return _JSON_WORDS.get(name, name.replace("_", " "))
