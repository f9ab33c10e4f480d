"""The desk of the secretary: what runs, speeches, resolutions and tasks, saved without leaving the page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences.models import Conference
from conferences.permissions import can_run
from conferences.running import course
from conferences.running.course_forms import FollowUpForm, ResolutionForm, SpeechForm
from core.guards import allowed, reads

SPEECHES, RESOLUTIONS, TASKS = "speech", "resolution", "task"
SECTIONS = {SPEECHES: "y-kien", RESOLUTIONS: "nghi-quyet", TASKS: "viec-giao"}
SAVED = {SPEECHES: "Đã ghi ý kiến.", RESOLUTIONS: "Đã ghi nghị quyết.", TASKS: "Đã ghi việc giao."}


@reads
@allowed(can_run, Conference)
def notes(request, conference):
    """All that is written down while a conference meets, on one page."""
    return render(request, "conferences/notes.html", context(request, conference))


def asked(request):
    """Say whether a form was sent from this desk."""
    return "notes" in request.POST or "notes" in request.GET


def back(request, conference, section=""):
    """Return where an act leads back to: this desk if it was sent from there, else the conference."""
    if not asked(request):
        return conference.get_absolute_url()
    address = reverse("conferences:notes", args=[conference.pk])
    return f"{address}#{SECTIONS[section]}" if section else address


def answer(request, conference, section, form, saved):
    """Answer a quick form: its section alone to the page's script, else the page; what was typed stays."""
    if saved and not request.htmx:
        messages.success(request, SAVED[section])
        return redirect(f"{reverse('conferences:notes', args=[conference.pk])}#{SECTIONS[section]}")
    told = context(request, conference)
    if saved:
        told["saved"] = {section: SAVED[section]}
        told[f"{section}_form"].fields["text"].widget.attrs["autofocus"] = True  # htmx moves the focus there
    else:
        told[f"{section}_form"] = form
    template = f"conferences/_notes_{section}.html" if request.htmx else "conferences/notes.html"
    return render(request, template, told)


def context(request, conference):
    """What the desk shows, with empty forms; a speech belongs to the point that runs."""
    stands = course.now(conference)
    named = conference.follow_ups.named(conference.season.standing_on)
    return {
        "conference": conference,
        "season": conference.season,
        "notes": True,
        "runs": can_run(request.user, conference) and not conference.is_over,
        "writes": can_run(request.user, conference) and conference.state == Conference.State.OPEN,
        "now": stands,
        "agenda": conference.agenda.all(),
        "speeches": conference.speeches.select_related("item"),
        "resolutions": conference.resolutions.all(),
        "tasks": named.select_related("activity"),
        "speech_form": SpeechForm(conference=conference, initial={"item": stands.running}),
        "resolution_form": ResolutionForm(auto_id="id_resolution_%s"),
        "task_form": FollowUpForm(conference=conference, auto_id="id_task_%s"),
    }
