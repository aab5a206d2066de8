"""Stripe's webhook through API Gateway: what is signed is stored, whatever is in it; everything else is refused."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any
from uuid import uuid4

import httpx
import pytest

from sandbox.cloud.deploy import Stack
from sandbox.server import STRIPE_WEBHOOK_SECRET as SECRET
from tests.aws.pool import DEADLINE_SECONDS

ODD = 'größe 🏃 \\u00fc "quoted"\n\t  end'
"""What a body could be mended by: escapes, spaces, signs beyond ASCII and beyond one UTF-16 unit."""


def event(**other: object) -> dict[str, Any]:
    customer = {"id": f"cus_{uuid4().hex[:8]}", "object": "customer", "description": ODD}
    usual = {"id": f"evt_{uuid4().hex}", "object": "event", "type": "customer.deleted", "data": {"object": customer}}
    return {**usual, **other}


def signed(body: bytes, secret: str = SECRET, ahead: int = 0, scheme: str = "v1") -> str:
    at = int(time.time()) + ahead
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},{scheme}={mac}"


def stored(stack: Stack, id_: str) -> bool:
    key = {"pk": {"S": f"EVENT#{id_}"}, "sk": {"S": "EVENT"}}
    return "Item" in stack.client("dynamodb").get_item(TableName=stack.outputs["BackendTableName"], Key=key)


def post(stack: Stack, body: bytes, header: str | None) -> int:
    headers = {"content-type": "application/json; charset=utf-8"}
    if header is not None:
        headers["Stripe-Signature"] = header
    address = stack.outputs["StripeWebhookUrl"]
    return httpx.post(address, content=body, headers=headers, timeout=DEADLINE_SECONDS).status_code


@pytest.mark.parametrize("ascii_only", [True, False], ids=["escaped", "as it is"])
@pytest.mark.parametrize("indent", [None, 2], ids=["dense", "with spaces"])
def test_what_stripe_signed_is_stored_once_by_its_very_bytes(
    stack: Stack, ascii_only: bool, indent: int | None
) -> None:
    sent = event()
    body = json.dumps(sent, ensure_ascii=ascii_only, indent=indent).encode()
    assert [post(stack, body, signed(body)) for _ in range(2)] == [200, 200]
    assert stored(stack, sent["id"])


def test_a_body_in_base64_is_the_same(stack: Stack) -> None:
    sent = event()
    body = json.dumps(sent, ensure_ascii=False).encode()
    proxied = {
        "httpMethod": "POST",
        "resource": "/stripe/webhook",
        "headers": {"Stripe-Signature": signed(body)},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }
    function = stack.resource("StripeWebhookFunction")
    answer = stack.client("lambda").invoke(FunctionName=function, Payload=json.dumps(proxied))
    assert json.loads(answer["Payload"].read())["statusCode"] == 200
    assert stored(stack, sent["id"])


BODY = json.dumps(event(id="evt_that_never_was")).encode()


@pytest.mark.parametrize(
    ("body", "header"),
    [
        pytest.param(BODY, lambda: None, id="not signed"),
        pytest.param(BODY, lambda: "garbage", id="garbage"),
        pytest.param(BODY, lambda: signed(BODY, scheme="v0"), id="wrong scheme"),
        pytest.param(BODY, lambda: signed(BODY, "whsec_another"), id="wrong secret"),
        pytest.param(BODY, lambda: signed(BODY, "none"), id="what is there where no secret is given"),
        pytest.param(BODY[:-1] + b" }", lambda: signed(BODY), id="altered"),
        pytest.param(BODY, lambda: signed(BODY, ahead=-310), id="more than five minutes old"),
        pytest.param(BODY, lambda: signed(BODY, ahead=310), id="more than five minutes ahead"),
        pytest.param(b"[]", lambda: signed(b"[]"), id="signed, and no event"),
    ],
)
def test_everything_else_is_refused_and_not_stored(stack: Stack, body: bytes, header: Any) -> None:
    assert post(stack, body, header()) == 400
    assert not stored(stack, "evt_that_never_was")


def test_the_old_secret_counts_beside_the_new_one_until_it_is_taken_out(stack: Stack) -> None:
    secrets, lambdas = stack.client("secretsmanager"), stack.client("lambda")
    function = stack.resource("StripeWebhookFunction")

    def set_to(value: str) -> None:
        secrets.put_secret_value(SecretId=stack.outputs["StripeSigningArn"], SecretString=value)
        # A new process reads it at once, an old one within five minutes.
        timeout = lambdas.get_function_configuration(FunctionName=function)["Timeout"]
        lambdas.update_function_configuration(FunctionName=function, Timeout=timeout)

    def heard(secret: str) -> int:
        body = json.dumps(event()).encode()
        return post(stack, body, signed(body, secret))

    try:
        set_to(f"whsec_new,{SECRET}")
        assert (heard(SECRET), heard("whsec_new")) == (200, 200)
        set_to("whsec_new")
        assert (heard(SECRET), heard("whsec_new")) == (400, 200)
    finally:
        set_to(SECRET)
    assert heard(SECRET) == 200
