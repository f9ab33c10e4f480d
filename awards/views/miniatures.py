"""Designs small, as pictures for lists: the whole sheet, and the ground below a certificate."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from awards.designing import looks, small
from awards.designing.permissions import can_keep_design
from awards.models import Certificate, CertificateDesign
from awards.permissions import can_see
from awards.views.design_editing import version_of
from core.guards import allowed, reads
from core.rules import RuleError
from documents import miniatures


@reads
@allowed(can_keep_design, CertificateDesign)
def design_thumbnail(request, design):
    """The sheet of the version that is worked on, or of another (?v=), with sample words."""
    return _picture(request, small.sheet, version_of(request, design))


@reads
@allowed(can_see, Certificate)
def certificate_ground(request, certificate):
    """What lies below the words of a certificate that is printed in a design of an agency."""
    version = looks.version_of(certificate.design)
    if version is None:  # our own stock, which pages draw themselves
        raise Http404
    return _picture(request, small.ground, version)


def _picture(request, draw, version):
    """The picture, unless the browser has it already; none (404) where it cannot be drawn."""
    etag = quote_etag(small.tag(version))
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = HttpResponse(draw(version), content_type=miniatures.KIND)
        except RuleError as lost:
            raise Http404 from lost
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
