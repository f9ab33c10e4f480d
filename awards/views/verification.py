"""The public pages: is this certificate genuine. No account, and nothing but what stands on the paper.

A link that many open is drawn once a minute: who comes without a cookie gets the same page from the cache.
"""

import logging
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from awards.certifying import pictures, verification
from awards.printing.certificate_forms import LookUpForm
from core import clock, limits
from core.guards import public, reads
from core.rules import RuleError

logger = logging.getLogger(__name__)

TRIES, PER_SECONDS = 20, 5 * 60  # of numbers with codes; of codes that nobody has
SCANS = 600  # of codes that exist: a whole hall may share one address
KEPT = 60  # seconds here and as many in a browser: nobody is told for longer that a revoked one counts
MINUTE = f"public, max-age={KEPT}"


@reads
@public
def verify(request, token):
    """What a QR code opens; a code that nobody has is counted more strictly than one that exists."""
    if limits.exceeded(request, "verify", most=SCANS, seconds=PER_SECONDS):
        return _too_often(request)
    key = f"verify:{sha256(token.encode()).hexdigest()}"
    page = None if request.COOKIES else cache.get(key)
    if page is None:
        certificate = verification.by_token(token)
        if certificate is None:
            return _unknown(request)
        page = _answer(request, certificate, form=LookUpForm()).content
        if not request.COOKIES:
            cache.set(key, page, timeout=KEPT)
    return _kept(request, page)


@reads
@public
def look_up(request):
    """Number and short code, both required; counted per address so that nobody can try them out."""
    if not request.GET:
        return render(request, "awards/verify.html", {"form": LookUpForm()})
    if limits.exceeded(request, "look_up", most=TRIES, seconds=PER_SECONDS):
        return _too_often(request)
    form = LookUpForm(request.GET)
    if not form.is_valid():
        return render(request, "awards/verify.html", {"form": form})
    number, year = form.cleaned_data["number"]
    found = verification.by_register(number, year, form.cleaned_data["code"])
    return _answer(request, found, form=form)


def _unknown(request):
    if limits.exceeded(request, "verify_unknown", most=TRIES, seconds=PER_SECONDS):
        return _too_often(request)
    return _answer(request, None, form=LookUpForm(), scanned=True)


def _too_often(request):
    return render(request, "429.html", status=429)


def _kept(request, page):
    """The page (bytes) with its tag: who has it already is told so and gets nothing anew."""
    response = HttpResponse(page)
    response.headers["Cache-Control"] = MINUTE
    response.headers["ETag"] = tag = quote_etag(sha256(page).hexdigest()[:32])
    return get_conditional_response(request, etag=tag, response=response)


def _answer(request, certificate, *, form, scanned=False):
    context = {"certificate": certificate, "asked_at": clock.now(), "form": form, "answered": True}
    if certificate is None:
        return render(request, "awards/verify.html", context | {"scanned": scanned}, status=404)
    context["picture"] = _picture(certificate)
    return render(request, "awards/verify.html", context)


def _picture(certificate):
    """The certificate drawn small; None where its design has lost a face: its state is told all the same."""
    try:
        return pictures.sheet_of(certificate, public=True)
    except RuleError:
        logger.exception("certificate %s cannot be drawn", certificate.pk)
        return None
