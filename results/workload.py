"""How far the shared appraisal is: by part, by person, and what waits for one of them. Reads only."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Substr

from blocs import leadership, paths
from core.numbers import percent
from results import assignments, cross_holds
from results.models import ScoreLine, ScoreSheet

TOP = len(paths.top(1))  # characters of the path of a top group
NOT_JUDGED = Q(appraised_points__isnull=True)
WAITS = NOT_JUDGED & Q(sheet__state=ScoreSheet.State.SUBMITTED)


@dataclass(frozen=True)
class Counted:
    """The lines of a part that apply: judged, all of them, and those handed in that wait to be judged.

    What waits for the cross-scoring waits for no appraiser yet.
    """

    judged: int = 0
    lines: int = 0
    waiting: int = 0

    def __add__(self, other):
        return Counted(self.judged + other.judged, self.lines + other.lines, self.waiting + other.waiting)

    @property
    def share(self):
        """What part is judged ("28,3%"); empty where there is nothing."""
        return percent(self.judged, self.lines) if self.lines else ""


NOTHING = Counted()
NO_PART = (None, None)


@dataclass(frozen=True)
class Progress:
    """One person's parts in words and how far they are; nobody (None): what was given to nobody."""

    appraiser: assignments.Appraiser | None
    parts: str
    counted: Counted


@dataclass(frozen=True)
class Cell:
    """One member under one top group (`label`); `own`: of the head, the deputies'; `left`: who has left.

    `crossing`: the sheet waits for the cross-scoring.
    """

    label: str
    appraisers: tuple
    left: tuple
    counted: Counted
    own: bool
    crossing: bool

    @property
    def overlaps(self):
        """Whether several share it: fine where it is meant, else a mistake."""
        return len(self.appraisers) > 1

    @property
    def is_free(self):
        """Whether it was given to nobody who is still there."""
        return not self.appraisers and not self.own


@dataclass(frozen=True)
class Board:
    """The whole year: `rows` of (membership, its Cells by top group), `progress` of everybody with a part."""

    shares: assignments.Shares
    rows: tuple
    progress: tuple

    @property
    def is_shared(self):
        """Whether anything was given to anybody."""
        return bool(self.shares.rows)

    @property
    def free(self):
        """How many parts were given to nobody though others were."""
        return sum(cell.is_free for _, cells in self.rows for cell in cells) if self.is_shared else 0

    @property
    def crossing(self):
        """How many members' sheets wait for the cross-scoring."""
        return sum(any(cell.crossing for cell in cells) for _, cells in self.rows)

    @property
    def overlapping(self):
        """How many parts several persons share."""
        return sum(cell.overlaps for _, cells in self.rows for cell in cells)


def board(season):
    """Return the Board of a year. A constant number of queries whatever its members and persons."""
    shares, crossing = assignments.of(season), cross_holds.waiting(season)
    counts = _counts(season, crossing)
    own, gone = leadership.own_of_head(season), shares.gone
    rows = []
    for member in season.members:
        cells = [
            Cell(
                called(top).capitalize() if top.kind != "scored" else f"Nhóm {top.code}",
                tuple(shares.appraisers(member.agency_id, top.pk)),
                tuple(str(gone[key]) for key in shares.holders(member.agency_id, top.pk) if key in gone),
                counts.get((member.agency_id, top.path), NOTHING),
                member.agency_id in own,
                member.agency_id in crossing,
            )
            for top in shares.tops
        ]
        rows.append((member, tuple(cells)))
    return Board(shares, tuple(rows), tuple(_progress(season, shares, rows)))


def waiting(season, user):
    """Return (how many lines wait for `user` in the own parts, the first of them or None).

    NO_PART for who has none. The first in protocol order of the members, then in that of the table.
    """
    shares = assignments.of(season)
    person = next((key for key, each in shares.people.items() if each.person.user_id == user.pk), None)
    if not shares.parts_of(person):
        return NO_PART
    counts, count, first = _counts(season, cross_holds.waiting(season)), 0, None
    for member in season.members:
        for top in shares.tops:
            part = counts.get((member.agency_id, top.path), NOTHING)
            named = shares.appraisers(member.agency_id, top.pk) if part.waiting else ()
            if shares.people[person] in named:
                count, first = count + part.waiting, first or (member.agency_id, top.path)
    return count, first and _first(season, *first)


def words(shares, keys, members):
    """Return parts in one line: "nhóm II của mọi đơn vị; Ban Một"; `members`: names by their keys."""
    found = []
    for group in [None, *shares.tops]:
        agencies = {agency for agency, key in keys if key == (group and group.pk)}
        if agencies:
            names = [name for key, name in members.items() if key in agencies]
            whose = "mọi đơn vị" if None in agencies else ", ".join(names)
            found.append(f"{called(group)} của {whose}" if group else whose)
    return "; ".join(found)


def called(group):
    """Return what a top group is called within a sentence: "nhóm II", "điểm thưởng"."""
    return f"nhóm {group.code}" if group.kind == "scored" else group.name.lower()


def _counts(season, crossing):
    """Return {(member, path of the top group): Counted}; nothing waits at members `crossing`. One query."""
    lines = ScoreLine.objects.applicable().filter(sheet__season=season).order_by()
    grouped = lines.annotate(top=Substr("criterion__path", 1, TOP)).values("sheet__agency", "top")
    counted = grouped.annotate(
        lines=Count("pk"),
        judged=Count("pk", filter=~NOT_JUDGED),
        waiting=Count("pk", filter=WAITS),
    )
    found = {}
    for row in counted:
        waits = 0 if row["sheet__agency"] in crossing else row["waiting"]
        found[row["sheet__agency"], row["top"]] = Counted(row["judged"], row["lines"], waits)
    return found


def _progress(season, shares, rows):
    """Yield the Progress of everybody with a part, then of what nobody has, when anything was given."""
    if not shares.rows:
        return
    members = {member.agency_id: member.short_name for member, _ in rows}
    cells = [cell for _, cells in rows for cell in cells]
    for key, appraiser in shares.people.items():
        if parts := shares.parts_of(key):
            own = [cell.counted for cell in cells if appraiser in cell.appraisers]
            yield Progress(appraiser, words(shares, parts, members), sum(own, NOTHING))
    free = [cell.counted for cell in cells if cell.is_free]
    if free:
        yield Progress(None, "chưa giao cho ai", sum(free, NOTHING))


def _first(season, agency, path):
    lines = ScoreLine.objects.applicable().filter(WAITS, sheet__season=season, sheet__agency=agency)
    inside = lines.filter(criterion__path__startswith=f"{path}.")
    return inside.order_by("criterion__path").first()
