"""Linking on the deployed stack, permissions enforced: the chat, Cognito's sign-in page, the callback, and back."""

import html
import re
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest

from sandbox.cloud.deploy import Stack
from sandbox.cloud.local import Account, make_account
from sandbox.server import Sandbox
from tests.fakes.athlete import Card, FakeAthlete

PATIENCE = 30.0


class Athlete(FakeAthlete):
    """Patient: what is said passes through API Gateway, queues and several functions, some of them cold."""

    async def sees(self, text: str, timeout: float = PATIENCE) -> Card:  # noqa: ASYNC109 - reads like the chat
        return await super().sees(text, timeout)

    async def begins(self) -> None:
        await self.starts()
        await self.taps(await self.sees("I keep your training log"), "OK")
        await self.taps(await self.sees("What time is it for you now?"), "Berlin")
        await self.sees("All set.")

    async def comes_back(self, payload: str) -> None:
        """By the button of the page."""
        await self.starts(payload)


def url_of(card: Card) -> str:
    [url] = [button["url"] for row in card.message["reply_markup"]["inline_keyboard"] for button in row]
    return str(url)


def sign_in(url: str, account: Account) -> httpx.Response:
    """What a browser does: the hosted page, its form, and the page that it leads to."""
    with httpx.Client(follow_redirects=False, timeout=PATIENCE) as browser:
        page = browser.get(url)
        assert page.status_code == 200, page.text
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        form = {name: html.unescape(value) for name, value in hidden.items()}
        form |= {"username": account.email, "password": account.password}
        back = browser.post(httpx.URL(url).join("/login"), data=form)
        assert back.status_code == 302, back.text
        return browser.get(back.headers["location"])


def browse(url: str, query: dict[str, str], language: str = "en") -> httpx.Response:
    return httpx.get(url, params=query, headers={"Accept-Language": language}, timeout=PATIENCE)


def payload_in(page: httpx.Response) -> str:
    [link] = re.findall(r'href="([^"]*)"', page.text)
    [payload] = parse_qs(urlsplit(html.unescape(link)).query)["start"]
    return payload


@pytest.fixture
def account(stack: Stack) -> Account:
    return make_account(stack, f"kim-{uuid4().hex[:8]}@example.org")


@pytest.fixture
async def newcomer(telegram: Sandbox) -> AsyncIterator[Athlete]:
    async with Athlete(telegram.url, first_name="Kim", language_code="en") as athlete:
        await athlete.begins()
        yield athlete


@pytest.fixture
async def kim(newcomer: Athlete, account: Account) -> Athlete:
    """Connected."""
    await newcomer.says("/link")
    page = sign_in(url_of(await newcomer.sees("Connect your account")), account)
    await newcomer.comes_back(payload_in(page))
    await newcomer.sees("Connected as")
    return newcomer


async def test_a_session_waits_for_the_account_and_is_saved_right_after_it(newcomer: Athlete, account: Account) -> None:
    # GIVEN somebody who wants to save their first session
    await newcomer.says("60 min run rpe 7, legs heavy")
    await newcomer.taps(await newcomer.sees("420 AU"), "Save")
    card = await newcomer.sees("One step before I save this")
    # WHEN they sign in on Cognito's page and come back
    page = sign_in(url_of(card), account)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "Signed in as k…@example.org" in page.text
    await newcomer.comes_back(payload_in(page))
    # THEN it is saved, with its comment, and they are who they are
    await newcomer.sees("Saved. Run")
    await newcomer.sees_button("Why?", PATIENCE)
    await newcomer.says("/whoami")
    assert "Stored: 1 entry" in (await newcomer.sees("k…@example.org")).text


async def test_a_link_sent_to_somebody_else_connects_nothing(
    newcomer: Athlete, account: Account, telegram: Sandbox
) -> None:
    await newcomer.says("/link")
    page = sign_in(url_of(await newcomer.sees("Connect your account")), account)
    async with Athlete(telegram.url) as victim:
        await victim.begins()
        await victim.comes_back(payload_in(page))
        await victim.sees("Somebody else began that sign-in")
        await victim.says("/whoami")
        await victim.sees("connected to no account")


async def test_the_callback_is_open_but_only_for_a_sign_in_that_began(stack: Stack, newcomer: Athlete) -> None:
    callback = stack.outputs["ApiUrl"] + "/link/callback"
    for query in ({}, {"state": "x", "code": "y"}, {"code": "y"}):
        answer = browse(callback, query, "de")
        assert answer.status_code == 400
        assert "Dieser Link gilt nicht mehr" in answer.text
    await newcomer.says("/link")
    state = parse_qs(urlsplit(url_of(await newcomer.sees("Connect your account"))).query)["state"][0]
    answer = browse(callback, {"state": state, "error": "access_denied"})
    assert answer.status_code == 200
    await newcomer.comes_back(payload_in(answer))
    await newcomer.sees("Nothing was connected.")


async def test_an_account_moves_to_another_chat_when_asked(kim: Athlete, account: Account, telegram: Sandbox) -> None:
    await kim.says("60 min run rpe 7")
    await kim.taps(await kim.sees("420 AU"), "Save")
    await kim.sees("Saved. Run")
    async with Athlete(telegram.url) as other:
        await other.begins()
        await other.says("/link")
        page = sign_in(url_of(await other.sees("Connect your account")), account)
        await other.comes_back(payload_in(page))
        await other.taps(await other.sees("is connected to another chat"), "Move here")
        await other.sees("Connected as")
        await kim.sees("Signed out here")
        await other.says("/history")
        await other.sees("Your log: 1 entry")
    await kim.says("/week")
    await kim.sees("Connect your account first")


async def test_unlink_signs_out_and_link_brings_the_log_back(kim: Athlete, account: Account) -> None:
    await kim.says("60 min run rpe 7")
    await kim.taps(await kim.sees("420 AU"), "Save")
    await kim.sees("Saved. Run")
    await kim.says("/unlink")
    await kim.taps(await kim.sees("Sign this chat out?"), "Sign out")
    await kim.sees("Signed out.")
    await kim.says("/history")
    page = sign_in(url_of(await kim.sees("Connect your account first")), account)
    await kim.comes_back(payload_in(page))
    await kim.sees("Your log: 1 entry")


async def test_delete_me_deletes_the_account_too(kim: Athlete, account: Account, stack: Stack) -> None:
    await kim.says("/delete_me")
    await kim.taps(await kim.sees("Delete everything?"), "Delete everything")
    await kim.taps(await kim.sees("Really delete"), "Yes, delete it all")
    await kim.sees("Everything is gone")
    cognito = stack.client("cognito-idp")
    found = cognito.list_users(UserPoolId=stack.outputs["UserPoolId"], Filter=f'sub = "{account.sub}"')["Users"]
    assert found == []
    table = stack.resource("ChatsTable")
    for key in (f"I#{account.sub}", f"C#{kim.id}"):
        assert "Item" not in stack.client("dynamodb").get_item(TableName=table, Key={"pk": {"S": key}})
    await kim.says("/week")
    await kim.sees("I keep your training log")
