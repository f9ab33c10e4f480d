"""A dossier leaves: its ZIP, the letter it goes with, and what each level says afterwards."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from awards.models import Dossier, DossierParcel, Nomination
from awards.permissions import can_see
from awards.submitting import dossier_parcels, dossiers, outcomes, sending
from awards.submitting.forms import OutcomeForm, SendForm
from awards.submitting.permissions import can_keep_dossier
from core import clock
from core.guards import allowed, edits
from documents import handout


@edits
@allowed(can_keep_dossier, Dossier)
def dossier_send(request, dossier):
    """Send it with its letter; what is missing is told beside the form."""
    form = SendForm(request.POST or None)
    if form.attempt(sending.send, dossier, by=request.user):
        messages.success(request, f"Đã trình {dossier} theo tờ trình {dossier.letter_number}.")
        return redirect(dossier)
    cases = dossiers.nominations_of(dossier)
    context = {"obstacles": sending.obstacles(dossier, cases), "doubts": sending.doubts(dossier, cases)}
    context |= {"season": dossier.season, "dossier": dossier, "form": form}
    return render(request, "awards/dossier_send.html", context, status=422 if form.errors else 200)


@edits
@allowed(can_keep_dossier, Dossier)
def dossier_outcome(request, dossier):
    """Record what a level said of some of what was sent."""
    here = Nomination.objects.filter(dossier_lines__dossier=dossier, dossier_lines__left=False)
    waiting = here.filter(state=Nomination.State.SENT).select_related(
        "form", "person", "collective", "agency"
    )
    first = {"level": dossier.form.level, "authority": dossier.form.decided_by}
    first |= {"nominations": [row.pk for row in waiting], "decided_on": clock.today()}
    form = OutcomeForm(request.POST or None, initial=first, dossier=dossier, waiting=waiting)
    form.fields["nominations"].label_from_instance = lambda row: str(row.subject)
    if form.attempt(outcomes.record, dossier, by=request.user):
        messages.success(request, f"Đã ghi kết quả của {len(form.result)} đề nghị.")
        return redirect(dossier)
    context = {"season": dossier.season, "form": form, "heading": "Ghi kết quả xét"}
    context |= {"submit": "Ghi kết quả", "subject": dossier, "back": dossier.get_absolute_url()}
    return render(request, "awards/act.html", context, status=422 if form.errors else 200)


dossier_parcel_progress, dossier_parcel_file = handout.of_job(
    DossierParcel,
    can_see,
    room=__name__,
    url="awards:dossier_parcel",
    template="awards/dossier_progress.html",
    about=lambda parcel: {"dossier": parcel.dossier, "season": parcel.dossier.season},
    label=lambda parcel: "Tải tệp ZIP",
    name=lambda parcel: f"{parcel.dossier} {parcel.dossier.season.label}.zip",
    stored=dossier_parcels.file_of,
    retry=lambda parcel: reverse("awards:dossier_parcel", args=[parcel.dossier_id]),
)
