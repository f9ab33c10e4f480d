"""Who led when, who is due next: by protocol after the head before, or by vote."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blocs import former, founding, rotation, seasons
from blocs.models import FormerTerm
from core import clock
from core.rules import RuleError
from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db

A, B, C, D, E = range(1, 6)
PLACES = {agency: agency for agency in (A, B, C, D, E)}
YEAR = {"source": "Biên bản hội nghị tổng kết"}


@pytest.mark.parametrize(
    ("heads", "year", "next_one"),
    [
        ({}, 2024, A),  # nobody led yet
        ({2023: A}, 2024, B),
        ({2019: A, 2020: B, 2021: C, 2022: D, 2023: E}, 2024, A),  # a whole round
        ({2020: A, 2021: C, 2022: B}, 2023, D),  # C led out of turn and is skipped
        ({2023: E}, 2024, A),  # after the last comes the first
        ({2022: A, 2023: A}, 2024, B),  # one led twice
        ({2020: B, 2021: C, 2022: D, 2023: E, 2024: A}, 2025, B),
        ({2024: A}, 2024, A),  # what comes later does not count
    ],
)
def test_whose_turn_it_is(heads, year, next_one):
    assert rotation.due(PLACES, [A, B, C, D, E], heads, year) == next_one


def test_after_a_head_that_left_comes_the_next_place():
    assert rotation.due(PLACES, [A, B, D, E], {2023: C}, 2024) == D


def test_when_all_led_lately_it_is_who_waits_longest():
    assert rotation.due(PLACES, [A, B], {2023: B, 2024: A}, 2025) == B


def test_a_single_member_that_led_is_followed_by_nobody():
    assert rotation.due(PLACES, [A], {2023: A}, 2024) is None


def told(bloc, year, place, **more):
    return former.record(bloc, year=year, head=world.members(bloc)[place - 1], **YEAR | more, by=None)


def board_of(bloc):
    return rotation.board(bloc, list(bloc.memberships.named()))


def test_the_board_shows_who_held_what_and_how_long_each_waits():
    season = world.season()
    told(season.bloc, 2021, 3, standing_deputy=world.members(season.bloc)[0])
    board = board_of(season.bloc)

    assert (board.years, board.year) == ([2021, 2023], 2024)
    assert [(row.name, row.cells, row.since, row.waits, row.is_next) for row in board.rows] == [
        ("Ban Một", ["standing_deputy", "head"], 2023, 0, False),
        ("Ban Hai", ["", "standing_deputy"], None, 8, True),
        ("Ban Ba", ["head", ""], 2021, 2, False),
    ]
    assert board.letters == [
        ("head", "KT", "Khối trưởng"),
        ("standing_deputy", "KPTT", "Khối phó Thường trực"),
        ("deputy", "KP", "Khối phó"),
    ]


def test_who_led_and_left_stays_on_the_board():
    bloc = world.bloc()
    told(bloc, 2020, 2)
    founding.leave(bloc.memberships.get(order=2), left_on=date(2021, 1, 1), reason="Sáp nhập", by=None)

    assert [(row.name, row.left) for row in board_of(bloc).rows] == [
        ("Ban Một", False),
        ("Ban Ba", False),
        ("Ban Hai", True),
    ]
    assert board_of(bloc).next.name == "Ban Ba"


def test_a_bloc_that_votes_has_nobody_in_turn():
    bloc = world.bloc(rotation="vote")
    told(bloc, 2022, 1)

    assert board_of(bloc).next is None
    assert rotation.preset(bloc, 2023, date(2023, 12, 31)) is None


def test_a_year_that_is_told_again_is_written_anew():
    bloc = world.bloc()
    told(bloc, 2021, 1, deputies=world.members(bloc)[1:])
    told(bloc, 2021, 2)

    assert list(bloc.former_terms.values_list("post", "agency")) == [("head", world.members(bloc)[1].pk)]
    former.forget(bloc, year=2021, by=None)
    former.forget(bloc, year=2021, by=None)
    assert not bloc.former_terms.exists()


def test_a_year_of_the_system_or_to_come_is_not_told_here():
    season = world.season()
    with pytest.raises(RuleError) as refusal:
        told(season.bloc, 2023, 1)
    assert str(refusal.value) == (
        "Năm 2023 đã mở trong phần mềm. Lãnh đạo của năm đó ghi tại trang quy định của năm."
    )
    year = clock.today().year + 1
    with pytest.raises(RuleError) as refusal:
        told(season.bloc, year, 1)
    assert str(refusal.value) == f"Năm {year} chưa tới. Ở đây chỉ ghi lãnh đạo của các năm trước."


def test_one_place_each_and_one_head_a_year():
    bloc = world.bloc()
    first, second, _ = world.members(bloc)
    with pytest.raises(RuleError) as refusal:
        former.record(bloc, year=2020, head=first, deputies=[first], **YEAR, by=None)
    assert str(refusal.value) == (
        "Một đơn vị chỉ giữ một vị trí lãnh đạo trong năm. Hãy chọn các đơn vị khác nhau."
    )
    told(bloc, 2020, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerTerm.objects.create(bloc=bloc, year=2020, agency=second, post="head", rank=2, source="x")


def test_former_terms_give_no_rights(client):
    season = world.season()
    told(season.bloc, 2021, 3)
    clerk = world.person(world.members(season.bloc)[2], Post.Kind.CLERK, username="cu").user
    client.force_login(clerk)

    assert client.get(reverse("blocs:season_plan", args=[season.pk])).status_code == 403


def test_the_managing_body_tells_of_former_years_on_a_page(client):
    bloc = world.bloc()
    client.force_login(world.officer(bloc.managing_body))
    url = reverse("blocs:former_record", args=[bloc.pk])
    first, second, third = world.members(bloc)
    typed = {"year": "2019", "head": first.pk, "standing_deputy": second.pk, "deputies": [third.pk]} | YEAR

    assert client.post(url, typed).url == bloc.get_absolute_url()
    again = client.get(url, {"year": "2019"}).context["form"]
    assert [again[name].value() for name in ("year", "head", "deputies")] == ["2019", first.pk, [third.pk]]

    client.post(reverse("blocs:former_forget", args=[bloc.pk, 2019]))
    assert not bloc.former_terms.exists()


def test_whose_turn_it_is_comes_chosen_in_the_form_of_the_lead(client):
    season = world.season(led=False)
    told(season.bloc, 2022, 1)
    client.force_login(world.officer(season.bloc.managing_body))

    form = client.get(reverse("blocs:season_lead", args=[season.pk])).context["form"]
    assert form["head"].value() == world.members(season.bloc)[1].pk
    assert form.fields["head"].help_text == "Đến lượt theo thứ tự luân phiên: Ban Hai."


def test_only_members_of_the_standing_day_are_in_turn():
    season = world.season()
    founding.leave(season.bloc.memberships.get(order=2), left_on=date(2024, 5, 1), reason="Sáp nhập", by=None)

    assert rotation.preset(season.bloc, 2024, date(2024, 12, 31)).name == "Ban Ba"
    assert seasons.members_of(season).count() == 3
