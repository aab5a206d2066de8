"""Answers that are about nobody's data: how the API is, and what went wrong."""

from typing import Literal

from pydantic import Field

from backend.contract.model import Model


class Status(Model):
    """How the API is, for whoever operates it: answered only when its store answers, and of nobody's data."""

    status: Literal["ok"] = "ok"
    version: str
    """The program's own."""
    python: str


class Problem(Model):
    """Every error answer of the API.

    ``code`` is an :mod:`backend.errors` code, ``details`` what its reply text needs.
    """

    code: str
    details: dict[str, str | int | float] = Field(default_factory=dict)
