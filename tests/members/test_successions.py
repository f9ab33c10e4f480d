"""Agencies merge, split and end; posts and rights follow on the day; what was entered wrongly is undone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import clock
from core.models import Entry, User
from core.rules import RuleError
from members import acting, lifetimes, lineage, posts, successions
from members.models import Agency, Collective, Person, Post, Succession, SuccessionLink
from tests import world
from tests.members import reorganised
from tests.members.reorganised import DAY, DECISION, merged

pytestmark = pytest.mark.django_db
EVE = date(2025, 2, 2)


@pytest.fixture
def two():
    return reorganised.propaganda_and_mass()


def again(user):
    """The same person at the next request."""
    return User.objects.get(pk=user.pk)


def test_staff_hold_the_same_post_at_the_taker_from_that_day_on(two):
    clerk = world.person(two[0], Post.Kind.CLERK)
    new = reorganised.founded()
    merged(*two, into=new)

    held = clerk.posts.order_by("starts_on").values_list("agency", "kind", "starts_on", "ends_on")

    assert list(held) == [
        (two[0].pk, "clerk", world.LONG_AGO, EVE),
        (new.pk, "clerk", DAY, None),
    ]


def test_who_holds_the_post_there_already_keeps_it(two):
    clerk = world.person(two[0], Post.Kind.CLERK)
    posts.appoint(clerk, agency=two[1], kind="clerk", starts_on=date(2020, 1, 1), by=None)
    merged(two[0], into=two[1])

    assert clerk.posts.get(agency=two[1]).starts_on == date(2020, 1, 1)
    assert clerk.posts.get(agency=two[0]).ends_on == EVE


def test_a_post_that_would_only_begin_later_begins_at_the_taker(two):
    clerk = world.person(two[0])
    posts.appoint(clerk, agency=two[0], kind="clerk", starts_on=date(2025, 3, 1), by=None)
    merged(two[0], into=two[1])

    assert list(clerk.posts.values_list("agency", "starts_on")) == [(two[1].pk, date(2025, 3, 1))]


def test_the_last_council_officer_goes_over_and_stays_one(two):
    officer = world.officer(two[0])
    merged(*two)

    with clock.at(DAY):
        assert acting.is_council_officer(again(officer))


def test_the_takers_staff_act_for_the_predecessors_from_the_day_on(two):
    clerk, leader = (world.person(two[1], kind, username=kind).user for kind in ("clerk", "leader"))
    merged(two[0], into=two[1])

    with clock.at(EVE):
        assert acting.agencies_of(again(clerk)) == {two[1].pk}
    with clock.at(DAY):
        assert acting.agencies_of(again(clerk)) == {two[0].pk, two[1].pk}
        assert acting.acts_for(again(leader), two[0].pk, ("leader",))
        assert not acting.acts_for(again(clerk), two[0].pk, ("leader",))
        assert acting.own_agency(again(clerk)) == two[1].pk


def test_rights_follow_through_several_successions(two):
    third = world.agency("Ban Ba")
    clerk = world.person(third, Post.Kind.CLERK, username="ha").user
    merged(two[0], into=two[1])
    merged(two[1], into=third, happens_on=date(2026, 1, 1))

    with clock.at(date(2026, 1, 1)):
        assert acting.agencies_of(again(clerk)) == {two[0].pk, two[1].pk, third.pk}


def test_the_takers_staff_see_the_people_and_collectives_of_the_predecessor(two):
    clerk = world.person(two[1], Post.Kind.CLERK, username="ha")
    theirs = world.person(two[0], given="Mai")
    unit = world.people.form_collective(two[0], name="Vụ Một", by=None)
    merged(two[0], into=two[1])

    with clock.at(EVE):
        assert set(Person.objects.visible_to(again(clerk.user))) == {clerk}
    with clock.at(DAY):
        assert set(Person.objects.visible_to(again(clerk.user))) == {clerk, theirs}
        assert list(Collective.objects.visible_to(again(clerk.user))) == [unit]


def test_rights_cost_two_queries_a_request(two, django_assert_num_queries):
    clerk = world.person(two[0], Post.Kind.CLERK, username="ha").user
    merged(*two)

    with clock.at(DAY), django_assert_num_queries(2):
        user = clerk
        acting.agencies_of(user), acting.is_council_officer(user), acting.held_by(user)
        list(acting.rights_of(user))


def test_histories_are_followed_in_both_directions_with_the_names_of_the_day(two):
    new = reorganised.founded()
    merged(*two, into=new)
    later = {"name": "Ban Tuyên vận", "short_name": "BTV", "code": "BTV"}
    successions.rename(new, **later, happens_on=date(2026, 1, 1), decision="1-QĐ/TW", by=None)
    last = world.agency("Ban Cuối")
    merged(new, into=last, happens_on=date(2026, 6, 1))

    back = [(kin.name, kin.succession.happens_on) for kin in lineage.predecessors(last)]
    on = [kin.name for kin in lineage.successors(two[0])]

    assert back == [
        ("Ban Tuyên vận", date(2026, 6, 1)),
        ("Ban Tuyên giáo Trung ương", DAY),
        ("Ban Dân vận Trung ương", DAY),
    ]
    assert on == ["Ban Tuyên giáo và Dân vận Trung ương", "Ban Cuối"]


def test_an_agency_that_has_ended_says_until_when_and_where_it_belongs_now(two):
    new = reorganised.founded()
    merged(*two, into=new)

    assert lifetimes.ends_of([two[0].pk, new.pk])[two[0].pk].words == (
        "đến 02/02/2025, nay thuộc Ban Tuyên giáo và Dân vận Trung ương"
    )
    assert set(Agency.objects.going_on(EVE)) == {*two, new}
    assert set(Agency.objects.going_on(DAY)) == {new}


def test_an_agency_may_give_a_part_away_and_go_on(two):
    clerk = world.person(two[0], Post.Kind.CLERK)
    successions.split(two[0], into=[two[1]], happens_on=DAY, by=None, **DECISION)

    assert lifetimes.ends_of([two[0].pk]) == {}
    assert clerk.posts.get().ends_on is None
    assert [kin.name for kin in lineage.successors(two[0])] == ["Ban Dân vận Trung ương"]


def test_a_split_agency_ends_and_one_takes_over(two):
    third = world.agency("Ban Ba")
    clerk = world.person(third, Post.Kind.CLERK)
    successions.split(third, into=list(two), taker=two[1], happens_on=DAY, by=None, **DECISION)

    assert lifetimes.ends_of([third.pk])[third.pk].heir == "Ban Dân vận Trung ương"
    assert clerk.posts.get(ends_on=None).agency == two[1]
    with pytest.raises(RuleError) as refusal:
        successions.split(two[0], into=[two[1]], taker=third, happens_on=DAY, by=None, **DECISION)
    assert str(refusal.value) == "Cơ quan nhận việc còn mở phải là một trong những cơ quan được chia ra."


def test_a_dissolved_agency_ends_its_posts_and_has_no_successor(two):
    clerk = world.person(two[0], Post.Kind.CLERK)
    successions.dissolve(two[0], happens_on=DAY, by=None, **DECISION)

    assert clerk.posts.get().ends_on == EVE
    assert lifetimes.ends_of([two[0].pk])[two[0].pk].words == "đến 02/02/2025, đã kết thúc hoạt động"


def test_the_last_council_officers_agency_cannot_be_dissolved(two):
    world.officer(two[0])

    with pytest.raises(RuleError) as refusal:
        successions.dissolve(two[0], happens_on=DAY, by=None, **DECISION)

    assert str(refusal.value) == posts.LAST_OFFICER
    assert Succession.objects.count() == 0


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda a, b: merged(a, into=a), "Hãy chọn ít nhất một cơ quan khác với cơ quan này."),
        (lambda a, b: merged(a, a, into=b), "Một cơ quan được ghi hai lần. Mỗi cơ quan chỉ chọn một lần."),
        (
            lambda a, b: merged(a, into=b, happens_on=date(2014, 12, 31)),
            "Danh mục chỉ có Ban Tuyên giáo Trung ương từ ngày 01/01/2015. "
            "Hãy chọn ngày từ đó trở đi, hoặc sửa ngày bắt đầu của tên trước.",
        ),
        (
            lambda a, b: merged(a, into=b, happens_on=world.LONG_AGO),
            "Ban Tuyên giáo Trung ương mang tên “Ban Tuyên giáo Trung ương” từ ngày 01/01/2015. "
            "Ngày kết thúc phải sau ngày đó.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(two, act, sentence):
    with pytest.raises(RuleError) as refusal:
        act(*two)

    assert str(refusal.value) == sentence
    assert Succession.objects.count() == 0


def test_an_agency_that_has_ended_neither_ends_again_nor_takes_over_nor_begins_anything(two):
    merged(two[0], into=two[1])
    third = world.agency("Ban Ba")

    with pytest.raises(RuleError) as second:
        merged(two[0], into=third, happens_on=date(2026, 1, 1))
    with pytest.raises(RuleError) as taking:
        merged(third, into=two[0], happens_on=DAY)
    with pytest.raises(RuleError) as post:
        posts.appoint(world.person(third), agency=two[0], kind="clerk", starts_on=DAY, by=None)

    assert str(second.value) == (
        "Ban Tuyên giáo Trung ương đã kết thúc từ ngày 03/02/2025 theo 158-QĐ/TW. "
        "Nếu việc đó ghi nhầm, hãy hủy việc đó trước."
    )
    assert (
        str(taking.value)
        == str(post.value)
        == ("Ban Tuyên giáo Trung ương hoạt động đến hết ngày 02/02/2025. Hãy chọn Ban Dân vận Trung ương.")
    )


@pytest.mark.parametrize("day", [date(2024, 1, 1), DAY, date(2026, 1, 1)])
def test_two_agencies_cannot_take_each_other_over(two, day):
    merged(two[0], into=two[1])

    with pytest.raises(RuleError):
        merged(two[1], into=two[0], happens_on=day)

    assert SuccessionLink.objects.count() == 1


def test_an_older_merger_entered_later_moves_the_posts_on_to_who_holds_the_work_now(two):
    third = world.agency("Ban Ba")
    clerk = world.person(third, Post.Kind.CLERK)
    merged(two[0], into=two[1])
    merged(third, into=two[0], happens_on=date(2020, 1, 1))

    held = clerk.posts.order_by("starts_on").values_list("agency", "starts_on", "ends_on")

    assert list(held) == [
        (third.pk, world.LONG_AGO, date(2019, 12, 31)),
        (two[0].pk, date(2020, 1, 1), EVE),
        (two[1].pk, DAY, None),
    ]


def test_the_database_knows_one_end_and_never_itself(two):
    act = merged(two[0], into=two[1])

    for wrong in (
        {"predecessor": two[0], "successor": None},
        {"predecessor": two[1], "successor": two[1], "takes_over": True},
        {"predecessor": two[1], "successor": None, "takes_over": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SuccessionLink.objects.create(succession=act, **wrong)


def test_an_act_needs_its_decision(two):
    with pytest.raises(ValidationError) as refusal:
        successions.dissolve(two[0], happens_on=DAY, decision="", by=None)

    assert "Hãy điền mục này." in refusal.value.messages


def test_what_was_entered_wrongly_is_undone(two):
    clerk = world.person(two[0], Post.Kind.CLERK)
    both = world.person(two[0], Post.Kind.LEADER, given="Mai")
    posts.appoint(both, agency=two[1], kind="leader", starts_on=date(2020, 1, 1), by=None)
    later = world.person(two[0], given="An")
    posts.appoint(later, agency=two[0], kind="clerk", starts_on=date(2025, 3, 1), by=None)
    before = sorted(Post.objects.values_list("person", "agency", "kind", "starts_on", "ends_on"))
    act = merged(two[0], into=two[1])

    successions.cancel(act, reason="Ghi nhầm cơ quan", by=None)

    assert sorted(Post.objects.values_list("person", "agency", "kind", "starts_on", "ends_on")) == before
    assert clerk.posts.count() == 1
    assert Agency.objects.get(pk=two[0].pk).end is None
    assert Entry.objects.filter(act="succession.cancel").get().reason == "Ghi nhầm cơ quan"


def test_an_end_that_is_undone_gives_the_posts_back(two):
    clerk = world.person(two[0], Post.Kind.CLERK)
    act = successions.dissolve(two[0], happens_on=DAY, by=None, **DECISION)

    successions.cancel(act, reason="Ghi nhầm", by=None)

    assert clerk.posts.get().ends_on is None


def test_a_name_that_is_undone_gives_the_former_one_back(two):
    names = {"name": "Văn phòng", "short_name": "VP", "code": "VP"}
    act = successions.rename(two[0], **names, happens_on=DAY, by=None, **DECISION)

    successions.cancel(act, reason="Ghi nhầm", by=None)

    assert two[0].names.get().name == "Ban Tuyên giáo Trung ương"
    assert Succession.objects.count() == 0


def test_an_act_on_which_another_builds_is_not_undone(two):
    act = merged(two[0], into=two[1])
    merged(two[1], into=world.agency("Ban Ba"), happens_on=date(2026, 1, 1))

    with pytest.raises(RuleError) as refusal:
        successions.cancel(act, reason="Ghi nhầm", by=None)

    assert str(refusal.value) == (
        "Không hủy được vì đã có việc tiếp theo: Ban Dân vận Trung ương cũng đã được sáp nhập hoặc kết thúc."
    )


def test_the_second_click_finds_nothing_to_undo(two):
    act = merged(two[0], into=two[1])
    stale = Succession.objects.get(pk=act.pk)
    successions.cancel(act, reason="Ghi nhầm", by=None)

    with pytest.raises(RuleError):
        successions.cancel(stale, reason="Ghi nhầm", by=None)
