"""The catalogue kept by hand: what is used never changes its meaning, a new text is a new version."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from awards.cataloguing import catalogue, versions
from awards.cataloguing.forms import facts_of
from awards.deciding import decisions
from awards.limiting import quotas
from awards.models import AwardForm, Nomination
from awards.nominating import nominations
from core.models import Entry
from core.rules import RuleError
from tests import world
from tests.awards import scene
from tests.awards.pages import account, errors, said, url

pytestmark = pytest.mark.django_db

LAW = "Luật 06/2026/QH16, Điều 74"
DAY = date(2026, 10, 1)


@pytest.fixture
def officer():
    return world.officer(world.agency("Cơ quan quản lý", code="QL"))


@pytest.fixture
def season():
    return scene.appraised_season()


def now(code="ministry-merit"):
    return AwardForm.objects.get(code=code, valid_from=date(2024, 1, 1))


def facts(form, **other):
    names = [field.name for field in AwardForm._meta.fields]
    keys = {"id", "code", "valid_from", "valid_to", "recalled", "checked_at", "checked_by", "checked_source"}
    return {name: getattr(form, name) for name in names if name not in keys} | {"source": LAW} | other


def typed(form, **other):
    shown = {name: "" if value is None else value for name, value in facts_of(form).items()}
    if not shown["own"]:
        del shown["own"]
    if shown["prize_coefficient"]:
        shown["prize_coefficient"] = str(shown["prize_coefficient"]).replace(".", ",")
    return shown | {"valid_from": "01/10/2026", "source": LAW} | other


def refusal(act, *args, **given):
    with pytest.raises(RuleError) as refused:
        act(*args, **given)
    return str(refused.value)


def test_a_new_version_ends_the_former_one_the_day_before(officer):
    old = now()
    rule = {"transition": "Hồ sơ nhận trước ngày 01/10/2026 theo quy định cũ.", "transition_source": LAW}

    new = versions.renew(
        old, valid_from=DAY, **facts(old, prize_coefficient=Decimal("2.5"), **rule), by=officer
    )

    old.refresh_from_db()
    assert (old.valid_to, new.valid_to, new.recalled) == (date(2026, 9, 30), None, True)
    assert [AwardForm.objects.on(day).get(code=old.code) for day in (date(2026, 9, 30), DAY)] == [old, new]
    assert versions.next_of(old) == new
    assert [entry.act for entry in Entry.objects.about(old)] == ["award_form.end"]
    assert [entry.act for entry in Entry.objects.about(new)] == ["award_form.renew"]


def test_a_version_is_refused_that_begins_too_early_or_follows_one_that_is_not_the_last(officer):
    old = now()
    assert refusal(versions.renew, old, valid_from=date(2024, 1, 1), **facts(old), by=officer) == (
        "Bản hiện có áp dụng từ 01/01/2024; bản mới phải áp dụng từ một ngày sau đó."
    )
    versions.renew(old, valid_from=DAY, **facts(old), by=officer)

    assert refusal(versions.renew, old, valid_from=date(2027, 3, 1), **facts(old), by=officer) == (
        "Bằng khen của bộ, ban, ngành, tỉnh đã có bản áp dụng từ 01/10/2026. Hãy mở bản ấy rồi làm tiếp."
    )


def test_a_version_taken_back_lets_the_former_one_hold_on(officer):
    old = now()
    new = versions.renew(old, valid_from=DAY, **facts(old), by=officer)

    assert versions.take_back(new, by=officer) == old

    old.refresh_from_db()
    assert old.valid_to is None


def test_what_is_used_changes_only_its_sources_and_what_nobody_knew(season):
    row = scene.form("head-merit", season)
    scene.nomination(season)
    scene.quota(season, total=3)
    assert versions.uses(row) == ["1 đề nghị khen thưởng", "1 hạn mức"]

    assert refusal(versions.revise, row, name="Bằng khen khác", by=None) == (
        "Bằng khen của Khối trưởng, bản áp dụng từ 01/07/2004, đã dùng cho 1 đề nghị khen thưởng, 1 hạn mức "
        "nên không đổi nội dung được. Hãy lập bản mới áp dụng từ một ngày khác."
    )
    assert refusal(versions.revise, row, prize_coefficient=Decimal("9"), by=None)
    AwardForm.objects.filter(pk=row.pk).update(prize_coefficient=None)
    versions.revise(row, prize_coefficient=Decimal("1.0"), source="Quy chế của Khối, Điều 9", by=None)
    row.refresh_from_db()
    assert (row.prize_coefficient, row.source) == (Decimal("1.00"), "Quy chế của Khối, Điều 9")


def test_what_is_not_used_may_be_mended(officer):
    row = versions.revise(now(), name="Bằng khen cấp bộ", by=officer)

    assert row.name == "Bằng khen cấp bộ"


def test_a_recalled_fact_is_checked_once_in_a_named_source(officer):
    row = now()
    assert refusal(versions.check, row, checked_source=" ", by=officer) == (
        "Hãy ghi văn bản gốc đã đọc: số, ngày, điều khoản."
    )

    versions.check(row, checked_source="Luật 06/2022/QH15, Điều 74", by=officer)

    row.refresh_from_db()
    assert (row.recalled, row.checked_source, row.checked_by) == (
        False,
        "Luật 06/2022/QH15, Điều 74",
        officer,
    )
    assert refusal(versions.check, row, checked_source="Luật", by=officer) == (
        "Bằng khen của bộ, ban, ngành, tỉnh, bản áp dụng từ 01/01/2024, đã được đối chiếu."
    )
    catalogue.load(by=None)
    row.refresh_from_db()
    assert row.recalled is False


def test_facts_that_do_not_stand_together_are_refused_in_words(officer):
    old = now()
    for wrong, sentence in (
        ({"prize_coefficient": Decimal(0)}, "Hệ số tiền thưởng phải lớn hơn 0; chưa biết thì để trống."),
        ({"prize_source": ""}, "Có hệ số tiền thưởng thì phải ghi căn cứ tiền thưởng."),
        (
            {"transition": "Theo quy định cũ."},
            "Ghi quy định chuyển tiếp cùng căn cứ của nó, hoặc bỏ trống cả hai.",
        ),
    ):
        with pytest.raises(ValidationError) as refused:
            versions.renew(old, valid_from=DAY, **facts(old, **wrong), by=officer)
        assert refused.value.messages == [sentence]
    assert refusal(
        versions.renew, old, valid_from=DAY, **facts(old, own=True, certificate=""), by=officer
    ) == (
        "Hình thức do Khối trưởng quyết định được in tại đây, hiện chỉ in được Bằng khen. "
        "Hãy chọn giấy kèm theo là Bằng khen."
    )


def test_what_was_entered_before_keeps_its_version_and_counts_in_one_quota(season):
    """A version begins in the middle of a year whose first nominations stand under the former one."""
    old = scene.form("head-merit", season)
    scene.quota(season, total=2)
    before = scene.nomination(season)
    AwardForm.objects.filter(code=old.code, valid_from=date(2024, 1, 1)).delete()
    new = versions.renew(old, valid_from=date(2023, 12, 1), **facts(old), by=None)

    after = scene.nomination(season, of=scene.collective(season, name="Vụ Mới"))

    assert (before.form, after.form) == (old, new)
    assert [(meter.used, meter.left) for meter in quotas.meters(season)] == [(2, 0)]
    again = {"achieved_from": date(2023, 1, 1), "achieved_to": date(2023, 12, 31), "achievement": "Xong"}
    assert refusal(
        nominations.propose,
        season,
        form=new,
        agency=before.agency,
        collective=before.collective,
        ground=Nomination.Ground.MERIT,
        **again,
        by=None,
    ) == (
        "Đối tượng này đã được đề nghị hình thức đó trong năm, theo bản trước của hình thức; một thành tích "
        "không khen hai lần (theo Luật Thi đua, khen thưởng 15/2003/QH11, Điều 6, chưa đối chiếu văn bản "
        "gốc). Hãy mở đề nghị đã có."
    )
    drafts = [scene.draft(season, number=number, form=form) for number, form in (("05", old), ("06", new))]
    assert [[line.nomination for line in decisions.candidates(draft)] for draft in drafts] == [
        [before],
        [after],
    ]


def test_only_council_officers_keep_the_catalogue(client, season):
    row = now()
    pages = [("form_new", None), ("form_renew", row), ("form_revise", row), ("form_check", row)]
    client.force_login(account(season, "head"))
    assert {client.get(url(*page)).status_code for page in pages} == {403}
    detail = client.get(url("form", row))
    assert (detail.context["keeps"], detail.context["steps"]) == (False, [])
    client.force_login(account(season, "officer"))
    assert {client.get(url(*page)).status_code for page in pages} == {200}
    assert client.get(url("catalogue")).context["keeps"]


def test_a_version_is_looked_at_before_it_is_entered(client, officer):
    client.force_login(officer)
    row = now()
    sent = typed(row, prize_coefficient="2,5", checked_source="Công báo số 1")

    page = client.post(url("form_renew", row), sent)
    changes = [(change.label, change.was, change.becomes) for change in page.context["changes"]]
    assert changes == [
        ("Hệ số tiền thưởng", "1,5 lần mức lương cơ sở", "2,5 lần mức lương cơ sở"),
        ("Căn cứ", row.source, LAW),
    ]
    assert page.context["effects"] == [
        "Bản hiện có áp dụng đến hết ngày 30/09/2026; bản mới áp dụng từ ngày 01/10/2026."
    ]
    assert versions.next_of(row) is None
    again = client.post(url("form_renew", row), sent | {"again": "1"})
    assert again.context["form"].data["prize_coefficient"] == "2,5"

    done = client.post(url("form_renew", row), sent | {"confirmed": "1"}, follow=True)
    assert said(done) == ["Đã ghi bản mới, áp dụng từ 01/10/2026."]
    assert done.context["checker"]
    new = versions.next_of(row)
    assert (new.prize_coefficient, new.recalled, new.checked_by) == (Decimal("2.50"), False, officer)
    second = client.post(url("form_renew", row), sent | {"confirmed": "1"})
    assert second.context["form"].non_field_errors() == [
        "Bằng khen của bộ, ban, ngành, tỉnh đã có bản áp dụng từ 01/10/2026. Hãy mở bản ấy rồi làm tiếp."
    ]


def test_the_page_of_an_older_nomination_shows_what_the_law_says_of_it(client, season):
    row = scene.nomination(season)
    rule = {"transition": "Hồ sơ đã nhận theo quy định cũ.", "transition_source": LAW}
    next_version = AwardForm.objects.get(code="head-merit", valid_from=date(2024, 1, 1))
    versions.revise(next_version, **rule, by=None)
    client.force_login(account(season, "head"))

    for page in (url("nomination", row), url("form", row.form), url("catalogue") + "?all=1"):
        assert f"Hồ sơ đã nhận theo quy định cũ. ({LAW})" in client.get(page).text


def test_a_form_is_entered_checked_mended_and_taken_back_in_the_browser(client, officer):
    client.force_login(officer)
    sent = typed(now("unit-merit"), name="Giấy khen của Đảng bộ", short_name="GK Đảng bộ")
    answer = client.post(url("form_new"), sent, follow=True)
    assert said(answer) == ["Đã ghi Giấy khen của Đảng bộ vào danh mục."]
    row = AwardForm.objects.get(code="gk-dang-bo")
    assert errors(client.post(url("form_new"), sent)) == [
        "Danh mục đã có Giấy khen của Đảng bộ (GK Đảng bộ). Hãy mở trang của hình thức ấy rồi lập bản mới."
    ]
    assert errors(client.post(url("form_new"), sent | {"short_name": "漢 +"})) == [
        "Tên ngắn phải có chữ cái hoặc chữ số."
    ]
    client.post(url("form_check", row), {"checked_source": LAW})
    client.post(url("form_revise", row), sent | {"recipients": ["person", "household"]})
    row.refresh_from_db()
    assert (row.recalled, row.recipients, row.nominated) == (False, ["person", "household"], ["person"])
    answer = client.post(url("form_take_back", row), follow=True)
    assert said(answer)[-1:] == ["Đã bỏ bản áp dụng từ 01/10/2026 của Giấy khen của Đảng bộ."]
    assert not AwardForm.objects.filter(code="gk-dang-bo").exists()
