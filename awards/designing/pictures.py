"""The picture of a draft: a scan of the phôi to place by, or the ground that is printed."""

import io

from django.db import transaction
from PIL import Image

from awards.designing import drafts
from core.rules import RuleError
from documents import files, grounds, intake, uploads

SKEWED = 0.02  # share by which a picture may be broader or narrower than the sheet without a word


def put(design, upload, *, role, by):
    """Lay an uploaded PNG or JPEG under the draft of `design`, as "stock" or "ground"; return the version.

    Raises RuleError as `receive` does, and when there is no draft.
    """
    return lay(design, receive(upload), role=role, by=by)


def receive(upload):
    """Keep an uploaded PNG or JPEG as it came, once for all designs; return its StoredFile.

    Raises RuleError for what is no picture, is damaged or too large (20 MB, 40 megapixels, fewer of a PNG
    that `grounds.require_light` refuses), and for a full disk.
    """
    uploads.content_type(upload, uploads.PICTURES)
    grounds.require_light(upload)
    return intake.receive(upload, uploads.PICTURES)


def lay(design, stored, *, role, by):
    """As `put`, for a picture (a StoredFile) that is kept already."""
    with transaction.atomic():
        draft = drafts.locked(design)
        facts = {"picture": stored, "picture_role": role}
        return drafts.rewrite(draft, by=by, act="design.picture", counted=False, **facts)


def choose(design, upload, *, role, by):
    """As `put`; without an upload (None) the picture that is laid is used as `role`. Return the version.

    Raises RuleError also when there is neither an upload nor a picture.
    """
    if upload is not None:
        return put(design, upload, role=role, by=by)
    with transaction.atomic():
        draft = drafts.locked(design)
        if draft.picture_id is None:
            raise RuleError("Hãy chọn ảnh.")
        if draft.picture_role == role:
            return draft
        return drafts.rewrite(draft, by=by, act="design.picture", counted=False, picture_role=role)


def remove(design, *, by):
    """Take the picture off the draft; return the version. The file stays for the versions that use it."""
    with transaction.atomic():
        draft = drafts.locked(design)
        return drafts.rewrite(
            draft, by=by, act="design.picture", counted=False, picture=None, picture_role=""
        )


def remark(version):
    """Return a sentence when the picture of `version` has another shape than the sheet, or ""."""
    if version.picture is None:
        return ""
    width, height = size_of(version.picture)
    sheet = version.content["sheet"]
    share = width / height * sheet["height"] / sheet["width"]
    if abs(share - 1) <= SKEWED:
        return ""
    return (
        f"Ảnh {width} × {height} điểm không cùng tỉ lệ với tờ giấy nên bị kéo méo. "
        "Hãy quét lại trọn tờ phôi, hoặc sửa khổ giấy."
    )


def size_of(stored):
    """Return (width, height) of a stored picture in pixels, as it is shown."""
    try:
        with files.open(stored) as stream, Image.open(io.BytesIO(stream.read())) as picture:
            turned = picture.getexif().get(274, 1) in (5, 6, 7, 8)
            return picture.size[::-1] if turned else picture.size
    except OSError as fault:
        raise RuleError("Máy chủ không đọc được ảnh của mẫu này. Hãy tải ảnh lên lại.") from fault
