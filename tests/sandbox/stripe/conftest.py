"""A merchant with a product on the shelf, before the sandbox's Stripe."""

from collections.abc import AsyncIterator

import pytest

from sandbox.server import Sandbox
from sandbox.stripe import LocalStripe
from tests.fakes.shop import Shop


@pytest.fixture
def local(sandbox: Sandbox) -> LocalStripe:
    return sandbox.stripe


@pytest.fixture
async def shop(sandbox: Sandbox) -> AsyncIterator[Shop]:
    made = Shop(sandbox.url, sandbox.stripe)
    await made.open()
    yield made
    made.close()
