"""What happened to a pledge: its journal with the way back, and the cells that others changed meanwhile."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core.guards import allowed, reads, writes
from results import pledge_journal as book
from results import targets
from results.models import Pledge
from results.permissions import can_follow_pledge, can_write_pledge
from results.views import journal


@reads
@allowed(can_follow_pledge, Pledge)
def pledge_journal(request, pledge):
    """Who changed which target when, the latest first; until it is handed in each step can be taken back."""
    steps, open_ = book.steps_of(pledge), pledge.state == "draft" and pledge.season.phase == "pledging"
    if request.GET.get("format") == "xlsx":
        return journal.workbook(f"Nhật ký chỉ tiêu {pledge.agency} {pledge.season.named}", steps)
    context = {
        "pledge": pledge,
        "season": pledge.season,
        "page": journal.page_of(request, steps),
        "undoes": open_ and can_write_pledge(request.user, pledge),
    }
    return render(request, "results/pledge_journal.html", context)


@writes
@allowed(can_write_pledge, Pledge)
def target_undo(request, pledge, entry):
    """Take one step back."""
    found = get_object_or_404(book.of_pledge(pledge), pk=entry)
    criterion = book.undo(pledge, found, by=request.user)
    messages.success(request, f"Đã hoàn tác một bước ở chỉ tiêu {criterion.code}.")
    return redirect("results:pledge_journal", pledge.pk)


@reads
@allowed(can_write_pledge, Pledge)
def pledge_changes(request, pledge):
    """The cells changed since the mark `since`, for a page that stays open; 204 while there are none.

    A target that was emptied, or written anew, counts its versions from the beginning: `anew` says so.
    """

    def facts(changed):
        held = {row.criterion_id: row for row in pledge.targets.filter(criterion__in=changed.lines)}
        return {"rows": {key: _row(held.get(key), key in changed.anew) for key in changed.lines}}

    return journal.changes(request, book.since, pledge, facts)


def _row(target, anew):
    return {"version": target.version if target else 0, "values": targets.shown(target), "anew": anew}
