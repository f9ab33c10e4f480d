"""Printing: a batch is one file, every certificate once in ceremony order, the same bytes at any time."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from awards.certifying import certificates
from awards.models import Certificate, PrintBatch, PrintedSheet, Reprint
from awards.printing import batches
from core import clock
from core.models import Entry
from core.rules import RuleError
from documents import files, jobs
from documents.models import Job

from . import printed

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return printed.decision(collectives=2, persons=2)


def start(decision, mode="full", **facts):
    return batches.start(decision, mode=mode, by=None, **facts)


def finished(decision, **facts):
    """A batch whose file is made."""
    batch = start(decision, **facts)
    assert set(printed.draw(batch.job)) == {"done"}
    return batch


def parts(batch):
    return list(batch.job.shards.order_by("number").values_list("facts", "last"))


def test_a_batch_holds_every_certificate_once_in_ceremony_order(decision):
    batch = finished(decision)
    sheets = [(sheet.page, str(sheet.certificate.entry)) for sheet in batch.sheets.all()]
    assert sheets == [(1, "01/2023"), (2, "02/2023"), (3, "03/2023"), (4, "04/2023")]
    assert printed.numbers(printed.content(batch)) == [number for _, number in sheets]


def test_a_part_has_at_most_250_pages_of_one_design(decision, monkeypatch):
    assert batches.PART == 250
    assert parts(start(decision)) == [
        ({"first": 1, "last": 2}, False),
        ({"first": 3, "last": 4}, False),
        ({}, True),
    ]
    monkeypatch.setattr(batches, "PART", 1)
    many = [({"first": page, "last": page}, False) for page in range(1, 5)]
    assert parts(start(decision, mode="overlay")) == [*many, ({}, True)]


def test_the_same_batch_has_the_same_bytes_and_is_kept_once(decision):
    first, second = finished(decision), finished(decision)
    assert first != second
    assert batches.file_of(first) == batches.file_of(second)


def test_on_printed_stock_only_the_text_is_drawn(decision):
    words = PdfReader(BytesIO(printed.content(finished(decision, mode="overlay")))).pages[0].extract_text()
    assert ("BẰNG KHEN" in words, "Hà Nội" in words) == (False, True)


def test_a_batch_from_before_the_profiles_is_still_drawn_moved(decision):
    batch = start(decision, mode="overlay")
    PrintBatch.objects.filter(pk=batch.pk).update(dx=2, dy=-1)
    printed.draw(batch.job)

    with pikepdf.open(BytesIO(printed.content(batch))) as pdf:
        assert pdf.pages[0].Contents[0].read_bytes() == b"1 0 0 1 5.6693 2.8346 cm\n"


def test_a_second_click_leads_to_the_running_batch_and_another_set_does_not(decision):
    one = printed.certificates(decision)[:1]
    batch = start(decision)
    assert start(decision) == batch
    assert start(decision, certificates=one) != batch
    assert start(decision) == batch
    assert start(decision, mode="overlay") != batch
    assert [row.number for row in PrintBatch.objects.order_by("number")] == [1, 2, 3]


def test_a_second_click_on_the_rest_leads_to_the_batch_that_took_it(decision):
    batch = batches.start_rest(decision, mode="full", by=None)
    assert batches.start_rest(decision, mode="full", by=None) == batch
    printed.draw(batch.job)
    assert batches.start_rest(decision, mode="full", by=None) == batch  # made faster than clicked
    assert PrintBatch.objects.count() == 1


def test_later_or_in_another_way_there_is_no_rest_to_print(decision):
    batch = batches.start_rest(decision, mode="full", by=None)
    printed.draw(batch.job)
    told = "Mọi Bằng khen của quyết định này đã ở trong một đợt in."
    with pytest.raises(RuleError, match=told):
        batches.start_rest(decision, mode="overlay", by=None)
    with clock.at(clock.today() + timedelta(days=1)), pytest.raises(RuleError, match=told):
        batches.start_rest(decision, mode="full", by=None)


def test_a_finished_or_failed_batch_is_not_running(decision):
    batch = finished(decision)
    again = start(decision)
    assert again.number == 2
    Certificate.objects.filter(pk=again.sheets.first().certificate_id).update(sha256="0" * 64)
    printed.draw(again.job)
    assert jobs.progress(again.job).state == "failed"
    assert start(decision) not in (batch, again)


def test_a_tampered_certificate_is_not_drawn(decision):
    batch = start(decision)
    spoilt = batch.sheets.get(page=3).certificate
    Certificate.objects.filter(pk=spoilt.pk).update(facts=spoilt.facts | {"recipient": "Người khác"})
    assert printed.draw(batch.job) == ["done", "failed", "waiting"]
    assert jobs.progress(batch.job).error == (
        "Nội dung đã chốt của Bằng khen số 03/2023 không còn khớp với mã băm lúc lập nên không in được. "
        "Hãy báo người quản trị khôi phục Bằng khen này từ bản sao lưu."
    )


def test_only_what_counts_is_printed(decision):
    revoked, replaced, *_ = printed.certificates(decision)
    certificates.revoke(revoked, reason="Khai sai", by=None)
    new = certificates.replace(replaced, corrections={"unit": "Ban Ba, Hà Nội"}, reason="Thiếu", by=None)
    assert [str(sheet.certificate.entry) for sheet in start(decision).sheets.all()] == [
        str(new.entry),
        "03/2023",
        "04/2023",
    ]


def test_foreign_or_ended_certificates_cannot_be_chosen(decision):
    ended = printed.certificates(decision)[0]
    certificates.revoke(ended, reason="Khai sai", by=None)
    with pytest.raises(RuleError, match="đã được thay, đã thu hồi hoặc không thuộc quyết định này"):
        start(decision, certificates=[ended])
    for row in printed.certificates(decision)[1:]:
        certificates.revoke(row, reason="Khai sai", by=None)
    with pytest.raises(RuleError, match="không có Bằng khen nào để in"):
        start(decision)
    assert PrintBatch.objects.count() == Job.objects.filter(task=batches.TASK).count() == 0


def test_starting_a_batch_asks_ten_questions_whatever_its_size(decision):
    with CaptureQueriesContext(
        connection,
    ) as few:
        start(decision, certificates=printed.certificates(decision)[:1])
    with CaptureQueriesContext(connection) as many:
        start(decision)
    asked = [[row["sql"] for row in queries if "SAVEPOINT" not in row["sql"]] for queries in (few, many)]
    assert len(asked[0]) + 1 >= len(asked[1])  # the second looks at the sheets of the running one
    assert max(map(len, asked)) <= 10


def test_the_history_says_what_was_printed(decision):
    batch = start(decision, mode="overlay")
    entry = Entry.objects.about(batch).get()
    facts = {"decision": decision.pk, "mode": "overlay", "calibration": None, "certificates": 4}
    assert (entry.act, entry.after) == ("batch.start", facts)


# --- Single sheets --------------------------------------------------------------------------------


def test_a_spoilt_sheet_is_logged_and_comes_out_the_same_each_time(decision):
    sheet = finished(decision).sheets.get(page=3)
    first = batches.reprint(sheet, reason="Kẹt giấy", by=None)
    second = batches.reprint(sheet, reason="Phôi nhàu", by=None)
    assert list(Reprint.objects.order_by("pk").values_list("reason", flat=True)) == ["Kẹt giấy", "Phôi nhàu"]
    page = batches.page_of(first.sheet)
    assert page == batches.page_of(second.sheet)
    assert printed.numbers(page) == ["03/2023"]


def test_a_sheet_is_not_reprinted_without_file_or_reason_or_when_it_does_not_count(decision):
    sheet = start(decision).sheets.get(page=3)
    with pytest.raises(RuleError, match="chưa tạo xong"):
        batches.reprint(sheet, reason="Kẹt giấy", by=None)
    with pytest.raises(RuleError, match="chưa tạo xong"):
        batches.page_of(sheet)
    printed.draw(sheet.batch.job)
    with pytest.raises(RuleError, match="Hãy ghi lý do in lại"):
        batches.reprint(sheet, reason=" ", by=None)
    certificates.revoke(sheet.certificate, reason="Khai sai", by=None)
    with pytest.raises(RuleError, match="ở trạng thái “Đã thu hồi” nên không in lại"):
        batches.reprint(sheet, reason="Kẹt giấy", by=None)
    assert Reprint.objects.count() == 0


def test_a_damaged_file_is_told_in_words(decision, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    sheet = finished(decision).sheets.get(page=1)
    stored = batches.file_of(sheet.batch)
    (settings.MEDIA_ROOT / stored.path).write_bytes(b"")
    with pytest.raises(RuleError, match="Máy chủ không còn đọc được tệp này"):
        batches.page_of(sheet)


def test_a_preview_is_asked_for_once(decision):
    certificate = printed.certificates(decision)[2]
    asked = batches.preview(certificate, by=None)
    assert batches.preview(certificate, by=None).preview == asked.preview
    assert printed.draw(asked.preview, batches.draw_preview) == ["done"]
    with files.open(asked.preview.shards.get().file) as stream:
        assert printed.numbers(stream.read()) == ["03/2023"]
    assert PrintedSheet.objects.count() == 0


def test_a_failed_preview_starts_afresh(decision):
    certificate = printed.certificates(decision)[2]
    good = certificate.sha256
    Certificate.objects.filter(pk=certificate.pk).update(sha256="0" * 64)
    asked = batches.preview(certificate, by=None)
    assert printed.draw(asked.preview, batches.draw_preview) == ["failed"]
    Certificate.objects.filter(pk=certificate.pk).update(sha256=good)
    batches.preview(certificate, by=None)
    assert printed.draw(asked.preview, batches.draw_preview) == ["done"]
