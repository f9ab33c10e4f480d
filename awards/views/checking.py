"""The board of nominations by state, and the steps before a dossier: checked, returned, completed."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.cataloguing import catalogue
from awards.models import Nomination
from awards.nominating import checking
from awards.permissions import can_see, can_see_all
from awards.submitting import board, lengths
from awards.submitting.forms import CheckForm, CompleteForm, SendBackForm
from awards.submitting.permissions import can_check, can_complete, can_send_back
from blocs.models import Season
from core.dates import short
from core.guards import allowed, edits, reads


@reads
@allowed(can_see, Season)
def nomination_board(request, season):
    """How far each nomination is; narrowed to one form and one agency."""
    rows = Nomination.objects.visible_to(request.user).filter(season=season)
    form, agency = request.GET.get("form", ""), request.GET.get("agency", "")
    context = {
        "season": season,
        "all": can_see_all(request.user, season),
        "lanes": board.lanes(season, board.narrowed(rows, form=form, agency=agency)),
        "forms": catalogue.used_in(season),
        "agencies": season.members,
        "form": form,
        "agency": agency,
    }
    return render(request, "awards/nomination_board.html", context)


@edits
@allowed(can_check, Nomination)
def nomination_check(request, nomination):
    """Note that it was looked through and holds."""
    form = CheckForm(request.POST or None)
    if form.attempt(checking.check, nomination, by=request.user):
        messages.success(request, f"Đã ghi kết quả kiểm tra {nomination}.")
        return redirect(nomination)
    why = checking.refusal(nomination, request.user)
    return act(request, nomination, form, "Kiểm tra đề nghị", submit="Ghi đã kiểm tra", why=why)


@edits
@allowed(can_send_back, Nomination)
def nomination_return(request, nomination):
    """Return it to its member to be completed until a day."""
    form = SendBackForm(request.POST or None)
    if form.attempt(checking.send_back, nomination, by=request.user):
        day = short(form.result.due_on)
        messages.success(request, f"Đã trả lại; {nomination.agency} bổ sung đến hết ngày {day}.")
        return redirect(nomination)
    return act(request, nomination, form, "Trả lại để bổ sung", submit="Trả lại đề nghị", danger=True)


@edits
@allowed(can_complete, Nomination)
def nomination_complete(request, nomination):
    """The member says anew what was lacking and sends it again."""
    said = {name: getattr(nomination, name) for name in CompleteForm.base_fields}
    form = CompleteForm(request.POST or None, initial=said)
    if form.attempt(checking.complete, nomination, by=request.user):
        messages.success(request, "Đã bổ sung và gửi lại đề nghị.")
        return redirect(nomination)
    if guide := lengths.guide(nomination.form):
        form.fields["achievement"].help_text = f"Nên {guide.words}."
    meta = f"Cần bổ sung: {nomination.reason}" if nomination.reason else ""
    return act(request, nomination, form, "Bổ sung đề nghị", submit="Bổ sung và gửi lại", meta=meta)


def act(request, nomination, form, heading, *, submit, **more):
    """Show the form of one act on a nomination."""
    context = {"season": nomination.season, "form": form, "submit": submit, "heading": heading}
    context |= {"subject": nomination.subject, "back": nomination.get_absolute_url(), **more}
    return render(request, "awards/act.html", context, status=422 if form.errors else 200)
