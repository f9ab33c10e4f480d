"""What a sheet comes to while it is filled: every saved cell is answered with it, so it takes two queries.

A published table cannot change (blocs/publishing.py), so each process keeps it, under its hash and the moment
of its publication; while it is being corrected it is read anew. Sums and what is missing come from the same
functions as on every page.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db.models import Exists, OuterRef

from blocs.models import CriteriaTable, Criterion
from results import scoring, standings
from results.models import Evidence, ScoreLine, ScoreSheet

PUBLISHED = CriteriaTable.State.PUBLISHED
KEPT = 32  # tables in each process: a hundred criteria are some 200 KB


@dataclass(slots=True)
class Row:
    """What a line adds to its sheet; stands for the ScoreLine where no more is asked."""

    criterion_id: int
    self_points: Decimal | None
    target: Decimal | None
    actual: Decimal | None
    exempt: str | None
    is_proven: bool
    criterion: Criterion


def of(sheet):
    """Return (arithmetic.Totals of the self points, what is missing in words) as the database has it now."""
    keys = CriteriaTable.objects.values_list("pk", "state", "sha256", "revision", "published_at")
    pk, state, *issue = keys.get(season=sheet.season_id)
    if state != PUBLISHED:
        whole = ScoreSheet.objects.whole().get(pk=sheet.pk)
        return standings.totals_of(whole, scoring.self_points), scoring.missing(whole)
    table, criteria = _issued(pk, *issue)
    rows = [Row(*facts, criteria[facts[0]]) for facts in _facts(sheet)]
    return standings.add_up(table, rows, scoring.self_points), scoring.missing_in(rows)


@lru_cache(maxsize=KEPT)
def _issued(pk, sha256, revision, published_at):
    """The table as it was published then, and its criteria by key."""
    table = CriteriaTable.objects.with_criteria().get(pk=pk)
    return table, {row.pk: row for group in table.groups.all() for row in group.criteria.all()}


def _facts(sheet):
    """The fields of every line but its criterion, in the order of the table."""
    proof = Exists(Evidence.objects.filter(line=OuterRef("pk")))
    lines = ScoreLine.objects.with_exemptions().annotate(proven=proof).filter(sheet=sheet)
    return lines.order_by("criterion__path").values_list(
        "criterion", "self_points", "target", "actual", "exempt", "proven"
    )
