"""Check-ins as dots on the athlete's own band: the sums of five items (5-25) beside the mean of 28 days, one SD around.

A day without a check-in has no dot, a day with too few check-ins before it no band. Imports matplotlib.
"""

import datetime as dt
from collections.abc import Sequence

from matplotlib.axes import Axes

from backend.contract import ReadinessDay
from backend.training.readiness import Flag
from handlers.drawing import BAND, DOT, OUTSIDE, QUIET, USUAL, title
from words import Words

LOWEST, HIGHEST = 5, 25
_ROOM = 1.5
_SMALLEST_SPAN = 8
"""Points of the axis: a difference of one point must not look like a cliff."""


def of_days(readiness: Sequence[ReadinessDay], days: Sequence[dt.date]) -> list[ReadinessDay | None]:
    """What is known of each of ``days``; empty when nobody checked in on any of them."""
    by_date = {each.date: each for each in readiness}
    row = [by_date.get(day) for day in days]
    return row if any(each is not None and each.total is not None for each in row) else []


def draw_in(ax: Axes, row: Sequence[ReadinessDay | None], words: Words) -> None:
    """One dot a check-in, those outside the band in another colour, today's sum and the usual one at the right end."""
    ax.set_ylim(*_limits(row))
    ax.locator_params(axis="y", integer=True)
    _band(ax, row)
    size = 3.2 if len(row) <= 35 else 2.2 if len(row) <= 120 else 1.3
    for colour in (DOT, OUTSIDE):
        there = [(n, each.total) for n, each in enumerate(row) if each and each.total and _colour(each) == colour]
        ax.plot(
            [n for n, _ in there],
            [total for _, total in there],
            linestyle="none",
            marker="o",
            markersize=size,
            markeredgewidth=0,
            color=colour,
            zorder=3,
            clip_on=False,
        )
    _label_end(ax, len(row) - 1, row[-1], words)
    banded = any(each is not None and each.mean is not None for each in row)
    title(ax, words.say("Readiness, 5–25, on your own band") if banded else f"{words.say('Readiness')}, 5–25")
    ax.yaxis.set_major_formatter(lambda value, _: words.number(value))


def _limits(row: Sequence[ReadinessDay | None]) -> tuple[float, float]:
    """Where the axis begins and ends: around dots and band, within what there can be."""
    values: list[float] = []
    for each in row:
        if each is not None and each.total is not None:
            values.append(each.total)
        if each is not None and each.mean is not None and each.sd is not None:
            values += [each.mean - each.sd, each.mean + each.sd]
    low, high = min(values) - _ROOM, max(values) + _ROOM
    missing = max(_SMALLEST_SPAN - (high - low), 0)
    low, high = low - missing / 2, high + missing / 2
    below, above = max(LOWEST - 0.5 - low, 0), max(high - HIGHEST - 0.5, 0)
    return max(low - above, LOWEST - 0.5), min(high + below, HIGHEST + 0.5)


def _band(ax: Axes, row: Sequence[ReadinessDay | None]) -> None:
    nothing = float("nan")
    means = [each.mean if each is not None and each.mean is not None else nothing for each in row]
    spreads = [each.sd if each is not None and each.sd is not None else nothing for each in row]
    ax.fill_between(
        range(len(row)),
        [mean - sd for mean, sd in zip(means, spreads, strict=True)],
        [mean + sd for mean, sd in zip(means, spreads, strict=True)],
        color=BAND,
        linewidth=0,
        zorder=1,
    )
    ax.plot(range(len(row)), means, color=USUAL, linewidth=0.7, zorder=2)


def _label_end(ax: Axes, at: int, last: ReadinessDay | None, words: Words) -> None:
    """Today's sum at its height, and what is usual where they do not touch."""
    if last is None:
        return
    low, high = ax.get_ylim()
    apart, usual = (high - low) * 0.24, last.mean
    if last.total is not None:
        _at_end(ax, at, last.total, words.number(last.total), _colour(last), bold=True)
        if usual is not None and abs(usual - last.total) < apart:
            fits_above = last.total + apart < high
            usual = last.total + (apart if fits_above and last.mean is not None and last.mean >= last.total else -apart)
    if usual is not None and last.mean is not None:
        _at_end(ax, at, usual, words.say("usual {usual}", usual=words.number(last.mean)), QUIET, bold=False)


def _colour(day: ReadinessDay) -> str:
    """Another one outside of the band, on either side."""
    return DOT if day.flag in (None, Flag.NORMAL) else OUTSIDE


def _at_end(ax: Axes, at: int, height: float, text: str, colour: str, *, bold: bool) -> None:
    ax.annotate(
        text, (at, height), xytext=(6, 0), textcoords="offset points", color=colour, va="center",
        fontweight="bold" if bold else "normal", annotation_clip=False,
    )  # fmt: skip
