"""What the pictures share: a card of a phone's width, its colours, lines with their names, few ticks.

Pictures stand on a card of their own, so that they read on a dark and on a light chat. Colours are Okabe and Ito's,
which colour-blind people tell apart. Imports matplotlib: only the workshop's process does (:mod:`handlers.workshop`).
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from babel.dates import format_skeleton
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from backend.contract import PauseReason
from handlers import metrics
from handlers.paused import spans, why
from words import Words

WIDTH, DPI = 3.6, 300
"""Inches and dots an inch: 1080 pixels."""
LEFT, RIGHT = 0.11, 0.795
"""Where panels begin and end, of the width; right of them stand the lines' names."""
CARD, INK, QUIET, GRID, UNKNOWN, HATCH = "#FBFAF7", "#22262B", "#5F666E", "#DDDBD4", "#ECE9E1", "#99948A"
BAR, ACUTE, CHRONIC, RATIO, MONOTONY, FORM = "#9CCBEA", "#D55E00", "#0072B2", "#007A5A", "#8A4B78", "#22262B"
BAND, USUAL, DOT, OUTSIDE, THIS_WEEK, LEVEL = "#E3E8D6", "#9AA982", "#4D6B1F", "#D55E00", "#56A8DB", "#B9B5AA"
PAUSED, PAUSED_INK = "#EDE6F2", "#6B5A7A"
_LINES = (ACUTE, CHRONIC, RATIO, MONOTONY, DOT)
_AREAS = (GRID, UNKNOWN, HATCH, BAR, THIS_WEEK, BAND, USUAL, LEVEL, PAUSED, PAUSED_INK)
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 6.5,
    "hatch.linewidth": 0.5,
    "hatch.color": HATCH,
    "axes.linewidth": 0.5,
    "svg.hashsalt": "trend",
}
_LETTER = 0.055
"""Inches that a letter of the pictures' text takes."""
_TOP, _FOOT, _SENTENCE = 0.26, 0.3, 0.15
"""Inches above the panels, below them, and for each sentence there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel: its values, name and colour."""

    values: Sequence[float | None]
    name: str
    colour: str
    digits: int = 0


@contextmanager
def card(
    heights: Sequence[float], inches: float, sentences: Sequence[str] = (), *, gap: float = 0.6
) -> Iterator[tuple[Figure, list[Axes]]]:
    """A card with panels of these relative heights, ``inches`` of height in all, and sentences below them.

    ``gap``: between two panels, of their mean height.
    """
    height = inches + _SENTENCE * len(sentences)
    foot = (_FOOT + _SENTENCE * len(sentences)) / height
    with rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=CARD)
        FigureCanvasAgg(figure)
        grid = figure.add_gridspec(
            len(heights),
            1,
            height_ratios=heights,
            left=LEFT,
            right=RIGHT,
            top=1 - _TOP / height,
            bottom=foot,
            hspace=gap,
        )
        yield figure, [figure.add_subplot(grid[row]) for row in range(len(heights))]
        for row, sentence in enumerate(sentences):
            below = foot - (_FOOT - 0.02 + _SENTENCE * row) / height
            figure.text(LEFT, below, sentence, color=QUIET, va="center")


def png(figure: Figure) -> bytes:
    """The card as a small PNG: the same drawing gives the same bytes."""
    raw = BytesIO()
    figure.savefig(raw, format="raw", facecolor=CARD)
    width = round(figure.get_figwidth() * DPI)
    picture = Image.frombytes("RGBA", (width, len(raw.getvalue()) // 4 // width), raw.getvalue())
    out = BytesIO()
    picture.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _palette() -> Image.Image:
    """Ours and no other: a palette made from the picture turns a few small dots into the colour of a large line.

    Between each colour and what it lies on there are some steps, for smooth edges.
    """
    steps = [(colour, CARD, share) for colour in (INK, QUIET) for share in (0.2, 0.4, 0.6, 0.8)]
    steps += [(colour, CARD, 0.5) for colour in (*_LINES, *_AREAS)]
    steps += [(colour, under, 0.5) for colour in (ACUTE, CHRONIC, INK) for under in (BAR, THIS_WEEK)]
    steps += [(colour, BAND, 0.5) for colour in (DOT, ACUTE, USUAL)]
    steps += [(colour, PAUSED, 0.5) for colour in (ACUTE, CHRONIC, RATIO, MONOTONY, DOT, INK)]
    steps += [(PAUSED_INK, PAUSED, share) for share in (0.3, 0.6)]
    colours = [CARD, INK, QUIET, *_LINES, *_AREAS]
    listed = [to_rgb(colour) for colour in colours]
    for colour, under, share in steps:
        listed.append(
            tuple(share * c + (1 - share) * u for c, u in zip(to_rgb(colour), to_rgb(under), strict=True))  # type: ignore[arg-type]  # three of them
        )
    palette = Image.new("P", (1, 1))
    palette.putpalette([round(255 * part) for colour in listed for part in colour])
    return palette


def draw(ax: Axes, line: Line, width: float, dashed_until: int = 0) -> None:
    """The line, broken where there is no value; a lone value is a dot.

    Where many days stand close together, smooth edges would make half of the file and cannot be seen.
    """
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
            antialiased=len(numbers) <= 35,
        )
    for n, value in enumerate(line.values):
        alone = (n == 0 or line.values[n - 1] is None) and (n + 1 == len(numbers) or line.values[n + 1] is None)
        if value is not None and alone:
            ax.plot([n], [value], marker="o", markersize=2.5, color=line.colour, zorder=3)


def label_ends(ax: Axes, lines: Sequence[Line], words: Words, *, named: bool = True) -> None:
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
    if named:
        _name_where_they_stop(ax, [line for line in lines if line.values[-1] is None], apart)
    last = len(lines[0].values) - 1 if lines else 0
    for place, (value, line) in zip(places, ends, strict=True):
        label = metrics.signed(words, value, line.digits)
        text = f"{line.name} {label}" if named else label
        ax.annotate(
            text, (last, place), xytext=(6, 0), textcoords="offset points", color=line.colour, va="center",
            fontweight="bold", annotation_clip=False,
        )  # fmt: skip


def _name_where_they_stop(ax: Axes, lines: Sequence[Line], apart: float) -> None:
    """A line that has no value today keeps its name, above or below where another one's would lie."""
    known = [(line, [(n, value) for n, value in enumerate(line.values) if value is not None]) for line in lines]
    ends = sorted(((*values[-1], line) for line, values in known if values), key=lambda end: end[1])
    close = len(ends) == 2 and ends[1][1] - ends[0][1] < apart
    for (n, value, line), aside in zip(ends, (-5, 5) if close else (0,) * len(ends), strict=True):
        ax.annotate(
            line.name, (n, value), xytext=(4, aside), textcoords="offset points", color=line.colour, va="center",
            fontweight="bold",
        )  # fmt: skip


def shade_pauses(ax: Axes, paused: Sequence[PauseReason | None]) -> None:
    """Behind everything, the days that were paused."""
    for span in spans(paused):
        ax.axvspan(span.first - 0.5, span.last + 0.5, facecolor=PAUSED, linewidth=0, zorder=0)


def name_pauses(ax: Axes, paused: Sequence[PauseReason | None], height: float, words: Words) -> None:
    """Why they were, on the days themselves, at ``height``; where there is no room for a name, the caption has it."""
    inches = ax.get_figure().get_figwidth() * (RIGHT - LEFT)  # type: ignore[union-attr]  # it stands in a figure
    days_a_letter = _LETTER * len(paused) / inches
    free_from = -0.5
    for span in spans(paused):
        name = why(words, span.reason)
        half = days_a_letter * len(name) / 2
        middle = min(max((span.first + span.last) / 2, half - 0.5), len(paused) - 0.5 - half)
        if middle - half < free_from:
            continue
        free_from = middle + half + days_a_letter
        ax.text(middle, height, name, ha="center", va="top", color=PAUSED_INK)


def title(ax: Axes, text: str) -> None:
    """What the panel shows, above it."""
    ax.set_title(text, loc="left", fontsize=7, color=INK, fontweight="bold", pad=4)


def furnish(ax: Axes, days: Sequence[dt.date], words: Words, *, dates: bool) -> None:
    """Few ticks, faint grid; dates only below the last panel."""
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color(GRID)
    ax.set_facecolor(CARD)
    ax.set_xlim(-0.7, len(days) - 0.3)
    ax.locator_params(axis="y", nbins=3)
    ax.grid(axis="y", color=GRID, linewidth=0.5)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, colors=QUIET, pad=2)
    ticks = _ticks(days)
    ax.set_xticks(ticks)
    ax.set_xticklabels([_date(words, days[n], len(days)) if dates else "" for n in ticks])
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
