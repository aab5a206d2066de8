"""OpenAI's Responses API and its transcriptions, or any server that speaks them.

The only module that loads openai: import it when needed.

Answers are streamed, with ``store=false`` and structured output. Tried again after 429, 5xx and broken connections, as
long as the deadline allows, and no sooner than ``Retry-After`` says.
"""

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from socket import SHUT_RDWR
from threading import Timer
from typing import TYPE_CHECKING, Any, TypeVar

import httpx2
import openai
from pydantic import ValidationError

from backend.coach.model.answers import schema_of
from backend.coach.model.asking import AnswerT, NoAnswer, Question, Reply, Trouble, Usage

if TYPE_CHECKING:
    from backend.coach.listening import Recording

_TRIES = 3
_FIRST_PAUSE = 0.4
_WORTH_TRYING = 1.0
"""Seconds that have to be left for another try."""
_AGAIN = frozenset({Trouble.NETWORK, Trouble.BUSY, Trouble.SERVER})
_MOST_CHARACTERS = 20_000
"""Of an answer, from a server that does not keep to ``max_output_tokens``."""
_TELL_EVERY = 24
"""Characters that come in before ``watch`` is told."""
_ENDINGS = {"audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/wav": "wav", "audio/webm": "webm"}
"""By which a server tells what it is given."""
_T = TypeVar("_T")
_OPTIONAL = {"temperature": "temperature", "reasoning": "reasoning", "safety_identifier": "safety_identifier"}
"""Parameters that an answer does not hang on: a server that refuses one is asked without it from then on."""


class OpenAiModel:
    """Is a :class:`backend.coach.model.asking.LanguageModel`. Thread-safe; connections are kept open."""

    def __init__(
        self,
        api_key: str,
        base_url: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """``base_url`` empty: OpenAI's own."""
        self._client = openai.OpenAI(
            # A server of one's own may want none, but the library does.
            api_key=api_key or "none",
            base_url=base_url or None,
            max_retries=0,
            http_client=openai.DefaultHttpxClient(transport=_InTime(monotonic)),
        )
        self._sleep, self._monotonic, self._chance = sleep, monotonic, chance
        self._not_taken: frozenset[str] = frozenset()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(
        self, question: Question[AnswerT], deadline: float, watch: Callable[[str], bool] | None = None
    ) -> Reply[AnswerT]:
        """See :class:`backend.coach.model.asking.LanguageModel`."""
        return self._persist(lambda left: self._once(question, min(question.timeout_seconds, left), watch), deadline)

    def transcribe(self, recording: "Recording", model: str, deadline: float) -> str:
        """See :class:`backend.coach.listening.Transcriber`."""

        def once(left: float) -> str:
            try:
                heard = self._client.audio.transcriptions.create(
                    file=(f"voice.{_ENDINGS.get(recording.mime, 'ogg')}", recording.audio, recording.mime),
                    model=model,
                    response_format="json",
                    timeout=left,
                )
            except (httpx2.HTTPError, json.JSONDecodeError):
                raise NoAnswer(Trouble.CUT_OFF) from None
            text = getattr(heard, "text", None)  # a server of one's own may answer anything
            if not isinstance(text, str) or len(text) > _MOST_CHARACTERS:
                raise NoAnswer(Trouble.MALFORMED)
            return text

        return self._persist(once, deadline)

    def _persist(self, once: Callable[[float], _T], deadline: float) -> _T:
        """What ``once`` (given the seconds that are left) gives, with as many tries as fit. Raises NoAnswer."""
        tried = 0
        while True:
            left = deadline - self._monotonic()
            if left <= 0:
                raise NoAnswer(Trouble.TIMEOUT)
            try:
                return once(left)
            except openai.APIError as error:
                tried += 1
                if self._goes_without(error):
                    continue
                pause = self._pause(error, tried)
                in_time = self._monotonic() + pause + _WORTH_TRYING < deadline
                if tried >= _TRIES or trouble_of(error) not in _AGAIN or not in_time:
                    raise NoAnswer(trouble_of(error)) from None
                self._sleep(pause)

    def _once(self, question: Question[AnswerT], seconds: float, watch: Callable[[str], bool] | None) -> Reply[AnswerT]:
        parameters: dict[str, Any] = {
            "model": question.model,
            "instructions": question.instructions,
            "input": question.input,
            "text": {"format": schema_of(question.answer)},
            "max_output_tokens": question.max_output_tokens,
            "store": False,
            "stream": True,
            "safety_identifier": question.asker,
        }
        if question.temperature is not None:
            parameters["temperature"] = question.temperature
        if question.effort is not None:
            parameters["reasoning"] = {"effort": question.effort}
        for name in self._not_taken:
            parameters.pop(name, None)
        try:
            with self._client.responses.create(**parameters, timeout=seconds) as events:
                text, usage = _collect(events, watch)
        except httpx2.TimeoutException:
            raise NoAnswer(Trouble.TIMEOUT) from None
        except httpx2.HTTPError:
            raise NoAnswer(Trouble.CUT_OFF) from None
        except json.JSONDecodeError:
            raise NoAnswer(Trouble.MALFORMED) from None
        try:
            return Reply(question.answer.model_validate_json(text), usage)
        except ValidationError:
            raise NoAnswer(Trouble.MALFORMED, usage) from None

    def _goes_without(self, error: openai.APIError) -> bool:
        """Remember a parameter that the server does not take; whether that was new, and asking again is worth it."""
        named = str(error.param or "").partition(".")[0]
        if not isinstance(error, openai.BadRequestError) or named not in _OPTIONAL or named in self._not_taken:
            return False
        self._not_taken |= {named}
        return True

    def _pause(self, error: openai.APIError, tried: int) -> float:
        """Seconds until the next try: what the server asks for, else twice as long each time, less up to a quarter."""
        if isinstance(error, openai.APIStatusError):
            try:
                return max(0.0, float(error.response.headers.get("retry-after", "")))
            except ValueError:
                pass  # none, or a date: servers of models send seconds
        return float(_FIRST_PAUSE * 2 ** (tried - 1) * (1 - self._chance() / 4))


def trouble_of(error: openai.APIError) -> Trouble:
    """What kind of trouble an error is."""
    match error:
        case openai.APITimeoutError():
            return Trouble.TIMEOUT
        case openai.APIConnectionError():
            return Trouble.NETWORK
        case openai.RateLimitError():
            return Trouble.BUSY
        case openai.APIStatusError():
            return Trouble.SERVER if error.status_code >= 500 else Trouble.REFUSED
        case _:
            return Trouble.SERVER  # an error in the middle of a stream


def _collect(events: Any, watch: Callable[[str], bool] | None) -> tuple[str, Usage | None]:
    """The whole text of a streamed answer. Raises NoAnswer when it is none."""
    texts: dict[int, str] = {}
    told = 0
    for event in events:
        match event.type:
            case "response.output_text.delta":
                text = texts[event.output_index] = texts.get(event.output_index, "") + event.delta
                if len(text) > _MOST_CHARACTERS:
                    raise NoAnswer(Trouble.CUT_OFF)
                if watch is not None and len(text) - told >= _TELL_EVERY:
                    told = len(text)
                    if not watch(text):
                        raise NoAnswer(Trouble.CUT_OFF)
            case "response.refusal.delta" | "response.refusal.done":
                raise NoAnswer(Trouble.DECLINED)
            case "response.incomplete":
                raise NoAnswer(Trouble.CUT_OFF, _usage(event.response))
            case "response.failed" | "error":
                raise NoAnswer(Trouble.SERVER)
            case "response.completed":
                return (texts[max(texts)] if texts else ""), _usage(event.response)
            case _:
                continue
    raise NoAnswer(Trouble.CUT_OFF)


def _usage(response: Any) -> Usage | None:
    return None if response.usage is None else Usage(response.usage.input_tokens, response.usage.output_tokens)


class _InTime(httpx2.HTTPTransport):
    """Makes a request's read timeout the limit of the whole answer.

    A server that drips would keep to it for ever, and one that falls silent after a while would have it once more.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        super().__init__()
        self._monotonic = monotonic

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """See httpx."""
        limit = request.extensions.get("timeout", {}).get("read")
        until = self._monotonic() + (limit or 0)
        response = super().handle_request(request)
        if limit is not None:
            hang_up = partial(_hang_up, response.extensions.get("network_stream"))
            response.stream = _Limited(response.stream, until, hang_up, self._monotonic)
        return response


class _Limited(httpx2.SyncByteStream):
    """A body that is given up when it is late, even while nothing comes."""

    def __init__(self, body: Any, until: float, hang_up: Callable[[], None], monotonic: Callable[[], float]) -> None:
        self._body = body
        self._until = until
        self._monotonic = monotonic
        self._alarm = Timer(max(0.0, until - monotonic()), hang_up)
        self._alarm.daemon = True
        self._alarm.start()

    def __iter__(self) -> Iterator[bytes]:
        try:
            for chunk in self._body:
                self._be_in_time()
                yield chunk
        except httpx2.TransportError:
            self._be_in_time()
            raise

    def _be_in_time(self) -> None:
        if self._monotonic() >= self._until:
            raise httpx2.ReadTimeout("the answer took too long")

    def close(self) -> None:
        """Give the connection back."""
        self._alarm.cancel()
        self._body.close()


def _hang_up(connection: Any) -> None:
    """Whoever waits for the next byte of the connection gets its end instead."""
    with suppress(OSError):  # it is closed already
        if connection is not None:
            connection.get_extra_info("socket").shutdown(SHUT_RDWR)
