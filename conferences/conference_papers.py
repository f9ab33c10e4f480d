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
    marks = [Mark(MARK)] if conference.is_rehearsal else []
    return papers.issue(
        kind=kind,
        title=titled(conference, title)[:300],
        blocks=[*marks, *blocks],
        form=form or season.form,
        on=clock.today(),
        by=by,
        sample=season.bloc.sample,
    )


def titled(conference, title):
    """Return what a paper or workbook is called: that of a rehearsal cannot be taken for a real one."""
    return f"{MARK} - {title}" if conference.is_rehearsal else title
