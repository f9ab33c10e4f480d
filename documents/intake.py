"""The way of an uploaded file into the store: its kind, its size, its pages; then it is kept.

The kind is told in our own process (`uploads`), where nothing is unpacked. PDFs and pictures are then opened
by a process of its own (`confined`), so that what is damaged or locked is refused now and not found out about
in January. A content that has passed once is not opened again.
"""

import logging

from django.core.exceptions import ValidationError

from core.rules import RuleError
from core.text import excerpt, file_name
from documents import confined, files, uploads

logger = logging.getLogger(__name__)

PAGES = 500  # of one file; a longer one is hard to find anything in
KINDS = {uploads.PDF: "pdf", uploads.JPEG: "picture", uploads.PNG: "picture"}  # what can be drawn

SAVE_AGAIN = "Hãy mở tệp, lưu lại đúng loại rồi tải lên."
NO_ROOM = "Máy chủ chưa xem được tệp này vì thiếu chỗ trống. Hãy báo người quản trị, rồi tải lại tệp."


def receive(upload, accepted=uploads.EVIDENCE):
    """Keep an uploaded file and return its StoredFile; the same content sent again is the same one.

    Raises RuleError for all that `uploads.content_type` refuses, for a PDF that has more than PAGES pages,
    asks for a password or is damaged, for a picture of more than 40 megapixels or a damaged one, and for a
    full disk.
    """
    kind, name = uploads.content_type(upload, accepted), excerpt(upload.name, 60)
    if kind not in KINDS:
        return files.keep(upload, content_type=kind)
    known = files.find(upload)
    pages = known.pages if known and known.pages else _pages(upload, kind, name)
    if pages > PAGES:
        raise RuleError(
            f"Tệp “{name}” có {pages} trang, quá {PAGES} trang. Hãy tách lấy những trang cần xem rồi tải lại."
        )
    return files.keep(upload, content_type=kind, pages=pages)


def each(uploads, act):
    """Let `act(upload)` keep several files, one by one; return [(name, what kept it out in words or "")]."""
    return [(file_name(upload.name), _kept_out(upload, act)) for upload in uploads]


def _kept_out(upload, act):
    try:
        act(upload)
    except RuleError as fault:
        return str(fault)
    except ValidationError as fault:
        return f"Tệp “{excerpt(upload.name, 60)}” chưa thêm được. {' '.join(fault.messages)}"
    return ""


def _pages(upload, kind, name):
    try:
        pages = confined.count(upload, KINDS[kind])
    except confined.CannotReadError as fault:
        raise RuleError(_refusal(fault.why, upload, name)) from fault
    except OSError as fault:
        logger.exception("no room to look into an uploaded file")
        raise RuleError(NO_ROOM) from fault
    if not pages:
        raise RuleError(f"Tệp “{name}” không có trang nào. {SAVE_AGAIN}")
    return pages


def _refusal(why, upload, name):
    ending = upload.name.rpartition(".")[2].lower()
    sentences = {
        confined.LOCKED: f"Tệp “{name}” bị khóa bằng mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi tải lên.",
        confined.BROKEN: f"Nội dung của tệp “{name}” không phải là .{ending} hoặc đã hỏng. {SAVE_AGAIN}",
        confined.TOO_LARGE: f"Ảnh “{name}” quá 40 triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lại.",
    }
    too_heavy = f"Tệp “{name}” quá nặng, máy chủ mở không xong. Hãy tách nhỏ hoặc lưu lại tệp rồi tải lên."
    return sentences.get(why, too_heavy)
