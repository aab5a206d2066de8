"""The analysis of an entry: validate ▸ analyse ▸ coach ▸ save ▸ notify, as a state machine and its steps."""

import re
from collections.abc import Mapping
from importlib import resources
from typing import Any

FUNCTIONS = {
    "ValidateFunction": "validate",
    "AnalyseFunction": "analyse",
    "CoachFunction": "coach",
    "SaveFunction": "save",
    "NotifyFunction": "notify",
}
"""The definition's placeholders, and the steps' names that the embedded runner puts there."""
_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")


def load_definition(substitutions: Mapping[str, str] = FUNCTIONS) -> dict[str, Any]:
    """The state machine with its ``${placeholders}`` filled in, as ``DefinitionSubstitutions`` does when deployed.

    Raises KeyError for a placeholder that has no substitution.
    """
    import yaml  # no Lambda reads the definition, so none has to bring this along

    source = (resources.files("backend.workflow") / "definition.asl.yaml").read_text(encoding="utf-8")
    filled = _PLACEHOLDER.sub(lambda match: substitutions[match[1]], source)
    definition: dict[str, Any] = yaml.safe_load(filled)
    return definition
