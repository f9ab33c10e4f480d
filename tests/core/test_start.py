"""What the operator reads when the installation is up."""

import pytest

from core import first_run
from core.management.commands.start import greeting
from core.models import User

PLACE = "http://192.168.1.9:8000"


@pytest.mark.django_db(transaction=True)
def test_an_empty_installation_shows_where_and_with_which_code_it_is_set_up(client):
    _, why, where, _ = greeting(PLACE, [])

    assert why == (
        f"Chưa có tài khoản nào. Mở địa chỉ dưới đây để cài đặt lần đầu (mã cài đặt: {first_run.code()}):"
    )
    form = client.get(where.strip().removeprefix(PLACE)).context["form"]
    assert form["code"].value() == first_run.code()


@pytest.mark.django_db(transaction=True)
def test_with_an_account_the_code_is_not_shown_any_more():
    User.objects.create_user("ha")

    assert greeting(PLACE, []) == [f"Phần mềm đã chạy tại {PLACE}", "Nhấn Ctrl-C để dừng."]


@pytest.mark.django_db(transaction=True)
def test_the_sample_accounts_are_listed():
    User.objects.create_user("ha")
    login = {"username": "ha", "password": "thi-dua-2023", "who": "Cán bộ"}

    assert greeting(PLACE, [login])[1:3] == [
        "Tài khoản mẫu:",
        "  Tên đăng nhập  Mật khẩu      Là ai",
    ]
