"""Designs of the agency that heads a year, drawn, published, used."""

from awards.designing import drafts
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
