"""Papers of a conference, issued through one door: those of a rehearsal say on every page that they are."""

from core import clock
from documents import papers
from documents.imprints import Mark

MARK = "DIỄN TẬP"


def issue(conference, *, kind, title, blocks, form="", by):
    """Freeze `blocks` as a paper of today and return its Document; `form` is the year's when empty.

    Raises RuleError when a text holds a sign that cannot be printed.
    """
    season = conference.season
    return papers.issue(
        kind=kind,
        title=titled(conference, title)[:300],
        blocks=marked(conference, blocks),
        form=form or season.form,
        on=clock.today(),
        by=by,
        sample=season.bloc.sample,
    )


def marked(conference, blocks):
    """Return `blocks` as a paper of the conference has them: in a rehearsal with the mark on every page."""
    return [Mark(MARK), *blocks] if conference.is_rehearsal else blocks


def mark_of(conference):
    """Return what stands across a screen of the conference: nothing, unless it is a rehearsal."""
    return MARK if conference.is_rehearsal else ""


def titled(conference, title):
    """Return what a paper or workbook is called: that of a rehearsal cannot be taken for a real one."""
    return f"{MARK} - {title}" if conference.is_rehearsal else title
