"""One past award typed by hand: matched, checked and refused as a row of a list would be."""

from datetime import date

import pytest

from awards.models import PastAward
from awards.past import entries
from core.models import Entry
from core.rules import RuleError
from members.models import Person
from tests.awards import past_rows
from tests.awards.pages import errors, said, url

pytestmark = pytest.mark.django_db

TYPED = {
    "recipient": "Nguyễn Văn An",
    "unit": "Ban Một",
    "form": "pm-merit",
    "year": "2019",
    "decision": "12/QĐ-TTg",
    "decided_by": "Thủ tướng Chính phủ",
    "ground": "merit",
    "source_note": "Bản gốc lưu tại Văn phòng Ban",
}
FACTS = TYPED | {"year": 2019}


@pytest.fixture
def made():
    return past_rows.directory()


def refusal(by, **other):
    with pytest.raises(RuleError) as refused:
        entries.enter(**FACTS | other, by=by)
    return str(refused.value)


def person(name, code=""):
    return Person.objects.get(search_key=name, personal_code=code)


def test_what_is_typed_is_attached_with_its_source_and_taken_back_with_a_reason(client, made):
    client.force_login(made["officer"])
    page = client.get(url("past_new") + f"?person={person('nguyen van an', 'An-01').pk}")
    assert page.context["form"].initial == {
        "recipient": "Nguyễn Văn An",
        "unit": "Ban Một đổi tên",
        "code": "An-01",
        "position": "Chuyên viên",
    }

    done = client.post(url("past_new"), TYPED, follow=True)

    award = PastAward.objects.get()
    assert said(done) == [
        "Đã ghi Bằng khen của Thủ tướng Chính phủ năm 2019: Nguyễn Văn An; gắn với Nguyễn Văn An."
    ]
    assert (award.person.personal_code, award.form.code, award.ground) == ("An-01", "pm-merit", "merit")
    assert award.source == "Ghi tay: Bản gốc lưu tại Văn phòng Ban"
    assert "Công trạng" in done.text
    client.post(url("past_remove", award), {"reason": "Ghi nhầm người"})
    assert [entry.reason for entry in Entry.objects.filter(act__startswith="past_award")] == [
        "Ghi nhầm người",
        "",
    ]
    assert not PastAward.objects.exists()


def test_somebody_chooses_where_several_could_be_meant(client, made):
    client.force_login(made["officer"])
    several = TYPED | {"recipient": "Nguyễn Văn Bình"}

    asked = client.post(url("past_new"), several)
    assert errors(asked) == [
        "Có nhiều người, tập thể mang tên này. Hãy chọn ở mục Của ai, hoặc chọn “Giữ tên như đã ghi” rồi "
        "gắn sau."
    ]
    options = [words for _, words in asked.context["form"].fields["subject"].choices]
    assert options == [
        "Hãy chọn",
        "Nguyễn Văn Bình, Chuyên viên, Ban Một đổi tên, mã Binh-01",
        "Nguyễn Văn Bình, Vụ trưởng, Ban Một đổi tên, mã Binh-02",
        "Giữ tên như đã ghi, chưa gắn với ai",
    ]
    chosen = person("nguyen van binh", "Binh-02")
    answer = client.post(url("past_new"), several | {"subject": f"person-{chosen.pk}", "another": "1"})
    assert answer.url == url("past_new")
    assert PastAward.objects.get().person == chosen


def test_nobody_known_is_kept_in_words_only_when_that_is_chosen(made):
    officer = made["officer"]
    assert refusal(officer, recipient="Lê Văn Xa") == (
        "Không thấy Lê Văn Xa trong danh mục người, tập thể, cơ quan; hãy xem lại tên, đơn vị, mã cá nhân. "
        "Hãy chọn ở mục Của ai, hoặc chọn “Giữ tên như đã ghi” rồi gắn sau."
    )
    award = entries.enter(**FACTS | {"recipient": "Lê Văn Xa"}, subject="keep", by=officer)
    assert award.subject is None
    for recipient, unit, kind in (("Vụ Tổng hợp", "Ban Một", "collective"), ("Ban Hai", "", "agency")):
        entered = entries.enter(**FACTS | {"recipient": recipient, "unit": unit}, by=officer)
        assert entered.subject._meta.model_name == kind


def test_what_is_known_already_is_not_entered_again(made):
    officer = made["officer"]
    past_rows.taken(officer, past_rows.row())
    assert refusal(officer) == "Không ghi lần nữa: đã ghi từ trước."
    assert refusal(officer, unit="Ban Một mới", decision="") == (
        "Không ghi lần nữa: Nguyễn Văn An, Chuyên viên, Ban Một đổi tên, mã An-01 đã có "
        "Bằng khen của Thủ tướng Chính phủ năm 2019 (khen cũ.xlsx, dòng 2)."
    )
    assert entries.enter(**FACTS | {"year": 2020, "decision": "15/QĐ-TTg"}, by=officer).year == 2020


def test_days_years_and_forms_are_asked_as_in_a_list(client, made):
    officer = made["officer"]
    assert refusal(officer, year=None) == "Năm: hãy ghi năm, hoặc ngày quyết định."
    assert refusal(officer, year=9000).startswith("Năm: năm phải từ 1945 đến năm nay")
    assert refusal(officer, form="") == (
        "Hãy chọn hình thức trong danh mục, hoặc ghi tên hình thức như trong quyết định."
    )
    other = entries.enter(**FACTS | {"form": "", "form_text": "Huy chương Vì sự nghiệp"}, by=officer)
    assert (other.form, other.form_text) == (None, "Huy chương Vì sự nghiệp")
    client.force_login(officer)
    late = client.post(url("past_new"), TYPED | {"decided_on": "01/01/2200", "year": ""})
    assert len(errors(late)) == 1
    backwards = TYPED | {"year": "2018", "achieved_from": "02/01/2018", "achieved_to": "01/01/2018"}
    assert errors(client.post(url("past_new"), backwards)) == [
        "Ngày cuối của thời gian lập thành tích phải từ ngày đầu trở đi."
    ]
    client.force_login(Person.objects.exclude(user=None).get().user)
    assert client.get(url("past_new")).status_code == 200


def test_nothing_was_signed_or_achieved_on_a_day_to_come(made):
    officer, day = made["officer"], date(2099, 1, 1)

    assert refusal(officer, decided_on=day) == "Ngày quyết định: ngày 01/01/2099 chưa tới; hãy xem lại."
    assert refusal(officer, achieved_to=day) == "Đến ngày: ngày 01/01/2099 chưa tới; hãy xem lại."
