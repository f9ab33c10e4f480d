"""What an act on an agency touches in the blocs, and what has followed there already."""

from blocs import custody
from blocs.models import Activity, Bloc, Membership, Season, Term
from core import effects
from core.models import Entry
from members.models import Agency, Succession


@effects.told_of(Agency)
def of_blocs(agency, day):
    """The blocs it belongs to or manages, their open years, the lead it holds, what it still hosts."""
    member = Bloc.objects.filter(
        pk__in=Membership.objects.on(day).order_by().filter(agency=agency).values("bloc")
    )
    yield from _counted(member, "khối có cơ quan này là thành viên")
    yield from _counted(Bloc.objects.filter(managing_body=agency), "khối do cơ quan này quản lý")
    open_ = Season.objects.exclude(phase=Season.Phase.CLOSED).select_related("bloc")
    years = open_.filter(bloc__in=member).order_by("bloc__name", "year")
    yield from _counted([f"{row.bloc.short_name} {row.year}" for row in years], "năm thi đua đang mở")
    terms = Term.objects.filter(agency=agency, season__in=open_).select_related("season__bloc")
    leads = [f"{term.label} {term.season.named} của {term.season.bloc.short_name}" for term in terms]
    yield from _counted(leads, "vị trí lãnh đạo Khối")
    hosted = Activity.objects.filter(host=agency, state=Activity.State.PLANNED)
    yield from _counted(hosted, "hoạt động chung chưa tổ chức do cơ quan này chủ trì")


@effects.told_of(Succession)
def followed(succession, day):
    """Memberships and managing bodies that have followed the act."""
    before = [link.predecessor_id for link in succession.links.all() if link.is_end]
    moved = Membership.objects.filter(agency__in=before, left_on=succession.happens_on)
    yield from _counted(
        Bloc.objects.filter(pk__in=moved.order_by().values("bloc")), "khối đã chuyển thành viên"
    )
    passed = Entry.objects.filter(act=custody.ACT, before__managing_body_id__in=before)
    managed = Bloc.objects.filter(pk__in=passed.values("subject_id")).exclude(managing_body__in=before)
    yield from _counted(managed, "khối đã chuyển cơ quan quản lý")


def _counted(found, what):
    if names := [str(row) for row in found]:
        yield f"{len(names)} {what}: {'; '.join(names)}"
