"""The voter's page: choose, look again, hand in. Works on a phone and without any script.

What is chosen travels in the body of a form only, from page to page, and is kept nowhere until it is in the
urn. No answer is longer or shorter for it (`ballot_pages`).
"""

from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from conferences.casting import slips, tellers, turnouts, urns
from conferences.models import Poll
from conferences.permissions import can_vote
from conferences.polling import poll_results, poll_words, voting
from conferences.polling.forms import SlipCodeForm
from conferences.polling.forms import ballot as ballot_form
from conferences.polling.poll_words import told
from conferences.reckoning import ballot_pages
from core import limits
from core.guards import allowed, edits, public
from core.prepared import Given, Prepared
from core.rules import RuleError

TRIES, PER_SECONDS = 60, 5 * 60  # wrong codes: a whole hall may stand behind one address
PAGE = "conferences/ballot.html"
NEEDED = Prepared(lambda: Poll.objects.select_related("conference").filter(pk=Given("pk")))


@edits
@allowed(can_vote, Poll, kept=NEEDED)
@sensitive_post_parameters()
def poll_vote(request, poll):
    """The ballot of the unit whose account is signed in."""
    own = voting.own_of(poll, request.user)
    if request.POST.get("step") == "cast" and (elector := _sent_of(request, own)):
        return _cast_own(request, poll, own, elector)
    waiting, done = voting.told_apart(poll, own)
    if not waiting and not done:
        return _ended(request, poll, voting.why_on_paper(poll, request.user) or _why_not(poll))
    elector = _elector(request, waiting)
    if elector is None:
        return _ended(request, poll, _refusal(request, done), several=bool(waiting))
    context = {"elector": elector, "back": poll.get_absolute_url()}
    return _steps(request, poll, context)


def _elector(request, waiting):
    """Whose ballot this is: who is named by the form, and nobody in that one's place."""
    if request.method == "GET":
        return next(iter(waiting), None)
    return _sent_of(request, waiting)


def _sent_of(request, rows):
    return next((row for row in rows if request.POST.get("elector") == str(row.pk)), None)


def _cast_own(request, poll, own, elector):
    """Straight to the urn, which knows who has voted; whether another unit waits is asked afterwards."""

    def cast(paper):
        return voting.by_account(poll, elector, paper, by=request.user)

    def several():
        return len(own) > 1 and bool(voting.told_apart(poll, own)[0])

    return _cast(request, poll, cast, {"elector": elector, "back": poll.get_absolute_url()}, several)


def _refusal(request, done):
    if request.method == "GET":
        return "Phiếu của đơn vị đã vào hòm. Mỗi đơn vị một phiếu, bỏ một lần."
    return urns.TWICE if _sent_of(request, done) else urns.STRANGER


@edits
@public
@sensitive_post_parameters()
def ballot(request):
    """The ballot of a drawn slip: whoever holds the code votes, and nobody is asked who that is."""
    asked = SlipCodeForm(request.POST or None)
    if not asked.attempt(slips.find):
        if asked.is_bound and limits.exceeded(request, "ballot", most=TRIES, seconds=PER_SECONDS):
            return _unkept(render(request, "429.html", status=429))
        return _unkept(render(request, "conferences/ballot_code.html", {"form": asked}))
    slip, code = asked.result, asked.cleaned_data["code"]
    if slip.poll.state == Poll.State.CLOSED:
        return _counted(request, slip.poll)
    if sentence := _why_not_by(slip):
        return _ended(request, slip.poll, sentence)
    if request.POST.get("step") == "cast":
        return _cast(request, slip.poll, lambda paper: voting.by_slip(code, paper), {"code": code})
    return _steps(request, slip.poll, {"code": code})


def _why_not_by(slip):
    if slip.poll.state != Poll.State.OPEN:
        return voting.NOT_NOW[slip.poll.state]
    if voting.is_used(slip):
        return urns.TWICE
    return urns.SEALED if tellers.is_box_closed(slip.poll) else ""


def _steps(request, poll, context):
    """Choose (again), review: one page after the other."""
    step = request.POST.get("step", "")
    context |= {"poll": poll, "conference": poll.conference}
    if step == "review":
        form = ballot_form(poll)(request.POST, poll=poll)
        if form.is_valid():
            shown = ballot_pages.review(poll, form.cleaned_data["paper"])
            return _show(request, context | {"step": "review", **shown})
        return _choose(request, form, context)
    try:
        paper = _paper(request, poll)
    except RuleError:
        paper = ""
    return _choose(request, ballot_form(poll)(poll=poll, paper=paper), context)


def _choose(request, form, context):
    poll = context["poll"]
    promised, not_promised = poll_results.promises(poll, secure=request.is_secure())
    context |= {"step": "choose", "form": form, "asked": told(poll)}
    return _show(request, context | {"promised": promised, "not_promised": not_promised})


def _cast(request, poll, cast, context, several=lambda: False):
    """Hand the ballot in; `several()` says afterwards whether the account may cast another one."""
    try:
        receipt = cast(_paper(request, poll))
    except RuleError as refusal:
        return _ended(request, poll, str(refusal), several=several())
    cast_now, electors = turnouts.of(poll)
    context |= {"poll": poll, "conference": poll.conference, "several": several()}
    return _show(
        request, context | {"step": "done", "receipt": receipt, "cast": cast_now, "electors": electors}
    )


def _paper(request, poll):
    return ballot_pages.received(poll.form, request.POST.get("paper", ""))


def _counted(request, poll):
    """The result and the codes of receipt, for who has no account to read them with."""
    context = {"poll": poll, "conference": poll.conference, "step": "counted"}
    context |= {"lines": poll_results.lines_of(poll), "cast": poll.tally["cast"]}
    context |= {"threshold": poll_words.carried_when(poll), "codes": urns.counted(poll.pk)[1]}
    return _show(request, context)


def _why_not(poll):
    if poll.state != Poll.State.OPEN:
        return voting.NOT_NOW[poll.state]
    if poll.by_hands:
        return "Cuộc này biểu quyết giơ tay tại hội trường nên không bỏ phiếu ở trang này."
    if poll.mode == Poll.Mode.PAPER:
        return "Cuộc bỏ phiếu này dùng phiếu giấy. Hãy nhận phiếu ở ban kiểm phiếu."
    if poll.takes_slips:
        return "Cuộc bỏ phiếu này dùng phiếu mã rút thăm. Hãy quét mã QR trên phiếu."
    return "Đơn vị chưa được điểm danh có mặt. Hãy báo ban kiểm phiếu điểm danh rồi tải lại trang."


def _ended(request, poll, sentence, **context):
    context |= {"poll": poll, "conference": poll.conference, "step": "ended", "sentence": sentence}
    if request.user.is_authenticated:
        context["back"] = poll.get_absolute_url()
    return _show(request, context)


def _show(request, context):
    return _unkept(render(request, PAGE, context))


def _unkept(response):
    response.headers["Cache-Control"] = "private, no-store, no-transform"  # compressed, its length would tell
    return response
