"""Asking whether a certificate is genuine: by the token in its QR code, or by its number and code.

Open to everybody. Nothing but what stands on the paper is answered, and what became of it. A wrong number and
a wrong code get the same answer, so that nobody learns which numbers exist.
"""

import re

from django.db.models import OuterRef

from awards.models import Certificate
from core.rules import ReadingError
from core.text import clean_line
from members.models.agencies import names_on

NUMBER = re.compile(r"([0-9]{1,9}) ?[/.-] ?([0-9]{4})")
HOW = "Nhập số và năm như in trên Bằng khen, ví dụ 31/2024."


def by_token(token):
    """Return the certificate whose QR code says `token`, or None."""
    return _shown().filter(token=token).first()


def by_register(number, year, code):
    """Return the certificate of this register number that carries this short code, or None.

    The code is read as people type it: small letters, blanks or no dash.
    """
    found = _shown().filter(short_code=plain_code(code))
    return found.filter(entry__number=number, entry__register__year=year).first()


def parse_number(text):
    """Return (number, year) of a register number as printed, 31/2024; raises ReadingError."""
    match = NUMBER.fullmatch(clean_line(text))
    if not match:
        raise ReadingError(HOW)
    return int(match[1]), int(match[2])


def plain_code(text):
    """Return a short code as it is kept: 7F4K-29QX."""
    signs = re.sub(r"[^0-9A-Z]", "", text.upper())
    return f"{signs[:4]}-{signs[4:]}"


def _shown():
    """Certificates with what the public page shows of them; `issuer` is called as on the day of signing."""
    issuer = names_on(OuterRef("line__decision__signed_on"), "line__decision__issuing_agency")["name"]
    return Certificate.objects.annotate(issuer=issuer).select_related(
        "entry__register",
        "line__decision__form",
        "line__decision__season__bloc",
        "replaced_by__entry__register",
    )
