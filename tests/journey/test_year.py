"""The year of one bloc as people walk it: everybody signs in and does the own part, through the pages.

It reads like the table "The season, step by step", from an empty installation to the year that is closed and
the next one under its new lead. What people do stands in the modules beside.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from blocs.models import Bloc, Season
from core import clock
from core.models import Entry
from results.models import Standing
from tests.journey import honours, meeting, year
from tests.journey.people import RefusedError, found_members, set_up

pytestmark = [pytest.mark.journey, pytest.mark.django_db]
FOLLOWING = {"theme": "Kỷ cương, sáng tạo", "form": "party", "standing_on": "31/12/2024"}


def phase_of(season):
    """The phase of the year now."""
    return Season.objects.get(pk=season.pk).phase


def test_a_bloc_walks_its_year_from_an_empty_installation_to_its_end():
    with clock.at(date(2023, 1, 9)):
        officer = set_up()
        bloc = Bloc.objects.get()
        people = found_members(officer, bloc)
        head, printer, next_head, member = (people[name] for name in ("vinh", "quy", "ha", "mai"))
        season = year.open_year(officer, bloc)
        year.plan(head, season)
    with clock.at(date(2023, 3, 10)):
        year.pledge(people, season)
    with clock.at(date(2023, 5, 4)):
        assert phase_of(season) == "running"
        year.work_together(head, season)
    with clock.at(date(2023, 7, 14)):
        half_year(head, season)
    with clock.at(date(2023, 12, 1)):
        head.does("blocs:season_go_on", season.pk)
        year.score(people, season)
    with clock.at(date(2024, 1, 10)):
        year.appraise(people, season)
        honours.set_quotas(officer, season)
        honours.propose_own(member, season)
        head.does("results:appraisal_conclude", season.pk)
        look_at_the_places(head, member, season)
        honours.propose_flag(head, season, next_head.agency)
    with clock.at(date(2024, 1, 20)):
        own_honours(head, printer, season)
    with clock.at(date(2024, 1, 31)):
        following = year_end(head, next_head, member, season)
    with clock.at(date(2024, 2, 5)):
        assert meeting.report(head, season, "yearend", "05/02/2024").startswith(b"PK")
        rights_have_rotated(head, next_head, season, following)
    with clock.at(date(2024, 5, 20)):
        assert honours.record_flag(head, season).state == "granted"
        head.does("awards:year_conclude", season.pk)
        only_to_be_read(head, member, season)


def half_year(head, season):
    """The half-year conference hears the report; closing it, the year goes on into its second half."""
    conference = meeting.prepare(head, season, "midyear", "14/07/2023")
    assert meeting.report(head, season, "midyear", "14/07/2023").startswith(b"PK")
    meeting.open_with_all(head, conference)
    assert meeting.close(head, conference).startswith(b"%PDF")
    assert phase_of(season) == "midyear"


def look_at_the_places(head, member, season):
    """The standing is written, every member reads its own place, the head reads the whole ranking."""
    assert phase_of(season) == "conference"
    standing = Standing.objects.named(date(2024, 1, 10)).values_list("name", "total", "rank")
    assert [(name, str(total), rank) for name, total, rank in standing] == [
        ("Ban Hai", "63.00", 1),
        ("Ban Ba", "62.50", 2),
        ("Ban Một", "61.00", 3),
    ]
    assert "62,50" in member.sees("results:standing", season.pk)
    ranking = head.sees("conferences:ranking", season.pk)
    assert [ranking.index(name) for name in ("63,00", "62,50", "61,00")] == sorted(
        ranking.index(name) for name in ("63,00", "62,50", "61,00")
    )


def own_honours(head, printer, season):
    """The lead's decision: numbers in the golden register, certificates in one file, open to questions."""
    decision = honours.decide(head, season)
    register = head.sees("awards:register", season.pk)
    assert register.index("Vụ Tổng hợp") < register.index("Trần Thị Tâm")
    assert honours.print_all(printer, decision) == ["01/2024", "02/2024"]
    page = Client().get(reverse("awards:verify", args=[honours.token_of("Trần Thị Tâm")]))
    assert (page.status_code, "Trần Thị Tâm" in page.text, "02/2024" in page.text) == (200, True, True)


def year_end(head, next_head, member, season):
    """The year-end conference endorses, elects and concludes; returns the year that the election opened."""
    conference = meeting.prepare(head, season, "yearend", "31/01/2024")
    meeting.open_with_all(head, conference)
    meeting.endorse(head, conference, season)
    meeting.elect(head, conference, next_head.agency, member.agency)
    assert meeting.close(head, conference).startswith(b"%PDF")
    assert phase_of(season) == "awarding"
    return Season.objects.get(year=2024)


def rights_have_rotated(head, next_head, season, following):
    """Each head directs the own year; the other's it reads and changes nothing in it."""
    assert following.terms.get(post="head").agency_id == next_head.agency
    directs = {
        (who, each.year): someone.may("blocs:season_describe", each.pk)
        for who, someone in (("old", head), ("new", next_head))
        for each in (season, following)
    }
    assert directs == {
        ("old", 2023): True,
        ("old", 2024): False,
        ("new", 2023): False,
        ("new", 2024): True,
    }
    next_head.does("blocs:season_describe", following.pk, **FOLLOWING)
    assert "Kỷ cương, sáng tạo" in head.sees("blocs:season", following.pk)


def only_to_be_read(head, member, season):
    """The year is closed: its pages open as before, and nothing the head did in it can be done any more."""
    assert phase_of(season) == "closed"
    again = [
        (year.plan, head, season),
        (year.work_together, head, season),
        (meeting.report, head, season, "yearend", "05/02/2024"),
        (meeting.prepare, head, season, "thematic", "01/06/2024"),
        (honours.set_quotas, head, season),
        (honours.propose_flag, head, season, member.agency),
        (honours.decide, head, season),
    ]
    entries = Entry.objects.count()
    for act, *facts in again:
        with pytest.raises(RefusedError):
            act(*facts)
    assert Entry.objects.count() == entries
    for page in ("blocs:season", "results:standing", "awards:nominations", "conferences:reports"):
        assert member.sees(page, season.pk)
