"""How far a bloc is set up and what comes next, so that every page of it leads on to the next. Reads only."""

from dataclasses import dataclass

from django.urls import reverse

from blocs import seasons
from blocs.permissions import can_appoint_lead, can_edit_criteria, can_manage_bloc, can_open_season

NAMES = ("Lập {}", "Đơn vị thành viên", "Mở năm thi đua", "Bảng tiêu chí", "Công bố bảng")


@dataclass(frozen=True)
class Step:
    """One of the five steps, as the stepper shows it."""

    name: str
    state: str  # done, now or "" (still to come)
    date: str = ""
    max: int = 0
    within: bool = False


@dataclass(frozen=True)
class SetUp:
    """The five steps and the next one as a sentence with its button; empty button: somebody else's turn."""

    steps: list
    text: str
    url: str = ""
    button: str = ""
    other: str = ""  # another way to the same, as a second button
    other_url: str = ""


def of(bloc, user):
    """Return the SetUp of a bloc as `user` may go on with it, or None once its first year is under way."""
    years = list(bloc.seasons.select_related("criteria", "bloc").prefetch_related("terms", "deadlines"))
    if not years:
        members = bloc.memberships.on().count()
        return _year(bloc, user, members) if members >= 2 else _members(bloc, user, members)
    if len(years) > 1 or years[0].phase != years[0].Phase.PLANNING:
        return None
    return _rules(years[0], user)


def _members(bloc, user, members):
    said = f"Đã có {members} đơn vị; cần" if members else "Ghi các đơn vị thành viên: cần"
    if not can_manage_bloc(user, bloc):
        return SetUp(_steps(bloc, 1), "Cơ quan quản lý ghi các đơn vị thành viên.")
    return SetUp(
        _steps(bloc, 1),
        f"{said} ít nhất hai đơn vị để mở năm thi đua.",
        reverse("blocs:members_upload", args=[bloc.pk]),
        "Nhập đơn vị từ Excel",
        "Thêm từng đơn vị",
        reverse("blocs:member_join", args=[bloc.pk]),
    )


def _year(bloc, user, members):
    text = f"{members} đơn vị thành viên đã ghi. Mở năm thi đua đầu tiên của {bloc.word}."
    if not can_open_season(user, bloc):
        return SetUp(_steps(bloc, 2), text)
    return SetUp(_steps(bloc, 2), text, reverse("blocs:season_new", args=[bloc.pk]), "Mở năm thi đua")


def _rules(season, user):
    table, may = season.criteria, can_edit_criteria(user, season.criteria)
    if not table.is_draft:
        return _published(season, user)
    if table.groups.exists():
        text = "Xem lại bảng tiêu chí rồi công bố; công bố rồi thì bảng không sửa nữa."
        return SetUp(
            _steps(season.bloc, 4), text, *_to(may, "blocs:criteria_publish", table, "Xem và công bố")
        )
    text = "Soạn bảng tiêu chí: chọn một bảng mẫu, hoặc nhập từ Excel."
    return SetUp(
        _steps(season.bloc, 3),
        text,
        *_to(may, "blocs:presets", table, "Chọn bảng mẫu"),
        *(("Nhập từ Excel", reverse("blocs:criteria_import", args=[table.pk])) if may else ()),
    )


def _published(season, user):
    """All five steps are done; what the planning still lacks is told, and who ends it."""
    missing, head = seasons.lacking(season), season.bloc.head_label
    lacks = f" Còn thiếu: {'; '.join(missing)}." if missing else ""
    text = f"Bảng tiêu chí đã công bố. {head} kết thúc bước Xây dựng kế hoạch.{lacks}"
    if not season.terms.all() and can_appoint_lead(user, season):
        return SetUp(
            _steps(season.bloc, 5), text, reverse("blocs:season_lead", args=[season.pk]), "Ghi lãnh đạo"
        )
    return SetUp(_steps(season.bloc, 5), text)


def _to(may, view, table, button):
    return (reverse(view, args=[table.pk]), button) if may else ("", "")


def _steps(bloc, reached):
    states = ["done" if place < reached else "now" if place == reached else "" for place in range(len(NAMES))]
    return [Step(name.format(bloc.small_word), state) for name, state in zip(NAMES, states, strict=True)]
