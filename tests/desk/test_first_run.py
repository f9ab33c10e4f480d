"""An empty installation: the first officer enters own agency, own account and the first bloc, once."""

import pytest
from django.urls import reverse

from blocs.models import Bloc
from core import first_run
from core.models import User
from members.models import Agency, Post
from tests import world

pytestmark = pytest.mark.django_db

FACTS = {
    "agency_name": "Ban Thi đua - Khen thưởng tỉnh Cao Bằng",
    "agency_short": "Ban TĐKT tỉnh",
    "agency_code": "BTĐKT",
    "kind": "state",
    "place": "Cao Bằng",
    "honorific": "ms",
    "family_name": "Nông",
    "middle_name": "Thị",
    "given_name": "Én",
    "username": "en.nong",
    "password": "mot-mat-khau-dai",
    "again": "mot-mat-khau-dai",
    "bloc_name": "Khối thi đua số 5",
    "bloc_short": "Khối số 5",
    "level": "province",
    "form": "party",
}


@pytest.fixture
def facts():
    return {**FACTS, "code": first_run.code()}


def test_a_visitor_of_an_empty_installation_is_led_to_the_set_up(client):
    assert client.get("/").url == reverse("desk:first_run")


def test_the_set_up_makes_agency_officer_and_bloc_and_signs_in(client, facts):
    answer = client.post(reverse("desk:first_run"), facts)

    assert answer.url == reverse("blocs:members_upload", args=[Bloc.objects.get().pk])
    post = Post.objects.get()
    assert (post.kind, post.person.full_name, post.agency.name) == (
        "council_officer",
        "Nông Thị Én",
        "Ban Thi đua - Khen thưởng tỉnh Cao Bằng",
    )
    assert Bloc.objects.get().managing_body == Agency.objects.get()
    assert client.session["_auth_user_id"] == str(User.objects.get(username="en.nong").pk)


def test_without_the_code_of_the_server_nothing_is_set_up(client, facts):
    answer = client.post(reverse("desk:first_run"), {**facts, "code": "00000000"})

    assert answer.context["form"].non_field_errors() == [
        "Mã cài đặt chưa đúng. Mã hiện trên màn hình của máy chủ khi khởi động."
    ]
    assert not User.objects.exists()
    assert not Agency.objects.exists()


def test_the_set_up_is_open_once(client, facts):
    world.officer()

    assert client.post(reverse("desk:first_run"), facts).url == reverse("desk:desk")
    assert User.objects.count() == 1


def test_two_passwords_must_agree_and_nothing_typed_is_lost(client, facts):
    answer = client.post(reverse("desk:first_run"), {**facts, "again": "khac"})

    form = answer.context["form"]
    assert form.errors["again"] == ["Hai lần nhập mật khẩu chưa giống nhau."]
    assert form["bloc_name"].value() == "Khối thi đua số 5"


def test_the_form_stands_in_four_parts_and_leaves_nothing_out(client):
    form = client.get(reverse("desk:first_run")).context["form"]

    assert [(title, fields[0].name) for title, fields in form.sections] == [
        ("Máy chủ", "code"),
        ("Cơ quan quản lý khối", "agency_name"),
        ("Tài khoản của anh, chị", "honorific"),
        ("Khối thi đua đầu tiên", "bloc_name"),
    ]
    assert [field.name for _, fields in form.sections for field in fields] == list(form.fields)
