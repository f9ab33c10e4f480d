"""What is prepared for a saved cell stands for what every page asks: the same rows, sums, refusals."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs import issued
from blocs.models import CriteriaTable
from members.models import Post
from results import running, scoring, standings
from results.models import ScoreLine, ScoreSheet
from tests import world
from tests.results import scene

pytestmark = pytest.mark.django_db

CLERK = Post.Kind.CLERK


@pytest.fixture
def season():
    return scene.scoring_season()


@pytest.fixture
def sheet(season):
    """The third member's sheet: neither head nor deputy."""
    return scene.sheet_of(season)


def staff(season):
    """Those of each member, a stranger, and an officer of the managing body, by their names."""
    agencies = [*world.members(season.bloc), world.agency("Ban Ngoài khối")]
    places = ["head", "deputy", "own", "stranger"]
    users = {
        name: world.person(at, CLERK, username=name).user for name, at in zip(places, agencies, strict=True)
    }
    return users | {"officer": world.officer(season.bloc.managing_body, "officer")}


def test_a_line_is_found_by_whoever_sees_it(season, sheet):
    line, users = sheet.lines.first(), staff(season)
    found = {name: ScoreLine.objects.seen(line.pk, user) for name, user in users.items()}

    assert found == {"head": line, "deputy": line, "own": line, "stranger": None, "officer": line}
    assert found == {
        name: ScoreLine.objects.visible_to(user).filter(pk=line.pk).first() for name, user in users.items()
    }


def test_a_key_beyond_all_keys_is_nobodys_line(season, client):
    client.force_login(staff(season)["head"])

    assert client.post(reverse("results:line_enter", args=[10**30, "note"]), {}).status_code == 404


def test_the_sums_are_those_of_the_page(season, sheet):
    for place, line in enumerate(sheet.lines.select_related("criterion__group")[:2], 1):
        scoring.enter(line, cell="self_points", text=f"{place},5", version=line.version, by=None)
    whole = ScoreSheet.objects.whole().get(pk=sheet.pk)

    sums, lacking = running.of(sheet)
    assert (sums, lacking) == (standings.totals_of(whole, scoring.self_points), scoring.missing(whole))


def test_what_is_corrected_is_not_kept(season):
    assert issued.of(season.pk).table == season.criteria
    CriteriaTable.objects.filter(pk=season.criteria.pk).update(state=CriteriaTable.State.CORRECTING)
    assert issued.of(season.pk) is None


def test_a_table_opened_while_it_is_read_is_not_kept(season, monkeypatch):
    tables, read = CriteriaTable.objects.filter(pk=season.criteria.pk), issued.tree.of

    def opened_meanwhile(table):
        tables.update(state=CriteriaTable.State.CORRECTING)
        return read(table)

    issued._kept.cache_clear()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(issued.tree, "of", opened_meanwhile)
        assert issued.of(season.pk) is None
    assert issued._kept.cache_info().currsize == 0

    tables.update(state=CriteriaTable.State.PUBLISHED)
    assert issued.of(season.pk).table == season.criteria


def test_a_cell_asks_13_times(season, sheet, client):
    client.force_login(staff(season)["own"])
    line = sheet.lines.first()
    address = reverse("results:line_enter", args=[line.pk, "self_points"])
    client.post(address, {"value": "1", "version": 1})

    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, {"value": "1,5", "version": 2})
    assert (answer.status_code, len(captured)) == (200, 13)
