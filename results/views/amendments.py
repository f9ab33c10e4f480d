"""A signed target amended or withdrawn: the forms, and the paper as PDF or Word."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from blocs.forms import ReasonForm
from blocs.models import Criterion
from core.guards import allowed, edits
from documents import handout
from results import amendments
from results.forms import AmendForm
from results.models import Amendment, Pledge
from results.permissions import can_amend_pledge, can_see


@edits
@allowed(can_amend_pledge, Pledge)
def target_amend(request, pledge, criterion):
    """Put a new target in the place of the signed one."""
    found, target = _found(pledge, criterion)
    initial = {name: getattr(target, name) for name in amendments.FIELDS} if target else {}
    form = AmendForm(request.POST or None, initial=initial)
    if form.attempt(amendments.amend, pledge, found, by=request.user):
        messages.success(request, f"Đã điều chỉnh chỉ tiêu {found.code}. Bản cũ vẫn đọc được ở dưới.")
        return redirect(pledge)
    context = {"form": form, "pledge": pledge, "season": pledge.season, "criterion": found, "target": target}
    return render(request, "results/target_amend.html", context)


@edits
@allowed(can_amend_pledge, Pledge)
def target_withdraw(request, pledge, criterion):
    """Take a signed target out of the pledge, with a reason."""
    found, target = _found(pledge, criterion)
    form = ReasonForm(request.POST or None)
    if form.attempt(amendments.withdraw, pledge, found, by=request.user):
        messages.success(request, f"Đã rút chỉ tiêu {found.code}. Bản đã ký vẫn đọc được ở dưới.")
        return redirect(pledge)
    context = {"form": form, "pledge": pledge, "season": pledge.season, "criterion": found, "target": target}
    return render(request, "results/target_withdraw.html", context)


def _found(pledge, criterion):
    """The criterion of the pledge's year (404 for another's), and the target under it or None."""
    ours = Criterion.objects.filter(group__table__season=pledge.season_id).select_related("group__table")
    found = get_object_or_404(ours, pk=criterion)
    return found, pledge.targets.filter(criterion=found).first()


amendment_paper_request, amendment_paper_progress, amendment_paper_file = handout.views(
    Amendment,
    can_see,
    room=__name__,
    url="results:amendment_paper",
    template="results/paper_progress.html",
    about=lambda amendment: {
        "back": amendment.pledge.get_absolute_url(),
        "back_label": "Chỉ tiêu",
        "season": amendment.pledge.season,
    },
)
