"""A score sheet filled in Excel comes back: the difference is shown, then all is written as if typed."""

import pytest
from django.urls import reverse

from core import numbers
from core.models import Entry
from core.rules import RuleError
from documents import excel
from results import journal, scoring, sheet_import
from results.models import ScoreLine
from tests import world
from tests.results import scene, sheet_files
from tests.results.sheet_files import File, staged, taken, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return sheet_files.filled_in()


@pytest.fixture
def clerk(sheet):
    return world.person(sheet.agency, "clerk", username="thu").user


def value(sheet, code, name="self_points"):
    return getattr(scene.line(sheet, code), name)


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def test_a_file_as_it_was_downloaded_changes_nothing(sheet, clerk):
    found = staged(sheet, File(sheet), clerk)

    assert (found.changes, found.faults, found.notes, found.token) == ([], [], [], "")


def test_the_preview_shows_every_cell_with_what_follows_and_writes_nothing(sheet, clerk):
    file = (
        File(sheet)
        .type("I.1", "self_points", 19.5)
        .type("I.2", "achieved", 4)
        .type("I.3.1", "achieved", "Tốt")
    )
    known = Entry.objects.count()
    found = staged(sheet, file, clerk)

    assert told(found) == [
        ("I.1", "Tự chấm", "18,00", "19,50"),
        ("I.2", "Thực hiện hoặc mức đạt", "3", "4"),
        ("I.2", "Tự chấm", "15,00", "20,00"),
        ("I.3.1", "Thực hiện hoặc mức đạt", "Khá", "Tốt"),
        ("I.3.1", "Tự chấm", "5,50", "8,00"),
    ]
    assert [change.row for change in found.changes] == [
        file.row("I.1"),
        file.row("I.2"),
        None,
        file.row("I.3.1"),
        None,
    ]
    assert (found.typed, found.after - found.before) == (3, 9)
    assert (Entry.objects.count(), value(sheet, "I.1")) == (known, 18)


def test_what_is_accepted_is_written_as_if_typed_and_can_be_taken_back(sheet, clerk):
    taken(sheet, File(sheet).type("I.1", "self_points", 19.5).type("I.1", "note", "007"), clerk)

    assert (value(sheet, "I.1"), value(sheet, "I.1", "note")) == (19.5, "007")
    imported, *typed = Entry.objects.filter(actor=clerk)
    assert (imported.act, imported.after, imported.reason[:18]) == (
        journal.IMPORTED,
        {"cells": 2},
        "bảng.xlsx (SHA-256",
    )
    assert [entry.act for entry in typed] == ["line.enter", "line.enter"]
    journal.undo(typed[0], by=clerk)
    assert value(sheet, "I.1", "note") == ""


def test_own_points_on_a_measured_line_come_with_their_reason_and_go_back_to_the_formula(sheet, clerk):
    file = File(sheet).type("I.2", "self_points", 20).type("I.2", "override_reason", "Đề án lớn")
    taken(sheet, file, clerk)
    assert (value(sheet, "I.2"), value(sheet, "I.2", "override_reason")) == (20, "Đề án lớn")

    again = File(sheet).type("I.2", "self_points", None)
    taken(sheet, again, clerk)
    assert (value(sheet, "I.2"), value(sheet, "I.2", "override_reason")) == (15, "")


def test_what_somebody_else_changed_since_is_for_a_person_to_choose(sheet, clerk):
    other = world.person(sheet.agency, "clerk", username="ha", given="Hằng").user
    file = File(sheet).type("I.1", "self_points", 19).type("I.1", "note", "của tôi")
    scene.enter(sheet, "I.1", "17", by=other)

    found = staged(sheet, file, clerk)
    assert [(change.heading, change.theirs[:15]) for change in found.changes] == [
        ("Tự chấm", "Nguyễn Thu Hằng"),
        ("Ghi chú", ""),
    ]
    assert found.asked == 1
    taken(sheet, file, clerk)
    assert (value(sheet, "I.1"), value(sheet, "I.1", "note")) == (17, "của tôi")


def test_own_points_and_their_reason_are_one_choice(sheet, clerk):
    def own(points, reason):
        line = scene.line(sheet, "I.2")
        facts = {"points": points, "reason": reason, "version": line.version}
        scoring.enter_own(line, cell="self_points", **facts, by=None)

    own("19", "Đề án lớn")
    file = File(sheet).type("I.2", "self_points", 20).type("I.2", "override_reason", "Đề án rất lớn")
    own("", "")
    found = staged(sheet, file, clerk)
    choice = f"own-{scene.line(sheet, 'I.2').pk}"
    asked = [(each.name, bool(each.theirs), each.follows) for each in found.changes]
    assert (asked, found.asked) == ([(choice, True, False), (choice, True, True)], 1)

    taken(sheet, file, clerk)
    assert (value(sheet, "I.2"), value(sheet, "I.2", "override_reason")) == (15, "")
    taken(sheet, file, clerk, chosen={choice})
    assert (value(sheet, "I.2"), value(sheet, "I.2", "override_reason")) == (20, "Đề án rất lớn")


def test_what_is_refused_of_a_choice_is_told(sheet, clerk, monkeypatch):
    token = staged(sheet, File(sheet).type("I.1", "note", "xong"), clerk).token
    monkeypatch.setattr(scoring, "enter_all", lambda *args, **facts: {(1, "note"): "Ô I.1: không hợp."})

    assert refusal(sheet_import.take, sheet, token=token, by=clerk) == (
        f"{sheet_import.NOT_SO} Ô I.1: không hợp."
    )


def test_the_files_content_is_taken_where_it_is_chosen(sheet, clerk):
    file = File(sheet).type("I.1", "self_points", 19)
    scene.enter(sheet, "I.1", "17")
    taken(sheet, file, clerk, chosen={f"self_points-{scene.line(sheet).pk}"})

    assert value(sheet, "I.1") == 19


def test_what_only_somebody_else_changed_stays(sheet, clerk):
    file = File(sheet).type("II.2", "note", "xong")
    scene.enter(sheet, "I.1", "17")
    scene.enter(sheet, "I.3.1", "Tốt", cell="level")
    found = staged(sheet, file, clerk)

    assert told(found) == [("II.2", "Ghi chú", "", "xong")]


def test_a_sheet_that_changed_after_the_preview_is_not_written_over(sheet, clerk):
    file = File(sheet).type("I.1", "note", "xong")
    token = staged(sheet, file, clerk).token
    scene.enter(sheet, "II.2", "24")

    assert refusal(sheet_import.take, sheet, token=token, by=clerk) == sheet_import.CHANGED
    assert value(sheet, "I.1", "note") == ""


def test_a_second_click_writes_nothing_twice(sheet, clerk):
    token = staged(sheet, File(sheet).type("I.1", "note", "xong"), clerk).token
    sheet_import.take(sheet, token=token, by=clerk)
    count = Entry.objects.count()

    assert refusal(sheet_import.take, sheet, token=token, by=clerk) == sheet_import.CHANGED
    assert Entry.objects.count() == count


def test_a_preview_is_of_one_person_and_one_sheet(sheet, clerk):
    other = world.person(sheet.agency, "clerk", username="ha").user
    token = staged(sheet, File(sheet).type("I.1", "note", "xong"), clerk).token

    assert refusal(sheet_import.take, sheet, token=token, by=other) == sheet_import.STALE
    assert refusal(sheet_import.take, sheet, token="x", by=clerk) == sheet_import.STALE
    beside = scene.sheet_of(sheet.season, 1)
    assert refusal(sheet_import.take, beside, token=token, by=clerk) == sheet_import.STALE


def test_a_submitted_sheet_takes_no_file(sheet, clerk):
    file = File(sheet).type("I.1", "note", "xong")
    token = staged(sheet, file, clerk).token
    scoring.submit(sheet, by=None)
    closed = "Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại."

    assert refusal(staged, sheet, file, clerk) == closed
    assert refusal(sheet_import.take, sheet, token=token, by=clerk) == closed


def test_another_total_in_the_file_is_told(sheet, clerk):
    file = File(sheet).type("I.1", "note", "xong")
    row = file.sheet.max_row
    upload = sheet_files.with_results(file, {f"K{row}": 12})
    found = sheet_import.stage(scene.now(sheet), upload=upload, by=clerk)

    ours = numbers.points(found.after)
    assert found.notes == [
        f"Tổng điểm hiện trong tệp là 12,00; theo các ô đã nhập, phần mềm tính {ours} và ghi số này."
    ]


# the pages


def url(name, sheet):
    return reverse(f"results:{name}", args=[sheet.pk])


def test_a_clerk_takes_the_file_away_and_hands_it_in(client, sheet, clerk):
    client.force_login(clerk)
    answer = client.get(url("sheet_file", sheet))
    file = File(sheet, answer.content).type("I.1", "self_points", 19)
    page = client.post(url("sheet_upload", sheet), {"upload": file.upload()})

    assert (answer.status_code, answer.headers["Content-Type"], page.status_code) == (200, excel.XLSX, 200)
    assert client.get(url("sheet_upload", sheet)).status_code == 200
    token = page.context["staged"].token
    after = client.post(url("sheet_take", sheet), {"token": token}, follow=True)
    assert [str(each) for each in after.context["messages"]] == [
        "Đã ghi 1 ô từ tệp Excel. Xem và hoàn tác từng ô trong Nhật ký."
    ]
    assert value(sheet, "I.1") == 19


def test_the_page_asks_who_is_right_and_takes_the_answer(client, sheet, clerk):
    file = File(sheet).type("I.1", "self_points", 19)
    scene.enter(sheet, "I.1", "17")
    client.force_login(clerk)
    page = client.post(url("sheet_upload", sheet), {"upload": file.upload()})
    name = f"choice-self_points-{scene.line(sheet).pk}"

    assert f'name="{name}" value="server" checked' in page.content.decode()
    client.post(url("sheet_take", sheet), {"token": page.context["staged"].token, name: "file"})
    assert value(sheet, "I.1") == 19


def test_a_file_with_faults_comes_back_with_them(client, sheet, clerk):
    client.force_login(clerk)
    file = File(sheet).type("I.1", "self_points", 21)
    page = client.post(url("sheet_upload", sheet), {"upload": file.upload()})

    assert (page.status_code, page.context["staged"].token) == (422, "")
    assert f"Dòng {file.row('I.1')}, cột Tự chấm: nhập từ 0 đến 20 điểm." in page.content.decode()


def test_the_heads_clerk_enters_the_members_file_and_others_do_not(client, sheet):
    head = world.head_of(sheet.season)
    deputy = world.person(world.members(sheet.season.bloc)[1], "clerk", username="pho").user
    stranger = world.person(world.agency("Ban Ngoài"), "clerk", username="ngoai").user
    answers = {}
    for user in (head, deputy, stranger):
        client.force_login(user)
        answers[user.username] = [
            client.get(url(name, sheet)).status_code for name in ("sheet_file", "sheet_upload")
        ]

    assert answers == {"khoi-truong": [200, 200], "pho": [200, 403], "ngoai": [404, 404]}


def test_a_file_costs_the_same_queries_however_many_lines(sheet, clerk, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        File(sheet)
    assert ScoreLine.objects.filter(sheet=sheet).count() == 8
