"""The stack's user pool, and the tokens that a browser and an app get of it together."""

import base64
import hashlib
import html
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx

from sandbox.cloud.deploy import Stack
from sandbox.cloud.local import Account

BACK = "https://back.example.org/"
VERIFIER = "v" * 64
DEADLINE_SECONDS = 30.0


@dataclass(frozen=True)
class Pool:
    """A user pool with its sign-in pages."""

    stack: Stack
    id: str
    sign_in_url: str

    def new_client(self, scopes: list[str], **other: Any) -> str:
        made = self.stack.client("cognito-idp").create_user_pool_client(
            UserPoolId=self.id,
            ClientName=f"test-{uuid4().hex[:8]}",
            AllowedOAuthFlowsUserPoolClient=True,
            AllowedOAuthFlows=["code"],
            AllowedOAuthScopes=scopes,
            SupportedIdentityProviders=["COGNITO"],
            CallbackURLs=[BACK],
            **other,
        )
        return str(made["UserPoolClient"]["ClientId"])

    def tokens(self, client_id: str, account: Account, scopes: list[str]) -> dict[str, Any]:
        """What a browser and an app get together: authorization code with PKCE."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": BACK,
            "scope": " ".join(scopes),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        with httpx.Client(timeout=DEADLINE_SECONDS) as browser:
            page = browser.get(f"{self.sign_in_url}/oauth2/authorize", params=asked)
            form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
            form = {name: html.unescape(value) for name, value in form.items()}
            form |= {"username": account.email, "password": account.password}
            back = browser.post(page.url.join("/login"), data=form)
            [code] = parse_qs(urlsplit(back.headers["location"]).query)["code"]
            answer = browser.post(
                f"{self.sign_in_url}/oauth2/token",
                data={
                    "grant_type": "authorization_code",
                    "client_id": client_id,
                    "code": code,
                    "code_verifier": VERIFIER,
                    "redirect_uri": BACK,
                },
            )
        tokens: dict[str, Any] = answer.json()
        return tokens


def pool_of(stack: Stack) -> Pool:
    """The stack's own."""
    return Pool(stack, stack.outputs["UserPoolId"], stack.outputs["SignInUrl"])
