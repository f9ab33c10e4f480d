"""A published table as this process keeps it, for what is asked with every cell that somebody saves.

A published table cannot change without another hash (blocs/publishing.py; triggers see to it), so it is kept
under its key, hash, revision and the moment of its publication. Nobody may change what is kept: all read it.
"""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from blocs import tree
from blocs.models import CriteriaTable
from core.prepared import Given, Prepared

PUBLISHED = CriteriaTable.State.PUBLISHED
KEPT = 32  # tables in each process: a hundred criteria are some 250 KB
ISSUE = Prepared(
    lambda: CriteriaTable.objects.filter(season=Given("season")).values_list(
        "state", "pk", "sha256", "revision", "published_at"
    )
)


class _MovedError(Exception):
    """The table was opened for a correction while it was read."""


@dataclass(frozen=True)
class Issue:
    """What was published; criteria come with steps and levels."""

    table: CriteriaTable
    nodes: tuple  # the top ones, see `tree`
    criteria: dict  # by key, in the order of the table
    exempt: dict  # (criterion's key, agency's key): why it does not apply


def of(season_id):
    """Return the Issue of a season's table; None while it is a draft or being corrected. One query."""
    state, *issue = ISSUE.one(season=season_id)
    if state != PUBLISHED:
        return None
    with suppress(_MovedError):
        return _kept(*issue)


@lru_cache(maxsize=KEPT)
def _kept(pk, sha256, revision, published_at):
    """The table as it was published then."""
    table = CriteriaTable.objects.whole().get(pk=pk)
    nodes = tree.of(table)
    criteria = {row.pk: row for node in nodes for row in node.criteria}
    exempt = {
        (row.pk, found.agency_id): found.reason for row in criteria.values() for found in row.exemptions.all()
    }
    if ISSUE.one(season=table.season_id) != (PUBLISHED, pk, sha256, revision, published_at):
        raise _MovedError  # what was read meanwhile may be of a correction, and nothing is kept of it
    return Issue(table, nodes, criteria, exempt)
