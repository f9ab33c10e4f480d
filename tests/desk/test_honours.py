"""The honours on the desk: the menu from the appraisal on, and what is due about them."""

import pytest
from django.urls import reverse

from awards.deciding import decisions
from awards.nominating import nominations
from blocs.models import Season
from desk import menu, todo
from members.models import Post
from tests import world
from tests.awards import scene
from tests.results import appraised

pytestmark = pytest.mark.django_db

MENU = ["Đề nghị khen", "Quyết định", "Sổ vàng", "In Bằng khen"]


@pytest.fixture
def season():
    return scene.appraised_season()


def at(season, phase):
    Season.objects.filter(pk=season.pk).update(phase=phase)
    return Season.objects.get(pk=season.pk)


def section(user, season):
    found = [part for part in menu.of(user, season, "/") if part.heading == "Khen thưởng"]
    return [item.title for part in found for item in part.items]


def titles(user, season):
    return [row.title for row in todo.of(user, season)]


def test_the_menu_shows_the_honours_from_the_appraisal_on_to_who_may(season):
    head, member = (appraised.user_of(season, place) for place in (scene.HEAD, scene.MEMBER))

    assert section(head, season) == MENU
    assert section(member, season) == ["Đề nghị khen", "Quyết định"]
    assert section(head, at(season, "scoring")) == []
    assert section(head, at(season, "closed")) == MENU


def test_the_menu_leads_who_prints_to_the_designs_and_clerks_from_the_printing(season):
    officer = appraised.user_of(season, scene.HEAD, Post.Kind.CERTIFICATE_OFFICER)
    clerk, page = appraised.user_of(season, scene.HEAD), reverse("awards:designs")

    assert section(officer, season) == [*MENU, "Mẫu Bằng khen"]
    for user, entry in ((officer, "Mẫu Bằng khen"), (clerk, "In Bằng khen")):
        marked = [item.title for part in menu.of(user, season, page) for item in part.items if item.current]
        assert marked == [entry]


def test_the_menu_marks_the_printing_on_the_page_of_a_decision(season):
    head, decision = appraised.user_of(season, scene.HEAD), scene.issued_decision(season)
    page = reverse("awards:decision_certificates", args=[decision.pk])

    marked = [item.title for part in menu.of(head, season, page) for item in part.items if item.current]

    assert marked == ["In Bằng khen"]


def test_a_member_is_told_to_put_somebody_forward_until_it_has(season):
    member = appraised.user_of(season, scene.MEMBER)
    assert titles(member, season) == ["Đề nghị khen thưởng năm 2023"]

    scene.nomination(season)

    assert titles(member, season) == []


def test_the_head_is_told_to_set_quotas_decide_and_issue(season):
    head = appraised.user_of(season, scene.HEAD)
    scene.nomination(season, scene.HEAD)
    assert titles(head, season) == [
        "Đặt hạn mức khen thưởng năm 2023",
        "Quyết định 1 đề nghị khen",
        "Chốt điểm toàn Khối",
    ]
    scene.quota(season, total=3)
    draft = scene.draft(season)
    decisions.add(draft, list(season.nominations.all()), by=None)

    assert titles(head, season) == ["Ban hành 1 dự thảo quyết định", "Chốt điểm toàn Khối"]


def test_the_managing_body_is_told_of_missing_quotas(season):
    officer = world.officer(season.bloc.managing_body)

    assert "Đặt hạn mức khen thưởng năm 2023" in titles(officer, season)


def test_in_the_awarding_the_head_records_results_and_closes_the_year(season):
    season = at(season, "awarding")
    head = appraised.user_of(season, scene.HEAD)
    row = scene.nomination(season, code="pm-merit")
    assert titles(head, season) == ["Ghi kết quả 1 đề nghị gửi cấp trên"]

    nominations.refuse(row, reason="Chưa đủ 5 năm", by=None)

    assert titles(head, season) == ["Khép lại năm 2023"]


def test_the_desk_asks_few_questions(client, season, django_assert_max_num_queries):
    client.force_login(appraised.user_of(season, scene.HEAD))
    client.get("/")

    with django_assert_max_num_queries(23):
        assert client.get(reverse("desk:desk")).status_code == 200
