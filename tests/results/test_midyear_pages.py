"""The pages of the half-year report: who finds them, how a cell is answered, how they work without script."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Post
from results import midyear, midyear_journal
from results.models import MidyearReport
from tests import world
from tests.results import halfyear

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return halfyear.running()


@pytest.fixture
def report(season):
    return halfyear.begun(season)


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


def cell_of(report, cell="done"):
    return url("midyear_enter", report.pk, halfyear.target_of(report).pk, cell)


def queries_of(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_a_member_begins_its_report_from_the_list(as_, season):
    client, agency = as_(3), world.members(season.bloc)[2]
    answer = client.post(url("midyear_start", season.pk), {"agency": agency.pk})

    assert answer.url == MidyearReport.objects.get(agency=agency).get_absolute_url()
    assert client.get(answer.url).status_code == 200


def test_the_report_of_another_member_is_not_found(as_, season):
    other = halfyear.begun(season, 2)
    client = as_(3)

    assert client.get(url("midyear", other.pk)).status_code == 404
    assert client.post(cell_of(other), {"value": "2", "version": "0"}).status_code == 404


def test_a_member_may_not_begin_the_report_of_another(as_, season):
    other = world.members(season.bloc)[1]

    assert as_(3).post(url("midyear_start", season.pk), {"agency": other.pk}).status_code == 403
    assert not MidyearReport.objects.exists()


def test_a_cell_is_answered_with_its_version_and_the_share_reached(as_, report):
    answer = as_().post(cell_of(report), {"value": "3", "version": "0"})

    share = f"share-{halfyear.target_of(report).pk}"
    assert answer.json() == {"version": 1, "value": "3", "totals": {share: "75%"}}


def test_a_cell_somebody_else_changed_is_answered_with_what_is_there(as_, report):
    halfyear.enter(report)
    answer = as_().post(cell_of(report), {"value": "3", "version": "0"})

    assert answer.status_code == 409
    assert (answer.json()["value"], answer.json()["version"]) == ("2", 1)


def test_a_number_that_is_none_is_answered_with_the_remedy(as_, report):
    answer = as_().post(cell_of(report), {"value": "hai", "version": "0"})

    assert (answer.status_code, list(answer.json())) == (422, ["sentence"])


def test_a_block_is_tried_out_and_nothing_of_it_is_kept(as_, report):
    target = halfyear.target_of(report).pk
    typed = {f"done-{target}": "3,0", f"result-{target}": "x" * 301, f"version-{target}": "0"}
    answer = as_().post(url("midyear_rehearse", report.pk), typed).json()

    assert (answer["values"][f"done-{target}"], list(answer["refused"])) == ("3", [f"result-{target}"])
    assert not report.lines.exists()


def test_a_text_is_answered_with_its_number_of_words(as_, report):
    answer = as_().post(
        url("midyear_write", report.pk, "strengths"), {"value": "Đã xong 2 đề án.", "version": "1"}
    )

    assert answer.json() == {"version": 2, "totals": {"words-strengths": "5 từ"}}


@pytest.mark.parametrize(
    ("name", "args"), [("midyear_write", ("khong-co",)), ("midyear_enter", (987654, "done"))]
)
def test_a_part_or_target_that_is_not_there_is_not_found(as_, report, name, args):
    answer = as_().post(url(name, report.pk, *args), {"value": "2", "version": "1"})

    assert answer.status_code == 404


def test_without_script_everything_is_saved_at_once(as_, report):
    target = halfyear.target_of(report).pk
    typed = {f"done-{target}": "2", f"result-{target}": "Xong 2 đề án", f"version-{target}": "0"}
    answer = as_().post(
        url("midyear_save", report.pk), typed | {"text-tasks": "Còn 2 đề án.", "version-tasks": "1"}
    )

    (row,) = midyear.progress(report)
    assert answer.url == report.get_absolute_url()
    assert (row.done, row.result) == ("2", "Xong 2 đề án")
    assert report.texts.get(key="tasks").text == "Còn 2 đề án."


def test_without_script_a_refused_cell_keeps_none_of_the_others_back(as_, report):
    target = halfyear.target_of(report).pk
    typed = {f"done-{target}": "hai", f"result-{target}": "Xong", f"version-{target}": "0"}
    answer = as_().post(url("midyear_save", report.pk), typed)

    assert answer.status_code == 422
    assert f'name="done-{target}" value="hai"' in answer.content.decode()
    assert report.lines.get().result == "Xong"


def test_the_leader_sends_the_report_and_the_clerk_cannot(as_, report):
    halfyear.whole(report)

    assert as_(3).post(url("midyear_hand_in", report.pk)).status_code == 403
    assert as_(3, Post.Kind.LEADER).post(url("midyear_hand_in", report.pk)).status_code == 302
    assert MidyearReport.objects.get().state == "handed_in"


def test_an_incomplete_report_is_not_sent_and_the_page_says_why(as_, report):
    client = as_(3, Post.Kind.LEADER)
    answer = client.post(url("midyear_hand_in", report.pk), follow=True)

    assert "Chưa gửi được báo cáo. Còn thiếu: kết quả I.1" in answer.content.decode()
    assert MidyearReport.objects.get().state == "draft"


def test_all_texts_are_read_by_the_head_and_not_by_a_member(as_, season, report):
    midyear.hand_in(halfyear.whole(report), by=None)
    page = url("midyear_texts", season.pk)

    assert as_(3).get(page).status_code == 403
    assert "Ưu điểm: đã làm." in as_(1).get(page).content.decode()


@pytest.mark.parametrize("name", ["midyears", "midyear_texts"])
def test_lists_ask_no_more_for_three_reports_than_for_one(as_, season, name):
    client, page = as_(1), url(name, season.pk)
    midyear.hand_in(halfyear.whole(halfyear.begun(season, 3)), by=None)
    one = queries_of(client, page)
    for place in (1, 2):
        midyear.hand_in(halfyear.whole(halfyear.begun(season, place)), by=None)

    assert queries_of(client, page) == one


def test_the_list_and_the_progress_leave_as_excel(as_, season, report):
    halfyear.enter(report)
    client = as_()

    def rows(page):
        book = openpyxl.load_workbook(io.BytesIO(client.get(page, {"format": "xlsx"}).content))
        return [[cell.value for cell in row] for row in book.active.iter_rows()]

    assert [3, "Ban Ba", "Đang viết", None] in rows(url("midyears", season.pk))
    assert [1, "I.1. Tiêu chí 60", "4 đề án (4 đề án)", 2, "50%", None] in rows(url("midyear", report.pk))


def test_an_open_page_is_told_what_others_wrote(as_, report):
    client, halfway = as_(), halfyear.target_of(report)
    mark = midyear_journal.mark(report)
    assert f'data-mark="{mark}"' in client.get(report.get_absolute_url()).text
    asks = f"{url('midyear_changes', report.pk)}?since={mark}"
    assert client.get(asks).status_code == 204

    halfyear.enter(report, text="3")
    halfyear.write(report, "strengths", "Đã xong 3 đề án.")
    told = client.get(asks).json()

    assert told["rows"] == {
        f"chi-tieu-{halfway.pk}": {"version": 1, "values": {"done": "3", "result": ""}},
        "muc-strengths": {"version": 2, "values": {"text": "Đã xong 3 đề án."}},
    }
    assert told["totals"] == {f"share-{halfway.pk}": "75%", "words-strengths": "5 từ"}
    assert (told["own"], told["moved"]) == (False, False)
    assert client.get(asks.replace(f"={mark}", f"={told['mark']}")).status_code == 204


def test_an_open_page_is_told_that_the_report_went_on(as_, report):
    client, mark = as_(), midyear_journal.mark(report)
    midyear.hand_in(halfyear.whole(report), by=None)

    assert client.get(f"{url('midyear_changes', report.pk)}?since={mark}").json()["moved"] is True


def test_what_others_wrote_is_asked_by_those_who_write_it(as_, report):
    assert as_(2).get(url("midyear_changes", report.pk)).status_code == 403


def test_a_page_that_asks_in_vain_costs_one_query_more_than_the_right_to(as_, report):
    client = as_()
    asks = f"{url('midyear_changes', report.pk)}?since={midyear_journal.mark(report)}"

    with CaptureQueriesContext(connection) as captured:
        assert client.get(asks).status_code == 204
    assert len(captured) == 7  # session, account, posts, successions, report with its terms, the history
