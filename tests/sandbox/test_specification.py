"""The committed extract of the Bot API's specification, and the checks made with it."""

import json
import os
from pathlib import Path

import pytest

from sandbox.methods import METHODS
from sandbox.spec.extract import as_text, extract
from sandbox.specification import specification

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "sandbox" / "spec" / "bot-api.json"
FULL = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "spec" / "telegram-bot-api-10.1.json"


@pytest.mark.skipif(not FULL.is_file(), reason="the full specification is not on this machine")
def test_the_extract_is_cut_from_the_full_specification() -> None:
    assert COMMITTED.read_text() == as_text(extract(json.loads(FULL.read_text()), METHODS))


def test_the_extract_holds_every_implemented_method_and_no_other() -> None:
    assert set(specification().methods) == set(METHODS)


def test_every_type_that_is_named_is_there() -> None:
    raw = json.loads(COMMITTED.read_text())
    plain = {"Integer", "String", "Boolean", "Float"}
    named = {
        name.replace("Array of ", "")
        for owner in [*raw["methods"].values(), *raw["types"].values()]
        for field in owner.get("fields", [])
        for name in field["types"]
    }
    assert named <= plain | set(raw["types"])


USER = {"id": 1, "is_bot": False, "first_name": "Ada"}


@pytest.mark.parametrize(
    ("types", "value", "problem"),
    [
        (["User"], USER, None),
        (["User"], {"id": 1, "first_name": "Ada"}, 'x: User needs "is_bot"'),
        (["User"], {**USER, "id": "1"}, "x.id must be Integer"),
        (["User"], {**USER, "is_bot": 1}, "x.is_bot must be Boolean"),
        (["User"], {**USER, "id": True}, "x.id must be Integer"),
        (["User"], {**USER, "colour": "red"}, 'x: User has no field "colour"'),
        (["Array of User"], [USER, {}], 'x[1]: User needs "id"'),
        (["Array of Array of PhotoSize"], [[{}]], 'x[0][0]: PhotoSize needs "file_id"'),
        (["Message", "Boolean"], True, None),
        (["Message", "Boolean"], "yes", "x must be Message"),
        (["ChatMember"], {"status": "member", "user": USER}, None),
        (["ChatMember"], {"status": "member", "user": USER, "colour": 1}, 'x: ChatMemberMember has no field "colour"'),
        (["KeyboardButton"], "30", None),
    ],
)
def test_a_value_is_compared_with_its_type(types: list[str], value: object, problem: str | None) -> None:
    found = specification().problem(types, value, "x", strict=True)
    assert (found is None) == (problem is None)
    if problem is not None and "ChatMember" not in problem:
        assert found == problem


def test_unknown_fields_pass_when_not_strict() -> None:
    assert specification().problem(["User"], {**USER, "colour": "red"}, "x", strict=False) is None
