"""A correction of the criteria beside what members do at the same moment, on a real PostgreSQL."""

from functools import partial

import pytest

from blocs import corrections as of_table
from blocs import criteria
from blocs.models import CriteriaRevision, CriteriaTable, Criterion
from results import corrections, scoring
from results.models import ScoreLine, ScoreSheet
from tests.results import at_once as hands
from tests.results import scene

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

ROUNDS = 5


@pytest.fixture(autouse=True)
def real_postgresql():
    hands.need_postgresql()


def at_once(*acts):
    """Carry out the acts at the same moment; return how each ended."""
    return hands.ended(hands.at_once(*(partial(act, by=None) for act in acts)))


def state_of(season):
    return CriteriaTable.objects.get(season=season).state


def changed(season):
    """The table under correction, II.1 renamed and a new criterion in its group."""
    table = CriteriaTable.objects.get(season=season)
    of_table.begin(table, reason="Sửa", by=None)
    row = Criterion.objects.get(group__table=table, name="Tiêu chí 40")
    criteria.change_criterion(row, name="Tên mới", by=None)
    return CriteriaTable.objects.get(pk=table.pk)


def test_a_correction_begins_before_or_after_a_member_hands_in_and_never_beside_it():
    season = scene.scoring_season()
    sheet = scene.fill(scene.sheet_of(season))
    table = CriteriaTable.objects.get(season=season)
    for number in range(ROUNDS):
        begin = partial(of_table.begin, table, reason=f"Lần {number}")
        begun, submitted = at_once(begin, partial(scoring.submit, ScoreSheet.objects.get(pk=sheet.pk)))

        assert (begun, state_of(season)) == ("done", "correcting")
        now = ScoreSheet.objects.get(pk=sheet.pk)
        assert (submitted, now.state) in (("done", "submitted"), ("RuleError", "draft"))
        of_table.abandon(table, by=None)
        if now.state == "submitted":
            scoring.withdraw(now, by=None)


def test_of_two_who_publish_one_correction_one_is_told():
    season = scene.scoring_season()
    table = changed(season)

    answers = at_once(*[partial(corrections.publish, table)] * 2)

    assert sorted(answers) == ["RuleError", "done"]
    table.refresh_from_db()
    assert (table.state, table.revision, CriteriaRevision.objects.count()) == ("published", 1, 1)


def test_of_two_who_begin_one_is_told():
    table = CriteriaTable.objects.get(season=scene.scoring_season())

    assert sorted(at_once(*[partial(of_table.begin, table, reason="Sửa")] * 2)) == ["RuleError", "done"]
    assert CriteriaRevision.objects.count() == 1


def test_one_publishes_while_another_gives_up():
    table = changed(scene.scoring_season())

    answers = at_once(partial(corrections.publish, table), partial(of_table.abandon, table))

    table.refresh_from_db()
    assert sorted(answers) == ["RuleError", "done"]
    assert table.revision == (1 if answers[0] == "done" else 0)
    assert CriteriaRevision.objects.count() == table.revision


def test_what_is_typed_under_a_criterion_that_leaves_is_never_lost():
    season = scene.scoring_season()
    sheet = scene.sheet_of(season)
    table = changed(season)
    row = Criterion.objects.get(group__table=table, name="Tên mới")
    criteria.remove_criterion(row, by=None)
    line = scene.line(sheet, "II.1")

    typed, published = at_once(
        partial(scoring.enter, line, cell="note", text="đã làm", version=line.version),
        partial(corrections.publish, table),
    )

    assert (typed, published) in (("done", "RuleError"), ("RuleError", "done"))
    assert ScoreLine.objects.filter(pk=line.pk, note="đã làm").exists() == (typed == "done")


def test_a_sheet_begun_beside_the_publication_has_every_line():
    season = scene.scoring_season()
    table = changed(season)
    group = Criterion.objects.get(group__table=table, name="Tên mới").group
    facts = {"guidance": "", "evidence_required": False}
    criteria.change_criterion(group.criteria.get(), max_points=30, by=None)
    criteria.add_criterion(group, name="Mới", max_points=10, **facts, by=None)
    agency = season.terms.get(post="head").agency

    assert at_once(
        lambda by: scoring.start(season, agency=agency, by=by), partial(corrections.publish, table)
    ) == ["done", "done"]
    assert ScoreSheet.objects.get(agency=agency).lines.count() == 5
