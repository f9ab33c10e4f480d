"""A shared place at the conference: settled with a reason, taken back with another."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs.forms import ReasonForm
from conferences.models import Conference
from conferences.permissions import can_run
from conferences.standing import tie_polls, tie_rulings
from conferences.standing.tie_forms import TieForm
from core.guards import allowed, edits
from core.rules import RuleError


@edits
@allowed(can_run, Conference)
def tie_settle(request, conference, rank):
    """Keep a shared place, or tell its members apart by votes."""
    tie = tie_polls.tie_at(conference.season, rank)
    if tie is None:
        raise RuleError(f"Không có đơn vị nào cùng thứ {rank}. Hãy xem lại bảng xếp thứ.")
    form = TieForm(request.POST or None, tie=tie, polls=tie_polls.counted(conference, tie))
    if form.attempt(tie_rulings.settle, conference, rank=rank, by=request.user):
        messages.success(request, f"Đã ghi kết luận về thứ {rank}.")
        return redirect("conferences:ranking", conference.season_id)
    context = {"form": form, "tie": tie, "conference": conference, "season": conference.season}
    return render(request, "conferences/tie.html", context)


@edits
@allowed(can_run, Conference)
def tie_withdraw(request, conference, rank):
    """Take back what was settled about a place; of two, what was kept after a vote."""
    form = ReasonForm(request.POST or None)
    if form.attempt(tie_rulings.withdraw, conference, rank=rank, by=request.user):
        messages.success(request, f"Đã bỏ kết luận về thứ {rank}.")
        return redirect("conferences:ranking", conference.season_id)
    context = {"form": form, "conference": conference, "season": conference.season, "danger": True}
    context |= {"heading": f"Bỏ kết luận về thứ {rank}", "submit": "Bỏ kết luận"}
    return render(request, "conferences/form.html", context)
