"""The fund of a bloc: a book that only grows, its balance, who has paid, and the way into the next year."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs import activities, funds, phases, states
from blocs.models import FundEntry, Season
from core import clock
from core.models import Entry
from core.rules import RuleError
from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db

MARCH = date(2023, 3, 10)
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>'


@pytest.fixture(autouse=True)
def july():
    with clock.at(date(2023, 7, 14)):
        yield


@pytest.fixture
def season(client):
    """A year in planning; a clerk of the head agency is signed in."""
    season = world.season()
    client.force_login(world.head_of(season))
    return season


def at(name, thing):
    return reverse(f"blocs:{name}", args=[thing.pk])


def received(season, amount=2_000_000, place=1, **facts):
    """A contribution of the member at this place in protocol order."""
    given = {"day": MARCH, "content": "Đóng góp quỹ năm 2023"} | facts
    agency = world.members(season.bloc)[place - 1]
    return funds.receive(season, amount=amount, agency=agency, by=None, **given)


def spent(season, amount=500_000, **facts):
    return funds.spend(season, day=MARCH, amount=amount, content="Nước uống", by=None, **facts)


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, by=None, **facts)
    return str(refusal.value)


def moved(season, phase):
    for before in states.KEYS[states.KEYS.index(season.phase) : states.KEYS.index(phase)]:
        phases.advance(season, frm=before, by=None)
    return season


def next_year(season):
    moved(season, "appraisal")
    return world.season(season.bloc, season.year + 1)


def rows_of(answer):
    return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_the_balance_follows_every_entry(season):
    received(season)
    received(season, 1_500_000, place=3)
    activity = activities.plan(season, name="Về nguồn", by=None)
    spent(season, 700_000, activity=activity, reference="PC 01")

    book = funds.book(season)
    assert [(line.entry.number, line.balance) for line in book.rows] == [
        (1, 2_000_000),
        (2, 3_500_000),
        (3, 2_800_000),
    ]
    assert (book.opening, book.came_in, book.went_out, book.balance) == (0, 3_500_000, 700_000, 2_800_000)
    assert book.rows[2].entry.activity == activity
    assert [(row.name, row.paid, row.times) for row in funds.contributions(season)] == [
        ("Ban Một", 2_000_000, 1),
        ("Ban Hai", 0, 0),
        ("Ban Ba", 1_500_000, 1),
    ]


def test_others_than_members_stand_behind_them(season):
    guest = world.agency("Nhà tài trợ", code="NTT")
    funds.receive(season, day=MARCH, amount=9, content="Ủng hộ", agency=guest, by=None)

    assert [(row.name, row.is_member) for row in funds.contributions(season)][2:] == [
        ("Ban Ba", True),
        ("Nhà tài trợ", False),
    ]


def test_a_wrong_entry_is_taken_back_and_both_stay(season):
    wrong = received(season, 20_000_000)
    funds.take_back(wrong, reason="Ghi thừa một số 0", by=None)
    received(season, 2_000_000)

    book = funds.book(season)
    assert [(line.entry.content, line.balance) for line in book.rows] == [
        ("Đóng góp quỹ năm 2023", 20_000_000),
        ("Hủy khoản số 1", 0),
        ("Đóng góp quỹ năm 2023", 2_000_000),
    ]
    assert (book.came_in, book.went_out, book.balance) == (2_000_000, 0, 2_000_000)
    assert funds.contributions(season)[0].paid == 2_000_000
    assert Entry.objects.get(act="fund.take_back").reason == "Ghi thừa một số 0"


def test_nothing_is_taken_back_twice_or_without_a_reason(season):
    wrong = received(season)
    with pytest.raises(ValidationError) as refusal:
        funds.take_back(wrong, reason=" ", by=None)
    assert refusal.value.messages == ["Khoản hủy phải có lý do."]

    contrary = funds.take_back(wrong, reason="Nhầm", by=None)
    assert refusal_of(funds.take_back, wrong, reason="Nhầm") == (
        "Khoản này đã được hủy bằng khoản số 2. Hãy tải lại trang."
    )
    assert refusal_of(funds.take_back, contrary, reason="Nhầm") == (
        "Khoản này dùng để hủy một khoản khác nên không hủy được. Hãy ghi một khoản mới."
    )
    assert FundEntry.objects.count() == 2


def test_the_database_neither_changes_nor_loses_an_entry(season):
    entry = received(season)

    for act in (lambda: FundEntry.objects.update(amount=1), entry.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": 0},
        {"flow": "out", "agency": True},
        {"flow": "in", "activity": True},
        {"reason": "Vì thế"},
        {"number": 1},
    ],
)
def test_the_database_refuses_an_entry_that_contradicts_itself(season, facts):
    received(season)
    real = {"agency": world.members(season.bloc)[0], "activity": activities.plan(season, name="Một", by=None)}
    given = {name: real.get(name) if value is True else value for name, value in facts.items()}
    usual = {"season": season, "number": 2, "day": MARCH, "flow": "in", "amount": 1, "content": "Thu"}

    with pytest.raises(DatabaseError), transaction.atomic():
        FundEntry.objects.create(**usual | given)


def test_days_to_come_and_long_past_are_refused(season):
    assert refusal_of(funds.spend, season, day=date(2023, 7, 15), amount=1, content="Chi") == (
        "Ngày 15/07/2023 chưa tới. Ghi vào sổ khi tiền đã thu hoặc đã chi."
    )
    assert refusal_of(funds.receive, season, day=date(2021, 12, 31), amount=1, content="Thu") == (
        "Ngày 31/12/2021 quá xa năm 2023. Hãy kiểm tra lại ngày thu, chi."
    )


def test_money_is_spent_on_activities_of_the_year_only(season):
    later = next_year(season)
    activity = activities.plan(later, name="Năm sau", by=None)

    assert refusal_of(funds.spend, season, day=MARCH, amount=1, content="Chi", activity=activity) == (
        "Hoạt động này thuộc năm khác. Hãy chọn hoạt động của năm đang ghi."
    )


def test_what_is_left_is_carried_on_and_the_old_book_rests(season):
    received(season)
    later = next_year(season)

    opening = funds.carry(later, by=None)
    assert (opening.amount, opening.flow, opening.content) == (2_000_000, "in", "Số dư năm 2023 chuyển sang")
    assert (funds.book(later).opening, funds.book(later).came_in) == (2_000_000, 0)
    assert funds.contributions(later)[0].paid == 0
    assert refusal_of(funds.carry, later) == "Số dư năm 2023 đã chuyển sang năm 2024. Hãy tải lại trang."
    said = (
        "Số dư năm 2023 đã chuyển sang năm 2024 (2.000.000 đồng), nên sổ quỹ năm 2023 không ghi thêm. "
        "Hãy ghi vào sổ quỹ năm 2024."
    )
    assert refusal_of(funds.spend, season, day=MARCH, amount=1, content="Chi") == said
    assert refusal_of(funds.take_back, season.fund_entries.first(), reason="Nhầm") == said

    funds.take_back(opening, reason="Còn một khoản chi của năm 2023", by=None)
    spent(season)
    assert funds.carry(later, by=None).amount == 1_500_000
    assert funds.book(later).balance == 1_500_000


def test_a_debt_is_carried_on_too(season):
    spent(season)
    later = next_year(season)

    assert funds.carry(later, by=None).flow == "out"
    assert (funds.book(later).balance, funds.book(later).short_by) == (-500_000, 500_000)


def test_without_a_year_before_or_a_balance_nothing_is_carried(season):
    assert refusal_of(funds.carry, season) == (
        "Trước năm này chưa có năm thi đua nào nên không có số dư để chuyển."
    )
    assert refusal_of(funds.carry, next_year(season)) == (
        "Quỹ năm 2023 không còn số dư nên không có gì để chuyển."
    )


def test_a_closed_year_takes_nothing_more(season):
    entry = received(season)
    moved(season, "closed")

    said = {
        refusal_of(funds.receive, season, day=MARCH, amount=1, content="Muộn"),
        refusal_of(funds.spend, season, day=MARCH, amount=1, content="Muộn"),
        refusal_of(funds.take_back, entry, reason="Muộn"),
        refusal_of(funds.carry, after_another(season)),
    }
    assert said == {"Năm thi đua 2023 đã khép lại; sổ quỹ chỉ còn xem được."}


def after_another(season):
    """The same year with another one before it."""
    Season.objects.create(
        bloc=season.bloc, year=2022, form="party", standing_on=MARCH, phase_since=clock.now(), phase="closed"
    )
    return season


def test_the_head_types_entries_in_and_everybody_reads_the_same_sums(client, season):
    members = world.members(season.bloc)
    activity = activities.plan(season, name="Về nguồn", by=None)
    typed = {"agency": members[2].pk, "amount": "2.000.000 đồng", "day": "10/03/2023", "content": HOSTILE}
    assert client.post(at("fund_receive", season), typed).url == at("fund", season)
    again = typed | {"agency": "", "content": "Lãi tiền gửi", "amount": "1500", "another": "1"}
    assert client.post(at("fund_receive", season), again).url == at("fund_receive", season)
    out = {"activity": activity.pk, "amount": "300.000", "day": "11/03/2023", "content": "Hoa"}
    client.post(at("fund_spend", season), out | {"reference": "PC 01"})

    client.force_login(world.person(members[1], Post.Kind.CLERK, username="don-vi").user)
    page = client.get(at("fund", season)).text
    assert "1.701.500 đồng" in page
    assert "&lt;script&gt;" in page
    header, *rows = rows_of(client.get(at("fund", season), {"format": "xlsx"}))
    assert header[:3] == ("Số", "Ngày", "Nội dung")
    assert [row[2] for row in rows] == [HOSTILE, "Lãi tiền gửi", "Hoa"]
    assert [row[6:9] for row in rows] == [
        (2_000_000, None, 2_000_000),
        (1500, None, 2_001_500),
        (None, 300_000, 1_701_500),
    ]
    shares = rows_of(client.get(at("contributions", season)))
    assert [row[1:4] for row in shares[1:]] == [
        ("Ban Một", 0, 0),
        ("Ban Hai", 0, 0),
        ("Ban Ba", 2_000_000, 1),
    ]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"amount": "0"}, "amount", "Nhập từ 1 đến 1.000.000.000.000 đồng."),
        ({"amount": "-5"}, "amount", "Nhập từ 1 đến 1.000.000.000.000 đồng."),
        ({"amount": "1,5"}, "amount", None),
        ({"amount": "hai triệu"}, "amount", None),
        ({"amount": "9" * 30}, "amount", None),
        ({"content": " "}, "content", "Hãy điền mục này."),
        ({"day": "15/07/2023"}, "day", "Nhập ngày không muộn hơn 14/07/2023."),
        ({"day": "10/03/0223"}, "day", None),
        ({"agency": "99999999999999999999"}, "agency", None),
    ],
)
def test_what_cannot_stand_is_explained(client, season, typed, field, said):
    good = {"amount": "1.000", "day": "10/03/2023", "content": "Thu"}
    form = client.post(at("fund_receive", season), good | typed).context["form"]

    assert field in form.errors or "__all__" in form.errors
    assert said is None or form.errors[field] == [said]
    assert not FundEntry.objects.exists()


def test_an_entry_is_taken_back_on_its_page_and_the_second_click_is_told(client, season):
    entry = received(season)
    url = at("fund_take_back", entry)

    assert client.post(url, {"reason": ""}).context["form"].errors == {"reason": ["Hãy điền mục này."]}
    assert client.post(url, {"reason": "Ghi nhầm đơn vị"}).url == at("fund", season)
    assert list(client.post(url, {"reason": "Ghi nhầm đơn vị"}).context["form"].errors) == ["__all__"]
    page = client.get(at("fund", season)).text
    assert "Đã hủy bằng khoản số" in page
    assert "Ghi nhầm đơn vị" in page


def test_members_write_nothing_and_strangers_find_nothing(client, season):
    entry = received(season)
    member = world.members(season.bloc)[2]
    client.force_login(world.person(member, Post.Kind.LEADER, username="don-vi").user)
    assert client.get(at("fund", season)).status_code == 200
    names = ("fund_receive", "fund_spend", "fund_carry")
    assert [client.post(at(name, season)).status_code for name in names] == [403] * 3
    assert client.post(at("fund_take_back", entry)).status_code == 403

    client.force_login(world.person(world.agency("Ngoài"), Post.Kind.CLERK, username="la").user)
    assert [client.get(at(name, season)).status_code for name in ("fund", "contributions")] == [404, 404]
    assert client.post(at("fund_take_back", entry)).status_code == 404


def test_last_years_balance_is_taken_over_with_a_click(client, season):
    received(season)
    later = next_year(season)

    assert "Chuyển số dư năm 2023 sang" in client.get(at("fund", later)).text
    assert client.post(at("fund_carry", later)).url == at("fund", later)
    assert client.post(at("fund_carry", later)).status_code == 409
    assert "không ghi thêm" in client.get(at("fund", season)).text
    assert FundEntry.objects.filter(carried_from=season).count() == 1


def test_the_book_asks_the_same_for_1_and_3_entries(client, season):
    counts = []
    for place in (1, 2, 3):
        received(season, place=place)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at("fund", season)).status_code == 200
        counts.append(len(captured))

    assert counts[1] == counts[2]
    assert counts[2] <= 16
