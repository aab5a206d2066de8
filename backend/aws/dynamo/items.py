"""Items of text and whole numbers, their keys and conditions, and the form in which DynamoDB takes and gives them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from boto3.dynamodb.conditions import ConditionBase, ConditionExpressionBuilder

if TYPE_CHECKING:
    from types_boto3_dynamodb.type_defs import AttributeValueTypeDef

Item = Mapping[str, str | int]


class Key(NamedTuple):
    """An item's place in the table."""

    pk: str
    sk: str


class Expression(NamedTuple):
    """A condition as DynamoDB reads it."""

    text: str
    names: Mapping[str, str]
    values: "Mapping[str, AttributeValueTypeDef]"


def express(condition: ConditionBase, *, on_keys: bool = False) -> Expression:
    """The condition, with placeholders for all names and values. ``on_keys``: it says what to look for."""
    built = ConditionExpressionBuilder().build_expression(condition, is_key_condition=on_keys)
    return Expression(
        built.condition_expression, built.attribute_name_placeholders, typed(built.attribute_value_placeholders)
    )


def key_of(item: Item) -> Key:
    """The item's place in the table."""
    return Key(text(item, "pk"), text(item, "sk"))


def text(item: Item, name: str) -> str:
    """A text attribute; KeyError when the item has none of that name."""
    value = item[name]
    assert isinstance(value, str)
    return value


def number(item: Item, name: str) -> int:
    """A whole number; KeyError when the item has none of that name."""
    value = item[name]
    assert isinstance(value, int)
    return value


def typed(item: Item) -> "dict[str, AttributeValueTypeDef]":
    """As DynamoDB takes it."""
    return {name: {"S": value} if isinstance(value, str) else {"N": str(value)} for name, value in item.items()}


def plain(item: "Mapping[str, AttributeValueTypeDef]") -> Item:
    """As DynamoDB gave it."""
    return {name: value["S"] if "S" in value else int(value["N"]) for name, value in item.items()}
