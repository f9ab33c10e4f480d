"""TCVN3 and VNI are read letter by letter as their standards say, and told from Unicode by sense."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import legacy_text
from core.legacy_text import TCVN3, VNI

# TCVN 5712:1993, set VN3, in the order of its codes; "." stands where it has no letter.
VN3 = (
    ".ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ......."  # A0 to C5, then as below
    "ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
)
PLACES = {letter: chr(0xA0 + place) for place, letter in enumerate(VN3) if letter != "."}
MARKS = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
ON_CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
ON_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
ONE_SIGN = {"đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"

VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *MARKS)]
SMALL = [*VOWELS, *"bcdđghklmnpqrstvx"]
EVERY = SMALL + [letter.upper() for letter in SMALL]
SENTENCES = [
    "Ủy ban nhân dân tỉnh Nghệ An",
    "Tặng Bằng khen cho các tập thể có thành tích xuất sắc",
    "Nguyễn Thị Thúy Quỳnh, Phó Chánh Văn phòng",
    "đã hoàn thành tốt nhiệm vụ được giao",
]


def in_tcvn3(text):
    """Written as VN3 has it; its capitals with tones are small letters in a font of capitals."""
    return "".join(PLACES.get(letter) or PLACES.get(letter.lower(), letter) for letter in text)


def in_vni(text):
    """Written as VNI has it, sign behind letter."""
    return "".join(_vni(letter) for letter in text)


def _vni(letter):
    small = letter.lower()
    if small in ONE_SIGN:
        code = ONE_SIGN[small]
    else:
        base, *marks = unicodedata.normalize("NFD", small)
        tone = next((mark for mark in marks if mark in MARKS), "")
        if CIRCUMFLEX in marks:
            code = base + ON_CIRCUMFLEX[tone]
        elif BREVE in marks:
            code = base + ON_BREVE[tone]
        else:
            code = ({"o": "ô", "u": "ö"}[base] if HORN in marks else base) + MARKS.get(tone, "")
    return code if letter == small else code.upper()


@given(st.text(SMALL + list(" ,.-/0123456789")))
def test_tcvn3_comes_back_as_it_was_written(text):
    assert legacy_text.decode(in_tcvn3(text), TCVN3) == text


@given(st.text(EVERY + list(" ,.-/0123456789")))
def test_vni_comes_back_as_it_was_written(text):
    assert legacy_text.decode(in_vni(text), VNI) == text


def test_every_letter_of_the_alphabet_has_its_code():
    assert len(set(VOWELS)) == 72
    assert "".join(legacy_text.decode(in_tcvn3(letter), TCVN3) for letter in SMALL) == "".join(SMALL)
    assert "".join(legacy_text.decode(in_vni(letter), VNI) for letter in EVERY) == "".join(EVERY)


def test_capitals_of_tcvn3_come_from_the_font():
    assert legacy_text.decode(in_tcvn3("cộng hòa"), TCVN3, capitals=True) == "CỘNG HÒA"
    assert legacy_text.decode("§iÖn Biªn", TCVN3) == "Điện Biên"
    assert [legacy_text.draws_capitals(font) for font in (".VnTimeH", ".VnTime", "VNI-Times", "Arial H")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_sign_of_vni_may_be_small_behind_a_capital():
    assert legacy_text.decode("AÙnh Ñaøo, Aùnh", VNI) == "Ánh Đào, Ánh"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_column_is_told_by_what_makes_sense(sentence):
    assert legacy_text.suspect([(in_tcvn3(sentence), "")]) == TCVN3
    assert legacy_text.suspect([(in_vni(sentence), "Arial")]) == VNI
    assert legacy_text.suspect([(sentence, "")]) == ""
    assert legacy_text.suspect([(unicodedata.normalize("NFD", sentence), "")]) == ""


@pytest.mark.parametrize("text", ["", "Ban To chuc", "Ngô Hà", "Café du Monde", "½ ngày © 2019", "Łódź"])
def test_what_is_no_such_text_is_not_suspected(text):
    assert legacy_text.suspect([(text, "")]) == ""


def test_a_font_decides_where_words_are_few_but_never_against_them():
    assert legacy_text.suspect([("V¨n", ".VnTime")]) == TCVN3
    assert legacy_text.suspect([("Ngô Hà", "VNI-Times")]) == ""
    assert [legacy_text.encoding_of(font) for font in (".VnArial", "VNI-Helve", "Times New Roman", "")] == [
        TCVN3,
        VNI,
        "",
        "",
    ]


def test_unicode_among_old_text_is_left_alone():
    assert legacy_text.decode("Nguyễn Văn An", TCVN3) == "Nguyễn Văn An"
    assert legacy_text.suspect([(in_tcvn3("Nguyễn Văn Tuấn"), ""), ("Trần Thị Hiền", "")]) == TCVN3


@pytest.mark.parametrize(
    ("word", "may_be"),
    [("nghiêng", True), ("quốc", True), ("gì", True), ("khuya", True), ("hoc", False), ("nh©n", False)],
)
def test_a_syllable_is_known_by_letters_and_tone(word, may_be):
    assert legacy_text.is_syllable(word) is may_be
