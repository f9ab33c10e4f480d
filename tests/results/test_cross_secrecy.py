"""Who scores whom stays unknown to the scored member where the rules say so: draw, progress, marks, desk."""

import pytest
from django.urls import reverse

from blocs import phases
from blocs.cross_rules import CrossScoring
from core.models import Entry, User
from desk import todo
from results import cross_closing, cross_draw, cross_progress, cross_rounds, cross_scoring, scoring
from results.models import CrossAssignment, CrossRound
from tests import world
from tests.results import appraised, crossed

pytestmark = pytest.mark.django_db

NUMBERS = ["Đơn vị chấm 1", "Đơn vị chấm 2"]


@pytest.fixture
def season():
    return crossed.year()


def page_of(client, season, place, name="cross"):
    user = User.objects.filter(username=f"clerk-{place}").first() or appraised.user_of(season, place)
    client.force_login(user)
    return client.get(reverse(f"results:{name}", args=[season.pk]))


def test_a_nameless_draw_is_by_a_lot_that_draws_the_same_again_and_stands_in_no_history(season):
    found = cross_rounds.draw(season, due_on=crossed.due(), by=None)
    members = [agency.pk for agency in world.members(season.bloc)]
    rows = found.assignments.order_by("pk").values_list("scored", "scorer")

    again = cross_draw.draw(members, scored=members, count=2, seed=found.seed)
    assert len(found.seed) == 32
    assert [(scored, each) for scored, scorers in again.items() for each in scorers] == list(rows)
    assert all("seed" not in entry.after for entry in Entry.objects.about(found))


def test_a_draw_with_names_is_the_circle_that_everybody_can_follow():
    season = crossed.year(CrossScoring("all", 2, named=True))
    found = cross_rounds.draw(season, due_on=crossed.due(), by=None)

    assert found.seed == ""
    assert crossed.assignment(season, 2, 1) and crossed.assignment(season, 3, 1)


def test_the_head_reads_numbers_for_the_scorers_of_its_own_sheet(client, season):
    crossed.drawn(season)
    page = page_of(client, season, 1)
    scorers = [row.scorer for row, _ in page.context["rows"] if row.scored == "Ban Một"]
    assert scorers == NUMBERS
    assert dict(page.context["waited_for"])[cross_progress.OWN] == 2
    crossed.handed_in(season, s2t1="40")
    marks = page_of(client, season, 1, "cross_marks")
    own = [each for each in marks.context["lines"] if each.member == "Ban Một"]
    assert [[mark.scorer for mark in each.marks] for each in own] == [NUMBERS] * 4
    assert {each.scorer: each.sheets for each in marks.context["tendencies"]} == {
        "Ban Một": 2,
        "Ban Hai": 1,
        "Ban Ba": 1,
        "Ban Bốn": 2,
    }


def test_a_deputy_does_not_read_who_is_waited_for_because_of_its_own_sheet(client, season):
    crossed.drawn(season)
    second = world.members(season.bloc)[1]
    done = CrossAssignment.objects.exclude(scored=second)
    for given in done.order_by("pk"):
        cross_scoring.accept_rest(given, by=None)
        cross_scoring.hand_in(given, by=None)

    page = page_of(client, season, 2)

    assert (page.context["waited_for"], len(page.context["rows"])) == ([], 6)


def test_the_desk_of_the_head_names_nobody_that_scores_its_own_sheet(season):
    crossed.drawn(season)
    own = CrossAssignment.objects.filter(scored=world.members(season.bloc)[0])
    for given in CrossAssignment.objects.exclude(pk__in=own).order_by("pk"):
        cross_scoring.accept_rest(given, by=None)
        cross_scoring.hand_in(given, by=None)

    lines = todo.of(appraised.user_of(season, 1), season)

    assert [line.detail for line in lines if line.title == "Chờ 2 bảng chấm chéo"] == [
        f"Chưa nộp: {cross_progress.OWN}"
    ]


def test_the_lot_is_shown_to_the_managing_body_alone_and_after_closing(client, season):
    crossed.drawn(season)
    CrossRound.objects.update(seed="abc")
    crossed.handed_in(season)
    officer = world.officer(season.bloc.managing_body)
    url = reverse("results:cross_marks", args=[season.pk])
    client.force_login(officer)
    assert client.get(url).context["seed"] == ""
    cross_closing.close(season, by=None)
    assert client.get(url).context["seed"] == "abc"
    client.force_login(appraised.user_of(season, 1))
    assert client.get(url).context["seed"] == ""


def test_no_button_adds_scorers_where_nobody_is_left(client):
    season = crossed.year(CrossScoring("others", 2))
    crossed.drawn(season)

    assert page_of(client, season, 1).context["may"]["assign"] is True
    assert page_of(client, season, 2).context["may"]["assign"] is False  # the head's sheet is not covered
    answer = client.get(reverse("results:cross_assign", args=[season.pk]))
    assert answer.url == reverse("results:cross", args=[season.pk])
    members = world.members(season.bloc)
    for scored in members[1:]:
        for scorer in set(members) - {scored}:
            cross_rounds.assign(season, scorer=scorer.pk, scored=scored.pk, by=None)
    assert page_of(client, season, 1).context["may"]["assign"] is False


def test_evidence_is_read_from_the_appraisal_on_and_never_of_a_draft(client, season):
    crossed.drawn(season)
    sheet = appraised.sheet(season, 1)
    row = sheet.lines.first().evidence.get()
    url = reverse("results:evidence", args=[row.pk])
    client.force_login(appraised.user_of(season, 3))
    assert client.get(url).status_code == 200
    appraised.appraisal.send_back(sheet, lines=[appraised.line(sheet)], reason="Thiếu", by=None)
    assert client.get(url).status_code == 404
    scoring.submit(sheet, by=None)
    assert client.get(url).status_code == 200
    phases.step_back(season, reason="Sửa bảng", by=None)
    assert client.get(url).status_code == 404


def test_the_way_back_from_a_file_leads_scorers_to_the_sheet_they_score(client, season):
    crossed.drawn(season)
    line = appraised.line(appraised.sheet(season, 1))
    given = crossed.assignment(season, 3, 1)
    url = reverse("results:evidence_preview", args=[line.evidence.get().pk])

    client.force_login(appraised.user_of(season, 3))
    page = client.get(url).content.decode()
    assert f'href="{given.get_absolute_url()}#mc-{line.pk}"' in page
    assert reverse("results:sheet", args=[line.sheet_id]) not in page
    client.force_login(appraised.user_of(season, 1))
    assert reverse("results:sheet", args=[line.sheet_id]) in client.get(url).content.decode()
