"""The sandbox of a standing: the same arithmetic, nothing kept, faults told by cell."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from awards.limiting import quotas
from blocs.models import Season
from conferences.standing import ranking, trials
from results import standings
from results.models import ScoreLine
from tests import kept, world
from tests.results import appraised

from . import ranked, reported

pytestmark = pytest.mark.django_db

FIVE = ("Một", "Hai", "Ba", "Bốn", "Năm")


@kept.once
def tied():
    """Five members with the places 1, 2, 3, 3, 5; two flags, one certificate of merit."""
    season = reported.concluded(FIVE, lowered=("50", "49", "48", "48", "47"))
    ranked.limit(season, ranked.FLAG, 2)
    ranked.limit(season, ranked.MERIT, 1)
    return season


@pytest.fixture
def season():
    return Season.objects.get(pk=tied().pk)


@pytest.fixture
def given(season):
    return trials.read(season, quotas.meters(season))


def places(outcome, side="after"):
    return [(row.name, getattr(row, side).place.rank) for row in outcome.rows]


def agency(season, place):
    return world.members(season.bloc)[place - 1].pk


def top(given, number=0):
    return given.table.tops[number].pk


# the rules of it


def test_without_a_change_both_sides_are_the_standing(given, season):
    outcome = trials.compare(given, trials.Trial())

    assert (outcome.moved, outcome.scored, bool(trials.Trial())) == (0, 0, False)
    assert outcome.before == outcome.after
    real = ranking.of(season, limits=quotas.meters(season))
    assert [line.place.rank for line in outcome.after.lines] == [line.place.rank for line in real.lines]
    assert [row.sentence for row in outcome.after.crossings] == [row.sentence for row in real.crossings]


def test_other_points_of_a_group_or_a_line_move_places_and_quotas(given, season):
    last = agency(season, 5)
    line = given.lines[last][0]
    by_group = trials.compare(given, trials.Trial(groups={(last, top(given)): Decimal("49.5")}))
    by_line = trials.compare(given, trials.Trial(lines={line.pk: line.appraised_points - 10}))

    assert places(by_group) == [("Một", 1), ("Năm", 2), ("Hai", 3), ("Ba", 4), ("Bốn", 4)]
    assert [(row.name, row.up, row.after.quota) for row in by_group.rows if row.moved] == [
        ("Năm", 3, "Cờ thi đua"),
        ("Hai", -1, "Bằng khen TTCP"),
        ("Ba", -1, ""),
        ("Bốn", -1, ""),
    ]
    assert (by_group.before.crossings != [], by_group.after.crossings) == (True, [])
    assert [(row.name, row.moved) for row in by_line.rows if row.scored] == [("Năm", False)]


def test_quotas_weights_and_the_ladder_are_tried(given, season):
    merit = next(meter.quota.pk for meter in given.meters if meter.form.code == ranked.MERIT)
    wider = trials.compare(given, trials.Trial(quotas={merit: 2}))
    level = trials.compare(given, trials.Trial(weights={top(given): Decimal(0)}))

    assert (wider.after.crossings, [row.after.quota for row in wider.rows][2:4]) == (
        [],
        ["Bằng khen TTCP"] * 2,
    )
    assert places(level) == [(name, 1) for name in FIVE]
    assert {row.after.place.totals.total for row in level.rows} == {Decimal(30)}
    protocol = _with_ladder(given)
    assert places(trials.compare(protocol, trials.Trial())) == list(zip(FIVE, range(1, 6), strict=True))
    off = trials.Trial(off=frozenset({protocol.facts.ladder[0].pk}))
    assert [rank for _, rank in places(trials.compare(protocol, off))] == [1, 2, 3, 3, 5]


def _with_ladder(given):
    step = given.table.ladder.model(pk=1, kind="protocol")
    return replace(given, facts=replace(given.facts, ladder=(step,)))


def test_votes_behind_a_ladder_that_asks_for_none_tell_apart_only_whom_they_are_of(given, season):
    third, fourth = agency(season, 3), agency(season, 4)
    facts = replace(given.facts, votes={third: 1, fourth: 4})

    found = standings.by_place(standings.from_facts(given.table, facts))

    assert [(place.name, place.rank, place.waits) for place in found][2:] == [
        ("Bốn", 3, ""),
        ("Ba", 4, ""),
        ("Năm", 5, ""),
    ]
    assert found[2].decided == "hơn ở số phiếu bình xét"


# the page


def url(season):
    return reverse("conferences:ranking_trial", args=[season.pk])


def test_the_page_tries_keeps_nothing_and_says_what_is_wrong(client, season, given):
    client.force_login(world.head_of(season))
    first = client.get(url(season))
    assert (first.context["tried"], "THỬ" in first.text) == (False, True)
    steps = [str(step.pk) for step in given.facts.ladder]
    cell, line = f"g-{agency(season, 5)}-{top(given)}", given.lines[agency(season, 1)][0]
    sent = {"steps": steps, cell: "49,5", f"l-{line.pk}": "1", "member": str(agency(season, 2))}

    with kept.written() as tables:
        answer = client.post(url(season), sent)
    assert (tables, answer.context["tried"]) == (set(), True)
    assert answer.context["said"] == [
        "Năm, nhóm I: 49,50",
        f"Một, {line.criterion.code}: 1,00",
    ]
    assert f'type="hidden" name="l-{line.pk}" value="1"' in answer.text
    assert ScoreLine.objects.get(pk=line.pk).appraised_points == line.appraised_points

    with kept.written() as tables:
        bad = client.post(url(season), sent | {cell: "999", f"w-{top(given)}": "<u>", "member": "x"})
    assert (tables, bad.context["tried"]) == (set(), False)
    assert [(name, sentence) for _, name, sentence in bad.context["faults"]][1] == (
        "Năm, nhóm I",
        "Nhập từ 0 đến 60 điểm.",
    )
    assert ("<u>" in bad.text, len(bad.context["faults"])) == (False, 3)


def test_only_the_head_tries(client, season):
    client.force_login(appraised.user_of(season, appraised.MEMBER))
    assert client.get(url(season)).status_code == 403
    assert client.post(url(season), {}).status_code == 403
    client.force_login(world.head_of(season))
    link = url(season)
    assert link in client.get(reverse("conferences:ranking", args=[season.pk])).text
