"""How many must come: the rule of a conference, and opening below it."""

from django.contrib import messages
from django.shortcuts import redirect, render

from conferences.attending import quorum
from conferences.attending.forms import BelowForm, QuorumForm
from conferences.models import Conference
from conferences.permissions import can_run
from conferences.rehearsing import rehearsals
from conferences.running import meetings
from core.guards import allowed, edits

FORM = "conferences/form.html"


@edits
@allowed(can_run, Conference)
def quorum_change(request, conference):
    """Set the share that must come, and by which rule."""
    rule = quorum.rule_of(conference)
    facts = {name: getattr(rule, name) for name in QuorumForm.base_fields}
    form = QuorumForm(request.POST or None, initial=facts)
    if form.attempt(quorum.set_rule, conference, by=request.user):
        messages.success(request, "Đã lưu điều kiện tiến hành hội nghị.")
        return redirect(conference)
    return _page(request, conference, form, heading="Điều kiện tiến hành", submit="Lưu điều kiện")


@edits
@allowed(can_run, Conference)
def conference_open_below(request, conference):
    """Open although fewer came than must, with the reason; its rehearsal goes where that is said."""
    form = BelowForm(request.POST or None, rehearsed=rehearsals.of(conference))
    if form.attempt(meetings.open, conference, by=request.user):
        messages.success(request, "Đã khai mạc hội nghị. Lý do được ghi vào biên bản.")
        return redirect(conference)
    return _page(request, conference, form, heading="Khai mạc khi chưa đủ", submit="Khai mạc hội nghị")


def _page(request, conference, form, **context):
    context |= {"form": form, "conference": conference, "season": conference.season}
    return render(request, FORM, context)
