"""What stands around every page: which bloc and year are on view, the menu, who is signed in."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse

from awards.permissions import can_see_certificates, can_see_register
from blocs import leadership, states
from blocs.models import Season
from core import clock
from members import acting
from members.models import Post

CHOSEN = "season"  # the session's key for the year on view
PROJECT = "project"  # the cookie of a browser that shows its pages on a projector
OFFERED = 12  # years offered in the switcher; more are found through the bloc's page


@dataclass(frozen=True)
class Item:
    """One entry of the menu."""

    title: str
    icon: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Section:
    """A heading of the menu with its entries."""

    heading: str
    items: list = field(default_factory=list)


def season_on_view(request):
    """Return the year the person looks at: the one chosen in this session, else the latest one; or None."""
    if not hasattr(request, "_season_on_view"):
        found = offered(request)[:1]
        if chosen := request.session.get(CHOSEN):
            found = list(Season.objects.visible_to(request.user).filter(pk=chosen)) or found
        prefetch_related_objects(found, "terms", "deadlines")
        request._season_on_view = found[0] if found else None
    return request._season_on_view


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
        "season": f"Năm {season.year}" if season else "Chưa mở năm nào",
        "contexts": [_choice(row, season) for row in offered(request)],
        "menu": menu(user, season, request.path),
        "me": _me(user),
        "project": PROJECT in request.COOKIES,
        "path": request.get_full_path() if request.method == "GET" else "",
        "demo": {"today": clock.today()} if settings.DEMO else None,
    }


def menu(user, season, path):
    """Return the menu's sections for `user`: own agency, the bloc's year, and what one manages."""
    first = Section("Của tôi", [_item("Bàn làm việc", "desk", reverse("desk:desk"), path)])
    own = sorted(acting.agencies_of(user, Post.Kind.values))
    if own:
        first.items.append(_item("Cơ quan của tôi", "flag", reverse("members:agency", args=[own[0]]), path))
    sections = [first]
    if season:
        heading = "Điều hành Khối" if leadership.leads(user, season) else "Hoạt động của Khối"
        items = [
            _item("Năm thi đua", "season", reverse("desk:season", args=[season.pk]), path),
            _item("Quy định của năm", "doc", season.get_absolute_url(), path),
            _item("Bảng tiêu chí", "target", season.criteria.get_absolute_url(), path),
            _item("Giao ước", "pen", reverse("results:pledges", args=[season.pk]), path),
            _item("Hoạt động chung", "cal", reverse("blocs:activities", args=[season.pk]), path),
            *_results(user, season, path),
            _item("Hội nghị", "cal", reverse("conferences:conferences", args=[season.pk]), path),
            *_conclusions(user, season, path),
        ]
        sections.append(Section(heading, items))
        if honours := list(_honours(user, season, path)):
            sections.append(Section("Khen thưởng", honours))
    directory = [
        _item("Khối thi đua", "cell", reverse("blocs:blocs"), path),
        _item("Cơ quan, đơn vị", "users", reverse("members:agencies"), path),
    ]
    sections.append(Section("Danh mục", directory))
    return sections


def _results(user, season, path):
    """Sheets from the self-scoring on; appraisal for who appraises; the standing once it may be seen."""
    place = states.KEYS.index(season.phase)
    if place < states.KEYS.index("scoring"):
        return
    yield _item("Tự chấm điểm", "sheet", reverse("results:sheets", args=[season.pk]), path)
    if leadership.leads(user, season) or leadership.deputises(user, season):
        yield _item("Thẩm định", "appraise", reverse("results:appraisals", args=[season.pk]), path)
    if place < states.KEYS.index("conference"):  # from there on the ranking shows it, with the honours
        yield _item("Kết quả, xếp thứ", "rank", reverse("results:standing", args=[season.pk]), path)


def _conclusions(user, season, path):
    """The ranking from the conference on; the reports once the year is at work."""
    place = states.KEYS.index(season.phase)
    if place >= states.KEYS.index("conference"):
        yield _item("Xếp thứ", "rank", reverse("conferences:ranking", args=[season.pk]), path)
    if place >= states.KEYS.index("running"):
        yield _item("Báo cáo", "doc", reverse("conferences:reports", args=[season.pk]), path)


def _honours(user, season, path):
    """From the appraisal on: nominations, decisions, the catalogue; register and certificates for who may."""
    if states.KEYS.index(season.phase) < states.KEYS.index("appraisal"):
        return
    yield _item("Đề nghị khen", "medal", reverse("awards:nominations", args=[season.pk]), path)
    yield _item("Quyết định", "doc", reverse("awards:decisions", args=[season.pk]), path)
    if can_see_register(user, season):
        yield _item("Sổ vàng", "star", reverse("awards:register", args=[season.pk]), path)
    if can_see_certificates(user, season):
        url = reverse("awards:certificates", args=[season.pk])
        yield Item("In Bằng khen", "print", url, current="/certificates/" in path)  # it leads to a decision's
    yield _item("Danh mục khen", "text", reverse("awards:catalogue"), path)


def _item(title, icon, url, path):
    return Item(title, icon, url, current=path == url)


def _choice(row, season):
    return {
        "label": row.bloc.short_name,
        "sub": f"Năm {row.year}",
        "url": reverse("desk:look_at", args=[row.pk]),
        "current": season is not None and row.pk == season.pk,
    }


def _me(user):
    held = Post.objects.on().filter(person__user=user).select_related("person")
    post = held.order_by("pk").first()
    if post is None:
        return {"name": user.get_username(), "role": "Chưa được giao chức trách"}
    return {"name": post.person.full_name, "role": post.get_kind_display()}
