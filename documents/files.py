"""Stored files: each content is kept once, under its SHA-256, and never changes.

A content lies on the disk, whole and synced, before its row exists: a row never points to nothing. A file
without a row (the process died in between, the transaction was rolled back) is harmless; keeping the same
content again finds it.
"""

import errno
import hashlib
import logging
import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from core import clock, disk, text
from core.rules import RuleError
from documents.models import StoredFile

logger = logging.getLogger(__name__)

PIECE = 1024 * 1024  # bytes in memory at a time
STALE_SECONDS = 24 * 60 * 60  # nobody writes one file for a whole day

# What a browser may show in place. Everything else, SVG and HTML above all, is only ever downloaded.
SHOWN_IN_PLACE = {"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"}

LOCKED = {errno.EROFS, errno.EACCES, errno.EPERM}

TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")


def keep(content, *, content_type, pages=None):
    """Keep `content` (bytes or a binary stream, read from its start) and return its StoredFile.

    The same content kept twice, even at the same moment, is one file and one row; the content type of the
    first time stays, `pages` of whoever counts first. Raises RuleError when the content is empty or the disk
    refuses; then nothing is left.
    """
    try:
        digest, size = _lay_down(content)
    except OSError as fault:
        logger.exception("a file could not be kept below %s", settings.MEDIA_ROOT)
        raise RuleError(_refusal(fault)) from fault
    facts = {"size": size, "content_type": _content_type(content_type), "stored_at": clock.now()}
    stored, _ = StoredFile.objects.get_or_create(sha256=digest, defaults=facts | {"pages": pages})
    if pages and stored.pages is None:
        StoredFile.objects.filter(pk=stored.pk, pages=None).update(pages=pages)
        stored.pages = pages
    return stored


def find(content):
    """Return the StoredFile of `content` (bytes or a binary stream) if it was ever kept, or None."""
    digest = hashlib.sha256()
    for piece in _pieces(content):
        digest.update(piece)
    return StoredFile.objects.filter(sha256=digest.hexdigest()).first()


def open(stored):  # the module is the noun: files.open(stored)
    """Return the content as a binary stream. Raises RuleError when it is gone or was damaged on the disk."""
    try:
        stream = _place(stored).open("rb")
    except OSError as fault:
        logger.exception("stored file %s cannot be opened", stored.sha256)
        raise RuleError(_lost(stored)) from fault
    if os.fstat(stream.fileno()).st_size != stored.size:
        stream.close()
        logger.error("stored file %s does not have its %s bytes any more", stored.sha256, stored.size)
        raise RuleError(_lost(stored))
    return stream


def verify(stored):
    """Read the content again and tell whether it is still, byte for byte, what was kept."""
    try:
        with open(stored) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == stored.sha256
    except RuleError:
        return False


def serve(request, stored, *, name, inline=False):
    """Answer `request` (GET or HEAD) with the content, called `name` on the person's computer.

    The caller has checked the right to it. A browser shows it in place only when `inline` is asked for a
    PDF or a picture, and then without any power over our pages. Raises RuleError when the content is gone.
    """
    etag = quote_etag(stored.sha256)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(
            open(stored),
            as_attachment=not (inline and stored.content_type in SHOWN_IN_PLACE),
            filename=text.file_name(name.replace("/", "-")),  # a paper's number has strokes: 12/QĐ-KTĐ
            content_type=stored.content_type,
        )
        if request.method == "HEAD":
            response.file_to_stream.close()
            response.streaming_content = ()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def tidy():
    """Remove what killed processes left half-written more than a day ago; return how many."""
    removed = 0
    for path in _incoming().glob("*.tmp"):
        with suppress(FileNotFoundError):  # its writer or another sweep was faster
            if path.stat().st_mtime < time.time() - STALE_SECONDS:
                path.unlink()
                removed += 1
    return removed


def _lay_down(content):
    """Write `content` beside its final place, sync it, move it there; return (SHA-256, size)."""
    _incoming().mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=_incoming(), suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as target:
            digest, size = _copy(content, target)
            target.flush()
            os.fsync(handle)
        if not size:
            raise RuleError("Tệp này trống, không có nội dung. Hãy chọn lại tệp.")
        place = _place(StoredFile(sha256=digest))
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, place)
        for folder in place.parents[:3]:  # both levels may be new: sync them up to the root
            _sync(folder)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return digest, size


def _copy(content, target):
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(content):
        digest.update(piece)
        target.write(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _pieces(content):
    if isinstance(content, bytes):
        yield content
        return
    if content.seekable():  # a form may have looked into the upload already
        content.seek(0)
    while piece := content.read(PIECE):
        yield piece


def _sync(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _place(stored):
    return Path(settings.MEDIA_ROOT) / stored.path


def _incoming():
    return Path(settings.MEDIA_ROOT) / "incoming"


def _content_type(told):
    """The plain type/subtype; anything that is none becomes "just bytes"."""
    plain = (told or "").partition(";")[0].strip().lower()
    return plain if TYPE.fullmatch(plain) and len(plain) <= 100 else "application/octet-stream"


def _refusal(fault):
    if fault.errno in disk.FULL:
        return (
            "Ổ đĩa của máy chủ đã đầy nên chưa lưu được tệp. "
            "Hãy báo người quản trị dọn chỗ trống, rồi làm lại việc này."
        )
    if fault.errno in LOCKED:
        return (
            "Máy chủ không được phép ghi vào nơi lưu tệp. "
            "Hãy báo người quản trị kiểm tra quyền ghi của ổ đĩa, rồi làm lại việc này."
        )
    return (
        "Ổ đĩa của máy chủ báo lỗi nên chưa lưu được tệp. "
        "Hãy báo người quản trị kiểm tra ổ đĩa, rồi làm lại việc này."
    )


def _lost(stored):
    return (
        f"Máy chủ không còn đọc được tệp này (mã {stored}). "
        "Hãy báo người quản trị khôi phục tệp từ bản sao lưu, hoặc tạo lại tệp."
    )
