"""Events and the endpoints that they are sent to; test clocks.

https://docs.stripe.com/api/events, https://docs.stripe.com/api/webhook_endpoints, https://docs.stripe.com/api/test_clocks
"""

from urllib.parse import urlsplit

from sandbox.stripe.calls import Call, Route
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.objects import token
from sandbox.stripe.timetable import catch_up
from sandbox.wire import Json

_ENDPOINT, _CLOCK = "webhook_endpoint", "test_helpers.test_clock"
_MOST_ENDPOINTS = 16
_CLOCK_LIVES_SECONDS = 30 * 86_400


def _create_endpoint(call: Call) -> Json:
    params, account = call.params, call.account
    url = _address(params.needed("url"))
    events = params.texts("enabled_events")
    if not events:
        raise InvalidRequest(
            "Missing required param: enabled_events.", param="enabled_events", code="parameter_missing"
        )
    fields = {"description": params.text("description"), "metadata": params.metadata()}
    version = params.text("api_version")
    params.ignore("connect")
    params.finish()
    if len(account.objects.all(_ENDPOINT)) >= _MOST_ENDPOINTS:
        raise InvalidRequest("You have reached the maximum of 16 test webhook endpoints.")
    secret = account.endpoint_secret or f"whsec_{token(32)}"
    endpoint = account.objects.new(
        _ENDPOINT, account.now(), api_version=version, enabled_events=events, url=url, _secrets=[secret], **fields
    )
    return {**endpoint, "secret": secret}


def _update_endpoint(call: Call) -> Json:
    endpoint, params = call.subject(_ENDPOINT), call.params
    fields: Json = {
        "url": _address(params.text("url") or endpoint["url"]),
        "enabled_events": params.texts("enabled_events") or endpoint["enabled_events"],
        "description": params.text("description", endpoint["description"]),
        "metadata": params.metadata(endpoint["metadata"]),
        "status": "disabled" if params.flag("disabled", endpoint["status"] == "disabled") else "enabled",
    }
    params.finish()
    endpoint.update(fields)
    call.account.objects.changes += 1
    return endpoint


def _delete_endpoint(call: Call) -> Json:
    endpoint = call.subject(_ENDPOINT)
    del call.account.objects.by_kind[_ENDPOINT][endpoint["id"]]
    call.account.objects.changes += 1
    return {"id": endpoint["id"], "object": _ENDPOINT, "deleted": True}


def _address(url: str) -> str:
    """Test mode takes addresses without TLS, too."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidRequest("Invalid URL: An explicit scheme (such as https) must be provided.", param="url")
    return url


def _retrieve_endpoint(call: Call) -> Json:
    return call.subject(_ENDPOINT)


def _list_endpoints(call: Call) -> Json:
    return call.page(call.account.objects.all(_ENDPOINT))


def _retrieve_event(call: Call) -> Json:
    return call.subject("event")


def _list_events(call: Call) -> Json:
    kind, kinds = call.params.text("type"), call.params.texts("types")
    events = call.account.objects.all("event", type=kind)
    return call.page([event for event in events if not kinds or event["type"] in kinds])


def _create_clock(call: Call) -> Json:
    frozen, name = call.params.number("frozen_time"), call.params.text("name")
    call.params.finish()
    if frozen is None:
        raise InvalidRequest("Missing required param: frozen_time.", param="frozen_time", code="parameter_missing")
    now = call.account.now()
    clock = call.account.objects.new(
        _CLOCK, now, deletes_after=now + _CLOCK_LIVES_SECONDS, frozen_time=frozen, name=name
    )
    call.account.emit("test_helpers.test_clock.created", clock)
    return clock


def _advance_clock(call: Call) -> Json:
    """Stripe answers before it is done; here it is done already, and the events say both."""
    clock, to = call.subject(_CLOCK), call.params.number("frozen_time")
    call.params.finish()
    if to is None or to <= clock["frozen_time"]:
        raise InvalidRequest("The frozen_time must be after the current frozen_time.", param="frozen_time")
    clock["status"] = "advancing"
    call.account.emit("test_helpers.test_clock.advancing", clock)
    clock["frozen_time"] = to
    catch_up(call.account)
    clock["status"] = "ready"
    call.account.emit("test_helpers.test_clock.ready", clock)
    return clock


def _retrieve_clock(call: Call) -> Json:
    return call.subject(_CLOCK)


ROUTES: tuple[Route, ...] = (
    ("POST", "/webhook_endpoints", _create_endpoint),
    ("GET", "/webhook_endpoints", _list_endpoints),
    ("GET", "/webhook_endpoints/{}", _retrieve_endpoint),
    ("POST", "/webhook_endpoints/{}", _update_endpoint),
    ("DELETE", "/webhook_endpoints/{}", _delete_endpoint),
    ("GET", "/events", _list_events),
    ("GET", "/events/{}", _retrieve_event),
    ("POST", "/test_helpers/test_clocks", _create_clock),
    ("GET", "/test_helpers/test_clocks/{}", _retrieve_clock),
    ("POST", "/test_helpers/test_clocks/{}/advance", _advance_clock),
)
