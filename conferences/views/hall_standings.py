"""The standing as it is frozen for the hall: frozen by one person, confirmed by another, taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from conferences.models import Conference
from conferences.permissions import can_confirm_standing, can_run, can_see_hall_standing
from conferences.showing import forms, reveal
from core.guards import allowed, edits, reads, writes
from members import acting

PAGE = "conferences:hall_standing"


@reads
@allowed(can_see_hall_standing, Conference)
def hall_standing(request, conference):
    """What is frozen, line by line, by whom, confirmed by whom."""
    frozen = reveal.of(conference)
    context = {"conference": conference, "season": conference.season, "frozen": frozen}
    context |= {"runs": can_run(request.user, conference) and not conference.is_over}
    context["hindrance"] = reveal.hindrance(conference)
    if frozen:
        context |= {
            "froze": acting.name_of(frozen.frozen_by),
            "confirmed": acting.name_of(frozen.confirmed_by),
        }
        context["stale"] = reveal.is_stale(frozen)
        open_ = frozen.state == frozen.State.FROZEN and not conference.is_over and not context["stale"]
        context["own"] = frozen.frozen_by_id == request.user.pk
        context["confirms"] = open_ and can_confirm_standing(request.user, conference) and not context["own"]
    return render(request, "conferences/hall_standing.html", context)


@writes
@allowed(can_run, Conference)
def hall_standing_freeze(request, conference):
    """Freeze the places as they stand."""
    reveal.freeze(conference, by=request.user)
    messages.success(
        request, "Đã khóa bảng xếp thứ cho hội trường. Tiếp theo, người thứ hai đối chiếu và xác nhận."
    )
    return redirect(PAGE, conference.pk)


@writes
@allowed(can_confirm_standing, Conference)
def hall_standing_confirm(request, conference):
    """A second person confirms what the page showed."""
    rows = conference.hall_standings.exclude(state="withdrawn")
    reveal.confirm(get_object_or_404(rows), sha256=request.POST.get("sha256", ""), by=request.user)
    messages.success(request, "Đã xác nhận. Bảng xếp thứ chiếu được lên hội trường.")
    return redirect(PAGE, conference.pk)


@edits
@allowed(can_run, Conference)
def hall_standing_withdraw(request, conference):
    """Take what was frozen back, with a reason."""
    frozen = get_object_or_404(conference.hall_standings.exclude(state="withdrawn"))
    form = forms.UnfreezeForm(request.POST or None)
    if form.attempt(reveal.withdraw, frozen, by=request.user):
        messages.success(
            request, "Đã bỏ khóa. Bảng xếp thứ không còn chiếu được cho tới khi khóa và xác nhận lại."
        )
        return redirect(PAGE, conference.pk)
    context = {"form": form, "conference": conference, "season": conference.season}
    context |= {"heading": "Bỏ khóa bảng xếp thứ", "submit": "Bỏ khóa"}
    return render(request, "conferences/form.html", context)
