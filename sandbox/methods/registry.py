"""The table of implemented Bot API methods."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from sandbox.checkout import Checkout
from sandbox.parameters import Call
from sandbox.world import Bot, World


class WebhookSwitch(Protocol):
    """Starts and stops the sending of a bot's updates."""

    def changed(self, bot: Bot) -> None:
        """The bot's webhook was set or deleted."""


@dataclass(frozen=True, slots=True)
class Context:
    """Who calls, and where."""

    world: World
    bot: Bot
    webhooks: WebhookSwitch
    checkout: Checkout


Result = object
"""A JSON value of the type that the specification names for the method."""
Method = Callable[[Context, Call], Result | Awaitable[Result]]

METHODS: dict[str, Method] = {}
"""Implemented methods by their name in the specification."""


def method(name: str) -> Callable[[Method], Method]:
    """Register the function as this Bot API method."""

    def register(function: Method) -> Method:
        METHODS[name] = function
        return function

    return register
