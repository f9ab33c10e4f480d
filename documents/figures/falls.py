"""The waterfall: maximum, what each group loses, bonus, penalty, caps, total; one row for each step."""

from dataclasses import dataclass

from core.numbers import change, plain, points
from documents.figures.looks import STEPS, Look
from documents.figures.scales import Scale, fitting, floor_of

WIDTH, MARGIN, VALUE = 360, 2, 58  # VALUE: room for the figure at the right
ROW, BAR, TEXT = 38, 14, 12  # of one step: its whole height, its bar, the size of its letters
FOOT = 22
LEAST = 1.5  # of a bar that is to be seen


@dataclass(frozen=True)
class Bar:
    """One step: its words, its bar, and where the thread to the next one hangs (None for the last)."""

    look: Look
    label: str
    full: str  # the words uncut
    value: str
    text_y: float
    x: float
    y: float
    width: float
    height: float
    thread: float | None


@dataclass(frozen=True)
class Chart:
    """The whole figure; `begins` says where the axis begins when that is not 0."""

    width: int
    height: int
    bars: tuple
    axis: float  # its y
    reach: int  # its end
    begins: str
    describes: str
    keys: tuple = ()


def draw(facts, width=WIDTH):
    """Return the Chart of a Fall, `width` wide."""
    steps = facts.steps
    levels = [step.after for step in steps] + [step.before for step in steps if not step.stands]
    high = max([*levels, 1])
    scale = Scale(floor_of(levels, high), high, MARGIN, width - VALUE)
    bars = tuple(_bar(place, step, scale, place + 1 < len(steps), width) for place, step in enumerate(steps))
    height = len(steps) * ROW + FOOT
    return Chart(
        width=width,
        height=height,
        bars=bars,
        axis=height - FOOT + 4,
        reach=width - VALUE,
        begins=plain(scale.low) if scale.low else "",
        describes=_describes(steps),
    )


def _bar(place, step, scale, more, width):
    top = place * ROW
    first, last = (scale.low, step.after) if step.stands else sorted((step.before, step.after))
    x, end = scale.at(first), scale.at(last)
    return Bar(
        look=STEPS[step.kind],
        label=fitting(step.label, width - MARGIN, TEXT),
        full=step.label,
        value=points(step.after) if step.stands else change(step.amount),
        text_y=top + 13,
        x=x,
        y=top + 18,
        width=max(round(end - x, 1), LEAST) if step.amount else 0,
        height=BAR,
        thread=scale.at(step.after) if more else None,
    )


def _describes(steps):
    """The figure in one sentence, for who does not see it."""
    told = [
        f"{step.label} {points(step.after)}" if step.stands else f"{step.label} {change(step.amount)}"
        for step in steps
    ]
    return "; ".join(told) + "."
