"""An invitation leads its person to an own account: once, in time, and nobody else."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from core import clock
from core.models import Entry, User
from core.rules import RuleError
from members import acting, invitations, people
from members.models import Invitation, Post
from tests import world

pytestmark = pytest.mark.django_db
PAGE = "/invitation/"
NEW = "hoa-phượng-đỏ-41"
CODE = re.compile(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){4}")


@pytest.fixture
def officer():
    return world.officer()


@pytest.fixture
def person():
    return world.person(world.agency())


def invite(client, person, **facts):
    """The answer to an officer's click, and the code on it."""
    answer = client.post(reverse("members:invitation_new", args=[person.pk]), {"kind": "", **facts})
    return answer, CODE.search(answer.text)[0]


def accept(client, code, username="ha", password=NEW, again=None):
    typed = {"code": code, "username": username, "password": password, "again": again or password}
    return client.post(PAGE, typed)


def errors(response):
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


# --- From the officer to the person ---------------------------------------------------------


def test_an_invited_person_chooses_name_and_password_and_holds_the_post(client, officer, person):
    client.force_login(officer)
    _, code = invite(client, person, kind="clerk", starts_on="01/03/2023")
    client.logout()

    asked = client.post(PAGE, {"code": code})
    assert asked.context["person"] == person
    assert [post.kind for post in asked.context["posts"]] == [Post.Kind.CLERK]
    answer = accept(client, code)

    person.refresh_from_db()
    assert (answer.url, person.user.username, person.user.must_change_password) == ("/", "ha", False)
    assert int(client.session["_auth_user_id"]) == person.user.pk
    assert acting.acts_for(person.user, person.agency_id)
    assert person.invitations.get().state == "accepted"


def test_the_code_is_taken_as_people_type_it(client, person):
    code = invitations.invite(person, by=None)

    answer = client.post(PAGE, {"code": f" {code.upper().replace('-', ' ')} "})

    assert answer.context["person"] == person


def test_the_page_shows_the_link_behind_a_hash_and_no_browser_keeps_it(client, officer, person):
    client.force_login(officer)

    answer, code = invite(client, person)

    assert answer.context["link"] == f"http://testserver/invitation/#{code}"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "<svg" in answer.text
    assert code not in client.get(reverse("members:person", args=[person.pk])).text


def test_the_public_address_stands_in_the_link(client, officer, person, settings):
    settings.PUBLIC_URL = "https://thidua.example.vn"
    client.force_login(officer)

    answer, code = invite(client, person)

    assert answer.context["link"] == f"https://thidua.example.vn/invitation/#{code}"


def test_the_database_and_the_history_do_not_know_the_code(person):
    code = invitations.invite(person, by=None)

    kept = [*Invitation.objects.values_list("token_hash", flat=True)]
    kept += [str((entry.before, entry.after, entry.reason)) for entry in Entry.objects.all()]
    assert [text for text in kept if code in text or code.replace("-", "") in text] == []
    assert "token_hash" not in Entry.objects.about(person.invitations.get()).get().after


def test_the_acts_stand_in_the_history(officer, person):
    invitations.invite(person, by=officer)
    code = invitations.renew(person.invitations.get(), by=officer)
    user = invitations.accept(code, username="ha", password=NEW)

    acts = Entry.objects.filter(subject_type="members.invitation").order_by("id").values_list("act", "actor")
    assert list(acts) == [
        ("invitation.make", officer.pk),
        ("revoke", officer.pk),
        ("invitation.make", officer.pk),
        ("accept", user.pk),
    ]


# --- Refused --------------------------------------------------------------------------------


def dead(kind, person):
    """A code of each kind that does not work."""
    code = invitations.invite(person, by=None)
    invitation = person.invitations.get()
    if kind == "revoked":
        invitations.revoke(invitation, by=None)
    elif kind == "renewed":
        invitations.renew(invitation, by=None)
    elif kind == "used":
        invitations.accept(code, username="ha", password=NEW)
    elif kind == "expired":
        Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    elif kind == "given an account":
        people.give_account(person, username="ha", by=None)
    else:
        code = "aaaa-bbbb-cccc-dddd-eeee"
    return code


@pytest.mark.parametrize("kind", ["unknown", "revoked", "renewed", "used", "expired", "given an account"])
def test_every_dead_code_gets_the_same_answer(client, person, kind):
    code = dead(kind, person)
    accounts = User.objects.count()

    for answer in (client.post(PAGE, {"code": code}), accept(client, code, username="khac")):
        assert answer.status_code == 200
        assert errors(answer) == {"__all__": [invitations.DEAD]}
        assert person.given_name not in answer.text
    assert User.objects.count() == accounts


def test_a_second_invitation_waits_until_the_first_is_over(officer, person):
    invitations.invite(person, by=officer)

    with pytest.raises(RuleError) as refusal:
        invitations.invite(person, by=officer)
    assert str(refusal.value) == (
        "Nguyễn Thu Hà đang có một lời mời còn hạn. Hãy mời lại (mã cũ hết hiệu lực) hoặc thu hồi lời mời ấy."
    )

    Invitation.objects.update(expires_at=clock.now())
    invitations.invite(person, by=officer)
    assert sorted(person.invitations.values_list("state", flat=True)) == ["open", "revoked"]


def test_who_has_an_account_is_not_invited(officer):
    person = world.person(world.agency(), username="ha")

    with pytest.raises(RuleError) as refusal:
        invitations.invite(person, by=officer)

    assert str(refusal.value) == "Nguyễn Thu Hà đã có tài khoản. Nếu quên mật khẩu, hãy cấp lại mật khẩu."


def test_a_refused_post_leaves_no_invitation_behind(client, officer):
    person = world.person(world.agency(), Post.Kind.CLERK)
    client.force_login(officer)

    answer = client.post(
        reverse("members:invitation_new", args=[person.pk]), {"kind": "clerk", "starts_on": "01/03/2023"}
    )

    assert list(errors(answer)) == ["__all__"]
    assert not person.invitations.exists()


@pytest.mark.parametrize(
    "typed, told",
    [
        ({"username": "mai"}, {"__all__": ["Tên đăng nhập “mai” đã có người dùng. Hãy chọn tên khác."]}),
        ({"again": "khác"}, {"again": ["Hai lần nhập mật khẩu chưa giống nhau."]}),
        ({"password": "ngắn-9-kt"}, {"password": ["Mật khẩu cần ít nhất 10 ký tự."]}),
        (
            {"username": "Hà có dấu"},
            {"username": ["Chỉ dùng chữ không dấu, chữ số, dấu chấm, dấu gạch ngang và gạch dưới."]},
        ),
    ],
)
def test_what_is_wrong_with_name_or_password_is_told_and_the_code_still_works(client, person, typed, told):
    world.person(person.agency, username="mai", given="Mai")
    code = invitations.invite(person, by=None)

    assert errors(accept(client, code, **typed)) == told
    assert accept(client, code).status_code == 302


def test_a_password_like_the_own_name_is_refused(client):
    person = world.person(world.agency(), given="Phượngthảo")
    code = invitations.invite(person, by=None)

    answer = accept(client, code, password="phượngthảo1")

    assert errors(answer) == {
        "password": ["Mật khẩu quá giống tên đăng nhập hoặc họ tên; hãy chọn mật khẩu khác."]
    }


def test_a_staff_member_invites_nobody(client, person):
    client.force_login(world.person(person.agency, Post.Kind.CLERK, username="mai", given="Mai").user)
    invitations.invite(person, by=None)
    invitation = person.invitations.get()

    urls = [reverse("members:invitation_new", args=[person.pk])]
    urls += [reverse(f"members:invitation_{act}", args=[invitation.pk]) for act in ("renew", "revoke")]
    assert [client.post(url).status_code for url in urls] == [403, 403, 403]


def test_officers_see_open_invitations_on_the_persons_page(client, officer, person):
    invitations.invite(person, by=officer)
    client.force_login(officer)
    url = reverse("members:person", args=[person.pk])

    assert "Đang chờ" in client.get(url).text
    with clock.at(date(2099, 1, 1)):
        assert "Hết hạn" in client.get(url).text
