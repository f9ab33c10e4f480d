"""An issued report taken away as PDF or Word: asked for, watched, downloaded."""

from conferences.models import Report
from conferences.permissions import can_see
from documents import handout

report_paper_request, report_paper_progress, report_paper_file = handout.views(
    Report,
    can_see,
    room=__name__,
    url="conferences:report_paper",
    template="conferences/report_progress.html",
    about=lambda report: {"report": report, "season": report.season},
)
