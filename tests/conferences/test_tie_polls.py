"""Members with the same total, told apart by a ballot of the year-end conference."""

import pytest
from django.test import Client
from django.urls import reverse

from blocs.models import Season
from conferences import polls, tie_polls
from conferences.models import Poll
from core.rules import RuleError
from results import appraisal, standings, ties
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


def test_an_order_of_the_tied_is_recorded_as_their_votes_and_the_standing_written_anew():
    conference = tied()
    season, client = conference.season, Client()
    client.force_login(polled.opener())
    page = f"{url('poll_new', conference)}?tie=1"
    form = client.get(page).context["form"]
    assert [label for _, label in form.fields["lines"].choices] == ["Ban Hai", "Ban Ba"]
    facts = {
        name: form[name].value()
        for name in ("title", "lines", "kind", "mode", "roll", "base", "percent", "carries")
    }
    client.post(page, {**facts, "seats": "", "most": "", "blanks": "on"})
    poll = Poll.objects.get()
    assert (poll.kind, poll.most, tie_polls.is_about(poll)) == ("rank", 2, True)
    assert client.get(url("poll_change", poll)).context["form"]["lines"].value() == facts["lines"]
    polled.now(polls.open(poll, by=polled.opener()))
    polled.cast(poll, "1,0", "1,0", "0,1")
    polls.close(poll, by=polled.closer())

    assert client.get(url("poll", poll)).context["settles"] == {
        row.pk: points for row, points in zip(world.members(season.bloc)[1:], (4, 5), strict=True)
    }
    client.post(url("poll_settle", poll))

    assert told(Season.objects.get(pk=season.pk)) == [(1, "Ban Một"), (2, "Ban Ba"), (3, "Ban Hai")]
    with pytest.raises(RuleError) as refusal:
        tie_polls.settle(polled.now(poll), by=None)
    assert str(refusal.value).startswith("Kết quả này đã ghi")
    assert client.get(page).status_code == 409
    ties.take_back(season, by=None)
    assert tie_polls.waiting_for(polled.now(poll))


def test_a_ballot_of_one_choice_tells_the_tied_apart_by_its_votes():
    conference = tied()
    options = [{"label": name, "about": key} for key, name in tie_polls.tied(conference.season)]
    poll = polled.closed("1", "1", "0", conference=conference, kind="one", most=1, seats=1, options=options)

    assert tie_polls.settle(poll, by=None) == 2
    assert told(conference.season)[1:] == [(2, "Ban Ba"), (3, "Ban Hai")]


def test_an_order_that_does_not_hold_settles_nothing():
    conference = tied()
    options = [{"label": name, "about": key} for key, name in tie_polls.tied(conference.season)]
    poll = polled.closed("", "", "0,1", conference=conference, kind="rank", most=2, options=options)

    assert tie_polls.waiting_for(poll) == {}
