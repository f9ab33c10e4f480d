"""Drawn slips, printed from the answer to a click and kept by nobody; a lost one made void."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences import poll_forms, slips
from conferences.models import Poll
from conferences.permissions import can_run_poll
from core.guards import allowed, edits, writes
from documents import codes


@writes
@allowed(can_run_poll, Poll)
def slips_issue(request, poll):
    """Print one slip for each vote present; those printed before are void."""
    return _printed(request, poll, slips.issue(poll, by=request.user))


@writes
@allowed(can_run_poll, Poll)
def slip_add(request, poll):
    """Print one slip more."""
    return _printed(request, poll, [slips.add(poll, by=request.user)])


@edits
@allowed(can_run_poll, Poll)
def slip_replace(request, poll):
    """Make a lost or spoilt slip void before it is used, and print another."""
    form = poll_forms.ReplaceSlipForm(request.POST or None)
    if form.attempt(slips.replace, poll, by=request.user):
        if form.result:
            return _printed(request, poll, [form.result])
        messages.success(request, "Đã hủy phiếu mã.")
        return redirect(poll)
    context = {"form": form, "poll": poll, "conference": poll.conference, "season": poll.conference.season}
    context |= {"heading": "Hủy, đổi phiếu mã", "submit": "Hủy phiếu mã này"}
    return render(request, "conferences/poll_form.html", context)


def _printed(request, poll, made):
    """The slips, to be printed and drawn; no browser keeps them."""
    page = (settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}") + reverse("conferences:ballot")
    shown = [(number, code, codes.svg(f"{page}#{code}")) for number, code in made]
    context = {"poll": poll, "conference": poll.conference, "season": poll.conference.season}
    context |= {"slips": shown, "page": page, "asked": poll_forms.told(poll)}
    answer = render(request, "conferences/slips.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
