"""An issued decision is changed by a later one only: names corrected, awards revoked, numbers voided."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.deciding import amendments, decisions
from awards.models import Certificate, DecisionLine, LineChange, Nomination, RegisterEntry
from core import clock
from core.rules import RuleError
from documents.papers import render_bytes
from tests.awards import scene
from tests.awards.pages import account, at, said, sheet_of, url
from tests.awards.test_decisions import recorded, refusal
from tests.documents.reading import pages

pytestmark = pytest.mark.django_db

RIGHT = {"prefix": "Bà", "name": "Trần Thị May", "unit": "Phó Vụ trưởng, Ban Ba"}


@pytest.fixture
def season():
    return scene.appraised_season()


@pytest.fixture
def decision(season):
    """Issued on a collective (01/2023) and Bà Trần Thị Mai (02/2023)."""
    return scene.issued_decision(season)


def issued(decision, act, *args, **facts):
    draft = scene.amending(decision)
    act(draft, *args, reason="Ghi sai tên", by=None, **facts)
    return amendments.issue(draft, by=None)


def test_a_corrected_name_has_a_new_number_and_certificate_and_the_old_one_is_voided(season, decision):
    season = at(season, "closed")  # decisions are corrected long after their year
    person = decision.lines.last()

    later = issued(decision, amendments.correct, person, **RIGHT)

    person.refresh_from_db()
    assert person.name == "Trần Thị May"
    assert [(str(entry), entry.recipient, entry.void_reason) for entry in RegisterEntry.objects.all()] == [
        ("01/2023", "Tập thể Vụ 1", ""),
        ("02/2023", "Bà Trần Thị Mai", "Đã thay bằng số 03/2023"),
        ("03/2023", "Bà Trần Thị May", ""),
    ]
    states = Certificate.objects.filter(line=person).order_by("pk").values_list("state", flat=True)
    assert (list(states), Nomination.objects.get(decision_line=person).state) == (
        ["replaced", "valid"],
        "granted",
    )
    assert (later.number, later.changes.get().was) == ("09-QĐ/KTĐ", "Bà Trần Thị Mai, Phó Vụ trưởng, Ban Ba")


def test_a_revoked_award_counts_no_more_and_its_number_is_never_given_again(season, decision):
    line = decision.lines.first()

    issued(decision, amendments.revoke, line)

    entry = RegisterEntry.objects.get(line=line)
    assert (str(entry), entry.void_reason) == ("01/2023", "Hủy khen thưởng theo Quyết định 09-QĐ/KTĐ")
    assert Certificate.objects.get(line=line).state == "revoked"
    assert Nomination.objects.get(decision_line=line).state == "revoked"
    assert [row.name for row in DecisionLine.objects.standing()] == ["Trần Thị Mai"]
    scene.issued_decision(season, [scene.nomination(season)], number="06")
    assert [entry.number for entry in RegisterEntry.objects.order_by("pk")] == [1, 2, 3]


def test_the_paper_says_what_is_changed_and_why(decision):
    draft = scene.amending(decision)
    amendments.correct(draft, decision.lines.last(), **RIGHT, reason="Ghi sai tên.", by=None)
    amendments.revoke(draft, decision.lines.first(), reason="Khai không đúng", by=None)

    paper = amendments.issue(draft, by=None).paper

    page = " ".join(" ".join(pages(render_bytes(paper, "pdf"))).split())
    assert (
        "Điều 1. Sửa đổi, hủy bỏ một số nội dung của Quyết định số 05-QĐ/KTĐ ngày 20/12/2023 về việc "
        "tặng Bằng khen của Khối trưởng như sau: 1. Hủy bỏ việc tặng Bằng khen của Khối trưởng cho Tập thể "
        "Vụ 1, Ban Ba. Lý do: Khai không đúng. 2. Sửa “Bà Trần Thị Mai, Phó Vụ trưởng, Ban Ba” thành “Bà "
        "Trần Thị May, Phó Vụ trưởng, Ban Ba”. Lý do: Ghi sai tên." in page
    )
    assert "Căn cứ Quyết định số 05-QĐ/KTĐ ngày 20/12/2023" in page


def test_a_decision_of_a_higher_authority_is_changed_without_certificates(season):
    season = at(season, "awarding")
    higher = recorded(season, [scene.nomination(season, code="pm-merit")])
    draft = scene.amending(higher, number="1999/QĐ-TTg", signed_on=date(2024, 6, 1))
    amendments.revoke(draft, higher.lines.get(), reason="Theo kết luận thanh tra", by=None)

    later = amendments.issue(draft, by=None)

    assert (later.number, later.paper, later.is_own) == ("1999/QĐ-TTg", None, False)
    assert (Nomination.objects.get().state, Certificate.objects.count()) == ("revoked", 0)
    assert refusal(scene.amending, higher, number="1999/QĐ-TTg", signed_on=date(2024, 6, 2)) == (
        f"Quyết định 1999/QĐ-TTg sửa đổi, hủy bỏ {higher} đã được ghi."
    )


def test_what_is_no_later_change_is_refused_with_a_sentence(season, decision):
    draft, (first, person) = scene.amending(decision), decision.lines.all()
    other = scene.issued_decision(season, [scene.nomination(season)], number="06").lines.get()
    same = {name: getattr(person, name) for name in RIGHT}

    assert refusal(scene.amending, decision, number="8", signed_on=date(2023, 12, 19)) == (
        "Ngày ký 19/12/2023 trước ngày ký của Quyết định 05-QĐ/KTĐ (20/12/2023): quyết định chỉ được sửa "
        "đổi, hủy bỏ bằng quyết định ban hành sau. Hãy sửa ngày ký."
    )
    assert refusal(scene.amending, draft, number="8").startswith("Chỉ sửa đổi, hủy bỏ được")
    assert refusal(amendments.issue, draft, by=None).startswith("Dự thảo chưa sửa, chưa hủy dòng nào.")
    assert refusal(amendments.correct, draft, person, **same, reason="X", by=None).startswith(
        "Nội dung mới giống"
    )
    assert refusal(amendments.revoke, draft, other, reason="X", by=None) == (
        "“Vụ 3” không có trong Quyết định 05-QĐ/KTĐ. Hãy tải lại trang."
    )
    assert refusal(decisions.issue, draft, by=None).startswith("Việc này không dùng cho loại quyết định này.")
    amendments.revoke(draft, first, reason="Khai sai", by=None)
    with pytest.raises(ValidationError, match="Dòng này đã có trong quyết định"):
        amendments.revoke(draft, first, reason="Nữa", by=None)
    with clock.at(date(2024, 3, 4)), pytest.raises(RuleError, match="Ngày ký 05/03/2024 chưa đến"):
        amendments.issue(draft, by=None)
    amendments.issue(draft, by=None)
    with pytest.raises(RuleError, match="đã ban hành nên không sửa được nữa"):
        amendments.issue(draft, by=None)
    again = scene.amending(decision, number="10")
    assert refusal(amendments.revoke, again, first, reason="Nữa", by=None) == (
        "Khen thưởng cho Vụ 1 đã bị hủy bỏ. Hãy bỏ dòng này khỏi dự thảo."
    )


def test_two_drafts_do_not_revoke_the_same_award_twice(decision):
    drafts = [scene.amending(decision, number=number) for number in ("9", "10")]
    for draft in drafts:
        amendments.revoke(draft, decision.lines.first(), reason="Khai sai", by=None)
    amendments.issue(drafts[0], by=None)

    assert refusal(amendments.issue, drafts[1], by=None).startswith("Khen thưởng cho Vụ 1 đã bị hủy bỏ.")
    assert [entry.void_reason != "" for entry in RegisterEntry.objects.all()] == [True, False]


def test_a_name_is_corrected_twice_and_never_by_changing_the_change(decision):
    person = decision.lines.last()
    first = issued(decision, amendments.correct, person, **RIGHT)

    assert refusal(scene.amending, first, number="10") == (
        "Chỉ sửa đổi, hủy bỏ được nội dung của quyết định khen thưởng đã ban hành."
    )
    person.refresh_from_db()
    second = scene.amending(decision, number="10", signed_on=date(2024, 3, 6))
    amendments.correct(second, person, **RIGHT | {"name": "Trần Thị Mây"}, reason="Sai dấu", by=None)
    amendments.issue(second, by=None)

    found = amendments.effective([person])[person.pk]
    assert [change.was.split(",")[0] for change in found] == ["Bà Trần Thị Mai", "Bà Trần Thị May"]
    states = Certificate.objects.filter(line=person).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["replaced", "replaced", "valid"]
    assert [entry.void_reason for entry in RegisterEntry.objects.filter(line=person).order_by("number")] == [
        "Đã thay bằng số 03/2023",
        "Đã thay bằng số 04/2023",
        "",
    ]


def test_a_change_out_of_order_says_why(decision):
    issued(decision, amendments.revoke, decision.lines.first())
    draft = scene.amending(decision, number="08", signed_on=date(2024, 3, 6))
    amendments.correct(draft, decision.lines.last(), **RIGHT, reason="Ghi sai tên", by=None)

    assert refusal(amendments.issue, draft, by=None) == (
        "Số 08-QĐ/KTĐ ký ngày 06/03/2024 không theo thứ tự: số 09-QĐ/KTĐ đã ký ngày 05/03/2024 (theo Hướng "
        "dẫn 36-HD/VPTW ngày 03/4/2018, mục II điểm 1.3.1.a). Hãy sửa số hoặc ngày ký, hoặc ghi lý do (ví "
        "dụ: nhiệm kỳ mới đánh số lại)."
    )
    said = {"signer_name": draft.signer_name, "signer_post": draft.signer_post, "place": draft.place}
    days = {"number": "8", "signed_on": date(2024, 3, 6)}
    amendments.revise(draft, **days, **said, backdated="Số giữ trước", by=None)
    assert amendments.issue(draft, by=None).state == "issued"


def test_the_pages_lead_from_the_decision_to_the_later_one_and_back(client, season, decision):
    client.force_login(account(season, "head"))
    first, person = decision.lines.all()
    assert client.get(url("amendment_new", decision)).context["form"].initial["signer_name"] == "Vũ Trọng Lâm"
    facts = {"number": "9", "signed_on": "05/03/2024", "place": "Hà Nội", "signer_post": "Khối trưởng"}
    client.post(url("amendment_new", decision), facts | {"signer_name": "Vũ Trọng Lâm"})
    draft = decision.amended_by.get()
    client.post(url("amendment_revise", draft), facts | {"signer_name": "Lê An", "number": "10"})
    client.post(url("line_correct", draft, person.pk), RIGHT | {"reason": "Ghi sai tên"})
    client.post(url("line_revoke", draft, first.pk), {"reason": "Khai sai"})
    page = client.get(url("decision", draft))
    assert ([change.kind for change in page.context["changes"]], page.context["lines"]) == (
        ["revoke", "correct"],
        [],
    )
    revoked = LineChange.objects.get(kind="revoke")
    for sentence in ("Đã bỏ khỏi dự thảo: Hủy bỏ “Vụ 1”.", "Nội dung này đã được bỏ khỏi dự thảo từ trước."):
        assert said(client.post(url("change_remove", draft, revoked.pk), follow=True)) == [sentence]
    assert client.get(url("amendment_issue", draft)).status_code == 200

    answer = client.post(url("amendment_issue", draft), follow=True)

    assert said(answer) == ["Đã ban hành Quyết định 10-QĐ/KTĐ."]
    page = client.get(url("decision", decision))
    assert [change.was for row in page.context["rows"] for change in row.changes] == [
        "Bà Trần Thị Mai, Phó Vụ trưởng, Ban Ba"
    ]
    assert f'<a href="{draft.get_absolute_url()}">Quyết định 10-QĐ/KTĐ</a>' in page.text
    again = client.post(url("amendment_issue", draft), follow=True)
    assert said(again) == ["Quyết định 10-QĐ/KTĐ đã được ban hành từ trước."]
    found = client.get(url("register", season), {"q": "tran thi may"}).context["page"]
    assert [str(entry) for entry in found] == ["02/2023", "03/2023"]
    assert sheet_of(client.get(url("register", season), {"format": "xlsx"}))[2][:2] == [
        "02/2023",
        "Bà Trần Thị Mai",
    ]
    client.force_login(account(season, "member"))
    assert client.get(url("amendment_new", decision)).status_code == 403
    assert client.get(url("line_correct", draft, person.pk)).status_code == 403


def test_certificates_are_shown_of_the_decision_that_has_some(client, season, decision):
    issued(decision, amendments.correct, decision.lines.last(), **RIGHT)
    client.force_login(account(season, "head"))

    assert client.get(url("certificates", season)).url == url("decision_certificates", decision)
