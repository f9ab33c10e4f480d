"""Bars of counts: how many of each kind in each group, the kinds one behind the other, the sum at the right.

All groups share one scale, from 0 to the largest sum, so that lengths compare.
"""

from dataclasses import dataclass

from documents.figures.keys import Entry
from documents.figures.looks import SERIES, Look
from documents.figures.scales import fitting

WIDTH, MARGIN, VALUE = 360, 2, 44
LABEL, BAR, PITCH, TEXT = 17, 14, 42, 12


@dataclass(frozen=True)
class Part:
    """One kind in one bar."""

    look: Look
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """One group: its words, its parts, its sum."""

    label: str
    full: str
    told: str
    value: str
    text_y: int
    y: int
    parts: tuple


@dataclass(frozen=True)
class Chart:
    """The whole picture."""

    width: int
    height: int
    bars: tuple
    describes: str
    keys: tuple


def draw(series, groups, width=WIDTH):
    """Return the Chart of `groups`, (label, count of each of `series`); up to three series."""
    most = max([sum(counts) for _, counts in groups] + [1])
    unit = (width - VALUE - MARGIN) / most
    bars = tuple(_bar(place, group, series, unit, width) for place, group in enumerate(groups))
    return Chart(
        width=width,
        height=max(len(bars) * PITCH - (PITCH - LABEL - BAR) + 6, 1),
        bars=bars,
        describes=" ".join(bar.told for bar in bars),
        keys=tuple(Entry(look, name) for look, name in zip(SERIES, series, strict=False)),
    )


def _bar(place, group, series, unit, width):
    label, counts = group
    x, parts = float(MARGIN), []
    for look, count in zip(SERIES, counts, strict=False):
        if count:
            parts.append(Part(look, round(x, 1), round(count * unit, 1)))
            x += count * unit
    told = ", ".join(
        f"{name[:1].lower()}{name[1:]} {count}" for name, count in zip(series, counts, strict=True)
    )
    top = place * PITCH
    return Bar(
        label=fitting(label, width - VALUE, TEXT),
        full=label,
        told=f"{label}: {told}.",
        value=str(sum(counts)),
        text_y=top + 13,
        y=top + LABEL + 2,
        parts=tuple(parts),
    )
