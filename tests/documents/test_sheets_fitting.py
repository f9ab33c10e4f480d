"""Text that is too long: first smaller, then in balanced lines, at last refused with what to do."""

from dataclasses import replace

import pytest

from core.rules import RuleError
from documents import fitting, sheets
from tests.documents import certificates, sheet_reading
from tests.documents.certificates import COLLECTIVE, MERIT, PERSON

RECIPIENT = certificates.box(COLLECTIVE, "recipient")
ACHIEVEMENT = certificates.box(COLLECTIVE, "achievement")
SHORT = "Tập thể Vụ Tổng hợp"
LONGER = "Tập thể Trung tâm Công nghệ thông tin Ban Nội chính Trung ương"
LONG = (
    "Tập thể Ủy ban Kiểm tra Đảng ủy các cơ quan Đảng Trung ương, Văn phòng và Trung tâm Công nghệ thông tin"
)
ENDLESS = " ".join([LONG] * 3)


def fit(box, text):
    return fitting.fit(box, text, box.width)


def test_a_text_that_fits_keeps_its_size_and_line():
    assert fit(RECIPIENT, SHORT) == fitting.Fitted(26, (SHORT,))


def test_a_longer_name_is_set_smaller_on_one_line():
    fitted = fit(RECIPIENT, LONGER)

    assert fitted.lines == (LONGER,)
    assert 20 <= fitted.size < 26
    assert fitting.measure(RECIPIENT, LONGER) * fitted.size <= RECIPIENT.width
    assert fitting.measure(RECIPIENT, LONGER) * (fitted.size + fitting.STEP) > RECIPIENT.width


def test_a_long_name_is_broken_behind_a_comma_and_set_as_large_as_two_lines_allow():
    assert fit(RECIPIENT, LONG) == fitting.Fitted(
        19.5,
        (
            "Tập thể Ủy ban Kiểm tra Đảng ủy các cơ quan Đảng Trung ương,",
            "Văn phòng và Trung tâm Công nghệ thông tin",
        ),
    )


def test_an_achievement_is_broken_at_full_size_before_the_word_that_opens_a_phrase():
    first, second = MERIT.split(" của Khối")

    assert fit(ACHIEVEMENT, MERIT) == fitting.Fitted(16.5, (first, f"của Khối{second}"))


def test_the_end_of_a_line_that_was_typed_stays():
    assert fit(ACHIEVEMENT, "Đã có thành tích\nnăm 2023").lines == ("Đã có thành tích", "năm 2023")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("mmmm mmmm mmmm mmmm", ("mmmm mmmm", "mmmm mmmm")),
        ("mmmm mmmm m của mmmm", ("mmmm mmmm m", "của mmmm")),
        ("mmmm mmmm, mmmm mmmm mmmm", ("mmmm mmmm,", "mmmm mmmm mmmm")),
        ("mm Khối thi đua mm", ("mm", "Khối thi đua mm")),
        ("mmmm mmmm mmm ngày 25 tháng 01 năm 2024", ("mmmm mmmm mmm", "ngày 25 tháng 01 năm 2024")),
    ],
)
def test_lines_are_even_and_break_where_a_phrase_begins(text, lines):
    box = replace(ACHIEVEMENT, size=16, min_size=16)
    room = max(fitting.measure(box, line) for line in lines) * 16 + 0.1

    assert fitting.fit(box, text, room).lines == lines


def test_a_compound_is_torn_only_when_it_is_longer_than_a_line():
    box = replace(ACHIEVEMENT, size=16, min_size=16)
    room = fitting.measure(box, "Khối thi") * 16 + 0.1

    assert fitting.fit(box, "Khối thi đua", room).lines == ("Khối", "thi đua")


def test_a_word_is_never_torn():
    fitted = fit(RECIPIENT, "m" * 200)

    assert (fitted.fits, fitted.lines, fitted.size) == (False, ("m" * 200,), 14)


@pytest.mark.parametrize("text", [SHORT, LONGER, LONG, MERIT, "a", "Ủy ban " * 12])
@pytest.mark.parametrize("box", [RECIPIENT, ACHIEVEMENT], ids=lambda box: box.name)
def test_what_fits_is_as_high_and_as_wide_as_its_box_at_most(box, text):
    fitted = fit(box, text.strip())

    assert fitted.fits
    assert fitted.height(box) <= box.height + 1e-6
    assert max(fitting.measure(box, line) for line in fitted.lines) * fitted.size <= box.width + 1e-6
    assert " ".join(fitted.lines) == text.strip()


# --- What is said about it --------------------------------------------------------------------------


def test_the_usual_certificates_have_no_remark():
    assert sheets.check(COLLECTIVE, certificates.row()) == []
    assert sheets.check(PERSON, certificates.person()) == []


def test_a_text_that_does_not_fit_is_refused_with_its_field_and_what_to_do():
    row = certificates.row(prefix="", recipient=ENDLESS)

    [remark] = sheets.check(COLLECTIVE, row)

    assert (remark.kind, remark.field) == ("refuse", "recipient")
    assert remark.sentence == (
        "Phần tên tập thể (“Tập thể Ủy ban Kiểm tra Đảng ủy các cơ quan Đảng Trung ương…”) quá dài, "
        "cỡ chữ nhỏ nhất 14 vẫn không vừa chỗ. Hãy viết gọn lại rồi làm lại."
    )
    with pytest.raises(RuleError, match="Tờ thứ 2: Phần tên tập thể"):
        sheets.draw_part(COLLECTIVE, [certificates.row(), row])


def test_a_name_smaller_than_16_points_is_a_warning_and_is_printed():
    more = "và các đơn vị trực thuộc, các đoàn thể trong cơ quan, giai đoạn năm 2021 đến năm 2023"
    row = certificates.row(prefix="", recipient=f"{LONG} {more}")

    [remark] = sheets.check(COLLECTIVE, row)

    assert (remark.kind, remark.field) == ("warn", "recipient")
    assert "dài nên chỉ in được cỡ chữ 14. Hãy xem bản in thử" in remark.sentence
    printed = sheet_reading.texts(sheets.draw_part(COLLECTIVE, [row]))
    assert row.recipient in " ".join(printed)


def test_a_sign_that_the_face_lacks_is_named_with_its_code_point():
    [remark] = sheets.check(PERSON, certificates.person("Trần ☂ Nguyệt"))

    assert (remark.kind, remark.field) == ("refuse", "recipient")
    assert remark.sentence == (
        "Phông chữ Great Vibes không in được ký tự “☂” (U+2602) trong phần họ tên người nhận. "
        "Hãy thay hoặc bỏ ký tự này rồi làm lại."
    )


def test_each_wrong_box_has_a_remark_of_its_own():
    remarks = sheets.check(COLLECTIVE, certificates.row(unit="✓", signer_name="✗", achievement="m" * 300))

    assert [remark.field for remark in remarks] == ["unit", "achievement", "signer_name"]
