"""What a token must be allowed to do for each route. One table for both assemblies.

The embedded gateway asks it, ``backend/template.yaml`` repeats it (a test compares), ``docs/openapi.json`` shows it.
Scopes are those of the resource server ``ai-tracker``: three for an athlete's own app client, one for the bot itself.
https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Scope(StrEnum):
    """What a token may be used for."""

    LOG_READ = "ai-tracker/log.read"
    LOG_WRITE = "ai-tracker/log.write"
    ACCOUNT = "ai-tracker/account"
    BOT = "ai-tracker/bot"


ATHLETE_SCOPES = (Scope.LOG_READ, Scope.LOG_WRITE, Scope.ACCOUNT)
"""All that an athlete's token carries."""

ROUTES: Mapping[tuple[str, str], Scope | None] = {
    ("GET", "/health"): None,
    ("GET", "/status"): Scope.BOT,
    ("PUT", "/athlete"): Scope.ACCOUNT,
    ("GET", "/athlete"): Scope.ACCOUNT,
    ("PATCH", "/athlete"): Scope.ACCOUNT,
    ("DELETE", "/athlete"): Scope.ACCOUNT,
    ("POST", "/entries"): Scope.LOG_WRITE,
    ("GET", "/entries"): Scope.LOG_READ,
    ("GET", "/entries/{entry_id}"): Scope.LOG_READ,
    ("PUT", "/entries/{entry_id}"): Scope.LOG_WRITE,
    ("DELETE", "/entries/{entry_id}"): Scope.LOG_WRITE,
    ("POST", "/entries/{entry_id}/restore"): Scope.LOG_WRITE,
    ("GET", "/entries/{entry_id}/why"): Scope.LOG_READ,
    ("GET", "/week"): Scope.LOG_READ,
    ("GET", "/trend"): Scope.LOG_READ,
    ("GET", "/review"): Scope.LOG_READ,
    ("GET", "/why"): Scope.LOG_READ,
    ("GET", "/readiness"): Scope.LOG_READ,
    ("GET", "/checkins/{day}"): Scope.LOG_READ,
    ("PUT", "/checkins/{day}"): Scope.LOG_WRITE,
    ("DELETE", "/checkins/{day}"): Scope.LOG_WRITE,
    ("POST", "/checkins/{day}/later"): Scope.LOG_WRITE,
    ("GET", "/reminders"): Scope.ACCOUNT,
    ("PUT", "/reminders"): Scope.ACCOUNT,
    ("GET", "/export"): Scope.LOG_READ,
}
"""(method, resource) of every route of the API → the scope it needs; None: open, no token is asked for."""

BILLING_ROUTES: Mapping[tuple[str, str], Scope | None] = {
    ("GET", "/premium"): Scope.ACCOUNT,
    ("DELETE", "/premium"): Scope.ACCOUNT,
    ("POST", "/premium/purchases"): Scope.ACCOUNT,
    ("POST", "/premium/portal"): Scope.ACCOUNT,
    ("POST", "/premium/restore"): Scope.ACCOUNT,
    ("PUT", "/premium/renewal"): Scope.ACCOUNT,
    ("POST", "/premium/checks"): Scope.BOT,
    ("POST", "/premium/payments"): Scope.BOT,
    ("POST", "/premium/refunds"): Scope.BOT,
}
"""The same of the routes that a handler of its own answers (``backend.billing.app``), so that the log's never loads
Stripe's library. An athlete cannot report a payment: only the bot's own token may."""

COACH_ROUTES: Mapping[tuple[str, str], Scope | None] = {
    ("POST", "/questions"): Scope.LOG_WRITE,
    ("GET", "/questions/{question_id}"): Scope.LOG_READ,
    ("GET", "/memory"): Scope.LOG_READ,
    ("POST", "/memory"): Scope.LOG_WRITE,
    ("DELETE", "/memory/{item_id}"): Scope.LOG_WRITE,
    ("GET", "/coach"): Scope.ACCOUNT,
    ("PUT", "/coach"): Scope.ACCOUNT,
    ("PUT", "/votes"): Scope.LOG_WRITE,
    ("POST", "/readings"): Scope.LOG_WRITE,
    ("POST", "/transcriptions"): Scope.LOG_WRITE,
}
"""The same of the coach's own handler (``backend.coaching.app``)."""

WEBHOOK = ("POST", "/stripe/webhook")
"""Open: Stripe signs what it sends, and ``backend.billing.webhook`` checks that."""

OPEN_ELSEWHERE = frozenset({("GET", "/link/callback"), ("POST", "/telegram/webhook")})
"""Open routes beside the API on AWS. Functions of the bot answer them, each checking a state or secret of its own."""


class Route(NamedTuple):
    """A route that a path leads to. ``parameters`` are the path's own, by name."""

    resource: str
    scope: Scope | None
    parameters: Mapping[str, str]


def route_of(method: str, path: str) -> Route | None:
    """The route for a request to ``path`` (without the stage); None when there is none."""
    for pattern, resource in _PATTERNS.get(method, ()):
        found = pattern.fullmatch(path)
        if found:
            return Route(resource, _ALL[method, resource], found.groupdict())
    return None


def _patterns() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    by_method: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for method, resource in _ALL:
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", resource))
        by_method.setdefault(method, []).append((pattern, resource))
    return by_method


_ALL: Mapping[tuple[str, str], Scope | None] = {**ROUTES, **BILLING_ROUTES, **COACH_ROUTES, WEBHOOK: None}
_PATTERNS = _patterns()
