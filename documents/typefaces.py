"""The way in of a face that an agency brings: a whole font, free to embed, with all our letters.

The kind is told by its beginning; then a process of its own takes the whole font apart (`typeface_reader`).
Kept is the very file that came: boxes name it after its content (`faces.family_of`), so that a certificate
printed in it can be printed the same way for decades.
"""

import json
import logging
import string
import unicodedata
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from core.rules import RuleError
from core.text import clean_line, excerpt
from documents import confined, files
from documents.models import StoredFile

logger = logging.getLogger(__name__)

PROGRAM = Path(__file__).with_name("typeface_reader.py")
BROKEN, NO_OUTLINES, VARIABLE = 4, 6, 7  # as the program ends, which is run and never imported
LARGEST = 10 * 1024 * 1024  # bytes
TRUETYPE = (b"\x00\x01\x00\x00", b"true")
KIND = "font/ttf"
NAMED = 12  # letters a refusal names before it only counts the others

# OS/2 fsType: https://learn.microsoft.com/typography/opentype/spec/os2#fstype
RESTRICTED, WHOLE_ONLY, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
FREER = 0x0004 | 0x0008  # print and edit: where one of them is set, the freer one holds

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = tuple(  # the 134 that stand in no other alphabet's keyboard
    letter
    for letter in dict.fromkeys(
        sign.upper() if upper else sign
        for upper in (False, True)
        for sign in (*(unicodedata.normalize("NFC", a + b) for a, b in product(VOWELS, TONES)), "đ")
    )
    if not letter.isascii()
)
SIGNS = string.ascii_letters + string.digits + " .,;:!?()/%&+-'\"" + "–“”‘’…"


@dataclass(frozen=True)
class Typeface:
    """An uploaded face that is kept: its file and what it says about itself."""

    file: StoredFile
    family: str
    style: str
    weight: int
    italic: bool


def receive(upload):
    """Keep an uploaded face and return it as Typeface; the same file again is the same one.

    Raises RuleError for what is no whole TrueType font, is damaged or hostile, may not be embedded, or lacks
    Vietnamese letters, which are named.
    """
    name = excerpt(upload.name, 60)
    _refuse_kind(upload, name)
    try:
        facts = json.loads(confined.run(PROGRAM, upload))
    except confined.CannotReadError as fault:
        raise RuleError(_refusal(fault.why, name)) from fault
    except OSError as fault:
        logger.exception("no room to look into an uploaded font")
        raise RuleError(
            "Máy chủ chưa xem được tệp này vì thiếu chỗ trống. Hãy báo người quản trị, rồi tải lại tệp."
        ) from fault
    _refuse_permission(facts["embedding"], name)
    _refuse_lacking(set(facts["signs"]), name)
    family = clean_line(facts["family"])[:100] or name.rpartition(".")[0][:100]
    style, weight = clean_line(facts["style"])[:60], facts["weight"]
    return Typeface(files.keep(upload, content_type=KIND), family, style, weight, facts["italic"])


def _refuse_kind(upload, name):
    """Tell a whole TrueType font from what only looks like one."""
    if not upload.size:
        raise RuleError(f"Tệp “{name}” trống, không có nội dung. Hãy chọn lại tệp.")
    if upload.size > LARGEST:
        raise RuleError(f"Tệp “{name}” lớn hơn 10 MB. Hãy dùng phông chữ nhẹ hơn.")
    upload.seek(0)
    beginning = upload.read(4)
    upload.seek(0)
    if beginning in TRUETYPE:
        return
    told = {
        b"ttcf": f"Tệp “{name}” gồm nhiều phông trong một. Hãy tách từng phông thành tệp .ttf rồi tải lên.",
        b"wOFF": f"Tệp “{name}” là phông dành cho trang web. Hãy tải lên tệp .ttf trọn vẹn của phông đó.",
        b"wOF2": f"Tệp “{name}” là phông dành cho trang web. Hãy tải lên tệp .ttf trọn vẹn của phông đó.",
        b"OTTO": f"Tệp “{name}” vẽ chữ theo kiểu PostScript, chưa in được. Hãy dùng bản TrueType (.ttf).",
    }
    raise RuleError(told.get(beginning, f"Tệp “{name}” không phải là phông chữ. Hãy chọn tệp .ttf."))


def _refuse_permission(embedding, name):
    """Refuse what its maker does not let stand in a PDF."""
    if embedding & RESTRICTED and not embedding & FREER:
        raise RuleError(
            f"Người làm phông “{name}” không cho nhúng phông vào tệp PDF (fsType). "
            "Hãy dùng phông khác hoặc xin phép để có bản được nhúng."
        )
    if embedding & (WHOLE_ONLY | BITMAPS_ONLY):
        raise RuleError(
            f"Người làm phông “{name}” không cho nhúng một phần phông vào tệp PDF (fsType), "
            "nên Bằng khen không in bằng phông này được. Hãy dùng phông khác."
        )


def _refuse_lacking(signs, name):
    """Refuse a face that lacks a letter some name will need."""
    lacking = [letter for letter in (*LETTERS, *SIGNS) if ord(letter) not in signs]
    if not lacking:
        return
    more = f" và {len(lacking) - NAMED} ký tự khác" if len(lacking) > NAMED else ""
    raise RuleError(
        f"Phông “{name}” thiếu chữ tiếng Việt: {' '.join(lacking[:NAMED])}{more}. "
        "Hãy dùng phông Unicode có đủ chữ tiếng Việt."
    )


def _refusal(why, name):
    told = {
        BROKEN: f"Tệp “{name}” không phải là phông chữ trọn vẹn hoặc đã hỏng. Hãy chọn tệp .ttf khác.",
        NO_OUTLINES: f"Phông “{name}” không có nét chữ TrueType nên không in được. Hãy chọn tệp .ttf khác.",
        VARIABLE: f"Phông “{name}” là phông biến đổi độ đậm. Hãy tải lên từng kiểu thành tệp .ttf riêng.",
    }
    return told.get(why, f"Tệp “{name}” quá nặng hoặc đã hỏng, máy chủ mở không xong. Hãy chọn phông khác.")
