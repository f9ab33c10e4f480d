"""The seal of the written standing: what it covers, when it is written anew, where it shows."""

import pytest
from django.urls import reverse

from blocs import phases
from blocs.models import Season
from members.models import AgencyName
from results import appraisal, seals, standings
from results.models import StandingSeal

from . import appraised
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    """A concluded year."""
    made = appraised.year()
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(made, place, lowered=f"4{place}")
    appraisal.conclude(made, by=appraised.user_of(made, HEAD))
    return Season.objects.get(pk=made.pk)


def again(season, points):
    """The year opened again, one line judged anew, and concluded."""
    phases.step_back(season, reason="Cộng nhầm", by=None)
    sheet = appraised.sheet(season)
    appraisal.reopen(sheet, reason="Cộng nhầm", by=None)
    appraised.judge(sheet, text=points)
    appraised.finished(season)
    appraisal.conclude(Season.objects.get(pk=season.pk), by=None)
    return Season.objects.get(pk=season.pk)


def page(client, season, user):
    client.force_login(user)
    return client.get(reverse("results:standing", args=[season.pk]))


def test_the_conclusion_seals_what_the_standing_says(season):
    seal = seals.of(season)

    assert seal.sha256 == seals.fingerprint(seal.says)
    assert seal.says["criteria"] == season.criteria.sha256 != ""
    assert [(row["rank"], row["name"], row["total"]) for row in seal.says["places"]] == [
        (1, "Ban Ba", "73.00"),
        (2, "Ban Hai", "72.00"),
        (3, "Ban Một", "71.00"),
    ]
    assert seals.holds(seal, standings.of(season))


def test_a_hundredth_more_makes_another_hash(season):
    seal = seals.of(season)
    says = {**seal.says, "places": [*seal.says["places"]]}
    says["places"][0] = {**says["places"][0], "total": "73.01"}

    assert seals.fingerprint(says) != seal.sha256


def test_written_anew_there_is_one_seal_and_the_former_hash_stays_in_the_history(season):
    first = seals.of(season)
    now = again(season, "45")

    second = StandingSeal.objects.get()
    assert second.pk == first.pk
    assert second.sha256 != first.sha256
    assert [(row.fingerprint, row.who) for row in seals.former(second)] == [(first.sha256, "Nguyễn Thu Hà")]
    assert seals.holds(second, standings.of(now))


def test_the_page_shows_the_hash_to_every_member_once_concluded(season, client):
    answer = page(client, season, appraised.user_of(season, MEMBER))

    assert seals.of(season).sha256 in answer.text
    assert "khác bảng đã chốt" not in answer.text


def test_opened_again_only_who_follows_sees_the_former_hash(season, client):
    digest = seals.of(season).sha256
    phases.step_back(season, reason="Cộng nhầm", by=None)

    assert digest in page(client, season, appraised.user_of(season, DEPUTY)).text
    assert digest not in page(client, season, appraised.user_of(season, MEMBER)).text


def test_former_hashes_are_listed_with_who_wrote_them(season, client):
    first = seals.of(season).sha256
    now = again(season, "45")

    answer = page(client, now, appraised.user_of(now, MEMBER))

    assert answer.text.count(first) == 1
    assert "1 mã của các lần chốt trước" in answer.text


def test_the_page_says_when_what_it_shows_is_no_longer_what_was_sealed(season, client):
    AgencyName.objects.filter(name="Ban Ba").update(name="Ban Ba (đã sửa)")

    assert "khác bảng đã chốt" in page(client, season, appraised.user_of(season, MEMBER)).text
