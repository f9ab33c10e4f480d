"""A signed target amended: the form, and the paper as PDF or Word."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from blocs.models import Criterion
from core.guards import allowed, edits, reads, writes
from documents import handout
from results import amendments
from results.forms import AmendForm
from results.models import Amendment, Pledge
from results.permissions import can_amend_pledge, can_see


@edits
@allowed(can_amend_pledge, Pledge)
def target_amend(request, pledge, criterion):
    """Put a new target in the place of the signed one."""
    ours = Criterion.objects.filter(group__table__season=pledge.season_id).select_related("group__table")
    found = get_object_or_404(ours, pk=criterion)
    target = pledge.targets.filter(criterion=found).first()
    initial = {name: getattr(target, name) for name in amendments.FIELDS} if target else {}
    form = AmendForm(request.POST or None, initial=initial)
    if form.attempt(amendments.amend, pledge, found, by=request.user):
        messages.success(request, f"Đã điều chỉnh chỉ tiêu {found.code}. Bản cũ vẫn đọc được ở dưới.")
        return redirect(pledge)
    context = {"form": form, "pledge": pledge, "season": pledge.season, "criterion": found, "target": target}
    return render(request, "results/target_amend.html", context)


@writes
@allowed(can_see, Amendment)
def amendment_paper_request(request, amendment, format):
    """Ask for the file; asking again leads to the same one, and starts a failed one afresh."""
    return handout.ask(request, amendment.paper, format, _url(amendment, format))


@reads
@allowed(can_see, Amendment)
def amendment_paper_progress(request, amendment, format):
    """Show how far the file is; htmx asks for the partial every two seconds."""
    pledge, url = amendment.pledge, _url(amendment, format)
    more = {"season": pledge.season, "back": pledge.get_absolute_url(), "back_label": "Chỉ tiêu"}
    return handout.watch(
        request, amendment.paper, format, url, template="results/paper_progress.html", **more
    )


@reads
@allowed(can_see, Amendment)
def amendment_paper_file(request, amendment, format):
    """Hand out the finished file."""
    return handout.hand_out(request, amendment.paper, format, _url(amendment, format))


def _url(amendment, format):
    return lambda step: reverse(f"results:amendment_paper_{step}", args=[amendment.pk, format])
