"""What a year did and its conference settled stands in the report: movements, activities, honours, lead."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.nominating import nominations
from blocs import activities
from blocs.models import Season
from conferences.endorsing import elections
from conferences.models import Report
from conferences.reporting import figures, outlines, report_tables
from conferences.running import meetings
from core import clock
from tests import world

from . import ranked, reported, scene

pytestmark = pytest.mark.django_db

YEAREND = Report.Kind.YEAREND


@pytest.fixture
def held():
    """A year whose conference endorsed two flags and a collective, and elected next year's lead."""
    season = reported.concluded()
    unit = world.members(season.bloc)[1].collectives.create(name="Vụ Tổng hợp")
    for place, code, facts in (
        (2, ranked.FLAG, {}),
        (1, ranked.FLAG, {}),
        (2, "head-merit", {"collective": unit}),
    ):
        nominations.endorse(ranked.propose(season, place, code, **facts), votes=3, votes_base=3, by=None)
    ranked.propose(season, 3, ranked.MERIT)
    with clock.at(scene.DAY):
        conference = scene.planned(season)
        scene.staffed(conference)
        conference = meetings.open(conference, by=None)
        places = [("head", world.members(season.bloc)[1], 2, 3)]
        elections.record(conference, places=places, by=None)
    return season


def test_only_endorsed_honours_count_in_ceremony_and_protocol_order(held):
    found = figures.of(held, YEAREND)

    assert [(honour.form, honour.subject, honour.votes) for honour in found.honours] == [
        ("Cờ thi đua của Chính phủ", "Ban Một", "3/3"),
        ("Cờ thi đua của Chính phủ", "Ban Hai", "3/3"),
        ("Bằng khen của Khối trưởng", "Vụ Tổng hợp", "3/3"),
    ]
    assert [(tally.agencies, tally.collectives, tally.people) for tally in found.tallies] == [
        (2, 0, 0),
        (0, 1, 0),
    ]


def test_the_elected_lead_carries_its_votes(held):
    assert figures.of(held, YEAREND).elected == [figures.Held("Khối trưởng", "Ban Hai", "2/3")]


def test_the_draft_tells_both_in_plain_sentences(held):
    report = reported.draft(held, on=scene.DAY)

    assert reported.section(report, "endorsed").text == (
        "Hội nghị ngày 31-01-2024 thông qua đề nghị Cờ thi đua của Chính phủ cho 02 đơn vị "
        "(Ban Một, Ban Hai); Bằng khen của Khối trưởng cho 01 tập thể."
    )
    assert reported.section(report, "tasks").text == (
        "Lãnh đạo Khối năm 2024 theo kết quả bầu ngày 31-01-2024: Khối trưởng: Ban Hai."
    )


def test_the_agency_has_a_column_only_where_it_is_not_itself_the_recipient(held):
    tables = report_tables.of(figures.of(held, YEAREND))

    assert [row.cells for row in tables["endorsed"].rows] == [
        ("1", "Ban Một", "", "Cờ thi đua của Chính phủ", "3/3"),
        ("2", "Ban Hai", "", "Cờ thi đua của Chính phủ", "3/3"),
        ("3", "Vụ Tổng hợp", "Ban Hai", "Bằng khen của Khối trưởng", "3/3"),
    ]
    assert [row.cells for row in tables["awards"].rows] == [
        ("Cờ thi đua của Chính phủ", "2", "0", "0", "0"),
        ("Bằng khen của Khối trưởng", "0", "1", "0", "0"),
    ]


def test_what_the_head_has_given_already_is_counted_but_not_put_forward(held):
    held.nominations.filter(form__own=True).update(state="granted")

    found = figures.of(held, YEAREND)

    assert [honour.subject for honour in found.put_forward] == ["Ban Một", "Ban Hai"]
    assert [tally.granted for tally in found.tallies] == [0, 1]
    assert [row.cells[1] for row in report_tables.of(found)["endorsed"].rows] == ["Ban Một", "Ban Hai"]
    report = reported.draft(held, on=scene.DAY)
    assert reported.section(report, "endorsed").text == (
        "Hội nghị ngày 31-01-2024 thông qua đề nghị Cờ thi đua của Chính phủ cho 02 đơn vị "
        "(Ban Một, Ban Hai)."
    )


def test_a_half_year_report_knows_nothing_of_the_other_conference(held):
    found = figures.of(held, Report.Kind.MIDYEAR)

    assert (found.conference, found.elected) == (None, [])


# movements and activities


@pytest.fixture
def busy():
    """A year at work with two movements, two activities held, one planned and one cancelled."""
    season = reported.midyear()
    activities.add_movement(
        season, name="Cải cách hành chính", launched_by="Hội đồng Trung ương", note="", by=None
    )
    activities.add_movement(season, name="Nụ cười công sở", launched_by="", note="", by=None)
    host = world.members(season.bloc)[1]
    with clock.at(date(2023, 12, 1)):
        roots = activities.plan(season, name="Về nguồn tại Tân Trào", kind="roots", host=host, by=None)
        activities.hold(roots, starts_on=date(2023, 5, 19), ends_on=date(2023, 5, 20), by=None)
        activities.add_gift(roots, item="xe đạp", quantity=20, unit_value_vnd=1_500_000, by=None)
        activities.add_gift(roots, item="tủ sách", quantity=2, by=None)
        sport = activities.plan(season, name="Hội thao", by=None)
        activities.hold(sport, starts_on=date(2023, 9, 2), by=None)
        activities.plan(season, name="Chưa làm", starts_on=date(2023, 4, 1), by=None)
        activities.cancel(activities.plan(season, name="Đã bỏ", by=None), reason="Mưa bão", by=None)
    return season


def test_the_movements_and_the_activities_that_were_held_are_tables(busy):
    tables = report_tables.of(figures.of(busy, YEAREND))

    assert [row.cells for row in tables["movements"].rows] == [
        ("1", "Cải cách hành chính", "Hội đồng Trung ương"),
        ("2", "Nụ cười công sở", ""),
    ]
    roots = (
        "Về nguồn tại Tân Trào",
        "19/05 – 20/05/2023",
        "Ban Hai",
        "20 xe đạp; 2 tủ sách",
        "30.000.000",
    )
    assert [row.cells for row in tables["activities"].rows] == [
        ("1", *roots),
        ("2", "Hội thao", "02/09/2023", "", "", ""),
    ]


def test_a_half_year_report_tells_of_the_first_half_only(busy):
    report = reported.draft(busy, Report.Kind.MIDYEAR, on=date(2023, 7, 5))

    assert [row.name for row in figures.of(busy, Report.Kind.MIDYEAR).activities] == ["Về nguồn tại Tân Trào"]
    assert reported.section(report, "movements").text == (
        "Khối tham gia, tổ chức 02 phong trào thi đua: “Cải cách hành chính” (Hội đồng Trung ương "
        "phát động); “Nụ cười công sở”. Khối tổ chức 01 hoạt động chung, trao quà trị giá 30.000.000 đồng."
    )


def test_activities_without_gifts_need_no_columns_for_them():
    season = reported.concluded()
    with clock.at(date(2023, 12, 1)):
        sport = activities.plan(season, name="Hội thao", by=None)
        activities.hold(sport, starts_on=date(2023, 9, 2), by=None)

    tables = report_tables.of(figures.of(season, YEAREND))
    report = reported.draft(season)

    assert tables["activities"].rows[0].cells == ("1", "Hội thao", "02/09/2023", "")
    assert "movements" not in tables
    assert reported.section(report, "movements").text == ""
    assert reported.section(report, "activities").text == "Khối tổ chức 01 hoạt động chung."


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_every_table_an_outline_names_can_be_made(kind):
    named = {key for part in outlines.OUTLINES[kind] for key in part.tables}

    assert named <= set(report_tables.TITLES)


def test_the_figures_take_as_many_queries_for_one_activity_as_for_three(busy, django_assert_num_queries):
    with CaptureQueriesContext(connection) as one:
        report_tables.of(figures.of(Season.objects.get(), Report.Kind.MIDYEAR))

    with django_assert_num_queries(len(one)):
        report_tables.of(figures.of(Season.objects.get(), YEAREND))
