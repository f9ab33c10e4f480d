"""What an uploaded file really is: told by its content, which must agree with the ending of its name."""

import zipfile
import zlib

from core.rules import RuleError
from core.text import excerpt

LARGEST = 20 * 1024 * 1024  # bytes
UNPACKED = 300 * 1024 * 1024  # bytes an Office file may hold unpacked, as it declares itself
PARTS = 5000  # files inside an Office file
CONTENTS = "[Content_Types].xml"
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LONGEST_CONTENTS = 2 * 1024 * 1024  # bytes

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
OPENXML = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": PDF,
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": PNG,
    "docx": OPENXML + "wordprocessingml.document",
    "xlsx": OPENXML + "spreadsheetml.sheet",
    "pptx": OPENXML + "presentationml.presentation",
}
BEGINNINGS = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
EVIDENCE = ("pdf", "jpg", "jpeg", "png", "docx", "xlsx", "pptx")
SCANS = ("pdf", "jpg", "jpeg", "png")
PICTURES = ("jpg", "jpeg", "png")
WORKBOOK = ("xlsx",)
PAPERS = ("pdf", "docx", "xlsx", "pptx")
WORDS = {
    EVIDENCE: "PDF, ảnh JPEG hoặc PNG, Word (.docx), Excel (.xlsx), PowerPoint (.pptx)",
    SCANS: "PDF, ảnh JPEG hoặc PNG",
    PICTURES: "ảnh JPEG hoặc PNG",
    WORKBOOK: "Excel (.xlsx)",
    PAPERS: "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx)",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, .xls, and what a password locks
LOCKED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)  # of a hostile zip


def content_type(upload, accepted=EVIDENCE, unpacked=None):
    """Return the content type of an upload.

    Raises RuleError when it is empty, larger than 20 MB, of a kind that is not `accepted`, not what its
    name says, damaged, locked by a password, carries macros or would unpack to more than `unpacked` bytes
    (UNPACKED).
    """
    name = excerpt(upload.name, 60)
    if not upload.size:
        raise RuleError(f"Tệp “{name}” trống, không có nội dung. Hãy chọn lại tệp.")
    if upload.size > LARGEST:
        raise RuleError(f"Tệp “{name}” lớn hơn 20 MB. Hãy nén hoặc tách tệp rồi tải lại.")
    ending = upload.name.rpartition(".")[2].lower()
    if ending not in accepted:
        raise RuleError(f"Tệp “{name}” không đúng loại. Chỉ nhận {WORDS[accepted]}.")
    kind = KINDS[ending]
    if kind in BEGINNINGS:
        genuine = _beginning(upload).startswith(BEGINNINGS[kind])
    else:
        _refuse_old_office(upload, name, ending)
        genuine = _is_office(upload, name, kind, unpacked or UNPACKED)
    upload.seek(0)
    if not genuine:
        raise RuleError(
            f"Nội dung của tệp “{name}” không phải là .{ending} hoặc đã hỏng. "
            f"Hãy mở tệp, lưu lại đúng loại rồi tải lên."
        )
    return kind


def _beginning(upload):
    upload.seek(0)
    return upload.read(16)


def _refuse_old_office(upload, name, ending):
    if not _beginning(upload).startswith(OLD_OFFICE):
        return
    upload.seek(0)
    if LOCKED in upload.read():
        raise RuleError(f"Tệp “{name}” bị khóa bằng mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi tải lên.")
    raise RuleError(f"Tệp “{name}” là tệp Office kiểu cũ. Hãy mở tệp, lưu lại thành .{ending} rồi tải lên.")


def _is_office(upload, name, kind, most):
    """Whether the upload is an Office file of this `kind`; macros and bombs are refused with a sentence."""
    try:
        upload.seek(0)
        with zipfile.ZipFile(upload) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > most:
                raise RuleError(f"Tệp “{name}” giải nén ra quá lớn nên không nhận. Hãy tách nhỏ tệp.")
            contents = archive.read(CONTENTS) if _readable(archive) else b""
    except BROKEN:
        return False
    names = " ".join(part.filename for part in parts).lower()
    if b"macroenabled" in contents.lower() or "vbaproject" in names:
        raise RuleError(f"Tệp “{name}” có chứa macro nên không nhận. Hãy lưu lại tệp không có macro.")
    return f"{kind}.main+xml".encode() in contents


def _readable(archive):
    """Whether all of it is packed as Office packs, and its list of contents stands there once, short."""
    parts = archive.infolist()
    listed = [part for part in parts if part.filename == CONTENTS]
    if len(listed) != 1 or any(part.compress_type not in PACKED for part in parts):
        return False
    return listed[0].file_size <= LONGEST_CONTENTS
