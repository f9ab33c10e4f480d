"""Prize money: the base salary of the day of signing × the coefficient, rounded up; frozen when issued."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from awards.deciding import decisions, overlaps, prizes, salaries
from awards.models import AwardForm, BaseSalary, Decision, DecisionLine
from core import clock
from core.rules import RuleError
from documents.blocks import Table, thaw
from documents.papers import render_bytes
from tests import world
from tests.awards import scene
from tests.awards.pages import account, said, sheet_of, url
from tests.documents.reading import pages

NOW = 2_530_000  # from 01/7/2026, Nghị định 161/2026/NĐ-CP


@pytest.mark.parametrize(
    ("coefficient", "amount"),
    [
        ("12", 30_360_000),
        ("8", 20_240_000),
        ("1.5", 3_800_000),
        ("0.8", 2_030_000),
        ("4.5", 11_390_000),
        ("3", 7_590_000),
        ("1", 2_530_000),
        ("0.3", 760_000),
        ("3.5", 8_860_000),
        ("7", 17_710_000),  # collectives: 2 × 3,5
        ("0.6", 1_520_000),
    ],
)
def test_the_amounts_are_those_of_the_decree(coefficient, amount):
    assert prizes.amount(NOW, Decimal(coefficient), step=10_000) == amount


@pytest.mark.parametrize(
    ("coefficient", "kind", "doubles", "found"),
    [
        ("3.5", "person", True, "3.5"),
        ("3.5", "collective", True, "7"),
        ("3.5", "household", True, "5.25"),
        ("12", "agency", None, "12"),  # a flag has one amount
        ("12", "agency", False, "12"),
        (None, "person", True, None),
    ],
)
def test_the_coefficient_is_that_of_the_form_for_the_recipient(coefficient, kind, doubles, found):
    known = coefficient and Decimal(coefficient)
    form = AwardForm(prize_coefficient=known, doubles_for_collectives=doubles)

    assert prizes.coefficient(form, kind) == (found and Decimal(found))


def lines_of(decision):
    return list(decision.lines.values_list("name", "coefficient", "prize"))


@pytest.mark.django_db
def test_prizes_are_those_of_the_day_of_signing_and_stay_what_they_were():
    season = scene.appraised_season()
    scene.priced()
    decision = scene.issued_decision(season)
    [row] = BaseSalary.objects.filter(valid_from=date(2023, 7, 1))
    salaries.correct(row, amount=9_000_000, by=None)

    assert lines_of(decision) == [("Vụ 1", 3, 5_400_000), ("Trần Thị Mai", Decimal("1.5"), 2_700_000)]
    first, listed = (" ".join(page.split()) for page in pages(render_bytes(decision.paper, "pdf")))
    assert (
        "Điều 2. Tiền thưởng kèm theo Bằng khen của Khối trưởng: mỗi tập thể 5.400.000 đồng, mỗi cá nhân "
        "2.700.000 đồng; tổng số tiền 8.100.000 đồng (bằng chữ: tám triệu một trăm nghìn đồng), trích từ Quỹ "
        "thi đua, khen thưởng của Ban Một." in first
    )
    assert "1 Vụ 1 Ban Ba 5.400.000 01/2023 Cộng 5.400.000" in listed


@pytest.mark.django_db
def test_twice_a_person_may_be_read_as_twice_the_rounded_amount():
    season = scene.appraised_season()
    scene.priced("3.5")
    salaries.enter(amount=NOW, valid_from=date(2023, 12, 1), source="Thử", doubling="amount", by=None)

    assert [prize for _, _, prize in lines_of(scene.issued_decision(season))] == [17_720_000, 8_860_000]


@pytest.mark.django_db
def test_without_a_coefficient_or_a_salary_no_amount_is_invented():
    season = scene.appraised_season()
    AwardForm.objects.filter(code="head-merit").update(prize_coefficient=None)
    draft = scene.draft(season)
    decisions.add(draft, [scene.nomination(season)], by=None)
    decisions.issue(draft, by=None)

    assert lines_of(draft) == [("Vụ 1", None, None)]
    assert [len(block.columns) for block in thaw(draft.paper.blocks) if isinstance(block, Table)] == [4]
    line = DecisionLine(kind="person")
    scene.priced()
    prizes.put_on(Decision(form=scene.form(), signed_on=date(2010, 1, 1)), [line])
    assert (line.coefficient, line.prize) == (Decimal("1.5"), None)


@pytest.mark.django_db
def test_a_line_is_left_unpaid_for_a_reason_on_the_page_and_on_paper(client):
    season = scene.appraised_season()
    scene.priced()
    client.force_login(account(season, "head"))
    draft = scene.draft(season)
    decisions.add(draft, [scene.nomination(season), scene.nomination(season)], by=None)
    line = draft.lines.first()
    client.post(url("line_prize", draft, line.pk), {"unpaid": "Đã nhận tiền của danh hiệu cao hơn"})

    page = client.get(url("decision", draft))
    assert (page.context["money"].total, page.context["money"].unpaid) == (5_400_000, 1)
    decisions.issue(draft, by=None)
    assert sheet_of(client.get(url("decision", draft), {"format": "xlsx"}))[1][-2:] == [
        5_400_000,
        "Đã nhận tiền của danh hiệu cao hơn",
    ]
    assert "Không chi" in pages(render_bytes(draft.paper, "pdf"))[1]


@pytest.mark.django_db
def test_of_two_titles_for_the_same_time_the_lower_one_is_told_nothing_is_changed():
    season = scene.appraised_season()
    AwardForm.objects.filter(code="head-merit").update(kind="title")
    season.__class__.objects.filter(pk=season.pk).update(phase="awarding")
    flag = scene.nomination(season, code="government-flag")
    facts = {"authority": "Thủ tướng", "number": "1/QĐ-TTg", "signed_on": scene.SIGNED}
    decisions.record(season, form=flag.form, nominations=[flag], **facts, by=None)
    draft = scene.draft(season)
    decisions.add(draft, [scene.nomination(season)], by=None)
    assert overlaps.of(draft, scene.decisions.lines.ordered(draft)) == {}

    [line] = draft.lines.select_related("nomination")
    line.nomination.collective_id = None  # as if the agency itself were named for a second title
    assert overlaps.of(draft, [line]) == {
        line.nomination_id: "Cùng thời gian lập thành tích còn được tặng Cờ thi đua của Chính phủ (Quyết "
        "định 1/QĐ-TTg): chỉ nhận tiền thưởng của danh hiệu cao nhất (quy định về nguyên tắc tính "
        "tiền thưởng)."
    }


# the table of base salaries


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2026, 11, 26), 2_530_000),
        (date(2026, 7, 1), 2_530_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2023, 6, 30), 1_490_000),
    ],
)
def test_the_salary_is_the_one_in_force(day, amount):
    assert BaseSalary.objects.on(day).amount == amount


@pytest.mark.django_db
def test_only_what_a_source_confirms_is_entered_as_read():
    assert [row.valid_from for row in BaseSalary.objects.filter(recalled=False)] == [date(2026, 7, 1)]


@pytest.mark.django_db
def test_an_officer_enters_a_salary_ahead_and_takes_back_what_is_not_in_force(client):
    client.force_login(world.officer())
    facts = {"valid_from": "01/07/2027", "doubling": "coefficient", "source": "Nghị định 1/2027/NĐ-CP"}
    with clock.at(date(2026, 11, 26)):
        answer = client.post(url("salary_new"), facts | {"amount": "2.700.000"}, follow=True)
        row = BaseSalary.objects.get(valid_from=date(2027, 7, 1))
        assert (said(answer), row.amount) == (["Đã ghi mức lương cơ sở từ 01/07/2027."], 2_700_000)
        assert client.post(url("salary_new"), facts | {"amount": "1"}).status_code == 200
        client.post(url("salary_edit", row), facts | {"amount": "2.750.000"})
        assert BaseSalary.objects.on(date(2028, 1, 1)).amount == 2_750_000
        salaries.remove(row, by=None)
        with pytest.raises(RuleError, match="Mức từ 01/07/2026 đã có hiệu lực nên không bỏ được"):
            salaries.remove(BaseSalary.objects.on(date(2026, 8, 1)), by=None)
    with pytest.raises(ValidationError):
        salaries.enter(amount=1, valid_from=date(2026, 7, 1), source="Hai lần", by=None)
    client.force_login(world.person(world.agency("Ban Ngoài"), "clerk", username="la").user)
    assert (client.get(url("salary_new")).status_code, client.get(url("salaries")).status_code) == (403, 200)
