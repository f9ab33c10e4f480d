"""A published table opened for correction, given up again, its former versions and what changed since."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from blocs import comparison, corrections, leaving, notices, outline
from blocs.forms import AbandonForm, CorrectionForm
from blocs.models import CriteriaRevision, CriteriaTable
from blocs.permissions import can_edit_criteria, can_see
from core import inputs
from core.guards import allowed, edits, reads, writes
from documents import handout


@edits
@allowed(can_edit_criteria, CriteriaTable)
def criteria_correct(request, table):
    """Open the published table for correction, with the reason; what that means is said first."""
    if request.method != "POST" and table.is_open:
        return redirect(table)
    form = CorrectionForm(request.POST or None)
    if form.attempt(corrections.begin, table, by=request.user):
        messages.success(request, "Bảng tiêu chí đã mở để sửa. Sửa xong, hãy xem ảnh hưởng rồi công bố.")
        return redirect(table)
    context = {"form": form, "table": table, "season": table.season}
    context["hindrances"] = corrections.hindrances(table, table.season)
    return render(request, "blocs/criteria_correct.html", context)


@edits
@allowed(can_edit_criteria, CriteriaTable)
def criteria_abandon(request, table):
    """Give the correction up: the table stands again as it was published."""
    if request.method != "POST" and not table.is_correcting:
        return redirect(table)
    form = AbandonForm(request.POST if request.method == "POST" else None)
    if form.attempt(corrections.abandon, table, by=request.user):
        messages.success(request, "Đã hủy bản sửa. Bảng tiêu chí trở lại đúng như đã công bố.")
        return redirect(table)
    context = {"form": form, "table": table, "season": table.season}
    return render(request, "blocs/criteria_abandon.html", context)


@writes
@allowed(can_edit_criteria, CriteriaTable)
def criterion_stay(request, table, criterion):
    """Keep a criterion after all that the correction was to take out."""
    if kept := corrections.stay(table, criterion, by=request.user):
        messages.success(request, f"Đã giữ lại tiêu chí “{kept.name}”, đứng cuối nhóm.")
    return redirect(table)


@reads
@allowed(can_see, CriteriaTable)
def criteria_changes(request, table):
    """What the table says now beside an earlier version of it, only where they differ."""
    wanted = request.GET.get("from", "")
    latest = table.revision if table.is_correcting else table.revision - 1
    number = int(wanted) if inputs.is_key(wanted) or wanted == "0" else latest
    before = corrections.outline_at(table, number) if 0 <= number <= latest else None
    if before is None and (wanted or table.revision):
        raise Http404
    context = {"table": table, "season": table.season, "number": number, "notice": notices.of(table)}
    context["versions"] = table.revisions.select_related("paper")
    if before:
        after = outline.of(corrections.as_it_will_be(table))
        sections = comparison.compare(before, after)
        context |= {"sections": differing(sections), "counts": comparison.counts(sections)}
        sides = [(each, outline.ladder_words(each)) for each in (before, after)]
        context |= {
            "before": sides[0],
            "after": sides[1],
            "standards_differ": _standards_differ(before, after),
        }
    return render(request, "blocs/criteria_changes.html", context)


revision_request, revision_progress, revision_file = handout.views(
    CriteriaRevision,
    can_see,
    room=__name__,
    url="blocs:revision",
    template="blocs/paper_progress.html",
    about=lambda kept: {
        "back": kept.table.get_absolute_url(),
        "back_label": "Bảng tiêu chí",
        "season": kept.table.season,
    },
)


def differing(sections):
    """Return (section, its pairs that differ) where anything differs."""
    found = [(each, [pair for pair in each.pairs if pair.state != comparison.SAME]) for each in sections]
    return [
        (each, pairs)
        for each, pairs in found
        if pairs or (each.state != comparison.SAME and not each.continues)
    ]


def under_way(table):
    """What the page of a table shows of its correction and of its former versions."""
    if not (table.revision or table.is_correcting):
        return {}
    return {
        "notice": notices.of(table),
        "versions": table.revisions.filter(superseded_at__isnull=False).select_related("paper"),
        "leaving": leaving.of(table) if table.is_correcting else [],
    }


def _standards_differ(before, after):
    return (before.standards, before.total_cap) != (after.standards, after.total_cap)
