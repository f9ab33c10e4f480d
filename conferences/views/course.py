"""The course of a conference: the point that runs, speeches and tasks, written down while they happen."""

from django.contrib import messages
from django.shortcuts import redirect, render

from conferences.closing import follow_ups
from conferences.models import AgendaItem, Conference, FollowUp, Speech
from conferences.permissions import can_plan_task, can_run, can_run_item, can_see
from conferences.running import course, speeches
from conferences.running.course_forms import FollowUpForm, SpeechForm
from conferences.views import notes
from core.guards import allowed, edits, reads, writes

NOW = "conferences/_course.html"
FORM = "conferences/form.html"


@reads
@allowed(can_see, Conference)
def course_now(request, conference):
    """What runs and what comes next; the pages ask for it again while the conference meets."""
    if not request.htmx:
        return redirect(conference)
    return _now(request, conference)


@writes
@allowed(can_run_item, AgendaItem)
def item_begin(request, item):
    """Begin a point; the one before it ends with it."""
    return _moved(request, course.begin(item, by=request.user))


@writes
@allowed(can_run_item, AgendaItem)
def item_end(request, item):
    """End the point that runs."""
    return _moved(request, course.end(item, by=request.user))


@writes
@allowed(can_run_item, AgendaItem)
def item_resume(request, item):
    """Go on with a point that was ended."""
    return _moved(request, course.resume(item, by=request.user))


@writes
@allowed(can_run_item, AgendaItem)
def item_unbegin(request, item):
    """Take back a beginning."""
    return _moved(request, course.unbegin(item, by=request.user))


@edits
@allowed(can_run, Conference)
def speech_new(request, conference):
    """Record a speech without leaving the page."""
    form = SpeechForm(request.POST or None, conference=conference)
    added = form.attempt(speeches.add, conference, by=request.user)
    return notes.answer(request, conference, notes.SPEECHES, form, added)


@edits
@allowed(can_run_item, Speech)
def speech_change(request, speech):
    """Correct a speech."""
    facts = {name: getattr(speech, name) for name in SpeechForm.base_fields}
    if speech.delegate_id:
        facts |= {"speaker": "", "body": ""}
    form = SpeechForm(request.POST or None, conference=speech.conference, initial=facts)
    if form.attempt(speeches.change, speech, by=request.user):
        messages.success(request, "Đã lưu ý kiến.")
        return redirect(notes.back(request, speech.conference, notes.SPEECHES))
    return _form(request, form, speech.conference, "Sửa ý kiến phát biểu", "Lưu ý kiến")


@writes
@allowed(can_run_item, Speech)
def speech_up(request, speech):
    """Move a speech before the one above it."""
    speeches.move_up(speech, by=request.user)
    return redirect(notes.back(request, speech.conference, notes.SPEECHES))


@writes
@allowed(can_run_item, Speech)
def speech_remove(request, speech):
    """Take a speech back."""
    speeches.remove(speech, by=request.user)
    messages.success(request, "Đã bỏ ý kiến.")
    return redirect(notes.back(request, speech.conference, notes.SPEECHES))


@edits
@allowed(can_run, Conference)
def follow_up_new(request, conference):
    """Give a task to a member without leaving the page."""
    form = FollowUpForm(request.POST or None, conference=conference, auto_id="id_task_%s")
    added = form.attempt(follow_ups.add, conference, by=request.user)
    return notes.answer(request, conference, notes.TASKS, form, added)


@edits
@allowed(can_run_item, FollowUp)
def follow_up_change(request, task):
    """Correct a task."""
    facts = {name: getattr(task, name) for name in FollowUpForm.base_fields}
    form = FollowUpForm(request.POST or None, conference=task.conference, initial=facts)
    if form.attempt(follow_ups.change, task, by=request.user):
        messages.success(request, "Đã lưu việc giao.")
        return redirect(notes.back(request, task.conference, notes.TASKS))
    return _form(request, form, task.conference, "Sửa việc giao", "Lưu việc giao")


@writes
@allowed(can_run_item, FollowUp)
def follow_up_up(request, task):
    """Move a task before the one above it."""
    follow_ups.move_up(task, by=request.user)
    return redirect(notes.back(request, task.conference, notes.TASKS))


@writes
@allowed(can_run_item, FollowUp)
def follow_up_remove(request, task):
    """Take a task back."""
    follow_ups.remove(task, by=request.user)
    messages.success(request, "Đã bỏ việc giao.")
    return redirect(notes.back(request, task.conference, notes.TASKS))


@writes
@allowed(can_plan_task, FollowUp)
def follow_up_plan(request, task):
    """Hand a task on into the plan of the year that takes it."""
    done = follow_ups.hand_over(task, by=request.user)
    season = done.activity.season
    messages.success(request, f"Đã đưa “{done}” vào kế hoạch hoạt động {season.named}.")
    return redirect(notes.back(request, task.conference, notes.TASKS))


def _moved(request, item):
    if request.htmx:
        return _now(request, item.conference)
    return redirect(notes.back(request, item.conference))


def _now(request, conference):
    stands = course.now(conference)
    runs = can_run(request.user, conference) and conference.state == Conference.State.OPEN
    context = {"conference": conference, "now": stands, "writes": runs, "notes": notes.asked(request)}
    return render(request, NOW, context)


def _form(request, form, conference, heading, submit):
    context = {"form": form, "conference": conference, "season": conference.season}
    context |= {"heading": heading, "submit": submit, "back_to": notes.back(request, conference)}
    return render(request, FORM, context)
