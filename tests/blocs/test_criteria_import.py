"""Handing in a workbook: looked at first, written by a second act, and never half."""

import io
import zipfile
from decimal import Decimal

import pytest
from django.urls import reverse

from blocs import criteria, imports, outline, presets, publishing
from blocs.models import CriteriaTable
from core.models import Entry
from core.rules import RuleError
from documents import uploads, workbooks
from documents.models import StoredFile
from tests import world

from . import workbook
from .workbook import GROUP, ITEM, of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]

STALE = "Bản xem trước đã quá hạn hoặc không đúng bảng này. Hãy tải tệp lên lại."


@pytest.fixture
def head(table):
    return world.head_of(table.season)


@pytest.fixture
def table():
    return world.season().criteria


@pytest.fixture
def page(client, table, head):
    client.force_login(head)
    return reverse("blocs:criteria_import", args=[table.pk])


def says(table):
    return outline.of(CriteriaTable.objects.whole().get(pk=table.pk))


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def staged(table, by, content=None):
    return imports.stage(table, upload=upload(content or of(GROUP, ITEM)), by=by)


# the two acts


def test_looking_writes_nothing_to_the_draft(client, table, page):
    answer = client.post(page, {"upload": upload(of(GROUP, ITEM))})

    assert answer.status_code == 200
    assert answer.context["staged"].reading.outline.count == 1
    assert not table.groups.exists()


def test_the_second_act_fills_an_empty_draft(client, table, page):
    token = client.post(page, {"upload": upload(of(GROUP, ITEM))}).context["staged"].token

    answer = client.post(reverse("blocs:criteria_replace", args=[table.pk]), {"token": token})

    assert answer.url == table.get_absolute_url()
    assert [part.name for part in says(table).parts] == ["Nhiệm vụ chính trị"]


def test_the_second_act_replaces_all_the_draft_held(table, head):
    presets.install(table, "thousand", by=None)
    content = presets.find("hundred").outline
    found = staged(table, head, workbook.exported(content))
    imports.replace(table, token=found.token, by=head)

    assert says(table) == content
    entry = Entry.objects.about(table).get(act="criteria.import")
    assert entry.reason.startswith("bảng.xlsx (SHA-256 ")


def test_an_exported_table_comes_back_to_the_same_fingerprint(client, table, page):
    presets.install(table, "three-contents", by=None)
    whole = CriteriaTable.objects.whole().select_related("season__bloc")
    before = publishing.fingerprint(whole.get(pk=table.pk))
    exported = client.get(reverse("blocs:criteria_export", args=[table.pk])).content

    token = client.post(page, {"upload": upload(exported)}).context["staged"].token
    client.post(reverse("blocs:criteria_replace", args=[table.pk]), {"token": token})

    assert publishing.fingerprint(whole.get(pk=table.pk)) == before


def test_a_file_with_a_fault_gets_no_second_act(client, table, page):
    answer = client.post(page, {"upload": upload(of(GROUP, [*ITEM[:4], -1, ""]))})

    assert (answer.status_code, answer.context["staged"].token) == (422, "")
    assert "Dòng 3, cột Điểm tối đa: “−1” không được; nhập từ 0,01 đến 9.999 điểm." in answer.text
    assert (table.groups.exists(), StoredFile.objects.count()) == (False, 0)


def test_a_draft_that_somebody_changed_meanwhile_is_not_overwritten(table, head):
    found = staged(table, head)
    criteria.add_group(table, kind="scored", name="Của người khác", max_points=Decimal(5), by=None)

    assert refusal(imports.replace, table, token=found.token, by=head) == (
        "Vừa có người sửa bảng sau khi bạn xem trước. Hãy tải tệp lên lại để so với bảng mới."
    )
    assert [group.name for group in table.groups.all()] == ["Của người khác"]


def test_a_second_click_is_refused(table, head):
    found = staged(table, head)
    imports.replace(table, token=found.token, by=head)

    assert refusal(imports.replace, table, token=found.token, by=head).startswith("Vừa có người sửa bảng")


def test_a_preview_serves_only_its_table_and_its_person(table, head):
    other = world.season(world.bloc(["D1", "D2"], name="Khối khác")).criteria
    found = staged(table, head)

    assert refusal(imports.replace, other, token=found.token, by=head) == STALE
    assert refusal(imports.replace, table, token=found.token, by=world.officer()) == STALE


@pytest.mark.parametrize("token", ["", "x", "eyJ0YWJsZSI6MX0:1abc:def"])
def test_a_forged_reference_is_refused(table, head, token):
    assert refusal(imports.replace, table, token=token, by=head) == STALE


def test_an_old_preview_is_refused(table, head, monkeypatch):
    found = staged(table, head)
    monkeypatch.setattr(imports, "SECONDS", -1)

    assert refusal(imports.replace, table, token=found.token, by=head) == STALE


def test_a_table_published_meanwhile_keeps_what_it_says(table, head):
    world.fill(table)
    found = staged(table, head)
    publishing.publish(table, by=None)

    frozen = "Bảng tiêu chí đã công bố nên không sửa được nữa."
    assert refusal(imports.replace, table, token=found.token, by=head) == frozen
    assert refusal(imports.stage, table, upload=upload(of(GROUP, ITEM)), by=head) == frozen


def test_an_act_that_fails_on_the_way_leaves_the_former_draft(table, head, monkeypatch):
    world.fill(table)
    before = says(table)
    found = staged(table, head)

    def fail(*args, **facts):
        raise RuleError("Hỏng giữa chừng.")

    monkeypatch.setattr("blocs.standards.set_grades", fail)

    assert refusal(imports.replace, table, token=found.token, by=head) == "Hỏng giữa chừng."
    assert says(table) == before


def test_a_member_who_does_not_lead_may_not_import(client, table, head):
    token = staged(table, head).token
    client.force_login(world.person(world.members(table.season.bloc)[2], "clerk", username="tv").user)

    assert client.get(reverse("blocs:criteria_import", args=[table.pk])).status_code == 403
    replace = reverse("blocs:criteria_replace", args=[table.pk])
    assert client.post(replace, {"token": token}).status_code == 403


# hostile files


def zipped(*parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


def with_doctype(name, content):
    if name != "xl/worksheets/sheet1.xml":
        return content
    return b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content


def with_macro(name, content):
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return content.replace(main, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def without_cells(name, content):
    return b"<worksheet><sheetData><row" if name == "xl/worksheets/sheet1.xml" else content


BROKEN = "Không đọc được tệp Excel này. Hãy mở tệp bằng Excel, lưu lại thành .xlsx rồi tải lên."
FAKE = (
    "Nội dung của tệp “bảng.xlsx” không phải là .xlsx hoặc đã hỏng. "
    "Hãy mở tệp, lưu lại đúng loại rồi tải lên."
)
MACRO = "Tệp “{}” có chứa macro nên không nhận. Hãy lưu lại tệp không có macro."
WRONG = {
    "an old workbook": (
        "bảng.xls",
        uploads.OLD_OFFICE,
        "Tệp “bảng.xls” không đúng loại. Chỉ nhận Excel (.xlsx).",
    ),
    "text": ("bảng.csv", b"a;b", "Tệp “bảng.csv” không đúng loại. Chỉ nhận Excel (.xlsx)."),
    "a workbook for macros": (
        "bảng.xlsm",
        of(GROUP),
        "Tệp “bảng.xlsm” không đúng loại. Chỉ nhận Excel (.xlsx).",
    ),
    "a macro renamed": ("bảng.xlsx", workbook.rezipped(of(GROUP), with_macro), MACRO.format("bảng.xlsx")),
    "an old workbook renamed": (
        "bảng.xlsx",
        uploads.OLD_OFFICE + bytes(512),
        "Tệp “bảng.xlsx” là tệp Office kiểu cũ. Hãy mở tệp, lưu lại thành .xlsx rồi tải lên.",
    ),
    "a locked workbook": (
        "bảng.xlsx",
        uploads.OLD_OFFICE + bytes(512) + uploads.LOCKED,
        "Tệp “bảng.xlsx” bị khóa bằng mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi tải lên.",
    ),
    "text renamed": ("bảng.xlsx", b"a;b;c", FAKE),
    "a pdf renamed": ("bảng.xlsx", b"%PDF-1.4", FAKE),
    "nothing": ("bảng.xlsx", b"", "Tệp “bảng.xlsx” trống, không có nội dung. Hãy chọn lại tệp."),
    "entities": ("bảng.xlsx", workbook.rezipped(of(GROUP), with_doctype), BROKEN),
    "a torn sheet": ("bảng.xlsx", workbook.rezipped(of(GROUP), without_cells), BROKEN),
    "only the list of contents": (
        "bảng.xlsx",
        zipped(("[Content_Types].xml", f'<T ContentType="{uploads.KINDS["xlsx"]}.main+xml"/>')),
        BROKEN,
    ),
}


@pytest.mark.parametrize(("name", "content", "said"), WRONG.values(), ids=WRONG)
def test_a_file_that_is_no_plain_workbook_is_refused_in_words(table, head, name, content, said):
    assert refusal(imports.stage, table, upload=upload(content, name), by=head) == said
    assert (table.groups.exists(), StoredFile.objects.count()) == (False, 0)


def test_the_refusal_stands_at_the_form(client, page):
    answer = client.post(page, {"upload": upload(b"a;b", "bảng.csv")})

    assert answer.status_code == 422
    assert "Tệp “bảng.csv” không đúng loại. Chỉ nhận Excel (.xlsx)." in answer.text


def test_a_zip_bomb_is_refused_before_it_unpacks(table, head):
    bomb = zipped(
        ("[Content_Types].xml", f'<T ContentType="{uploads.KINDS["xlsx"]}.main+xml"/>'),
        ("xl/worksheets/sheet1.xml", bytes(workbooks.UNPACKED + 1)),
    )
    assert len(bomb) < 100_000

    assert refusal(imports.stage, table, upload=upload(bomb), by=head) == (
        "Tệp “bảng.xlsx” giải nén ra quá lớn nên không nhận. Hãy tách nhỏ tệp."
    )


def test_fifty_thousand_rows_are_refused_at_the_first_too_many(table, head):
    row = "<row><c t='inlineStr'><is><t>Tiêu chí</t></is></c></row>".encode()

    def longer(name, content):
        return content.replace(b"</sheetData>", row * 50_000 + b"</sheetData>")

    many = workbook.rezipped(of(GROUP, ITEM), longer)

    assert refusal(imports.stage, table, upload=upload(many), by=head) == (
        "Tệp có hơn 1000 dòng. Hãy chỉ để lại các dòng của bảng rồi tải lại."
    )


def test_a_row_far_below_costs_nothing(table, head):
    def far(name, content):
        return content.replace(b'<row r="3"', b'<row r="1000000"')

    found = staged(table, head, workbook.rezipped(of(GROUP, ITEM), far))

    assert [line.number for line in found.reading.lines] == [2, 1_000_000]


def test_cells_merged_over_the_whole_sheet_are_told_row_by_row(table, head):
    def merge(name, content):
        return content.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
        )

    found = staged(table, head, workbook.rezipped(of(GROUP, ITEM), merge))

    assert {fault.row for fault in found.reading.faults} == {3}
