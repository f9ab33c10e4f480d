"""Lines that are measured: what is typed, what follows, points of one's own, and what does not apply."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from blocs.models import Level
from core.models import Entry
from core.rules import RuleError
from results import appraisal, evidence, measures, scoring, standings
from results.cells import StaleCell
from results.models import ScoreLine, Target
from tests import world
from tests.results import measured, scene

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.fixture
def season():
    return measured.season()


@pytest.fixture
def sheet(season):
    return scene.sheet_of(season)


@pytest.fixture
def exempted():
    """The sheet of the third member, to whom I.3.2 and II.1 do not apply."""
    return scene.sheet_of(measured.season(exempt=("I.3.2", "II.1")))


def refusal(act, *args, **facts):
    """The sentence with which an act is refused."""
    with pytest.raises(RuleError) as refused:
        act(*args, by=None, **facts)
    return str(refused.value)


def refused(sheet, code, text, cell):
    """The sentence with which one cell is refused."""
    line = scene.line(sheet, code)
    return refusal(scoring.enter, line, cell=cell, text=text, version=line.version)


def own(sheet, code="I.2", *, points, reason, cell="self_points"):
    """Points of the member's own with their reason, as the page sends both."""
    line = scene.line(sheet, code)
    facts = {"points": points, "reason": reason, "version": line.version}
    return scoring.enter_own(line, cell=cell, **facts, by=None)


# what is typed becomes points


@pytest.mark.parametrize(
    ("place", "text", "points", "words"),
    [
        (("I.2", "actual"), "3", "15.00", "Đạt 75 % × 20 = 15"),
        (("I.2", "actual"), "5", "20.00", "Đạt 125 % × 20 = 25, không quá 20"),
        (("II.1", "actual"), "96,8", "9.68", "Đạt 96,8 % × 10 = 9,68"),
        (("II.1", "actual"), "120", "12.00", "Đạt 120 % × 10 = 12"),
        (("II.1", "actual"), "9999999999999,99", "15.00", None),
        (("I.3.1", "level"), "Khá", "5.50", "Mức Khá: 5,5"),
        (("I.3.2", "actual"), "2", "8.00", "2 sáng kiến × 4 = 8"),
        (("T.1", "actual"), "0", "0.00", "0 mô hình × 1 = 0"),
    ],
)
def test_what_is_achieved_gives_the_self_points(sheet, place, text, points, words):
    code, cell = place

    line = scene.enter(sheet, code, text, cell=cell)

    assert (line.computed_points, line.self_points, line.version) == (D(points), D(points), 2)
    assert words is None or measures.words(line) == words


def test_emptying_what_was_achieved_takes_the_points_away(sheet):
    scene.enter(sheet, "I.2", "3", cell="actual")

    line = scene.enter(sheet, "I.2", " ", cell="actual")

    assert (line.actual, line.computed_points, line.self_points) == (None, None, None)


def test_before_anything_is_typed_the_words_say_how_it_will_be_computed(sheet):
    assert measures.words(scene.line(sheet, "II.1")) == (
        "Tỷ lệ đạt chỉ tiêu (100%) nhân 10 điểm, vượt được đến 15 điểm."
    )


def test_the_target_is_that_of_the_table_else_of_the_pledge(sheet):
    assert [scene.line(sheet, code).target for code in ("II.1", "I.2", "I.3.2")] == [D(100), D(4), None]


def test_a_target_that_is_set_is_not_typed(sheet):
    assert refused(sheet, "I.2", "5", "target") == "Chỉ tiêu I.2 đã có sẵn nên không nhập ở đây."
    assert refused(sheet, "II.1", "5", "target") == "Chỉ tiêu II.1 đã có sẵn nên không nhập ở đây."


def test_a_target_nobody_set_is_typed_on_the_sheet_whichever_comes_first(season, sheet):
    Target.objects.filter(pledge__season=season).delete()
    ScoreLine.objects.filter(sheet=sheet).update(target=None)
    first = scene.enter(sheet, "I.2", "3", cell="actual")

    assert (first.computed_points, scoring.missing(scene.now(sheet))[1]) == (None, "chỉ tiêu I.2")
    assert scene.enter(sheet, "I.2", "6", cell="target").self_points == D("10.00")
    assert scene.enter(sheet, "I.2", "2", cell="actual").target == D(6)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0", "Ô I.2: chỉ tiêu phải lớn hơn 0."),
        ("-1", "Ô I.2: Nhập số lượng từ 0 trở lên, không quá 13 chữ số."),
        ("99999999999999", "Ô I.2: Nhập số lượng từ 0 trở lên, không quá 13 chữ số."),
    ],
)
def test_a_target_that_measures_nothing_is_refused(season, sheet, text, sentence):
    Target.objects.filter(pledge__season=season).delete()

    assert refused(sheet, "I.2", text, "target") == sentence


@pytest.mark.parametrize("text", ["-1", "nhiều", "1.500", "1,005", "9" * 20, "1e9", "NaN"])
def test_a_number_that_is_none_is_refused_with_its_cell(sheet, text):
    assert refused(sheet, "I.2", text, "actual").startswith("Ô I.2: ")
    assert (scene.line(sheet, "I.2").actual, scene.line(sheet, "I.2").version) == (None, 1)


@pytest.mark.parametrize("foreign", ["Xuất sắc", "0", "-1", "999999999999999999999", "khác"])
def test_a_level_of_another_criterion_or_none_is_refused(sheet, foreign):
    assert refused(sheet, "I.3.1", foreign, "level") == (
        "Ô I.3.1: mức này không có trong tiêu chí. Hãy chọn lại."
    )


def test_the_level_of_another_table_is_refused_by_its_number(sheet):
    other = measured.fill(world.season(world.bloc(("X", "Y"), name="Khối khác")).criteria)
    level = Level.objects.filter(criterion__group__table=other).first()

    assert refused(sheet, "I.3.1", str(level.pk), "level") == (
        "Ô I.3.1: mức này không có trong tiêu chí. Hãy chọn lại."
    )


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("I.1", "actual"),
        ("I.1", "override_reason"),
        ("I.3.1", "actual"),
        ("I.3.2", "target"),
        ("I.3.2", "level"),
        ("I.2", "computed_points"),
    ],
)
def test_a_cell_that_the_kind_does_not_know_is_refused(sheet, code, cell):
    assert refused(sheet, code, "1", cell) == "Ô này không nhập trực tiếp được."


def test_the_same_number_sent_again_is_not_stale_and_writes_nothing(sheet):
    scene.enter(sheet, "I.2", "3", cell="actual")

    line = scoring.enter(scene.line(sheet, "I.2"), cell="actual", text="3,0", version=1, by=None)

    assert (line.version, Entry.objects.about(line).count()) == (2, 1)


def test_a_number_typed_on_an_older_version_is_stale_and_says_what_stands_there(sheet):
    scene.enter(sheet, "I.2", "1500", cell="actual")

    with pytest.raises(StaleCell) as stale:
        scoring.enter(scene.line(sheet, "I.2"), cell="actual", text="3", version=1, by=None)

    assert (stale.value.shown, stale.value.version) == ("1500", 2)


def test_the_history_tells_the_number_with_the_points_that_follow(sheet):
    scene.enter(sheet, "I.2", "3", cell="actual")

    entry = Entry.objects.about(scene.line(sheet, "I.2")).first()

    assert entry.after == {
        "actual": "3.00",
        "computed_points": "15.00",
        "self_points": "15.00",
        "version": 2,
    }


# points of one's own


@pytest.fixture
def computed(sheet):
    """The sheet after I.2 was computed: 15 points."""
    scene.enter(sheet, "I.2", "3", cell="actual")
    return sheet


def test_points_of_ones_own_need_a_reason(computed):
    assert refused(computed, "I.2", "17", "self_points") == (
        "Ô I.2: điểm theo công thức là 15. Muốn tự chấm khác thì ghi lý do."
    )


def test_without_a_measure_points_of_ones_own_need_a_reason_too(sheet):
    assert refused(sheet, "I.2", "17", "self_points") == (
        "Ô I.2: điểm tính theo số thực hiện, hãy nhập ở dòng dưới. Muốn tự chấm thì ghi lý do."
    )


def test_points_of_ones_own_stand_with_their_reason_and_stay_when_the_number_changes(computed):
    own(computed, points="17", reason="Hai đề án làm thay bạn")

    line = scene.enter(computed, "I.2", "2", cell="actual")

    assert (line.self_points, line.computed_points, line.is_overridden) == (D(17), D("10.00"), True)
    assert measures.overridden(line) == "Đơn vị tự chấm 17 thay cho 10: Hai đề án làm thay bạn"


@pytest.mark.parametrize(
    ("cell", "points", "reason"),
    [("self_points", "", "Vì thế"), ("override_reason", "17", " "), ("self_points", "15", "Vì thế")],
    ids=["no points", "no reason", "those of the formula"],
)
def test_clearing_ones_own_points_goes_back_to_the_formula(computed, cell, points, reason):
    own(computed, points="17", reason="Vì thế")

    line = own(computed, cell=cell, points=points, reason=reason)

    assert (line.self_points, line.override_reason) == (D("15.00"), "")


def test_a_reason_may_be_typed_before_the_points(computed):
    scene.enter(computed, "I.2", "Vì thế", cell="override_reason")

    assert scene.enter(computed, "I.2", "17").is_overridden


def test_a_reason_alone_does_not_hold_the_points_back(computed):
    scene.enter(computed, "I.2", "Vì thế", cell="override_reason")

    assert scene.enter(computed, "I.2", "2", cell="actual").self_points == D("10.00")


def test_a_reason_without_any_points_is_refused(sheet):
    assert refused(sheet, "I.2", "Vì thế", "override_reason") == (
        "Ô I.2: hãy nhập điểm tự chấm, lý do này sẽ được lưu cùng điểm."
    )


def test_points_of_ones_own_keep_to_the_most_the_rule_gives(sheet):
    assert own(sheet, "II.1", points="15", reason="Vượt").self_points == 15
    line = scene.line(sheet, "II.1")
    facts = {"cell": "self_points", "points": "15,01", "reason": "Vượt", "version": line.version}
    assert refusal(scoring.enter_own, line, **facts) == "Ô II.1: nhập từ 0 đến 15 điểm."


def test_a_reason_too_long_is_refused(computed):
    with pytest.raises(ValidationError) as too_long:
        own(computed, points="17", reason="a" * 301)

    assert too_long.value.messages == ["Hãy viết ngắn lại: nhiều nhất 300 ký tự, hiện có 301."]


def test_the_database_keeps_no_other_points_without_a_reason(computed):
    line = scene.line(computed, "I.2")
    line.self_points = D(16)

    with pytest.raises(ValidationError) as kept:
        line.full_clean()

    assert kept.value.messages == ["Tự chấm khác điểm theo công thức thì phải ghi lý do."]


# handing in, locked, late


def test_what_is_missing_names_what_is_measured(sheet):
    assert scoring.missing(scene.now(sheet)) == [
        "điểm tự chấm I.1",
        "số thực hiện I.2",
        "mức đạt I.3.1",
        "số thực hiện I.3.2",
        "số thực hiện II.1",
        "điểm tự chấm II.2",
    ]


def test_the_sheet_adds_up_through_every_level(sheet):
    measured.complete(sheet)

    totals = standings.totals_of(scene.now(sheet), scoring.self_points)

    assert {group.code: group.points for group in totals.every} == {
        "I": D("46.50"),
        "I.3": D("13.50"),
        "II": D("37.00"),
        "+": D(0),
        "−": D(0),
    }
    assert totals.total == D("83.50")


def test_a_target_changed_since_is_measured_anew_on_handing_in(sheet):
    measured.complete(sheet)
    Target.objects.filter(pledge__agency=sheet.agency).update(number=5)

    scoring.submit(sheet, by=None)

    line = scene.line(sheet, "I.2")
    assert (line.target, line.self_points) == (D(5), D("12.00"))


def test_a_submitted_and_a_closed_line_take_no_number(season):
    sheet = scoring.submit(measured.complete(scene.sheet_of(season)), by=None)

    assert refused(sheet, "I.2", "4", "actual") == (
        "Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại."
    )
    assert refusal(
        scoring.enter_own,
        scene.line(sheet, "I.2"),
        cell="self_points",
        points="4",
        reason="Vì thế",
        version=1,
    ).startswith("Bảng đã nộp")


def test_of_a_returned_sheet_only_the_returned_line_takes_a_number_and_is_judged_anew():
    season = measured.appraising()
    sheet = season.sheets.get(agency=world.members(season.bloc)[2])
    appraisal.accept_rest(sheet, by=None)
    appraisal.send_back(sheet, lines=[scene.line(sheet, "I.2")], reason="Kiểm tra lại", by=None)

    assert scene.enter(sheet, "I.2", "2", cell="actual").self_points == D("10.00")
    assert refused(sheet, "II.1", "90", "actual") == "Dòng II.1 không bị trả lại nên đang khóa."
    scoring.submit(sheet, by=None)
    judged = {row.criterion.code: row.appraised_points for row in scene.now(sheet).lines.all()}
    assert (judged["I.2"], judged["II.1"]) == (None, D("12.00"))


def test_new_figures_ask_for_a_new_appraisal_even_where_the_points_stay(season):
    sheet = measured.complete(scene.sheet_of(season))
    ScoreLine.objects.filter(sheet=sheet).update(appraised_points=20, appraisal_reason="Trước")
    scene.enter(sheet, "I.2", "5", cell="actual")
    ScoreLine.objects.filter(sheet=sheet).update(appraised_points=20, appraisal_reason="Trước")

    line = scene.enter(sheet, "I.2", "6", cell="actual")

    assert (line.self_points, line.appraised_points, line.appraisal_reason) == (D(20), None, "")


# what does not apply


def test_what_does_not_apply_is_neither_typed_nor_proven(exempted):
    sentence = "Tiêu chí I.3.2 không áp dụng với đơn vị: Không có nhiệm vụ này."

    assert refused(exempted, "I.3.2", "3", "actual") == sentence
    assert refusal(evidence.add, scene.line(exempted, "I.3.2"), upload=scene.upload()) == sentence


def test_what_does_not_apply_is_not_asked_for_and_rescales(exempted):
    measured.complete(exempted, but=("I.3.2", "II.1"))

    totals = standings.totals_of(scene.now(exempted), scoring.self_points)

    assert scoring.missing(scene.now(exempted)) == []
    found = totals.by_key.values()
    assert {group.code: (group.points, group.rescaling and group.rescaling.words) for group in found} == {
        "I": (D("46.75"), None),
        "I.3": (D("13.75"), "quy đổi 8 → 20 điểm vì không áp dụng I.3.2"),
        "II": (D("33.33"), "quy đổi 30 → 40 điểm vì không áp dụng II.1"),
        "+": (D(0), None),
        "−": (D(0), None),
    }


@pytest.fixture
def judged():
    """The third member's sheet in appraisal; I.3.2 and II.1 do not apply to it."""
    season = measured.appraising(exempt=("I.3.2", "II.1"))
    return season.sheets.get(agency=world.members(season.bloc)[2])


def test_what_does_not_apply_is_not_appraised(judged):
    line = scene.line(judged, "II.1")

    assert refusal(appraisal.judge, line, text="5", reason="", version=1) == (
        "Tiêu chí II.1 không áp dụng với đơn vị nên không thẩm định: Không có nhiệm vụ này."
    )
    assert refusal(appraisal.send_back, judged, lines=[line], reason="Xem lại") == (
        "Tiêu chí II.1 không áp dụng với đơn vị nên không trả lại."
    )


def test_accepting_the_rest_and_finishing_pass_over_what_does_not_apply(judged):
    assert appraisal.accept_rest(judged, by=None) == 6

    assert scene.line(judged, "II.1").appraised_points is None
    assert appraisal.finish(judged, by=None).state == "appraised"


def test_the_overview_counts_the_lines_that_apply(judged):
    row = next(row for row in appraisal.overview(judged.season) if row.agency_id == judged.agency_id)

    assert (row.judged, row.lines) == (0, 6)


def test_the_standing_compares_rescaled_totals(judged):
    appraisal.accept_rest(judged, by=None)
    appraisal.finish(judged, by=None)

    place = next(row for row in standings.of(judged.season) if row.agency_id == judged.agency_id)

    assert place.totals.total == D("80.08")


def test_the_appraised_points_of_a_rewarded_ratio_go_up_to_its_ceiling(judged):
    head = judged.season.sheets.get(agency=world.members(judged.season.bloc)[0])
    line = scene.line(head, "II.1")

    assert appraisal.judge(line, text="15", reason="Vượt", version=line.version, by=None)
    line = scene.line(head, "II.1")
    assert refusal(appraisal.judge, line, text="15,5", reason="Vượt", version=line.version) == (
        "Ô II.1: nhập từ 0 đến 15 điểm."
    )
