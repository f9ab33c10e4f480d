"""Awards counted by form, agency and year; posts and women where known, the rest apart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.deciding import amendments
from awards.registering import posts, statistics
from documents.figures import counts
from tests.awards import scene
from tests.awards.pages import account, sheet_of, url
from tests.awards.scene import DEPUTY, MEMBER


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("Phó Vụ trưởng, Ban Ba", posts.LEADING),
        ("Chánh Văn phòng, Ban Ba", posts.LEADING),
        ("Kế toán trưởng, Ban Ba", posts.LEADING),
        ("Chuyên viên chính, Ban Ba", posts.WITHOUT),
        ("Cán bộ giúp việc Chủ tịch, Ban Ba", posts.WITHOUT),
        ("Ban Ba", posts.UNKNOWN),
        ("Văn phòng Chủ tịch nước", posts.UNKNOWN),  # the agency is no post
        ("Giảng dạy tại trường, Ban Ba", posts.UNKNOWN),
        ("", posts.UNKNOWN),
    ],
)
def test_a_post_is_read_from_the_words_of_the_position(unit, found):
    assert posts.of(unit, unit if "," not in unit else "Ban Ba") == found


def test_bars_share_one_scale_and_say_what_they_hold():
    chart = counts.draw(("Tập thể", "Cá nhân"), [("Ban Một", (1, 3)), ("Ban Hai", (2, 0))])

    assert [bar.value for bar in chart.bars] == ["4", "2"]
    assert [round(part.width) for bar in chart.bars for part in bar.parts] == [78, 236, 157]
    assert chart.describes == "Ban Một: tập thể 1, cá nhân 3. Ban Hai: tập thể 2, cá nhân 0."


def decided(season):
    """Ban Ba: a collective, a woman with a post, a man without; Ban Hai: a woman of whom nothing is known."""
    of = [
        (MEMBER, scene.person(season)),
        (MEMBER, scene.person(season, MEMBER, "Lê Văn Bình", "Chuyên viên", "mr")),
        (DEPUTY, scene.person(season, DEPUTY, "Vũ Thị Út", "")),
    ]
    rows = [scene.nomination(season), *(scene.nomination(season, place, of=person) for place, person in of)]
    return scene.issued_decision(season, rows)


@pytest.mark.django_db
def test_awards_are_counted_by_form_and_agency_and_what_is_not_known_stands_apart():
    season = scene.appraised_season()
    decision = decided(season)

    found = statistics.of([season])

    told = [
        (row.name, row.collectives, row.persons, row.without_post, row.post_unknown, row.women)
        for row in (found.whole, *found.agencies)
    ]
    assert told == [
        ("Tổng số", 1, 3, "50%", 1, "66,7%"),
        ("Ban Ba", 1, 2, "50%", 0, "50%"),
        ("Ban Hai", 0, 1, "Không có dữ liệu", 1, "100%"),
    ]
    assert [(code, row.total) for code, row in found.forms] == [("head-merit", 4)]
    draft = scene.amending(decision)
    amendments.revoke(draft, decision.lines.first(), reason="Khai sai", by=None)
    amendments.issue(draft, by=None)
    assert statistics.of([season]).whole.total == 3


@pytest.mark.django_db
def test_page_and_workbook_say_the_same_with_as_many_questions_for_three_as_for_one(client):
    season = scene.appraised_season()
    client.force_login(account(season, "member"))
    page = url("statistics", season)
    assert "Chưa có khen thưởng nào" in client.get(page).text
    scene.issued_decision(season, [scene.nomination(season)], number="04")
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    decided(season)
    with CaptureQueriesContext(connection) as three:
        answer = client.get(page)

    assert len(one) == len(three)
    assert answer.context["found"].whole.total == 5
    assert "Vũ Thị Út" not in answer.text
    rows = sheet_of(client.get(page, {"scope": "bloc", "format": "xlsx"}))
    assert rows[1:] == [
        ["2023", "Ban Ba", "Bằng khen của Khối trưởng", 2, 2, 1, 1, 0, 1, 1, 0],
        ["2023", "Ban Hai", "Bằng khen của Khối trưởng", 0, 1, 0, 0, 1, 0, 1, 0],
    ]
    years = client.get(page, {"scope": "bloc"})
    assert [row.name for row in years.context["found"].years] == ["2023"]
