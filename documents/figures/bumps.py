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
    describes: str = "Mỗi đường là một đơn vị, mỗi cột là một năm; số liệu ở bảng bên dưới."
    keys: tuple = ()


def draw(facts, width=None):
    """Return the Chart of Ranks; with `width` all years stand within it."""
    gaps = max(len(facts.years) - 1, 1)
    apart = min((width - LEFT - RIGHT) // gaps if width else max(USUAL // gaps, NEAREST), FARTHEST)
    columns = {year: LEFT + place * apart for place, year in enumerate(facts.years)}
    slots = max((place.slot + 1 for each in facts.members for place in each.places), default=0)
    drawn = [(number, each) for number, each in enumerate(facts.members) if each.places]
    return Chart(
        width=max(columns.values(), default=0) + RIGHT,
        height=TOP + slots * SLOT,
        years=tuple((x, year) for year, x in columns.items()),
        lines=tuple(_line(number, each, columns) for number, each in drawn),
        handovers=tuple(_handovers(facts.members, columns)),
    )


def _line(number, member, columns):
    held = {place.year: place for place in member.places}
    points = [(held[year], *_spot(held[year], columns)) for year in columns if year in held]
    order, stretches = list(columns), [[]]
    for before, now in zip([None, *points], points, strict=False):
        if before and order.index(now[0].year) - order.index(before[0].year) > 1:
            stretches.append([])  # a year in between in which it was no member
        stretches[-1].append(f"{now[1]},{now[2]}")
    first, last = points[0], points[-1]
    names = [(last[1] + RADIUS + 5, last[2] + 4, "start")]
    if first[0].year == order[0] and first is not last:
        names.append((first[1] - RADIUS - 5, first[2] + 4, "end"))
    return Line(
        name=member.code,
        own=member.own,
        dash=DASHES[number % len(DASHES)],
        stretches=tuple(" ".join(found) for found in stretches if len(found) > 1),
        dots=tuple(
            Dot(x, y, place.rank, f"{member.code}, {place.year}: thứ {place.rank}") for place, x, y in points
        ),
        names=tuple(names),
    )


def _handovers(members, columns):
    by_key = {each.key: each for each in members}
    for each in members:
        heir = by_key.get(each.heir)
        if not each.places or heir is None:
            continue
        last = max(each.places, key=lambda place: place.year)
        if later := [place for place in heir.places if place.year > last.year]:
            first = min(later, key=lambda place: place.year)
            yield (*_spot(last, columns), *_spot(first, columns))


def _spot(place, columns):
    return columns[place.year], TOP + place.slot * SLOT + SLOT // 2
