"""The pages of decisions and of the register: draft, pick, confirm, issue; record; read the book."""

from datetime import date

import pytest

from awards import rounds
from awards.deciding import decisions
from awards.designing import drafts, uses
from awards.models import Decision, Register
from blocs.models import Season
from tests.awards import drawn, scene
from tests.awards.pages import at, errors, said, url
from tests.awards.scene import DEPUTY

pytestmark = pytest.mark.django_db


# decisions


def test_a_decision_goes_from_draft_to_issued_through_the_pages(head, season):
    rows = [scene.nomination(season), scene.nomination(season, of=scene.person(season))]
    facts = {"form": scene.form("head-merit", season).pk, "number": "5", "signed_on": "20/12/2023"}
    facts |= {"place": "Hà Nội", "signer_name": "Vũ Trọng Lâm", "signer_post": "Khối trưởng"}
    facts |= {"achievement": "Đã có thành tích xuất sắc"}
    clicks = [head.post(url("decision_new", season), facts).url for _ in range(2)]
    draft = Decision.objects.get()
    assert clicks == [draft.get_absolute_url()] * 2
    page = head.get(url("decision", draft))
    assert [line.nomination for line in page.context["candidates"]] == rows

    head.post(url("decision_add", draft), {"nomination": [row.pk for row in rows]})
    confirm = head.get(url("decision_issue", draft))
    assert (confirm.context["first"], confirm.context["last"], confirm.context["count"]) == (1, 2, 2)
    assert confirm.context["counted"] == "01 tập thể và 01 cá nhân"
    assert 'vào sổ vàng số <span class="num">01–02</span>' in confirm.text
    answer = head.post(url("decision_issue", draft), follow=True)

    assert said(answer) == ["Đã ban hành Quyết định 05-QĐ/KTĐ."]
    assert [row.number for row in answer.context["rows"]] == ["01/2023", "02/2023"]
    assert head.get(url("decision_issue", draft)).url == draft.get_absolute_url()
    again = head.post(url("decision_issue", draft), follow=True)
    assert said(again) == ["Quyết định 05-QĐ/KTĐ đã được ban hành từ trước."]
    assert again.redirect_chain == [(draft.get_absolute_url(), 302)]


def test_before_issuing_one_sees_what_the_certificates_are_printed_in(head, season):
    draft = scene.draft(season)
    subjects = [scene.collective(season), scene.person(season)]
    decisions.add(draft, [scene.nomination(season, of=subject) for subject in subjects], by=None)
    address = url("decision_issue", draft)
    assert head.get(address).context["designs"] == {"Mẫu có sẵn": ["tập thể", "cá nhân"]}

    design = drawn.design(season)
    drafts.publish(design, by=None)
    uses.assign(design, form_code="", kind="person", by=None)

    page = head.get(address)
    assert page.context["designs"] == {"Mẫu có sẵn": ["tập thể"], "Phôi 2024": ["cá nhân"]}
    assert "<b>Mẫu có sẵn</b> (tập thể); <b>Phôi 2024</b> (cá nhân)" in page.text


def test_a_long_decision_is_read_page_by_page_and_summed_as_a_whole(head, season, monkeypatch):
    monkeypatch.setattr("members.views.paging.PER_PAGE", 2)
    named = [scene.nomination(season, of=scene.collective(season, name=f"Vụ {n}")) for n in (1, 2, 3)]
    decision = scene.issued_decision(season, named)

    first, last = (head.get(decision.get_absolute_url(), {"page": number}) for number in (1, 2))

    assert [row.line.position for page in (first, last) for row in page.context["rows"]] == [1, 2, 3]
    assert [page.context["counted"] for page in (first, last)] == ["03 tập thể"] * 2
    assert first.context["money"] == last.context["money"]
    assert "Trang" in first.text


def test_ticking_nothing_is_told(head, season):
    draft = scene.draft(season)

    answer = head.post(url("decision_add", draft), {"nomination": ["x"]})

    assert answer.status_code == 409
    assert "Hãy chọn ít nhất một đề nghị rồi đưa vào quyết định." in answer.text


def test_a_line_of_another_decision_is_not_found(head, season):
    draft, other = scene.draft(season), scene.draft(season, number="06")
    [line] = decisions.add(other, [scene.nomination(season)], by=None)

    assert head.post(url("line_remove", draft, line.pk)).status_code == 404
    assert head.post(url("line_remove", other, line.pk)).status_code == 302
    assert other.lines.count() == 0


def test_a_line_removed_twice_leads_back_to_the_draft_with_a_sentence(head, season):
    draft = scene.draft(season)
    [line] = decisions.add(draft, [scene.nomination(season)], by=None)

    first, second = (head.post(url("line_remove", draft, line.pk), follow=True) for _ in range(2))

    assert said(first) == [f"Đã bỏ {line} khỏi dự thảo."]
    assert said(second) == ["Người hoặc tập thể này đã được bỏ khỏi dự thảo từ trước."]
    assert second.redirect_chain == first.redirect_chain == [(draft.get_absolute_url(), 302)]


def test_a_draft_is_revised_and_discarded(head, season):
    draft = scene.draft(season)
    facts = {name: getattr(draft, name) for name in ("place", "signer_name", "signer_post", "achievement")}
    head.post(url("decision_revise", draft), {"number": "x", "signed_on": "20/12/2023", **facts})
    assert Decision.objects.get().number == "05-QĐ/KTĐ"
    head.post(url("decision_revise", draft), {"number": "7", "signed_on": "20/12/2023", **facts})
    assert Decision.objects.get().number == "07-QĐ/KTĐ"

    assert head.get(url("decision_discard", draft)).status_code == 200
    assert head.post(url("decision_discard", draft)).url == url("decisions", season)
    assert Decision.objects.count() == 0


def test_a_higher_authoritys_decision_is_recorded_form_by_form(head, season):
    season = at(season, "awarding")
    flag = scene.nomination(season, DEPUTY, code="government-flag")
    merit = scene.nomination(season, code="pm-merit")
    page = f"{url('decision_record', season)}?form={merit.form_id}"
    assert list(head.get(page).context["form"].fields["nominations"].queryset) == [merit]
    facts = {"authority": "Thủ tướng Chính phủ", "number": "1420/QĐ-TTg", "signed_on": "05/12/2023"}

    refused = head.post(page, facts | {"nominations": [flag.pk]})
    assert refused.status_code == 200
    head.post(page, facts | {"nominations": [merit.pk]})

    decision = Decision.objects.get()
    assert (decision.form, decision.is_own, decision.lines.get().nomination) == (merit.form, False, merit)
    assert head.get(url("decision", decision)).status_code == 200


def test_the_year_is_closed_by_the_head(head, season):
    season = at(season, "awarding")
    assert head.get(url("year_conclude", season)).context["lacking"] == []
    assert Season.objects.get().phase == "awarding"  # asked once, for nobody opens it again
    head.post(url("year_conclude", season))
    assert head.get(url("year_conclude", season)).url == season.get_absolute_url()

    assert Season.objects.get().phase == "closed"
    assert head.get(url("nominations", season)).context["proposes"] is False
    assert rounds.lacking(season) == []


def test_the_latest_decision_stands_first(head, season):
    for number, day in (("5", 1), ("7", 3), ("6", 2)):
        scene.draft(season, number=number, signed_on=date(2023, 12, day))

    found = head.get(url("decisions", season)).context["decisions"]
    assert [row.number[:2] for row in found] == ["07", "06", "05"]


# the register


def test_the_book_is_opened_and_read(head, season):
    assert head.get(url("register", season)).context["book"] is None
    assert 'value="2023"' in head.get(url("register_open", season) + "?year=2023").text
    head.post(url("register_open", season), {"year": "2023", "first_number": "31"})
    assert Register.objects.get().first_number == 31
    scene.issued_decision(season)

    page = head.get(url("register", season))
    assert [str(entry) for entry in page.context["page"]] == ["31/2023", "32/2023"]
    refused = head.post(url("register_open", season), {"year": "2023", "first_number": "1"})
    assert errors(refused) == ["Sổ vàng năm 2023 đã ghi đến số 32 nên không đổi được số bắt đầu nữa."]
