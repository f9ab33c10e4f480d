"""A page small enough for a list: the first page of a PDF of ours as a JPEG, drawn once and remembered.

The PDF may hold a picture that people brought, so it is drawn where that can do no harm (`confined`).
"""

import io

from django.core.cache import cache
from PIL import Image

from core.rules import RuleError
from documents import confined

SIDE = 640  # pixels of the longer side: twice what the largest place in a list takes
FAILED = "Máy chủ chưa thu nhỏ được trang này. Hãy thử lại, hoặc báo người quản trị."
QUALITY = 78  # of JPEG; fine lines are still lines, and a page weighs 20 to 60 KB
KEPT = 30 * 24 * 60 * 60  # seconds
KIND = "image/jpeg"


def of(name, make):
    """Return the JPEG (bytes) of the page that `make()` gives as a PDF (bytes).

    It is kept under `name`, which must be another one for what looks different. Raises RuleError when it
    cannot be drawn, and as `make` does; nothing is kept then.
    """
    key = f"miniature:{name}"
    found = cache.get(key)
    if found is None:
        found = _drawn(make())
        cache.set(key, found, KEPT)
    return found


def _drawn(page):
    try:
        content = confined.draw(io.BytesIO(page), "pdf", 1)
    except confined.CannotReadError as fault:
        raise RuleError(FAILED) from fault
    out = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
        small = picture.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    small.save(out, format="JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
