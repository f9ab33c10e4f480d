"""A row of a draft dragged to another place; the page goes on at the row that moved."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from blocs import dropping
from blocs.models import CriteriaGroup, Criterion
from blocs.permissions import can_edit_criterion, can_edit_group
from blocs.views.rows import place_of
from core import inputs
from core.guards import allowed, writes

MODELS = {"nhom": CriteriaGroup, "tc": Criterion}  # as the rows of the page are called


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_drop(request, criterion):
    """Drop a criterion on another row."""
    return _drop(request, criterion)


@writes
@allowed(can_edit_group, CriteriaGroup)
def group_drop(request, group):
    """Drop a group, with all that stands in it, on another row."""
    return _drop(request, group)


def _drop(request, row):
    kind, _, key = request.POST.get("on", "").partition("-")
    where = request.POST.get("where")
    if kind not in MODELS or not inputs.is_key(key) or where not in dropping.Where.values:
        raise Http404
    on = get_object_or_404(MODELS[kind].objects.visible_to(request.user), pk=key)
    dropping.drop(row, on=on, where=where, by=request.user)
    row.refresh_from_db()
    return redirect(place_of(row))
