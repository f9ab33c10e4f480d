"""What a correction changes is read on one page before it is published there; members read that it did."""

import pytest
from django.urls import reverse

from blocs.models import CriteriaTable
from results.models import ScoreLine
from tests import world
from tests.results import appraised, scene
from tests.results.test_corrections import begun, lower

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(client):
    """A year in appraisal; a clerk of the head agency is signed in."""
    season = appraised.year()
    client.force_login(world.head_of(season))
    return season


def url(table):
    return reverse("results:correction", args=[table.pk])


def test_nothing_is_shown_without_a_correction(client, season):
    assert client.get(url(season.criteria)).url == season.criteria.get_absolute_url()


def test_the_page_shows_whose_points_change_and_writes_nothing(client, season):
    table = begun(season)
    lower(table)
    page = client.get(url(table))

    assert [change.name for change in page.context["preview"].changed] == ["Ban Một", "Ban Hai", "Ban Ba"]
    assert "way" in page.context["form"].fields
    assert set(ScoreLine.objects.filter(criterion__name="Tiêu chí 40").values_list("self_points")) == {(30,)}


def test_points_over_the_maximum_are_asked_about_before_anything_is_published(client, season):
    table = begun(season)
    lower(table)
    refused = client.post(url(table), {"form": ""})
    assert refused.context["form"].non_field_errors()[0].startswith("Có 3 dòng điểm quá mức tối đa mới: ")

    answer = client.post(url(table), {"form": "", "way": "return"}, follow=True)
    assert [str(each) for each in answer.context["messages"]] == ["Đã công bố bảng tiêu chí sửa lần 1."]
    assert CriteriaTable.objects.get(pk=table.pk).revision == 1


def test_the_second_click_is_told(client, season):
    table = begun(season)
    lower(table)
    facts = {"form": "", "way": "cut"}
    client.post(url(table), facts)
    again = client.post(url(table), facts)

    assert again.context["form"].non_field_errors() == [
        "Bảng tiêu chí không còn đang sửa. Hãy tải lại trang để xem."
    ]


def test_a_table_with_faults_is_not_offered_for_publication(client, season):
    table = begun(season)
    lower(table).delete()

    assert client.get(url(table)).context["preview"].faults == [
        "nhóm II ghi tối đa 40,00 điểm nhưng các tiêu chí cộng lại là 20,00 điểm"
    ]


def test_members_read_on_sheet_and_desk_that_the_rules_are_being_corrected(client):
    season = scene.scoring_season()
    sheet = scene.sheet_of(season)
    client.force_login(world.person(sheet.agency, "clerk", username="can-bo").user)
    assert client.get(sheet.get_absolute_url()).context["notice"] is None
    begun(season)

    for page in (client.get(sheet.get_absolute_url()), client.get(reverse("desk:desk"))):
        notice = page.context["notice"]
        assert (notice.waits, notice.url) == (
            True,
            reverse("blocs:criteria_changes", args=[season.criteria.pk]),
        )
        assert notice.sentence in page.content.decode()
    assert client.get(url(season.criteria)).status_code == 403


def test_the_head_finds_the_correction_among_what_is_due(client, season):
    begun(season)

    titles = [todo.title for todo in client.get(reverse("desk:desk")).context["todos"]]
    assert "Công bố hoặc hủy bản sửa bảng tiêu chí năm 2023" in titles
