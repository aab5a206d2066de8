"""The doctor's look at the model that writes comments: its prices, its server, its key and its name."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

import aiohttp

from bot.findings import Finding
from bot.settings import Settings

_OPENAI = "https://api.openai.com/v1"
_PATIENCE_SECONDS = 10
_MEANWHILE = "rules write all comments until then."


async def model(settings: Settings) -> AsyncIterator[Finding]:
    """Look at all of it. The server is asked which models it has, and nothing else; that costs nothing."""
    if not settings.has_model:
        yield Finding(True, "No model is set up; rules in the program write all comments.")
        return
    for finding in _prices(settings):
        yield finding
    yield await _server(settings)


def _prices(settings: Settings) -> list[Finding]:
    from backend.coach.model.prices import Prices, WrongPrices

    try:
        Prices.read(Path(settings.coach_prices) if settings.coach_prices else None)
    except WrongPrices as error:
        mend = f"{error} Set COACH_PRICES to a file like backend/coach/model/prices.yaml, or leave it empty."
        return [
            Finding(False, "What the model costs cannot be read, so the program will not start.", f"{error} {mend}")
        ]
    return []


async def _server(settings: Settings) -> Finding:
    """``GET /models``, which OpenAI and the servers that speak like it answer."""
    key = settings.openai_api_key.get_secret_value()
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE_SECONDS), trust_env=True) as session,
            session.get(
                f"{settings.openai_base_url or _OPENAI}/models", headers={"Authorization": f"Bearer {key or 'none'}"}
            ) as answer,
        ):
            status, listed = answer.status, await _names(answer)
    except (aiohttp.ClientError, TimeoutError) as error:
        mend = f"Check the network, a proxy (HTTPS_PROXY) and OPENAI_BASE_URL; {_MEANWHILE}"
        return Finding(False, f"The model's server does not answer ({type(error).__name__}).", mend)
    if status == HTTPStatus.UNAUTHORIZED:
        mend = f"Set OPENAI_API_KEY to a key that is valid there; {_MEANWHILE}"
        return Finding(False, "The model's server refuses the key.", mend)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Finding(False, f"The model's server is in trouble ({status}).", f"Wait, or look there; {_MEANWHILE}")
    wanted = settings.openai_model or _of_the_prompt()
    if any(name == wanted or name.startswith(f"{wanted}:") for name in listed):  # Ollama adds ":latest"
        return Finding(True, f"The model's server has {wanted}.")
    if listed and not settings.openai_base_url:
        mend = f"Set OPENAI_MODEL to one that this key may use; {_MEANWHILE}"
        return Finding(False, f"OpenAI has no model {wanted} for this key.", mend)
    return Finding(True, f"The model's server answers; whether it has {wanted} is not to be seen.")


async def _names(answer: aiohttp.ClientResponse) -> list[str]:
    """What is listed; nothing where the answer is no list: not every key, nor every server, may tell."""
    try:
        return [str(each["id"]) for each in (await answer.json(content_type=None))["data"]]
    except (ValueError, KeyError, TypeError):
        return []


def _of_the_prompt() -> str:
    from prompts import load

    return load("comment").model
