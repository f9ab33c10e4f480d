"""Vietnamese text from before Unicode, told apart and read: TCVN3 (ABC, fonts .VnTime), VNI (VNI-Times).

Such files hold Latin letters and signs that only the right font shows as Vietnamese: "Uû ban nh©n d©n"
is "Uỷ ban nhân dân". The tables follow TCVN 5712:1993 (set VN3) and the VNI scheme for Windows. Nothing here
converts by itself: `suspect` only advises, somebody looks at both readings and decides (docs/decisions/0037).
"""

import re
import unicodedata

TCVN3, VNI = "tcvn3", "vni"
LABELS = {TCVN3: "TCVN3 (ABC)", VNI: "VNI"}
SURE, AHEAD = 0.6, 0.2  # share of words a reading must make sense of, and its lead over the text as it stands
MOST = 500  # texts of a column that are looked at

TONES = "\u0301\u0300\u0309\u0303\u0323"  # sắc, huyền, hỏi, ngã, nặng
VOWELS = {  # TCVN 5712 VN3: the vowel itself (capital and small), then its five tones
    "a": ("a", "¸µ¶·¹"),
    "ă": ("¡¨", "¾»¼½Æ"),
    "â": ("¢©", "ÊÇÈÉË"),
    "e": ("e", "ÐÌÎÏÑ"),
    "ê": ("£ª", "ÕÒÓÔÖ"),
    "i": ("i", "Ý×ØÜÞ"),
    "o": ("o", "ãßáâä"),
    "ô": ("¤«", "èåæçé"),
    "ơ": ("¥¬", "íêëìî"),
    "u": ("u", "óïñòô"),
    "ư": ("¦\xad", "øõö÷ù"),
    "y": ("y", "ýúûüþ"),
}
VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "ơ": "ô", "ư": "ö", "y": "y"}  # they take a sign behind
VNI_SIGNS = "ùøûõï"  # the five tones
VNI_SHAPED = {"â": "âáàåãä", "ă": "êéèúüë"}  # a sign for â or ă and its tones: with a, for ê and ô â's too
VNI_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}

ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
NUCLEUS = (
    "iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|"
    "ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy]"
)
SYLLABLE = re.compile(f"(?:{ONSET})?(?:{NUCLEUS})(ch|ng|nh|[cmnpt])?")
STOPPED = {"c", "ch", "p", "t"}  # syllables that end so are only sắc or nặng
EDGES = "".join(map(chr, range(0x21, 0x30))) + ":;<=>?@[]\"'“”‘’…–—"


def decode(text, encoding, *, capitals=False):
    """Return `text` as `encoding` (TCVN3 or VNI) means it; `capitals` for a font that draws only capitals.

    A text with letters that only Unicode has is no such text and comes back as it is.
    """
    if is_unicode(text):
        return text
    read = "".join(map(_reading(encoding), _PARTS[encoding].findall(text)))
    return read.upper() if capitals else read


def is_unicode(text):
    """Whether it holds a letter that neither scheme could hold."""
    return any(sign > "\xff" and (sign.isalpha() or unicodedata.combining(sign)) for sign in text)


def encoding_of(font):
    """Return TCVN3 or VNI when a font of this name draws such text, else ""."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith("vni-") else ""


def draws_capitals(font):
    """Whether a font shows small letters as capitals, as .VnTimeH: TCVN3 has no capitals with tones."""
    return encoding_of(font) == TCVN3 and font.strip().endswith("H")


def suspect(texts):
    """Return in which scheme a column seems to be written (TCVN3, VNI) or "" for Unicode.

    `texts` are (text, name of its font or ""). A font counts where its reading makes no less sense than the
    text as it stands; without one, what counts is how many words become Vietnamese syllables.
    """
    texts = [(text, font) for text, font in texts if not text.isascii() and not is_unicode(text)][:MOST]
    words = [raw.strip(EDGES) for text, _ in texts for raw in text.split()]
    words = [word for word in words if len(word) > 1 and not word.isascii()]  # one sign proves nothing
    if not words:
        return ""
    sense = {encoding: _sense(words, encoding) for encoding in ("", *LABELS)}
    told = [encoding for _, font in texts if (encoding := encoding_of(font))]
    if told and len(told) * 2 >= len(texts):
        most = max(LABELS, key=told.count)
        return most if sense[most] >= sense[""] else ""
    best = max(LABELS, key=sense.get)
    return best if sense[best] >= SURE and sense[best] >= sense[""] + AHEAD else ""


def is_signed(text, encoding):
    """Whether a text holds signs, not letters alone, that `encoding` reads as letters, as "12/Q§" does."""
    if text.isascii() or is_unicode(text):
        return False
    return any(not part.isalpha() for part in _PARTS[encoding].findall(text) if part in _TABLES[encoding])


def is_syllable(word):
    """Whether `word` could be a Vietnamese syllable by its letters and its tone."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in apart if mark in TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
    match = len(tones) < 2 and SYLLABLE.fullmatch(bare)
    if not match:
        return False
    return match[1] not in STOPPED or (bool(tones) and tones[0] in (TONES[0], TONES[4]))


def _sense(words, encoding):
    """The share of `words` that are syllables when read so."""
    return sum(_makes_sense(word, encoding) for word in words) / len(words)


def _makes_sense(word, encoding):
    if not encoding:
        return is_syllable(word)
    parts = _PARTS[encoding].findall(word)
    known = all(part.isascii() or part in _TABLES[encoding] for part in parts)
    return known and is_syllable(decode(word, encoding))


def _reading(encoding):
    table = _TABLES[encoding]
    return lambda part: table.get(part, part)


def _toned(vowel, tone):
    return unicodedata.normalize("NFC", vowel + tone)


def _tcvn3():
    table = {"§": "Đ", "®": "đ"}
    for vowel, (plain, toned) in VOWELS.items():
        if len(plain) == 2:
            table |= {plain[0]: vowel.upper(), plain[1]: vowel}
        table |= {code: _toned(vowel, tone) for code, tone in zip(toned, TONES, strict=True)}
    return table


def _vni():
    """Capital or small is told by the letter in front; its sign may be either."""
    table = dict(VNI_ALONE)
    for vowel, base in VNI_BASES.items():
        table |= {base + sign: _toned(vowel, tone) for sign, tone in zip(VNI_SIGNS, TONES, strict=True)}
    for shaped, bases in (("â", "aeo"), ("ă", "a")):
        for base in bases:
            vowel = {"e": "ê", "o": "ô"}.get(base, shaped)
            signs = zip(VNI_SHAPED[shaped], ["", *TONES], strict=True)
            table |= {base + sign: _toned(vowel, tone) for sign, tone in signs}
    small = dict(table)
    for code, letter in small.items():
        table[code.upper()] = table[code[0].upper() + code[1:]] = letter.upper()
        table[code[0] + code[1:].upper()] = letter
    return table


_TABLES = {TCVN3: _tcvn3(), VNI: _vni()}
_PARTS = {
    encoding: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))) + "|.", re.DOTALL)
    for encoding, table in _TABLES.items()
}
