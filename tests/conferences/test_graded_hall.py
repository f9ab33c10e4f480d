"""A year with grades and a ladder: the hall sees both, and so do who confirms and the papers."""

import json
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from conferences.running import minutes
from conferences.showing import standing_board
from documents import blocks
from results import appraisal, standing_paper, standings
from tests import kept, world
from tests.results import appraised

from . import ranked, scene, shown

pytestmark = pytest.mark.django_db

GRADES = (("Xuất sắc", 80), ("Tốt", 0))
SETTLED = "Thứ 2 xếp trước thứ 3, cùng 78,00 điểm: hơn ở nhóm I."
IN_FULL = "Thứ 2, Ban Hai xếp trước Ban Ba, cùng 78,00 điểm: hơn ở nhóm I."


@kept.once
def hall():
    """Two and three have 78 points each, two more of them in group I; the first quota ends between them."""
    season = appraised.year(shown.NAMES, grades=GRADES, ladder=("group:1",))
    for place, (first, second) in enumerate((("50", "30"), ("49", "29"), ("48", "30"), ("40", "30")), 1):
        appraised.judge(appraised.sheet(season, place), "II.1", text=second, reason="Theo minh chứng")
        appraised.finished(season, place, lowered=first)
    appraisal.conclude(season, by=None)
    season = scene.reread(season)
    ranked.limit(season, total=2)
    conference = scene.opened(season)
    world.head_of(season, "vinh")
    scene.user_of(season, scene.DEPUTY)
    return conference


@pytest.fixture
def conference():
    return hall()


def tables(said):
    return [each for each in said if isinstance(each, blocks.Table)]


def texts(said):
    return [each.text for each in said if isinstance(each, blocks.Paragraph)]


def test_the_board_says_the_grade_of_each_and_what_told_equal_ones_apart(conference):
    says = standing_board.of(conference)

    assert [(row["name"], row["grade"]) for row in says["rows"]] == [
        ("Ban Một", "Xuất sắc"),
        ("Ban Hai", "Tốt"),
        ("Ban Ba", "Tốt"),
        ("Ban Tư", "Tốt"),
    ]
    assert (says["grades"], says["groups"], says["settled"]) == (True, [], [SETTLED])


def test_no_step_tells_what_decided_before_all_is_revealed(conference):
    frames = standing_board.revealed(standing_board.of(conference))["frames"]

    assert [SETTLED in json.dumps(frame, ensure_ascii=False) for frame in frames] == [False] * 4 + [True]


def test_the_wall_draws_both(conference):
    _, key = shown.with_key(conference)
    shown.confirmed(conference)
    shown.send(conference, "standing")

    wall = shown.wall(Client(), key).text

    assert (wall.count('<td class="c">Tốt</td>'), wall.count(SETTLED)) == (3, 1)


def test_who_confirms_sees_all_that_the_hall_will_see(conference, client):
    shown.frozen(conference)
    client.force_login(shown.second(conference))

    page = client.get(reverse("conferences:hall_standing", args=[conference.pk])).text

    assert [
        words in page for words in ("Xuất sắc", SETTLED, "Cờ thi đua của Chính phủ", "thứ 1 đến thứ 2")
    ] == [True] * 4


def test_a_long_name_takes_the_place_of_the_grades_too_and_so_does_a_long_grade():
    assert standing_board.laid_out(["A" * 41], ["I"], ["Tốt"])["grades"] is False
    assert standing_board.laid_out(["A"], ["I"], ["T" * 41])["grades"] is False
    assert standing_board.laid_out(["A"] * 15, ["I"], ["T" * 21])["grades"] is False


def test_a_year_without_grades_and_ladder_is_frozen_word_for_word_as_before():
    says = standing_board.of(shown.hall())

    assert set(says) == {"groups", "size", "alone", "heading", "rows", "quotas", "notes", "rule"}
    assert set(says["rows"][0]) == {"rank", "name", "long", "band", "cut", "groups", "extra", "total"}


def test_minutes_and_standing_table_say_both(conference):
    said = list(minutes.blocks(conference))
    (places,) = [each for each in tables(said) if each.columns[0].title == "Xếp thứ"]
    assert [column.title for column in places.columns] == ["Xếp thứ", "Đơn vị", "Tổng điểm", "Xếp loại"]
    assert [row.cells[-1] for row in places.rows] == ["Xuất sắc", "Tốt", "Tốt", "Tốt"]
    assert "Ban Hai (thứ 2) xếp trên đơn vị bằng điểm liền sau vì hơn ở nhóm I." in texts(said)
    season = conference.season
    assert texts(standing_paper.table(season, standings.of(season))) == [IN_FULL]


def test_the_workbook_of_the_ranking_says_both(conference, client):
    client.force_login(shown.head(conference))

    answer = client.get(reverse("conferences:ranking", args=[conference.season_id]), {"format": "xlsx"})

    rows = [list(row) for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]
    (heads,) = [row for row in rows if row[0] == "Xếp thứ"]
    told = heads.index("Xếp loại"), heads.index("Phân định khi bằng điểm")
    assert [[row[at] or "" for at in told] for row in rows[rows.index(heads) + 1 :]] == [
        ["Xuất sắc", ""],
        ["Tốt", "hơn ở nhóm I"],
        ["Tốt", ""],
        ["Tốt", ""],
    ]
