"""Grades and ladder are set on one page, shown under the table and printed on its paper."""

from decimal import Decimal

import pytest
from django.urls import reverse

from blocs import outline, presets, publishing
from blocs.models import CriteriaTable
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(client):
    season = world.season()
    client.force_login(world.head_of(season))
    return world.fill(season.criteria)


def whole(table):
    return CriteriaTable.objects.whole().get(pk=table.pk)


def url(table):
    return reverse("blocs:criteria_standards", args=[table.pk])


def test_what_is_typed_becomes_grades_and_ladder(client, table):
    typed = {
        "graded_by": "points",
        "label_1": "Xuất sắc",
        "at_least_1": "90,5",
        "label_3": "Tốt",
        "at_least_3": "70",
        "step_1": "group:2",
        "step_4": "vote",
    }
    assert client.post(url(table), typed).url == table.get_absolute_url()

    found = outline.of(whole(table))
    assert (found.graded_by, found.ladder) == ("points", ("group:2", "vote"))
    assert found.grades == (("Xuất sắc", Decimal("90.5")), ("Tốt", Decimal(70)))
    page = client.get(url(table)).context["form"]
    assert (page["label_2"].value(), page["step_2"].value()) == ("Tốt", "vote")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"label_1": "Tốt"}, "at_least_1", "Hãy ghi mức này bắt đầu từ đâu, ví dụ 90."),
        ({"at_least_1": "70"}, "label_1", "Hãy ghi tên mức xếp loại."),
        (
            {"label_1": "Tốt", "at_least_1": "70", "label_2": "Xuất sắc", "at_least_2": "90"},
            "__all__",
            "Ngưỡng xếp loại phải giảm dần từ mức cao nhất xuống; hãy xếp lại các mức.",
        ),
        (
            {"step_1": "vote", "step_2": "vote"},
            "__all__",
            "Mỗi cách phân định chỉ dùng một lần. Hãy bỏ bước trùng.",
        ),
    ],
)
def test_what_cannot_stand_is_said_at_its_place_and_nothing_is_written(client, table, typed, field, said):
    answer = client.post(url(table), {"graded_by": "percent", **typed})

    assert answer.context["form"].errors[field] == [said]
    assert not (table.grades.exists() or table.ladder.exists())


def test_the_page_and_the_paper_tell_grades_and_ladder(client):
    season = world.season(world.bloc(["E1", "E2"], name="Khối giấy"))
    table = presets.install(season.criteria, "hundred", by=None)
    client.force_login(world.head_of(season, username="khac"))
    page = client.get(table.get_absolute_url()).text
    assert "Hoàn thành xuất sắc nhiệm vụ: từ" in page
    assert "Điểm nhóm I cao hơn" in page

    publishing.publish(table, by=None)
    said = str(CriteriaTable.objects.get(pk=table.pk).paper.blocks)
    assert "Hoàn thành xuất sắc nhiệm vụ: từ 90% điểm tối đa trở lên" in said
    assert "(1) điểm nhóm I cao hơn; (2) điểm trừ ít hơn" in said
