"""Vietnamese text: one spelling wherever it is kept, keys to search and sort by, safe file names.

Pure functions. Everything a person or a file hands in passes `clean_line` or `clean_block` before it is
kept (`core.fields` sees to that), so that two texts that look the same are the same.
"""

import re
import unicodedata
from typing import NamedTuple

from core import sorting

NAME_BYTES = 200  # file systems stop at 255; leaves room for a counter or a date in front
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)  # no file on Windows

_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # \v: Word's break within a paragraph
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # "printable", yet nothing to see
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

_ONE_SHAPE = str.maketrans("đðɖı‐‑‒–—−“”„‘’ʼ", "dddi------\"\"\"'''")
_Y_AS_I = re.compile(r"\b(qu(?=y)|[bcdghklmnprstvx]{1,3}(?=y\b))y")


class _Bare(dict):
    """What a search sees of a letter: no marks, one shape; learnt letter by letter, for `str.translate`."""

    def __missing__(self, code):
        self[code] = None if unicodedata.combining(chr(code)) else _ONE_SHAPE.get(code, code)
        return self[code]


_BARE = _Bare()


class NameParts(NamedTuple):
    """A person's name as lists need it: họ, đệm, tên."""

    family: str
    middle: str
    given: str


def nfc(text):
    """Return `text` composed (NFC) and without what cannot be seen; line breaks stay, as \\n.

    Every kind of blank becomes a space. Zero-width signs, soft hyphens, byte order marks, direction
    marks, control characters, lone surrogates and private or unassigned characters are dropped: they make
    equal texts unequal, and PostgreSQL or Word refuse some of them.
    """
    if not text.isprintable():  # as no line end is
        text = "".join(map(_visible, _LINE_END.sub("\n", text)))
    elif not _FILLERS.isdisjoint(text):
        text = "".join(map(_visible, text))
    return unicodedata.normalize("NFC", text)


def clean_line(text):
    """Return `text` as one line: NFC, visible, single spaces, none at the ends."""
    return " ".join(nfc(text).split())


def clean_block(text):
    """Return `text` as paragraphs: each line as `clean_line`, at most one empty line in a row."""
    text = nfc(text)
    if "\n" not in text:
        return " ".join(text.split())
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def storable(text):
    """Whether a database takes `text` as it is: no NUL, no half of a surrogate pair."""
    return not _UNSTORABLE.search(text)


def excerpt(text, length=40):
    """Return the beginning of `text` on one line, to be quoted in a sentence."""
    line = clean_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def search_key(text):
    """Return `text` as people search for it: small letters without marks, đ as d, single spaces.

    "hòa" and "hoà" give one key by themselves. Where y and i are two spellings of one sound, i stands for
    both: after a consonant at the end of a syllable (lý/lí, kỹ/kĩ, sỹ/sĩ, tỷ/tỉ) and in every quy-
    (quý/quí). Not in thúy, tay or yêu, where the y is another sound than i.
    Put both the stored text and what is looked for through here.
    """
    apart = unicodedata.normalize("NFKD", clean_line(text)).lower()
    bare = clean_line(apart.translate(_BARE))
    return _Y_AS_I.sub(r"\1i", bare) if "y" in bare else bare


def split_name(full):
    """Split a full name into họ (first word), đệm and tên (last word); a single word is the tên.

    Right for nearly every Kinh name; people with another kind of name get their parts typed in.
    """
    words = clean_line(full).split()
    if len(words) < 2:
        return NameParts("", "", "".join(words))
    return NameParts(words[0], " ".join(words[1:-1]), words[-1])


def name_key(family, middle, given):
    """Return the key by which lists of people sort: tên, then họ, then đệm, each compared for itself.

    Digits only, at most `sorting.LENGTH`; every database and collation orders it alike.
    """
    return sorting.joined(nfc(given), nfc(family), nfc(middle))


def title_key(text):
    """Return the key by which agencies, blocs and other titles sort; "số 2" comes before "số 10"."""
    return sorting.joined(nfc(text))


def file_name(name, limit=NAME_BYTES):
    """Return `name` fit to be shown and handed out again: no folders, no hidden or harmful signs.

    NFC, at most `limit` bytes with the extension kept, never empty, never a hidden or a device file.
    """
    last = re.split(r"[/\\]", nfc(name))[-1]
    last = clean_line(re.sub(r'[<>:"|?*\n]', "_", last)).rstrip(" .")
    stem, dot, extension = last.rpartition(".")
    if not re.fullmatch(r"[A-Za-z0-9]{1,10}", extension) or not dot:
        stem, dot, extension = last, "", ""
    tail = dot + extension
    stem = stem.strip(" .").encode()[: limit - len(tail)].decode(errors="ignore").rstrip(" .")
    if DEVICES.match(stem):
        stem = "_" + stem
    return (stem or "tep") + tail


def _visible(char):
    if char == "\n" or (char.isprintable() and char not in _FILLERS):
        return char
    return " " if char == "\t" or unicodedata.category(char) == "Zs" else ""
