"""A season: opened, planned, led, moved on."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from blocs import founding, leadership, phases, publishing, seasons
from blocs.models import Season
from core import clock
from core.models import Entry
from core.rules import RuleError
from tests import world

pytestmark = pytest.mark.django_db


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, by=None, **facts)
    return str(refusal.value)


def ready(season):
    """A season whose planning can be concluded."""
    publishing.publish(world.fill(season.criteria), by=None)
    return Season.objects.get(pk=world.planned(season).pk)


def test_a_bloc_of_one_cannot_open_a_year():
    bloc = world.bloc(["A1"])

    assert refusal_of(seasons.open_season, bloc, year=2023) == (
        "Khối cần ít nhất hai đơn vị thành viên trước khi mở năm thi đua."
    )


def test_the_next_year_opens_once_this_one_is_appraised():
    season = world.season()

    assert refusal_of(seasons.open_season, season.bloc, year=2024) == (
        "Năm 2023 đang ở bước “Xây dựng kế hoạch”. Năm sau mở được khi năm này đã tới bước Thẩm định."
    )


def test_the_next_year_takes_over_criteria_and_dates():
    season = ready(world.season())
    for phase in ("planning", "pledging", "running", "midyear", "scoring"):
        phases.advance(season, frm=phase, by=None)

    following = seasons.open_season(season.bloc, year=2024, by=None)

    assert [str(group) for group in following.criteria.groups.all()] == [
        "I. Nhóm 60 điểm",
        "II. Nhóm 40 điểm",
        "+. Điểm thưởng",
        "−. Điểm trừ",
    ]
    assert following.criteria.is_draft
    assert dict(following.deadlines.values_list("phase", "ends_on"))["pledging"] == date(2024, 3, 15)


def test_a_later_phase_cannot_be_planned_to_end_earlier():
    season = world.season()

    assert refusal_of(seasons.plan, season, planning=date(2023, 3, 1), pledging=date(2023, 2, 1)) == (
        "“Ký giao ước” không thể kết thúc ngày 01/02/2023, trước “Xây dựng kế hoạch” (01/03/2023)."
    )
    assert season.deadlines.count() == 0


def test_planning_says_what_is_missing():
    season = world.season(led=False)

    assert refusal_of(seasons.conclude_planning, season) == (
        "Chưa kết thúc được bước Xây dựng kế hoạch. Còn thiếu: đơn vị Khối trưởng; "
        "bảng tiêu chí đã công bố; mốc ký giao ước, tự chấm và hội nghị."
    )


def test_a_complete_plan_leads_to_the_pledge():
    season = ready(world.season())

    with clock.at(date(2023, 2, 24)):
        seasons.conclude_planning(season, by=None)

    season.refresh_from_db()
    assert season.phase == "pledging"
    assert Entry.objects.about(season).first().after == {"phase": "pledging"}


def test_a_second_click_does_not_move_the_season_twice():
    season = ready(world.season())
    stale = Season.objects.get(pk=season.pk)
    seasons.conclude_planning(season, by=None)

    with pytest.raises(RuleError) as refusal:
        seasons.conclude_planning(stale, by=None)

    assert str(refusal.value) == (
        "Việc này không làm được ở trạng thái “Ký giao ước”. "
        "Có thể người khác vừa làm trước; hãy tải lại trang để xem tình hình mới nhất."
    )


def test_going_back_needs_a_reason_and_keeps_it():
    season = ready(world.season())
    seasons.conclude_planning(season, by=None)

    assert refusal_of(phases.step_back, season, reason=" ") == "Hãy ghi lý do rồi gửi lại."
    phases.step_back(season, reason="Bổ sung tiêu chí", by=None)

    assert season.phase == "planning"
    assert Entry.objects.about(season).first().reason == "Bổ sung tiêu chí"


def test_the_first_phase_has_nothing_before_it():
    assert refusal_of(phases.step_back, world.season(), reason="x") == (
        "Năm thi đua đang ở bước đầu tiên, không lùi thêm được."
    )


def test_only_members_can_lead():
    season = world.season(led=False)

    assert refusal_of(leadership.appoint, season, head=world.agency("Ngoài khối")) == (
        "Ngoài khối không phải thành viên của Khối trong năm 2023."
    )


def test_one_agency_cannot_hold_two_places():
    season = world.season(led=False)
    first = world.members(season.bloc)[0]

    assert refusal_of(leadership.appoint, season, head=first, standing_deputy=first) == (
        "Một đơn vị chỉ giữ một vị trí lãnh đạo Khối trong năm. Hãy chọn các đơn vị khác nhau."
    )


def test_the_head_leads_its_own_year_and_not_the_next():
    season = ready(world.season())
    head = world.head_of(season)
    for phase in ("planning", "pledging", "running", "midyear", "scoring"):
        phases.advance(season, frm=phase, by=None)
    following = seasons.open_season(season.bloc, year=2024, by=head)

    assert leadership.leads(head, following)  # acts for it until its own terms exist
    leadership.appoint(following, head=world.members(season.bloc)[2], by=None)
    fresh = Season.objects.get(pk=following.pk)
    assert leadership.leads(head, season)
    assert not leadership.leads(head, fresh)


def test_a_year_is_opened_once():
    bloc = world.bloc()
    seasons.open_season(bloc, year=2023, by=None)

    assert refusal_of(seasons.open_season, bloc, year=2023) == (
        "Khối đã có năm 2023. Năm mở tiếp phải sau năm đó."
    )


def test_a_senseless_year_is_refused():
    with pytest.raises((ValidationError, ValueError)):
        seasons.open_season(world.bloc(), year=99999, by=None)


def test_members_cannot_be_counted_on_a_day_that_leaves_the_year_without_them():
    season = world.season()
    facts = {"theme": "", "form": "party", "clerk_submits": False, "by": None}

    with pytest.raises(RuleError) as early:
        seasons.describe(season, **facts, standing_on=date(2000, 1, 1))

    assert str(early.value) == ("Vào ngày 01/01/2000 Khối chưa có hai đơn vị thành viên. Hãy chọn ngày khác.")


def test_members_cannot_be_counted_on_a_day_on_which_the_head_is_none():
    season = world.season()
    membership = season.bloc.memberships.first()
    seasons.describe(
        season, theme="", form="party", standing_on=date(2023, 11, 30), clerk_submits=False, by=None
    )
    founding.leave(membership, left_on=date(2023, 12, 1), reason="Sáp nhập", by=None)

    with pytest.raises(RuleError) as refusal:
        seasons.describe(
            season, theme="", form="party", standing_on=date(2023, 12, 1), clerk_submits=False, by=None
        )

    assert str(refusal.value) == (
        "Ban Một là Khối trưởng nhưng không phải thành viên vào ngày 01/12/2023. "
        "Hãy chọn ngày khác, hoặc nhờ cơ quan quản lý khối ghi lại lãnh đạo Khối trước."
    )
