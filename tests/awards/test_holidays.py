"""Public holidays: entered by officers, left out of working days, taken away again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.models import Holiday
from awards.submitting import holidays, opinions
from core.rules import RuleError
from tests.awards import scene
from tests.awards.pages import account, errors, said, url

pytestmark = pytest.mark.django_db

TET = {"name": "Tết Nguyên đán 2024", "source": "Thông báo số 5015/TB-LĐTBXH"}
TYPED = TET | {"first_day": "08/02/2024", "last_day": "14/02/2024"}
DAYS = {"first_day": date(2024, 2, 8), "last_day": date(2024, 2, 14)}


def test_an_officer_enters_a_holiday_once_and_takes_it_away(client, season):
    client.force_login(account(season, "officer"))

    done = [client.post(url("holiday_new"), TYPED, follow=True) for _ in range(2)]

    row = Holiday.objects.get()
    assert said(done[0]) == said(done[1]) == ["Đã ghi ngày nghỉ lễ: Tết Nguyên đán 2024."]
    assert (row.first_day, row.last_day) == (date(2024, 2, 8), date(2024, 2, 14))
    assert "Thông báo số 5015/TB-LĐTBXH" in done[0].text
    gone = client.post(url("holiday_remove", row), follow=True)
    assert said(gone) == ["Đã bỏ ngày nghỉ lễ: Tết Nguyên đán 2024."]
    assert "Chưa ghi ngày nghỉ lễ nào" in gone.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"last_day": "07/02/2024"}, "Ngày cuối của kỳ nghỉ phải từ ngày đầu trở đi."),
        ({"last_day": "14/02/2025"}, "Một kỳ nghỉ lễ dài nhất 31 ngày. Hãy xem lại ngày."),
        ({"source": ""}, "Hãy điền mục này."),
    ],
)
def test_what_cannot_be_a_holiday_is_told_and_what_was_typed_stays(client, season, typed, sentence):
    client.force_login(account(season, "officer"))

    refused = client.post(url("holiday_new"), TYPED | typed)

    assert (refused.status_code, errors(refused)) == (422, [sentence])
    assert "Tết Nguyên đán 2024" in refused.text
    assert Holiday.objects.count() == 0


def test_two_holidays_do_not_begin_on_one_day():
    holidays.enter(**TET, **DAYS, by=None)

    with pytest.raises(ValidationError, match=r"Ngày nghỉ lễ bắt đầu từ ngày này đã được ghi\."):
        holidays.enter(name="Khác", source="Thông báo 2", first_day=DAYS["first_day"], by=None)


def test_an_opinion_is_due_later_by_the_holidays_in_between(season):
    row = scene.nomination(season, code="pm-merit")
    asked = {"asked_of": "Bộ Tài chính", "by": None}
    before = opinions.ask(row, asked_on=date(2026, 2, 9), **asked)

    holidays.enter(
        name="Tết", source="Thông báo 3", first_day=date(2026, 2, 16), last_day=date(2026, 2, 20), by=None
    )
    after = opinions.ask(row, asked_on=date(2026, 2, 10), **asked)

    assert (before.due_on, after.due_on) == (date(2026, 2, 23), date(2026, 3, 3))
    before.refresh_from_db()
    assert before.due_on == date(2026, 2, 23)


def test_others_only_read_them(client, season):
    row = holidays.enter(**TET, **DAYS, by=None)
    client.force_login(account(season, "head"))

    assert client.get(url("holiday_new")).status_code == 403
    assert client.post(url("holiday_remove", row)).status_code == 403
    assert TET["name"] in client.get(url("dossier_rules")).text


def test_the_longest_holiday_is_a_month():
    with pytest.raises(RuleError):
        holidays.enter(**TET, first_day=date(2024, 1, 1), last_day=date(2024, 2, 1), by=None)
    assert len(holidays.days_off(date(2024, 1, 1))) == 0
