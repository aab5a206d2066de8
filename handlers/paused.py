"""Paused days as the pictures shade them and the captions name them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from backend.contract import PauseReason
from handlers.texts import REASONS
from words import Words

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row that were paused for one reason: from the ``first``-th to the ``last``-th of a picture's days."""

    reason: PauseReason
    first: int
    last: int


def why(words: Words, reason: PauseReason) -> str:
    """``ill``: the reason within a sentence, where "Ill" would look like three bars."""
    name = words.say(REASONS[reason])
    return name[0].lower() + name[1:]


def spans(row: Sequence[PauseReason | None]) -> list[Span]:
    """The spans of these days, oldest first."""
    found: list[Span] = []
    for n, reason in enumerate(row):
        if reason is None:
            continue
        if found and found[-1].last == n - 1 and found[-1].reason == reason:
            found[-1] = Span(reason, found[-1].first, n)
        else:
            found.append(Span(reason, n, n))
    return found


def sentence(words: Words, days: Sequence[dt.date], row: Sequence[PauseReason | None], today: dt.date) -> str:
    """``Paused Sun 15 Nov to Sun 22 Nov (ill).``: why nothing may be logged then; empty without a paused day.

    ``row``: of each of ``days``, why it was paused. Of many spans only the newest are named.
    """
    found = spans(row)
    if not found:
        return ""
    said = [_span(words, days, span, today) for span in found[-_MOST_NAMED:]]
    if len(found) > _MOST_NAMED:
        paused = sum(reason is not None for reason in row)
        said = [words.many("Paused on {number} day.", "Paused on {number} days.", paused), said[-1]]
    return " ".join(said)


def _span(words: Words, days: Sequence[dt.date], span: Span, today: dt.date) -> str:
    reason = why(words, span.reason)
    since, until = words.day(days[span.first]), words.day(days[span.last])
    if span.first == 0 and span.last > 0:  # it may have begun earlier
        if days[span.last] >= today:
            return words.say("Paused on all of these days ({reason}).", reason=reason)
        return words.say("Paused until {until} ({reason}).", until=until, reason=reason)
    if days[span.last] >= today:
        return words.say("Paused since {since} ({reason}).", since=since, reason=reason)
    if span.first == span.last:
        return words.say("Paused on {since} ({reason}).", since=since, reason=reason)
    return words.say("Paused {since} to {until} ({reason}).", since=since, until=until, reason=reason)
