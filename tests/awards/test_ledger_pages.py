"""The pages of the print ledger and the stock: what they show, what their buttons do."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from awards.certifying import copies
from awards.models import CertificateCopy, HandOver, Stock, StockEntry
from awards.printing import batches, handing_over, print_outcomes, stock
from core.models import User
from tests import kept

from . import printed, scene

pytestmark = pytest.mark.django_db

DAY = date(2024, 1, 25)
HOSTILE = "<script>alert(1)</script>\u202egnơhP"
CLEAN = "<script>alert(1)</script>gnơhP"


@pytest.fixture
def decision():
    return printed.decision(collectives=2, persons=2)


@pytest.fixture
def batch(decision):
    return printed.made(decision)


@pytest.fixture
def officer(client, decision):
    """The browser of the certificate officer."""
    client.force_login(printed.officer(decision.season))
    return client


@kept.once
def blanks(decision):
    facts = {"name": "Phôi A4", "count": 3, "on": DAY, "note": "Nhận từ Văn phòng"}
    return stock.open_kind(decision.issuing_agency, **facts, by=None)


def url(name, obj, *more):
    return reverse(f"awards:{name}", args=[obj.pk, *more])


def test_every_page_opens_for_who_prints(client, decision, batch, monkeypatch):
    """Who else gets where stands in tests/security/matrix.txt."""
    monkeypatch.setattr(copies, "content", lambda copy: b"%PDF")
    sheet, phoi = batch.sheets.first(), blanks(decision)
    copy = copies.issue(sheet.certificate, receiver="A", reason="B", by=None)
    pages = [
        url("print_ledger", decision),
        url("stocks", decision.season),
        url("stock", phoi),
        url("hand_over_take_back", sheet.certificate),
        url("copy_new", sheet.certificate),
        url("copy_file", copy),
        url("batch_outcome", batch),
        url("sheet_spoilt", sheet),
        url("stock_new", decision.season),
        url("stock_enter", phoi),
        url("entry_reverse", phoi.entries.first()),
    ]
    client.force_login(printed.officer(decision.season))
    assert [client.get(page).status_code for page in pages] == [200] * 11
    made = client.post(url("check_sheet_print", decision, "pdf"))
    assert client.get(made.url).status_code == 200


def test_a_batch_is_told_by_its_page_and_the_stock_follows(officer, decision, batch):
    phoi = blanks(decision)
    shown = officer.get(url("decision_certificates", decision)).context["needs"]
    assert [(need.stock.left, need.needed, need.short_by) for need in shown] == [(3, 4, 1)]
    assert url("batch_outcome", batch) in officer.get(batch.get_absolute_url()).text

    refused = officer.post(url("batch_outcome", batch), {"spoilt": "2-", "stock": phoi.pk})
    assert refused.context["form"].errors == {"spoilt": [print_outcomes.HOW]}
    told = {"spoilt": "2", "reason": "Kẹt giấy", "stock": phoi.pk}
    answers = [officer.post(url("batch_outcome", batch), told).url for _ in range(2)]

    assert answers == [batch.get_absolute_url()] * 2
    page = officer.get(batch.get_absolute_url()).text
    assert ("Hỏng: Kẹt giấy" in page, url("batch_outcome", batch) in page) == (True, False)
    assert "Sổ kho đang âm" in officer.get(phoi.get_absolute_url()).text
    rows = list(
        load_workbook(
            BytesIO(officer.get(url("stocks", decision.season), {"format": "xlsx"}).content)
        ).active.values
    )
    assert rows[1:] == [("Phôi A4", 3, 3, 1, -1)]


def test_the_ticked_are_handed_over_and_the_rest_by_one_box(officer, decision, batch):
    first, *rest = printed.certificates(decision)
    address = url("hand_over", decision)
    facts = {"to": "agency", "receiver": HOSTILE, "on": "25/01/2024", "note": ""}
    refused = officer.post(address, facts)
    assert refused.context["form"].non_field_errors() == [
        "Chưa chọn Bằng khen nào. Hãy đánh dấu các Bằng khen đã giao."
    ]
    assert (
        officer.post(address, facts | {"certificates": [first.pk]}).url == f"{url('print_ledger', decision)}?"
    )
    officer.post(f"{address}?show=filed", facts | {"everything": "1", "receiver": "Lê Hà"})
    assert list(HandOver.objects.order_by("pk").values_list("certificate", "receiver")) == [
        (first.pk, CLEAN),
        *((row.pk, "Lê Hà") for row in rest),
    ]
    text = officer.get(url("print_ledger", decision)).text + officer.get(first.get_absolute_url()).text
    assert ("<script>alert" in text, text.count("&lt;script&gt;alert(1)") >= 2) == (False, True)
    officer.post(url("hand_over_take_back", first), {"reason": "Nhầm người"})
    assert HandOver.objects.count() == 3


def test_a_refused_hand_over_keeps_its_ticks_on_the_page_they_were_made_on(
    officer, decision, batch, monkeypatch
):
    monkeypatch.setattr("members.views.paging.PER_PAGE", 1)
    second = printed.certificates(decision)[1]
    typed = {"to": "agency", "receiver": "", "on": "25/01/2024", "certificates": [second.pk]}
    page = officer.post(f"{url('hand_over', decision)}?page=2", typed)
    assert page.context["form"].errors
    assert [(row.pk, ticked) for row, _, ticked in page.context["rows"]] == [(second.pk, True)]
    assert f'value="{second.pk}" checked' in page.text
    assert "?page=2" in page.text


def test_foreign_and_future_input_is_refused_on_the_form(officer, decision, batch):
    for facts, field in (
        ({"certificates": [999_999, "9" * 40]}, "certificates"),
        ({"on": "01/01/2099"}, "on"),
        ({"to": "ceremony"}, "to"),
    ):
        typed = {"to": "recipient", "on": "25/01/2024", **facts}
        assert list(officer.post(url("hand_over", decision), typed).context["form"].errors) == [field]
    for query in ("show=x&agency=²", f"agency={'9' * 30}"):
        assert officer.get(f"{url('print_ledger', decision)}?{query}").status_code == 200
    assert officer.post(url("check_sheet_print", decision, "odt")).status_code == 404
    assert HandOver.objects.count() == 0


def test_the_ledger_is_filtered_by_paper_and_agency_and_goes_to_excel(officer, decision, batch):
    sheet = batch.sheets.get(page=3)
    print_outcomes.came_out(batch, spoilt=[3, 4], reason="Kẹt giấy", by=None)
    batches.reprint(sheet, reason="Kẹt giấy", by=None)
    user = User.objects.get(username="certificate_officer-1")
    handing_over.hand(decision, [sheet.certificate], to="recipient", on=DAY, by=user)
    address = url("print_ledger", decision)
    shown = {
        query: [str(row.entry) for row, _, _ in officer.get(f"{address}?{query}").context["rows"]]
        for query in ("show=kept", "show=spoilt", "show=handed", f"agency={scene.member(decision.season).pk}")
    }
    assert list(shown.values()) == [
        ["01/2023", "02/2023"],
        ["04/2023"],
        ["03/2023"],
        ["01/2023", "02/2023", "03/2023", "04/2023"],
    ]
    rows = list(load_workbook(BytesIO(officer.get(f"{address}?format=xlsx").content)).active.values)
    assert rows[3] == (
        *(
            "03/2023",
            "Bà",
            "Trần Thị Mai 1",
            "Phó Vụ trưởng, Ban Ba",
            "Có giá trị",
            "Đã giao",
            "Đợt 1, trang 3",
        ),
        *(1, "Kẹt giấy", 1, "Người, tập thể được khen", "Bà Trần Thị Mai 1"),
        *(rows[3][12], None, str(user.person), 0),
    )


def test_the_ledger_asks_as_much_for_one_certificate_as_for_three(officer, decision):
    season, asked = decision.season, []
    for number, count in (("6", 1), ("7", 3)):
        made = scene.issued_decision(season, [scene.nomination(season) for _ in range(count)], number=number)
        print_outcomes.came_out(printed.made(made), by=None)
        certificates = printed.certificates(made)
        handing_over.hand(made, certificates, to="recipient", on=DAY, by=None)
        address = url("print_ledger", made)
        for query in ("", "?format=xlsx"):
            officer.get(address + query)
            with CaptureQueriesContext(connection) as queries:
                officer.get(address + query)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]


def test_a_spoilt_sheet_and_a_copy_are_noted_on_the_certificate(officer, batch):
    sheet = batch.sheets.get(page=3)
    print_outcomes.came_out(batch, by=None)
    officer.post(url("sheet_spoilt", sheet), {"reason": "Đổ nước"})
    officer.post(url("copy_new", sheet.certificate), {"receiver": "Phòng Lưu trữ", "reason": "Lưu hồ sơ"})
    text = officer.get(sheet.certificate.get_absolute_url()).text
    for said in (
        "hỏng, Đổ nước",
        "Phòng Lưu trữ: Lưu hồ sơ",
        url("copy_file", CertificateCopy.objects.get()),
    ):
        assert said in text


def test_the_stock_is_kept_by_its_pages(officer, decision):
    season = decision.season
    facts = {"name": "Phôi A3", "count": "1.000", "on": "25/01/2024", "note": "Nhà in"}
    made = officer.post(url("stock_new", season), facts)
    phoi = Stock.objects.get()
    assert (made.url, phoi.agency) == (phoi.get_absolute_url(), decision.issuing_agency)
    again = officer.post(url("stock_new", season), facts).context["form"]
    assert again.non_field_errors() == ["Kho đã có loại phôi mang tên này."]
    slip = {"kind": "spoilt", "count": "5", "on": "26/01/2024", "note": "Ẩm"}
    for _ in range(2):
        officer.post(url("stock_enter", phoi), slip)
    entry = StockEntry.objects.get(kind="spoilt")
    assert officer.post(url("entry_reverse", entry), {"reason": "Ghi nhầm"}).url == phoi.get_absolute_url()
    refused = officer.post(url("entry_reverse", entry), {"reason": "Ghi nhầm"})
    assert "đã được hủy rồi" in refused.context["form"].non_field_errors()[0]
    rows = list(
        load_workbook(BytesIO(officer.get(f"{phoi.get_absolute_url()}?format=xlsx").content)).active.values
    )
    assert [row[1:4] for row in rows[1:]] == [("Nhận về", 1000, 1000), ("Hỏng", -5, 995), ("Hỏng", 5, 1000)]
