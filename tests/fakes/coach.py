"""The coach's part of the API, in memory: what it promises the chat."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from backend import errors
from backend.contract.coach import (
    MAX_MEMORIES,
    Asked,
    AskQuestion,
    CastVote,
    Memory,
    Proposal,
    Remember,
    Remembered,
    Voice,
)
from backend.tone import Tone

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@dataclass
class FakeCoach:
    """Of one athlete."""

    has_premium: bool = True
    most: int = 20
    asked: dict[UUID, Asked] = field(default_factory=dict)
    items: list[Remembered] = field(default_factory=list)
    votes: list[CastVote] = field(default_factory=list)
    tone: Tone = Tone.PLAIN
    by_model: bool = False

    async def ask(self, command: AskQuestion) -> Asked:
        if command.entry_id is None and not self.has_premium:
            raise errors.PremiumRequired
        if len(self.asked) >= self.most:
            raise errors.TooManyQuestions
        about: dict[str, Any] = {"entry_id": command.entry_id, "review": command.review}
        values: dict[str, Any] = {"text": command.text or "", "asked_at": NOON, **about}
        return self.asked.setdefault(command.id, Asked(id=command.id, **values))

    async def question(self, question_id: UUID) -> Asked:
        if question_id not in self.asked:
            raise errors.QuestionNotFound
        return self.asked[question_id]

    def answers(self, question_id: UUID, text: str, *lines: str, proposal: Proposal | None = None) -> None:
        """What the workflow would have kept."""
        update = {"answer": text, "lines": list(lines), "proposal": proposal}
        self.asked[question_id] = self.asked[question_id].model_copy(update=update)

    async def memory(self) -> Memory:
        return Memory(items=self.items, room=MAX_MEMORIES - len(self.items))

    async def remember(self, command: Remember) -> Memory:
        if len(self.items) >= MAX_MEMORIES:
            raise errors.MemoryFull
        if all(each.id != command.id for each in self.items):
            item = command.model_dump() | {"kind": command.kind or "other", "added_at": NOON}
            self.items.append(Remembered.model_validate(item))
        return await self.memory()

    async def forget_item(self, item_id: UUID) -> Memory:
        self.items = [each for each in self.items if each.id != item_id]
        return await self.memory()

    async def voice(self) -> Voice:
        return Voice(tone=self.tone, by_model=self.by_model)

    async def choose_voice(self, voice: Voice) -> Voice:
        self.tone = voice.tone
        return voice

    async def vote(self, cast: CastVote) -> CastVote:
        self.votes.append(cast)
        return cast
