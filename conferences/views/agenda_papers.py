"""Papers of the agenda and photos of a conference: put there, shown, taken away."""

from operator import attrgetter

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from blocs.together_forms import CaptionForm, PhotoForm
from conferences.models import AgendaItem, AgendaPaper, Conference, Picture
from conferences.permissions import can_run, can_run_item, can_run_paper, can_see
from conferences.running import agenda_papers, pictures
from conferences.running.course_forms import AgendaPaperForm
from core.guards import allowed, edits, reads, writes
from documents import files, handout

FORM = "conferences/form.html"


@edits
@allowed(can_run_item, AgendaItem)
def agenda_paper_new(request, item):
    """Put a paper to a point of the agenda."""
    conference = item.conference
    form = AgendaPaperForm(request.POST or None, request.FILES or None, conference=conference)
    if form.attempt(agenda_papers.attach, item, by=request.user):
        messages.success(request, f"Đã thêm tài liệu “{form.result}”.")
        if "another" in request.POST:
            return redirect("conferences:agenda_paper_new", item.pk)
        return redirect(conference)
    return _form(request, form, conference, f"Tài liệu của mục “{item}”", "Thêm tài liệu", another=True)


@reads
@allowed(can_see, AgendaPaper)
def agenda_paper_show(request, paper):
    """A file that was sent in; PDFs are shown in place."""
    if paper.file is None:
        raise Http404
    return files.serve(request, paper.file, name=paper.file_name, inline="download" not in request.GET)


@writes
@allowed(can_run_paper, AgendaPaper)
def agenda_paper_remove(request, paper):
    """Take a paper away."""
    agenda_papers.remove(paper, by=request.user)
    messages.success(request, f"Đã gỡ tài liệu “{paper}”.")
    return redirect(paper.item.conference)


agenda_paper_request, agenda_paper_progress, agenda_paper_file = handout.views(
    AgendaPaper,
    can_see,
    room=__name__,
    url="conferences:agenda_paper",
    template="conferences/paper_progress.html",
    about=lambda paper: {"conference": paper.item.conference, "season": paper.item.conference.season},
    paper=attrgetter("document"),
)


@edits
@allowed(can_run, Conference)
def picture_new(request, conference):
    """Add a photo; "save and add another" keeps the page."""
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.attempt(pictures.add, conference, by=request.user):
        messages.success(request, "Đã thêm ảnh.")
        if "another" in request.POST:
            return redirect("conferences:picture_new", conference.pk)
        return redirect(conference)
    return _form(request, form, conference, "Thêm ảnh của hội nghị", "Thêm ảnh", another=True)


@reads
@allowed(can_see, Picture)
def picture_show(request, picture):
    """The photo itself, shown in place; only who sees the conference finds it."""
    return files.serve(request, picture.file, name=picture.name, inline="download" not in request.GET)


@edits
@allowed(can_run_item, Picture)
def picture_caption(request, picture):
    """Say what the photo shows."""
    form = CaptionForm(request.POST or None, initial={"caption": picture.caption})
    if form.attempt(pictures.caption, picture, by=request.user):
        messages.success(request, "Đã lưu chú thích.")
        return redirect(picture.conference)
    return _form(request, form, picture.conference, f"Chú thích ảnh “{picture}”", "Lưu chú thích")


@writes
@allowed(can_run_item, Picture)
def picture_remove(request, picture):
    """Take a photo away."""
    pictures.remove(picture, by=request.user)
    messages.success(request, f"Đã bỏ ảnh “{picture}”.")
    return redirect(picture.conference)


def _form(request, form, conference, heading, submit, **more):
    context = {"form": form, "conference": conference, "season": conference.season}
    return render(request, FORM, context | {"heading": heading, "submit": submit} | more)
