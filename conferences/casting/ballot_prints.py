"""Paper ballots, printed: all alike, counted but never numbered, how to vote in words, room for a stamp.

What stands on a ballot is frozen as a paper; a worker puts the copies into one file. A number on a ballot
could be written down beside a name, so there is none, and none of a page either: each copy begins afresh.
"""

from django.db import transaction

from conferences import conference_papers
from conferences.casting import channels, tellers
from conferences.holding import hold
from conferences.models import BallotPrint, Conference, Poll
from conferences.reckoning import ballot_papers, poll_rules
from core import records
from core.rules import RuleError
from core.text import file_name
from documents import blocks as vocabulary
from documents import copies as copying
from documents import files, jobs, papers
from documents.blocks import Column, Note, Paragraph, Row, SignatureGrid, Signer, Span, Table, Title
from documents.models import Document, Shard
from documents.papers import CONTENT_TYPES

TASK = "conferences.ballots"
MOST = 500  # ballots of one file
ACT = "ballot.print"
NOT_NOW = "Phiếu giấy in được trước khi đóng hòm phiếu. Hãy tải lại trang để xem tình hình mới nhất."
CHOOSE = (Column("TT", 10, "center"), Column("Danh sách", 66), Column("Chọn", 24, "center"))
JUDGE = (
    *(CHOOSE[0], Column("Danh sách", 50)),
    *(Column("Đồng ý", 18, "center"), Column("Không đồng ý", 22, "center")),
)
MARK = "Đánh dấu X vào ô"
HOW = {
    ballot_papers.APPROVE: MARK + " “Chọn” ở dòng anh, chị chọn; chọn không quá {most} dòng.",
    ballot_papers.ONE: MARK + " “Chọn” ở một dòng duy nhất.",
    ballot_papers.YES_NO: MARK + " “Đồng ý” hoặc “Không đồng ý” ở từng dòng; mỗi dòng không quá một dấu.",
}
SPOILT = (
    "Phiếu không hợp lệ khi không do ban kiểm phiếu phát ra, {wrong}, có ghi tên, ký tên "
    "hoặc dấu hiệu riêng. {blank}"
)
WRONG = {
    ballot_papers.APPROVE: "chọn quá {most} dòng",
    ballot_papers.ONE: "chọn hơn một dòng",
    ballot_papers.YES_NO: "có dòng vừa đồng ý vừa không đồng ý",
}


def blocks(poll):
    """Return one ballot as blocks."""
    wrong = WRONG[poll.kind].format(most=poll.most)
    blank = f"Phiếu để trống {'là' if poll.blanks else 'không phải'} phiếu hợp lệ."
    judged = poll.kind == ballot_papers.YES_NO
    empty = ("", "") if judged else ("",)
    rows = [Row((str(place), label, *empty)) for place, label in enumerate(poll.labels, 1)]
    return [
        Paragraph((Span(poll.conference.title, bold=True),), align="center"),
        Title("Phiếu bầu" if poll.post else "Phiếu biểu quyết", str(poll)),
        Paragraph(HOW[poll.kind].format(most=poll.most)),
        Table(JUDGE if judged else CHOOSE, tuple(rows)),
        Paragraph(SPOILT.format(wrong=wrong, blank=blank)),
        Note(f"Bỏ phiếu kín. Đạt khi được {poll_rules.asked(poll.rules)}."),
        SignatureGrid(
            (Signer(), Signer(post="Dấu của ban kiểm phiếu", note="(Đóng dấu vào đây)")), columns=2
        ),
    ]


def usual(poll):
    """Return how many ballots are printed where nobody says otherwise: one for each vote on paper."""
    if poll.state == Poll.State.DRAFT:
        return sum(on_paper for _, on_paper in channels.seats(poll)) or 1
    return sum(elector.gets_paper for elector in poll.electors.all()) or 1


def issue(poll, *, copies, by):
    """Have so many equal ballots made into one file and return the BallotPrint; a second click the same one.

    Raises RuleError for a poll without paper, and once its box is closed.
    """
    with transaction.atomic():
        hold(poll.conference, Conference.State.PLANNED, Conference.State.OPEN)
        rows = Poll.objects.select_for_update(of=("self",)).select_related("conference__season__bloc")
        poll = rows.get(pk=poll.pk)
        _refuse(poll)
        found = latest(poll)
        if found and found.copies == copies and is_current(found, poll):
            if jobs.progress(found.job).state == Shard.State.FAILED:
                jobs.retry(found.job, by=by)
            return found
        paper = found.paper if found and is_current(found, poll) else _frozen(poll, by)
        row = BallotPrint(poll=poll, copies=copies, paper=paper)
        label = f"In {copies} phiếu giấy: {poll}"
        row.job = jobs.enqueue(TASK, shards=[{"paper": paper.pk, "copies": copies}], label=label, by=by)
        return records.keep(row, by=by, act=ACT)


def latest(poll):
    """Return the BallotPrint asked for last, or None."""
    return poll.prints.select_related("job", "paper").last()


def is_current(found, poll):
    """Say whether what was printed is what the poll says now: who changes the list prints anew."""
    said = conference_papers.marked(poll.conference, blocks(poll))
    _, digest = vocabulary.freeze(said, found.paper.layout)
    return digest == found.paper.sha256


def make(shard):
    """Do the work of a print's only shard and return the StoredFile."""
    paper = Document.objects.get(pk=shard.facts["paper"])
    content = copying.of(papers.render_bytes(paper, "pdf"), shard.facts["copies"])
    return files.keep(content, content_type=CONTENT_TYPES["pdf"])


def file_of(found):
    """Return the StoredFile of a print, or None while it is not made."""
    return found.job.shards.select_related("file").get().file


def name_of(found):
    """Return what the file is called."""
    return file_name(f"Phiếu giấy {found.poll} - {found.copies} phiếu.pdf".replace("/", "-"))


def _refuse(poll):
    if not poll.takes_paper:
        raise RuleError("Cuộc bỏ phiếu này không dùng phiếu giấy.")
    if poll.state not in (Poll.State.DRAFT, Poll.State.OPEN):
        raise RuleError(NOT_NOW)
    tellers.refuse_closed_box(poll)


def _frozen(poll, by):
    return conference_papers.issue(
        poll.conference,
        kind=Document.Kind.MINUTES,  # the ballots lie with the minutes of the count
        title=f"Phiếu giấy: {poll}",
        blocks=blocks(poll),
        by=by,
    )
