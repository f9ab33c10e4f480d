"""What the printer will set: true lines and sizes for the page, and remarks on what will not fit."""

from awards.designing import contents, samples
from core import clock
from core.rules import RuleError
from documents import placing, sheets

FULL, OVERLAY = "full", "overlay"
CODE = "code"  # the QR code among the boxes; a check of a row calls it by its field, "qr"
WARNED = "Thử với chữ dài nhất: "


def placed(version, content, *, sample, mode, with_code):
    """Return {"texts", "remarks"} of `content` with a sample; texts tell lines, size (points), place (mm).

    `mode` "overlay" leaves out what stands on the phôi already.
    """
    design, row = _design(version, content), samples.row(sample, with_code=with_code)
    texts = [(text, False) for text in placing.placed(design, row)]
    if mode != OVERLAY:
        texts += [(text, True) for text in placing.printed(design)]
    order = {box["name"]: place for place, box in enumerate(content["boxes"])}
    texts.sort(key=lambda pair: order[pair[0].box.name])
    found = [*sheets.check_words(design), *sheets.check(design, row)]
    return {
        "texts": [_told(text, stock) for text, stock in texts],
        "remarks": [_remark(each) for each in found],
    }


def remarks(version):
    """Return what is wrong with `version`, box by box, as {"box", "kind", "sentence"}; refusals first.

    Refused is what cannot be printed with usual words, be there a QR code or none; what only the longest
    words do not fit is a warning. A face that is lost is a refusal of no box ("").
    """
    try:
        found = _found(_design(version, version.content))
    except RuleError as lost:
        return [{"box": "", "kind": sheets.REFUSE, "sentence": str(lost)}]
    return sorted(found, key=lambda remark: remark["kind"] != sheets.REFUSE)


def _found(design):
    found = [_remark(each) for each in sheets.check_words(design)]
    for with_code in (True, False):
        found += _further(found, sheets.check(design, samples.row(with_code=with_code)))
    for remark in _further(found, sheets.check(design, samples.row(samples.longest_for(design)))):
        found.append(remark | {"kind": sheets.WARN, "sentence": f"{WARNED}{remark['sentence']}"})
    return found


def _further(found, checked):
    """What `checked` says of boxes that nothing was found of yet."""
    named = {remark["box"] for remark in found}
    return [remark for remark in map(_remark, checked) if remark["box"] not in named]


def _design(version, content):
    picture = version.picture if version.picture_role == version.PictureRole.GROUND else None
    return contents.design_of(
        content,
        name="draft",
        title=version.design.name,
        day=clock.today(),
        picture=picture.sha256 if picture else "",
    )


def _told(text, stock):
    return {
        "name": text.box.name,
        "lines": list(text.lines),
        "size": text.fitted.size,
        "x": round(text.x, 3),
        "top": round(text.top, 3),
        "width": round(text.width, 3),
        "line_height": text.box.line_height,
        "stock": stock,
    }


def _remark(remark):
    box = CODE if remark.field == "qr" else remark.field
    return {"box": box, "kind": remark.kind, "sentence": remark.sentence}
