"""Drawn slips, printed from the answer to a click and kept by nobody; a lost one made void."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences.casting import slips
from conferences.models import Poll
from conferences.permissions import can_change_slips, can_run_poll
from conferences.polling import forms, poll_words
from core.guards import allowed, edits, writes
from core.rules import RuleError
from documents import codes

ONLY_HERE = (
    "Phiếu in bây giờ sẽ mang địa chỉ {}, chỉ mở được trên chính máy này nên điện thoại không bỏ phiếu được. "
    "Hãy mở phần mềm bằng địa chỉ mà điện thoại trong hội trường mở được, hoặc nhờ người quản trị đặt "
    "PUBLIC_URL, rồi in lại."
)


@writes
@allowed(can_run_poll, Poll)
def slips_issue(request, poll):
    """Print one slip for each vote present; those printed before are void."""
    page = _page(request)
    return _printed(request, poll, page, slips.issue(poll, by=request.user))


@writes
@allowed(can_change_slips, Poll)
def slip_add(request, poll):
    """Print one slip more."""
    page = _page(request)
    return _printed(request, poll, page, [slips.add(poll, by=request.user)])


@edits
@allowed(can_change_slips, Poll)
def slip_replace(request, poll):
    """Make a lost or spoilt slip void before it is used, and print another."""
    form = forms.ReplaceSlipForm(request.POST or None)
    page = _page(request) if request.method == "POST" else ""
    if form.attempt(slips.replace, poll, by=request.user):
        if form.result:
            return _printed(request, poll, page, [form.result])
        messages.success(request, "Đã hủy phiếu mã.")
        return redirect(poll)
    context = {"form": form, "poll": poll, "conference": poll.conference, "season": poll.conference.season}
    context |= {"heading": "Hủy, đổi phiếu mã", "submit": "Hủy phiếu mã này"}
    return render(request, "conferences/poll_form.html", context)


def _page(request):
    """The address on a slip. Raises RuleError where a voter's phone would open itself by it."""
    place = settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    host = urlsplit(place).hostname or ""
    if host == "localhost" or host.endswith(".localhost") or host == "::1" or host.startswith("127."):
        raise RuleError(ONLY_HERE.format(host))
    return place + reverse("conferences:ballot")


def _printed(request, poll, page, made):
    """The slips, to be printed and drawn; no browser keeps them."""
    shown = [(number, code, codes.svg(f"{page}#{code}")) for number, code in made]
    context = {"poll": poll, "conference": poll.conference, "season": poll.conference.season}
    context |= {"slips": shown, "page": page, "asked": poll_words.told(poll)}
    answer = render(request, "conferences/slips.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
