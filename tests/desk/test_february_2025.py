"""The mergers of February 2025 walked through two open years: nobody loses a place, a right or a paper.

The year 2024 is in its appraisal, members counted on 31/12/2024, led by Ban Tuyên giáo; the year 2025 signs
its pledge. On 03/02/2025 Ban Tuyên giáo and Ban Dân vận become Ban Tuyên giáo và Dân vận Trung ương
(law-and-formats, section 5.4); the new agency has people of the two only.
"""

from datetime import date

import pytest
from django.urls import reverse

from awards.models import Nomination
from awards.nominating import nominations
from blocs import founding, leadership, publishing, reorganisation, seasons
from blocs.models import CriteriaTable, Season
from core import clock
from core.models import User
from desk import profile, todo
from members.models import Agency, Post
from results import appraisal, pledges, scoring
from results.models import ScoreSheet
from results.permissions import can_appraise, can_enter_for, can_write_sheet
from tests import kept, world
from tests.awards import scene
from tests.members import reorganised
from tests.members.reorganised import DAY, NEW, merged
from tests.results import appraised

pytestmark = pytest.mark.django_db
NAMES = (
    "Ban Tuyên giáo Trung ương",
    "Ban Tổ chức Trung ương",
    "Ban Dân vận Trung ương",
    "Ban Nội chính Trung ương",
)
PROPAGANDA, ORGANISATION, MASS, INTERIOR = range(4)
AFTER = date(2025, 2, 10)


@kept.once
def two_years():
    """The year 2024 in its self-scoring, 2025 will follow it."""
    with clock.at(date(2024, 12, 20)):
        season = world.planned(world.season(world.bloc(NAMES), 2024))
        publishing.publish(world.fill(season.criteria), by=None)
        season = seasons.conclude_planning(Season.objects.get(pk=season.pk), by=None)
        for agency in world.members(season.bloc):
            world.pledged(season, agency)
        pledges.conclude(season, signed_on=clock.today(), by=None)
        for _ in range(2):
            seasons.go_on(Season.objects.get(pk=season.pk), by=None)
        season = Season.objects.get(pk=season.pk)
        for agency in world.members(season.bloc):
            sheet = scoring.start(season, agency=agency, by=None)
            if agency.name != NAMES[MASS]:
                appraised.submit(sheet)
    return season


@pytest.fixture
def season():
    return two_years()


@pytest.fixture
def agencies(season):
    return world.members(season.bloc)


@pytest.fixture
def staff(agencies):
    """A clerk of each agency, and the leader of Ban Dân vận."""
    made = [world.person(row, Post.Kind.CLERK, username=f"cb-{n}").user for n, row in enumerate(agencies)]
    return [*made, world.person(agencies[MASS], Post.Kind.LEADER, username="ld-dan-van").user]


def now(row):
    """A row, or a person at the next request."""
    return type(row).objects.get(pk=row.pk)


def follow(bloc):
    for step in reorganisation.waiting([bloc]):
        reorganisation.follow(step.membership, by=None)


def test_the_takers_staff_complete_the_sheet_of_the_predecessor_and_it_is_ranked(season, agencies, staff):
    merged(agencies[PROPAGANDA], agencies[MASS])
    propaganda, leader = staff[PROPAGANDA], staff[-1]
    with clock.at(AFTER):
        follow(season.bloc)
        season = now(season)
        sheet = ScoreSheet.objects.select_related("season").get(season=season, agency=agencies[MASS])
        assert can_write_sheet(now(propaganda), sheet) and can_write_sheet(now(leader), sheet)
        due = [row.detail for row in todo.of(now(propaganda), season) if "bảng tự chấm" in row.title]
        assert due == ["Ban Dân vận Trung ương tự chấm theo bảng tiêu chí, kèm minh chứng"]
        appraised.submit(sheet, ("40", "30"))
        scoring.conclude(season, by=None)
        for row in ScoreSheet.objects.filter(season=season):
            appraisal.accept_rest(row, by=None)
            appraisal.finish(row, by=None)
        appraisal.conclude(now(season), by=None)

    ranked = season.standings.named(season.standing_on).order_by("rank", "pk").values_list("rank", "name")
    assert list(ranked) == [
        (1, "Ban Tuyên giáo Trung ương"),
        (1, "Ban Tổ chức Trung ương"),
        (1, "Ban Nội chính Trung ương"),
        (4, "Ban Dân vận Trung ương"),
    ]


def test_the_lead_goes_on_and_nobody_judges_the_own_sheets(season, agencies, staff):
    merged(agencies[PROPAGANDA], agencies[MASS])
    for passed in (False, True):
        with clock.at(AFTER):
            if passed:
                follow(season.bloc)
            year = now(season)
            head, deputy = now(staff[MASS]), now(staff[ORGANISATION])
            sheets = ScoreSheet.objects.filter(season=year)
            judged = {
                row.agency_id: (can_appraise(head, row), can_appraise(deputy, row))
                for row in sheets.select_related("season__bloc")
            }
            assert leadership.leads(head, year) and leadership.deputises(deputy, year)
            assert not can_enter_for(head, sheets.get(agency=agencies[MASS]))
        assert judged == {
            agencies[PROPAGANDA].pk: (False, True),
            agencies[MASS].pk: (False, True),
            agencies[ORGANISATION].pk: (True, False),
            agencies[INTERIOR].pk: (True, False),
        }
    assert year.terms.get(post="head").agency.name == NEW


def test_the_next_year_counts_the_new_agency_and_its_pledge(season, agencies, staff):
    with clock.at(AFTER):
        season.terms.all()
        Season.objects.filter(pk=season.pk).update(phase="appraisal")
        following = world.planned(seasons.open_season(now(season.bloc), year=2025, by=None))
        leadership.appoint(following, head=agencies[PROPAGANDA], by=None)
        publishing.publish(CriteriaTable.objects.get(season=following), by=None)
        seasons.conclude_planning(now(following), by=None)
        begun = world.pledged(now(following), agencies[MASS], text="2 đề án")
        merged(agencies[PROPAGANDA], agencies[MASS])
        follow(season.bloc)
        year = now(following)

        new = Agency.objects.get(names__name=NEW)
        for agency in world.members(year.bloc):
            world.pledged(year, agency)
        pledges.conclude(year, signed_on=AFTER, by=None)

    assert [row.name for row in seasons.members_of(year)] == [NEW, NAMES[ORGANISATION], NAMES[INTERIOR]]
    assert leadership.head_of(now(following)) == new.pk
    assert now(begun).targets.get().text == "2 đề án"
    assert [line.name for line in pledges.overview(year)] == [NEW, NAMES[ORGANISATION], NAMES[INTERIOR]]


def test_papers_issued_before_keep_the_old_names(season, agencies):
    signing = season.pledge_signing.paper
    before = signing.blocks
    merged(agencies[PROPAGANDA], agencies[MASS])
    with clock.at(AFTER):
        follow(season.bloc)

    assert now(signing).blocks == before
    assert [block["superior"] for block in before if block["kind"] == "letterhead"] == [NAMES[PROPAGANDA]]
    bodies = [signer["body"] for block in before for signer in block.get("signers", ())]
    assert bodies == [*NAMES, "Cơ quan quản lý Khối thử"]


def test_nominations_keep_their_subject_and_the_takers_staff_go_on_with_them(season, agencies, staff):
    Season.objects.filter(pk=season.pk).update(phase="conference")
    year = now(season)
    person = world.person(agencies[MASS], given="Mai")
    with clock.at(date(2025, 1, 20)):
        before = scene.nomination(year, MASS + 1, of=person)
    merged(agencies[PROPAGANDA], agencies[MASS])
    with clock.at(AFTER):
        follow(season.bloc)
        clerk, stranger = now(staff[PROPAGANDA]), now(staff[INTERIOR])
        assert list(Nomination.objects.visible_to(clerk)) == [before]
        assert list(Nomination.objects.visible_to(stranger)) == []
        nominations.withdraw(before, reason="Bổ sung thành tích", by=clerk)
        nominations.propose_again(before, by=clerk)

    kept_row = Nomination.objects.named(AFTER).get()
    assert (kept_row.state, kept_row.name, kept_row.subject) == ("proposed", NAMES[MASS], person)


def test_the_profile_shows_the_histories_of_both_with_the_names_of_the_day(season, agencies, staff, client):
    merged(agencies[PROPAGANDA], agencies[MASS])
    new = Agency.objects.get(names__name=NEW)
    with clock.at(AFTER):
        follow(season.bloc)
        clerk = now(staff[PROPAGANDA])
        found = profile.of(clerk, new)
        client.force_login(clerk)
        page = client.get(reverse("desk:agency", args=[new.pk]))
        listed = client.get(reverse("members:agency", args=[agencies[MASS].pk]))

    assert [kin.name for kin in found.lineage.predecessors] == [NAMES[PROPAGANDA], NAMES[MASS]]
    told = {(row.name, row.membership.joined_on, row.membership.left_on) for row in found.belongings}
    assert told == {
        (NEW, DAY, None),
        (NAMES[PROPAGANDA], world.LONG_AGO, DAY),
        (NAMES[MASS], world.LONG_AGO, DAY),
    }
    assert page.status_code == 200
    assert page.context["profile"].places == page.context["profile"].honours == []
    assert reverse("desk:agency", args=[agencies[MASS].pk]) in listed.text


def test_an_agency_that_merged_is_left_out_where_something_new_begins(season, agencies):
    merged(agencies[PROPAGANDA], agencies[MASS], into=reorganised.founded())
    other = founding.found(
        name="Khối khác",
        short_name="KK",
        level="central",
        form="party",
        managing_body=season.bloc.managing_body,
        by=None,
    )
    with clock.at(AFTER):
        offered = Agency.objects.going_on()
        founding.join(other, agency=Agency.objects.get(names__name=NEW), joined_on=AFTER, by=None)

    assert not offered.filter(pk__in=[agencies[PROPAGANDA].pk, agencies[MASS].pk]).exists()
    assert User.objects.count() == 0
