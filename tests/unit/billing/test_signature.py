"""Stripe's signature: what is taken, and everything that is not."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from backend.billing.signature import is_genuine

NOW = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)
T = int(NOW.timestamp())
BODY = '{"id": "evt_1", "object": "event", "größe": "ü"}'.encode()
SECRET, OTHER = "whsec_one", "whsec_two"


def mac(secret: str = SECRET, time: int | str = T, body: bytes = BODY) -> str:
    return hmac.new(secret.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()


def signed(secret: str = SECRET, time: int | str = T, body: bytes = BODY, scheme: str = "v1") -> str:
    return f"t={time},{scheme}={mac(secret, time, body)}"


@pytest.mark.parametrize(
    ("header", "secrets"),
    [
        pytest.param(signed(), [SECRET], id="signed"),
        pytest.param(signed(OTHER), [SECRET, OTHER], id="our old secret is still known"),
        pytest.param(f"{signed()},v1={mac(OTHER)}", [OTHER], id="Stripe rolls its secret and signs twice"),
        pytest.param(f"{signed()},v1={mac(OTHER)}", [SECRET], id="signed twice, the first one is ours"),
        pytest.param(f"{signed()},v0={'0' * 64}", [SECRET], id="a scheme of the past beside it"),
        pytest.param(f"v1={mac()},t={T}", [SECRET], id="in another order"),
        pytest.param(signed(time=T - 300), [SECRET], id="300 s old"),
        pytest.param(signed(time=T + 300), [SECRET], id="300 s ahead"),
    ],
)
def test_stripes_signature_is_taken(header: str, secrets: list[str]) -> None:
    assert is_genuine(BODY, header, secrets, NOW)


@pytest.mark.parametrize(
    ("header", "secrets"),
    [
        pytest.param("", [SECRET], id="none"),
        pytest.param("garbage", [SECRET], id="garbage"),
        pytest.param("t=,v1=", [SECRET], id="empty values"),
        pytest.param(f"t={T}", [SECRET], id="a time alone"),
        pytest.param(f"v1={mac()}", [SECRET], id="no time"),
        pytest.param(f"t={T},v1=é{'0' * 63}", [SECRET], id="not even hexadecimal"),
        pytest.param(signed(scheme="v0"), [SECRET], id="wrong scheme"),
        pytest.param(signed("whsec_wrong"), [SECRET], id="wrong secret"),
        pytest.param(signed("whsec_wrong"), [SECRET, OTHER], id="neither of two secrets"),
        pytest.param(f"{signed('whsec_a')},v1={mac('whsec_b')}", [SECRET, OTHER], id="no pair of two and two"),
        pytest.param(signed(""), [""], id="no secret was set"),
        pytest.param(signed(), [], id="no secrets"),
        pytest.param(signed(body=BODY[:-1] + b"]"), [SECRET], id="one byte altered"),
        pytest.param(f"t={T + 1},v1={mac()}", [SECRET], id="time altered"),
        pytest.param(f"t={T}.0,v1={mac(time=f'{T}.0')}", [SECRET], id="no whole seconds"),
        pytest.param(f"t=+{T},v1={mac(time=f'+{T}')}", [SECRET], id="a sign"),
        pytest.param(f"t={'9' * 400},v1={mac()}", [SECRET], id="a time beyond all clocks"),
        pytest.param(signed(time=T - 301), [SECRET], id="301 s old"),
        pytest.param(signed(time=T + 301), [SECRET], id="301 s ahead"),
        pytest.param(signed(time=0), [SECRET], id="from 1970"),
        pytest.param(signed() + ",v1=" * 2000, [SECRET], id="a header without end"),
    ],
)
def test_anything_else_is_not(header: str, secrets: list[str]) -> None:
    assert not is_genuine(BODY, header, secrets, NOW)


TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
SECRETS = st.text("abcdef0123456789", min_size=1, max_size=8).map("whsec_".__add__)


@given(body=TEXT, secret=SECRETS, other=SECRETS, skew=st.integers(-400, 400))
def test_what_stripes_own_library_signs_is_judged_as_it_judges(body: str, secret: str, other: str, skew: int) -> None:
    # GIVEN a body that stripe-python signed, at a time around ours
    header = stripe.WebhookSignature.generate_signature_header(body, secret, timestamp=T + skew)
    # WHEN it is looked at with one secret or another
    # THEN it is genuine if stripe-python says so and the time is near
    for given_secret in (secret, other):
        expected = library_takes(body, header, given_secret) and abs(skew) <= 300
        assert is_genuine(body.encode(), header, [given_secret], NOW) == expected


@given(
    body=TEXT,
    header=st.lists(
        st.sampled_from(
            [f"t={T}", f"t= {T}", "t=x", f"v1={mac(body=b'')}", "v1=", "v1", signed(body=b""), "v0=00", "="]
        ),
        max_size=5,
    ).map(",".join),
)
def test_nothing_passes_that_stripes_own_library_refuses(body: str, header: str) -> None:
    if is_genuine(body.encode(), header, [SECRET], NOW):
        assert library_takes(body, header, SECRET)


def library_takes(body: str, header: str, secret: str) -> bool:
    """Whatever the time: the library's clock cannot be set."""
    try:
        return bool(stripe.WebhookSignature.verify_header(body, header, secret, tolerance=None))
    except stripe.SignatureVerificationError:
        return False


def test_the_tolerance_is_the_one_that_stripe_recommends() -> None:
    assert is_genuine(BODY, signed(), [SECRET], NOW + timedelta(seconds=stripe.Webhook.DEFAULT_TOLERANCE))
    assert not is_genuine(
        BODY, signed(), [SECRET], NOW + timedelta(seconds=stripe.Webhook.DEFAULT_TOLERANCE, milliseconds=1)
    )
