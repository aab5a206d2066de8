"""A CloudFormation template as plain data: read with its short tags, written as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

TEMPLATE = Path(__file__).parents[2] / "backend" / "template.yaml"


class _Loader(yaml.SafeLoader):
    """Turns ``!Ref x`` into ``{"Ref": "x"}``, ``!Sub x`` into ``{"Fn::Sub": "x"}``, and so on."""


def _tag(loader: _Loader, name: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in {"Ref", "Condition"} else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _tag)


def read_template(path: Path = TEMPLATE) -> dict[str, Any]:
    """The template, its intrinsic functions in their long form."""
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    return read


def resources_of(template: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """The resources of one type (``AWS::Serverless::Function``), by their logical names."""
    return {name: each for name, each in template["Resources"].items() if each["Type"] == kind}


def uploaded(template: Path, code: Mapping[str, str]) -> dict[str, Any]:
    """The template as it is after ``sam package``: functions' code at ``code`` (bucket, key), the machine inline."""
    packaged = read_template(template)
    packaged["Globals"]["Function"]["CodeUri"] = dict(code)
    for machine in resources_of(packaged, "AWS::Serverless::StateMachine").values():
        definition = template.parent / machine["Properties"].pop("DefinitionUri")
        machine["Properties"]["Definition"] = yaml.safe_load(definition.read_text(encoding="utf-8"))
    return packaged
