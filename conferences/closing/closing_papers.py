"""The papers that leave a closed conference, frozen when it is closed: asked for in one place, told in words.

Minutes and count records are issued by their own rules; here are the standing, the list of nominations, next
year's pledge to be signed and the press summary, which is corrected until it is issued.
"""

from dataclasses import dataclass

from django.db import transaction

from blocs.papers import letterhead, signer
from conferences import conference_papers
from conferences.closing import press_summary
from conferences.endorsing import nomination_paper
from conferences.holding import hold
from conferences.models import ClosingPaper, Conference, Poll
from conferences.standing import ranking
from core import records
from core.rules import RuleError
from documents import papers
from documents.blocks import Signature
from documents.models import Document, Rendition
from results import coming_pledge, standing_paper, standings

CLOSED = Conference.State.CLOSED
KINDS, PAPERS = ClosingPaper.Kind, Document.Kind
PAPER_KINDS = {
    KINDS.STANDING: PAPERS.SCORES,
    KINDS.NOMINATIONS: PAPERS.SUBMISSION,
    KINDS.PLEDGE: PAPERS.PLEDGE,
    KINDS.PRESS: PAPERS.REPORT,
}
ISSUED = "Thông cáo đã ban hành, không sửa được nữa."
NO_PLACES = "Năm này chưa có kết quả xếp thứ khi bế mạc."
NOBODY = "Hội nghị không thông qua đề nghị khen thưởng nào."
NOT_DRAWN_UP = "Chưa lập. Khi năm còn mở, người điều hành hội nghị bấm “Tạo tất cả” thì bản này được lập."
LONGEST = 6000  # signs of a summary


@dataclass(frozen=True)
class Line:
    """One paper of a conference: its Document, or why there is none.

    `url` begins the names of its addresses, which take `pk` and a format.
    """

    name: str
    document: Document | None
    url: str = ""
    pk: int | None = None
    why: str = ""


def draw_up(conference, *, form="", by):
    """Freeze what the closed conference leaves: standing, nominations, pledge; draft the press summary.

    What was drawn up before stays. The caller holds the conference. Raises RuleError as `papers.issue` does.
    """
    form = form or conference.season.form
    known = set(conference.closing_papers.values_list("kind", flat=True))
    for kind, said in _asked(conference, form):
        if said and kind not in known:
            row = ClosingPaper(conference=conference, kind=kind, form=form)
            row.paper = _signed(row) or _issued(row, said, by)
            records.keep(row, by=by, act="closing_paper.issue")
    if KINDS.PRESS not in known:
        row = ClosingPaper(conference=conference, kind=KINDS.PRESS, form=form)
        row.text = _no_longer(press_summary.draft(conference))
        records.keep(row, by=by, act="press.draft")


def write(conference, *, text, by):
    """Correct the press summary before it is issued. Raises RuleError once it is."""
    with transaction.atomic():
        press = _press(hold(conference, CLOSED), by)
        if press.paper_id:
            raise RuleError(ISSUED)
        return records.change(press, text=text, by=by, act="press.write")


def issue(conference, *, by):
    """Issue the press summary as it is written now and return it; the second click finds it issued."""
    with transaction.atomic():
        conference = hold(conference, CLOSED)
        press = _press(conference, by)
        if press.paper_id:
            return press
        paper = _issued(press, press_summary.blocks(conference, press.form, press.text), by)
        return records.change(press, paper=paper, by=by, act="press.issue")


def request_all(conference, *, by, issues):
    """Ask the workers for every paper as PDF and Word, once; what failed starts afresh.

    `issues`: the one who asks runs the conference, so that what is not drawn up or issued yet is, while the
    year is open. Raises RuleError before the conference is closed.
    """
    with transaction.atomic():
        if conference.state != CLOSED:
            raise RuleError("Tài liệu của hội nghị có sau khi bế mạc. Hãy bế mạc hội nghị trước.")
        if issues and not conference.season.is_closed:
            conference = hold(conference, CLOSED)
            draw_up(conference, by=by)
            issue(conference, by=by)
        for line in lines(conference):
            for format in Rendition.Format.values if line.document else ():
                papers.request(line.document, format, by=by)


def lines(conference):
    """Return a Line for each paper that a closed conference leaves, in the order they are needed."""
    return [
        Line("Biên bản hội nghị", conference.minutes, "minutes", conference.pk),
        *_counts(conference),
        *_own(conference),
    ]


def _no_longer(text):
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _asked(conference, form):
    """(kind, blocks or nothing) of what a year-end conference leaves."""
    if conference.kind != Conference.Kind.YEAREND:
        return
    season = conference.season
    places = standings.by_place(ranking.seen_by(conference))
    placed = any(place.rank for place in places)
    yield KINDS.STANDING, placed and _standing(season, places, form)
    endorsed = not conference.is_rehearsal and bool(nomination_paper.groups(season))
    yield KINDS.NOMINATIONS, endorsed and nomination_paper.blocks(conference, form)
    yield KINDS.PLEDGE, coming_pledge.blocks(season, form)


def _standing(season, places, form):
    table = standing_paper.table(season, places)
    return [letterhead(season, form=form), *table, Signature(signer(season))]


def _signed(row):
    """The pledge that was signed before the closing is that very paper; a rehearsal has one of its own."""
    if row.kind == KINDS.PLEDGE and not row.conference.is_rehearsal:
        return coming_pledge.signed(row.conference.season)
    return None


def _issued(row, said, by):
    facts = {"kind": PAPER_KINDS[row.kind], "title": _titled(row), "blocks": said}
    return conference_papers.issue(row.conference, **facts, form=row.form, by=by)


def _titled(row):
    conference, season = row.conference, row.conference.season
    if row.kind == KINDS.PRESS:
        return f"Thông cáo {conference.title[:1].lower()}{conference.title[1:]}"
    if row.kind == KINDS.PLEDGE:
        return f"Giao ước thi đua {coming_pledge.named(season)} - {season.bloc.short_name}"
    return f"{row.get_kind_display()} {season.named} - {season.bloc.short_name}"


def _press(conference, by):
    rows = ClosingPaper.objects.select_for_update().filter(conference=conference, kind=KINDS.PRESS)
    if not rows.exists():  # closed before there were summaries
        draw_up(conference, by=by)
    return rows.get()


def _counts(conference):
    for poll in conference.polls.filter(state=Poll.State.CLOSED).select_related("record"):
        why = "" if poll.record_id else "Chưa lập biên bản trước khi bế mạc."
        yield Line(f"Biên bản kiểm phiếu: {poll}", poll.record, "poll_paper", poll.pk, why)


def _own(conference):
    rows = {row.kind: row for row in conference.closing_papers.select_related("paper")}
    reasons = {KINDS.STANDING: NO_PLACES, KINDS.NOMINATIONS: NOBODY, KINDS.PRESS: "Chưa ban hành."}
    reasons[KINDS.PLEDGE] = NOT_DRAWN_UP
    shown = KINDS if conference.kind == Conference.Kind.YEAREND else (KINDS.PRESS,)
    for kind in shown:
        row = rows.get(kind)
        paper = row and row.paper
        yield Line(KINDS(kind).label, paper, "closing_paper", row and row.pk, "" if paper else reasons[kind])
