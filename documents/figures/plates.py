"""A figure on paper: drawn as wide as the text, in letters of one size, in parts where one would not fit."""

from dataclasses import dataclass

from documents.figures import bars, bumps, falls, heats, keys
from documents.figures.facts import Bars, Fall, Heat, Ranks

UNIT = 0.31  # mm: letters of 12 units are as large as 10,5 points
TALLEST = 200  # mm of one plate, so that its title and the head of its table have room on the same page
BELOW = 4  # units: strokes at the edge are not cut

TEMPLATES = {
    Fall: "figures/_fall.html",
    Bars: "figures/_bars.html",
    Ranks: "figures/_bumps.html",
    Heat: "figures/_heats.html",
}


@dataclass(frozen=True)
class Plate:
    """One drawing: its Chart, the Key under it, its size in units and in millimetres."""

    template: str
    chart: object
    key: keys.Key
    box: tuple[int, int]
    width: float
    height: float


def of(facts, room):
    """Return the Plates of a figure's facts on paper whose text is `room` millimetres wide."""
    reach = int(room / UNIT)
    charts = _charts(facts, reach)
    last = len(charts) - 1
    return [
        _plate(TEMPLATES[type(facts)], chart, reach, room, place == last)
        for place, chart in enumerate(charts)
    ]


def _charts(facts, reach):
    if isinstance(facts, Heat):
        return [heats.draw(part) for part in heats.cut(facts, reach)]
    draw = {Fall: falls.draw, Bars: bars.draw, Ranks: bumps.draw}[type(facts)]
    return [draw(facts, reach)]


def _plate(template, chart, reach, room, keyed):
    key = keys.lay(chart.keys if keyed else (), reach, chart.height)
    wide = key.spots or not keyed  # parts of one map begin at the same edge
    box = (max(chart.width, reach) if wide else chart.width, chart.height + key.height + BELOW)
    unit = min(UNIT, room / box[0], TALLEST / box[1])
    return Plate(template, chart, key, box, round(box[0] * unit, 2), round(box[1] * unit, 2))
