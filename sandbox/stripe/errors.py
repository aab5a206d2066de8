"""What Stripe answers when it does not do it: https://docs.stripe.com/api/errors.

StripeError
├── Unauthorized        401 no key, a live key, a publishable key
├── InvalidRequest      400 a parameter is wrong, or the object's state does not allow it
├── NoSuchObject        404 resource_missing
├── IdempotencyMisuse   400 the same key with other parameters
└── CardError           402 the bank said no, or wants the cardholder
"""

from sandbox.wire import Json


class StripeError(Exception):
    """An answer that is an error: HTTP status and the fields of Stripe's ``error`` object."""

    status = 400
    type = "invalid_request_error"

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.fields: Json = {"message": message, "type": self.type}
        self.fields.update({name: value for name, value in fields.items() if value is not None})


class Unauthorized(StripeError):
    """401: the key is missing or not one for test mode."""

    status = 401


class InvalidRequest(StripeError):
    """400: it cannot be done like that. ``param`` and ``code`` as Stripe names them."""


class NoSuchObject(StripeError):
    """404: there is no such thing. ``param`` is where its id stood."""

    status = 404

    def __init__(self, name: str, object_id: str, param: str = "id") -> None:
        super().__init__(f"No such {name}: '{object_id}'", code="resource_missing", param=param)


class NoSuchRoute(StripeError):
    """404: there is no such address."""

    status = 404

    def __init__(self, method: str, path: str) -> None:
        super().__init__(
            f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at "
            "https://support.stripe.com/."
        )


class IdempotencyMisuse(StripeError):
    """400: an idempotency key came again with other parameters."""

    type = "idempotency_error"


class CardError(StripeError):
    """402: the payment did not go through. ``decline_code`` is the bank's reason."""

    status = 402
    type = "card_error"
