"""The criteria table: read by all, written by the head while a draft, taken away as paper."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render

from blocs import corrections, criteria, outline, publishing, standards
from blocs.forms import CapForm, PaperForm
from blocs.models import CriteriaTable, rows_whole
from blocs.permissions import can_edit_criteria, can_see
from blocs.standards_form import StandardsForm
from blocs.views import outline_rows
from blocs.views.corrections import under_way
from core.guards import allowed, edits, reads
from documents.models import Rendition

FORM = "blocs/form.html"


@reads
@allowed(can_see, CriteriaTable)
def criteria_detail(request, table):
    """The whole table; the head sees what keeps a draft from being published."""
    prefetch_related_objects([table], rows_whole())
    edits_it = table.is_open and can_edit_criteria(request.user, table)
    content = outline.of(table)
    context = {
        "outline": content,
        "ladder": outline.ladder_words(content),
        "lines": outline_rows.of(table),
        "table": table,
        "former": table.season.bloc.seasons.filter(year__lt=table.season.year).exists(),
        "formats": Rendition.Format.choices,
        "season": table.season,
        "maximum": publishing.maximum(table),
        "edits": edits_it,
        "faults": _faults(table) if edits_it else [],
        "corrects": table.state == table.State.PUBLISHED and can_edit_criteria(request.user, table),
    }
    context |= under_way(table)
    return render(request, "blocs/criteria_detail.html", context)


@edits
@allowed(can_edit_criteria, CriteriaTable)
def criteria_publish(request, table):
    """Publish the table, once the person has read that it is for good."""
    form = PaperForm(request.POST if request.method == "POST" else None, season=table.season)
    if form.is_valid():
        publishing.publish(table, **form.cleaned_data, by=request.user)
        messages.success(request, "Đã công bố bảng tiêu chí. Từ nay bảng không thay đổi.")
        return redirect(table.season if table.season.phase == "planning" else table)
    if not table.is_draft:  # somebody else was faster
        return redirect(table)
    whole = CriteriaTable.objects.whole().select_related("season").get(pk=table.pk)
    context = {
        "table": whole,
        "form": form,
        "faults": publishing.faults(whole),
        "outline": outline.of(whole),
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
    """Set the grades, how ties are settled, how votes are counted and how long a reply is taken."""
    if not table.is_open and request.method != "POST":
        return redirect(table)
    content = outline.of(CriteriaTable.objects.whole().get(pk=table.pk))
    form = StandardsForm(request.POST or None, content=content)
    if form.attempt(standards.set_all, table, by=request.user):
        messages.success(
            request, "Đã lưu mức xếp loại, thứ tự phân định, cách bỏ phiếu và thời hạn phúc tra."
        )
        return redirect(table)
    return render(request, "blocs/criteria_standards.html", {"form": form, "table": table})


def _faults(table):
    """What keeps the table from being published; a correction as it will be without what leaves."""
    return corrections.faults(table) if table.is_correcting else publishing.faults(table)
