"""The papers of a closed conference in one place: their state, all of them asked for at once, one ZIP."""

from operator import attrgetter

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from blocs.models import Season
from conferences.closing import closing_papers, closing_state, handovers
from conferences.models import ClosingPaper, Conference
from conferences.permissions import can_run, can_see
from conferences.running.course_forms import PressForm
from core.guards import allowed, edits, reads, writes
from documents import handout, parcels


@reads
@allowed(can_see, Conference)
def closing(request, conference):
    """What a closed conference leaves and how far each file is; asked again while files are made."""
    context = _context(request, conference)
    template = "conferences/_closing.html" if request.htmx else "conferences/closing.html"
    return render(request, template, context)


@writes
@allowed(can_see, Conference)
def closing_request(request, conference):
    """Ask for every paper as PDF and Word; who runs the conference issues the press summary with it."""
    issues = can_run(request.user, conference)
    closing_papers.request_all(conference, by=request.user, issues=issues)
    return redirect("conferences:closing", conference.pk)


@reads
@allowed(can_see, Conference)
def closing_parcel(request, conference):
    """All files in one ZIP, once they are made."""
    content = closing_state.parcel(conference) if conference.is_over else None
    if content is None:
        return redirect("conferences:closing", conference.pk)
    return parcels.answer(content, f"Tài liệu - {conference}"[:150])


@edits
@allowed(can_run, Conference)
def press_write(request, conference):
    """Correct the press summary before it is issued."""
    press = conference.closing_papers.filter(kind=ClosingPaper.Kind.PRESS).first()
    if press is None:
        raise Http404
    form = PressForm(request.POST or None, initial={"text": press.text})
    if form.attempt(closing_papers.write, conference, by=request.user):
        messages.success(request, "Đã lưu nội dung thông cáo.")
        return redirect(press)
    context = {"form": form, "conference": conference, "season": conference.season}
    context |= {"heading": "Thông cáo tóm tắt", "submit": "Lưu nội dung", "back_to": press.get_absolute_url()}
    return render(request, "conferences/form.html", context)


@writes
@allowed(can_run, Conference)
def press_issue(request, conference):
    """Issue the press summary as it is written."""
    press = closing_papers.issue(conference, by=request.user)
    messages.success(request, "Đã ban hành thông cáo tóm tắt.")
    return redirect(press)


closing_paper_request, closing_paper_progress, closing_paper_file = handout.views(
    ClosingPaper,
    can_see,
    room=__name__,
    url="conferences:closing_paper",
    template="conferences/paper_progress.html",
    about=lambda row: {"conference": row.conference, "season": row.conference.season},
    paper=attrgetter("paper"),
)


def _context(request, conference):
    runs = can_run(request.user, conference)
    press = conference.closing_papers.filter(kind=ClosingPaper.Kind.PRESS).first()
    context = {"conference": conference, "season": conference.season}
    if conference.is_over:
        context["board"] = closing_state.of(conference)
    if conference.kind == Conference.Kind.YEAREND:
        context |= _pledge(request.user, conference)
    drafts = runs and press and not press.paper_id and not conference.season.is_closed
    return context | {"runs": runs, "press": press, "drafts": drafts}


def _pledge(user, conference):
    """The year whose pledge is among the papers, where the reader may see it: targets are written there."""
    following = handovers.following(conference.season)
    seen = following and Season.objects.visible_to(user).filter(pk=following.pk).exists()
    return {"pledge_year": following if seen else None}
