"""The page between signing in and the chat: one sentence, one button. It loads nothing and runs nothing."""

import base64
import hashlib
from html import escape
from urllib.parse import quote

from bot.linking.callback import Outcome, Result
from handlers.accounts import NONCE_PREFIX
from words import LANGUAGES, Words, words_for

STATUS = {Outcome.SIGNED_IN: 200, Outcome.DENIED: 200, Outcome.OVER: 400, Outcome.LATER: 502}

_STYLE = """
:root{color-scheme:light dark;--page:#f3f5f7;--card:#fff;--text:#16191d;--soft:#5a636d;--go:#1769aa;--on-go:#fff}
@media (prefers-color-scheme:dark){
:root{--page:#14171a;--card:#1f2428;--text:#eceff1;--soft:#a4adb5;--go:#8ac4f2;--on-go:#0c1620}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--page);color:var(--text);
font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:26rem;background:var(--card);border-radius:1rem;padding:1.75rem 1.5rem}
h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.3;overflow-wrap:anywhere}
p{margin:.5rem 0}
.soft{color:var(--soft);font-size:.9375rem}
a{display:block;margin-top:1.25rem;padding:.8125rem 1rem;border-radius:.75rem;background:var(--go);color:var(--on-go);
text-align:center;text-decoration:none;font-weight:600}
a:focus-visible{outline:3px solid var(--text);outline-offset:2px}
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address holds the code
    "X-Content-Type-Options": "nosniff",
}


def language_of(accept_language: str, otherwise: str) -> str:
    """The first language of the header (RFC 9110, 12.5.4) that there are words in; weights count."""
    wanted = []
    for place, part in enumerate(accept_language[:500].split(",")):
        tag, _, weight = part.partition(";")
        wanted.append((-_weight(weight), place, tag.strip().partition("-")[0].lower()))
    found = next((tag for _, _, tag in sorted(wanted) if tag in LANGUAGES), None)
    return found or (otherwise if otherwise in LANGUAGES else "en")


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q="))
    except ValueError:
        return 1.0


def page(result: Result, accept_language: str, link_url: str) -> str:
    """The whole HTML. ``link_url`` is before ``/<bot>?start=…``: Telegram's, or the sandbox's."""
    words = words_for(language_of(accept_language, result.language))
    head, text, note, label = _TEXTS[result.outcome](words, result)
    link = ""
    if result.bot_name:
        target = f"{link_url}/{quote(result.bot_name)}?start={NONCE_PREFIX}{quote(result.payload)}"
        link = f'<a href="{escape(target)}">{escape(label)}</a>'
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(head)}</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>{escape(head)}</h1><p>{escape(text)}</p>{link}<p class="soft">{escape(note)}</p>'
        "</main></body></html>"
    )


_Texts = tuple[str, str, str, str]


def _signed_in(words: Words, result: Result) -> _Texts:
    return (
        words.say("Signed in as {email}", email=result.email),
        words.say("One tap more, and your chat is connected. What you told the bot waits there."),
        words.say(
            "The button works for 10 minutes, in the Telegram account that began this. "
            "Did somebody send you here? Then close this page."
        ),
        words.say("Back to Telegram"),
    )


def _denied(words: Words, _: Result) -> _Texts:
    return (
        words.say("Nothing was connected"),
        words.say("You did not agree, so everything is as it was. What you told the bot still waits there."),
        words.say("You can connect your account any time later."),
        words.say("Back to Telegram"),
    )


def _over(words: Words, _: Result) -> _Texts:
    return (
        words.say("This link is over"),
        words.say("It works once, and for 10 minutes. Nothing was connected by it just now."),
        words.say("Go back to your chat in Telegram and send /link: the button there makes a new one."),
        words.say("Back to Telegram"),
    )


def _later(words: Words, _: Result) -> _Texts:
    return (
        words.say("That did not work just now"),
        words.say("The sign-in did not answer. Load this page again in a moment."),
        words.say("If that does not help, go back to your chat in Telegram and send /link."),
        words.say("Back to Telegram"),
    )


_TEXTS = {
    Outcome.SIGNED_IN: _signed_in,
    Outcome.DENIED: _denied,
    Outcome.OVER: _over,
    Outcome.LATER: _later,
}
