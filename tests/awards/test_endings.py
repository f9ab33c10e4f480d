"""A form ends and no version follows: what was entered goes on, nothing new begins, and each is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.cataloguing import catalogue, endings, versions
from awards.deciding import decisions
from awards.limiting import quotas
from awards.models import AwardForm, Quota
from awards.nominating import nominations
from awards.submitting import deadlines, dossiers
from core.rules import RuleError
from tests import kept, world
from tests.awards import scene, sent_up
from tests.awards.pages import said, url

pytestmark = pytest.mark.django_db

TEXT = "Luật 06/2026/QH16, Điều 3"
ENDED = (
    "{} không có trong danh mục áp dụng cho năm 2023: hình thức này áp dụng đến hết 30/11/2023 theo "
    f"{TEXT} và không có bản thay thế. Đề nghị đã ghi trước vẫn được xét tiếp; đề nghị mới hãy chọn "
    "hình thức khác."
)


@kept.once
def ended(code="head-merit"):
    """A year with a nomination and a quota of a form whose end in November was told after these."""
    season = sent_up.season()
    row = scene.nomination(season, code=code)
    scene.quota(season, code, row.recipient, total=1)
    form = row.form
    AwardForm.objects.filter(code=code).exclude(pk=form.pk).delete()
    AwardForm.objects.filter(pk=form.pk).update(valid_to=None)
    endings.end(form, last_day=date(2023, 11, 30), ended_by=TEXT, by=None)
    return {"season": season, "row": row, "form": form}


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def test_the_day_after_nothing_new_begins_and_the_refusal_says_why():
    made = ended()
    season, row, form = made["season"], made["row"], AwardForm.objects.get(pk=made["form"].pk)
    sentence = ENDED.format("Bằng khen của Khối trưởng")

    assert form not in catalogue.of(season)
    one = {"form": form, "agency": row.agency, "collective": scene.collective(season, name="Vụ Khác")}
    facts = {"ground": "merit", "achievement": "Xong", "achieved_from": date(2023, 1, 1)}
    facts["achieved_to"] = date(2023, 12, 31)
    assert refusal(nominations.propose, season, **one, **facts, by=None) == sentence
    nominations.withdraw(row, reason="Xem lại", by=None)
    assert refusal(nominations.propose_again, row, by=None) == sentence
    Quota.objects.all().delete()
    row.delete()
    limit = {"total": 3, "per_member": None, "source": scene.LETTER}
    assert refusal(quotas.set_quota, season, form, "person", **limit, by=None) == sentence
    paper = {"signer_name": "Vũ Trọng Lâm", "signer_post": "Khối trưởng", "place": "Hà Nội"}
    paper |= {"number": "05", "signed_on": scene.SIGNED, "achievement": "Xong"}
    assert refusal(decisions.draft, season, form=form, **paper, by=None) == sentence


def test_what_was_entered_before_is_decided_and_counted_as_before():
    made = ended()
    season = made["season"]

    assert [(meter.used, meter.left) for meter in quotas.meters(season)] == [(1, 0)]
    quotas.set_quota(season, made["form"], "collective", total=2, per_member=None, source="CV 9", by=None)
    draft = scene.draft(season, form=made["form"])
    decisions.add(draft, [made["row"]], by=None)
    assert decisions.issue(draft, by=None).state == "issued"
    assert catalogue.names()["head-merit"] == "Bằng khen của Khối trưởng"


def test_what_waits_for_a_higher_authority_still_goes_up_in_a_dossier():
    made = ended("ministry-merit")
    season = made["season"]

    deadlines.set_own(season, form=made["form"], due_on=date(2024, 1, 31), source="CV 9", by=None)
    due = deadlines.of(season)
    assert made["form"] in [form for form, _ in dossiers.due_forms(season, due)]
    dossier = dossiers.begin(season, form=made["form"], addressee="Bộ Nội vụ", by=None)
    assert dossiers.nominations_of(dossier) == [made["row"]]
    made["row"].refresh_from_db()
    other = AwardForm.objects.on(season.standing_on).get(code="unit-merit")
    assert refusal(dossiers.begin, season, form=_ended_twin(other), addressee="Sở", by=None).startswith(
        f"{other.name} không có trong danh mục áp dụng cho năm 2023: hình thức này áp dụng đến hết"
    )


def _ended_twin(form):
    """The form, ended as well before anything was entered under it."""
    AwardForm.objects.filter(code=form.code).exclude(pk=form.pk).delete()
    AwardForm.objects.filter(pk=form.pk).update(valid_to=date(2023, 11, 30))
    return AwardForm.objects.get(pk=form.pk)


def test_an_end_is_told_once_in_words_and_a_slip_is_undone(client):
    officer = world.officer(world.agency("Cơ quan quản lý", code="QL"))
    client.force_login(officer)
    form = AwardForm.objects.get(code="advanced-worker", valid_to=None)
    assert "1 điều kiện khác hỏi" in client.get(url("form_end", form)).text or endings.told(form)

    done = client.post(url("form_end", form), {"last_day": "28/02/2027", "ended_by": TEXT}, follow=True)
    assert said(done) == [f"Đã ghi: {form.name} áp dụng đến hết 28/02/2027."]
    assert done.context["ended"] == f"Áp dụng đến hết 28/02/2027 theo {TEXT}; không có bản thay thế."
    assert [step.what for step in done.context["steps"]] == ["Hết áp dụng, không có bản thay thế"]
    assert refusal(endings.end, form, last_day=date(2027, 3, 1), ended_by=TEXT, by=officer) == (
        f"{form.name} đã ghi áp dụng đến hết 28/02/2027. Hãy tải lại trang."
    )
    catalogue.load(by=None)
    assert AwardForm.objects.get(pk=form.pk).valid_to == date(2027, 2, 28)

    client.post(url("form_hold_on", form))
    assert AwardForm.objects.get(pk=form.pk).valid_to is None
    assert refusal(endings.lift, form, by=officer) == (
        f"{form.name} không có ngày hết áp dụng để bỏ. Hãy tải lại trang."
    )
    with pytest.raises(ValidationError, match=r"Ngày hết áp dụng phải từ ngày bắt đầu trở đi."):
        endings.end(form, last_day=date(1990, 1, 1), ended_by=TEXT, by=officer)


def test_a_form_that_comes_back_later_is_a_new_version():
    form = AwardForm.objects.get(code="advanced-worker", valid_to=None)
    endings.end(form, last_day=date(2027, 2, 28), ended_by=TEXT, by=None)
    facts = {field.name: getattr(form, field.name) for field in AwardForm._meta.fields}
    told = ("id", "code", "valid_from", "valid_to", "recalled", "checked_at", "checked_by", "checked_source")
    facts = {name: value for name, value in facts.items() if name not in (*told, "ended_by")}

    versions.renew(form, valid_from=date(2028, 1, 1), **facts, by=None)

    form.refresh_from_db()
    assert (form.valid_to, form.ended_by) == (date(2027, 2, 28), TEXT)
    assert endings.sentence(form) == ""
