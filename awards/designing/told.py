"""What the page of a design is told, as plain data for JSON and for its plain form."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from awards.designing import contents, samples
from awards.models import DesignFont
from core.rules import RuleError
from documents import faces

LOST = "Phông không còn trên máy chủ"
STYLES = {(400, False): "", (700, False): ", đậm", (400, True): ", nghiêng", (700, True): ", đậm nghiêng"}


def content(version):
    """Return everything the page works with: see docs/developers.md, "How a design is made"."""
    return {
        "revision": version.revision,
        "state": version.state,
        "number": version.number,
        "saved_at": saved_at(version),
        "saved_by": version.saved_by_id,
        "sheet": {key: version.content["sheet"][key] for key in ("width", "height")},
        "picture": picture(version),
        "ground": ground(version),
        "boxes": version.content["boxes"],
        "code": version.content["code"],
        "stamp": version.content["stamp"],
        "faces": faces_for(version),
        "fields": fields(),
        "samples": [{"key": key, "label": label} for key, label in samples.LABELS.items()],
    }


def saved_at(version):
    """Return the time of day of the last saving: 16:31."""
    return f"{timezone.localtime(version.saved_at):%H:%M}"


def picture(version):
    """Return {"url", "role"} of the picture of `version`, or None."""
    if version.picture is None:
        return None
    url = reverse("awards:design_picture", args=[version.design_id])
    return {"url": f"{url}?v={version.number}", "role": version.picture_role}


def ground(version):
    """Return the address of the built-in drawing below, or None."""
    name = version.content["sheet"]["ground"]
    return (
        reverse("awards:design_drawing", args=[version.design_id]) + f"?v={version.number}" if name else None
    )


def fields():
    """Return the fields of a row, as {"name", "label", "sample"}."""
    usual = samples.row()
    return [
        {"name": name, "label": samples.FIELDS[name], "sample": getattr(usual, name)}
        for name in contents.ROW_FIELDS
    ]


def faces_for(version):
    """Return the faces on offer, as {"family", "label", "weight", "italic", "url"}: ours, then own."""
    ours = [
        {
            "family": cut[0],
            "label": f"{cut[0]}{STYLES.get(cut[1:], '')}",
            "weight": cut[1],
            "italic": cut[2],
            "url": static(f"{faces.FOLDER}/{file}"),
        }
        for cut, file in faces.CUTS.items()
    ]
    used = contents.cuts_of(version.content)
    found = DesignFont.objects.filter(agency=version.design.agency_id).select_related("file")
    shown = [font for font in found if font.retired_at is None or font.cut in used]
    return ours + [_own(font) for font in shown] + _brought(used - {font.cut for font in shown})


def _own(font):
    family, weight, italic = font.cut
    url = reverse("awards:design_font", args=[font.pk])
    return {"family": family, "label": str(font), "weight": weight, "italic": italic, "url": url}


def _label(family):
    try:
        return faces.label(family)
    except RuleError:  # its file is lost: the remarks say so, the page opens
        return LOST


def _brought(cuts):
    """Faces that came with a copied design and are not in the list of the agency any more."""
    return [
        {"family": family, "label": _label(family), "weight": weight, "italic": italic, "url": None}
        for family, weight, italic in sorted(cuts)
        if faces.UPLOADED.fullmatch(family)
    ]
