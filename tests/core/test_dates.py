"""What people type as a date, and what they read. Every line of a table is one case."""

from datetime import UTC, date, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import dates
from core.rules import ReadingError, RuleError

HOW = "Nhập theo dạng dd/mm/yyyy, ví dụ 05/03/2026."
NOT_A_DATE = f"không đọc được thành ngày. {HOW}"

REFUSED = [
    # nothing
    ("", f"Chưa có ngày. {HOW}"),
    ("   ", f"Chưa có ngày. {HOW}"),
    ("\u00a0", f"Chưa có ngày. {HOW}"),
    ("\u200b\ufeff", f"Chưa có ngày. {HOW}"),
    # not in the calendar
    ("31/02/2026", f"Ngày 31/02/2026 không có trong lịch. {HOW}"),
    ("30/2/2024", f"Ngày 30/02/2024 không có trong lịch. {HOW}"),
    ("29/02/2026", f"Ngày 29/02/2026 không có trong lịch. {HOW}"),
    ("29/02/1900", f"Ngày 29/02/1900 không có trong lịch. {HOW}"),
    ("31/04/2026", f"Ngày 31/04/2026 không có trong lịch. {HOW}"),
    ("31-9-26", f"Ngày 31/09/2026 không có trong lịch. {HOW}"),
    ("32/01/2026", f"Ngày 32/01/2026 không có trong lịch. {HOW}"),
    ("00/03/2026", f"Ngày 00/03/2026 không có trong lịch. {HOW}"),
    ("ngày 31 tháng 2 năm 2026", f"Ngày 31/02/2026 không có trong lịch. {HOW}"),
    ("2026-02-31", f"Ngày 31/02/2026 không có trong lịch. {HOW}"),
    ("31022026", f"Ngày 31/02/2026 không có trong lịch. {HOW}"),
    # month first, as Americans write
    ("03/25/2026", f"Không có tháng 25; ngày ghi trước, tháng ghi sau. {HOW}"),
    ("13/13/2026", f"Không có tháng 13; ngày ghi trước, tháng ghi sau. {HOW}"),
    ("05/00/2026", f"Không có tháng 0; ngày ghi trước, tháng ghi sau. {HOW}"),
    ("2026-13-05", f"Không có tháng 13; ngày ghi trước, tháng ghi sau. {HOW}"),
    # year out of reach
    ("20260305", f"Năm 305 nằm ngoài khoảng 1900–2099. {HOW}"),
    ("05/03/1026", f"Năm 1026 nằm ngoài khoảng 1900–2099. {HOW}"),
    ("05/03/2206", f"Năm 2206 nằm ngoài khoảng 1900–2099. {HOW}"),
    ("05/03/0026", f"Năm 26 nằm ngoài khoảng 1900–2099. {HOW}"),
    ("20121005", f"Năm 1005 nằm ngoài khoảng 1900–2099. {HOW}"),
    # two digits that two centuries share
    ("05/03/40", "Năm “40” có thể là 1940 hoặc 2040. Ghi đủ bốn chữ số của năm."),
    ("5-3-45", "Năm “45” có thể là 1945 hoặc 2045. Ghi đủ bốn chữ số của năm."),
    ("05.03.59", "Năm “59” có thể là 1959 hoặc 2059. Ghi đủ bốn chữ số của năm."),
    # a part is missing
    ("3/2026", f"“3/2026” còn thiếu ngày. {HOW}"),
    ("03-2026", f"“03-2026” còn thiếu ngày. {HOW}"),
    ("tháng 3 năm 2026", f"“tháng 3 năm 2026” còn thiếu ngày. {HOW}"),
    ("Tháng 12/2025", f"“Tháng 12/2025” còn thiếu ngày. {HOW}"),
    ("5/3", f"“5/3” còn thiếu năm. {HOW}"),
    ("05.03", f"“05.03” còn thiếu năm. {HOW}"),
    ("ngày 5 tháng 3", f"“ngày 5 tháng 3” còn thiếu năm. {HOW}"),
    ("2026", f"“2026” {NOT_A_DATE}"),
    ("5", f"“5” {NOT_A_DATE}"),
    # too much, or something else
    ("05/03/226", f"“05/03/226” {NOT_A_DATE}"),
    ("05/03/20226", f"“05/03/20226” {NOT_A_DATE}"),
    ("005/03/2026", f"“005/03/2026” {NOT_A_DATE}"),
    ("05/003/2026", f"“05/003/2026” {NOT_A_DATE}"),
    ("05/03/6", f"“05/03/6” {NOT_A_DATE}"),
    ("05/03-2026", f"“05/03-2026” {NOT_A_DATE}"),
    ("05/03.2026", f"“05/03.2026” {NOT_A_DATE}"),
    ("05//03/2026", f"“05//03/2026” {NOT_A_DATE}"),
    ("/05/03/2026", f"“/05/03/2026” {NOT_A_DATE}"),
    ("05/03/2026/", f"“05/03/2026/” {NOT_A_DATE}"),
    ("05/03/2026.", f"“05/03/2026.” {NOT_A_DATE}"),
    ("-5/3/2026", f"“-5/3/2026” {NOT_A_DATE}"),
    ("05,03,2026", f"“05,03,2026” {NOT_A_DATE}"),
    ("05 03 2026", f"“05 03 2026” {NOT_A_DATE}"),
    ("0 5/03/2026", f"“0 5/03/2026” {NOT_A_DATE}"),
    ("050326", f"“050326” {NOT_A_DATE}"),
    ("5032026", f"“5032026” {NOT_A_DATE}"),
    ("2026/03/05", f"“2026/03/05” {NOT_A_DATE}"),
    ("2026.03.05", f"“2026.03.05” {NOT_A_DATE}"),
    ("26-2026-03", f"“26-2026-03” {NOT_A_DATE}"),
    ("2026-03-05T00:00:00", f"“2026-03-05T00:00:00” {NOT_A_DATE}"),
    ("05/03/2026 09:30", f"“05/03/2026 09:30” {NOT_A_DATE}"),
    ("05/03/2026 06/03/2026", f"“05/03/2026 06/03/2026” {NOT_A_DATE}"),
    ("5–6/3/2026", f"“5–6/3/2026” {NOT_A_DATE}"),
    ("46086", f"“46086” {NOT_A_DATE}"),  # the day number inside Excel
    ("5 Mar 2026", f"“5 Mar 2026” {NOT_A_DATE}"),
    ("March 5, 2026", f"“March 5, 2026” {NOT_A_DATE}"),
    ("ngày năm tháng ba năm 2026", f"“ngày năm tháng ba năm 2026” {NOT_A_DATE}"),
    ("tháng 3 ngày 5 năm 2026", f"“tháng 3 ngày 5 năm 2026” {NOT_A_DATE}"),
    ("hôm nay", f"“hôm nay” {NOT_A_DATE}"),
    ("abc", f"“abc” {NOT_A_DATE}"),
    ("٠٥/٠٣/٢٠٢٦", f"“٠٥/٠٣/٢٠٢٦” {NOT_A_DATE}"),  # Arabic digits
    ("０５/０３/２０２６", f"“０５/０３/２０２６” {NOT_A_DATE}"),  # full-width digits
    ("<script>", f"“<script>” {NOT_A_DATE}"),
    ("9" * 500, f"“{'9' * 39}…” {NOT_A_DATE}"),
]

READ = [
    ("05/03/2026", date(2026, 3, 5)),  # Django's own Vietnamese formats make 3 May of this
    ("03/05/2026", date(2026, 5, 3)),
    ("5/3/2026", date(2026, 3, 5)),
    ("05/3/2026", date(2026, 3, 5)),
    ("5/03/2026", date(2026, 3, 5)),
    ("12/11/2026", date(2026, 11, 12)),
    ("25/12/2023", date(2023, 12, 25)),
    ("29/02/2024", date(2024, 2, 29)),
    ("29/2/2000", date(2000, 2, 29)),
    ("01/01/1900", date(1900, 1, 1)),
    ("31/12/2099", date(2099, 12, 31)),
    # other separators
    ("5-3-2026", date(2026, 3, 5)),
    ("05-03-2026", date(2026, 3, 5)),
    ("5.3.2026", date(2026, 3, 5)),
    ("05.03.2026", date(2026, 3, 5)),
    ("5–3–2026", date(2026, 3, 5)),  # Word turns a hyphen into a dash
    ("5−3−2026", date(2026, 3, 5)),
    ("5‑3‑2026", date(2026, 3, 5)),
    # two digits of the year
    ("5/3/26", date(2026, 3, 5)),
    ("05-03-26", date(2026, 3, 5)),
    ("5.3.26", date(2026, 3, 5)),
    ("19/5/00", date(2000, 5, 19)),
    ("31/12/39", date(2039, 12, 31)),
    ("01/01/60", date(1960, 1, 1)),
    ("2/9/75", date(1975, 9, 2)),
    ("2/9/99", date(1999, 9, 2)),
    ("29/02/60", date(1960, 2, 29)),
    # blanks and what cannot be seen
    (" 05/03/2026", date(2026, 3, 5)),
    ("05/03/2026 ", date(2026, 3, 5)),
    ("\u00a005/03/2026\u00a0", date(2026, 3, 5)),
    ("05 / 03 / 2026", date(2026, 3, 5)),
    ("5 - 3 - 2026", date(2026, 3, 5)),
    ("05/03/2026\n", date(2026, 3, 5)),
    ("\t05/03/2026", date(2026, 3, 5)),
    ("05/03/\u200b2026", date(2026, 3, 5)),
    ("\ufeff05/03/2026", date(2026, 3, 5)),
    ("\u202a05/03/2026\u202c", date(2026, 3, 5)),  # copied from a chat on Windows
    # as on paper
    ("ngày 5 tháng 3 năm 2026", date(2026, 3, 5)),
    ("ngày 05 tháng 02 năm 2026", date(2026, 2, 5)),
    ("Ngày 5 tháng 3 năm 2026", date(2026, 3, 5)),
    ("NGÀY 5 THÁNG 3 NĂM 2026", date(2026, 3, 5)),
    ("5 tháng 3 năm 2026", date(2026, 3, 5)),
    ("ngày 5 tháng 3, năm 2026", date(2026, 3, 5)),
    ("ngày  5  tháng  3\u00a0năm 2026", date(2026, 3, 5)),
    ("ngày 5 tháng 3 năm 26", date(2026, 3, 5)),
    ("ngày 05/3/2026", date(2026, 3, 5)),
    # as machines write, and as a phone's number pad allows
    ("2026-03-05", date(2026, 3, 5)),
    ("2026-3-5", date(2026, 3, 5)),
    ("05032026", date(2026, 3, 5)),
    ("20122012", date(2012, 12, 20)),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[ascii(typed)[:40] for typed, _ in REFUSED])
def test_what_is_not_surely_one_date_is_refused_with_a_sentence(typed, sentence):
    for form in ("NFC", "NFD"):
        with pytest.raises(ReadingError) as refusal:
            dates.parse(normalize(form, typed))
        assert str(refusal.value) == sentence


@pytest.mark.parametrize(("typed", "day"), READ, ids=[ascii(typed) for typed, _ in READ])
def test_what_people_type_is_read_day_first(typed, day):
    for form in ("NFC", "NFD"):
        assert dates.parse(normalize(form, typed)) == day


def test_a_refusal_serves_forms_rules_and_importers():
    assert issubclass(ReadingError, ValueError)
    assert issubclass(ReadingError, RuleError)


in_reach = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(in_reach)
def test_every_form_we_write_is_read_back(day):
    for written in (dates.short(day), dates.words(day), dates.party(day), day.isoformat()):
        assert dates.parse(written) == day


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999), st.sampled_from("/-."))
def test_three_numbers_are_that_day_month_and_year_or_refused(day, month, year, mark):
    assert read(f"{day}{mark}{month}{mark}{year:04}") == in_calendar(day, month, year)


def read(text):
    try:
        return dates.parse(text)
    except ReadingError:
        return None


def in_calendar(day, month, year):
    try:
        return date(year, month, day) if 1900 <= year <= 2099 else None
    except ValueError:
        return None


@given(st.text())
def test_no_text_breaks_the_reader(text):
    try:
        assert 1900 <= dates.parse(text).year <= 2099
    except ReadingError as refusal:
        assert str(refusal).endswith(".")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 5), ("05/02/2026", "ngày 05 tháng 02 năm 2026", "05-02-2026", "05/02", "Thứ Năm")),
        (date(2026, 3, 5), ("05/03/2026", "ngày 05 tháng 3 năm 2026", "05-03-2026", "05/03", "Thứ Năm")),
        (date(2026, 1, 10), ("10/01/2026", "ngày 10 tháng 01 năm 2026", "10-01-2026", "10/01", "Thứ Bảy")),
        (date(2023, 12, 25), ("25/12/2023", "ngày 25 tháng 12 năm 2023", "25-12-2023", "25/12", "Thứ Hai")),
        (date(2026, 9, 9), ("09/09/2026", "ngày 09 tháng 9 năm 2026", "09-09-2026", "09/09", "Thứ Tư")),
        (date(2026, 11, 22), ("22/11/2026", "ngày 22 tháng 11 năm 2026", "22-11-2026", "22/11", "Chủ Nhật")),
        (date(2026, 11, 24), ("24/11/2026", "ngày 24 tháng 11 năm 2026", "24-11-2026", "24/11", "Thứ Ba")),
        (date(2026, 11, 20), ("20/11/2026", "ngày 20 tháng 11 năm 2026", "20-11-2026", "20/11", "Thứ Sáu")),
    ],
)
def test_a_date_is_written_as_offices_write_it(day, written):
    forms = (dates.short, dates.words, dates.party, dates.day_month, dates.day_name)

    assert tuple(form(day) for form in forms) == written


def test_a_moment_is_told_on_the_clock_in_vietnam():
    late_in_london = datetime(2023, 12, 4, 18, 5, tzinfo=UTC)

    assert dates.moment(late_in_london) == "01:05, 05/12/2023"
    assert dates.short(late_in_london) == "05/12/2023"
    assert dates.day_name(late_in_london) == "Thứ Ba"


def test_a_moment_without_a_time_zone_is_a_mistake():
    with pytest.raises(ValueError, match="naive"):
        dates.moment(datetime(2023, 12, 4, 18, 5))
