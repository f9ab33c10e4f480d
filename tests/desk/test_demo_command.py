"""`manage.py demo`: once, on an empty database only."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from core.models import User
from desk.demo import build
from tests import world

pytestmark = pytest.mark.django_db


def test_the_demo_refuses_a_database_with_accounts(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    world.officer()

    with pytest.raises(CommandError) as refusal:
        call_command("demo")

    assert str(refusal.value) == (
        "Cơ sở dữ liệu đã có tài khoản. Dữ liệu mẫu chỉ tạo được trên cơ sở dữ liệu trống."
    )
    assert User.objects.count() == 1


def test_the_demo_leaves_its_date_and_logins_and_is_built_once(settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    call_command("demo", phase="planning")
    facts = json.loads((tmp_path / "demo.json").read_text())
    accounts = User.objects.count()

    call_command("demo")

    assert facts["today"] == "2023-02-20"
    assert [login["username"] for login in facts["logins"]][:3] == ["btdkt.lan", "nxb.vinh", "nxb.an"]
    assert User.objects.count() == accounts


def test_without_a_word_the_demo_stands_after_the_conference():
    assert build.PHASES[build.USUAL] == date(2024, 2, 5)


def test_a_phase_that_does_not_exist_is_refused_with_those_that_do(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    with pytest.raises(CommandError) as refusal:
        call_command("demo", phase="winter")

    assert str(refusal.value) == (
        "Không có bước tên “winter”. Hãy chọn một trong: planning, pledging, running, midyear, scoring, "
        "appraisal, conference, awarding, closed."
    )
