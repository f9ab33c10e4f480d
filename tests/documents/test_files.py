"""A content is kept once, whole or not at all."""

import errno
import hashlib
import io
import os
import resource
import subprocess
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from core.rules import RuleError
from documents import files
from documents.models import StoredFile

pytestmark = pytest.mark.django_db

CONTENT = "Bằng khen của Khối trưởng".encode()
NOBODY = 65534
DIGEST = hashlib.sha256(CONTENT).hexdigest()

FULL = (
    "Ổ đĩa của máy chủ đã đầy nên chưa lưu được tệp. "
    "Hãy báo người quản trị dọn chỗ trống, rồi làm lại việc này."
)
LOCKED = (
    "Máy chủ không được phép ghi vào nơi lưu tệp. "
    "Hãy báo người quản trị kiểm tra quyền ghi của ổ đĩa, rồi làm lại việc này."
)


def on_disk(folder):
    """Every file below `folder`, by its path there."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# --- What cannot be kept -----------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", io.BytesIO(b"")])
def test_an_empty_file_is_refused_in_words(content, file_store):
    with pytest.raises(RuleError) as refusal:
        files.keep(content, content_type="application/pdf")

    assert str(refusal.value) == "Tệp này trống, không có nội dung. Hãy chọn lại tệp."
    assert on_disk(file_store) == []
    assert StoredFile.objects.count() == 0


def test_text_is_refused_and_leaves_nothing_behind(file_store):
    with pytest.raises(TypeError):
        files.keep(io.StringIO("chữ chứ không phải byte"), content_type="text/plain")

    assert on_disk(file_store) == []


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("application/pdf", "application/pdf"),
        ("Text/HTML; charset=utf-8", "text/html"),
        ("text/html\r\nSet-Cookie: a=b", "application/octet-stream"),
        ("../../etc/passwd", "application/octet-stream"),
        ("", "application/octet-stream"),
        (None, "application/octet-stream"),
        ("a/" + "b" * 200, "application/octet-stream"),
    ],
)
def test_a_content_type_is_a_plain_type_or_just_bytes(told, kept):
    assert files.keep(CONTENT, content_type=told).content_type == kept


@pytest.mark.faults
def test_a_full_disk_is_told_in_words_and_nothing_is_half_done(small_disk):
    with pytest.raises(RuleError) as refusal:
        files.keep(os.urandom(1024 * 1024), content_type="application/pdf")

    assert str(refusal.value) == FULL
    assert refusal.value.__cause__.errno == errno.ENOSPC
    assert on_disk(small_disk) == []
    assert StoredFile.objects.count() == 0
    assert files.keep(CONTENT, content_type="application/pdf").size == len(CONTENT)


@pytest.mark.faults
def test_a_disk_without_room_for_one_more_folder_is_told_in_words(small_disk):
    subprocess.run(["mount", "-o", "remount,nr_inodes=4", str(small_disk)], check=True)

    with pytest.raises(RuleError) as refusal:
        files.keep(CONTENT, content_type="application/pdf")

    assert str(refusal.value) == FULL
    assert on_disk(small_disk) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.faults
def test_a_read_only_disk_is_told_in_words(small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(RuleError) as refusal:
        files.keep(CONTENT, content_type="application/pdf")

    assert str(refusal.value) == LOCKED
    assert StoredFile.objects.count() == 0


@pytest.mark.faults
def test_a_folder_that_may_not_be_written_is_told_in_words(file_store):
    file_store.mkdir(mode=0o500)
    if os.getuid() == 0:  # root may write everywhere
        os.seteuid(NOBODY)
    try:
        with pytest.raises(RuleError) as refusal:
            files.keep(CONTENT, content_type="application/pdf")
    finally:
        os.seteuid(os.getuid())
        file_store.chmod(0o700)

    assert str(refusal.value) == LOCKED
    assert StoredFile.objects.count() == 0


@pytest.mark.faults
def test_a_file_larger_than_the_system_allows_is_told_in_words(file_store):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * 1024 * 1024, hard))
    try:
        with pytest.raises(RuleError) as refusal:
            files.keep(io.BytesIO(bytes(3 * 1024 * 1024)), content_type="application/pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert str(refusal.value) == FULL
    assert on_disk(file_store) == []
    assert StoredFile.objects.count() == 0


# --- What is kept ------------------------------------------------------------------------------


def test_a_content_lies_under_its_hash(file_store):
    stored = files.keep(CONTENT, content_type="application/pdf")

    assert (stored.sha256, stored.size) == (DIGEST, len(CONTENT))
    assert on_disk(file_store) == [f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"]
    with files.open(stored) as stream:
        assert stream.read() == CONTENT


def test_the_same_content_kept_twice_is_one_file_and_one_row(file_store):
    first = files.keep(CONTENT, content_type="application/pdf")
    second = files.keep(io.BytesIO(CONTENT), content_type="text/plain")

    assert second == first
    assert second.content_type == "application/pdf"
    assert len(on_disk(file_store)) == 1


def test_an_upload_that_a_form_has_looked_into_is_kept_from_its_start():
    upload = SimpleUploadedFile("minh chứng.pdf", CONTENT, "application/pdf")
    upload.read(5)

    assert files.keep(upload, content_type=upload.content_type).sha256 == DIGEST


def test_a_stream_without_a_way_back_is_kept():
    reader, writer = os.pipe()
    os.write(writer, CONTENT)
    os.close(writer)

    with os.fdopen(reader, "rb") as stream:
        assert files.keep(stream, content_type="application/pdf").sha256 == DIGEST


def test_a_large_content_is_kept_piece_by_piece():
    content = os.urandom(files.PIECE * 2 + 17)

    stored = files.keep(io.BytesIO(content), content_type="application/zip")

    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.size == len(content)


def test_a_transaction_that_is_taken_back_leaves_a_file_and_no_row(file_store):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        files.keep(CONTENT, content_type="application/pdf")
        raise ZeroDivisionError

    assert StoredFile.objects.count() == 0
    assert len(on_disk(file_store)) == 1
    assert files.verify(files.keep(CONTENT, content_type="application/pdf"))


# --- Whether it is still there -----------------------------------------------------------------


def test_a_changed_byte_is_noticed_and_keeping_again_heals(file_store):
    stored = files.keep(CONTENT, content_type="application/pdf")
    (file_store / stored.path).write_bytes(b"x" + CONTENT[1:])
    assert not files.verify(stored)

    files.keep(CONTENT, content_type="application/pdf")

    assert files.verify(stored)


def test_a_lost_file_is_noticed_and_told_in_words(file_store):
    stored = files.keep(CONTENT, content_type="application/pdf")
    (file_store / stored.path).unlink()

    assert not files.verify(stored)
    with pytest.raises(RuleError) as refusal:
        files.open(stored)
    assert str(refusal.value) == (
        f"Máy chủ không còn đọc được tệp này (mã {DIGEST[:12]}). "
        "Hãy báo người quản trị khôi phục tệp từ bản sao lưu, hoặc tạo lại tệp."
    )


def test_a_shortened_file_is_never_handed_out(file_store):
    stored = files.keep(CONTENT, content_type="application/pdf")
    (file_store / stored.path).write_bytes(CONTENT[:5])

    with pytest.raises(RuleError):
        files.open(stored)


def test_tidying_removes_only_what_has_lain_half_written_for_a_day(file_store):
    kept = files.keep(CONTENT, content_type="application/pdf")
    old, fresh = file_store / "incoming/old.tmp", file_store / "incoming/fresh.tmp"
    old.write_bytes(b"x")
    fresh.write_bytes(b"x")
    yesterday = time.time() - 25 * 60 * 60
    os.utime(old, (yesterday, yesterday))
    os.utime(file_store / kept.path, (yesterday, yesterday))

    assert files.tidy() == 1
    assert on_disk(file_store) == sorted([kept.path, "incoming/fresh.tmp"])


def test_tidying_before_the_first_file_does_nothing():
    assert files.tidy() == 0
