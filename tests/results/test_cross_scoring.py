"""Cross-scoring: drawn, scored, handed in, closed; what is refused on the way."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blocs import standards
from blocs.cross_rules import CrossScoring
from blocs.models import CriteriaTable
from core import clock
from core.models import Entry
from core.rules import RuleError
from members import successions
from results import appraisal, cross_closing, cross_rounds, cross_scoring, cross_table, line_trail
from results.cells import StaleCell
from results.models import CrossAssignment, CrossMark, CrossRound
from tests import world
from tests.results import appraised, crossed

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return crossed.year()


@pytest.fixture
def given(season):
    """The second member scores the sheet of the first one."""
    crossed.drawn(season)
    return crossed.assignment(season, 2, 1)


def pairs(season):
    places = {agency.pk: place for place, agency in enumerate(world.members(season.bloc), 1)}
    rows = CrossAssignment.objects.filter(round__season=season)
    return sorted((places[row.scored_id], places[row.scorer_id]) for row in rows)


def test_the_draw_is_a_circle_and_the_next_one_turns_it_on(season):
    crossed.drawn(season)
    assert pairs(season) == [(1, 2), (1, 3), (2, 3), (2, 4), (3, 1), (3, 4), (4, 1), (4, 2)]
    crossed.drawn(season)
    assert pairs(season) == [(1, 2), (1, 4), (2, 1), (2, 3), (3, 2), (3, 4), (4, 1), (4, 3)]
    assert Entry.objects.filter(act="cross.take_off").count() == 8


def test_only_the_head_s_sheet_where_the_rules_say_so():
    season = crossed.year(CrossScoring("head", 2))
    crossed.drawn(season)

    assert pairs(season) == [(1, 2), (1, 3)]


def test_a_year_without_the_rule_draws_nothing():
    season = appraised.year()

    with pytest.raises(RuleError, match="không đặt chấm chéo"):
        crossed.drawn(season)


def test_after_the_first_mark_nothing_is_drawn_again(season, given):
    crossed.mark(given)

    with pytest.raises(RuleError, match="không bốc thăm lại được"):
        crossed.drawn(season)


def test_a_day_that_is_past_is_refused(season):
    with pytest.raises(RuleError, match="đã qua"):
        cross_rounds.draw(season, due_on=world.LONG_AGO, by=None)


def test_one_more_scorer_is_assigned_by_hand_and_taken_off_again(season, given):
    members = world.members(season.bloc)
    facts = {"scorer": members[3].pk, "scored": members[0].pk}

    made = cross_rounds.assign(season, **facts, by=None)
    assert cross_rounds.assign(season, **facts, by=None) == made
    assert pairs(season)[:3] == [(1, 2), (1, 3), (1, 4)]
    cross_rounds.take_off(made, by=None)
    assert pairs(season)[:2] == [(1, 2), (1, 3)]
    with pytest.raises(RuleError, match="vừa được đổi"):
        cross_scoring.hand_in(made, by=None)


def test_nobody_scores_itself_neither_by_rule_nor_in_the_database(season, given):
    member = world.members(season.bloc)[0]

    with pytest.raises(RuleError, match="chính mình"):
        cross_rounds.assign(season, scorer=member.pk, scored=member.pk, by=None)
    with pytest.raises(ValidationError, match="chính mình"):
        CrossAssignment(round=given.round, scorer=member, scored=member).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        CrossAssignment.objects.create(round=given.round, scorer=member, scored=member)


def test_predecessors_and_successors_do_not_score_each_other():
    before, first, second, other = (world.agency(f"Cục {name}") for name in ("Một", "Hai", "Tư", "Năm"))
    facts = {"happens_on": date(2020, 1, 1), "decision": "1-QĐ/TW"}
    successions.split(before, into=[first, second], **facts, by=None)
    ids = [agency.pk for agency in (before, first, second, other)]

    found = {(ids.index(one), ids.index(another)) for one, another in cross_rounds.kin(ids)}

    itself = {(place, place) for place in range(4)}
    assert found - itself == {(0, 1), (1, 0), (0, 2), (2, 0)}


def test_a_mark_is_written_once_and_a_difference_needs_a_reason(given):
    with pytest.raises(RuleError, match="điểm chấm khác điểm tự chấm thì phải ghi lý do"):
        crossed.mark(given, reason="")
    first = crossed.mark(given)
    again = crossed.mark(given)
    assert (first.points, first.version, again.version) == (Decimal(48), 1, 1)
    with pytest.raises(StaleCell) as stale:
        crossed.mark(given, text="47")
    assert (stale.value.value, stale.value.version) == (Decimal(48), 1)
    assert crossed.mark(given, text="47", version=1).version == 2


@pytest.mark.parametrize("text", ["60,01", "-1", "x"])
def test_points_that_are_none_of_the_criterion_are_refused(given, text):
    with pytest.raises(RuleError, match=r"I\.1"):
        crossed.mark(given, text=text)


def test_handing_in_names_the_lines_that_are_lacking(given):
    crossed.mark(given)
    with pytest.raises(RuleError, match=r"Chưa chấm: II\.1, T\.1, Tr\.1"):
        cross_scoring.hand_in(given, by=None)

    assert cross_scoring.accept_rest(given, by=None) == 3
    assert cross_scoring.hand_in(given, by=None).state == "handed_in"
    with pytest.raises(RuleError, match="đang ở trạng thái “Đã nộp”"):
        crossed.mark(given, text="47", version=1)
    assert cross_scoring.take_back(given, by=None).state == "draft"
    assert crossed.mark(given, text="47", version=1).points == 47


def test_who_abstains_says_why_and_is_not_waited_for(season, given):
    with pytest.raises(RuleError, match="Hãy ghi lý do"):
        cross_scoring.abstain(given, reason=" ", by=None)
    cross_scoring.abstain(given, reason="Có việc liên quan", by=None)

    crossed.handed_in(season)
    assert cross_closing.close(season, by=None) == 4


def test_the_round_is_not_closed_before_all_are_done(season, given):
    crossed.mark(given)
    with pytest.raises(
        RuleError,
        match="Chưa chấm xong: Ban Ba, Ban Bốn, Ban Một, Ban Hai, đơn vị chấm bảng của đơn vị đứng đầu",
    ):
        cross_closing.close(season, by=None)
    assert appraised.line(appraised.sheet(season, 1)).appraised_points is None


def test_a_scorer_that_is_left_out_counts_nowhere(season, given):
    crossed.mark(given, text="10")
    cross_rounds.leave_out(given, reason="Không liên lạc được", by=None)
    crossed.handed_in(season)
    cross_closing.close(season, by=None)

    assert appraised.line(appraised.sheet(season, 1)).appraised_points == 50


def test_closing_makes_the_mean_the_appraised_value_with_its_reason(season):
    crossed.closed(season, s1t3="48", s4t3="45,5")

    line = appraised.line(appraised.sheet(season, 3))
    assert (line.appraised_points, line.appraisal_reason) == (
        Decimal("46.75"),
        "Trung bình chấm chéo của 2 đơn vị: 46,75",
    )
    same = appraised.line(appraised.sheet(season, 3), "II.1")
    assert (same.appraised_points, same.appraisal_reason) == (Decimal(30), "")
    (step,) = [step for step in line_trail.of([line])[line.pk] if step.what.startswith("Chấm chéo")]
    assert (step.what, step.reason) == ("Chấm chéo 46,75", line.appraisal_reason)


def test_the_appraiser_agrees_otherwise_afterwards_and_closes_the_sheet(season):
    crossed.closed(season, s1t3="48")
    sheet = appraised.sheet(season, 3)

    assert appraised.agree(sheet, text="50", reason="Đã bổ sung").agreed_points == 50
    assert appraisal.finish(sheet, by=None).state == "appraised"


def test_the_head_s_own_sheet_is_closed_with_the_round(season):
    crossed.closed(season)

    assert [appraised.sheet(season, place).state for place in (1, 2)] == ["appraised", "submitted"]


def test_where_the_head_is_not_covered_the_deputies_appraise_it_as_ever():
    season = crossed.year(CrossScoring("others", 2))

    assert appraised.judge(appraised.sheet(season, 1)).appraised_points == 49
    with pytest.raises(RuleError, match="chấm chéo trước"):
        appraised.judge(appraised.sheet(season, 3))


def test_nobody_appraises_a_covered_sheet_before(season, given):
    sheet = appraised.sheet(season, 1)

    for act in (
        lambda: appraised.judge(sheet),
        lambda: appraisal.accept_rest(sheet, by=None),
        lambda: appraisal.finish(sheet, by=None),
    ):
        with pytest.raises(RuleError, match="chấm chéo trước"):
            act()


def test_lines_go_back_only_while_nobody_has_scored_the_sheet(season, given):
    sheet = appraised.sheet(season, 1)
    crossed.mark(given)

    with pytest.raises(RuleError, match="Trả lại sau khi khép"):
        appraisal.send_back(sheet, lines=[appraised.line(sheet)], reason="Thiếu", by=None)
    other = appraised.sheet(season, 2)
    appraisal.send_back(other, lines=[appraised.line(other)], reason="Thiếu", by=None)
    with pytest.raises(RuleError, match="đang ở trạng thái “Trả lại để bổ sung”"):
        crossed.mark(crossed.assignment(season, 3, 2))


def test_late_marks_are_refused(season):
    crossed.closed(season)
    given = crossed.assignment(season, 2, 1)

    for act in (
        lambda: crossed.mark(given, version=1),
        lambda: cross_scoring.take_back(given, by=None),
        lambda: cross_closing.close(season, by=None),
        lambda: crossed.drawn(season),
    ):
        with pytest.raises(RuleError, match="khép"):
            act()


def test_the_trimmed_mean_leaves_the_highest_and_the_lowest_out():
    season = crossed.year(CrossScoring("all", 3, trimmed=True))
    crossed.closed(season, s2t1="40", s3t1="49")

    line = appraised.line(appraised.sheet(season, 1))
    assert (line.appraised_points, line.appraisal_reason) == (
        Decimal(49),
        "Trung bình chấm chéo của 3 đơn vị, bỏ một điểm cao nhất và một điểm thấp nhất: 49",
    )


def test_the_head_takes_nothing_back_once_it_can_read_all_marks(season):
    crossed.drawn(season)
    crossed.handed_in(season)

    with pytest.raises(RuleError, match="đã xem được điểm của nhau"):
        cross_scoring.take_back(crossed.assignment(season, 1, 3), by=None)
    assert cross_scoring.take_back(crossed.assignment(season, 2, 1), by=None).state == "draft"
    with pytest.raises(RuleError, match="đã xem được điểm của nhau"):  # it has read them all the same
        cross_scoring.take_back(crossed.assignment(season, 1, 3), by=None)


def test_the_head_is_neither_assigned_nor_resumed_once_it_can_read_all_marks(season):
    crossed.drawn(season)
    given = crossed.assignment(season, 1, 3)
    cross_scoring.abstain(given, reason="Có việc liên quan", by=None)
    crossed.handed_in(season)
    head, second = world.members(season.bloc)[:2]

    assert CrossRound.objects.get().complete_at
    for act in (
        lambda: cross_rounds.resume(given, by=None),
        lambda: cross_rounds.assign(season, scorer=head.pk, scored=second.pk, by=None),
    ):
        with pytest.raises(RuleError, match="không chấm thêm hay sửa điểm"):
            act()


def test_before_anybody_could_read_the_head_may_be_assigned_and_resumed(season):
    crossed.drawn(season)
    given = crossed.assignment(season, 1, 3)
    cross_scoring.abstain(given, reason="Có việc liên quan", by=None)

    assert cross_rounds.resume(given, by=None).state == "draft"
    assert CrossRound.objects.get().complete_at is None


def test_a_scorer_the_rule_needs_is_not_taken_off_without_a_reason(season, given):
    with pytest.raises(RuleError, match="sẽ còn ít hơn 2 đơn vị chấm"):
        cross_rounds.take_off(given, by=None)
    assert cross_rounds.leave_out(given, reason="Vắng", by=None).state == "left_out"


def test_the_rule_stays_as_published_once_it_is_drawn(season):
    crossed.drawn(season)
    table = CriteriaTable.objects.get(season=season)
    CriteriaTable.objects.filter(pk=table.pk).update(state="correcting")

    with pytest.raises(RuleError, match="đã bốc thăm theo quy tắc đã công bố"):
        standards.set_cross(table, cross=None, by=None)


def test_what_stands_out_and_how_each_scorer_tends():
    season = crossed.year(CrossScoring("all", 3))
    found = crossed.drawn(season)
    crossed.handed_in(season, s2t1="20", s2t3="48", s2t4="49")

    lines = cross_table.lines_of(season, found, trimmed=False)

    out = [
        (each.member, each.line.criterion.code, mark.scorer) for each in lines for mark in each.standing_out
    ]
    assert out == [("Ban Một", "I.1", "Ban Hai")]
    first = lines[0]
    assert (first.median, first.value) == (Decimal(50), Decimal(40))
    told = {each.scorer: (each.mean, each.words) for each in cross_table.tendencies(lines)}
    assert told["Ban Hai"] == (Decimal("-2.75"), "chặt hơn")
    assert told["Ban Ba"] == (Decimal(0), "ngang bằng")


def test_a_day_is_moved(season, given):
    cross_rounds.postpone(season, due_on=clock.today(), by=None)

    assert CrossRound.objects.get().due_on == clock.today()


def test_every_mark_is_in_the_history(given):
    mark = crossed.mark(given)

    (entry,) = Entry.objects.about(CrossMark.objects.get(pk=mark.pk))
    assert (entry.act, entry.after["points"], entry.after["reason"]) == (
        "cross.mark",
        "48.00",
        "Thiếu một đề án",
    )
