"""A correction that counts a line in another way: told before, asked of the member again, computed anew."""

from decimal import Decimal

import pytest

from blocs import corrections as of_table
from blocs import criteria, exemptions
from blocs.models import CriteriaTable, Exemption, Level
from core.rules import RuleError
from results import corrections, scoring
from results.models import ScoreLine, ScoreSheet
from tests.results import measured, scene

pytestmark = pytest.mark.django_db

D = Decimal


def begun(season):
    """The table, under correction."""
    of_table.begin(season.criteria, reason="Sửa cách tính", by=None)
    return CriteriaTable.objects.whole().select_related("season__bloc").get(season=season)


def per_unit(season, code="I.3.2", points="3"):
    """Each unit brings so many points."""
    criteria.change_criterion(measured.criterion(season, code), per_unit=D(points), by=None)


def told(table):
    return [(row.name, row.words) for row in corrections.preview(table).recounts]


def test_lines_handed_in_are_told_and_given_back_when_they_are_counted_in_another_way():
    season = measured.appraising()
    table = begun(season)
    per_unit(season)

    assert told(table) == [(name, "I.3.2 (cách tính đã sửa)") for name in ("Ban Một", "Ban Hai", "Ban Ba")]
    corrections.publish(table, by=None)
    back = ScoreLine.objects.filter(returned=True).select_related("criterion__group")
    assert [row.criterion.code for row in back] == ["I.3.2"] * 3


def test_a_line_given_back_is_computed_by_the_new_rule_when_it_is_handed_in():
    season = measured.appraising()
    table = begun(season)
    per_unit(season)
    corrections.publish(table, by=None)
    sheet = ScoreSheet.objects.order_by("pk").first()
    scoring.submit(sheet, by=None)

    assert scene.line(sheet, "I.3.2").self_points == D(6)  # 2 × 3


def test_what_a_member_has_in_hand_is_computed_anew_and_not_asked_for():
    season = measured.season()
    sheet = measured.complete(scene.sheet_of(season))
    table = begun(season)
    per_unit(season)

    assert told(table) == []
    corrections.publish(table, by=None)
    scoring.submit(sheet, by=None)
    assert scene.line(sheet, "I.3.2").self_points == D(6)


def test_points_that_are_given_are_not_asked_for_again():
    season = measured.appraising()
    table = begun(season)
    criteria.change_criterion(measured.criterion(season, "II.2"), guidance="Ghi rõ phong trào", by=None)

    assert told(table) == []


def test_a_criterion_that_applies_now_is_asked_for():
    season = measured.appraising(exempt=("II.2",))
    table = begun(season)
    exemptions.withdraw(Exemption.objects.get(), by=None)

    assert told(table) == [("Ban Ba", "II.2 (nay áp dụng)")]
    corrections.publish(table, by=None)
    sheet = ScoreSheet.objects.order_by("pk").last()
    assert (scene.now(sheet).state, scene.line(sheet, "II.2").returned) == ("returned", True)


def test_a_new_measured_criterion_comes_with_the_target_of_the_table():
    season = measured.appraising()
    table = begun(season)
    group = measured.criterion(season, "II.2").group
    criteria.change_criterion(measured.criterion(season, "II.2"), max_points=D(20), by=None)
    criteria.add_criterion(
        group,
        name="Thu ngân sách",
        guidance="",
        max_points=D(10),
        evidence_required=False,
        kind="ratio",
        unit="%",
        target=D(100),
        by=None,
    )
    corrections.publish(table, way="return", by=None)

    new = ScoreLine.objects.filter(criterion__name="Thu ngân sách")
    assert [row.target for row in new] == [D(100)] * 3


# levels


def levels(*rows):
    return tuple((label, D(points)) for label, points in rows)


def stands():
    return list(Level.objects.order_by("position").values_list("label", "points"))


def change_levels(season, *rows):
    criteria.change_criterion(measured.criterion(season, "I.3.1"), levels=levels(*rows), by=None)


def test_a_chosen_level_keeps_its_line_when_its_points_change():
    season = measured.appraising()
    begun(season)
    change_levels(season, ("Tốt", 8), ("Khá", 6), ("Trung bình", 3), ("Yếu", 0))

    assert stands() == [("Tốt", D(8)), ("Khá", D(6)), ("Trung bình", D(3)), ("Yếu", D(0))]
    assert {row.level.label for row in ScoreLine.objects.exclude(level=None)} == {"Khá"}


def test_a_chosen_level_does_not_go():
    season = measured.appraising()
    begun(season)

    with pytest.raises(RuleError) as refusal:
        change_levels(season, ("Tốt", 8), ("Yếu", 0))
    assert str(refusal.value) == (
        "Mức “Khá” đã được Ban Một, Ban Hai, Ban Ba chọn nên không bỏ được. "
        "Hãy giữ mức này và sửa điểm, hoặc để đơn vị chọn mức khác trước."
    )
    assert stands() == [("Tốt", D(8)), ("Khá", D("5.5")), ("Yếu", D(0))]


def test_a_level_nobody_chose_goes():
    season = measured.appraising()
    begun(season)
    change_levels(season, ("Tốt", 8), ("Khá", "5.5"))

    assert stands() == [("Tốt", D(8)), ("Khá", D("5.5"))]


def test_two_levels_that_change_places_are_refused():
    season = measured.appraising()
    begun(season)

    with pytest.raises(RuleError) as refusal:
        change_levels(season, ("Khá", 8), ("Tốt", "5.5"), ("Yếu", 0))
    assert str(refusal.value) == (
        "Có hai mức đổi chỗ cho nhau. Hãy bỏ một mức, lưu lại, rồi thêm mức đó vào chỗ mới."
    )


def test_giving_the_correction_up_leaves_the_chosen_levels_as_they_were():
    season = measured.appraising()
    table = begun(season)
    change_levels(season, ("Tốt", 8), ("Khá", 6), ("Yếu", 0))
    of_table.abandon(table, by=None)

    assert stands() == [("Tốt", D(8)), ("Khá", D("5.5")), ("Yếu", D(0))]
    assert {row.level.label for row in ScoreLine.objects.exclude(level=None)} == {"Khá"}
