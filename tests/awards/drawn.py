"""Designs of the agency that heads a year, drawn, published, used."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from awards.designing import drafts, pictures
from awards.models import CertificateDesign
from blocs import leadership
from members.models import Agency
from tests import kept


@kept.once
def design(season, name="Phôi 2024", *, source="merit-person", width=297, height=210):
    """A design of the head's agency with its first draft."""
    agency = Agency.objects.get(pk=leadership.head_of(season))
    made = drafts.start(agency, name=name, source=source, width=width, height=height, by=None)
    return CertificateDesign.objects.get(pk=made.pk)


def typed(version, **changed):
    """What the page would send of a version, with these changes: a box by its name, or a section."""
    content = version.content
    boxes = [
        box | changed.pop(box["name"]) if box["name"] in changed else dict(box) for box in content["boxes"]
    ]
    return {
        "sheet": content["sheet"],
        "boxes": boxes,
        "code": content["code"],
        "stamp": content["stamp"],
    } | changed


def version_on_phoi(season):
    """A published version that was placed over a scan of the phôi."""
    scan = io.BytesIO()
    Image.new("RGB", (1188, 840), (160, 20, 30)).save(scan, "PNG")
    made = design(season)
    pictures.put(made, SimpleUploadedFile("phoi.png", scan.getvalue()), role="stock", by=None)
    return drafts.publish(made, by=None)
