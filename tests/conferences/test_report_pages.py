"""The pages of the reports: who writes, who reads, what a slow hand keeps, what a stranger never finds."""

from datetime import date, time
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from awards.nominating import nominations
from blocs import phases
from blocs.models import Season
from conferences.models import Report
from conferences.reporting import reports
from core import clock
from desk import todo
from members.models import Post
from tests import world
from tests.results import appraised
from tests.results.appraised import DEPUTY, MEMBER

from . import ranked, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return reported.concluded()


@pytest.fixture
def head(season, client):
    user = world.head_of(season)
    client.force_login(user)
    return user


def part_url(report, key="strengths"):
    return reverse("conferences:report_section", args=[report.pk, key])


def test_the_head_starts_writes_and_issues(client, season, head):
    with clock.at(reported.TODAY):
        client.post(reverse("conferences:report_start", args=[season.pk, "yearend"]))
    report = season.reports.get()
    for section in report.sections.filter(text=""):
        answer = client.post(part_url(report, section.key), {"value": reported.WORDS, "version": 1})
        assert (answer.status_code, answer.json()) == (200, {"version": 2})
    particulars = {
        "number": "12",
        "dated": "27/12/2023",
        "form": "party",
        "signer_name": "Lê Vinh",
        "signer_post": "Khối trưởng",
    }
    client.post(reverse("conferences:report_particulars", args=[report.pk]), particulars)

    answer = client.post(reverse("conferences:report_issue", args=[report.pk]), follow=True)

    assert "Đã ban hành báo cáo." in answer.text
    assert reported.now(report).state == "issued"
    assert "<textarea" not in answer.text


def test_a_slow_hand_is_told_and_keeps_its_words(client, season, head):
    report = reported.draft(season)
    reported.write(report, text="Của người khác")

    answer = client.post(part_url(report), {"value": "Của tôi", "version": 1})

    assert answer.status_code == 409
    assert (answer.json()["value"], answer.json()["version"]) == ("Của người khác", 2)


def test_without_a_script_the_slow_part_is_shown_again_and_the_others_are_saved(client, season, head):
    report = reported.draft(season)
    reported.write(report, text="Của người khác")
    typed = {"text-strengths": "Của tôi", "version-strengths": 1, "text-tasks": "Việc", "version-tasks": 1}

    answer = client.post(reverse("conferences:report_save", args=[report.pk]), typed)

    assert answer.status_code == 409
    assert "\nCủa tôi</textarea>" in answer.text
    assert "Nội dung trên máy chủ: Của người khác" in answer.text
    assert reported.section(report, "tasks").text == "Việc"
    assert reported.section(report).text == "Của người khác"


def test_without_a_script_everything_is_saved(client, season, head):
    report = reported.draft(season)
    typed = {"text-strengths": "Dòng một\r\nDòng hai", "version-strengths": 1}

    answer = client.post(reverse("conferences:report_save", args=[report.pk]), typed)

    assert answer.status_code == 302
    assert reported.section(report).text == "Dòng một\nDòng hai"


ACTS = ["report_save", "report_issue", "report_particulars", "report_preview"]


@pytest.mark.parametrize("place", [DEPUTY, MEMBER])
def test_others_of_the_bloc_read_drafts_and_write_none(client, season, place):
    report = reported.draft(season)
    client.force_login(appraised.user_of(season, place))

    answer = client.get(report.get_absolute_url())
    refused = {act: client.post(reverse(f"conferences:{act}", args=[report.pk])) for act in ACTS[:3]}

    assert answer.status_code == 200
    assert "<textarea" not in answer.text
    assert "Xếp thứ nhất: Ban Một." in answer.text
    assert {act: reply.status_code for act, reply in refused.items()} == dict.fromkeys(ACTS[:3], 403)
    assert client.post(part_url(report), {"value": "x", "version": 1}).status_code == 403
    assert client.get(reverse("conferences:report_preview", args=[report.pk])).status_code == 403


def test_a_stranger_finds_no_report(client, season):
    report = reported.draft(season)
    client.force_login(world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="la").user)

    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(reverse("conferences:reports", args=[season.pk])).status_code == 404


def test_in_the_wrong_phase_the_act_is_refused_in_words(client, season, head):
    answer = client.post(reverse("conferences:report_start", args=[season.pk, "midyear"]))

    assert answer.status_code == 409
    assert "Báo cáo sơ kết 6 tháng đầu năm soạn ở bước" in answer.text
    assert client.post(reverse("conferences:report_start", args=[season.pk, "khac"])).status_code == 404


def test_a_second_click_on_issue_is_refused_and_issues_nothing_more(client, season, head):
    report = reported.complete(season)
    url = reverse("conferences:report_issue", args=[report.pk])
    client.post(url)

    answer = client.post(url)

    assert answer.status_code == 409
    assert season.reports.count() == 1


def test_a_closed_year_is_only_read(client, season, head):
    report = reported.draft(season)
    for phase in ("conference", "awarding"):
        phases.advance(Season.objects.get(pk=season.pk), frm=phase, by=None)

    assert client.post(part_url(report), {"value": "x", "version": 1}).status_code == 403
    assert "<textarea" not in client.get(report.get_absolute_url()).text


def test_the_list_holds_issued_ones_beside_the_new_draft_and_goes_to_excel(client, season, head):
    reports.issue(reported.complete(season), by=None)
    reported.draft(season)
    url = reverse("conferences:reports", args=[season.pk])

    listed = client.get(url).context["reports"]
    book = load_workbook(BytesIO(client.get(url, {"format": "xlsx"}).content)).active

    assert [report.state for report in listed] == ["draft", "issued"]
    assert [row[1] for row in book.iter_rows(values_only=True)] == ["Trạng thái", "Đang soạn", "Đã ban hành"]


def test_the_list_in_excel_gives_the_day_of_issue_in_vietnam(client, season, head):
    report = reported.complete(season)
    with clock.at(date(2023, 12, 28), time(0, 30)):  # 27/12 in UTC
        reports.issue(report, by=None)

    answer = client.get(reverse("conferences:reports", args=[season.pk]), {"format": "xlsx"})

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert str(rows[1][-1])[:10] in ("2023-12-28", "28/12/2023")


def test_a_draft_has_no_file_and_an_issued_one_is_asked_for(client, season, head):
    report = reported.complete(season)
    url = reverse("conferences:report_paper_request", args=[report.pk, "pdf"])
    assert client.post(url).status_code == 404

    reports.issue(report, by=None)

    progress = reverse("conferences:report_paper_progress", args=[report.pk, "pdf"])
    assert client.post(url).headers["Location"] == progress
    assert client.get(progress).status_code == 200


def test_the_preview_is_a_pdf_without_power_over_our_pages(client, season, head):
    answer = client.get(reverse("conferences:report_preview", args=[reported.draft(season).pk]))

    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.hostile
def test_hostile_text_stays_text_on_every_page(client, season, head):
    hostile = "</textarea><script>alert(1)</script> {{ 7*7 }} =cmd|' /C calc'!A0"
    report = reported.complete(season)
    reported.write(report, text=hostile)

    draft = client.get(report.get_absolute_url()).text
    reports.issue(report, by=None)
    issued = client.get(report.get_absolute_url()).text

    for page in (draft, issued):
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_page_asks_the_same_with_one_and_three_honours(client, season, head):
    report = reported.draft(season)
    nominations.endorse(ranked.propose(season), votes=3, votes_base=3, by=None)
    one = queries(client, report.get_absolute_url())
    for place, code in ((2, ranked.MERIT), (3, ranked.MERIT)):
        nominations.endorse(ranked.propose(season, place, code), votes=2, votes_base=3, by=None)

    assert queries(client, report.get_absolute_url()) == one
    assert one <= 25


def test_the_list_asks_the_same_for_one_and_three_reports(client, season, head):
    url = reverse("conferences:reports", args=[season.pk])
    reported.draft(season)
    one = queries(client, url)
    reports.issue(reported.complete(season), by=None)
    reports.issue(reported.complete(season), by=None)
    reported.draft(season)

    assert season.reports.count() == 3
    assert queries(client, url) == one
    assert one <= 15


def test_the_head_is_told_of_the_report_until_it_is_issued():
    season = reported.midyear()
    user = world.head_of(season)

    def told():
        return [(row.title, row.button) for row in todo.of(user, season) if "Soạn" in row.title]

    title = "Soạn và ban hành báo cáo sơ kết 6 tháng đầu năm"
    assert told() == [(title, "Soạn báo cáo")]
    report = reported.complete(season, Report.Kind.MIDYEAR)
    assert told() == [(title, "Soạn tiếp")]
    reports.issue(report, by=None)
    assert told() == []
