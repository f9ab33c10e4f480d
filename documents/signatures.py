"""Signing finished PDFs (PAdES, baseline B-B) by the installation's own PKCS#12 key, and checking them.

An extra: the package stands in requirements-sign.txt, the key in SIGNING_KEY; without it nothing is signed.
The signature says that the file left this installation and was not changed since. Who issued a paper, the
paper says.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from core import clock, dates
from core.rules import RuleError
from documents import stamps

try:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign import fields, signers, validation
    from pyhanko_certvalidator import ValidationContext
except ImportError:  # the extra is not installed
    signers = None

FIELD = "Signature"


@dataclass(frozen=True)
class Signature:
    """A signature in a PDF; `intact`: nothing it covers was changed, `whole`: it covers the whole file."""

    signer: str
    at: datetime | None
    intact: bool
    whole: bool

    @property
    def holds(self):
        """Whether the file is, to the byte, what was signed."""
        return self.intact and self.whole


def is_wanted():
    """Say whether this installation signs its PDFs."""
    return bool(settings.SIGNING_KEY)


def signed(content, *, reason, foot=stamps.MARGIN):
    """Return the PDF `content` (bytes) signed for `reason`, as it is where nothing is to be signed.

    What is seen of it, where the installation wants that, stands `foot` mm above the lower edge. Raises
    RuleError when the extra is not installed or the key cannot be read.
    """
    if not is_wanted():
        return content
    _require()
    signer = _signer()
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, reason=reason, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    if settings.SIGNING_STAMP:
        content = stamps.noted(
            content, f"Ký số: {_name(signer.signing_cert)}, {dates.moment(clock.now())}", foot
        )
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    made = signers.PdfSigner(meta, signer, new_field_spec=fields.SigFieldSpec(FIELD))
    return made.sign_pdf(writer, in_place=False).getvalue()


def signatures_of(content):
    """Return the Signatures in the PDF `content` (bytes), [] when it has none.

    Whether the key is trusted is not asked: the operator knows it. Raises RuleError when the extra is not
    installed or the file is no PDF.
    """
    _require()
    try:
        found = PdfFileReader(io.BytesIO(content)).embedded_signatures
        return [_checked(signature) for signature in found]
    except PdfError as fault:
        raise RuleError("Tệp này không đọc được như một tệp PDF. Hãy chọn tệp khác.") from fault


def _checked(signature):
    alone = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validation.validate_pdf_signature(signature, signer_validation_context=alone)
    whole = status.coverage == validation.SignatureCoverageLevel.ENTIRE_FILE
    return Signature(
        _name(status.signing_cert), status.signer_reported_dt, status.intact and status.valid, whole
    )


def _require():
    if signers is None:
        raise RuleError(
            "Máy chủ chưa cài gói ký số. Hãy báo người quản trị cài requirements-sign.txt, "
            "hoặc bỏ SIGNING_KEY nếu không ký số."
        )


def _signer():
    try:
        key = Path(settings.SIGNING_KEY).read_bytes()
        return signers.SimpleSigner.load_pkcs12_data(key, (), settings.SIGNING_PASSWORD.encode() or None)
    except (OSError, ValueError) as fault:  # not there, no PKCS#12 or another password
        raise RuleError(
            "Không đọc được khóa ký số nên chưa tạo được tệp. "
            "Hãy báo người quản trị xem lại SIGNING_KEY và SIGNING_PASSWORD."
        ) from fault


def _name(certificate):
    return certificate.subject.native.get("common_name", "")
