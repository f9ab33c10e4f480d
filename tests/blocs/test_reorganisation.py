"""Members that merge or end: who takes over takes the place in protocol and in the lead, once, by an act."""

from datetime import date

import pytest
from django.urls import reverse

from blocs import founding, leadership, phases, reorganisation, seasons, states
from blocs.models import Bloc, Membership, Season
from core import clock, effects
from core.models import Entry
from core.rules import RuleError
from desk import todo
from members import successions
from members.models import Agency, Post
from tests import world
from tests.members import reorganised
from tests.members.reorganised import DAY, DECISION, NEW, merged

pytestmark = pytest.mark.django_db
NAMES = ("Văn phòng", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính")
AFTER = date(2025, 2, 10)


@pytest.fixture
def bloc():
    return world.bloc(NAMES)


@pytest.fixture
def season(bloc):
    """The open year 2025, led by Ban Tuyên giáo, Ban Dân vận its standing deputy."""
    made = world.season(bloc, 2025, led=False)
    second, third = world.members(bloc)[1:3]
    return leadership.appoint(made, head=second, standing_deputy=third, by=None)


def membership(bloc, place):
    return bloc.memberships.get(order=place, joined_on=world.LONG_AGO)


def follow_all(bloc):
    with clock.at(AFTER):
        for step in reorganisation.waiting([bloc]):
            reorganisation.follow(step.membership, by=None)


def protocol(bloc, day):
    return list(bloc.memberships.on(day).named(day).values_list("order", "name"))


def test_a_new_agency_takes_the_first_of_its_predecessors_places(bloc):
    merged(*world.members(bloc)[1:3])
    rows = [membership(bloc, 3), membership(bloc, 2)]

    with clock.at(AFTER):
        for row in rows:
            reorganisation.follow(row, by=None)

    assert protocol(bloc, DAY) == [(1, "Văn phòng"), (2, NEW), (4, "Ban Nội chính")]
    assert [name for _, name in protocol(bloc, date(2025, 2, 2))] == list(NAMES)


def test_a_taker_that_is_a_member_already_keeps_its_own_place(bloc):
    second, third = world.members(bloc)[1:3]
    merged(second, into=third)
    follow_all(bloc)

    assert protocol(bloc, DAY) == [(1, "Văn phòng"), (3, "Ban Dân vận"), (4, "Ban Nội chính")]


def test_a_dissolved_member_leaves_and_its_place_in_the_lead_is_free(bloc, season):
    successions.dissolve(world.members(bloc)[2], happens_on=DAY, by=None, **DECISION)
    follow_all(bloc)

    assert [name for _, name in protocol(bloc, DAY)] == ["Văn phòng", "Ban Tuyên giáo", "Ban Nội chính"]
    assert [term.post for term in season.terms.all()] == ["head"]


def test_the_head_stays_the_head_and_an_agency_holds_one_place_only(bloc, season):
    head, deputy = world.members(bloc)[1:3]
    merged(head, deputy)
    clerk = world.person(deputy, Post.Kind.CLERK, username="dan-van").user
    follow_all(bloc)

    (term,) = Season.objects.get(pk=season.pk).terms.all()

    assert (term.post, term.agency.name) == ("head", NEW)
    assert Entry.objects.about(term).first().act == "term.pass"
    assert not leadership.leads(clerk, season)


def test_the_takers_staff_lead_from_that_day_on_also_before_the_term_is_passed(bloc, season):
    head = world.members(bloc)[1]
    new = reorganised.founded()
    clerk = world.person(head, Post.Kind.CLERK, username="ha").user
    merged(head, into=new)

    with clock.at(DAY):
        assert leadership.leads(clerk, season)
    follow_all(bloc)
    with clock.at(AFTER):
        assert leadership.leads(type(clerk).objects.get(pk=clerk.pk), Season.objects.get(pk=season.pk))


def test_terms_of_a_closed_year_keep_who_led_it(bloc, season):
    for phase in states.KEYS[:-1]:
        phases.advance(season, frm=phase, by=None)
    head = world.members(bloc)[1]
    merged(head)
    follow_all(bloc)

    assert season.terms.get(post="head").agency == head


def test_a_standing_day_before_the_merger_may_still_be_chosen(bloc, season):
    merged(*world.members(bloc)[1:3])
    follow_all(bloc)
    season = Season.objects.get(pk=season.pk)
    facts = {"theme": "", "form": "party", "clerk_submits": False}

    with clock.at(AFTER):
        seasons.describe(season, standing_on=date(2025, 1, 31), **facts, by=None)

    season = Season.objects.get(pk=season.pk)
    assert [row.name for row in seasons.members_of(season)] == list(NAMES)


def test_nothing_follows_twice_before_the_day_or_for_who_goes_on(bloc):
    second = world.members(bloc)[1]
    row = membership(bloc, 2)
    with pytest.raises(RuleError) as goes_on:
        reorganisation.follow(row, by=None)
    merged(second)
    with clock.at(date(2025, 2, 2)), pytest.raises(RuleError) as early:
        reorganisation.follow(row, by=None)
    with clock.at(AFTER):
        reorganisation.follow(row, by=None)
        with pytest.raises(RuleError) as again:
            reorganisation.follow(row, by=None)

    assert str(goes_on.value) == "Ban Tuyên giáo đang hoạt động, không có đơn vị nào thay."
    assert str(early.value) == "Việc này ghi được từ ngày 03/02/2025."
    assert str(again.value) == "Đã ghi xong: Ban Tuyên giáo rời Khối từ ngày 03/02/2025."
    assert Membership.objects.filter(agency__names__name=NEW).count() == 1


def test_an_agency_that_has_ended_cannot_join(bloc):
    gone = world.agency("Ban Khác")
    merged(gone)

    with pytest.raises(RuleError) as refusal:
        founding.join(bloc, agency=gone, joined_on=AFTER, by=None)

    assert str(refusal.value) == f"Ban Khác hoạt động đến hết ngày 02/02/2025. Hãy chọn {NEW}."


def test_the_effect_is_told_before_the_act(bloc, season):
    head = world.members(bloc)[1]
    world.person(head, Post.Kind.CLERK)

    assert effects.of(head, DAY) == [
        "1 người đang giữ chức trách",
        "1 khối có cơ quan này là thành viên: Khối thử",
        "1 năm thi đua đang mở: Khối thử 2025",
        "1 vị trí lãnh đạo Khối: Khối trưởng năm 2025 của Khối thử",
    ]


def test_an_act_that_a_membership_has_followed_is_not_cancelled(bloc):
    act = merged(world.members(bloc)[1])
    follow_all(bloc)

    with pytest.raises(RuleError) as refusal:
        successions.cancel(act, reason="Ghi nhầm", by=None)

    assert str(refusal.value) == (
        "Không hủy được vì đã có việc tiếp theo: 1 khối đã chuyển thành viên: Khối thử."
    )


def test_the_desk_lists_what_waits_until_it_is_done(bloc, client):
    officer = world.officer(bloc.managing_body)
    merged(*world.members(bloc)[1:3])
    client.force_login(officer)

    def titles():
        return [row.title for row in todo.of(officer, None) if row.title.startswith("Ghi ")]

    with clock.at(AFTER):
        assert titles() == [f"Ghi {NEW} thay {name} trong Khối thử" for name in NAMES[1:3]]
        page = client.get(reverse("blocs:bloc", args=[bloc.pk]))
        assert [step.words for step in page.context["waiting"]] == [f"{NEW} thay {n}" for n in NAMES[1:3]]
        for row in page.context["waiting"]:
            client.post(reverse("blocs:member_follow", args=[row.membership.pk]))
        assert titles() == []


def test_only_the_managing_body_lets_a_membership_follow(bloc, client):
    row = membership(bloc, 2)
    merged(row.agency)
    url = reverse("blocs:member_follow", args=[row.pk])
    for user, status in (
        (world.person(row.agency, Post.Kind.CLERK, username="ha").user, 403),
        (world.officer(world.agency("Nơi khác", code="K")), 404),
    ):
        client.force_login(user)
        assert client.post(url).status_code == status
    client.force_login(world.officer(bloc.managing_body, username="lan"))
    assert client.get(url).status_code == 405

    assert Bloc.objects.get().memberships.filter(left_on__isnull=False).count() == 0
    assert Agency.objects.filter(memberships__bloc=bloc).count() == 4
