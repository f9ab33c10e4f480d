"""The Vietnamese alphabet as a sort key that every database orders alike.

A key holds only the digits 0-9, in codes that never start one another, so that comparing two keys byte by
byte, by the rules of any locale or by ICU gives the same answer (letters would not do: Danish sorts "aa"
after "z", Welsh knows "dd" and "ff" as letters). Keys are stored: whoever changes a table here also writes
a migration that makes them anew.

Order: letters first (a ă â b c d đ e ê …), then, where all letters are the same, the tone of each word
(ngang, huyền, hỏi, ngã, sắc, nặng). One tone per word, so "hòa" and "hoà" stand together. Numbers sort by
value: "số 2" before "số 10". Capital or small makes no difference.
"""

import re
import unicodedata

LENGTH = 300  # longest key; what lies beyond decides nothing (about 130 letters)

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
LETTERS = {letter: str(20 + place) for place, letter in enumerate(ALPHABET)}
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền to nặng
LEVEL = "0"  # ngang: no mark

END, SPACE = "00", "01"  # shorter before longer, "An Bình" before "Anh"
TWINS = str.maketrans("ðɖ", "đđ", "'’‘ʼ`")  # older fonts drew đ with these; H'Hen is one word


def key(text):
    """Return the sort key of `text`: the codes of its letters, an end, one tone for each word."""
    words = re.findall(r"[^\W_][\w\u0300-\u036f]*", _plain(text))
    toneless = [_toneless(word) for word in words]
    return SPACE.join("".join(map(_code, _tokens(word))) for word in toneless) + END + _tones(words)


def joined(*texts):
    """Return one key that sorts by the first text, then by the second, and so on."""
    return "".join(key(text) for text in texts)[:LENGTH]


def _plain(text):
    """Return small letters with every mark composed, so that a word is an unbroken run of letters."""
    return unicodedata.normalize("NFC", text).lower().translate(TWINS)


def _tones(words):
    return "".join(
        next((TONES[mark] for mark in unicodedata.normalize("NFD", word) if mark in TONES), LEVEL)
        for word in words
    )


def _toneless(word):
    kept = (char for char in unicodedata.normalize("NFD", word) if char not in TONES)
    return unicodedata.normalize("NFC", "".join(kept))


def _tokens(word):
    return re.findall(r"[0-9]{1,9}|[^0-9]", word)


def _code(token):
    """Return the code of a run of digits, of a letter, or of a sign of another script (after z)."""
    if unicodedata.combining(token[0]):
        return ""
    if token[0] in "0123456789":
        number = token.lstrip("0") or "0"
        return f"1{len(number)}{number}"
    base = unicodedata.normalize("NFD", token)[0]
    return LETTERS.get(token) or LETTERS.get(base) or f"9{ord(token):07}"
