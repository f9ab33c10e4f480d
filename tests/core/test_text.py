"""One spelling for equal text, keys that find it, names that a file may bear."""

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import text

LINES = [
    ("Hòa", "Hòa"),
    ("  Ban  Nội chính ", "Ban Nội chính"),
    ("Ban\u00a0Nội\u2003chính", "Ban Nội chính"),
    ("Ban\tNội\nchính\r\n", "Ban Nội chính"),
    ("Ban\u200bNội\u00adchính", "BanNộichính"),
    ("\ufeffBan Nội chính", "Ban Nội chính"),
    ("\u202eBan\u202c", "Ban"),  # right-to-left override
    ("Ban\x00\x07\x1b[0m", "Ban[0m"),
    ("Ban\ud800", "Ban"),
    ("Ban \uf0b7 Nội\uffff", "Ban Nội"),  # Word's private bullet, a noncharacter
    ("a\u034f\u0301", "á"),  # an invisible joiner between letter and tone
    ("e\u0323\u0302", "ệ"),
    ("ê\u0323", "ệ"),
    ("\u3164\u2800\u115f", ""),  # blanks that call themselves letters
    ("Dòng một\u2028Dòng hai\x0bDòng ba", "Dòng một Dòng hai Dòng ba"),
    ("“Dân vận khéo” – 2026", "“Dân vận khéo” – 2026"),  # the spelling of people stays
    ("Uỷ ban, ủy ban", "Uỷ ban, ủy ban"),
    ("😀", "😀"),
    ("", ""),
]

BLOCKS = [
    ("Một\nHai", "Một\nHai"),
    ("Một\r\nHai\rBa", "Một\nHai\nBa"),
    ("Một\x0bHai\u2029Ba\x0cBốn", "Một\nHai\nBa\nBốn"),
    ("  Một \t hai  \n ba ", "Một hai\nba"),
    ("\n\n Một\n\n\n\n\nHai\n \n", "Một\n\nHai"),
    ("\x00", ""),
]

SEARCHES = [
    ("Ban Nội chính Trung ương", "ban noi chinh trung uong"),
    ("ĐẢNG ĐOÀN", "dang doan"),
    ("Đắk Lắk", "dak lak"),
    ("Ðắk Lắk", "dak lak"),  # the Icelandic letter of older fonts
    ("  Nguyễn\u00a0Văn   Ổn ", "nguyen van on"),
    # the place of the tone mark
    ("hòa", "hoa"),
    ("hoà", "hoa"),
    ("Thúy", "thuy"),
    ("Thuý", "thuy"),
    ("Ủy ban", "uy ban"),
    ("Uỷ ban", "uy ban"),
    # y and i
    ("Lý", "li"),
    ("Lí", "li"),
    ("Mỹ thuật, Mĩ thuật", "mi thuat, mi thuat"),
    ("Chiến sỹ thi đua", "chien si thi dua"),
    ("Chiến sĩ thi đua", "chien si thi dua"),
    ("kỷ luật, kỉ luật", "ki luat, ki luat"),
    ("tỷ, tỉ", "ti, ti"),
    ("Hy vọng", "hi vong"),
    ("Quý", "qui"),
    ("Quí", "qui"),
    ("Quỳnh", "quinh"),
    ("quyền", "quien"),
    ("Thy", "thi"),
    # y that is its own sound
    ("y tế", "y te"),
    ("Như Ý", "nhu y"),
    ("tay, tai", "tay, tai"),
    ("Huy", "huy"),
    ("yêu", "yeu"),
    ("Nguyễn", "nguyen"),
    ("Duy", "duy"),
    # signs that look alike
    ("12‑NQ/TW", "12-nq/tw"),
    ("2025 – 2030", "2025 - 2030"),
    ("“Dân vận khéo”", '"dan van kheo"'),
    ("H’Hen Niê", "h'hen nie"),
    ("ﬁle", "file"),
    ("", ""),
]

NAMES = [
    ("Nguyễn Văn An", ("Nguyễn", "Văn", "An")),
    ("Nguyễn An", ("Nguyễn", "", "An")),
    ("Trần Thị Thu Hà", ("Trần", "Thị Thu", "Hà")),
    ("  Lê\u00a0 Minh  ", ("Lê", "", "Minh")),
    ("Hiếu", ("", "", "Hiếu")),
    ("", ("", "", "")),
]

FILES = [
    ("báo cáo.pdf", "báo cáo.pdf"),
    ("Báo cáo quý 1. Bản cuối.docx", "Báo cáo quý 1. Bản cuối.docx"),
    ("Biên bản. Bản cuối", "Biên bản. Bản cuối"),
    (r"C:\Users\Hà\báo cáo.pdf", "báo cáo.pdf"),
    ("../../etc/passwd", "passwd"),
    ("/báo/cáo.pdf", "cáo.pdf"),
    (r"..\..\x.xlsx", "x.xlsx"),
    ("báo/", "tep"),
    ("", "tep"),
    (".", "tep"),
    ("..", "tep"),
    (".pdf", "tep.pdf"),
    (".htaccess", "tep.htaccess"),
    ("  a .pdf ", "a.pdf"),
    ("a.pdf. ", "a.pdf"),
    ("a\x00.pdf", "a.pdf"),
    ("a\r\nX-Header: b.pdf", "a_X-Header_ b.pdf"),
    ("fdp.\u202eexe", "fdp.exe"),  # shown as "fdp.exe" read backwards
    ('a<b>:"c"|?*.pdf', "a_b___c____.pdf"),
    ("con", "_con"),
    ("NUL.txt", "_NUL.txt"),
    ("com1.tar.gz", "_com1.tar.gz"),
    ("concord.pdf", "concord.pdf"),
    ("\ud800", "tep"),
    ("😀.png", "😀.png"),
    ("ắ" * 300 + ".pdf", "ắ" * 65 + ".pdf"),  # three bytes each, 200 in all
    ("a" * 300, "a" * 200),
    ("a." + "b" * 300, "a." + "b" * 198),
]


def both_forms(table):
    return [(normalize(form, given_text), result) for given_text, result in table for form in ("NFC", "NFD")]


@pytest.mark.parametrize(("typed", "line"), both_forms(LINES))
def test_a_line_is_kept_composed_visible_and_single_spaced(typed, line):
    assert text.clean_line(typed) == line


@pytest.mark.parametrize(("typed", "block"), both_forms(BLOCKS))
def test_a_block_keeps_its_paragraphs(typed, block):
    assert text.clean_block(typed) == block


@pytest.mark.parametrize(("typed", "key"), both_forms(SEARCHES))
def test_what_sounds_alike_has_one_search_key(typed, key):
    assert text.search_key(typed) == key


@pytest.mark.parametrize(("full", "parts"), both_forms(NAMES))
def test_a_name_is_split_into_family_middle_and_given(full, parts):
    assert text.split_name(full) == parts


@pytest.mark.parametrize(("sent", "name"), both_forms(FILES))
def test_a_file_name_is_safe_and_keeps_its_extension(sent, name):
    assert text.file_name(sent) == name


@pytest.mark.parametrize(
    ("typed", "fits"), [("Hòa", True), ("", True), ("\n\t", True), ("a\x00", False), ("\udfff", False)]
)
def test_nul_and_half_surrogates_are_not_storable(typed, fits):
    assert text.storable(typed) is fits


def test_an_excerpt_is_one_short_line():
    assert text.excerpt("Một\nhai") == "Một hai"
    assert text.excerpt("a" * 40) == "a" * 40
    assert text.excerpt("a" * 41) == "a" * 39 + "…"


anything = st.text(st.characters(codec=None))  # lone surrogates, too


@given(anything)
def test_clean_text_is_stable_composed_and_storable(typed):
    for clean in (text.clean_line, text.clean_block):
        once = clean(typed)

        assert clean(once) == once
        assert is_normalized("NFC", once)
        assert text.storable(once)


@given(anything)
def test_a_search_key_is_its_own_key(typed):
    assert text.search_key(text.search_key(typed)) == text.search_key(typed)


@given(anything, st.integers(20, 255))
def test_any_file_name_is_short_and_has_no_folder(sent, limit):
    name = text.file_name(sent, limit)

    assert 1 <= len(name.encode()) <= limit
    assert not set(name) & set('/\\<>:"|?*\n\x00')
    assert not name.startswith(".")
