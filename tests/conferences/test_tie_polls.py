"""Members with the same total, told apart by a ballot of the year-end conference."""

import pytest
from django.test import Client
from django.urls import reverse

from blocs.models import Season
from conferences.models import Poll
from conferences.polling import polls
from conferences.standing import tie_polls
from core.rules import RuleError
from results import appraisal, standings
from results.models import TieVote
from tests import kept, world
from tests.results import appraised

from . import polled, scene

pytestmark = pytest.mark.django_db


@kept.once
def tied():
    """A year-end conference of three; the second and the third have the same total and wait for a vote."""
    season = appraised.year(("Ban Một", "Ban Hai", "Ban Ba"), ladder=("vote",))
    for place, lowered in ((1, "50"), (2, "40"), (3, "40")):
        appraised.finished(season, place, lowered=lowered)
    appraisal.conclude(season, by=None)
    conference = scene.opened(Season.objects.get(pk=season.pk))
    for place in (scene.HEAD, scene.DEPUTY):
        scene.user_of(season, place)
    return conference


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def told(season):
    return [(row.rank, row.name) for row in standings.by_place(standings.of(season))]


def test_an_order_of_the_tied_settles_their_place_with_a_reason():
    conference = tied()
    season, client = conference.season, Client()
    client.force_login(polled.opener())
    page = f"{url('poll_new', conference)}?tie=2"
    form = client.get(page).context["form"]
    assert [label for _, label in form.fields["lines"].choices] == ["Ban Hai", "Ban Ba"]
    facts = {
        name: form[name].value() for name in ("title", "lines", "mode", "roll", "base", "percent", "carries")
    }
    client.post(page, {**facts, "kind": "rank", "seats": "", "most": "", "blanks": "on"})
    poll = Poll.objects.get()
    pair = [member.pk for member in world.members(season.bloc)[1:]]
    assert (form["kind"].value(), poll.kind, poll.most) == ("one", "rank", 2)
    assert tie_polls.subjects_of(poll) == list(zip(pair, ("Ban Hai", "Ban Ba"), strict=True))
    assert client.get(url("poll_change", poll)).context["form"]["lines"].value() == facts["lines"]
    polls.open(poll, by=polled.opener())
    polled.cast(polled.now(poll), "1,0", "1,0", "0,1")
    polls.close(poll, by=polled.closer())

    assert client.get(url("poll", poll)).context["settles"] == 2
    settle = reverse("conferences:tie_settle", args=[conference.pk, 2])
    asked = client.get(settle).context["form"]
    assert asked["how"].value() == f"poll-{poll.pk}"
    client.post(
        settle, {"agencies": asked["agencies"].value(), "how": f"poll-{poll.pk}", "reason": "Điều 9 quy chế"}
    )

    assert told(Season.objects.get(pk=season.pk)) == [(1, "Ban Một"), (2, "Ban Ba"), (3, "Ban Hai")]
    assert [(vote.agency_id, vote.votes) for vote in TieVote.objects.order_by("agency")] == [
        (pair[0], 4),
        (pair[1], 5),
    ]
    assert tie_polls.place_of(polled.now(poll)) is None
    assert client.get(page).status_code == 409


def counted(conference, *papers, **facts):
    tie = tie_polls.tie_at(conference.season, 2)
    options = [{"label": name, "about": key} for key, name in zip(tie.agencies, tie.names, strict=True)]
    poll = polled.closed(*papers, conference=conference, options=options, **facts)
    return poll, dict(tie_polls.counted(conference, tie)), tie


def test_a_ballot_of_one_choice_tells_the_tied_apart_by_its_votes():
    poll, found, tie = counted(tied(), "1", "1", "0", kind="one", most=1, seats=1)

    assert found == {poll: dict(zip(tie.agencies, (1, 2), strict=True))}


def test_an_order_that_does_not_hold_settles_nothing():
    poll, found, _ = counted(tied(), "", "", "0,1", kind="rank", most=2)

    assert found == {}
    assert tie_polls.place_of(poll) == 2


def test_a_ballot_on_the_tied_is_on_no_award_and_no_post_though_the_address_says_so():
    conference, client = tied(), Client()
    client.force_login(polled.opener())
    page = f"{url('poll_new', conference)}?tie=2&post=head"
    form = client.get(page).context["form"]

    assert (form.award, form.post, form.initial["title"]) == (None, "", "Phân định đồng hạng thứ 2")


def test_what_is_no_place_shared_begins_no_ballot():
    conference = tied()
    for rank in ("1", "x", "9999", ""):
        with pytest.raises(RuleError, match="Không có đơn vị nào cùng thứ này"):
            tie_polls.begun(conference, rank, {})


def test_a_conference_that_settles_no_place_begins_no_ballot_on_one():
    thematic = scene.planned(tied().season, "thematic")

    with pytest.raises(RuleError, match="phân định tại hội nghị tổng kết"):
        tie_polls.begun(thematic, "2", {})


def test_who_waits_for_a_paper_ballot_is_not_told_that_the_page_opens_it():
    conference = polled.hall(3)
    client = Client()
    client.force_login(polled.voter(conference, 3))
    shown = {}
    for mode in ("login", "paper"):
        shown[mode] = (
            "tự mở phiếu" in client.get(url("poll", polled.prepared(conference, mode=mode, title=mode))).text
        )

    assert shown == {"login": True, "paper": False}
