"""One person is one record: who has the name already is told before another is entered; nobody is merged."""

import pytest
from django.urls import reverse

from core.rules import RuleError
from members import careers, namesakes, people
from members.models import Person, Post
from tests import world

pytestmark = pytest.mark.django_db

PARTS = {"family_name": "Nguyễn", "middle_name": "Thu", "given_name": "Hà"}
TYPED = {"honorific": "ms", "title": "", **PARTS, "position": "Chuyên viên", "personal_code": ""}


@pytest.fixture
def clerk(client):
    """The browser of the clerk of Ban Một, who is called Nguyễn Thu Lan."""
    agency = world.agency("Ban Một")
    client.force_login(world.person(agency, Post.Kind.CLERK, username="lan", given="Lan").user)
    client.agency = agency
    return client


def test_a_known_name_is_asked_about_once_and_another_person_may_follow(clerk):
    world.person(clerk.agency)
    world.person(world.agency("Ban Hai"))
    page = reverse("members:person_new", args=[clerk.agency.pk])

    refused = clerk.post(page, TYPED | {"given_name": "HA"})
    assert refused.context["form"].non_field_errors() == [
        "Đã có 2 người tên Nguyễn Thu HA: Nguyễn Thu Hà, Ban Một; 1 người ở cơ quan khác. "
        "Nếu là một trong những người này, hãy chọn người có sẵn; "
        "nếu là người khác thì đánh dấu vào ô bên dưới rồi lưu lại."
    ]
    assert [person.agency for person in refused.context["known"].seen] == [clerk.agency]
    assert 'type="checkbox" name="another"' in refused.text
    clerk.post(page, TYPED | {"given_name": "HA", "another": "on"})
    clerk.post(page, TYPED | {"given_name": "Hoa"})
    assert Person.objects.filter(agency=clerk.agency).count() == 4


def test_a_personal_code_is_one_persons(clerk):
    page = reverse("members:person_new", args=[clerk.agency.pk])
    first = clerk.post(page, TYPED | {"personal_code": "CB-01"}, follow=True)
    assert "Mã CB-01" in first.text
    second = clerk.post(page, TYPED | {"given_name": "Hoa", "personal_code": "CB-01"})

    assert (
        second.context["form"].non_field_errors()[0].startswith("Mã cá nhân này đã ghi cho một người khác.")
    )
    assert Person.objects.filter(personal_code="CB-01").count() == 1


def test_an_officer_moves_a_record_in_place_of_a_second_one(client):
    officer = world.officer()
    client.force_login(officer)
    first, second = world.agency("Ban Một"), world.agency("Ban Hai")
    person = world.person(first)
    people.correct(person, position="Chuyên viên", by=officer)
    url = reverse("members:person_transfer", args=[person.pk])

    client.post(url, {"agency": second.pk, "position": "Vụ trưởng"})
    person.refresh_from_db()
    assert (person.agency, person.position) == (second, "Vụ trưởng")
    assert [(stage.position, stage.agency) for stage in careers.of(person)] == [
        ("Vụ trưởng", "Ban Hai"),
        ("Chuyên viên", "Ban Một"),
        ("", "Ban Một"),
    ]
    assert "Chức vụ, cơ quan đã ghi" in client.get(person.get_absolute_url()).text
    with pytest.raises(RuleError, match="đang thuộc Ban Hai"):
        people.transfer(person, agency=second, position="", by=officer)
    client.force_login(world.person(second, Post.Kind.CLERK, username="hai", given="Lan").user)
    assert client.get(url).status_code == 403


def test_a_record_entered_twice_goes_only_while_nothing_hangs_on_it(client):
    client.force_login(world.officer())
    agency = world.agency("Ban Một")
    used, twice = world.person(agency, Post.Kind.LEADER), people.record(agency, **TYPED, by=None)
    assert "Bỏ bản ghi này vì trùng người" in client.get(twice.get_absolute_url()).text

    assert client.post(reverse("members:person_remove", args=[used.pk])).status_code == 409
    client.post(reverse("members:person_remove", args=[twice.pk]))
    assert list(Person.objects.namesakes("nguyễn thu hà")) == [used]


def test_many_of_one_name_are_told_as_five_and_counted():
    agency = world.agency("Ban Một")
    for code in range(7):
        people.record(agency, **TYPED | {"personal_code": f"CB-{code}"}, by=None)
    found = namesakes.of("Nguyễn Thu Hà", world.officer())

    assert found.sentence.startswith(
        "Đã có 7 người tên Nguyễn Thu Hà: Nguyễn Thu Hà, Chuyên viên, Ban Một, mã CB-0;"
    )
    assert found.sentence.count(";") == 4
