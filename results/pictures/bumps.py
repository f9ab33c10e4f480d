"""The bump chart: places over the years, one line for each member, the first place on top.

Members that share a place stand in slots beside each other, so that no line hides another; the figure in the
circle is the place itself. Lines are told apart by their dashes and by the name at their end.
"""

from dataclasses import dataclass

TOP, SLOT, RADIUS = 34, 30, 11
LEFT, RIGHT = 88, 88  # room for the names at both ends
NEAREST, FARTHEST, USUAL = 104, 140, 560  # between two years; of all years together
DASHES = ("", "7 3", "2 3", "10 3 2 3", "5 5", "1 4")


@dataclass(frozen=True)
class Series:
    """One member: its short name, and {year: (slot from 0, place)}; `heir`: the key that goes on after it."""

    key: int
    name: str
    places: dict
    heir: int | None = None
    own: bool = False


@dataclass(frozen=True)
class Dot:
    """One place in one year."""

    x: float
    y: float
    place: int
    title: str


@dataclass(frozen=True)
class Line:
    """One member's line: stretches of neighbouring years as SVG points, its dots, its name at the ends.

    `names`: (x, y, anchor); at the left only where it was there in the first year.
    """

    name: str
    own: bool
    dash: str
    stretches: tuple
    dots: tuple
    names: tuple


@dataclass(frozen=True)
class Chart:
    """The whole picture; `years`: (x, year); `handovers`: (x1, y1, x2, y2) from a member to its heir."""

    width: int
    height: int
    years: tuple
    lines: tuple
    handovers: tuple


def draw(series, years):
    """Return the Chart of Series over `years` (rising, those without a standing left out)."""
    gaps = max(len(years) - 1, 1)
    apart = min(max(USUAL // gaps, NEAREST), FARTHEST)
    columns = {year: LEFT + place * apart for place, year in enumerate(years)}
    slots = max((slot + 1 for each in series for slot, _ in each.places.values()), default=0)
    return Chart(
        width=max(columns.values(), default=0) + RIGHT,
        height=TOP + slots * SLOT,
        years=tuple((x, year) for year, x in columns.items()),
        lines=tuple(_line(place, each, columns) for place, each in enumerate(series) if each.places),
        handovers=tuple(_handovers(series, columns)),
    )


def _line(number, series, columns):
    points = [(year, *_spot(series, year, columns)) for year in columns if year in series.places]
    order, stretches = list(columns), [[]]
    for before, now in zip([None, *points], points, strict=False):
        if before and order.index(now[0]) - order.index(before[0]) > 1:
            stretches.append([])  # a year in between in which it was no member
        stretches[-1].append(f"{now[1]},{now[2]}")
    first, last = points[0], points[-1]
    names = [(last[1] + RADIUS + 5, last[2] + 4, "start")]
    if first[0] == order[0] and first is not last:
        names.append((first[1] - RADIUS - 5, first[2] + 4, "end"))
    return Line(
        name=series.name,
        own=series.own,
        dash=DASHES[number % len(DASHES)],
        stretches=tuple(" ".join(found) for found in stretches if len(found) > 1),
        dots=tuple(
            Dot(x, y, series.places[year][1], f"{series.name}, {year}: thứ {series.places[year][1]}")
            for year, x, y in points
        ),
        names=tuple(names),
    )


def _handovers(series, columns):
    by_key = {each.key: each for each in series}
    for each in series:
        heir = by_key.get(each.heir)
        if not each.places or heir is None:
            continue
        last = max(each.places)
        if later := [year for year in columns if year > last and year in heir.places]:
            yield (*_spot(each, last, columns), *_spot(heir, later[0], columns))


def _spot(series, year, columns):
    return columns[year], TOP + series.places[year][0] * SLOT + SLOT // 2
