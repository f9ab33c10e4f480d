"""What a certificate is printed in: one of our own designs, or a published version of an agency's.

The only way from `Certificate.design` to something that can be drawn. A published version is sealed: whatever
was printed from it is printed the same way again, though the design was changed or given up since.
"""

import re
from functools import lru_cache

from django.utils import timezone

from awards.designing import contents
from awards.models import DesignVersion
from core.rules import RuleError
from documents import designs

KEY = re.compile(r"v(\d{1,18})-([0-9a-f]{16})")


def named(key):
    """Return the documents.designs.Design of `key`: a built-in name, or the key of a published version.

    Raises KeyError for what never existed, RuleError for a version that is not what was published.
    """
    return _published(key) if KEY.fullmatch(key) else designs.named(key)


def of_version(version):
    """Return the Design that `version` is now; only a published one is worth keeping."""
    ground = version.PictureRole.GROUND
    return contents.design_of(
        version.content,
        name=version.key if version.sha256 else "draft",
        title=version.design.name,
        day=timezone.localdate(version.published_at or version.saved_at),
        picture=version.picture.sha256 if version.picture_role == ground else "",
    )


def version_of(key):
    """Return the published DesignVersion that `key` names, with its design and picture, or None."""
    named = KEY.fullmatch(key)
    if named is None:
        return None
    rows = DesignVersion.objects.select_related("design", "picture")
    return rows.filter(pk=named[1], sha256__startswith=named[2]).first()


def seal_of(version):
    """Return the SHA-256 (hex) of what `version` holds now."""
    return contents.digest(
        version.content, version.picture.sha256 if version.picture else "", version.picture_role
    )


def is_on_stock(key):
    """Whether `key` was placed over a scan of the phôi, so that the frame stands on the paper already."""
    found = KEY.fullmatch(key)
    stock = DesignVersion.PictureRole.STOCK
    return bool(found) and DesignVersion.objects.filter(pk=found[1], picture_role=stock).exists()


def is_built_in(key):
    """Whether `key` names one of our own designs."""
    return not KEY.fullmatch(key)


@lru_cache(maxsize=64)
def _published(key):
    version = version_of(key)
    if version is None:
        raise KeyError(key)
    if seal_of(version) != version.sha256:
        raise RuleError(
            f"Nội dung đã chốt của mẫu “{version}” không còn khớp với mã băm lúc cho dùng nên không in được. "
            "Hãy báo người quản trị khôi phục mẫu này từ bản sao lưu."
        )
    return of_version(version)
