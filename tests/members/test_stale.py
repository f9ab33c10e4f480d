"""Two people at one thing: what one wrote is not undone by what the other had on the screen."""

from datetime import date

import pytest

from core import clock
from core.models import Entry
from core.rules import RuleError
from members import agencies, people, posts, successions
from members.models import Agency, Collective, Person, Post
from tests import world

pytestmark = pytest.mark.django_db


def test_a_correction_keeps_the_account_that_was_given_meanwhile():
    person = world.person(world.agency())
    stale = Person.objects.get(pk=person.pk)
    people.give_account(person, username="ha", by=None)

    people.correct(stale, given_name="Hạ", by=None)

    now = Person.objects.get(pk=person.pk)
    assert (now.given_name, now.user.username) == ("Hạ", "ha")
    assert Entry.objects.about(now).first().after == {"given_name": "Hạ", "sort_key": now.sort_key}


def test_a_name_corrected_meanwhile_stays_when_the_account_is_given():
    person = world.person(world.agency())
    stale = Person.objects.get(pk=person.pk)
    people.correct(person, given_name="Hạ", by=None)

    people.give_account(stale, username="ha", by=None)

    assert Person.objects.get(pk=person.pk).given_name == "Hạ"


def test_what_was_removed_meanwhile_is_not_there_to_change():
    collective = people.form_collective(world.agency(), name="Vụ Một", by=None)
    Collective.objects.all().delete()

    with pytest.raises(RuleError) as refusal:
        people.rename_collective(collective, name="Vụ Hai", by=None)

    assert str(refusal.value) == (
        "Mục này vừa được người khác bỏ. Hãy tải lại trang để xem tình hình mới nhất."
    )


def test_an_agency_renamed_meanwhile_keeps_its_place_in_the_list():
    agency = world.agency("Ban Một")
    stale = Agency.objects.get(pk=agency.pk)
    names = {"name": "Văn phòng", "short_name": "VP", "code": "VP"}
    successions.rename(agency, **names, happens_on=date(2020, 1, 1), decision="158-QĐ/TW", by=None)

    agencies.correct(stale, kind="party", place="Huế", superior="", by=None)

    assert Agency.objects.get(pk=agency.pk).sort_key == agency.sort_key


def test_a_post_ended_by_mistake_in_the_future_can_be_ended_earlier():
    post = world.person(world.agency(), Post.Kind.CLERK).posts.get()
    with clock.at(date(2023, 6, 1)):
        posts.end(post, ends_on=date(2033, 6, 30), by=None)

        posts.end(post, ends_on=date(2023, 6, 30), by=None)

    assert Post.objects.get().ends_on == date(2023, 6, 30)


def test_a_post_that_is_over_stays_as_it_was():
    post = world.person(world.agency(), Post.Kind.CLERK, ends_on=date(2023, 6, 30)).posts.get()

    with clock.at(date(2023, 7, 1)), pytest.raises(RuleError) as refusal:
        posts.end(post, ends_on=date(2023, 8, 31), by=None)

    assert str(refusal.value) == "Chức trách này đã kết thúc ngày 30/06/2023."


def test_an_officer_who_is_about_to_leave_does_not_count_as_the_one_who_stays():
    body = world.agency("Cơ quan quản lý", code="QL")
    lan, mai = world.officer(body), world.officer(body, username="mai")
    with clock.at(date(2023, 6, 1)):
        posts.end(Post.objects.get(person__user=lan), ends_on=date(2023, 6, 30), by=None)

        with pytest.raises(RuleError) as refusal:
            posts.end(Post.objects.get(person__user=mai), ends_on=date(2023, 6, 15), by=None)

    assert str(refusal.value) == (
        "Đây là cán bộ cuối cùng của cơ quan quản lý khối. Hãy giao chức trách này cho người khác trước."
    )
