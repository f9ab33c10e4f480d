"""The criteria table taken away as PDF or Word: asked for, watched, downloaded."""

from django.urls import reverse

from blocs.models import CriteriaTable
from blocs.permissions import can_see
from core.guards import allowed, reads, writes
from documents import handout


@writes
@allowed(can_see, CriteriaTable)
def paper_request(request, table, format):
    """Ask for the file; asking again leads to the same one, and starts a failed one afresh."""
    return handout.ask(request, table.paper, format, _url(table, format))


@reads
@allowed(can_see, CriteriaTable)
def paper_progress(request, table, format):
    """Show how far the file is; htmx asks for the partial every two seconds."""
    return handout.watch(
        request,
        table.paper,
        format,
        _url(table, format),
        template="blocs/paper_progress.html",
        back=table.get_absolute_url(),
        back_label="Bảng tiêu chí",
        season=table.season,
    )


@reads
@allowed(can_see, CriteriaTable)
def paper_file(request, table, format):
    """Hand out the finished file."""
    return handout.hand_out(request, table.paper, format, _url(table, format))


def _url(table, format):
    return lambda step: reverse(f"blocs:paper_{step}", args=[table.pk, format])
