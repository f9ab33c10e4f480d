"""Reports on the fund: the act that issues one, and each as PDF or Word."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import fund_reports
from blocs.forms import PaperForm
from blocs.models import FundReport, Season
from blocs.permissions import can_keep_fund, can_see
from core.guards import allowed, edits
from documents import handout


@edits
@allowed(can_keep_fund, Season)
def fund_report_new(request, season):
    """Issue the book as it stands now."""
    form = PaperForm(request.POST if request.method == "POST" else None, season=season)
    if form.attempt(fund_reports.issue, season, by=request.user):
        messages.success(request, "Đã lập báo cáo quỹ. Hãy tải bản in để ký.")
        return redirect(form.result)
    return render(request, "blocs/fund_report_new.html", {"form": form, "season": season})


fund_report_request, fund_report_progress, fund_report_file = handout.views(
    FundReport,
    can_see,
    room=__name__,
    url="blocs:fund_report",
    template="blocs/paper_progress.html",
    about=lambda report: {
        "back": report.get_absolute_url(),
        "back_label": f"Quỹ của {report.season.bloc.word}",
        "season": report.season,
    },
)
