"""Evidence: what is accepted is told by the content, and everything else is refused in words."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from core.models import Entry
from core.rules import RuleError
from documents import excel, uploads
from documents.models import StoredFile
from results import evidence, scoring
from results.models import Evidence
from tests import sent
from tests.results import scene

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]

PNG, JPEG = sent.picture("PNG"), sent.picture("JPEG")
KINDS = uploads.KINDS


@pytest.fixture
def line():
    return scene.line(scene.sheet_of(scene.scoring_season()))


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, by=None, **facts)
    return str(refused.value)


def bomb(size):
    """A small Word file that declares `size` bytes unpacked."""
    stream = io.BytesIO(scene.office())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bmp", bytes(size))
    return stream.getvalue()


def fake(ending):
    return (
        f"Nội dung của tệp “tệp.{ending}” không phải là .{ending} hoặc đã hỏng. "
        "Hãy mở tệp, lưu lại đúng loại rồi tải lên."
    )


def kind_refused(name):
    return (
        f"Tệp “{name}” không đúng loại. Chỉ nhận PDF, ảnh JPEG hoặc PNG, Word (.docx), Excel (.xlsx), "
        "PowerPoint (.pptx)."
    )


WRONG = {
    "empty": ("tệp.pdf", b"", "Tệp “tệp.pdf” trống, không có nội dung. Hãy chọn lại tệp."),
    "program named pdf": ("tệp.pdf", b"MZ\x90\x00", fake("pdf")),
    "page named pdf": ("tệp.pdf", b"<html><script>alert(1)</script>", fake("pdf")),
    "pdf named exe": ("tệp.exe", scene.PDF, kind_refused("tệp.exe")),
    "pdf named html": ("tệp.pdf.html", scene.PDF, kind_refused("tệp.pdf.html")),
    "pdf without ending": ("pdf-khong-duoi", scene.PDF, kind_refused("pdf-khong-duoi")),
    "picture named pdf": ("tệp.pdf", PNG, fake("pdf")),
    "pdf named picture": ("tệp.png", scene.PDF, fake("png")),
    "svg": ("tệp.svg", b"<svg onload='x'/>", kind_refused("tệp.svg")),
    "zip": ("tệp.zip", scene.office(), kind_refused("tệp.zip")),
    "zip named docx": ("tệp.docx", scene.office(contents="<Types/>"), fake("docx")),
    "docx named xlsx": ("tệp.xlsx", scene.office(), fake("xlsx")),
    "torn docx": ("tệp.docx", scene.office()[:-30], fake("docx")),
    "old word": (
        "tệp.docx",
        uploads.OLD_OFFICE + bytes(512),
        "Tệp “tệp.docx” là tệp Office kiểu cũ. Hãy mở tệp, lưu lại thành .docx rồi tải lên.",
    ),
    "locked by a password": (
        "tệp.docx",
        uploads.OLD_OFFICE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(64),
        "Tệp “tệp.docx” bị khóa bằng mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi tải lên.",
    ),
    "just the beginning of a zip": ("tệp.docx", b"PK\x03\x04", fake("docx")),
    "macros": (
        "tệp.docx",
        scene.office(parts=[("word/vbaProject.bin", b"x")]),
        "Tệp “tệp.docx” có chứa macro nên không nhận. Hãy lưu lại tệp không có macro.",
    ),
    "macro type renamed": (
        "tệp.docx",
        scene.office(contents='<T ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
        "Tệp “tệp.docx” có chứa macro nên không nhận. Hãy lưu lại tệp không có macro.",
    ),
    "too many parts": (
        "tệp.docx",
        scene.office(parts=[(f"p{n}", b"") for n in range(uploads.PARTS)]),
        "Tệp “tệp.docx” giải nén ra quá lớn nên không nhận. Hãy tách nhỏ tệp.",
    ),
}


@pytest.mark.parametrize(("name", "content", "sentence"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_in_words_and_leaves_nothing(line, name, content, sentence):
    before = StoredFile.objects.count()

    assert refusal(evidence.add, line, upload=scene.upload(name, content)) == sentence
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, before)


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(line, monkeypatch):
    monkeypatch.setattr(uploads, "UNPACKED", 3 * 2**20)

    assert refusal(evidence.add, line, upload=scene.upload("tệp.docx", bomb(4 * 2**20))) == (
        "Tệp “tệp.docx” giải nén ra quá lớn nên không nhận. Hãy tách nhỏ tệp."
    )


def test_a_file_larger_than_20_mb_is_refused(line):
    large = scene.upload("tệp.pdf", scene.PDF)
    large.size = uploads.LARGEST + 1

    assert refusal(evidence.add, line, upload=large) == (
        "Tệp “tệp.pdf” lớn hơn 20 MB. Hãy nén hoặc tách tệp rồi tải lại."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", scene.PDF),
        ("a.PDF", scene.PDF),
        ("a.jpg", JPEG),
        ("a.jpeg", JPEG),
        ("a.png", PNG),
        ("a.docx", scene.office()),
        ("a.xlsx", scene.office(KINDS["xlsx"])),
        ("a.pptx", scene.office(KINDS["pptx"])),
    ],
)
def test_what_is_accepted_keeps_its_true_type_whatever_the_browser_says(line, name, content):
    row = evidence.add(line, upload=scene.upload(name, content), page="trang 3", by=None)

    assert row.file.content_type == KINDS[name.rpartition(".")[2].lower()]
    assert (row.name, row.page) == (name, "trang 3")


def test_a_real_workbook_of_ours_is_accepted(line):
    book = excel.workbook("Thống kê", ["Cột"], [["1"]])

    assert evidence.add(line, upload=scene.upload("thống kê.xlsx", book), by=None).name == "thống kê.xlsx"


def test_the_same_file_proves_a_line_once(line):
    evidence.add(line, upload=scene.upload(), by=None)

    with pytest.raises(ValidationError) as refused:
        evidence.add(line, upload=scene.upload("tên khác.pdf"), by=None)

    assert refused.value.messages == ["Tệp này đã là minh chứng của dòng này."]


def test_the_same_file_may_prove_two_lines(line):
    evidence.add(line, upload=scene.upload(), by=None)
    evidence.add(scene.line(line.sheet, "II.1"), upload=scene.upload(), by=None)

    assert Evidence.objects.values("file").distinct().count() == 1


def test_a_removed_file_stays_stored_and_in_the_history(line):
    row = evidence.add(line, upload=scene.upload(), by=None)
    gone = Evidence.objects.get(pk=row.pk)

    evidence.remove(row, by=None)

    assert Entry.objects.about(gone).first().before["name"] == "báo cáo.pdf"
    assert StoredFile.objects.filter(pk=gone.file_id).exists()
    assert refusal(evidence.remove, gone) == "Minh chứng này đã được gỡ. Hãy tải lại trang."


def test_a_locked_line_takes_and_loses_no_evidence(line):
    sheet = scene.fill(line.sheet)
    row = line.evidence.get()
    scoring.submit(sheet, by=None)

    locked = "Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại."
    assert refusal(evidence.add, line, upload=scene.upload()) == locked
    assert refusal(evidence.remove, row) == locked
