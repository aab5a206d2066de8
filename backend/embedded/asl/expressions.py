"""JSON with ``{% JSONata %}`` in it, compiled once and evaluated many times.

As in Step Functions, an expression that evaluates to nothing is an error; one that evaluates to null is not.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from jsonata import Jsonata
from jsonata.utils import Utils

Scope = Mapping[str, Any]
"""What an expression sees: ``states`` and the variables, without their ``$``."""
Template = Callable[[Scope], Any]

_NULL = Utils.NULL_VALUE
_BUILDS = re.compile(r"[\[{]|\bnull\b")
"""Whether an expression may put an object or list together, or says null."""
_PATH = re.compile(r"\$([A-Za-z]\w*(?:\.(?!(?:true|false|null|and|or|in|function)\b)[A-Za-z]\w*)*)", re.ASCII)


class QueryEvaluationError(Exception):
    """``States.QueryEvaluationError``: the expression failed, or there was nothing where it looked."""


class InvalidExpression(ValueError):
    """The text between ``{%`` and ``%}`` is no JSONata."""


def compile_template(value: Any) -> Template:
    """A function that fills the template in. Raises :class:`InvalidExpression`; the function QueryEvaluationError."""
    if isinstance(value, str) and value.startswith("{%") and value.endswith("%}"):
        return _compile_expression(value[2:-2].strip())
    if isinstance(value, Mapping):
        fields = [(name, compile_template(inner)) for name, inner in value.items()]
        return lambda scope: {name: fill(scope) for name, fill in fields}
    if isinstance(value, list):
        items = [compile_template(inner) for inner in value]
        return lambda scope: [fill(scope) for fill in items]
    return lambda _: value


def _compile_expression(source: str) -> Template:
    try:
        compiled = Jsonata(source)
    except Exception as error:  # the parser also raises plain IndexError and the like for some broken texts
        raise InvalidExpression(f"{source!r}: {error}") from error
    if compiled.errors:
        raise InvalidExpression(f"{source!r}: {compiled.errors[0]}")
    # The evaluator's None is "nothing", its null an object of its own. An object from the data is handed on as it is;
    # only what an expression builds, or maps, can hold that null: looking for it costs more than the evaluation itself.
    compiled.set_output_convert_nulls(False)
    builds = _BUILDS.search(source.replace("$merge([", "$merge(")) is not None

    def evaluate(scope: Scope) -> Any:
        try:
            found = compiled.evaluate(None, {name: _NULL if bound is None else bound for name, bound in scope.items()})
        except Exception as error:  # whatever goes wrong in an expression is that expression's failure
            raise QueryEvaluationError(f"{source!r}: {error}") from error
        if found is None:
            raise QueryEvaluationError(f"{source!r} evaluated to nothing")
        return _with_nulls(found) if builds or found is _NULL or isinstance(found, list) else found

    path = _PATH.fullmatch(source)
    return evaluate if path is None else _look_up(path[1].split("."), evaluate)


def _look_up(names: list[str], evaluate: Template) -> Template:
    """``$states.input.outcome`` and the like, without the evaluator (30 µs), while the path is as plain as it looks.

    Lists, which JSONata maps over, and whatever is not there are the evaluator's.
    """

    def find(scope: Scope) -> Any:
        found: Any = scope
        for name in names:
            if not isinstance(found, Mapping) or name not in found:
                return evaluate(scope)
            found = found[name]
        return evaluate(scope) if isinstance(found, list) else found

    return find


def _with_nulls(value: Any) -> Any:
    if value is _NULL:
        return None
    if isinstance(value, Mapping):
        return {name: _with_nulls(inner) for name, inner in value.items()}
    return [_with_nulls(inner) for inner in value] if isinstance(value, list) else value
