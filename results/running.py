"""What a sheet comes to while it is filled: every saved cell is answered with it, so it takes two queries.

The published table is the one that the process keeps (blocs/issued.py); while it is being corrected it is
read anew. Sums and what is missing come from the same functions as on every page.
"""

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from blocs import issued
from blocs.models import Criterion
from core.prepared import Given, Prepared
from results import arithmetic, scoring, standings
from results.models import Evidence, ScoreLine, ScoreSheet


class Row(NamedTuple):
    """What a line adds to its sheet; stands for the ScoreLine where no more is asked."""

    criterion_id: int
    self_points: Decimal | None
    target: Decimal | None
    actual: Decimal | None
    is_proven: bool
    exempt: str | None
    criterion: Criterion


def of(sheet):
    """Return (arithmetic.Totals of the self points, what is missing in words) as the database has it now."""
    issue = sheet.issue or issued.of(sheet.season_id)
    if issue is None:
        whole = ScoreSheet.objects.whole().get(pk=sheet.pk)
        return standings.totals_of(whole, scoring.self_points), scoring.missing(whole)
    found = {facts[0]: facts for facts in FACTS.all(sheet=sheet.pk)}
    rows = [
        Row(*found[pk], issue.exempt.get((pk, sheet.agency_id)), row)
        for pk, row in issue.criteria.items()
        if pk in found
    ]
    groups = standings.filled(issue.nodes, rows, scoring.self_points)
    return arithmetic.add_up(groups, issue.table.total_cap), scoring.missing_in(rows)


FACTS = Prepared(
    lambda: (
        ScoreLine.objects.filter(sheet=Given("sheet"))
        .annotate(proven=Exists(Evidence.objects.filter(line=OuterRef("pk"))))
        .order_by()
        .values_list("criterion", "self_points", "target", "actual", "proven")
    )
)
