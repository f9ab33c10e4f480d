"""The fund's book as a paper: who gave, what for, on which receipt, what is left."""

from datetime import date

import pytest
from django.urls import reverse

from blocs import activities, fund_reports, funds, phases, states
from blocs.models import FundReport
from conferences.closing import open_work
from core import clock
from core.rules import RuleError
from documents import blocks as vocabulary
from documents import papers
from documents.blocks import Paragraph, Table
from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db

MARCH = date(2023, 3, 10)


@pytest.fixture(autouse=True)
def july():
    with clock.at(date(2023, 7, 14)):
        yield


@pytest.fixture
def season():
    """A year whose book has a contribution, an expense and one that was taken back."""
    season = world.season()
    third = world.members(season.bloc)[2]
    receive = {"day": MARCH, "content": "Đóng góp quỹ", "reference": "PT 01", "by": None}
    funds.receive(season, amount=2_000_000, agency=third, **receive)
    wrong = funds.receive(season, amount=900, agency=third, **receive)
    funds.take_back(wrong, reason="Ghi nhầm", by=None)
    activity = activities.plan(season, name="Về nguồn", by=None)
    spend = {"day": MARCH, "content": "Thuê xe", "reference": "PC 01", "activity": activity, "by": None}
    funds.spend(season, amount=500_000, **spend)
    return season


def tables_of(report):
    found = [block for block in vocabulary.thaw(report.paper.blocks) if isinstance(block, Table)]
    return [[row.cells for row in table.rows] for table in found]


def test_the_report_says_sums_entries_with_receipts_and_who_has_paid(season):
    report = fund_reports.issue(season, by=None)

    sums, entries, shares = tables_of(report)
    assert sums == [
        ("Số dư đầu năm", "0"),
        ("Thu trong năm", "2.000.000"),
        ("Chi trong năm", "500.000"),
        ("Số dư", "1.500.000"),
    ]
    assert entries == [
        ("1", "10/03/2023", "Đóng góp quỹ\nBan Ba\nChứng từ: PT 01", "2.000.000", "", "2.000.000"),
        ("4", "10/03/2023", "Thuê xe\nVề nguồn\nChứng từ: PC 01", "", "500.000", "1.500.000"),
    ]
    assert shares == [
        ("1", "Ban Một", "0", "Chưa đóng góp"),
        ("2", "Ban Hai", "0", "Chưa đóng góp"),
        ("3", "Ban Ba", "2.000.000", "10/03/2023"),
    ]
    said = [block.text for block in vocabulary.thaw(report.paper.blocks) if isinstance(block, Paragraph)]
    assert said == ["Số dư bằng chữ: một triệu năm trăm nghìn đồng."]
    assert papers.render_bytes(report.paper, "pdf")[:5] == b"%PDF-"


def test_a_second_click_issues_nothing_new_and_a_changed_book_does(season):
    first = fund_reports.issue(season, by=None)
    assert fund_reports.issue(season, by=None) == first
    funds.spend(season, day=MARCH, amount=1, content="Phí", by=None)

    second = fund_reports.issue(season, by=None)
    assert list(fund_reports.issued(season)) == [second, first]
    assert [paper.kind for paper in open_work.papers_of(season)] == ["report", "report"]


def test_one_report_may_be_written_in_another_form(season):
    party, state = (fund_reports.issue(season, form=form, by=None) for form in ("", "state"))

    assert (party.paper.layout, state.paper.layout) == ("party-36-2018", "state-30-2020")


def test_an_empty_book_and_a_closed_year_are_refused(season):
    other = world.season(world.bloc(("A", "B"), name="Khối khác"), led=False)
    with pytest.raises(RuleError) as empty:
        fund_reports.issue(other, by=None)
    for frm in states.KEYS[:-1]:
        phases.advance(season, frm=frm, by=None)
    with pytest.raises(RuleError) as closed:
        fund_reports.issue(season, by=None)

    assert str(empty.value) == (
        "Sổ quỹ chưa có khoản nào nên chưa có gì để báo cáo. Hãy ghi khoản thu trước."
    )
    assert "2023" in str(closed.value)


def test_the_head_issues_it_and_every_member_takes_the_paper(client, season):
    new = reverse("blocs:fund_report_new", args=[season.pk])
    client.force_login(world.head_of(season))
    assert client.get(new).status_code == 200
    assert client.post(new, {"form": ""}).url == reverse("blocs:fund", args=[season.pk])
    report = FundReport.objects.get()
    ask = reverse("blocs:fund_report_request", args=[report.pk, "pdf"])

    member = world.person(world.members(season.bloc)[2], Post.Kind.CLERK, username="ba").user
    client.force_login(member)
    assert list(client.get(reverse("blocs:fund", args=[season.pk])).context["reports"]) == [report]
    assert client.post(ask).status_code == 302
    assert client.get(new).status_code == 403
    client.force_login(world.person(world.agency("Ngoài"), Post.Kind.CLERK, username="la").user)
    assert client.post(ask).status_code == 404
