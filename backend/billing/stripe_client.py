"""The connection to Stripe: one client, its patience, and what becomes of its errors. Loads the library, so load late.

Nothing that Stripe says reaches a log or an exception of ours as text: its messages quote keys, ids and e-mails.
"""

import logging
from collections.abc import Callable
from functools import wraps
from http.cookiejar import DefaultCookiePolicy
from typing import Final, ParamSpec, TypeVar

import pydantic
import requests
import stripe
from requests.adapters import HTTPAdapter

from backend.errors import StripeUnavailable

API_URL = "https://api.stripe.com"
API_VERSION: Final = "2026-10-28.endive"
"""The shapes that we read; stripe-python 16.1 was made for it. https://docs.stripe.com/api/versioning"""
CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
RETRIES = 2
_CONNECTIONS = 16
_log = logging.getLogger(__name__)
logging.getLogger("stripe").setLevel(logging.WARNING)  # below, it writes down what is sent and what comes back

P = ParamSpec("P")
T = TypeVar("T")


def connect(
    secret_key: str,
    api_url: str = API_URL,
    *,
    timeout: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
    retries: int = RETRIES,
) -> stripe.StripeClient:
    """A client that any number of threads may use at once; nothing is sent yet.

    ``timeout``: seconds to connect, and to wait for a part of the answer; it holds for each of 1 + ``retries`` tries.
    """
    session = requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # the only state that threads would share
    adapter = HTTPAdapter(pool_maxsize=_CONNECTIONS)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return stripe.StripeClient(
        secret_key,
        stripe_version=API_VERSION,
        base_addresses={"api": api_url.rstrip("/")},
        max_network_retries=retries,
        http_client=stripe.RequestsClient(timeout=timeout, session=session),
    )


def asking_stripe(call: Callable[P, T]) -> Callable[P, T]:
    """Let a function that asks Stripe raise StripeUnavailable in place of all that can go wrong there.

    The error has no cause and no context: both would carry what Stripe said.
    """

    @wraps(call)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return call(*args, **kwargs)
        except stripe.StripeError as error:
            _note(error)
        except pydantic.ValidationError as error:
            places = {".".join(map(str, found["loc"])) for found in error.errors(include_input=False)}
            _log.error("stripe_answer_not_understood: %s in %s", ", ".join(sorted(places)), error.title)
        raise StripeUnavailable

    return asked


def is_missing(error: stripe.InvalidRequestError) -> bool:
    """Whether Stripe knows no such object (any more)."""
    return error.code == "resource_missing"


def _note(error: stripe.StripeError) -> None:
    """What the operator needs to mend it. A request's id finds the rest in Stripe's dashboard (Developers, Logs)."""
    request = error.request_id or "none"
    match error:
        case stripe.AuthenticationError() | stripe.PermissionError():
            _log.error("stripe_refuses_the_key: %s, request %s", error.http_status, request)
        case stripe.APIConnectionError() | stripe.RateLimitError() | stripe.APIError():
            _log.warning("stripe_unavailable: %s %s, request %s", type(error).__name__, error.http_status, request)
        case stripe.InvalidRequestError():
            _log.error("stripe_refused: %s of %s, request %s", error.code, error.param, request)
        case _:
            _log.error("stripe_refused: %s %s, request %s", type(error).__name__, error.code, request)
