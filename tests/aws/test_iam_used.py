"""Each role grants what its functions use and nothing else, and no function is refused anything: tried on the stack."""

import asyncio
from pathlib import Path

import pytest

from sandbox.cloud.deploy import Stack
from sandbox.server import Sandbox
from tests.aws.rights import FUNCTIONS, ROLES, Right, calls, denials, granted, reasons, role_of
from tests.aws.tour import tour

REASONS = reasons()


@pytest.fixture(scope="module")
def used(stack: Stack, telegram: Sandbox, inside: Path) -> dict[str, set[Right]]:
    """Role → the rights that its functions have asked for."""
    asyncio.run(tour(stack, telegram))
    found: dict[str, set[Right]] = {role: set() for role in ROLES}
    for call in calls(stack, inside):
        found[role_of(call.function)] |= call.rights
    return found


@pytest.mark.usefixtures("used")
def test_nothing_is_denied(stack: Stack, inside: Path) -> None:
    assert denials(stack, inside) == []
    assert {call.function for call in calls(stack, inside)} == set(FUNCTIONS)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_grants_what_is_used_or_has_its_reason(role: str, used: dict[str, set[Right]]) -> None:
    assert used[role] <= granted(role)
    assert granted(role) - used[role] <= set(REASONS[role])


@pytest.mark.parametrize("role", ROLES)
def test_reasons_are_given_for_what_is_granted_only(role: str) -> None:
    assert set(REASONS[role]) <= granted(role)
    assert all(len(reason) > 20 for reason in REASONS[role].values())
