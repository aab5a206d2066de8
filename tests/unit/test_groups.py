"""Tests that share something expensive run on one worker, which a release of pytest has once silently ended."""

import os

import pytest

GROUP = "together"

pytestmark = [
    pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="there is one process only"),
    pytest.mark.xdist_group(GROUP),
]


def test_a_group_reaches_the_scheduler(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith(f"@{GROUP}"), "by this end of the id pytest-xdist keeps a group together"
