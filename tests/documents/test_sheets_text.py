"""What a certificate says is what it was given, to the letter, in our own faces only."""

import io
import shutil
import subprocess
import unicodedata

import pypdf
import pytest

from core.rules import RuleError
from documents import pdf, placing, sheets
from tests.documents import certificates, sample, sheet_reading
from tests.documents.certificates import COLLECTIVE, PERSON

MERIT = [
    "Đã có thành tích xuất sắc trong công tác và các phong trào thi đua",
    "của Khối Thi đua các cơ quan Đảng Trung ương năm 2023",
]
FOOT = [
    "Quyết định số 05-QĐ/KTĐ",
    "ngày 25 tháng 01 năm 2024",
    "Vào sổ vàng số: 31/2024",
    "Mã tra cứu: 7F4K-29QX",
    "Hà Nội, ngày 25 tháng 01 năm 2024",
    "KHỐI TRƯỞNG",
    "GIÁM ĐỐC - TỔNG BIÊN TẬP",
    "NHÀ XUẤT BẢN CHÍNH TRỊ QUỐC GIA SỰ THẬT",
    "Vũ Trọng Lâm",
]
AUTHORITY = "KHỐI TRƯỞNG KHỐI THI ĐUA CÁC CƠ QUAN ĐẢNG TRUNG ƯƠNG"


def test_a_certificate_of_a_collective_says_everything_in_the_order_of_the_sheet():
    content = certificates.printed(COLLECTIVE, certificates.row())

    assert sheet_reading.texts(content) == [
        AUTHORITY,
        "Tập thể Vụ Tổng hợp",
        "Ban Đối ngoại Trung ương",
        *MERIT,
        *FOOT,
    ]
    assert [line.text for line in sheet_reading.ground_lines(content)] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TẶNG",
        "BẰNG KHEN",
    ]


def test_a_certificate_of_a_person_has_the_name_on_a_line_of_its_own():
    content = certificates.printed(PERSON, certificates.person())

    assert sheet_reading.texts(content) == [
        AUTHORITY,
        "Đồng chí",
        "Trần Thị Minh Nguyệt",
        "Chuyên viên chính Vụ Tổng hợp",
        *MERIT,
        *FOOT,
    ]


def test_what_a_row_does_not_say_leaves_no_trace():
    bare = certificates.row(
        prefix="", unit="", decision="", register=" ", code="", signer_post_2="", place_and_day=""
    )

    assert sheet_reading.texts(sheets.draw_part(COLLECTIVE, [bare])) == [
        AUTHORITY, "Vụ Tổng hợp", *MERIT, "KHỐI TRƯỞNG", "Vũ Trọng Lâm",
    ]  # fmt: skip


def test_the_names_of_the_tests_hold_every_letter():
    assert len(certificates.NAMES) == 60
    assert set(sample.letters().split()) - set("".join(certificates.NAMES)) == set()


@pytest.mark.parametrize("design", [COLLECTIVE, PERSON], ids=lambda design: design.name)
def test_every_name_is_printed_to_the_letter(design):
    rows = [certificates.person(name, signer_name=name, unit=name) for name in certificates.NAMES]
    part = sheets.draw_part(design, rows)

    for number, name in enumerate(certificates.NAMES):
        lines, _ = sheet_reading.read(part, number)
        whole = f"Đồng chí {name}"
        expected = ["Đồng chí", name, name, name] if design is PERSON else [whole, name, name]
        assert [line.text for line in lines if name in line.text or line.text == "Đồng chí"] == expected
        assert [line.letters for line in lines] == [line.text for line in lines]


def test_a_name_in_script_is_noted_beside_its_drawing():
    lines, _ = sheet_reading.read(sheets.draw_part(PERSON, [certificates.person("Nguyễn Khắc Hiếu")]))

    assert [line.noted for line in lines if line.face == "GreatVibes-Regular"] == ["Nguyễn Khắc Hiếu"]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext")
@pytest.mark.parametrize("name", ["Nguyễn Khắc Hiếu", "Kiều Thị Khánh", "Khổng Tử Kính"])
def test_a_reader_copies_a_name_in_script_without_holes(name, tmp_path):
    path = tmp_path / "one.pdf"
    path.write_bytes(certificates.printed(PERSON, certificates.person(name)))

    said = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout

    assert name in said.split("\n")


def test_a_text_in_loose_accents_is_printed_composed():
    loose = unicodedata.normalize("NFD", "Ngô Thị Khuê")

    assert "Ngô Thị Khuê" in sheet_reading.texts(sheets.draw_part(PERSON, [certificates.person(loose)]))


def test_a_sample_is_stamped_and_a_real_certificate_is_not():
    rows = [certificates.row(sample=True), certificates.row()]
    content = certificates.printed(COLLECTIVE, *rows)

    assert ["DỮ LIỆU MẪU" in sheet_reading.texts(content, number) for number in (0, 1)] == [True, False]


@pytest.mark.parametrize("mode", ["full", "overlay"])
def test_only_the_faces_of_the_design_are_in_the_file(mode):
    names = pdf.faces_in(certificates.printed(PERSON, certificates.person(), mode=mode))

    ours = {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "GreatVibes-Regular"}
    ground = {"Tinos", "Tinos-Bold", "Playfair-Display-Heavy"}
    assert names == ours | (ground if mode == "full" else set())


def test_a_face_that_the_design_does_not_name_is_refused():
    style = 'p { font-family: "Great Vibes" }'  # certificates drawn before do not lend it

    with pytest.raises(RuleError, match="bị lẫn phông chữ lạ"):
        pdf.draw_sheets("<p>a</p>", style, [("Tinos", 400, False)])


def test_without_a_face_of_the_design_nothing_is_drawn(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]

    with pytest.raises(RuleError, match="chưa có phông chữ để in văn bản"):
        sheets.draw_part(PERSON, [certificates.person()])


HOSTILE = [
    '<img src="http://127.0.0.1:9/x">',
    "<style>@import 'file:///etc/passwd';</style>",
    "</style></p><script>alert(1)</script>",
    "&lt;b&gt; &amp; &nbsp; &#x26;",
    "{{ row }} {% include 'x' %} {recipient} {0.__class__}",
    "url(file:///etc/passwd) \\ ] TJ ET (x) Tj",
    "Ω Ж và Nguyễn",
]


@pytest.mark.hostile
@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_means_something_elsewhere_is_shown_as_typed(text):
    fields = ("unit", "achievement", "decision", "register", "code", "place_and_day", "signer_name")
    row = certificates.row(**dict.fromkeys(fields, text), recipient=text, prefix="")

    said = " ".join(sheet_reading.texts(sheets.draw_part(COLLECTIVE, [row])))

    assert said.count(text) == 8
    assert said.count(f"Vào sổ vàng số: {text} Mã tra cứu: {text}") == 1


@pytest.mark.hostile
@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x.png", "file:///etc/passwd", "face:../settings.py"])
def test_a_sheet_that_asks_for_something_from_outside_is_not_drawn(url):
    with pytest.raises(RuleError, match="trỏ tới tệp hoặc địa chỉ ở bên ngoài"):
        pdf.draw_sheets(f'<section><img src="{url}"></section>', placing.style(PERSON), PERSON.cuts)


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("\u202e", "U+202E"),
        ("\u200b", "U+200B"),
        ("\u05d0", "U+05D0"),
        ("\x00", "U+0000"),
        ("\ue000", "U+E000"),
    ],
)
def test_signs_that_turn_or_hide_text_are_refused(sign, code):
    [remark] = sheets.check(COLLECTIVE, certificates.row(unit=f"Ban {sign}Nội chính"))

    assert (remark.kind, remark.field) == ("refuse", "unit")
    assert f"({code})" in remark.sentence
    with pytest.raises(RuleError, match=code.replace("+", r"\+")):
        sheets.draw_part(COLLECTIVE, [certificates.row(unit=f"Ban {sign}Nội chính")])


def test_two_certificates_are_two_pages_in_the_order_of_the_rows():
    rows = [certificates.row(recipient="Vụ Hai"), certificates.row(recipient="Vụ Một")]
    pages = pypdf.PdfReader(io.BytesIO(certificates.printed(COLLECTIVE, *rows))).pages

    assert [("Vụ Hai" in page.extract_text(), "Vụ Một" in page.extract_text()) for page in pages] == [
        (True, False),
        (False, True),
    ]
