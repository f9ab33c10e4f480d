"""More time for one member to hand in its sheet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from blocs.models import Season
from core.dates import short
from core.guards import allowed, edits, writes
from members.models import Agency
from results import extensions
from results.forms import ExtensionForm
from results.models import Extension
from results.permissions import can_direct, can_take_back_extension


@edits
@allowed(can_direct, Season)
def extension(request, season, agency):
    """The head gives a member another day, or moves it."""
    members = {row.agency_id for row in season.members}
    found = get_object_or_404(Agency.objects.named(season.standing_on).filter(pk__in=members), pk=agency)
    given = Extension.objects.filter(season=season, agency=found).first()
    initial = {"until": given.until, "reason": given.reason} if given else {}
    form = ExtensionForm(request.POST or None, initial=initial)
    if form.attempt(extensions.grant, season, agency=found, by=request.user):
        messages.success(request, f"Đã gia hạn cho {found.name} đến {short(form.result.until)}.")
        return redirect("results:sheets", season.pk)
    context = {"form": form, "season": season, "agency": found, "given": given}
    return render(request, "results/extension.html", context, status=422 if form.is_bound else 200)


@writes
@allowed(can_take_back_extension, Extension)
def extension_withdraw(request, extension):
    """The planned day counts again for this member."""
    extensions.withdraw(extension, by=request.user)
    messages.success(request, f"Đã thôi gia hạn cho {extension.agency}.")
    return redirect("results:sheets", extension.season_id)
