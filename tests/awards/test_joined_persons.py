"""One person had two records: after joining, honours, eligibility and nominations know one person only."""

from datetime import date

import pytest

from awards import trail
from awards.cataloguing import versions
from awards.deciding import decisions
from awards.models import AwardForm, DecisionLine, Nomination
from awards.nominating import checking, nominations
from awards.past import histories
from awards.qualifying import holds, honours
from core.models import Entry
from core.rules import RuleError
from members import joining
from members.models import Person
from tests import kept, world
from tests.awards import past_rows, scene
from tests.awards.pages import account
from tests.awards.scene import DEPUTY, MEMBER
from tests.awards.test_versions import facts

pytestmark = pytest.mark.django_db

WHY = "Cùng số hiệu cán bộ"


@kept.once
def two_records():
    """A year; Trần Thị Mai as two members have her, nominated for two forms, the second one granted."""
    season = scene.appraised_season()
    kept_one, gone = scene.person(season, MEMBER), scene.person(season, DEPUTY)
    waiting = scene.nomination(season, MEMBER, code="ministry-merit", of=kept_one)
    granted = scene.nomination(season, DEPUTY, of=gone)
    scene.issued_decision(season, [granted])
    return {"season": season, "kept": kept_one, "gone": gone, "waiting": waiting, "granted": granted}


def refusal(made):
    with pytest.raises(RuleError) as refused:
        joining.join(made["kept"], made["gone"], reason=WHY, by=None)
    return str(refused.value)


def again(row):
    return type(row)._base_manager.get(pk=row.pk)


def test_history_and_rules_see_one_person_and_papers_keep_their_words(client):
    made = two_records()
    officer = world.officer(made["season"].bloc.managing_body)
    line = DecisionLine.objects.get()
    holds.add(
        scene.member(made["season"], DEPUTY),
        kind="discipline",
        reason="Khiển trách",
        source="QĐ 7",
        starts_on=date(2023, 1, 1),
        person=made["gone"],
        by=None,
    )

    moved = joining.join(made["kept"], made["gone"], reason=WHY, by=officer)

    assert moved == ["1 đề nghị khen thưởng", "1 tạm dừng xét khen thưởng"]
    assert again(made["granted"]).person == made["kept"]
    assert DecisionLine.objects.values().get() == DecisionLine.objects.filter(pk=line.pk).values().get()
    assert again(line).unit == line.unit == "Phó Vụ trưởng, Ban Hai"
    [held] = honours.held([("person", made["kept"].pk)])["person", made["kept"].pk]
    assert held.source == "Quyết định 05-QĐ/KTĐ, ngày 20/12/2023"
    [told] = histories.of_person(officer, made["kept"])
    assert (told.recipient, told.unit) == ("Bà Trần Thị Mai", "Phó Vụ trưởng, Ban Hai")
    entry = Entry.objects.about(made["granted"]).first()
    assert (entry.act, entry.actor, entry.reason) == ("person.join", officer, WHY)
    assert trail.of(made["granted"])[-1].what == "Gộp hai bản ghi của người được đề nghị"
    client.force_login(officer)
    answer = client.get(f"/honours/people/{made['gone'].pk}/")
    assert answer.url == f"/honours/people/{made['kept'].pk}/"
    assert len(client.get(answer.url).context["page"].object_list) == 1


def test_a_person_put_forward_twice_for_a_form_is_not_joined_before_one_is_ended():
    made = two_records()
    second = scene.nomination(made["season"], DEPUTY, code="ministry-merit", of=made["gone"])
    said = (
        "Cả hai bản ghi đều được đề nghị Bằng khen của bộ, ban, ngành, tỉnh năm 2023 (Ban Ba và Ban Hai). "
        "Một người chỉ được đề nghị một lần: hãy rút hoặc bỏ một đề nghị khỏi danh sách, rồi gộp lại."
    )
    assert refusal(made) == said
    assert joining.foresee(made["kept"], made["gone"]).refusal == said
    nominations.withdraw(second, reason="Trùng người", by=None)

    joining.join(made["kept"], made["gone"], reason=WHY, by=None)

    assert again(second).person == made["kept"]
    with pytest.raises(RuleError, match=r"Trần Thị Mai không thuộc Ban Hai. Hãy chọn lại tập thể, cá nhân."):
        nominations.propose_again(again(second), by=None)


def test_one_that_was_granted_asks_for_another_way_out():
    made = two_records()
    scene.nomination(made["season"], MEMBER, of=made["kept"])

    assert refusal(made) == (
        "Cả hai bản ghi đều được đề nghị Bằng khen của Khối trưởng năm 2023 (Ban Hai và Ban Ba). "
        "Một lần đã khen thưởng: hãy kết thúc hoặc hủy bỏ lần kia theo quyết định sau, rồi gộp lại."
    )


def test_nobody_turns_out_to_have_checked_what_concerns_the_own_person():
    made = two_records()
    checker = account(made["season"], "deputy")
    checking.check(made["waiting"], note="Đủ", by=checker)
    made["gone"] = checker.person

    assert refusal(made) == (
        "Đề nghị Bằng khen của bộ, ban, ngành, tỉnh năm 2023 cho người này do chính tài khoản "
        f"{checker.username} kiểm tra. Hãy trả lại đề nghị ấy để người khác kiểm tra rồi gộp."
    )


def test_a_joined_record_is_put_forward_no_more():
    made = two_records()
    stale = Person.objects.get(pk=made["gone"].pk)
    joining.join(made["kept"], made["gone"], reason=WHY, by=None)

    with pytest.raises(RuleError, match=r"vừa gộp vào Trần Thị Mai. Hãy tải lại trang rồi chọn bản ghi ấy."):
        scene.nomination(made["season"], DEPUTY, code="pm-merit", of=stale)
    draft = scene.draft(made["season"], number="06")
    assert decisions.candidates(draft) == []
    assert Nomination.objects.filter(person=stale).count() == 0


def test_past_awards_pass_over_and_those_of_one_year_are_told_as_perhaps_one():
    officer = past_rows.directory()["officer"]
    first, second = Person.objects.filter(search_key="nguyen van binh").order_by("pk")
    Person.objects.filter(pk=second.pk).update(personal_code="")
    rows = [past_rows.row("Nguyễn Văn Bình", code="Binh-01"), past_rows.row("Nguyễn Văn Bình", number="9/QĐ")]
    past_rows.taken(officer, *rows, chosen={1: f"person-{second.pk}"})

    assert joining.foresee(first, second).notes == [
        "Bằng khen của Thủ tướng Chính phủ năm 2019 có ở cả hai bản ghi; nếu là một lần khen thưởng, "
        "gộp xong hãy bỏ bớt một dòng ở Khen thưởng qua các năm."
    ]
    assert joining.join(first, second, reason=WHY, by=None) == ["1 khen thưởng cũ"]
    assert first.past_awards.count() == 2


def test_two_versions_of_a_form_are_one_form_when_records_are_joined():
    season = scene.appraised_season()
    kept_one, gone = scene.person(season, MEMBER), scene.person(season, DEPUTY)
    old = scene.form("head-merit", season)
    scene.nomination(season, MEMBER, of=kept_one)
    AwardForm.objects.filter(code=old.code, valid_from=date(2024, 1, 1)).delete()
    versions.renew(old, valid_from=date(2023, 12, 1), **facts(old), by=None)
    scene.nomination(season, DEPUTY, of=gone)

    assert refusal({"kept": kept_one, "gone": gone}).startswith(
        "Cả hai bản ghi đều được đề nghị Bằng khen của Khối trưởng năm 2023"
    )
