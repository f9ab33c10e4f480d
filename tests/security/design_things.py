"""What the addresses of designs are about: a design in use, its new draft with a picture, a face."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from awards.designing import drafts, fonts, pictures, uses
from awards.models import DesignUse
from documents import files
from documents.typefaces import KIND, Typeface
from tests.awards import drawn


def of(season):
    """Of the agency that heads the year."""
    design = drawn.design(season)
    drafts.draft_from(drafts.publish(design, by=None), by=None)
    content = io.BytesIO()
    Image.new("RGB", (297, 210), "white").save(content, format="PNG")
    upload = SimpleUploadedFile("phoi.png", content.getvalue())
    pictures.put(design, upload, role="stock", by=None)
    uses.assign(design, form_code="head-merit", kind="person", by=None)
    stored = files.keep(b"\x00\x01\x00\x00 a face", content_type=KIND)
    return {
        "certificate-designs/": design,
        "certificate-design-uses/": DesignUse.objects.get(),
        "certificate-fonts/": fonts.take_in(
            design.agency, Typeface(stored, "Hoa Sen", "Regular", 400, False), by=None
        ),
    }
