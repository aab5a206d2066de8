"""Keeps other web pages out: only requests addressed to this machine, and no posts from pages of elsewhere.

A page anywhere can make a browser post to ``127.0.0.1``, and can point its own name at it (DNS rebinding).
"""

from collections.abc import Awaitable, Callable, Collection

from aiohttp import web
from aiohttp.typedefs import Middleware

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_HARMLESS = ("GET", "HEAD")
_PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def refusal(request: web.Request, hosts: Collection[str]) -> str | None:
    """Why the request is not let in; None when it is."""
    host = request.headers.get("Host", "")
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    if name.lower() not in hosts:
        return "this server answers only to its own name"
    if request.method not in _HARMLESS:
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{host}":
            return "pages of other origins may not do this"
    return None


def guard(extra_host: str) -> Middleware:
    """The middleware. ``extra_host``: the name that the server was asked to listen on."""
    hosts = frozenset({*_LOOPBACK, extra_host.lower()})

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        why = refusal(request, hosts)
        if why is not None:
            return web.json_response({"ok": False, "error_code": 403, "description": f"Forbidden: {why}"}, status=403)
        return await handler(request)

    return guarded


async def add_page_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Headers that keep the page to itself; on everything but the Bot API and files, which bring their own."""
    if request.path == "/" or request.path.startswith("/page/"):
        for name, value in _PAGE_HEADERS.items():
            response.headers.setdefault(name, value)
