"""The evidence of a line in the browser: several files, what is said of them, their pages as pictures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Entry
from documents import confined, uploads
from documents.models import Job, Preview, StoredFile
from documents.tasks import draw
from members.models import Post
from results import evidence, scoring
from results.models import Evidence
from tests import sent, world
from tests.results import scene

pytestmark = pytest.mark.django_db

SANDBOX = "sandbox; default-src 'none'"


@pytest.fixture
def season():
    return scene.scoring_season()


@pytest.fixture
def sheet(season):
    return scene.sheet_of(season)


@pytest.fixture
def line(sheet):
    return scene.line(sheet)


@pytest.fixture
def as_(client, season):
    """as_(place, kind): the client, signed in as staff of the member at that place in protocol order."""

    def sign_in(place=3, kind=Post.Kind.CLERK):
        agency = world.members(season.bloc)[place - 1]
        client.force_login(world.person(agency, kind, username=f"{kind}-{place}").user)
        return client

    return sign_in


def url(name, *args):
    return reverse(f"results:{name}", args=args)


def post(client, line, *files, **more):
    return client.post(url("line_evidence", line.pk), {"upload": list(files), "page": "", "note": ""} | more)


def proof(line, content=None, *, page="", name="báo cáo.pdf"):
    return evidence.add(line, upload=scene.upload(name, content or sent.pdf(8)), page=page, by=None)


def drawn(row):
    for preview in row.file.previews.all():
        draw(preview.shard_id)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


# --- several files at once ------------------------------------------------------------------------------


def test_each_of_several_files_is_answered_by_its_own_sentence(as_, line):
    files = [scene.upload("a.pdf"), scene.upload("b.pdf", b"MZ"), scene.upload("c.png", sent.picture())]

    answer = post(as_(), line, *files, page="2", note="Trang ký")

    assert answer.status_code == 422
    assert said(answer) == ["Đã thêm “a.pdf” cho I.1.", "Đã thêm “c.png” cho I.1."]
    assert answer.context["form"].errors["upload"] == [
        "Nội dung của tệp “b.pdf” không phải là .pdf hoặc đã hỏng. Hãy mở tệp, lưu lại đúng loại rồi tải lên."
    ]
    rows = line.evidence.values_list("name", "page", "note")
    assert list(rows) == [("a.pdf", "2", "Trang ký"), ("c.png", "2", "Trang ký")]


def test_more_than_20_files_at_once_are_refused_together(as_, line):
    files = [scene.upload(f"{number}.pdf", sent.pdf(words=str(number))) for number in range(21)]

    answer = post(as_(), line, *files)

    assert answer.context["form"].errors["upload"] == [
        "Mỗi lần gửi nhiều nhất 20 tệp. Hãy chia ra nhiều lần."
    ]
    assert line.evidence.count() == 0


def test_the_script_is_answered_by_a_sentence_of_each_file(as_, line):
    client = as_()

    def send(file):
        answer = client.post(
            url("line_evidence", line.pk), {"upload": file}, headers={"accept": "application/json"}
        )
        return answer.status_code, answer.json()

    assert send(scene.upload("a.pdf")) == (200, {"sentence": "Đã thêm “a.pdf”."})
    assert send(scene.upload("a.pdf")) == (
        422,
        {"sentence": "Tệp “a.pdf” chưa thêm được. Tệp này đã là minh chứng của dòng này."},
    )
    assert send(scene.upload("a.pdf", b"")) == (
        422,
        {"sentence": "Tệp “a.pdf” trống, không có nội dung. Hãy chọn lại tệp."},
    )
    assert line.evidence.count() == 1


def test_files_that_come_after_the_sheet_was_handed_in_are_refused(as_, sheet):
    scoring.submit(scene.fill(sheet), by=None)

    answer = post(as_(), scene.line(sheet), scene.upload("a.pdf", sent.pdf(3)))

    assert answer.context["form"].errors["upload"] == [
        "Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại."
    ]
    assert Evidence.objects.filter(name="a.pdf").count() == 0


def test_the_same_file_on_two_lines_of_two_sheets_is_stored_once(line, season):
    other = scene.line(scene.sheet_of(season, 2), "II.1")
    rows = [proof(line), proof(other, name="tên khác.pdf")]

    assert rows[0].file == rows[1].file
    assert StoredFile.objects.filter(content_type=uploads.PDF, pages=8).count() == 1


# --- what is said of a file -----------------------------------------------------------------------------


def test_page_and_note_are_changed_later_and_kept_in_the_history(as_, line):
    row, client = proof(line), as_()
    page = url("evidence_describe", row.pk)
    assert client.get(page).context["form"].initial == {"page": "", "note": ""}

    assert client.post(page, {"page": "7", "note": " Chữ ký "}).url == url("line_evidence", line.pk)

    row.refresh_from_db()
    assert (row.page, row.note) == ("7", "Chữ ký")
    assert Entry.objects.about(row).filter(act="evidence.describe").get().after == {
        "note": "Chữ ký",
        "page": "7",
    }
    assert list(row.file.previews.values_list("page", flat=True)) == [1, 7]


def test_a_locked_line_keeps_what_was_said(as_, sheet):
    scoring.submit(scene.fill(sheet), by=None)
    row = scene.line(sheet).evidence.get()

    answer = as_().post(url("evidence_describe", row.pk), {"page": "7", "note": ""})

    assert answer.context["form"].non_field_errors() == [
        "Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại."
    ]


def test_nothing_is_said_of_evidence_that_was_taken_away_meanwhile(as_, line):
    row, client = proof(line), as_()
    evidence.remove(row, by=None)

    assert client.post(url("evidence_describe", row.pk), {"page": "7"}).status_code == 404


@pytest.mark.parametrize(
    ("page", "last", "numbers"),
    [
        ("", 8, [1]),
        ("3", 8, [3]),
        ("trang 3-5, 8", 8, [3, 4, 5, 8]),
        ("trang 3–4", 8, [3, 4]),
        ("5-3", 8, [1]),
        ("99", 8, [1]),
        ("1-9999", 9999, [1, 2, 3, 4, 5, 6]),
        ("phụ lục", None, [1]),
        ("0", 8, [1]),
    ],
)
def test_pages_are_read_from_what_people_write(page, last, numbers):
    assert evidence.pages_named(page, last) == numbers


# --- pages as pictures ------------------------------------------------------------------------------------


def test_the_pages_to_look_at_are_drawn_and_shown(as_, line):
    row, client = proof(line, page="2-3"), as_()
    picture = url("evidence_page", row.pk, 2)
    assert client.get(picture).status_code == 404
    assert client.get(url("line_evidence", line.pk)).context["waiting"]

    drawn(row)

    answer = client.get(picture)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[:4] == b"\x89PNG"
    page = client.get(url("line_evidence", line.pk)).content.decode()
    assert f'<img src="{picture}"' in page


def test_the_file_itself_is_only_ever_downloaded(as_, line):
    answer = as_().get(url("evidence", proof(line).pk))

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_more_pages_are_drawn_when_asked_for_once(as_, line):
    row, client = proof(line), as_(1, Post.Kind.LEADER)  # whoever sees the sheet
    draw_, page = url("evidence_draw", row.pk), url("evidence_preview", row.pk)
    assert client.get(page).context["next"] == 2

    for _ in range(2):
        assert client.post(draw_, {"page": "2"}).url == f"{page}#trang-2"

    assert list(row.file.previews.values_list("page", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Job.objects.count() == 2
    client.post(draw_, {"page": "8", "only": "1"})
    assert client.get(page).context["next"] == 0


@pytest.mark.parametrize("page", ["", "x", "-1", "9" * 30])
def test_what_is_no_page_number_is_refused(as_, line, page):
    row = proof(line)

    assert as_().post(url("evidence_draw", row.pk), {"page": page}).status_code == 409
    assert row.file.previews.count() == 1


def test_a_page_after_the_last_is_refused_with_the_number_of_pages(as_, line):
    row = proof(line)

    answer = as_().post(url("evidence_draw", row.pk), {"page": "9"})

    assert "Tệp này có 8 trang. Hãy ghi số trang cần xem, ví dụ 3." in answer.content.decode()


def test_a_page_that_could_not_be_drawn_says_what_to_do(as_, line, monkeypatch):
    row = proof(line)
    monkeypatch.setattr(confined, "PATIENCE", 0)
    drawn(row)

    page = as_().get(url("evidence_preview", row.pk)).content.decode()

    assert "Không vẽ được hình xem trước của trang này. Hãy tải tệp về để xem." in page


def test_an_office_file_says_that_it_has_no_pictures(as_, line):
    row = proof(line, scene.office(), name="a.docx")

    page = as_().get(url("evidence_preview", row.pk)).content.decode()

    assert "Tệp này không có hình xem trước" in page
    assert Preview.objects.count() == 0


@pytest.mark.parametrize("name", ["evidence", "evidence_describe", "evidence_preview", "evidence_page"])
def test_a_stranger_finds_neither_file_nor_page_nor_note(client, as_, line, name):
    row = proof(line)
    drawn(row)
    stranger = world.person(world.agency("Cơ quan khác", code="CQK"), Post.Kind.CLERK, username="la").user
    client.force_login(stranger)

    args = (row.pk, 1) if name == "evidence_page" else (row.pk,)
    assert client.get(url(name, *args)).status_code == 404
    assert client.post(url("evidence_draw", row.pk), {"page": "2"}).status_code == 404


def test_the_page_asks_the_same_for_1_and_3_files(as_, line):
    client, counts = as_(), []
    for number in (1, 2, 3):
        drawn(proof(line, sent.pdf(words=str(number))))
        client.get(url("line_evidence", line.pk))
        with CaptureQueriesContext(connection) as captured:
            client.get(url("line_evidence", line.pk))
        counts.append(len(captured))

    assert counts[0] == counts[2]
