"""A paper is issued once, frozen, and made into files that are always the same."""

import hashlib
import time
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from core.models import Entry
from core.rules import RuleError
from documents import blocks, files, jobs, papers, tasks
from documents.models import Document, Job, Rendition
from tests.documents import reading, sample

pytestmark = pytest.mark.django_db

DAY = date(2024, 1, 31)
PDF, WORD = Rendition.Format.PDF, Rendition.Format.WORD


@pytest.fixture
def issue(clerk):
    def act(content=None, **facts):
        given = {"form": "party", "on": DAY, "by": clerk, **facts}
        return papers.issue(
            "criteria", given.pop("title", "Bảng tiêu chí 2024"), content or [blocks.Note("a")], **given
        )

    return act


@pytest.fixture
def made(queue, clerk, django_capture_on_commit_callbacks):
    """Ask for a file and let a worker make it."""

    def act(document, format):
        with django_capture_on_commit_callbacks(execute=True):
            rendition = papers.request(document, format, by=clerk)
        tasks.render(rendition.job.shards.get().pk)
        return rendition

    return act


# --- Issuing ----------------------------------------------------------------------------------------


def test_a_paper_for_a_day_without_a_layout_is_not_issued(issue):
    with pytest.raises(RuleError, match="cho ngày 31/12/1999"):
        issue(on=date(1999, 12, 31))

    assert Document.objects.count() == 0


@pytest.mark.hostile
@pytest.mark.parametrize("text", ["😀", "漢字"])
def test_a_paper_that_could_not_be_printed_is_not_issued(issue, text):
    with pytest.raises(RuleError, match="không có ký tự"):
        issue([blocks.Note(text)])

    assert Document.objects.count() == 0


def test_a_way_of_signing_foreign_to_the_form_is_refused_at_issue(issue):
    with pytest.raises(RuleError, match="TUQ"):
        issue([blocks.Signature(blocks.Signer(post="A", acting="TUQ"))])


@pytest.mark.parametrize("title", ["", "   ", "A" * 301])
def test_a_paper_needs_a_title_that_lists_can_show(issue, title):
    with pytest.raises(ValidationError, match="title"):
        issue(title=title)


def test_an_unknown_kind_of_paper_is_refused(clerk):
    with pytest.raises(ValidationError, match="kind"):
        papers.issue("novel", "A", [blocks.Note("a")], form="party", on=DAY, by=clerk)


def test_a_paper_without_any_block_is_refused(clerk):
    with pytest.raises(ValidationError, match="blocks"):
        papers.issue("report", "A", [], form="party", on=DAY, by=clerk)


def test_an_issued_paper_holds_its_blocks_its_layout_and_their_hash(issue, clerk):
    document = issue(sample.everything(), on=date(2026, 5, 27), title=" Giao ước\u202e  2026 ")
    document.refresh_from_db()

    assert document.title == "Giao ước 2026"
    assert document.layout == "party-05-2026"
    assert blocks.thaw(document.blocks) == sample.everything()
    assert document.sha256 == blocks.digest(document.blocks, "party-05-2026")
    assert document.issued_by == clerk


def test_issuing_is_entered_into_the_history_with_the_hash_and_without_the_text(issue, clerk):
    document = issue(sample.everything())

    entry = Entry.objects.about(document).get()

    assert (entry.act, entry.actor, entry.after["sha256"]) == ("document.issue", clerk, document.sha256)
    assert "blocks" not in entry.after


# --- Rendering --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["state", "party"])
def test_both_files_of_a_paper_say_the_same(issue, form):
    document = issue(sample.everything(rows=40), form=form)
    layout = papers.layouts.named(document.layout)
    said = blocks.thaw(document.blocks)

    pdf, word = papers.render_bytes(document, PDF), papers.render_bytes(document, WORD)

    assert (
        reading.pdf_words(pdf, said, layout) == reading.word_words(word) == reading.block_words(said, layout)
    )


@pytest.mark.parametrize("format", [PDF, WORD])
def test_a_paper_gives_the_same_bytes_again_from_the_database(issue, format):
    document = issue(sample.everything())
    first = papers.render_bytes(document, format)

    assert papers.render_bytes(Document.objects.get(), format) == first


@pytest.mark.parametrize("format", [PDF, WORD])
def test_a_sample_is_not_the_same_file_as_a_real_paper(issue, format):
    real, marked = issue(), issue(sample=True)

    assert real.sha256 == marked.sha256
    assert papers.render_bytes(real, format) != papers.render_bytes(marked, format)


@pytest.mark.parametrize("change", [{"layout": "state-30-2020"}, {"blocks": [{"kind": "note", "text": "b"}]}])
def test_a_paper_whose_content_was_tampered_with_is_not_printed(issue, change):
    document = issue()
    Document.objects.update(**change)

    with pytest.raises(RuleError, match="không còn khớp với mã băm"):
        papers.render_bytes(Document.objects.get(), PDF)
    assert document.sha256 == Document.objects.get().sha256


# --- Asking for a file ------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "start"), [(PDF, b"%PDF-"), (WORD, b"PK")])
def test_a_file_that_was_asked_for_is_made_by_a_worker(issue, made, format, start):
    document = issue(title="Bảng tiêu chí 2023/2024")

    rendition = made(document, format)

    with files.open(papers.file_of(rendition)) as stream:
        content = stream.read()
    assert content.startswith(start)
    assert content == papers.render_bytes(document, format)
    assert papers.file_of(rendition).content_type == papers.CONTENT_TYPES[format]
    assert jobs.progress(rendition.job).state == "done"


def test_the_workers_hear_of_a_request_when_it_is_committed(
    issue, queue, clerk, django_capture_on_commit_callbacks
):
    document = issue(title="Bảng tiêu chí")

    with django_capture_on_commit_callbacks(execute=True):
        rendition = papers.request(document, PDF, by=clerk)

    assert queue.messages == [("documents.render", f"[{rendition.job.shards.get().pk}]")]
    assert rendition.job.label == "Tạo tệp PDF: Bảng tiêu chí"
    assert papers.file_of(rendition) is None


def test_a_second_request_finds_the_first_ones_file(issue, made, clerk):
    document = issue()
    rendition = made(document, PDF)

    assert papers.request(document, PDF, by=clerk) == rendition
    assert Job.objects.count() == 1


def test_each_format_is_a_rendition_of_its_own(issue, made):
    document = issue()

    assert made(document, PDF) != made(document, WORD)
    assert Job.objects.count() == 2


def test_a_request_after_a_failure_starts_it_afresh(issue, made, clerk, settings, tmp_path):
    document = issue()
    faces = settings.STATICFILES_DIRS
    settings.STATICFILES_DIRS = [tmp_path]
    rendition = made(document, PDF)
    failed = jobs.progress(rendition.job)
    assert (failed.state, "chưa có phông chữ" in failed.error) == ("failed", True)

    settings.STATICFILES_DIRS = faces
    assert made(document, PDF) == rendition

    assert jobs.progress(rendition.job).state == "done"
    assert Job.objects.count() == 1


def test_an_unknown_format_is_refused(issue, queue, clerk):
    with pytest.raises(ValidationError, match="format"):
        papers.request(issue(), "odt", by=clerk)

    assert Job.objects.count() == 0


def test_a_paper_has_one_rendition_per_format(issue, made):
    rendition = made(issue(), PDF)

    with pytest.raises(IntegrityError):
        Rendition.objects.create(document=rendition.document, format=PDF, job=rendition.job)


def test_a_file_is_called_by_the_title_of_its_paper(issue, made):
    rendition = made(issue(title="Bảng điểm: 2023/2024 <Khối>"), WORD)

    assert papers.name_of(rendition) == "Bảng điểm_ 2023-2024 _Khối_.docx"


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_makes_the_bytes_that_we_would_make(worker, issue, clerk):
    document = issue(sample.everything())

    renditions = [papers.request(document, format, by=clerk) for format in (PDF, WORD)]

    for rendition in renditions:
        wait_until(lambda job=rendition.job: jobs.progress(job).finished)
        content = papers.render_bytes(document, rendition.format)
        assert papers.file_of(rendition).sha256 == hashlib.sha256(content).hexdigest()


def wait_until(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "đợi quá lâu"
        time.sleep(0.05)
