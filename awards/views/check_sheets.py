"""The sheet to check a decision's certificates by: made as they stand today, watched, taken away."""

from django.http import Http404
from django.shortcuts import redirect

from awards import check_sheets
from awards.models import Decision
from awards.permissions import can_see_certificates_of
from core.guards import allowed, writes
from documents import handout, papers
from documents.models import Rendition


@writes
@allowed(can_see_certificates_of, Decision)
def check_sheet_print(request, decision, format):
    """Make the sheet as the certificates stand today, and ask for its file."""
    if format not in Rendition.Format.values:
        raise Http404
    made = check_sheets.issue(decision, by=request.user)
    papers.request(made.paper, format, by=request.user)
    return redirect("awards:check_sheet_progress", decision.pk, format)


check_sheet_request, check_sheet_progress, check_sheet_file = handout.views(
    Decision,
    can_see_certificates_of,
    room=__name__,
    url="awards:check_sheet",
    template="awards/check_sheet_progress.html",
    about=lambda decision: {"decision": decision, "season": decision.season},
    paper=check_sheets.paper_of,
)
