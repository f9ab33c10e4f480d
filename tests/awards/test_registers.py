"""The golden register: contiguous numbers from the first one on, voided and never reused."""

import pytest

from awards.deciding import decisions
from awards.models import Register, RegisterEntry
from awards.registering import registers
from core.models import Entry
from core.rules import RuleError
from tests.awards import scene
from tests.awards.scene import HEAD

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.appraised_season()


@pytest.fixture
def head(season):
    return scene.member(season, HEAD)


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def numbers():
    return [entry.number for entry in RegisterEntry.objects.order_by("pk")]


def test_the_first_number_is_data(season, head):
    registers.open_register(head, 2023, first_number=31, by=None)

    scene.issued_decision(season)

    assert [str(entry) for entry in RegisterEntry.objects.all()] == ["31/2023", "32/2023"]
    assert Register.objects.values_list("first_number", "next_number").get() == (31, 33)


def test_the_first_number_changes_while_the_book_is_empty(head):
    registers.open_register(head, 2023, first_number=31, by=None)
    book = registers.open_register(head, 2023, first_number=40, by=None)

    assert (book.first_number, book.next_number, Register.objects.count()) == (40, 40, 1)


def test_the_first_number_stays_once_somebody_is_entered(season, head):
    scene.issued_decision(season)

    assert refusal(registers.open_register, head, 2023, first_number=40, by=None) == (
        "Sổ vàng năm 2023 đã ghi đến số 02 nên không đổi được số bắt đầu nữa."
    )


def test_the_year_is_that_of_signing(season):
    scene.issued_decision(season, [scene.nomination(season)])
    scene.issued_decision(season, [scene.nomination(season)], signed_on=scene.date(2024, 1, 25))

    assert [str(entry) for entry in RegisterEntry.objects.order_by("pk")] == ["01/2023", "01/2024"]


def test_the_next_decision_goes_on_where_the_last_one_ended(season):
    scene.issued_decision(season)
    scene.issued_decision(season, [scene.nomination(season)], number="06")

    assert numbers() == [1, 2, 3]


def test_a_decision_is_entered_once(season):
    decision = scene.issued_decision(season)

    assert refusal(registers.enter, decision, by=None) == "Quyết định 05-QĐ/KTĐ đã vào sổ vàng."
    assert numbers() == [1, 2]


def test_a_line_is_entered_again_for_a_certificate_that_replaces_another(season):
    line = scene.issued_decision(season).lines.first()

    entry = registers.enter_line(line, by=None)

    assert (entry.number, entry.line, numbers()) == (3, line, [1, 2, 3])


def test_a_voided_number_stays_and_is_never_given_again(season):
    decision = scene.issued_decision(season)
    line = decision.lines.first()
    entry = line.entries.get()

    assert refusal(registers.void, entry, reason=" ", by=None) == "Hãy ghi lý do hủy số rồi gửi lại."
    registers.void(entry, reason="Ghi sai tên", by=None)
    again = registers.enter_line(line, by=None)

    assert numbers() == [1, 2, 3]
    assert registers.numbers_of(decision)[line.pk] == str(again) == "03/2023"
    assert refusal(registers.void, entry, reason="Nữa", by=None) == "Số 01/2023 đã hủy: Ghi sai tên."


def test_the_confirmation_knows_the_numbers_to_come(season, head):
    draft = scene.draft(season)
    assert registers.ahead(draft) == (None, None)
    decisions.add(draft, [scene.nomination(season), scene.nomination(season)], by=None)
    assert registers.ahead(draft) == (1, 2)
    registers.open_register(head, 2023, first_number=31, by=None)
    assert registers.ahead(draft) == (31, 32)


def test_a_recorded_decision_enters_no_book(season):
    season.__class__.objects.filter(pk=season.pk).update(phase="awarding")
    row = scene.nomination(season, code="pm-merit")
    facts = {"authority": "Thủ tướng Chính phủ", "number": "1/QĐ-TTg", "signed_on": scene.SIGNED}
    decision = decisions.record(season, form=scene.form("pm-merit"), nominations=[row], **facts, by=None)

    assert refusal(registers.enter, decision, by=None) == (
        "Quyết định của cấp trên không vào sổ vàng của Khối trưởng."
    )


def test_the_history_says_who_got_which_numbers(season):
    decision = scene.issued_decision(season)

    entry = Entry.objects.filter(act="register.enter").get()
    assert entry.before == {"next_number": 1}
    assert entry.after == {"next_number": 3, "lines": [line.pk for line in decision.lines.all()]}
