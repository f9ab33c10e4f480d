"""The pages of the score sheet: who finds them, what a cell is answered, how it works without script."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Entry
from members.models import Post
from results import appraisal, evidence, scoring
from results.models import ScoreLine, ScoreSheet
from tests import world
from tests.results import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.scoring_season()


@pytest.fixture
def sheet(season):
    """The third member's sheet: neither head nor deputy."""
    return scene.sheet_of(season)


@pytest.fixture
def as_(client, season):
    """as_(place, kind): the client, signed in as staff of the member at that place in protocol order."""

    def sign_in(place=3, kind=Post.Kind.CLERK):
        agency = world.members(season.bloc)[place - 1]
        client.force_login(world.person(agency, kind, username=f"{kind}-{place}").user)
        return client

    return sign_in


def url(sheet, name="sheet"):
    return reverse(f"results:{name}", args=[sheet.pk])


def cell(line, name="self_points"):
    return reverse("results:line_enter", args=[line.pk, name])


def queries_of(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


# --- who sees what ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "status"), [(1, 200), (2, 200), (3, 200), (4, 404)], ids=["head", "deputy", "own", "other"]
)
@pytest.mark.parametrize("page", ["sheet", "evidence page", "file"])
def test_a_sheet_is_found_by_its_member_and_by_those_who_lead(client, place, status, page):
    season = scene.scoring_season(world.bloc(("Một", "Hai", "Ba", "Bốn")))
    sheet = scene.sheet_of(season)
    row = evidence.add(scene.line(sheet), upload=scene.upload(), by=None)
    clerk = world.person(world.members(season.bloc)[place - 1], Post.Kind.CLERK, username="ai").user
    client.force_login(clerk)
    pages = {
        "sheet": url(sheet),
        "evidence page": reverse("results:line_evidence", args=[row.line_id]),
        "file": reverse("results:evidence", args=[row.pk]),
    }

    assert client.get(pages[page]).status_code == status


def test_an_officer_of_the_managing_body_finds_every_sheet_and_writes_none(client, season, sheet):
    officer = world.person(season.bloc.managing_body, Post.Kind.COUNCIL_OFFICER, username="lan").user
    client.force_login(officer)

    assert client.get(url(sheet)).status_code == 200
    assert client.post(cell(scene.line(sheet)), {"value": "9", "version": 1}).status_code == 403
    assert client.post(url(sheet, "sheet_submit")).status_code == 403


def test_a_stranger_finds_nothing_and_changes_nothing(client, sheet):
    client.force_login(world.officer())
    line = scene.line(sheet)
    names = ["sheet_save", "sheet_submit", "sheet_submit_for", "sheet_withdraw", "sheet_confirm"]
    posts = [url(sheet, name) for name in names]
    posts += [cell(line), reverse("results:line_evidence", args=[line.pk])]

    assert {path: client.post(path).status_code for path in posts} == dict.fromkeys(posts, 404)
    assert client.get(url(sheet)).status_code == 404


def test_a_deputy_reads_and_does_not_write(as_, sheet):
    client = as_(2)

    assert client.get(url(sheet)).status_code == 200
    assert client.post(cell(scene.line(sheet)), {"value": "9", "version": 1}).status_code == 403


def test_the_list_shows_all_to_those_who_lead_and_to_a_member_its_own(as_, season, sheet):
    page = reverse("results:sheets", args=[season.pk])

    assert [row.name for row in as_(1).get(page).context["rows"]] == ["Ban Một", "Ban Hai", "Ban Ba"]
    assert [row.name for row in as_(3).get(page).context["rows"]] == ["Ban Ba"]


def test_the_list_says_who_must_act(as_, season):
    scene.submitted(season, 1)
    scene.sheet_of(season, 2)

    rows = as_(1).get(reverse("results:sheets", args=[season.pk])).context["rows"]

    assert [(row.state, row.todo) for row in rows] == [
        ("Chờ thẩm định", "Khối trưởng kết thúc bước Tự chấm"),
        ("Đang nhập", "Đơn vị nhập và nộp bảng"),
        ("Chưa bắt đầu", "Đơn vị nhập và nộp bảng"),
    ]


def test_the_list_is_a_workbook_too(as_, season):
    scene.submitted(season, 3)

    answer = as_(3).get(reverse("results:sheets", args=[season.pk]), {"format": "xlsx"})

    table = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [[box.value for box in row] for row in table.rows] == [
        ["TT", "Đơn vị", "Ký hiệu", "Trạng thái", "Điểm tự chấm", "Việc tiếp theo"],
        [3, "Ban Ba", "ối thử3", "Chờ thẩm định", 60, "Khối trưởng kết thúc bước Tự chấm"],
    ]


# --- few queries, and a GET writes nothing -----------------------------------------------------------------


def test_the_grid_asks_the_same_for_1_and_3_files(as_, sheet):
    client = as_(3)
    counts = []
    for number in (1, 2, 3):
        evidence.add(scene.line(sheet), upload=scene.upload(content=scene.PDF + b"%d" % number), by=None)
        counts.append(queries_of(client, url(sheet)))

    assert counts[0] == counts[2]
    assert counts[2] <= 18


def test_the_grid_asks_the_same_for_few_and_many_criteria(client):
    counts = []
    for name, scored in (("Khối ít", (100,)), ("Khối nhiều", (20,) * 5)):
        bloc = world.bloc((f"{name} A", f"{name} B", f"{name} C"), name=name)
        sheet = scene.sheet_of(scene.scoring_season(bloc, scored=scored))
        clerk = world.person(sheet.agency, Post.Kind.CLERK, username=f"u{len(scored)}").user
        client.force_login(clerk)
        counts.append(queries_of(client, url(sheet)))

    assert counts[0] == counts[1]


def test_the_list_asks_the_same_for_one_and_three_sheets(as_, season):
    client, page = as_(1), reverse("results:sheets", args=[season.pk])
    scene.sheet_of(season, 1)
    one = queries_of(client, page)
    scene.sheet_of(season, 2)
    scene.sheet_of(season, 3)

    assert queries_of(client, page) == one
    assert one <= 20


def test_a_get_writes_nothing(as_, season, sheet):
    client = as_(3, Post.Kind.LEADER)
    before = Entry.objects.count()
    acts = [url(sheet, name) for name in ("sheet_save", "sheet_submit", "sheet_withdraw", "sheet_confirm")]
    acts += [cell(scene.line(sheet)), reverse("results:sheet_start", args=[season.pk])]

    assert [client.get(path).status_code for path in acts] == [405] * len(acts)
    assert Entry.objects.count() == before


# --- cells --------------------------------------------------------------------------------------------------


def test_a_cell_is_answered_with_its_version_its_text_and_the_totals(as_, sheet):
    answer = as_(3).post(cell(scene.line(sheet)), {"value": "9.5", "version": "1"})

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "version": 2,
            "value": "9,50",
            "values": {"result": "", "note": "", "self_points": "9,50"},
            "totals": {
                "I": "9,50",
                "II": "0,00",
                "+": "0,00",
                "−": "0,00",
                "total": "9,50",
                "missing": "Còn thiếu 2 mục",
                "lacking": "minh chứng I.1; điểm tự chấm II.1",
            },
        },
    )


def test_a_refused_cell_is_answered_with_the_sentence(as_, sheet):
    answer = as_(3).post(cell(scene.line(sheet)), {"value": "61", "version": "1"})

    assert (answer.status_code, answer.json()) == (422, {"sentence": "Ô I.1: nhập từ 0 đến 60 điểm."})


def test_a_text_too_long_is_answered_with_a_sentence(as_, sheet):
    answer = as_(3).post(cell(scene.line(sheet), "note"), {"value": "a" * 301, "version": "1"})

    sentence = "Hãy viết ngắn lại: nhiều nhất 300 ký tự, hiện có 301."
    assert (answer.status_code, answer.json()) == (422, {"sentence": sentence})


def test_a_stale_cell_is_answered_with_what_the_server_holds(as_, sheet):
    scene.enter(sheet, text="8")

    answer = as_(3).post(cell(scene.line(sheet)), {"value": "9", "version": "1"})

    assert (answer.status_code, answer.json()) == (
        409,
        {
            "sentence": "Người khác vừa sửa dòng này. "
            "Hãy chọn giữ giá trị trên máy chủ hay ghi đè bằng giá trị vừa nhập.",
            "value": "8,00",
            "version": 2,
            "values": {"result": "", "note": "", "self_points": "8,00"},
        },
    )


@pytest.mark.parametrize("data", [{}, {"value": "9"}, {"value": "9", "version": "một"}])
def test_a_cell_without_a_version_is_refused(as_, sheet, data):
    answer = as_(3).post(cell(scene.line(sheet)), data)

    assert (answer.status_code, answer.json()) == (
        422,
        {"sentence": "Trang đã cũ. Hãy tải lại trang rồi nhập tiếp."},
    )
    assert scene.line(sheet).self_points is None


def test_a_cell_of_an_ended_session_leads_to_the_sign_in(client, sheet):
    answer = client.post(cell(scene.line(sheet)), {"value": "9", "version": "1"})

    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/login/")


def test_hostile_text_is_shown_as_text(as_, sheet):
    client = as_(3)
    client.post(cell(scene.line(sheet), "note"), {"value": '"><script>alert(1)</script>', "version": "1"})

    assert "<script>alert" not in client.get(url(sheet)).text


# --- without script -----------------------------------------------------------------------------------------


def rows_of(page):
    """The rows of the grid."""
    return [band.item for _, bands in page.context["groups"] for band in bands if band.kind == "row"]


def form_of(sheet, **changes):
    """What a browser without script sends: every cell as the page showed it, but for `changes`."""
    data = {}
    for line in ScoreLine.objects.filter(sheet=sheet):
        data |= {f"{name}-{line.pk}": "" for name in scoring.TYPED} | {f"version-{line.pk}": line.version}
    return data | changes


def test_without_script_the_whole_grid_is_saved(as_, sheet):
    line = scene.line(sheet)

    answer = as_(3).post(url(sheet, "sheet_save"), form_of(sheet, **{f"self_points-{line.pk}": "9,5"}))

    assert (answer.status_code, answer.url) == (302, url(sheet))
    assert scene.line(sheet).self_points == 9.5
    assert Entry.objects.filter(act="line.enter").count() == 1


def test_without_script_a_refused_cell_keeps_its_text_and_says_why(as_, sheet):
    line = scene.line(sheet)
    changes = {f"self_points-{line.pk}": "61", f"note-{line.pk}": "ghi"}

    answer = as_(3).post(url(sheet, "sheet_save"), form_of(sheet, **changes))

    assert answer.status_code == 422
    (row,) = [row for row in rows_of(answer) if row.refusals]
    assert (row.self_points.text, row.refusals) == ("61", ["Ô I.1: nhập từ 0 đến 60 điểm."])
    assert [str(message) for message in answer.context["messages"]] == [
        "Chưa lưu được 1 ô; lý do ghi ở dưới dòng. Các ô khác đã lưu."
    ]
    assert scene.line(sheet).note == "ghi"


def test_a_line_of_another_sheet_in_the_form_is_left_alone(as_, season, sheet):
    other = scene.line(scene.sheet_of(season, 2))

    as_(3).post(url(sheet, "sheet_save"), {f"note-{other.pk}": "lạ", f"version-{other.pk}": "1"})

    assert scene.line(other.sheet).note == ""


# --- starting and submitting --------------------------------------------------------------------------------


def test_a_member_starts_its_own_sheet_and_no_other(as_, season):
    client = as_(3)
    own, other = world.members(season.bloc)[2], world.members(season.bloc)[1]
    start = reverse("results:sheet_start", args=[season.pk])

    assert client.post(start, {"agency": other.pk}).status_code == 403
    assert client.post(start, {"agency": "x"}).status_code == 404
    assert client.post(start, {"agency": own.pk}).status_code == 302
    assert [sheet.agency for sheet in ScoreSheet.objects.all()] == [own]


def test_the_heads_clerk_starts_and_submits_for_a_member(as_, season):
    client = as_(1)
    member = world.members(season.bloc)[2]
    client.post(reverse("results:sheet_start", args=[season.pk]), {"agency": member.pk})
    sheet = scene.fill(ScoreSheet.objects.get(agency=member))

    assert client.post(url(sheet, "sheet_submit")).status_code == 403  # never without the signed paper
    answer = client.post(url(sheet, "sheet_submit_for"), {"scan": scene.upload("bản ký.pdf")})

    assert (answer.status_code, answer.url) == (302, url(sheet))
    assert scene.now(sheet).is_entered_for is True
    assert b"".join(client.get(url(sheet, "sheet_scan")).streaming_content) == scene.PDF


def test_a_wrong_scan_is_refused_on_the_page(as_, sheet):
    scene.fill(sheet)

    answer = as_(1).post(url(sheet, "sheet_submit_for"), {"scan": scene.upload("bản ký.pdf", b"<html>")})

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422,
        [
            "Nội dung của tệp “bản ký.pdf” không phải là .pdf hoặc đã hỏng. "
            "Hãy mở tệp, lưu lại đúng loại rồi tải lên."
        ],
    )


def test_the_heads_clerk_never_enters_for_the_own_agency(as_, season):
    sheet = scene.fill(scene.sheet_of(season, 1))

    assert as_(1).get(url(sheet, "sheet_submit_for")).status_code == 403


def test_the_leader_submits_and_the_clerk_does_not(as_, sheet):
    scene.fill(sheet)

    assert as_(3).post(url(sheet, "sheet_submit")).status_code == 403
    assert as_(3, Post.Kind.LEADER).post(url(sheet, "sheet_submit")).status_code == 302
    assert scene.now(sheet).state == "submitted"


def test_what_is_missing_stands_beside_the_button(as_, sheet):
    page = as_(3, Post.Kind.LEADER).get(url(sheet))

    assert page.context["submits"] is True
    assert page.context["figures"]["lacking"] == "điểm tự chấm I.1; điểm tự chấm II.1"


def test_a_submitted_sheet_shows_no_input(as_, season):
    sheet = scene.submitted(season)

    assert 'data-cell="' not in as_(3).get(url(sheet)).text


def test_the_leader_confirms_what_was_entered_for_the_agency(as_, sheet):
    scene.fill(sheet)
    scoring.submit_for(sheet, scan=scene.upload("bản ký.pdf"), by=None)

    assert as_(3).post(url(sheet, "sheet_confirm")).status_code == 403
    assert as_(3, Post.Kind.LEADER).get(url(sheet)).context["confirms"] is True
    assert as_(2, Post.Kind.LEADER).post(url(sheet, "sheet_confirm")).status_code == 403


def test_of_a_returned_sheet_only_the_returned_lines_are_open(as_, season):
    sheets = [scene.submitted(season, place) for place in (1, 2, 3)]
    scoring.conclude(season, by=None)
    lines = [scene.line(sheets[2], "II.1")]
    appraisal.send_back(sheets[2], lines=lines, reason="Thiếu xác nhận", by=None)

    page = as_(3).get(url(sheets[2]))

    assert [row.line.criterion.code for row in rows_of(page) if row.opens] == ["II.1"]
    assert [line.criterion.code for line in page.context["returned"]] == ["II.1"]


# --- evidence -----------------------------------------------------------------------------------------------


def test_a_member_adds_and_removes_evidence(as_, sheet):
    client, line = as_(3), scene.line(sheet)
    page = reverse("results:line_evidence", args=[line.pk])

    assert client.post(page, {"upload": scene.upload(), "page": "trang 2"}).status_code == 302
    row = line.evidence.get()
    answer = client.get(reverse("results:evidence", args=[row.pk]))
    assert b"".join(answer.streaming_content) == scene.PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert client.post(reverse("results:evidence_remove", args=[row.pk])).url == page
    assert line.evidence.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Hãy chọn tệp minh chứng."),
        (b"", "Tệp “a.pdf” trống, không có nội dung. Hãy chọn lại tệp."),
    ],
)
def test_a_wrong_upload_is_refused_on_the_page(as_, sheet, content, sentence):
    data = {"page": ""} | ({} if content is None else {"upload": scene.upload("a.pdf", content)})

    answer = as_(3).post(reverse("results:line_evidence", args=[scene.line(sheet).pk]), data)

    said = [text for texts in answer.context["form"].errors.values() for text in texts]
    assert (answer.status_code, said) == (422, [sentence])


def test_the_head_reads_evidence_and_removes_none_of_a_deputys(as_, season):
    sheet = scene.sheet_of(season, 3)
    row = evidence.add(scene.line(sheet), upload=scene.upload(), by=None)
    client = as_(1, Post.Kind.LEADER)

    assert client.get(reverse("results:line_evidence", args=[row.line_id])).status_code == 200
    assert client.post(reverse("results:evidence_remove", args=[row.pk])).status_code == 403
    assert row.line.evidence.count() == 1
