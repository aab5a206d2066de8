"""The picture of a week: its days beside those of the week before, and the check-ins of both on the athlete's own band.

Imports matplotlib: only the workshop's process does (:mod:`handlers.workshop`).
"""

from collections.abc import Sequence

from babel.dates import get_day_names
from matplotlib.axes import Axes

from backend.contract import ReadinessDay, TrendPoint
from handlers import readiness_panel
from handlers.drawing import (
    BAR,
    CARD,
    GRID,
    HATCH,
    INK,
    QUIET,
    THIS_WEEK,
    UNKNOWN,
    card,
    furnish,
    name_pauses,
    png,
    shade_pauses,
    title,
)
from words import Words, words_for

WEEK = 7
_WIDTH = 0.78


def paint_week(points: Sequence[TrendPoint], readiness: Sequence[ReadinessDay], language: str) -> bytes:
    """A PNG of the last 7 of ``points``, oldest first, with the 7 before them where there are 14."""
    words = words_for(language)
    days = [point.date for point in points]
    felt = readiness_panel.of_days(readiness, days)
    heights = [1.6, *([1.0] if felt else [])]
    with card(heights, 2.0 + (0.9 if felt else 0.0), gap=0.4) as (figure, axes):
        _load(axes[0], points, words)
        if felt:
            readiness_panel.draw_in(axes[1], felt, words)
        for ax in axes:
            shade_pauses(ax, [point.paused for point in points])
            furnish(ax, days, words, dates=False)
            _name_days(ax, points, words, named=ax is axes[-1])
    return png(figure)


def _load(ax: Axes, points: Sequence[TrendPoint], words: Words) -> None:
    """Bars of daily load, each week's sum above it, and the value of this week's highest day."""
    loads = [point.load or 0 for point in points]
    top = max(*loads, 1.0)
    begins = len(points) - WEEK
    paused = [point.paused for point in points]
    sums_at = 1.42 if any(paused) else 1.28
    ax.set_ylim(0, top * (sums_at + 0.04))
    name_pauses(ax, paused, top * 1.24, words)
    for n, point in enumerate(points):
        if point.load is None:
            ax.bar(n, top, width=_WIDTH, facecolor=UNKNOWN, hatch="////", edgecolor=HATCH, linewidth=0)
        else:
            ax.bar(n, point.load, width=_WIDTH, color=THIS_WEEK if n >= begins else BAR, linewidth=0)
    for first, colour in ((begins - WEEK, QUIET), (begins, INK)):
        if first >= 0:
            middle, height = first + (WEEK - 1) / 2, top * sums_at
            text = _sum(points[first : first + WEEK], words)
            ax.text(middle, height, text, ha="center", va="top", color=colour, fontweight="bold")
    highest = max(range(begins, len(points)), key=lambda n: (loads[n], n))
    if loads[highest] > 0:
        ax.annotate(
            words.number(loads[highest]), (highest, loads[highest]), xytext=(0, 2), textcoords="offset points",
            ha="center", va="bottom", color=INK, bbox={"facecolor": CARD, "linewidth": 0, "pad": 0.5},
        )  # fmt: skip
    if begins:
        ax.axvline(begins - 0.5, color=GRID, linewidth=0.8, zorder=0)
    about = words.say("Load, AU a day: 7 days and the 7 before") if begins else words.say("Load, AU a day")
    title(ax, about)
    ax.yaxis.set_major_formatter(lambda value, _: words.number(value))
    ax.locator_params(axis="y", integer=True)  # where nothing was trained, 0.5 would stand there as another 0


def _sum(week: Sequence[TrendPoint], words: Words) -> str:
    """``1,310 AU``, or ``1,310 + ? AU`` where a day is not known."""
    known = words.number(sum(point.load for point in week if point.load is not None))
    if any(point.load is None for point in week):
        known += " + ?"
    return words.say("{load} AU", load=known)


def _name_days(ax: Axes, points: Sequence[TrendPoint], words: Words, *, named: bool) -> None:
    """One letter a day."""
    names = get_day_names("narrow", locale=words.language)
    ax.set_xticks(range(len(points)))
    ax.set_xticklabels([names[point.date.weekday()] if named else "" for point in points])
