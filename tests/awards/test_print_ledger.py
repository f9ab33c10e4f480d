"""What happens to each sheet: out of the printer, spoilt, printed again, handed over, copied; the stock."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from awards.certifying import certificates, copies
from awards.models import BatchOutcome, CertificateCopy, HandOver, PrintBatch, SheetEvent, StockEntry
from awards.printing import batches, check_sheets, handing_over, ledger, print_outcomes, stock
from core import clock
from core.models import Entry
from core.rules import ReadingError, RuleError

from . import printed, scene

pytestmark = pytest.mark.django_db

DAY = date(2024, 1, 25)


@pytest.fixture
def decision():
    return printed.decision(collectives=2, persons=2)


@pytest.fixture
def batch(decision):
    return printed.made(decision)


@pytest.fixture
def officer(decision):
    return printed.officer(decision.season)


@pytest.fixture
def blanks(decision):
    """Forty sheets of phôi."""
    facts = {"name": "Phôi A4", "count": 40, "on": DAY, "note": "Nhận từ Văn phòng"}
    return stock.open_kind(decision.issuing_agency, **facts, by=None)


def counted(blanks):
    (row,) = stock.of(blanks.agency_id)
    return row.received, row.used, row.spoilt, row.left


def papers_of(decision):
    return [ledger.paper_of(row) for row in ledger.certificates_of(decision)]


# --- Out of the printer -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "pages"), [("", []), ("3", [3]), (" 7-9, 3 ;3", [3, 7, 8, 9]), ("2 – 3", [2, 3])]
)
def test_pages_are_read_as_people_list_them(typed, pages):
    assert print_outcomes.pages_in(typed) == pages


@pytest.mark.parametrize("typed", ["x", "0", "9-7", "1.5", "²", "999999", "-3"])
def test_what_names_no_pages_is_refused(typed):
    with pytest.raises(ReadingError, match="cách nhau bằng dấu phẩy"):
        print_outcomes.pages_in(typed)


def test_every_sheet_is_accounted_for_from_the_printer_to_the_stock(decision, batch, blanks, officer):
    assert papers_of(decision) == ["filed"] * 4
    print_outcomes.came_out(batch, spoilt=[3], reason="Kẹt giấy", stock=blanks, by=officer)
    assert (papers_of(decision), counted(blanks)) == (["kept", "kept", "spoilt", "kept"], (40, 3, 1, 36))

    third, fourth = batch.sheets.get(page=3), batch.sheets.get(page=4)
    batches.reprint(third, reason="Kẹt giấy", by=officer)
    assert (papers_of(decision)[2], counted(blanks)) == ("kept", (40, 4, 1, 35))

    print_outcomes.spoil(fourth, reason="Đổ nước", by=officer)
    assert (papers_of(decision)[3], counted(blanks)) == ("spoilt", (40, 3, 2, 35))
    batches.reprint(fourth, reason="Đổ nước", by=officer)
    batches.reprint(third, reason="Phôi nhàu", by=officer)  # found spoilt and printed again in one go
    assert (papers_of(decision), counted(blanks)) == (["kept"] * 4, (40, 4, 3, 33))


def test_a_reprint_before_the_outcome_is_told_is_counted_with_it(decision, batch, blanks):
    batches.reprint(batch.sheets.get(page=1), reason="Kẹt giấy", by=None)
    assert (papers_of(decision)[0], counted(blanks)) == ("kept", (40, 0, 0, 40))
    print_outcomes.came_out(batch, stock=blanks, by=None)
    assert counted(blanks) == (40, 4, 1, 35)


def test_the_outcome_of_a_batch_is_told_once(batch, blanks, officer):
    first = print_outcomes.came_out(batch, stock=blanks, by=officer)
    assert print_outcomes.came_out(batch, stock=blanks, by=officer) == first
    with (
        clock.at(clock.today() + timedelta(days=1)),
        pytest.raises(RuleError, match="Kết quả in của đợt này đã ghi rồi"),
    ):
        print_outcomes.came_out(batch, stock=blanks, by=officer)
    assert (SheetEvent.objects.count(), counted(blanks)) == (4, (40, 4, 0, 36))


def test_an_outcome_that_makes_no_sense_is_refused_and_writes_nothing(decision, batch):
    foreign = stock.open_kind(
        scene.member(decision.season), name="Phôi lạ", count=1, on=DAY, note="Mua", by=None
    )
    waiting = batches.start(decision, mode="full", by=None)
    for told, facts, sentence in (
        (batch, {"spoilt": [5], "reason": "Kẹt"}, "không có trang 5"),
        (batch, {"spoilt": [3], "reason": " "}, "Hãy ghi lý do hỏng"),
        (batch, {"stock": foreign}, "thuộc kho của cơ quan khác"),
        (waiting, {}, "chưa tạo xong"),
    ):
        with pytest.raises(RuleError, match=sentence):
            print_outcomes.came_out(told, **facts, by=None)
    assert BatchOutcome.objects.count() == SheetEvent.objects.count() == 0


def test_a_proof_is_never_counted(decision, batch):
    PrintBatch.objects.filter(pk=batch.pk).update(mode="proof")
    assert papers_of(decision) == ["open"] * 4
    assert ledger.counts(decision)["open"] == 4
    with pytest.raises(RuleError, match="Đợt in thử không tính"):
        print_outcomes.came_out(batch, by=None)
    batches.reprint(batch.sheets.first(), reason="Xem lại", by=None)
    assert SheetEvent.objects.count() == 0


def test_two_certificates_on_a_sheet_take_one_sheet_of_phoi(batch, blanks):
    PrintBatch.objects.filter(pk=batch.pk).update(mode="two_up")
    print_outcomes.came_out(batch, stock=blanks, by=None)
    assert counted(blanks) == (40, 2, 0, 38)
    assert [stock.sheets_for(count, "two_up") for count in (1, 2, 43)] == [1, 1, 22]


def test_a_paper_is_spoilt_when_neither_of_its_two_certificates_is_good(batch, blanks, officer):
    """Two sheets of phôi came out: 1 and 2 on the first, 3 and 4 on the second."""
    PrintBatch.objects.filter(pk=batch.pk).update(mode="two_up")
    print_outcomes.came_out(batch, spoilt=[1], reason="Cắt lệch", stock=blanks, by=officer)
    assert counted(blanks) == (40, 2, 0, 38)  # the other half of the first sheet is good

    first, second, third, fourth = batch.sheets.order_by("page")
    batches.reprint(first, reason="Cắt lệch", by=officer)
    assert counted(blanks) == (40, 3, 0, 37)  # on a sheet of its own

    print_outcomes.spoil(second, reason="Đổ nước", by=officer)
    assert counted(blanks) == (40, 2, 1, 37)  # nothing good is left on the first sheet
    batches.reprint(second, reason="Đổ nước", by=officer)
    assert counted(blanks) == (40, 3, 1, 36)

    for sheet in (third, fourth):
        print_outcomes.spoil(sheet, reason="Nhàu", by=officer)
    assert counted(blanks) == (40, 2, 2, 36)
    batches.reprint(first, reason="Nhàu", by=officer)
    assert counted(blanks) == (40, 2, 3, 35)


def test_two_certificates_spoilt_at_once_on_one_sheet_are_one_spoilt_sheet(batch, blanks):
    PrintBatch.objects.filter(pk=batch.pk).update(mode="two_up")
    batches.reprint(batch.sheets.get(page=1), reason="Kẹt giấy", by=None)  # before the outcome is told
    print_outcomes.came_out(batch, spoilt=[2, 4], reason="Kẹt giấy", stock=blanks, by=None)
    assert counted(blanks) == (40, 2, 1, 37)  # the reprint and the third; the first; the fourth waits


def test_what_never_came_out_or_was_handed_over_is_not_spoilt(decision, batch, officer):
    sheet = batch.sheets.get(page=1)
    with pytest.raises(RuleError, match="Chưa ghi kết quả in của đợt này"):
        print_outcomes.spoil(sheet, reason="Nhàu", by=officer)
    print_outcomes.came_out(batch, by=officer)
    with pytest.raises(RuleError, match="Hãy ghi lý do hỏng"):
        print_outcomes.spoil(sheet, reason=" ", by=officer)
    handing_over.hand(decision, [sheet.certificate], to="recipient", on=DAY, by=officer)
    with pytest.raises(RuleError, match="đã giao cho người nhận"):
        print_outcomes.spoil(sheet, reason="Nhàu", by=officer)
    other = batch.sheets.get(page=2)
    first = print_outcomes.spoil(other, reason="Nhàu", by=officer)
    assert print_outcomes.spoil(other, reason="Nhàu", by=officer) == first
    with pytest.raises(RuleError, match="đã ghi hỏng và đang chờ in lại"):
        print_outcomes.spoil(other, reason="Rách", by=officer)


def test_the_database_lets_nobody_rewrite_what_was_said(batch, blanks):
    print_outcomes.came_out(batch, stock=blanks, by=None)
    for rows, facts in (
        (SheetEvent.objects, {"kind": "spoilt", "reason": "x"}),
        (StockEntry.objects, {"change": 9}),
    ):
        for act in (
            lambda rows=rows, facts=facts: rows.update(**facts),
            lambda rows=rows: rows.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                act()


# --- The stock ----------------------------------------------------------------------------------------


def test_the_stock_is_told_before_printing_and_never_in_the_way(decision, batch, blanks):
    stock.enter(blanks, kind="spoilt", count=38, on=DAY, note="Mưa dột", by=None)
    (need,) = stock.needs(decision.issuing_agency_id, 4)
    assert (need.stock.left, need.needed, need.short_by) == (2, 4, 2)
    print_outcomes.came_out(batch, stock=blanks, by=None)
    assert counted(blanks) == (40, 4, 38, -2)


def test_the_book_only_grows_and_a_slip_is_reversed_once(blanks, officer):
    facts = {"kind": "received", "count": 400, "on": DAY, "note": "Nhận thêm"}
    entry = stock.enter(blanks, **facts, by=officer)
    assert stock.enter(blanks, **facts, by=officer) == entry
    contrary = stock.reverse(entry, reason="Ghi nhầm, 40 tờ", by=officer)
    assert [(line.entry.change, line.left) for line in stock.book(blanks)] == [
        (40, 40),
        (400, 440),
        (-400, 40),
    ]
    assert counted(blanks) == (40, 0, 0, 40)
    for row, sentence in ((entry, "đã được hủy rồi"), (contrary, "nên không hủy được")):
        with pytest.raises(RuleError, match=sentence):
            stock.reverse(row, reason="Nhầm", by=officer)


def test_senseless_entries_are_refused(blanks):
    tomorrow = clock.today() + timedelta(days=1)
    for facts, sentence in (
        ({"count": 0}, "từ 1 đến"),
        ({"count": 100_001}, "từ 1 đến"),
        ({"on": tomorrow}, "chưa tới"),
    ):
        with pytest.raises(RuleError, match=sentence):
            stock.enter(blanks, **{"kind": "used", "count": 1, "on": DAY, "note": "In thử", **facts}, by=None)
    with pytest.raises(RuleError, match="ghi lý do hủy"):
        stock.reverse(blanks.entries.get(), reason=" ", by=None)
    assert blanks.entries.count() == 1


# --- Handing over -------------------------------------------------------------------------------------


def hand(decision, chosen, **facts):
    return handing_over.hand(decision, chosen, **{"to": "recipient", "on": DAY, "by": None, **facts})


def test_many_are_handed_to_one_who_stands_in_for_the_agency(decision, batch, officer):
    chosen = printed.certificates(decision)[:3]
    facts = {"to": "agency", "receiver": "Lê Thị Hà", "note": "Giấy giới thiệu số 5", "by": officer}
    assert hand(decision, chosen, **facts) == 3
    assert hand(decision, chosen, **facts) == 0  # a second click
    assert set(HandOver.objects.values_list("receiver", "to", "on")) == {("Lê Thị Hà", "agency", DAY)}
    assert papers_of(decision) == ["handed"] * 3 + ["filed"]
    assert Entry.objects.filter(act="certificate.hand_over").count() == 1


def test_who_is_awarded_needs_no_name_typed(decision, batch):
    hand(decision, printed.certificates(decision)[2:3])
    assert HandOver.objects.get().receiver == "Bà Trần Thị Mai 1"


def test_what_cannot_be_handed_over_is_named_and_nothing_is_recorded(decision, batch):
    first, second, third, fourth = printed.certificates(decision)
    print_outcomes.came_out(batch, spoilt=[2], reason="Nhàu", by=None)
    hand(decision, [first])
    certificates.revoke(third, reason="Khai sai", by=None)
    new = certificates.replace(fourth, corrections={"unit": "Ban Ba"}, reason="Sai", by=None)
    with pytest.raises(RuleError) as refusal:
        hand(decision, [first, second, third, fourth, new])
    assert str(refusal.value) == (
        "Chưa ghi giao Bằng khen nào. Không giao được số 01/2023: đã giao cho Tập thể Vụ 1 ngày 25/01/2024; "
        "số 02/2023: tờ hỏng chưa in lại; số 03/2023: đã thu hồi; và 2 Bằng khen khác."
    )
    with pytest.raises(RuleError, match="số 05/2023: chưa in"):
        hand(decision, [new])
    assert HandOver.objects.count() == 1


def test_senseless_hand_overs_are_refused(decision, batch):
    chosen = printed.certificates(decision)[:1]
    other = scene.issued_decision(decision.season, [scene.nomination(decision.season)], number="6")
    tomorrow = clock.today() + timedelta(days=1)
    for certificates_, facts, sentence in (
        ([], {}, "Chưa chọn Bằng khen nào"),
        (printed.certificates(other), {}, "không thuộc quyết định này"),
        (chosen, {"on": tomorrow}, "Ngày giao"),
        (chosen, {"on": date(2023, 12, 19)}, "từ khi ký quyết định"),
        (chosen, {"to": "agency", "receiver": " "}, "họ tên người đại diện"),
    ):
        with pytest.raises(RuleError, match=sentence):
            hand(decision, certificates_, **facts)
    assert HandOver.objects.count() == 0


def test_a_slip_is_taken_back_with_a_reason(decision, batch):
    (certificate,) = printed.certificates(decision)[:1]
    hand(decision, [certificate])
    with pytest.raises(RuleError, match="lý do hủy lượt giao"):
        handing_over.take_back(certificate, reason="", by=None)
    handing_over.take_back(certificate, reason="Nhầm người", by=None)
    with pytest.raises(RuleError, match="chưa ghi giao"):
        handing_over.take_back(certificate, reason="Nhầm người", by=None)
    assert hand(decision, [certificate]) == 1


def test_a_ceremony_hands_over_what_is_still_with_us_and_takes_back_only_its_own(decision):
    first, second, *_ = printed.certificates(decision)
    HandOver.objects.create(certificate=first, to="agency", receiver="Hà", on=DAY, at=clock.now())
    lines = list(decision.lines.order_by("position")[:2])
    handing_over.at_ceremony(lines, occasion="Hội nghị tổng kết", by=None)
    assert list(HandOver.objects.values_list("certificate", "to", "receiver", "note")) == [
        (first.pk, "agency", "Hà", ""),
        (second.pk, "ceremony", "Tập thể Vụ 2", "Hội nghị tổng kết"),
    ]
    handing_over.undo_ceremony(lines, occasion="Hội nghị khác", by=None)
    handing_over.undo_ceremony(lines, occasion="Hội nghị tổng kết", by=None)
    assert HandOver.objects.get().certificate == first


# --- Copies and the sheet to check by --------------------------------------------------------------------


def test_a_copy_is_marked_and_keeps_number_and_code(decision, officer):
    certificate = printed.certificates(decision)[2]
    facts = {"receiver": "Phòng Lưu trữ", "reason": "Lưu hồ sơ", "by": officer}
    copy = copies.issue(certificate, **facts)
    assert copies.issue(certificate, **facts) == copy
    content = copies.content(copy)
    page = PdfReader(BytesIO(content)).pages[0]
    drawn, text = page.get_contents().get_data(), page.extract_text()
    for said in (certificate.short_code, "BẰNG KHEN"):
        assert said in text
    for said in ("BẢN SAO", f"Bản sao số 1 của Bằng khen số 03/2023, cấp ngày {clock.today():%d/%m/%Y}"):
        assert said.encode("utf-16-be").hex().encode() in drawn  # beside its outlines
    certificates.revoke(certificate, reason="Khai sai", by=None)
    with pytest.raises(RuleError, match="nên không cấp bản sao"):
        copies.issue(certificate, receiver="Khác", reason="Khác", by=officer)
    assert CertificateCopy.objects.count() == 1


def test_the_sheet_to_check_by_tells_every_number_code_and_state(decision):
    first, second, third, fourth = printed.certificates(decision)
    certificates.revoke(second, reason="Bí mật", by=None)
    new = certificates.replace(third, corrections={"unit": "Ban Ba, Hà Nội"}, reason="Sai", by=None)
    sheet = check_sheets.issue(decision, by=None)
    assert check_sheets.issue(decision, by=None).paper == sheet.paper
    (table,) = (block for block in sheet.paper.blocks if block["kind"] == "table")
    ended = clock.today().strftime("%d/%m/%Y")
    assert [(row["cells"][0], row["cells"][3], row["cells"][4], row["kind"]) for row in table["rows"]] == [
        ("01/2023", first.short_code, "Có giá trị", "normal"),
        ("02/2023", second.short_code, f"Đã thu hồi từ {ended}", "void"),
        ("03/2023", third.short_code, f"Đã thay bằng số 05/2023 từ {ended}", "void"),
        ("05/2023", new.short_code, "Có giá trị", "normal"),
        ("04/2023", fourth.short_code, "Có giá trị", "normal"),
    ]
    assert "Bí mật" not in str(sheet.paper.blocks)
    certificates.revoke(first, reason="Sai", by=None)
    assert check_sheets.issue(decision, by=None).paper != sheet.paper
