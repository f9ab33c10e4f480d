"""The hand-over of a year: its open work, its records, a new record, the paper taken away."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import flags, funds
from blocs.models import Season
from conferences.closing import handovers, open_work
from conferences.closing.handover_forms import HandoverForm
from conferences.models import Handover
from conferences.permissions import can_hand_over, can_see_handover, can_see_handover_paper
from core import clock
from core.guards import allowed, edits, reads
from documents import excel, handout
from documents.models import Rendition

HEADS = ["Loại việc", "Việc", "Của ai, loại gì", "Tình trạng"]


@reads
@allowed(can_see_handover, Season)
def handover_list(request, season):
    """What is still open, what the year leaves (papers, fund, flags), and the records drawn up so far."""
    works = open_work.of(season)
    if request.GET.get("format") == "xlsx":
        rows = [(work.title, *cells) for work in works for cells in work.rows]
        return excel.download(f"Việc còn dở {season.named}", HEADS, rows)
    context = {
        "season": season,
        "works": works,
        "papers": open_work.papers_of(season),
        "fund": funds.statement(season, clock.today()),
        "flags": flags.of(season.bloc),
        "records": season.handovers.select_related("giver", "taker", "paper"),
        "formats": Rendition.Format.choices,
        "hindrance": handovers.hindrance(season),
        "hands_over": can_hand_over(request.user, season),
    }
    return render(request, "conferences/handover.html", context)


@edits
@allowed(can_hand_over, Season)
def handover_new(request, season):
    """Draw up the record; a later one of the same year corrects it."""
    if request.method == "GET" and handovers.hindrance(season):  # the page before says what is missing
        return redirect("conferences:handovers", season.pk)
    form = HandoverForm(request.POST or None, initial=handovers.beginning(season))
    if form.attempt(handovers.issue, season, by=request.user):
        messages.success(request, "Đã lập biên bản bàn giao. Hãy tải bản in để hai bên ký.")
        return redirect("conferences:handovers", season.pk)
    return render(request, "conferences/handover_new.html", {"form": form, "season": season})


handover_request, handover_progress, handover_file = handout.views(
    Handover,
    can_see_handover_paper,
    room=__name__,
    url="conferences:handover",
    template="conferences/handover_progress.html",
    about=lambda handover: {"handover": handover, "season": handover.season},
)
