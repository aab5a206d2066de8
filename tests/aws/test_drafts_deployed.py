"""Comments that are seen while they are written, on the deployed stack: how soon, how often, and that none is kept.

``pytest -n 0 -rP tests/aws/test_drafts_deployed.py`` tells how soon that was.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import pytest

from sandbox.cloud.deploy import Stack
from sandbox.server import Sandbox
from scripts.costs import DRAFTS_OF_A_COMMENT
from tests.aws.athletes import Athlete, connected, until
from tests.aws.rights import Right, calls
from tests.aws.tour import pay_for_premium
from tests.fakes.openai import FakeOpenAi, pauses, says_slowly

ROUNDS = 8


@pytest.fixture
async def athlete(stack: Stack, telegram: Sandbox, openai: FakeOpenAi) -> AsyncIterator[Athlete]:
    """Somebody with premium, about whom a model has written once: what draws it has started."""
    async with connected(stack, telegram, "Reads") as athlete:
        await pay_for_premium(athlete)
        openai.will(says_slowly(*said(30), facts=["session"], seconds=3))
        await athlete.logs("30 min run rpe 4")
        await athlete.sees(" ".join(said(30)))
        yield athlete


def said(minutes: int) -> tuple[str, str, str]:
    """What the model writes about a session."""
    return f"That was a run of {minutes} min at RPE 4.", "What comes next is for you to choose.", "It could stay easy."


def sent(stack: Stack, inside: Path) -> int:
    """How many drafts the coach's function handed to the queue so far."""
    return sum(Right("sqs:SendMessage", "Drafts") in call.rights for call in calls(stack, inside))


def logged(stack: Stack, group: str) -> list[str]:
    """All lines of a function's log."""
    pages = stack.client("logs").get_paginator("filter_log_events").paginate(logGroupName=stack.resource(group))
    return [event["message"] for page in pages for event in page["events"]]


def told(stack: Stack, event: str) -> list[dict[str, Any]]:
    """What the function that draws has logged of this kind."""
    lines = [json.loads(line) for line in logged(stack, "DraftsLogs") if line.startswith("{")]
    return [line for line in lines if line.get("event") == event]


async def test_a_sentence_is_seen_soon_after_the_model_has_written_it(
    athlete: Athlete, openai: FakeOpenAi, stack: Stack
) -> None:
    took, before = [], len(told(stack, "draft"))
    for minutes in range(40, 40 + ROUNDS):
        written: list[float] = []
        openai.will(pauses(*said(minutes), written=lambda: written.append(time.monotonic())))  # noqa: B023 - called in this round
        after = len(athlete.drafts())
        await athlete.logs(f"{minutes} min run rpe 4")
        whole = asyncio.create_task(athlete.sees(" ".join(said(minutes))))
        drawn = asyncio.create_task(athlete.sees_draft(said(minutes)[0], after=after))
        await asyncio.wait({whole, drawn}, return_when=asyncio.FIRST_COMPLETED)
        if drawn.done():
            took.append(time.monotonic() - written[0])
        drawn.cancel()
        await whole
    dropped = [line["why"] for line in told(stack, "draft")[before:] if line["why"]]
    print(f"seen {len(took)} of {ROUNDS}, not drawn: {dropped}")  # noqa: T201 - told by -rP
    print(f"after {median(took) * 1000:.0f} ms, {min(took) * 1000:.0f} to {max(took) * 1000:.0f}")  # noqa: T201 - the same
    assert took, "on a machine with much to do some are late, which is not at all, but not all of them"
    assert {*dropped} <= {"late"}


async def test_a_comment_of_three_sentences_is_three_drafts_and_none_of_them_is_kept(
    athlete: Athlete, openai: FakeOpenAi, stack: Stack, inside: Path
) -> None:
    before = sent(stack, inside)
    openai.will(says_slowly(*said(55), facts=["session"], seconds=3))
    await athlete.logs("55 min run rpe 4")
    await athlete.sees(" ".join(said(55)))

    number = sent(stack, inside) - before
    assert 1 <= number <= DRAFTS_OF_A_COMMENT, "typing, one sentence, two sentences; scripts/costs.py counts on it"

    def is_empty() -> bool:
        return "Messages" not in stack.client("sqs").receive_message(QueueUrl=stack.outputs["DraftsUrl"])

    await until(is_empty)
    lines = [*logged(stack, "CoachLogs"), *logged(stack, "DraftsLogs")]
    assert any('"DraftsDrawn"' in line for line in lines)
    assert not any("That was a run" in line for line in lines), "no words in any log"


async def test_what_nobody_can_read_is_dropped_and_stands_in_nobodys_way(stack: Stack) -> None:
    for _ in range(2):
        stack.client("sqs").send_message(
            QueueUrl=stack.outputs["DraftsUrl"],
            MessageGroupId="any",
            MessageDeduplicationId=uuid4().hex,
            MessageBody="{}",
        )

    await until(lambda: len(told(stack, "no_draft")) == 2)
