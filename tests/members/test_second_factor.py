"""The second step of sign-in: who must have it, how it is set up, asked for, given up and reset."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from core.models import Entry, User
from core.rules import RuleError
from members import second_factor
from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db
SET_UP = "/me/second-factor/"
CODE = re.compile(r"<code>(\d{4} \d{4})</code>")


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def officer():
    return world.officer()


def code_of(key, steps=0):
    """What the app shows, some steps of half a minute from now."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + steps))


def switch_on(client):
    """Set it up as a person does; return the key and the answer with the recovery codes."""
    client.get(SET_UP)
    key = client.session["second_factor_key"]
    return key, client.post(SET_UP, {"code": code_of(key), "password": world.PASSWORD})


def sign_in(client, name="can-bo"):
    return client.post("/login/", {"login": name, "password": world.PASSWORD})


def errors(response):
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


# --- Who must -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind, must",
    [
        (Post.Kind.COUNCIL_OFFICER, True),
        (Post.Kind.CERTIFICATE_OFFICER, True),
        (Post.Kind.CLERK, False),
        (Post.Kind.LEADER, False),
    ],
)
def test_who_hands_out_rights_or_prints_certificates_must_have_it(client, required, kind, must):
    client.force_login(world.person(world.agency(), kind, username="ha").user)

    answers = [client.get("/agencies/?q=ban"), client.post("/project/"), client.get("/")]

    assert [getattr(answer, "url", "") == SET_UP for answer in answers] == [must] * 3
    assert client.get(SET_UP).status_code == 200


def test_a_person_without_second_factor_may_sign_out_and_change_the_password(client, required, officer):
    client.force_login(officer)

    assert [client.get(page).status_code for page in ("/password/", "/logout/")] == [200, 200]


@pytest.mark.parametrize("setting", ["offered", "off"])
def test_where_it_is_not_required_everybody_goes_on(client, settings, officer, setting):
    settings.SECOND_FACTOR = setting
    client.force_login(officer)

    assert client.get("/agencies/").status_code == 200


def test_off_neither_shows_nor_asks(client, settings, officer):
    client.force_login(officer)
    switch_on(client)
    settings.SECOND_FACTOR = "off"

    assert "Xác thực hai bước" not in client.get("/me/").text
    assert sign_in(Client()).url == "/"


# --- Set up ---------------------------------------------------------------------------------


def test_the_app_is_proved_by_a_code_and_the_recovery_codes_are_shown_once(client, required, officer):
    client.force_login(officer)
    page = client.get(SET_UP)
    assert "<svg" in page.text

    _, answer = switch_on(client)

    assert len(set(CODE.findall(answer.text))) == 10
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get("/agencies/").status_code == 200
    assert CODE.findall(client.get("/me/").text) == []
    assert Entry.objects.about(officer).first().act == "second_factor.on"


def test_a_wrong_code_or_password_switches_nothing_on(client, officer):
    client.force_login(officer)
    client.get(SET_UP)
    key = client.session["second_factor_key"]

    wrong_code = client.post(SET_UP, {"code": "000000", "password": world.PASSWORD})
    wrong_password = client.post(SET_UP, {"code": code_of(key), "password": "sai"})

    assert errors(wrong_code) == {"__all__": [second_factor.Adapter.error_messages["incorrect_code"]]}
    assert errors(wrong_password) == {"password": ["Mật khẩu hiện tại chưa đúng."]}
    assert not Authenticator.objects.exists()
    assert client.session["second_factor_key"] == key  # the app that has scanned it can go on


def test_the_own_password_cannot_be_guessed_on_an_open_screen(client, officer):
    client.force_login(officer)
    switch_on(client)
    for _ in range(5):
        client.post("/me/second-factor/off/", {"password": "sai"})

    answer = client.post("/me/second-factor/off/", {"password": world.PASSWORD})

    assert errors(answer) == {"password": ["Quá nhiều lần nhập. Hãy chờ 5 phút rồi thử lại."]}
    assert second_factor.is_on(officer)


def test_sessions_that_began_with_the_password_alone_end(client, officer):
    other = Client()
    other.force_login(officer)
    client.force_login(officer)

    switch_on(client)

    assert other.get("/agencies/").url == "/login/?next=/agencies/"
    assert client.get("/agencies/").status_code == 200


# --- Asked for ------------------------------------------------------------------------------


@pytest.fixture
def protected(client, officer):
    """Key and recovery codes of the officer's account, who is signed out."""
    client.force_login(officer)
    key, answer = switch_on(client)
    client.logout()
    return key, CODE.findall(answer.text)


def test_the_password_alone_opens_nothing(client, protected):
    assert sign_in(client).url == "/login/second/"
    assert client.get("/agencies/").url == "/login/?next=/agencies/"
    assert "_auth_user_id" not in client.session


def test_a_code_of_the_app_completes_the_sign_in(client, protected):
    client.get("/login/?next=/agencies/")
    client.post("/login/", {"login": "can-bo", "password": world.PASSWORD, "next": "/agencies/"})

    assert client.get("/login/second/").status_code == 200
    answer = client.post("/login/second/", {"code": code_of(protected[0], 1)})

    assert answer.url == "/agencies/"
    assert client.session["signed_in"]["machine"] == "Trình duyệt khác"


def test_a_recovery_code_works_once(client, protected):
    _, recovery = protected
    sign_in(client)
    assert client.post("/login/second/", {"code": recovery[0]}).url == "/"

    again = Client()
    sign_in(again)
    refused = again.post("/login/second/", {"code": recovery[0]})

    assert errors(refused) == {"code": [second_factor.Adapter.error_messages["incorrect_code"]]}
    assert second_factor.standing(User.objects.get()).codes_left == 9


def test_a_code_seen_over_a_shoulder_is_dead(client, protected):
    code = code_of(protected[0], 1)
    sign_in(client)
    client.post("/login/second/", {"code": code})

    again = Client()
    sign_in(again)

    assert errors(again.post("/login/second/", {"code": code}))["code"] != []


def test_after_five_wrong_codes_even_the_right_one_must_wait(client, protected):
    sign_in(client)
    for _ in range(5):
        client.post("/login/second/", {"code": "000000"})

    answer = client.post("/login/second/", {"code": code_of(protected[0], 1)})

    assert errors(answer)["code"][0].startswith("Quá nhiều lần đăng nhập sai.")


def test_nobody_reaches_the_second_step_without_the_first(client, protected):
    assert client.get("/login/second/").url == "/login/"
    assert client.post("/login/second/", {"code": code_of(protected[0], 1)}).url == "/login/"


# --- Given up, renewed, reset ---------------------------------------------------------------


def test_new_recovery_codes_replace_the_old_ones(client, officer):
    client.force_login(officer)
    _, first = switch_on(client)

    second = client.post("/me/second-factor/codes/", {"password": world.PASSWORD})

    assert set(CODE.findall(first.text)).isdisjoint(CODE.findall(second.text))
    assert len(CODE.findall(second.text)) == 10


def test_it_is_given_up_only_where_nobody_requires_it(client, settings, officer):
    client.force_login(officer)
    switch_on(client)

    settings.SECOND_FACTOR = "required"
    refused = client.post("/me/second-factor/off/", {"password": world.PASSWORD})
    settings.SECOND_FACTOR = "offered"
    done = client.post("/me/second-factor/off/", {"password": world.PASSWORD})

    assert errors(refused) == {
        "__all__": ["Chức trách của anh, chị cần xác thực hai bước nên không tắt được."]
    }
    assert done.url == "/me/"
    assert not Authenticator.objects.exists()


def test_another_officer_resets_it_with_a_reason_and_its_sessions_end(client, officer):
    mine = Client()
    mine.force_login(officer)
    switch_on(mine)
    colleague = world.officer(officer.person.agency, username="mai")
    client.force_login(colleague)
    url = reverse("members:second_factor_reset", args=[officer.person.pk])

    assert client.post(url, {"reason": ""}).status_code == 200
    assert second_factor.is_on(officer)
    client.post(url, {"reason": "Mất điện thoại"})

    entry = Entry.objects.about(officer).first()
    assert (entry.act, entry.actor, entry.reason) == ("second_factor.reset", colleague, "Mất điện thoại")
    assert mine.get("/agencies/").url == "/login/?next=/agencies/"
    assert sign_in(mine).url == "/"


def test_nobody_resets_the_own_one(client, officer):
    client.force_login(officer)
    switch_on(client)

    answer = client.post(reverse("members:second_factor_reset", args=[officer.person.pk]), {"reason": "x"})

    assert answer.status_code == 403
    with pytest.raises(RuleError):
        second_factor.reset(officer, by=officer, reason="x")


def test_an_account_without_it_has_nothing_to_reset(client, officer):
    person = world.person(officer.person.agency, given="Mai")
    client.force_login(officer)
    url = reverse("members:second_factor_reset", args=[person.pk])

    assert errors(client.post(url, {"reason": "x"})) == {
        "__all__": ["Tài khoản này chưa bật xác thực hai bước."]
    }


def test_the_operator_resets_the_last_officers(client, officer):
    client.force_login(officer)
    switch_on(client)
    said = StringIO()

    call_command("reset_second_factor", "can-bo", stdout=said)

    assert said.getvalue() == "Đã đặt lại xác thực hai bước của can-bo. Lần sau đăng nhập chỉ cần mật khẩu.\n"
    assert not second_factor.is_on(officer)
    with pytest.raises(CommandError, match="Tài khoản này chưa bật xác thực hai bước"):
        call_command("reset_second_factor", "can-bo")
