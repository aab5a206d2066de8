"""What a browser does at the hosted sign-in page: the page, its form, and the page that it leads to."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import httpx

from sandbox.cloud.local import Account

PATIENCE_SECONDS = 30.0


def sign_in(url: str, account: Account) -> httpx.Response:
    """Sign in at ``url``, the address that the bot's button opens; the page that leads back into the chat."""
    with httpx.Client(follow_redirects=False, timeout=PATIENCE_SECONDS) as browser:
        page = browser.get(url)
        assert page.status_code == 200, page.text
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        form = {name: html.unescape(value) for name, value in hidden.items()}
        form |= {"username": account.email, "password": account.password}
        back = browser.post(httpx.URL(url).join("/login"), data=form)
        assert back.status_code == 302, back.text
        return browser.get(back.headers["location"])


def payload_in(page: httpx.Response) -> str:
    """What the page's button makes the athlete say to the bot: the payload of /start."""
    [link] = re.findall(r'href="([^"]*)"', page.text)
    [payload] = parse_qs(urlsplit(html.unescape(link)).query)["start"]
    return payload
