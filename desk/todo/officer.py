"""The officer's part: blocs without members or year, a year without lead, members without a clerk."""

from django.urls import reverse

from blocs import custody, leadership, reorganisation
from blocs.models import Bloc
from core.dates import short
from desk.todo.line import Todo
from members import acting, lifetimes
from members.models import Agency, Post

TYPING = ("planning", "pledging", "running", "midyear", "scoring")  # after it every sheet is handed in


def todos(user, season):
    """What an officer of the managing body still has to set up."""
    if not acting.is_council_officer(user):
        return
    managed = acting.agencies_of(user, (Post.Kind.COUNCIL_OFFICER,))
    blocs = list(Bloc.objects.filter(managing_body__in=managed).with_figures().order_by("members", "name"))
    if not blocs:
        yield Todo("Lập khối thi đua đầu tiên", "Chưa có khối nào", reverse("blocs:bloc_new"), "Lập khối")
    yield from (_begun(bloc) for bloc in blocs if bloc.members < 2 or bloc.latest_year is None)
    ended = lifetimes.ended()
    for passing in custody.waiting(blocs, ended):
        yield _follow(passing.bloc, passing)
    for step in reorganisation.waiting(blocs, ended):
        yield _follow(step.membership.bloc, step, f" trong {step.membership.bloc.short_name}")
    if season and leadership.manages(user, season.bloc):
        yield from _without_lead(season)
        if season.phase in TYPING:
            yield from _without_clerk(season)


def _begun(bloc):
    """A bloc that was founded and cannot run yet."""
    if bloc.members < 2:
        return Todo(
            f"Thêm đơn vị thành viên cho {bloc.name}",
            f"{bloc.word} cần ít nhất hai đơn vị",
            reverse("blocs:members_upload", args=[bloc.pk]),
            "Nhập đơn vị",
        )
    return Todo(
        f"Mở năm thi đua đầu tiên của {bloc.name}",
        "Đã đủ đơn vị thành viên",
        reverse("blocs:season_new", args=[bloc.pk]),
        "Mở năm",
    )


def _follow(bloc, step, where=""):
    act = step.succession
    return Todo(
        f"Ghi {step.words}{where}",
        f"{act.get_kind_display()} từ {short(act.happens_on)} theo {act.decision}",
        f"{bloc.get_absolute_url()}#sap-xep",
        "Xem việc",
    )


def _without_lead(season):
    if not season.terms.exists():
        yield Todo(
            f"Ghi lãnh đạo {season.bloc.word} {season.named}",
            f"{season.bloc.head_label} được ghi mới soạn được bảng tiêu chí và lịch của năm",
            reverse("blocs:season_lead", args=[season.pk]),
            "Ghi lãnh đạo",
        )


def _without_clerk(season):
    holders = lifetimes.holders_of([member.agency_id for member in season.members])
    members = set(holders.values())
    staffed = Post.objects.on().filter(kind=Post.Kind.CLERK, person__user__isnull=False).values("agency")
    names = [agency.name for agency in Agency.objects.named().filter(pk__in=members).exclude(pk__in=staffed)]
    if names:
        more = f" và {len(names) - 2} đơn vị khác" if len(names) > 2 else ""
        yield Todo(
            f"Cấp tài khoản cho cán bộ của {len(names)} đơn vị",
            f"Chưa có ai nhập kết quả: {', '.join(names[:2])}{more}",
            season.bloc.get_absolute_url(),
            "Xem các đơn vị",
        )
