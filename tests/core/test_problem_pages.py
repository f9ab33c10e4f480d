"""What is said when a request cannot be answered: a sentence, a way on, and the same strict policy."""

import errno
import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from config import urls as ours
from core.guards import edits, public, reads, writes
from core.models import User
from core.rules import RuleError

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def raising(exception):
    def view(request):
        raise exception

    return public(view)


handler500 = ours.handler500
urlpatterns = [
    *ours.urlpatterns,
    path("duoc/", public(lambda request: HttpResponse("được"))),
    path("doc/", reads(public(lambda request: HttpResponse("được")))),
    path("sua/", edits(public(lambda request: HttpResponse("được")))),
    path("viec/", writes(public(lambda request: HttpResponse("được")))),
    path("la/", raising(SuspiciousOperation("tên máy lạ"))),
    path("cam/", raising(PermissionDenied)),
    path("hong/", raising(ZeroDivisionError)),
    path("day/", raising(OSError(errno.ENOSPC, "No space left on device"))),
    path("day-sqlite/", raising(OperationalError("database or disk is full"))),
    path("day-postgresql/", raising(OperationalError("could not extend file: No space left on device"))),
    path("dia-hong/", raising(OperationalError("disk I/O error"))),
    path("tu-choi/", raising(RuleError("Năm 2023 đã khép lại; chỉ còn xem được."))),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def client():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def own_counters(settings):
    """Requests are counted in the cache; each test starts with none."""
    cache = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(id(settings))}
    settings.CACHES = {"default": cache}


def policy(response):
    return set(response["Content-Security-Policy"].split("; "))


def heading(response):
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode()).group(1)


def title(response):
    return re.search(r"<title>(.*?)</title>", response.content.decode()).group(1)


@pytest.mark.parametrize(
    "method, address, status, words",
    [
        ("get", "/la/", 400, "Chưa đọc được yêu cầu"),
        ("get", "/cam/", 403, "Không có quyền mở trang này"),
        ("post", "/login/", 403, "Chưa nhận được dữ liệu vừa gửi"),
        ("get", "/khong-co/", 404, "Không tìm thấy trang này"),
        ("get", "/viec/", 405, "Địa chỉ này không mở trực tiếp được"),
        ("get", "/tu-choi/", 409, "Việc này chưa làm được"),
        ("get", "/hong/", 500, "Máy chủ gặp lỗi"),
        ("get", "/dia-hong/", 500, "Máy chủ gặp lỗi"),
        ("get", "/day/", 507, "Ổ đĩa của máy chủ đã đầy"),
        ("get", "/day-sqlite/", 507, "Ổ đĩa của máy chủ đã đầy"),
        ("get", "/day-postgresql/", 507, "Ổ đĩa của máy chủ đã đầy"),
    ],
)
def test_a_problem_is_told_in_words_under_the_same_policy(client, method, address, status, words):
    response = getattr(client, method)(address)

    assert response.status_code == status
    assert heading(response) == words
    assert title(response) == f"{words} - Khối thi đua"
    assert policy(response) == POLICY


@pytest.mark.parametrize("address, status", [("/duoc/", 200), ("/login/", 200), ("/password/", 302)])
def test_every_answer_carries_the_policy(client, address, status):
    response = client.get(address)

    assert (response.status_code, policy(response)) == (status, POLICY)


def test_an_act_opened_as_a_page_says_what_it_takes():
    assert Client().get("/viec/").headers["Allow"] == "POST"


@pytest.mark.parametrize(
    "method, address, kept",
    [
        ("get", "/doc/", "private, no-store"),
        ("get", "/sua/", "private, no-cache"),
        ("post", "/viec/", "private, no-store"),
    ],
)
def test_no_page_is_kept_for_the_next_person_but_a_form_survives_the_back_button(method, address, kept):
    assert getattr(Client(), method)(address).headers["Cache-Control"] == kept


def test_too_many_requests_are_told_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    patient = Client()
    patient.post("/login/")

    response = patient.post("/login/")

    assert (response.status_code, heading(response)) == (429, "Quá nhiều lần thử")
    assert "Hãy chờ 5 phút rồi thử lại." in response.content.decode()
    assert policy(response) == POLICY


def test_a_refused_act_says_its_sentence(client):
    assert "<p>Năm 2023 đã khép lại; chỉ còn xem được.</p>" in client.get("/tu-choi/").content.decode()


def test_a_refused_act_leads_back_to_the_page_it_was_sent_from(client):
    response = client.get("/tu-choi/", headers={"referer": "http://testserver/duoc/"})

    assert (response.status_code, response.url) == (302, "http://testserver/duoc/")


@pytest.mark.parametrize(
    "page", ["http://testserver/tu-choi/?lan=2", "https://evil.example/", "//evil.example/"]
)
def test_a_refused_page_leads_neither_to_itself_nor_elsewhere(client, page):
    response = client.get("/tu-choi/", headers={"referer": page})

    assert (response.status_code, heading(response)) == (409, "Việc này chưa làm được")


def test_a_refusal_to_htmx_is_one_alert(client):
    response = client.get("/tu-choi/", headers={"HX-Request": "true"})

    assert response.status_code == 422
    assert response.content.decode().count('role="alert"') == 1


def test_a_page_that_a_stranger_may_not_see_offers_to_sign_out_only_when_signed_in(client):
    assert "Đăng xuất" not in client.get("/khong-co/").content.decode()

    client.force_login(User.objects.create_user("bdntw.ha"))

    assert "Đăng xuất" in client.get("/khong-co/").content.decode()


def test_the_page_of_a_server_error_needs_no_collected_files(client, settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }

    assert client.get("/hong/").status_code == 500
    assert heading(client.get("/hong/")) == "Máy chủ gặp lỗi"


def test_a_database_that_fails_on_a_full_disk_says_that_it_is_full(client, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda folder: (100, 100, 4096))

    response = client.get("/dia-hong/")

    assert (response.status_code, heading(response)) == (507, "Ổ đĩa của máy chủ đã đầy")
