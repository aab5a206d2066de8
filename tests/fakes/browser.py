"""A browser without scripts, for the pages of the sandbox's Stripe: opens, reads, follows, sends forms."""

import re
from html import unescape
from urllib.parse import urljoin

import httpx

CARD = {"number": "4242 4242 4242 4242", "expiry": "12 / 34", "cvc": "123"}
"""A test card that pays."""


class Browser:
    """One who reads pages: ``text`` without tags, ``links`` by their words. Redirects are followed.

    ``http`` has the server as its ``base_url``; whole addresses of that server will do as well.
    """

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self.status = 0
        self.path = ""
        self.html = ""
        self.headers = httpx.Headers()

    async def opens(self, address: str) -> None:
        """Open an address, or follow one of this page's."""
        self._take(await self._http.get(urljoin(self.path, address), follow_redirects=True))

    async def sends(self, data: dict[str, str], address: str = "") -> None:
        """Send a form of this page; as a browser does, with the page's origin."""
        url = address or self.path
        origin = str(self._http.base_url).rstrip("/")
        self._take(await self._http.post(url, data=data, headers={"Origin": origin}, follow_redirects=True))

    async def pays(self, number: str = CARD["number"]) -> None:
        """Send the page's card form."""
        await self.sends({**CARD, "number": number})

    async def follows(self, words: str) -> None:
        """Tap a link."""
        await self.opens(self.links[words])

    @property
    def text(self) -> str:
        """What there is to read."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())

    @property
    def links(self) -> dict[str, str]:
        """Addresses by the words that lead there."""
        return {
            " ".join(unescape(re.sub(r"<[^>]+>", " ", inner)).split()): unescape(address)
            for address, inner in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', self.html)
        }

    @property
    def action(self) -> str:
        """Where the page's form goes."""
        return re.findall(r'action="([^"]+)"', self.html)[-1]

    def _take(self, response: httpx.Response) -> None:
        self.status, self.html, self.headers = response.status_code, response.text, response.headers
        self.path = response.url.raw_path.decode()
