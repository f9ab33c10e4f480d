"""A correction of the criteria and the sheets that hang on them: told before, and followed by one act."""

from decimal import Decimal

import pytest

from blocs import corrections as of_table
from blocs import criteria, seasons
from blocs.models import CriteriaTable, Criterion
from core import clock, effects
from core.models import Entry
from core.rules import RuleError
from results import appraisal, corrections, evidence, over_max, pledges, scoring
from results.models import ScoreLine, ScoreSheet, Target
from tests import world
from tests.results import appraised, scene

pytestmark = pytest.mark.django_db

REASON = "Sửa điểm nhóm II"


def table_of(season):
    return CriteriaTable.objects.whole().select_related("season__bloc").get(season=season)


def begun(season):
    of_table.begin(season.criteria, reason=REASON, by=None)
    return table_of(season)


def criterion(table, code="II.1"):
    return next(row for row in Criterion.objects.filter(group__table=table) if row.code == code)


def lower(table, code="II.1", most="20"):
    """Lower a criterion and bring a new one, "Chuyển đổi số", for the rest of its group."""
    row = criterion(table, code)
    rest = row.max_points - Decimal(most)
    criteria.change_criterion(row, max_points=Decimal(most), by=None)
    return criteria.add_criterion(
        row.group, name="Chuyển đổi số", guidance="", max_points=rest, evidence_required=False, by=None
    )


def refusal(rule, *args, **facts):
    with pytest.raises(RuleError) as refused:
        rule(*args, by=None, **facts)
    return str(refused.value)


WAITS = (
    "Bảng tiêu chí năm 2023 đang được Khối trưởng sửa, lý do: Sửa điểm nhóm II. "
    "Chưa {} được; những gì đã nhập vẫn giữ nguyên."
)


def test_no_sheet_is_handed_in_while_the_criteria_are_corrected():
    season = scene.scoring_season()
    sheet = scene.fill(scene.sheet_of(season))
    begun(season)

    assert refusal(scoring.submit, sheet) == WAITS.format("nộp bảng")
    assert refusal(scoring.conclude, season) == WAITS.format("kết thúc bước Tự chấm")
    assert scene.enter(sheet, "I.1", "12").self_points == 12  # what is typed is kept


def test_nothing_is_judged_or_concluded_while_the_criteria_are_corrected():
    season = appraised.year()
    sheet = appraised.sheet(season)
    begun(season)

    assert refusal(appraisal.accept_rest, sheet) == WAITS.format("thẩm định")
    assert refusal(appraisal.conclude, season) == WAITS.format("chốt điểm toàn Khối")


def test_no_target_is_handed_in_and_none_written_under_what_is_new():
    season = world.pledging()
    first, *_ = world.members(season.bloc)
    pledge = pledges.start(season, agency=first, by=None)
    table = begun(season)
    new = lower(table)

    said = refusal(pledges.set_target, pledge, new, text="1 đề án", version=0)
    assert said == (
        "II.2 là tiêu chí đang được thêm vào bảng đã công bố. Ghi được ngay sau khi bản sửa được công bố."
    )
    pledges.set_target(pledge, criterion(table), text="1 đề án", version=0, by=None)
    assert refusal(pledges.hand_in, pledge) == WAITS.format("gửi chỉ tiêu")


def test_new_criteria_get_empty_lines_and_the_sheets_keep_what_was_typed():
    season = scene.scoring_season()
    sheet = scene.fill(scene.sheet_of(season))
    table = begun(season)
    new = lower(table, "I.1", "40")
    started = scene.sheet_of(season, 2)
    corrections.publish(table, by=None)

    assert [line.criterion.code for line in scene.now(sheet).lines.all()] == [
        "I.1",
        "I.2",
        "II.1",
        "T.1",
        "Tr.1",
    ]
    assert ScoreLine.objects.get(sheet=sheet, criterion=new).self_points is None
    assert ScoreLine.objects.filter(sheet=started).count() == 5
    assert scene.line(sheet).self_points == 30


def test_a_criterion_leaves_with_its_empty_lines_and_its_pledged_target():
    season = scene.scoring_season()
    sheet = scene.sheet_of(season)
    table = begun(season)
    left = criterion(table, "I.1")
    criteria.add_criterion(
        left.group, name="Mới", guidance="", max_points=Decimal(60), evidence_required=True, by=None
    )
    criteria.remove_criterion(left, by=None)

    assert [(name, code) for name, code, _ in corrections.preview(table).targets] == [
        ("Ban Một", "I.1"),
        ("Ban Hai", "I.1"),
        ("Ban Ba", "I.1"),
    ]
    corrections.publish(table, by=None)
    assert next(line.criterion.name for line in scene.now(sheet).lines.all()) == "Mới"
    assert not Target.objects.exists()
    assert Entry.objects.filter(act="target.drop", reason=REASON).count() == 3


@pytest.mark.parametrize("holds", ["points", "note", "evidence"])
def test_a_criterion_under_which_a_member_has_something_does_not_leave(holds):
    season = scene.scoring_season()
    sheet = scene.sheet_of(season)
    if holds == "evidence":
        evidence.add(scene.line(sheet), upload=scene.upload(), by=None)
    else:
        scene.enter(sheet, "I.1", "5", cell={"points": "self_points"}.get(holds, holds))
    table = begun(season)

    assert refusal(criteria.remove_criterion, criterion(table, "I.1")) == (
        "I.1 đã có kết quả, điểm hoặc minh chứng của Ban Ba nên không bỏ được. Hãy giữ tiêu chí này và giảm "
        "điểm tối đa, hoặc để đơn vị xóa nội dung đã nhập trước."
    )


def test_what_is_typed_after_a_criterion_was_marked_keeps_the_correction_from_being_published():
    season = scene.scoring_season()
    sheet = scene.sheet_of(season)
    table = begun(season)
    criteria.remove_criterion(criterion(table, "II.1"), by=None)
    scene.enter(sheet, "II.1", "5")

    assert refusal(corrections.publish, table).startswith(
        "II.1 đã có kết quả, điểm hoặc minh chứng của Ban Ba"
    )
    assert scene.line(sheet, "II.1").self_points == 5


def test_the_preview_tells_totals_places_and_points_over_the_maximum():
    season = appraised.year()
    appraised.finished(season, 1)
    appraised.finished(season, 2, lowered="45")
    table = begun(season)
    lower(table)

    found = corrections.preview(table)
    assert [(change.name, change.own, change.total, change.rank) for change in found.changed] == [
        ("Ban Một", (80, 70), (80, 70), (1, 1)),
        ("Ban Hai", (80, 70), (75, 65), (2, 2)),
        ("Ban Ba", (80, 70), (None, None), (None, None)),
    ]
    assert [str(over) for over in found.over] == [
        "Ban Một: II.1 tự chấm 30, thẩm định 30, tối đa mới 20",
        "Ban Hai: II.1 tự chấm 30, thẩm định 30, tối đa mới 20",
        "Ban Ba: II.1 tự chấm 30, tối đa mới 20",
    ]
    assert (found.sheets, [row.name for row in found.new], found.gone) == (3, ["Chuyển đổi số"], [])
    assert effects.of(table, clock.today())[:2] == [
        "Ban Một: tổng tự chấm 80 → 70; tổng thống nhất 80 → 70",
        "Ban Hai: tổng tự chấm 80 → 70; tổng thống nhất 75 → 65",
    ]
    assert ScoreLine.objects.get(pk=appraised.line(appraised.sheet(season), "II.1").pk).self_points == 30


def test_a_cap_that_changes_the_places_is_told():
    season = appraised.year()
    appraised.finished(season, 1)
    appraised.finished(season, 2, lowered="45")
    table = begun(season)
    criteria.set_total_cap(table, total_cap=Decimal(75), by=None)

    assert [change.rank for change in corrections.preview(table).changes[:2]] == [(1, 1), (2, 1)]


def test_points_over_the_maximum_keep_the_correction_from_being_published():
    season = appraised.year()
    appraised.finished(season, 1)
    table = begun(season)
    lower(table)

    assert refusal(corrections.publish, table) == (
        "Có 3 dòng điểm quá mức tối đa mới: Ban Một: II.1 tự chấm 30, thẩm định 30, tối đa mới 20; "
        "Ban Hai: II.1 tự chấm 30, tối đa mới 20; Ban Ba: II.1 tự chấm 30, tối đa mới 20. "
        "Hãy chọn trả lại các dòng này hoặc hạ điểm, rồi công bố."
    )


def test_such_lines_are_returned_to_their_members():
    season = appraised.year()
    appraised.finished(season, 1)
    table = begun(season)
    lower(table)
    corrections.publish(table, way=over_max.RETURN, by=None)

    for place in (1, 3):
        sheet, line = appraised.sheet(season, place), appraised.line(appraised.sheet(season, place), "II.1")
        assert (sheet.state, line.returned, line.self_points, line.appraised_points) == (
            "returned",
            True,
            30,
            None,
        )
        assert sheet.return_reason == (
            "Bảng tiêu chí sửa lần 1: Sửa điểm nhóm II. Hãy ghi lại II.2 (tiêu chí mới), II.1 (tối đa 20)."
        )
    assert appraised.line(appraised.sheet(season, 1)).appraised_points == 50  # what was judged stays


def test_a_returned_sheet_is_handed_in_again_within_the_new_maximum():
    season = appraised.year()
    table = begun(season)
    lower(table)
    corrections.publish(table, way=over_max.RETURN, by=None)
    sheet = appraised.sheet(season)

    assert refusal(scoring.submit, sheet) == (
        "Chưa nộp được bảng. Còn thiếu: điểm tự chấm II.1 không quá 20 theo bảng tiêu chí đã sửa, "
        "điểm tự chấm II.2."
    )


def test_such_lines_are_cut_with_the_reason_in_the_history():
    season = appraised.year()
    appraised.finished(season, 1)
    table = begun(season)
    lower(table)
    corrections.publish(table, way=over_max.CUT, by=None)

    sheet = appraised.sheet(season, 1)
    line = appraised.line(sheet, "II.1")
    assert (sheet.state, line.self_points, line.appraised_points, line.agreed_points) == (
        "returned",  # for the new criterion alone
        20,
        20,
        None,
    )
    assert [row.criterion.code for row in sheet.lines.all() if row.returned] == ["II.2"]
    entry = Entry.objects.about(line).first()
    assert (entry.act, entry.reason, entry.before["self_points"]) == (
        "line.cut",
        "Bảng tiêu chí sửa lần 1: Sửa điểm nhóm II.",
        "30.00",
    )


def test_what_a_member_has_in_hand_stays_as_typed_and_cannot_be_handed_in():
    season = scene.scoring_season()
    sheet = scene.fill(scene.sheet_of(season))
    table = begun(season)
    lower(table)
    assert corrections.preview(table).pressing == []
    corrections.publish(table, way=over_max.CUT, by=None)

    assert scene.line(sheet, "II.1").self_points == 30
    assert "điểm tự chấm II.1 không quá 20" in refusal(scoring.submit, sheet)


def test_abandoning_leaves_every_sheet_as_it_was():
    season = scene.scoring_season()
    sheet = scene.fill(scene.sheet_of(season))
    table = begun(season)
    lower(table)
    other = scene.sheet_of(season, 1)
    of_table.abandon(table, by=None)

    assert ScoreLine.objects.filter(sheet=other).count() == 4
    assert scoring.submit(sheet, by=None).state == ScoreSheet.State.SUBMITTED


def test_the_second_click_on_publish_is_refused():
    season = scene.scoring_season()
    table = begun(season)
    lower(table)
    corrections.publish(table, by=None)

    assert refusal(corrections.publish, table) == (
        "Bảng tiêu chí không còn đang sửa. Hãy tải lại trang để xem."
    )


def test_next_year_waits_for_the_correction():
    season = appraised.year()
    begun(season)

    assert refusal(seasons.open_season, season.bloc, year=2024) == (
        "Bảng tiêu chí năm 2023 đang được sửa. Hãy công bố hoặc hủy bản sửa trước khi mở năm sau."
    )
