"""What is looked up without the evaluator is what the evaluator would have found."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonata import Jsonata

from backend.embedded.asl.expressions import QueryEvaluationError, compile_template

_NAMES = st.sampled_from(["a", "b", "c"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(0, 1) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=12,
)


@given(scope=st.dictionaries(_NAMES, _VALUES), path=st.lists(_NAMES, min_size=1, max_size=3))
def test_a_path_leads_where_jsonata_says(scope: dict[str, Any], path: list[str]):
    source = "$" + ".".join(path)
    evaluator = Jsonata(source)
    evaluator.set_output_convert_nulls(False)
    expected = evaluator.evaluate(None, scope)
    find = compile_template(f"{{% {source} %}}")
    if expected is None:
        with pytest.raises(QueryEvaluationError):
            find(scope)
    else:
        found = find(scope)
        assert (found, type(found)) == (expected, type(expected))


def test_a_literal_between_dots_is_no_name():
    with pytest.raises(QueryEvaluationError):
        compile_template("{% $a.in %}")({"a": {"b": 1}})
