"""Form bodies with brackets (``items[0][price]=…``) and what each call takes out of them.

Whatever a call did not take is an unknown parameter, as it is at Stripe: a misspelt one must not pass silently.
"""

from collections.abc import Collection, Iterable, Iterator

from sandbox.stripe.errors import InvalidRequest
from sandbox.wire import Json

_DEEPEST = 8
_LONGEST_LIST = 100


def parse(pairs: Iterable[tuple[str, str]]) -> Json:
    """Nested dicts and lists of strings. Raises InvalidRequest where brackets do not fit."""
    tree: Json = {}
    for key, value in pairs:
        names = _names(key)
        at = tree
        for name in names[:-1]:
            if name == "":
                name = str(len(at))
            inner = at.setdefault(name, {})
            if not isinstance(inner, dict):
                raise InvalidRequest(f"Invalid {names[0]}: must be either a value or an object", param=names[0])
            at = inner
        at[names[-1] if names[-1] != "" else str(len(at))] = value
    return {name: _listed(value) for name, value in tree.items()}


def _names(key: str) -> list[str]:
    head, *rest = key.split("[")
    if len(rest) > _DEEPEST or any(not part.endswith("]") for part in rest):
        raise InvalidRequest("Invalid request (check that your POST content type is form-encoded)")
    return [head, *(part[:-1] for part in rest)]


def _listed(value: object) -> object:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(item) for name, item in value.items()}
    if inner and all(name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)][:_LONGEST_LIST]
    return inner


class Params:
    """The parameters of one call. Each is taken once; :meth:`finish` refuses those that nobody took."""

    def __init__(self, tree: Json, path: str = "") -> None:
        self._left = dict(tree)
        self._path = path
        self._inside: list[Params] = []

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def path(self, name: str) -> str:
        """How Stripe names this parameter: ``items[0][price]``."""
        return f"{self._path}[{name}]" if self._path else name

    def text(self, name: str, default: str | None = None) -> str | None:
        """A string; the default where it is absent, None where it is empty (which unsets a field)."""
        if name not in self._left:
            return default
        value = self._left.pop(name)
        if not isinstance(value, str):
            raise InvalidRequest("Invalid string", param=self.path(name))
        return value or None

    def needed(self, name: str) -> str:
        """A string that must be there."""
        value = self.text(name)
        if value is None:
            raise InvalidRequest(
                f"Missing required param: {self.path(name)}.", param=self.path(name), code="parameter_missing"
            )
        return value

    def choice(self, name: str, allowed: Collection[str], default: str | None = None) -> str | None:
        """One of these words."""
        value = self.text(name, default)
        if value is not None and value not in allowed:
            raise InvalidRequest(
                f"Invalid {self.path(name)}: must be one of {', '.join(allowed)}", param=self.path(name)
            )
        return value

    def number(self, name: str, default: int | None = None) -> int | None:
        """A whole number."""
        value = self.text(name)
        if value is None:
            return default
        try:
            return int(value)
        except ValueError:
            raise InvalidRequest(
                f"Invalid integer: {value}", param=self.path(name), code="parameter_invalid_integer"
            ) from None

    def flag(self, name: str, default: bool = False) -> bool:
        """``true`` or ``false``."""
        value = self.text(name)
        if value is None:
            return default
        if value not in ("true", "false"):
            raise InvalidRequest(f"Invalid boolean: {value}", param=self.path(name))
        return value == "true"

    def inner(self, name: str) -> "Params":
        """The object below this name; empty where there is none."""
        value = self._left.pop(name, {})
        if value == "":
            value = {}
        if not isinstance(value, dict):
            raise InvalidRequest("Invalid object", param=self.path(name))
        inside = Params(value, self.path(name))
        self._inside.append(inside)
        return inside

    def objects(self, name: str) -> list["Params"]:
        """A list of objects."""
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise InvalidRequest("Invalid array", param=self.path(name))
        inside = [Params(item, f"{self.path(name)}[{number}]") for number, item in enumerate(value)]
        self._inside += inside
        return inside

    def texts(self, name: str) -> list[str]:
        """A list of strings."""
        value = self._left.pop(name, [])
        if value == "":
            return []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise InvalidRequest("Invalid array", param=self.path(name))
        return list(value)

    def metadata(self, before: Json | None = None) -> Json:
        """``metadata`` merged into what was there: an empty value takes a key away, an empty whole all of them."""
        value = self._left.pop("metadata", {})
        if value == "":
            return {}
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise InvalidRequest("Invalid metadata: must be a set of key-value pairs of strings", param="metadata")
        merged = {**(before or {}), **value}
        return {key: item for key, item in merged.items() if item != ""}

    def ignore(self, *names: str) -> None:
        """These are allowed, and make no difference here."""
        for name in names:
            self._left.pop(name, None)

    def finish(self) -> None:
        """Raises InvalidRequest when something is left that this call does not know."""
        for name in self._unknown():
            raise InvalidRequest(f"Received unknown parameter: {name}", param=name, code="parameter_unknown")

    def _unknown(self) -> Iterator[str]:
        yield from (self.path(name) for name in self._left)
        for inside in self._inside:
            yield from inside._unknown()
