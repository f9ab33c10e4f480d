"""The summary workbook of a bloc: the standing, one sheet for each member, formulas that give its figures."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from documents import excel, files
from documents.models import Job
from results import standings, summaries, summary_excel
from tests.results import appraised, measured, reckoned, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    """Two members are appraised, one line lower and one agreed apart; the third is not yet."""
    made = appraised.year()
    appraised.judge(appraised.sheet(made, 1), by=None)
    appraised.agree(appraised.sheet(made, 1), by=None)
    for place in (1, 2):
        appraised.finished(made, place)
    return measured.now(made)


def rows(sheet, first=4):
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=first)]


def test_the_first_sheet_is_the_standing(season):
    book = load_workbook(io.BytesIO(summary_excel.write(season)), data_only=True)

    assert book.sheetnames == ["Tổng hợp", "Ban Một", "Ban Hai", "Ban Ba"]
    heads, *members = rows(book["Tổng hợp"])
    assert heads[:2] + heads[-3:] == ["TT", "Đơn vị", "Tổng điểm", "Xếp thứ", "Trạng thái"]
    shown = [(row[1], *row[-3:]) for row in members]
    assert shown == [
        ("Ban Một", 79.5, 2, "Đã thẩm định"),
        ("Ban Hai", 80, 1, "Đã thẩm định"),
        ("Ban Ba", 3, "Ban Ba", "Chờ thẩm định"),
    ]


def test_formulas_give_the_figures_of_the_standing(season):
    content = summary_excel.write(season)
    book, kept = reckoned.Book(content), load_workbook(io.BytesIO(content), data_only=True)
    shown = {cell: book.value(*cell) for cell in book.formulas()}

    assert shown == {(title, at): float(kept[title][at].value) for title, at in shown}
    totals = [float(place.totals.total) for place in standings.of(season) if place.totals]
    last = [kept[name].max_row for name in ("Ban Một", "Ban Hai")]
    found = [shown[name, f"F{row}"] for name, row in zip(("Ban Một", "Ban Hai"), last, strict=True)]
    assert found == totals


def test_a_member_sheet_tells_the_three_columns_and_why(season):
    book = load_workbook(io.BytesIO(summary_excel.write(season)))
    line = next(row for row in rows(book["Ban Một"]) if row[0] == "I.1")

    assert line[2:] == [60, 50, 49, 49.5, "Thiếu một đề án\nThống nhất: Đã bổ sung"]


def test_links_lead_to_each_sheet_and_back(season):
    book = load_workbook(io.BytesIO(summary_excel.write(season)))

    links = [book["Tổng hợp"][f"B{row}"].hyperlink.location for row in (5, 6, 7)]
    assert links == ["'Ban Một'!A1", "'Ban Hai'!A1", "'Ban Ba'!A1"]
    assert book["Ban Ba"]["G1"].hyperlink.location == "'Tổng hợp'!A1"


def test_what_does_not_apply_is_rescaled_in_the_formula():
    season = measured.season(("II.2",))
    measured.complete(scene.sheet_of(season, 3), but=("II.2",))
    content = summary_excel.write(measured.now(season))
    book, kept = reckoned.Book(content), load_workbook(io.BytesIO(content), data_only=True)

    shown = {cell: book.value(*cell) for cell in book.formulas()}
    assert shown == {(title, at): float(kept[title][at].value) for title, at in shown}


def test_names_of_sheets_are_safe_and_each_once():
    titles = ["Tổng hợp", "Ban [A]: B/C", "ban a b c", "Văn phòng " * 5, "Văn phòng " * 5, "'", "History"]

    assert excel.sheet_names(titles, taken=["Tổng hợp"]) == [
        "Tổng hợp (2)",
        "Ban A B C",
        "ban a b c (2)",
        "Văn phòng Văn phòng Văn phòng V",
        "Văn phòng Văn phòng Văn phò (2)",
        "Danh sách",
        "Danh sách (2)",
    ]


def test_the_same_figures_are_written_once_and_new_ones_anew(season):
    job = summaries.request(season, by=None)
    assert summaries.request(season, by=None) == job

    appraised.judge(appraised.sheet(season, 3), by=None)
    assert summaries.request(season, by=None) != job
    assert Job.objects.filter(task=summaries.TASK).count() == 2


def test_who_sees_every_sheet_asks_waits_and_takes_it_away(client, season):
    client.force_login(appraised.user_of(season, 2))
    asked = client.post(reverse("results:summary_request", args=[season.pk]))
    progress, file = (reverse(f"results:summary_{step}", args=[season.pk]) for step in ("progress", "file"))

    assert (asked.url, client.get(progress).status_code) == (progress, 200)
    assert client.get(file).url == progress
    shard = summaries.latest(season)
    shard.file = summaries.make(shard)
    with files.open(shard.file) as content:
        assert load_workbook(content).sheetnames[0] == "Tổng hợp"


def test_a_member_gets_no_workbook_of_all(client, season):
    client.force_login(appraised.user_of(season, 3))

    assert client.post(reverse("results:summary_request", args=[season.pk])).status_code == 403
    assert client.get(reverse("results:summary_file", args=[season.pk])).status_code == 403
    client.force_login(appraised.user_of(season, 1))
    assert client.get(reverse("results:summary_file", args=[season.pk])).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_members(season, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        summary_excel.write(season)
