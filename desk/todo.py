"""What a person has to do next, read from the facts of every room."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from blocs import leadership, seasons
from blocs.models import Bloc
from core import clock
from members import acting
from members.models import Agency, Post
from results import pledges
from results.models import Pledge


@dataclass(frozen=True)
class Todo:
    """One line of the due list."""

    title: str
    detail: str
    url: str
    button: str
    due_on: date | None = None
    chip: str = ""

    @property
    def days_left(self):
        """Days from today to the due day; None without one."""
        return None if self.due_on is None else (self.due_on - clock.today()).days

    @property
    def days_late(self):
        """Days since the due day has passed."""
        return -self.days_left


def of(user, season):
    """Return everything `user` should do now, the most urgent first."""
    found = [*_as_officer(user, season), *_as_lead(user, season), *_as_member(user, season)]
    return sorted(found, key=lambda todo: (todo.due_on is None, todo.due_on or date.max))


def _as_officer(user, season):
    if not acting.is_council_officer(user):
        return
    managed = acting.agencies_of(user, (Post.Kind.COUNCIL_OFFICER,))
    blocs = Bloc.objects.filter(managing_body__in=managed).with_figures()
    for bloc in blocs.filter(members__lt=2):
        yield Todo(
            f"Thêm đơn vị thành viên cho {bloc.name}",
            "Khối cần ít nhất hai đơn vị",
            bloc.get_absolute_url(),
            "Thêm đơn vị",
        )
    for bloc in blocs.filter(members__gte=2, seasons__isnull=True):
        yield Todo(
            f"Mở năm thi đua đầu tiên của {bloc.name}",
            "Đã đủ đơn vị thành viên",
            reverse("blocs:season_new", args=[bloc.pk]),
            "Mở năm",
        )
    if season and leadership.manages(user, season.bloc):
        yield from _without_lead(season)
        yield from _without_clerk(season)


def _without_lead(season):
    if not season.terms.exists():
        yield Todo(
            f"Ghi lãnh đạo Khối năm {season.year}",
            "Khối trưởng được ghi mới soạn được bảng tiêu chí và lịch của năm",
            reverse("blocs:season_lead", args=[season.pk]),
            "Ghi lãnh đạo",
        )


def _without_clerk(season):
    members = [membership.agency_id for membership in seasons.members_of(season)]
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


def _as_lead(user, season):
    if season is None or not leadership.leads(user, season):
        return
    if season.phase == "planning":
        yield from _planning(season)
    elif season.phase == "pledging" and not pledges.lacking(season):
        yield Todo(
            "Ghi lễ ký giao ước",
            "Mọi đơn vị đã gửi chỉ tiêu",
            reverse("results:pledges", args=[season.pk]),
            "Ghi lễ ký",
            _due(season, "pledging"),
        )


def _planning(season):
    ends = {deadline.phase: deadline.ends_on for deadline in season.deadlines.all()}
    due = ends.get("planning")
    if not {"pledging", "scoring", "conference"} <= set(ends):
        url = reverse("blocs:season_plan", args=[season.pk])
        yield Todo(
            "Đặt lịch cho các bước của năm", "Cần mốc giao ước, tự chấm, hội nghị", url, "Đặt lịch", due
        )
    if season.criteria.is_draft:
        yield Todo(
            f"Soạn và công bố bảng tiêu chí năm {season.year}",
            "Các đơn vị ký giao ước theo bảng này",
            season.criteria.get_absolute_url(),
            "Soạn bảng",
            due,
            "Đang soạn",
        )
    if not seasons.lacking(season):
        yield Todo(
            "Chuyển sang bước Ký giao ước",
            "Kế hoạch, bảng tiêu chí và lịch đã đủ",
            season.get_absolute_url(),
            "Chuyển bước",
            due,
        )


def _as_member(user, season):
    """The own agency's part of the present phase; the head is a member too."""
    if season is None:
        return
    own = acting.agencies_of(user)
    member = next((row for row in seasons.members_of(season) if row.agency_id in own), None)
    if member and season.phase == "pledging":
        yield from _targets(season, member)


def _targets(season, member):
    pledge = season.pledges.filter(agency=member.agency_id).first()
    if pledge and pledge.state == Pledge.State.HANDED_IN:
        return
    yield Todo(
        f"Ghi và gửi chỉ tiêu giao ước năm {season.year}",
        f"{member.name} ghi chỉ tiêu theo từng tiêu chí",
        pledge.get_absolute_url() if pledge else reverse("results:pledges", args=[season.pk]),
        "Ghi chỉ tiêu",
        _due(season, "pledging"),
        "Đang ghi" if pledge else "",
    )


def _due(season, phase):
    ends = {deadline.phase: deadline.ends_on for deadline in season.deadlines.all()}
    return ends.get(phase)
