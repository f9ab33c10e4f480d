"""Pages are drawn once, in the background, and what cannot be drawn says so."""

import errno

import pytest

from core.rules import RuleError
from documents import confined, drawings, files, intake, jobs
from documents.models import Job, Preview, StoredFile
from documents.tasks import draw
from tests import sent
from tests.documents import shards
from tests.documents.test_intake import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    return intake.receive(upload(sent.pdf(8)))


def work():
    for preview in Preview.objects.all():
        draw(preview.shard_id)


def states():
    return list(Preview.objects.values_list("page", "shard__state"))


def test_pages_are_drawn_and_kept_as_stored_files(stored):
    assert drawings.request(stored, [3, 1], by=None) == 2
    work()

    assert states() == [(1, "done"), (3, "done")]
    picture = Preview.objects.get(page=3).shard.file
    assert picture.content_type == "image/png"
    assert files.open(picture).read(4) == b"\x89PNG"
    assert Preview.objects.get(page=1).is_drawn


def test_nothing_is_asked_for_or_drawn_twice(stored):
    drawings.request(stored, [1, 2], by=None)
    work()

    assert drawings.request(stored, [1, 2], by=None) == 0
    assert drawings.request(stored, [2, 3], by=None) == 1
    assert Job.objects.count() == 2


def test_only_pages_that_are_there_and_only_a_few_are_taken(stored):
    assert drawings.request(stored, [0, 9, 8, 8], by=None) == 1
    assert drawings.request(stored, range(1, 9), by=None) == drawings.AT_ONCE
    assert [page for page, _ in states()] == [1, 2, 3, 4, 5, 8]


def test_office_files_are_not_drawn():
    book = files.keep(b"PK", content_type="application/zip")

    assert not drawings.drawable(book)
    assert drawings.request(book, [1], by=None) == 0
    assert Job.objects.count() == 0


@pytest.mark.hostile
def test_a_page_that_cannot_be_drawn_says_that_the_file_can_be_downloaded(stored, monkeypatch):
    monkeypatch.setattr(confined, "PATIENCE", 0)
    drawings.request(stored, [1], by=None)
    work()

    row = Preview.objects.get()
    assert (row.is_failed, row.shard.error) == (
        True,
        "Không vẽ được hình xem trước của trang này. Hãy tải tệp về để xem.",
    )


def test_a_page_that_failed_is_tried_afresh_when_asked_for_again(stored, monkeypatch):
    with monkeypatch.context() as impatient:
        impatient.setattr(confined, "PATIENCE", 0)
        drawings.request(stored, [1], by=None)
        work()

    assert drawings.request(stored, [1], by=None) == 0
    work()
    assert states() == [(1, "done")]


@pytest.mark.faults
def test_a_page_whose_worker_was_killed_is_drawn_by_the_next(stored):
    drawings.request(stored, [1], by=None)
    shards.die(Preview.objects.get().shard)
    shards.later(120)

    jobs.sweep()
    work()

    assert states() == [(1, "done")]


@pytest.mark.faults
def test_a_full_disk_leaves_no_picture_and_says_so(stored, monkeypatch):
    def full(content, *, content_type):
        raise RuleError(files._refusal(OSError(errno.ENOSPC, "full")))

    drawings.request(stored, [1], by=None)
    monkeypatch.setattr(files, "keep", full)
    work()

    assert Preview.objects.get().shard.error == (
        "Ổ đĩa của máy chủ đã đầy nên chưa lưu được tệp. "
        "Hãy báo người quản trị dọn chỗ trống, rồi làm lại việc này."
    )
    assert StoredFile.objects.count() == 1
