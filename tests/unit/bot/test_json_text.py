import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.json_text import read, to_bytes, to_text

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values)
def test_what_is_written_reads_the_same_here_and_anywhere(value: object) -> None:
    assert read(to_bytes(value)) == json.loads(to_text(value)) == value


def test_half_of_a_surrogate_pair_is_kept() -> None:
    assert read(b'{"text": "\\ud83d"}') == {"text": "\ud83d"}
    assert json.loads(to_text({"text": "\ud83d"})) == {"text": "\ud83d"}


def test_what_is_no_utf_8_is_replaced() -> None:
    assert read(b'"\xff"') == "\ufffd"


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match=r".+"):
        read(b"<html>")
