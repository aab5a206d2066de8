"""The trend picture: load with its acute and chronic means, ratio, monotony, form. One idea a panel.

Drawn for a phone's width on a card of its own, so that it reads on a dark and on a light chat. Colours are
Okabe and Ito's, which colour-blind people tell apart; lines carry their names and today's value at their right end.
The same trend gives the same bytes. Imports matplotlib: only the workshop's process does (:mod:`handlers.workshop`).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from babel.dates import format_skeleton
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from backend.contract import Trend, TrendPoint
from backend.training.metric import Metric
from handlers import metrics
from words import Words, words_for

WIDTH, DPI = 3.6, 300
"""Inches and dots an inch: 1080 pixels."""
COLOURS = 32
"""Of the palette: keeps the file small, and the picture sharp."""
CARD, INK, QUIET, GRID, UNKNOWN, HATCH = "#FBFAF7", "#22262B", "#5F666E", "#DDDBD4", "#ECE9E1", "#99948A"
BAR, ACUTE, CHRONIC, RATIO, MONOTONY, FORM = "#9CCBEA", "#D55E00", "#0072B2", "#007A5A", "#8A4B78", "#22262B"
WARMED_UP_DAY = 126
"""Form before that day still carries its start at 0 (SCIENCE): dashed."""
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 6.5,
    "hatch.linewidth": 0.5,
    "hatch.color": "#99948A",
    "axes.linewidth": 0.5,
    "svg.hashsalt": "trend",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel: its values, name and colour."""

    values: Sequence[float | None]
    name: str
    colour: str
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel below the load, or the sentence that stands in its place while there is no value."""

    title: str
    line: Line
    today: Metric
    level: float | None
    level_name: str = ""
    dashed_until: int = 0


def paint(trend: Trend, language: str) -> bytes:
    """A PNG of the trend, at most about 60 kB."""
    words = words_for(language)
    panels = _panels(trend, words)
    drawn = [panel for panel in panels if any(value is not None for value in panel.line.values)]
    waiting = [metrics.missing(words, panel.line.name, panel.today) for panel in panels if panel not in drawn]
    with rc_context(_STYLE):
        height = 2.1 + 0.8 * len(drawn) + 0.15 * len(waiting)
        figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=CARD)
        FigureCanvasAgg(figure)
        foot = (0.3 + 0.15 * len(waiting)) / height
        heights = [2.3, *([1.0] * len(drawn))]
        grid = figure.add_gridspec(
            len(heights),
            1,
            height_ratios=heights,
            left=0.11,
            right=0.795,
            top=1 - 0.26 / height,
            bottom=foot,
            hspace=0.6,
        )
        axes = [figure.add_subplot(grid[row]) for row in range(len(heights))]
        _load(axes[0], trend, words)
        for ax, panel in zip(axes[1:], drawn, strict=True):
            _small(ax, panel, words)
        for ax in axes:
            _furnish(ax, trend.points, words, dates=ax is axes[-1])
        for row, sentence in enumerate(waiting):
            figure.text(0.11, foot - (0.28 + 0.15 * row) / height, sentence, color=QUIET, va="center")
        return _png(figure)


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
    ax.set_ylim(0, top * 1.04)
    lines = [
        Line([point.acute for point in points], words.say("acute"), ACUTE),
        Line([point.chronic for point in points], words.say("chronic"), CHRONIC),
    ]
    for line in lines:
        _draw(ax, line, 1.6 if len(points) <= 120 else 1.1)
    _label_ends(ax, lines, words)
    title = words.say("Load, AU a day, and its means of 7 and 28 days")
    if all(value is None for line in lines for value in line.values):
        title = words.say("Load, AU a day")
    if any(point.load is None for point in points):
        title = words.say("Load, AU a day (hatched: effort not known)")
    _title(ax, title)
    ax.yaxis.set_major_formatter(lambda value, _: words.number(value))


def _top(loads: Sequence[float], means: Sequence[float]) -> float:
    """Where the load axis ends: at the highest day, unless that one would flatten all others."""
    ordered = sorted(loads)
    highest, next_highest = ordered[-1], ordered[-2] if len(ordered) > 1 else 0
    if next_highest > 0 and highest > 2.5 * next_highest:
        highest = 1.5 * next_highest
    return max(highest, max(means, default=0), 1.0)


def _small(ax: Axes, panel: Panel, words: Words) -> None:
    """One line about its level, today's value at its end."""
    values = [value for value in panel.line.values if value is not None]
    levels = [*values, panel.level] if panel.level is not None else values
    low, high = min(levels), max(levels)
    room = max((high - low) * 0.18, 0.05 * abs(high), 0.05)
    ax.set_ylim(low - room, high + room)
    if panel.level is not None:
        ax.axhline(panel.level, color="#B9B5AA", linewidth=0.6, zorder=1)
    _draw(ax, panel.line, 1.3 if len(panel.line.values) <= 120 else 0.9, panel.dashed_until)
    _label_ends(ax, [panel.line], words, named=False)
    title = panel.title
    if panel.dashed_until > 0 and any(value is not None for value in panel.line.values[: panel.dashed_until]):
        title += "  " + words.say("(dashed: warming up)")
    _title(ax, title)
    ax.yaxis.set_major_formatter(lambda value, _: metrics.signed(words, value, panel.line.digits))


def _draw(ax: Axes, line: Line, width: float, dashed_until: int = 0) -> None:
    """The line, broken where there is no value; a lone value is a dot."""
    numbers = [float("nan") if value is None else value for value in line.values]
    cut = min(max(dashed_until, 0), len(numbers))
    parts: list[tuple[slice, Any]] = [(slice(max(cut - 1, 0), None), "solid")]
    if cut:
        parts.append((slice(0, cut), (0, (2.5, 1.5))))
    for part, dash in parts:
        ax.plot(
            range(len(numbers))[part],
            numbers[part],
            color=line.colour,
            linewidth=width,
            linestyle=dash,
            solid_capstyle="round",
            zorder=3,
            clip_on=False,
        )
    for n, value in enumerate(line.values):
        alone = (n == 0 or line.values[n - 1] is None) and (n + 1 == len(numbers) or line.values[n + 1] is None)
        if value is not None and alone:
            ax.plot([n], [value], marker="o", markersize=2.5, color=line.colour, zorder=3)


def _label_ends(ax: Axes, lines: Sequence[Line], words: Words, *, named: bool = True) -> None:
    """Name and today's value right of each line, moved apart where they would touch."""
    ends = sorted(((line.values[-1], line) for line in lines if line.values[-1] is not None), key=lambda end: end[0])
    low, high = ax.get_ylim()
    apart = (high - low) * 0.24
    places = [value for value, _ in ends]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + apart)
    if places and places[-1] > high - apart / 2:
        places[-1] = max(high - apart / 2, places[0])
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - apart)
    for line in lines:
        if named and line.values[-1] is None:
            _name_where_it_stops(ax, line)
    last = len(lines[0].values) - 1 if lines else 0
    for place, (value, line) in zip(places, ends, strict=True):
        label = metrics.signed(words, value, line.digits)
        text = f"{line.name} {label}" if named else label
        ax.annotate(
            text, (last, place), xytext=(6, 0), textcoords="offset points", color=line.colour, va="center",
            fontweight="bold", annotation_clip=False,
        )  # fmt: skip


def _name_where_it_stops(ax: Axes, line: Line) -> None:
    """A line that has no value today keeps its name."""
    known = [(n, value) for n, value in enumerate(line.values) if value is not None]
    if known:
        ax.annotate(
            line.name, known[-1], xytext=(4, 0), textcoords="offset points", color=line.colour, va="center",
            fontweight="bold",
        )  # fmt: skip


def _title(ax: Axes, text: str) -> None:
    ax.set_title(text, loc="left", fontsize=7, color=INK, fontweight="bold", pad=4)


def _furnish(ax: Axes, points: Sequence[TrendPoint], words: Words, *, dates: bool) -> None:
    """Few ticks, faint grid; dates only below the last panel."""
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color(GRID)
    ax.set_facecolor(CARD)
    ax.set_xlim(-0.7, len(points) - 0.3)
    ax.locator_params(axis="y", nbins=3)
    ax.grid(axis="y", color=GRID, linewidth=0.5)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, colors=QUIET, pad=2)
    ticks = _ticks([point.date for point in points])
    ax.set_xticks(ticks)
    ax.set_xticklabels([_date(words, points[n].date, len(points)) if dates else "" for n in ticks])
    ax.tick_params(axis="x", pad=5)  # clear of a number at the very bottom of the axis


def _ticks(dates: Sequence[dt.date]) -> list[int]:
    """Mondays of some weeks, every other first of a month in a year's picture."""
    if len(dates) > 120:
        found = [n for n, day in enumerate(dates) if day.day == 1 and day.month % 2 == 1]
    else:
        weeks = 1 if len(dates) <= 35 else 3
        mondays = [n for n, day in enumerate(dates) if day.weekday() == 0]
        found = mondays[::weeks]
    # A label at the very edge would be cut or collide.
    return [n for n in found if n < len(dates) * 0.97]


def _date(words: Words, day: dt.date, days: int) -> str:
    """``26 Oct``, or ``Nov`` in a year's picture."""
    locale = "en_GB" if words.language == "en" else words.language
    return format_skeleton("MMM" if days > 120 else "MMMd", day, locale=locale)


def _png(figure: Figure) -> bytes:
    raw = BytesIO()
    figure.savefig(raw, format="raw", facecolor=CARD)
    width = round(figure.get_figwidth() * DPI)
    picture = Image.frombytes("RGBA", (width, len(raw.getvalue()) // 4 // width), raw.getvalue())
    out = BytesIO()
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
