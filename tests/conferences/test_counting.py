"""A conference counts by the rule of votes that its year's criteria table sets."""

from decimal import Decimal

import pytest

from blocs import ballots
from blocs.models import BallotRule, CriteriaTable
from conferences.endorsing import counting, elections, endorsement
from conferences.models import Conference
from core.rules import RuleError
from tests.awards import scene as honours
from tests.conferences import scene

pytestmark = pytest.mark.django_db

REASON = "Bầu lần hai, lấy phiếu cao nhất theo quy chế"


def ruled(season, **facts):
    """Let the year's published table say so, as if it had been set before the publication."""
    tables = CriteriaTable.objects.filter(season=season)
    tables.update(state="correcting")
    BallotRule.objects.create(table=tables.get(), **{"percent": Decimal(50)} | facts)
    tables.update(state="published")


def opened(**facts):
    season = scene.season()
    if facts:
        ruled(season, **facts)
    conference = scene.opened(season)
    return Conference.objects.select_related("season__criteria").get(pk=conference.pk)


def refusal(rule, *args, **facts):
    with pytest.raises(RuleError) as refused:
        rule(*args, by=None, **facts)
    return str(refused.value)


@pytest.mark.parametrize(
    ("facts", "base"),
    [
        ({}, 3),
        ({"base": "all"}, 3),
        ({"roll": "delegates", "base": "present"}, 4),
        ({"roll": "delegates", "base": "all"}, 4),
        ({"base": "valid"}, None),
    ],
)
def test_the_votes_are_counted_of_what_the_rules_say(facts, base):
    conference = opened(**facts)
    rule = counting.rule_of(conference.season)

    assert (rule == ballots.USUAL) is (not facts)
    assert counting.base_of(conference, rule) == base


def test_members_that_are_absent_count_where_the_rules_count_all():
    conference = opened(base="all", percent=Decimal(75), above=False)
    merit = honours.nomination(conference.season, 2, code="pm-merit")

    assert refusal(endorsement.endorse, conference, {merit: 2}, 2) == (
        "Quy định của năm tính trên cả 3 đơn vị thành viên, kể cả vắng mặt. Hãy ghi 3."
    )
    assert refusal(endorsement.endorse, conference, {merit: 2}, 3).endswith(
        "2/3 phiếu (66,7%), cần từ 75% trở lên của 3 đơn vị thành viên: ít nhất 3 phiếu. "
        "Hãy đưa đề nghị này ra khỏi danh sách."
    )
    endorsement.endorse(conference, {merit: 3}, 3, by=None)
    merit.refresh_from_db()
    assert (merit.state, merit.votes) == ("endorsed", 3)


def test_an_election_below_the_share_is_kept_with_a_reason_only():
    conference = opened(base="valid", percent=Decimal("66.67"))
    places = scene.places(conference.season, votes=2, base=3)

    assert refusal(elections.record, conference, places=places) == (
        "Ban Hai: 2/3 phiếu (66,7%), cần trên 2/3 của 3 phiếu hợp lệ: ít nhất 3 phiếu. "
        "Hãy kiểm tra số phiếu, hoặc ghi vì sao hội nghị vẫn công nhận."
    )
    election = elections.record(conference, places=places, below_reason=REASON, by=None)
    assert election.below_reason == REASON


def test_a_reason_that_nothing_needs_is_not_kept():
    conference = opened()
    places = scene.places(conference.season, votes=3, base=3)

    assert elections.record(conference, places=places, below_reason=REASON, by=None).below_reason == ""
