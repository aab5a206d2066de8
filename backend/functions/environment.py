"""A function's settings: environment variables, set by the template, read once when the function starts."""

import os


class MissingSetting(Exception):
    """The template did not set a variable that the function needs; says which. The function does not start."""


def setting(name: str) -> str:
    """The variable's value. Raises MissingSetting when it is not set, or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise MissingSetting(f"{name} is not set. backend/template.yaml sets it for each function that needs it.")
    return value
