"""What a text loses on its way to paper: only what nobody could have seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.cleaning import clean


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Kho\u0302\u0301i thi \u0111ua", "Khối thi đua"),  # NFD, as macOS sends it
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),  # control characters, illegal in a Word file
        ("a\ud800b", "ab"),  # half a surrogate pair, not even UTF-8
        ("Ban \u202eaiv\u202c\u200f", "Ban aiv"),  # marks that turn the direction of reading
        ("khen\u200b thưởng\ufeff và\u00ad", "khen thưởng và"),  # zero width, byte order mark, soft hyphen
        ("❤\ufe0f", "❤"),
        ("a\ufffe\uffff\ufdd0b", "ab"),
        ("hai  \t cách\u2003rộng", "hai cách rộng"),
        ("dòng 1 \r\n dòng 2\rdòng 3\u2028dòng 4", "dòng 1\ndòng 2\ndòng 3\ndòng 4"),
        ("a \x00 b", "a b"),  # what is dropped leaves no double space
        ("Số\u00a05", "Số\u00a05"),  # a no-break space was meant
        ("<b>&amp; \"x\" 'y'</b>", "<b>&amp; \"x\" 'y'</b>"),  # markup is text like any other
        ("", ""),
    ],
)
def test_a_text_keeps_everything_that_has_a_shape(typed, kept):
    assert clean(typed) == kept


@given(st.text())
def test_a_clean_text_is_clean(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_no_letter_digit_or_sign_is_lost(text):
    assert clean(text) == unicodedata.normalize("NFC", text)
