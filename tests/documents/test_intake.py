"""What people upload is looked into before it is kept, once for each content."""

import errno
import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.rules import RuleError
from documents import confined, files, intake
from documents.models import StoredFile
from tests import sent
from tests.documents.test_confined import locked

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]


def upload(content, name="tệp.pdf"):
    return SimpleUploadedFile(name, content)


def refusal(content, name="tệp.pdf"):
    with pytest.raises(RuleError) as refused:
        intake.receive(upload(content, name))
    assert StoredFile.objects.count() == 0
    return str(refused.value)


def claimed(width, height):
    """A PNG that claims to be so large and is a few bytes."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def test_pages_are_counted_when_a_file_is_kept():
    assert intake.receive(upload(sent.pdf(3))).pages == 3
    assert intake.receive(upload(sent.picture(), "ảnh.png")).pages == 1


def test_500_pages_are_taken_and_501_refused():
    assert intake.receive(upload(sent.pdf(500))).pages == 500
    with pytest.raises(RuleError) as refused:
        intake.receive(upload(sent.pdf(501)))

    assert str(refused.value) == (
        "Tệp “tệp.pdf” có 501 trang, quá 500 trang. Hãy tách lấy những trang cần xem rồi tải lại."
    )


def test_ten_thousand_pages_are_refused_with_their_number():
    assert refusal(sent.pdf(10_000)) == (
        "Tệp “tệp.pdf” có 10000 trang, quá 500 trang. Hãy tách lấy những trang cần xem rồi tải lại."
    )


def test_a_locked_pdf_is_refused():
    assert refusal(locked()) == ("Tệp “tệp.pdf” bị khóa bằng mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi tải lên.")


@pytest.mark.parametrize(
    ("name", "content"),
    [("tệp.pdf", b"%PDF-1.4 nothing"), ("tệp.png", sent.picture()[:-40]), ("tệp.pdf", sent.pdf(0))],
    ids=["broken pdf", "torn picture", "no page"],
)
def test_what_is_broken_is_refused(name, content):
    ending = name.rpartition(".")[2]

    assert refusal(content, name) == (
        f"Nội dung của tệp “{name}” không phải là .{ending} hoặc đã hỏng. "
        "Hãy mở tệp, lưu lại đúng loại rồi tải lên."
    )


def test_a_picture_of_20000_by_20000_pixels_is_refused_before_it_is_unpacked():
    assert refusal(claimed(20_000, 20_000), "ảnh.png") == (
        "Ảnh “ảnh.png” quá 40 triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lại."
    )


def test_a_file_that_keeps_the_reader_busy_is_refused(monkeypatch):
    monkeypatch.setattr(confined, "PATIENCE", 0)

    assert refusal(sent.pdf()) == (
        "Tệp “tệp.pdf” quá nặng, máy chủ mở không xong. Hãy tách nhỏ hoặc lưu lại tệp rồi tải lên."
    )


def test_a_full_disk_is_said(monkeypatch):
    def full():
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(confined.tempfile, "TemporaryFile", full)

    assert refusal(sent.pdf()) == intake.NO_ROOM


def test_the_same_content_is_kept_and_looked_into_once(monkeypatch):
    first = intake.receive(upload(sent.pdf(2)))
    monkeypatch.setattr(confined, "count", None)  # would break if it were called

    assert intake.receive(upload(sent.pdf(2), "tên khác.pdf")) == first
    assert StoredFile.objects.count() == 1


def test_a_content_that_was_kept_before_pages_were_counted_is_counted():
    old = files.keep(sent.pdf(2), content_type="application/pdf")

    assert (old.pages, intake.receive(upload(sent.pdf(2))).pages) == (None, 2)
    assert StoredFile.objects.get().pages == 2


def test_a_content_is_found_by_what_it_is():
    kept = files.keep(b"abc", content_type="text/plain")

    assert files.find(io.BytesIO(b"abc")) == kept
    assert files.find(b"abd") is None


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2], ids=["LZMA", "bzip2"])
def test_an_office_file_packed_as_office_never_does_is_refused(method):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>" * 500)
    broken = bytearray(content.getvalue())
    broken[60:70] = bytes(10)  # what is unpacked there is damaged, too

    assert refusal(bytes(broken), "thư.docx") == (
        "Nội dung của tệp “thư.docx” không phải là .docx hoặc đã hỏng. "
        "Hãy mở tệp, lưu lại đúng loại rồi tải lên."
    )
