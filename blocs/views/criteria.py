"""The criteria table: read by all, written by the head while a draft, taken away as paper."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse

from blocs import criteria, moving, outline, publishing, standards
from blocs.forms import CapForm, CriterionForm, GroupForm, NewGroupForm, PaperForm
from blocs.models import CriteriaGroup, CriteriaTable, Criterion, rows_whole
from blocs.permissions import can_edit_criteria, can_edit_criterion, can_edit_group, can_see
from blocs.standards_form import StandardsForm
from core import inputs
from core.guards import allowed, edits, reads, writes
from documents.models import Rendition

FORM = "blocs/form.html"


@reads
@allowed(can_see, CriteriaTable)
def criteria_detail(request, table):
    """The whole table; the head sees what keeps a draft from being published."""
    prefetch_related_objects([table], rows_whole())
    edits_it = table.is_draft and can_edit_criteria(request.user, table)
    content = outline.of(table)
    context = {
        "outline": content,
        "ladder": outline.ladder_words(content),
        "scored": sum(part.kind == outline.KINDS.SCORED for part in content.parts),
        "table": table,
        "former": table.season.bloc.seasons.filter(year__lt=table.season.year).exists(),
        "formats": Rendition.Format.choices,
        "season": table.season,
        "maximum": publishing.maximum(table),
        "edits": edits_it,
        "faults": publishing.faults(table) if edits_it else [],
    }
    return render(request, "blocs/criteria_detail.html", context)


@edits
@allowed(can_edit_criteria, CriteriaTable)
def criteria_publish(request, table):
    """Publish the table, once the person has read that it is for good."""
    form = PaperForm(request.POST if request.method == "POST" else None, season=table.season)
    if form.is_valid():
        publishing.publish(table, **form.cleaned_data, by=request.user)
        messages.success(request, "Đã công bố bảng tiêu chí. Từ nay bảng không thay đổi.")
        return redirect(table)
    if not table.is_draft:  # somebody else was faster
        return redirect(table)
    whole = CriteriaTable.objects.whole().select_related("season").get(pk=table.pk)
    context = {
        "table": whole,
        "form": form,
        "faults": publishing.faults(whole),
        "groups": len(whole.groups.all()),
        "criteria": sum(len(group.criteria.all()) for group in whole.groups.all()),
        "maximum": publishing.maximum(whole),
    }
    return render(request, "blocs/criteria_publish.html", context)


@edits
@allowed(can_edit_criteria, CriteriaTable)
def criteria_cap(request, table):
    """Set the ceiling of the total."""
    form = CapForm(request.POST or None, initial={"total_cap": table.total_cap})
    if form.attempt(criteria.set_total_cap, table, by=request.user):
        messages.success(request, "Đã lưu mức trần tổng điểm.")
        return redirect(table)
    return render(request, FORM, {"form": form, "heading": "Mức trần tổng điểm", "back": table})


@edits
@allowed(can_edit_criteria, CriteriaTable)
def criteria_standards(request, table):
    """Set the grades and how ties are settled."""
    if not table.is_draft and request.method != "POST":
        return redirect(table)
    content = outline.of(CriteriaTable.objects.whole().get(pk=table.pk))
    form = StandardsForm(request.POST or None, content=content)
    if form.attempt(standards.set_both, table, by=request.user):
        messages.success(request, "Đã lưu mức xếp loại và thứ tự phân định.")
        return redirect(table)
    return render(request, "blocs/criteria_standards.html", {"form": form, "table": table})


@edits
@allowed(can_edit_criteria, CriteriaTable)
def group_new(request, table):
    """Add a group."""
    form = NewGroupForm(request.POST or None)
    if form.attempt(criteria.add_group, table, by=request.user):
        messages.success(request, f"Đã thêm nhóm {form.result.code}.")
        return redirect(table)
    return render(request, FORM, {"form": form, "heading": "Thêm nhóm tiêu chí", "back": table})


@edits
@allowed(can_edit_group, CriteriaGroup)
def group_edit(request, group):
    """Change a group."""
    facts = {name: getattr(group, name) for name in GroupForm.base_fields}
    form = GroupForm(request.POST or None, initial=facts)
    if form.attempt(criteria.change_group, group, by=request.user):
        messages.success(request, f"Đã sửa nhóm {group.code}.")
        return redirect(group.table)
    return render(request, FORM, {"form": form, "heading": f"Sửa nhóm {group.code}", "back": group.table})


@edits
@allowed(can_edit_group, CriteriaGroup)
def group_remove(request, group):
    """Remove a group with its criteria, once the person has seen how many."""
    if request.method == "POST":
        criteria.remove_group(group, by=request.user)
        messages.success(request, f"Đã bỏ nhóm “{group.name}” cùng các tiêu chí của nhóm.")
        return redirect(group.table)
    context = {"group": group, "count": group.criteria.count()}
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
            return _back_to(form.result)
        tail = f"?after={form.result.pk}" if after else ""
        return redirect(reverse("blocs:criterion_new", args=[group.pk]) + tail)
    context = {
        "form": form,
        "heading": f"Thêm tiêu chí vào nhóm {group}",
        "back": group.table,
        "another": True,
    }
    return render(request, FORM, context)


@edits
@allowed(can_edit_criterion, Criterion)
def criterion_edit(request, criterion):
    """Change a criterion."""
    facts = {name: getattr(criterion, name) for name in CriterionForm.base_fields}
    form = CriterionForm(request.POST or None, initial=facts)
    table = criterion.group.table
    if form.attempt(criteria.change_criterion, criterion, by=request.user):
        messages.success(request, f"Đã sửa tiêu chí {criterion.code}.")
        return redirect(table)
    return render(request, FORM, {"form": form, "heading": f"Sửa tiêu chí {criterion.code}", "back": table})


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_remove(request, criterion):
    """Remove a criterion."""
    criteria.remove_criterion(criterion, by=request.user)
    messages.success(request, f"Đã bỏ tiêu chí “{criterion.name}”.")
    return redirect(criterion.group.table)


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_up(request, criterion):
    """Move a criterion one place up."""
    moving.up(criterion, by=request.user)
    return _back_to(criterion)


@writes
@allowed(can_edit_criterion, Criterion)
def criterion_down(request, criterion):
    """Move a criterion one place down."""
    moving.down(criterion, by=request.user)
    return _back_to(criterion)


@writes
@allowed(can_edit_group, CriteriaGroup)
def group_up(request, group):
    """Move a scored group one place up."""
    moving.up(group, by=request.user)
    return redirect(f"{group.table.get_absolute_url()}#nhom-{group.pk}")


@writes
@allowed(can_edit_group, CriteriaGroup)
def group_down(request, group):
    """Move a scored group one place down."""
    moving.down(group, by=request.user)
    return redirect(f"{group.table.get_absolute_url()}#nhom-{group.pk}")


def _back_to(criterion):
    """The table with the row in view: the keyboard goes on there."""
    return redirect(f"{criterion.group.table.get_absolute_url()}#tc-{criterion.pk}")
