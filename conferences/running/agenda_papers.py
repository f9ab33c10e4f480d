"""Papers of a point of the agenda: a file sent in, or a report or count record issued here."""

from django.db import transaction

from conferences.holding import hold
from conferences.models import AgendaItem, AgendaPaper, Conference, Poll, Report
from core import clock, records, text
from core.rules import RuleError
from documents import intake, uploads

STATES = Conference.State
WRITABLE = (STATES.PLANNED, STATES.OPEN)
MOST = 20  # of one point
TWO_WAYS = "Chọn một tệp hoặc một văn bản của Khối, không chọn cả hai."
NOTHING = "Hãy chọn một tệp trên máy, hoặc một văn bản của Khối."


def attach(item, *, upload=None, document=None, name="", by):
    """Put a paper to a point and return it: an `upload`, or a `document` of `offered`; called `name`.

    Raises RuleError for a file that is not accepted (see `intake`), a document that is not offered, too
    many, or after the closing; ValidationError when the point has it already.
    """
    if bool(upload) == bool(document):
        raise RuleError(TWO_WAYS if upload else NOTHING)
    stored = intake.receive(upload, uploads.PAPERS) if upload else None  # before the lock: it takes time
    with transaction.atomic():
        conference = hold(item.conference, *WRITABLE)
        if not conference.agenda.filter(pk=item.pk).exists():
            raise RuleError("Mục này đã được bỏ khỏi chương trình. Hãy tải lại trang.")
        if item.papers.count() >= MOST:
            raise RuleError(f"Mỗi mục có nhiều nhất {MOST} tài liệu. Hãy gỡ bớt trước.")
        if document and document not in offered(conference):
            raise RuleError("Văn bản này không thuộc hội nghị. Hãy chọn lại.")
        paper = AgendaPaper(item=item, file=stored, document=document, added_at=clock.now())
        paper.file_name = text.file_name(upload.name) if upload else ""
        paper.name = name or (paper.file_name if upload else document.title)
        return records.keep(paper, by=by, act="agenda_paper.attach")


def remove(paper, *, by):
    """Take a paper away; the content stays stored. The second click finds it gone and does nothing."""
    with transaction.atomic():
        hold(paper.item.conference, *WRITABLE)
        for found in AgendaPaper.objects.filter(pk=paper.pk):
            records.drop(found, by=by, act="agenda_paper.remove")


def offered(conference):
    """Return the Documents every member may read: the year's issued reports, this conference's counts."""
    reports = Report.objects.filter(season=conference.season_id, paper__isnull=False).select_related("paper")
    counts = Poll.objects.filter(conference=conference, record__isnull=False).select_related("record")
    return [row.paper for row in reports] + [row.record for row in counts]


def with_papers(conference):
    """Return the points of the agenda in order, their papers read along."""
    return AgendaItem.objects.filter(conference=conference).prefetch_related("papers__file")
