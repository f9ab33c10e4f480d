"""What the addresses of past awards are about: an award of the time before, the file it came from."""

from django.utils import timezone

from awards.models import PastAward, PastImport
from documents import files


def of(things):
    """Beside `things` of the members: a past award of their agency, histories of person and collective."""
    agency = things["agencies/"]
    file = files.keep(b"a list", content_type="application/octet-stream")
    batch = PastImport.objects.create(name="cu.xlsx", file=file, taken_at=timezone.now())
    facts = {"recipient_text": "Ban Ba", "form_text": "Giấy khen", "year": 2015, "entered_at": timezone.now()}
    award = PastAward.objects.create(agency=agency, brought_by=batch, source_row=2, mark="0" * 64, **facts)
    return things | {
        "honours/people/": things["agencies/people/"],
        "honours/collectives/": things["agencies/collectives/"],
        "honours/agencies/": agency,
        "past-awards/": award,
        "past-imports/": batch,
    }
