"""Accounts are closed and opened again; the own sessions are seen and ended."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core import sessions
from core.models import Entry, User
from core.rules import RuleError
from members import people, posts
from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return world.officer()


@pytest.fixture
def clerk():
    return world.person(world.agency(), Post.Kind.CLERK, username="ha")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


# --- An account is closed -----------------------------------------------------------------------


def test_closing_an_account_ends_its_open_sessions_and_says_why(officer, clerk):
    browser, office = signed_in(clerk.user), signed_in(officer)
    url = reverse("members:account_close", args=[clerk.pk])
    assert list(office.post(url, {"reason": " "}).context["form"].errors) == ["reason"]

    office.post(url, {"reason": "Nghỉ hưu"})

    assert browser.get("/agencies/").url == "/login/?next=/agencies/"
    assert browser.post("/password/").url.startswith("/login/")
    entry = Entry.objects.about(clerk.user).first()
    assert (entry.act, entry.actor, entry.reason) == ("account.close", officer, "Nghỉ hưu")
    assert sessions.of(clerk.user) == []


def test_a_reopened_account_gets_a_new_password_and_no_old_session_comes_back(officer, clerk):
    browser, office = signed_in(clerk.user), signed_in(officer)
    people.close_account(clerk, reason="Nghỉ phép", by=officer)

    answer = office.post(reverse("members:account_reopen", args=[clerk.pk]), {"reason": "Đi làm lại"})

    user = User.objects.get(pk=clerk.user.pk)
    assert user.is_active and user.must_change_password
    assert user.check_password(answer.context["password"])
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert browser.get("/agencies/").url == "/login/?next=/agencies/"


def test_a_closed_account_gets_no_new_password(officer, clerk):
    people.close_account(clerk, reason="Nghỉ hưu", by=officer)

    with pytest.raises(RuleError) as refusal:
        people.reset_password(clerk, by=officer)
    with pytest.raises(RuleError) as twice:
        people.close_account(clerk, reason="Nghỉ hưu", by=officer)

    assert str(refusal.value) == (
        "Tài khoản của Nguyễn Thu Hà đang khóa. Hãy mở lại tài khoản; mật khẩu mới được cấp ngay khi ấy."
    )
    assert str(twice.value) == "Tài khoản của Nguyễn Thu Hà đã khóa từ trước."


def test_nobody_closes_the_own_account_or_the_last_one_that_appoints(officer, clerk):
    with pytest.raises(RuleError) as last:
        people.close_account(officer.person, reason="x", by=clerk.user)
    with pytest.raises(RuleError) as own:
        people.close_account(officer.person, reason="x", by=officer)

    assert str(last.value) == posts.LAST_OFFICER
    assert str(own.value) == "Không khóa được tài khoản của chính mình. Hãy nhờ một cán bộ quản lý Khối khác."
    url = reverse("members:account_close", args=[officer.person.pk])
    assert signed_in(officer).get(url).status_code == 403


def test_staff_neither_close_nor_reopen(clerk):
    mai = world.person(clerk.agency, Post.Kind.LEADER, username="mai", given="Mai")
    browser = signed_in(mai.user)

    urls = [reverse(f"members:account_{act}", args=[clerk.pk]) for act in ("close", "reopen")]
    assert [browser.post(url, {"reason": "x"}).status_code for url in urls] == [403, 403]


# --- The own sessions ---------------------------------------------------------------------------

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
EDGE = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 EdgA/130.0"


def sign_in(agent):
    cache.clear()
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/login/", {"login": "ha", "password": world.PASSWORD})
    return client


def test_a_person_sees_where_the_account_is_open_and_ends_the_others(clerk):
    here, there = sign_in(FIREFOX), sign_in(EDGE)
    signed_in(world.officer())

    rows = here.get("/me/").context["sessions"]
    assert [(row.machine, row.address, row.here) for row in rows] == [
        ("Firefox trên Windows", "127.0.0.1", True),
        ("Microsoft Edge trên Android", "127.0.0.1", False),
    ]
    answer = here.post("/me/sessions/end-others/", follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["Đã đăng xuất khỏi 1 máy khác."]
    assert there.get("/agencies/").url == "/login/?next=/agencies/"
    assert here.get("/agencies/").status_code == 200
    assert Entry.objects.about(clerk.user).first().after == {"sessions": 1}


def test_one_machine_is_signed_out_by_itself_and_only_an_own_one(clerk):
    here, there = sign_in(FIREFOX), sign_in(EDGE)
    foreign = signed_in(world.officer())
    mark = next(row.mark for row in here.get("/me/").context["sessions"] if not row.here)

    foreign.post("/me/sessions/end/", {"mark": mark})
    assert there.get("/agencies/").status_code == 200
    here.post("/me/sessions/end/", {"mark": mark})

    assert there.get("/agencies/").url == "/login/?next=/agencies/"


def test_the_page_does_not_give_away_a_session(clerk):
    here, there = sign_in(FIREFOX), sign_in(EDGE)

    page = here.get("/me/").text

    keys = [client.session.session_key for client in (here, there)]
    assert [key for key in keys if key in page] == []


def test_a_new_own_password_ends_the_other_sessions(clerk):
    here, there = sign_in(FIREFOX), sign_in(EDGE)
    new = "hoa-phượng-đỏ-41"

    here.post("/password/", {"oldpassword": world.PASSWORD, "password1": new, "password2": new})

    assert there.get("/agencies/").url == "/login/?next=/agencies/"
    assert [row.here for row in here.get("/me/").context["sessions"]] == [True]
