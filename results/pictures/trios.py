"""Three bars for each group: what the member gave itself, what counts, and the median of the bloc.

Each group has its own scale, from 0 to its maximum: the share is compared, the figures stand at the right.
"""

from dataclasses import dataclass
from decimal import Decimal

from core.numbers import plain, points
from results.pictures.scales import Scale, fitting

WIDTH, MARGIN, VALUE = 360, 2, 58
LABEL, PITCH, BAR, GAP, TEXT = 17, 12, 8, 10, 12


@dataclass(frozen=True)
class Group:
    """What is compared in one group (points); None is not drawn."""

    label: str
    cap: Decimal
    own: Decimal | None
    agreed: Decimal | None
    median: Decimal | None


@dataclass(frozen=True)
class Bar:
    """One bar with its figure."""

    kind: str  # own, agreed, median
    value: str
    y: float
    width: float
    text_y: float


@dataclass(frozen=True)
class Trio:
    """The bars of one group above each other, over the track of its maximum."""

    label: str
    full: str
    most: str
    text_y: float
    track_y: float
    track_height: float
    bars: tuple


@dataclass(frozen=True)
class Picture:
    """All groups."""

    width: int
    height: int
    x: int
    track: float  # the length of a maximum
    trios: tuple
    describes: str


NAMES = {"own": "tự chấm", "agreed": "được tính", "median": "trung vị"}


def draw(groups):
    """Return the Picture of Groups, in their order."""
    top, trios = 0, []
    for group in groups:
        trios.append(_trio(group, top))
        top += LABEL + len(trios[-1].bars) * PITCH + GAP
    return Picture(
        width=WIDTH,
        height=max(top - GAP + 2, 1),
        x=MARGIN,
        track=WIDTH - VALUE - MARGIN,
        trios=tuple(trios),
        describes=" ".join(_told(group) for group in groups),
    )


def _trio(group, top):
    scale = Scale(Decimal(0), group.cap, 0, WIDTH - VALUE - MARGIN)
    bars, y = [], top + LABEL + 2
    for kind in NAMES:
        value = getattr(group, kind)
        if value is not None:
            bars.append(Bar(kind, points(value), y, scale.at(value), y + BAR))
            y += PITCH
    return Trio(
        label=fitting(group.label, WIDTH - VALUE - MARGIN, TEXT),
        full=group.label,
        most=f"/ {plain(group.cap)}",
        text_y=top + 13,
        track_y=top + LABEL + 1,
        track_height=len(bars) * PITCH - 2,
        bars=tuple(bars),
    )


def _told(group):
    values = [(NAMES[kind], getattr(group, kind)) for kind in NAMES]
    told = ", ".join(f"{name} {points(value)}" for name, value in values if value is not None)
    return f"{group.label}: {told}, tối đa {plain(group.cap)}."
