"""A shared place at the conference: kept, told apart by votes, taken back; page and minutes."""

import pytest
from django.urls import reverse

from blocs.models import Season
from conferences.models import Conference, Poll, TieRuling
from conferences.running import decided, meetings
from conferences.showing import standing_board
from conferences.standing import ranking, tie_polls, tie_rulings
from conferences.standing.tie_forms import TieForm
from core.models import Entry, User
from core.rules import RuleError
from documents.blocks import Paragraph
from results import seals, standings
from results.models import Standing, TieVote
from tests import kept, world
from tests.awards import scene as honours

from . import polled, ranked, reported, scene

pytestmark = pytest.mark.django_db

FIVE = ("Một", "Hai", "Ba", "Bốn", "Năm")
WHY = "Điều 9 quy chế của Khối"


@kept.once
def met():
    """An open year-end conference of five; the third and fourth share their place."""
    season = reported.concluded(FIVE, lowered=("50", "49", "48", "48", "47"))
    conference = scene.opened(season)
    for place in (scene.HEAD, scene.DEPUTY, scene.MEMBER):
        if not User.objects.filter(username=f"clerk-{place}").exists():
            world.person(honours.member(season, place), "clerk", username=f"clerk-{place}")
    return conference


@pytest.fixture
def conference():
    return Conference.objects.get(pk=met().pk)


def pair(conference):
    return [member.pk for member in world.members(conference.season.bloc)[2:4]]


def settle(conference, how="kept", **facts):
    defaults = {"rank": 3, "agencies": pair(conference), "reason": WHY, "by": polled.opener()}
    return tie_rulings.settle(conference, how=how, **defaults | facts)


def ranks(conference):
    return [
        (row.agency.names.get().name, row.rank) for row in Standing.objects.filter(season=conference.season)
    ]


def told(conference):
    season = Season.objects.get(pk=conference.season_id)
    return [(row.result, row.holds) for row in tie_rulings.of(conference, standings.of(season))]


def minuted(conference):
    _, blocks = next(iter(decided.sections(conference)))
    return [block.text for block in blocks if isinstance(block, Paragraph)]


# the rules


def test_a_shared_place_is_kept_with_a_reason_and_told_in_the_minutes(conference):
    assert minuted(conference) == ["Ba, Bốn cùng thứ 3 (78,00 điểm); hội nghị không phân định thêm."]
    assert [line for line in meetings.reminders(conference) if line.startswith("Thứ 3 có 2 đơn vị (Ba, Bốn)")]

    ruling = settle(conference)

    assert told(conference) == [("giữ đồng hạng, cùng thứ 3", True)]
    assert (ruling.by, Entry.objects.get(act="tie.settle").reason) == (polled.opener(), WHY)
    assert minuted(conference) == [
        f"Thứ 3, Ba, Bốn bằng điểm (78,00): giữ đồng hạng, cùng thứ 3. Căn cứ, lý do: {WHY}."
    ]
    assert not [line for line in meetings.reminders(conference) if line.startswith("Thứ 3")]
    with pytest.raises(RuleError, match="đã kết luận về thứ này"):
        settle(conference)


def test_votes_tell_apart_write_the_standing_and_are_taken_back(conference):
    third, fourth = pair(conference)
    seal = seals.of(conference.season).sha256
    settle(conference, "vote", votes={third: 1, fourth: 4})

    assert ranks(conference)[2:] == [("Bốn", 3), ("Ba", 4), ("Năm", 5)]
    assert seals.of(conference.season).sha256 != seal
    assert told(conference) == [("phân định bằng phiếu: Bốn 4 phiếu; Ba 1 phiếu", True)]
    assert set(Entry.objects.filter(act="standing.vote").values_list("reason", flat=True)) == {WHY}
    assert minuted(conference) == [
        "Thứ 3, Ba, Bốn bằng điểm (78,00): phân định bằng phiếu: Bốn 4 phiếu; Ba 1 phiếu. "
        f"Căn cứ, lý do: {WHY}."
    ]
    TieVote.objects.filter(agency=third).delete()
    assert told(conference)[0][1] is False

    tie_rulings.withdraw(conference, rank=3, reason="Đếm nhầm", by=polled.opener())

    assert [rank for _, rank in ranks(conference)] == [1, 2, 3, 3, 5]
    assert (TieRuling.objects.count(), TieVote.objects.count()) == (0, 0)
    with pytest.raises(RuleError, match="đã được bỏ"):
        tie_rulings.withdraw(conference, rank=3, reason="Đếm nhầm", by=None)


def test_a_counted_ballot_on_exactly_its_members_settles_a_tie(conference):
    third, fourth = pair(conference)
    begun, about = tie_polls.begun(conference, "3", {})
    facts = {"kind": "one", "most": 1, "title": begun["title"]}
    poll = polled.closed("0", "1", "1", "1", "1", conference=conference, labels=("Ba", "Bốn"), **facts)
    polled.closed("0", "1", "1", "1", "1", conference=conference, labels=("Ba", "Năm"), **facts)
    tie = tie_polls.tie_at(conference.season, 3)

    assert about == [(third, "Ba"), (fourth, "Bốn")]
    assert tie_polls.counted(conference, tie) == [(poll, {third: 1, fourth: 4})]
    ruling = settle(conference, "vote", poll=poll)
    assert (ruling.poll, ranks(conference)[2]) == (poll, ("Bốn", 3))
    assert f"(cuộc bỏ phiếu “{poll}”)" in minuted(conference)[0]
    assert tie_polls.tie_at(conference.season, 3) is None


def test_those_whom_votes_left_equal_are_kept_on_top_of_the_vote():
    season = reported.concluded(lowered=("50", "50", "50"))
    conference = scene.opened(season)
    scene.user_of(season)
    keys = [member.pk for member in world.members(season.bloc)]
    settle(conference, "vote", rank=1, agencies=keys, votes=dict(zip(keys, (2, 2, 1), strict=True)))
    assert [rank for _, rank in ranks(conference)] == [1, 1, 3]

    settle(conference, rank=1, agencies=keys[:2])

    assert told(conference) == [
        ("phân định bằng phiếu: Ban Một 2 phiếu; Ban Hai 2 phiếu; Ban Ba 1 phiếu", True),
        ("giữ đồng hạng, cùng thứ 1", True),
    ]
    assert not [line for line in meetings.reminders(conference) if line.startswith("Thứ 1")]
    assert [row.is_last for row in tie_rulings.of(conference, standings.of(season))] == [False, True]
    with pytest.raises(RuleError, match="đã kết luận về thứ này"):
        settle(conference, rank=1, agencies=keys[:2])
    for left in (1, 0):  # what was kept after the vote, then the vote
        tie_rulings.withdraw(conference, rank=1, reason="Đếm nhầm", by=None)
        assert TieRuling.objects.count() == left


def test_a_ballot_that_ended_level_tells_nobody_apart_and_is_a_reason_to_keep():
    tie = ranking.Tie(rank=3, names=["Ba", "Bốn"], total=78, skipped=[4], agencies=(7, 8))
    form = TieForm(tie=tie, polls=[(Poll(pk=5, title="Phân định"), {7: 2, 8: 2})])

    assert [key for key, _ in form.fields["how"].choices] == ["kept", "vote"]
    assert form.initial["reason"] == "Cuộc bỏ phiếu “Phân định”: Ba 2 phiếu; Bốn 2 phiếu, bằng nhau."


def test_what_settles_nothing_is_refused(conference):
    third, fourth = pair(conference)
    first = world.members(conference.season.bloc)[0].pk
    refused = [
        ({"votes": {third: 2, fourth: 2}}, "Số phiếu bằng nhau"),
        ({"votes": {third: 2}}, "số phiếu của từng đơn vị"),
        ({"agencies": [third, first], "votes": {third: 1, first: 2}}, "vừa thay đổi"),
        ({"rank": 1, "votes": {third: 2, fourth: 1}}, "vừa thay đổi"),
        ({"votes": {third: 2, fourth: 1}, "reason": " "}, "Hãy ghi căn cứ"),
    ]
    for facts, sentence in refused:
        with pytest.raises(RuleError, match=sentence):
            settle(conference, "vote", **facts)
    other = scene.opened(conference.season, "thematic")
    with pytest.raises(RuleError, match="hội nghị tổng kết"):
        settle(other)
    assert (TieRuling.objects.count(), TieVote.objects.count()) == (0, 0)


# the pages


def url(name, conference, rank=3):
    return reverse(f"conferences:{name}", args=[conference.pk, rank])


def test_the_head_settles_on_the_page_of_the_ranking(client, conference):
    ranked.limit(conference.season, ranked.FLAG, 3)
    page = reverse("conferences:ranking", args=[conference.season_id])
    client.force_login(polled.opener())
    text = client.get(page).text
    assert (
        f'{url("tie_settle", conference)}"' in text,
        "hạn mức Cờ thi đua của Chính phủ còn 1" in text,
    ) == (
        True,
        True,
    )
    about = ",".join(map(str, pair(conference)))

    lacking = client.post(url("tie_settle", conference), {"agencies": about, "how": "vote", "reason": WHY})
    assert list(lacking.context["form"].errors.values()) == [["Hãy nhập số phiếu, ví dụ 9."]] * 2
    stale = client.post(url("tie_settle", conference), {"agencies": "1", "how": "kept", "reason": WHY})
    assert "vừa thay đổi" in stale.text
    third, fourth = pair(conference)
    sent = {
        "agencies": about,
        "how": "vote",
        f"v-{third}": "4",
        f"v-{fourth}": "1",
        "reason": "<i>giơ tay</i>",
    }
    assert client.post(url("tie_settle", conference), sent).url == page
    text = client.get(page).text
    assert ("phân định bằng phiếu: Ba 4 phiếu; Bốn 1 phiếu" in text, "<i>" in text) == (True, False)

    client.post(url("tie_withdraw", conference), {"reason": "Đếm nhầm"})
    client.post(url("tie_settle", conference), {"agencies": about, "how": "kept", "reason": WHY})
    text = client.get(page).text
    assert ("giữ đồng hạng, cùng thứ 3" in text, f'{url("tie_settle", conference)}"' in text) == (True, False)
    begun = client.get(reverse("conferences:poll_new", args=[conference.pk]), {"tie": "3"})
    assert begun.context["form"]["lines"].value() == [str(key) for key in pair(conference)]


def test_a_member_reads_what_was_settled_and_settles_nothing(client, conference):
    settle(conference)
    client.force_login(User.objects.get(username="clerk-3"))
    text = client.get(reverse("conferences:ranking", args=[conference.season_id])).text

    assert (WHY in text, "Bỏ kết luận" in text) == (True, False)
    for name in ("tie_settle", "tie_withdraw"):
        assert client.post(url(name, conference), {}).status_code == 403
    assert len(ranking.of(conference.season, limits=()).ties) == 1


def test_the_board_says_that_the_conference_told_equal_ones_apart(conference):
    shared = standing_board.of(conference)
    third, fourth = pair(conference)
    settle(conference, how="vote", votes={third: 2, fourth: 3})

    apart = standing_board.of(conference)

    assert (shared["rule"], "settled" in shared) == (standing_board.SHARED, False)
    assert apart["rule"] == "Điểm bằng nhau thì cùng thứ, trừ nơi hội nghị đã phân định."
    assert apart["settled"] == ["Thứ 3 xếp trước thứ 4, cùng 78,00 điểm: hơn ở số phiếu bình xét."]


def test_the_board_behind_the_sign_in_says_so_as_well(client, conference):
    third, fourth = pair(conference)
    settle(conference, how="vote", votes={third: 2, fourth: 3})
    client.force_login(world.head_of(conference.season))

    text = client.get(reverse("conferences:board", args=[conference.season_id])).text

    assert (standing_board.VOTED in text, standing_board.SHARED in text) == (True, False)
