"""Rules on the records of a year: told with their source, in the way where they bind."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.deciding import decisions
from awards.models import AwardForm, CouncilVote, EligibilityRule, EligibilityWaiver, Nomination, Workforce
from awards.nominating import conditions, nominations
from awards.qualifying import council_votes, eligibility, eligibility_rules, holds, waivers, workforce
from core import clock
from core.models import Entry
from core.rules import RuleError
from members import successions
from tests import world
from tests.awards import eligible, scene
from tests.awards.eligible import TODAY, honoured, put_forward
from tests.awards.pages import at
from tests.awards.scene import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db
LAW, DECREE = "Luật Thi đua, khen thưởng 06/2022/QH15", "Nghị định 152/2025/NĐ-CP"
LETTER = {"source": "Công văn số 3/TTr, ngày 01/9/2026"}
INSPECTION = {"kind": "inspection", "reason": "Thanh tra đột xuất", "starts_on": date(2026, 9, 1), **LETTER}
WAY_OUT = ". Hãy bổ sung cho đủ, hoặc đề nghị người có quyền cho phép kèm lý do tại trang của đề nghị này."


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def season():
    return eligible.season()


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def found(row, code):
    """What is found about one rule, as (outcome, sentence)."""
    [finding] = [each for each in eligibility.of(row.season, [row])[row.pk] if each.rule.code == code]
    return finding.outcome, finding.sentence


def council(row, in_favour, members=15):
    facts = {"council": "Hội đồng TĐKT", "held_on": TODAY, "members": members, "in_favour": in_favour}
    return council_votes.record(row, **facts, **LETTER, by=None)


def endorse(row):
    return nominations.endorse(row, votes=3, votes_base=3, by=None)


# what is found


def test_every_rule_is_told_with_its_outcome_and_its_source(season):
    row = put_forward(season, DEPUTY, code="government-flag")

    findings = eligibility.of(season, [row])[row.pk]

    assert {each.rule.code: (each.outcome, each.text, each.source) for each in findings} == {
        "government-flag-rank": ("missing", "Xếp thứ 2, cần xếp thứ 1", f"{LAW}, Điều 25"),
        "government-flag-vote": (
            "open",
            "Chưa ghi kết quả bỏ phiếu của Hội đồng",
            f"{DECREE}, Điều 33.5",
        ),
        "after": ("met", "Chưa nhận Cờ thi đua lần nào", f"{DECREE}, Điều 33.7"),
        "fresh": (
            "met",
            "Thành tích tính đến ngày 31/08/2026, trình chậm nhất ngày 28/02/2027",
            f"{DECREE}, Điều 33.9",
        ),
        "hold": (
            "met",
            "Không có kỷ luật, thanh tra, khiếu nại nào đang ghi",
            f"{DECREE}, Điều 4.4",
        ),
        "one-form": (
            "met",
            "Chưa thấy lần khen nào cho thành tích này",
            f"{LAW}, Điều 5 khoản 2 điểm c",
        ),
        "state-once": (
            "met",
            "Không có đề nghị cấp Nhà nước nào khác trong năm",
            "Nghị định 91/2017/NĐ-CP (đã hết hiệu lực, chưa thấy quy định thay thế)",
        ),
    }
    assert conditions.of(season, [row])[row.pk] == [
        conditions.Remark(f"Xếp thứ 2, cần xếp thứ 1: theo {LAW}, Điều 25", grave=False)
    ]


def test_what_was_granted_in_earlier_years_is_counted(season):
    person = scene.person(season)
    honoured(season, "ministry-fighter", 2025, agency=scene.member(season), person=person)
    row = put_forward(season, code="national-fighter", of=person)
    sentence = f"Còn thiếu 1 năm CSTĐ bộ, tỉnh (2026): theo {LAW}, Điều 21"
    assert found(row, "national-fighter-run") == ("missing", sentence)

    honoured(season, "ministry-fighter", 2024, agency=scene.member(season), person=person)

    sentence = f"Đủ 2 năm liên tục CSTĐ bộ, tỉnh (2024–2025): theo {LAW}, Điều 21"
    assert found(row, "national-fighter-run") == ("met", sentence)


def test_one_way_to_a_form_is_enough(season):
    row = put_forward(season, code="pm-merit", of=scene.person(season))

    findings = {each.rule.code: each for each in eligibility.of(season, [row])[row.pk]}

    assert findings["pm-merit-person-b"].text == "Chưa có BK bộ, tỉnh"
    assert findings["pm-merit-person-b"].beside  # the way of a movement stands open
    assert nominations.warnings(row) == []


def test_what_predecessors_were_granted_is_pointed_out_but_not_counted(season):
    agency = scene.member(season)
    before = world.agency("Ban Dân vận")
    honoured(season, "ministry-flag", 2024, 2025, agency=before)
    facts = {"form_code": "pm-merit", "recipient": "agency", "number": 2, "title": "ministry-flag"}
    dated = {"valid_from": date(2026, 1, 1), "source": "Quy chế, Điều 3"}
    rule = eligibility_rules.add(kind="run", **facts, **dated, by=None)
    row = put_forward(season, code="pm-merit")
    sentence = "Còn thiếu 2 năm Cờ bộ, tỉnh (2025, 2026): theo Quy chế, Điều 3"
    assert found(row, rule.code) == ("missing", sentence)

    successions.merge([before], into=agency, happens_on=TODAY, decision="1-QĐ/TW", by=None)

    sentence = "Đủ 2 năm nếu tính cả thành tích của Ban Dân vận trước khi sắp xếp (2024, 2025): hãy đối chiếu"
    assert found(row, rule.code) == ("check", f"{sentence}: theo Quy chế, Điều 3")


def test_figures_of_the_collective_decide_over_its_share(season):
    collective = scene.collective(season)
    row = put_forward(season, code="excellent-collective", of=collective)
    numbers = {"people": 30, "women": 10, "completed": 30, "advanced": 20, "fighters": 0, **LETTER}
    workforce.set_figures(season, scene.member(season), collective=collective, **numbers, by=None)
    short = f"20/30 Lao động tiên tiến, còn thiếu 1 người để đạt 70 %: theo {LAW}, Điều 27"
    assert found(row, "excellent-collective-advanced") == ("missing", short)
    assert found(row, "excellent-collective-fighter")[0] == "missing"

    better = numbers | {"advanced": 21, "fighters": 1}
    workforce.set_figures(season, scene.member(season), collective=collective, **better, by=None)

    assert eligibility.refusal(row) == ""
    assert Workforce.objects.count() == 1


def test_figures_fit_together_and_belong_to_a_member(season):
    numbers = {"people": 3, "women": 4, "completed": 3, "advanced": 0, "fighters": 0, **LETTER}
    with pytest.raises(ValidationError) as refused:
        workforce.set_figures(season, scene.member(season), **numbers, by=None)
    assert refused.value.messages == ["Số nữ, số người đạt không thể nhiều hơn tổng số người."]

    said = refusal(workforce.set_figures, season, world.agency("Bộ Ngoài"), **numbers, by=None)
    assert said == "Bộ Ngoài không phải thành viên của Khối trong năm 2026."


def test_women_are_suggested_first_when_votes_are_equal_at_the_quota(season):
    people = [
        scene.person(season, name="Trần Thị Mai"),
        scene.person(season, name="Lê Văn Bình", honorific="mr"),
    ]
    rows = [endorse(put_forward(season, code="head-merit", of=one)) for one in people]
    scene.quota(season, recipient="person", total=1)

    told = [conditions.of(season, rows)[row.pk][0].text for row in rows]

    start, source = "2 đề nghị ngang nhau cho 1 chỗ còn lại của hạn mức; ", f": theo {DECREE}, Điều 4.6"
    end = f"là gợi ý, Hội đồng quyết định{source}"
    assert told == [
        f"{start}đề nghị này thuộc diện ưu tiên (nữ), {end}",
        f"{start}1 đề nghị khác thuộc diện ưu tiên, {end}",
    ]


def test_queries_do_not_grow_with_the_nominations(season):
    made = [put_forward(season, place, code="government-flag") for place in (HEAD, DEPUTY, MEMBER)]
    rows = list(Nomination.objects.filter(pk__in=[row.pk for row in made]).select_related("form"))

    def asked(some):
        with CaptureQueriesContext(connection) as captured:
            eligibility.of(season, some)
        return len(captured)

    assert asked(rows[:1]) == asked(rows)
    assert asked(rows) <= 17


# what a binding rule keeps from going on


def test_a_binding_rule_keeps_a_nomination_from_being_endorsed_until_it_is_let_pass(season):
    row = put_forward(season, code="national-fighter", of=scene.person(season))
    sentence = f"Còn thiếu 2 năm CSTĐ bộ, tỉnh (2025, 2026): theo {LAW}, Điều 21"
    assert refusal(endorse, row) == f"CSTĐ toàn quốc: Trần Thị Mai: {sentence}{WAY_OUT}"

    rule = EligibilityRule.objects.on(season.standing_on).get(code="national-fighter-run")
    silent = refusal(waivers.waive, row, rule=rule, reason=" ", by=None)
    assert silent == "Hãy ghi lý do cho phép rồi gửi lại."
    waivers.waive(row, rule=rule, reason="Quyết định cũ chưa nhập", by=None)

    assert endorse(row).state == "endorsed"
    assert nominations.warnings(row) == [f"{sentence}. Được cho phép: Quyết định cũ chưa nhập"]
    entry = Entry.objects.about(EligibilityWaiver.objects.get()).get()
    assert (entry.act, entry.reason) == ("waiver.grant", "Quyết định cũ chưa nhập")
    again = refusal(waivers.waive, row, rule=rule, reason="Lần nữa", by=None)
    assert again == "Điều kiện này không còn ngăn đề nghị. Hãy tải lại trang để xem lại."


def test_the_council_votes_before_a_nomination_is_sent_up_but_after_it_is_endorsed(season):
    row = endorse(put_forward(season, HEAD, code="government-flag"))
    source = f": theo {DECREE}, Điều 33.5{WAY_OUT}"
    start = "Cờ thi đua: Ban Một: "
    assert eligibility.refusal(row) == f"{start}Chưa ghi kết quả bỏ phiếu của Hội đồng{source}"

    council(row, 12, members=16)
    words = "12/16 thành viên Hội đồng đồng ý, cần từ 13 phiếu (80 % tổng số thành viên)"
    assert eligibility.refusal(row) == f"{start}{words}{source}"

    council(row, 13, members=16)
    assert eligibility.refusal(row) == ""
    assert CouncilVote.objects.count() == 1


def test_more_votes_than_members_are_refused(season):
    row = put_forward(season, HEAD, code="government-flag")

    with pytest.raises(ValidationError) as refused:
        council(row, 16)

    words = "Số phiếu đồng ý không thể nhiều hơn tổng số thành viên Hội đồng, kể cả người vắng mặt."
    assert refused.value.messages == [words]


def test_a_hold_keeps_its_subject_back_until_it_is_lifted(season):
    person, agency = scene.person(season), scene.member(season)
    row = put_forward(season, code="head-merit", of=person)
    other = put_forward(season, code="head-merit", of=scene.person(season, name="Lê Văn Bình"))
    hold = holds.add(agency, person=person, **INSPECTION, by=None)
    what = f"Thanh tra, kiểm tra, kiểm toán: Thanh tra đột xuất ({LETTER['source']}), từ ngày 01/09/2026"
    assert found(row, "hold") == ("missing", f"{what}: theo {DECREE}, Điều 4.4")
    assert [found.grave for found in conditions.of(season, [row])[row.pk]] == [True]
    assert eligibility.refusal(other) == ""

    holds.lift(hold, last_day=date(2026, 9, 14), source="Kết luận số 5", by=None)

    assert eligibility.refusal(row) == ""
    said = refusal(holds.lift, hold, last_day=TODAY, source="Kết luận số 6", by=None)
    assert said == "Việc tạm dừng này đã kết thúc ngày 14/09/2026."


def test_the_head_decides_on_nobody_whom_a_binding_rule_keeps_back(season):
    person = scene.person(season)
    row = put_forward(season, code="head-merit", of=person)
    draft = scene.draft(season, signed_on=TODAY)
    decisions.add(draft, [row], by=None)
    holds.add(scene.member(season), person=person, **INSPECTION, by=None)

    assert refusal(decisions.issue, draft, by=None) == f"{row}: {found(row, 'hold')[1]}{WAY_OUT}"
    hold = EligibilityRule.objects.on(TODAY).get(code="hold")
    waivers.waive(row, rule=hold, reason="Đã có kết luận", by=None)
    assert decisions.issue(draft, by=None).state == "issued"


def test_a_hold_says_why_and_is_about_somebody_of_the_agency(season):
    stranger = scene.person(season, DEPUTY)
    said = refusal(holds.add, scene.member(season), person=stranger, **INSPECTION, by=None)
    assert said == "Trần Thị Mai không thuộc Ban Ba. Hãy chọn lại tập thể, cá nhân."

    backwards = INSPECTION | {"ends_on": date(2026, 8, 1)}
    with pytest.raises(ValidationError) as refused:
        holds.add(scene.member(season), **backwards, by=None)
    assert refused.value.messages == ["Ngày kết thúc phải từ ngày bắt đầu trở đi."]


def test_after_the_year_is_closed_nothing_is_entered_for_it(season):
    row = put_forward(season, HEAD, code="government-flag")
    rule = EligibilityRule.objects.on(season.standing_on).get(code="government-flag-vote")
    row.season = at(season, "closed")

    closed = "Năm 2026 đã khép lại; chỉ còn xem được."
    assert refusal(waivers.waive, row, rule=rule, reason="Vì thế", by=None) == closed
    assert refusal(council, row, 12) == closed


# the rules as data


def test_every_rule_of_the_file_is_dated_sourced_and_binds_only_when_it_was_read():
    codes = set(AwardForm.objects.values_list("code", flat=True))
    rows = list(EligibilityRule.objects.all())

    assert len(rows) == len(eligibility_rules.rows()) > 40
    assert [row.code for row in rows if not row.source] == []
    assert [row.code for row in rows if row.binding and row.recalled] == []
    named = {code for row in rows for code in (row.form_code, row.title, row.earlier) if code}
    assert named - codes == set()
    for day in (date(2024, 1, 1), date(2026, 9, 30), date(2026, 10, 1), date(2027, 2, 28)):
        held = [row.code for row in EligibilityRule.objects.on(day)]
        assert sorted(set(held)) == sorted(held)


def test_from_the_amended_law_on_nobody_has_read_what_the_law_says():
    amended = EligibilityRule.objects.on(date(2026, 10, 1)).filter(source__contains="06/2026/QH16")

    assert {row.recalled for row in amended} == {True}
    assert amended.get(code="national-fighter-run").binding is False


def test_an_officer_reads_a_rule_makes_it_bind_and_ends_it():
    rule = EligibilityRule.objects.on(date(2026, 10, 1)).get(code="ministry-fighter-run")
    facts = {"source": "Luật 06/2022/QH15, Điều 22 khoản 1", "by": None}
    with pytest.raises(ValidationError) as refused:
        eligibility_rules.correct(rule, checked=False, binding=True, **facts)
    assert refused.value.messages == [
        "Điều kiện chưa đối chiếu văn bản gốc chỉ để nhắc. Hãy đối chiếu với văn bản rồi mới đặt là bắt buộc."
    ]

    rule = EligibilityRule.objects.get(pk=rule.pk)
    eligibility_rules.correct(rule, checked=True, binding=True, **facts)
    eligibility_rules.end(rule, last_day=date(2026, 12, 31), by=None)

    rule.refresh_from_db()
    assert (rule.recalled, rule.binding, rule.valid_to) == (False, True, date(2026, 12, 31))
    assert [entry.act for entry in Entry.objects.about(rule)] == ["rule.end", "rule.correct"]
    again = refusal(eligibility_rules.end, rule, last_day=date(2027, 1, 1), by=None)
    assert again == "Điều kiện này đã ghi áp dụng đến hết ngày 31/12/2026."


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        ("rank", {}, "Hãy nhập con số của điều kiện này, từ 1 trở lên."),
        ("share", {"number": 101, "measure": "advanced"}, "Tỷ lệ nhập từ 1 đến 100 %."),
        ("run", {"number": 2}, "Hãy điền đủ danh hiệu, hình thức hoặc nội dung của điều kiện này."),
    ],
)
def test_a_rule_says_what_its_kind_asks(kind, facts, words):
    with pytest.raises(ValidationError) as refused:
        eligibility_rules.add(kind=kind, valid_from=TODAY, source="Điều 1", **facts, by=None)

    assert refused.value.messages == [words]
