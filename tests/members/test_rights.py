"""Rights come from dated posts and end with them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import User
from core.rules import RuleError
from members import acting, people, posts
from members.models import Person, Post
from tests import world

pytestmark = pytest.mark.django_db


def again(user):
    """The same person at the next request."""
    return User.objects.get(pk=user.pk)


def test_a_clerk_acts_for_the_own_agency_only():
    agency, other = world.agency("Ban Một"), world.agency("Ban Hai")
    clerk = world.person(agency, Post.Kind.CLERK, username="ha").user

    assert acting.acts_for(clerk, agency.pk)
    assert not acting.acts_for(clerk, other.pk)


def test_the_last_day_of_a_post_still_counts_and_the_next_does_not():
    agency = world.agency()
    clerk = world.person(agency, Post.Kind.CLERK, username="ha", ends_on=date(2023, 6, 30)).user

    with clock.at(date(2023, 6, 30)):
        assert acting.acts_for(again(clerk), agency.pk)
    with clock.at(date(2023, 7, 1)):
        assert not acting.acts_for(again(clerk), agency.pk)


def test_a_closed_account_acts_for_nobody():
    agency = world.agency()
    clerk = world.person(agency, Post.Kind.CLERK, username="ha").user
    User.objects.filter(pk=clerk.pk).update(is_active=False)

    assert acting.rights_of(again(clerk)) == frozenset()


def test_staff_see_their_own_people_and_an_officer_everybody():
    agency, other = world.agency("Ban Một"), world.agency("Ban Hai")
    ha = world.person(agency, Post.Kind.CLERK, username="ha")
    mai = world.person(other, Post.Kind.CLERK, username="mai", given="Mai")
    officer = world.officer()

    assert list(Person.objects.visible_to(ha.user)) == [ha]
    assert list(Person.objects.visible_to(mai.user)) == [mai]
    assert set(Person.objects.visible_to(officer)) == {ha, mai, Person.objects.get(user=officer)}


def test_a_person_cannot_hold_one_post_twice():
    agency = world.agency()
    person = world.person(agency, Post.Kind.CLERK)

    with pytest.raises(RuleError) as refusal:
        posts.appoint(person, agency=agency, kind=Post.Kind.CLERK, starts_on=date(2023, 1, 1), by=None)

    assert str(refusal.value) == (
        "Nguyễn Thu Hà đã được giao chức trách này tại cơ quan này từ 01/01/2015. "
        "Hãy chọn ngày không trùng, hoặc kết thúc chức trách ấy trước."
    )


def test_a_post_cannot_end_before_it_began():
    person = world.person(world.agency(), Post.Kind.CLERK)

    with pytest.raises(ValidationError) as refusal:
        posts.end(person.posts.get(), ends_on=date(2014, 1, 1), by=None)

    assert refusal.value.messages == ["Ngày thôi giữ chức trách phải từ ngày bắt đầu trở đi."]


def test_the_last_council_officer_cannot_leave():
    officer = world.officer()

    with pytest.raises(RuleError) as refusal:
        posts.end(Post.objects.get(person__user=officer), ends_on=date(2023, 1, 1), by=officer)

    assert str(refusal.value) == (
        "Đây là cán bộ cuối cùng của cơ quan quản lý khối. Hãy giao chức trách này cho người khác trước."
    )


def test_an_account_is_given_once_and_under_a_free_name():
    person = world.person(world.agency())
    taken = world.person(world.agency("Ban Hai"), username="mai", given="Mai")
    password = people.give_account(person, username="ha", by=None)

    person.refresh_from_db()
    assert person.user.check_password(password)
    assert person.user.must_change_password
    with pytest.raises(RuleError) as second:
        people.give_account(person, username="ha2", by=None)
    assert str(second.value) == "Nguyễn Thu Hà đã có tài khoản. Nếu quên mật khẩu, hãy cấp lại mật khẩu."
    with pytest.raises(RuleError) as clash:
        people.give_account(world.person(taken.agency, given="An"), username="MAI", by=None)
    assert str(clash.value) == "Tên đăng nhập “MAI” đã có người dùng. Hãy chọn tên khác."


def test_people_sort_by_given_name_then_family_then_middle_name():
    agency = world.agency()
    for family, middle, given in [
        ("Trần", "", "Hà"),
        ("Lê", "Văn", "Ánh"),
        ("Lê", "Thị", "Hà"),
        ("Đỗ", "", "An"),
    ]:
        people.record(
            agency, honorific="mr", family_name=family, middle_name=middle, given_name=given, by=None
        )

    assert [str(person) for person in agency.people.all()] == ["Đỗ An", "Lê Văn Ánh", "Lê Thị Hà", "Trần Hà"]
