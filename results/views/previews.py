"""Pages of evidence as pictures: shown beside one another, one alone, and asked for."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.guards import allowed, reads, writes
from core.inputs import is_key
from core.rules import RuleError
from documents import drawings, files
from documents.models import Preview
from members import acting
from results.models import CrossAssignment, Evidence, ScoreSheet
from results.permissions import can_see

WHICH = "Hãy ghi số trang cần xem, ví dụ 3."


@reads
@allowed(can_see, Evidence)
def evidence_preview(request, evidence):
    """The drawn pages of one file, and how far those are that were asked for."""
    drawn = list(evidence.file.previews.select_related("shard"))
    last = drawn[-1].page if drawn else 0
    pages = evidence.file.pages or 0
    context = {
        "file": evidence,
        "line": evidence.line,
        "sheet": evidence.line.sheet,
        "given": _given(request.user, evidence.line.sheet),
        "drawable": drawings.drawable(evidence.file),
        "drawn": drawn,
        "waiting": any(page.is_waiting for page in drawn),
        "pages": pages,
        "next": last + 1 if last < pages or not drawn else 0,
    }
    return render(request, "results/evidence_preview.html", context)


def _given(user, sheet):
    """The assignment by which somebody reads the evidence who does not see the sheet itself; else None."""
    if ScoreSheet.objects.visible_to(user).filter(pk=sheet.pk).exists():
        return None
    own = acting.agencies_of(user)
    rows = CrossAssignment.objects.filter(round__season=sheet.season_id, scored=sheet.agency_id)
    return rows.filter(scorer__in=own, state__in=("draft", "handed_in")).first()


@writes
@allowed(can_see, Evidence)
def evidence_draw(request, evidence):
    """Have pages drawn, beginning with the one that is named; pressed again it changes nothing."""
    number = request.POST.get("page", "").strip()
    if not is_key(number):
        raise RuleError(WHICH)
    first, count = int(number), 1 if request.POST.get("only") else drawings.AT_ONCE
    if evidence.file.pages and not 1 <= first <= evidence.file.pages:
        raise RuleError(f"Tệp này có {evidence.file.pages} trang. {WHICH}")
    drawings.request(evidence.file, range(first, first + count), by=request.user)
    return redirect(f"{reverse('results:evidence_preview', args=[evidence.pk])}#trang-{first}")


@reads
@allowed(can_see, Evidence)
def evidence_page(request, evidence, page):
    """One drawn page as a picture; 404 until it is there."""
    row = get_object_or_404(Preview.objects.select_related("shard__file"), file=evidence.file_id, page=page)
    if row.shard.file is None:
        raise Http404
    return files.serve(request, row.shard.file, name=f"{evidence.name} - trang {page}.png", inline=True)
