"""A small OpenAI: the Responses API as streamed structured output, and transcriptions, as a test has written them down.

What it is asked is kept in ``requests``. An answer is a function of (request, stream); ``always`` answers when nothing
is written down.
"""

import asyncio
import json
import math
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Request = dict[str, Any]
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
_CHUNK = 7
_USAGE = {
    "input_tokens": 900,
    "input_tokens_details": {"cached_tokens": 0},
    "output_tokens": 120,
    "output_tokens_details": {"reasoning_tokens": 0},
    "total_tokens": 1020,
}


@dataclass
class FakeOpenAi:
    """``url`` is what ``OPENAI_BASE_URL`` is set to."""

    url: str = ""
    requests: list[Request] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    answers: deque[Answer] = field(default_factory=deque)
    always: Answer | None = None
    recordings: list[dict[str, Any]] = field(default_factory=list)
    """What was to be transcribed: ``name``, ``type``, ``audio``, ``model``."""
    hears: deque[Answer] = field(default_factory=deque)

    def will(self, *answers: Answer) -> None:
        """Give these answers, in this order, to the next requests."""
        self.answers.extend(answers)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """``POST /v1/responses``."""
        self.requests.append(await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        answer = self.answers.popleft() if self.answers else self.always
        if answer is None:
            return web.json_response({"error": {"message": "nothing is written down"}}, status=400)
        return await answer(request)

    async def transcribe(self, request: web.Request) -> web.StreamResponse:
        """``POST /v1/audio/transcriptions``."""
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        self.recordings.append(
            {"name": file.filename, "type": file.content_type, "audio": file.file.read(), "model": form["model"]}
        )
        file.file.close()
        answer = self.hears.popleft() if self.hears else refuses(400)
        return await answer(request)


@contextmanager
def fake_openai() -> Iterator[FakeOpenAi]:
    """The server, in a thread of its own, on a free port."""
    fake, ready, loop = FakeOpenAi(), threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def serve() -> None:
        app = web.Application()
        app.router.add_post("/v1/responses", fake.respond)
        app.router.add_post("/v1/audio/transcriptions", fake.transcribe)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield fake
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


# ---- what it can answer ----


def says(*sentences: str, facts: Sequence[str] = ("session", "week"), suggests: int | None = None) -> Answer:
    """A comment of these sentences; ``suggests`` is the index of the one that suggests something."""
    written = [
        {"text": text, "facts": list(facts), "suggests": index == suggests} for index, text in enumerate(sentences)
    ]
    return writes(json.dumps({"sentences": written}, ensure_ascii=False))


def says_slowly(*sentences: str, facts: Sequence[str] = ("session", "week"), seconds: float = 2.0) -> Answer:
    """The same, written over so many seconds."""
    written = [{"text": text, "facts": list(facts), "suggests": False} for text in sentences]
    return writes(json.dumps({"sentences": written}, ensure_ascii=False), seconds=seconds)


def pauses(*sentences: str, written: Callable[[], None], seconds: float = 1.5) -> Answer:
    """The same: the first one over so many seconds, and after as many more the rest.

    ``written`` is called as soon as the first one is whole.
    """
    text = json.dumps({"sentences": [{"text": each, "facts": ["session"], "suggests": False} for each in sentences]})
    second = text.index("}, {") + len("}, ")  # where it begins it is known that the first one has ended
    noticed = second + 64

    async def answer(request: web.Request) -> web.StreamResponse:
        stream = await _stream(request)
        await _write_text(stream, text[:second], seconds)
        written()
        await _write_text(stream, text[second:noticed])
        await asyncio.sleep(seconds)
        await _write_text(stream, text[noticed:])
        await _event(stream, "response.completed", response=_response("completed"))
        await stream.write_eof()
        return stream

    return answer


def writes(text: str, *, ends: str = "response.completed", seconds: float = 0.0) -> Answer:
    """Any text, whole, over so many seconds; ``ends`` is the last event's type."""

    async def answer(request: web.Request) -> web.StreamResponse:
        stream = await _stream(request)
        await _write_text(stream, text, seconds)
        status = "completed" if ends == "response.completed" else "incomplete"
        await _event(stream, ends, response=_response(status))
        await stream.write_eof()
        return stream

    return answer


def heard(text: object) -> Answer:
    """A transcription."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.json_response({"text": text})

    return answer


def breaks_off(text: str) -> Answer:
    """The beginning of a text, then the connection is gone."""

    async def answer(request: web.Request) -> web.StreamResponse:
        stream = await _stream(request)
        await _write_text(stream, text)
        assert request.transport is not None
        request.transport.abort()
        return stream

    return answer


def garbles() -> Answer:
    """A stream that is no JSON."""

    async def answer(request: web.Request) -> web.StreamResponse:
        stream = await _stream(request)
        await stream.write(b"event: response.output_text.delta\ndata: {not json\n\n")
        await stream.write_eof()
        return stream

    return answer


def declines() -> Answer:
    """The model will not."""

    async def answer(request: web.Request) -> web.StreamResponse:
        stream = await _stream(request)
        place = {"item_id": "m", "output_index": 0, "content_index": 0}
        await _event(stream, "response.refusal.delta", delta="I can't", **place)
        await _event(stream, "response.refusal.done", refusal="I can't help with that.", **place)
        await _event(stream, "response.completed", response=_response("completed"))
        await stream.write_eof()
        return stream

    return answer


def fails_midway() -> Answer:
    """An error in the stream, after a 200."""

    async def answer(request: web.Request) -> web.StreamResponse:
        stream = await _stream(request)
        await _event(stream, "error", code="server_error", message="no", param=None)
        await stream.write_eof()
        return stream

    return answer


def is_silent() -> Answer:
    """Takes the request and says nothing until the caller has gone."""

    async def answer(request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    return answer


def drips(seconds: float = math.inf) -> Answer:
    """Says something all the time, and never anything of use; after ``seconds`` it falls silent."""

    async def answer(request: web.Request) -> web.StreamResponse:
        stream = await _stream(request)
        silent_from = time.monotonic() + seconds
        while True:
            if time.monotonic() > silent_from:
                await asyncio.Event().wait()
            await stream.write(b": still thinking\n\n")
            await asyncio.sleep(0.02)

    return answer


def refuses(status: int, *, retry_after: str = "", code: str = "", param: str = "") -> Answer:
    """An HTTP error."""

    async def answer(request: web.Request) -> web.StreamResponse:
        error = {"message": "no", "type": "error", "code": code or None, "param": param or None}
        headers = {"Retry-After": retry_after} if retry_after else {}
        return web.json_response({"error": error}, status=status, headers=headers)

    return answer


async def _stream(request: web.Request) -> web.StreamResponse:
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await stream.prepare(request)
    await _event(stream, "response.created", response=_response("in_progress"))
    return stream


async def _write_text(stream: web.StreamResponse, text: str, seconds: float = 0.0) -> None:
    place = {"item_id": "m", "output_index": 0, "content_index": 0}
    for at in range(0, len(text), _CHUNK):
        await _event(stream, "response.output_text.delta", delta=text[at : at + _CHUNK], logprobs=[], **place)
        await asyncio.sleep(seconds * _CHUNK / len(text))


async def _event(stream: web.StreamResponse, type_: str, **values: Any) -> None:
    data = json.dumps({"type": type_, "sequence_number": 0, **values})
    await stream.write(f"event: {type_}\ndata: {data}\n\n".encode())


def _response(status: str) -> dict[str, Any]:
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 0,
        "model": "fake",
        "status": status,
        "output": [],
        "parallel_tool_calls": False,
        "tool_choice": "none",
        "tools": [],
        "usage": None if status == "in_progress" else _USAGE,
    }
