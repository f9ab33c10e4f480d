"""The heat map: how complete every member's sheet is, group by group of the criteria table."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.db.models.functions import Substr
from django.urls import reverse

from blocs import paths
from blocs.models import CriteriaGroup, Exemption
from desk.overview.mark import NOT_BEGUN, Mark, late
from results.models import Evidence, ScoreSheet

SCORED = CriteriaGroup.Kind.SCORED
STATES = ScoreSheet.State
MARKS = {
    STATES.DRAFT: Mark("Đang nhập", "pen", "info"),
    STATES.SUBMITTED: Mark("Chờ thẩm định", "clock", "info"),
    STATES.RETURNED: Mark("Trả lại", "return", "warn"),
    STATES.APPRAISED: Mark("Đã thẩm định", "check", "quiet"),
}
ASKED_IN = {"": "scoring", STATES.DRAFT: "scoring", STATES.RETURNED: "appraisal"}  # who still owes a sheet
EXTRA, PROOF = ("Thưởng, trừ", "Điểm thưởng, điểm trừ đã kê khai"), ("Minh chứng", "Minh chứng đã có")
SHADES = ((100, "q4"), (80, "q3"), (50, "q2"), (1, "q1"), (0, "q0"))

LINES = "criteria__lines"
APPLIES = Q(applies=True)
TYPED = Q(criteria__lines__self_points__isnull=False)
UNTYPED = Q(criteria__lines__self_points__isnull=True)
COUNTS = Q(criteria__lines__self_points__gt=0)
NEEDED = Q(criteria__evidence_required=True) & (COUNTS | Q(kind=SCORED) & UNTYPED)  # 0 points need no proof


@dataclass(frozen=True)
class Cell:
    """How complete something is, in whole per cent; None when there is nothing to complete."""

    percent: int | None

    @property
    def shade(self):
        """The class of its colour, from q4 (complete) to q0 (nothing yet)."""
        if self.percent is None:
            return "qn"
        return next(shade for least, shade in SHADES if self.percent >= least)


@dataclass(frozen=True)
class Row:
    """One member; `url` opens its sheet and is empty while there is none."""

    agency_id: int
    order: int
    name: str
    code: str
    cells: tuple
    mark: Mark
    url: str


@dataclass(frozen=True)
class Heat:
    """The map. `groups` are its columns as (heading, full name); without `full` it holds the own row only."""

    groups: tuple
    rows: tuple
    full: bool

    @property
    def columns(self):
        """The headings of the Excel file."""
        return ("TT", "Đơn vị", "Ký hiệu", *(f"{heading} (%)" for heading, _ in self.groups), "Trạng thái")

    @property
    def exported(self):
        """The rows as Excel takes them."""
        return [
            (row.order, row.name, row.code, *(cell.percent for cell in row.cells), row.mark.words)
            for row in self.rows
        ]


def heat_of(season, members, *, follows, own):
    """Return the Heat of a year: every member for who follows the sheets, else those among `own` (agencies).

    One query whatever the number of members.
    """
    groups, sheets = _counted(season)
    overdue = {state: late(season, phase) for state, phase in ASKED_IN.items()}
    rows = []
    for member in members:
        mine = member.agency_id in own
        if follows or mine:
            counts = sheets.get(member.agency_id, {})
            sheet, state = next(((each["sheet"], each["state"]) for each in counts.values()), (None, ""))
            rows.append(
                Row(
                    agency_id=member.agency_id,
                    order=member.order,
                    name=member.name,
                    code=member.code,
                    cells=tuple(_cells(groups, counts)),
                    mark=_owed(season, state, overdue) or MARKS.get(state, NOT_BEGUN),
                    url=_url(sheet, state, mine),
                )
            )
    return Heat(_headings(groups), tuple(rows), follows)


def _counted(season):
    """Return the top groups {path: (kind, name)} and the sheets {agency: {path: its counts}}.

    What stands in groups within a group counts with the top one; what does not apply is not counted.
    """
    proven = Exists(Evidence.objects.filter(line=OuterRef(LINES)))
    exempted = Exemption.objects.filter(
        criterion=OuterRef("criteria"), agency=OuterRef(f"{LINES}__sheet__agency")
    )
    rows = CriteriaGroup.objects.filter(table__season=season).annotate(
        top=Substr("path", 1, len(paths.top(1))), proven=proven, applies=~Exists(exempted)
    )
    sheet = {"agency": F(f"{LINES}__sheet__agency"), "sheet": F(f"{LINES}__sheet")}
    rows = rows.order_by("top").values("top", "kind", **sheet, state=F(f"{LINES}__sheet__state"))
    rows = rows.annotate(
        title=Max("name", filter=Q(parent__isnull=True)),
        lines=Count(LINES, filter=APPLIES),
        typed=Count(LINES, filter=APPLIES & TYPED),
        needed=Count(LINES, filter=APPLIES & NEEDED),
        shown=Count(LINES, filter=APPLIES & NEEDED & Q(proven=True)),
    )
    groups, sheets = {}, {}
    for row in rows:
        groups[row["top"]] = row["kind"], row["title"] or groups.get(row["top"], ("", ""))[1]
        if row["agency"]:
            sheets.setdefault(row["agency"], {})[row["top"]] = row
    return groups, sheets


def _headings(groups):
    """Return the columns: the scored groups, bonus and penalty in one, the evidence."""
    scored = [(f"Nhóm {paths.code(path)}", name) for path, (kind, name) in groups.items() if kind == SCORED]
    extra = [EXTRA] if len(scored) < len(groups) else []
    return (*scored, *extra, PROOF)


def _cells(groups, counts):
    """Yield the cells of one sheet; `counts` are empty while it has not begun."""
    scored = [path for path, (kind, _) in groups.items() if kind == SCORED]
    for path in scored:
        count = counts.get(path)
        yield _share(count["typed"], count["lines"]) if count else Cell(0)
    extra = [row for path, row in counts.items() if path not in scored]
    if len(scored) < len(groups):  # optional: what was declared is complete once it is proven
        declared = sum(row["typed"] for row in extra)
        yield _share(declared - sum(row["needed"] - row["shown"] for row in extra), declared)
    needed = sum(row["needed"] for row in counts.values())
    yield _share(sum(row["shown"] for row in counts.values()), needed) if counts else Cell(0)


def _share(part, whole):
    """Return the share of `part`, 100 only when nothing is missing."""
    return Cell(100 * part // whole if whole else None)


def _owed(season, state, overdue):
    return overdue.get(state) if season.phase in ("scoring", "appraisal") else None


def _url(sheet, state, mine):
    """Where a sheet is read: its grid for its own staff and while it is written, else the appraisal."""
    if sheet is None:
        return ""
    written = mine or state == STATES.DRAFT
    return reverse("results:sheet" if written else "results:appraise", args=[sheet])
