"""Bad input about members: overlaps, days before an agency began, wrong days, places, leaving."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blocs import activities, departures, founding, leadership, phases
from blocs.models import Membership, Season, Term
from core.models import Entry
from core.rules import RuleError
from tests import world

pytestmark = pytest.mark.django_db

DAYS = [date(2023, month, 1) for month in range(1, 13)]


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts, by=None)
    return str(refusal.value)


def first_of(bloc):
    return bloc.memberships.get(order=1)


def names(bloc):
    return [row.name for row in bloc.memberships.on().named()]


# overlaps


def test_an_agency_that_left_comes_back_and_an_earlier_time_is_told_afterwards():
    bloc = world.bloc(["A1", "A2"])
    agency = world.agency("A3")
    founding.join(bloc, agency=agency, joined_on=DAYS[5], by=None)

    assert (
        refusal_of(founding.join, bloc, agency=agency, joined_on=DAYS[7]) == "A3 đang là thành viên của Khối."
    )
    founding.leave(bloc.memberships.get(agency=agency), left_on=DAYS[7], reason="Chuyển khối", by=None)
    assert refusal_of(founding.join, bloc, agency=agency, joined_on=DAYS[2]) == (
        "A3 còn một lần tham gia Khối từ ngày 01/06/2023. "
        "Hai lần tham gia không được trùng thời gian; hãy chọn ngày khác."
    )
    founding.join(bloc, agency=agency, joined_on=DAYS[7], by=None)
    assert bloc.memberships.filter(agency=agency).count() == 2


@pytest.mark.parametrize(
    ("joined_on", "left_on", "stands"),
    [
        (DAYS[0], DAYS[3], True),  # ends on the day on which the other begins
        (DAYS[0], DAYS[4], False),
        (DAYS[4], DAYS[5], False),  # within
        (DAYS[2], DAYS[8], False),  # around
        (DAYS[5], DAYS[8], False),
        (DAYS[6], DAYS[8], True),
        (DAYS[6], None, True),
        (DAYS[0], None, False),
    ],
)
def test_the_database_refuses_memberships_that_overlap(joined_on, left_on, stands):
    bloc, agency = world.bloc(["A1"]), world.agency("A2")
    facts = {"bloc": bloc, "agency": agency, "order": 2}
    Membership.objects.create(**facts, joined_on=DAYS[3], left_on=DAYS[6])

    with transaction.atomic():
        if stands:
            Membership.objects.create(**facts, joined_on=joined_on, left_on=left_on)
        else:
            with pytest.raises(IntegrityError), transaction.atomic():
                Membership.objects.create(**facts, joined_on=joined_on, left_on=left_on)


def test_the_database_refuses_a_change_that_makes_memberships_overlap():
    bloc, agency = world.bloc(["A1"]), world.agency("A2")
    facts = {"bloc": bloc, "agency": agency, "order": 2}
    Membership.objects.create(**facts, joined_on=DAYS[0], left_on=DAYS[3])
    later = Membership.objects.create(**facts, joined_on=DAYS[3])

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=later.pk).update(joined_on=DAYS[2])


def test_nobody_joins_before_the_directory_knows_the_agency():
    bloc, agency = world.bloc(["A1"]), world.agency("A2")

    assert refusal_of(founding.join, bloc, agency=agency, joined_on=date(2014, 12, 31)) == (
        "A2 có trong danh mục từ ngày 01/01/2015. Hãy nhập ngày tham gia từ ngày đó, "
        "hoặc sửa ngày dùng của tên đầu tiên trong danh mục cơ quan."
    )


def test_nobody_leaves_before_having_joined():
    bloc = world.bloc(["A1", "A2"])

    said = refusal_of(founding.leave, first_of(bloc), left_on=world.LONG_AGO, reason="QĐ")
    assert said.startswith("Đơn vị này tham gia từ ngày 01/01/2015. Hãy nhập ngày rời sau ngày đó;")


# a wrong day of joining


def test_a_wrong_day_of_joining_is_corrected_with_a_reason():
    bloc = world.bloc(["A1", "A2"])
    founding.correct_joining(first_of(bloc), joined_on=DAYS[0], reason="Nhập nhầm năm", by=None)

    entry = Entry.objects.about(first_of(bloc)).first()
    assert (entry.act, entry.before, entry.after, entry.reason) == (
        "membership.correct_joining",
        {"joined_on": "2015-01-01"},
        {"joined_on": "2023-01-01"},
        "Nhập nhầm năm",
    )


def test_a_day_on_which_a_year_past_its_planning_hangs_stays():
    season = world.pledging()
    last = season.bloc.memberships.get(order=3)
    facts = {"joined_on": date(2024, 1, 1), "reason": "Nhầm"}

    assert refusal_of(founding.correct_joining, last, **facts).startswith(
        "Ngày này làm đổi danh sách thành viên của năm 2023, đã qua bước Xây dựng kế hoạch"
    )
    founding.correct_joining(last, joined_on=DAYS[11], reason="Vẫn trước ngày chốt", by=None)
    last.refresh_from_db()
    assert last.joined_on == DAYS[11]


def test_in_planning_only_the_lead_keeps_its_day():
    season = world.season()
    facts = {"joined_on": date(2024, 1, 1), "reason": "Nhầm"}

    assert "năm 2023" in refusal_of(founding.correct_joining, first_of(season.bloc), **facts)
    founding.correct_joining(season.bloc.memberships.get(order=3), **facts, by=None)


def test_a_corrected_day_keeps_before_the_leaving_and_off_other_memberships():
    bloc = world.bloc(["A1", "A2"])
    former = first_of(bloc)
    founding.leave(former, left_on=DAYS[5], reason="QĐ", by=None)
    again = founding.join(bloc, agency=former.agency, joined_on=DAYS[8], by=None)

    assert refusal_of(founding.correct_joining, former, joined_on=DAYS[5], reason="x") == (
        "Đơn vị đã rời Khối từ ngày 01/06/2023. Hãy nhập ngày tham gia trước ngày đó."
    )
    assert refusal_of(founding.correct_joining, again, joined_on=DAYS[4], reason="x") == (
        "A1 còn là thành viên của Khối vào ngày 01/05/2023."
    )


# places in protocol


def test_all_places_are_numbered_in_one_form(client):
    bloc = world.bloc(["A1", "A2", "A3"])
    client.force_login(world.officer(bloc.managing_body))
    typed = {f"place_{row.pk}": str(10 - row.order) for row in bloc.memberships.all()}
    url = reverse("blocs:members_order", args=[bloc.pk])

    assert client.post(url, typed).url == bloc.get_absolute_url()
    assert names(bloc) == ["A3", "A2", "A1"]
    assert sorted(bloc.memberships.values_list("order", flat=True)) == [1, 2, 3]


def test_two_members_with_one_number_are_told_and_nothing_moves(client):
    bloc = world.bloc(["A1", "A2", "A3"])
    client.force_login(world.officer(bloc.managing_body))
    typed = {f"place_{row.pk}": "2" if row.order == 3 else str(row.order) for row in bloc.memberships.all()}

    answer = client.post(reverse("blocs:members_order", args=[bloc.pk]), typed)

    assert [error for errors in answer.context["form"].errors.values() for error in errors] == [
        "Số 2 đã dành cho A2."
    ]
    assert names(bloc) == ["A1", "A2", "A3"]


def test_an_order_made_from_an_old_list_is_refused():
    bloc = world.bloc(["A1", "A2"])
    shown = list(bloc.memberships.all())
    founding.join(bloc, agency=world.agency("A3"), joined_on=DAYS[0], by=None)

    assert refusal_of(founding.arrange, bloc, order=shown) == (
        "Danh sách thành viên vừa thay đổi. Hãy tải lại trang rồi xếp lại thứ tự."
    )


def test_an_order_enters_the_history_of_those_who_moved():
    bloc = world.bloc(["A1", "A2", "A3"])
    first, second, third = bloc.memberships.all()

    assert founding.arrange(bloc, order=[second, first, third], by=None) == 2
    assert Entry.objects.filter(act="membership.arrange").count() == 2
    assert founding.arrange(bloc, order=[second, first, third], by=None) == 0


# two heads


def test_a_year_has_one_head():
    season = world.season()
    third = world.members(season.bloc)[2]

    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(season=season, agency=third, post="head", rank=9)
    assert refusal_of(leadership.appoint, season, head=third, standing_deputy=third) == (
        "Một đơn vị chỉ giữ một vị trí lãnh đạo Khối trong năm. Hãy chọn các đơn vị khác nhau."
    )


# leaving in mid-season


def test_what_leaving_does_to_the_year_is_told():
    season = world.pledging()
    activities.plan(season, name="Hội thao", host=first_of(season.bloc).agency, by=None)

    [effect] = departures.effects(first_of(season.bloc), DAYS[6])

    assert (effect.year, effect.phase, effect.sentences) == (
        2023,
        "Ký giao ước",
        [
            "Ngày chốt thành viên 31/12/2023: đơn vị không còn là thành viên nên không được xếp thứ.",
            "Chỉ tiêu giao ước và bảng tự chấm đã nhập được giữ nguyên để xem.",
            "Đơn vị đang là Khối trưởng và giữ quyền của vị trí này đến khi ghi lãnh đạo khác.",
            "Hoạt động đang giao đơn vị chủ trì, cần giao lại: Hội thao.",
        ],
    )


def test_who_leaves_after_the_standing_day_is_still_ranked_and_a_closed_year_tells_nothing():
    season = world.pledging()
    member = season.bloc.memberships.get(order=3)

    assert departures.effects(member, date(2024, 1, 1))[0].sentences == [
        "Ngày chốt thành viên 31/12/2023: đơn vị vẫn là thành viên, vẫn chấm điểm và xếp thứ năm này."
    ]
    Season.objects.update(phase="closed")
    assert departures.effects(member, DAYS[6]) == []


def test_leaving_is_confirmed_once_its_effect_was_seen(client):
    season = world.season()
    phases.advance(season, frm="planning", by=None)
    member = season.bloc.memberships.get(order=3)
    client.force_login(world.officer(season.bloc.managing_body))
    url, typed = reverse("blocs:member_leave", args=[member.pk]), {"left_on": "01/07/2023", "reason": "QĐ 5"}

    shown = client.post(url, typed)
    assert (shown.templates[0].name, first_of(season.bloc).left_on) == ("blocs/leave_confirm.html", None)

    client.post(url, dict(shown.context["hidden"]) | {"confirmed": "1"})
    member.refresh_from_db()
    assert member.left_on == DAYS[6]
    again = client.post(url, typed | {"confirmed": "1"})
    assert again.context["form"].non_field_errors() == ["Đơn vị này đã rời Khối từ ngày 01/07/2023."]


def test_a_wrong_day_is_corrected_on_its_page(client):
    bloc = world.bloc(["A1", "A2"])
    client.force_login(world.officer(bloc.managing_body))
    url = reverse("blocs:member_correct", args=[first_of(bloc).pk])

    assert client.get(url).context["form"]["joined_on"].value() == "01/01/2015"
    client.post(url, {"joined_on": "02/01/2015", "reason": "Theo quyết định"})
    assert first_of(bloc).joined_on == date(2015, 1, 2)
