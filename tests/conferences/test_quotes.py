"""Half-year reports taken over into the bloc's, paragraph by paragraph; who said it stays known."""

import pytest
from django.urls import reverse

from conferences.models import Report, ReportQuote
from conferences.reporting import quotes, reports
from core.rules import RuleError
from members.models import Post
from results import midyear
from tests import world
from tests.conferences import reported
from tests.results import halfyear

pytestmark = pytest.mark.django_db

TOLD = "Đã xong 2 đề án.\n\nTiết kiệm 3%."


@pytest.fixture
def season():
    return halfyear.running()


@pytest.fixture
def report(season):
    """The bloc's half-year report, while the third member has said two paragraphs of strengths."""
    sent(season)
    return reported.draft(season, Report.Kind.MIDYEAR)


def sent(season, place=3, told=TOLD):
    """The half-year report of a member, handed in."""
    paper = halfyear.whole(halfyear.begun(season, place))
    halfyear.write(paper, words=told, version=2)
    return midyear.hand_in(paper, by=None)


def said(report, key="strengths"):
    return next(rows for part, rows in quotes.of(report) if part.key == key)


def take(report, row, key="strengths"):
    section = reported.section(report, key)
    return quotes.take(section, agency_id=row.agency_id, key=row.key, by=None)


def url(report, name="report_sources", *args):
    return reverse(f"conferences:{name}", args=[report.pk, *args])


def test_every_paragraph_stands_under_its_part(report):
    assert [(row.name, row.text, row.taken) for row in said(report)] == [
        ("Ban Ba", "Đã xong 2 đề án.", False),
        ("Ban Ba", "Tiết kiệm 3%.", False),
    ]


def test_a_report_that_was_not_handed_in_says_nothing_yet(season):
    halfyear.write(halfyear.begun(season), words=TOLD)

    assert said(reported.draft(season, Report.Kind.MIDYEAR)) == []


def test_a_year_end_report_takes_nothing_from_half_year_ones():
    assert quotes.of(reported.draft(reported.concluded())) == []


def test_a_paragraph_is_added_behind_the_name_of_who_said_it(report):
    reported.write(report, text="Nhận xét chung.")
    first, second = said(report)
    take(report, second)
    take(report, first)

    assert reported.section(report).text == (
        "Nhận xét chung.\nBan Ba: Tiết kiệm 3%.\nBan Ba: Đã xong 2 đề án."
    )
    assert [row.taken for row in said(report)] == [True, True]


def test_a_paragraph_is_taken_over_once(report):
    first, _ = said(report)
    take(report, first)

    with pytest.raises(RuleError) as refusal:
        take(report, first)
    assert str(refusal.value) == "Đoạn này đã đưa vào báo cáo."
    assert ReportQuote.objects.count() == 1


def test_who_said_it_stays_known_when_the_member_takes_its_report_back(season, report):
    first, _ = said(report)
    take(report, first)
    midyear.take_back(halfyear.begun(season), by=None)

    assert [str(quote) for quote in ReportQuote.objects.all()] == ["Ban Ba: Đã xong 2 đề án."]


def test_a_paragraph_the_member_has_changed_meanwhile_is_not_taken(season, report):
    first, _ = said(report)
    midyear.take_back(halfyear.begun(season), by=None)

    with pytest.raises(RuleError) as refusal:
        take(report, first)
    assert str(refusal.value) == quotes.GONE


def test_a_part_that_would_become_too_long_is_left_as_it_is(report):
    reported.write(report, text="a" * reports.LONGEST)
    first, _ = said(report)

    with pytest.raises(RuleError):
        take(report, first)
    assert (reported.section(report).text, ReportQuote.objects.count()) == ("a" * reports.LONGEST, 0)


def test_the_head_takes_a_paragraph_over_with_one_click(client, season, report):
    client.force_login(world.head_of(season))
    first, _ = said(report)
    facts = {"agency": first.agency_id, "paragraph": first.key}
    answer = client.post(url(report, "report_take", "strengths"), facts)

    assert answer.url == f"{url(report)}#muc-strengths"
    assert "Đã đưa vào" in client.get(url(report)).content.decode()


def test_a_member_does_not_see_what_others_said(client, season, report):
    member = world.person(world.members(season.bloc)[2], Post.Kind.CLERK, username="thanh-vien").user
    client.force_login(member)

    assert client.get(url(report)).status_code == 403
    assert client.post(url(report, "report_take", "strengths")).status_code == 403


@pytest.mark.parametrize("members", [1, 3])
def test_the_questions_do_not_grow_with_the_members(season, members, django_assert_num_queries):
    for place in range(1, members + 1):
        sent(season, place)
    report = reported.draft(season, Report.Kind.MIDYEAR)

    with django_assert_num_queries(3):
        assert len(said(report)) == 2 * members
