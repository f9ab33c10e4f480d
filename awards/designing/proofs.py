"""Proofs of a design with sample words, marked as such: full, only the overlay, or over the scanned phôi."""

from awards.designing import looks, samples
from core.rules import RuleError
from documents import grounds, sheets

FULL, OVERLAY, STOCK = "full", "overlay", "stock"
MODES = {FULL: "Cả nền và chữ", OVERLAY: "Chỉ chữ in lên phôi", STOCK: "Chữ in trên ảnh phôi"}


def draw(version, *, sample, mode):
    """Return the PDF (bytes) of `version` with the words of a `sample`; `mode` is one of MODES.

    Raises RuleError for words that cannot be printed, and for the mode "stock" without a picture of the phôi.
    """
    design = looks.of_version(version)
    return sheets.proof(design, samples.row(sample), ground=ground_of(version, design, mode))


def ground_of(version, design, mode):
    """Return what a proof of `version` in `mode` lies on: a PDF (bytes) of one page, or None.

    `design` is what `looks.of_version` says of it. Raises RuleError for the mode "stock" without a picture of
    the phôi, and when a picture or a face is lost.
    """
    if mode == OVERLAY:
        return None
    if mode != STOCK:
        return sheets.ground(design)
    if version.picture_role != version.PictureRole.STOCK:
        raise RuleError("Mẫu này chưa có ảnh phôi. Hãy tải ảnh phôi lên rồi in thử lại.")
    return grounds.picture_page(version.picture.sha256, design.width, design.height)
