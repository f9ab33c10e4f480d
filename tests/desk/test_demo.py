"""The demo year: built through the rules, the same every time, never mixed with real data."""

import json

import pytest
from django.core.management import CommandError, call_command

from blocs.models import Bloc, Season
from core.models import Entry, User
from desk.demo import build
from documents.models import Document
from tests import world

pytestmark = pytest.mark.django_db


def test_the_demo_holds_both_blocs_where_their_year_stands():
    build.build()

    assert [
        (season.bloc.short_name, season.year, season.phase) for season in Season.objects.order_by("pk")
    ] == [
        ("Các cơ quan Đảng Trung ương", 2023, "pledging"),
        ("Nội chính Trung ương", 2023, "planning"),
    ]
    assert [bloc.memberships.count() for bloc in Bloc.objects.order_by("pk")] == [14, 8]


def test_everything_of_the_demo_is_marked_as_sample():
    build.build()

    assert set(Bloc.objects.values_list("sample", flat=True)) == {True}
    assert set(Document.objects.values_list("sample", flat=True)) == {True}


def test_the_demo_happens_on_its_own_days():
    build.build()

    assert Entry.objects.first().at.date() == build.PUBLISHED
    assert Entry.objects.last().at.date() == build.BEGAN


def test_every_login_of_the_demo_works():
    for login in build.build():
        assert User.objects.get(username=login["username"]).check_password(login["password"]), login


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
    call_command("demo")
    facts = json.loads((tmp_path / "demo.json").read_text())
    accounts = User.objects.count()

    call_command("demo")

    assert facts["today"] == "2023-03-06"
    assert len(facts["logins"]) == accounts == User.objects.count()
