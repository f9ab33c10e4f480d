"""The papers of a count: all ballots for a count by hand, the record to be signed, its file."""

from operator import attrgetter

from django.contrib import messages
from django.shortcuts import redirect, render

from conferences import holding
from conferences.casting import urns
from conferences.models import Poll
from conferences.permissions import can_run_poll, can_see
from conferences.polling import count_record, paper_record
from conferences.polling.forms import CountersForm
from conferences.reckoning import ballot_papers
from core.guards import allowed, edits, reads
from core.rules import RuleError
from documents import handout


@reads
@allowed(can_run_poll, Poll)
def poll_recount(request, poll):
    """Every ballot of a closed urn as it was filled in, in an order that tells nothing."""
    if poll.state != Poll.State.CLOSED:
        raise RuleError("Phiếu in ra để kiểm tay được sau khi đóng bỏ phiếu.")
    if poll.by_hands:
        raise RuleError("Biểu quyết giơ tay không có phiếu để in. Kết quả có ở trang của cuộc biểu quyết.")
    if sentence := paper_record.no_recount(poll):
        raise RuleError(sentence)
    papers, _ = urns.counted(poll.pk)
    filled = [
        (list(zip(poll.labels, ballot_papers.signs_of(poll.form, paper), strict=True)), paper)
        for paper in papers
    ]
    context = {"poll": poll, "conference": poll.conference, "season": poll.conference.season}
    context |= {"papers": [(rows, ballot_papers.is_blank(poll.form, paper)) for rows, paper in filled]}
    return render(request, "conferences/recount.html", context)


@edits
@allowed(can_run_poll, Poll)
def poll_record(request, poll):
    """Name who counted; the record is issued from the frozen figures."""
    if request.method != "POST":
        count_record.refuse_open(poll)
        holding.refuse_closed(poll.conference)
    form = CountersForm(request.POST or None)
    if form.attempt(count_record.issue, poll, by=request.user):
        messages.success(request, "Đã lập biên bản kiểm phiếu. Hãy tải bản in để ký.")
        return redirect(poll)
    context = {"form": form, "poll": poll, "conference": poll.conference, "season": poll.conference.season}
    context |= {"heading": "Lập biên bản kiểm phiếu", "submit": "Lập biên bản kiểm phiếu"}
    return render(request, "conferences/poll_form.html", context)


poll_paper_request, poll_paper_progress, poll_paper_file = handout.views(
    Poll,
    can_see,
    room=__name__,
    url="conferences:poll_paper",
    template="conferences/poll_progress.html",
    about=lambda poll: {"poll": poll, "conference": poll.conference, "season": poll.conference.season},
    paper=attrgetter("record"),
)
