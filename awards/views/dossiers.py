"""Dossiers of a year: begun, filled, drawn up, joined by scans, taken away as one ZIP."""

from operator import attrgetter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from awards import rounds
from awards.models import Dossier, DossierFile, DossierLine, DossierPaper
from awards.permissions import can_see, can_see_all
from awards.submitting import completeness, deadlines, dossier_papers, dossier_parcels, dossiers, sending
from awards.submitting.forms import DossierFileForm, DossierForm, NewDossierForm
from awards.submitting.permissions import can_begin_dossier, can_keep_dossier, can_keep_in_dossier
from awards.views.uploaded import added
from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from documents import excel, files, handout
from documents.models import Rendition

COLUMNS = ["Hình thức", "Kính gửi", "Số đề nghị", "Trạng thái", "Số tờ trình", "Ngày tờ trình", "Hạn trình"]


@reads
@allowed(can_see_all, Season)
def dossier_list(request, season):
    """Every dossier of the year and until when those of each form are due."""
    due, found = deadlines.of(season), list(dossiers.counted(season))
    for row in found:
        row.due = due.get(row.form_id)
    if request.GET.get("format") == "xlsx":
        rows = [_exported(row) for row in found]
        return excel.download(f"Hồ sơ khen thưởng {season.named} - {season.bloc.short_name}", COLUMNS, rows)
    keeps = season.phase in rounds.RECORDING and can_begin_dossier(request.user, season)
    context = {"season": season, "dossiers": found, "keeps": keeps, "due": dossiers.due_forms(season, due)}
    return render(request, "awards/dossier_list.html", context)


def _exported(row):
    facts = [row.form.name, row.addressee, row.count, row.get_state_display()]
    return [*facts, row.letter_number, row.letter_on, row.due and row.due.day]


@edits
@allowed(can_begin_dossier, Season)
def dossier_new(request, season):
    """Begin the dossier of a form with all that waits for it."""
    form = NewDossierForm(request.POST or None, season=season)
    if form.attempt(dossiers.begin, season, by=request.user):
        messages.success(request, f"Đã lập {form.result} với các đề nghị đang chờ trình.")
        return redirect(form.result)
    return _act(request, season, form, "Lập hồ sơ trình", submit="Lập hồ sơ")


@reads
@allowed(can_see, Dossier)
def dossier_detail(request, dossier):
    """One dossier: whom it puts forward, its parts with what is missing, its papers and files."""
    season, cases = dossier.season, dossiers.nominations_of(dossier)
    keeps = season.phase in rounds.RECORDING and can_keep_dossier(request.user, dossier)
    edits_it = keeps and dossier.is_draft
    items = completeness.items(dossier, cases)
    context = {
        "season": season,
        "dossier": dossier,
        "cases": dossiers.shown_cases(dossier, cases),
        "candidates": dossiers.named(dossiers.candidates(dossier), dossier) if edits_it else [],
        "items": items,
        "there": sum(item.is_there for item in items),
        "obstacles": sending.obstacles(dossier, cases) if edits_it else [],
        "papers": dossier_papers.shown(dossier),
        "files": dossier.files.order_by("pk"),
        "left": dossiers.left_of(dossier),
        "minutes": dossiers.minutes_of(dossier),
        "due": deadlines.due(season, dossier.form),
        "edits": edits_it,
        "records": keeps and not dossier.is_draft and any(case.state == "sent" for case in cases),
        "formats": Rendition.Format.choices,
    }
    return render(request, "awards/dossier_detail.html", context)


@edits
@allowed(can_keep_dossier, Dossier)
def dossier_edit(request, dossier):
    """Change to whom it goes and what the bloc says of it."""
    said = {name: getattr(dossier, name) for name in DossierForm.base_fields}
    form = DossierForm(request.POST or None, initial=said)
    if form.attempt(dossiers.revise, dossier, by=request.user):
        messages.success(request, "Đã lưu nội dung tờ trình. Hãy lập lại văn bản để in theo nội dung mới.")
        return redirect(dossier)
    return _act(request, dossier.season, form, f"Nội dung: {dossier}", submit="Lưu nội dung", of=dossier)


@writes
@allowed(can_keep_dossier, Dossier)
def dossier_add(request, dossier):
    """Put in what was chosen of what waits."""
    chosen = request.POST.getlist("nomination")
    waiting = dossiers.candidates(dossier)
    rows = [row for row in waiting if str(row.pk) in chosen]
    dossiers.add(dossier, rows, by=request.user)
    messages.success(request, f"Đã đưa {len(rows)} đề nghị vào hồ sơ.")
    return redirect(dossier)


@writes
@allowed(can_keep_in_dossier, DossierLine)
def dossier_line_remove(request, line):
    """Take a nomination out of a dossier."""
    dossiers.take_out(line, by=request.user)
    messages.success(request, f"Đã đưa {line.nomination.subject} ra khỏi hồ sơ.")
    return redirect(line.dossier)


@writes
@allowed(can_keep_dossier, Dossier)
def dossier_draw_up(request, dossier):
    """Draw up tờ trình, list and reports from the data of now."""
    made = dossier_papers.draw_up(dossier, by=request.user)
    messages.success(request, f"Đã lập {len(made)} văn bản của hồ sơ.")
    return redirect(dossier)


@edits
@allowed(can_keep_dossier, Dossier)
def dossier_file_new(request, dossier):
    """Add scans for one part; one sentence for each."""
    form = DossierFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        told = dossiers.attach_each(dossier, part=said["part"], uploads=said["upload"], by=request.user)
        if added(request, form, told):
            return redirect(dossier)
    return _act(request, dossier.season, form, "Thêm bản chụp", submit="Tải tệp lên", of=dossier)


@reads
@allowed(can_see, DossierFile)
def dossier_file(request, file):
    """The scan itself."""
    return files.serve(request, file.file, name=file.name)


@writes
@allowed(can_keep_in_dossier, DossierFile)
def dossier_file_remove(request, file):
    """Take a scan out of a dossier."""
    dossiers.detach(file, by=request.user)
    messages.success(request, f"Đã gỡ “{file.name}”.")
    return redirect(file.dossier)


@writes
@allowed(can_see, Dossier)
def dossier_parcel(request, dossier):
    """Ask for the ZIP; asking again leads to the same one while nothing in it changed."""
    parcel = dossier_parcels.request(dossier, by=request.user)
    return redirect("awards:dossier_parcel_progress", parcel.pk)


dossier_paper_request, dossier_paper_progress, dossier_paper_file = handout.views(
    DossierPaper,
    can_see,
    room=__name__,
    url="awards:dossier_paper",
    template="awards/dossier_progress.html",
    about=lambda row: {"dossier": row.dossier, "season": row.dossier.season},
    paper=attrgetter("document"),
)


def _act(request, season, form, heading, *, submit, of=None):
    """Show the form of one act on a dossier or on those of a year."""
    back = of.get_absolute_url() if of else reverse("awards:dossiers", args=[season.pk])
    context = {"season": season, "form": form, "heading": heading, "submit": submit, "back": back}
    context |= {"subject": of or "Hồ sơ trình"}
    return render(request, "awards/act.html", context, status=422 if form.errors else 200)
