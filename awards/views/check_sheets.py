"""The sheet to check a decision's certificates by: made as they stand today, watched, taken away."""

from awards.models import Decision
from awards.permissions import can_see_certificates_of
from awards.printing import check_sheets
from documents import handout

URL = "awards:check_sheet"

check_sheet_print = handout.as_it_stands(
    Decision,
    can_see_certificates_of,
    room=__name__,
    url=URL,
    issue=lambda decision, by: check_sheets.issue(decision, by=by).paper,
)
check_sheet_request, check_sheet_progress, check_sheet_file = handout.views(
    Decision,
    can_see_certificates_of,
    room=__name__,
    url=URL,
    template="awards/check_sheet_progress.html",
    about=lambda decision: {"decision": decision, "season": decision.season},
    paper=check_sheets.paper_of,
)
