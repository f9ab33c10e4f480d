"""What stands around every page: which bloc and year are on view, who is signed in; the menu is `menu`'s."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse

from blocs import leadership
from blocs.models import Season
from blocs.permissions import can_edit_criteria
from core import clock
from desk import menu
from members import acting

CHOSEN = "season"  # the session's key for the year on view
PROJECT = "project"  # the cookie of a browser that shows its pages on a projector
OFFERED = 12  # years offered in the switcher; more are found through the bloc's page


def season_on_view(request):
    """Return the year the person looks at: chosen in this session, else where the work is; or None."""
    if not hasattr(request, "_season_on_view"):
        years = offered(request)
        found = _chosen(request, years) or _at_work(request.user, years)
        prefetch_related_objects(found, "terms", "deadlines")
        request._season_on_view = found[0] if found else None
    return request._season_on_view


def _chosen(request, seasons):
    """The year chosen in this session, in a list: one of `seasons`, or an older one still in sight."""
    chosen = request.session.get(CHOSEN)
    if not chosen:
        return []
    found = [row for row in seasons if row.pk == chosen]
    return found or list(Season.objects.visible_to(request.user).filter(pk=chosen))


def _at_work(user, seasons):
    """Of `seasons`, latest first, the one (in a list, or none) that asks for the user's work.

    The next year may be opened before the present one has had its conference. So this is the oldest open
    year that the user's agency heads; else the oldest one before its awarding; else the latest.
    """
    under_way = sorted((row for row in seasons if not row.is_closed), key=lambda row: row.year)
    if len(under_way) > 1:
        prefetch_related_objects(under_way, "terms")
        headed = [row for row in under_way if leadership.leads(user, row)]
        return (headed or [row for row in under_way if row.phase != Season.Phase.AWARDING] or seasons)[:1]
    return (under_way or seasons)[:1]


def offered(request):
    """Return the years the switcher offers, latest first."""
    if not hasattr(request, "_seasons_offered"):
        seasons = Season.objects.visible_to(request.user).prefetch_related(None)
        request._seasons_offered = list(seasons.order_by("-year", "bloc")[:OFFERED])
    return request._seasons_offered


def around(request, season=None):
    """Return the shell for a page; `season` is the year the page itself is about, if any."""
    user = request.user
    season = season or season_on_view(request)
    return {
        "bloc": season.bloc.short_name if season else "Khối thi đua",
        "season": f"Năm {season.label}" if season else "Chưa mở năm nào",
        "contexts": [_choice(row, season) for row in offered(request)],
        "menu": menu.of(user, season, request.path, request.resolver_match),
        "me": _me(user),
        "also": _also(request, season),
        "project": PROJECT in request.COOKIES,
        "path": request.get_full_path() if request.method == "GET" else "",
        "demo": {"today": clock.today()} if settings.DEMO else None,
    }


def _also(request, season):
    """The link (words, address) that leads on from a page whose own room stands too far left to know it."""
    match = request.resolver_match
    if match is None:
        return None
    if match.view_name == "members:agency":
        return "Hồ sơ qua các thời kỳ", reverse("desk:agency", kwargs=match.kwargs)
    if match.view_name == "blocs:criteria" and season and _may_publish(request.user, season, match.kwargs):
        return "Xem ảnh hưởng và công bố bản sửa", reverse("results:correction", kwargs=match.kwargs)
    return None


def _may_publish(user, season, named):
    """Whether the page shows the season's table while `user` corrects it."""
    table = season.criteria
    return table.pk == named["pk"] and table.is_correcting and can_edit_criteria(user, table)


def _choice(row, season):
    return {
        "label": row.bloc.short_name,
        "sub": f"Năm {row.label}",
        "url": reverse("desk:look_at", args=[row.pk]),
        "current": season is not None and row.pk == season.pk,
    }


def _me(user):
    held = acting.held_by(user)
    if not held:
        return {"name": user.get_username(), "role": "Chưa được giao chức trách"}
    return {"name": held[0].person.full_name, "role": held[0].get_kind_display()}
