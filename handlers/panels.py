"""The trend picture: load with its acute and chronic means, readiness, ratio, monotony, form. One idea a panel.

The same trend gives the same bytes. Imports matplotlib: only the workshop's process does (:mod:`handlers.workshop`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from backend.contract import ReadinessDay, Trend
from backend.training.metric import Metric
from handlers import metrics, readiness_panel
from handlers.drawing import (
    ACUTE,
    BAR,
    CHRONIC,
    FORM,
    HATCH,
    INK,
    LEVEL,
    MONOTONY,
    RATIO,
    UNKNOWN,
    Line,
    card,
    draw,
    furnish,
    label_ends,
    name_pauses,
    png,
    shade_pauses,
    title,
)
from words import Words, words_for

WARMED_UP_DAY = 126
"""Form before that day still carries its start at 0 (SCIENCE): dashed."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel below the load, or the sentence that stands in its place while there is no value."""

    title: str
    line: Line
    today: Metric
    level: float | None
    dashed_until: int = 0


def paint(trend: Trend, readiness: Sequence[ReadinessDay], language: str) -> bytes:
    """A PNG of the trend, at most about 60 kB. Check-ins of other days than the trend's are left out."""
    words = words_for(language)
    panels = _panels(trend, words)
    drawn = [panel for panel in panels if any(value is not None for value in panel.line.values)]
    waiting = [metrics.missing(words, panel.line.name, panel.today) for panel in panels if panel not in drawn]
    days = [point.date for point in trend.points]
    felt = readiness_panel.of_days(readiness, days)
    heights = [2.3, *([1.25] if felt else []), *([1.0] * len(drawn))]
    inches = 2.1 + 0.8 * len(drawn) + (1.0 if felt else 0.0)
    paused = [point.paused for point in trend.points]
    with card(heights, inches, waiting) as (figure, axes):
        _load(axes[0], trend, words)
        if felt:
            readiness_panel.draw_in(axes[1], felt, words)
        for ax, panel in zip(axes[len(axes) - len(drawn) :], drawn, strict=True):
            _small(ax, panel, words)
        for ax in axes:
            shade_pauses(ax, paused)
            furnish(ax, days, words, dates=ax is axes[-1])
    return png(figure)


def _panels(trend: Trend, words: Words) -> list[Panel]:
    points, today = trend.points, trend.today
    before = len(points) - trend.history_days
    return [
        Panel(
            words.say("Ratio: acute ÷ chronic (coupled)"),
            Line([point.ratio for point in points], words.say("Ratio"), RATIO, 2),
            today.acwr_coupled,
            1.0,
        ),
        Panel(
            words.say("Monotony: the 7 days’ mean ÷ their spread"),
            Line([point.monotony for point in points], words.say("Monotony"), MONOTONY, 2),
            today.week.monotony,
            None,
        ),
        Panel(
            words.say("Form: fitness − fatigue, AU a day"),
            Line([point.form for point in points], words.say("Form"), FORM),
            today.form,
            0.0,
            dashed_until=before + WARMED_UP_DAY - 1,
        ),
    ]


def _load(ax: Axes, trend: Trend, words: Words) -> None:
    """Bars of daily load, and the two means over them; one huge day is cut and named."""
    points = trend.points
    loads = [point.load or 0 for point in points]
    means = [value for point in points for value in (point.acute, point.chronic) if value is not None]
    top = _top(loads, means)
    width = 0.78 if len(points) <= 31 else 1.0
    ax.bar(range(len(points)), [min(load, top) for load in loads], width=width, color=BAR, linewidth=0)
    for n, point in enumerate(points):
        if point.load is None:
            ax.bar(n, top, width=width, facecolor=UNKNOWN, hatch="////", edgecolor=HATCH, linewidth=0)
        elif point.load > top:
            on_the_left = n > len(points) / 2
            ax.annotate(
                f"↑ {words.number(point.load)}",
                (n - 0.8 if on_the_left else n + 0.8, top),
                ha="right" if on_the_left else "left",
                va="top",
                color=INK,
            )
    paused = [point.paused for point in points]
    ax.set_ylim(0, top * (1.16 if any(paused) else 1.04))
    name_pauses(ax, paused, top * 1.15, words)
    lines = [
        Line([point.acute for point in points], words.say("acute"), ACUTE),
        Line([point.chronic for point in points], words.say("chronic"), CHRONIC),
    ]
    for line in lines:
        draw(ax, line, 1.6 if len(points) <= 35 else 1.2 if len(points) <= 120 else 0.8)
    label_ends(ax, lines, words)
    about = words.say("Load, AU a day, and its means of 7 and 28 days")
    if all(value is None for line in lines for value in line.values):
        about = words.say("Load, AU a day")
    if any(point.load is None for point in points):
        about = words.say("Load, AU a day (hatched: effort not known)")
    title(ax, about)
    ax.yaxis.set_major_formatter(lambda value, _: words.number(value))
    ax.locator_params(axis="y", integer=True)  # where nothing was trained, 0.5 would stand there as another 0


def _top(loads: Sequence[float], means: Sequence[float]) -> float:
    """Where the load axis ends: at the highest day, unless that one would flatten all others."""
    ordered = sorted(loads)
    highest, next_highest = ordered[-1], ordered[-2] if len(ordered) > 1 else 0
    if next_highest > 0 and highest > 2.5 * next_highest:
        highest = 1.5 * next_highest
    return max(highest, max(means, default=0), 1.0)


def _width(panel: Panel) -> float:
    days = len(panel.line.values)
    return 1.3 if days <= 35 else 0.9 if days <= 120 else 0.6


def _small(ax: Axes, panel: Panel, words: Words) -> None:
    """One line about its level, today's value at its end."""
    values = [value for value in panel.line.values if value is not None]
    levels = [*values, panel.level] if panel.level is not None else values
    low, high = min(levels), max(levels)
    room = max((high - low) * 0.18, 0.05 * abs(high), 0.05)
    ax.set_ylim(low - room, high + room)
    if panel.level is not None:
        ax.axhline(panel.level, color=LEVEL, linewidth=0.6, zorder=1)
    draw(ax, panel.line, _width(panel), panel.dashed_until)
    label_ends(ax, [panel.line], words, named=False)
    about = panel.title
    if panel.dashed_until > 0 and any(value is not None for value in panel.line.values[: panel.dashed_until]):
        about += "  " + words.say("(dashed: warming up)")
    title(ax, about)
    ax.yaxis.set_major_formatter(lambda value, _: metrics.signed(words, value, panel.line.digits))
