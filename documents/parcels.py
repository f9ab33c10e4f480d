"""Several finished files handed out as one ZIP, the same bytes whenever it is packed."""

import zipfile
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from core.text import file_name
from documents import files

STAMP = (1980, 1, 1, 0, 0, 0)  # the oldest a zip can hold: it would note the minute it was packed


def pack(named):
    """Return the ZIP (bytes) of `named`, pairs of a name and a StoredFile, small enough for the memory.

    Raises RuleError when one of them is gone.
    """
    return zipped((name, _read(stored)) for name, stored in named)


def zipped(named):
    """Return the ZIP (bytes) of `named`, pairs of a name and its content in bytes."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as target:  # PDF and Word are packed already
        for name, each in named:
            target.writestr(zipfile.ZipInfo(name, STAMP), each)
    return content.getvalue()


def answer(content, name):
    """Answer a request with a packed ZIP called `name`."""
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name(f"{name}.zip"))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _read(stored):
    with files.open(stored) as source:
        return source.read()
