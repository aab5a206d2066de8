"""Powertools' resolver, made safe for the threads of the embedded gateway.

The original keeps the event under way in an attribute of its base *class*: two at once would answer one athlete with
the other's data. Here each resolver keeps its own, and a pool hands every call a resolver that nobody else is using.
"""

import logging
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, cast

from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from aws_lambda_powertools.utilities.typing import LambdaContext

Event = dict[str, Any]

# At DEBUG it writes what a route is called with: notes and feelings.
logging.getLogger("aws_lambda_powertools.event_handler").setLevel(logging.INFO)


class Resolver(APIGatewayRestResolver):
    """One resolver, for one event at a time."""

    _own_event: APIGatewayProxyEvent

    def resolve(self, event: Mapping[str, Any], context: LambdaContext) -> Event:
        """Answer one proxy event."""
        self._own_event = APIGatewayProxyEvent(cast(Event, event))
        return super().resolve(event, context)

    @property
    def current_event(self) -> APIGatewayProxyEvent:  # type: ignore[override]  # the shared attribute, shadowed
        """The event of this resolver's call, whatever other threads are answering."""
        return self._own_event


class ResolverPool:
    """As many resolvers as there are calls at once; a new one is built when all are busy."""

    def __init__(self, build: Callable[[], Resolver]) -> None:
        self._build = build
        self._free: deque[Resolver] = deque([build()])

    def resolve(self, event: Event, context: object) -> Event:
        """Answer one proxy event in the calling thread."""
        try:
            resolver = self._free.pop()
        except IndexError:
            resolver = self._build()
        try:
            return resolver.resolve(event, cast(LambdaContext, context))
        finally:
            self._free.append(resolver)
