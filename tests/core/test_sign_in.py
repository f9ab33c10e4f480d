"""Signing in and out, the own password, and what is said when it does not work."""

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as ours
from core.guards import allowed, anyone, reads, writes
from core.models import Entry, User

PASSWORD = "mùa-xuân-2024"
NEW = "hoa-phượng-đỏ-41"

page = reads(allowed(anyone)(lambda request: HttpResponse("trang")))
act = writes(allowed(anyone)(lambda request: HttpResponse("việc")))
urlpatterns = [*ours, path("trang/", page), path("viec/", act)]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def own_counters(settings):
    """Failed attempts are counted in the cache; each test starts with none."""
    cache = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(id(settings))}
    settings.CACHES = {"default": cache}


@pytest.fixture
def user():
    return User.objects.create_user("bdntw.ha", password=PASSWORD)


@pytest.fixture
def newcomer(user):
    user.must_change_password = True
    user.save()
    return user


def sign_in(client, name="bdntw.ha", password=PASSWORD, **more):
    return client.post("/login/", {"login": name, "password": password, **more})


def change(client, old=PASSWORD, new=NEW, again=None, **more):
    typed = {"oldpassword": old, "password1": new, "password2": new if again is None else again}
    return client.post("/password/", typed | more)


def errors(response):
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# --- Refused --------------------------------------------------------------------------------


def test_empty_fields_are_asked_for(client):
    empty = ["Hãy điền mục này."]

    assert errors(sign_in(client, name="", password="")) == {"login": empty, "password": empty}


@pytest.mark.parametrize("name, password", [("bdntw.ha", "sai"), ("không-có", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, user, name, password):
    assert errors(sign_in(client, name, password)) == {
        "__all__": ["Tên đăng nhập hoặc mật khẩu chưa đúng."],
        "password": ["Nhập lại mật khẩu, chú ý phím Caps Lock."],
    }


def test_after_five_failures_even_the_right_password_must_wait(client, user):
    for _ in range(5):
        sign_in(client, password="sai")

    assert errors(sign_in(client)) == {
        "__all__": [
            "Quá nhiều lần đăng nhập sai. Hãy chờ 5 phút rồi thử lại, "
            "hoặc nhờ người quản trị cấp lại mật khẩu."
        ]
    }


def test_failures_of_one_name_do_not_shut_out_another(client, user):
    for _ in range(5):
        sign_in(client, name="người-khác", password="sai")

    assert sign_in(client).status_code == 302


def test_a_closed_account_is_told_so(client, user):
    user.is_active = False
    user.save()

    assert errors(sign_in(client)) == {
        "__all__": ["Tài khoản này đã khóa. Nếu vẫn cần dùng, hãy liên hệ người quản trị."]
    }


def test_a_closed_account_is_not_told_to_who_does_not_know_its_password(client, user):
    user.is_active = False
    user.save()

    assert errors(sign_in(client, password="sai"))["__all__"] == ["Tên đăng nhập hoặc mật khẩu chưa đúng."]


def test_an_account_closed_while_signed_in_is_signed_out(client, user):
    client.force_login(user)
    user.is_active = False
    user.save()

    assert client.get("/trang/").url == "/login/?next=/trang/"


@pytest.mark.parametrize("address", ["/signup/", "/accounts/signup/", "/password/reset/", "/login/code/"])
def test_there_is_no_way_to_open_an_account_by_oneself(client, address):
    assert client.get(address).status_code == 404


# --- Where it leads -------------------------------------------------------------------------


def test_signing_in_leads_to_the_first_page(client, user):
    response = sign_in(client)

    assert (response.url, said(response)) == ("/", [])


def test_signing_in_leads_to_the_page_that_was_wanted(client, user):
    form = client.get(client.get("/trang/").url).context

    assert form["redirect_field_value"] == "/trang/"
    assert sign_in(client, next="/trang/").url == "/trang/"


@pytest.mark.parametrize(
    "wanted",
    ["https://example.org/trang/", "//example.org/trang/", "javascript:alert(1)", "/viec/", "/logout/"],
)
def test_signing_in_never_leads_to_a_foreign_page_or_to_an_act(client, user, wanted):
    assert sign_in(client, next=wanted).url == "/"


def test_the_session_ends_with_the_browser_or_after_twelve_hours(client, user):
    sign_in(client)

    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_signing_out_takes_a_click_and_leads_back_to_the_sign_in_page(client, user):
    client.force_login(user)

    assert client.get("/logout/").status_code == 200
    assert client.get("/trang/").status_code == 200

    response = client.post("/logout/")

    assert (response.url, said(response)) == ("/login/", ["Đã đăng xuất."])
    assert client.get("/trang/").url == "/login/?next=/trang/"


# --- The own password -----------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/trang/?nam=2023"])
def test_a_temporary_password_must_be_changed_first(client, newcomer, address):
    client.force_login(newcomer)

    assert client.get(address).url.startswith("/password/")
    assert client.get("/password/").status_code == 200


def test_after_the_change_the_account_is_the_owners_and_work_goes_on(client, newcomer):
    client.force_login(newcomer)
    wanted = client.get("/trang/?nam=2023").url

    response = client.post(wanted, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert (response.url, said(response)) == ("/trang/?nam=2023", ["Đã đổi mật khẩu."])
    assert client.get("/trang/").status_code == 200
    newcomer.refresh_from_db()
    assert not newcomer.must_change_password
    assert newcomer.check_password(NEW)


def test_the_change_is_entered_without_the_password(client, user):
    client.force_login(user)

    change(client)

    entry = Entry.objects.about(user).get()
    assert (entry.act, entry.actor, entry.before, entry.after) == ("account.change_password", user, {}, {})


def test_a_temporary_password_does_not_become_the_own_one(client, newcomer):
    client.force_login(newcomer)

    assert errors(change(client, new=PASSWORD)) == {
        "password1": ["Mật khẩu mới phải khác mật khẩu hiện tại."]
    }
    newcomer.refresh_from_db()
    assert newcomer.must_change_password


@pytest.mark.parametrize(
    "new, sentences",
    [
        ("ngắn-9-kt", ["Mật khẩu cần ít nhất 10 ký tự."]),
        ("password123", ["Mật khẩu này có nhiều người dùng, dễ bị đoán ra; hãy chọn mật khẩu khác."]),
        ("4827193650", ["Mật khẩu cần có cả chữ, không chỉ chữ số."]),
        ("bdntw.ha.2", ["Mật khẩu quá giống tên đăng nhập hoặc họ tên; hãy chọn mật khẩu khác."]),
        (
            "12345",
            [
                "Mật khẩu cần ít nhất 10 ký tự.",
                "Mật khẩu này có nhiều người dùng, dễ bị đoán ra; hãy chọn mật khẩu khác.",
                "Mật khẩu cần có cả chữ, không chỉ chữ số.",
            ],
        ),
    ],
)
def test_a_weak_password_is_refused_with_what_it_lacks(client, user, new, sentences):
    client.force_login(user)

    assert errors(change(client, new=new)) == {"password1": sentences}


def test_the_present_password_is_asked_for(client, user):
    client.force_login(user)

    assert errors(change(client, old="sai")) == {"oldpassword": ["Mật khẩu hiện tại chưa đúng."]}


def test_the_new_password_is_typed_twice(client, user):
    client.force_login(user)

    assert errors(change(client, again="khác")) == {
        "password2": ["Hai lần nhập chưa giống nhau; hãy nhập lại mật khẩu mới."]
    }
