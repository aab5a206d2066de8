"""Test keys stay out of production, live keys out of trials."""

import pytest

from backend.billing.keys import StripeMode, key_must_be, mode_of, wanted_mode

TEST, LIVE = StripeMode.TEST, StripeMode.LIVE


@pytest.mark.parametrize(
    ("key", "mode"),
    [
        ("sk_test_sandbox", TEST),
        ("rk_test_a1", TEST),
        ("sk_live_a1", LIVE),
        ("rk_live_a1", LIVE),
        ("pk_live_a1", None),
        ("sk_live_", None),
        ("sk_live_a1 ", None),
        (" sk_live_a1", None),
        ("sk_live_ä", None),
        ("", None),
    ],
)
def test_a_key_tells_which_world_it_opens(key: str, mode: StripeMode | None) -> None:
    assert mode_of(key) is mode


@pytest.mark.parametrize(
    ("stripe_mode", "real_telegram", "wanted"),
    [("", True, LIVE), ("", False, TEST), ("test", True, TEST), ("live", True, LIVE), ("live", False, LIVE)],
)
def test_real_athletes_pay_real_money_unless_the_operator_says_otherwise(
    stripe_mode: str, real_telegram: bool, wanted: StripeMode
) -> None:
    assert wanted_mode(stripe_mode, real_telegram) is wanted


@pytest.mark.parametrize(
    ("key", "mode", "must_be"),
    [
        ("sk_test_a1", TEST, None),
        ("rk_live_a1", LIVE, None),
        ("sk_test_a1", LIVE, "a live key, sk_live_… or rk_live_… (or set STRIPE_MODE=test)"),
        ("sk_live_a1", TEST, "a test key, sk_test_… or rk_test_… (or set STRIPE_MODE=live)"),
        ("pk_test_a1", TEST, "a test key, sk_test_… or rk_test_…"),
        ("", LIVE, "a live key, sk_live_… or rk_live_…"),
    ],
)
def test_a_key_of_the_wrong_world_is_refused_with_what_it_must_be(
    key: str, mode: StripeMode, must_be: str | None
) -> None:
    assert key_must_be(key, mode) == must_be


@pytest.mark.parametrize("key", ["sk_live_very_secret", "whatever secret"])
def test_the_refusal_does_not_quote_the_key(key: str) -> None:
    assert "secret" not in (key_must_be(key, TEST) or "")
