"""The appraisal: three columns, a reason for every difference, lines returned, rounds concluded."""

from decimal import Decimal

import pytest

from blocs import phases
from blocs.models import Season
from core.models import Entry
from core.rules import RuleError
from members.models import Post
from results import appraisal, scoring, standings
from results.cells import StaleCell
from results.models import Standing
from results.permissions import can_appraise, can_see_standing
from tests import world

from . import appraised
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.fixture
def season():
    return appraised.year()


@pytest.fixture
def sheet(season):
    return appraised.sheet(season)


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts)
    return str(refusal.value)


# who


@pytest.mark.parametrize(
    ("place", "of", "may"),
    [
        (HEAD, MEMBER, True),
        (HEAD, DEPUTY, True),
        (HEAD, HEAD, False),  # nobody appraises the own agency
        (DEPUTY, HEAD, True),
        (DEPUTY, MEMBER, False),
        (DEPUTY, DEPUTY, False),
        (MEMBER, HEAD, False),
        (MEMBER, MEMBER, False),
    ],
)
def test_the_head_appraises_the_members_and_the_deputies_the_head(season, place, of, may):
    assert can_appraise(appraised.user_of(season, place), appraised.sheet(season, of)) is may


def test_who_acts_for_two_agencies_appraises_neither(season):
    both = appraised.user_of(season, HEAD)
    agency = world.members(season.bloc)[MEMBER - 1]
    world.posts.appoint(both.person, agency=agency, kind=Post.Kind.CLERK, starts_on=world.LONG_AGO, by=None)

    assert can_appraise(both, appraised.sheet(season, MEMBER)) is False
    assert can_appraise(both, appraised.sheet(season, HEAD)) is False
    assert can_appraise(both, appraised.sheet(season, DEPUTY)) is True


def test_the_managing_body_follows_but_does_not_appraise(season):
    officer = world.officer(season.bloc.managing_body)

    assert can_appraise(officer, appraised.sheet(season)) is False
    assert can_see_standing(officer, season) is True


# one line


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("60,5", "Ô I.1: nhập từ 0 đến 60 điểm."),
        ("-1", "Ô I.1: nhập từ 0 đến 60 điểm."),
        ("49", "Dòng I.1: điểm thẩm định khác điểm tự chấm thì phải ghi lý do."),
        ("0", "Dòng I.1: điểm thẩm định khác điểm tự chấm thì phải ghi lý do."),
    ],
)
def test_points_out_of_bounds_or_without_their_reason_are_refused(sheet, text, sentence):
    assert refusal_of(appraised.judge, sheet, text=text, reason=" \u200b ") == sentence
    assert appraised.line(sheet).appraised_points is None


def test_a_difference_with_its_reason_is_written_and_logged(sheet):
    line = appraised.judge(sheet, text="49,5", reason="  Thiếu  xác nhận ")

    assert (line.appraised_points, line.appraisal_reason) == (D("49.50"), "Thiếu xác nhận")
    entry = Entry.objects.about(line).first()
    assert entry.act == "line.judge"
    assert entry.before["appraised_points"] is None
    assert entry.after["appraised_points"] == "49.50"


def test_the_same_points_need_no_reason(sheet):
    assert appraised.judge(sheet, text="50", reason="").appraised_points == D("50.00")


def test_nothing_given_and_nothing_appraised_need_no_reason(sheet):
    assert appraised.judge(sheet, "T.1", text="0", reason="").appraised_points == D("0.00")


def test_points_for_what_the_member_left_empty_need_a_reason(sheet):
    assert refusal_of(appraised.judge, sheet, "T.1", text="2", reason="") == (
        "Dòng T.1: điểm thẩm định khác điểm tự chấm thì phải ghi lý do."
    )


def test_an_emptied_cell_makes_the_line_unjudged_again(sheet):
    appraised.judge(sheet)
    appraised.agree(sheet)

    line = appraised.judge(sheet, text="", reason="")

    assert (line.appraised_points, line.agreed_points, line.agreed_reason) == (None, None, "")


def test_a_stale_cell_says_what_the_server_holds(sheet):
    seen = appraised.line(sheet)
    appraised.judge(sheet, text="49")

    with pytest.raises(StaleCell) as stale:
        appraisal.judge(seen, text="48", reason="Thiếu hai đề án", version=seen.version, by=None)

    assert (stale.value.shown, stale.value.version) == ("49,00", seen.version + 1)
    assert appraised.line(sheet).appraised_points == D("49.00")


def test_the_same_act_sent_twice_is_done_once(sheet):
    seen = appraised.line(sheet)
    facts = {"text": "49", "reason": "Thiếu một đề án", "version": seen.version, "by": None}

    first, second = appraisal.judge(seen, **facts), appraisal.judge(seen, **facts)

    assert first.version == second.version == seen.version + 1
    assert Entry.objects.about(seen).filter(act="line.judge").count() == 1


# agreed points


def test_the_agreed_points_follow_the_appraised_ones_until_set(sheet):
    assert standings.final_points(appraised.judge(sheet, text="49")) == D("49.00")
    assert standings.final_points(appraised.judge(sheet, text="48")) == D("48.00")
    assert standings.final_points(appraised.agree(sheet, text="49,5")) == D("49.50")
    assert standings.final_points(appraised.judge(sheet, text="47")) == D("49.50")


def test_agreed_points_follow_again_when_emptied_or_when_the_appraisal_comes_to_them(sheet):
    appraised.judge(sheet, text="49")
    appraised.agree(sheet, text="49,5")
    emptied = appraised.agree(sheet, text="", reason="thừa")
    assert (emptied.agreed_points, emptied.agreed_reason) == (None, "")

    appraised.agree(sheet, text="49,5")
    met = appraised.judge(sheet, text="49,5")
    assert (met.agreed_points, met.agreed_reason) == (None, "")


@pytest.mark.parametrize(
    ("text", "reason", "sentence"),
    [
        ("49,5", " ", "Dòng I.1: điểm thống nhất khác điểm thẩm định thì phải ghi lý do."),
        ("61", "Đã bổ sung", "Ô I.1: nhập từ 0 đến 60 điểm."),
    ],
)
def test_agreed_points_out_of_bounds_or_without_their_reason_are_refused(sheet, text, reason, sentence):
    appraised.judge(sheet)

    assert refusal_of(appraised.agree, sheet, text=text, reason=reason) == sentence


def test_nothing_is_agreed_before_it_is_judged(sheet):
    assert refusal_of(appraised.agree, sheet) == "Dòng I.1 chưa có điểm thẩm định."


def test_a_stale_agreement_is_refused(sheet):
    seen = appraised.judge(sheet)
    appraised.agree(sheet, text="49,5")

    with pytest.raises(StaleCell) as stale:
        appraisal.agree(seen, text="50", reason="Nhầm", version=seen.version, by=None)

    assert stale.value.shown == "49,50"


# the rest of a sheet


def test_accepting_the_rest_takes_the_self_points_and_each_line_says_so(sheet):
    appraised.judge(sheet, text="49")

    assert appraisal.accept_rest(sheet, by=None) == 3

    found = {row.criterion.code: row.appraised_points for row in appraised.sheet(sheet.season).lines.all()}
    assert found == {"I.1": D("49.00"), "II.1": D("30.00"), "T.1": D("0.00"), "Tr.1": D("0.00")}
    entry = Entry.objects.about(appraised.line(sheet, "II.1")).first()
    assert (entry.act, entry.before, entry.after) == (
        "line.accept",
        {"appraised_points": None, "version": 2},
        {"appraised_points": "30.00", "version": 3},
    )


def test_accepting_when_all_is_judged_changes_nothing(sheet):
    appraisal.accept_rest(sheet, by=None)

    assert appraisal.accept_rest(sheet, by=None) == 0


def test_a_sheet_is_not_closed_while_lines_are_open(sheet):
    appraised.judge(sheet)

    assert refusal_of(appraisal.finish, sheet, by=None) == (
        "Chưa chốt được. Chưa thẩm định: II.1, T.1, Tr.1."
    )


def test_a_closed_sheet_is_not_judged_until_reopened(season, sheet):
    appraised.finished(season)
    closed = "Bảng này đang ở trạng thái “Đã thẩm định” nên chưa thẩm định được."

    assert refusal_of(appraised.judge, sheet) == closed
    assert refusal_of(appraisal.accept_rest, sheet, by=None) == closed
    assert refusal_of(appraisal.reopen, sheet, reason=" ", by=None) == "Hãy ghi lý do rồi gửi lại."

    appraisal.reopen(sheet, reason="Nhầm dòng I.1", by=None)
    assert appraised.judge(sheet).appraised_points == D("49.00")


# lines returned


def test_only_the_chosen_lines_are_returned_and_the_others_stay_judged(sheet):
    appraised.judge(sheet, "I.1", text="49")
    appraised.judge(sheet, "II.1", text="29", reason="Thiếu")

    appraisal.send_back(sheet, lines=[appraised.line(sheet, "II.1")], reason="Bổ sung xác nhận", by=None)

    kept, returned = appraised.line(sheet, "I.1"), appraised.line(sheet, "II.1")
    assert (kept.returned, kept.appraised_points) == (False, D("49.00"))
    assert (returned.returned, returned.appraised_points, returned.appraisal_reason) == (True, None, "")
    assert appraised.sheet(sheet.season).return_reason == "Bổ sung xác nhận"
    entry = Entry.objects.about(returned).first()
    assert (entry.act, entry.reason) == ("line.return", "Bổ sung xác nhận")
    assert (entry.before["appraised_points"], entry.after["appraised_points"]) == ("29.00", None)


def test_a_member_answers_the_returned_line_only_and_the_rest_is_still_judged(sheet):
    appraised.judge(sheet, "I.1", text="49")
    appraisal.send_back(sheet, lines=[appraised.line(sheet, "II.1")], reason="Sửa", by=None)
    locked, open_ = appraised.line(sheet, "I.1"), appraised.line(sheet, "II.1")

    assert refusal_of(
        scoring.enter, locked, cell="self_points", text="60", version=locked.version, by=None
    ) == ("Dòng I.1 không bị trả lại nên đang khóa.")
    scoring.enter(open_, cell="self_points", text="25", version=open_.version, by=None)
    scoring.submit(sheet, by=None)

    assert appraised.line(sheet, "I.1").appraised_points == D("49.00")
    again = appraised.line(sheet, "II.1")
    assert (again.returned, again.self_points, again.appraised_points) == (False, D("25.00"), None)


def test_returning_needs_lines_of_this_sheet_and_a_reason(season, sheet):
    own = appraised.line(sheet)
    foreign = appraised.line(appraised.sheet(season, DEPUTY))

    assert refusal_of(appraisal.send_back, sheet, lines=[], reason="Sửa", by=None) == (
        "Hãy chọn ít nhất một dòng cần sửa rồi trả lại."
    )
    assert refusal_of(appraisal.send_back, sheet, lines=[own, foreign], reason="Sửa", by=None) == (
        "Có dòng không thuộc bảng này. Hãy tải lại trang."
    )
    assert refusal_of(appraisal.send_back, sheet, lines=[own], reason="\u200b ", by=None) == (
        "Hãy ghi nội dung cần bổ sung, sửa rồi trả lại."
    )
    assert (appraised.line(sheet).returned, appraised.sheet(season).state) == (False, "submitted")


# the round


def test_the_round_is_not_concluded_while_members_are_open(season):
    appraised.finished(season, DEPUTY)

    assert appraisal.lacking(season) == ["Ban Một", "Ban Ba"]
    assert refusal_of(appraisal.conclude, season, by=None) == (
        "Chưa chốt được điểm toàn Khối. Chưa thẩm định xong: Ban Một, Ban Ba."
    )
    assert Standing.objects.count() == 0


def test_concluding_writes_the_standing_with_shared_places():
    season = appraised.year(("Một", "Hai", "Ba", "Bốn", "Năm"))
    for place, points in enumerate(("50", "48", "49", "48", "40"), 1):
        appraised.finished(season, place, lowered=points)

    appraisal.conclude(season, by=None)

    standing = Standing.objects.named(season.standing_on).order_by("rank", "agency")
    assert [(row.name, str(row.total), row.rank) for row in standing] == [
        ("Một", "80.00", 1),
        ("Ba", "79.00", 2),
        ("Hai", "78.00", 3),
        ("Bốn", "78.00", 3),
        ("Năm", "70.00", 5),
    ]
    assert Season.objects.get(pk=season.pk).phase == "conference"


def test_a_second_conclusion_is_refused_and_after_a_step_back_the_standing_is_written_anew(season):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place)
    appraisal.conclude(season, by=None)
    late = "Việc này làm ở bước Thẩm định; năm này đang ở bước Hội nghị."

    assert refusal_of(appraisal.conclude, season, by=None) == late
    assert refusal_of(appraisal.reopen, appraised.sheet(season), reason="Muộn", by=None) == late

    phases.step_back(Season.objects.get(pk=season.pk), reason="Cộng nhầm", by=None)
    appraisal.reopen(appraised.sheet(season), reason="Cộng nhầm", by=None)
    appraised.judge(appraised.sheet(season), text="40", reason="Cộng nhầm")
    appraisal.finish(appraised.sheet(season), by=None)
    appraisal.conclude(season, by=None)

    assert sorted(str(row.total) for row in Standing.objects.all()) == ["70.00", "80.00", "80.00"]


def test_the_appraisal_does_not_begin_while_members_fill_their_sheets(season, sheet):
    phases.step_back(season, reason="Mở lại tự chấm", by=None)

    assert refusal_of(appraised.judge, sheet) == (
        "Việc này làm ở bước Thẩm định; năm này đang ở bước Tự chấm."
    )
