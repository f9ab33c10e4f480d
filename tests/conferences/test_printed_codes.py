"""The QR codes of a conference read back from the printed page, as a telephone does: badges, drawn slips."""

import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse
from weasyprint import HTML

from conferences.attending import badges, delegates
from documents import files, jobs

from . import polled

pytestmark = pytest.mark.django_db
ADDRESS = "https://thidua.example.vn/badge/"


def read(content):
    """What a reader finds on the pages of a PDF, drawn as pictures."""
    pages = [page.render(scale=3).to_pil().convert("L") for page in pypdfium2.PdfDocument(content)]
    return sorted(found.text for page in pages for found in zxingcpp.read_barcodes(page))


def test_badges_and_drawn_slips_lead_where_they_say(client):
    conference = polled.hall()
    sheet = badges.start(conference, address=ADDRESS, by=None)
    jobs.work(sheet.job.shards.get().pk, badges.draw)
    with files.open(badges.file_of(sheet)) as stream:
        cards = stream.read()
    poll = polled.prepared(conference, mode="slip")
    client.force_login(polled.opener())
    slips = client.post(reverse("conferences:slips_issue", args=[poll.pk])).context["slips"]
    size = "<style>svg { width: 45mm; height: 45mm }</style>"  # as on the page, 4 to 5 cm
    paper = HTML(string=size + "".join(picture for _, _, picture in slips)).write_pdf()

    everybody = delegates.listed(conference)
    assert read(cards) == sorted(f"{ADDRESS}{badges.code_of(row)}/" for row in everybody)
    assert read(paper) == sorted(f"http://testserver/ballot/#{code}" for _, code, _ in slips)
