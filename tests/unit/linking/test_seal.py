"""Tokens lie in the table sealed, each for one athlete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.linking.seal import CannotOpen, Sealer

OLD, NEW = "o" * 64, "n" * 64
KIM, LEE = "kim", "lee"


def test_what_was_sealed_opens_for_the_same_athlete_only():
    sealer = Sealer(lambda: OLD)
    sealed = sealer.seal("token", KIM)
    assert "token" not in sealed
    assert sealer.open(sealed, KIM) == "token"
    with pytest.raises(CannotOpen):
        sealer.open(sealed, LEE)


def test_the_same_token_is_sealed_differently_each_time():
    sealer = Sealer(lambda: OLD)
    assert sealer.seal("token", KIM) != sealer.seal("token", KIM)


def test_a_new_key_in_front_seals_and_the_old_one_still_opens():
    secret = [OLD]
    sealer = Sealer(lambda: secret[0])
    before = sealer.seal("token", KIM)
    secret[0] = f"{NEW} {OLD}"
    after = sealer.seal("token", KIM)
    assert before.partition(".")[0] != after.partition(".")[0]
    assert sealer.open(before, KIM) == sealer.open(after, KIM) == "token"
    secret[0] = NEW
    assert sealer.open(after, KIM) == "token"
    with pytest.raises(CannotOpen):
        sealer.open(before, KIM)


@given(st.text(), st.text())
def test_any_text_comes_back(token, whose):
    sealer = Sealer(lambda: OLD)
    try:
        token.encode()
        whose.encode()
    except UnicodeEncodeError:
        return
    assert sealer.open(sealer.seal(token, whose), whose) == token


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_opens_nothing(place, change):
    import base64

    sealer = Sealer(lambda: OLD)
    key_id, _, text = sealer.seal("token", KIM).partition(".")
    raw = bytearray(base64.urlsafe_b64decode(text))
    raw[place % len(raw)] ^= change
    with pytest.raises(CannotOpen):
        sealer.open(f"{key_id}.{base64.urlsafe_b64encode(raw).decode()}", KIM)


@pytest.mark.parametrize("sealed", ["", ".", "x", "abcd1234.", "{key}.", "{key}.AAAA", "{key}.!", "{key}.äöü"])
def test_what_was_never_sealed_opens_nothing(sealed):
    sealer = Sealer(lambda: OLD)
    key = sealer.seal("token", KIM).partition(".")[0]
    with pytest.raises(CannotOpen):
        sealer.open(sealed.format(key=key), KIM)


@pytest.mark.parametrize("secret", ["", "  ", "short", f"{OLD} short"])
def test_a_secret_that_is_none_is_refused(secret):
    with pytest.raises(ValueError, match="secret"):
        Sealer(lambda: secret).seal("token", KIM)
