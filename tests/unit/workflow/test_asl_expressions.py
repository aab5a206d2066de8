"""What is looked up without the evaluator is what the evaluator would have found."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonata import Jsonata
from jsonata.utils import Utils

from backend.embedded.asl.expressions import QueryEvaluationError, compile_template

NULL = Utils.NULL_VALUE
_NAMES = st.sampled_from(["a", "b", "c"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(0, 1) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=12,
)


def without_sentinels(value: Any) -> Any:
    if isinstance(value, list):
        return [without_sentinels(inner) for inner in value]
    return None if value is NULL else value


@given(scope=st.dictionaries(_NAMES, _VALUES), path=st.lists(_NAMES, min_size=1, max_size=3))
def test_a_path_leads_where_jsonata_says(scope: dict[str, Any], path: list[str]):
    source = "$" + ".".join(path)
    evaluator = Jsonata(source)
    evaluator.set_output_convert_nulls(False)
    expected = evaluator.evaluate(None, {name: NULL if value is None else value for name, value in scope.items()})
    find = compile_template(f"{{% {source} %}}")
    if expected is None:
        with pytest.raises(QueryEvaluationError):
            find(scope)
    else:
        found = find(scope)
        expected = without_sentinels(expected)
        assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$a.b", None),
        ("$n", None),
        ("null", None),
        ("{'x': $a.b, 'y': [$a.b, {'z': null}]}", {"x": None, "y": [None, {"z": None}]}),
        ("$merge([$a, {'c': $n}])", {"b": None, "c": None}),
        ("$merge([$a, $d])", {"b": None, "e": [None, {"f": None}]}),
        ("$map([1, 2], function($v) { $v = 1 ? null : $v })", [None, 2]),
        ("$a.b = null", True),
        ("$d.e.f", None),
        ("$many.b", [None, 1]),
    ],
)
def test_a_null_is_something(source: str, expected: object):
    scope = {"a": {"b": None}, "n": None, "d": {"e": [None, {"f": None}]}, "many": [{"b": None}, {"b": 1}]}
    found = compile_template(f"{{% {source} %}}")(scope)
    assert (found, type(found)) == (expected, type(expected))
    assert scope["a"] == {"b": None}
    assert scope["n"] is None


@pytest.mark.parametrize("source", ["$a.c", "$m", "$n.x", "$a.b.c"])
def test_nothing_is_an_error(source: str):
    with pytest.raises(QueryEvaluationError):
        compile_template(f"{{% {source} %}}")({"a": {"b": None}, "n": None})


def test_a_literal_between_dots_is_no_name():
    with pytest.raises(QueryEvaluationError):
        compile_template("{% $a.in %}")({"a": {"b": 1}})
