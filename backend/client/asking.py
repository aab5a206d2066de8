"""One who asks the API: typed commands out, typed answers in."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, TypeAdapter, ValidationError

from backend.client.api import Api, UnexpectedAnswer

Answer = TypeVar("Answer")


class Asking:
    """Commands out, typed answers in. ``who`` None: the bot itself."""

    def __init__(self, api: Api, who: UUID | None) -> None:
        self._api = api
        self._who = who

    async def _ask(
        self,
        answer: TypeAdapter[Answer],
        method: str,
        path: str,
        command: BaseModel | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> Answer:
        body = None if command is None else command.model_dump_json(exclude_none=True).encode()
        content = await self._api.call(self._who, method, path, body=body, query=query)
        try:
            return answer.validate_json(content)
        except ValidationError as error:
            # The message of a ValidationError quotes what it refused: health data stays out of tracebacks.
            raise UnexpectedAnswer(f"{method} answered another shape ({error.error_count()} errors)") from None

    def _forget(self) -> None:
        """Drop what is remembered of who asks: they are gone."""
        if self._who is not None:
            self._api.forget(self._who)
