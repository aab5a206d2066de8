import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrival import arrivals

CHAT = {"id": 42, "type": "private"}


@pytest.mark.parametrize(
    ("content", "chat_id"),
    [
        ({"message": {"message_id": 1, "chat": CHAT, "text": "hi"}}, 42),
        ({"edited_message": {"message_id": 1, "chat": CHAT}}, 42),
        ({"callback_query": {"id": "1", "from": {"id": 9}, "message": {"chat": {"id": -100}}}}, -100),
        ({"my_chat_member": {"chat": CHAT}}, 42),
        ({"pre_checkout_query": {"id": "1", "from": {"id": 9}}}, None),
        ({"message": {"chat": {"id": "not a number"}}}, None),
        ({"message": {"chat": {"id": 2**70}}}, None),
        ({"message": "nonsense"}, None),
        ({}, None),
    ],
)
def test_the_lane_is_the_chat_in_which_it_happened(content: dict[str, object], chat_id: int | None) -> None:
    [found] = arrivals([{"update_id": 5, **content}])

    assert (found.update_id, found.chat_id) == (5, chat_id)
    assert json.loads(found.payload) == {"update_id": 5, **content}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["update_id", "message", "chat", "id"]), inner)
    ),
)


@given(st.lists(JSON, max_size=4))
def test_whatever_comes_is_stored_or_left_out(raw: list[object]) -> None:
    for found in arrivals(raw):
        assert -(2**63) <= found.update_id < 2**63
        assert found.chat_id is None or -(2**63) <= found.chat_id < 2**63
        assert found.payload.isascii()
