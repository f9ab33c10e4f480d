"""Moving the rows of a draft, one step at a time; the page goes on at the row that moved."""

from django.shortcuts import redirect

from blocs import moving
from blocs.models import CriteriaGroup, Criterion
from blocs.permissions import can_edit_criterion, can_edit_group
from blocs.views.rows import place_of
from core.guards import allowed, writes


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_up(request, criterion):
    """Move a criterion one place up."""
    moving.up(criterion, by=request.user)
    return redirect(place_of(criterion))


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_down(request, criterion):
    """Move a criterion one place down."""
    moving.down(criterion, by=request.user)
    return redirect(place_of(criterion))


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_into(request, criterion):
    """Move a criterion into the group right before it."""
    moving.into(criterion, by=request.user)
    return redirect(place_of(criterion))


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_out(request, criterion):
    """Move a criterion out of the group it stands in."""
    moving.out(criterion, by=request.user)
    return redirect(place_of(criterion))


@writes
@allowed(can_edit_group, CriteriaGroup)
def group_up(request, group):
    """Move a group one place up."""
    moving.up(group, by=request.user)
    return redirect(place_of(group))


@writes
@allowed(can_edit_group, CriteriaGroup)
def group_down(request, group):
    """Move a group one place down."""
    moving.down(group, by=request.user)
    return redirect(place_of(group))


@writes
@allowed(can_edit_group, CriteriaGroup)
def group_into(request, group):
    """Move a group into the group right before it."""
    moving.into(group, by=request.user)
    return redirect(place_of(group))


@writes
@allowed(can_edit_group, CriteriaGroup)
def group_out(request, group):
    """Move a group out of the group it stands in."""
    moving.out(group, by=request.user)
    return redirect(place_of(group))
