"""The billing portal: https://docs.stripe.com/api/customer_portal. Its page is in ``sandbox.stripe.pages``."""

from sandbox.stripe.calls import Call, Route
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.forms import Params
from sandbox.stripe.objects import token
from sandbox.stripe.rendering import HERE
from sandbox.stripe.spec import blank
from sandbox.wire import Json

SESSION_SECONDS = 3_600
_CONFIGURATION = "billing_portal.configuration"
_SWITCHES = (
    "customer_update",
    "invoice_history",
    "payment_method_update",
    "subscription_cancel",
    "subscription_update",
)


def _create_configuration(call: Call) -> Json:
    account = call.account
    if "features" not in call.params:
        raise InvalidRequest("Missing required param: features.", param="features", code="parameter_missing")
    fields = _fields(call.params, blank(_CONFIGURATION))
    call.params.finish()
    first = not account.objects.all(_CONFIGURATION)
    now = account.now()
    made = account.objects.new(_CONFIGURATION, now, **{**fields, "is_default": first, "updated": now})
    account.emit("billing_portal.configuration.created", made)
    return made


def _update_configuration(call: Call) -> Json:
    configuration = call.subject(_CONFIGURATION)
    fields = _fields(call.params, configuration)
    call.params.finish()
    with call.account.change(configuration, "billing_portal.configuration.updated"):
        configuration.update(fields)
    return configuration


def _fields(params: Params, before: Json) -> Json:
    profile, features = params.inner("business_profile"), params.inner("features")
    changed = {name: _feature(features.inner(name), before["features"][name]) for name in _SWITCHES if name in features}
    login = params.inner("login_page").flag("enabled", before["login_page"]["enabled"])
    return {
        "active": params.flag("active", before["active"]),
        "business_profile": {name: profile.text(name, value) for name, value in before["business_profile"].items()},
        "default_return_url": params.text("default_return_url", before["default_return_url"]),
        "features": {**before["features"], **changed},
        "login_page": {"enabled": login, "url": f"{HERE}portal/login" if login else None},
        "metadata": params.metadata(before["metadata"]),
        "name": params.text("name", before["name"]),
    }


def _feature(params: Params, before: Json) -> Json:
    after = {**before, "enabled": params.flag("enabled", before["enabled"])}
    for name in ("mode", "proration_behavior", "payment_method_configuration"):
        if name in params:
            after[name] = params.text(name)
    for name in ("allowed_updates", "default_allowed_updates"):
        if name in params:
            after[name] = params.texts(name)
    if "cancellation_reason" in params:
        reason = params.inner("cancellation_reason")
        after["cancellation_reason"] = {"enabled": reason.flag("enabled"), "options": reason.texts("options")}
    return after


def _list_configurations(call: Call) -> Json:
    params = call.params
    return call.page(
        call.account.objects.all(
            _CONFIGURATION,
            active=params.flag("active") if "active" in params else None,
            is_default=params.flag("is_default") if "is_default" in params else None,
        )
    )


def _retrieve_configuration(call: Call) -> Json:
    return call.subject(_CONFIGURATION)


def _create_session(call: Call) -> Json:
    account, params = call.account, call.params
    customer = call.customer()
    chosen, return_url, locale = params.text("configuration"), params.text("return_url"), params.text("locale")
    params.finish()
    if chosen is not None:
        configuration = account.objects.get(_CONFIGURATION, chosen, "configuration")
    else:
        default = account.objects.all(_CONFIGURATION, is_default=True)
        if not default:
            raise InvalidRequest(
                "No configuration provided and your test mode default configuration has not been created. Provide a "
                "configuration or create your default by saving your customer portal settings in test mode at "
                "https://dashboard.stripe.com/test/settings/billing/portal."
            )
        (configuration,) = default
    secret = token()
    return account.objects.new(
        "billing_portal.session",
        account.now(),
        configuration=configuration["id"],
        customer=customer["id"] if customer is not None else None,
        locale=locale,
        return_url=return_url or configuration["default_return_url"],
        url=f"{HERE}portal/{secret}",
        _expires_at=account.now() + SESSION_SECONDS,
        _token=secret,
    )


ROUTES: tuple[Route, ...] = (
    ("POST", "/billing_portal/configurations", _create_configuration),
    ("GET", "/billing_portal/configurations", _list_configurations),
    ("GET", "/billing_portal/configurations/{}", _retrieve_configuration),
    ("POST", "/billing_portal/configurations/{}", _update_configuration),
    ("POST", "/billing_portal/sessions", _create_session),
)
