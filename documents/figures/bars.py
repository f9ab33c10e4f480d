"""Up to three bars for each group, over the track of its maximum: the member, what counts, the median.

Each group has its own scale, from 0 to its maximum: the share is compared, the figures stand at the right.
"""

from dataclasses import dataclass
from decimal import Decimal

from core.numbers import plain, points
from documents.figures.keys import Entry
from documents.figures.looks import MOST, SERIES, Look
from documents.figures.scales import Scale, fitting

WIDTH, MARGIN, VALUE = 360, 2, 58
LABEL, PITCH, BAR, GAP, TEXT = 17, 12, 8, 10, 12


@dataclass(frozen=True)
class Bar:
    """One bar with its figure."""

    look: Look
    value: str
    y: float
    width: float
    text_y: float


@dataclass(frozen=True)
class Stack:
    """The bars of one group above each other, over the track of its maximum."""

    label: str
    full: str
    most: str
    text_y: float
    track_y: float
    track_height: float
    bars: tuple


@dataclass(frozen=True)
class Chart:
    """All groups."""

    width: int
    height: int
    x: int
    track: float  # the length of a maximum
    stacks: tuple
    describes: str
    keys: tuple
    most: Look = MOST


def draw(facts, width=WIDTH):
    """Return the Chart of Bars, `width` wide, the groups in their order."""
    top, stacks = 0, []
    for group in facts.groups:
        stacks.append(_stack(group, top, width))
        top += LABEL + len(stacks[-1].bars) * PITCH + GAP
    names = [Entry(look, name) for look, name in zip(SERIES, facts.series, strict=False)]
    return Chart(
        width=width,
        height=max(top - GAP + 2, 1),
        x=MARGIN,
        track=width - VALUE - MARGIN,
        stacks=tuple(stacks),
        describes=" ".join(_told(group, facts.series) for group in facts.groups),
        keys=(*names, Entry(MOST, "Tối đa của nhóm")),
    )


def _stack(group, top, width):
    room = width - VALUE - MARGIN
    scale = Scale(Decimal(0), group.cap, 0, room)
    bars, y = [], top + LABEL + 2
    for look, value in zip(SERIES, group.values, strict=False):
        if value is not None:
            bars.append(Bar(look, points(value), y, scale.at(value), y + BAR))
            y += PITCH
    return Stack(
        label=fitting(group.label, room, TEXT),
        full=group.label,
        most=f"/ {plain(group.cap)}",
        text_y=top + 13,
        track_y=top + LABEL + 1,
        track_height=len(bars) * PITCH - 2,
        bars=tuple(bars),
    )


def _told(group, series):
    values = zip(series, group.values, strict=True)
    told = [f"{name[:1].lower()}{name[1:]} {points(value)}" for name, value in values if value is not None]
    return f"{group.label}: {', '.join([*told, f'tối đa {plain(group.cap)}'])}."
