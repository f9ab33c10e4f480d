"""What a figure shows: kinds, numbers and labels as they are frozen with a paper; never lengths or looks.

Points are Decimals. `whole` tells whether the parts of a figure fit together; `blocks` refuses one that
is not.
"""

from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Literal

StepKind = Literal["maximum", "lost", "exempt", "rescaled", "bonus", "penalty", "cap", "floor", "total"]
MarkKind = Literal["full", "proof", "empty", "free", "same", "down", "up", "exempt", "open"]


@dataclass(frozen=True)
class Step:
    """One step of a fall (points), from `before` to `after`; some are levels of their own, not changes."""

    kind: StepKind
    label: str
    before: Decimal
    after: Decimal

    @property
    def amount(self):
        """The change, with its sign."""
        return self.after - self.before

    @property
    def stands(self):
        """Whether it is a level of its own: it stands on the ground, the others hang between two levels."""
        return self.kind in ("maximum", "total")


@dataclass(frozen=True)
class Fall:
    """From the maximum, step by step, to the total."""

    steps: tuple[Step, ...]

    @property
    def whole(self):
        """Whether there is something to draw."""
        return bool(self.steps)


@dataclass(frozen=True)
class Group:
    """What is compared in one group: a value for each series, None where there is none; `cap` is the most."""

    label: str
    cap: Decimal
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Bars:
    """Up to three `series` (their names) set beside each other, group by group."""

    series: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def whole(self):
        """Whether every group has a value, or none, for each series, of which there are one to three."""
        fit = all(len(group.values) == len(self.series) for group in self.groups)
        return bool(self.groups) and 1 <= len(self.series) <= 3 and fit


@dataclass(frozen=True)
class Place:
    """The rank of one year, its slot in the column (from 0; shared ranks have slots of their own), points."""

    year: int
    slot: int
    rank: int
    total: Decimal | None = None


@dataclass(frozen=True)
class Member:
    """One line of Ranks. `code` is drawn; `heir`: the key that goes on after it; `own`: drawn strongly."""

    key: int
    code: str
    name: str
    places: tuple[Place, ...]
    heir: int | None = None
    own: bool = False


@dataclass(frozen=True)
class Ranks:
    """Places over `years` (rising, those without a standing left out), one line for each member."""

    years: tuple[int, ...]
    members: tuple[Member, ...]

    @property
    def whole(self):
        """Whether there are years, and no place in another one."""
        return bool(self.years) and all(
            place.year in self.years for member in self.members for place in member.places
        )


@dataclass(frozen=True)
class Mark:
    """One cell of a heat map. `words` say all of it, `told` what the table says (nothing: all is well)."""

    kind: MarkKind
    words: str
    told: str = ""
    sign: str = ""  # drawn instead of the kind's own: a number of one or two digits


@dataclass(frozen=True)
class Head:
    """A row or a column of a heat map."""

    code: str
    name: str


@dataclass(frozen=True)
class Legend:
    """What a kind of mark means in this map."""

    kind: MarkKind
    text: str


@dataclass(frozen=True)
class Line:
    """One row of a heat map with a Mark under each column."""

    head: Head
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Heat:
    """The map of rows × columns."""

    columns: tuple[Head, ...]
    lines: tuple[Line, ...]
    legends: tuple[Legend, ...] = ()

    @property
    def whole(self):
        """Whether every row has a mark under each of the columns, of which there is one at least."""
        return bool(self.columns) and all(len(line.marks) == len(self.columns) for line in self.lines)


def strings(value):
    """Yield every text in `value`, facts of any depth: what our faces must be able to draw."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
