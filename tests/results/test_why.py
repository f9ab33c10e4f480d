"""Why a member has its total: the account in words, who may read it, its page and workbook."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs import founding
from blocs.models import Season
from members.models import Post
from results import appraisal, explained, seals, why_paper
from tests import world

from . import appraised, measured, scene
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return appraised.year()


def url(sheet):
    return reverse("results:why", args=[sheet.pk])


def told(sheet, *, full=True):
    sheet = type(sheet).objects.whole().named(sheet.season.standing_on).get(pk=sheet.pk)
    return explained.of(sheet, full=full)


def line_of(found, code):
    """The Line of a code anywhere in the groups of an Explanation."""
    rows = list(found.groups)
    while rows:
        row = rows.pop()
        if row.is_group:
            rows += row.children
        elif row.row.code == code:
            return row
    raise AssertionError(code)


# the account


def test_a_line_tells_who_set_its_points_when_and_why(season):
    head = appraised.user_of(season, HEAD)
    sheet = appraised.sheet(season)
    appraised.judge(sheet, text="49", reason="Thiếu một đề án", by=head)
    appraised.agree(sheet, text="49,5", reason="Đã bổ sung", by=head)
    appraised.finished(season)

    line = line_of(told(sheet), "I.1")

    assert (line.points, line.change, line.differs) == (Decimal("49.50"), Decimal("-0.50"), True)
    assert [(step.who, step.what, step.reason) for step in line.trail] == [
        ("Hệ thống", "Tự chấm 50,00", ""),
        (str(head.person), "Thẩm định 49,00", "Thiếu một đề án"),
        (str(head.person), "Thống nhất 49,50", "Đã bổ sung"),
    ]


def test_an_appraised_sheet_shows_what_was_agreed_beside_the_own_points(season, client):
    sheet = appraised.finished(season, lowered="48")
    client.force_login(appraised.user_of(season, MEMBER))
    text = client.get(sheet.get_absolute_url()).text

    assert re.findall(r"thống nhất <span[^>]*>([^<]*)", text) == ["48,00"]
    assert "<dt>Tổng điểm thống nhất</dt><dd>78,00</dd>" in text


def test_lines_nobody_disputes_say_that_they_were_accepted(season):
    line = line_of(told(appraised.finished(season)), "I.1")

    assert line.differs is False
    assert [step.what for step in line.trail] == ["Tự chấm 50,00", "Nhận điểm tự chấm 50,00"]


def test_a_returned_line_keeps_what_was_said_of_it(season):
    sheet = appraised.sheet(season)
    line = appraised.line(sheet)
    appraisal.send_back(sheet, lines=[line], reason="Bổ sung báo cáo", by=None)

    assert [(step.what, step.reason) for step in line_of(told(sheet), "I.1").trail][-1] == (
        "Trả lại để sửa",
        "Bổ sung báo cáo",
    )


def test_the_total_is_told_sum_by_sum_and_the_steps_end_at_it(season):
    sheet = appraised.sheet(season)
    appraised.judge(sheet, "Tr.1", text="1,25", reason="Nộp chậm")
    found = told(appraised.finished(season))

    assert found.sentences == (
        "Các nhóm chấm điểm: 50 (I) + 30 (II) = 80.",
        "Cộng: 80 (chấm điểm) + 0 (thưởng) − 1,25 (trừ) = 78,75.",
    )
    assert found.steps[-1].after == found.totals.total == Decimal("78.75")
    assert found.change_words == "Thẩm định làm tổng điểm thay đổi −1,25 so với tự chấm."


def test_formulas_groups_within_groups_and_what_does_not_apply_are_told():
    made = measured.appraising(exempt=("II.1",))
    found = told(appraised.sheet(made))

    assert line_of(found, "I.2").formula == "Đạt 75 % × 20 = 15"
    assert line_of(found, "II.1").line.exempt == "Không có nhiệm vụ này"
    assert line_of(found, "II.1").points is None
    assert found.groups[1].sentences[1].startswith("Quy đổi 30 → 40 điểm vì không áp dụng II.1: ")
    assert found.rest > 0


def test_the_place_names_those_with_the_same_total_and_what_decided(season):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place)

    assert told(appraised.sheet(season)).place_words == (
        "Xếp thứ 1 trong 3 đơn vị đã có điểm.",
        "Bằng điểm với Ban Một, Ban Hai (80 điểm).",
        "Cùng thứ với Ban Một, Ban Hai, không bước phân định nào tách được.",
    )


def test_the_median_is_that_of_all_members_with_a_place(season):
    for place, points in ((HEAD, "50"), (DEPUTY, "44"), (MEMBER, "41")):
        appraised.finished(season, place, lowered=points)

    first = told(appraised.sheet(season)).beside[0]

    assert (first.own, first.appraised, first.agreed, first.median) == (50, 41, 41, 44)


# who may read it


def test_a_member_reads_no_appraised_points_before_its_sheet_is_closed(season, client):
    appraised.judge(appraised.sheet(season), text="49", reason="Thiếu một đề án")
    client.force_login(appraised.user_of(season, MEMBER))

    answer = client.get(url(appraised.sheet(season)))

    assert "told" not in answer.context
    assert "Thiếu một đề án" not in answer.text


def test_a_member_reads_its_own_account_without_the_places_of_others(season, client):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place, lowered=f"4{place}")
    client.force_login(appraised.user_of(season, MEMBER))

    answer = client.get(url(appraised.sheet(season)))

    found = answer.context["told"]
    assert (found.place, found.place_words) == (None, ())
    assert [group.median for group in found.beside] == [None] * 4
    assert found.bars.series == ("Tự chấm", "Được tính")
    assert "Ban Một" not in answer.text


def test_after_the_conclusion_a_member_reads_its_place_and_still_no_other_account(season, client):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place, lowered=f"4{place}")
    appraisal.conclude(season, by=None)
    client.force_login(appraised.user_of(season, MEMBER))

    assert client.get(url(appraised.sheet(season))).context["told"].place.rank == 1
    assert client.get(url(appraised.sheet(season, HEAD))).status_code == 404


def test_the_head_reads_every_account_while_it_grows(season, client):
    client.force_login(appraised.user_of(season, HEAD))

    answer = client.get(url(appraised.sheet(season)))

    assert answer.context["told"].rest == 4
    assert "chưa thẩm định, chưa cộng vào tổng" in answer.text


def test_a_stranger_finds_none(season, client):
    stranger = world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="nguoi-la").user
    client.force_login(stranger)

    assert client.get(url(appraised.sheet(season))).status_code == 404


# the page


def test_the_pictures_have_titles_and_real_text_and_no_style(season, client):
    appraised.finished(season)
    client.force_login(appraised.user_of(season, HEAD))

    page = client.get(url(appraised.sheet(season))).text
    drawn = re.findall(r"<svg class=\"kt-picture\".*?</svg>", page, re.DOTALL)

    assert len(drawn) == 2
    assert all("<title id=" in each and "<desc id=" in each and "<text " in each for each in drawn)
    assert " style=" not in page


def test_the_steps_come_as_excel(season, client):
    appraised.finished(season, lowered="49")
    client.force_login(appraised.user_of(season, HEAD))

    answer = client.get(url(appraised.sheet(season)), {"format": "xlsx"})

    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[:3] == [
        ("Bước", "Thay đổi", "Còn lại"),
        ("Điểm tối đa", 100, 100),
        ("I. Nhóm 60 điểm", -11, 89),
    ]
    assert rows[-1] == ("Tổng điểm", 79, 79)


def test_the_page_asks_the_same_for_8_members_and_3(client):
    season = appraised.year([f"Đơn vị {number}" for number in range(8)])
    for place in range(1, 9):
        appraised.finished(season, place)
    client.force_login(appraised.user_of(season, HEAD))
    page = url(appraised.sheet(season))
    client.get(page)

    many = queries_of(client, page)
    for membership in season.bloc.memberships.on()[3:]:
        founding.leave(membership, left_on=Season.objects.get().standing_on, reason="Chuyển khối", by=None)

    assert queries_of(client, page) == many
    assert many <= 26


def queries_of(client, page):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_the_sheet_and_the_appraisal_lead_to_it(season, client):
    sheet = appraised.finished(season)
    client.force_login(appraised.user_of(season, MEMBER))
    assert url(sheet) in client.get(sheet.get_absolute_url()).text
    client.force_login(appraised.user_of(season, HEAD))
    assert url(sheet) in client.get(reverse("results:appraise", args=[sheet.pk])).text


def test_the_map_of_criteria_says_what_is_lacking_and_what_was_changed(season, client):
    appraised.finished(season, lowered="49")
    client.force_login(appraised.user_of(season, HEAD))
    page = reverse("results:standing_criteria", args=[season.pk])

    lacking = client.get(page, {"show": "completion"}).context["found"]
    changed = client.get(page, {"show": "difference"}).context["found"]

    assert [cell.kind for cell in lacking.rows[2].cells] == ["full", "full", "open", "open"]
    assert [cell.kind for cell in changed.rows[0].cells] == ["open"] * 4
    assert [(cell.kind, cell.shown) for cell in changed.rows[2].cells][:2] == [("down", -1), ("same", 0)]


def test_a_line_without_its_proof_is_marked(client):
    season = scene.scoring_season()
    sheet = scene.sheet_of(season)
    scene.enter(sheet, "I.1", "30")
    client.force_login(appraised.user_of(season, HEAD))

    found = client.get(reverse("results:standing_criteria", args=[season.pk])).context["found"]

    assert [cell.kind for cell in found.rows[2].cells][:2] == ["proof", "empty"]


def test_the_map_of_evidence_counts_files_and_says_what_is_missing(client):
    season = scene.scoring_season()
    scene.enter(scene.sheet_of(season), "I.1", "30")
    client.force_login(appraised.user_of(season, HEAD))

    answer = client.get(reverse("results:standing_criteria", args=[season.pk]), {"show": "evidence"})

    assert [cell.kind for cell in answer.context["found"].rows[2].cells][:2] == ["proof", "open"]
    assert "Thiếu minh chứng (!)" in answer.text


def test_a_member_may_not_see_the_map(season, client):
    client.force_login(appraised.user_of(season, MEMBER))

    assert client.get(reverse("results:standing_criteria", args=[season.pk])).status_code == 403


# the sheet to print


def test_pdf_and_word_hold_every_line_with_its_reason_and_the_hash(season, client):
    appraised.finished(season, HEAD)
    appraised.finished(season, DEPUTY)
    appraised.finished(season, lowered="49")
    appraisal.conclude(season, by=None)
    found = told(appraised.sheet(season))

    [lines] = [block for block in why_paper.blocks(found) if type(block).__name__ == "Table"]
    notes = [block.text for block in why_paper.blocks(found) if type(block).__name__ == "Note"]
    steps, groups = [block.shows for block in why_paper.blocks(found) if type(block).__name__ == "Figure"]

    assert (steps.steps, groups) == (found.steps, found.bars)
    assert [row.cells[0] for row in lines.rows][:4] == ["I", "I.1", "", "II"]
    assert lines.rows[1].cells[-4:] == ("50,00", "49,00", "49,00", "Thiếu một đề án")
    assert notes == [seals.words(seals.of(season))]
    client.force_login(appraised.user_of(season, MEMBER))
    page = reverse("results:why_paper", args=[appraised.sheet(season).pk, "pdf"])
    assert client.get(page).content.startswith(b"%PDF-")
    assert client.get(page.replace("/pdf/", "/docx/")).content.startswith(b"PK")
    assert client.get(page.replace("/pdf/", "/exe/")).status_code == 404


def test_no_sheet_to_print_before_the_page_may_be_read(season, client):
    client.force_login(appraised.user_of(season, MEMBER))

    page = reverse("results:why_paper", args=[appraised.sheet(season).pk, "pdf"])
    assert client.get(page).status_code == 404
