"""The groups and criteria of a draft: added, changed, removed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from blocs import criteria
from blocs.criterion_form import CriterionForm
from blocs.forms import GroupForm, NewGroupForm
from blocs.models import CriteriaGroup, CriteriaTable, Criterion
from blocs.permissions import can_edit_criteria, can_edit_criterion, can_edit_group
from core import inputs
from core.guards import allowed, edits, writes

FORM, CRITERION = "blocs/form.html", "blocs/criterion_form.html"


@edits
@allowed(can_edit_criteria, CriteriaTable)
def group_new(request, table):
    """Add a group."""
    form = NewGroupForm(request.POST or None)
    if form.attempt(criteria.add_group, table, by=request.user):
        messages.success(request, f"Đã thêm nhóm {form.result.code}.")
        return redirect(table)
    context = {"form": form, "heading": "Thêm nhóm tiêu chí", "back": table, "season": table.season}
    return render(request, FORM, context)


@edits
@allowed(can_edit_group, CriteriaGroup)
def subgroup_new(request, group):
    """Add a group inside a group."""
    form = GroupForm(request.POST or None)
    if form.attempt(criteria.add_group, group.table, parent=group, by=request.user):
        messages.success(request, f"Đã thêm nhóm {form.result.code}.")
        return redirect(place_of(form.result))
    context = {
        "form": form,
        "heading": f"Thêm nhóm con vào nhóm {group}",
        "back": group.table,
        "season": group.table.season,
    }
    return render(request, FORM, context)


@edits
@allowed(can_edit_group, CriteriaGroup)
def group_edit(request, group):
    """Change a group."""
    facts = {name: getattr(group, name) for name in GroupForm.base_fields}
    form = GroupForm(request.POST or None, initial=facts)
    if form.attempt(criteria.change_group, group, by=request.user):
        messages.success(request, f"Đã sửa nhóm {group.code}.")
        return redirect(place_of(group))
    context = {"form": form, "heading": f"Sửa nhóm {group.code}", "back": group.table}
    return render(request, FORM, context | {"season": group.table.season})


@edits
@allowed(can_edit_group, CriteriaGroup)
def group_remove(request, group):
    """Remove a group with its criteria, once the person has seen how many."""
    if request.method == "POST":
        criteria.remove_group(group, by=request.user)
        messages.success(request, f"Đã bỏ nhóm “{group.name}” cùng các tiêu chí của nhóm.")
        return redirect(group.table)
    inside = group.table.groups.filter(path__startswith=f"{group.path}.")
    count = Criterion.objects.filter(group__in=[group.pk, *inside.values_list("pk", flat=True)]).count()
    context = {"group": group, "count": count, "inside": inside.count(), "season": group.table.season}
    return render(request, "blocs/group_remove.html", context)


@edits
@allowed(can_edit_group, CriteriaGroup)
def criterion_new(request, group):
    """Add a criterion, at the end or after another one; "save and add another" keeps the page."""
    form = CriterionForm(request.POST or None)
    wanted = request.GET.get("after", "")
    after = group.criteria.filter(pk=wanted).first() if inputs.is_key(wanted) else None
    if form.attempt(criteria.add_criterion, group, after=after, by=request.user):
        messages.success(request, f"Đã thêm tiêu chí {form.result.code}.")
        if "another" not in request.POST:
            return redirect(place_of(form.result))
        tail = f"?after={form.result.pk}" if after else ""
        return redirect(reverse("blocs:criterion_new", args=[group.pk]) + tail)
    context = {
        "form": form,
        "heading": f"Thêm tiêu chí vào nhóm {group}",
        "back": group.table,
        "season": group.table.season,
        "another": True,
    }
    return render(request, CRITERION, context)


@edits
@allowed(can_edit_criterion, Criterion)
def criterion_edit(request, criterion):
    """Change a criterion."""
    form = CriterionForm(request.POST or None, criterion=criterion)
    table = criterion.group.table
    if form.attempt(criteria.change_criterion, criterion, by=request.user):
        messages.success(request, f"Đã sửa tiêu chí {criterion.code}.")
        return redirect(place_of(criterion))
    return render(
        request,
        CRITERION,
        {"form": form, "heading": f"Sửa tiêu chí {criterion.code}", "back": table, "season": table.season},
    )


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_remove(request, criterion):
    """Remove a criterion."""
    criteria.remove_criterion(criterion, by=request.user)
    messages.success(request, f"Đã bỏ tiêu chí “{criterion.name}”.")
    return redirect(criterion.group.table)


def place_of(row):
    """The address of the table with the row in view: the keyboard goes on there."""
    table, name = (row.table, "nhom") if isinstance(row, CriteriaGroup) else (row.group.table, "tc")
    return f"{table.get_absolute_url()}#{name}-{row.pk}"
