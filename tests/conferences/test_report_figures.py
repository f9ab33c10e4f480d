"""What a conference settles stands in the year-end report: honours, votes, next year's lead."""

import pytest

from awards import nominations
from conferences import elections, figures, meetings, report_tables
from conferences.models import Report
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


def test_a_half_year_report_knows_nothing_of_the_other_conference(held):
    found = figures.of(held, Report.Kind.MIDYEAR)

    assert (found.conference, found.elected) == (None, [])
