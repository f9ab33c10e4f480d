"""The lines of a criteria file as they were understood, with what is wrong with each."""

from dataclasses import dataclass, field
from decimal import Decimal

from blocs import criteria_excel as table
from blocs import kinds
from blocs.ballots import Ballot
from blocs.criteria_excel import COLUMNS, SUBGROUP
from blocs.cross_rules import CrossScoring
from blocs.outline import KINDS, Item, Outline, Part


@dataclass(frozen=True)
class Fault:
    """Why the file cannot be taken; `row` as Excel numbers it, None when it concerns the whole file."""

    row: int | None
    column: str
    sentence: str

    def place(self):
        """Where it stands in the file, to be sorted by."""
        return self.row or 0, table.HEADINGS.index(self.column) if self.column else 0

    def __str__(self):
        place = f"Dòng {self.row}" + (f", cột {self.column}" if self.column else "")
        return f"{place}: {self.sentence}." if self.row else f"{self.sentence}."


@dataclass
class Line:
    """One row as it was understood; a group collects what stands in it in `children`."""

    number: int
    kind: str
    name: str = ""
    guidance: str = ""
    points: Decimal | None = None
    evidence_required: bool = True
    code: str = ""
    level: int = 1  # of a group
    rule: kinds.Rule = field(default_factory=kinds.Rule)
    exemptions: tuple = ()
    ballot: Ballot | None = None
    cross: CrossScoring | None = None
    children: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    @property
    def words(self):
        """What kind of row it is, in words."""
        return table.WORDS[self.kind]

    @property
    def is_group(self):
        """Whether criteria follow under it."""
        return self.kind in KINDS.values or self.kind == SUBGROUP

    @property
    def exempted(self):
        """For whom it does not count, as the page lists it."""
        return [{"name": name, "reason": reason} for name, reason in self.exemptions]

    def wrong(self, key, sentence):
        """Note what is wrong with the cell in the column `key`, once for each cell."""
        fault = Fault(self.number, COLUMNS[key][0], sentence)
        if all(known.column != fault.column for known in self.faults):
            self.faults.append(fault)

    def content(self, kind):
        """Return it as Part or Item; `kind` is that of the top group."""
        if self.is_group:
            children = tuple(line.content(kind) for line in self.children)
            return Part(str(kind), self.name, self.points, children)
        facts = {name: getattr(self.rule, name) for name in ("kind", *kinds.OF_KIND[self.rule.kind])}
        return Item(
            name=self.name,
            max_points=self.points,
            guidance=self.guidance,
            evidence_required=self.evidence_required,
            exemptions=self.exemptions,
            **facts,
        )


@dataclass(frozen=True)
class Reading:
    """A file as it was read; `outline` is None while it has faults."""

    lines: list
    faults: list
    notes: list
    outline: Outline | None
