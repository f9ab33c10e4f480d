"""Awards counted: tables, pictures and an Excel list, of a year or of all years of its bloc."""

from django.shortcuts import render

from awards.permissions import can_see
from awards.registering import statistics
from blocs.models import Season
from core.guards import allowed, reads
from documents import excel
from documents.figures import counts

COLUMNS = ["Năm", "Đơn vị", "Hình thức", "Tập thể", "Cá nhân", "Cá nhân có chức vụ lãnh đạo"]
COLUMNS += ["Cá nhân không có chức vụ lãnh đạo", "Chưa rõ chức vụ", "Nam", "Nữ", "Chưa rõ nam, nữ"]
KINDS = ("Tập thể", "Cá nhân")
POSTS = ("Không giữ chức vụ lãnh đạo", "Giữ chức vụ lãnh đạo", "Chưa rõ")


@reads
@allowed(can_see, Season)
def award_statistics(request, season):
    """The awards of the year, or with `?scope=bloc` of all years of the bloc that the reader sees."""
    whole = request.GET.get("scope") == "bloc"
    seasons = _seasons(request.user, season) if whole else [season]
    if request.GET.get("format") == "xlsx":
        title = f"Thống kê khen thưởng {season.bloc.short_name if whole else season.named}".replace("/", "-")
        return excel.download(title, COLUMNS, statistics.flat(seasons))
    found = statistics.of(seasons)
    context = {"season": season, "whole": whole, "found": found, **_tables(found), **_pictures(found, whole)}
    return render(request, "awards/statistics.html", context)


def _seasons(user, season):
    rows = Season.objects.visible_to(user).filter(bloc=season.bloc_id).select_related("bloc")
    return list(rows.order_by("year", "pk"))


def _tables(found):
    return {
        "by_form": [(tally, tally.by_year(found.seasons)) for _, tally in found.forms],
        "by_agency": [(tally, tally.by_form(found.forms)) for tally in found.agencies],
    }


def _pictures(found, whole):
    groups = found.years if whole else [tally for _, tally in found.forms]
    persons = [tally for tally in found.agencies if tally.persons]
    return {
        "kinds": counts.draw(KINDS, [(tally.name, (tally.collectives, tally.persons)) for tally in groups]),
        "holders": counts.draw(POSTS, [(tally.name, _posts(tally)) for tally in persons])
        if persons
        else None,
    }


def _posts(tally):
    return tuple(tally.posts[kind] for kind in ("without", "leading", "unknown"))
