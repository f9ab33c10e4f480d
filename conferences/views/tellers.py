"""Paper beside or instead of the urn: who votes on paper, the box closed, two who count without a look."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from blocs.forms import ReasonForm
from conferences.casting import channels, paper_forms, teller_agreements, tellers, urns
from conferences.models import Poll
from conferences.permissions import can_choose_channel, can_close_poll, can_run_poll, can_vote
from conferences.polling import late_paper
from conferences.reckoning import few
from core.guards import allowed, edits, writes
from core.inputs import is_key
from core.rules import RuleError


@edits
@allowed(can_choose_channel, Poll)
def poll_channels(request, poll):
    """Choose who votes on paper, before the poll is open: the clerk for all, a unit for itself."""
    channels.refuse_other_state(poll)
    runs = can_run_poll(request.user, poll)
    found = channels.seats(poll) if runs else channels.of_user(poll, request.user)
    form = paper_forms.ChannelForm(request.POST if request.method == "POST" else None, seats=found)
    if form.attempt(channels.choose, poll, by=request.user):
        messages.success(request, "Đã lưu cách bỏ phiếu của từng phiếu trong danh sách.")
        return redirect(poll)
    return _form(request, poll, form, heading="Ai bỏ phiếu giấy", submit="Lưu cách bỏ phiếu")


@edits
@allowed(can_run_poll, Poll)
def poll_box(request, poll):
    """Say what closing the box does; declare it closed."""
    if request.method == "POST":
        tellers.close_box(poll, by=request.user)
        messages.success(request, "Đã đóng hòm phiếu giấy. Hai người kiểm phiếu ghi số liệu riêng.")
        return redirect(poll)
    tellers.refuse_other_state(poll)
    tellers.refuse_closed_box(poll)
    cast, _ = urns.turnout(poll.pk)
    electronic, due = channels.present(poll)
    context = {"cast": cast, "electronic": electronic, "left": max(0, electronic - cast), "due": due}
    context |= {"hindrance": tellers.hindrance(poll), "warning": few.of_channels(cast, due)}
    return render(request, "conferences/poll_box.html", _about(poll) | context)


@edits
@allowed(can_close_poll, Poll)
@sensitive_post_parameters()
def poll_count(request, poll):
    """Enter what one counted; nothing of what the other entered is on the page."""
    told = tellers.progress(poll)
    tellers.refuse_other_state(poll)
    if told.box is None:
        raise RuleError(tellers.NOT_YET)
    own = told.own(request.user)
    sent = {"round": _round(request), "corrects": "corrects" in request.POST}
    is_over = 0 < sent["round"] < told.box.round  # a page that stood open while its round ended
    asks = bool(told.differing) and not is_over
    form = paper_forms.CountForm(request.POST or None, poll=poll, own=own, asks_why=asks)
    if form.attempt(tellers.enter, poll, by=request.user, **sent):
        return _entered(request, poll, form.result)
    if is_over:
        messages.warning(request, tellers.ROUND_OVER)
        return redirect("conferences:poll_count", poll.pk)
    context = {"form": form, "told": told, "own": own, "round": sent["round"] or told.box.round}
    context["agrees"] = not own and bool(teller_agreements.asked(poll, told.box.round, request.user))
    context["due"] = channels.present(poll)[1]
    return _unkept(render(request, "conferences/poll_count.html", _about(poll) | context))


@edits
@allowed(can_close_poll, Poll)
@sensitive_post_parameters()
def poll_count_agree(request, poll):
    """Confirm what two tellers agree on where they differed, without counting all anew."""
    tellers.refuse_other_state(poll)
    told = tellers.progress(poll)
    number = _round(request) or (told.box.round if told.box else 0)
    asked = teller_agreements.asked(poll, number, request.user)
    if not asked:
        raise RuleError(teller_agreements.NOT_THESE)
    form = paper_forms.AgreementForm(request.POST or None, asked=asked, initial={"round": number})
    if form.attempt(teller_agreements.agree, poll, by=request.user):
        return _entered(request, poll, form.result)
    words = {"heading": "Thống nhất số liệu đúng", "submit": "Xác nhận số liệu đúng"}
    return _unkept(_form(request, poll, form, **words))


@edits
@allowed(can_close_poll, Poll)
def poll_count_again(request, poll):
    """Have an agreed count done anew, with a reason."""
    form = ReasonForm(request.POST or None)
    if form.attempt(tellers.again, poll, by=request.user):
        messages.success(request, "Hai người kiểm phiếu kiểm lại từ đầu và ghi số liệu mới.")
        return redirect(poll)
    return _form(request, poll, form, heading="Kiểm lại phiếu giấy", submit="Kiểm lại từ đầu")


@writes
@allowed(can_vote, Poll)
def poll_to_paper(request, poll):
    """A unit that has not voted yet votes on paper."""
    sent = request.POST.get("elector", "")
    elector = late_paper.by_unit(poll, int(sent) if is_key(sent) else 0, by=request.user)
    messages.success(request, f"{elector.name} bỏ phiếu giấy. Hãy nhận phiếu ở ban kiểm phiếu.")
    return redirect(poll)


@edits
@allowed(can_close_poll, Poll)
def slip_to_paper(request, poll):
    """Somebody hands an unused slip back and votes on paper."""
    electors = poll.electors.filter(present=True, on_paper=False, moved=False)
    form = paper_forms.SlipToPaperForm(request.POST or None, electors=electors)
    if form.attempt(late_paper.by_slip, poll, by=request.user):
        messages.success(request, f"Đã hủy phiếu mã; hãy phát phiếu giấy cho {form.result.name}.")
        return redirect(poll)
    return _form(request, poll, form, heading="Đổi phiếu mã lấy phiếu giấy", submit="Đổi sang phiếu giấy")


def _round(request):
    sent = request.POST.get("round", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 5 else 0


def _entered(request, poll, told):
    if told.is_agreed:
        messages.success(request, "Đã ghi số liệu. Hai người kiểm phiếu ghi giống nhau: có thể đóng phiếu.")
        return redirect(poll)
    if told.differing and not told.rows:
        messages.warning(request, "Hai người kiểm phiếu ghi khác nhau. Hãy kiểm lại rồi ghi số liệu mới.")
        return redirect("conferences:poll_count", poll.pk)
    messages.success(request, "Đã ghi số liệu. Chờ người kiểm phiếu thứ hai ghi số liệu của mình.")
    return redirect(poll)


def _about(poll):
    return {"poll": poll, "conference": poll.conference, "season": poll.conference.season}


def _unkept(answer):
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _form(request, poll, form, **context):
    return render(request, "conferences/poll_form.html", _about(poll) | {"form": form, **context})
