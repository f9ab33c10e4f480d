"""What an agency has at the head and foot of its papers stands on the bloc's, as it was on that day."""

from datetime import date

import pytest

from awards.deciding import signers
from blocs import papers, publishing
from blocs.models import CriteriaTable
from core import clock
from members import agencies, letterheads, successions
from members.models import AgencyName
from results import papers as result_papers
from tests import world

pytestmark = pytest.mark.django_db
LINES = "TỈNH ỦY CAO BẰNG\nBAN NỘI CHÍNH"
RENAMED = date(2025, 2, 3)


@pytest.fixture
def season():
    return world.season(world.bloc(("Ban Nội chính Tỉnh ủy", "Ban Hai", "Ban Ba")))


def head(season):
    return world.members(season.bloc)[0]


def heading(agency, **lines):
    """Set what the agency's papers show."""
    agencies.head_papers(agency.names.latest("valid_from"), **lines, by=None)


def test_without_lines_of_its_own_the_agency_stands_with_its_superior_and_its_name(season):
    assert papers.letterhead(season).superior == "Ban Nội chính Tỉnh ủy"

    agencies.correct(head(season), superior="Tỉnh ủy Cao Bằng", by=None)

    assert papers.letterhead(season).superior == "Tỉnh ủy Cao Bằng\nBan Nội chính Tỉnh ủy"


def test_each_form_has_its_own_lines_and_signer(season):
    heading(head(season), party_heading=LINES, party_signer="Trưởng ban", state_signer="Giám đốc")

    assert papers.letterhead(season).superior == LINES
    assert papers.letterhead(season, form="state").superior == "Ban Nội chính Tỉnh ủy"
    assert papers.signer(season) == papers.Signer(body="Khối trưởng", post="Trưởng ban")
    assert signers.suggest(season, head(season).pk)["signer_post"] == "Trưởng ban"


def test_a_new_name_begins_without_the_old_lines_but_with_the_same_signer(season):
    agency = head(season)
    heading(agency, party_heading=LINES, party_signer="Trưởng ban")
    new = {"name": "Ban Mới", "short_name": "BM", "code": "BM"}
    successions.rename(agency, **new, happens_on=RENAMED, decision="1-QĐ/TU", by=None)

    before = letterheads.of(agency.pk, form="party", day=date(2025, 2, 2))
    after = letterheads.of(agency.pk, form="party", day=RENAMED)

    assert (before.lines, after.lines) == (LINES, "Ban Mới")
    assert (before.signer, after.signer) == ("Trưởng ban", "Trưởng ban")


def test_members_sign_the_pledge_with_their_own_title(season):
    third = world.members(season.bloc)[2]
    heading(third, party_signer="Chủ nhiệm")
    members = list(result_papers.seasons.members_of(season))

    terms = season.terms.select_related("season__bloc")
    signing = list(result_papers.signers(members, terms, form=season.form, day=clock.today()))

    assert [row.post for row in signing] == ["Khối trưởng", "Khối phó Thường trực", "Chủ nhiệm"]


def test_a_paper_issued_before_keeps_its_head(season):
    publishing.publish(world.fill(season.criteria), by=None)
    paper = CriteriaTable.objects.get(season=season).paper
    heading(head(season), party_heading=LINES)

    paper.refresh_from_db()

    assert paper.blocks[0]["superior"] == "Ban Nội chính Tỉnh ủy"
    assert AgencyName.objects.filter(party_heading=LINES).count() == 1
