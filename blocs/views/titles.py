"""The titles members may register for: listed, offered, withdrawn."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import titles
from blocs.models import Season, TitleOption
from blocs.permissions import can_direct_season, can_direct_title, can_see
from blocs.together_forms import TitleForm
from core.guards import allowed, edits, reads, writes
from documents import excel


@reads
@allowed(can_see, Season)
def title_list(request, season):
    """What the year offers."""
    rows = season.titles.all()
    if request.GET.get("format") == "xlsx":
        table = [(place, row.name, row.get_given_to_display()) for place, row in enumerate(rows, 1)]
        name = f"Danh hiệu cho đăng ký {season.named}"
        return excel.download(name, ["TT", "Danh hiệu, hình thức", "Dành cho"], table)
    opens = can_direct_season(request.user, season) and season.phase in titles.OPEN
    return render(request, "blocs/title_list.html", {"season": season, "rows": rows, "opens": opens})


@edits
@allowed(can_direct_season, Season)
def title_new(request, season):
    """Offer one more; "save and add another" keeps the page."""
    form = TitleForm(request.POST or None)
    if form.attempt(titles.offer, season, by=request.user):
        messages.success(request, f"Đã thêm “{form.result}”.")
        return redirect("blocs:title_new" if "another" in request.POST else "blocs:titles", season.pk)
    return render(request, "blocs/title_form.html", {"form": form, "season": season})


@writes
@allowed(can_direct_title, TitleOption)
def title_withdraw(request, title):
    """Offer it no longer."""
    titles.withdraw(title, by=request.user)
    messages.success(request, f"Đã bỏ “{title}”.")
    return redirect("blocs:titles", title.season_id)
