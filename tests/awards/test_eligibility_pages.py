"""The pages around eligibility: who reads, who enters, what a nomination's page tells."""

from datetime import date

import pytest

from awards.models import CouncilVote, EligibilityRule, EligibilityWaiver, Hold, Workforce
from core import clock
from tests.awards import eligible, scene
from tests.awards.eligible import TODAY, put_forward
from tests.awards.pages import account, errors, said, sheet_of, url
from tests.awards.scene import HEAD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def season():
    return eligible.season()


def as_(client, season, who):
    client.force_login(account(season, who))
    return client


def test_the_rules_are_read_by_all_and_kept_by_officers(client, season):
    member = as_(client, season, "member")
    page = member.get(url("rules"))
    assert page.context["keeps"] is False
    assert "Từ 80 % tổng số thành viên Hội đồng đồng ý" in page.text
    assert member.get(url("rule_new")).status_code == 403
    rule = EligibilityRule.objects.on(date(2026, 10, 1)).get(code="pm-merit-person-a")
    assert member.post(url("rule_edit", rule), {"source": "x"}).status_code == 403

    officer = as_(client, season, "officer")
    facts = {"source": "Luật 06/2022/QH15, Điều 73", "checked": "on"}
    assert officer.post(url("rule_edit", rule), facts).url == url("rules")
    rule.refresh_from_db()
    assert (rule.source, rule.recalled, rule.binding) == ("Luật 06/2022/QH15, Điều 73", False, False)
    officer.post(url("rule_end", rule), {"last_day": "31/12/2026"})
    rule.refresh_from_db()
    assert rule.valid_to == date(2026, 12, 31)


def test_an_officer_adds_a_rule_of_a_kind(client, season):
    officer = as_(client, season, "officer")
    page = f"{url('rule_new')}?kind=rank"
    assert list(officer.get(page).context["form"].fields) == [
        *("form_code", "recipient", "number", "route", "valid_from", "source", "checked", "binding")
    ]
    facts = {"form_code": "level:state", "number": "3", "valid_from": "1/1/2026", "source": "Điều 1"}

    bad = officer.post(page, facts | {"binding": "on"})
    assert errors(bad) == [
        "Điều kiện chưa đối chiếu văn bản gốc chỉ để nhắc. Hãy đối chiếu với văn bản rồi mới đặt là bắt buộc."
    ]
    assert officer.post(page, facts | {"binding": "on", "checked": "on"}).status_code == 302

    rule = EligibilityRule.objects.get(code="all-rank-1")
    assert (rule.level, rule.form_code, rule.number, rule.binding) == ("state", "", 3, True)
    rows = sheet_of(officer.get(url("rules") + "?all=1&format=xlsx"))
    assert [row[:5] for row in rows if row[7] == "Điều 1"] == [
        ["Mọi hình thức cấp Nhà nước", "Mọi đối tượng", None, "Xếp thứ 3 trở lên", "Bắt buộc"]
    ]


def test_the_page_of_a_nomination_lists_every_rule_and_lets_the_right_person_act(client, season):
    row = put_forward(season, code="government-flag")
    member = as_(client, season, "member").get(row.get_absolute_url())
    told = [each.outcome for each in member.context["findings"]]
    assert told == ["missing", "open", "met", "met", "met", "met", "met"]
    assert (member.context["votes_here"], member.context["waives"]) == (False, False)
    assert "Xếp thứ 3, cần xếp thứ 1" in member.text
    assert client.get(url("waiver", row)).status_code == 403

    head = as_(client, season, "head")
    page = head.get(row.get_absolute_url())
    assert (page.context["votes_here"], page.context["waives"]) == (True, True)
    vote = EligibilityRule.objects.on(season.standing_on).get(code="government-flag-vote")
    head.post(url("waiver", row), {"rule": vote.pk, "reason": "Hội đồng họp sau, theo công văn 5"})
    assert EligibilityWaiver.objects.get().by.username == "clerk-1"
    assert head.get(row.get_absolute_url()).context["waives"] is False
    facts = {"council": "Hội đồng", "held_on": "14/9/2026", "members": "15", "in_favour": "12"}
    head.post(url("council_vote", row), facts | {"source": "Biên bản 3"})
    assert str(CouncilVote.objects.get()) == "12/15"
    assert "12/15 thành viên Hội đồng đồng ý" in head.get(row.get_absolute_url()).text


def test_nobody_lets_the_own_agency_pass_but_the_managing_body(client, season):
    row = put_forward(season, HEAD, code="government-flag")

    assert as_(client, season, "head").get(url("waiver", row)).status_code == 403
    assert as_(client, season, "officer").get(url("waiver", row)).status_code == 200


def test_a_hold_is_entered_read_and_lifted(client, season):
    member, deputy = scene.member(season), scene.member(season, scene.DEPUTY)
    head = as_(client, season, "head")
    facts = {"kind": "complaint", "reason": "Đơn tố cáo", "source": "CV 1", "starts_on": "1/9/2026"}
    page = f"{url('hold_new', season)}?agency={member.pk}"
    assert errors(head.post(page, facts)) == ["Hãy điền mục này."]
    head.post(page, facts | {"subject": "agency"})
    hold = Hold.objects.get()
    assert (hold.agency, hold.kind, hold.ends_on) == (member, "complaint", None)
    head.post(f"{url('hold_new', season)}?agency={deputy.pk}", facts | {"subject": "agency"})

    own = as_(client, season, "member").get(url("holds", season))
    assert [name for _, name in own.context["rows"]] == ["Ban Ba"]
    assert own.context["sources"] == ["Nghị định 152/2025/NĐ-CP, Điều 4.4"]
    assert client.get(url("hold_lift", season, hold.pk)).status_code == 403
    assert client.get(url("hold_new", season)).status_code == 403

    officer = as_(client, season, "officer")
    lifted = officer.post(
        url("hold_lift", season, hold.pk), {"last_day": "10/9/2026", "source": "KL 2"}, follow=True
    )
    assert said(lifted) == ["Đã ghi ngày kết thúc tạm dừng."]
    assert [hold.is_active for hold, _ in lifted.context["rows"]] == [True, False]
    assert len(sheet_of(officer.get(url("holds", season) + "?format=xlsx"))) == 3
    assert as_(client, season, "stranger").get(url("holds", season)).status_code == 404


def test_a_member_enters_its_figures_and_those_of_its_collectives(client, season):
    collective = scene.collective(season)
    member = as_(client, season, "member")
    page = url("workforce_edit", season)
    facts = {"people": "1.200", "women": "30", "completed": "1200", "advanced": "900", "fighters": "50"}

    assert member.post(page, facts | {"source": "QĐ 1"}).url == url("workforce", season)
    small = dict.fromkeys(facts, "9") | {"source": "QĐ 2"}
    member.post(f"{page}?of=collective-{collective.pk}", small)
    over = member.post(page, facts | {"women": "1300", "source": "QĐ 1"})

    assert errors(over) == ["Số nữ, số người đạt không thể nhiều hơn tổng số người."]
    assert [row.people for row in Workforce.objects.order_by("pk")] == [1200, 9]
    assert len(sheet_of(member.get(url("workforce", season) + "?format=xlsx"))) == 3
    seen = as_(client, season, "head").get(url("workforce", season)).context
    assert (len(seen["rows"]), seen["silent"]) == (2, ["Ban Một", "Ban Hai"])
    assert as_(client, season, "deputy").get(url("workforce", season)).context["keeps"] is True
